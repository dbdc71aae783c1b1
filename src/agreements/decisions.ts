import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { agreementsById, coveredOf } from './agreements.ts';
import { termsOf } from './stored-terms.ts';
import type { ChangeKind, Decided, Decision, DecisionAlone, DecisionState, LapsingClaim } from './types.ts';

interface DecisionRow {
  decision_id: bigint;
  debtor_number: number;
  month: PlainDate;
  ordinal: number;
  change: ChangeKind;
  state: DecisionState;
  outcome: 'plan' | 'deferral' | 'lapse' | 'transfer';
  reason: string;
  monthly_ore: bigint | null;
  suspends: boolean;
  drafted_on: PlainDate;
  decided_on: PlainDate | null;
  decided_by: string | null;
  first_due: PlainDate | null;
  effective_from: PlainDate | null;
  covers_claims: bigint[];
  covers_owed_ore: bigint[];
  covers_raised_ore: bigint[];
  lapses_claims: bigint[];
  lapses_owed_ore: bigint[];
  lapses_on: PlainDate[];
  heard_as: bigint | null;
  because: string | null;
  proposed_by: string | null;
  replaces_agreement: bigint | null;
  configuration_version: number;
  hearing_left_out: string | null;
  closed_why: string | null;
}

const columns = sql`d.decision_id, d.debtor_number, d.month, d.ordinal, d.change, d.state, d.outcome, d.reason,
  d.monthly_ore, d.suspends, d.drafted_on, d.decided_on, d.decided_by, d.first_due, d.effective_from, d.covers_claims,
  d.covers_owed_ore, d.covers_raised_ore, d.lapses_claims, d.lapses_owed_ore, d.lapses_on, d.heard_as, d.because,
  d.proposed_by, d.replaces_agreement, d.configuration_version, d.hearing_left_out, d.closed_why`;

/** These decisions in whatever state, with what they replace; in the order of their numbers. */
export async function decisionsById(tx: MunicipalityReadTx, ids: readonly DecisionId[]): Promise<Decision[]> {
  return withReplaced(tx, await rowsById(tx, ids));
}

async function rowsById(tx: MunicipalityReadTx, ids: readonly DecisionId[]): Promise<DecisionRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<DecisionRow>`
    select ${columns} from decision d where d.decision_id = any (${ids.map(String)}::bigint[])
    order by d.decision_id`.execute(tx);
  return rows;
}

/** The same decisions by themselves. */
export async function decisionsAloneById(
  tx: MunicipalityReadTx,
  ids: readonly DecisionId[],
): Promise<DecisionAlone[]> {
  return (await rowsById(tx, ids)).map(asAlone);
}

/** What is proposed, or decided and on its way, for each of these debtors: at most one. */
export async function underWayFor(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Decision>> {
  const decisions = await withReplaced(tx, await rowsUnderWay(tx, debtors));
  return new Map(decisions.map((decision) => [decision.debtor, decision]));
}

/** What is so for one debtor, by itself; null = nothing is. */
export async function underWayAloneFor(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<DecisionAlone | null> {
  const [row] = await rowsUnderWay(tx, [debtor]);
  return row === undefined ? null : asAlone(row);
}

async function rowsUnderWay(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<DecisionRow[]> {
  if (debtors.length === 0) return [];
  const { rows } = await sql<DecisionRow>`
    select ${columns} from decision d
    where d.state in ('hearing', 'waiting', 'decided') and d.debtor_number = any (${debtors}::int[])`.execute(
    tx,
  );
  return rows;
}

/** Every decision about a debtor, oldest first. */
export async function decisionsAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Decision[]> {
  return withReplaced(tx, await rowsAbout(tx, debtor));
}

/** The same decisions by themselves. */
export async function decisionsAloneAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<DecisionAlone[]> {
  return (await rowsAbout(tx, debtor)).map(asAlone);
}

async function rowsAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`
    select ${columns} from decision d where d.debtor_number = ${debtor} order by d.decision_id`.execute(tx);
  return rows;
}

async function withReplaced(tx: MunicipalityReadTx, rows: readonly DecisionRow[]): Promise<Decision[]> {
  const replaced = await agreementsById(
    tx,
    rows.flatMap(({ replaces_agreement }) => (replaces_agreement === null ? [] : [replaces_agreement])),
  );
  return rows.map((row) => {
    // The key of the map is a DecisionId as the column was written from.
    const before = row.replaces_agreement as DecisionId | null;
    return { ...asAlone(row), replaces: before === null ? null : (replaced.get(before) ?? null) };
  });
}

function asAlone(row: DecisionRow): DecisionAlone {
  return {
    id: row.decision_id as DecisionId, // written from a DecisionId
    debtor: debtorNumber(row.debtor_number),
    month: monthOf(row.month),
    ordinal: row.ordinal,
    change: row.change,
    state: row.state,
    terms: termsOf({ ...row, monthly: row.monthly_ore }),
    draftedOn: row.drafted_on,
    covers: coveredOf(row),
    lapses: lapsesOf(row),
    heardAs: row.heard_as as DecisionId | null, // written from a DecisionId
    hearingLeftOut: row.hearing_left_out,
    decided: decidedIn(row),
    because: row.because,
    proposedBy: row.proposed_by,
    configurationVersion: row.configuration_version,
    closedWhy: row.closed_why,
  };
}

function lapsesOf({ lapses_claims, lapses_owed_ore, lapses_on }: DecisionRow): LapsingClaim[] {
  return lapses_claims.map((claim, index) => {
    const [owed, on] = [lapses_owed_ore[index], lapses_on[index]];
    if (owed === undefined || on === undefined) throw new Error('a lapsing claim without amount or day');
    return { claim: claim as ClaimNumber, owed: ore(owed), on }; // written from a ClaimNumber
  });
}

function decidedIn({ decided_on, decided_by, first_due, effective_from }: DecisionRow): Decided | null {
  if (decided_on === null || decided_by === null || effective_from === null) return null;
  return { on: decided_on, by: decided_by, firstDue: first_due, effectiveFrom: effective_from };
}
