import { sql } from 'kysely';
import { beforeEach, afterAll, describe, expect, test } from 'vitest';
import {
  limitationsOf,
  limitationsUntil,
  recordLimitations,
  type LimitationToRecord,
} from '../../src/claims/limitation.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { aLedger, anna, bo, claimRow, NOW, ofBo, TODAY, type LedgerTown } from './ledger-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';

const town: LedgerTown = await aLedger(claimRow(1, 500), claimRow(2, 500, ofBo));
afterAll(() => town[Symbol.asyncDispose]());

let bills = 0;
let bill: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) => sql`truncate limitation`.execute(tx));
  bills += 1;
  const claimId = `R-${bills}`;
  bill = await town.do((tx) => anOrdinaryClaim(tx, { claimId, debtors: [anna, bo], owed: 300 }));
});

function threeYears(changes: Partial<LimitationToRecord> = {}): LimitationToRecord {
  return {
    claim: bill,
    debtor: anna,
    until: date('2029-02-02'),
    countedFrom: date('2026-02-02'),
    years: 3,
    because: 'ordinary',
    judgmentOn: null,
    settlementOn: null,
    evidence: null,
    by: 'prøve',
    at: NOW,
    ...changes,
  };
}

const acknowledged = (changes: Partial<LimitationToRecord> = {}) =>
  threeYears({
    until: date('2029-03-10'),
    countedFrom: TODAY,
    because: 'acknowledged',
    evidence: 'brev af 10. marts 2026',
    ...changes,
  });

const record = (...limitations: readonly LimitationToRecord[]) =>
  town.do((tx) => recordLimitations(tx, limitations));
const counting = async () =>
  ((await town.do((tx) => limitationsOf(tx, [bill]))).get(bill) ?? []).map(
    ({ debtor, until, because }) => `${debtor} ${until} ${because}`,
  );
const entries = () =>
  town.do(async (tx) => {
    const { rows } = await sql<{ told: string }>`
      select debtor_number || ' ' || entry || ' ' || because || case when superseded then ' før' else '' end as told
      from limitation order by debtor_number, entry`.execute(tx);
    return rows.map(({ told }) => told);
  });

/** Returns when another transaction waits for this one; the test's own time limit ends it otherwise. */
async function somebodyWaits(tx: MunicipalityTx): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select from pg_locks where not granted and transactionid = pg_current_xact_id()::xid`.execute(tx);
    if (rows.length > 0) return;
  }
}

describe('a limitation', () => {
  test('counts for each who is liable on their own', async () => {
    await record(threeYears(), threeYears({ debtor: bo }));
    await record(acknowledged());
    expect(await counting()).toEqual(['100001 2029-03-10 acknowledged', '100002 2029-02-02 ordinary']);
  });

  test('is kept when another takes its place', async () => {
    await record(threeYears());
    await record(acknowledged());
    await record(threeYears({ because: 'source' }));
    expect(await entries()).toEqual([
      '100001 1 ordinary før',
      '100001 2 acknowledged før',
      '100001 3 source',
    ]);
  });

  test('told twice is one', async () => {
    await record(acknowledged());
    await record(acknowledged({ by: 'en anden' }));
    expect(await entries()).toEqual(['100001 1 acknowledged']);
  });

  test('told by two at once is that of the last, and both are kept', async () => {
    await record(threeYears());
    const others: Promise<void>[] = [];
    await town.do(async (tx) => {
      await recordLimitations(tx, [acknowledged()]);
      others.push(record(threeYears({ because: 'source' })));
      await somebodyWaits(tx);
    });
    await Promise.all(others);
    expect(await entries()).toEqual([
      '100001 1 ordinary før',
      '100001 2 acknowledged før',
      '100001 3 source',
    ]);
  });

  test('cannot rest on an acknowledgement that nothing shows', async () => {
    await expect(record(acknowledged({ evidence: null }))).rejects.toThrow(/check constraint/);
  });

  test('is not of somebody who is not liable', async () => {
    const single = await town.do((tx) =>
      anOrdinaryClaim(tx, { claimId: `E-${bills}`, debtors: [anna], owed: 1 }),
    );
    await expect(record(threeYears({ claim: single, debtor: bo }))).rejects.toThrow(/foreign key/);
  });

  test('is neither rewritten nor deleted', async () => {
    await record(threeYears());
    for (const statement of [sql`update limitation set until_on = '2039-01-01'`, sql`delete from limitation`])
      await expect(town.do((tx) => statement.execute(tx))).rejects.toThrow(/never changed or deleted/);
    await record(acknowledged());
    const again = sql`update limitation set superseded = false where entry = 1`;
    await expect(town.do((tx) => again.execute(tx))).rejects.toThrow(/never changed or deleted/);
  });
});

describe('the limitations that end', () => {
  const until = (from: string | null, to: string, limit = 9) =>
    town.do((tx) =>
      limitationsUntil(tx, { from: from === null ? null : date(from), to: date(to) }, { after: null, limit }),
    );

  test('are those of the days asked for, both included', async () => {
    await record(threeYears(), acknowledged({ debtor: bo }));
    expect(await until(null, '2029-02-01')).toEqual([]);
    expect(await until(null, '2029-02-02')).toMatchObject([{ debtor: anna }]);
    expect(await until('2029-02-03', '2029-03-10')).toMatchObject([{ debtor: bo, years: 3 }]);
    expect(await until('2029-03-10', '2029-03-10')).toMatchObject([{ debtor: bo }]);
    expect(await until('2029-03-11', '2030-01-01')).toEqual([]);
  });

  test('come page by page, by the day they end', async () => {
    await record(acknowledged(), threeYears({ debtor: bo }));
    const [first, ...none] = await until(null, '2030-01-01', 1);
    expect([first?.debtor, none]).toEqual([bo, []]);
    const next = await town.do((tx) =>
      limitationsUntil(tx, { from: null, to: date('2030-01-01') }, { after: first ?? null, limit: 9 }),
    );
    expect(next).toMatchObject([{ debtor: anna, until: '2029-03-10' }]);
  });

  test('are not those of who is no longer liable, nor those that were superseded', async () => {
    await record(threeYears(), threeYears({ debtor: bo }));
    await record(acknowledged());
    const end = { claim: bill, debtor: bo, on: TODAY, reason: 'frigivet', by: 'prøve', at: NOW };
    await town.do((tx) => endLiabilities(tx, [{ ...end, kind: 'released' }]));
    expect(await until(null, '2030-01-01')).toMatchObject([{ debtor: anna, because: 'acknowledged' }]);
  });
});
