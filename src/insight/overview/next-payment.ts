import type { PlainDate } from '../../kernel/dates.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../../kernel/money.ts';
import type { CitizenBooks, Plans } from '../citizen-books.ts';
import type { DebtLine, NextPayment } from './types.ts';

interface Asked {
  readonly amount: Ore;
  /** Null = at once. */
  readonly by: PlainDate | null;
}

/** What is to be paid next: all that is late, or else what falls due first. */
export function nextPayment(
  books: CitizenBooks,
  { toPay, onPlan }: { readonly toPay: readonly DebtLine[]; readonly onPlan: readonly DebtLine[] },
  day: PlainDate,
): NextPayment {
  const { plans } = books;
  const asked = [
    ...toPay.flatMap(askedOf),
    ...(plans.state === 'read' ? [...byAgreement(plans.value, onPlan), ...byArrangements(plans.value)] : []),
  ].filter(({ amount }) => amount > zeroOre);
  const late = asked.filter(({ by }) => by === null || by < day);
  if (late.length > 0)
    return {
      kind: 'late',
      amount: sumOf(late),
      by: late.flatMap(({ by }) => by ?? []).toSorted()[0] ?? null,
    };
  // What is not known may be due before what is.
  if (plans.state === 'down') return { kind: 'not-known' };
  const by = asked.flatMap((each) => each.by ?? []).toSorted()[0];
  if (by === undefined) return { kind: 'nothing-now' };
  return { kind: 'next', amount: sumOf(asked.filter((each) => each.by === by)), by };
}

/** What is not asked for yet has no day. */
function askedOf({ left: amount, by, next }: DebtLine): Asked[] {
  return next.tag === 'asked-later' ? [] : [{ amount, by }];
}

function byAgreement({ agreement, next, unpaid }: Plans, onPlan: readonly DebtLine[]): Asked[] {
  if (agreement?.terms.outcome !== 'plan') return [];
  const missing = unpaid.map(({ dueOn: by, amount }) => ({ amount, by }));
  if (next === null) return missing;
  const covered = new Set(agreement.covers.map(({ claim }) => claim));
  const left = sumOre(
    onPlan.filter(({ mains }) => mains.some((main) => covered.has(main))).map((line) => line.left),
  );
  const notAsked = subtractOre(left, minOre(left, sumOf(missing)));
  return [...missing, { amount: minOre(next.amount, notAsked), by: next.due }];
}

function byArrangements({ arrangements }: Plans): Asked[] {
  return arrangements.flatMap(({ arrangement: { terms }, standing }) => {
    if (terms.kind !== 'plan') return [];
    const missing =
      standing.missingSince === null ? [] : [{ amount: standing.missing, by: standing.missingSince }];
    const { next } = standing;
    return next === null ? missing : [...missing, { amount: next.amount, by: next.due }];
  });
}

function sumOf(asked: readonly Asked[]): Ore {
  return sumOre(asked.map(({ amount }) => amount));
}
