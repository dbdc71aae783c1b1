import { describe, expect, test } from 'vitest';
import { workTheDay, type DayWorked } from '../../src/cli/days-work.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import type { DebtorStory, StoryEntry } from '../../src/insight/story-entries.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { letterDeliveryStandIn, type Outcomes } from '../../src/outside/letter-delivery/stand-in.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, kr, pay, type Debtor } from '../vocabulary.ts';
import { numberOf, pays, waiting } from './decisions-town.ts';
import { aTown, fetchFor, morningOf, run, TOWN, townAssets, type Town } from './town.ts';

async function storyOf(database: Database, debtor = 100_001): Promise<DebtorStory> {
  const story = await readInMunicipality(database, TOWN, (tx) =>
    debtorStory(tx, debtorNumber(debtor), date('2026-12-31')),
  );
  if (!story.ok) throw new Error(story.refusal.tag);
  return story.value;
}

/** What happened, `2026-03-10 month`, from a day on and without what is of no interest. */
function told({ entries }: DebtorStory, from = '2026-01-01'): string[] {
  return entries.filter(({ on }) => on >= from).map(({ on, what }) => `${on} ${what}`);
}

function of<W extends StoryEntry['what']>({ entries }: DebtorStory, what: W) {
  return entries.filter((entry): entry is Extract<StoryEntry, { what: W }> => entry.what === what);
}

async function month(place: Town, ofMonth: string, ...debtors: readonly Debtor[]): Promise<void> {
  place.registers.tell(...debtors);
  await fetchFor(place, ofMonth);
  await run(place.database, ofMonth);
}

/** A day's work, with letters that go as they do where nothing else is said. */
function workOn(database: Database, day: string, outcomes: Outcomes = {}): Promise<DayWorked> {
  return workTheDay({
    database,
    municipality: TOWN,
    delivery: letterDeliveryStandIn(outcomes),
    assets: () => townAssets,
    by: 'prøve',
    clock: () => morningOf(day),
    progress: () => () => undefined,
  });
}

describe('a debtor’s story', () => {
  const payer = aDebtor(1).withIncome(21_000, 21_000).owing(6_000);

  test('has every step from the claim to the last payment, in its order', async () => {
    await using place = await aTown([payer]);
    await month(place, '2026-03', payer);
    for (const day of ['2026-03-10', '2026-03-11', '2026-04-01']) await workOn(place.database, day);
    await pays(place.database, 100_001, { amount: 3_950, on: '2026-04-01' });
    await workOn(place.database, '2026-05-01');
    await pays(place.database, 100_001, { amount: 2_100, on: '2026-05-04' });
    const story = await storyOf(place.database);
    expect(told(story)).toEqual([
      '2026-01-02 claims-raised',
      '2026-03-01 person',
      '2026-03-10 month',
      '2026-03-10 proposed',
      '2026-03-10 decided',
      '2026-03-10 letter-made',
      '2026-03-10 letter-sent',
      '2026-03-11 letter-arrived',
      '2026-03-11 in-force',
      '2026-04-01 instalment',
      '2026-04-01 payment',
      '2026-05-01 instalment',
      '2026-05-04 payment',
      '2026-05-04 agreement-ended',
      '2026-05-04 refund',
      '2026-05-04 work-item',
    ]);
    expect(of(story, 'payment').map(({ amount, overpaid }) => [amount, overpaid])).toEqual([
      [kr(3_950), 0n],
      [kr(2_100), kr(50)],
    ]);
    expect(of(story, 'instalment').map(({ amount }) => amount)).toEqual([kr(3_950), kr(2_050)]);
    expect(story.standing).toMatchObject({
      state: 'paid',
      terms: null,
      owed: 0n,
      overpaid: kr(50),
      claims: [],
    });
  });

  test('never has an address that is protected, nor the one from before it was', async () => {
    const open = payer.withPerson({ address: ['Åben Vej 1', '9998 Prøveby'] });
    const moved = payer.withPerson({ address: ['Hemmelig Vej 2', '9998 Prøveby'], addressProtected: true });
    await using place = await aTown([open]);
    await month(place, '2026-03', open);
    await month(place, '2026-04', moved);
    const story = await storyOf(place.database);
    expect(of(story, 'person').map(({ change }) => change.what)).toEqual([
      'first-told',
      'protection',
      'address',
    ]);
    const everything = JSON.stringify(story, (_, value: unknown) =>
      typeof value === 'bigint' ? value.toString() : value,
    );
    expect(everything).not.toMatch(/Hemmelig|Åben/);
  });

  test('says of every month why nothing changed', async () => {
    const more = payer.withReports(pay('2026-01', 21_000), pay('2026-02', 21_000));
    await using place = await aTown([payer]);
    await month(place, '2026-03', payer);
    await month(place, '2026-04', more);
    await workOn(place.database, '2026-04-10');
    await workOn(place.database, '2026-04-11');
    await month(place, '2026-05', more.withPay(21_000, '2026-03', '2026-03'));
    const found = of(await storyOf(place.database), 'month');
    expect(found.map(({ month: ofMonth, consequence }) => `${ofMonth} ${consequence}`)).toEqual([
      '2026-03 decision',
      '2026-04 pending',
      '2026-05 same',
    ]);
  });

  test('of somebody unknown is refused', async () => {
    await using place = await aTown([payer]);
    const refused = await readInMunicipality(place.database, TOWN, (tx) =>
      debtorStory(tx, debtorNumber(100_999), date('2026-03-10')),
    );
    expect(refused).toEqual({ ok: false, refusal: { tag: 'unknown-debtor' } });
  });
});

