import { sql } from 'kysely';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { readableDecisionId, type DecisionId } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { openBalances } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { openRefundItems } from '../ledger/refunds.ts';
import { beyondOpened } from '../ledger/refunds-about.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { collectedBeyond } from './collected.ts';
import { decisionsById, underWayFor } from './decisions.ts';
import { lastRaised, takeBackInstalments } from './instalments-withdrawn.ts';
import { reassess, refusesAgain, type ReassessRefusal } from './reassess.ts';
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
  /** Something has been decided since: that is what is in force. */
  | { readonly tag: 'replaced-since' }
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
 * by it beyond that is taken back, and the debtor is looked at again with today's facts. What it does not touch stays.
 */
export async function reverseDecision(
  tx: MunicipalityTx,
  request: Reversing,
): Promise<Result<Reversed, ReversalRefusal>> {
  const [decision] = await decisionsById(tx, [request.decision]);
  if (decision === undefined) return refuse({ tag: 'unknown-decision' });
  if (decision.terms.outcome === 'lapse' || decision.lapses.length > 0) return refuse({ tag: 'lapse' });
  if (decision.state !== 'in-force' && decision.state !== 'decided') return refuse({ tag: 'not-decided' });
  await lockReceivables(tx, [decision.debtor]);
  if (decision.state === 'in-force' && !(await stillInForce(tx, decision)))
    return refuse({ tag: 'replaced-since' });
  const refusal = await refusesAgain(tx, { ...request, debtor: decision.debtor });
  if (refusal !== null && refusal.tag !== 'nothing-owed') return refuse(refusal);
  const collectedTooMuch =
    decision.state === 'in-force' ? await undo(tx, decision, request) : await recall(tx, decision, request);
  await openRefund(tx, decision, { amount: collectedTooMuch, request });
  if (refusal !== null) return ok({ decision, collectedTooMuch, again: null });
  const again = await reassess(tx, { ...request, debtor: decision.debtor });
  assert(again.ok, 'it was asked before whether the debtor can be looked at again');
  return ok({ decision, collectedTooMuch, again: again.value });
}

/** Money is given back, or set off, by a person's decision only. */
async function openRefund(
  tx: MunicipalityTx,
  { id, debtor }: Decision,
  { amount, request }: { readonly amount: Ore; readonly request: Reversing },
): Promise<void> {
  // A correction of its income may have opened an item for some of the same money.
  const item = {
    debtor,
    amount,
    why: 'decision-reversed' as const,
    about: `decision ${readableDecisionId(id)}`,
  };
  await openRefundItems(tx, await beyondOpened(tx, amount > zeroOre ? [item] : []), request);
}

async function stillInForce(tx: MunicipalityReadTx, { id }: Decision): Promise<boolean> {
  const { rows } = await sql`
    select from agreement where agreement_id = ${id.toString()}::bigint and (ended_on is null or ended_why = 'paid')`.execute(
    tx,
  );
  return rows.length > 0;
}

/** On its way to the debtor and not in force: withdrawn, before anything came of it. */
async function recall(
  tx: MunicipalityTx,
  decision: Decision,
  { on, by, because, at }: Reversing,
): Promise<Ore> {
  await withdraw(tx, [decision], { on, by, why: because, at });
  return zeroOre;
}

async function undo(tx: MunicipalityTx, decision: Decision, request: Reversing): Promise<Ore> {
  const { on, by, because, at } = request;
  const underWay = (await underWayFor(tx, [decision.debtor])).get(decision.debtor);
  if (underWay !== undefined) await withdraw(tx, [underWay], { on, by, why: because, at });
  assertMove(decision.state, 'reversed');
  const keep = decision.replaces?.terms.outcome === 'plan' ? decision.replaces.terms.monthly : null;
  // Of whichever agreement: what a later decision asked for, that was reversed before this one, stands on this one too.
  const since = { debtor: decision.debtor, from: decision.draftedOn, agreement: null };
  const tooMuch = await collectedBeyond(tx, since, keep ?? zeroOre);
  await takeBackInstalments(tx, { ...since, keep, at });
  await endReversed(tx, decision, request);
  return tooMuch;
}

/** The decision's agreement ends, and the one that it replaced is in force again as if it had never been. */
async function endReversed(tx: MunicipalityTx, decision: Decision, request: Reversing): Promise<void> {
  const { on, by, because } = request;
  await sql`
    update agreement set ended_on = greatest(in_force_from, ${on}::date), ended_why = 'reversed', next_due = null
    where agreement_id = ${decision.id.toString()}::bigint`.execute(tx);
  await sql`
    update decision set state = 'reversed', closed_on = ${on}::date, closed_by = ${by}, closed_why = ${because}
    where decision_id = ${decision.id.toString()}::bigint and state = 'in-force'`.execute(tx);
  // A debt that has been paid needs no agreement any more.
  if (!(await openBalances(tx, [decision.debtor])).has(decision.debtor)) return;
  const { rows } = await sql<{ agreement_id: bigint; due_day: number | null }>`
    update agreement set ended_on = null, ended_why = null, ended_by = null
    where ended_by = ${decision.id.toString()}::bigint and agreement_id = ${decision.replaces?.id.toString() ?? null}::bigint
    returning agreement_id, due_day`.execute(tx);
  const [restored] = rows;
  if (restored?.due_day == null) return;
  const last = (await lastRaised(tx, [decision.debtor])).get(decision.debtor) ?? null;
  const next = nextDueOf(decision, { last, on, dueDay: restored.due_day });
  if (next === null) return;
  await sql`
    update agreement set next_due = greatest(next_due, ${next}::date)
    where agreement_id = ${restored.agreement_id.toString()}::bigint`.execute(tx);
}

interface Restoring {
  readonly last: PlainDate | null;
  readonly on: PlainDate;
  readonly dueDay: number;
}

/**
 * Where a restored plan goes on: after a plan, from the first due date that nobody has asked about; after a deferral, from
 * the next one, because nothing is collected for the past. Null: where it was.
 */
function nextDueOf({ terms }: Decision, { last, on, dueDay }: Restoring): PlainDate | null {
  const after = terms.outcome === 'plan' ? last : last !== null && last > on ? last : on;
  return after === null ? null : dueDateFrom(addDays(after, 1), dueDay);
}
