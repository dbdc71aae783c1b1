import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  changeClaimDates,
  claimDates,
  dateChangesOf,
  type DatesToChange,
} from '../../src/claims/claim-dates.ts';
import { describedClaims, liableClaims } from '../../src/claims/liable-claims.ts';
import { claimNumber, type ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { aLedger, anna, claim, claimRow, NOW, TODAY, type LedgerTown } from './ledger-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';

const town: LedgerTown = await aLedger(claimRow(1, 500));
afterAll(() => town[Symbol.asyncDispose]());

let bills = 0;
let bill: ClaimNumber;
beforeEach(async () => {
  bills += 1;
  const claimId = `R-${bills}`;
  bill = await town.do((tx) => anOrdinaryClaim(tx, { claimId, debtors: [anna], owed: 300 }));
});

function arrangement(dates: DatesToChange['dates'], changes: Partial<DatesToChange> = {}): DatesToChange {
  return {
    claim: bill,
    dates,
    because: 'arrangement',
    about: 'ordning 12',
    on: TODAY,
    by: 'Anna Sagsbehandler',
    at: NOW,
    ...changes,
  };
}
const change = (...changes: readonly DatesToChange[]) => town.do((tx) => changeClaimDates(tx, changes));
const datesNow = async (of = bill) => (await town.do((tx) => claimDates(tx, [of]))).get(of);

describe('the dates of a claim', () => {
  test('are those that the source told', async () => {
    expect(await datesNow()).toEqual({
      origin: '2026-01-05',
      due: '2026-02-02',
      srb: '2026-02-02',
      period: null,
    });
    expect(await datesNow(claim(1))).toEqual({
      origin: '2025-01-28',
      due: null,
      srb: null,
      period: { from: '2025-01-01', to: '2025-01-28' },
    });
  });

  test('move together, and what stood before is kept', async () => {
    const changed = await change(arrangement({ due: date('2026-06-01'), srb: date('2026-06-15') }));
    const why = { claim: bill, because: 'arrangement', about: 'ordning 12', on: TODAY };
    expect(changed).toEqual([
      { ...why, field: 'due', before: '2026-02-02', after: '2026-06-01' },
      { ...why, field: 'srb', before: '2026-02-02', after: '2026-06-15' },
    ]);
    expect(await datesNow()).toMatchObject({ origin: '2026-01-05', due: '2026-06-01', srb: '2026-06-15' });
    expect(await town.do((tx) => dateChangesOf(tx, [bill]))).toEqual(changed);
  });

  test('are changed again and again, and each change is told in its order', async () => {
    await change(arrangement({ srb: date('2026-06-15') }));
    await change(arrangement({ srb: date('2026-03-02') }, { because: 'arrangement-ended' }));
    const told = (await town.do((tx) => dateChangesOf(tx, [bill]))).map(
      ({ before, after, because }) => `${before} → ${after} ${because}`,
    );
    expect(told).toEqual([
      '2026-02-02 → 2026-06-15 arrangement',
      '2026-06-15 → 2026-03-02 arrangement-ended',
    ]);
  });

  test('that are so already are no change', async () => {
    expect(await change(arrangement({ due: date('2026-02-02') }))).toEqual([]);
    expect(await town.do((tx) => dateChangesOf(tx, [bill]))).toEqual([]);
  });

  test('may be a period that the source tells later', async () => {
    const period = { from: date('2026-01-01'), to: date('2026-01-31') };
    await change(arrangement({ period }, { because: 'source' }));
    expect(await datesNow()).toMatchObject({ period });
    expect(await town.do((tx) => dateChangesOf(tx, [bill]))).toMatchObject([
      { field: 'period', before: null, after: '2026-01-01/2026-01-31' },
    ]);
  });

  test('are the same wherever a benefit month is read', async () => {
    const period = { from: date('2025-01-02'), to: date('2025-01-28') };
    await change(arrangement({ period }, { claim: claim(1), because: 'source' }));
    const read = await town.do(async (tx) => [
      (await liableClaims(tx, [anna]))[0]?.periodFrom,
      (await describedClaims(tx, [anna]))[0]?.periodFrom,
      (await claimDates(tx, [claim(1)])).get(claim(1))?.period?.from,
    ]);
    expect(new Set(read)).toEqual(new Set(['2025-01-02']));
    await change(arrangement({ period: { ...period, from: date('2025-01-01') } }, { claim: claim(1) }));
  });

  test('of many claims are changed at once', async () => {
    const changed = await change(
      arrangement({ srb: date('2026-06-15') }),
      arrangement({ due: date('2026-07-01'), srb: date('2026-07-01') }, { claim: claim(1) }),
    );
    expect(changed.map(({ claim: of, field }) => `${of} ${field}`)).toEqual([
      `${bill} srb`,
      '1 due',
      '1 srb',
    ]);
  });

  test('cannot say that it was to be paid before it fell due', async () => {
    await expect(change(arrangement({ due: date('2026-02-03') }))).rejects.toThrow(/check constraint/);
    expect(await datesNow()).toMatchObject({ due: '2026-02-02' });
  });

  test('are those of one claim that there is, named once', async () => {
    const twice = arrangement({ srb: date('2026-06-15') });
    await expect(change(twice, twice)).rejects.toThrow(/named once/);
    await expect(change({ ...twice, claim: claimNumber(999n) })).rejects.toThrow(/known/);
  });

  test('leave traces that nobody rewrites', async () => {
    await change(arrangement({ srb: date('2026-06-15') }));
    await expect(
      town.do((tx) => sql`update claim_date_change set after = '2026-01-01'`.execute(tx)),
    ).rejects.toThrow(/never changed or deleted/);
  });
});
