import type { CprNumber } from '../../kernel/cpr-number.ts';
import {
  addDays,
  addMonths,
  dayOfMonth,
  firstDayOf,
  lastDayOf,
  month,
  monthOf,
  type PlainDate,
  type YearMonth,
} from '../../kernel/dates.ts';
import { kroner, ore, timesOre, type Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import type { ClaimRow } from '../../claims/columns.ts';
import { later, payDay } from './calendar.ts';
import type { Dice } from './dice.ts';
import type { AccountPlan } from './types.ts';

/** A benefit case that is to be written as rows of the claims file. */
export interface Account {
  readonly plan: AccountPlan;
  /** Distinguishes the accounts of the demo from each other. */
  readonly number: number;
  readonly debtor: CprNumber;
  readonly spouse: CprNumber | null;
  /** What its claims add up to. */
  readonly owed: Ore;
}

const EVERY_DECISION_BY = '2025-12-15' as PlainDate;

/**
 * The rows of one account: a claim per benefit month, decided together, that add up to what is owed. Where a plan has been
 * kept, part of the oldest month has been paid; otherwise the newest month is claimed in part.
 */
export function claimsOf(account: Account, dice: Dice): ClaimRow[] {
  const { plan, owed } = account;
  const monthly = monthlyClaim(owed, dice);
  const count = monthsNeeded(owed, monthly);
  const rest = ore(owed - timesOre(monthly, count - 1));
  const lastMonth = lastClaimMonth(plan, dice);
  const months = Array.from({ length: count }, (_, index) => addMonths(lastMonth, index - count + 1));
  const decisionDate = decidedOn(plan, lastMonth, dice);
  const common = commonOf(account, { months, decisionDate }, dice);
  const paidPartly = plan.planKept === true ? 0 : -1;
  return months.flatMap((claimMonth, index) => {
    const isRest = index === (paidPartly === 0 ? 0 : count - 1);
    const amounts =
      isRest && paidPartly === 0 && rest < monthly
        ? { principal: monthly, outstanding: rest }
        : { principal: isRest ? rest : monthly, outstanding: null };
    const claim: ClaimRow = {
      ...common,
      ...periodOf(claimMonth, plan, amounts.principal * 2n < monthly),
      ...amounts,
    };
    const named = { ...claim, claimId: `K-${account.number}-${claimMonth}` };
    return plan.partClaims === true && amounts.outstanding === null ? inTwoParts(named) : [named];
  });
}

const LONGEST_RUN = 18;
const SMALLEST_CLAIM = kroner(200);

/** A month's help to be repaid: an amount as they occur, large enough that no case runs over more than 18 months. */
function monthlyClaim(owed: Ore, dice: Dice): Ore {
  const usual = kroner(dice.whole(6_900, 12_900));
  const least = ore((owed / BigInt(LONGEST_RUN) / 100n + 1n) * 100n);
  return usual < least ? least : usual;
}

// A rest too small to be a claim of its own goes into the month before.
function monthsNeeded(owed: Ore, monthly: Ore): number {
  const whole = Number(owed / monthly);
  return whole > 0 && owed % monthly < SMALLEST_CLAIM ? whole : whole + 1;
}

function lastClaimMonth({ helpStopped }: AccountPlan, dice: Dice): YearMonth {
  return helpStopped === null
    ? addMonths(month('2024-06'), dice.whole(0, 12))
    : addMonths(monthOf(helpStopped), -dice.whole(0, 3));
}

function decidedOn({ knownFrom }: AccountPlan, lastMonth: YearMonth, dice: Dice): PlainDate {
  const known = later(lastDayOf(lastMonth), knownFrom ?? lastDayOf(lastMonth));
  const decided = addDays(known, dice.whole(20, 140));
  return decided < EVERY_DECISION_BY ? decided : EVERY_DECISION_BY;
}

function periodOf(claimMonth: YearMonth, { helpStopped }: AccountPlan, partOfMonth: boolean) {
  const end = partOfMonth ? dayOfMonth(claimMonth, 14) : lastDayOf(claimMonth);
  return {
    periodFrom: firstDayOf(claimMonth),
    periodTo: helpStopped !== null && helpStopped < end ? helpStopped : end,
    paidOn: payDay(claimMonth),
  };
}

const reasons: Record<string, string> = {
  '91': 'Løn ved siden af hjælpen var ikke oplyst.',
  '92': 'Særlig støtte til renter og afdrag på boligen.',
  '93': 'Hjælpen blev givet mod tilbagebetaling.',
  '94': 'Der er senere udbetalt anden ydelse for den samme periode.',
};

type Common = Omit<ClaimRow, 'periodFrom' | 'periodTo' | 'paidOn' | 'principal' | 'outstanding'>;

function commonOf(
  { plan, number, debtor, spouse }: Account,
  { months, decisionDate }: { readonly months: readonly YearMonth[]; readonly decisionDate: PlainDate },
  dice: Dice,
): Common {
  const [first, last] = [months[0], months.at(-1)];
  assert(first !== undefined && last !== undefined, 'an account has a claim');
  const joint = plan.joint === true;
  assert(!joint || spouse !== null, 'only the married are liable together');
  const paragraph = joint ? '92' : (plan.paragraph ?? dice.pick(['91', '91', '91', '93', '93', '94']));
  return {
    sourceSystem: 'KY',
    accountId: `S-${decisionDate.slice(0, 4)}-${number}`,
    debtorCpr: debtor,
    law: 'aktivloven',
    paragraph,
    benefit: joint ? 'særlig støtte' : (plan.benefit ?? 'kontanthjælp'),
    claimId: '',
    partClaimId: '1',
    amountBasis: 'gross',
    refundPercent: dice.pick([20, 20, 20, 30]),
    accountString: '5.57.73',
    liability: joint ? 'joint' : 'sole',
    coDebtorCpr: joint ? spouse : null,
    decisionDate,
    decisionDelivered: addDays(decisionDate, dice.pick([0, 0, 0, 8])),
    decisionPeriodFrom: first,
    decisionPeriodTo: last,
    complaintPending: plan.complaintPending ?? false,
    helpStopped: plan.helpStopped,
    knownFrom: plan.knownFrom ?? null,
    knownReason:
      plan.knownFrom === undefined ? null : 'Indtægten var ikke oplyst og fandtes først i en kontrol.',
    planFrom: plan.planKept === true ? firstDayOf(addMonths(monthOf(decisionDate), dice.whole(2, 6))) : null,
    planTo: null,
    deferralGranted: null,
    description: reasons[paragraph] ?? null,
    claimType: null,
  };
}

/** The same claim in two part-claims: for part of the month the state's share was another. */
function inTwoParts(claim: ClaimRow): ClaimRow[] {
  const second = ore((claim.principal / 300n) * 100n);
  return [
    { ...claim, principal: ore(claim.principal - second), refundPercent: 30 },
    { ...claim, principal: second, refundPercent: 20, partClaimId: '2' },
  ];
}
