import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { firstDayOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { DecisionId } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { decideNow } from './decide-now.ts';
import { decidingBy } from './deciding-by.ts';
import { decisionsById } from './decisions.ts';
import { endDefaults } from './end-defaults.ts';
import { ERRAND_OPEN } from './in-errand.ts';
import { hearingsOf } from './hearings.ts';
import { heldOn, heldProposals, type WhyHeld } from './held-proposals.ts';
import { takeUpAgain, wasPaidInTime, type TakingUp } from './paid-before-default.ts';
import type { Decision } from './types.ts';
import { runGoesOn, type RunGoesOn } from './runs.ts';
import { withdraw } from './withdrawals.ts';

/** The proposals of a month that one person may approve together, and a sample to look at first. */
export interface ToApprove {
  readonly decisions: readonly Decision[];
  /** So many of them, drawn from the numbers themselves: the same proposals give the same sample. */
  readonly sample: readonly Decision[];
  /** Approved one by one: a person must answer what the debtor said, give reasons, or see that a debt would end, or that something holds it, or has done so. */
  readonly oneByOne: readonly Decision[];
  /** What holds those of them that cannot be approved yet, or has held them since they were proposed. */
  readonly held: ReadonlyMap<DecisionId, WhyHeld>;
  /** Names exactly these proposals; approving asks for it, so that what was looked at is what is approved. */
  readonly seal: string;
}

/** The proposals of a month that wait for a person. */
export async function waitingIn(
  tx: MunicipalityReadTx,
  month: YearMonth,
  sampleSize: number,
): Promise<ToApprove> {
  const { rows } = await sql<{ decision_id: DecisionId }>`
    select decision_id from decision where state = 'waiting' and month = ${firstDayOf(month)}::date`.execute(
    tx,
  );
  const waiting = await decisionsById(
    tx,
    rows.map(({ decision_id }) => decision_id),
  );
  const answered = await answeredOf(tx, waiting);
  // What a caseworker has asked for is approved by itself, so that nobody approves their own among many.
  const held = await heldProposals(tx, waiting);
  const alone = (decision: Decision) =>
    answered.has(decision.id) || decision.proposedBy !== null || endsADebt(decision) || held.has(decision.id);
  const decisions = waiting.filter((decision) => !alone(decision));
  return {
    decisions,
    sample: drawn(decisions, sampleSize),
    oneByOne: waiting.filter(alone),
    held,
    seal: sealOf(decisions),
  };
}

/** § 9, stk. 2: a deferral that ends a debt is looked at by itself; one low month must not delete one. */
function endsADebt({ lapses, terms }: Decision): boolean {
  return lapses.length > 0 && terms.reason !== 'years-passed';
}

async function answeredOf(tx: MunicipalityReadTx, waiting: readonly Decision[]): Promise<Set<DecisionId>> {
  const hearings = await hearingsOf(
    tx,
    waiting.flatMap(({ heardAs }) => (heardAs === null ? [] : [heardAs])),
  );
  const answered = waiting.filter(({ heardAs }) => heardAs !== null && hearings.get(heardAs)?.answer != null);
  return new Set(answered.map(({ id }) => id));
}

// A digest orders them as by lot, and nobody can choose which come first.
function drawn(decisions: readonly Decision[], size: number): Decision[] {
  const lots = decisions.map((decision) => ({ decision, lot: digest(`sample ${decision.id}`) }));
  return lots
    .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, size)
    .map(({ decision }) => decision);
}

