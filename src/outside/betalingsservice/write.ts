import type { Collection, DeliveryOf, Payer } from '../../direct-debit/file-port.ts';
import { sumOre } from '../../kernel/money.ts';
import { asDigits } from './days.ts';
import { writeLine } from './record.ts';
import * as records from './records.ts';

const { deliveryTypes, sections } = records;

/** A delivery of collections (0601): one section, its lines and texts, and the totals of both. */
export function writeCollections({ number, madeOn, creditor, those }: DeliveryOf<Collection>): string {
  const { pbsNumber: pbs, debtorGroup: group, dataSupplier: supplier, subsystem } = creditor;
  const { registration, account, supplierReference, mainText: text } = creditor;
  const section = sections.collections;
  const count = those.length;
  const sum = sumOre(those.map(({ amount }) => amount));
  const texts = those.reduce((all, each) => all + each.texts.length, 0);
  const type = deliveryTypes.collections;
  return file([
    writeLine(records.deliveryStart, { supplier, subsystem, type, number, made: asDigits(madeOn, 'short') }),
    writeLine(records.collectionsStart, {
      pbs,
      section,
      group,
      supplierReference,
      made: asDigits(madeOn, 'whole'),
      registration,
      account,
      text,
    }),
    ...those.flatMap((each) => collectionLines(each, { pbs, group })),
    writeLine(records.collectionsEnd, { pbs, section, group, count, sum, texts, names: 0 }),
    writeLine(records.deliveryEnd, { supplier, subsystem, type, sections: 1, count, sum, texts, names: 0 }),
  ]);
}

interface Section {
  readonly pbs: string;
  readonly group: string;
}

const AUTOMATIC = '0280';
const TEXT = '0241';
const COLLECTED = 1;

function collectionLines(
  { customer, agreement, payOn, amount, reference, texts }: Collection,
  section: Section,
): string[] {
  const whose = { ...section, customer, agreement };
  return [
    writeLine(records.collection, {
      ...whose,
      code: AUTOMATIC,
      payOn: asDigits(payOn, 'whole'),
      sign: COLLECTED,
      amount,
      reference,
    }),
    ...texts.map((text, index) =>
      writeLine(records.collectionText, { ...whose, code: TEXT, place: index + 1, text }),
    ),
  ];
}

const CANCELLED = '0257';

/** A delivery of mandates that end (0605). */
export function writeCancellations({ number, madeOn, creditor, those }: DeliveryOf<Payer>): string {
  const { pbsNumber: pbs, debtorGroup: group, dataSupplier: supplier, subsystem } = creditor;
  const [section, type] = [sections.cancellations, deliveryTypes.cancellations];
  const made = asDigits(madeOn, 'short');
  const totals = { count: those.length, sum: 0 };
  return file([
    writeLine(records.deliveryStart, { supplier, subsystem, type, number, made }),
    writeLine(records.sectionStart, { pbs, section, group, made }),
    ...those.map(({ customer, agreement }) =>
      writeLine(records.cancellation, { pbs, code: CANCELLED, group, customer, agreement }),
    ),
    writeLine(records.sectionEnd, { pbs, section, group, ...totals }),
    writeLine(records.deliveryEnd, { supplier, subsystem, type, sections: 1, ...totals, texts: 0, names: 0 }),
  ]);
}

function file(lines: readonly string[]): string {
  return lines.map((line) => `${line}\r\n`).join('');
}
