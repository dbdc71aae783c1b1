import { sql } from 'kysely';
import { addDays, monthOf, type PlainDate } from '../kernel/dates.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { openBalances } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { burdens } from './decision-rule.ts';
import { agreementsInForce } from './agreements.ts';
import { neverInDefault } from './benefit-before-default.ts';
import { takeBackWhatWasTooMuch } from './counts-from-finding.ts';
import { debtorsInErrand, ERRAND_OPEN, isStoppedByErrand } from './in-errand.ts';
import { endDefaults, NEVER_ABLE } from './end-defaults.ts';
import { lastRaised } from './instalments-withdrawn.ts';
import { inDefault } from './plan-defaults.ts';
import { dueDateFrom, scheduleOf, type DueRule } from './schedule.ts';
import { mayFollow } from './state-machine.ts';
import { putTransfersInForce } from './transfers-in-force.ts';
import type { AgreedTerms, Decided, Decision } from './types.ts';
import { openWorkItems } from './work-items.ts';

/** A decision whose letter has reached the debtor. */
export interface Arrived {
  readonly decision: Decision;
  readonly on: PlainDate;
}

export interface PuttingInForce {
  /** By the version of the configuration that a decision was made by: as its letter tells it. */
  readonly dueRules: ReadonlyMap<number, DueRule>;
  readonly at: Temporal.Instant;
}

/** What begins with a decision: an agreement with its dates, and how much of the debt its schedule is about. */
interface Beginning {
  readonly decision: Decision;
  readonly decided: Decided;
  readonly terms: AgreedTerms;
  readonly arrivedOn: PlainDate;
  readonly inForceFrom: PlainDate;
  readonly firstDue: PlainDate | null;
  /** The first due date that has not been asked for already. */
  readonly nextDue: PlainDate | null;
  /** What is left of the claims that it covers and has not been asked for. */
  readonly notAsked: Ore;
  readonly due: DueRule;
}

/**
 * Puts decisions in force that have reached their debtors; before that nothing of them counts. A decision that another
 * has overtaken, or about a debt that has been settled meanwhile, is not put in force; nor is any while the debtor's estate,
 * bankruptcy or debt relief is dealt with.
 */
export async function putInForce(
  tx: MunicipalityTx,
  arrived: readonly Arrived[],
  putting: PuttingInForce,
): Promise<void> {
  const decided = arrived.filter(({ decision }) => decision.state === 'decided');
  if (decided.length === 0) return;
  const debtors = decided.map(({ decision }) => decision.debtor);
  await lockReceivables(tx, debtors);
  const inErrand = await debtorsInErrand(tx, debtors);
  const stopped = ({ decision }: Arrived) => inErrand.has(decision.debtor) && isStoppedByErrand(decision);
  await withdrawArrived(tx, decided.filter(stopped), ERRAND_OPEN);
  const onTheirWay = decided.filter((each) => !stopped(each));
  const open = await openBalances(tx, debtors);
  const inForce = await agreementsInForce(tx, debtors);
  const defaulted = await inDefault(tx, debtors);
  const raised = await lastRaised(tx, debtors);
  // What it changes may have ended with the debt that was paid, also when the debtor owes something new.
  const stands = ({ decision: { debtor, change } }: Arrived) =>
    open.has(debtor) &&
    mayFollow(inForce.get(debtor)?.terms ?? (defaulted.has(debtor) ? 'defaulted' : null), change);
  const [transfers, agreed] = apart(onTheirWay);
  const settled = [
    ...(await putTransfersInForce(tx, transfers, putting.at)),
    ...agreed.filter((each) => !stands(each)),
  ];
  await withdrawArrived(tx, settled, 'settled');
  const beginnings = agreed.filter(stands).map((each) => {
    const { debtor, covers, configurationVersion } = each.decision;
    const about = new Set(covers.map(({ claim }) => claim));
    const covered = (open.get(debtor) ?? []).filter(({ claimNumber }) => about.has(claimNumber));
    const due = putting.dueRules.get(configurationVersion);
    assert(due !== undefined, 'a decision keeps the configuration that it was made by');
    const notAsked = sumOre(covered.map((claim) => claim.notAsked));
    return beginningOf(each, { notAsked, lastRaised: raised.get(debtor) ?? null, due });
  });
  await begin(tx, beginnings);
  await endDefaultsBehind(tx, beginnings, putting.at);
  // A first deferral has nothing to take back, but for one who had a plan and did not keep it.
  const asksForLess = ({ change, debtor }: Decision) =>
    change === 'fall' || change === 'suspend' || (change === 'start-deferral' && defaulted.has(debtor));
  for (const { decision } of beginnings)
    if (asksForLess(decision)) await takeBackWhatWasTooMuch(tx, decision, putting.at);
  await openWorkItems(tx, beginnings.flatMap(lateItems), putting.at);
}

/** Decisions to transfer begin no agreement. */
function apart(arrived: readonly Arrived[]): readonly [transfers: Arrived[], agreed: Arrived[]] {
  const isTransfer = ({ decision }: Arrived) => decision.change === 'transfer';
  return [arrived.filter(isTransfer), arrived.filter((each) => !isTransfer(each))];
}

/** What begins takes the place of a default: deferral for one in a § 6 situation, or a plan for what is owed since. */
async function endDefaultsBehind(
  tx: MunicipalityTx,
  beginnings: readonly Beginning[],
  at: Temporal.Instant,
): Promise<void> {
  const never = await neverInDefault(
    tx,
    beginnings.map(({ decision }) => decision),
  );
  for (const {
    decision: { debtor },
    inForceFrom: on,
  } of beginnings)
    await endDefaults(tx, [debtor], { on, why: never.has(debtor) ? NEVER_ABLE : 'deferred', at });
}