function sealOf(decisions: readonly Decision[]): string {
  const said = decisions.map(({ id, terms }) => `${id} ${terms.outcome === 'plan' ? terms.monthly : ''}`);
  return digest(said.join('\n')).slice(0, 12);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

export interface Approving {
  readonly month: YearMonth;
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
  readonly sampleSize: number;
  /** The seal of the proposals that the person looked at. */
  readonly seal: string;
}

export type ApprovalRefusal =
  | { readonly tag: 'nothing-waits' }
  | RunGoesOn
  /** Whoever started the run may not approve what came of it. */
  | { readonly tag: 'same-person' }
  /** The proposals are not those that were looked at. */
  | { readonly tag: 'not-what-was-seen'; readonly seal: string };

/** Approves all that waits in a month, by a second person who has looked at a sample of it. Answers what was decided. */
export async function approveMonth(
  tx: MunicipalityTx,
  { month, by, on, at, sampleSize, seal }: Approving,
): Promise<Result<readonly Decision[], ApprovalRefusal>> {
  const going = await runGoesOn(tx);
  if (going !== null) return refuse(going);
  await sql`lock table approval in share row exclusive mode`.execute(tx);
  const waiting = await waitingIn(tx, month, sampleSize);
  if (waiting.decisions.length === 0) return refuse({ tag: 'nothing-waits' });
  if (waiting.seal !== seal) return refuse({ tag: 'not-what-was-seen', seal: waiting.seal });
  if (await startedBy(tx, month, by)) return refuse({ tag: 'same-person' });
  const { rows } = await sql<{ approval_number: bigint }>`
    insert into approval (approved_on, approved_by, decisions, sample)
    values (${on}, ${by}, ${waiting.decisions.length}, ${waiting.sample.map(({ id }) => id.toString())}::bigint[])
    returning approval_number`.execute(tx);
  const approval = rows[0]?.approval_number ?? null;
  return ok(await decideNow(tx, waiting.decisions, { on, by, at, approval, ...(await decidingBy(tx)) }));
}

async function startedBy(tx: MunicipalityReadTx, month: YearMonth, by: string): Promise<boolean> {
  const { rows } = await sql<{ by: string }>`
    select started_by as by from month_run where month = ${firstDayOf(month)}::date`.execute(tx);
  return rows.some((run) => samePerson(run.by, by));
}

export interface ApprovingOne {
  readonly decision: DecisionId;
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
  /** What we say to the debtor's answer; asked for when there is one. */
  readonly reply: string | null;
}

export type OneRefusal =
  | { readonly tag: 'not-waiting' }
  | RunGoesOn
  | { readonly tag: 'same-person' }
  /** Something holds it, or the debtor has some days after what held it: it waits. */
  | { readonly tag: 'held'; readonly why: WhyHeld }
  /** The debtor has answered the hearing and must be told what we say to it. */
  | { readonly tag: 'reply-missing' }
  /** The debt has been settled; the proposal is withdrawn. */
  | { readonly tag: 'settled' }
  /** The debtor's estate, bankruptcy or debt relief is dealt with; the proposal is withdrawn. */
  | { readonly tag: 'errand-open' };

/** Approves one proposal, with our reply to what the debtor answered. What is held waits: the debtor has been told that nothing more is done meanwhile. */
export async function approveOne(
  tx: MunicipalityTx,
  { decision: id, by, on, at, reply }: ApprovingOne,
): Promise<Result<Decision, OneRefusal>> {
  const going = await runGoesOn(tx);
  if (going !== null) return refuse(going);
  const [decision] = await decisionsById(tx, [id]);
  if (decision?.state !== 'waiting') return refuse({ tag: 'not-waiting' });
  if (await proposedBy(tx, decision, by)) return refuse({ tag: 'same-person' });
  await lockReceivables(tx, [decision.debtor]);
  const why = (await heldOn(tx, [decision], on)).get(decision.id);
  if (why !== undefined) return refuse({ tag: 'held', why });
  const answered = (await answeredOf(tx, [decision])).has(decision.id);
  if (answered && reply === null) return refuse({ tag: 'reply-missing' });
  if (answered)
    await sql`update hearing set reply = ${reply} where decision_id = ${decision.heardAs?.toString() ?? null}::bigint`.execute(
      tx,
    );
  const [decided] = await decideNow(tx, [decision], {
    on,
    by,
    at,
    approval: null,
    ...(await decidingBy(tx)),
  });
  if (decided !== undefined) return ok(decided);
  const [closed] = await decisionsById(tx, [id]);
  return refuse({ tag: closed?.closedWhy === ERRAND_OPEN ? ERRAND_OPEN : 'settled' });
}

/** Who proposed it may not approve it: the one who ran the month, or the caseworker who asked for it. */
async function proposedBy(tx: MunicipalityReadTx, decision: Decision, by: string): Promise<boolean> {
  return decision.proposedBy === null
    ? startedBy(tx, decision.month, by)
    : samePerson(decision.proposedBy, by);
}

/** Withdraws one proposal with the person's reason; one who was being heard is told. */
export async function withdrawOne(
  tx: MunicipalityTx,
  { decision: id, by, on, at, why }: Omit<ApprovingOne, 'reply'> & { readonly why: string },
): Promise<Result<null, { readonly tag: 'not-waiting' } | RunGoesOn>> {
  const going = await runGoesOn(tx);
  if (going !== null) return refuse(going);
  const [decision] = await decisionsById(tx, [id]);
  if (decision?.state !== 'waiting' && decision?.state !== 'hearing') return refuse({ tag: 'not-waiting' });
  await withdraw(tx, [decision], { on, by, why, at });
  if (decision.change === 'transfer') await notTransferred(tx, decision, { on, by, because: why, at });
  return ok(null);
}

/**
 * A person has said that the debt does not go to Gældsstyrelsen: the next run decides anew what is to be paid. Where what was demanded turns out
 * to have been paid in time the plan goes on, of which the debtor was never told otherwise.
 */
async function notTransferred(tx: MunicipalityTx, decision: Decision, by: TakingUp): Promise<void> {
  const { debtor } = decision;
  const { on, at } = by;
  await lockReceivables(tx, [debtor]);
  const isNone = await wasPaidInTime(tx, debtor);
  await endDefaults(tx, [debtor], { on, why: isNone ? 'paid-in-time' : 'not-transferred', at });
  if (isNone) await takeUpAgain(tx, decision, by);
}
