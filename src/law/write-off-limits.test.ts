import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kroner, ore } from '../kernel/money.ts';
import { mayWriteOff, writeOffReasons, type WriteOffLimits } from './write-off-limits.ts';

const limits: WriteOffLimits = {
  automatic: { lapse: null, limitation: null, recovery: null, rounding: null },
  limits: [
    { role: 'leader', upTo: kroner(5_000) },
    { role: 'director', upTo: null },
  ],
  committeeAbove: null,
};
const anyAmount = fc.bigInt(1n, 10_000_000n).map(ore);
const anyReason = fc.constantFrom(...writeOffReasons);

test('nothing is booked without a person where no ground is recorded, whatever the reason and the amount', () => {
  fc.assert(
    fc.property(anyReason, anyAmount, (reason, amount) => {
      const proposedBy = { name: 'Ane', roles: [] };
      const answer = mayWriteOff({ reason, amount, proposedBy, approvedBy: 'automatic' }, limits);
      expect(answer).toEqual({ ok: false, refusal: { tag: 'no-ground' } });
    }),
  );
});

test('what one may approve, the same person may with less, and never one’s own', () => {
  fc.assert(
    fc.property(
      anyReason,
      anyAmount,
      anyAmount,
      fc.constantFrom('leader', 'director', 'clerk'),
      (reason, one, other, role) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const [proposedBy, approvedBy] = [
          { name: 'Ane', roles: ['director'] },
          { name: 'Bo', roles: [role] },
        ];
        const may = (amount: typeof one) => mayWriteOff({ reason, amount, proposedBy, approvedBy }, limits);
        if (may(more).ok) expect(may(less).ok).toBe(true);
        const own = mayWriteOff({ reason, amount: less, proposedBy, approvedBy: proposedBy }, limits);
        expect(own.ok).toBe(false);
      },
    ),
  );
});
