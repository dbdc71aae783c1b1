import type { Arrangement } from '../arrangements/types.ts';
import type { ErrandKind, ErrandOutcome } from '../endings/errand-types.ts';
import type { WhatHappened } from '../insight/what-happened.ts';
import { arrangementStateWords, errandKindWords, errandOutcomeWords } from './bill-words.ts';

/** What has happened seldom, for the terminal: a line for each kind of which there was any. What Gældsstyrelsen is told has its own names there. */
export function happenedLines({ errands, told, reasons, arrangements }: WhatHappened): string[] {
  return [
    ...line('Sager', errands, errandWords),
    ...line(
      'Frivillige ordninger',
      arrangements,
      (state) => arrangementStateWords[state as Arrangement['state']],
    ), // its own keys
    ...line('Udført hos Gældsstyrelsen', told, (code) => code),
    ...line('Begrundelser, som er læst', reasons, (rule) => rule),
  ];
}

function line(
  what: string,
  counts: Readonly<Record<string, number>>,
  words: (name: string) => string,
): string[] {
  const told = Object.entries(counts).map(([name, count]) => `${words(name)} ${count}`);
  return told.length === 0 ? [] : [`${what}: ${told.join(', ')}.`];
}

function errandWords(name: string): string {
  const [kind, outcome] = name.split(' ') as [ErrandKind, ErrandOutcome | undefined]; // as what-happened.ts names them
  return `${errandKindWords[kind]} (${outcome === undefined ? 'åben' : errandOutcomeWords[outcome]})`;
}
