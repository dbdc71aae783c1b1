import { z } from 'zod';
import { date, type PlainDate } from '../../kernel/dates.ts';
import { plainKroner, sumOre, type Ore } from '../../kernel/money.ts';
import { dayCounts } from '../../law/interest-facts.ts';
import { interestOf, interestRates, specialInterest, type InterestFacts } from '../../law/interest.ts';
import { dateRange, dateText, jsonQuestion, kronerText } from './question.ts';

const payment = z.strictObject({ on: dateText, amount: kronerText });
const shape = z
  .strictObject({
    regime: z.enum(['gebyrloven', 'renteloven', 'special', 'none']),
    principal: kronerText,
    due: dateText,
    srb: dateText.optional(),
    paid: z.union([dateText, z.array(payment)]).nullish(),
    until: dateText.nullish(),
    transferred: dateText.nullish(),
    off: z.array(dateRange).default([]),
    councilDecision: dateText.nullish(),
    dueFixed: z.boolean().default(true),
    demandSent: dateText.nullish(),
    dayCount: z.enum(dayCounts).default('actual/365'),
    special: z.string().optional(),
    paidOut: dateText.nullish(),
  })
  .refine(({ due, srb }) => srb === undefined || due <= srb, {
    path: ['srb'],
    message: 'the last day for payment is before the due date',
  })
  .refine(({ regime, special }) => (regime === 'special') === (special !== undefined), {
    path: ['special'],
    message: 'the law of its own is named when the regime is special, and only then',
  })
  .refine(({ dueFixed, demandSent }) => dueFixed || (demandSent ?? null) !== null, {
    path: ['demandSent'],
    message: 'must be said when the due date was not fixed in advance',
  });
type Line = z.output<typeof shape>;

/** `interest --stdin`: the months' interest of a main claim as `[day posted, kroner]`; null where no rate is known. */
export const interestQuestion = jsonQuestion(shape, (line) => {
  if (line.regime === 'none' || line.councilDecision === null) return { answer: [] };
  const entry = line.special === undefined ? null : specialInterest(line.special);
  if (line.special !== undefined && entry === null)
    return { error: `special: no law of its own called "${line.special}"` };
  const paidOut = line.paidOut ?? null;
  if (entry !== null && entry.freeYears > 0 && paidOut === null)
    return { error: 'paidOut: must be said where the first years bear no interest' };
  const until = endOf(line);
  if (until === null) return { error: 'say paid, transferred or until' };
  const facts: InterestFacts = {
    regime: line.regime,
    principal: line.principal,
    due: line.due,
    srb: line.srb ?? line.due,
    paid: paymentsOf(line),
    until,
    transferred: line.transferred ?? null,
    off: line.off,
    councilDecision: { on: line.councilDecision ?? ALWAYS },
    dueFixed: line.dueFixed,
    demandSent: line.demandSent ?? null,
    dayCount: line.dayCount,
    ...(entry === null ? {} : { special: { entry, paidOut } }),
  };
  const months = interestOf(facts, interestRates);
  return {
    answer: months.map(({ posted, amount, rateHundredths }) => [
      posted,
      rateHundredths === null ? null : plainKroner(amount),
    ]),
  };
});

/** Not said: the choice to charge was taken before anything here. */
const ALWAYS = date('0001-01-01');

/** A day alone is the day when the whole principal was paid. */
function paymentsOf({ paid, principal }: Line): readonly { readonly on: PlainDate; readonly amount: Ore }[] {
  if (paid === null || paid === undefined) return [];
  return typeof paid === 'string' ? [{ on: paid, amount: principal }] : paid;
}

/** The last day to look at: as said, or the day of transfer or of the last payment; null when it would never end. */
function endOf(line: Line): PlainDate | null {
  const said = line.until ?? line.transferred ?? null;
  if (said !== null) return said;
  const payments = paymentsOf(line);
  if (sumOre(payments.map(({ amount }) => amount)) < line.principal) return null;
  // A full payment in advance or in time: then there is nothing after the last timely day either.
  return [...payments.map(({ on }) => on), line.srb ?? line.due].toSorted().at(-1) ?? null;
}
