import { sql } from 'kysely';
import { raiseImported } from '../src/ledger/raise.ts';
import { configurationShape } from '../src/municipality/configuration.ts';
import { saveConfiguration } from '../src/municipality/configurations.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../src/platform/database.ts';
import { analyzeSeeded, BENCH_MUNICIPALITY } from './scratch-database.ts';
import { demoFile } from '../test/demo-file.ts';

/**
 * Writes debtors straight into the tables: each with one claim of one part, a steady job, no benefits, every fourth with a
 * child, facts for the runs of March and April 2026. What a run of March finds is a new plan for everybody, and a run of
 * April finds nothing new.
 */
export async function seedDebtors(database: Database, count: number): Promise<void> {
  const configuration = { ...configurationShape.parse(demoFile()), code: BENCH_MUNICIPALITY };
  await inMunicipality(database, BENCH_MUNICIPALITY, async (tx) => {
    await saveConfiguration(tx, {
      configuration,
      by: 'bench',
      at: Temporal.Instant.from('2026-03-01T08:00:00Z'),
    });
    await seedClaims(tx, count);
    await seedFacts(tx, count);
  });
  await analyzeSeeded(database);
}

async function seedClaims(tx: MunicipalityTx, count: number): Promise<void> {
  await sql`
    insert into debtor (debtor_number, registered_at)
    select 100000 + n, '2026-01-01' from generate_series(1, ${count}::int) n`.execute(tx);
  await sql`
    insert into debtor_cpr (debtor_number, batch, cpr)
    select 100000 + n, 0, to_char(61 + n % 28, 'FM00') || to_char(1 + n / 28 % 12, 'FM00') || to_char(50 + n / 336 % 49, 'FM00')
      || to_char(n / 16464, 'FM0000')
    from generate_series(1, ${count}::int) n`.execute(tx);
  await sql`
    insert into claim_import (import_number, kind, file_name, file_sha256, rows_read, rows_new, rows_changed,
      rows_unchanged, imported_at, imported_by)
    values (1, 'repayment', 'bench', repeat('0', 64), ${count}, ${count}, 0, 0, '2026-01-01', 'bench')`.execute(
    tx,
  );
  await sql`
    insert into account (account_number, source_system, account_id, debtor_number, import_number)
    select n, 'BENCH', n::text, 100000 + n, 1 from generate_series(1, ${count}::int) n`.execute(tx);
  await sql`
    insert into claim (claim_number, account_number, source_system, claim_id, claim_type, level, law, paragraph,
      period_from, period_to, origin_on, import_number)
    select n, n, 'BENCH', n::text, 'KTTIBAK', 'main', 'aktivloven', '91', '2025-03-01', '2025-03-31', '2025-03-31', 1
    from generate_series(1, ${count}::int) n`.execute(tx);
  await sql`
    insert into repayment_claim (claim_number, law, period_from, benefit, paid_on, amount_basis, decision_date, decision_delivered,
      decision_period_from, decision_period_to, complaint_pending, help_stopped, lapse_earliest, situation_import)
    select n, 'aktivloven', '2025-03-01', 'kontanthjælp', '2025-03-31', 'gross', '2025-06-01', '2025-06-01', '2025-03', '2025-03', false, '2025-03-31',
      '2028-03-31', 1
    from generate_series(1, ${count}::int) n`.execute(tx);
  await sql`
    insert into part_claim (claim_number, part_claim_id, principal_ore, outstanding_ore, refund_percent, import_number)
    select n, '1', 1000000 + n % 4000 * 1000, 1000000 + n % 4000 * 1000, 30, 1 from generate_series(1, ${count}::int) n`.execute(
    tx,
  );
  await sql`
    insert into liability (claim_number, debtor_number, kind)
    select n, 100000 + n, 'sole' from generate_series(1, ${count}::int) n`.execute(tx);
  await raiseImported(tx, 1n);
}

const MESSAGE = '00000000-0000-4000-8000-000000000001';

async function seedFacts(tx: MunicipalityTx, count: number): Promise<void> {
  await sql`
    insert into fact_fetch (fetch_number, for_month, asked_at, finished_at, asked_by) values
      (1, '2026-03-01', '2026-03-02T08:00:00Z', '2026-03-02T09:00:00Z', 'bench'),
      (2, '2026-04-01', '2026-04-02T08:00:00Z', '2026-04-02T09:00:00Z', 'bench')`.execute(tx);
  await sql`insert into fact_batch (batch, fetch_number, written_at) values (1, 1, '2026-03-02'), (2, 2, '2026-04-02')`.execute(
    tx,
  );
  await sql`
    insert into fact_message (message_id, batch, register, received_at, body)
    values (${MESSAGE}, 1, 'eindkomst', '2026-03-02', '<bench/>')`.execute(tx);
  await sql`
    insert into inquiry (debtor_number, for_month, batch, fetch_number)
    select 100000 + n, for_month, fetch_number, fetch_number from generate_series(1, ${count}::int) n, fact_fetch`.execute(
    tx,
  );
  await sql`
    insert into income_fact (debtor_number, month, batch, known, reports, message_id)
    select 100000 + n, month, case when month = '2026-02-01' then 2 else 1 end, true,
      jsonb_build_array(jsonb_build_object('k', 'I', 'e', '12345678', 'f', month, 't', month + 27, 'p', month + 27, 'i', '00', 'a',
        jsonb_build_object('57', (3000000 + n % 800 * 1000)::text, '59', (700000 + n % 800 * 300)::text,
          '60', (240000 + n % 800 * 80)::text))), ${MESSAGE}
    from generate_series(1, ${count}::int) n, unnest(array['2025-12-01', '2026-01-01', '2026-02-01']::date[]) month
    order by n, month`.execute(tx);
  await sql`
    insert into benefit_fact (debtor_number, batch, grants, message_id)
    select 100000 + n, 1, '[]', ${MESSAGE} from generate_series(1, ${count}::int) n`.execute(tx);
  await sql`
    insert into person_record (debtor_number, batch, current_cpr, name, born, status, address, municipality,
      address_protected, digital_post, children, children_under_18, message_id)
    select 100000 + n, 1, d.cpr, 'Prøve Person ' || n, '1980-01-01', 1, array['Prøvevej ' || n, '4999 Bøgevang'], '997',
      false, true, case when n % 4 = 0 then '[{"cpr": null, "born": "2015-05-05"}]' else '[]' end::jsonb,
      case when n % 4 = 0 then 1 else 0 end, ${MESSAGE}
    from generate_series(1, ${count}::int) n join debtor_cpr d on d.debtor_number = 100000 + n`.execute(tx);
}
