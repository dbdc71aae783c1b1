import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { logAccess } from '../access/access-log.ts';
import { plainKroner, readableKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { readCamt } from '../outside/bank-statement/camt.ts';
import {
  importStatement,
  type StatementImport,
  type StatementImported,
  type StatementImportRefusal,
} from '../payments/import-statement.ts';
import type { StatementRefusal } from '../payments/statement-port.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';

/** `afdrag bank import`: takes in a bank's statement or notification (camt.053, camt.054), all of it or nothing. */
export const bankImportCommand: Command = {
  words: 'bank import',
  usage: '--municipality 998 --file camt.xml [--dry-run] [--json]',
  summary: 'indlæser bankens kontoudtog eller adviser (camt.053, camt.054)',
  options: {
    ...municipalityOption,
    ...jsonOption,
    file: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const file = fileOf(given.required('file'));
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const task = { ...file, by: shell.by, at: shell.clock() };
      const imported = await inMunicipality(database, municipality, async (tx) => {
        const taken = await takeIn(tx, task);
        if (dryRun) throw new OnlyTried(taken);
        return taken;
      }).catch(whatWasTried);
      if (given.flag('json')) shell.say(JSON.stringify({ ...asJson(imported), dryRun }));
      else for (const line of lines(imported, dryRun)) shell.say(line);
      return 0;
    });
  },
};

/** A dry run goes the same way, and is rolled back. */
class OnlyTried extends Error {
  readonly imported: StatementImported;
  constructor(imported: StatementImported) {
    super('only tried');
    this.imported = imported;
  }
}

function whatWasTried(error: unknown): StatementImported {
  if (error instanceof OnlyTried) return error.imported;
  throw error;
}

type File = Pick<StatementImport, 'statement' | 'fileName' | 'sha256'>;

function fileOf(path: string): File {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new PlainError('Filen kunne ikke læses.');
  }
  const read = readCamt(text);
  if (!read.ok) throw new PlainError(unreadableWords(read.refusal));
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { statement: read.value, fileName: basename(path), sha256 };
}

async function takeIn(
  tx: MunicipalityTx,
  task: File & Pick<StatementImport, 'by' | 'at'>,
): Promise<StatementImported> {
  const configured = await configurationVersion(tx, null);
  const bank = configured?.configuration.bank ?? { accounts: [], clearing: [] };
  const imported = await importStatement(tx, { ...task, bank });
  if (!imported.ok) throw new PlainError(refusalWords(imported.refusal));
  await logAccess(tx, {
    at: task.at,
    actor: task.by,
    purpose: 'payments have come in',
    debtor: null,
    about: `bank import ${task.sha256.slice(0, 12)}`,
  });
  return imported.value;
}

const outcomes = [
  'received',
  'suspended',
  'chargedBack',
  'cleared',
  'paidOut',
  'returned',
  'known',
  'asked',
  'open',
] as const;

function asJson(imported: StatementImported) {
  const { state, lines: count } = imported;
  const told = outcomes.map((each) => {
    const { count: its, amount } = imported[each];
    return [each, { lines: its, amount: plainKroner(amount) }] as const;
  });
  return { state, lines: count, ...Object.fromEntries(told) };
}

const words: Readonly<Record<(typeof outcomes)[number], string>> = {
  received: 'Modtaget og fordelt',
  suspended: 'Modtaget, men ikke fordelt; en medarbejder skal se på det',
  chargedBack: 'Taget tilbage af banken',
  cleared: 'Afregnet af en betalingskanal',
  paidOut: 'Udbetalt til borgere',
  returned: 'Kom tilbage: nåede ikke frem til borgeren',
  known: 'Kendt i forvejen',
  asked: 'Måske oplyst før; intet er bogført, før en medarbejder har svaret',
  open: 'Står ikke i regnskabet; en medarbejder skal se på det',
};

function lines(imported: StatementImported, dryRun: boolean): string[] {
  if (imported.state === 'was-taken-in') return ['Filen er indlæst før. Intet er ændret.'];
  const told = outcomes.filter((each) => imported[each].count > 0);
  return [
    dryRun
      ? `Prøvekørsel: ${imported.lines} bevægelser ville blive indlæst.`
      : `${imported.lines} bevægelser er indlæst.`,
    ...told.map(
      (each) => `  ${words[each]}: ${imported[each].count}, i alt ${signed(imported[each].amount)}.`,
    ),
  ];
}

function signed(amount: Ore): string {
  return amount < zeroOre ? `minus ${readableKroner(-amount as Ore)}` : readableKroner(amount); // øre as they were
}

function unreadableWords({ tag, detail }: StatementRefusal): string {
  switch (tag) {
    case 'not-readable':
      return `Filen kan ikke læses som XML (${detail}).`;
    case 'not-a-statement':
      return 'Filen er hverken et kontoudtog (camt.053) eller adviser (camt.054).';
    case 'other-currency':
      return 'Filen har beløb i en anden valuta end danske kroner. Intet er indlæst.';
    case 'sums-differ':
      return `Filens beløb stemmer ikke med dens egne summer (${detail}). Intet er indlæst.`;
    case 'field-missing':
      return `Filen mangler noget, som skal være der (${detail}). Intet er indlæst.`;
  }
}

function refusalWords(refusal: StatementImportRefusal): string {
  switch (refusal.tag) {
    case 'unknown-account':
      return 'Filen handler om en bankkonto, som ikke står i kommunens indstillinger. Intet er indlæst.';
    case 'in-future':
      return 'Filen har bevægelser efter i dag. Intet er indlæst.';
    case 'contradicts':
      return `Banken har før oplyst bevægelsen ${refusal.reference} med et andet beløb. Intet er indlæst.`;
  }
}
