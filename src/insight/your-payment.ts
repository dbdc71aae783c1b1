import { explainMonth, type MonthExplained } from '../agreements/explain.ts';
import type { PlanDefault } from '../agreements/plan-defaults.ts';
import type { DecisionAlone } from '../agreements/types.ts';
import type { UnderWay } from '../checkout/under-way.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { HoldReason } from '../law/holds.ts';
import { complaintDeadline } from '../law/deadlines.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { orElse, readPart, type Read } from '../platform/read-partly.ts';
import type { CitizenBooks } from './citizen-books.ts';
import { bankAskedAbout, type BankAsked } from './overview/bank-asked.ts';
import { debtLines, paidByPlan } from './overview/debt-lines.ts';
import { nextPayment } from './overview/next-payment.ts';
import { groups, type DebtLine, type Group, type NextEvent, type NextPayment } from './overview/types.ts';
import {
  eventsOf,
  NOTHING_DECIDED,
  readDecided,
  type PaymentEvent,
  type WhatWasDecided,
} from './payment-events.ts';

/** What somebody pays back of benefits a month, why that much, and what happens. */
export interface YourPayment {
  readonly standing:
    | { readonly kind: 'plan'; readonly monthly: Ore }
    | { readonly kind: 'deferral' }
    /** Nothing of it is asked for, whatever was decided. */
    | { readonly kind: 'stopped'; readonly reason: HoldReason }
    /** A plan fell away, and what is left is to be paid at once. */
    | {
        readonly kind: 'whole';
        readonly fellAway: PlanDefault;
        readonly next: NextEvent;
        /** A letter says that it will be sent to Gældsstyrelsen. */
        readonly isTold: boolean;
        /** What keeps it here; null where all of it, or some, may be sent to Gældsstyrelsen. */
        readonly complaint: DebtLine['complaint'];
      }
    /** Nothing is to be paid to us any more. */
    | { readonly kind: 'settled' }
    /** All that is left is on its way to Gældsstyrelsen. */
    | { readonly kind: 'on-its-way' }
    /** Nothing is in force. */
    | { readonly kind: 'undecided' }
    /** It cannot be read. */
    | { readonly kind: 'not-known' };
  /** Only of what is repaid. */
  readonly next: NextPayment;
  /** The main claims of what is repaid. */
  readonly mains: readonly ClaimNumber[];
  /** What of it is being paid on the web. */
  readonly underWay: readonly UnderWay[];
  /** Held for the citizen. */
  readonly held: Ore;
  readonly left: Ore;
  /** Paid ahead: it counts for the payments that come next. */
  readonly ahead: Ore;
  readonly atRecovery: Ore;
  /** What the amount in force was worked out from; null = it was not worked out by the table, or nothing is in force. */
  readonly explained: Read<MonthExplained | null>;
  /** Null = what has been decided cannot be read. */
  readonly events: readonly PaymentEvent[] | null;
  /** Whether anything is known to have been decided that one could complain of. */
  readonly isDecided: boolean;
  /** Until when one can complain of what was decided last; null = its letter has not arrived, or nothing was decided. */
  readonly complainBy: PlainDate | null;
}

/** Whether the citizen has, or has had, anything to repay. */
export function repays({ claims }: Pick<CitizenBooks, 'claims'>): boolean {
  return claims.some(({ repayment }) => repayment);
}

