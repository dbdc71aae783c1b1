import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { aStatedType } from '../../test/vocabulary.ts';
import { localClaimTypes } from '../law/claim-types.ts';
import { withStated } from '../law/own-types.ts';
import { cleanUp, type OldClaim } from './clean-up.ts';
import { cleanUpColumns, readCleanUp } from './read-clean-up.ts';

const unknown: OldClaim = {
  claim: 'G-1',
  type: 'KTTIBAK',
  law: 'aktivloven',
  left: kroner(1_000),
  helpStopped: null,
  knownFrom: null,
  planFrom: null,
  planTo: null,
  deferralGranted: null,
  historyKnown: true,
  origin: null,
  due: null,
  srb: null,
  ruledOn: null,
  acknowledgedOn: null,
  interruptedOn: null,
  atRecovery: false,
};
const benefit = (changes: Partial<OldClaim>): OldClaim => ({ ...unknown, ...changes });
const bill = (changes: Partial<OldClaim>): OldClaim => ({
  ...unknown,
  type: 'CFFAKTU',
  law: null,
  ...changes,
});
const on = (day: string) => date(day);

describe('an old claim under chapter 12', () => {
  const stopped = { helpStopped: on('2020-02-29') };
  const deferred = { ...stopped, deferralGranted: on('2020-05-01') };
  test.each<[string, Partial<OldClaim>, string, object]>([
    ['is owed on its last day', stopped, '2023-02-28', { state: 'owed', until: '2023-02-28' }],
    [
      'deferred till then has lapsed the day after',
      deferred,
      '2023-03-01',
      { state: 'lapsed', on: '2023-02-28' },
    ],
    [
      'deferred after a plan that had ended has lapsed',
      { ...deferred, planFrom: on('2020-03-10'), planTo: on('2020-04-30') },
      '2023-03-01',
      { state: 'lapsed', on: '2023-02-28' },
    ],
    [
      'that was never deferred is for a person: there may have been ability that no plan came of (Q4)',
      stopped,
      '2023-03-01',
      { state: 'person', why: 'deferral-unknown' },
    ],
    [
      'whose plan was left after the deferral is for a person',
      { ...deferred, planFrom: on('2020-09-01'), planTo: on('2022-02-01') },
      '2023-03-01',
      { state: 'person', why: 'deferral-unknown' },
    ],
    [
      'counts from the day it was known',
      { ...deferred, knownFrom: on('2021-01-10') },
      '2024-01-11',
      { state: 'lapsed', on: '2024-01-10' },
    ],
    [
      'with a plan on the day is owed',
      { ...stopped, planFrom: on('2022-01-01') },
      '2024-01-01',
      { state: 'owed', until: null },
    ],
    [
      'whose plan held on the last day and was left since is for a person, from the day after the plan',
      { ...stopped, planFrom: on('2022-01-01'), planTo: on('2023-09-30') },
      '2023-10-01',
      { state: 'person', why: 'plan-left' },
    ],
    [
      'whose plan holds to this day is owed',
      { ...stopped, planFrom: on('2022-01-01'), planTo: on('2023-09-30') },
      '2023-09-30',
      { state: 'owed', until: null },
    ],
    [
      'lapses by a deferral after the years',
      { ...stopped, planFrom: on('2022-01-01'), planTo: on('2023-09-30'), deferralGranted: on('2023-10-10') },
      '2024-01-01',
      { state: 'lapsed', on: '2023-10-10' },
    ],
    [
      'of fleksløntilskud counts three years too',
      { ...deferred, type: 'KTBRFLX', law: 'beskæftigelsesindsatsloven' },
      '2023-03-01',
      { state: 'lapsed', on: '2023-02-28', paragraph: 'bek. 585/2023 § 9' },
    ],
    [
      'of a day-care subsidy counts five, and no paragraph of its own is known',
      { ...stopped, type: 'KFTILDA', law: 'dagtilbudsloven' },
      '2025-02-28',
      { state: 'owed', until: '2025-02-28', paragraph: 'dagtilbudsloven' },
    ],
    [
      'of whose plans nothing is known is for a person',
      { ...stopped, historyKnown: false },
      '2024-01-01',
      { state: 'person', why: 'history-unknown' },
    ],
    [
      'whose help’s end is not known is for a person',
      {},
      '2024-01-01',
      { state: 'person', why: 'date-missing' },
    ],
    [
      'at Gældsstyrelsen is for a person',
      { ...stopped, atRecovery: true },
      '2024-01-01',
      { state: 'person', why: 'at-recovery' },
    ],
    [
      'under serviceloven has five years',
      { ...deferred, law: 'serviceloven' },
      '2025-03-01',
      { state: 'lapsed', on: '2025-02-28', paragraph: 'serviceloven § 165, stk. 2' },
    ],
  ])('%s', (_, changes, day, finding) => {
    expect(cleanUp(benefit(changes), { on: on(day), own: localClaimTypes })).toMatchObject(finding);
  });
});

