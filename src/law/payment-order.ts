import type { PlainDate } from '../kernel/dates.ts';
import { addOre, minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';

/** Main claim, interest or fee: each a claim of its own, interest and fees with the main claim that they follow. */
export type Level = 'main' | 'interest' | 'fee';

/** A part of what has been asked for, and the day on which it falls due; null = after all that has a day. */
export interface FallsDue {
  readonly due: PlainDate | null;
  readonly amount: Ore;
}

/** A claim that a payment may cover, and what is left of it for the payer, in øre. */
export interface Coverable<Claim extends bigint = bigint> {
  readonly claim: Claim;
  /** Its main claim; a main claim is its own. */
  readonly main: Claim;
  readonly level: Level;
  /** Null where it has no due date: it has not been asked for. */
  readonly due: PlainDate | null;
  /** The earliest day on which it can lapse; null when not known. */
  readonly lapse: PlainDate | null;
  /** First day of its period, the last thing that tells the older of two; null when not known. */
  readonly from: PlainDate | null;
  /** What the payer has been asked for, due already or on a later day. */
  readonly dueFrom: Ore;
  /** What of that falls due by instalments; the rest does on the claim's own due date. */
  readonly instalments: readonly FallsDue[];
  readonly notAsked: Ore;
  /** What only the other spouse has been asked for, where both are liable. */
  readonly dueFromOther: Ore;
  /** Written off, and owed all the same: covered only with a line or a wish, after what is open of it. */
  readonly lost: Ore;
  /** A part of a plan's due instalment. */
  readonly onPlan: boolean;
  /** Part of what an arrangement on request that is in force was agreed about. */
  readonly agreed: boolean;
  /** Interest or a fee on debt that is paid by a plan or arrangement in force, and no part of it: after the due instalments, or what was agreed. */
  readonly afterPlan: boolean;
  /** `aimed`: only with a line or a wish (deferred, at Gældsstyrelsen). `never`: lapsed or time-barred. */
  readonly open: 'yes' | 'aimed' | 'never';
}

/**
 * What the payment points at: a payment line, the plan that replaced the line's bill, the debtor's own words, or the arrangement on
 * request of which it is an instalment to the øre.
 */
export interface Aim<Claim extends bigint = bigint> {
  readonly rule: 'line' | 'line-plan' | 'wish' | 'instalment';
  /** Main claims with all that follows them, or single interest and fee claims. */
  readonly claims: ReadonlySet<Claim>;
}

export type Rule =
  'line' | 'line-plan' | 'wish' | 'instalment' | 'oldest-due' | 'not-asked' | 'other-spouse' | 'surplus';
export type PaidPart = 'due' | 'notAsked' | 'dueFromOther' | 'lost';

/** A municipality's order: what follows a line or wish, and what comes first inside one claim. */
export interface MunicipalOrder {
  readonly rest: readonly ('instalment' | 'oldest-due' | 'not-asked' | 'other-spouse')[];
  readonly within: readonly Level[];
}

export interface Covered<Claim extends bigint = bigint> {
  readonly claim: Claim;
  readonly part: PaidPart;
  readonly amount: Ore;
  readonly rule: Rule;
}

/**
 * Spreads a payment before transfer: what the line or the debtor's wish points at; an amount that is exactly the plan's due
 * instalment to the plan; the oldest due, instalments each by its own day, and within a claim interest, fee, principal, but a plan's instalments before what is charged on it; what is not asked for yet; what only
 * the other spouse was asked for. `left` is credit. Covered and left add up to the amount, no part is more than what stood
 * there, and the order of the input does not matter. What was written off is covered only where the payment points at it, after what is open there. What an aimed payment covers beyond its aim has the rule `surplus`.
 */
export function allocatePayment<Claim extends bigint>(
  amount: Ore,
  order: MunicipalOrder,
  claims: readonly Coverable<Claim>[],
  aimed: Aim<Claim> | null,
): { readonly covered: readonly Covered<Claim>[]; readonly left: Ore } {
  assert(amount >= zeroOre, 'a payment is not negative');
  const slices = slicesOf(claims, order.within);
  const among = (part: PaidPart, which: (claim: Coverable<Claim>) => boolean) =>
    slices[part].filter(({ of }) => which(of));
  const poured = new Pouring<Claim>(amount);
  if (aimed !== null)
    for (const part of PARTS)
      poured.pour(
        among(part, ({ claim, main }) => aimed.claims.has(claim) || aimed.claims.has(main)),
        part,
        aimed.rule,
      );
  const isFree = ({ open }: Coverable<Claim>) => open === 'yes';
  for (const rule of order.rest) {
    const name = aimed === null ? rule : 'surplus';
    if (rule !== 'instalment') poured.pour(among(PART_OF[rule], isFree), PART_OF[rule], name);
    else if (aimed === null && isDueInstalment(amount, claims.filter(isFree)))
      poured.pour(
        among('due', (claim) => isFree(claim) && claim.onPlan),
        'due',
        rule,
      );
  }
  return { covered: poured.covered, left: poured.left };
}

/** So much of one part of a claim, which is covered before the next. */
interface Slice<Claim extends bigint> {
  readonly of: Coverable<Claim>;
  readonly amount: Ore;
}

/** Each part of the claims in the order in which it is covered: what has been asked for by the days on which it falls due. */
function slicesOf<Claim extends bigint>(
  claims: readonly Coverable<Claim>[],
  within: readonly Level[],
): Readonly<Record<PaidPart, readonly Slice<Claim>[]>> {
  const sorted = inOrder(
    claims.filter(({ open }) => open !== 'never'),
    within,
  );
  const whole = (part: PaidPart) => behindPlan(sorted.map((of) => ({ of, amount: of[FIELD_OF[part]] })));
  return {
    due: behindPlan(byDueDate(sorted)),
    notAsked: whole('notAsked'),
    dueFromOther: whole('dueFromOther'),
    lost: whole('lost'),
  };
}

/** What falls due first, first; interest and fees with the first of their main claim. */
function byDueDate<Claim extends bigint>(sorted: readonly Coverable<Claim>[]): readonly Slice<Claim>[] {
  const complexes = Map.groupBy(sorted, ({ main }) => main);
  const firstOf = ({ main }: Coverable<Claim>) =>
    (complexes.get(main) ?? [])
      .flatMap((claim) => dueOf(claim, claim.due))
      .map(({ due }) => due ?? LAST)
      .toSorted()[0] ?? null;
  return sorted
    .flatMap((of) => dueOf(of, firstOf(of)).map(({ due, amount }) => ({ of, amount, due: due ?? LAST })))
    .toSorted((a, b) => compare(a.due, b.due));
}

function dueOf(
  { dueFrom, instalments }: Coverable,
  own: string | null,
): { readonly due: string | null; readonly amount: Ore }[] {
  const rest = subtractOre(dueFrom, sumOre(instalments.map(({ amount }) => amount)));
  assert(rest >= zeroOre, 'no more falls due than has been asked for');
  return rest > zeroOre || instalments.length === 0
    ? [...instalments, { due: own, amount: rest }]
    : [...instalments];
}

/**
 * What was charged on debt that is paid by plan comes behind the plan's due instalments, or what was agreed on request, so that interest
 * or a fee makes nobody miss the next one (own choice, open questions Q41 and Q47). Everything else keeps its place.
 */
function behindPlan<Claim extends bigint>(slices: readonly Slice<Claim>[]): readonly Slice<Claim>[] {
  const agreed = new Set(slices.flatMap(({ of }) => (of.agreed ? [of.main] : [])));
  const lastAgreed = slices.findLastIndex(({ of }) => of.agreed);
  const lastOnPlan = slices.findLastIndex(({ of }) => of.onPlan);
  const waitsFor = ({ main }: Coverable<Claim>) => (agreed.has(main) ? lastAgreed : lastOnPlan);
  return slices
    .map((slice, place) => ({
      slice,
      place: slice.of.afterPlan ? Math.max(place, waitsFor(slice.of)) : place,
    }))
    .toSorted((a, b) => a.place - b.place || Number(a.slice.of.afterPlan) - Number(b.slice.of.afterPlan))
    .map(({ slice }) => slice);
}

const PARTS: readonly PaidPart[] = ['due', 'notAsked', 'dueFromOther', 'lost'];
const PART_OF = { 'oldest-due': 'due', 'not-asked': 'notAsked', 'other-spouse': 'dueFromOther' } as const;
const FIELD_OF = {
  due: 'dueFrom',
  notAsked: 'notAsked',
  dueFromOther: 'dueFromOther',
  lost: 'lost',
} as const;

/** The amount of the plan's due instalment to the øre: the debtor pays the plan, also without its line. */
export function isDueInstalment(amount: Ore, claims: readonly Coverable[]): boolean {
  let due: bigint = zeroOre;
  for (const { onPlan, dueFrom } of claims) if (onPlan) due += dueFrom;
  return due > zeroOre && due === amount;
}

/** Money that is poured until none is left; what was filled once is not filled again. */
class Pouring<Claim extends bigint> {
  readonly covered: Covered<Claim>[] = [];
  left: Ore;
  readonly #filled = new Set<Slice<Claim>>();

  constructor(amount: Ore) {
    this.left = amount;
  }

  pour(slices: readonly Slice<Claim>[], part: PaidPart, rule: Rule): void {
    for (const slice of slices) {
      if (this.left === zeroOre) return;
      const amount = minOre(this.left, slice.amount);
      if (amount === zeroOre || this.#filled.has(slice)) continue;
      this.#filled.add(slice);
      this.#cover({ claim: slice.of.claim, part, amount, rule });
      this.left = subtractOre(this.left, amount);
    }
  }

  /** Several instalments of one claim are covered as one. */
  #cover(covering: Covered<Claim>): void {
    const at = this.covered.findIndex(
      ({ claim, part }) => claim === covering.claim && part === covering.part,
    );
    const before = this.covered[at];
    if (before === undefined) this.covered.push(covering);
    else this.covered[at] = { ...before, amount: addOre(before.amount, covering.amount) };
  }
}

const LAST = '9999-12-31';

/** Main claim by main claim, the oldest due first, and inside each as the order says. */
export function inOrder<Claim extends bigint>(
  claims: readonly Coverable<Claim>[],
  within: readonly Level[],
): Coverable<Claim>[] {
  const complexes = Map.groupBy(claims, ({ main }) => main);
  const rank = new Map(within.map((level, place) => [level, place]));
  const rankOf = ({ level }: Coverable<Claim>) => rank.get(level) ?? within.length;
  return [...complexes.values()]
    .map((complex) => ({ complex, age: ageOf(complex) }))
    .toSorted((a, b) => compareAges(a.age, b.age))
    .flatMap(({ complex }) =>
      complex.toSorted(
        (a, b) =>
          rankOf(a) - rankOf(b) ||
          compare(a.due ?? LAST, b.due ?? LAST) ||
          compare(a.from ?? LAST, b.from ?? LAST) ||
          compare(a.claim, b.claim),
      ),
    );
}

interface Age {
  readonly due: string;
  readonly lapse: string;
  readonly from: string;
  readonly main: bigint;
}

/** How old a main claim with its charges is: the earliest of each, also where the main claim itself is paid. */
function ageOf(complex: readonly Coverable[]): Age {
  const first = (days: readonly (string | null)[]) => days.map((day) => day ?? LAST).toSorted()[0] ?? LAST;
  return {
    due: first(complex.map(({ due }) => due)),
    lapse: first(complex.map(({ lapse }) => lapse)),
    from: first(complex.map(({ from }) => from)),
    main: complex[0]?.main ?? 0n,
  };
}

function compareAges(a: Age, b: Age): number {
  return (
    compare(a.due, b.due) || compare(a.lapse, b.lapse) || compare(a.from, b.from) || compare(a.main, b.main)
  );
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
