import { sql } from 'kysely';
import type { MunicipalityTx } from '../platform/database.ts';
import { columnNames, type ColumnName } from './columns.ts';
import type { PlainTag } from './refusals.ts';
import { stagedColumn, type StagedRow } from './staging.ts';

/** A staged row that says something else than an earlier row, or than what was imported before. */
export interface Conflict {
  readonly row: number;
  readonly column: ColumnName;
  readonly tag: PlainTag;
  readonly staged: StagedRow;
}

export interface Conflicts {
  /** At most as many as were asked for, by row within each kind. */
  readonly listed: readonly Conflict[];
  readonly total: number;
}

interface Pair {
  row_number: number;
  staged: StagedRow;
  other: StagedRow;
  total: bigint;
}

// Amounts last: those of a corrected claim may differ, and are not the reason then.
const partColumns = ['refundPercent', 'accountString', 'principal', 'outstanding'] as const;
const situationColumns = ['complaintPending', 'helpStopped', 'knownFrom', 'knownReason'] as const;
const otherThanClaim: readonly ColumnName[] = [
  'sourceSystem',
  'claimId',
  'partClaimId',
  'debtorCpr',
  ...partColumns,
];
const claimColumnsInFile = columnNames.filter((name) => !otherThanClaim.includes(name));
const claimColumnsOnceImported = claimColumnsInFile.filter(
  (name) => !situationColumns.some((situation) => situation === name),
);

/**
 * What in the staged rows contradicts itself or what was imported before: another debtor of an account, a part-claim
 * with another amount, a claim with other particulars. A claim's situation may be told otherwise than before.
 */
export async function conflictsOfStaged(tx: MunicipalityTx, most: number): Promise<Conflicts> {
  const kinds = [
    await conflicts(accountsInFile(tx, most), ['debtorCpr'], () => 'other-debtor'),
    await conflicts(accountsBefore(tx, most), ['debtorCpr'], () => 'other-debtor'),
    await conflicts(partsInFile(tx, most), partColumns, duplicateTag),
    await conflicts(claimsInFile(tx, most), claimColumnsInFile, () => 'claim-rows-disagree'),
    await conflicts(partsBefore(tx, most), partColumns, importedTag),
    await conflicts(claimsBefore(tx, most), claimColumnsOnceImported, () => 'already-imported-otherwise'),
  ];
  return {
    listed: kinds.flatMap((kind) => kind.listed),
    total: kinds.reduce((sum, kind) => sum + kind.total, 0),
  };
}

function duplicateTag(column: ColumnName): PlainTag {
  return isAmount(column) ? 'duplicate-other-amount' : 'duplicate-otherwise';
}

function importedTag(column: ColumnName): PlainTag {
  return isAmount(column) ? 'already-imported-other-amount' : 'already-imported-otherwise';
}

function isAmount(column: ColumnName): boolean {
  return column === 'principal' || column === 'outstanding';
}

async function conflicts(
  found: Promise<readonly Pair[]>,
  columns: readonly ColumnName[],
  tagOf: (column: ColumnName) => PlainTag,
): Promise<Conflicts> {
  const pairs = await found;
  const listed = pairs.map(({ row_number: row, staged, other }) => {
    const column = columns.find((name) => staged[stagedColumn[name]] !== other[stagedColumn[name]]);
    if (column === undefined) throw new Error(`row ${row} was found to differ, but no column does`);
    return { row, column, tag: tagOf(column), staged };
  });
  return { listed, total: Number(pairs[0]?.total ?? 0n) };
}

async function accountsInFile(tx: MunicipalityTx, most: number): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    with first as (
      select distinct on (source_system, account_id) * from claim_staging
      order by source_system, account_id, row_number)
    select s.row_number, to_json(s) as staged, to_json(first) as other, count(*) over () as total
    from claim_staging s join first using (source_system, account_id)
    where s.debtor_number <> first.debtor_number
    order by s.row_number limit ${most}::int`.execute(tx);
  return rows;
}

async function accountsBefore(tx: MunicipalityTx, most: number): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    select s.row_number, to_json(s) as staged, to_json(a) as other, count(*) over () as total
    from claim_staging s join account a using (source_system, account_id)
    where s.debtor_number <> a.debtor_number
    order by s.row_number limit ${most}::int`.execute(tx);
  return rows;
}

