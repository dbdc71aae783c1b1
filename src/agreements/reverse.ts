import { sql } from 'kysely';
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
import { decisionsById, underWayFor } from './decisions.ts';
import { lastRaised, takeBackInstalments } from './instalments-withdrawn.ts';
import { reassess, refusesAgain, type ReassessRefusal } from './reassess.ts';
import { recordReversal, type Reversal } from './reversals.ts';
import { dueDateFrom } from './schedule.ts';
import { assertMove } from './state-machine.ts';
import type { DebtorOutcome, Decision } from './types.ts';
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
  if (decision.state === 'in-force' && isInFavour(decision)) return refuse({ tag: 'in-favour' });
  await lockReceivables(tx, [decision.debtor]);
  const refusal = await refusesAgain(tx, { ...request, debtor: decision.debtor });
  if (refusal !== null && refusal.tag !== 'nothing-owed') return refuse(refusal);
  const undone = decision.state === 'in-force' ? await undo(tx, decision, request) : notReached;
  if (decision.state === 'decided') await recall(tx, decision, request);
  await tell(tx, decision, { request, undone });
  if (refusal !== null) return ok({ decision, collectedTooMuch: undone.paidBeyond, again: null });
  const again = await reassess(tx, { ...request, debtor: decision.debtor });
  assert(again.ok, 'it was asked before whether the debtor can be looked at again');
  return ok({ decision, collectedTooMuch: undone.paidBeyond, again: again.value });
}

// Taking back what has reached the debtor and was better for them would be a burden without a hearing (forvaltningsloven § 19).
function isInFavour({ change }: Decision): boolean {
  return change === 'fall' || change === 'suspend' || change === 'start-deferral';
}

/** What came of undoing a decision. */
type Undone = Pick<Reversal, 'reached' | 'replacedSince' | 'takenBack' | 'paidBeyond'>;

const notReached: Undone = { reached: false, replacedSince: false, takenBack: zeroOre, paidBeyond: zeroOre };

/** On its way to the debtor and not in force: withdrawn, before anything came of it. */
async function recall(
  tx: MunicipalityTx,
  decision: Decision,
  { on, by, because, at }: Reversing,
): Promise<void> {
  const toldOtherwise = await hasBeenTold(tx, decision);
  await withdraw(tx, [decision], { on, by, why: because, at, toldOtherwise });
}

async function hasBeenTold(tx: MunicipalityReadTx, { id }: Decision): Promise<boolean> {
  const letter = { letter: letterId(id, 'decision'), language: 'da' as const, recipient: null };
  return (await archivedLetter(tx, letter)) !== null;
}

async function undo(tx: MunicipalityTx, decision: Decision, request: Reversing): Promise<Undone> {
  assertMove(decision.state, 'reversed');
  const { debtor, draftedOn: from, replaces, id } = decision;
  const current = await stillInForce(tx, decision);
  const keep = replaces?.terms.outcome === 'plan' ? replaces.terms.monthly : null;
  // Of whichever agreement: what a later decision asked for, that was reversed before this one, stands on this one too.
  const since = { debtor, from, agreement: current ? null : id };
  const paid = await paidBeyond(tx, since, keep ?? zeroOre);
  await openRefundsOfInstalments(tx, [{ debtor, paid, why: 'decision-reversed' }], request);
  const takenBack = await takeBackInstalments(tx, { ...since, keep, at: request.at });
  if (current) await withdrawUnderWay(tx, debtor, request);
  await markReversed(tx, decision, request);
  if (current) await endReversed(tx, decision, request);
  return { reached: true, replacedSince: !current, takenBack, paidBeyond: sumPaid(paid) };
}

async function stillInForce(tx: MunicipalityReadTx, { id }: Decision): Promise<boolean> {
  const { rows } = await sql`
    select from agreement where agreement_id = ${id.toString()}::bigint and (ended_on is null or ended_why = 'paid')`.execute(
    tx,
  );
  return rows.length > 0;
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
  const holds = (await agreementsInForce(tx, [debtor])).get(debtor) ?? null;
  const { version: configurationVersion } = await configuredNow(tx);
  const nextDue = holds === null ? null : await nextDueUnder(tx, holds);
  await recordReversal(tx, {
    decision: id,
    on,
    ...undone,
    replacedSince: undone.replacedSince && holds !== null,
    holds,
    nextDue,
    settled,
    configurationVersion,
  });
  if (!(await hasBeenTold(tx, decision))) return;
  await enqueue(tx, [{ kind: 'letter', key: letterId(id, 'reversal').toString(), dueAt: at }]);
}

/** The decision's agreement ends, and the one that it replaced is in force again as if it had never been. */
async function endReversed(tx: MunicipalityTx, decision: Decision, request: Reversing): Promise<void> {
  const { on } = request;
  await sql`
    update agreement set ended_on = greatest(in_force_from, ${on}::date), ended_why = 'reversed', next_due = null
    where agreement_id = ${decision.id.toString()}::bigint`.execute(tx);
  // A debt that has been paid needs no agreement any more.
  if (!(await openBalances(tx, [decision.debtor])).has(decision.debtor)) return;
  const { rows } = await sql<{ agreement_id: bigint; due_day: number | null }>`
    update agreement set ended_on = null, ended_why = null, ended_by = null
    where ended_by = ${decision.id.toString()}::bigint and agreement_id = ${decision.replaces?.id.toString() ?? null}::bigint
    returning agreement_id, due_day`.execute(tx);
  const [restored] = rows;
  if (restored?.due_day == null) return;
  // A restored plan goes on from the first due date that nobody has asked about.
  const last = (await lastRaised(tx, [decision.debtor])).get(decision.debtor);
  if (last === undefined) return;
  const next = dueDateFrom(addDays(last, 1), restored.due_day);
  await sql`
    update agreement set next_due = greatest(next_due, ${next}::date)
    where agreement_id = ${restored.agreement_id.toString()}::bigint`.execute(tx);
}
