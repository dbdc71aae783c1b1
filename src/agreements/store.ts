import { sql } from 'kysely';
import { stopRecovery } from '../claims/stop-recovery.ts';
import { firstDayOf } from '../kernel/dates.ts';
import { letterId, type DecisionId, type LetterPlace } from '../kernel/ids.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { enqueueNew } from '../platform/due-work.ts';
import { openRefundsOfInstalments } from './collected.ts';
import { takeBackAfterDeath } from './deaths.ts';
import { decisionsById } from './decisions.ts';
import { writeDeterminations } from './determinations.ts';
import { hearingKind, printedDeadline } from './hearing.ts';
import { writeInvoices } from './invoice-letter.ts';
import { closeInvoices } from './invoices.ts';
import { carryOutLapses } from './lapse-carried-out.ts';
import { lookForSettledSince } from './paid-since-lapse.ts';
import { inDefault } from './plan-defaults.ts';
import { statesBefore } from './state-machine.ts';
import { DEFERRAL_FOUND } from './transfer-standings.ts';
import type { Decision, DebtorOutcome } from './types.ts';
import { closeHearings } from './withdrawals.ts';
import { openWorkItems } from './work-items.ts';

export interface Writing {
  readonly at: Temporal.Instant;
  /** What the municipality has chosen. */
  readonly answers: Configuration;
}

/**
 * Writes a page of a run: determinations, decisions and proposals, what they overtake, letters to make and work items.
 * Keys are derived from month and debtor, so a page written twice is refused by the database, not doubled.
 */
export async function writeOutcomes(
  tx: MunicipalityTx,
  outcomes: readonly DebtorOutcome[],
  writing: Writing,
): Promise<void> {
  const decisions = outcomes.flatMap(({ decision }) => (decision === null ? [] : [decision]));
  await writeDeterminations(
    tx,
    outcomes.map(({ determination }) => determination),
  );
  await withdrawOvertaken(tx, outcomes, writing.at);
  await writeDecisions(tx, decisions, writing);
  await writeInvoices(
    tx,
    outcomes.flatMap(({ determination, invoice }) =>
      invoice == null ? [] : [{ determination, ...invoice }],
    ),
    { configuration: writing.answers, at: writing.at },
  );
  await closeOvertakenInvoices(tx, decisions);
  await openRefunds(tx, outcomes, writing.at);
  await takeBackFromTheDead(tx, outcomes, writing.at);
  await stopTransfers(tx, outcomes, writing.at);
  await openWorkItems(
    tx,
    outcomes.flatMap(({ determination: { debtor, month }, personReasons, notices }) => [
      ...[...new Set(personReasons)].map((kind) => ({ kind, debtor, month, about: null })),
      ...notices,
    ]),
    writing.at,
  );
}

/** § 6 goes before any invoice: one that is still open asks for nothing any more. */
async function closeOvertakenInvoices(tx: MunicipalityTx, decisions: readonly Decision[]): Promise<void> {
  const deferred = decisions.filter(({ change }) => change === 'start-deferral');
  const [first] = deferred;
  if (first === undefined) return;
  const debtors = deferred.map(({ debtor }) => debtor);
  await closeInvoices(tx, debtors, { on: first.draftedOn, state: 'deferred' });
}

async function openRefunds(
  tx: MunicipalityTx,
  outcomes: readonly DebtorOutcome[],
  at: Temporal.Instant,
): Promise<void> {
  const refunds = outcomes.flatMap(({ determination: { debtor }, askedTooMuch }) =>
    askedTooMuch.map(({ collected }) => ({ debtor, paid: collected, why: 'income-corrected' as const })),
  );
  await openRefundsOfInstalments(tx, refunds, { by: 'automatic', at });
}

async function takeBackFromTheDead(
  tx: MunicipalityTx,
  outcomes: readonly DebtorOutcome[],
  at: Temporal.Instant,
): Promise<void> {
  const [first] = outcomes;
  if (first === undefined) return;
  const dead = outcomes.filter(({ personReasons }) => personReasons.includes('dead'));
  const debtors = dead.map(({ determination }) => determination.debtor);
  const { factsAsOf, calculationDate: on } = first.determination;
  await takeBackAfterDeath(tx, { debtors, factsAsOf, on, at });
}

/**
 * One in default who is found in a § 6 situation is not sent to Gældsstyrelsen from that moment, whoever must look at it first: as
 * where instalments are asked for (fail closed). What is on its way is called off; what Gældsstyrelsen has received stays there.
 */
async function stopTransfers(
  tx: MunicipalityTx,
  outcomes: readonly DebtorOutcome[],
  at: Temporal.Instant,
): Promise<void> {
  const deferred = outcomes.filter(({ determination }) => determination.found.outcome === 'deferral');
  const [first] = deferred;
  if (first === undefined) return;
  const defaulted = await inDefault(
    tx,
    deferred.map(({ determination }) => determination.debtor),
  );
  if (defaulted.size === 0) return;
  const claims = [...new Set([...defaulted.values()].flatMap((those) => [...those]))];
  const { calculationDate: on, month } = first.determination;
  const why = {
    reason: 'HENS',
    whenThere: 'stays',
    withdrawn: DEFERRAL_FOUND,
    about: `§ 6 ${month}`,
    on,
  } as const;
  await stopRecovery(
    tx,
    claims.map((claim) => ({ ...why, claim })),
    at,
  );
}

