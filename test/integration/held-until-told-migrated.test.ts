import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { holdRangesOn } from '../../src/claims/hold-ranges.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { liftWhereTold } from '../../src/endings/liability-told.ts';
import { sampleSetOffLetters } from '../../src/letters/sample-set-off.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { cprOf } from '../vocabulary.ts';
import { bareDatabase } from './database.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { morningOf, TOWN } from './town.ts';

/** The migrations as they were before what nobody has been told of was held for that reason. */
function before(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-untold-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  const files = readdirSync(municipality).toSorted();
  const first = files.findIndex((file) => file.endsWith('_held-until-told.sql'));
  for (const file of files.slice(first)) rmSync(join(municipality, file));
  return folder;
}

test('what was held until a spouse is told is held for that reason, and lifted when the letter arrives; what a person holds stays', async () => {
  await using database = await bareDatabase();
  const earlier = before();
  await migrateAll(database, earlier);
  await createMunicipality(database, { code: TOWN, name: 'Prøvekøbing' }, earlier);
  rmSync(earlier, { recursive: true });
  const [taken, other] = await inMunicipality(database, TOWN, async (tx) => {
    const spouse = await somebody(tx, cprOf(1));
    const claims = [
      await anOrdinaryClaim(tx, { claimId: 'A', debtors: [spouse], owed: 100 }),
      await anOrdinaryClaim(tx, { claimId: 'B', debtors: [spouse], owed: 100 }),
    ] as const;
    await sql`insert into configuration values (1, '{}', '2026-01-01T09:00Z', 'prøve')`.execute(tx);
    const notice = '1202602010001000010';
    await sql`
      insert into notice (notice_id, debtor_number, kind, made_on, told, warns_of_transfer, configuration_version)
      values (${notice}::bigint, ${spouse}, 'liability', '2026-02-01', ${JSON.stringify(sampleSetOffLetters().liability)}::json, false, 1)`.execute(
      tx,
    );
    const payload = JSON.stringify({ errand: '10000101', held: [String(claims[0])] });
    await sql`
      insert into due_work (kind, key, due_at, payload)
      values ('liability-told', ${notice}, '2026-02-02T09:00Z', ${payload}::jsonb)`.execute(tx);
    for (const [claim, about] of [
      [claims[0], '10000101'],
      [claims[1], 'Ses på'],
    ] as const)
      await sql`
        insert into hold (claim_number, reason, entry, debtor_number, from_on, review_on, about, placed_at, placed_by)
        values (${String(claim)}::bigint, 'manual', 1, ${spouse}, '2026-02-01', '2026-03-01', ${about}, '2026-02-01T09:00Z', 'Ane')`.execute(
        tx,
      );
    return claims;
  });

  await migrateAll(database);

  await inMunicipality(database, TOWN, async (tx) => {
    const holds = await holdsOn(tx, [taken, other]);
    expect(holds.get(taken)).toMatchObject([
      { reason: 'liability', from: '2026-02-01', reviewOn: '2026-03-01', about: '10000101' },
    ]);
    expect(holds.get(other)).toMatchObject([{ reason: 'manual' }]);
    // It was held once, and not twice.
    expect((await holdRangesOn(tx, [taken])).get(taken)).toHaveLength(1);
    const acting = { by: 'prøve', at: morningOf('2026-02-05') };
    expect(await liftWhereTold(tx, acting)).toMatchObject({ told: 0 });
    await sql`update notice set arrived_on = '2026-02-05'`.execute(tx);
    expect(await liftWhereTold(tx, { ...acting, at: morningOf('2026-02-06') })).toMatchObject({ told: 1 });
    expect([...(await holdsOn(tx, [taken, other])).keys()]).toEqual([other]);
  });
});
