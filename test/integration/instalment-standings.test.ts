import { describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { instalmentId } from '../../src/kernel/ids.ts';
import { instalmentStandings, type StandingsWanted } from '../../src/ledger/instalment-standings.ts';
import { kr } from '../vocabulary.ts';
import { aLedger, anna, ask, claimRow, correct, lapse, pay, type LedgerTown } from './ledger-town.ts';

/** How Anna’s instalments stand, in the order of their due dates. */
async function standing(town: LedgerTown, due: readonly string[], wanted?: StandingsWanted) {
  const ids = due.map((day) => instalmentId(date(day), anna));
  const standings = await town.do((tx) => instalmentStandings(tx, ids, wanted));
  return ids.map((id) => standings.get(id));
}
const stands = (asked: number, unpaid: number) => ({ asked: kr(asked), unpaid: kr(unpaid) });
const withoutPaidSinceLapse = true;

describe('what an instalment asks for', () => {
  test('and nobody has paid is no longer asked for when the claim is reduced, and is not paid by that', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
    await correct(town, 1, 250);
    expect(await standing(town, ['2026-03-02'])).toEqual([stands(250, 250)]);
    await pay(town, anna, 250);
    expect(await standing(town, ['2026-03-02'])).toEqual([stands(250, 0)]);
  });

  test('and nobody has paid is no longer asked for when the claim lapses, and is not paid by that', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_000));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300, 2: 100 } });
    await lapse(town, 1, anna);
    expect(await standing(town, ['2026-03-02'])).toEqual([stands(100, 100)]);
  });

  test('and was paid stays paid when the claim lapses later', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
    await ask(town, anna, { due: '2026-04-01', shares: { 1: 300 } });
    await pay(town, anna, 400, { receivedOn: date('2026-02-01') });
    await lapse(town, 1, anna);
    const due = ['2026-03-02', '2026-04-01'];
    expect(await standing(town, due)).toEqual([stands(300, 0), stands(100, 0)]);
    expect(await standing(town, due, { withoutPaidSinceLapse })).toEqual([stands(300, 0), stands(100, 0)]);
  });

  test('and was paid on or after the day the claim lapsed is left out where that is asked for', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_000));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300, 2: 100 } });
    await pay(town, anna, 100, { receivedOn: date('2026-02-01') });
    await pay(town, anna, 300);
    await lapse(town, 1, anna);
    expect(await standing(town, ['2026-03-02'])).toEqual([stands(400, 0)]);
    expect(await standing(town, ['2026-03-02'], { withoutPaidSinceLapse })).toEqual([stands(200, 0)]);
  });
});
