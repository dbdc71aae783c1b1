import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { date, type PlainDate } from '../kernel/dates.ts';
import { kroner, ore, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { municipalOrder } from './municipal-order.ts';
import { allocatePayment, type Aim, type Coverable, type FallsDue } from './payment-order.ts';

const amount = fc.bigInt(0n, 900n).map(ore);
const day = fc.constantFrom(null, date('2025-01-01'), date('2025-02-01'), date('2026-01-01'));
/** Instalments of a third of what has been asked for, or of all of it, or none. */
const parts = fc.constantFrom(0n, 1n, 3n);
const main = fc.record({
  parts,
  firstDue: day,
  due: day,
  lapse: day,
  from: day,
  dueFrom: amount,
  notAsked: amount,
  dueFromOther: amount,
  lost: amount,
  onPlan: fc.boolean(),
  agreed: fc.boolean(),
  afterPlan: fc.constant(false),
  open: fc.constantFrom('yes' as const, 'yes' as const, 'aimed' as const, 'never' as const),
});
const charge = fc.record({
  parts,
  firstDue: day,
  level: fc.constantFrom('interest' as const, 'fee' as const),
  due: day,
  dueFrom: amount,
  onPlan: fc.constant(false),
  agreed: fc.boolean(),
  afterPlan: fc.boolean(),
});

function instalmentsOf(claim: {
  readonly parts: bigint;
  readonly dueFrom: Ore;
  readonly firstDue: PlainDate | null;
}): FallsDue[] {
  const { parts: count, dueFrom, firstDue } = claim;
  if (count === 0n) return [];
  return [
    { due: firstDue, amount: ore(dueFrom / count) },
    { due: date('2025-03-01'), amount: ore((dueFrom - dueFrom / count) / 2n) },
  ];
}

/** Main claims 100, 200 …, each with its own charges 101, 102 … */
const anyClaims: fc.Arbitrary<Coverable[]> = fc
  .array(fc.tuple(main, fc.array(charge, { maxLength: 3 })), { maxLength: 5 })
  .map((list) =>
    list.flatMap(([principal, charges], index) => {
      const number = BigInt(index + 1) * 100n;
      return [
        {
          ...principal,
          claim: number,
          main: number,
          level: 'main' as const,
          instalments: instalmentsOf(principal),
        },
        ...charges.map((each, place) => ({
          ...principal,
          ...each,
          instalments: instalmentsOf(each),
          claim: number + BigInt(place + 1),
          main: number,
          notAsked: zeroOre,
          dueFromOther: zeroOre,
          lost: zeroOre,
        })),
      ];
    }),
  );
const anyAim: fc.Arbitrary<Aim | null> = fc.option(
  fc.record({
    rule: fc.constantFrom('line' as const, 'line-plan' as const, 'wish' as const),
    claims: fc.subarray([100n, 102n, 200n, 300n]).map((claims) => new Set(claims)),
  }),
);
const anyPayment = fc.bigInt(0n, 9_000n).map(ore);
const stood = { due: 'dueFrom', notAsked: 'notAsked', dueFromOther: 'dueFromOther', lost: 'lost' } as const;

describe('whatever is paid on whatever claims', () => {
  test('covered and left add up, each part at most once and never more than stood there', () => {
    fc.assert(
      fc.property(anyPayment, anyClaims, anyAim, (paid, claims, aim) => {
        const { covered, left } = allocatePayment(paid, municipalOrder, claims, aim);
        expect(sumOre([...covered.map((each) => each.amount), left])).toBe(paid);
        for (const each of covered) {
          const claim = claims.find(({ claim: number }) => number === each.claim);
          expect(each.amount > 0n && each.amount <= (claim?.[stood[each.part]] ?? 0n)).toBe(true);
        }
        expect(new Set(covered.map(({ claim, part }) => `${claim} ${part}`)).size).toBe(covered.length);
      }),
    );
  });

  test('nothing goes to a lapsed claim, and to a deferred one only with a line or a wish', () => {
    fc.assert(
      fc.property(anyPayment, anyClaims, anyAim, (paid, claims, aim) => {
        for (const { claim, rule } of allocatePayment(paid, municipalOrder, claims, aim).covered) {
          const open = claims.find(({ claim: number }) => number === claim)?.open;
          expect(open === 'yes' || (open === 'aimed' && rule === aim?.rule)).toBe(true);
        }
      }),
    );
  });

  test('something is left only when nothing open is owed any longer', () => {
    fc.assert(
      fc.property(anyPayment, anyClaims, (paid, claims) => {
        const open = claims.filter((each) => each.open === 'yes');
        const all = sumOre(open.flatMap((each) => [each.dueFrom, each.notAsked, each.dueFromOther]));
        const { left } = allocatePayment(paid, municipalOrder, claims, null);
        expect(left).toBe(paid > all ? paid - all : 0n);
      }),
    );
  });

  test('the aimed claims come first', () => {
    fc.assert(
      fc.property(anyPayment, anyClaims, anyAim, (paid, claims, aim) => {
        if (aim === null) return;
        const { covered } = allocatePayment(paid, municipalOrder, claims, aim);
        const aimedAt = claims.filter(
          (each) => each.open !== 'never' && (aim.claims.has(each.claim) || aim.claims.has(each.main)),
        );
        const wanted = sumOre(
          aimedAt.flatMap((each) => [each.dueFrom, each.notAsked, each.dueFromOther, each.lost]),
        );
        const got = sumOre(covered.filter(({ rule }) => rule === aim.rule).map((each) => each.amount));
        expect(got).toBe(paid < wanted ? paid : wanted);
      }),
    );
  });

  test('the order in which the claims are given does not matter', () => {
    fc.assert(
      fc.property(anyPayment, anyClaims, anyAim, (paid, claims, aim) => {
        expect(allocatePayment(paid, municipalOrder, claims.toReversed(), aim)).toEqual(
          allocatePayment(paid, municipalOrder, claims, aim),
        );
      }),
    );
  });
});

test('what was written off is covered by money that is meant for it, after what is open there, and by no other', () => {
  const bare = {
    due: date('2026-01-01'),
    instalments: [],
    lapse: null,
    from: null,
    notAsked: zeroOre,
    dueFromOther: zeroOre,
  };
  const main = {
    ...bare,
    onPlan: false,
    agreed: false,
    afterPlan: false,
    open: 'yes',
    level: 'main',
  } as const;
  const claims: Coverable[] = [
    { ...main, claim: 1n, main: 1n, dueFrom: zeroOre, lost: kroner(900) },
    { ...main, claim: 11n, main: 1n, level: 'interest', dueFrom: kroner(9), lost: kroner(50) },
    { ...main, claim: 2n, main: 2n, due: date('2025-06-01'), dueFrom: kroner(300), lost: zeroOre },
  ];
  const paid = (aim: Aim | null) => {
    const { covered, left } = allocatePayment(kroner(1_500), municipalOrder, claims, aim);
    return [...covered.map(({ claim, part, amount: of }) => [claim, part, of]), left];
  };
  expect(paid({ rule: 'line', claims: new Set([1n]) })).toEqual([
    [11n, 'due', kroner(9)],
    [11n, 'lost', kroner(50)],
    [1n, 'lost', kroner(900)],
    [2n, 'due', kroner(300)],
    kroner(241),
  ]);
  expect(paid(null)).toEqual([[2n, 'due', kroner(300)], [11n, 'due', kroner(9)], kroner(1_191)]);
});

test('a wish for a single fee covers the fee and nothing else of its claim', () => {
  const bare = {
    due: date('2026-01-01'),
    instalments: [],
    lapse: null,
    from: null,
    notAsked: zeroOre,
    dueFromOther: zeroOre,
    lost: zeroOre,
    onPlan: false,
    agreed: false,
    afterPlan: false,
    open: 'yes' as const,
  };
  const claims: Coverable[] = [
    { ...bare, claim: 1n, main: 1n, level: 'main', dueFrom: kroner(900) },
    { ...bare, claim: 11n, main: 1n, level: 'fee', dueFrom: kroner(250) },
    { ...bare, claim: 12n, main: 1n, level: 'interest', dueFrom: kroner(9) },
  ];
  const aim = { rule: 'wish', claims: new Set([11n]) } as const;
  expect(allocatePayment(kroner(250), municipalOrder, claims, aim).covered).toEqual([
    { claim: 11n, part: 'due', amount: kroner(250), rule: 'wish' },
  ]);
});

describe('a fee on debt that is paid by plan', () => {
  const instalment: Coverable = {
    claim: 1n,
    main: 1n,
    level: 'main',
    due: null,
    instalments: [],
    lapse: null,
    from: date('2024-09-01'),
    dueFrom: kroner(1_000),
    notAsked: kroner(9_000),
    dueFromOther: zeroOre,
    lost: zeroOre,
    onPlan: true,
    agreed: false,
    afterPlan: false,
    open: 'yes',
  };
  const fee: Coverable = {
    ...instalment,
    claim: 11n,
    level: 'fee',
    due: date('2026-04-10'),
    dueFrom: kroner(250),
    notAsked: zeroOre,
    onPlan: false,
    afterPlan: true,
  };
  const other = { ...instalment, claim: 2n, main: 2n, from: date('2024-10-01'), dueFrom: kroner(500) };
  const paid = (amount: number, claims: readonly Coverable[], aimed: boolean) =>
    allocatePayment(
      kroner(amount),
      municipalOrder,
      claims,
      aimed ? { rule: 'line', claims: new Set([1n, 2n]) } : null,
    ).covered.map(({ claim, part, amount: covered }) => [claim, part, covered]);

  test.each([true, false])('waits for the plan’s due instalments, with its line (%s) or without', (aimed) => {
    expect(paid(1_600, [fee, instalment, other], aimed)).toEqual([
      [1n, 'due', kroner(1_000)],
      [2n, 'due', kroner(500)],
      [11n, 'due', kroner(100)],
    ]);
  });

  test('is covered before what the plan has not asked for yet', () => {
    expect(paid(2_000, [fee, instalment, other], true)).toEqual([
      [1n, 'due', kroner(1_000)],
      [2n, 'due', kroner(500)],
      [11n, 'due', kroner(250)],
      [1n, 'notAsked', kroner(250)],
    ]);
  });

  test('comes first when the plan has fallen away', () => {
    expect(paid(300, [{ ...fee, afterPlan: false }, instalment], true)).toEqual([
      [11n, 'due', kroner(250)],
      [1n, 'due', kroner(50)],
    ]);
  });
});

describe('interest that was not agreed on, of bills in an arrangement on request', () => {
  const bare = {
    instalments: [],
    lapse: null,
    from: null,
    notAsked: zeroOre,
    dueFromOther: zeroOre,
    lost: zeroOre,
    onPlan: false,
  } as const;
  const bill = { ...bare, level: 'main', agreed: true, afterPlan: false, open: 'yes' } as const;
  const first: Coverable = { ...bill, claim: 1n, main: 1n, due: date('2026-01-02'), dueFrom: kroner(1_000) };
  const second: Coverable = { ...bill, claim: 2n, main: 2n, due: date('2026-01-20'), dueFrom: kroner(500) };
  const interest: Coverable = {
    ...first,
    claim: 11n,
    level: 'interest',
    agreed: false,
    afterPlan: true,
    dueFrom: kroner(7),
  };

  test.each(['line', 'instalment', null] as const)('comes behind all of them, aimed by %s', (rule) => {
    const aim = rule === null ? null : { rule, claims: new Set([1n, 2n]) };
    const { covered } = allocatePayment(kroner(1_503), municipalOrder, [interest, first, second], aim);
    expect(covered.map(({ claim, amount: paid }) => [claim, paid])).toEqual([
      [1n, kroner(1_000)],
      [2n, kroner(500)],
      [11n, kroner(3)],
    ]);
  });
});
