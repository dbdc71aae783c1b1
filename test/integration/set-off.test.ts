import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { placeHolds } from '../../src/claims/holds.ts';
import { limitationsOf } from '../../src/claims/limitation.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { openSetOffs } from '../../src/endings/set-off-rows.ts';
import type { Payout } from '../../src/endings/set-off-types.ts';
import { decideSetOff, noteSetOff, settleSetOff, withdrawSetOff } from '../../src/endings/set-offs.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { HoldReason } from '../../src/law/holds.ts';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { bankTold } from '../../src/payments/bank-lines.ts';
import { aChargesTown, charging, type ChargesTown } from './charges-town.ts';
import { holdsIn } from './endings-town.ts';
import { morningOf, rowsOf, townConfiguration } from './town.ts';

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

const chosen: Configuration['setOff'] = {
  socialBenefits: false,
  hearingDays: 14,
  complaint: { none: 'no-higher-authority' },
};
async function choose(setOff: Configuration['setOff']): Promise<void> {
  const configuration = townConfiguration({ claimTypes: charging, setOff });
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
}

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, set_off, bank_line cascade`.execute(
      tx,
    ),
  );
  await choose(chosen);
  claims += 1;
  main = await town.raise({ claimId: `S-${claims}` });
});

const acting = (on: string) => ({ by: 'Ane', on: date(on), at: morningOf(on) });
const configured = () =>
  town.do(async (tx) => {
    const now = await configurationVersion(tx, null);
    if (now === null) throw new Error('the town is configured');
    return now;
  });

const payout: Payout = {
  department: 'Ejendomsskat',
  reference: 'U-1',
  for: 'for meget betalt i ejendomsskat',
  on: date('2026-04-01'),
  amount: kroner(4_000),
  social: false,
};
async function note(changes: Partial<Payout> = {}, on = '2026-03-02') {
  const now = await configured();
  return town.do((tx) =>
    noteSetOff(tx, {
      ...acting(on),
      debtor: town.anna,
      payout: { ...payout, ...changes },
      configured: now,
    }),
  );
}
async function noted(changes: Partial<Payout> = {}): Promise<bigint> {
  const done = await note(changes);
  if (!done.ok) throw new Error(done.refusal.tag);
  await town.do((tx) => noteNoticesArrived(tx, [{ notice: done.value.hearing, on: date('2026-03-03') }]));
  return done.value.number;
}
/** After the deadline that the hearing prints. */
const AFTER = '2026-03-30';
async function decide(number: bigint, on = AFTER, because: string | null = null) {
  const now = await configured();
  return town.do((tx) => decideSetOff(tx, { ...acting(on), number, because, configured: now }));
}
const standing = async (claim: ClaimNumber) =>
  (
    await rowsOf<{ told: string }>(
      town.db,
      sql`select kind || ' ' || balance_ore as told from account_balance
        where number = ${String(claim)}::bigint and balance_ore > 0 order by 1`,
    )
  ).map(({ told }) => told);
const held = async (reason: HoldReason) => {
  const hold = { reason, debtor: null, about: 'prøve', from: date('2026-03-01'), by: 'Ane' } as const;
  await town.do((tx) =>
    placeHolds(tx, [
      { ...hold, claim: main, reviewOn: addDays(date('2026-03-01'), 90), at: morningOf('2026-03-01') },
    ]),
  );
};
const kinds = async () =>
  (await town.do((tx) => noticesAbout(tx, town.anna))).map(({ kind, withdrawnOn }) =>
    withdrawnOn === null ? kind : `${kind} withdrawn`,
  );

describe('a payout to one who owes money here', () => {
  test('is no set-off yet: the debtor is heard, and the claim rests meanwhile', async () => {
    const number = await noted();
    expect(number).toBe(BigInt(town.anna) * 1_000n + 1n);
    expect(await holdsIn(town.db)).toEqual([`${main} set-off-pending ${town.anna}`]);
    expect(await kinds()).toEqual(['set-off-hearing']);
    expect(await standing(main)).toEqual(['claim 1000000']);
    expect(await town.do(openSetOffs)).toMatchObject([{ number, state: 'heard', amount: kroner(4_000) }]);
  });

  test('is noted once, by the paying department’s own number', async () => {
    const number = await noted();
    expect(await note()).toEqual({ ok: false, refusal: { tag: 'noted-already', number } });
  });

  test('that is more than is owed is taken only as far as that', async () => {
    const number = await noted({ amount: kroner(12_000) });
    await decide(number);
    expect(await standing(main)).toEqual([]);
  });

  test('that the debtor lives on is never touched, unless the municipality has chosen so', async () => {
    expect(await note({ social: true })).toEqual({ ok: false, refusal: { tag: 'social-benefit' } });
    await choose({ ...chosen, socialBenefits: true });
    expect(await note({ social: true })).toMatchObject({ ok: true });
  });

  test.each<[HoldReason, string]>([
    ['objection', 'disputed'],
    ['complaint', 'disputed'],
    ['recovery', 'at-recovery'],
    ['ended', 'ended'],
    ['plan', 'held'],
    ['death', 'held'],
    ['manual', 'held'],
  ])('is not set off against a claim on which a hold of reason %s stands: %s', async (reason, why) => {
    await held(reason);
    expect(await note()).toEqual({
      ok: false,
      refusal: { tag: 'nothing-to-set-off', claims: [{ claim: main, why }] },
    });
  });

  test('is not set off against what is not due, time-barred, or paid', async () => {
    const why = async (on: string) => {
      const done = await note({}, on);
      return done.ok || done.refusal.tag !== 'nothing-to-set-off' ? done : done.refusal.claims[0]?.why;
    };
    expect(await why('2025-12-15')).toBe('not-due');
    expect(await why('2028-12-16')).toBe('time-barred');
    await town.pay(main, { amount: kroner(10_000), on: '2025-12-15' });
    expect(await why('2026-03-02')).toBe('paid');
  });
});

describe('a set-off', () => {
  test('is decided when the hearing has arrived and its deadline has passed, and not before', async () => {
    const done = await note();
    if (!done.ok) throw new Error(done.refusal.tag);
    const { number, hearing } = done.value;
    expect(await decide(number)).toEqual({ ok: false, refusal: { tag: 'hearing-not-arrived' } });
    await town.do((tx) => noteNoticesArrived(tx, [{ notice: hearing, on: date('2026-03-20') }]));
    const until = '2026-04-07';
    expect(await decide(number, until)).toEqual({ ok: false, refusal: { tag: 'hearing-runs', until } });
    expect(await decide(number, '2026-04-08')).toMatchObject({ ok: true });
  });

  test('is booked on the day it is decided, tells the debtor, and lets the claim go on', async () => {
    const number = await noted();
    expect(await decide(number)).toMatchObject({ ok: true, value: { taken: kroner(4_000) } });
    expect(await standing(main)).toEqual(['claim 600000']);
    expect(await holdsIn(town.db)).toEqual([]);
    expect(await kinds()).toEqual(['set-off-hearing', 'set-off']);
    expect(
      await rowsOf(
        town.db,
        sql`select debit_kind as debit, credit_kind as credit, amount_ore as amount, value_date as day
          from transfer where cause = 'set-off'`,
      ),
    ).toEqual([{ debit: 'set-off', credit: 'claim', amount: 400_000n, day: AFTER }]);
    expect(await town.faults()).toEqual([]);
  });

  test('covers interest and fees before the claim, and only what the hearing told of', async () => {
    await town.interest('2026-01-16');
    const number = await noted({ amount: kroner(150) });
    await town.raise({ claimId: `T-${claims}`, accountId: `T-${claims}`, due: date('2025-12-01') });
    await decide(number);
    const covered = await rowsOf<{ level: string; ore: bigint }>(
      town.db,
      sql`select level, sum(amount_ore)::bigint as ore from transfer join claim on claim_number = credit_number
        where cause = 'set-off' group by level order by level`,
    );
    expect(covered.map(({ level, ore }) => `${level} ${ore}`)).toEqual(['interest 15000']);
    expect(await town.faults()).toEqual([]);
  });

  test('tells what is left of what it covers, and apart from that what is left of the rest', async () => {
    await town.raise({ claimId: `T-${claims}`, accountId: `T-${claims}`, principal: kroner(3_000) });
    await decide(await noted({ amount: kroner(900) }));
    await decide(await noted({ amount: kroner(9_100), reference: 'U-2' }));
    const told = (await town.do((tx) => noticesAbout(tx, town.anna))).filter(
      ({ kind }) => kind === 'set-off',
    );
    expect(told.map(({ facts }) => facts)).toMatchObject([
      { totalOwed: '900.00', left: '9100.00', leftBesides: '3000.00' },
      { totalOwed: '9100.00', left: null, leftBesides: '3000.00' },
    ]);
  });

  test('interrupts limitation for what is left', async () => {
    await decide(await noted());
    const [limitation] = (await town.do((tx) => limitationsOf(tx, [main]))).get(main) ?? [];
    expect(limitation).toMatchObject({ until: '2029-04-03', countedFrom: AFTER, because: 'set-off' });
  });

  test('interrupts limitation for what is left of the interest that it covers in part', async () => {
    await town.interest('2026-01-16');
    await decide(await noted({ amount: kroner(150) }));
    const rows = await rowsOf<{ told: string }>(
      town.db,
      sql`select level || ' ' || until_on || ' ' || because as told
        from limitation join claim using (claim_number) where not superseded order by claim_number`,
    );
    expect(rows.map(({ told }) => told)).toEqual(['main 2028-12-15 ordinary', 'interest 2029-04-03 set-off']);
  });

  test('of a claim that has been paid or disputed meanwhile takes nothing', async () => {
    const number = await noted();
    await held('objection');
    expect(await decide(number)).toMatchObject({
      refusal: { tag: 'nothing-to-set-off', claims: [{ why: 'disputed' }] },
    });
  });

  test('is not decided before somebody has said who decides complaints', async () => {
    const number = await noted();
    await choose({ ...chosen, complaint: null });
    expect(await decide(number)).toEqual({ ok: false, refusal: { tag: 'no-complaint-guidance' } });
  });

  test('that is given up takes nothing, and its hearing is not sent if it has not been', async () => {
    const done = await note();
    if (!done.ok) throw new Error(done.refusal.tag);
    const { number } = done.value;
    await town.do((tx) => withdrawSetOff(tx, { ...acting('2026-03-04'), number, because: 'Udbetalt' }));
    expect(await holdsIn(town.db)).toEqual([]);
    expect(await kinds()).toEqual(['set-off-hearing withdrawn']);
    expect(await decide(number)).toMatchObject({ refusal: { tag: 'wrong-state', state: 'withdrawn' } });
  });

  test('is settled by the bank, which is told of it, or by a voucher of the paying department', async () => {
    const settle = (number: bigint, bank: string | null) =>
      town.do((tx) => settleSetOff(tx, { ...acting('2026-04-02'), number, bank }));
    const first = await noted();
    expect(await settle(first, 'EJD 4711')).toMatchObject({ refusal: { tag: 'wrong-state' } });
    await decide(first);
    expect(await settle(first, 'EJD 4711')).toMatchObject({ ok: true, value: { state: 'settled' } });
    const lines = await town.do(bankTold);
    expect([...lines.byDay]).toEqual([['2026-04-02', kroner(4_000)]]);
    expect(
      await rowsOf(
        town.db,
        sql`select debit_kind as debit, credit_kind as credit from transfer where cause = 'set-off' order by line desc limit 1`,
      ),
    ).toEqual([{ debit: 'bank', credit: 'set-off' }]);
    const second = await noted({ reference: 'U-2' });
    await decide(second);
    expect(await settle(second, null)).toMatchObject({ ok: true, value: { state: 'settled' } });
    expect(await town.faults()).toEqual([]);
  });
});
