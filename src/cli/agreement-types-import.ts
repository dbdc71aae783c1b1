import { readFile } from 'node:fs/promises';
import {
  agreementColumns,
  importAgreement,
  type AgreementImported,
  type AgreementRefusal,
} from '../collection/creditor-agreement.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';

/** `afdrag agreement-types import`: takes in which types the creditor agreement lets the municipality send. */
export const agreementTypesImportCommand: Command = {
  words: 'agreement-types import',
  usage: '--municipality 998 --file aftale.csv [--dry-run] [--json]',
  summary: 'indlæser fordringstyperne i aftalen med Gældsstyrelsen',
  options: { ...municipalityOption, ...jsonOption, file: { type: 'string' }, 'dry-run': { type: 'boolean' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const file = given.required('file');
    const bytes = await readFile(file).catch(() => {
      throw new PlainError(`Filen ${file} kan ikke læses.`);
    });
    return shell.withDatabase(async (database) => {
      const take = { bytes, dryRun: given.flag('dry-run'), by: shell.by, at: shell.clock() };
      const imported = await inMunicipality(database, municipality, (tx) => importAgreement(tx, take));
      if (!imported.ok) throw new PlainError(`Intet er indlæst. ${refusalText(imported.refusal)}`);
      const { value } = imported;
      shell.say(given.flag('json') ? JSON.stringify({ municipality, ...value }) : importedLine(value));
      return 0;
    });
  },
};

function importedLine({ state, version, types }: AgreementImported): string {
  switch (state) {
    case 'imported':
      return `${types} fordringstyper er indlæst som version ${version}. De gælder for det, der sendes fra nu af.`;
    case 'was-in-force':
      return `De ${types} fordringstyper gælder i forvejen som version ${version}. Intet er ændret.`;
    case 'dry-run':
      return `Prøvekørsel, intet er gemt. Filen har ${types} fordringstyper og kan indlæses.`;
  }
}

function refusalText(refusal: AgreementRefusal): string {
  switch (refusal.tag) {
    case 'not-utf8':
      return 'Filen er ikke UTF-8.';
    case 'wrong-header':
      return `Første linje skal være ${agreementColumns.join(';')}`;
    case 'no-types':
      return 'Filen har ingen fordringstyper.';
    case 'wrong-row':
      return `Linje ${refusal.row} kan ikke bruges.`;
    case 'twice':
      return `Linje ${refusal.row}: typen står der to gange for samme art.`;
  }
}
