import { readableKroner } from '../kernel/money.ts';
import { rebuildBalances } from '../ledger/rebuild-balances.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';

/**
 * `afdrag ledger rebuild-balances`: makes the balances that are kept beside the transfers anew, when `afdrag balance` says
 * that they differ. For those who run the program; no personal data is shown.
 */
export const ledgerRebuildCommand: Command = {
  words: 'ledger rebuild-balances',
  usage: '--municipality 998 [--json]',
  summary: 'regner alle saldi ud igen af posteringerne og retter dem, der er forkerte',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const rebuilt = await inMunicipality(database, municipality, rebuildBalances);
      if (!rebuilt.ok) {
        const { account, balance } = rebuilt.refusal;
        throw new PlainError(
          `Intet er rettet: posteringerne på kontoen ${account.kind} ${account.number} giver ${readableKroner(balance)}, og det kan ikke passe. Se afdrag balance.`,
        );
      }
      const { accounts, changed } = rebuilt.value;
      shell.say(
        given.flag('json')
          ? JSON.stringify({ municipality, accounts, changed })
          : `${accounts} saldi er regnet ud igen; ${changed} var forkerte og er rettet.`,
      );
      return 0;
    });
  },
};
