import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { holdsOn, holdsToReview, liftHolds, placeHolds, type HoldToPlace } from '../../src/claims/holds.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { somethingLeft } from '../../src/ledger/balances.ts';
import { aLedger, anna, bo, claim, claimRow, NOW, TODAY, together, type LedgerTown } from './ledger-town.ts';

/** A register with a claim of Anna's, and one that she and Bo share; each test begins without holds. */
const town: LedgerTown = await aLedger(claimRow(1, 500), claimRow(2, 800, { ...together, accountId: 'S-3' }));
afterAll(() => town[Symbol.asyncDispose]());
beforeEach(() => town.do((tx) => sql`truncate hold`.execute(tx)));

function objection(changes: Partial<HoldToPlace> = {}): HoldToPlace {
  return {
    claim: claim(1),
    reason: 'objection',
    debtor: null,
    from: TODAY,
    reviewOn: date('2026-04-10'),
    about: 'indsigelse 7',
    by: 'Anna Sagsbehandler',
    at: NOW,
    ...changes,
  };
}
const lifting = { on: TODAY, why: 'besvaret', by: 'Anna Sagsbehandler', at: NOW };

const place = (...holds: readonly HoldToPlace[]) => town.do((tx) => placeHolds(tx, holds));
const standing = async () =>
  [...(await town.do((tx) => holdsOn(tx, [claim(1), claim(2)]))).values()]
    .flat()
    .map((hold) => `${hold.claim} ${hold.reason} ${hold.debtor ?? 'alle'} ${hold.entry}`);

describe('a hold', () => {
  test('stands on its claim until it is lifted', async () => {
    await place(objection());
    expect(await town.do((tx) => holdsOn(tx, [claim(1), claim(2)]))).toEqual(
      new Map([
        [
          claim(1),
          [
            {
              claim: claim(1),
              reason: 'objection',
              debtor: null,
              entry: 1,
              from: TODAY,
              reviewOn: '2026-04-10',
              about: 'indsigelse 7',
            },
          ],
        ],
      ]),
    );
    const lifted = await town.do((tx) => liftHolds(tx, [{ ...objection(), ...lifting }]));
    expect(lifted).toMatchObject([{ claim: 1n, about: 'indsigelse 7' }]);
    expect(await standing()).toEqual([]);
  });

  test('that stands already is not placed again, and stays what it was', async () => {
    expect(await place(objection())).toHaveLength(1);
    expect(await place(objection({ about: 'indsigelse 8', reviewOn: date('2026-05-01') }))).toEqual([]);
    expect(await town.do((tx) => holdsOn(tx, [claim(1)]))).toEqual(
      new Map([[claim(1), [expect.objectContaining({ about: 'indsigelse 7', reviewOn: '2026-04-10' })]]]),
    );
  });

  test('can be placed again on the day on which it was lifted', async () => {
    await place(objection());
    await town.do((tx) => liftHolds(tx, [{ ...objection(), ...lifting }]));
    await place(objection({ about: 'indsigelse 8' }));
    expect(await standing()).toEqual(['1 objection alle 2']);
  });

  test('towards one spouse leaves the other alone', async () => {
    const ofBo = objection({ claim: claim(2), reason: 'death', debtor: bo });
    await place(ofBo, objection({ claim: claim(2), reason: 'death', debtor: anna }));
    expect(await standing()).toEqual(['2 death 100001 1', '2 death 100002 2']);
    await town.do((tx) => liftHolds(tx, [{ ...ofBo, ...lifting }]));
    expect(await standing()).toEqual(['2 death 100001 1']);
  });

  test('towards all is another than one towards a debtor', async () => {
    await place(objection({ claim: claim(2) }), objection({ claim: claim(2), debtor: bo }));
    await town.do((tx) => liftHolds(tx, [{ ...objection({ claim: claim(2) }), ...lifting }]));
    expect(await standing()).toEqual(['2 objection 100002 2']);
  });

  test('that does not stand is lifted without harm', async () => {
    expect(await town.do((tx) => liftHolds(tx, [{ ...objection(), ...lifting }]))).toEqual([]);
    expect(await place()).toEqual([]);
    expect(await town.do((tx) => liftHolds(tx, []))).toEqual([]);
  });

  test('named twice in one go is placed once', async () => {
    expect(await place(objection(), objection())).toHaveLength(1);
    expect(await standing()).toEqual(['1 objection alle 1']);
  });

  test('cannot be towards somebody who is not liable', async () => {
    await expect(place(objection({ debtor: debtorNumber(100_002) }))).rejects.toThrow(/foreign key/);
  });

  test('cannot be looked at again before it begins', async () => {
    await expect(place(objection({ reviewOn: date('2026-03-09') }))).rejects.toThrow(/check constraint/);
  });

  test('is neither rewritten nor deleted, and lifted only once', async () => {
    await place(objection());
    const refused = /never changed or deleted/;
    for (const statement of [sql`update hold set review_on = '2027-01-01'`, sql`delete from hold`])
      await expect(town.do((tx) => statement.execute(tx))).rejects.toThrow(refused);
    await town.do((tx) => liftHolds(tx, [{ ...objection(), ...lifting }]));
    await expect(town.do((tx) => sql`update hold set lifted_why = 'x'`.execute(tx))).rejects.toThrow(refused);
  });
});

describe('the holds to look at', () => {
  const on = (day: string) => date(`2026-04-${day}`);
  const all = { after: null, limit: 9, leftHere: somethingLeft };

  test('are those whose day has come, page by page and the oldest first', async () => {
    await place(
      objection({ reviewOn: on('02') }),
      objection({ reviewOn: on('01'), reason: 'complaint' }),
      objection({ reviewOn: on('01'), claim: claim(2) }),
      objection({ reviewOn: on('03'), reason: 'manual' }),
    );
    const page = (after: Parameters<typeof holdsToReview>[2]['after']) =>
      town.do((tx) => holdsToReview(tx, on('02'), { after, limit: 2, leftHere: somethingLeft }));
    const first = await page(null);
    const second = await page(first.at(-1) ?? null);
    const named = [...first, ...second].map(({ claim: of, reason }) => `${of} ${reason}`);
    expect(named).toEqual(['1 complaint', '2 objection', '1 objection']);
    expect(await page(second.at(-1) ?? null)).toEqual([]);
  });

  test('are not those that were lifted', async () => {
    await place(objection({ reviewOn: on('02') }));
    await town.do((tx) => liftHolds(tx, [{ ...objection(), ...lifting }]));
    expect(await town.do((tx) => holdsToReview(tx, on('30'), all))).toEqual([]);
  });

  test('are for recovery only those of which something is left here', async () => {
    await place(objection({ reviewOn: on('01'), reason: 'recovery' }), objection({ reviewOn: on('02') }));
    const reasons = async (leftHere: typeof all.leftHere) =>
      (await town.do((tx) => holdsToReview(tx, on('30'), { ...all, leftHere }))).map(({ reason }) => reason);
    expect(await reasons(somethingLeft)).toEqual(['recovery', 'objection']);
    expect(await reasons(() => sql`false`)).toEqual(['objection']);
  });
});
