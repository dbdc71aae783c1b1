import type { PlainDate } from '../../../src/kernel/dates.ts';
import { receive } from '../../../src/payments/receive.ts';
import { reversePayment } from '../../../src/payments/reverse-payment.ts';
import { everythingIn, faultsIn } from '../lives-checks.ts';
import { wrongMoney } from './money.ts';
import { neverDone } from './never.ts';
import { wrongOverviews } from './overviews.ts';
import type { PlayedTown } from './played-town.ts';
import { wrongStates } from './states.ts';

/** All that is wrong in a played town at the end of a day; nothing, when all is as it should be. */
export async function faultsOf(town: PlayedTown, on: PlainDate): Promise<unknown[]> {
  const asked = await town.read(async (tx) => [
    ...(await neverDone(tx)),
    ...(await wrongStates(tx, on)),
    ...(await wrongOverviews(tx, on)),
  ]);
  const known = await faultsIn(town.database);
  return [...known.filter(isNoOverdraft), ...asked, ...(await wrongMoney(town, on))];
}

/** More may be given back by the bank than has come there yet: people pay at the counter and by channels that settle later. */
function isNoOverdraft(fault: unknown): boolean {
  const { tag, account } = fault as { readonly tag?: string; readonly account?: { readonly kind: string } }; // or a text
  return tag !== 'wrong-side' || (account?.kind !== 'bank' && account?.kind !== 'counter');
}

/**
 * What changes when a day's work is done again, and all that has been told of money is told again, the last first. Everything
 * Gældsstyrelsen and those who bring letters tell, they tell twice and in any order anyhow. What the last steps of the day brought
 * is taken up by the first ones of the next, so the day is done once more before.
 */
export async function changedByRepeating(town: PlayedTown, on: PlainDate): Promise<string[]> {
  await town.workAgain(on);
  const before = await everythingIn(town.database);
  await town.workAgain(on);
  for (const reversal of town.takenBack.toReversed()) await town.do((tx) => reversePayment(tx, reversal));
  for (const receipt of town.told.toReversed()) await town.do((tx) => receive(tx, receipt));
  const after = await everythingIn(town.database);
  return Object.keys(before).filter(
    (table) => JSON.stringify(before[table]) !== JSON.stringify(after[table]),
  );
}
