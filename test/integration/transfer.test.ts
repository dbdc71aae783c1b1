import { afterEach, expect, test } from 'vitest';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { limitationsOf } from '../../src/claims/limitation.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { aRecoveryTown, type RecoveryTown, type TownChanges } from './recovery-town.ts';
import { morningOf } from './town.ts';

let towns: RecoveryTown[] = [];
afterEach(async () => {
  for (const town of towns) {
    expect(await town.faults()).toEqual([]);
    await town[Symbol.asyncDispose]();
  }
  towns = [];
});

async function aTown(changes: TownChanges = {}): Promise<RecoveryTown> {
  const town = await aRecoveryTown(changes);
  towns.push(town);
  return town;
}

test('a bill that is ready goes to Gældsstyrelsen with its interest, and from its receipt on it is collected there alone', async () => {
  const town = await aTown();
  const claim = await town.raise();
  await town.interest('2026-01-15');
  await town.clear(claim);
  const report = await town.transfer('2026-02-02');
  expect(report.consequences).toEqual({ sent: 1 });
  expect(report.amounts).toEqual({ sent: '6000.00', related: '120.00' });
  expect((await town.do((tx) => holdsOn(tx, [claim]))).get(claim)?.map(({ reason }) => reason)).toEqual([
    'recovery',
  ]);
  expect(await town.deliver('2026-02-02')).toEqual({ taken: 1, refused: 0, unknown: 0 });
  await town.news('2026-02-06');
  expect(await town.recovery(claim)).toMatchObject({
    state: 'received',
    receivedOn: '2026-02-06',
    reported: kroner(6_000),
  });
  const charges = (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  expect(charges.length).toBe(2);
  for (const charge of charges) expect((await town.recovery(charge.claim))?.state).toBe('received');
  const accounts = (await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim);
  expect(accounts).toMatchObject({ notAsked: 0n, atRecovery: kroner(6_000) });
  const [limitation] = (await town.do((tx) => limitationsOf(tx, [claim]))).get(claim) ?? [];
  expect(limitation).toMatchObject({ because: 'recovery-received', until: '2029-02-06' });
  expect((await town.mirror()).difference).toBe(0n);
  await town.interest('2026-03-05');
  expect((await town.do((tx) => standingCharges(tx, [claim]))).get(claim)?.length).toBe(2);
});

test('a complaint brings a claim back with its interest, and it is owed here again and cleared no longer', async () => {
  const town = await aTown();
  const claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  await town.do((tx) =>
    wantRecalls(
      tx,
      [{ claim, reason: 'KLAG', about: 'indsigelse 1', on: date('2026-03-02') }],
      morningOf('2026-03-02'),
    ),
  );
  await town.news('2026-03-02');
  await town.deliver('2026-03-02');
  await town.news('2026-03-06');
  expect(await town.recovery(claim)).toMatchObject({ state: 'recalled', endedWhy: 'KLAG' });
  const accounts = (await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim);
  expect(accounts).toMatchObject({ notAsked: kroner(6_000), atRecovery: 0n });
  expect((await town.do((tx) => holdsOn(tx, [claim]))).size).toBe(0);
  expect((await town.do((tx) => clearancesOf(tx, [claim]))).size).toBe(0);
});
