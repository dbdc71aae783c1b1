import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { readCamt } from '../../src/outside/bank-statement/camt.ts';
import { importStatement } from '../../src/payments/import-statement.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { ACCOUNT, camt } from './camt.ts';
import { bareDatabase } from './database.ts';
import { NOW } from './ledger-town.ts';
import { TOWN } from './town.ts';

/** The migrations as they were when a line did not know its movement. */
function before(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-lines-alone-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  const files = readdirSync(municipality).toSorted();
  const first = files.findIndex((file) => file.endsWith('_movements-told-twice.sql'));
  for (const file of files.slice(first)) rmSync(join(municipality, file));
  return folder;
}

/** A movement that was told in two parts, and one that nobody knows. */
const lines = `
  insert into bank_line (account, reference, amount_ore, bank_day, kind, told_by, cause, cause_number, booked_on, recorded_at,
    recorded_by)
  values ('${ACCOUNT}', 'R1/1', 15000, '2026-03-10', 'receipt', 'statement', 'payment', 1, '2026-03-10', '2026-03-10T09:00Z', 'drift'),
    ('${ACCOUNT}', 'R1/2', 20000, '2026-03-10', 'receipt', 'statement', 'payment', 2, '2026-03-10', '2026-03-10T09:00Z', 'drift'),
    ('${ACCOUNT}', 'R2', -500, '2026-03-10', 'other', 'statement', null, null, null, '2026-03-10T09:00Z', 'drift');
`;

test('bank lines from before they knew their movement are known again, in parts and as a sum', async () => {
  await using database = await bareDatabase();
  const earlier = before();
  await migrateAll(database, earlier);
  await createMunicipality(database, { code: TOWN, name: 'Prøvekøbing' }, earlier);
  rmSync(earlier, { recursive: true });
  await inMunicipality(database, TOWN, (tx) => tx.executeQuery(CompiledQuery.raw(lines)));

  await migrateAll(database);

  const told = [
    { amount: '350.00', reference: 'R1' },
    { amount: '-5.00', reference: 'R2' },
  ];
  const read = readCamt(camt(told, { kind: '053' }));
  if (!read.ok) throw new Error(read.refusal.tag);
  const file = { statement: read.value, fileName: 'camt.xml', sha256: '0'.repeat(64) };
  const bank = { accounts: [], clearing: [] };
  const taken = await inMunicipality(database, TOWN, (tx) =>
    importStatement(tx, { ...file, bank, by: 'prøve', at: NOW }),
  );
  expect(taken).toMatchObject({ ok: true, value: { lines: 2, known: { count: 2 } } });
});
