import { chargesOfMains } from '../charges/charges-of.ts';
import { interestWorkedOutFrom, type WorkedOutFrom } from '../charges/interest-standing.ts';
import type { Charge } from '../charges/types.ts';
import { describeClaims } from '../claims/claim-descriptions.ts';
import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { addOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { balanceOf } from '../ledger/balances.ts';
import type { Cause } from '../ledger/causes.ts';
import { movementsOnClaims, type MovementOnClaim } from '../ledger/movements-on-claims.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { CitizenBooks } from './citizen-books.ts';
import { debtLines } from './overview/debt-lines.ts';
import type { DebtLine } from './overview/types.ts';

/** One debt with all that has come of it: the claim, its interest and its fees. */
export interface DebtPage {
  readonly claim: ClaimOfDebtor;
  /** As the overview shows it: one line, or one for each place where a part of it stands. */
  readonly lines: readonly DebtLine[];
  /** It is paid by the same instalments as other debts: what is paid goes to what is oldest of them. */
  readonly isPaidTogether: boolean;
  /** The day of the decision about repayment; null for a bill. */
  readonly decidedOn: PlainDate | null;
  readonly parts: readonly DebtPart[];
  /** Interest that has run up to now, and is not posted yet: it is owed besides. */
  readonly interestRun: Ore;
  readonly movements: readonly DebtMovement[];
}

/** What the debt is made up of, and what is left of each part. */
export interface DebtPart {
  readonly kind: 'principal' | Charge['kind'];
  /** What it amounts to today. */
  readonly amount: Ore;
  /** Paid, or no longer owed for another reason. */
  readonly gone: Ore;
  /** Left, here and at Gældsstyrelsen. */
  readonly left: Ore;
  /** Of interest and fees, why. */
  readonly charged: ChargedFor | null;
}

export interface ChargedFor {
  readonly regime: Charge['regime'];
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Of interest: what it is worked out from as it stands, and hundredths of a percent; null = no amount and rate give it. */
  readonly basis: Ore | null;
  readonly rateHundredths: number | null;
  /** It was taken off for good. */
  readonly takenOff: boolean;
}

export interface DebtMovement {
  readonly on: PlainDate;
  readonly what: MovementKind;
  /** Less than nothing = less is owed; 0 = it is only somewhere else. */
  readonly change: Ore;
  /** Left of the whole debt afterwards. */
  readonly left: Ore;
}

export type MovementKind =
  | 'raised'
  | 'changed'
  | 'interest'
  | 'fee'
  | 'charge-changed'
  | 'paid'
  | 'paid-back'
  | 'freed'
  | 'set-off'
  | 'ended'
  | 'loss'
  | 'to-recovery'
  | 'from-recovery'
  | 'paid-there'
  | 'rounded'
  | 'other';

/** One of the citizen's own debts, by its main claim. */
export async function debtPage(
  tx: MunicipalityReadTx,
  books: CitizenBooks,
  { main, day }: { readonly main: ClaimNumber; readonly day: PlainDate },
): Promise<DebtPage> {
  const family = books.claims.filter((claim) => claim.main === main);
  const claim = family.find(({ level }) => level === 'main') ?? family[0];
  assert(claim !== undefined, 'a debt of the citizen’s own has a claim');
  const numbers = family.map((each) => each.claim);
  const [described, charges, movements] = await Promise.all([
    describeClaims(tx, [main]),
    chargesOfMains(tx, [main]),
    movementsOnClaims(tx, numbers),
  ]);
  const from = await interestWorkedOutFrom(tx, charges.get(main) ?? [], day);
  const lines = everyLine(books, day).filter(({ mains: [its] }) => its === main);
  const own = new Map((charges.get(main) ?? []).map((charge) => [charge.claim, charge]));
  return {
    claim,
    lines,
    isPaidTogether: lines.some(({ paidWith }) => paidWith.length > 0),
    decidedOn: described.get(main)?.decisionDate ?? null,
    parts: family.map((each) =>
      partOf(each, books, { charge: own.get(each.claim), from: from.get(each.claim) }),
    ),
    interestRun: books.interestRun.get(main) ?? zeroOre,
    movements: movementsOfDebt(movements, own),
  };
}

function everyLine(books: CitizenBooks, day: PlainDate): DebtLine[] {
  return [...debtLines(books, day).values()]
    .flat()
    .flatMap((line) => (line.months.length > 0 ? line.months : [line]));
}

interface Charged {
  readonly charge: Charge | undefined;
  readonly from: WorkedOutFrom | undefined;
}

function partOf(claim: ClaimOfDebtor, books: CitizenBooks, { charge, from }: Charged): DebtPart {
  const accounts = books.standing.accounts.get(claim.claim);
  const amount = accounts?.raised ?? zeroOre;
  const left = claim.ended === null ? addOre(balanceOf(accounts), accounts?.atRecovery ?? zeroOre) : zeroOre;
  return {
    kind: charge?.kind ?? 'principal',
    amount,
    gone: subtractOre(amount, left),
    left,
    charged:
      charge === undefined
        ? null
        : {
            regime: charge.regime,
            ...charge.period,
            basis: from?.basis ?? null,
            rateHundredths: from?.rateHundredths ?? null,
            takenOff: charge.takenOff,
          },
  };
}

type Step = Omit<DebtMovement, 'left'>;

/** Each movement with what was left of the whole debt after it. What happened at once, or on one day in the same way, to all of it is one movement. */
export function movementsOfDebt(
  movements: readonly MovementOnClaim[],
  charges: ReadonlyMap<ClaimNumber, Charge>,
): DebtMovement[] {
  const steps = [...Map.groupBy(movements, keyOf).values()].flatMap((happened) => stepsOf(happened, charges));
  const told: DebtMovement[] = [];
  let left: bigint = 0n;
  for (const step of oncePerDay(steps)) {
    left += step.change;
    told.push({ ...step, left: ore(left) });
  }
  return told;
}

function stepsOf(
  happened: readonly MovementOnClaim[],
  charges: ReadonlyMap<ClaimNumber, Charge>,
): readonly Step[] {
  const [first] = happened;
  if (first === undefined) return [];
  const { on, cause } = first;
  const change = happened.reduce((sum, { here, there }) => sum + here + there, 0n);
  // What covers other parts of the debt than before, because of another payment, changes nothing of the whole.
  if (change === 0n && MONEY.has(cause)) return [];
  // What became less than money had covered of it is owed again first, and then became less by all of that.
  const freed = sumOre(happened.map((each) => each.freed));
  return [
    ...(freed === zeroOre ? [] : [{ on, what: 'freed', change: freed } as const]),
    { on, what: kindOf(first, charges), change: ore(change - freed) },
  ];
}

/** What is told of each claim of a debt by itself, and happens to the debt. */
const OF_THE_DEBT: ReadonlySet<MovementKind> = new Set([
  'ended',
  'loss',
  'to-recovery',
  'from-recovery',
  'paid-there',
  'rounded',
]);

const PLACES: ReadonlySet<MovementKind> = new Set(['to-recovery', 'from-recovery']);

/** What happened to several claims of a debt on a day stands once, where it happened first; what was sent, came back and was sent again stands as often. */
function oncePerDay(steps: readonly Step[]): Step[] {
  const once: Step[] = [];
  for (const step of steps) {
    const at = once.findLastIndex(
      ({ on, what }) => on === step.on && (what === step.what || (PLACES.has(what) && PLACES.has(step.what))),
    );
    const same = once[at];
    if (same === undefined || same.what !== step.what || !OF_THE_DEBT.has(step.what)) once.push(step);
    else once[at] = { ...same, change: addOre(same.change, step.change) };
  }
  return once;
}

function keyOf({ cause, causeNumber, on, claim }: MovementOnClaim): string {
  // A claim is raised and charged by itself; what else happens may be about several.
  const its =
    cause === 'claim-raised' || cause === 'charge-raised' || cause === 'liability-ended' ? claim : '';
  return `${cause} ${causeNumber} ${on} ${its}`;
}

function kindOf(
  { cause, claim, here, there }: MovementOnClaim,
  charges: ReadonlyMap<ClaimNumber, Charge>,
): MovementKind {
  if (cause === 'charge-raised') return charges.get(claim)?.kind === 'fee' ? 'fee' : 'interest';
  if (MONEY.has(cause)) return here + there > 0n ? 'paid-back' : 'paid';
  return kinds[cause] ?? 'other';
}

/** Money that covers, and that covers no longer. */
const MONEY: ReadonlySet<Cause> = new Set([
  'payment',
  'payment-reversed',
  'suspense-resolved',
  'reallocated',
  'refund-decided',
  'give-back-undone',
]);

const kinds: Readonly<Partial<Record<Cause, MovementKind>>> = {
  'claim-raised': 'raised',
  'owed-back-billed': 'raised',
  'claim-corrected': 'changed',
  'charge-adjusted': 'charge-changed',
  'set-off': 'set-off',
  'liability-ended': 'ended',
  'written-off': 'loss',
  'write-off-reversed': 'loss',
  'loss-recovered': 'paid',
  transferred: 'to-recovery',
  recalled: 'from-recovery',
  recovered: 'paid-there',
  rounding: 'rounded',
};
