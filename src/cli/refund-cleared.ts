import { logAccess } from '../access/access-log.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { clearHeld } from '../payments/clear-held.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';
import { itemGiven, refusalWords } from './refund.ts';

/** `afdrag refund cleared`: what Gældsstyrelsen has covered beyond what stood of a claim has been cleared with it, and is the debtor's. */
export const refundClearedCommand: Command = {
  words: 'refund cleared',
  usage: '--municipality 998 --item NUMMER --because TEKST [--by NAVN] [--json]',
  summary: 'noterer, at det er afklaret med Gældsstyrelsen, at det, den har dækket for meget, er debitors',
  options: {
    ...municipalityOption,
    ...jsonOption,
    ...byOption,
    item: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const [item, because] = [itemGiven(given), wordsGiven(given, 'because')];
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const { debtor, amount } = await inMunicipality(database, municipality, async (tx) => {
        const cleared = await clearHeld(tx, { item, because, by, at });
        if (!cleared.ok) throw new PlainError(refusalWords(cleared.refusal));
        const about = `refund item ${item}`;
        const purpose = 'money is cleared with the recovery authority';
        await logAccess(tx, { at, actor: by, purpose, debtor: cleared.value.debtor, about });
        return cleared.value;
      });
      const cleared = { item: item.toString(), debtor, amount: plainKroner(amount), cleared: true };
      const line = `Punkt ${item}: ${readableKroner(amount)} er debitor ${debtor}s. Foreslå dem udbetalt: afdrag refund propose`;
      shell.say(given.flag('json') ? JSON.stringify(cleared) : line);
      return 0;
    });
  },
};
