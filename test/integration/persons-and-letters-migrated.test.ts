import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { numberConflicts } from '../../src/debtors/numbers.ts';
import { cprOfDebtors } from '../../src/debtors/register.ts';
import { debtorNumber, decisionId, letterId, municipalityCode } from '../../src/kernel/ids.ts';
import { month } from '../../src/kernel/dates.ts';
import { archivedLetter } from '../../src/letters/archive.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { bareDatabase } from './database.ts';

const municipality = municipalityCode('998');
const folder = mkdtempSync(join(tmpdir(), 'afdrag-before-delivery-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The migrations as they were before letters were delivered. */
function before(): string {
  cpSync(MIGRATIONS, folder, { recursive: true });
  const late = (file: string) => Number(file.slice(0, 6)) >= 12;
  const files = readdirSync(join(folder, 'municipality'));
  for (const file of files.filter(late)) rmSync(join(folder, 'municipality', file));
  return folder;
}

const letterOf = (debtor: number) =>
  letterId(decisionId(month('2026-03'), debtorNumber(debtor), 0), 'decision');

async function writeAsBefore(tx: MunicipalityTx): Promise<void> {
  await sql`
    insert into debtor (debtor_number, cpr, registered_at) values (100001, '6101800001', '2026-01-02'),
      (100002, '6101800002', '2026-01-02'), (100003, '6101800003', '2026-01-02')`.execute(tx);
  await sql`
    insert into person_record (debtor_number, batch, current_cpr, name, status, address, address_protected, digital_post,
      children, children_under_18, message_id)
    select debtor, batch, cpr, 'Prøve', 1, '{}', false, true, '[]', 0, 'm'
    from (values (100001, 1, '6101800001'), (100001, 2, '6202800001'), (100001, 3, '6202800001'),
      (100003, 1, '6101800002')) told (debtor, batch, cpr)`.execute(tx);
  await sql`
    insert into decision (decision_id, debtor_number, month, change, state, outcome, reason, drafted_on, covers_claims,
      covers_owed_ore, covers_raised_ore)
    values (${(letterOf(100_001) / 10n).toString()}::bigint, 100001, '2026-03-01', 'start-deferral', 'waiting', 'deferral',
      'benefit', '2026-03-10', '{1}', '{100}', '{100}')`.execute(tx);
  await sql`
    insert into letter (decision_id, debtor_number, kind, model, template_version, pdf, sha256, pages, rendered_at)
    values (${(letterOf(100_001) / 10n).toString()}::bigint, 100001, 'deferral', '{}', 'v', 'brev', repeat('0', 64), 2,
      '2026-03-10')`.execute(tx);
}

test('letters and numbers that were there are there afterwards', async () => {
  await using database = await bareDatabase();
  await migrateAll(database, before());
  await createMunicipality(database, { code: municipality, name: 'Prøvekøbing' }, folder);
  await inMunicipality(database, municipality, writeAsBefore);
  await migrateAll(database);
  await inMunicipality(database, municipality, async (tx) => {
    const letter = await archivedLetter(tx, { letter: letterOf(100_001), language: 'da', recipient: null });
    expect(letter).toMatchObject({ debtor: 100_001, recipient: 0, kind: 'deferral', document: { pages: 2 } });
    expect(Buffer.from(letter?.document?.pdf ?? []).toString()).toBe('brev');
    const debtors = [100_001, 100_002, 100_003].map(debtorNumber);
    expect([...(await cprOfDebtors(tx, debtors)).values()]).toEqual([
      '6202800001',
      '6101800002',
      '6101800003',
    ]);
    expect(await numberConflicts(tx, debtors)).toEqual([{ debtor: 100_003, other: 100_002, batch: 1 }]);
  });
  const numbers = await inMunicipality(database, municipality, (tx) =>
    sql`select letter_id, decision_id, notice_id from letter`.execute(tx),
  );
  const letter = letterOf(100_001);
  expect(numbers.rows).toEqual([{ letter_id: letter, decision_id: letter / 10n, notice_id: null }]);
  const change = inMunicipality(database, municipality, (tx) => sql`update letter set pages = 3`.execute(tx));
  await expect(change).rejects.toThrow(/never changed or deleted/);
});
