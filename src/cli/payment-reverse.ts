import { logAccess } from '../access/access-log.ts';
import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import {
  reversePayment,
  type Reversal,
  type ReversalKind,
  type ReversalRefusal,
  type Reversed,
} from '../payments/reverse-payment.ts';
import { inMunicipality } from '../platform/database.ts';
import { wordsGiven } from './amount.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { paymentGiven } from './payment-words.ts';

const options = {
  ...municipalityOption,
  ...jsonOption,
  payment: { type: 'string' },
  on: { type: 'string' },
  reference: { type: 'string' },
  because: { type: 'string' },
} as const;

/** `afdrag payment reverse`: a payment that was a mistake, or that the bank took back; what it covered is owed again. */
export const paymentReverseCommand: Command = {
  words: 'payment reverse',
  usage:
    '--municipality 998 --payment NUMMER --kind reversed|charged-back --on 2026-03-10 --reference TEKST --because TEKST [--json]',
  summary: 'tager en betaling tilbage: fejlregistreret eller tilbageført af banken',
  options: { ...options, kind: { type: 'string' } },
  run: (given, shell) => {
    given.required('kind');
    return takeBack(given, shell, given.oneOf('kind', ['reversed', 'charged-back']));
  },
};

/** `afdrag suspense return`: money in suspense that has been sent back the way it came. */
export const suspenseReturnCommand: Command = {
  words: 'suspense return',
  usage: '--municipality 998 --payment NUMMER --on 2026-03-10 --reference TEKST --because TEKST [--json]',
  summary: 'noterer, at ufordelte penge er sendt tilbage, samme vej som de kom',
  options,
  run: (given, shell) => takeBack(given, shell, 'returned'),
};

async function takeBack(given: Given, shell: Shell, kind: ReversalKind): Promise<number> {
  const municipality = given.municipality();
  const reversal = { ...reversalGiven(given), kind, by: shell.by };
  return shell.withDatabase(async (database) => {
    const reversed = await inMunicipality(database, municipality, async (tx) => {
      const at = shell.clock();
      const done = await reversePayment(tx, { ...reversal, at });
      if (!done.ok) throw new PlainError(refusalWords(done.refusal));
      const { debtor, number } = done.value.payment;
      const about = `payment ${number}`;
      await logAccess(tx, { at, actor: shell.by, purpose: 'a payment was taken back', debtor, about });
      return done.value;
    });
    shell.say(given.flag('json') ? reversedJson(reversed) : reversedLine(reversed, reversal));
    return 0;
  });
}

function reversalGiven(given: Given): Omit<Reversal, 'kind' | 'by' | 'at'> {
  const on = given.date('on');
  if (on === null) throw new UsageError('--on mangler');
  const [reference, because] = [wordsGiven(given, 'reference'), wordsGiven(given, 'because')];
  return { payment: paymentGiven(given), on, reference, because };
}

function reversedJson({ state, payment, stopped, owedBack }: Reversed): string {
  return JSON.stringify({
    state,
    payment: payment.number.toString(),
    amount: plainKroner(payment.amount),
    stoppedOrders: stopped.map(String),
    owedBack: [...owedBack].map(([debtor, amount]) => ({ debtor, amount: plainKroner(amount) })),
  });
}

function reversedLine({ state, payment, stopped, owedBack }: Reversed, { on }: Pick<Reversal, 'on'>): string {
  if (state === 'was-reversed')
    return `Betaling ${payment.number} var taget tilbage i forvejen. Intet er ændret.`;
  return [
    `Betaling ${payment.number} på ${readableKroner(payment.amount)} er taget tilbage fra ${readableDate(on)}.`,
    ...stopped.map((order) => `Udbetaling ${order} er stoppet: den var af den betaling.`),
    ...[...owedBack].map(
      ([debtor, amount]) =>
        `${readableKroner(amount)} af den er allerede udbetalt. Debitor ${debtor} skylder kommunen det beløb.`,
    ),
  ].join('\n');
}

function refusalWords(refusal: ReversalRefusal): string {
  switch (refusal.tag) {
    case 'unknown-payment':
      return 'Kommunen har ingen betaling med det nummer.';
    case 'reference-missing':
      return 'Skriv en reference: bankens eller bilagets.';
    case 'reason-missing':
      return 'Skriv, hvorfor betalingen tages tilbage.';
    case 'in-future':
      return `Betalingen kan ikke være gået tilbage efter i dag, ${readableDate(refusal.today)}.`;
    case 'before-payment':
      return `Betalingen kom først ${readableDate(refusal.receivedOn)}.`;
    case 'reversed-already':
      return 'Betalingen er taget tilbage i forvejen, med en anden reference eller dato.';
    case 'not-in-suspense':
      return 'Betalingen er fordelt. Kun ufordelte penge kan sendes tilbage på denne måde.';
    case 'not-in-till':
      return `Regnskabet siger, at der kun er ${readableKroner(refusal.books)} i kassen (${refusal.till}). Var betalingen for noget andet, så flyt den: afdrag payment move. Er pengene aldrig kommet, så tag betalingen tilbage, når der igen er så meget i kassen, og tæl den bagefter.`;
  }
}
