import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { actUnder } from '../../src/access/acting-names.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { freshDatabase } from './database.ts';
import { morningOf, rowsOf, TOWN } from './town.ts';

const database = await freshDatabase();
afterAll(() => database.close());

let places = 0;
let login: string;
beforeEach(() => {
  places += 1;
  login = `cli:bruger${places}`;
});

const acts = (name: string, { oneNameEach = false } = {}) =>
  inMunicipality(database, TOWN, (tx) =>
    actUnder(tx, { login, name, at: morningOf('2026-03-02'), oneNameEach }),
  );
const logged = async () =>
  (
    await rowsOf<{ about: string }>(
      database,
      sql`select about from access_log where actor = ${login} order by entry`,
    )
  ).map(({ about }) => about);

test('a login that acts under one name, however it is spelled, is not worth a word', async () => {
  for (const name of ['Ane', 'ane', ' Ane ']) expect(await acts(name)).toMatchObject({ ok: true });
  expect(await logged()).toEqual([]);
});

test('a second name of the same login is written in the access log, once', async () => {
  await acts('Ane');
  expect(await acts('Bo')).toMatchObject({ ok: true });
  expect(await acts('bo')).toMatchObject({ ok: true });
  expect(await logged()).toEqual(['acts as Bo, has acted as Ane']);
});

test('where the municipality has chosen one name for each login, a second is refused, and that is written too', async () => {
  await acts('Ane', { oneNameEach: true });
  expect(await acts('Bo', { oneNameEach: true })).toEqual({
    ok: false,
    refusal: { tag: 'acts-as-another', name: 'Ane' },
  });
  expect(await acts('ANE', { oneNameEach: true })).toMatchObject({ ok: true });
  expect(await logged()).toEqual(['refused to act as Bo, has acted as Ane']);
});

test('what was allowed before the choice is not allowed after it', async () => {
  await acts('Ane');
  await acts('Bo');
  expect(await acts('Bo', { oneNameEach: true })).toMatchObject({ refusal: { name: 'Ane' } });
});
