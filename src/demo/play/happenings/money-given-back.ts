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
import { subtractOre, sumOre, zeroOre, type Ore } from '../../../kernel/money.ts';
import type { PayOut, PayOutFile } from '../../../payments/pay-out-port.ts';
import { nextBankDay } from '../../../law/closing-days.ts';

const TUESDAY = 2;
const DAYS_TO_ANSWER = 2;
const REJECTED_IN_HUNDRED = 3;
const AS_A_SUM_IN_HUNDRED = 50;

/** Once a week what is held for people is given back by two persons in one file; nearly all of it arrives. */
export const happening: HappeningOf = (town) => {
  const answers = new Agenda<PayOutFile>();
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        for (const told of answers.due(day)) await answer(town, day, told);
        if (weekdayOf(day.on) !== TUESDAY) return;
        const file = await payOut(town, day);
        if (file !== null) answers.add(nextBankDay(addDays(day.on, DAYS_TO_ANSWER)), file);
      },
    },
  ];
};

/** Nearly all of a file arrives; the bank tells it as one sum, or one by one. */
async function answer(
  town: PlayedTown,
  { on, at }: PlayedDay,
  { number, payOuts }: PayOutFile,
): Promise<void> {
  const isRejected = ({ reference }: PayOut) =>
    town.dice(`paid-out/${reference}`).chance(REJECTED_IN_HUNDRED);
  const told = payOuts.map((payOut) => ({
    reference: payOut.reference,
    on,
    rejected: isRejected(payOut) ? ('account-closed' as const) : null,
  }));
  const done = await town.attempt((tx) => answerRefunds(tx, told, { by: CASEWORKER, at }));
  const paid = payOuts.filter((payOut) => !isRejected(payOut));
  if (!done || paid.length === 0) return;
  const left = (amount: Ore, name: string) =>
    town.bank.moved({ on, amount: subtractOre(zeroOre, amount), name });
  if (town.dice(`paid-at-once/${number}`).chance(AS_A_SUM_IN_HUNDRED))
    left(sumOre(paid.map(({ amount }) => amount)), `AFDRAG-F${number}`);
  else for (const { amount, reference } of paid) left(amount, reference);
}

/** The file that has left; null when there was nothing to give back. */
async function payOut(town: PlayedTown, { on, at }: PlayedDay): Promise<PayOutFile | null> {
  const debtors = await town.read(heldFor);
  if (debtors.length === 0) return null;
  return town.write(async (tx) => {
    for (const debtor of debtors) {
      const proposed = await proposeRefund(tx, debtor, { by: CASEWORKER, on });
      if (proposed.ok) await approveRefund(tx, proposed.value.order, { by: SECOND_PERSON, on });
    }
    return (await sendRefunds(tx, { by: CASEWORKER, at })).file;
  });
}
