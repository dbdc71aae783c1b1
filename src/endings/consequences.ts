import { openSetOffs } from './set-off-rows.ts';
import { amountOfChoice, limitsOf } from './write-off-rules.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { listedLosses } from './listed-losses.ts';

/** Set-offs that are heard and not decided (`heard`): whether they may be, and what their letter says of complaints, goes by the new choices. `next` is the first day of a payout. */
export async function consequencesForSetOffs(tx: MunicipalityReadTx): Promise<Consequence[]> {
  const counting = new Counting('setOff');
  for (const { debtor, state, payout, amount } of await openSetOffs(tx))
    if (state === 'heard') counting.add('heard', { debtor, amount, next: payout.on });
  return counting.found();
}

/**
 * What other choices would mean for losses that are proposed: booked without a person from now on, or no longer (`by-itself`,
 * `by-a-person`), for the committee first, or not (`to-committee`, `not-to-committee`), and those that wait for a role
 * whose limit is another (`waits`).
 */
export async function consequencesForLosses(
  tx: MunicipalityReadTx,
  { before, after, on }: Between,
): Promise<Consequence[]> {
  const counting = new Counting('writeOff');
  const [was, is] = [limitsOf(before), limitsOf(after)];
  const [oldCeiling, ceiling] = [
    amountOfChoice(before.writeOff.committeeAbove),
    amountOfChoice(after.writeOff.committeeAbove),
  ];
  for (const { debtor, claim, amount, reason } of await listedLosses(tx)) {
    const touched = { debtor, amount, claims: [claim], next: on };
    const known = reason in is.automatic ? (reason as keyof typeof is.automatic) : null; // one of its own keys
    const [alone, aloneBefore] =
      known === null ? [false, false] : [is.automatic[known] !== null, was.automatic[known] !== null];
    const [listed, listedBefore] = [
      ceiling !== null && amount > ceiling,
      oldCeiling !== null && amount > oldCeiling,
    ];
    if (alone !== aloneBefore) counting.add(alone ? 'by-itself' : 'by-a-person', touched);
    else if (listed !== listedBefore) counting.add(listed ? 'to-committee' : 'not-to-committee', touched);
    else counting.add('waits', touched);
  }
  return counting.found();
}
