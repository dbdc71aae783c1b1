import { logAccess } from '../access/access-log.ts';
import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { openSuspense, type InSuspense } from '../payments/suspense.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, type Command } from './command.ts';
import { channelWords, suggestedJson, suggestedWords, suspenseWords } from './payment-words.ts';

/** `afdrag suspense list`: money that nobody knows yet for what, with what it may be for. */
export const suspenseListCommand: Command = {
  words: 'suspense list',
  usage: '--municipality 998 [--json]',
  summary: 'viser penge, som ingen endnu ved, hvad er til',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const list = await inMunicipality(database, municipality, async (tx) => {
        const about = 'suspense list';
        const look = {
          at: shell.clock(),
          actor: shell.by,
          purpose: 'money without an owner',
          debtor: null,
          about,
        };
        await logAccess(tx, look);
        return openSuspense(tx);
      });
      if (given.flag('json')) shell.say(JSON.stringify(list.map(asJson)));
      else if (list.length === 0) shell.say('Alle penge er fordelt.');
      else for (const each of list) shell.say(lineOf(each));
      return 0;
    });
  },
};

function asJson({ payment, amount, channel, receivedOn, why, suggested, since }: InSuspense) {
  return {
    payment: payment.toString(),
    amount: plainKroner(amount),
    channel,
    receivedOn,
    why,
    suggested: suggestedJson(suggested),
    since,
  };
}

function lineOf({ payment, amount, channel, receivedOn, why, suggested }: InSuspense): string {
  return `Betaling ${payment}: ${readableKroner(amount)} ${channelWords[channel]} ${readableDate(receivedOn)}; ${suspenseWords[why]}.${suggestedWords(suggested)}`;
}
