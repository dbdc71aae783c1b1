import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { cardPdf } from '../web/portal/help/card.ts';
import { contactOf } from '../web/portal/contact.ts';
import { bankOf } from '../municipality/own-bank.ts';
import { paysAsChosen } from '../web/portal/pay/paying-here.ts';
import { lookOf } from '../web/portal/look.ts';
import { mustChooseWay } from '../web/portal/sign-in/ways.ts';
import {
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { waysInOf } from './login-connection.ts';

export const addressOption = { address: { type: 'string' } } as const;

/** `afdrag portal card`: the card with a code for desks and libraries, also had on the help page. */
export const portalCardCommand: Command = {
  words: 'portal card',
  usage: '--municipality 998 [--language en] [--address https://betaling.example] [--out KORT.pdf]',
  summary: 'laver kortet med QR-kode til Borgerservice og bibliotek',
  options: { ...municipalityOption, ...addressOption, language: { type: 'string' }, out: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const language = given.oneOf('language', ['da', 'en']);
    const ownAddress = addressAsked(given, shell);
    const out = given.text('out') ?? join(PROJECT_ROOT, `var/reports/${municipality}/kort-${language}.pdf`);
    return shell.withDatabase(async (database) => {
      const { configuration } = await configuredOrRefuse(database, municipality);
      const now = shell.clock();
      const pdf = cardPdf({
        municipality,
        municipalityName: configuration.name,
        language,
        ownAddress,
        contact: contactOf(configuration, { topic: 'signIn' }, { language, now }),
        arms: lookOf(configuration, join(PROJECT_ROOT, 'municipalities')).arms,
        pays: paysAsChosen(bankOf(configuration)),
        mustChooseWay: mustChooseWay({ waysIn: waysInOf(shell.config), portal: configuration.portal }),
        day: dayInCopenhagen(now),
      });
      await mkdir(dirname(out), { recursive: true });
      await writeFile(out, pdf);
      shell.say(out);
      return 0;
    });
  },
};

/** Where citizens reach the pages: what is on paper must be right for years. */
export function addressAsked(given: Given, { config }: Pick<Shell, 'config'>): string {
  const asked = given.text('address');
  if (asked !== null && !/^https:\/\/[a-z0-9.-]+$/.test(asked))
    throw new UsageError('--address skal være som https://betaling.example, uden noget efter');
  const address = asked ?? config.publicAddress;
  if (address === null)
    throw new PlainError('Sidens adresse er ikke kendt. Sæt AFDRAG_PUBLIC_ADDRESS, eller brug --address.');
  return address;
}
