import { municipalityOption, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { contactOf } from '../web/portal/contact.ts';
import { addressAsked, addressOption } from './portal-card.ts';
import { readyTexts } from './ready-texts.ts';

/** `afdrag portal texts`: what the municipality may say elsewhere about its pages, with its own names. */
export const portalTextsCommand: Command = {
  words: 'portal texts',
  usage: '--municipality 998 [--address https://betaling.example]',
  summary: 'skriver færdige tekster til hjemmeside, telefonsvarer og telefonkø',
  options: { ...municipalityOption, ...addressOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const ownAddress = addressAsked(given, shell);
    return shell.withDatabase(async (database) => {
      const { configuration } = await configuredOrRefuse(database, municipality);
      const contact = contactOf(configuration, {}, { language: 'da', now: shell.clock() });
      const address = `${ownAddress.replace(/^https:\/\//, '')}/${municipality}`;
      const places = {
        municipality: configuration.name,
        address,
        phone: contact.phone,
        hours: contact.hours,
      };
      for (const { heading, lines } of readyTexts(places)) {
        shell.say(`# ${heading}\n`);
        for (const line of lines) shell.say(line);
        shell.say('');
      }
      return 0;
    });
  },
};
