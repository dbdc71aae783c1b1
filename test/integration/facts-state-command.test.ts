import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aDebtor } from '../vocabulary.ts';
import { afdrag, type Said } from './command-line.ts';
import { prepareTown, rowsOf, settle, type PreparedTown, type TownCopy } from './town.ts';

const anna = aDebtor(1);
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown((database) => settle(database, [anna]));
});
afterAll(() => town[Symbol.asyncDispose]());

const income = ['--net-year', '252.000,00'];
const evidence = ['--evidence', 'Lønsedler for januar og februar 2026'];

function facts(url: string, ...options: readonly string[]): Promise<Said> {
  const words = ['facts', 'state', '--municipality', '998', '--debtor', String(anna.number), ...options];
  const environment = {
    DATABASE_URL: url,
    AFDRAG_NOW: '2026-03-05T09:00:00+01:00',
    AFDRAG_LOG_LEVEL: 'silent',
  };
  return afdrag(words, { environment });
}

function stated(database: TownCopy): Promise<unknown[]> {
  return rowsOf(
    database,
    sql`select batch, net_income_year_ore, from_month, to_month, stated_on, recorded_by from stated_income order by batch`,
  );
}

describe('a caseworker who notes what a citizen has documented', () => {
  test('says the yearly income and the months, and may take it back', async () => {
    await using database = await town.copy();
    const march = ['--from', '2026-03', ...evidence];
    const noted = await facts(
      database.url,
      ...income,
      ...march,
      '--to',
      '2026-08',
      '--stated-on',
      '2026-03-02',
      '--by',
      'Kim Prøve',
    );
    expect(noted).toEqual({
      status: 0,
      out: 'Debitor 100001: 252.000,00 kr. om året efter skat er noteret i kørslerne marts 2026 til august 2026 (batch 1).\n',
      err: '',
    });
    const back = ['--withdraw', '--from', '2026-08', '--evidence', 'Nyt arbejde', '--by', 'Kim Prøve'];
    expect((await facts(database.url, ...back)).out).toBe(
      'Debitor 100001: den dokumenterede indkomst gælder ikke længere i kørslen af august 2026 (batch 2).\n',
    );
    const row = {
      net_income_year_ore: 25_200_000n,
      from_month: '2026-03-01',
      to_month: '2026-08-01',
      stated_on: '2026-03-02',
      recorded_by: 'Kim Prøve',
    };
    const takenBack = { net_income_year_ore: null, from_month: '2026-08-01', stated_on: '2026-03-05' };
    expect(await stated(database)).toEqual([
      { batch: 1, ...row },
      { batch: 2, ...row, ...takenBack },
    ]);
    expect(JSON.parse((await facts(database.url, ...income, ...march, '--json')).out)).toEqual({
      batch: 3,
      from: '2026-03',
      to: '2027-02',
    });
  });

  test('is told in plain Danish what cannot be, and nothing is written', async () => {
    await using database = await town.copy();
    const said = await Promise.all([
      facts(database.url, ...income, '--from', '2026-03', '--to', '2026-02', ...evidence),
      facts(database.url, ...income, '--from', '2026-03', '--to', '2027-03', ...evidence),
      facts(database.url, ...income, '--from', '2026-03', '--stated-on', '2026-03-06', ...evidence),
      facts(database.url, '--net-year', '25.200.000,00', '--from', '2026-03', ...evidence),
      facts(database.url, '--withdraw', '--from', '2026-03', ...evidence),
    ]);
    expect(said.map(({ status, out, err }) => [status, out, err])).toEqual([
      [1, '', 'Den sidste måned ligger før den første.\n'],
      [1, '', 'En dokumenteret indkomst gælder højst i 12 måneder, her til og med februar 2027.\n'],
      [1, '', 'Dagen, hvor indkomsten blev dokumenteret, ligger i fremtiden.\n'],
      [1, '', 'Indkomsten er over 10.000.000,00 kr. om året. Tjek, om kommaet står rigtigt.\n'],
      [1, '', 'Der er ikke noteret nogen indkomst, som gælder fra den måned.\n'],
    ]);
    expect(await stated(database)).toEqual([]);
  });

  const nowhere = 'postgresql://nobody@127.0.0.1:1/none';
  test.each<[string, readonly string[], string]>([
    ['no income', ['--from', '2026-03', ...evidence], '--net-year mangler'],
    [
      'no amount',
      ['--net-year', '252.00,0', '--from', '2026-03', ...evidence],
      '--net-year skal være et beløb',
    ],
    ['no month', [...income, ...evidence], '--from mangler'],
    ['a month that is none', [...income, '--from', '2026-13', ...evidence], '--from skal være en måned'],
    ['no evidence', [...income, '--from', '2026-03'], '--evidence mangler'],
    [
      'a CPR number',
      [...income, '--from', '2026-03', '--evidence', 'Løn for 610161-1234'],
      '--evidence må ikke indeholde et CPR-nummer',
    ],
    [
      'both ways',
      [...income, '--withdraw', '--from', '2026-03', ...evidence],
      '--net-year kan ikke stå sammen',
    ],
    [
      'an end of what is taken back',
      ['--withdraw', '--from', '2026-03', '--to', '2026-04', ...evidence],
      '--to og --stated-on kan ikke stå sammen',
    ],
  ])('and how to call it, before a database is asked for: %s', async (_, options, problem) => {
    const said = await facts(nowhere, ...options);
    expect(said).toMatchObject({ status: 2, out: '' });
    expect(said.err).toContain(problem);
    expect(said.err).toContain('Brug: afdrag facts state --municipality');
    expect(said.err).not.toContain('610161');
  });
});
