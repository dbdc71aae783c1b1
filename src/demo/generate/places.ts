import type { Dice } from './dice.ts';
import type { Town } from './towns.ts';

/** Where somebody lives: address lines as a letter shows them, and the municipality's code (null abroad). */
export interface Home {
  readonly address: readonly string[];
  readonly municipality: string | null;
}

const FLATS = ['', '', '', ', st. tv', ', st. th', ', 1. tv', ', 1. th', ', 2. tv', ', 3. th'];

/** A home in the municipality with this code. */
export function homeIn(town: Town, municipality: string, dice: Dice): Home {
  return { address: [street(town, dice), town.postal], municipality };
}

/** Debtors are followed also where they have moved to another municipality, here an invented one. */
export function homeNextDoor(town: Town, dice: Dice): Home {
  return { address: [street(town, dice), town.neighbour.postal], municipality: town.neighbour.code };
}

function street(town: Town, dice: Dice): string {
  return `${dice.pick(town.streets)} ${dice.whole(1, 98)}${dice.pick(FLATS)}`;
}
