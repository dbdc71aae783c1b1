import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { isRehearsal, isRehearsed, rehearse } from '../../src/platform/rehearsal.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { makeToyClaims, TOY_TOWN } from './toy-job.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await makeToyClaims(database);
});
afterAll(() => database.close());

const town = { code: TOY_TOWN, name: 'prøve' };

function held(where: Database): Promise<number> {
  return readInMunicipality(where, TOY_TOWN, async (tx) => {
    const { rows } = await sql<{ held: number }>`
      select count(*)::int as held from toy_claim where held`.execute(tx);
    return rows[0]?.held ?? 0;
  });
}

function hold(where: Database, claim: number): Promise<unknown> {
  return inMunicipality(where, TOY_TOWN, (tx) =>
    sql`update toy_claim set held = true where claim_number = ${claim}`.execute(tx),
  );
}

describe('a rehearsal', () => {
  test('sees what it has written itself, and keeps nothing of it', async () => {
    const before = await held(database);
    const told = await rehearse(database, town, async (rehearsed) => {
      await hold(rehearsed, 1);
      await hold(rehearsed, 2);
      expect([isRehearsal(rehearsed), isRehearsal(database)]).toEqual([true, false]);
      expect(await inMunicipality(rehearsed, TOY_TOWN, (tx) => Promise.resolve(isRehearsed(tx)))).toBe(true);
      return held(rehearsed);
    });
    expect(told).toEqual({ ok: true, value: before + 2 });
    expect(await held(database)).toBe(before);
  });

  test('takes back the writes of a step that fails, and no others', async () => {
    const before = await held(database);
    const told = await rehearse(database, town, async (rehearsed) => {
      await hold(rehearsed, 1);
      const failing = inMunicipality(rehearsed, TOY_TOWN, async (tx) => {
        await sql`update toy_claim set held = true`.execute(tx);
        throw new Error('a mistake');
      });
      await expect(failing).rejects.toThrow('a mistake');
      return held(rehearsed);
    });
    expect(told).toEqual({ ok: true, value: before + 1 });
  });

  test('that fails says why, and is of one municipality', async () => {
    const other = municipalityCode('999');
    await expect(
      rehearse(database, town, (rehearsed) => inMunicipality(rehearsed, other, () => Promise.resolve())),
    ).rejects.toThrow('a rehearsal is of one municipality');
  });

  test('gives up where somebody else works on the same, and does not hold them up', async () => {
    const told = await inMunicipality(database, TOY_TOWN, async (tx) => {
      await sql`update toy_claim set held = true where claim_number = 3`.execute(tx);
      return rehearse(database, town, (rehearsed) => hold(rehearsed, 3));
    });
    expect(told).toEqual({ ok: false, refusal: { tag: 'busy', name: 'prøve' } });
  });
});
