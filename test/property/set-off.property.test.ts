import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { placeHolds, liftHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { openSetOffs, setOffsOf } from '../../src/endings/set-off-rows.ts';
import { decideSetOff, noteSetOff, settleSetOff, withdrawSetOff } from '../../src/endings/set-offs.ts';
import { addDays, date, type PlainDate } from '../../src/kernel/dates.ts';
import { ore } from '../../src/kernel/money.ts';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesById } from '../../src/letters/notices.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { receive } from '../../src/payments/receive.ts';
import { aChargesTown, charging, type ChargesTown } from '../integration/charges-town.ts';
import { lapseOn } from '../integration/endings-town.ts';
import { morningOf, rowsOf, townConfiguration } from '../integration/town.ts';
import { isLong, runs } from '../long/length.ts';

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());
const FIRST = date('2025-11-20');
const setOff = {
  socialBenefits: false,
  hearingDays: 14,
  complaint: { none: 'no-higher-authority' },
} as const;
await town.do((tx) =>
  saveConfiguration(tx, {
    configuration: townConfiguration({ claimTypes: charging, setOff }),
    by: 'prøve',
    at: morningOf(FIRST),
  }),
);

const amount = fc.bigInt({ min: 1n, max: 900_000n });
const place = fc.integer({ min: 0, max: 2 });
const event = fc.record({
  day: fc.integer({ min: 20, max: 1_300 }),
  what: fc.oneof(
    fc.record({ kind: fc.constant('note' as const), amount, arrives: fc.boolean() }),
    fc.record({ kind: fc.constant('note' as const), amount, arrives: fc.constant(true) }),
    fc.record({ kind: fc.constant('arrive' as const) }),
    fc.record({ kind: fc.constant('decide' as const) }),
    fc.record({ kind: fc.constant('decide' as const) }),
    fc.record({ kind: fc.constant('settle' as const) }),
    fc.record({ kind: fc.constant('withdraw' as const) }),
    fc.record({ kind: fc.constant('pay' as const), amount }),
    fc.record({ kind: fc.constant('object' as const), place }),
    fc.record({ kind: fc.constant('answered' as const), place }),
    fc.record({ kind: fc.constant('interest' as const) }),
  ),
});

const life = fc.record({
  claims: fc.array(fc.record({ due: fc.integer({ min: 0, max: 300 }), joint: fc.boolean() }), {
    minLength: 1,
    maxLength: 3,
  }),
  events: fc.array(event, { minLength: 10, maxLength: 24 }),
});

let lives = 0;

async function happen(
  { on, number, raised }: { on: PlainDate; number: number; raised: readonly ClaimNumber[] },
  what:
    | { kind: 'note'; amount: bigint; arrives: boolean }
    | { kind: 'pay'; amount: bigint }
    | { kind: 'arrive' | 'decide' | 'settle' | 'withdraw' | 'interest' }
    | { kind: 'object' | 'answered'; place: number },
): Promise<void> {
  const acting = { by: 'prøve', on, at: morningOf(on).add({ hours: 3 }) };
  await town.do(async (tx) => {
    const configured = (await configurationVersion(tx, null))!; // it was saved
    const open = await openSetOffs(tx);
    const [heard, decided] = [
      open.find(({ state }) => state === 'heard'),
      open.find(({ state }) => state === 'decided'),
    ];
    switch (what.kind) {
      case 'note': {
        const payout = {
          department: 'Prøve',
          reference: `${lives}-${number}`,
          for: 'prøve',
          on: addDays(on, 30),
          amount: ore(what.amount),
          social: false,
        };
        const done = await noteSetOff(tx, { ...acting, debtor: town.anna, payout, configured });
        return done.ok && what.arrives && noteNoticesArrived(tx, [{ notice: done.value.hearing, on }]);
      }
      case 'arrive':
        return heard && noteNoticesArrived(tx, [{ notice: heard.hearing, on }]);
      case 'decide':
        return (
          heard &&
          void (await decideSetOff(tx, { ...acting, number: heard.number, because: null, configured }))
        );
      case 'settle':
        return (
          decided && void (await settleSetOff(tx, { ...acting, number: decided.number, bank: `B ${number}` }))
        );
      case 'withdraw': {
        // What has arrived here has no letter, which it would have had.
        const [hearing] = heard === undefined ? [] : await noticesById(tx, [heard.hearing]);
        if (heard === undefined || hearing?.arrivedOn !== null) return;
        return void (await withdrawSetOff(tx, { ...acting, number: heard.number, because: 'prøve' }));
      }
      case 'pay':
        return void (await receive(tx, {
          channel: 'bank',
          reference: `${lives}-${number}`,
          amount: ore(what.amount),
          receivedOn: on,
          told: { by: 'debtor', debtor: town.anna, wish: [] },
          by: 'prøve',
          at: acting.at,
        }));
      case 'object':
      case 'answered': {
        const claim = raised[what.place];
        if (claim === undefined) return;
        const hold = { claim, reason: 'objection', debtor: null } as const;
        if (what.kind === 'answered')
          return void (await liftHolds(tx, [{ ...hold, ...acting, why: 'besvaret' }]));
        const placed = { ...hold, from: on, reviewOn: addDays(on, 90), about: 'prøve' };
        return void (await placeHolds(tx, [{ ...placed, by: 'prøve', at: acting.at }]));
      }
      case 'interest':
    }
  });
  if (what.kind === 'interest') await town.interest(on);
}

