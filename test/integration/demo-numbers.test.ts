import { createReadStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { importClaimsFile } from '../../src/claims/import.ts';
import { debtorByCpr } from '../../src/debtors/register.ts';
import { generateDemo } from '../../src/demo/generate/generate.ts';
import { inventWorld } from '../../src/demo/generate/world.ts';
import { month } from '../../src/kernel/dates.ts';
import { raiseImported } from '../../src/ledger/raise.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { freshDatabase } from './database.ts';
import { morningOf, TOWN } from './town.ts';

const folder = mkdtempSync(join(tmpdir(), 'demo-numbers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the demo’s debtors have the numbers by which its events and representatives know them', async () => {
  await using database = await freshDatabase();
  const municipality = { code: '998', cvr: '29189998', seNumber: '29189999' };
  const months = { from: month('2025-07'), to: month('2026-12') };
  const made = generateDemo({ municipality, ...months, size: 120, seed: 1, out: join(folder, 'demo') });
  expect(made.ok).toBe(true);
  const report = await importClaimsFile(
    { db: database, municipality: TOWN },
    { name: 'claims.csv', bytes: createReadStream(join(folder, 'demo/claims.csv')) },
    { dryRun: false, statedRows: null, by: 'prøve', at: morningOf('2026-01-02'), posting: raiseImported },
  );
  expect(report.outcome).toBe('imported');
  const { debtors } = inventWorld({ municipality, ...months }, { size: 120, seed: 1 });
  await readInMunicipality(database, TOWN, async (tx) => {
    for (const { person, number } of debtors) expect(await debtorByCpr(tx, person.cpr)).toBe(number);
  });
});
