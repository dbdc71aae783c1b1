import { explainMonth, type MonthExplained } from '../agreements/explain.ts';
import { arrivalsOf } from '../agreements/course.ts';
import { decisionsAloneAbout } from '../agreements/decisions.ts';
import { hearingsOf, type Hearing } from '../agreements/hearings.ts';
import { defaultsAbout, TAKEN_BACK, type PlanDefault } from '../agreements/plan-defaults.ts';
import type { DecisionAlone } from '../agreements/types.ts';
import { heldBackAmong } from '../agreements/untold-decisions.ts';
import type { UnderWay } from '../checkout/under-way.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { HoldReason } from '../law/holds.ts';
import { complaintDeadline } from '../law/deadlines.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { orElse, readPart, type Read } from '../platform/read-partly.ts';
import type { CitizenBooks } from './citizen-books.ts';
import { bankAskedAbout, type BankAsked } from './overview/bank-asked.ts';
import { debtLines, paidByPlan } from './overview/debt-lines.ts';
import { nextPayment } from './overview/next-payment.ts';
import { groups, type DebtLine, type Group, type NextEvent, type NextPayment } from './overview/types.ts';
import { demandsTold } from './plan-arrears.ts';

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

/** What has been decided or asked, and what comes, with its day. */
export interface PaymentEvent {
  readonly on: PlainDate;
  readonly what:
    | { readonly tag: 'asked'; readonly deadline: PlainDate; readonly stands: 'open' | 'answered' | 'over' }
    | { readonly tag: 'decided-plan'; readonly monthly: Ore }
    /** `decided-transfer`: what is left of a plan that fell away is sent to Gældsstyrelsen. */
    | { readonly tag: 'decided-deferral' | 'decided-transfer' }
    /** So much has lapsed. */
    | { readonly tag: 'decided-lapse'; readonly amount: Ore }
    | { readonly tag: 'in-force' }
    /** A letter asked for what was missing of the plan. */
    | { readonly tag: 'demanded'; readonly missing: Ore; readonly by: PlainDate }
    /** What it asked for was paid, and the plan went on. */
    | { readonly tag: 'demand-paid' }
    /** It is not asked for any longer, and was not all paid. */
    | { readonly tag: 'demand-taken-back' }
    /** It was not, and all that was left was to be paid. */
    | { readonly tag: 'fell-away'; readonly by: PlainDate }
    /** That was taken back. */
    | { readonly tag: 'fell-away-no-more' }
    | { readonly tag: 'next-due' | 'bank-pays'; readonly amount: Ore }
    /** Until the end of the day paying what is missing, or so much of it, keeps the plan. */
    | { readonly tag: 'keeps-until'; readonly amount: Ore; readonly isPart: boolean };
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

/** What has been decided and asked, and what came of it. */
interface WhatWasDecided {
  readonly decisions: readonly DecisionAlone[];
  readonly arrived: ReadonlyMap<DecisionAlone['id'], PlainDate>;
  readonly hearings: ReadonlyMap<DecisionAlone['id'], Hearing>;
  readonly demanded: readonly PaymentEvent[];
}

const NOTHING_DECIDED: WhatWasDecided = {
  decisions: [],
  arrived: new Map(),
  hearings: new Map(),
  demanded: [],
};

async function readDecided(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<WhatWasDecided> {
  const all = await decisionsAloneAbout(tx, debtor);
  const untold = await heldBackAmong(tx, all);
  const decisions = all.filter((each) => !untold.has(each));
  const ids = decisions.map(({ id }) => id);
  const [arrived, hearings, demanded] = await Promise.all([
    arrivalsOf(tx, ids),
    hearingsOf(tx, ids),
    demandEvents(tx, debtor),
  ]);
  return { decisions, arrived, hearings, demanded };
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

interface Coming {
  readonly next: NextPayment;
  readonly day: PlainDate;
  /** What the bank has been asked for of what is repaid. */
  readonly bank: readonly BankAsked[];
}

function eventsOf(
  { decisions, arrived, hearings, demanded }: WhatWasDecided,
  { next, day, bank }: Coming,
): PaymentEvent[] {
  const events = decisions.flatMap((decision): PaymentEvent[] => {
    const arrivedOn = arrived.get(decision.id);
    return [
      ...askedIn(hearings.get(decision.id), day),
      ...decidedIn(decision),
      ...(arrivedOn === undefined || decision.closedWhy !== null
        ? []
        : [{ on: arrivedOn, what: { tag: 'in-force' } } as const]),
    ];
  });
  const due = next.kind === 'late' ? next.after : next.kind === 'next' ? next : null;
  const coming: PaymentEvent[] =
    next.kind === 'late'
      ? next.keeps.map(({ amount, isPart, by: on }) => ({ on, what: { tag: 'keeps-until', amount, isPart } }))
      : [];
  for (const { answer, payOn: on, amount } of bank)
    if (answer === 'coming') coming.push({ on, what: { tag: 'bank-pays', amount } });
  if (due !== null) coming.push({ on: due.by, what: { tag: 'next-due', amount: due.amount } });
  return [...byDay([...events, ...demanded]), ...byDay(coming)];
}

function byDay(events: readonly PaymentEvent[]): PaymentEvent[] {
  return events.toSorted((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

/** What was demanded of plans, and what came of it; a letter that was given up told nobody anything. */
async function demandEvents(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<PaymentEvent[]> {
  const demands = await defaultsAbout(tx, debtor);
  const told = await demandsTold(
    tx,
    demands.map(({ notice }) => notice),
  );
  return demands.flatMap((demand) => {
    const letter = told.get(demand.notice);
    if (letter === undefined) return [];
    const by = demand.deadline ?? letter.by;
    const asked = { on: letter.on, what: { tag: 'demanded', missing: demand.missed, by } } as const;
    return [asked, ...cameOf(demand, by)];
  });
}

/** Of what was paid altogether, it says nothing that the whole is not to be paid any longer. */
function cameOf({ state, defaultedOn, closedOn, closedWhy }: PlanDefault, by: PlainDate): PaymentEvent[] {
  if (state === 'paid' && closedOn !== null) return [{ on: closedOn, what: { tag: 'demand-paid' } }];
  if (closedWhy === TAKEN_BACK && closedOn !== null)
    return [{ on: closedOn, what: { tag: 'demand-taken-back' } }];
  if (defaultedOn === null) return [];
  return [
    { on: defaultedOn, what: { tag: 'fell-away', by } },
    ...(closedOn === null || closedWhy === 'settled'
      ? []
      : [{ on: closedOn, what: { tag: 'fell-away-no-more' } } as const]),
  ];
}

function askedIn(hearing: Hearing | undefined, day: PlainDate): PaymentEvent[] {
  if (hearing === undefined) return [];
  const { askedOn: on, printedDeadline, answeredOn, closedOn } = hearing;
  const deadline = hearing.deadline ?? printedDeadline;
  const isOpen = closedOn === null && deadline >= day;
  const stands = answeredOn !== null ? 'answered' : isOpen ? 'open' : 'over';
  // One that was given up ended before its deadline.
  const until = closedOn !== null && closedOn < deadline ? closedOn : deadline;
  return [{ on, what: { tag: 'asked', deadline: until, stands } }];
}

function decidedIn({ decided, terms, closedWhy, lapses }: DecisionAlone): PaymentEvent[] {
  if (decided === null || closedWhy !== null) return [];
  const { on } = decided;
  const lapsed: PaymentEvent = {
    on,
    what: { tag: 'decided-lapse', amount: sumOre(lapses.map(({ owed }) => owed)) },
  };
  switch (terms.outcome) {
    case 'plan':
      return [{ on, what: { tag: 'decided-plan', monthly: terms.monthly } }];
    case 'deferral':
      return [{ on, what: { tag: 'decided-deferral' } }, ...(lapses.length === 0 ? [] : [lapsed])];
    case 'lapse':
      return [lapsed];
    case 'transfer':
      return [{ on, what: { tag: 'decided-transfer' } }];
    default:
      return unreachable(terms);
  }
}
