import { sql } from 'kysely';
import { withdrawnClaims } from '../claims/liability-ends.ts';
import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { letterId, type DebtorNumber } from '../kernel/ids.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { enqueue } from '../platform/due-work.ts';
import { claimsToDecide } from './claims-to-decide.ts';
import { covered, coversTheSame } from './covers.ts';
import { decidedOf, type DateRule } from './deciding.ts';
import { heldOn } from './held-proposals.ts';
import { debtorsInErrand, ERRAND_OPEN, isStoppedByErrand } from './in-errand.ts';
import { carryOutLapses } from './lapse-carried-out.ts';
import { lookForPaidSince, settledSinceLapse } from './paid-since-lapse.ts';
import { statesBefore } from './state-machine.ts';
import type { Decision, DecisionState } from './types.ts';
import { withdraw } from './withdrawals.ts';

export interface DecideNow {
  readonly on: PlainDate;
  /** `automatic`, or the person. */
  readonly by: string;
  readonly due: DateRule;
  /** The version of the configuration that `due` is from; the letter is written by it too. */
  readonly configurationVersion: number;
  readonly at: Temporal.Instant;
  /** The approval that it was part of. */
  readonly approval: bigint | null;
}

/**
 * Decides proposals as they stand today: about the claims that are open now, with dates counted from today; their letters
 * are made next. A proposal about a debt that has been settled meanwhile is withdrawn, and so is one about claims that have
 * not changed any more, or about one whose estate, bankruptcy or debt relief is dealt with; what is held stays as it is. What settled claims after they had lapsed is looked for, whether or not the rest is decided. Answers
 * those that were decided.
 */
export async function decideNow(
  tx: MunicipalityTx,
  proposals: readonly Decision[],
  deciding: DecideNow,
): Promise<Decision[]> {
  const debtors = proposals.map(({ debtor }) => debtor);
  await lockReceivables(tx, debtors);
  const standing = await withoutHeld(
    tx,
    await withoutErrand(tx, await held(tx, proposals, ['hearing', 'waiting']), deciding),
    deciding,
  );
  const open = await claimsToDecide(tx, debtors);
  const now = standing.map((proposal) => asOfToday(proposal, open));
  const gone = await withdrawnClaims(tx, debtors);
  const unchanged = ({ change, replaces, debtor }: Decision) =>
    change === 'claims-changed' &&
    replaces !== null &&
    coversTheSame(replaces, open.get(debtor) ?? [], gone.get(debtor) ?? new Set());
  const stands = (each: Decision) => !isSettled(each) && !unchanged(each);
  const withdrawn = now.filter((each) => !stands(each));
  await withdraw(tx, withdrawn, { ...deciding, why: 'settled' });
  const decided = now.filter(stands).map((each) => decidedOf(each, deciding));
  const paid = new Map((await settledSinceLapse(tx, standing)).map(({ id, lapses }) => [id, lapses]));
  await store(tx, decided, { ...deciding, from: statesBefore('decided') });
  await carryOutLapses(
    tx,
    decided.map((each) => ({ ...each, lapses: [...each.lapses, ...(paid.get(each.id) ?? [])] })),
    deciding.at,
  );
  await lookForPaidSince(
    tx,
    withdrawn.map(({ id, debtor }) => ({ id, debtor, lapses: paid.get(id) ?? [] })),
    deciding.at,
  );
  return decided;
}

/**
 * Decides anew, as they stand today, transfers and rises that are decided and whose letters have waited: about the claims that are open now, with dates
 * counted from today, by whoever decided them. Where nothing is left they are withdrawn. Nobody has been told of them.
 */
export async function decideAgain(
  tx: MunicipalityTx,
  untold: readonly Decision[],
  { on, at, ...rule }: Omit<DecideNow, 'by' | 'approval'>,
): Promise<void> {
  const debtors = untold.map(({ debtor }) => debtor);
  await lockReceivables(tx, debtors);
  const open = await claimsToDecide(tx, debtors);
  const now = (await held(tx, untold, ['decided'])).map((each) => asOfToday(each, open));
  await withdraw(tx, now.filter(isSettled), { on, by: 'automatic', why: 'settled', at });
  const anew = now.filter((each) => !isSettled(each));
  const decided = anew.map((each) =>
    decidedOf({ ...each, state: 'waiting' }, { on, by: each.decided?.by ?? 'automatic', ...rule }),
  );
  await store(tx, decided, { at, approval: null, from: ['decided'] });
}

