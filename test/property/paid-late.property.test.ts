import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interestMonths } from '../../src/charges/interest-months.ts';
import { chargesOfMains } from '../../src/charges/store.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addDays, date, lastDayOf, monthOf, type PlainDate } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, sumOre, zeroOre, type Ore } from '../../src/kernel/money.ts';
import { interestRates, type InterestFacts } from '../../src/law/interest.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { overpaidBy } from '../../src/ledger/overpaid.ts';
import { paidByDay } from '../../src/ledger/paid-by-day.ts';
import { coverLateFromHeld } from '../../src/payments/held-covers-late.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { aChargesTown, type ChargesTown } from '../integration/charges-town.ts';
import { somebody } from '../integration/ordinary-claims.ts';
import { faultsOf, paidIn } from '../integration/paying.ts';
import { morningOf, TOWN, townConfiguration } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { runs } from '../long/length.ts';

/**
 * Lives of ordinary claims whose payments come in, late or in time, and are taken back: what has been posted, with all
 * differences, is what a fresh computation gives from what has covered each claim by its value date.
 */

const START = date('2022-12-20');
const LAST = 420;

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('job' as const), after: fc.integer({ min: 5, max: 60 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      after: fc.integer({ min: 0, max: 20 }),
      kroner: fc.integer({ min: 1, max: 9_000 }),
      back: fc.integer({ min: 0, max: 200 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('take back' as const),
      after: fc.integer({ min: 0, max: 9 }),
      which: fc.nat(9),
    }),
  },
);

const regimes = { KFDAINS: 'gebyrloven', CFFAKTU: 'renteloven' } as const;

test('interest that was posted, with all differences, is the interest of what has covered the claim by its dates', async () => {
  await using town = await aChargesTown();
  let lives = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 12 }), async (steps) => {
      lives += 1;
      // Each life is another's: each begins on the same day, and nobody's clock goes back.
      const debtor = await town.do((tx) => somebody(tx, cprOf(lives + 2)));
      const owing = { debtors: [debtor], accountId: `D-${lives}` };
      const raised = { ...owing, due: START, srb: START, origin: START, principal: kroner(6_000) };
      const claims = {
        KFDAINS: await town.raise({ ...raised, claimId: `L-${lives}a`, type: 'KFDAINS' }),
        CFFAKTU: await town.raise({ ...raised, claimId: `L-${lives}b`, type: 'CFFAKTU' }),
      };
      const until = await live(town, debtor, steps);
      for (const type of ['KFDAINS', 'CFFAKTU'] as const)
        expect(await standing(town, claims[type])).toEqual(
          await fresh(town, claims[type], { regime: regimes[type], until }),
        );
      expect(await faultsOf(town)).toEqual([]);
    }),
    runs(10, { seed: 20261122 }),
  );
});

const payment = fc.record({
  day: fc.integer({ min: 0, max: 150 }),
  kroner: fc.integer({ min: 1, max: 4_000 }),
  late: fc.integer({ min: 0, max: 200 }),
  /** Which bill the debtor wishes to pay, if any. */
  wish: fc.constantFrom(null, null, 0, 1),
});

test('payments that are known in any order come to what they would have, each known on its day', async () => {
  await using town = await aChargesTown();
  let lives = 0;
  const lived = async (types: readonly string[], payments: readonly Known[]) => {
    lives += 1;
    const debtor = await town.do((tx) => somebody(tx, cprOf(lives + 2)));
    const mains: ClaimNumber[] = [];
    for (const [place, type] of types.entries()) {
      const [due, principal] = place === 0 ? [START, kroner(4_000)] : [date('2023-02-20'), kroner(3_000)];
      const owing = { debtors: [debtor], accountId: `D-${lives}`, claimId: `L-${lives}/${place}` };
      mains.push(await town.raise({ ...owing, due, srb: due, origin: due, principal, type }));
    }
    await comeToBeKnown(town, { debtor, mains, payments });
    // Day interest is posted when its month has ended, after what is too much came to be held.
    const clock = () => morningOf(addDays(START, 356));
    const job = { database: town.db, municipality: TOWN, clock };
    await coverLateFromHeld({ ...job, configured: { configuration: townConfiguration() } });
    const held = (await town.do((tx) => overpaidBy(tx, [debtor]))).get(debtor) ?? zeroOre;
    return { claims: await Promise.all(mains.map((main) => stands(town, main))), held };
  };
  const type = fc.constantFrom('KFDAINS', 'CFFAKTU');
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(type, type),
      fc.uniqueArray(payment, { minLength: 2, maxLength: 4, selector: ({ day }) => day }),
      async (types, payments) => {
        const late = await lived(types, payments);
        expect(late).toEqual(
          await lived(
            types,
            payments.map((each) => ({ ...each, late: 0 })),
          ),
        );
        expect(await faultsOf(town)).toEqual([]);
      },
    ),
    runs(8, { seed: 20261123 }),
  );
});

