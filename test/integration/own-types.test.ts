import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chargesOfMains } from '../../src/charges/charges-of.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { consequencesOf } from '../../src/insight/configuration-consequences.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { afdrag, jsonLines } from './command-line.ts';
import { morningOf, townConfiguration } from './town.ts';

// Waste that nobody has stated anything of, and then a right of distraint with a decision of the council.

const stated = { statedOn: date('2026-01-20'), reference: 'Fordringshaveraftale 2026' };
const statement = {
  name: null,
  group: null,
  law: 'miljøbeskyttelsesloven § 48',
  class: 'distraint',
  fee: 'gebyrloven',
  interest: 'gebyrloven',
  limitation: { years: 3, from: 'due', because: null },
  reportedAs: { fee: null, interest: null },
  recoverable: null,
  ...stated,
} as const;
const decided = { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019' };
const unstated = townConfiguration({});
const withWaste = townConfiguration({
  ownTypes: { 'LOKAL-RENOVATION': statement },
  claimTypes: { 'LOKAL-RENOVATION': { interest: decided, fee: { ...decided, amount: null } } },
});

let town: ChargesTown;
let [before, after]: ClaimNumber[] = [];

async function configured(configuration: Configuration, day: string) {
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf(day) }));
}

async function wouldDo(was: Configuration, is: Configuration, on = '2026-01-20') {
  const told = await town.do((tx) => consequencesOf(tx, { before: was, after: is, on: date(on) }));
  const others = told.others.map(
    ({ choice, what, count, sum, next }) => `${choice} ${what} ${count} ${sum} ${next}`,
  );
  return { others, refused: told.refused };
}

async function interestOf(main: ClaimNumber | undefined): Promise<string[]> {
  if (main === undefined) throw new Error('the claim was raised');
  const charges = await town.do((tx) => chargesOfMains(tx, [main]));
  return (charges.get(main) ?? []).map(({ postedOn, amount, regime }) => `${postedOn} ${amount} ${regime}`);
}

beforeAll(async () => {
  town = await aChargesTown({});
  before = await town.raise({ type: 'LOKAL-RENOVATION' });
  await town.interest('2026-01-19');
});
afterAll(() => town[Symbol.asyncDispose]());

describe('a type of the municipality’s own that is stated', () => {
  test('tells what that does to running claims before it is taken', async () => {
    expect(await interestOf(before)).toEqual([]);
    expect(await wouldDo(unstated, withWaste)).toEqual({
      others: ['ownTypes interest-begins 1 10000.00 2026-01-20'],
      refused: [],
    });
  });

  test('bears interest from the day that it is stated, and from the due date where it comes in later', async () => {
    await configured(withWaste, '2026-01-20');
    after = await town.raise({ type: 'LOKAL-RENOVATION', accountId: 'D-2', due: date('2026-01-15') });
    for (const day of ['2026-01-20', '2026-02-16', '2026-02-17']) await town.interest(day);
    expect(await interestOf(before)).toEqual(['2026-02-16 10000 gebyrloven']);
    expect(await interestOf(after)).toEqual(['2026-01-16 10000 gebyrloven', '2026-02-16 10000 gebyrloven']);
    expect(await town.faults()).toEqual([]);
  });

  test('keeps its class and its interest when something has been charged by it, and cannot be taken out of use', async () => {
    const civil = { ...statement, class: 'civil', fee: 'renteloven', interest: 'renteloven' } as const;
    const asCivil = { ...withWaste, ownTypes: { 'LOKAL-RENOVATION': civil } };
    expect((await wouldDo(withWaste, asCivil)).refused).toEqual([
      { code: 'LOKAL-RENOVATION', why: 'charged', claims: 2 },
    ]);
    const renamed = { ...withWaste, ownTypes: { 'LOKAL-RENOVATION': { ...statement, name: 'Affald' } } };
    expect(await wouldDo(withWaste, renamed)).toEqual({ others: [], refused: [] });
    const tenYears = { years: 10, from: 'due', because: 'gældsbrev' } as const;
    const longer = { ...withWaste, ownTypes: { 'LOKAL-RENOVATION': { ...statement, limitation: tenYears } } };
    expect((await wouldDo(withWaste, longer)).others).toEqual(['ownTypes keeps-limitation 2 20000.00 null']);
  });
});

