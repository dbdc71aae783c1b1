import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paymentLine } from '../kernel/payment-line.ts';
import { readLine } from './read-payment-line.ts';

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));
const anyLine = fc.oneof(
  fc.record({ kind: fc.constant('71' as const), base: digits(14) }),
  fc.record({ kind: fc.constant('75' as const), base: digits(15) }),
);

test('every line that we print is read back', () => {
  fc.assert(
    fc.property(anyLine, ({ kind, base }) => {
      expect(readLine(paymentLine(kind, base, '81234567') ?? '', '81234567')).toEqual({
        ok: true,
        value: { kind, base },
      });
    }),
  );
});

test('a single wrong digit is never taken for another bill', () => {
  fc.assert(
    fc.property(anyLine, fc.nat(14), fc.integer({ min: 1, max: 9 }), ({ kind, base }, place, by) => {
      const line = paymentLine(kind, base, '81234567') ?? '';
      const at = line.indexOf('<') + 1 + place;
      const wrong = `${line.slice(0, at)}${(Number(line[at]) + by) % 10}${line.slice(at + 1)}`;
      expect(readLine(wrong)).toEqual({ ok: false, refusal: { tag: 'wrong-check-digit' } });
    }),
  );
});

test.each(['', 'hej', '+73< +81234567<', '71', '+71<12345 +81234567<', '+71<000000000000018 +71234567<'])(
  '%j is no payment line',
  (text) => {
    expect(readLine(text)).toEqual({ ok: false, refusal: { tag: 'not-a-line' } });
  },
);
