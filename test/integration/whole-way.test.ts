import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { checkLedger } from '../../src/ledger/check.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { aDebtor, kr, pay } from '../vocabulary.ts';
import {
  agreements,
  approveAll,
  asked,
  closeHearings,
  lastDecision,
  letterKinds,
  numberOf,
  owes,
  pays,
  states,
  waiting,
} from './decisions-town.ts';
import { aTown, fetchFor, letArrive, raise, rowsOf, run, TOWN, withoutGrounds } from './town.ts';

// Where a municipality has recorded no ground at all, and a citizen does as they are asked.
test('a first plan: heard about, approved by a second person, told, in force, asked for and paid', async () => {
  const debtor = aDebtor(1)
    .owing(10_000)
    .withReports(
      ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05'].map((of) => pay(of, 21_000)),
    );
  await using place = await aTown([debtor], withoutGrounds);
  const { database } = place;
  await fetchFor(place, '2026-03');
  await run(database, '2026-03', { by: 'Anne' });
  expect(await states(database)).toEqual(['100001 start-plan hearing']);

  await letArrive(database, '2026-03-11');
  expect(await closeHearings(database, '2026-04-02')).toEqual({ decided: 0, waiting: 1 });
  const { decisions, sample, seal } = await waiting(database, '2026-03', 1);
  expect([decisions.length, sample.length]).toEqual([1, 1]);
  expect(await approveAll(database, { on: '2026-04-08', by: 'Anne', seal })).toMatchObject({
    refusal: { tag: 'same-person' },
  });
  expect(await approveAll(database, { on: '2026-04-08', by: 'Bodil', seal })).toMatchObject({ ok: true });
  expect(await lastDecision(database)).toMatchObject({
    state: 'decided',
    decided: { on: '2026-04-08', by: 'Bodil', firstDue: '2026-05-01' },
  });
  expect(await agreements(database)).toEqual([]);

  await letArrive(database, '2026-04-10');
  expect(await letterKinds(database)).toEqual(['hearing', 'plan']);
  expect(await agreements(database)).toMatchObject([
    { monthly: kr(3_950), from: '2026-04-10', first: '2026-05-01' },
  ]);
  for (const of of ['2026-05', '2026-06', '2026-07']) {
    await raise(database, of === '2026-05' ? '2026-05-01' : `${of}-01`);
    await pays(database, 100_001, { amount: of === '2026-07' ? 2_100 : 3_950, on: `${of}-04` });
  }
  expect(await asked(database)).toEqual([
    '2026-05-01 3950 paid 3950',
    '2026-06-01 3950 paid 3950',
    '2026-07-01 2100 paid 2100',
  ]);
  expect(await owes(database)).toEqual({ owed: 0, due: 0 });
  expect(await agreements(database)).toMatchObject([{ ended: '2026-07-04', why: 'paid' }]);
  expect(await readInMunicipality(database, TOWN, (tx) => checkLedger(tx))).toEqual([]);

  await fetchFor(place, '2026-07', '2026-07-06');
  expect((await run(database, '2026-07')).report.debtors).toBe(0);
});

test('a plan that rests and is taken up again: one letter for each change, and nothing asked for in between', async () => {
  const wages = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'].map((of) =>
    pay(of, 21_000),
  );
  const debtor = aDebtor(1).withReports(...wages);
  await using place = await aTown([debtor]);
  const { database } = place;
  const month = async (of: string, told = debtor) => {
    place.registers.tell(told);
    await fetchFor(place, of);
    await run(database, of);
    await letArrive(database, `${of}-12`);
    await raise(database, `${of}-27`);
  };
  await month('2026-03');
  await month('2026-04');
  await month('2026-05', debtor.receiving('kontanthjælp', '2026-05-01'));
  await month('2026-06', debtor.receiving('kontanthjælp', '2026-05-01'));
  await month('2026-07', debtor.receiving('kontanthjælp', '2026-05-01', '2026-06-30'));
  await raise(database, '2026-09-01');
  expect(await letterKinds(database)).toEqual(['plan', 'suspension', 'resume']);
  expect((await agreements(database)).map(({ outcome, from, ended }) => [outcome, from, ended])).toEqual([
    ['plan', '2026-03-12', '2026-05-10'],
    ['deferral', '2026-05-10', '2026-07-12'],
    ['plan', '2026-07-12', null],
  ]);
  expect(await asked(database)).toEqual([
    '2026-04-01 3950',
    '2026-05-01 3950',
    '2026-08-03 3950',
    '2026-09-01 3950',
  ]);
  const found = sql`select consequence from determination where debtor_number = 100001 order by month`;
  expect(await rowsOf(database, found)).toEqual(
    ['decision', 'same', 'decision', 'same', 'decision'].map((consequence) => ({ consequence })),
  );
  expect(await lastDecision(database)).toMatchObject({ id: numberOf(100_001, '2026-07'), change: 'resume' });
});