type Known = typeof payment extends fc.Arbitrary<infer K> ? K : never;

interface Coming {
  readonly debtor: DebtorNumber;
  readonly mains: readonly ClaimNumber[];
  readonly payments: readonly Known[];
}

/** Interest on the days on which it is posted, and then the payments as they are known, through a year. */
async function comeToBeKnown(town: ChargesTown, { debtor, mains, payments }: Coming): Promise<void> {
  for (let today = 0; today <= 355; today += 1) {
    const booked = addDays(START, today);
    if (booked.endsWith('-21') || booked === lastDayOf(monthOf(booked))) await town.interest(booked);
    for (const { day, kroner: amount, late, wish } of payments) {
      if (day + late !== today) continue;
      const wished = mains.filter((_, place) => place === wish);
      await paidIn(town, { amount, on: addDays(START, day), booked, debtor, wish: wished });
    }
  }
}

/** The interest of a claim that stands, and what is left of both. */
async function stands(town: ChargesTown, main: ClaimNumber) {
  const charges = (await town.do((tx) => chargesOfMains(tx, [main]))).get(main) ?? [];
  const claims = [main, ...charges.map(({ claim }) => claim)];
  const accounts = await town.do((tx) => accountsOfClaims(tx, claims));
  const left = sumOre(claims.map((claim) => balanceOf(accounts.get(claim))));
  return { standing: await standing(town, main), left };
}

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

/** Answers the day on which the life ends, after its last interest. */
async function live(town: ChargesTown, debtor: DebtorNumber, steps: readonly Step[]): Promise<PlainDate> {
  const payments: { readonly payment: PaymentNumber; readonly on: PlainDate }[] = [];
  let today = 0;
  for (const next of steps) {
    today = Math.min(LAST, today + next.after);
    const [on, booked] = [addDays(START, today), addDays(START, today)];
    if (next.do === 'job') await town.interest(on);
    else if (next.do === 'pay') {
      const counts = addDays(START, Math.max(0, today - next.back));
      const { payment } = await paidIn(town, { amount: next.kroner, on: counts, booked, debtor });
      payments.push({ payment, on });
    } else {
      const [gone] = payments.splice(next.which % Math.max(1, payments.length), 1);
      if (gone !== undefined) await takeBack(town, gone.payment, on);
    }
  }
  // The days of a month in which a claim is paid are charged when the month has ended.
  const until = lastDayOf(monthOf(addDays(START, today + 1)));
  await town.interest(until);
  return until;
}

/** The bank has it: it can always be booked. */
async function takeBack(town: ChargesTown, payment: PaymentNumber, on: PlainDate): Promise<void> {
  const reversal = { payment, kind: 'charged-back', reference: `retur ${payment}`, on } as const;
  const done = await town.do((tx) =>
    reversePayment(tx, { ...reversal, because: 'prøve', by: 'prøve', at: morningOf(on) }),
  );
  expect(done).toMatchObject({ ok: true });
}

/** Each month of interest that stands, by its first day. */
async function standing(town: ChargesTown, main: ClaimNumber): Promise<[PlainDate, Ore][]> {
  const charges = (await town.do((tx) => chargesOfMains(tx, [main]))).get(main) ?? [];
  return charges
    .filter(({ stands }) => stands > zeroOre)
    .map(({ period, stands }): [PlainDate, Ore] => [period.from, stands])
    .toSorted(byDay);
}

async function fresh(
  town: ChargesTown,
  main: ClaimNumber,
  { regime, until }: Pick<InterestFacts, 'regime' | 'until'>,
): Promise<[PlainDate, Ore][]> {
  const paid = (await town.do((tx) => paidByDay(tx, [main]))).get(main) ?? [];
  const facts: InterestFacts = {
    regime,
    until,
    paid,
    principal: kroner(6_000),
    due: START,
    srb: START,
    transferred: null,
    off: [],
    councilDecision: { on: START },
    dueFixed: true,
    demandSent: null,
  };
  return interestMonths(facts, interestRates)
    .filter(({ amount }) => amount > zeroOre)
    .map(({ period, amount }): [PlainDate, Ore] => [period.from, amount])
    .toSorted(byDay);
}

function byDay([a]: [PlainDate, Ore], [b]: [PlainDate, Ore]): number {
  return a < b ? -1 : 1;
}
