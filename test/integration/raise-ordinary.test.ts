import { describe, expect, test } from 'vitest';
import { limitationsOf } from '../../src/claims/limitation.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { aChargesTown } from './charges-town.ts';

describe('an ordinary claim', () => {
  test('is owed from its due date and time-barred after its last timely day, for each who owes it', async () => {
    await using town = await aChargesTown();
    const claim = await town.raise({
      debtors: [town.anna, town.bo],
      srb: date('2026-01-02'),
      outstanding: kroner(7_000),
    });
    expect((await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim)).toMatchObject({
      notAsked: 700_000n,
      raised: 700_000n,
    });
    expect((await town.do((tx) => limitationsOf(tx, [claim]))).get(claim)).toMatchObject([
      { debtor: town.anna, until: '2029-01-02', countedFrom: '2026-01-02', years: 3, because: 'ordinary' },
      { debtor: town.bo, until: '2029-01-02' },
    ]);
    expect(await town.faults()).toEqual([]);
  });

  test('of a kind that runs for ten years is time-barred then', async () => {
    await using town = await aChargesTown();
    const claim = await town.raise({ type: 'KFBILØK' });
    expect((await town.do((tx) => limitationsOf(tx, [claim]))).get(claim)).toMatchObject([
      { years: 10, because: 'special-basis' },
    ]);
  });

  test.each(['CFFAKTU', 'KFDAINS', 'KFERSUF', 'KFERSMF'])(
    'of type %s that the source says there is a judgment about has ten years from it',
    async (type) => {
      await using town = await aChargesTown();
      const dates = { due: date('2021-01-15'), origin: date('2021-01-01'), ruledOn: date('2023-03-01') };
      const claim = await town.raise({ type, ...dates });
      expect((await town.do((tx) => limitationsOf(tx, [claim]))).get(claim)).toMatchObject([
        { until: '2033-03-01', countedFrom: '2023-03-01', years: 10, judgmentOn: '2023-03-01' },
      ]);
    },
  );

  test.each([
    ['of a type that nobody knows', { type: 'XXXXXXX' }, 'unknown-type'],
    ['that is interest', { type: 'REOPDAG' }, 'not-a-main-claim'],
    ['of repayment of benefits', { type: 'KTTIBAK' }, 'lapses-instead'],
    ['of repayment whose order has not been read', { type: 'KFTILSE' }, 'lapses-instead'],
    [
      'whose last timely day is before its due date',
      { srb: date('2025-12-01') },
      'last-timely-day-before-due',
    ],
    ['that nobody owes', { debtors: [] }, 'nobody-liable'],
  ] as const)('%s is refused', async (_, claim, tag) => {
    await using town = await aChargesTown();
    expect(await town.tryToRaise(claim)).toMatchObject({ ok: false, refusal: { tag } });
  });

  test('is taken once, and on an account of its own debtor', async () => {
    await using town = await aChargesTown();
    await town.raise({ claimId: 'R-1' });
    expect(await town.tryToRaise({ claimId: 'R-1' })).toMatchObject({ refusal: { tag: 'already-known' } });
    const other = { claimId: 'R-2', debtors: [town.bo] };
    expect(await town.tryToRaise(other)).toMatchObject({ refusal: { tag: 'other-debtor-of-account' } });
    expect(await town.raise({ claimId: 'R-3' })).toBe(2n);
  });
});
