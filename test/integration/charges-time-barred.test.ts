import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import { fileErrand, openErrand } from '../../src/endings/errands.ts';
import { interruptLimitations, standingLimitations } from '../../src/charges/last-days.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { limitationFromReceipt } from '../../src/collection/time-there.ts';
import type { RecoveryClaim } from '../../src/collection/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import type { Database } from '../../src/platform/database.ts';
import { aDunningTown } from './dunning-town.ts';
import { endsIn, lapseOn } from './endings-town.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf, rowsOf } from './town.ts';

/** When each claim is time-barred by what was recorded, as one line each: its level, the day, and why. */
async function lastDays(db: Database): Promise<string[]> {
  const rows = await rowsOf<{ told: string }>(
    db,
    sql`select level || ' ' || until_on || ' ' || because as told
      from limitation join claim using (claim_number) where not superseded order by claim_number`,
  );
  return rows.map(({ told }) => told);
}

describe('interest that is sent back by Gældsstyrelsen', () => {
  test('has the day of its main claim, three years from the receipt, and ends with it', async () => {
    await using town = await aRecoveryTown();
    const bill = await town.raise();
    for (const day of ['2025-12-12', '2026-01-02', '2026-02-02']) await town.interest(day);
    await town.clear(bill);
    await town.transfer('2026-02-03');
    await town.deliver('2026-02-03');
    await town.news('2026-02-20');
    const id = (await town.recovery(bill))?.authorityId ?? '';
    town.simulated.sendBack(id, { kind: 'TILBAGESEND', reason: 'ANDN' }, morningOf('2029-01-29'));
    for (let each = 0; each < 3; each += 1) await town.news('2029-02-01');
    const back = '2029-02-05 returned';
    expect(await lastDays(town.db)).toEqual([
      `main ${back}`,
      `interest ${back}`,
      `interest ${back}`,
      `interest ${back}`,
    ]);
    await lapseOn(town.db, '2029-02-05');
    expect(await endsIn(town.db)).toEqual([]);
    const { report } = await lapseOn(town.db, '2029-02-06');
    // The claim, three months of interest, and what Gældsstyrelsen charged itself.
    expect(report.changes['time-barred']?.count).toBe(5);
    expect(await town.faults()).toEqual([]);
  });
});

const at = await aDunningTown();
afterAll(() => at[Symbol.asyncDispose]());
const { town } = at;
const acting = (on: string) => ({ by: 'Ane', on: date(on), at: morningOf(on) });

describe('interest that was filed in an estate', () => {
  test('is interrupted with its main claim', async () => {
    await at.empty();
    await town.raise();
    for (const day of ['2025-12-16', '2026-01-16']) await town.interest(day);
    const opened = await town.do((tx) =>
      openErrand(tx, {
        kind: 'bankruptcy',
        debtor: town.anna,
        beganOn: date('2028-11-01'),
        ...acting('2028-11-02'),
      }),
    );
    if (!opened.ok) throw new Error(opened.refusal.tag);
    const filing = { number: opened.value.number, filedOn: date('2028-11-20'), how: 'final' as const };
    await town.do((tx) => fileErrand(tx, { ...filing, ...acting('2028-11-20') }));
    const filed = '2031-11-20 insolvency-filing';
    expect(await lastDays(town.db)).toEqual([`main ${filed}`, `interest ${filed}`, `interest ${filed}`]);
    await lapseOn(town.db, '2028-12-17');
    await lapseOn(town.db, '2029-01-18');
    expect(await endsIn(town.db)).toEqual([]);
  });
});

