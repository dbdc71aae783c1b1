import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { addDays, date, type PlainDate } from '../../src/kernel/dates.ts';
import { ore } from '../../src/kernel/money.ts';
import { postFees, standingFeeLetters } from '../../src/charges/fees.ts';
import { liabilitiesFor } from '../../src/claims/liabilities.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { noticeId } from '../../src/kernel/ids.ts';
import { lockReceivables } from '../../src/ledger/lock.ts';
import { receive } from '../../src/payments/receive.ts';
import { aChargesTown, type ChargesTown } from '../integration/charges-town.ts';
import { lapseOn } from '../integration/endings-town.ts';
import { faultsOf } from '../integration/paying.ts';
import { morningOf, rowsOf } from '../integration/town.ts';
import { isLong, runs } from '../long/length.ts';

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

const FIRST = date('2025-11-20');

/** What happens on a day, so many days after the first; the job of lapse comes before it, as every night. */
const event = fc.record({
  day: fc.integer({ min: 30, max: 1_600 }),
  what: fc.oneof(
    fc.record({ kind: fc.constant('interest' as const) }),
    fc.record({ kind: fc.constant('fee' as const), claim: fc.integer({ min: 0, max: 2 }) }),
    fc.record({
      kind: fc.constant('pay' as const),
      ore: fc.bigInt({ min: 1n, max: 900_000n }),
      claim: fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }),
      /** So many days before it is known it was received. */
      back: fc.constantFrom(0, 0, 3, 400),
    }),
  ),
});

const life = fc.record({
  claims: fc.array(
    fc.record({
      due: fc.integer({ min: 0, max: 400 }),
      type: fc.constantFrom('KFDAINS', 'CFFAKTU'),
      joint: fc.boolean(),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  events: fc.array(event, { minLength: 3, maxLength: 14 }),
});

let lives = 0;

async function raiseAll(
  claims: readonly { due: number; type: string; joint: boolean }[],
): Promise<ClaimNumber[]> {
  const raised: ClaimNumber[] = [];
  for (const [place, { due: days, type, joint }] of claims.entries()) {
    const due = addDays(FIRST, days);
    const debtors = joint ? [town.anna, town.bo] : [town.anna];
    const claimId = `L-${lives}-${place}`;
    raised.push(
      await town.raise({ claimId, accountId: claimId, due, srb: due, origin: FIRST, type, debtors }),
    );
  }
  return raised;
}

interface Paid {
  readonly amount: bigint;
  readonly wish: readonly ClaimNumber[];
  readonly place: number;
  readonly receivedOn: PlainDate;
}

async function pay(on: PlainDate, { amount, wish, place, receivedOn }: Paid): Promise<void> {
  const paid = await town.do((tx) =>
    receive(tx, {
      channel: 'bank',
      reference: `${lives}-${place}`,
      amount: ore(amount),
      receivedOn,
      told: { by: 'debtor', debtor: town.anna, wish },
      by: 'prøve',
      at: morningOf(on).add({ hours: 3 }),
    }),
  );
  if (!paid.ok) throw new Error(paid.refusal.tag);
}

/** A reminder's fee on a claim that somebody is still liable for, as whoever reminds would charge it; three at most. */
async function chargeFee(on: PlainDate, main: ClaimNumber | undefined): Promise<void> {
  if (main === undefined) return;
  await town.do(async (tx) => {
    await lockReceivables(tx, [town.anna, town.bo]);
    const liable = (await liabilitiesFor(tx, [main])).some(({ ended: gone }) => gone === null);
    const charged = (await standingFeeLetters(tx, [main])).get(main) ?? [];
    if (!liable || charged.length === 3 || charged.includes(on)) return;
    const notice = noticeId(on, town.anna, Number(main % 10n));
    const fee = { notice, main, letterOn: on, srb: addDays(on, 10), amount: ore(10_000n) };
    await postFees(tx, [fee], { configurationVersion: 1, at: morningOf(on).add({ hours: 2 }) });
    fees += 1;
  });
}

/**
 * Money or charges that have come to a claim after it had ended for everybody; each would be a wrong done to somebody. Money that had been
 * received by the last day, and was known later, is none.
 */
const wrongs = sql`
  with gone as (
    select l.claim_number as claim, max(e.recorded_at) as since, max(e.ended_on) as on
    from liability l left join liability_end e using (claim_number, debtor_number)
    group by 1 having count(e.ended_on) = count(*))
  select t.cause, t.amount_ore from transfer t join gone
    on (t.credit_kind in ('claim', 'due') and t.credit_number = claim)
      or (t.debit_kind in ('claim', 'due') and t.debit_number = claim)
  left join payment p on t.cause = 'payment' and p.payment_number = t.cause_number
  where t.recorded_at > since and (p.received_on is null or p.received_on > gone.on)
  union all
  select 'charge', amount_ore from charge c join gone on gone.claim = c.main_claim where c.posted_on > gone.on and
    exists (select from claim k join liability_end e using (claim_number) where k.claim_number = c.main_claim
      and e.recorded_at < c.posted_on::timestamptz)
  union all
  select 'not held', 0 from gone where not exists (
    select from hold h where h.claim_number = gone.claim and h.reason = 'ended' and h.lifted_on is null)`;

let ended = 0;
let fees = 0;
let inTime = 0;

test('nothing is asked for, charged or covered on what has been found time-barred', async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ claims, events }) => {
      await town.do((tx) =>
        sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, refund_item, suspense,
          work_item cascade`.execute(tx),
      );
      lives += 1;
      const raised = await raiseAll(claims);
      for (const [place, { day, what }] of events.toSorted((a, b) => a.day - b.day).entries()) {
        const on = addDays(FIRST, day);
        await lapseOn(town.db, on);
        if (what.kind === 'interest') await town.interest(on);
        else if (what.kind === 'fee') await chargeFee(on, raised[what.claim]);
        else {
          const wished = what.claim === null ? undefined : raised[what.claim];
          const [wish, receivedOn] = [wished === undefined ? [] : [wished], addDays(on, -what.back)];
          await pay(on, { amount: what.ore, wish, place, receivedOn });
        }
      }
      await lapseOn(town.db, addDays(FIRST, 1_601));
      expect(await rowsOf(town.db, wrongs)).toEqual([]);
      expect(await faultsOf(town)).toEqual([]);
      inTime += (await rowsOf(town.db, sql`select from work_item where kind = 'paid-before-end'`)).length;
      ended += (await rowsOf(town.db, sql`select from liability_end`)).length;
    }),
    runs(8, { seed: 20261122 }),
  );
  // Else nothing would have been tried: so it is in the lives that are always the same.
  if (isLong) return;
  expect(ended).toBeGreaterThan(10);
  expect(fees).toBeGreaterThan(1);
  expect(inTime).toBeGreaterThan(0);
});