describe('an old bill', () => {
  // The period runs from 12 October 2017: time-barred at the end of 12 October 2020 (the domain's own example).
  const from2017 = { origin: on('2017-10-12') };
  test.each<[string, Partial<OldClaim>, string, object]>([
    ['is owed on the last day', from2017, '2020-10-12', { state: 'owed', until: '2020-10-12' }],
    ['is time-barred the day after', from2017, '2020-10-13', { state: 'time-barred', on: '2020-10-12' }],
    [
      'ending on Constitution Day is moved to the next day',
      { origin: on('2017-06-05') },
      '2020-06-06',
      { state: 'owed', until: '2020-06-08' },
    ],
    [
      'that only an acknowledgement keeps alive is for a person',
      { ...from2017, acknowledgedOn: on('2019-01-01') },
      '2021-01-01',
      { state: 'person', why: 'evidence-to-be-seen' },
    ],
    [
      'acknowledged too late is time-barred',
      { ...from2017, acknowledgedOn: on('2020-12-01') },
      '2021-01-01',
      { state: 'time-barred', on: '2020-10-12' },
    ],
    [
      'that only a judgment keeps alive is for a person, for ten years',
      { ...from2017, ruledOn: on('2019-01-01') },
      '2029-01-01',
      { state: 'person', why: 'evidence-to-be-seen' },
    ],
    [
      'is time-barred ten years after its judgment',
      { ...from2017, ruledOn: on('2018-01-02') },
      '2028-01-04',
      { state: 'time-barred', on: '2028-01-03', paragraph: 'forældelsesloven § 5' },
    ],
    ['without its date is for a person', {}, '2021-01-01', { state: 'person', why: 'date-missing' }],
    [
      'of a type that nobody knows is for a person',
      { ...from2017, type: 'UKENDT' },
      '2021-01-01',
      { state: 'person', why: 'unknown-type' },
    ],
    [
      'for a car loan has ten years from its due date',
      { type: 'KFBILØK', due: on('2012-05-01') },
      '2022-05-03',
      { state: 'time-barred', on: '2022-05-02', paragraph: 'forældelsesloven § 5' },
    ],
  ])('%s', (_, changes, day, finding) => {
    expect(cleanUp(bill(changes), { on: on(day), own: localClaimTypes })).toMatchObject(finding);
  });
});

describe('an old bill of a type of the municipality’s own', () => {
  const waste = bill({ type: 'LOKAL-RENOVATION', due: on('2017-10-12'), origin: on('2017-10-12') });
  const day = on('2020-10-13');

  test('is for a person where the municipality has not stated what it is', () => {
    expect(cleanUp(waste, { on: day, own: localClaimTypes })).toMatchObject({ why: 'rule-assumed' });
  });

  test('is judged by what it has stated', () => {
    const limitation = { years: 3, from: 'due', because: null } as const;
    const own = withStated({ 'LOKAL-RENOVATION': aStatedType({ limitation }) });
    expect(cleanUp(waste, { on: day, own })).toMatchObject({ state: 'time-barred', on: '2020-10-12' });
    const ten = { years: 10, from: 'due', because: 'gældsbrev' } as const;
    const longer = withStated({ 'LOKAL-RENOVATION': aStatedType({ limitation: ten }) });
    expect(cleanUp(waste, { on: day, own: longer })).toMatchObject({ state: 'owed', until: '2027-10-12' });
  });
});

describe('a file of old claims', () => {
  const header = cleanUpColumns.join(';');
  const row = 'G-1;KTTIBAK;aktivloven;1000.00;2020-02-29;;;;;ja;;;;;;;nej';
  const read = (...lines: readonly string[]) => readCleanUp(new TextEncoder().encode(lines.join('\n')));

  test('is read row by row', () => {
    expect(read(header, row, '')).toEqual({
      ok: true,
      value: [benefit({ helpStopped: on('2020-02-29') })],
    });
  });

  test.each([
    ['another header', [row], { tag: 'wrong-header' }],
    ['no rows', [header], { tag: 'no-claims' }],
    ['a column too few', [header, 'G-1;KTTIBAK'], { tag: 'wrong-row', row: 2, column: null }],
    ['a day that is none', [header, row.replace('2020-02-29', '2020-02-30')], { column: 'help_stopped' }],
    [
      'a day that stands for never',
      [header, row.replace('2020-02-29', '9999-12-31')],
      { column: 'help_stopped' },
    ],
    ['a CPR number for a name', [header, row.replace('G-1', '010190-1234')], { column: 'claim' }],
  ])('with %s is refused with its place', (_, lines, refusal) => {
    expect(read(...lines)).toMatchObject({ ok: false, refusal });
  });
});
