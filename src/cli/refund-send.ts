import { readFileSync } from 'node:fs';
import { logAccess } from '../access/access-log.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { plainKroner, readableKroner, sumOre } from '../kernel/money.ts';
import { payOutCsv } from '../outside/nemkonto/pay-out-csv.ts';
import { answerRefunds, type AnswersRefusal, type AnswersTaken } from '../payments/answer-refunds.ts';
import type { AnswerRefusal, PayOutAnswer, PayOutFile } from '../payments/pay-out-port.ts';
import { ordersToSend, refundFile, sendRefunds, type RefundsSent } from '../payments/send-refunds.ts';
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { openGivenFile, type GivenFile } from './given-file.ts';

/** `afdrag refund send`: writes the file of all approved orders for the pay-out system; with `--again`, one that was sent. */
export const refundSendCommand: Command = {
  words: 'refund send',
  usage: '--municipality 998 --file udbetaling.csv [--again FILNUMMER] [--dry-run] [--json]',
  summary: 'skriver filen med godkendte udbetalinger til udbetalingssystemet (NemKonto)',
  options: {
    ...municipalityOption,
    ...jsonOption,
    file: { type: 'string' },
    again: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    if (given.flag('dry-run')) return tellWaiting(given, shell);
    const path = given.required('file');
    const again = given.text('again');
    const number = again === null ? null : fileNumber(again);
    return shell.withDatabase(async (database) => {
      const file = await openGivenFile(path, { replace: false });
      const sent = await orLeave(file, () =>
        number === null ? send(database, municipality, shell) : sentBefore(database, municipality, number),
      );
      await writeSent(file, sent);
      if (given.flag('json')) shell.say(sentJson(sent));
      else for (const line of sentLines(sent)) shell.say(line);
      return 0;
    });
  },
};

/** Where nothing leaves there is no file. */
async function orLeave(file: GivenFile, work: () => Promise<RefundsSent>): Promise<RefundsSent> {
  try {
    return await work();
  } catch (error) {
    await file.leave();
    throw error;
  }
}

/** What has left is in the database; a file that was lost is written again with --again. */
async function writeSent(file: GivenFile, { file: sent }: RefundsSent): Promise<void> {
  if (sent === null) return file.leave();
  await file.write(payOutCsv.write(sent)).catch((error: unknown) => {
    if (!(error instanceof PlainError)) throw error;
    throw new PlainError(
      `${error.message} Udbetalingerne står som sendt i fil ${sent.number}. Skriv den med afdrag refund send --again ${sent.number}.`,
    );
  });
}

async function tellWaiting(given: Given, shell: Shell): Promise<number> {
  const municipality = given.municipality();
  return shell.withDatabase(async (database) => {
    const orders = await readInMunicipality(database, municipality, ordersToSend);
    const amount = sumOre(orders.map((order) => order.amount));
    shell.say(
      given.flag('json')
        ? JSON.stringify({ dryRun: true, orders: orders.length, amount: plainKroner(amount) })
        : `Prøvekørsel: ${orders.length} udbetalinger på i alt ${readableKroner(amount)} ville blive sendt.`,
    );
    return 0;
  });
}

function send(database: Database, municipality: MunicipalityCode, shell: Shell): Promise<RefundsSent> {
  return inMunicipality(database, municipality, async (tx) => {
    const at = shell.clock();
    const sent = await sendRefunds(tx, { by: shell.by, at });
    const about = `pay-out file ${sent.file?.number ?? 'none'}`;
    await logAccess(tx, { at, actor: shell.by, purpose: 'money is given back', debtor: null, about });
    return sent;
  });
}

async function sentBefore(
  database: Database,
  municipality: MunicipalityCode,
  number: bigint,
): Promise<RefundsSent> {
  const file = await readInMunicipality(database, municipality, (tx) => refundFile(tx, number));
  if (file === null) throw new PlainError('Kommunen har ikke sendt en fil med det nummer.');
  return { file, orders: [], withoutNumber: [], coversLess: [], notToDebtor: [] };
}

function fileNumber(text: string): bigint {
  if (!/^\d{10,12}$/.test(text)) throw new UsageError('--again skal være en fils nummer');
  return BigInt(text);
}