function beginningOf(
  { decision, on: arrivedOn }: Arrived,
  {
    notAsked,
    lastRaised: last,
    due,
  }: { readonly notAsked: Ore; readonly lastRaised: PlainDate | null; readonly due: DueRule },
): Beginning {
  const { decided, terms, change } = decision;
  assert(decided !== null, 'what is on its way is decided');
  assert(terms.outcome === 'plan' || terms.outcome === 'deferral', 'what begins is a plan or a deferral');
  // Two weeks to prepare from the day it arrived, also when it came later than the letter reckoned with.
  const earliest = burdens(change) ? addDays(arrivedOn, due.noticeDays) : arrivedOn;
  const told = decided.firstDue;
  const firstDue =
    told === null || !burdens(change) || told >= earliest ? told : dueDateFrom(earliest, due.dueDay);
  return {
    decision,
    decided,
    terms,
    arrivedOn,
    inForceFrom: inForceFrom(decision, { decided, firstDue, arrivedOn }),
    firstDue,
    nextDue: nextDueAfter(firstDue, last, due),
    notAsked,
    due,
  };
}

// The plan that was in force until now may have asked for the first due dates already.
function nextDueAfter(
  firstDue: PlainDate | null,
  last: PlainDate | null,
  { dueDay }: DueRule,
): PlainDate | null {
  return firstDue === null || last === null || last < firstDue
    ? firstDue
    : dueDateFrom(addDays(last, 1), dueDay);
}

// What is better for the debtor counts from the day it was decided, and its money from the day it was found; what burdens counts from its arrival, and a rise
// from its first due date.
function inForceFrom(
  { change }: Decision,
  { decided, firstDue, arrivedOn }: Pick<Beginning, 'decided' | 'firstDue' | 'arrivedOn'>,
): PlainDate {
  if (change === 'rise') return firstDue ?? arrivedOn;
  return burdens(change) ? arrivedOn : decided.effectiveFrom;
}

async function begin(tx: MunicipalityTx, beginnings: readonly Beginning[]): Promise<void> {
  await endReplaced(tx, beginnings);
  await copyInto(tx, agreementTable, asOneChunk(beginnings.map(agreementLine)));
  await copyInto(tx, scheduleTable, asOneChunk(beginnings.flatMap(scheduleLines)));
  await sql`
    update decision set state = 'in-force', in_force_on = arrived.day
    from unnest(${beginnings.map(({ decision }) => decision.id.toString())}::bigint[],
      ${beginnings.map(({ arrivedOn }) => arrivedOn)}::date[]) arrived (id, day)
    where decision_id = arrived.id and state = 'decided'`.execute(tx);
}

// Also a rise that is in force from a later day and has not begun: it ends on the day it would have begun.
async function endReplaced(tx: MunicipalityTx, beginnings: readonly Beginning[]): Promise<void> {
  await sql`
    update agreement set ended_on = greatest(in_force_from, beginning.day), ended_by = beginning.decision, ended_why = 'replaced'
    from unnest(${beginnings.map(({ decision }) => decision.debtor)}::int[],
      ${beginnings.map(({ decision }) => decision.id.toString())}::bigint[],
      ${beginnings.map((each) => each.inForceFrom)}::date[]) beginning (debtor, decision, day)
    where debtor_number = beginning.debtor
      and (ended_on is null or (ended_why = 'replaced' and ended_on > beginning.day))`.execute(tx);
}

const agreementTable = {
  table: 'agreement',
  columns: [
    'agreement_id',
    'debtor_number',
    'outcome',
    'reason',
    'monthly_ore',
    'suspends',
    'first_due',
    'in_force_from',
    'next_due',
    'due_day',
  ],
} as const;

function agreementLine({
  decision: { id, debtor },
  terms,
  firstDue,
  nextDue,
  inForceFrom,
  due,
}: Beginning): string {
  const { outcome, reason } = terms;
  const plan = terms.outcome === 'plan';
  return copyLine([
    id,
    debtor,
    outcome,
    reason,
    plan ? terms.monthly : null,
    !plan && terms.suspends,
    firstDue,
    inForceFrom,
    nextDue,
    plan ? due.dueDay : null,
  ]);
}

const scheduleTable = {
  table: 'schedule_segment',
  columns: ['agreement_id', 'segment', 'first_due', 'instalments', 'amount_ore'],
} as const;

// What has been asked for already is not asked for again: the schedule is about the rest.
function scheduleLines({ decision: { id }, terms, firstDue, notAsked, due }: Beginning): string[] {
  if (terms.outcome !== 'plan' || firstDue === null || notAsked === 0n) return [];
  return scheduleOf(notAsked, terms.monthly, firstDue, due.dueDay).map((segment, index) =>
    copyLine([id, index + 1, segment.firstDue, segment.instalments, segment.amount]),
  );
}

async function withdrawArrived(
  tx: MunicipalityTx,
  arrived: readonly Arrived[],
  why: 'settled' | typeof ERRAND_OPEN,
): Promise<void> {
  if (arrived.length === 0) return;
  await sql`
    update decision set state = 'withdrawn', closed_on = arrived.day, closed_by = 'automatic', closed_why = ${why}
    from unnest(${arrived.map(({ decision }) => decision.id.toString())}::bigint[],
      ${arrived.map(({ on }) => on)}::date[]) arrived (id, day)
    where decision_id = arrived.id and state = 'decided'`.execute(tx);
}

function lateItems({ decision, decided, firstDue, arrivedOn }: Beginning) {
  if (firstDue === decided.firstDue) return [];
  return [
    {
      kind: 'arrived-late' as const,
      debtor: decision.debtor,
      month: monthOf(arrivedOn),
      about: decision.id.toString(),
    },
  ];
}
