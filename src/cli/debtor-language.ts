import { logAccess } from '../access/access-log.ts';
import { setLanguage } from '../debtors/language.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';

/** `afdrag debtor language`: whether a courtesy translation goes with a debtor's letters. */
export const debtorLanguageCommand: Command = {
  words: 'debtor language',
  usage: '--municipality 998 --debtor NUMMER --language da|en [--json]',
  summary: 'noterer, om en borger får en oversættelse med sine breve',
  options: {
    ...municipalityOption,
    ...jsonOption,
    debtor: { type: 'string' },
    language: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    given.required('language');
    const debtor = given.debtor();
    const language = given.oneOf('language', ['da', 'en']);
    const choice = { debtor, language, by: shell.by, at: shell.clock() };
    return shell.withDatabase(async (database) => {
      const set = await inMunicipality(database, municipality, async (tx) => {
        const noted = await setLanguage(tx, choice);
        if (!noted.ok) throw new PlainError('Kommunen har ingen debitor med det nummer.');
        const purpose = 'language of letters';
        await logAccess(tx, {
          at: choice.at,
          actor: shell.by,
          purpose,
          debtor,
          about: `language ${language}`,
        });
        return noted.value;
      });
      const words =
        language === 'en'
          ? 'Borgeren får en engelsk oversættelse med sine breve. Det danske brev er afgørelsen.'
          : 'Borgeren får sine breve på dansk, uden oversættelse.';
      shell.say(given.flag('json') ? JSON.stringify({ debtor, language, changed: set === 'set' }) : words);
      return 0;
    });
  },
};
