import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { actUnder } from '../../src/access/acting-names.ts';
import { actingShell } from '../../src/cli/acting-names.ts';
import { byOption } from '../../src/cli/acting.ts';
import { Given, municipalityOption, type Command, type Shell } from '../../src/cli/command.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { freshDatabase } from './database.ts';
import { morningOf, rowsOf, TOWN, townConfiguration } from './town.ts';

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

test('a command that acts asks first whether the name may be this login’s; one that acts for nobody does not', async () => {
  const configuration = townConfiguration({ acting: { oneNameEach: true } });
  await inMunicipality(database, TOWN, (tx) =>
    saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2026-03-01') }),
  );
  // All that it uses of a shell.
  const shell = {
    by: login,
    clock: () => morningOf('2026-03-02'),
    withDatabase: (work: (opened: typeof database) => Promise<unknown>) => work(database),
  } as unknown as Shell;
  const acting = { options: { ...municipalityOption, ...byOption } } as unknown as Command;
  const other = { options: { ...municipalityOption, by: { type: 'string' } } } as unknown as Command;
  const called = (command: Command, by: string) =>
    actingShell(command, new Given({ municipality: TOWN, by }), shell).withDatabase(() =>
      Promise.resolve('done'),
    );
  expect(await called(acting, 'Ane')).toBe('done');
  await expect(called(acting, 'Bo')).rejects.toThrow(/har handlet som Ane og kan ikke handle som Bo/);
  expect(await called(other, 'Bo')).toBe('done');
});
