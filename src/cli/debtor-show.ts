import { dayInCopenhagen } from '../kernel/dates.ts';
import { plainKroner, type Ore } from '../kernel/money.ts';
import { logAccess } from '../access/access-log.ts';
import { debtorStory } from '../insight/debtor-story.ts';
import type { DebtorStory } from '../insight/story-entries.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';
import { storyLines } from './story-words.ts';

/** `afdrag debtor show`: all that has happened to a debtor, oldest first, and how it stands. The next one sees this look. */
export const debtorShowCommand: Command = {
  words: 'debtor show',
  usage: 'NUMMER --municipality 998 [--purpose TEKST] [--json]',
  summary: 'viser alt, hvad der er sket i en borgers sag, og hvordan den står',
  positional: 'debtor',
  options: { ...municipalityOption, ...jsonOption, purpose: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const debtor = given.debtor();
    const purpose = given.text('purpose') ?? 'the story of a debtor';
    return shell.withDatabase(async (database) => {
      const at = shell.clock();
      const story = await inMunicipality(database, municipality, async (tx) => {
        const found = await debtorStory(tx, debtor, dayInCopenhagen(at));
        if (!found.ok) throw new PlainError('Kommunen har ingen debitor med det nummer.');
        await logAccess(tx, { at, actor: shell.by, purpose, debtor, about: 'debtor show' });
        return found.value;
      });
      if (given.flag('json')) shell.say(storyJson(municipality, story));
      else for (const line of storyLines(story)) shell.say(line);
      return 0;
    });
  },
};

/** The story as data; amounts are kroner text. */
function storyJson(municipality: string, story: DebtorStory): string {
  // Every bigint of a story is an amount: what is numbered stands as text.
  const asText = (_: string, value: unknown) =>
    typeof value === 'bigint' ? plainKroner(value as Ore) : value;
  return JSON.stringify({ municipality, ...story }, asText);
}
