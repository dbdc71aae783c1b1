import type { Dice } from './dice.ts';

/** Where somebody lives: address lines as a letter shows them, and the municipality's code (null abroad). */
export interface Home {
  readonly address: readonly string[];
  readonly municipality: string | null;
}

const STREETS = [
  'Bøgealleen',
  'Kornmarksvej',
  'Lærkesangsvej',
  'Møllestien',
  'Nordre Engvej',
  'Pilekrogen',
  'Rugvænget',
  'Skovløberstien',
  'Søndre Brink',
  'Ærtebjerg',
  'Østre Havnevej',
  'Ålekistevænget',
];
const FLATS = ['', '', '', ', st. tv', ', st. th', ', 1. tv', ', 1. th', ', 2. tv', ', 3. th'];

/** A home in Bøgevang, a town that is on no map; neither is its postal code. */
export function homeInBoegevang(municipality: string, dice: Dice): Home {
  return { address: [street(dice), '4999 Bøgevang'], municipality };
}

/** Debtors are followed also where they have moved to another municipality, here an invented one. */
export function homeElsewhere(dice: Dice): Home {
  return { address: [street(dice), '4998 Lindemose'], municipality: '997' };
}

export const homeAbroad: Home = {
  address: ['Björkgatan 7', '299 98 Norra Sandby', 'Sverige'],
  municipality: null,
};

function street(dice: Dice): string {
  return `${dice.pick(STREETS)} ${dice.whole(1, 98)}${dice.pick(FLATS)}`;
}
