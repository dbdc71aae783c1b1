import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfiguration, type Configuration } from '../../src/municipality/configuration.ts';
import { followInvoices } from '../../src/agreements/invoice-job.ts';
import { runWriteOff } from '../../src/endings/write-off-job.ts';
import { date } from '../../src/kernel/dates.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { withPreset } from '../../src/municipality/presets.ts';
import { unallocatedFor } from '../../src/payments/unallocated.ts';
import type { Database } from '../../src/platform/database.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { demoFile } from '../demo-file.ts';
import { aDebtor } from '../vocabulary.ts';
import { aChargesTown, charging } from './charges-town.ts';
import { agreements, letterKinds, states } from './decisions-town.ts';
import { dueDates } from './defaults-town.ts';
import { lapseOn } from './endings-town.ts';
import { monthly, onBenefit } from './month-town.ts';
import {
  aTown,
  fetchFor,
  letArrive,
  morningOf,
  rowsOf,
  run,
  TOWN,
  townConfiguration,
  type Town,
} from './town.ts';

/** What each preset says, as it is shipped. */
function chosen(
  preset: 'hedensted' | 'vallensbaek',
): Pick<Configuration, 'firstContact' | 'demand' | 'transfer' | 'lifeCycles' | 'writeOff'> {
  const { firstContact: _contact, writeOff: _losses, ...own } = demoFile();
  const laid = withPreset({ ...own, extends: preset });
  if (!laid.ok) throw new Error(laid.refusal.tag);
  const read = readConfiguration(laid.value);
  if (!read.ok) throw new Error(read.refusal.faults.join('; '));
  const { firstContact, demand, transfer, lifeCycles, writeOff } = read.value;
  return { firstContact, demand, transfer, lifeCycles, writeOff };
}

const payer = aDebtor(1)
  .owing(12_000)
  .withReports(...monthly(20_000));
const able = (place: Town): Database => place.database;

async function firstMonth(preset: 'hedensted' | 'vallensbaek'): Promise<Town> {
  const place = await aTown([payer, aDebtor(2), onBenefit], chosen(preset));
  place.registers.tell(payer, aDebtor(2).withPerson({ status: 90 }), onBenefit);
  return place;
}

async function configured(database: Database) {
  const version = await readInMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
  if (version === null) throw new Error('the town is configured');
  return version;
}

describe('Hedensted’s choices', () => {
  let place: Town;
  beforeAll(async () => {
    place = await firstMonth('hedensted');
  });
  afterAll(() => place[Symbol.asyncDispose]());

  test('write no letter when a claim comes in: one letter, that payment is deferred or fixed at x kr. a month', async () => {
    await letArrive(able(place), '2026-02-02');
    expect(await letterKinds(able(place))).toEqual([]);
    await fetchFor(place, '2026-03');
    await run(able(place), '2026-03');
    await letArrive(able(place), '2026-03-11');
    expect((await letterKinds(able(place))).toSorted()).toEqual(['deferral', 'plan']);
    expect((await agreements(able(place))).map(({ debtor, outcome }) => `${debtor} ${outcome}`)).toEqual([
      '100001 plan',
      '100003 deferral',
    ]);
  });
});

describe('Vallensbæk’s choices', () => {
  let place: Town;
  beforeAll(async () => {
    place = await firstMonth('vallensbaek');
    await fetchFor(place, '2026-03');
    await run(able(place), '2026-03');
  });
  afterAll(() => place[Symbol.asyncDispose]());

  test('send an invoice first, and only to one who by § 6 is able to pay; it sets no date and costs nothing', async () => {
    expect(await states(able(place))).toEqual(['100003 start-deferral decided']);
    await letArrive(able(place), '2026-03-11');
    expect((await letterKinds(able(place))).toSorted()).toEqual(['deferral', 'invoice']);
    expect(await dueDates(able(place))).toEqual([]);
    const fees = await rowsOf(
      able(place),
      sql<{ notice: string }>`select notice_id::text as notice from notice where fee_claim is not null`,
    );
    expect(fees).toEqual([]);
  });

  test('fix the plan by themselves when the invoice is not paid in time', async () => {
    const done = await followInvoices({
      database: able(place),
      municipality: TOWN,
      on: date('2026-04-10'),
      configured: await configured(able(place)),
      unallocatedFor,
      dryRun: false,
      by: 'prøve',
      clock: () => morningOf('2026-04-10'),
      noteAccess: () => Promise.resolve(),
    });
    expect(done).toMatchObject({ ok: true, value: { report: { consequences: { 'invoice-passed': 1 } } } });
    await letArrive(able(place), '2026-04-11');
    expect(await agreements(able(place))).toContainEqual(
      expect.objectContaining({ debtor: 100_001, outcome: 'plan', ended: null }),
    );
  });
});

test.each([
  ['hedensted', 'booked'],
  ['vallensbaek', 'proposed'],
] as const)(
  'with %s a loss is %s by itself; either way nobody owes what is time-barred',
  async (preset, state) => {
    await using town = await aChargesTown();
    const { writeOff } = chosen(preset);
    const configuration = townConfiguration({ claimTypes: charging, writeOff });
    await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
    const claim = await town.raise({ claimId: 'W-1' });
    await lapseOn(town.db, '2028-12-16');
    const done = await runWriteOff({
      database: town.db,
      municipality: TOWN,
      on: date('2028-12-16'),
      configured: await configured(town.db),
      dryRun: false,
      by: 'prøve',
      clock: () => morningOf('2028-12-16'),
      noteAccess: () => Promise.resolve(),
    });
    expect(done).toMatchObject({ ok: true, value: { report: { changes: { [state]: { count: 1 } } } } });
    const owed = await rowsOf(
      town.db,
      sql<{ kind: string }>`select kind from account_balance
      where number = ${String(claim)}::bigint and kind in ('claim', 'due') and balance_ore > 0`,
    );
    expect(owed).toEqual([]);
  },
);