async function partsInFile(tx: MunicipalityTx, most: number): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    with first as (
      select distinct on (source_system, claim_id, part_claim_id) * from claim_staging
      order by source_system, claim_id, part_claim_id, row_number)
    select s.row_number, to_json(s) as staged, to_json(first) as other, count(*) over () as total
    from claim_staging s join first using (source_system, claim_id, part_claim_id)
    where (s.principal_ore, s.outstanding_ore, s.refund_percent, s.account_string)
      is distinct from (first.principal_ore, first.outstanding_ore, first.refund_percent, first.account_string)
    order by s.row_number limit ${most}::int`.execute(tx);
  return rows;
}

// A claim that has been corrected here may come with its new principal, if the file has all of its parts and no other. What came without
// the state's share may be told with one later: that changes nothing here, a person has settled it, or does (accounting/unclear-shares.ts).
async function partsBefore(tx: MunicipalityTx, most: number): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    with told as (
      select c.claim_number, sum(part.principal_ore) as principal, array_agg(part_claim_id order by part_claim_id) as parts
      from (select distinct source_system, claim_id, part_claim_id, principal_ore from claim_staging) part
      join claim c using (source_system, claim_id)
      where exists (select from claim_correction k where k.claim_number = c.claim_number)
      group by c.claim_number),
    as_corrected as (
      select claim_number from told
      where principal = (select sum(p.principal_ore) from part_claim p where p.claim_number = told.claim_number)
          + (select sum(k.principal_ore - k.principal_before_ore) from claim_correction k
            where k.claim_number = told.claim_number)
        and parts = (select array_agg(part_claim_id order by part_claim_id) from part_claim p
          where p.claim_number = told.claim_number))
    select s.row_number, to_json(s) as staged, to_json(p) as other, count(*) over () as total
    from claim_staging s
    join claim c using (source_system, claim_id)
    join part_claim p on p.claim_number = c.claim_number and p.part_claim_id = s.part_claim_id
    where s.refund_percent is distinct from p.refund_percent and p.refund_percent is not null
      or s.account_string is distinct from p.account_string
      or ((s.principal_ore, s.outstanding_ore) <> (p.principal_ore, p.outstanding_ore)
        and c.claim_number not in (select claim_number from as_corrected))
    order by s.row_number limit ${most}::int`.execute(tx);
  return rows;
}

async function claimsInFile(tx: MunicipalityTx, most: number): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    with first as (
      select distinct on (source_system, claim_id) * from claim_staging
      order by source_system, claim_id, row_number)
    select s.row_number, to_json(s) as staged, to_json(f) as other, count(*) over () as total
    from claim_staging s join first f using (source_system, claim_id)
    where (s.account_id, s.law, s.paragraph, s.benefit, s.period_from, s.period_to, s.paid_on, s.amount_basis,
        s.liability, s.co_debtor_number, s.decision_date, s.decision_delivered, s.decision_period_from,
        s.decision_period_to, s.complaint_pending, s.help_stopped, s.known_from, s.known_reason,
        s.plan_from, s.plan_to, s.deferral_granted, s.description, s.claim_type)
      is distinct from (f.account_id, f.law, f.paragraph, f.benefit, f.period_from, f.period_to, f.paid_on,
        f.amount_basis, f.liability, f.co_debtor_number, f.decision_date, f.decision_delivered,
        f.decision_period_from, f.decision_period_to, f.complaint_pending, f.help_stopped, f.known_from,
        f.known_reason, f.plan_from, f.plan_to, f.deferral_granted, f.description, f.claim_type)
    order by s.row_number limit ${most}::int`.execute(tx);
  return rows;
}

async function claimsBefore(tx: MunicipalityTx, most: number): Promise<readonly Pair[]> {
  const { rows } = await sql<Pair>`
    with imported as (
      select c.*, r.*, a.account_id, coalesce(co.kind, 'sole') as liability, co.debtor_number as co_debtor_number,
        h.plan_from, h.plan_to, h.deferral_granted
      from claim c
      -- A claim of another kind that the source calls the same differs in everything that only these claims have.
      left join (select claim_number as repayment, benefit, paid_on, amount_basis, decision_date, decision_delivered,
        decision_period_from, decision_period_to from repayment_claim) r on r.repayment = c.claim_number
      join account a using (account_number)
      left join liability co
        on co.claim_number = c.claim_number and co.kind = 'joint' and co.debtor_number <> a.debtor_number
      left join plan_history h on h.claim_number = c.claim_number and h.entry = 1
      where (c.source_system, c.claim_id) in (select source_system, claim_id from claim_staging))
    select s.row_number, to_json(s) as staged, to_json(i) as other, count(*) over () as total
    from claim_staging s join imported i using (source_system, claim_id)
    where (s.account_id, s.law, s.paragraph, s.benefit, s.period_from, s.period_to, s.paid_on, s.amount_basis,
        s.liability, s.co_debtor_number, s.decision_date, s.decision_delivered, s.decision_period_from,
        s.decision_period_to, s.plan_from, s.plan_to, s.deferral_granted, s.description, s.claim_type)
      is distinct from (i.account_id, i.law, i.paragraph, i.benefit, i.period_from, i.period_to, i.paid_on,
        i.amount_basis, i.liability, i.co_debtor_number, i.decision_date, i.decision_delivered,
        i.decision_period_from, i.decision_period_to, i.plan_from, i.plan_to, i.deferral_granted, i.description,
        i.claim_type)
    order by s.row_number limit ${most}::int`.execute(tx);
  return rows;
}
