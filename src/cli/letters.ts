import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decisionId } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import { makeDueLetters, type LettersMade } from '../agreements/letter-job.ts';
import { archivedLetter } from '../letters/archive.ts';
import { loadLetterAssets, type LetterAssets } from '../letters/assets.ts';
import type { LetterRefusal } from '../letters/render.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { inMunicipality, readInMunicipality } from '../platform/database.ts';
import { jsonOption, monthOption, municipalityOption, PlainError, type Command } from './command.ts';

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

/** `afdrag letters export`: a debtor's letter of a month as a file. */
export const lettersExportCommand: Command = {
  words: 'letters export',
  usage: '--municipality 998 --debtor NUMMER --month 2026-03 --file BREV.pdf',
  summary: 'skriver en borgers brev til en fil',
  options: { ...municipalityOption, ...monthOption, debtor: { type: 'string' }, file: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const [debtor, month, file] = [given.debtor(), given.month(), given.required('file')];
    return shell.withDatabase(async (database) => {
      const letter = await readInMunicipality(database, municipality, (tx) =>
        archivedLetter(tx, decisionId(month, debtor, 0)),
      );
      if (letter === null) throw new PlainError('Der er ikke lavet et brev til den debitor i den måned.');
      await inMunicipality(database, municipality, (tx) =>
        logAccess(tx, {
          at: shell.clock(),
          actor: shell.by,
          purpose: 'copy of a letter',
          debtor,
          about: `letter ${month}`,
        }),
      );
      await writeFile(file, letter.pdf, { mode: 0o600 });
      shell.say(`Brevet (${letter.pages} sider) er skrevet til ${file}`);
      return 0;
    });
  },
};

/** The assets for a municipality's arms, read once for each. */
export function letterAssets(): (arms: string) => LetterAssets {
  const loaded = new Map<string, LetterAssets>();
  return (arms) => {
    const assets = loaded.get(arms) ?? loadLetterAssets(join(PROJECT_ROOT, 'municipalities'), arms);
    loaded.set(arms, assets);
    return assets;
  };
}

export function lettersMadeLines({ made, refused }: LettersMade): string[] {
  const lines = [`${made} breve er lavet.`];
  for (const { decision, refusal } of refused)
    lines.push(`  Afgørelse ${decision}: brevet blev afvist: ${refusalWords(refusal)}`);
  return lines;
}

function refusalWords(refusal: LetterRefusal): string {
  switch (refusal.tag) {
    case 'part-missing':
      return `delen "${refusal.part}" mangler (${refusal.paragraph})`;
    case 'model-invalid':
      return `feltet ${refusal.field} er forkert: ${refusal.reason}`;
    case 'not-typeset':
      return `det kan ikke sættes: ${refusal.messages.join('; ')}`;
  }
}