function sentJson({ file, withoutNumber, coversLess, notToDebtor }: RefundsSent): string {
  return JSON.stringify({
    file: file?.number.toString() ?? null,
    orders: file?.payOuts.length ?? 0,
    amount: plainKroner(sumOfFile(file)),
    withoutNumber: withoutNumber.map(({ order }) => order.toString()),
    coversLess: coversLess.map(({ order }) => order.toString()),
    notToDebtor: notToDebtor.map(({ order }) => order.toString()),
  });
}

function sumOfFile(file: PayOutFile | null) {
  return sumOre((file?.payOuts ?? []).map(({ amount }) => amount));
}

function sentLines({ file, withoutNumber, coversLess, notToDebtor }: RefundsSent): string[] {
  const stay = [
    ...notToDebtor.map(
      ({ order, debtor }) =>
        `Udbetaling ${order} er ikke sendt: debitor ${debtor} er død eller under konkurs siden. Tag den tilbage (afdrag refund withdraw), og foreslå den til boet (afdrag refund propose --otherwise).`,
    ),
    ...withoutNumber.map(
      ({ order, debtor }) =>
        `Udbetaling ${order} er ikke sendt: debitor ${debtor} har hverken CPR- eller CVR-nummer hos os.`,
    ),
    ...coversLess.map(
      ({ order }) =>
        `Udbetaling ${order} er ikke sendt: pengene dækker ikke længere så meget af debitors krav. Tag den tilbage, og tag stilling igen (afdrag refund withdraw).`,
    ),
  ];
  if (file === null) return ['Der er ingen godkendte udbetalinger at sende.', ...stay];
  return [
    `Fil ${file.number}: ${file.payOuts.length} udbetalinger på i alt ${readableKroner(sumOfFile(file))}. Filen har CPR-numre i sig.`,
    ...stay,
  ];
}

/** `afdrag refund answer`: takes in what the pay-out system answered. */
export const refundAnswerCommand: Command = {
  words: 'refund answer',
  usage: '--municipality 998 --file svar.csv [--json]',
  summary: 'indlæser udbetalingssystemets svar: udbetalt eller afvist',
  options: { ...municipalityOption, ...jsonOption, file: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const answers = answersIn(given.required('file'));
    return shell.withDatabase(async (database) => {
      const taken = await inMunicipality(database, municipality, async (tx) => {
        const at = shell.clock();
        const done = await answerRefunds(tx, answers, { by: shell.by, at });
        if (!done.ok) throw new PlainError(`${contradictionWords(done.refusal)} Intet er indlæst.`);
        const about = 'answer of the pay-out system';
        await logAccess(tx, { at, actor: shell.by, purpose: 'money is given back', debtor: null, about });
        return done.value;
      });
      shell.say(given.flag('json') ? JSON.stringify(taken) : takenLine(taken));
      return 0;
    });
  },
};

function answersIn(path: string): readonly PayOutAnswer[] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new PlainError('Filen kunne ikke læses.');
  }
  const read = payOutCsv.read(text);
  if (!read.ok) throw new PlainError(`${unreadableWords(read.refusal)} Intet er indlæst.`);
  return read.value;
}

function takenLine({ paid, rejected, known }: AnswersTaken): string {
  return `${paid} udbetalt, ${rejected} afvist og igen til gode, ${known} kendt i forvejen.`;
}

function unreadableWords({ tag, place }: AnswerRefusal): string {
  switch (tag) {
    case 'not-an-answer':
      return 'Filen er ikke et svar fra udbetalingssystemet.';
    case 'row-not-readable':
      return `Linje ${place} kan ikke læses.`;
    case 'told-twice':
      return `Linje ${place} fortæller om en udbetaling, der allerede står i filen.`;
  }
}

function contradictionWords(refusal: AnswersRefusal): string {
  switch (refusal.tag) {
    case 'unknown-order':
      return `Kommunen har ingen udbetaling ${refusal.reference}.`;
    case 'not-sent':
      return `Udbetaling ${refusal.order.order} er ikke sendt.`;
    case 'contradicts':
      return `Udbetaling ${refusal.order.order} er besvaret anderledes før.`;
    case 'in-future':
      return 'Et svar er dateret efter i dag.';
  }
}
