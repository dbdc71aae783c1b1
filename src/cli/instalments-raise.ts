import { addDays, dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { parseKroner, readableKroner, zeroOre } from '../kernel/money.ts';
import {
  raiseInstalments,
  type InstalmentsRaised,
  type RaiseInstalments,
} from '../agreements/instalments.ts';
import type { LessBecause } from '../agreements/instalment-limit.ts';
import { paidAheadFor } from '../payments/paid-ahead.ts';
import { jsonOption, municipalityOption, PlainError, UsageError, type Command } from './command.ts';

const FURTHEST_DAYS = 366;

/** `afdrag instalments raise`: asks for the instalments that are due by a day; each due date once. */
export const instalmentsRaiseCommand: Command = {
  words: 'instalments raise',
  usage: '--municipality 998 --due 2026-04-01 [--json]',
  summary: 'opkræver de rater, der forfalder til og med en dag',
  options: { ...municipalityOption, ...jsonOption, due: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const due = given.date('due');
    if (due === null) throw new UsageError('--due mangler');
    // A slip of the pen in the year would ask for a whole debt at once.
    if (due > addDays(dayInCopenhagen(shell.clock()), FURTHEST_DAYS))
      throw new PlainError('Dagen ligger mere end et år ude i fremtiden. Intet er opkrævet.');
    return shell.withDatabase(async (database) => {
      const progress = shell.progress('Aftaler set på');
      const { by, clock } = shell;
      const raised = await raiseOrRefuse({ database, municipality, due, by, clock, progress });
      if (given.flag('json')) shell.say(JSON.stringify(raised));
      else for (const line of raisedLines(raised)) shell.say(line);
      return 0;
    });
  },
};

/** Raises them; a refusal becomes a plain sentence. */
export async function raiseOrRefuse(
  request: Omit<RaiseInstalments, 'paidAheadFor'>,
): Promise<InstalmentsRaised> {
  const raised = await raiseInstalments({ ...request, paidAheadFor });
  if (!raised.ok)
    throw new PlainError('Rater er ved at blive opkrævet af en anden. Prøv igen, når det er færdigt.');
  return raised.value;
}

const lessWords: Readonly<Record<LessBecause, string>> = {
  'suspension-under-way': 'intet opkrævet, fordi henstand er foreslået eller på vej',
  'fall-under-way': 'opkrævet det lavere beløb, der er på vej',
  'deferral-found': 'intet opkrævet, fordi borgeren efter seneste beregning skal have henstand',
  dead: 'intet opkrævet, fordi borgeren er død',
  'paid-ahead': 'opkrævet mindre, fordi borgeren har betalt forud',
  errand: 'intet opkrævet, mens et dødsbo, en konkurs eller en gældssanering behandles',
};

/** What was asked for, for the terminal; lines without line ends. */
export function raisedLines({ due, instalments, amount, less }: InstalmentsRaised): string[] {
  const rates = instalments === 1 ? '1 rate' : `${instalments} rater`;
  const lines = [
    `${rates} til og med ${readableDate(due)} er opkrævet, i alt ${readableKroner(parseKroner(amount) ?? zeroOre)}`,
  ];
  for (const [because, words] of Object.entries(lessWords)) {
    const count = less[because as LessBecause] ?? 0; // its own keys
    if (count > 0) lines.push(`  ${words}: ${count}`);
  }
  return lines;
}