/** The citizen's repayment of benefits as it stands on a day. */
export async function yourPayment(
  tx: MunicipalityReadTx,
  books: CitizenBooks,
  { day, bank }: { readonly day: PlainDate; readonly bank: readonly BankAsked[] },
): Promise<YourPayment> {
  const lines = debtLines(onlyRepayment(books), day);
  const those = (group: Group): readonly DebtLine[] => lines.get(group) ?? [];
  const all = [...lines.values()].flat();
  const mains = all.flatMap((line) => line.mains);
  const next = nextPayment(
    onlyRepayment(books),
    { toPay: those('to-pay'), onPlan: paidByPlan(all), waiting: those('waiting') },
    { day, bank },
  );
  const read = await readPart(tx, 'decisions', () => readDecided(tx, books.debtor));
  const { decisions, arrived } = orElse(read, NOTHING_DECIDED);
  const last = decisions.findLast(({ decided, closedWhy }) => decided !== null && closedWhy === null);
  const arrivedOn = last === undefined ? undefined : arrived.get(last.id);
  return {
    standing: standingIn(books, lines),
    next,
    mains,
    underWay: books.underWay.filter(({ claims }) => mains.some((main) => claims.includes(main))),
    held: books.held,
    left: sumOre(all.map(({ left }) => left)),
    ahead: books.plans.state === 'read' ? books.plans.value.ahead : zeroOre,
    atRecovery: sumOre(all.map(({ atRecovery }) => atRecovery)),
    explained: await explained(tx, books.plans, read),
    events:
      read.state === 'down'
        ? null
        : eventsOf(read.value, {
            next,
            day,
            bank: bank.filter((each) => bankAskedAbout([each], mains) !== null),
          }),
    isDecided: last !== undefined,
    complainBy:
      arrivedOn === undefined ? null : complaintDeadline({ channel: 'digital', available: arrivedOn }),
  };
}

function standingIn(
  { plans }: CitizenBooks,
  lines: ReadonlyMap<Group, readonly DebtLine[]>,
): YourPayment['standing'] {
  if (plans.state === 'down') return { kind: 'not-known' };
  const owed = groups.filter((group) => lines.get(group)?.some(({ left }) => left > zeroOre));
  // What is at Gældsstyrelsen is left too, where it cannot be read.
  if (owed.length === 0) return { kind: lines.has('not-known') ? 'not-known' : 'settled' };
  if (owed.every((group) => group === 'at-recovery')) return { kind: 'on-its-way' };
  const { agreement, fellAway, sentFrom, stopped } = plans.value;
  const reason = stopped ?? stoppedIn(owed.flatMap((group) => lines.get(group) ?? []));
  if (reason !== null) return { kind: 'stopped', reason };
  if (agreement?.terms.outcome === 'plan') return { kind: 'plan', monthly: agreement.terms.monthly };
  if (agreement !== null) return { kind: 'deferral' };
  const asked = (lines.get('to-pay') ?? []).filter(({ left }) => left > zeroOre);
  const whole = asked.find(({ complaint }) => complaint === null) ?? asked[0];
  return fellAway === null || whole === undefined
    ? { kind: 'undecided' }
    : { kind: 'whole', fellAway, next: whole.next, isTold: sentFrom !== null, complaint: whole.complaint };
}

/** Why all that is left to pay here is stopped; null = not all of it is. */
function stoppedIn(lines: readonly DebtLine[]): HoldReason | null {
  const here = lines.filter(({ left }) => left > zeroOre);
  const reasons = here.flatMap(({ next }) => (next.tag === 'stopped' ? [next.reason] : []));
  return reasons.length === here.length ? (reasons[0] ?? null) : null;
}

function onlyRepayment(books: CitizenBooks): CitizenBooks {
  const claims = books.claims.filter(({ repayment }) => repayment);
  if (books.plans.state === 'down') return { ...books, claims };
  return { ...books, claims, plans: { state: 'read', value: { ...books.plans.value, arrangements: [] } } };
}

async function explained(
  tx: MunicipalityReadTx,
  plans: CitizenBooks['plans'],
  decided: Read<WhatWasDecided>,
): Promise<YourPayment['explained']> {
  if (plans.state === 'down' || decided.state === 'down') return { state: 'down' };
  const behind = decided.value.decisions.find(({ id }) => id === plans.value.agreement?.id);
  if (behind === undefined) return { state: 'read', value: null };
  return readPart(tx, 'calculation', () => explanationOf(tx, behind));
}

/** A caseworker's own amount was not worked out. */
async function explanationOf(
  tx: MunicipalityReadTx,
  decision: DecisionAlone,
): Promise<MonthExplained | null> {
  const { debtor, month, ordinal, terms } = decision;
  if (terms.outcome === 'plan' && terms.reason === 'manual') return null;
  const explained = await explainMonth(tx, { debtor, month, ordinal });
  return explained.ok ? explained.value : null;
}
