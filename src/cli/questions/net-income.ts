import { z } from 'zod';
import { firstDayOf, lastDayOf } from '../../kernel/dates.ts';
import { stated } from '../../kernel/explanation.ts';
import { plainKroner, zeroOre } from '../../kernel/money.ts';
import { netIncomeOfMonth, netIncomeOfYear, type IncomeReport } from '../../law/net-income.ts';
import { refusalText } from './assess.ts';
import { dateText, jsonQuestion, monthText, wireAmount } from './question.ts';

const known = {
  kind: z.enum(['I', 'T']),
  employer: z.string().max(20).default(''),
  periodFrom: dateText.optional(),
  periodTo: dateText.optional(),
  '57': wireAmount.default(zeroOre),
  '58': wireAmount.default(zeroOre),
  '59': wireAmount.default(zeroOre),
  '60': wireAmount.default(zeroOre),
  '70': wireAmount.default(zeroOre),
  '71': wireAmount.default(zeroOre),
};
// Reports carry many fields by number (hours, ATP, pension …) that the rule does not ask for.
const row = z
  .looseObject(known)
  .refine((fields) => Object.keys(fields).every((name) => name in known || /^\d+$/.test(name)), {
    message: 'a field that is neither known nor a number',
  });
const shape = z.strictObject({
  month: monthText,
  rows: z.array(row).min(1, 'no rows: the income is not known'),
});

/** `net-income --stdin`: a month's net income from reports to the income register, and that month times twelve. */
export const netIncomeQuestion = jsonQuestion(shape, ({ month, rows }) => {
  const reports: IncomeReport[] = rows.map((each) => ({
    kind: each.kind,
    employer: each.employer,
    periodFrom: each.periodFrom ?? firstDayOf(month),
    periodTo: each.periodTo ?? lastDayOf(month),
    paidOn: lastDayOf(month),
    incomeType: '00',
    amounts: {
      contributory: each['57'],
      nonContributory: each['58'],
      tax: each['59'],
      labourContribution: each['60'],
      contributoryB: each['70'],
      nonContributoryB: each['71'],
    },
  }));
  const net = netIncomeOfMonth({ month, reports, source: stated }, null);
  if (!net.ok) return { error: refusalText(net.refusal) };
  return {
    answer: { month: plainKroner(net.value), year: plainKroner(netIncomeOfYear(net.value, net.value, null)) },
  };
});
