import type { UnderWay } from '../../checkout/under-way.ts';
import type { ClaimNumber } from '../../claims/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../../kernel/money.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import { askedOfPlans, type Asked, type AskedOfPlan } from './asked-of-plans.ts';
import { besidesBank, type BankAsked } from './bank-asked.ts';
import { lateSince } from './late-since.ts';
import type { DebtLine, NextPayment, PlanKeeps } from './types.ts';

/** What is to be paid next: all that is late, with what comes after, or else what falls due first. What is being paid, on the web or by the citizen's bank, is not asked for again. */
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
  { day, bank }: { readonly day: PlainDate; readonly bank: readonly BankAsked[] },
): NextPayment {
  // What is perhaps being paid is not asked for.
  if (books.down.includes('under-way')) return { kind: 'not-known' };
  const every = askedOfPlans(books, onPlan);
  const plans = every.filter(({ rests }) => !rests);
  const all = [
    ...toPay.flatMap(askedOf),
    ...plans.flatMap(({ unpaid, next }) => (next === null ? unpaid : [...unpaid, next])),
  ];
  const left = besides([...besidesBank(all, bank), ...waiting.map(restingOf)], books.underWay);
  const asked = left.filter(({ rests, amount }) => rests !== true && amount > zeroOre);
  const late = asked.filter(({ by }) => by === null || by < day);
  // What is not known may be due before what is.
  const after =
    books.plans.state === 'down'
      ? null
      : byHand(
          firstOf(
            asked.flatMap((each) => (each.by !== null && each.by >= day ? [{ ...each, by: each.by }] : [])),
          ),
          bank,
        );
  if (late.length > 0)
    return {
      kind: 'late',
      amount: sumOf(late),
      ...lateSince(late.map(({ by }) => by)),
      about: aboutOf(late),
      keeps: keepsOf(plans),
      isOnePlan: every.length === 1 && aboutOf(late).every((claim) => plans[0]?.about.includes(claim)),
      after,
    };
  if (books.plans.state === 'down' || books.down.includes('steps')) return { kind: 'not-known' };
  if (after !== null) return { kind: 'next', ...after };
  const rests = sumOf(left.filter((each) => each.rests));
  return rests > zeroOre ? { kind: 'waiting', amount: rests } : { kind: 'nothing-now' };
}

/** All that falls due on the first of these days. */
function firstOf(coming: readonly Coming[]): Coming | null {
  const by = coming.map((each) => each.by).toSorted()[0];
  if (by === undefined) return null;
  const first = coming.filter((each) => each.by === by);
  return { amount: sumOf(first), by, about: aboutOf(first) };
}

interface Coming extends Asked {
  readonly by: PlainDate;
}

function aboutOf(asked: readonly Asked[]): ClaimNumber[] {
  return [...new Set(asked.flatMap(({ about }) => about))];
}

/** What comes first the bank pays, where it has been asked for something that is due before: then nothing more is told of. */
function byHand<T extends { readonly by: PlainDate }>(first: T | null, bank: readonly BankAsked[]): T | null {
  const isBefore = ({ answer, dueOn }: BankAsked) =>
    answer === 'coming' && first !== null && dueOn < first.by;
  return bank.some(isBefore) ? null : first;
}

/** What is not asked for yet has no day. */
function askedOf({ left: amount, by, next, mains: about }: DebtLine): Asked[] {
  return next.tag === 'asked-later' ? [] : [{ amount, by, about }];
}

/** Nobody asks for it, though its day has passed. */
function restingOf({ left: amount, next, mains: about }: DebtLine): Counted {
  return { amount, by: 'interestSince' in next ? next.interestSince : null, about, rests: true };
}

interface Counted extends Asked {
  readonly rests?: true;
}

/** What is left besides what is being paid already and only waits for an answer: that covers the oldest first. */
function besides(asked: readonly Counted[], underWay: readonly UnderWay[]): Counted[] {
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

function keepsOf(plans: readonly AskedOfPlan[]): PlanKeeps[] {
  return plans.flatMap(({ keeps }) => keeps ?? []).toSorted((a, b) => a.by.localeCompare(b.by));
}

function sumOf(asked: readonly Asked[]): Ore {
  return sumOre(asked.map(({ amount }) => amount));
}
