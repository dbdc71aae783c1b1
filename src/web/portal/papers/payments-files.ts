import { paymentsShown, type PaymentShown } from '../../../insight/payments-shown.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { setPaper, type Paper } from '../../../letters/paper.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { MOST_ON_PAPER } from './most-on-paper.ts';
import { channelName, partsOf, takenBackInWords } from './payment-names.ts';
import { CSV, danishCsv, type Cell } from './spreadsheet.ts';
import { whoseBlock, type PaperVisit } from './whose.ts';

/** The payments as a paper, the newest of them where there are more than it holds. */
export async function servePaymentsPaper(visit: PersonalVisit): Promise<Answer> {
  const paper = historyOf(await paymentsOf(visit), visit);
  const name = fillIn(visit.texts.papers.fileHistory, { on: visit.today });
  return { kind: 'paper', name, set: (from) => setPaper(paper, from) };
}

/** All payments for a spreadsheet: a line for each thing that one covered, so that the lines add up to what was paid. */
export async function servePaymentsTable(visit: PersonalVisit): Promise<Answer> {
  const said = visit.texts.papers;
  const head = [said.day, said.number, said.how, said.covered, said.amount, said.columnTakenBack];
  const payments = await paymentsOf(visit);
  const rows = payments.flatMap((payment) =>
    partsOf(payment, visit).map(({ name, amount }): Cell[] => [
      payment.receivedOn,
      // Spreadsheets would round a number of so many digits.
      `nr. ${payment.number}`,
      channelName(payment, visit),
      name,
      amount,
      payment.takenBack?.on ?? null,
    ]),
  );
  const name = fillIn(said.fileHistoryTable, { on: visit.today });
  return { kind: 'file', name, type: CSV, content: danishCsv(head, rows) };
}

async function paymentsOf({ tx, session }: PersonalVisit): Promise<PaymentShown[]> {
  return session.debtor === null ? [] : paymentsShown(tx, session.debtor);
}

/** What was paid, the newest first; where there is more than a paper holds, it says so. */
export function historyOf(payments: readonly PaymentShown[], visit: PaperVisit): Paper {
  const { texts, language, today } = visit;
  const said = texts.papers;
  const shown = payments.slice(0, MOST_ON_PAPER);
  const rows = shown.map((payment) => [
    readableDate(payment.receivedOn, language),
    channelName(payment, visit),
    takenBackInWords(payment, visit) ??
      partsOf(payment, visit)
        .map(({ name, amount }, _, { length }) =>
          length === 1 ? name : `${name}: ${readableKroner(amount, language)}`,
        )
        .join('\n'),
    readableKroner(payment.amount, language),
  ]);
  const table = {
    kind: 'figures' as const,
    columns: [said.day, said.how, said.covered, said.amount],
    widths: [1.2, 1.2, 2.6, 1],
    amounts: 1,
    rows,
    total: [],
  };
  const words = (text: string) => ({ kind: 'text' as const, text });
  const count = String(MOST_ON_PAPER);
  return {
    language,
    title: said.payments,
    day: today,
    parts: [
      { heading: null, blocks: [whoseBlock(visit)] },
      {
        heading: null,
        blocks:
          rows.length === 0
            ? [words(said.noPayments)]
            : [
                ...(payments.length > shown.length ? [words(fillIn(said.mostOnPaper, { count }))] : []),
                table,
              ],
      },
    ],
  };
}
