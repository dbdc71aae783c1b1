import { paymentsShown, type PaymentShown } from '../../../insight/payments-shown.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import type { Paper, PaperBlock } from '../../../letters/paper.ts';
import { setPaper } from '../../../letters/paper.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { ownByRef, pageKeyOf } from '../../../municipality/page-refs.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { whoseBlock, type PaperVisit } from './whose.ts';
import { channelName, partsOf, takenBackInWords } from './payment-names.ts';

/** The receipt of one of the payments on the person's debts. */
export async function serveReceipt(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, place, texts, isOpen } = visit;
  if (session.debtor === null) return { kind: 'not-found' };
  const [payments, key] = [await paymentsShown(tx, session.debtor), await pageKeyOf(tx)];
  const payment = ownByRef(place.ref ?? '', payments, {
    key,
    kind: 'payment',
    numberOf: ({ number }) => number,
  });
  if (payment === null || !(isOpen || isOnTheWeb(payment))) return { kind: 'not-found' };
  const paper = receiptOf(payment, visit);
  const name = fillIn(texts.papers.fileReceipt, { on: payment.receivedOn });
  return { kind: 'paper', name, set: (from) => setPaper(paper, from) };
}

/** What is fetched also where the pages have been closed since it was begun here. */
function isOnTheWeb({ channel }: PaymentShown): boolean {
  return channel === 'mobilepay' || channel === 'card';
}

/** What was paid, when, how, and what it covered; of a payment that has gone back, that first. */
export function receiptOf(payment: PaymentShown, visit: PaperVisit): Paper {
  const { texts, language, today } = visit;
  const said = texts.papers;
  const kroner = (amount: PaymentShown['amount']) => readableKroner(amount, language);
  const gone = takenBackInWords(payment, visit);
  const parts = partsOf(payment, visit);
  const notes = [
    ...(payment.overpaid > zeroOre ? [said.tooMuchText] : []),
    ...(payment.waiting > zeroOre ? [said.waitingText] : []),
  ];
  const made: PaperBlock = {
    kind: 'facts',
    rows: [
      [said.amount, kroner(payment.amount)],
      [said.receivedOn, readableDate(payment.receivedOn, language)],
      [said.how, channelName(payment, visit)],
      [said.number, payment.number.toString()],
    ],
  };
  const covered: PaperBlock = {
    kind: 'figures',
    columns: [said.what, said.amount],
    widths: [3, 1],
    amounts: 1,
    rows: parts.map(({ name, amount }) => [name, kroner(amount)]),
    total: parts.length < 2 ? [] : [said.inAll, kroner(payment.amount)],
  };
  return {
    language,
    title: gone === null ? said.receiptTitle : said.receiptGone,
    day: today,
    parts: [
      {
        heading: null,
        blocks: [...(gone === null ? [] : [{ kind: 'text' as const, text: gone }]), made, whoseBlock(visit)],
      },
      {
        heading: gone === null ? said.whatCovered : said.hadCovered,
        blocks: [covered, ...(gone === null ? notes : []).map((text) => ({ kind: 'text' as const, text }))],
      },
    ],
  };
}