describe('interest that a debtor has acknowledged in a plan', () => {
  test('is not time-barred while the plan runs', async () => {
    await at.empty();
    const bill = await town.raise();
    for (const day of ['2025-12-16', '2026-01-16', '2026-02-16']) await town.interest(day);
    const configured = await town.do((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town is configured');
    const asked = await town.do((tx) =>
      askArrangement(tx, {
        debtor: town.anna,
        claims: [bill],
        wish: { kind: 'plan', monthly: kroner(1_000), first: date('2028-12-01'), dueDay: 1 },
        how: 'letter',
        acknowledgedOn: date('2028-11-01'),
        recall: false,
        configured,
        ...acting('2028-11-02'),
      }),
    );
    if (!asked.ok) throw new Error(asked.refusal.tag);
    const arrangement = asked.value.number;
    await town.do((tx) => decideArrangement(tx, { arrangement, configured, ...acting('2028-11-03') }));
    const signed = '2031-11-03 acknowledged';
    expect(await lastDays(town.db)).toEqual([
      `main ${signed}`,
      `interest ${signed}`,
      `interest ${signed}`,
      `interest ${signed}`,
    ]);
    for (const day of ['2028-12-19', '2029-01-17', '2029-02-17']) await lapseOn(town.db, day);
    expect(await endsIn(town.db)).toEqual([]);
  });
});

/** A day-care bill of Anna's, and Bo's too where told, with interest posted on these days; the numbers of all, the bill first. */
async function withInterest(on: readonly string[], joint = false): Promise<ClaimNumber[]> {
  await at.empty();
  await town.raise(joint ? { debtors: [town.anna, town.bo] } : {});
  for (const day of on) await town.interest(day);
  return allClaims();
}

async function allClaims(): Promise<ClaimNumber[]> {
  const rows = await rowsOf<{ claim: ClaimNumber }>(
    town.db,
    sql`select claim_number as claim from claim order by claim_number`,
  );
  return rows.map(({ claim }) => claim);
}

const daysOf = async (claims: readonly ClaimNumber[]) => {
  const days = await town.do((tx) => standingLimitations(tx, claims));
  return claims.flatMap((claim) => (days.get(claim) ?? []).map(({ until }) => until));
};
const signed = (on: string) =>
  ({ kind: 'acknowledged', on: date(on), existenceAndAmount: false, byAllWhoMust: true }) as const;
const shown = { evidence: 'prøve', by: 'Ane', at: morningOf('2028-11-01') };

test('a judgment gives the interest before it ten years with the claim, and the interest after it has its own three', async () => {
  const before = await withInterest(['2026-01-16']);
  const interruption = { kind: 'judgment', on: date('2026-01-20') } as const;
  await town.do((tx) =>
    interruptLimitations(tx, { interruption, claims: before, debtor: town.anna, ...shown }),
  );
  await town.interest('2026-02-16');
  const ten = '2036-01-21';
  expect(await daysOf(await allClaims())).toEqual([ten, ten, ten, '2029-02-16']);
});

test('interest that two owe ends for each when their own time is over', async () => {
  const [main, interest] = await withInterest(['2025-12-16'], true);
  if (main === undefined || interest === undefined) throw new Error('there are two claims');
  const interruption = signed('2028-11-01');
  await town.do(async (tx) => {
    await interruptLimitations(tx, { interruption, claims: [main, interest], debtor: town.anna, ...shown });
    await interruptLimitations(tx, { interruption, claims: [main], debtor: town.bo, ...shown });
  });
  await lapseOn(town.db, '2028-12-19', { pageSize: 1 });
  const ofBo = `${interest} ${town.bo} time-barred 2028-12-18`;
  expect(await endsIn(town.db)).toEqual([ofBo]);
  const { report } = await lapseOn(town.db, '2031-11-04', { pageSize: 1 });
  expect(report.changes['time-barred']?.count).toBe(3);
  expect(await endsIn(town.db)).toHaveLength(4);
  expect(await town.faults()).toEqual([]);
});

test('at Gældsstyrelsen interest shares the later day of its main claim, and a fee keeps its own', async () => {
  const [main] = await withInterest(['2025-12-16']);
  if (main === undefined) throw new Error('there is a claim');
  await at.dun('2025-12-30');
  const [, ...related] = await allClaims();
  const doing = { by: 'Ane', at: morningOf('2026-02-20') };
  const there = [main, ...related].map((claim) => received(claim, main));
  await town.do((tx) => limitationFromReceipt(tx, there, doing));
  const three = '2029-02-20';
  expect(await daysOf([main, ...related])).toEqual([three, three, three]);
  const interruption = { kind: 'recovery-step', on: date('2027-05-03') } as const;
  await town.do((tx) =>
    interruptLimitations(tx, { interruption, claims: [main], debtor: town.anna, ...shown }),
  );
  await town.do((tx) => limitationFromReceipt(tx, there, doing));
  expect(await daysOf([main, ...related])).toEqual(['2030-05-03', '2030-05-03', three]);
});

/** As the authority has it since 20 February 2026. */
function received(claim: ClaimNumber, main: ClaimNumber): RecoveryClaim {
  return {
    claim,
    main: claim === main ? null : main,
    state: 'received',
    authorityId: 'prøve',
    receivedOn: date('2026-02-20'),
    endedOn: null,
    endedWhy: null,
    reported: zeroOre,
    covered: zeroOre,
    coveredInterest: zeroOre,
    interest: zeroOre,
    returnedInterest: zeroOre,
    writtenOff: zeroOre,
  };
}
