import { sql } from 'kysely';
import type { MunicipalityCode } from '../src/kernel/ids.ts';
import type { PlainDate } from '../src/kernel/dates.ts';
import { raiseImported } from '../src/ledger/raise.ts';
import { configurationShape } from '../src/municipality/configuration.ts';
import { saveConfiguration } from '../src/municipality/configurations.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../src/platform/database.ts';
import { demoFile } from '../test/demo-file.ts';

export interface BillsToSeed {
  readonly count: number;
  /** The claims fall due on these days in turn, three to a debtor. */
  readonly dueOn: readonly PlainDate[];
  /** The steps about unpaid bills; left out: none. */
  readonly lifeCycles?: unknown;
}

/**
 * Writes unpaid day care straight into the tables: each claim with one part, who owes it, when it is time-barred, what is
 * left of it, and its interest to begin the day after it was due.
 */
export async function seedBills(
  database: Database,
  municipality: MunicipalityCode,
  { count, dueOn, lifeCycles }: BillsToSeed,
): Promise<void> {
  await inMunicipality(database, municipality, async (tx) => {
    await saveConfiguration(tx, {
      configuration: charging(municipality, lifeCycles),
      by: 'bench',
      at: Temporal.Instant.from('2025-10-01T08:00:00Z'),
    });
    await seedRegister(tx, count, dueOn);
    await raiseImported(tx, 1n);
  });
}

const decided = { decidedOn: '2020-01-01', reference: 'Målerådet 12/2019' };

function charging(code: MunicipalityCode, lifeCycles: unknown) {
  const claimTypes = { KFDAINS: { interest: decided, fee: { ...decided, amount: '250.00' } } };
  return configurationShape.parse({
    ...demoFile(),
    code,
    claimTypes,
    ...(lifeCycles === undefined ? {} : { lifeCycles }),
  });
}

async function seedRegister(tx: MunicipalityTx, count: number, dueOn: readonly PlainDate[]): Promise<void> {
  const claims = sql`generate_series(1, ${count}::int) n`;
  const due = sql`(${dueOn}::date[])[1 + n % ${dueOn.length}::int]`;
  await sql`insert into debtor (debtor_number, registered_at)
    select 100000 + n, '2025-10-01' from generate_series(1, ${Math.ceil(count / 3)}::int) n`.execute(tx);
  await sql`insert into claim_import (import_number, kind, file_name, file_sha256, rows_read, rows_new, rows_changed,
      rows_unchanged, imported_at, imported_by)
    values (1, 'ordinary', 'bench', repeat('0', 64), ${count}, ${count}, 0, 0, '2025-10-01', 'bench')`.execute(
    tx,
  );
  await sql`insert into account (account_number, source_system, account_id, debtor_number, import_number)
    select n, 'BENCH', n::text, 100001 + (n - 1) / 3, 1 from ${claims}`.execute(tx);
  await sql`insert into claim (claim_number, account_number, source_system, claim_id, claim_type, level, period_from,
      period_to, origin_on, due_on, srb_on, import_number)
    select n, n, 'BENCH', n::text, 'KFDAINS', 'main', '2025-10-01', '2025-10-31', ${due}, ${due}, ${due}, 1
    from ${claims}`.execute(tx);
  await sql`insert into part_claim (claim_number, part_claim_id, principal_ore, outstanding_ore, import_number)
    select n, '1', 100000 + n % 4000 * 100, 100000 + n % 4000 * 100, 1 from ${claims}`.execute(tx);
  await sql`insert into liability (claim_number, debtor_number, kind)
    select n, 100001 + (n - 1) / 3, 'sole' from ${claims}`.execute(tx);
  await sql`insert into limitation (claim_number, debtor_number, entry, until_on, counted_from, years, because, recorded_at,
      recorded_by)
    select n, 100001 + (n - 1) / 3, 1, '2028-12-01', ${due}, 3, 'ordinary', '2025-10-01', 'bench' from ${claims}`.execute(
    tx,
  );
  await sql`insert into interest_course (claim_number, regime, due_fixed, from_on, next_on)
    select n, 'gebyrloven', true, ${due} + 1, ${due} + 1 from ${claims}`.execute(tx);
}
