import type { UnderWay } from '../checkout/under-way.ts';
import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MayPay } from '../law/citizen-payment.ts';
import { balanceFor } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { citizenBooks, type CitizenBooks } from './citizen-books.ts';
import { askedOfPlans, type Asked, type AskedOfPlan } from './overview/asked-of-plans.ts';
import { paidByPlan } from './overview/debt-lines.ts';
import { bankAskedAbout, besidesBank, type BankAsked } from './overview/bank-asked.ts';
import { lateSince, type LateSince } from './overview/late-since.ts';
import { overviewOf } from './overview/overview.ts';
import type { DebtLine, PlanKeeps } from './overview/types.ts';

/** Something that a citizen may pay on the web: a debt with its interest and fees, or what is paid by instalments together. */
export interface DebtToPay {
  /** What it is about, as the citizen would call it; of instalments, the first of their debts. */
  readonly claim: ClaimOfDebtor;
  readonly kind: 'debt' | 'instalments';
  /** Of each debt that it is for, what it is about; the first is `claim`. */
  readonly each: readonly ClaimOfDebtor[];
  /** The main claims that it covers, with all that follows them: what the citizen wishes to pay. */
  readonly mains: readonly ClaimNumber[];
  /** What is paid of it unless the citizen says otherwise: of instalments, what is asked for now. */
  readonly amount: Ore;
  /** The most that can be paid of it. */
  readonly left: Ore;
  /** Until when; null = no day is set. */
  readonly by: PlainDate | null;
  /** The amount is several that are late: others of them were to be paid later. */
  readonly isOldest: boolean;
  readonly may: Extract<MayPay, string>;
  /** It is being paid on the web: nothing else is begun about it meanwhile. Null = not. */
  readonly underWay: UnderWay | null;
  /** Nobody asks for it, but interest is added until it is paid. */
  readonly bearsInterest: boolean;
  /** Another amount of ours may pay it: who would pay it asks first. */
  readonly askFirst: boolean;
  /** As much is held for the citizen, besides what is held for the debts before it: it may be paid already. */
  readonly inHand: boolean;
  /** So much of it by that day keeps the plan by which it is paid; null = nothing has been written about that. */
  readonly keeps: PlanKeeps | null;
  /** The citizen's bank has been asked to pay it; null = it has not, or of a plan something older is missing besides. */
  readonly bank: BankAsked | null;
  /** A plan can be made of it, where the municipality offers that on its type. */
  readonly mayPlan: boolean;
  /** Others must sign a plan for the citizen, or with them. */
  readonly othersMustSign: boolean;
}

export interface DebtsToPay {
  /** What is to be paid now first, then what is coming, then what nobody asks for. */
  readonly debts: readonly DebtToPay[];
  /** What Gældsstyrelsen has, as far as it can be told now: it is paid there. */
  readonly atRecovery: Ore;
  /** Interest that has run up to now on what is left, and is not posted yet: it cannot be paid before it is. */
  readonly interestRun: Ore;
  /** Held for the citizen. */
  readonly held: Ore;
  /** What is being paid on the web, also where nothing is owed for it any more. */
  readonly underWay: readonly UnderWay[];
  /** False: something cannot be read for the moment, and there may be more. */
  readonly isWhole: boolean;
}

/** What the page where one pays knows besides the books. */
export interface PayingAround {
  /** What the citizen's bank has been asked for. */
  readonly bank: readonly BankAsked[];
  /** Whether a bill, or an agreed instalment, of a day is to be paid now, as an instalment that has been asked for is. */
  readonly isSoon: (by: PlainDate) => boolean;
}

/**
 * What a citizen may pay on the web on a day: the overview's debts that may be paid (law/citizen-payment.ts), with what is paid by the same
 * instalments as one. Nothing of it is paid, at Gældsstyrelsen or on its way there, ended, stopped, or perhaps lapsed.
 */
export async function debtsToPay(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
  { bank = [], isSoon = () => false }: Partial<PayingAround> = {},
): Promise<DebtsToPay> {
  const books = await citizenBooks(tx, debtor, day);
  const { groups, atRecovery, interestRun: run } = overviewOf(books, day);
  const onPlan = paidByPlan(groups.flatMap(({ debts }) => debts));
  const lines = groups.flatMap(({ debts }) => debts).flatMap(eachOf);
  const each = [...Map.groupBy(lines, ({ mains: [main] }) => main).values()].flatMap((those) =>
    debtOf(those, books, bank),
  );
  const plans = askedOfPlans(books, onPlan).flatMap((plan) => together(plan, each, { day, bank }));
  const inPlans = new Set(plans.flatMap(({ mains }) => mains));
  const single = each.filter(({ mains }) => !mains.some((main) => inPlans.has(main)));
  return {
    debts: withHeld(inOrder([...plans, ...single].map(soonIsNow(isSoon))), books.held),
    held: books.held,
    atRecovery: atRecovery ?? zeroOre,
    interestRun: run,
    underWay: books.underWay,
    // Whether a plan could be made of it changes nothing of what is to be paid.
    isWhole: books.down.every((part) => part === 'offers'),
  };
}

/** Months of a benefit that stand in one line are debts of their own here: which of them are paid together is said by the plan. */
function eachOf(line: DebtLine): readonly DebtLine[] {
  return line.months.length > 0 ? line.months : [line];
}

interface OneDebt extends DebtToPay {
  /** By the instalments of a plan. */
  readonly isByPlan: boolean;
}

