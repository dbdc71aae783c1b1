import { weekdayOf } from '../../../kernel/dates.ts';
import { heldFor } from '../../../ledger/refund-items.ts';
import { answerRefunds } from '../../../payments/answer-refunds.ts';
import { approveRefund, proposeRefund } from '../../../payments/propose-refund.ts';
import { sendRefunds } from '../../../payments/send-refunds.ts';
import {
  Agenda,
  CASEWORKER,
  SECOND_PERSON,
  type HappeningOf,
  type PlayedDay,
  type PlayedTown,
} from '../town.ts';
import { addDays } from '../../../kernel/dates.ts';
import type { PayOutAnswer } from '../../../payments/pay-out-port.ts';
import { nextBankDay } from '../../../law/closing-days.ts';

const TUESDAY = 2;
const DAYS_TO_ANSWER = 2;
const REJECTED_IN_HUNDRED = 3;

/** Once a week what is held for people is given back by two persons in one file; nearly all of it arrives. */
export const happening: HappeningOf = (town) => {
  const answers = new Agenda<PayOutAnswer>();
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        const told = answers.due(day).map((answer) => ({ ...answer, on: day.on }));
        if (told.length > 0)
          await town.attempt((tx) => answerRefunds(tx, told, { by: CASEWORKER, at: day.at }));
        if (weekdayOf(day.on) !== TUESDAY) return;
        for (const reference of await payOut(town, day)) {
          const rejected = town.dice(`paid-out/${reference}`).chance(REJECTED_IN_HUNDRED)
            ? ('account-closed' as const)
            : null;
          const on = nextBankDay(addDays(day.on, DAYS_TO_ANSWER));
          answers.add(on, { reference, on, rejected });
        }
      },
    },
  ];
};

/** By what names the pay-outs left. */
async function payOut(town: PlayedTown, { on, at }: PlayedDay): Promise<string[]> {
  const debtors = await town.read(heldFor);
  if (debtors.length === 0) return [];
  return town.write(async (tx) => {
    for (const debtor of debtors) {
      const proposed = await proposeRefund(tx, debtor, { by: CASEWORKER, on });
      if (proposed.ok) await approveRefund(tx, proposed.value.order, { by: SECOND_PERSON, on });
    }
    const { file } = await sendRefunds(tx, { by: CASEWORKER, at });
    return (file?.payOuts ?? []).map(({ reference }) => reference);
  });
}
