import { reversePayment } from '../../../payments/reverse-payment.ts';
import { CASEWORKER, type HappeningOf } from '../town.ts';

/** Banks take a few payments back some days after they came. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async (day) => {
      const { on, at } = day;
      for (const payment of town.takenBack.due(day))
        await town.attempt((tx) =>
          reversePayment(tx, {
            payment,
            kind: 'charged-back',
            reference: `T-${payment}`,
            on,
            because: 'Banken har taget betalingen tilbage.',
            by: CASEWORKER,
            at,
          }),
        );
    },
  },
];
