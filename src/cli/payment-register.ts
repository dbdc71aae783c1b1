import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { logAccess } from '../access/access-log.ts';
import { claimNames, type ClaimName } from '../claims/claim-names.ts';
import type { ClaimNumber } from '../claims/types.ts';
import {
  registerPayment,
  type PaymentRegistered,
  type PaymentToRegister,
} from '../payments/register-payment.ts';
import { inMunicipality } from '../platform/database.ts';
import { amountGiven, wordsGiven } from './amount.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { coveredLines, receiptRefusalWords } from './payment-words.ts';
import { receivedOnGiven, receivedOnOptions } from './received-on.ts';
import { tillOf } from './till.ts';

/** `afdrag payment register`: money that has come in, and what it covers. */
export const paymentRegisterCommand: Command = {
  words: 'payment register',
  usage:
    '--municipality 998 --debtor NUMMER --amount 1.234,50 --on 2026-03-10 [--confirm-on 2026-03-10] --reference TEKST [--channel bank|counter] [--till 1] [--json]',
  summary: 'registrerer en betaling og fordeler den på kravene',
  options: {
    ...municipalityOption,
    ...jsonOption,
    debtor: { type: 'string' },
    amount: { type: 'string' },
    ...receivedOnOptions,
    channel: { type: 'string' },
    reference: { type: 'string' },
    till: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const payment = { ...paymentGiven(given, shell), by: shell.by };
    return shell.withDatabase(async (database) => {
      const told = await inMunicipality(database, municipality, async (tx) => {
        const received = { ...payment, at: shell.clock() };
        const registered = await registerPayment(tx, received);
        if (!registered.ok) throw new PlainError(receiptRefusalWords(registered.refusal));
        await logAccess(tx, {
          at: received.at,
          actor: shell.by,
          purpose: 'a payment has come in',
          debtor: payment.debtor,
          about: `payment ${registered.value.payment}`,
        });
        const claims = registered.value.covered.map(({ claim }) => claim);
        return { received, registered: registered.value, names: await claimNames(tx, claims) };
      });
      if (given.flag('json')) shell.say(registeredJson(told));
      else for (const line of registeredLines(told)) shell.say(line);
      return 0;
    });
  },
};

function paymentGiven(given: Given, shell: Pick<Shell, 'clock'>): Omit<PaymentToRegister, 'by' | 'at'> {
  const receivedOn = receivedOnGiven(given, shell);
  const channel = given.oneOf('channel', ['bank', 'counter']);
  return {
    debtor: given.debtor(),
    amount: amountGiven(given, 'amount'),
    channel,
    till: tillOf(given, channel),
    reference: wordsGiven(given, 'reference'),
    receivedOn,
  };
}

interface Told {
  readonly received: PaymentToRegister;
  readonly registered: PaymentRegistered;
  readonly names: ReadonlyMap<ClaimNumber, ClaimName>;
}

function registeredJson({ received, registered, names }: Told): string {
  return JSON.stringify({
    state: registered.state,
    payment: registered.payment.toString(),
    debtor: received.debtor,
    amount: plainKroner(received.amount),
    receivedOn: received.receivedOn,
    covered: registered.covered.map(({ claim, part, amount }) => ({
      ...names.get(claim),
      part,
      amount: plainKroner(amount),
    })),
    overpaid: plainKroner(registered.overpaid),
    settled: registered.settled,
  });
}

function registeredLines({ received, registered, names }: Told): string[] {
  const { payment, settled, state } = registered;
  const amount = readableKroner(received.amount);
  const lines = [
    state === 'registered'
      ? `Betaling ${payment} på ${amount} fra debitor ${received.debtor} er registreret. Den tæller fra ${readableDate(received.receivedOn)}.`
      : `Betalingen var registreret i forvejen som betaling ${payment}. Intet er ændret.`,
    ...coveredLines(registered, names),
  ];
  return [...lines, ...settled.map((debtor) => `  Debitor ${debtor} skylder ikke mere.`)];
}
