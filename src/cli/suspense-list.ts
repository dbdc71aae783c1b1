import { logAccess } from '../access/access-log.ts';
import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { openSuspense, type InSuspense } from '../payments/suspense.ts';
import { debtorsSuggested } from '../payments/suggested-debtors.ts';
import { inMunicipality, type MunicipalityReadTx } from '../platform/database.ts';
import { jsonOption, municipalityOption, type Command } from './command.ts';
import {
  channelWords,
  suggestedJson,
  suggestedWords,
  suspenseWords,
  type Suggested,
} from './payment-words.ts';

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
        return withDebtors(tx, await openSuspense(tx));
      });
      if (given.flag('json')) shell.say(JSON.stringify(list.map(asJson)));
      else if (list.length === 0) shell.say('Alle penge er fordelt.');
      else for (const each of list) shell.say(lineOf(each));
      return 0;
    });
  },
};

interface Listed {
  readonly money: InSuspense;
  readonly suggested: Suggested | null;
}

async function withDebtors(tx: MunicipalityReadTx, open: readonly InSuspense[]): Promise<Listed[]> {
  const suggestions = open.flatMap(({ suggested }) => (suggested === null ? [] : [suggested]));
  const debtors = await debtorsSuggested(tx, suggestions);
  return open.map((money) => {
    const { suggested: suggestion } = money;
    const suggested = suggestion === null ? null : { suggestion, debtors: debtors.get(suggestion) ?? [] };
    return { money, suggested };
  });
}

function asJson({ money: { payment, amount, channel, receivedOn, why, since }, suggested }: Listed) {
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

function lineOf({ money: { payment, amount, channel, receivedOn, why }, suggested }: Listed): string {
  return `Betaling ${payment}: ${readableKroner(amount)} ${channelWords[channel]} ${readableDate(receivedOn)}; ${suspenseWords[why]}.${suggestedWords(suggested)}`;
}
