import { sql } from 'kysely';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** What a file brings, counted over its staged rows. */
export interface StagedCounts {
  /** Part-claims not known before. */
  readonly fresh: number;
  /** Known part-claims whose claim's situation is told otherwise than before. */
  readonly changed: number;
  readonly unchanged: number;
  /** Rows that repeat an earlier row of the file word for word. */
  readonly repeated: number;
  /** Sum of what is outstanding on the new part-claims. */
  readonly freshOutstanding: Ore;
}

export interface ImportRecord {
  readonly fileName: string;
  readonly sha256: string;
  readonly rowsRead: number;
  readonly counts: StagedCounts;
  readonly at: Temporal.Instant;
  readonly by: string;
}

/** Compares the staged rows, which must be free of conflicts, with what is known. */
export async function countStaged(tx: MunicipalityTx): Promise<StagedCounts> {
  const { rows } = await sql<{
    fresh: bigint;
    changed: bigint;
    unchanged: bigint;
    repeated: bigint;
    sum: bigint;
  }>`
    with part as (
      select distinct on (source_system, claim_id, part_claim_id) * from claim_staging
      order by source_system, claim_id, part_claim_id, row_number),
    compared as (
      select part.outstanding_ore, p.claim_number is null as fresh,
        (part.complaint_pending, part.help_stopped, part.known_from, part.known_reason)
          is distinct from (c.complaint_pending, c.help_stopped, c.known_from, c.known_reason) as differs
      from part
      left join (claim join repayment_claim using (claim_number)) c using (source_system, claim_id)
      left join part_claim p on p.claim_number = c.claim_number and p.part_claim_id = part.part_claim_id)
    select count(*) filter (where fresh) as fresh,
      count(*) filter (where not fresh and differs) as changed,
      count(*) filter (where not fresh and not differs) as unchanged,
      (select count(*) from claim_staging) - count(*) as repeated,
      coalesce(sum(outstanding_ore) filter (where fresh), 0)::bigint as sum
    from compared`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate without a row');
  return {
    fresh: Number(row.fresh),
    changed: Number(row.changed),
    unchanged: Number(row.unchanged),
    repeated: Number(row.repeated),
    freshOutstanding: ore(row.sum),
  };
}

/** Makes the staged rows part of the claim register and answers the import's number. */
export async function writeStaged(tx: MunicipalityTx, record: ImportRecord): Promise<bigint> {
  const number = await insertImport(tx, record);
  await insertAccounts(tx, number);
  await insertClaims(tx, number);
  await changeSituations(tx, number);
  await insertPartClaims(tx, number);
  await sql`truncate claim_staging`.execute(tx);
  return number;
}

async function insertImport(tx: MunicipalityTx, record: ImportRecord): Promise<bigint> {
  const { counts } = record;
  const { rows } = await sql<{ import_number: bigint }>`
    with number as (
      update claim_counter set last_used = last_used + 1 where kind = 'import' returning last_used)
    insert into claim_import (import_number, kind, file_name, file_sha256, rows_read, rows_new, rows_changed,
      rows_unchanged, imported_at, imported_by)
    select last_used, 'repayment', ${record.fileName}, ${record.sha256}, ${record.rowsRead}::int, ${counts.fresh}::int,
      ${counts.changed}::int, ${counts.unchanged + counts.repeated}::int, ${record.at.toString()}::timestamptz, ${record.by}
    from number
    returning import_number`.execute(tx);
  const number = rows[0]?.import_number;
  if (number === undefined) throw new Error('the import counter is missing');
  return number;
}

async function insertAccounts(tx: MunicipalityTx, importNumber: bigint): Promise<void> {
  await sql`
    with fresh as (
      select source_system, account_id, min(debtor_number) as debtor_number,
        row_number() over (order by min(row_number)) as place
      from claim_staging s
      where not exists (
        select from account a where a.source_system = s.source_system and a.account_id = s.account_id)
      group by source_system, account_id),
    number as (
      update claim_counter set last_used = last_used + (select count(*) from fresh)
      where kind = 'account' returning last_used - (select count(*) from fresh) as before)
    insert into account (account_number, source_system, account_id, debtor_number, import_number)
    select number.before + place, source_system, account_id, debtor_number, ${importNumber}::bigint
    from fresh cross join number order by place`.execute(tx);
}

