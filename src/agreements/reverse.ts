import { sql } from 'kysely';
import { wantRecalls } from '../claims/recovery-work.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { letterId, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { openBalances } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { archivedLetter } from '../letters/archive.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { enqueue } from '../platform/due-work.ts';
import { agreementsInForce, nextDueUnder } from './agreements.ts';
import { openRefundsOfInstalments, paidBeyond, sumPaid } from './collected.ts';
import { configuredNow } from './configured.ts';
import { relieves } from './decision-rule.ts';
import { decisionsById, underWayFor } from './decisions.ts';
import { endDefaults } from './end-defaults.ts';
import { lastRaised, takeBackInstalments } from './instalments-withdrawn.ts';
import { takeUpAgain, wasPaidInTime } from './paid-before-default.ts';
import { reassess, refusesAgain, type ReassessRefusal } from './reassess.ts';
import { recordReversal, type Reversal } from './reversals.ts';
import { dueDateFrom } from './schedule.ts';
import { assertMove } from './state-machine.ts';
import type { Agreement, DebtorOutcome, Decision } from './types.ts';
import { withdraw } from './withdrawals.ts';

export interface Reversing {
  readonly decision: DecisionId;
  readonly on: PlainDate;
  /** Why, in words to the citizen. */
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type ReversalRefusal =
  | ReassessRefusal
  | { readonly tag: 'unknown-decision' }
  /** Only what has been decided can be reversed; a proposal is withdrawn. */
  | { readonly tag: 'not-decided' }
  /** It gave the debtor deferral or a lower amount: what burdens them instead is heard and decided anew. */
  | { readonly tag: 'in-favour' }
  /** Only the claims were others, at the same amount: a claim that should not be there is corrected. */
  | { readonly tag: 'claims' }
  /** Lapse comes by law; a person must raise the claim anew. */
  | { readonly tag: 'lapse' };

export interface Reversed {
  readonly decision: Decision;
  /** What was paid under it beyond what would have been asked without it: to be given back or set off by a decision. */
  readonly collectedTooMuch: Ore;
  /** What the debtor's matter came to when it was looked at again; null when nothing is owed any more. */
  readonly again: DebtorOutcome | null;
}

/**
 * Reverses a decision on complaint (retssikkerhedsloven § 66): what it had replaced is in force again, what was asked for
 * by it beyond that is taken back, the debtor is told, and looked at again with today's facts. Where another decision has
 * replaced it since, that one stands, and only the money of the time in between is put right. What it does not touch stays.
 */
export async function reverseDecision(
  tx: MunicipalityTx,
  request: Reversing,
): Promise<Result<Reversed, ReversalRefusal>> {
  const [decision] = await decisionsById(tx, [request.decision]);
  if (decision === undefined) return refuse({ tag: 'unknown-decision' });
  if (decision.terms.outcome === 'lapse' || decision.lapses.length > 0) return refuse({ tag: 'lapse' });
  if (decision.state !== 'in-force' && decision.state !== 'decided') return refuse({ tag: 'not-decided' });
  // Taking back what has reached the debtor and was better for them would be a burden without a hearing (forvaltningsloven § 19).
  if (decision.state === 'in-force' && relieves(decision.change)) return refuse({ tag: 'in-favour' });
  if (decision.change === 'claims-changed') return refuse({ tag: 'claims' });
  await lockReceivables(tx, [decision.debtor]);
  const refusal = await refusesAgain(tx, { ...request, debtor: decision.debtor });
  if (refusal !== null && refusal.tag !== 'nothing-owed') return refuse(refusal);
  const undone = await undoneOf(tx, decision, request);
  await tell(tx, decision, { request, undone });
  if (refusal !== null) return ok({ decision, collectedTooMuch: undone.paidBeyond, again: null });
  const again = await reassess(tx, { ...request, debtor: decision.debtor });
  assert(again.ok, 'it was asked before whether the debtor can be looked at again');
  return ok({ decision, collectedTooMuch: undone.paidBeyond, again: again.value });
}

/** What came of undoing a decision. */
type Undone = Pick<Reversal, 'reached' | 'replacedSince' | 'takenBack' | 'paidBeyond' | 'holds'>;

const nothingUndone = { reached: false, replacedSince: false, takenBack: zeroOre, paidBeyond: zeroOre };

function undoneOf(tx: MunicipalityTx, decision: Decision, request: Reversing): Promise<Undone> {
  if (decision.change === 'transfer') return undoTransfer(tx, decision, request);
  return decision.state === 'in-force' ? undo(tx, decision, request) : recall(tx, decision, request);
}

/**
 * The debt does not go to Gældsstyrelsen, and what has gone is to come back: nothing is in force until it is decided anew. The plan
 * that fell away is not restored, and the debtor is looked at with today's facts; but where what was demanded turns out to have been paid in
 * time, the plan goes on.
 */
async function undoTransfer(tx: MunicipalityTx, decision: Decision, request: Reversing): Promise<Undone> {
  const { debtor, id, covers } = decision;
  const { on, at } = request;
  const reached = decision.state === 'in-force';
  if (reached) await markReversed(tx, decision, request);
  else await recall(tx, decision, request);
  const isNone = await wasPaidInTime(tx, debtor);
  const why = isNone ? 'paid-in-time' : 'reversed';
  const takenBack = await endDefaults(tx, [debtor], { on, why, at });
  const about = String(id);
  await wantRecalls(
    tx,
    covers.map(({ claim }) => ({ claim, reason: 'KLAG' as const, about, on })),
    at,
  );
  if (isNone) await takeUpAgain(tx, decision, request);
  const holds = await inForceFor(tx, debtor);
  const asked = reached ? takenBack : zeroOre;
  return { reached, replacedSince: holds !== null, takenBack: asked, paidBeyond: zeroOre, holds };
}

/** On its way to the debtor and not in force: withdrawn, before anything came of it. */
async function recall(
  tx: MunicipalityTx,
  decision: Decision,
  { on, by, because, at }: Reversing,
): Promise<Undone> {
  const toldOtherwise = await hasBeenTold(tx, decision);
  await withdraw(tx, [decision], { on, by, why: because, at, toldOtherwise });
  return { ...nothingUndone, holds: await inForceFor(tx, decision.debtor) };
}

async function hasBeenTold(tx: MunicipalityReadTx, { id }: Decision): Promise<boolean> {
  const letter = { letter: letterId(id, 'decision'), language: 'da' as const, recipient: null };
  return (await archivedLetter(tx, letter)) !== null;
}

async function undo(tx: MunicipalityTx, decision: Decision, request: Reversing): Promise<Undone> {
  assertMove(decision.state, 'reversed');
  const { debtor, draftedOn: from } = decision;
  const own = await ownCourse(tx, decision, request.on);
  const without = await standingWithout(tx, decision);
  const keep = without?.terms.outcome === 'plan' ? without.terms.monthly : null;
  // Of whichever agreement: what a later decision asked for, that was reversed before this one, stands on this one too.
  const span = { debtor, from, before: own.until, agreement: null };
  const paid = await paidBeyond(tx, span, keep ?? zeroOre);
  await openRefundsOfInstalments(tx, [{ debtor, paid, why: 'decision-reversed' }], request);
  const takenBack = await takeBackInstalments(tx, { ...span, keep, at: request.at });
  if (own.isCurrent) await withdrawUnderWay(tx, debtor, request);
  await markReversed(tx, decision, request);
  if (own.isCurrent) await endReversed(tx, decision, { on: request.on, own, without });
  const holds = own.isCurrent && own.until !== null ? without : await inForceFor(tx, debtor);
  return { reached: true, replacedSince: !own.isCurrent, takenBack, paidBeyond: sumPaid(paid), holds };
}

/** How far a decision's own agreement has come. */
interface OwnCourse {
  /** It is in force today; also where what replaces it begins on a later day. */
  readonly isCurrent: boolean;
  /** The day on which it ended, or will end because another begins; null = without end. */
  readonly until: PlainDate | null;
  /** The decision that replaces it from then on. */
  readonly replacedBy: DecisionId | null;
}

async function ownCourse(tx: MunicipalityReadTx, { id }: Decision, on: PlainDate): Promise<OwnCourse> {
  const { rows } = await sql<{ until: PlainDate | null; why: string | null; replacedBy: DecisionId | null }>`
    select ended_on as until, ended_why as why, ended_by as "replacedBy" from agreement
    where agreement_id = ${id.toString()}::bigint`.execute(tx);
  const [row] = rows;
  assert(row !== undefined, 'what is in force has an agreement');
  const { until, why, replacedBy } = row;
  if (until === null || why === 'paid') return { isCurrent: true, until: null, replacedBy: null };
  return { isCurrent: why === 'replaced' && until > on, until, replacedBy };
}

/** What would stand had the decision never been: what it replaced, or before that, where that has been reversed too. */
async function standingWithout(tx: MunicipalityReadTx, decision: Decision): Promise<Agreement | null> {
  let before = decision.replaces;
  while (before !== null) {
    const [its] = await decisionsById(tx, [before.id]);
    if (its?.state !== 'reversed') return before;
    before = its.replaces;
  }
  return null;
}

async function inForceFor(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Agreement | null> {
  return (await agreementsInForce(tx, [debtor])).get(debtor) ?? null;
}

async function withdrawUnderWay(tx: MunicipalityTx, debtor: DebtorNumber, request: Reversing): Promise<void> {
  const { on, by, because, at } = request;
  const underWay = (await underWayFor(tx, [debtor])).get(debtor);
  if (underWay !== undefined) await withdraw(tx, [underWay], { on, by, why: because, at });
}

async function markReversed(
  tx: MunicipalityTx,
  { id }: Decision,
  { on, by, because }: Reversing,
): Promise<void> {
  await sql`
    update decision set state = 'reversed', closed_on = ${on}::date, closed_by = ${by}, closed_why = ${because}
    where decision_id = ${id.toString()}::bigint and state = 'in-force'`.execute(tx);
}

interface Telling {
  readonly request: Reversing;
  readonly undone: Undone;
}

/** Records what came of it, and writes to the debtor; what nobody has been told of needs no letter. */
async function tell(
  tx: MunicipalityTx,
  decision: Decision,
  { request: { on, at }, undone }: Telling,
): Promise<void> {
  const { debtor, id } = decision;
  const settled = !(await openBalances(tx, [debtor])).has(debtor);
  const { holds } = undone;
  const { version: configurationVersion } = await configuredNow(tx);
  const nextDue = holds === null ? null : await nextDueUnder(tx, holds);
  await recordReversal(tx, {
    decision: id,
    on,
    ...undone,
    replacedSince: undone.replacedSince && holds !== null,
    nextDue,
    settled,
    configurationVersion,
  });
  if (!(await hasBeenTold(tx, decision))) return;
  await enqueue(tx, [{ kind: 'letter', key: letterId(id, 'reversal').toString(), dueAt: at }]);
}

interface Ending {
  readonly on: PlainDate;
  readonly own: OwnCourse;
  readonly without: Agreement | null;
}

/**
 * The decision's agreement ends, and what would stand without it is in force again as if it had never been; where another
 * decision begins on a later day, until then.
 */
async function endReversed(
  tx: MunicipalityTx,
  { id, debtor }: Decision,
  { on, own, without }: Ending,
): Promise<void> {
  await sql`
    update agreement set ended_on = greatest(in_force_from, ${on}::date), ended_why = 'reversed', ended_by = null, next_due = null
    where agreement_id = ${id.toString()}::bigint`.execute(tx);
  // A debt that has been paid needs no agreement any more.
  if (without === null || !(await openBalances(tx, [debtor])).has(debtor)) return;
  const { rows } = await sql<{ due_day: number | null }>`
    update agreement set ended_on = ${own.until}::date, ended_by = ${own.replacedBy?.toString() ?? null}::bigint,
      ended_why = ${own.replacedBy === null ? null : 'replaced'}
    where agreement_id = ${without.id.toString()}::bigint and ended_why = 'replaced' returning due_day`.execute(
    tx,
  );
  const dueDay = rows[0]?.due_day;
  if (dueDay == null) return;
  // A restored plan goes on from the first due date that nobody has asked about.
  const last = (await lastRaised(tx, [debtor])).get(debtor);
  if (last === undefined) return;
  await sql`
    update agreement set next_due = greatest(next_due, ${dueDateFrom(addDays(last, 1), dueDay)}::date)
    where agreement_id = ${without.id.toString()}::bigint`.execute(tx);
}
