import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Creditor } from '../../src/direct-debit/file-port.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, ore, sumOre } from '../../src/kernel/money.ts';
import { betalingsserviceFiles as files } from '../../src/outside/betalingsservice/files.ts';
import { BetalingsserviceSimulator } from '../../src/outside/betalingsservice/simulator.ts';
import { runs } from '../long/length.ts';

const folder = join(
  process.env['AFDRAG_SCHEMAS'] ?? join(import.meta.dirname, '../../../shared/schemas'),
  'betalingsservice',
);
const sample = (name: string) => readFileSync(join(folder, 'samples', name), 'latin1');

const creditor: Creditor = {
  dataSupplier: '12345678',
  subsystem: 'BS1',
  pbsNumber: '01234567',
  debtorGroup: '00001',
  registration: '1234',
  account: '0012345678',
  supplierReference: 'PROEVEKOMMUNE',
  mainText: 'Tilbagebetaling af kontanthjælp',
};

const first = {
  customer: '000000000100001',
  agreement: '111111111',
  payOn: date('2027-01-04'),
  amount: kroner(600),
  reference: 'AFT-2026-00001/R003',
  texts: ['Afdrag nr. 003', 'Se betalingsoverblik på kommunens hjemmeside'],
};
const second = {
  ...first,
  customer: '000000000100002',
  agreement: '222222222',
  amount: kroner(350),
  reference: 'AFT-2026-00002/R011',
  texts: ['Afdrag nr. 011', 'Se betalingsoverblik på kommunens hjemmeside'],
};
const delivery = { number: 2026112001n, madeOn: date('2026-11-20'), creditor, those: [first, second] };
const linesOf = (text: string) => text.split('\r\n').filter((line) => line !== '');

describe.skipIf(!existsSync(folder))('the published samples of Betalingsservice', () => {
  test('a delivery of ours is theirs line by line, but for payment ids, names and addresses, which we do not send', () => {
    const theirs = linesOf(sample('0601-claims.txt'))
      .filter((line) => !line.startsWith('BS022'))
      .map((line) => line.replace(/^(BS0[19]201234567)0117/, '$10112'))
      .map((line) => line.replace(/^(BS042.{100})\d{15}/, `$1${' '.repeat(15)}`))
      .map((line) => line.replace(/^(BS[09]92.{78})\d{11}/, `$1${'0'.repeat(11)}`));
    expect(linesOf(files.collections(delivery))).toEqual(theirs);
  });

  test('what was paid, rejected and taken back is read, and what came by a payment form', () => {
    const read = files.read(sample('0602-payments.txt'), creditor);
    if (!read.ok) throw new Error(read.refusal.tag);
    const { payments, forms, ...file } = read.value;
    expect(file).toMatchObject({ type: 'payments', number: '2027010501', madeOn: '2027-01-05' });
    expect(
      payments.map(({ kind, reference, moved, payOn, bookedOn }) => [
        kind,
        reference,
        moved,
        payOn,
        bookedOn,
      ]),
    ).toEqual([
      ['paid', 'AFT-2026-00001/R003', kroner(600), '2027-01-04', '2027-01-04'],
      ['rejected', 'AFT-2026-00002/R011', 0n, '2027-01-04', '2027-01-05'],
      ['charged-back', 'AFT-2026-00001/R002', kroner(600), '2026-12-01', '2027-01-05'],
    ]);
    expect(payments[0]).toMatchObject({ customer: '000000000100001', agreement: '111111111', line: 3 });
    expect(forms).toEqual([
      {
        line: 8,
        kind: 'paid',
        paymentId: '000000001000025',
        archive: '0123456789012345678901',
        payOn: '2027-01-05',
        amount: kroner(350),
      },
    ]);
  });

  test('mandates that began and ended are read', () => {
    const read = files.read(sample('0603-mandates.txt'), creditor);
    expect(read.ok && read.value.mandates).toEqual([
      {
        line: 3,
        kind: 'registered',
        customer: '000000000100001',
        agreement: '111111111',
        from: '2026-11-21',
        to: null,
      },
      {
        line: 4,
        kind: 'bank',
        customer: '000000000100002',
        agreement: '222222222',
        from: '2026-11-21',
        to: '2026-11-30',
      },
    ]);
  });

  test('every place of every line of ours is as the layouts say', () => {
    const shape = z.object({
      layouts: z.object({
        '0601': z.array(
          z.object({
            record: z.string(),
            fields: z.array(
              z.object({ pos: z.int(), len: z.int(), type: z.string(), value: z.string().optional() }),
            ),
          }),
        ),
      }),
    });
    const layouts = shape.parse(JSON.parse(readFileSync(join(folder, 'record-layouts.json'), 'utf8')))
      .layouts['0601'];
    for (const line of linesOf(files.collections(delivery))) {
      const layout = layouts.find(({ record }) => line.startsWith(record.slice(0, 5)));
      expect(layout, line).toBeDefined();
      for (const { pos, len, type, value } of layout?.fields ?? []) {
        const text = line.slice(pos, pos + len);
        if (type === 'blank') expect(text.trim(), `${line} ${pos}`).toBe('');
        if (type === 'zero') expect(text, `${line} ${pos}`).toMatch(/^0+$/);
        // The payment id is blank in section 0112.
        if (type === 'num') expect(text, `${line} ${pos}`).toMatch(/^(?:\d+| {15})$/);
        if (value !== undefined && value.length === len) expect(text).toBe(value);
      }
    }
  });
});

/** Betalingsservice has taken a delivery of two amounts of payers who have signed up. */
function delivered() {
  const simulator = new BetalingsserviceSimulator(creditor);
  const agreements = [first, second].map(({ customer }) => simulator.signUp(customer, date('2026-11-21')));
  const those = [first, second].map((each, place) => ({ ...each, agreement: agreements[place] ?? '' }));
  return { simulator, text: files.collections({ ...delivery, those }) };
}