async function insertClaims(tx: MunicipalityTx, importNumber: bigint): Promise<void> {
  await sql`
    with first as (
      select distinct on (source_system, claim_id) * from claim_staging s
      where not exists (select from claim c where c.source_system = s.source_system and c.claim_id = s.claim_id)
      order by source_system, claim_id, row_number),
    fresh as (select first.*, row_number() over (order by row_number) as place from first),
    number as (
      update claim_counter set last_used = last_used + (select count(*) from fresh)
      where kind = 'claim' returning last_used - (select count(*) from fresh) as before)
    insert into claim (claim_number, account_number, source_system, claim_id, claim_type, level, law, paragraph,
      description, period_from, period_to, origin_on, import_number)
    select number.before + place, a.account_number, f.source_system, f.claim_id, f.claim_type, 'main', law, paragraph,
      description, period_from, period_to, paid_on, ${importNumber}::bigint
    from fresh f
    join account a on a.source_system = f.source_system and a.account_id = f.account_id
    cross join number
    order by place`.execute(tx);
  await insertRepaymentClaims(tx, importNumber);
  await insertWhatFollowsNewClaims(tx, importNumber);
}

async function insertRepaymentClaims(tx: MunicipalityTx, importNumber: bigint): Promise<void> {
  await sql`
    insert into repayment_claim (claim_number, law, period_from, benefit, paid_on, amount_basis, decision_date,
      decision_delivered, decision_period_from, decision_period_to, complaint_pending, help_stopped, known_from,
      known_reason, lapse_earliest, situation_import)
    select distinct on (c.claim_number) c.claim_number, c.law, c.period_from, benefit, paid_on, amount_basis, decision_date,
      decision_delivered, decision_period_from, decision_period_to, complaint_pending, help_stopped, known_from,
      known_reason, lapse_earliest, ${importNumber}::bigint
    from claim c join claim_staging s on s.source_system = c.source_system and s.claim_id = c.claim_id
    where c.import_number = ${importNumber}::bigint
    order by c.claim_number, s.row_number`.execute(tx);
}

async function insertWhatFollowsNewClaims(tx: MunicipalityTx, importNumber: bigint): Promise<void> {
  await sql`
    with first as (
      select distinct on (c.claim_number) c.claim_number, s.debtor_number, s.co_debtor_number, s.liability
      from claim c join claim_staging s on s.source_system = c.source_system and s.claim_id = c.claim_id
      where c.import_number = ${importNumber}::bigint
      order by c.claim_number, s.row_number)
    insert into liability (claim_number, debtor_number, kind)
    select claim_number, debtor_number, liability from first
    union all
    select claim_number, co_debtor_number, liability from first where co_debtor_number is not null`.execute(
    tx,
  );
  await sql`
    insert into plan_history (claim_number, entry, plan_from, plan_to, deferral_granted)
    select distinct on (c.claim_number) c.claim_number, 1, s.plan_from, s.plan_to, s.deferral_granted
    from claim c join claim_staging s on s.source_system = c.source_system and s.claim_id = c.claim_id
    where c.import_number = ${importNumber}::bigint
      and (s.plan_from is not null or s.deferral_granted is not null)
    order by c.claim_number, s.row_number`.execute(tx);
}

async function changeSituations(tx: MunicipalityTx, importNumber: bigint): Promise<void> {
  await sql`
    with told as (
      select distinct on (c.claim_number) c.claim_number, s.complaint_pending, s.help_stopped, s.known_from,
        s.known_reason, s.lapse_earliest
      from claim_staging s
      join (claim join repayment_claim using (claim_number)) c
        on c.source_system = s.source_system and c.claim_id = s.claim_id
      where (s.complaint_pending, s.help_stopped, s.known_from, s.known_reason)
        is distinct from (c.complaint_pending, c.help_stopped, c.known_from, c.known_reason)
      order by c.claim_number, s.row_number),
    kept as (
      insert into claim_earlier_situation (claim_number, import_number, complaint_pending, help_stopped, known_from,
        known_reason, lapse_earliest)
      select c.claim_number, c.situation_import, c.complaint_pending, c.help_stopped, c.known_from, c.known_reason,
        c.lapse_earliest
      from repayment_claim c join told using (claim_number))
    update repayment_claim c set complaint_pending = told.complaint_pending, help_stopped = told.help_stopped,
      known_from = told.known_from, known_reason = told.known_reason, lapse_earliest = told.lapse_earliest,
      situation_import = ${importNumber}::bigint
    from told where c.claim_number = told.claim_number`.execute(tx);
}

async function insertPartClaims(tx: MunicipalityTx, importNumber: bigint): Promise<void> {
  await sql`
    insert into part_claim (claim_number, part_claim_id, principal_ore, outstanding_ore, refund_percent, account_string,
      import_number)
    select distinct on (c.claim_number, s.part_claim_id) c.claim_number, s.part_claim_id, s.principal_ore,
      s.outstanding_ore, s.refund_percent, s.account_string, ${importNumber}::bigint
    from claim_staging s join claim c on c.source_system = s.source_system and c.claim_id = s.claim_id
    where not exists (
      select from part_claim p where p.claim_number = c.claim_number and p.part_claim_id = s.part_claim_id)
    order by c.claim_number, s.part_claim_id, s.row_number`.execute(tx);
}
