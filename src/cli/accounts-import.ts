import { readFile } from 'node:fs/promises';
import { importAccountRules, type AccountRulesImported } from '../accounting/import-account-rules.ts';
import { accountRuleColumns, type AccountRulesRefusal } from '../accounting/read-account-rules.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { jsonOption, municipalityOption, PlainError, type Command, type Shell } from './command.ts';

/** `afdrag accounts import`: takes in the table that says which account of the municipality's an event stands on. */
export const accountsImportCommand: Command = {
  words: 'accounts import',
  usage: '--municipality 998 --file konti.csv [--dry-run] [--json]',
  summary: 'indlæser kommunens konteringsregler',
  options: {
    ...municipalityOption,
    ...jsonOption,
    file: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const asked = { municipality, file: given.required('file'), dryRun: given.flag('dry-run') };
    return shell.withDatabase(async (database) => {
      const imported = await importAccountsFile(database, shell, asked);
      shell.say(given.flag('json') ? JSON.stringify({ municipality, ...imported }) : importedLine(imported));
      return 0;
    });
  },
};

export interface AccountsFile {
  readonly municipality: MunicipalityCode;
  readonly file: string;
  readonly dryRun: boolean;
}

/** Takes in a file of account rules; a refusal becomes a plain sentence. */
export async function importAccountsFile(
  database: Database,
  { by, clock }: Pick<Shell, 'by' | 'clock'>,
  { municipality, file, dryRun }: AccountsFile,
): Promise<AccountRulesImported> {
  const bytes = await readFile(file).catch(() => {
    throw new PlainError(`Filen ${file} kan ikke læses.`);
  });
  const imported = await inMunicipality(database, municipality, (tx) =>
    importAccountRules(tx, { bytes, dryRun, by, at: clock() }),
  );
  if (!imported.ok) throw new PlainError(`Intet er indlæst. ${refusalText(imported.refusal)}`);
  return imported.value;
}

function importedLine({ state, version, rules }: AccountRulesImported): string {
  switch (state) {
    case 'imported':
      return `${rules} konteringsregler er indlæst som version ${version}. De gælder for de dage, der lukkes fra nu af.`;
    case 'was-in-force':
      return `De ${rules} konteringsregler gælder i forvejen som version ${version}. Intet er ændret.`;
    case 'dry-run':
      return `Prøvekørsel, intet er gemt. Filen har ${rules} konteringsregler og kan indlæses.`;
  }
}

function refusalText(refusal: AccountRulesRefusal): string {
  switch (refusal.tag) {
    case 'not-utf8':
      return 'Filen er ikke UTF-8.';
    case 'wrong-header':
      return `Første linje skal være ${accountRuleColumns.join(';')}`;
    case 'no-rules':
      return 'Filen har ingen regler.';
    case 'too-many-rules':
      return 'Filen har flere end 10.000 regler.';
    case 'wrong-row':
      return refusal.column === null
        ? `Linje ${refusal.row} skal have ${accountRuleColumns.length} kolonner.`
        : `Linje ${refusal.row}: ${refusal.column} kan ikke bruges.`;
    case 'contradiction':
      return `Linje ${refusal.rows[0]} og ${refusal.rows[1]} passer på det samme, og ingen af dem er mere bestemt end den anden.`;
  }
}
