import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { creditorOf } from '../direct-debit/deliveries.ts';
import { customerOf } from '../direct-debit/types.ts';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { parseDebtorNumber } from '../kernel/ids.ts';
import { BetalingsserviceSimulator } from '../outside/betalingsservice/simulator.ts';
import { jsonOption, municipalityOption, PlainError, UsageError, type Command } from './command.ts';
import { agreementOrRefuse, bytesOf } from './direct-debit.ts';

/** `afdrag direct-debit pretend`: on a machine for trials, a file that Betalingsservice would send. */
export const directDebitPretendCommand: Command = {
  words: 'direct-debit pretend',
  usage: '--municipality 998 --folder MAPPE (--sign-up NUMMER | --file bs-0601.txt [--reject 10]) [--json]',
  summary: 'laver til prøve en fil, som Betalingsservice ville sende; aldrig i drift',
  options: {
    ...municipalityOption,
    ...jsonOption,
    folder: { type: 'string' },
    file: { type: 'string' },
    'sign-up': { type: 'string' },
    reject: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const folder = given.required('folder');
    const [file, signUp] = [given.text('file'), given.text('sign-up')];
    if ((file === null) === (signUp === null)) throw new UsageError('vælg enten --sign-up eller --file');
    if (shell.config.production) throw new PlainError('Det kan kun gøres til prøve, ikke i drift.');
    return shell.withDatabase(async (database) => {
      const { choices } = await agreementOrRefuse(database, municipality);
      const on = dayInCopenhagen(shell.clock());
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const filesBefore = filesOf(folder, on);
      const simulator = new BetalingsserviceSimulator(creditorOf(choices), { filesBefore });
      const text =
        file === null
          ? signedUp(simulator, signUp ?? '', on)
          : answered(simulator, bytesOf(file).toString('latin1'), {
              on,
              reject: given.wholeNumber('reject'),
            });
      const path = join(folder, `${prefixOf(on)}${String(filesBefore + 1).padStart(2, '0')}.txt`);
      writeFileSync(path, text, { encoding: 'latin1', mode: 0o600, flag: 'wx' });
      shell.say(given.flag('json') ? JSON.stringify({ file: path }) : `Fil til prøve: ${path}`);
      return 0;
    });
  },
};

function prefixOf(on: PlainDate): string {
  return `bs-svar-${on.replaceAll('-', '')}`;
}

function filesOf(folder: string, on: PlainDate): number {
  return readdirSync(folder).filter((name) => name.startsWith(prefixOf(on))).length;
}

function signedUp(simulator: BetalingsserviceSimulator, number: string, on: PlainDate): string {
  const debtor = parseDebtorNumber(number);
  if (debtor === null) throw new UsageError('--sign-up skal være et debitornummer; aldrig et CPR-nummer');
  simulator.signUp(customerOf(debtor), on);
  return simulator.mandatesFile(on);
}

/** What became of a delivery, the day after the last of its amounts: paid, and each so many rejected. */
function answered(
  simulator: BetalingsserviceSimulator,
  delivery: string,
  { on, reject }: { readonly on: PlainDate; readonly reject: number | null },
): string {
  const taken = simulator.take(delivery, on);
  if ('refused' in taken) throw new PlainError(`Betalingsservice ville afvise filen (${taken.refused}).`);
  for (const [place, { reference }] of simulator.due().entries())
    simulator.decide(reference, reject !== null && (place + 1) % reject === 0 ? 'rejected' : 'paid');
  const last = simulator
    .due()
    .map(({ payOn }) => payOn)
    .toSorted()
    .at(-1);
  if (last !== undefined && last >= on)
    throw new PlainError(
      `Beløbene er først betalt ${last}. Prøv igen ${addDays(last, 1)} eller senere (AFDRAG_NOW).`,
    );
  return simulator.paymentsFile(on);
}