/** A debt with its interest and fees; nothing where it may not be paid. */
function debtOf(lines: readonly DebtLine[], books: CitizenBooks, bank: readonly BankAsked[]): OneDebt[] {
  const open = lines.filter(({ mayPay }) => typeof mayPay === 'string');
  const lead = open.find(({ name }) => name.of === 'all') ?? open[0];
  const may = lead?.mayPay ?? null;
  if (lead === undefined || typeof may !== 'string') return [];
  const [main] = lead.mains;
  const claim = books.claims.find((each) => each.claim === main);
  if (claim === undefined) return [];
  const over = books.plans.state === 'read' ? books.plans.value.over : new Set<ClaimNumber>();
  const payable = open
    .flatMap(({ claims }) => claims)
    .filter((each) => !over.has(each))
    .map((each) => balanceFor(books.debtor, books.standing.accounts.get(each)));
  const left = sumOre(payable.map(({ balance }) => balance));
  const { by, underWay, bearsInterest, askFirst, mayPlan, othersMustSign } = lead;
  const whole = { kind: 'debt', each: [claim], mains: [claim.claim], amount: left, left } as const;
  const rest = {
    bearsInterest,
    askFirst,
    isOldest: false,
    mayPlan,
    othersMustSign,
    keeps: null,
    inHand: false,
    bank: bankAskedAbout(bank, [claim.claim]),
    isByPlan: paidByPlan([lead]).length > 0,
  };
  return [{ ...whole, claim, by, may, underWay, ...rest }];
}

/** The debts that are paid by the instalments of a plan, as one thing to pay: what is late of it, or else what falls due first, as on the overview. */
function together(
  plan: AskedOfPlan,
  each: readonly OneDebt[],
  { day, bank }: { readonly day: PlainDate; readonly bank: readonly BankAsked[] },
): DebtToPay[] {
  const about = new Set(plan.about);
  const those = each.filter(({ isByPlan, mains }) => isByPlan && mains.some((main) => about.has(main)));
  const [first] = those;
  if (first === undefined) return [];
  const left = sumOre(those.map((debt) => debt.left));
  const byHand = { ...plan, unpaid: besidesBank(plan.unpaid, bank).filter(({ amount }) => amount > zeroOre) };
  const isLate = byHand.unpaid.some(({ by }) => by === null || by < day);
  const { by, isOldest, amount: asked } = toPayOf(isLate ? byHand : plan, day);
  const amount = minOre(left, asked > zeroOre ? asked : left);
  const mains = those.flatMap((debt) => debt.mains);
  const underWay = those.find((debt) => debt.underWay !== null)?.underWay ?? null;
  const whole = {
    claim: first.claim,
    kind: 'instalments',
    each: those.map(({ claim }) => claim),
    mains,
    amount,
    left,
    underWay,
  } as const;
  const its = bankAskedAbout(bank, mains);
  const asksBank = its !== null && (its.answer === 'unanswered' || !isLate) ? its : null;
  const { othersMustSign } = first;
  const can = { bearsInterest: false, askFirst: false, mayPlan: false, othersMustSign, inHand: false };
  const rest = { ...whole, bank: asksBank, ...can };
  if (plan.rests) return [{ ...rest, by: null, isOldest: false, may: 'not-needed', keeps: null }];
  return [{ ...rest, by, isOldest, may: plan.unpaid.length > 0 ? 'now' : 'coming', keeps: plan.keeps }];
}

/** What is late of a plan is one amount, with its oldest day. */
function toPayOf({ unpaid, next }: AskedOfPlan, day: PlainDate): LateSince & Pick<Asked, 'amount'> {
  const late = unpaid.filter(({ by }) => by === null || by < day);
  if (late.length > 0)
    return { ...lateSince(late.map(({ by }) => by)), amount: sumOre(late.map(({ amount }) => amount)) };
  const [first] = [...unpaid, ...(next === null ? [] : [next])];
  return { by: first?.by ?? null, isOldest: false, amount: first?.amount ?? zeroOre };
}

/** What falls due tomorrow is to be paid now, whether it is a bill or an instalment: nobody who looks for it finds it under what comes later. */
function soonIsNow(isSoon: PayingAround['isSoon']): (debt: DebtToPay) => DebtToPay {
  return (debt) => {
    const { may, by, bank } = debt;
    return may === 'coming' && bank === null && by !== null && isSoon(by) ? { ...debt, may: 'now' } : debt;
  };
}

/** What is held for the citizen may be for what is asked for, the first first; nobody is led to pay that once more. */
function withHeld(debts: readonly DebtToPay[], held: Ore): DebtToPay[] {
  let rest = held;
  return debts.map((debt) => {
    const isAsked = debt.may !== 'not-needed' && debt.underWay === null;
    if (!isAsked || debt.amount > rest) return debt;
    rest = subtractOre(rest, debt.amount);
    return { ...debt, inHand: true };
  });
}

/** How what may be paid stands together, in this order; `waiting` = nobody asks for it, interest is added, and it is as well paid now. */
export const payLists = ['now', 'coming', 'waiting', 'not-needed'] as const;

export function payListOf({
  may,
  bearsInterest,
  askFirst,
}: Pick<DebtToPay, 'may' | 'bearsInterest' | 'askFirst'>): (typeof payLists)[number] {
  return may === 'not-needed' && bearsInterest && !askFirst ? 'waiting' : may;
}

function inOrder(debts: readonly DebtToPay[]): DebtToPay[] {
  return debts.toSorted(
    (a, b) =>
      payLists.indexOf(payListOf(a)) - payLists.indexOf(payListOf(b)) ||
      (a.by ?? '9').localeCompare(b.by ?? '9') ||
      Number(a.claim.claim - b.claim.claim),
  );
}
