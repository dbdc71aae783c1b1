import { arrivalsOf } from '../agreements/course.ts';
import { decisionsAloneAbout } from '../agreements/decisions.ts';
import { hearingsOf, type Hearing } from '../agreements/hearings.ts';
import { defaultsAbout, TAKEN_BACK, type PlanDefault } from '../agreements/plan-defaults.ts';
import type { DecisionAlone } from '../agreements/types.ts';
import { heldBackAmong } from '../agreements/untold-decisions.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { BankAsked } from './overview/bank-asked.ts';
import type { NextPayment } from './overview/types.ts';
import { demandsTold } from './plan-arrears.ts';

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

/** What has been decided and asked, and what came of it. */
export interface WhatWasDecided {
  readonly decisions: readonly DecisionAlone[];
  readonly arrived: ReadonlyMap<DecisionAlone['id'], PlainDate>;
  readonly hearings: ReadonlyMap<DecisionAlone['id'], Hearing>;
  readonly demanded: readonly PaymentEvent[];
}

/** Nothing was, or it cannot be read. */
export const NOTHING_DECIDED: WhatWasDecided = {
  decisions: [],
  arrived: new Map(),
  hearings: new Map(),
  demanded: [],
};

/** What has been decided about a debtor’s repayment and asked before it, as far as the debtor has been told, and what was demanded of plans. */
export async function readDecided(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<WhatWasDecided> {
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

/** What comes next. */
interface Coming {
  readonly next: NextPayment;
  readonly day: PlainDate;
  /** What the bank has been asked for of what is repaid. */
  readonly bank: readonly BankAsked[];
}

/** All of it with its day: what has been, the oldest first, and then what comes. */
export function eventsOf(
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
