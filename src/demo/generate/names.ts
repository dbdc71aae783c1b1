import type { Dice } from './dice.ts';
import type { Gender } from './invented-numbers.ts';

// Ordinary first names; surnames are made of two Danish words and are, as far as we know, nobody's.
const WOMEN =
  'Anna Astrid Birgit Bodil Camilla Charlotte Dorte Ellen Emma Fatima Freja Gitte Hanne Helle Ida Inger Jette Karen Katrine Kirsten Lærke Lene Lise Lone Maja Marianne Mette Nadia Pia Rikke Sofie Solveig Susanne Tina Trine Ulla Vibeke Yasmin Zainab Åse'.split(
    ' ',
  );
const MEN =
  'Ahmed Anders Asger Bent Bjarne Bo Carsten Christian Emil Erik Finn Frederik Hans Henrik Ivan Jakob Jens Jørgen Karl Kasper Kurt Lars Leif Mads Magnus Martin Mikkel Mohammed Niels Ole Omar Per Peter Rasmus Søren Thomas Tobias Torben Viggo Åge'.split(
    ' ',
  );
const FIRST_PARTS =
  'Korn Strand Birke Hassel Kløver Lyng Måge Rør Siv Tang Vibe Ærte Hede Mose Brom Ahorn Pile Svale Lærke Humle'.split(
    ' ',
  );
const SECOND_PARTS =
  'blomst gren bakke lund vænge kær stien høj engen dal kilde toft løkke hegn skær vang'.split(' ');

/** A surname that reads as Danish: `Kornblomst`, `Strandgren`. */
export function surname(dice: Dice): string {
  return dice.pick(FIRST_PARTS) + dice.pick(SECOND_PARTS);
}

/** Another surname than this one. */
export function otherSurname(than: string, dice: Dice): string {
  let name: string;
  do name = surname(dice);
  while (name === than);
  return name;
}

/** One or two first names. */
export function firstNames(gender: Gender, dice: Dice): string {
  const names = gender === 'K' ? WOMEN : MEN;
  const first = dice.pick(names);
  const second = dice.pick(names);
  return dice.chance(25) && second !== first ? `${first} ${second}` : first;
}