/** A set-off that has taken something it may not, or whose money is not where it should be. */
const wrongs = sql`
  with booked as (
    select cause_number as number, sum(amount_ore) filter (where credit_kind in ('claim', 'due')) as taken,
      coalesce(sum(amount_ore) filter (where debit_kind = 'bank'), 0) as settled
    from transfer where cause = 'set-off' group by cause_number)
  select 'taken' as wrong from set_off left join booked on number = set_off
  where coalesce(taken, 0) <> coalesce(taken_ore, 0) or coalesce(taken_ore, 0) > least(payout_ore, amount_ore)
    or coalesce(settled, 0) <> case when state = 'settled' then taken_ore else 0 end
  union all
  select 'of a claim the hearing did not tell of' from transfer t
  where cause = 'set-off' and credit_kind in ('claim', 'due') and not exists (
    select from set_off_claim c where c.set_off = t.cause_number and c.claim_number = t.credit_number
      and t.amount_ore <= c.owed_ore)
  union all
  select 'while it was disputed' from transfer t join claim c on c.claim_number = t.credit_number
    join hold h on h.claim_number = coalesce(c.main_claim, c.claim_number) and h.reason = 'objection'
  where t.cause = 'set-off' and h.placed_at < t.recorded_at and (h.lifted_at is null or h.lifted_at > t.recorded_at)
  union all
  select 'held for what is over' from hold h where reason = 'set-off-pending' and lifted_on is null and not exists (
    select from set_off s where s.set_off::text = h.about and s.state = 'heard')`;

let taken = 0;

test('never more is set off than is owed or paid out, nor what the debtor was not heard about', async () => {
  await fc.assert(
    fc.asyncProperty(life, async ({ claims, events }) => {
      await town.do((tx) =>
        sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, refund_item, suspense,
          set_off, bank_line cascade`.execute(tx),
      );
      lives += 1;
      const raised: ClaimNumber[] = [];
      for (const [index, { due: days, joint }] of claims.entries()) {
        const due = addDays(FIRST, days);
        const name = { claimId: `S-${lives}-${index}`, accountId: `S-${lives}-${index}` };
        const debtors = joint ? [town.anna, town.bo] : [town.anna];
        raised.push(await town.raise({ ...name, due, srb: due, origin: FIRST, debtors }));
      }
      for (const [number, { day, what }] of events.toSorted((a, b) => a.day - b.day).entries()) {
        const on = addDays(FIRST, day);
        await lapseOn(town.db, on);
        await happen({ on, number, raised }, what);
      }
      expect(await rowsOf(town.db, wrongs)).toEqual([]);
      expect(await town.faults()).toEqual([]);
      const all = await town.do((tx) => setOffsOf(tx, town.anna));
      taken += all.filter((each) => each.taken !== null).length;
    }),
    runs(8, { seed: 20261122 }),
  );
  // Else nothing would have been tried: so it is in the lives that are always the same.
  if (isLong) return;
  expect(taken).toBeGreaterThan(3);
});
