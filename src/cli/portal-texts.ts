import { municipalityOption, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { contactOf } from '../web/portal/contact.ts';
import { bankOf } from '../municipality/own-bank.ts';
import { paysAsChosen } from '../web/portal/pay/paying-here.ts';
import { mustChooseWay } from '../web/portal/sign-in/ways.ts';
import { waysInOf } from './login-connection.ts';
import { addressAsked, addressOption } from './portal-card.ts';
import { readyTexts } from './ready-texts.ts';

/** `afdrag portal texts`: what the municipality may say elsewhere about its pages, with its own names. */
export const portalTextsCommand: Command = {
  words: 'portal texts',
  usage: '--municipality 998 [--language en] [--address https://betaling.example]',
  summary: 'skriver færdige tekster til hjemmeside, telefonsvarer og telefonkø',
  options: { ...municipalityOption, ...addressOption, language: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const language = given.oneOf('language', ['da', 'en']);
    const ownAddress = addressAsked(given, shell);
    return shell.withDatabase(async (database) => {
      const { configuration } = await configuredOrRefuse(database, municipality);
      const contact = contactOf(configuration, {}, { language, now: shell.clock() });
      const english = language === 'en' ? '/en' : '';
      const address = `${ownAddress.replace(/^https:\/\//, '')}/${municipality}${english}`;
      const places = {
        municipality: configuration.name,
        address,
        phone: contact.phone,
        hours: contact.hours,
      };
      for (const { heading, lines } of readyTexts(places, {
        language,
        pays: paysAsChosen(bankOf(configuration)),
        mustChooseWay: mustChooseWay({ waysIn: waysInOf(shell.config), portal: configuration.portal }),
      })) {
        shell.say(`# ${heading}\n`);
        for (const line of lines) shell.say(line);
        shell.say('');
      }
      return 0;
    });
  },
};
