import type { PaymentShown } from '../../../insight/payments-shown.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { zeroOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { ReversalKind } from '../../../payments/reverse-payment.ts';
import type { Channel } from '../../../payments/types.ts';
import type { NamingWords } from '../debt/debt-words.ts';
import { claimName } from '../pay/names.ts';
import type { Visit } from '../route.ts';
import type { Texts } from '../texts/texts.ts';

type Words = Pick<Visit, 'texts' | 'language'>;

/** How money came. */
export function channelName({ channel }: Pick<PaymentShown, 'channel'>, { texts }: Words): string {
  return texts.papers[channels[channel]];
}

const channels = {
  bank: 'byBank',
  counter: 'byCounter',
  betalingsservice: 'byBetalingsservice',
  card: 'byCard',
  mobilepay: 'byMobilepay',
  'state-set-off': 'byState',
} as const satisfies Readonly<Record<Channel, keyof Texts['papers']>>;

/** That a payment has gone back, and how; null = it has not. */
export function takenBackInWords(
  { takenBack }: Pick<PaymentShown, 'takenBack'>,
  { texts, language }: Words,
): string | null {
  if (takenBack === null) return null;
  return fillIn(texts.papers[reversals[takenBack.as]], { on: readableDate(takenBack.on, language) });
}

const reversals = {
  reversed: 'reversed',
  'charged-back': 'chargedBack',
  returned: 'sentBack',
} as const satisfies Readonly<Record<ReversalKind, keyof Texts['papers']>>;

/** Everything that a payment covers, by name, with what is more than was owed, what of it was paid back and when, and what is still looked at: together the payment. */
export function partsOf(
  {
    covered,
    overpaid,
    givenBack,
    owedBack,
    waiting,
  }: Pick<PaymentShown, 'covered' | 'overpaid' | 'givenBack' | 'owedBack' | 'waiting'>,
  visit: NamingWords,
): { readonly name: string; readonly amount: Ore }[] {
  const said = visit.texts.papers;
  return [
    ...covered.map(({ claim, amount }) => ({
      name: claim === null ? said.someDebt : claimName(claim, visit),
      amount,
    })),
    ...givenBack.map(({ amount, paidOn }) => ({
      name:
        paidOn === null
          ? said.onItsWayBack
          : fillIn(said.givenBack, { on: readableDate(paidOn, visit.language) }),
      amount,
    })),
    { name: said.owedBack, amount: owedBack },
    { name: said.tooMuch, amount: overpaid },
    { name: said.waiting, amount: waiting },
  ].filter(({ amount }) => amount > zeroOre);
}