/** Writes new decisions and proposals with the letters that tell them; lapses are carried out at once. */
export async function writeDecisions(
  tx: MunicipalityTx,
  decisions: readonly Decision[],
  { at, answers }: Writing,
): Promise<void> {
  if (decisions.length === 0) return;
  await copyInto(tx, decisionTable, asOneChunk(decisions.map(decisionLine)));
  const asked = decisions.filter(({ state }) => state === 'hearing');
  await copyInto(tx, hearingTable, asOneChunk(asked.map((decision) => hearingLine(decision, answers))));
  const letters = decisions.flatMap(({ id, state }) => {
    const place = firstLetter(state);
    return place === null
      ? []
      : [{ kind: 'letter', key: letterId(id, place).toString(), dueAt: at, payload: {} }];
  });
  await enqueueNew(tx, letters);
  await carryOutLapses(tx, decisions, at);
}

function firstLetter(state: Decision['state']): LetterPlace | null {
  if (state === 'hearing') return 'hearing';
  return state === 'waiting' ? null : 'decision';
}

const decisionTable = {
  table: 'decision',
  columns: [
    'decision_id',
    'debtor_number',
    'month',
    'ordinal',
    'change',
    'state',
    'outcome',
    'reason',
    'monthly_ore',
    'suspends',
    'replaces_agreement',
    'drafted_on',
    'decided_on',
    'decided_by',
    'first_due',
    'effective_from',
    'in_force_on',
    'covers_claims',
    'covers_owed_ore',
    'covers_raised_ore',
    'lapses_claims',
    'lapses_owed_ore',
    'lapses_on',
    'heard_as',
    'because',
    'proposed_by',
    'configuration_version',
    'hearing_left_out',
  ],
} as const;

function decisionLine(decision: Decision): string {
  const { terms, decided, covers, lapses } = decision;
  return copyLine([
    decision.id,
    decision.debtor,
    firstDayOf(decision.month),
    decision.ordinal,
    decision.change,
    decision.state,
    terms.outcome,
    terms.reason,
    terms.outcome === 'plan' ? terms.monthly : null,
    terms.outcome === 'deferral' && terms.suspends,
    decision.replaces?.id ?? null,
    decision.draftedOn,
    decided?.on ?? null,
    decided?.by ?? null,
    decided?.firstDue ?? null,
    decided?.effectiveFrom ?? null,
    decision.state === 'in-force' ? (decided?.on ?? null) : null,
    array(covers.map(({ claim }) => claim)),
    array(covers.map(({ owed }) => owed)),
    array(covers.map(({ raised }) => raised)),
    array(lapses.map(({ claim }) => claim)),
    array(lapses.map(({ owed }) => owed)),
    array(lapses.map(({ on }) => on)),
    decision.heardAs,
    decision.because,
    decision.proposedBy,
    decision.configurationVersion,
    decision.hearingLeftOut,
  ]);
}

// Numbers and dates need no quotes inside a PostgreSQL array.
function array(values: readonly (bigint | string)[]): string {
  return `{${values.join(',')}}`;
}

const hearingTable = {
  table: 'hearing',
  columns: ['decision_id', 'kind', 'asked_on', 'printed_deadline'],
} as const;

function hearingLine(decision: Decision, answers: Configuration): string {
  const kind = hearingKind(decision);
  return copyLine([
    decision.id,
    kind,
    decision.draftedOn,
    printedDeadline(kind, decision.draftedOn, answers),
  ]);
}

/** Those of these decisions that were about claims that lapse; mostly none. */
async function lapsesAmong(tx: MunicipalityTx, ids: readonly string[]): Promise<Decision[]> {
  const { rows } = await sql<{ id: DecisionId }>`
    select decision_id as id from decision
    where decision_id = any (${ids}::bigint[]) and cardinality(lapses_claims) > 0`.execute(tx);
  return rows.length === 0
    ? []
    : decisionsById(
        tx,
        rows.map(({ id }) => id),
      );
}

/** Proposals that a new finding overtakes; one who was being heard is told, unless a new letter tells it anyway. */
async function withdrawOvertaken(
  tx: MunicipalityTx,
  outcomes: readonly DebtorOutcome[],
  at: Temporal.Instant,
): Promise<void> {
  const overtaken = outcomes.flatMap(({ withdraws, decision, determination }) =>
    withdraws === null ? [] : [{ id: withdraws, by: decision, on: determination.calculationDate }],
  );
  if (overtaken.length === 0) return;
  const ids = overtaken.map(({ id }) => id.toString());
  await sql`
    update decision set state = 'withdrawn', closed_on = overtaken.day, closed_by = 'automatic', closed_why = 'overtaken'
    from unnest(${ids}::bigint[], ${overtaken.map(({ on }) => on)}::date[]) overtaken (id, day)
    where decision_id = overtaken.id and state = any (${statesBefore('withdrawn')}::text[])`.execute(tx);
  await lookForSettledSince(tx, await lapsesAmong(tx, ids), at);
  await closeHearings(tx, {
    decisions: overtaken.map(({ id }) => id),
    untold: overtaken.filter(({ by }) => by === null).map(({ id }) => id),
    at,
  });
}