describe('a letter that does not arrive', () => {
  const onPaper = aDebtor(1).withIncome(21_000, 21_000).withPerson({ digitalPost: false });

  test('leaves a person to look, and nothing of the decision counts', async () => {
    await using place = await aTown([onPaper]);
    await month(place, '2026-03', onPaper);
    const returned = { '100001': 'returned' } as const;
    expect(await workOn(place.database, '2026-03-10', returned)).toMatchObject({
      letters: { made: 1 },
      notArrived: 0,
    });
    const back = await workOn(place.database, '2026-03-16', returned);
    expect(back).toMatchObject({ news: { returned: 1 }, arrived: 0, notArrived: 1 });
    const story = await storyOf(place.database);
    expect(told(story, '2026-03-11')).toEqual(['2026-03-14 letter-returned', '2026-03-16 work-item']);
    expect(of(story, 'work-item')).toMatchObject([
      { kind: 'letter-not-arrived', month: '2026-03', about: '202603000010000100 returned' },
    ]);
    expect(story.standing.state).toBe('undecided');
    expect(await workOn(place.database, '2026-03-16', returned)).toMatchObject({ notArrived: 0 });
  });

  test('because the address is protected is for a person on the very day', async () => {
    const hidden = onPaper.withPerson({ digitalPost: false, addressProtected: true });
    await using place = await aTown([hidden]);
    await month(place, '2026-03', hidden);
    expect(await workOn(place.database, '2026-03-10')).toMatchObject({
      byHand: 1,
      handed: { handed: 0 },
    });
  });
});

test('a debt that one low month would end waits by itself, not among what is approved together', async () => {
  const stopped = {
    periodFrom: '2022-12-01',
    periodTo: '2022-12-31',
    paidOn: '2022-12-31',
    decisionPeriodFrom: '2022-01',
    decisionPeriodTo: '2022-12',
    helpStopped: '2023-04-05',
  };
  const good = ['2025-12', '2026-01', '2026-02'].map((each) => pay(each, 21_000));
  const payer = aDebtor(1)
    .owing(20_000, stopped)
    .withReports(...good);
  await using place = await aTown([payer]);
  await month(place, '2026-03', payer);
  await workOn(place.database, '2026-03-10');
  await workOn(place.database, '2026-03-11');
  await month(place, '2026-05', payer.withReports(...good, pay('2026-03', 9_000)));
  const { decisions, oneByOne } = await waiting(place.database, '2026-05');
  expect(decisions).toEqual([]);
  expect(oneByOne.map(({ id, change }) => [id, change])).toEqual([[numberOf(100_001, '2026-05'), 'lapse']]);
});