describe('Betalingsservice as it is simulated', () => {
  test('takes a delivery, tells what became of it in a file that we read, and takes the same delivery once', () => {
    const { simulator, text } = delivered();
    expect(simulator.take(text, date('2026-11-20'))).toEqual({ taken: 2 });
    expect(simulator.take(text, date('2026-11-20'))).toEqual({ refused: 'told-twice 1' });
    simulator.decide(second.reference, 'rejected');
    const told = files.read(simulator.paymentsFile(date('2027-01-05')), creditor);
    expect(told.ok && told.value.payments.map(({ kind, moved }) => [kind, moved])).toEqual([
      ['paid', kroner(600)],
      ['rejected', 0n],
    ]);
    simulator.chargeBack(first.reference, date('2027-01-11'));
    const back = files.read(simulator.paymentsFile(date('2027-01-12')), creditor);
    expect(back.ok && back.value.payments).toMatchObject([{ kind: 'charged-back', bookedOn: '2027-01-11' }]);
  });

  test('ends a mandate when a file of ours says so', () => {
    const simulator = new BetalingsserviceSimulator(creditor);
    const agreement = simulator.signUp(first.customer, date('2026-11-21'));
    const those = [{ customer: first.customer, agreement }];
    const text = files.cancellations({ ...delivery, number: 2026112002n, those });
    expect(linesOf(text).every((line) => line.length === 128)).toBe(true);
    expect(simulator.take(text, date('2026-11-25'))).toEqual({ taken: 1 });
    const told = files.read(simulator.mandatesFile(date('2026-11-26')), creditor);
    expect(told.ok && told.value.mandates.map(({ kind, to }) => [kind, to])).toEqual([
      ['registered', null],
      ['creditor', '2026-11-25'],
    ]);
  });
});

describe('a file that is not whole, or not as it should be, is refused with its line', () => {
  const { simulator, text: ours } = delivered();
  simulator.take(ours, date('2026-11-20'));
  const text = simulator.paymentsFile(date('2027-01-05'));
  const lines = text.split('\r\n');
  const changed = (place: number, change: (line: string) => string) =>
    lines.map((line, index) => (index === place ? change(line) : line)).join('\r\n');

  test.each([
    ['no file of theirs', 'hej', 'not-a-file', 1],
    ['a delivery of ours', ours, 'other-delivery', 1],
    ['torn in the middle of a line', text.slice(0, 300), 'line-length', 3],
    ['torn between lines', lines.slice(0, 4).join('\r\n'), 'torn', 4],
    ['with a line that is shorter', changed(2, (line) => line.slice(1)), 'line-length', 3],
    [
      'for another data supplier',
      changed(0, (line) => line.replace('12345678', '87654321')),
      'other-supplier',
      1,
    ],
    ['of another creditor', changed(1, (line) => line.replace('01234567', '76543210')), 'other-creditor', 2],
    ['with a code that nobody knows', changed(2, (line) => line.replace('0236', '0240')), 'unknown-code', 3],
    [
      'with letters for digits',
      changed(2, (line) => `${line.slice(0, 60)}X${line.slice(61)}`),
      'not-readable',
      3,
    ],
    ['with a day that is none', changed(2, (line) => line.replace('040127', '310227')), 'not-readable', 3],
    [
      'whose section counts otherwise',
      changed(4, (line) => line.replace('00000000002', '00000000003')),
      'totals-differ',
      5,
    ],
    [
      'whose amounts are other than their sum',
      changed(2, (line) => line.replaceAll('0000060000', '0000060001')),
      'totals-differ',
      5,
    ],
    ['whose end sums up otherwise', changed(5, (line) => line.replace('95000', '95001')), 'totals-differ', 6],
    ['with a line after its end', `${text}${lines[2]}\r\n`, 'out-of-order', 6],
    [
      'with a line outside its sections',
      [...lines.slice(0, 5), lines[2], ...lines.slice(5)].join('\r\n'),
      'out-of-order',
      6,
    ],
  ])('%s', (_, given, tag, line) => {
    expect(files.read(given, creditor)).toEqual({ ok: false, refusal: { tag, line } });
  });

  test('the same line twice', () => {
    const twice = [lines[0], lines[1], lines[2], lines[2], lines[4], lines[5]];
    const given = twice.map((line) => `${line?.replace('000095000', '000120000')}\r\n`).join('');
    expect(files.read(given, creditor)).toEqual({ ok: false, refusal: { tag: 'told-twice', line: 4 } });
  });
});

test('whatever is collected: every line has 128 signs, the totals are those of the lines, and Betalingsservice takes it', () => {
  const one = fc.record({
    amount: fc.bigInt(1n, 9_999_999_999_999n).map(ore),
    reference: fc.stringMatching(/^[A-Z0-9-]{1,30}$/),
    texts: fc.array(fc.string({ maxLength: 90 }), { maxLength: 3 }),
    customer: fc.stringMatching(/^\d{15}$/),
    agreement: fc.stringMatching(/^\d{9}$/),
    payOn: fc.constantFrom(date('2026-12-01'), date('2027-01-04')),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (those) => {
      const text = files.collections({ ...delivery, those });
      expect(linesOf(text).every((line) => line.length === 128)).toBe(true);
      const simulator = new BetalingsserviceSimulator(creditor);
      expect(simulator.take(text, date('2026-11-20'))).toEqual({ taken: those.length });
      expect(sumOre(simulator.due().map(({ amount }) => ore(amount)))).toBe(
        sumOre(those.map(({ amount }) => amount)),
      );
    }),
    runs(60),
  );
});
