import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chargesOfMains } from '../../src/charges/store.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addDays, addMonths, date, dayOfMonth, monthOf, type PlainDate } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, sumOre } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { aChargesTown, type ChargesTown } from '../integration/charges-town.ts';
import { somebody } from '../integration/ordinary-claims.ts';
import { faultsOf, paidIn } from '../integration/paying.ts';
import { morningOf } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { runs } from '../long/length.ts';

/** Whatever a source raises and lowers, and whatever is paid meanwhile, interest is what a plain recomputation gives. */

const START = date('2022-12-20');
const LAST = 400;

const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('job' as const), after: fc.integer({ min: 1, max: 60 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      after: fc.integer({ min: 0, max: 30 }),
      to: fc.integer({ min: 1, max: 12 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      after: fc.integer({ min: 0, max: 20 }),
      kroner: fc.integer({ min: 1, max: 6_000 }),
      back: fc.integer({ min: 0, max: 40 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

interface Layer {
  readonly from: PlainDate;
  amount: bigint;
}

/** The claim as a child would count it: heaps of øre that are owed from a day, and heaps that were paid on a day. */
class Heaps {
  readonly owed: Layer[] = [{ from: START, amount: 600_000n }];
  readonly paid: Layer[] = [];

  correct(to: bigint, on: PlainDate): void {
    let less = this.owed.reduce((sum, { amount }) => sum + amount, 0n) - to;
    if (less < 0n) this.owed.push({ from: on, amount: -less });
    for (const layer of this.owed.toReversed()) {
      if (less <= 0n) return;
      const part = less < layer.amount ? less : layer.amount;
      [layer.amount, less] = [layer.amount - part, less - part];
    }
  }

  /** Money back, that of the last day first. */
  giveBack(amount: bigint): void {
    let less = amount;
    for (const layer of this.paid.toSorted((a, b) => (a.from < b.from ? 1 : -1))) {
      const part = less < layer.amount ? less : layer.amount;
      [layer.amount, less] = [layer.amount - part, less - part];
    }
  }

  /** One percent of what was unpaid when each day of posting began, up to a day. */
  interest(until: PlainDate): [PlainDate, bigint][] {
    const months: [PlainDate, bigint][] = [];
    for (let place = 0; ; place++) {
      const day = dayOfMonth(addMonths(monthOf(START), place), 21);
      if (day > until) return months;
      const before = (heaps: readonly Layer[]) =>
        heaps.reduce((sum, { from, amount }) => (from < day ? sum + amount : sum), 0n);
      const left = before(this.owed) - before(this.paid);
      const amount = (left + 50n) / 100n;
      if (left > 0n && amount > 0n) months.push([day, amount]);
    }
  }
}

interface Life {
  readonly main: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly steps: readonly Step[];
}

async function live(town: ChargesTown, { main, debtor, steps }: Life): Promise<[Heaps, PlainDate]> {
  const heaps = new Heaps();
  let [today, principal] = [0, 6];
  let last = 0;
  for (const next of steps) {
    today = Math.min(LAST, today + next.after);
    const on = addDays(START, today);
    if (next.do === 'job') await town.interest(on);
    else if (next.do === 'pay') {
      // In the order of their days: what is known in another covers otherwise what was paid before (paid-late.property.test.ts).
      const received = Math.max(last, today - next.back);
      const counts = addDays(START, received);
      // Never more than is open: what is held counts in its turn instead of later money, and no child would count that.
      const amount = Math.min(next.kroner, await openKroner(town, main));
      if (amount === 0) continue;
      last = received;
      const { covered } = await paidIn(town, { amount, on: counts, booked: on, wish: [main], debtor });
      for (const { claim, amount } of covered) if (claim === main) heaps.paid.push({ from: counts, amount });
    } else if (next.to !== principal) {
      principal = next.to;
      heaps.correct(BigInt(principal) * 100_000n, on);
      heaps.giveBack(await corrected(town, main, { to: principal * 1000, on }));
    }
  }
  const until = addDays(START, today + 1);
  await town.interest(until);
  return [heaps, until];
}

async function openKroner(town: ChargesTown, claim: ClaimNumber): Promise<number> {
  const accounts = await town.do((tx) => accountsOfClaims(tx, [claim]));
  return Number(balanceOf(accounts.get(claim)) / 100n);
}

/** Answers what was given back. */
async function corrected(
  town: ChargesTown,
  claim: ClaimNumber,
  { to, on }: { readonly to: number; readonly on: PlainDate },
): Promise<bigint> {
  const done = await town.do((tx) =>
    correctClaim(tx, {
      claim,
      to: kroner(to),
      reason: 'prøve',
      decidedOn: on,
      by: 'prøve',
      at: morningOf(on),
    }),
  );
  if (!done.ok) throw new Error(done.refusal.tag);
  return sumOre(done.value.givenBack.values());
}

test('interest on a claim that is raised, lowered and paid is the plain interest of its days', async () => {
  await using town = await aChargesTown();
  let lives = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 12 }), async (steps) => {
      lives += 1;
      // Each life is another's: each begins on the same day, and nobody's clock goes back.
      const debtor = await town.do((tx) => somebody(tx, cprOf(lives + 2)));
      const main = await town.raise({
        claimId: `L-${lives}`,
        debtors: [debtor],
        accountId: `D-${lives}`,
        due: START,
        origin: date('2022-11-20'),
        principal: kroner(6_000),
      });
      const [heaps, until] = await live(town, { main, debtor, steps });
      const charges = (await town.do((tx) => chargesOfMains(tx, [main]))).get(main) ?? [];
      const standing = charges
        .filter(({ stands }) => stands > 0n)
        .map(({ period, stands }) => [period.from, stands]);
      expect(standing.toSorted()).toEqual(heaps.interest(until));
      expect(await faultsOf(town)).toEqual([]);
    }),
    runs(12, { seed: 20261122 }),
  );
});
