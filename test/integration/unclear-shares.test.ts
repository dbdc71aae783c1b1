import { expect, test } from 'vitest';
import { settleShare, unclearClaims, type ShareToSettle } from '../../src/accounting/unclear-shares.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { giveAccounts, inBooks, postBefore, reconciled } from './books-town.ts';
import type { RowText } from './claims-rows.ts';
import {
  aLedger,
  anna,
  claim,
  claimRow,
  NOW,
  pay,
  tryToCorrect,
  tryToTakeIn,
  type LedgerTown,
} from './ledger-town.ts';

/** A claim of 1,000 kr. that came without the state's share is on the clearing account from 10 March 2026. */
async function withoutShare(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000, { refundPercent: '' }));
  await giveAccounts(town);
  await postBefore(town);
  return town;
}

function settle(town: LedgerTown, changes: Partial<ShareToSettle> = {}) {
  const asked = { claim: claim(1), part: null, percent: 30, because: 'Ydelsessystemet', ...changes };
  const at = NOW.add({ hours: 24 });
  return town.do((tx) => settleShare(tx, asked, { by: 'Bo', at }));
}

/** Something is booked on a later day. */
async function raisedOn(town: LedgerTown, on: string, to: number): Promise<void> {
  const at = Temporal.Instant.from(`${on}T09:00:00Z`);
  const done = await tryToCorrect(town, 1, kroner(to), { decidedOn: date(on), at });
  if (!done.ok) throw new Error(done.refusal.tag);
}

const books = (town: LedgerTown) => town.do((tx) => inBooks(tx));
const unclear = (town: LedgerTown) => town.do((tx) => unclearClaims(tx));

test('a claim that came without the state’s share is on the list until a person has found it out', async () => {
  await using town = await withoutShare();
  expect(await unclear(town)).toMatchObject([
    { claim: claim(1), type: 'KTTIBAK', source: -100_000n, loss: 0n, since: '2026-03-10' },
  ]);
  expect(await settle(town, { percent: 101 })).toMatchObject({ refusal: { tag: 'percent-out-of-reach' } });
  expect(await settle(town, { claim: claim(2) })).toMatchObject({ refusal: { tag: 'nothing-unclear' } });
  expect(await settle(town)).toEqual({ ok: true, value: '2026-03-11' });
  expect(await unclear(town)).toEqual([]);
  expect(await settle(town)).toMatchObject({ refusal: { tag: 'nothing-unclear' } });
});

test('what stood on the clearing account is shared by the vouchers of the next day, and what is moved later too', async () => {
  await using town = await withoutShare();
  await settle(town);
  expect(await books(town)).toEqual({
    'receivable KTTIBAK whole': 100_000,
    'source KTTIBAK whole': -100_000,
  });
  await raisedOn(town, '2026-03-12', 1_200);
  const tried = await postBefore(town, date('2026-03-13'), true);
  const posted = await postBefore(town, date('2026-03-13'));
  expect(posted.report).toEqual(tried.report);
  expect(posted.report).toMatchObject({ unclear: 0, consequences: { closed: 1 } });
  expect(await books(town)).toEqual({
    'receivable KTTIBAK whole': 120_000,
    'source KTTIBAK municipality': -84_000,
    'source KTTIBAK state': -36_000,
  });
  await raisedOn(town, '2026-03-13', 1_000);
  await postBefore(town, date('2026-03-14'));
  expect(await books(town)).toMatchObject({
    'source KTTIBAK municipality': -70_000,
    'source KTTIBAK state': -30_000,
  });
  expect(await reconciled(town, date('2026-03-14'))).toMatchObject({ ledgerVouchers: 0n });
});

test('it moves on the next day also when nothing happens to the claim itself', async () => {
  await using town = await aLedger(
    claimRow(1, 1_000, { refundPercent: '' }),
    claimRow(2, 500, { refundPercent: '30' }),
  );
  await giveAccounts(town);
  await postBefore(town);
  await settle(town);
  const at = Temporal.Instant.from('2026-03-12T09:00:00Z');
  await pay(town, anna, 100, { reference: 'B-9', receivedOn: date('2026-03-12'), at });
  await postBefore(town, date('2026-03-13'));
  expect(await books(town)).toMatchObject({
    'source KTTIBAK municipality': -105_000,
    'source KTTIBAK state': -45_000,
  });
  expect(await reconciled(town, date('2026-03-13'))).toMatchObject({ ledgerVouchers: 0n });
});

test.each([
  ['again as it was', '', 'nothing-new'],
  ['with its share, which a person settles all the same', '30', 'nothing-new'],
])('a claim that came without the state’s share may come %s', async (_, refundPercent, outcome) => {
  await using town = await aLedger(claimRow(1, 1_000, { refundPercent: '' }));
  await giveAccounts(town);
  const again = [claimRow(1, 1_000, { refundPercent }), claimRow(2, 500)];
  expect(await tryToTakeIn(town.db, again.slice(0, 1))).toMatchObject({ outcome });
  expect(await tryToTakeIn(town.db, again)).toMatchObject({ outcome: 'imported', fresh: 1 });
  await postBefore(town);
  expect(await unclear(town)).toMatchObject([{ claim: claim(1) }]);
});

test('a claim whose share is known is refused when it comes without, and so is a file whose rows disagree', async () => {
  await using town = await aLedger(claimRow(1, 1_000, { refundPercent: '30' }));
  const refused = (...rows: readonly RowText[]) => tryToTakeIn(town.db, rows);
  expect(await refused(claimRow(1, 1_000, { refundPercent: '' }))).toMatchObject({
    outcome: 'refused',
    refusals: [{ row: 2, column: 'refundPercent', reason: { tag: 'already-imported-otherwise' } }],
  });
  const twice = [claimRow(2, 500, { refundPercent: '' }), claimRow(2, 500, { refundPercent: '20' })];
  expect(await refused(...twice)).toMatchObject({ outcome: 'refused' });
});
