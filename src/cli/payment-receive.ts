import { logAccess } from '../access/access-log.ts';
import { claimNames, type ClaimName } from '../claims/claim-names.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { receive, type Receipt, type Received } from '../payments/receive.ts';
import { debtorsSuggested } from '../payments/suggested-debtors.ts';
import type { Suggestion } from '../payments/suspense.ts';
import { channels, type MoneyIn, type Told } from '../payments/types.ts';
import { inMunicipality, type MunicipalityReadTx } from '../platform/database.ts';
import { amountGiven, wordsGiven } from './amount.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import {
  channelWords,
  claimsGiven,
  claimsNamed,
  coveredJson,
  coveredLines,
  receiptRefusalWords,
  suggestedJson,
  suggestedWords,
  suspenseWords,
  type Suggested,
} from './payment-words.ts';
import { receivedOnGiven, receivedOnOptions } from './received-on.ts';
import { tillOf } from './till.ts';

/** `afdrag payment receive`: money as a channel tells it, by its payment line, by a debtor and their wish, or by neither. */
export const paymentReceiveCommand: Command = {
  words: 'payment receive',
  usage:
    '--municipality 998 --amount 1.234,50 --on 2026-03-10 [--confirm-on 2026-03-10] --channel bank|counter|betalingsservice|card|mobilepay --reference TEKST [--line BETALINGSLINJE] [--debtor NUMMER] [--claims KILDE:ID,KILDE:ID] [--till 1] [--json]',
  summary: 'modtager en betaling fra en kanal: efter betalingslinje, debitors ønske eller rækkefølgen',
  options: {
    ...municipalityOption,
    ...jsonOption,
    amount: { type: 'string' },
    ...receivedOnOptions,
    channel: { type: 'string' },
    reference: { type: 'string' },
    line: { type: 'string' },
    debtor: { type: 'string' },
    claims: { type: 'string' },
    till: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const money = moneyGiven(given, shell);
    const wished = claimsGiven(given);
    const told = toldGiven(given, wished);
    return shell.withDatabase(async (database) => {
      const answer = await inMunicipality(database, municipality, async (tx) => {
        const receipt = {
          ...money,
          told: await withClaims(tx, told, wished),
          by: shell.by,
          at: shell.clock(),
        };
        const received = await receive(tx, receipt);
        if (!received.ok) throw new PlainError(receiptRefusalWords(received.refusal));
        const { payment, debtor, covered } = received.value;
        const purpose = 'a payment has come in';
        await logAccess(tx, {
          at: receipt.at,
          actor: shell.by,
          purpose,
          debtor,
          about: `payment ${payment}`,
        });
        const names = await claimNames(
          tx,
          covered.map(({ claim }) => claim),
        );
        const suggestion = received.value.suspended?.suggested ?? null;
        const suggested = suggestion === null ? null : await suggestedOf(tx, suggestion);
        return { receipt, received: received.value, suggested, names };
      });
      if (given.flag('json')) shell.say(answerJson(answer));
      else for (const line of answerLines(answer)) shell.say(line);
      return 0;
    });
  },
};

function moneyGiven(given: Given, shell: Pick<Shell, 'clock'>): MoneyIn {
  const receivedOn = receivedOnGiven(given, shell);
  given.required('channel');
  const channel = given.oneOf('channel', channels);
  return {
    amount: amountGiven(given, 'amount'),
    channel,
    till: tillOf(given, channel),
    reference: wordsGiven(given, 'reference'),
    receivedOn,
  };
}

function toldGiven(given: Given, wished: readonly ClaimName[]): Told {
  // Scripts hand over an empty column as an empty line.
  const byLine = (given.text('line') ?? '').trim() !== '';
  const byDebtor = given.text('debtor') !== null;
  if (byLine && byDebtor) throw new UsageError('--line og --debtor kan ikke bruges sammen');
  if (wished.length > 0 && !byDebtor) throw new UsageError('--claims kræver --debtor');
  if (byLine) return { by: 'line', line: lineGiven(given) };
  return byDebtor ? { by: 'debtor', debtor: given.debtor(), wish: [] } : { by: 'nothing' };
}

const LONGEST_LINE = 100;

function lineGiven(given: Given): string {
  const line = wordsGiven(given, 'line');
  if (line.length > LONGEST_LINE) throw new UsageError(`--line skal være højst ${LONGEST_LINE} tegn`);
  return line;
}

async function withClaims(tx: MunicipalityReadTx, told: Told, wished: readonly ClaimName[]): Promise<Told> {
  return told.by === 'debtor' ? { ...told, wish: await claimsNamed(tx, wished) } : told;
}

async function suggestedOf(tx: MunicipalityReadTx, suggestion: Suggestion): Promise<Suggested> {
  return { suggestion, debtors: (await debtorsSuggested(tx, [suggestion])).get(suggestion) ?? [] };
}

interface Answer {
  readonly receipt: Receipt;
  readonly received: Received;
  readonly suggested: Suggested | null;
  readonly names: ReadonlyMap<ClaimNumber, ClaimName>;
}

function answerJson({ receipt, received, suggested, names }: Answer): string {
  const { state, payment, debtor, covered, overpaid, suspended, settled } = received;
  return JSON.stringify({
    state,
    payment: payment.toString(),
    debtor,
    amount: plainKroner(receipt.amount),
    receivedOn: receipt.receivedOn,
    covered: coveredJson(covered, names),
    overpaid: plainKroner(overpaid),
    suspended: suspended === null ? null : { why: suspended.why, suggested: suggestedJson(suggested) },
    settled,
  });
}

function answerLines({ receipt, received, suggested, names }: Answer): string[] {
  const { state, payment, debtor, suspended, settled } = received;
  const amount = readableKroner(receipt.amount);
  const whose = debtor === null ? '' : ` til debitor ${debtor}`;
  return [
    state === 'registered'
      ? `Betaling ${payment} på ${amount} ${channelWords[receipt.channel]}${whose} er registreret. Den tæller fra ${readableDate(receipt.receivedOn)}.`
      : `Betalingen var registreret i forvejen som betaling ${payment}. Intet er ændret.`,
    ...coveredLines(received, names),
    ...(suspended === null
      ? []
      : [`  Ikke fordelt: ${suspenseWords[suspended.why]}.${suggestedWords(suggested)}`]),
    ...settled.map((each) => `  Debitor ${each} skylder ikke mere.`),
  ];
}