/** A proposal about what is owed of its claims now. */
function asOfToday(proposal: Decision, open: ReadonlyMap<DebtorNumber, readonly OpenBalance[]>): Decision {
  const lapsing = new Set(proposal.lapses.map(({ claim }) => claim));
  const claims = open.get(proposal.debtor) ?? [];
  return {
    ...proposal,
    covers: claims
      .filter(({ claimNumber }) => !lapsing.has(claimNumber) && isAbout(proposal, claimNumber))
      .map(covered),
    lapses: proposal.lapses.filter(({ claim }) => claims.some(({ claimNumber }) => claimNumber === claim)),
  };
}

/** A lapse is about the claims that lapse; everything else is about those that it covers. */
function isSettled({ terms, covers, lapses }: Decision): boolean {
  return terms.outcome === 'lapse' ? lapses.length === 0 : covers.length === 0;
}

/** Takes off what may not be decided while an errand is open; the month's run takes it up again. Answers the others. */
async function withoutErrand(
  tx: MunicipalityTx,
  proposals: readonly Decision[],
  { on, at }: DecideNow,
): Promise<Decision[]> {
  const inErrand = await debtorsInErrand(
    tx,
    proposals.map(({ debtor }) => debtor),
  );
  const stopped = (each: Decision) => inErrand.has(each.debtor) && isStoppedByErrand(each);
  await withdraw(tx, proposals.filter(stopped), { on, by: 'automatic', why: ERRAND_OPEN, at });
  return proposals.filter((each) => !stopped(each));
}

/** What somebody has objected to since it was looked at waits for the answer. */
async function withoutHeld(
  tx: MunicipalityTx,
  proposals: readonly Decision[],
  { on }: DecideNow,
): Promise<Decision[]> {
  const waiting = await heldOn(tx, proposals, on);
  return proposals.filter(({ id }) => !waiting.has(id));
}

/** A transfer is about the claims of the plan that fell away, and no others. */
function isAbout({ change, covers }: Decision, number: ClaimNumber): boolean {
  return change !== 'transfer' || covers.some(({ claim }) => claim === number);
}

/** Those that are still where they were, held until the transaction ends: somebody else may have withdrawn one meanwhile. */
async function held(
  tx: MunicipalityTx,
  proposals: readonly Decision[],
  states: readonly DecisionState[],
): Promise<Decision[]> {
  const { rows } = await sql<{ decision_id: bigint }>`
    select decision_id from decision
    where decision_id = any (${proposals.map(({ id }) => id.toString())}::bigint[]) and state = any (${states}::text[])
    order by decision_id for no key update`.execute(tx);
  const still = new Set(rows.map(({ decision_id }) => decision_id));
  return proposals.filter(({ id }) => still.has(id));
}

async function store(
  tx: MunicipalityTx,
  decided: readonly Decision[],
  { at, approval, from }: Pick<DecideNow, 'at' | 'approval'> & { readonly from: readonly DecisionState[] },
): Promise<void> {
  if (decided.length === 0) return;
  await sql`
    update decision set state = now.state, decided_on = now.decided_on, decided_by = now.decided_by,
      first_due = now.first_due, effective_from = now.effective_from, in_force_on = now.in_force_on,
      covers_claims = now.covers_claims, covers_owed_ore = now.covers_owed_ore, covers_raised_ore = now.covers_raised_ore,
      lapses_claims = now.lapses_claims, lapses_owed_ore = now.lapses_owed_ore, lapses_on = now.lapses_on,
      configuration_version = now.configuration_version, approval_number = coalesce(${approval?.toString() ?? null}::bigint, decision.approval_number)
    from jsonb_populate_recordset(null::decision, ${JSON.stringify(decided.map(asRow))}::jsonb) now
    where decision.decision_id = now.decision_id and decision.state = any (${from}::text[])`.execute(tx);
  await enqueue(
    tx,
    decided.map(({ id }) => ({ kind: 'letter', key: letterId(id, 'decision').toString(), dueAt: at })),
  );
}

/** The columns that deciding changes; numbers as text, which JSON cannot round. */
function asRow({ id, state, decided, covers, lapses, configurationVersion }: Decision) {
  return {
    decision_id: id.toString(),
    state,
    decided_on: decided?.on,
    decided_by: decided?.by,
    first_due: decided?.firstDue,
    effective_from: decided?.effectiveFrom,
    in_force_on: state === 'in-force' ? decided?.on : null,
    covers_claims: covers.map(({ claim }) => claim.toString()),
    covers_owed_ore: covers.map(({ owed }) => owed.toString()),
    covers_raised_ore: covers.map(({ raised }) => raised.toString()),
    lapses_claims: lapses.map(({ claim }) => claim.toString()),
    lapses_owed_ore: lapses.map(({ owed }) => owed.toString()),
    lapses_on: lapses.map(({ on }) => on),
    configuration_version: configurationVersion,
  };
}
