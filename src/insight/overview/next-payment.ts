import type { UnderWay } from '../../checkout/under-way.ts';
import type { ClaimNumber } from '../../claims/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../../kernel/money.ts';
import type { CitizenBooks, Plans } from '../citizen-books.ts';
import { isPlanDisputed } from '../plan-arrears.ts';
import type { DebtLine, NextPayment } from './types.ts';

interface Asked {
  readonly amount: Ore;
  /** Null = at once. */
  readonly by: PlainDate | null;
  /** The claims that it is for. */
  readonly about: readonly ClaimNumber[];
}

/** What is to be paid next: all that is late, or else what falls due first. What is being paid is not asked for again. */
export function nextPayment(
  books: CitizenBooks,
  {
    toPay,
    onPlan,
    waiting,
  }: {
    readonly toPay: readonly DebtLine[];
    readonly onPlan: readonly DebtLine[];
    readonly waiting: readonly DebtLine[];
  },
  day: PlainDate,
): NextPayment {
  const plans = withoutDisputed(books);
  const all = [
    ...toPay.flatMap(askedOf),
    ...(plans.state === 'read' ? [...byAgreement(plans.value, onPlan), ...byArrangements(plans.value)] : []),
  ];
  const asked = besides(all, books.underWay).filter(({ amount }) => amount > zeroOre);
  const late = asked.filter(({ by }) => by === null || by < day);
  if (late.length > 0)
    return {
      kind: 'late',
      amount: sumOf(late),
      by: late.flatMap(({ by }) => by ?? []).toSorted()[0] ?? null,
      keeps: plans.state === 'read' ? keepsOf(plans.value, onPlan) : [],
    };
  // What is not known may be due before what is.
  if (plans.state === 'down') return { kind: 'not-known' };
  const by = asked.flatMap((each) => each.by ?? []).toSorted()[0];
  if (by === undefined) {
    const rests = sumOre(waiting.map(({ left }) => left));
    return rests > zeroOre ? { kind: 'waiting', amount: rests } : { kind: 'nothing-now' };
  }
  return { kind: 'next', amount: sumOf(asked.filter((each) => each.by === by)), by };
}

/** Nobody is led to pay a plan on request while something of it is disputed. */
function withoutDisputed({ plans, standing }: CitizenBooks): CitizenBooks['plans'] {
  if (plans.state === 'down') return plans;
  const arrangements = plans.value.arrangements.filter(
    ({ arrangement }) => !isPlanDisputed(arrangement, standing.holds),
  );
  return { state: 'read', value: { ...plans.value, arrangements } };
}

/** What is not asked for yet has no day. */
function askedOf({ left: amount, by, next, mains: about }: DebtLine): Asked[] {
  return next.tag === 'asked-later' ? [] : [{ amount, by, about }];
}

/** What is asked for besides what is being paid already and only waits for an answer: that covers the oldest first. */
function besides(asked: readonly Asked[], underWay: readonly UnderWay[]): Asked[] {
  const oldestFirst = asked.toSorted((a, b) => (a.by ?? '').localeCompare(b.by ?? ''));
  return underWay
    .filter(({ waitsFor }) => waitsFor === 'answer')
    .reduce((those, { amount, claims }) => {
      let coming = amount;
      return those.map((each) => {
        if (!each.about.some((claim) => claims.includes(claim))) return each;
        const part = minOre(coming, each.amount);
        coming = subtractOre(coming, part);
        return { ...each, amount: subtractOre(each.amount, part) };
      });
    }, oldestFirst);
}

function byAgreement({ agreement, next, unpaid }: Plans, onPlan: readonly DebtLine[]): Asked[] {
  if (agreement?.terms.outcome !== 'plan') return [];
  const about = agreement.covers.map(({ claim }) => claim);
  const missing = unpaid.map(({ dueOn: by, amount }) => ({ amount, by, about }));
  if (next === null) return missing;
  const covered = new Set(about);
  const left = sumOre(
    onPlan.filter(({ mains }) => mains.some((main) => covered.has(main))).map((line) => line.left),
  );
  const notAsked = subtractOre(left, minOre(left, sumOf(missing)));
  return [...missing, { amount: minOre(next.amount, notAsked), by: next.due, about }];
}

function byArrangements({ arrangements }: Plans): Asked[] {
  return arrangements.flatMap(({ arrangement: { terms, claims }, standing }) => {
    if (terms.kind !== 'plan') return [];
    const about = claims.map(({ claim }) => claim);
    const missing =
      standing.missingSince === null ? [] : [{ amount: standing.missing, by: standing.missingSince, about }];
    const { next } = standing;
    return next === null ? missing : [...missing, { amount: next.amount, by: next.due, about }];
  });
}

/** What is to be paid by a day that has not passed, so that a plan goes on: once for each plan. */
function keepsOf(
  { agreement, arrangements }: Plans,
  onPlan: readonly DebtLine[],
): { readonly amount: Ore; readonly by: PlainDate }[] {
  const plans = [agreement?.covers ?? [], ...arrangements.map(({ arrangement: { claims } }) => claims)];
  const keeps = plans.flatMap((claims) => {
    const about = new Set(claims.map(({ claim }) => claim));
    const next = onPlan.find(({ mains }) => mains.some((main) => about.has(main)))?.next;
    return next?.tag === 'plan-demanded' ? [{ amount: next.missing, by: next.by }] : [];
  });
  return keeps.toSorted((a, b) => a.by.localeCompare(b.by));
}

function sumOf(asked: readonly Asked[]): Ore {
  return sumOre(asked.map(({ amount }) => amount));
}
