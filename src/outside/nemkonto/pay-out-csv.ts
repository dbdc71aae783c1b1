import { withoutByteOrderMark } from '../../kernel/byte-order-mark.ts';
import { parsePlainDate } from '../../kernel/dates.ts';
import { plainKroner, sumOre } from '../../kernel/money.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import {
  payOutReasons,
  type AnswerRefusal,
  type PayOut,
  type PayOutAnswer,
  type PayOutFile,
  type PayOutForm,
} from '../../payments/pay-out-port.ts';

/**
 * Orders for the municipality's pay-out system (NemKonto), and its answers, as files of our own form: `;` between columns, a
 * header, a last line with the number of orders and their sum. The NemKonto system's own form has not been at hand, so that
 * this is not certified: the municipality's payment system reads the file, or a converter stands between.
 */
export const payOutCsv: PayOutForm = { write, read };

const HEADER = 'reference;recipient_kind;recipient;amount;text';
/** What the citizen reads on their own statement. */
const TEXT = 'Tilbagebetaling fra kommunen';

function write({ number, madeOn, payOuts }: PayOutFile): string {
  const total = plainKroner(sumOre(payOuts.map(({ amount }) => amount)));
  const rows = payOuts
    .toSorted((a, b) => (a.reference < b.reference ? -1 : 1))
    .map(({ reference, to, amount }: PayOut) =>
      [reference, to.kind, to.number, plainKroner(amount), TEXT].join(';'),
    );
  return [HEADER, ...rows, `total;AFDRAG-F${number};${madeOn};${total};${payOuts.length}`, ''].join('\n');
}

const ANSWER_HEADER = 'reference;status;day;reason';

function read(text: string): Result<readonly PayOutAnswer[], AnswerRefusal> {
  const [header, ...rows] = withoutByteOrderMark(text)
    .split(/\r?\n/)
    .map((row) => row.trim());
  if (header !== ANSWER_HEADER) return refuse({ tag: 'not-an-answer', place: 1 });
  const answers = new Map<string, PayOutAnswer>();
  for (const [index, row] of rows.entries()) {
    if (row === '') continue;
    const answer = answerIn(row);
    if (answer === null) return refuse({ tag: 'row-not-readable', place: index + 2 });
    if (answers.has(answer.reference)) return refuse({ tag: 'told-twice', place: index + 2 });
    answers.set(answer.reference, answer);
  }
  return ok([...answers.values()]);
}

function answerIn(row: string): PayOutAnswer | null {
  const [reference = '', status, day = '', reason = '', ...more] = row.split(';');
  const on = parsePlainDate(day);
  if (reference === '' || on === null || more.length > 0) return null;
  if (status === 'paid') return reason === '' ? { reference, on, rejected: null } : null;
  const rejected = payOutReasons.find((each) => each === reason);
  return status === 'rejected' && rejected !== undefined ? { reference, on, rejected } : null;
}
