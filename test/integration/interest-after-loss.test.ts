import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { approveLoss, proposeLoss, takeLossBack } from '../../src/endings/write-off-acts.ts';
import { date } from '../../src/kernel/dates.ts';
import { ore } from '../../src/kernel/money.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { aChargesTown, charging, type ChargesTown } from './charges-town.ts';
import { morningOf, rowsOf, townConfiguration } from './town.ts';

/** What is written off, rounded off or discharged bears no interest from that day on. */

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

const writeOff: Configuration['writeOff'] = {
  automatic: { lapse: null, limitation: null, recovery: null, rounding: null },
  limits: [{ role: 'leder', upTo: null }],
  committeeAbove: null,
  roundingBelow: '1.00',
};

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, errand cascade`.execute(
      tx,
    ),
  );
  const configuration = townConfiguration({ claimTypes: charging, writeOff });
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
  claims += 1;
  main = await town.raise({ claimId: `L-${claims}` });
});

const acting = (by: string, on: string) => ({ by, on: date(on), at: morningOf(on) });

async function writtenOff(claim: ClaimNumber, on: string): Promise<bigint> {
  const configured = await town.do((tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  const wish = { claim, reason: 'futile' as const, because: 'intet at hente' };
  const proposed = await town.do((tx) =>
    proposeLoss(tx, { ...acting('Ane', on), ...wish, configurationVersion: configured.version }),
  );
  if (!proposed.ok) throw new Error(proposed.refusal.tag);
  const { number } = proposed.value;
  const approval = { number, role: 'leder', committee: null, configured };
  const booked = await town.do((tx) => approveLoss(tx, { ...acting('Bo', on), ...approval }));
  if (!booked.ok) throw new Error(booked.refusal.tag);
  return number;
}

const interestOn = async (on: string) => (await town.interest(on)).amounts['interest'];
const interest = async (...days: readonly string[]) => {
  const amounts: (string | undefined)[] = [];
  for (const day of days) amounts.push(await interestOn(day));
  return amounts;
};

test('a claim that was written off bears no more interest', async () => {
  expect(await interest('2025-12-16')).toEqual(['100.00']);
  await writtenOff(main, '2025-12-20');
  expect(await interest('2026-01-16', '2026-02-16', '2026-03-16')).toEqual(['0.00', '0.00', '0.00']);
  expect(await town.faults()).toEqual([]);
});

test('what is left after a payment and written off bears none', async () => {
  await town.pay(main, { amount: ore(999_920n), on: '2025-12-20' });
  await writtenOff(main, '2025-12-21');
  expect(await interest('2026-01-16', '2026-02-16')).toEqual(['100.00', '0.00']);
});

test('a loss that is taken back bears interest again from that day, and none for the time between', async () => {
  const number = await writtenOff(main, '2025-12-20');
  expect(await interest('2026-01-16', '2026-02-16')).toEqual(['100.00', '0.00']);
  const because = 'bogført forkert';
  const back = await town.do((tx) => takeLossBack(tx, { ...acting('Ane', '2026-02-20'), number, because }));
  expect(back).toMatchObject({ ok: true });
  expect(await interest('2026-02-21', '2026-03-16', '2026-04-16')).toEqual(['0.00', '100.00', '100.00']);
  expect(await town.faults()).toEqual([]);
});

test('debt relief for a part leaves interest on the rest alone', async () => {
  expect(await interest('2025-12-16')).toEqual(['100.00']);
  const errand = await town.do((tx) =>
    openErrand(tx, {
      ...acting('Ane', '2025-12-18'),
      kind: 'debt-relief',
      debtor: town.anna,
      beganOn: date('2025-12-17'),
    }),
  );
  if (!errand.ok) throw new Error(errand.refusal.tag);
  const { number } = errand.value;
  const outcome = { outcome: 'relieved', kept: 2_500, successors: [] } as const;
  await town.do((tx) => closeErrand(tx, { ...acting('Ane', '2025-12-20'), number, ...outcome }));
  expect(await interest('2026-01-16', '2026-02-16')).toEqual(['25.00', '25.00']);
  expect(await rowsOf(town.db, sql`select from charge where amount_ore = 10000`)).toHaveLength(1);
});
