import { readFile } from 'node:fs/promises';
import { logAccess } from '../access/access-log.ts';
import {
  listColumns,
  takeTypedAnswers,
  answerColumns,
  type AnswersRefusal,
} from '../collection/list-channel.ts';
import { notificationColumns, type TypedNotificationsRefusal } from '../collection/typed-notifications.ts';
import { actOnMessages } from '../collection/recovery-day.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, onOption, PlainError, UsageError, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { writeGivenFile } from './given-file.ts';
import { changedLines } from './job-words.ts';
import { clockAsked } from './letters-send.ts';
import { connectRecovery } from './recovery-connection.ts';
import {
  listFor,
  recoveryNewsLine,
  transferAll,
  transferredLines,
  tryTransfer,
  type TransferWork,
} from './transfer-work.ts';

/**
 * `afdrag transfer`: takes what Gældsstyrelsen has told, goes through the checklist for each claim that is cleared, and tells it
 * all that is ready; `--export` writes it as a list for the creditors' portal instead. Status 1 when something is without answer.
 */
export const transferCommand: Command = {
  words: 'transfer',
  usage: '--municipality 998 [--on 2026-03-11] [--export --file liste.csv] [--dry-run] [--json]',
  summary: 'sender krav til Gældsstyrelsen og tager imod svar',
  options: {
    ...municipalityOption,
    ...onOption,
    ...jsonOption,
    'dry-run': { type: 'boolean' },
    export: { type: 'boolean' },
    file: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const dryRun = given.flag('dry-run');
    const file = given.text('file');
    if (given.flag('export') !== (file !== null)) throw new UsageError('--export og --file hører sammen');
    return shell.withDatabase(async (database) => {
      const configured = await configuredOrRefuse(database, municipality);
      const { channel } = configured.configuration.recovery;
      if (file !== null && channel !== 'list')
        throw new PlainError(
          'Kommunen sender fra et system. En liste kræver recovery.channel: list i opsætningen.',
        );
      const authority = dryRun ? null : connectRecovery(shell.config, configured.configuration, clock);
      const work: TransferWork = { database, municipality, configured, authority, by: shell.by, clock };
      const { news, registrations, transferred } = dryRun
        ? await tryTransfer(work, { forList: file !== null })
        : await transferAll(work);
      const rows = file === null || dryRun ? null : await writeList(work, file);
      const { done, delivered } = transferred;
      if (given.flag('json'))
        shell.say(
          JSON.stringify({ state: done.state, ...done.report, delivered, news, listed: rows, registrations }),
        );
      else {
        shell.say(recoveryNewsLine(news));
        for (const line of changedLines(registrations)) shell.say(line);
        for (const line of transferredLines(transferred)) shell.say(line);
        if (rows !== null)
          shell.say(`Fil: ${file}, ${rows} linjer. Den har CPR-numre: slet den, når den er tastet.`);
      }
      return delivered.unknown + news.unavailable === 0 ? 0 : 1;
    });
  },
};

async function writeList(work: TransferWork, file: string): Promise<number> {
  const { database, municipality, by, clock } = work;
  const rows = await listFor(work);
  const look = { at: clock(), actor: by, purpose: 'transfer to recovery', debtor: null, about: 'list' };
  await inMunicipality(database, municipality, (tx) => logAccess(tx, look));
  const lines = [listColumns, ...rows].map((row) => row.map(cell).join(';'));
  await writeGivenFile(file, `\uFEFF${lines.join('\n')}\n`);
  return rows.length;
}

/** A cell never begins a formula, and never ends the cell or the line. */
function cell(value: string): string {
  const text = value.replaceAll(/[;\r\n]/g, ' ');
  return /^[=+@\t]/.test(text) ? `'${text}` : text;
}

/** `afdrag transfer receipt`: takes in what the portal answered, typed into a file by a person. */
export const transferReceiptCommand: Command = {
  words: 'transfer receipt',
  usage: '--municipality 998 --file svar.csv [--on 2026-03-11] [--json]',
  summary: 'indlæser Gældsstyrelsens svar, dækninger og afregninger, som er tastet af fra portalen',
  options: { ...municipalityOption, ...onOption, ...jsonOption, file: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const file = given.required('file');
    const text = await readFile(file, 'utf8').catch(() => {
      throw new PlainError(`Filen ${file} kan ikke læses.`);
    });
    return shell.withDatabase(async (database) => {
      const task = { database, municipality, by: shell.by, clock };
      const taken = await takeTypedAnswers(task, text);
      if (!taken.ok) throw new PlainError(`Intet er indlæst. ${refusalText(taken.refusal)}`);
      await actOnMessages(task);
      if (given.flag('json')) shell.say(JSON.stringify({ municipality, answers: taken.value }));
      else shell.say(`${taken.value} svar er indlæst.`);
      return 0;
    });
  },
};

function refusalText(refusal: AnswersRefusal | TypedNotificationsRefusal): string {
  switch (refusal.tag) {
    case 'wrong-header':
      return `Første linje skal være ${answerColumns.join(';')} eller ${notificationColumns.join(';')}`;
    case 'wrong-row':
      return `Linje ${refusal.row} kan ikke bruges: svaret er MODTAGET, UDFØRT (med fordringsid), AFVIST (med fejlkoder) eller HØRING.`;
    case 'unknown-reference':
      return `Linje ${refusal.row}: referencen står ikke på nogen liste.`;
    case 'wrong-notification':
      return `Linje ${refusal.row} kan ikke bruges: kind er UDLIGNING, ALLOKERING, RENTER, AFSKRIVNING eller TILBAGESEND med fordringsid, eller AFREGNING med afregning, fra og til, og rækker med det, den betaler af hver fordring, som giver dens beløb; beløb i kroner, dage som 2026-03-11 og ikke efter i dag.`;
    case 'unknown-claim':
      return `Linje ${refusal.row}: intet krav er modtaget med det fordringsid.`;
    case 'nothing-typed':
      return 'Filen har ingen linjer.';
  }
}
