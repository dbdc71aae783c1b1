import type {
  FileRefusal,
  FileTold,
  FormTold,
  MandateKind,
  MandateTold,
  PaymentKind,
  PaymentTold,
} from '../../direct-debit/file-port.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { ore } from '../../kernel/money.ts';
import type { Result } from '../../kernel/result.ts';
import { dayIn } from './days.ts';
import {
  fieldsOf,
  linesOf,
  readFrame,
  readWhole,
  startOf,
  Unreadable,
  type FrameOf,
  type LineAt,
  type OfWhom,
} from './frame.ts';
import { readLine } from './record.ts';
import * as records from './records.ts';

const { deliveryTypes, sections } = records;

/** A file from Betalingsservice (0602 about payments, 0603 about mandates), read whole or not at all. */
export function readFile(text: string, ours: OfWhom): Result<FileTold, FileRefusal> {
  return readWhole(() => {
    const lines = linesOf(text);
    const { type, number, made } = startOf(lines);
    const of = type === deliveryTypes.payments ? payments : type === deliveryTypes.mandates ? mandates : null;
    if (of === null) throw new Unreadable('other-delivery', 1);
    const frame = readFrame(lines, of, ours);
    const those = (known: (section: string) => boolean) =>
      frame.sections.filter(({ section }) => known(section)).flatMap((each) => each.lines);
    const strange = frame.sections.find(({ section }) => !of.sections.includes(section));
    if (strange !== undefined) throw new Unreadable('unknown-code', (strange.lines[0]?.line ?? 2) - 1);
    return {
      type: of === payments ? 'payments' : 'mandates',
      number,
      madeOn: needed(made, 1),
      payments: once(those((each) => each === sections.payments)).map(paymentAt),
      forms: once(those((each) => each === sections.paymentForms)).map(formAt),
      mandates: once(those((each) => mandates.sections.includes(each))).map(mandateAt),
    };
  });
}

interface Read extends FrameOf {
  readonly sections: readonly string[];
}

/** How every section begins and ends in what comes. */
const answerFrame: Pick<FrameOf, 'start' | 'end'> = {
  start: ({ line, text }) => fieldsOf(records.sectionStart, text, line),
  end: ({ line, text }) => fieldsOf(records.sectionEnd, text, line),
};

const payments: Read = {
  sections: [sections.payments, sections.paymentForms],
  ...answerFrame,
  amountOf: (section, line) => {
    const read = readLine(section === sections.paymentForms ? records.formPayment : records.payment, line);
    return read === null ? null : { amount: BigInt(read.amount), sign: read.sign };
  },
};

const mandates: Read = {
  sections: sections.mandates,
  ...answerFrame,
  amountOf: () => ({ amount: 0n, sign: '0' }),
};

const kindsOfPayment: Readonly<Record<string, PaymentKind>> = {
  '0236': 'paid',
  '0237': 'rejected',
  '0238': 'cancelled',
  '0239': 'charged-back',
};

function paymentAt({ line, text }: LineAt): PaymentTold {
  const told = fieldsOf(records.payment, text, line);
  const { customer, agreement, reference } = told;
  return {
    line,
    kind: kindIn(kindsOfPayment, told.code, line),
    customer,
    agreement,
    reference,
    payOn: needed(told.payOn, line),
    amount: ore(BigInt(told.amount)),
    moved: ore(BigInt(told.moved)),
    bookedOn: perhaps(told.booked, line),
  };
}

const kindsOfForm: Readonly<Record<string, FormTold['kind']>> = { '0297': 'paid', '0299': 'reversed' };

function formAt({ line, text }: LineAt): FormTold {
  const { paymentId, archive, ...told } = fieldsOf(records.formPayment, text, line);
  return {
    line,
    kind: kindIn(kindsOfForm, told.code, line),
    paymentId,
    archive,
    payOn: needed(told.payOn, line),
    amount: ore(BigInt(told.moved)),
  };
}

const kindsOfMandate: Readonly<Record<string, MandateKind>> = {
  '0230': 'active',
  '0231': 'registered',
  '0232': 'bank',
  '0233': 'creditor',
  '0234': 'betalingsservice',
};

function mandateAt({ line, text }: LineAt): MandateTold {
  const { customer, agreement, ...told } = fieldsOf(records.mandate, text, line);
  const [from, to] = [perhaps(told.from, line), perhaps(told.to, line)];
  return { line, kind: kindIn(kindsOfMandate, told.code, line), customer, agreement, from, to };
}

function kindIn<Kind>(kinds: Readonly<Record<string, Kind>>, code: string, line: number): Kind {
  const kind = kinds[code];
  if (kind === undefined) throw new Unreadable('unknown-code', line);
  return kind;
}

/** The same line twice is one that somebody has copied: which is meant is not guessed. */
function once(lines: readonly LineAt[]): readonly LineAt[] {
  const seen = new Set<string>();
  for (const { line, text } of lines) {
    if (seen.has(text)) throw new Unreadable('told-twice', line);
    seen.add(text);
  }
  return lines;
}

function perhaps(text: string, line: number): PlainDate | null {
  const day = dayIn(text);
  if (day === null) throw new Unreadable('not-readable', line);
  return day === 'none' ? null : day;
}

function needed(text: string, line: number): PlainDate {
  const day = perhaps(text, line);
  if (day === null) throw new Unreadable('not-readable', line);
  return day;
}
