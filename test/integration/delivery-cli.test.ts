import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Given, PlainError, UsageError, type Shell } from '../../src/cli/command.ts';
import { commands } from '../../src/cli/commands.ts';
import { clockOf } from '../../src/platform/clock.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createLog } from '../../src/platform/log.ts';
import { cprOf } from '../vocabulary.ts';
import { afdrag, type Said } from './command-line.ts';
import {
  archive,
  byHand,
  deliveries,
  digitally,
  letterTo,
  onPaper,
  settleDebtors,
  withoutLetters,
} from './letters-on-their-way.ts';
import { prepareTown, rowsOf, type PreparedTown, type TownCopy } from './town.ts';

/** The commands about delivery and about those who act for a debtor. */

let town: PreparedTown;
let database: TownCopy;
const folder = mkdtempSync(join(tmpdir(), 'afdrag-delivery-cli-'));
beforeAll(async () => {
  town = await prepareTown((prepared) => settleDebtors(prepared, 3));
  database = await town.copy();
});
beforeEach(() => withoutLetters(database));
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
  await town[Symbol.asyncDispose]();
});

const anna = 100_001;
const bent = 100_002;

interface Called {
  readonly day?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A command in this process, with a shell of its own: as `main.ts` calls it. */
async function call(
  words: readonly [string, string, ...string[]],
  { day = '2026-03-10', environment = {} }: Called = {},
): Promise<Said> {
  const [word, second, ...rest] = words;
  const command = await commands[`${word} ${second}`]?.();
  const trial = { AFDRAG_NOW: `${day}T11:00:00+01:00`, AFDRAG_DELIVERY: 'stand-in' };
  const config = readConfig({ ...trial, ...environment });
  if (command === undefined || !config.ok) throw new Error('no such command, or not with that environment');
  const said: string[] = [];
  const shell: Shell = {
    config: config.value,
    clock: clockOf(config.value),
    log: createLog({ ...config.value, logLevel: 'silent' }),
    by: 'cli:grethe',
    say: (line) => void said.push(`${line}\n`),
    tell: () => undefined,
    progress: () => () => undefined,
    withDatabase: (work) => work(database),
  };
  const args = ['--municipality', '998', ...rest];
  const { values } = parseArgs({ args, options: command.options, strict: true, allowPositionals: false });
  try {
    return { status: await command.run(new Given(values), shell), out: said.join(''), err: '' };
  } catch (error) {
    if (error instanceof UsageError) return { status: 2, out: said.join(''), err: `${error.message}\n` };
    if (error instanceof PlainError) return { status: 1, out: said.join(''), err: `${error.message}\n` };
    throw error;
  }
}

describe('letters send', () => {
  test('hands over what is due, and says the next day what has arrived', async () => {
    await archive(database, [
      { debtor: anna, recipient: digitally },
      { debtor: bent, recipient: onPaper },
    ]);
    expect(await call(['letters', 'send'])).toMatchObject({
      status: 0,
      out: '2 breve er afleveret til udsendelse. 0 breve er kommet frem.\n',
    });
    expect(await call(['letters', 'send'], { day: '2026-03-11' })).toMatchObject({
      status: 0,
      out: '0 breve er afleveret til udsendelse. 1 brev er kommet frem.\n',
    });
    const said = await call(['letters', 'send', '--json'], { day: '2026-03-20' });
    expect(JSON.parse(said.out)).toMatchObject({ handed: { handed: 0 }, news: { asked: 1, arrived: 1 } });
  });

  test('can play an earlier day in a trial, but no day that has not come', async () => {
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    await call(['letters', 'send', '--on', '2026-03-12'], { day: '2026-03-20' });
    expect((await deliveries(database))[0]).toMatchObject({ handed: '2026-03-12' });
    expect(await call(['letters', 'send', '--on', '2026-03-21'], { day: '2026-03-20' })).toMatchObject({
      status: 1,
      err: 'Den dag er ikke kommet endnu.\n',
    });
  });

  test('pretends nothing in production unless that is said plainly', async () => {
    const production = { NODE_ENV: 'production', AFDRAG_NOW: '', AFDRAG_DELIVERY: '' };
    const said = await call(['letters', 'send'], { environment: production });
    expect(said.status).toBe(1);
    expect(said.err).toContain('Kommune 998 har endnu ingen, der bringer breve ud.');
    const plainly = { ...production, AFDRAG_DELIVERY: 'stand-in' };
    expect(await call(['letters', 'send'], { environment: plainly })).toMatchObject({ status: 0 });
    const played = await call(['letters', 'send', '--on', '2026-03-12'], { environment: plainly });
    expect(played).toMatchObject({ status: 2, err: expect.stringContaining('kun til prøver') as string });
  });
});

describe('letters arrived and letters returned', () => {
  const letter = letterTo(anna).toString();

  test('note what a person knows, with the person’s name', async () => {
    await archive(database, [{ debtor: anna, recipient: byHand, address: [] }]);
    expect(
      await call(['letters', 'arrived', '--letter', letter, '--on', '2026-03-12'], { day: '2026-03-13' }),
    ).toEqual({ status: 0, out: 'Noteret: brevet kom frem 12. marts 2026.\n', err: '' });
    const [told] = await rowsOf(database, sql<{ told_by: string }>`select told_by from delivery_event`);
    expect(told?.told_by).toBe('cli:grethe');
    const again = await call(['letters', 'arrived', '--letter', letter, '--on', '2026-03-13'], {
      day: '2026-03-13',
    });
    expect(again).toMatchObject({
      status: 1,
      err: 'Det er allerede noteret, at brevet er kommet frem. Dagen ændres ikke.\n',
    });
  });

  test('a letter that came back', async () => {
    await archive(database, [{ debtor: anna, recipient: onPaper }]);
    await call(['letters', 'send']);
    const said = await call(['letters', 'returned', '--letter', letter, '--on', '2026-03-16', '--json'], {
      day: '2026-03-17',
    });
    expect(said).toMatchObject({ status: 0, out: '{"recipients":1}\n' });
    expect((await deliveries(database))[0]).toMatchObject({ state: 'returned' });
  });

  test('are called with a letter’s number and a day', async () => {
    expect(await call(['letters', 'arrived', '--letter', letter])).toMatchObject({
      status: 2,
      err: expect.stringContaining('--on mangler') as string,
    });
    expect(await call(['letters', 'returned', '--letter', '100123', '--on', '2026-03-12'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('brevnummer på 18 eller 19 cifre') as string,
    });
  });
});

test('letters export writes a letter by its number, or its translation, and who read it is noted', async () => {
  await archive(database, [
    { debtor: anna, recipient: digitally },
    { debtor: anna, recipient: digitally, language: 'en' },
  ]);
  const letter = ['letters', 'export', '--letter', letterTo(anna).toString()] as const;
  const file = join(folder, 'brev.pdf');
  expect(await call([...letter, '--file', file])).toMatchObject({ status: 0 });
  expect(readFileSync(file, 'utf8')).toBe('%PDF- 100001 0 da');
  await call([...letter, '--language', 'en', '--file', file]);
  expect(readFileSync(file, 'utf8')).toBe('%PDF- 100001 0 en');
  expect(await call([...letter, '--recipient', '2', '--file', file])).toMatchObject({
    status: 1,
    err: 'Det brev er ikke lavet.\n',
  });
  const log = sql`select purpose, debtor_number, about from access_log order by entry`;
  const entry = { purpose: 'copy of a letter', debtor_number: anna, about: `letter ${letterTo(anna)}` };
  expect(await rowsOf(database, log)).toEqual([entry, entry]);
});

describe('debtor represent', () => {
  const options =
    '--debtor 100002 --kind guardian --mode instead --from 2026-03-01 --evidence Værgebeskikkelse';
  const guardian = ['debtor', 'represent', ...options.split(' '), '--name', 'Vera Værge'] as const;

  test('notes who acts for a debtor, and that they no longer do', async () => {
    expect(await call([...guardian, '--address', 'Sidevej 1 | 9998 Prøveby'])).toEqual({
      status: 0,
      out: 'Noteret som nummer 1: værge, får brevene i stedet for borgeren fra 1. marts 2026.\n',
      err: '',
    });
    const stored = sql`select name, address, cpr, recorded_by like 'cli:%' as "by" from representative`;
    expect(await rowsOf(database, stored)).toEqual([
      { name: 'Vera Værge', address: ['Sidevej 1', '9998 Prøveby'], cpr: null, by: true },
    ]);
    const end = [
      'debtor',
      'represent',
      '--debtor',
      '100002',
      '--end',
      '1',
      '--to',
      '2026-03-31',
      '--why',
      'Ophævet',
    ] as const;
    expect(await call(end)).toMatchObject({
      status: 0,
      out: 'Noteret: nummer 1 handler for borgeren til og med 31. marts 2026.\n',
    });
    expect(await call(end)).toMatchObject({
      status: 1,
      err: expect.stringContaining('allerede noteret') as string,
    });
    const log = sql`select debtor_number, purpose, about from access_log order by entry`;
    const purpose = 'who acts for the debtor';
    expect(await rowsOf(database, log)).toEqual([
      { debtor_number: bent, purpose, about: 'representative 1' },
      { debtor_number: bent, purpose, about: 'representative 1 ends' },
    ]);
  });

  test('takes a CPR number for Digital Post on standard input only', async () => {
    const process = (cpr: string, input: string) =>
      afdrag(['debtor', 'represent', '--municipality', '998', ...guardian.slice(2), '--cpr', cpr], {
        input,
        environment: { DATABASE_URL: database.url, AFDRAG_LOG_LEVEL: 'silent' },
      });
    expect(await process('-', `${cprOf(77)}\n`)).toMatchObject({ status: 0 });
    expect(await rowsOf(database, sql`select cpr from representative`)).toEqual([{ cpr: cprOf(77) }]);
    const argument = await process(cprOf(78), '');
    expect(argument).toMatchObject({ status: 2, out: '' });
    expect(argument.err).not.toContain(cprOf(78));
  });

  test('says what is missing', async () => {
    expect(await call(guardian)).toMatchObject({
      status: 1,
      err: expect.stringContaining('Skriv en adresse') as string,
    });
    expect(await call(['debtor', 'represent', '--debtor', '100002'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('--kind mangler') as string,
    });
  });
});

test('debtor language notes that a translation goes along', async () => {
  expect(await call(['debtor', 'language', '--debtor', '100003', '--language', 'en'])).toEqual({
    status: 0,
    out: 'Borgeren får en engelsk oversættelse med sine breve. Det danske brev er afgørelsen.\n',
    err: '',
  });
  const again = await call(['debtor', 'language', '--debtor', '100003', '--language', 'en', '--json']);
  expect(JSON.parse(again.out)).toEqual({ debtor: 100_003, language: 'en', changed: false });
  expect(await call(['debtor', 'language', '--debtor', '100003', '--language', 'sv'])).toMatchObject({
    status: 2,
  });
});
