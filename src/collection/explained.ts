/** Something told of a claim that changes what the authority has left of it; below 0 makes it less. Øre. */
export interface ChangeOnItsWay {
  readonly by: bigint;
  /**
   * `perhaps-there`: told, and not answered when the authority said what it had left, so that it may or may not have counted it.
   * `not-yet-there`: carried out there after it said so.
   */
  readonly when: 'perhaps-there' | 'not-yet-there';
  /** We count it already: it has been answered. */
  readonly counted: boolean;
}

const MOST_SUMS = 4_096;

/**
 * What remains of a difference between what the authority says it has left and what we know it to have, in øre, when all that was
 * on its way then is allowed for: 0 where it may explain the whole, else the least that it leaves unexplained.
 */
export function unexplained(difference: bigint, changes: readonly ChangeOnItsWay[]): bigint {
  let rest = difference;
  let sums = new Set([0n]);
  for (const { by, when, counted } of changes) {
    // We have counted what the authority had not: its figure is so much behind.
    if (when === 'not-yet-there') rest += counted ? by : 0n;
    else if (sums.size <= MOST_SUMS)
      sums = new Set([...sums].flatMap((sum) => [sum, counted ? sum + by : sum - by]));
  }
  return [...sums]
    .map((sum) => rest + sum)
    .reduce((least, each) => (size(each) < size(least) ? each : least));
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
