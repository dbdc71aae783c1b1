import { logAccess } from '../access/access-log.ts';
import { isAcceptable } from '../agreements/accepted-reasons.ts';
import { closeWorkItem, type OpenedWorkItem } from '../agreements/work-items.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption, paragraphsGiven } from './acting.ts';
import { jsonOption, municipalityOption, onOption, PlainError, type Command } from './command.ts';
import { itemGiven, itemInWords, itemRefusalText } from './work-words.ts';

/** `afdrag work close`: a person has looked at one thing, and says what they found or did. */
export const workCloseCommand: Command = {
  words: 'work close',
  usage: '--municipality 998 --item 12 --because TEKST [--by NAVN] [--on 2026-03-20] [--json]',
  summary: 'lukker et punkt, som en medarbejder har set på',
  options: {
    ...municipalityOption,
    ...byOption,
    ...onOption,
    ...jsonOption,
    item: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const { by, at } = actingAs(given, shell);
    const closing = { item: itemGiven(given), because: paragraphsGiven(given, 'because'), by, at };
    return shell.withDatabase(async (database) => {
      const item = await inMunicipality(database, municipality, async (tx) => {
        const closed = await closeWorkItem(tx, closing);
        if (!closed.ok) throw new PlainError(itemRefusalText(closed.refusal));
        const { debtor, number } = closed.value;
        await logAccess(tx, {
          at,
          actor: by,
          purpose: 'what a person must look at',
          debtor,
          about: `work close ${number}`,
        });
        return closed.value;
      });
      shell.say(
        given.flag('json')
          ? JSON.stringify({ item: Number(item.number), debtor: item.debtor, kind: item.kind, closedBy: by })
          : `Punkt ${item.number}${item.debtor === null ? '' : ` om debitor ${item.debtor}`} er lukket: ${itemInWords(item)}.${stillStops(item)}`,
      );
      return 0;
    });
  },
};

// Closing answers nothing: only grounds that two have agreed on keep it from stopping the debtor.
function stillStops({ kind }: OpenedWorkItem): string {
  return isAcceptable(kind)
    ? ' Det standser stadig borgerens sag, indtil det er løst eller begrundet (afdrag work accept).'
    : '';
}
