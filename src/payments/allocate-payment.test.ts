import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { kroner, ore, sumOre, zeroOre } from '../kernel/money.ts';
import { allocatePayment, type ClaimToPay } from './allocate-payment.ts';

function aClaim(number: number, changes: Partial<ClaimToPay> = {}): ClaimToPay {
  return {
    claim: claimNumber(BigInt(number)),
    lapse: date('2028-03-31'),
    from: date('2025-03-01'),
    due: zeroOre,
    notAsked: zeroOre,
    dueFromOther: zeroOre,
    ...changes,
  };
}

/** What a payment covers, as `claim part kroner`, and what is left over. */
function spread(amount: number, ...claims: readonly ClaimToPay[]): string[] {
  const { covered, overpaid } = allocatePayment(kroner(amount), claims);
  const lines = covered.map(({ claim, part, amount: covers }) => `${claim} ${part} ${covers / 100n}`);
  return overpaid > 0n ? [...lines, `overpaid ${overpaid / 100n}`] : lines;
}

describe('a payment covers', () => {
  test('what the debtor has been asked for before what has not been asked for', () => {
    const asked = aClaim(1, { lapse: date('2029-01-01'), due: kroner(300), notAsked: kroner(900) });
    const older = aClaim(2, { lapse: date('2027-01-01'), notAsked: kroner(1_000) });
    expect(spread(500, asked, older)).toEqual(['1 due 300', '2 notAsked 200']);
  });

  test('the claim that lapses first, then the oldest, then the one with the lowest number', () => {
    const soon = aClaim(30, { lapse: date('2027-01-01'), notAsked: kroner(100) });
    const oldest = aClaim(20, { from: date('2024-01-01'), notAsked: kroner(100) });
    const ninth = aClaim(9, { notAsked: kroner(100) });
    const tenth = aClaim(10, { notAsked: kroner(100) });
    const running = aClaim(1, { lapse: null, notAsked: kroner(100) });
    expect(spread(450, tenth, running, ninth, oldest, soon)).toEqual([
      '30 notAsked 100',
      '20 notAsked 100',
      '9 notAsked 100',
      '10 notAsked 100',
      '1 notAsked 50',
    ]);
  });

  test('what only the other spouse has been asked for last of all', () => {
    const joint = aClaim(1, { notAsked: kroner(100), dueFromOther: kroner(200) });
    const own = aClaim(2, { notAsked: kroner(100) });
    expect(spread(350, joint, own)).toEqual(['1 notAsked 100', '2 notAsked 100', '1 dueFromOther 150']);
  });

  test('nothing more than what is owed: the rest is overpaid', () => {
    expect(spread(500, aClaim(1, { due: kroner(100), notAsked: kroner(50) }))).toEqual([
      '1 due 100',
      '1 notAsked 50',
      'overpaid 350',
    ]);
    expect(spread(500)).toEqual(['overpaid 500']);
  });
});

const amount = fc.bigInt(0n, 900n).map(ore);
const claims = fc
  .array(
    fc.record({
      lapse: fc.constantFrom(null, date('2027-01-01'), date('2028-01-01')),
      from: fc.constantFrom(date('2024-01-01'), date('2024-02-01')),
      due: amount,
      notAsked: amount,
      dueFromOther: amount,
    }),
    { maxLength: 6 },
  )
  .map((list) => list.map((claim, index) => ({ ...claim, claim: claimNumber(BigInt(index + 8)) })));

describe('whatever is paid on whatever claims', () => {
  test('the parts and what is overpaid add up to the payment, and no part is more than what stood there', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 6_000n).map(ore), claims, (paid, owed) => {
        const { covered, overpaid } = allocatePayment(paid, owed);
        expect(sumOre([...covered.map((part) => part.amount), overpaid])).toBe(paid);
        for (const { claim, part, amount: covers } of covered) {
          const stood = owed.find((each) => each.claim === claim)?.[part] ?? zeroOre;
          expect(covers > 0n && covers <= stood).toBe(true);
        }
        expect(new Set(covered.map(({ claim, part }) => `${claim} ${part}`)).size).toBe(covered.length);
      }),
    );
  });

  test('something is overpaid only when nothing is owed any longer', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 6_000n).map(ore), claims, (paid, owed) => {
        const all = sumOre(owed.flatMap((claim) => [claim.due, claim.notAsked, claim.dueFromOther]));
        const { overpaid } = allocatePayment(paid, owed);
        expect(overpaid).toBe(paid > all ? paid - all : 0n);
      }),
    );
  });

  test('the order in which the claims are given does not matter', () => {
    fc.assert(
      fc.property(
        fc.bigInt(1n, 6_000n).map(ore),
        claims.chain((owed) =>
          fc.tuple(
            fc.constant(owed),
            fc.shuffledSubarray(owed, { minLength: owed.length, maxLength: owed.length }),
          ),
        ),
        (paid, [owed, shuffled]) => {
          expect(allocatePayment(paid, shuffled)).toEqual(allocatePayment(paid, owed));
        },
      ),
    );
  });
});
