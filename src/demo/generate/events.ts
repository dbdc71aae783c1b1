import type { DebtorNumber } from '../../kernel/ids.ts';
import type { DemoEvent, DemoRepresentative, LetterFate } from '../events.ts';
import { diceFor } from './dice.ts';
import { paymentsOf } from './payments.ts';
import type { Told } from './types.ts';
import type { Debtor, World } from './world.ts';

/** All that happens in the town until the story ends, by day and then debtor. The same world and seed tell the same. */
export function eventsOf(world: World, seed: number): DemoEvent[] {
  const events = world.debtors.flatMap((debtor) => {
    const told = telling(debtor, world, seed);
    const { municipality } = world.setting;
    return [...(debtor.story.happens?.(told) ?? []), ...paymentsOf(debtor, municipality, told.dice)];
  });
  return events.toSorted((a, b) => (a.on === b.on ? a.debtor - b.debtor : a.on < b.on ? -1 : 1));
}

/** Who acts for the debtors, in the order of the debtors. */
export function representativesOf(world: World, seed: number): DemoRepresentative[] {
  return world.debtors.flatMap((debtor) =>
    (debtor.story.representatives?.(telling(debtor, world, seed)) ?? []).map((one) => ({
      debtor: debtor.number,
      ...one,
    })),
  );
}

/** The letters that do not simply arrive, by debtor. */
export function letterFatesOf({ debtors }: World): Map<DebtorNumber, LetterFate> {
  const fates = new Map<DebtorNumber, LetterFate>();
  for (const { number, story } of debtors) if (story.letters !== undefined) fates.set(number, story.letters);
  return fates;
}

// A stream of its own for every debtor's story, so that what people do does not move who they are.
function telling({ number, claims }: Debtor, { setting }: World, seed: number): Told {
  return {
    debtor: number,
    claims,
    setting,
    dice: diceFor(`${setting.municipality.code}/${seed}/story/${number}`),
  };
}
