/**
 * How long tests are that draw what happens. `npm test` is short; `npm run test:long` sets these three, and whoever looks for one fault
 * may do the same with a file: AFDRAG_TIMES=20 AFDRAG_SEED=7 npx vitest run test/property/ledger
 */
const wished = process.env['AFDRAG_TIMES'];
const seconds = Number(process.env['AFDRAG_SECONDS'] ?? '120');
const seed = process.env['AFDRAG_SEED'];

/** Whether it is the long run. */
export const isLong = wished !== undefined;

/** So many times as many lives, and places to be killed at, as in `npm test`. */
export const times = Number(wished ?? '1');

/** What chance begins with, where somebody has said so; told at the start of the long run. */
export const chosenSeed = seed === undefined ? null : Number(seed);

/** After so long a property or a kill test of the long run begins nothing new; milliseconds. */
export const budget = seconds * 1_000;

/**
 * How a property is run of which `npm test` tries so many. There chance begins with `seed`, always the same, so that what fails there fails
 * again and is about what was changed; the long run draws anew.
 */
export function runs(
  usually: number,
  { seed: usual = 1, ...how }: { readonly seed?: number; readonly endOnFailure?: boolean } = {},
): { numRuns: number; seed?: number; endOnFailure?: boolean } {
  const begins = chosenSeed ?? (isLong ? undefined : usual);
  return { numRuns: usually * times, ...how, ...(begins === undefined ? {} : { seed: begins }) };
}

/** Those that time allows of what was drawn, at least as many as `npm test` would try; all of them there. */
export function* withinBudget<T>(all: readonly T[], usually: number): Generator<T> {
  const ends = performance.now() + budget;
  for (const [index, each] of all.entries()) {
    if (isLong && index >= usually && performance.now() >= ends) return;
    yield each;
  }
}
