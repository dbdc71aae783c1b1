import { subtractOre, zeroOre } from '../../../kernel/money.ts';
import { reversePayment } from '../../../payments/reverse-payment.ts';
import { CASEWORKER, type HappeningOf } from '../town.ts';

/** Banks take a few payments back some days after they came. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async (day) => {
      const { on, at } = day;
      for (const { payment, amount } of town.takenBack.due(day)) {
        const reference = `T-${payment}`;
        const back = await town.attempt((tx) =>
          reversePayment(tx, {
            payment,
            kind: 'charged-back',
            reference,
            on,
            because: 'Banken har taget betalingen tilbage.',
            by: CASEWORKER,
            at,
          }),
        );
        // One that a person has taken back meanwhile did not come back by the bank.
        if (back)
          town.bank.moved({ on, amount: subtractOre(zeroOre, amount), name: reference, reversal: true });
      }
    },
  },
];
