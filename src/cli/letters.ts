import { join } from 'node:path';
import { decisionId, letterId, type LetterId } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import { unreachable } from '../kernel/result.ts';
import { makeDueLetters, type LettersMade, type NotWritten } from '../agreements/letter-job.ts';
import { archivedLetter } from '../letters/archive.ts';
import type { LetterAssets } from '../letters/assets.ts';
import { municipalityAssets } from '../letters/municipality-assets.ts';
import { checkLetterTexts } from '../letters/texts/override.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { inMunicipality } from '../platform/database.ts';
import {
  jsonOption,
  monthOption,
  municipalityOption,
  PlainError,
  type Command,
  type Given,
} from './command.ts';
import { writeGivenFile } from './given-file.ts';
import { letterAddresses } from '../web/portal/letter-addresses.ts';
import { letterGiven } from './letters-send.ts';

/** `afdrag letters make`: makes the letters that are due. */
export const lettersMakeCommand: Command = {
  words: 'letters make',
  usage: '--municipality 998 [--json]',
  summary: 'laver de breve, der er i kø',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const progress = shell.progress('Breve lavet');
      const job = {
        database,
        municipality,
        assets: letterAssets(),
        page: letterAddresses(shell.config.publicAddress, municipality),
        by: shell.by,
        clock: shell.clock,
        progress,
      };
      const made = await makeDueLetters(job);
      if (given.flag('json')) shell.say(JSON.stringify(made));
      else for (const line of lettersMadeLines(made)) shell.say(line);
      return made.refused.length === 0 ? 0 : 1;
    });
  },
};

/** `afdrag letters export`: a letter as a file, by its number or as a debtor's decision of a month. */
export const lettersExportCommand: Command = {
  words: 'letters export',
  usage:
    '--municipality 998 (--letter NUMMER | --debtor NUMMER --month 2026-03) [--language en] [--recipient 1] --file BREV.pdf',
  summary: 'skriver en borgers brev til en fil',
  options: {
    ...municipalityOption,
    ...monthOption,
    letter: { type: 'string' },
    debtor: { type: 'string' },
    language: { type: 'string' },
    recipient: { type: 'string' },
    file: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const file = given.required('file');
    const meant = letterMeant(given);
    const wanted = {
      letter: meant.letter,
      language: given.oneOf('language', ['da', 'en']),
      recipient: given.wholeNumber('recipient'),
    };
    return shell.withDatabase(async (database) => {
      const letter = await inMunicipality(database, municipality, async (tx) => {
        const found = await archivedLetter(tx, wanted);
        if (found === null) throw new PlainError(meant.notMade);
        await logAccess(tx, {
          at: shell.clock(),
          actor: shell.by,
          purpose: 'copy of a letter',
          debtor: found.debtor,
          about: meant.about,
        });
        return found;
      });
      if (letter.document === null) throw new PlainError(KEPT_AS_DATA);
      await writeGivenFile(file, letter.document.pdf);
      shell.say(`Brevet (${letter.document.pages} sider) er skrevet til ${file}`);
      return 0;
    });
  },
};

const KEPT_AS_DATA = 'Brevet er kun gemt som data. Det er aldrig sat op som PDF.';

interface LetterMeant {
  readonly letter: LetterId;
  /** For the access log. */
  readonly about: string;
  readonly notMade: string;
}

function letterMeant(given: Given): LetterMeant {
  if (given.text('letter') !== null) {
    const letter = letterGiven(given);
    return { letter, about: `letter ${letter}`, notMade: 'Det brev er ikke lavet.' };
  }
  const [debtor, month] = [given.debtor(), given.month()];
  return {
    letter: letterId(decisionId(month, debtor, 0), 'decision'),
    about: `letter ${month}`,
    notMade: 'Der er ikke lavet et brev til den debitor i den måned.',
  };
}

/** What a municipality's letters are made with (letters/municipality-assets.ts). */
export function letterAssets(): (configuration: Configuration) => LetterAssets {
  const assetsOf = municipalityAssets(join(PROJECT_ROOT, 'municipalities'));
  return (configuration) => {
    const assets = assetsOf(configuration);
    if (!assets.ok) throw new PlainError(textsRefusedText(configuration.letters));
    return assets.value;
  };
}

/** What is wrong with a municipality's own letter texts, each with its place. */
export function textsRefusedText(letters: Configuration['letters']): string {
  return `Kommunens egne ord i breve kan ikke bruges:\n  ${checkLetterTexts(letters).join('\n  ')}`;
}

export function lettersMadeLines({ made, refused }: LettersMade): string[] {
  const lines = [made === 1 ? '1 brev er lavet.' : `${made} breve er lavet.`];
  for (const { letter, refusal } of refused)
    lines.push(`  Brev ${letter} er ikke lavet: ${refusalWords(refusal)}`);
  return lines;
}

function refusalWords(refusal: NotWritten): string {
  switch (refusal.tag) {
    case 'part-missing':
      return `delen "${refusal.part}" mangler (${refusal.paragraph})`;
    case 'model-invalid':
      return `feltet ${refusal.field} er forkert: ${refusal.reason}`;
    case 'not-typeset':
      return `det kan ikke sættes: ${refusal.messages.join('; ')}`;
    case 'no-complaint-guidance':
      return `der er ingen klagevejledning for ${refusal.law} på den dag (statute/complaint-guidance.json)`;
    case 'failed':
      return `en fejl i programmet: ${refusal.message}`;
    case 'errand-open':
      return 'et dødsbo, en konkurs eller en gældssanering behandles, og imens kræves og afgøres intet';
    case 'held':
      return 'noget holder det, brevet handler om, og imens venter det';
    case 'dead':
      return 'borgeren er død, og der er ikke noteret et dødsbo';
    case 'no-address':
      return 'borgeren har hverken Digital Post eller en adresse';
    case 'no-guardian':
      return 'borgeren er under værgemål, og værgen er ikke noteret';
    case 'no-custody-holder':
      return 'borgeren er under 18 år, og forældremyndighedens indehaver er ikke noteret';
    case 'unknown-person':
      return 'ingen registre har fortalt om borgeren endnu';
    case 'deadline-passed':
      return 'fristen i brevet er gået, før det kunne laves';
    default:
      return unreachable(refusal);
  }
}