describe('a type that the municipality adds', () => {
  const school = {
    ...statement,
    name: 'Ungdomsskole',
    class: 'civil',
    fee: 'renteloven',
    interest: null,
  } as const;
  const withSchool = { ...withWaste, ownTypes: { ...withWaste.ownTypes, KFUNGDO: school } };

  test('is taken in when it is known, keeps its limitation, and stays known while there are claims of it', async () => {
    expect(await town.tryToRaise({ type: 'KFUNGDO', claimId: 'U-1', accountId: 'D-3' })).toMatchObject({
      refusal: { tag: 'unknown-type' },
    });
    await configured(withSchool, '2026-02-18');
    await town.raise({ type: 'KFUNGDO', accountId: 'D-3', principal: kroner(800), due: date('2026-01-15') });
    await town.interest('2026-03-18');
    expect((await wouldDo(withSchool, withWaste)).refused).toEqual([
      { code: 'KFUNGDO', why: 'in-use', claims: 1 },
    ]);
  });

  test('that has begun to bear and been charged nothing can be stated otherwise', async () => {
    const paid = { ...school, interest: 'renteloven' } as const;
    const bearing = {
      ...withSchool,
      ownTypes: { ...withSchool.ownTypes, KFUNGDO: paid },
      claimTypes: { ...withSchool.claimTypes, KFUNGDO: { interest: decided, fee: null } },
    };
    expect(await wouldDo(withSchool, bearing, '2026-03-19')).toMatchObject({
      others: [expect.stringContaining('ownTypes interest-begins 1 800.00 2026-03-19')],
      refused: [],
    });
  });
});

describe('on the command line', () => {
  test(
    'the question of claim types answers with what the municipality has stated, and a class that was charged by cannot be saved',
    { timeout: 120_000 },
    async () => {
      const environment = { DATABASE_URL: town.db.url };
      const input = '{"type":"LOKAL-RENOVATION"}\n{"type":"LOKAL-BIBLIOTEK"}\n{"type":"KFUNGDO"}\n';
      const asked = ['claim-type', '--stdin', '--municipality', '998'];
      const answers = jsonLines((await afdrag(asked, { environment, input })).out);
      expect(answers).toMatchObject([
        { fees: 'gebyrloven', interest: 'gebyrloven', charges: ['GEOPERI', 'REOPKOM', 'KOPRORE'] },
        { fees: 'none', interest: 'none', charges: [] },
        { fees: 'renteloven', interest: 'none' },
      ]);
      const letters = '{"type":"LOKAL-RENOVATION","regime":"gebyrloven","letters":["2026-01-05"]}\n';
      const fees = ['fees', '--stdin', '--municipality', '998'];
      expect(jsonLines((await afdrag(fees, { environment, input: letters })).out)).toEqual([
        [['2026-01-05', '250.00']],
      ]);
      const folder = mkdtempSync(join(tmpdir(), 'own-types-'));
      const file = join(folder, 'municipality.json');
      writeFileSync(file, JSON.stringify(unstated));
      const refused = await afdrag(['municipality', 'configure', '--file', file], { environment });
      rmSync(folder, { recursive: true, force: true });
      expect(refused).toMatchObject({ status: 1, out: '' });
      expect(refused.err).toContain('Der er renter eller gebyrer på 2 krav');
      expect(refused.err).toContain('ownTypes.KFUNGDO: 1 krav er af typen');
    },
  );
});

describe('a housing deposit loan', () => {
  const loan = {
    ...statement,
    law: 'boligstøtteloven kapitel 10',
    class: 'civil',
    fee: null,
    interest: 'beboerindskudslån',
  } as const;
  const type = 'LOKAL-BEBOERINDSKUD';

  test('bears the interest of its own law when its first five years are over, and none where nobody tells when it was paid out', async () => {
    const configuration = townConfiguration({
      ownTypes: { [type]: loan },
      claimTypes: { [type]: { interest: decided, fee: null } },
    });
    const other = await aChargesTown({});
    await other.do((tx) =>
      saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-21') }),
    );
    const due = date('2026-01-15');
    const old = await other.raise({ type, due, paidOut: date('2018-05-01') });
    const young = await other.raise({ type, due, paidOut: date('2024-05-01') });
    const unknown = await other.raise({ type, due });
    await other.interest('2026-03-01');
    const posted = async (main: ClaimNumber) =>
      ((await other.do((tx) => chargesOfMains(tx, [main]))).get(main) ?? []).map(
        ({ period, amount }) => `${period.from} ${period.to} ${amount}`,
      );
    // 10,000 kr. at 4.5 percent a year: 16 days of January, 28 of February.
    expect(await posted(old)).toEqual(['2026-01-16 2026-01-31 1973', '2026-02-01 2026-02-28 3452']);
    expect(await posted(young)).toEqual([]);
    expect(await posted(unknown)).toEqual([]);
    await other[Symbol.asyncDispose]();
  });
});
