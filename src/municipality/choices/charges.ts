import { z } from 'zod';
import { parseKroner, plainKroner } from '../../kernel/money.ts';
import { feeFigures, highestFeeFigure } from '../../law/fee-figures.ts';
import {
  claimType,
  feeRegime,
  interestRegime,
  type ClaimType,
  type OwnTypes,
} from '../../law/claim-types.ts';
import { isRepaidByPlan, repaymentLawOf } from '../../law/repayment-laws.ts';
import { dayCounts, type Regime } from '../../law/interest-facts.ts';
import { noMainType, amount, amountOrNone, plainDate, text } from './fields.ts';

/** The council's decision to charge something: the day from which it may be, and where it is kept. */
const councilDecision = z.strictObject({ decidedOn: plainDate, reference: text });

/** What is charged on a type of claim; null = no decision, so nothing is (gebyrloven §§ 2-3; open question Q26). */
const chargesOfType = z.strictObject({
  interest: councilDecision.nullable().default(null),
  /** For a reminder, or on repayment of benefits for a demand about instalments; amount null = the most that the law allows. */
  fee: councilDecision
    .extend({ amount: amount.nullable().default(null) })
    .nullable()
    .default(null),
});

/** What the council has decided to charge, by the code of the claim type; a type that is not here bears nothing. */
export const claimTypesShape = z.record(z.string(), chargesOfType).default({});

/** What is chosen about charges of every type. */
export const chargesShape = z
  .strictObject({
    /** A month of interest of less is not charged; null = every øre is, because no law has such a limit. */
    smallestInterest: amountOrNone,
    /** By which days of a year interest by the day is counted (open question Q21). */
    dayCount: z.enum(dayCounts).default('actual/365'),
  })
  .default({ smallestInterest: null, dayCount: 'actual/365' });

/**
 * Charges that no law allows: on types that nobody knows or that are refused, or whose law gives none. And those that the
 * program would not carry out: a decision must never be saved and then do nothing (open question Q41).
 */
export function chargeFaults(claimTypes: z.infer<typeof claimTypesShape>, own: OwnTypes): string[] {
  return Object.entries(claimTypes).flatMap(([code, { interest, fee }]) => {
    const type = claimType(code, own);
    const place = `claimTypes.${code}`;
    if (!type.ok || type.value.level !== 'main') return [`${place}: ${noMainType}`];
    const { charges } = type.value;
    const repaidBy = repaymentLawOf(code);
    if (repaidBy !== null) {
      const unread = `Programmet følger ingen ordninger efter ${repaidBy.order}. Skriv null.`;
      return [
        ...(interest === null || isRepaidByPlan(code) ? [] : [`${place}.interest: ${unread}`]),
        ...(fee === null ? [] : demandFeeFaults(code, fee).map((why) => `${place}.fee: ${why}`)),
      ];
    }
    const noInterest = interestRegime(type.value) === 'none' || charges.interest === null;
    const noFee = feeRegime(type.value) === 'none' || charges.fee === null;
    return [
      ...(interest !== null && noInterest ? [`${place}.interest: ${whyNone(type.value, 'renter')}`] : []),
      ...(fee !== null && noFee ? [`${place}.fee: ${whyNone(type.value, 'gebyr')}`] : []),
      ...(fee === null || noFee
        ? []
        : feeAbove(fee.amount, feeRegime(type.value)).map((why) => `${place}.fee: ${why}`)),
    ];
  });
}

/** A fee for demands about plans that are not kept; the sister orders have not been read (open question Q15). */
function demandFeeFaults(
  code: string,
  { amount: wanted }: NonNullable<z.infer<typeof chargesOfType>['fee']>,
): string[] {
  if (!isRepaidByPlan(code)) return ['Programmet sender ikke påkrav om typen. Skriv null.'];
  return feeAbove(wanted, 'gebyrloven');
}

/** That an amount for a reminder is more than a law allows; null = the most that it does. The letter would bear no fee at all. */
export function feeAbove(wanted: string | null, regime: Regime): string[] {
  const charged = wanted === null ? null : parseKroner(wanted);
  const figure = highestFeeFigure(feeFigures, { kind: 'reminder', regime });
  return charged === null || figure === null || charged <= figure.most
    ? []
    : [`Det er mere, end loven tillader. Skriv højst "${plainKroner(figure.most)}" (${figure.paragraph}).`];
}

function whyNone(type: ClaimType, what: 'renter' | 'gebyr'): string {
  return type.class === 'not-stated'
    ? `Der kan ikke tages ${what}, før det står i ownTypes, hvad typen er. Skriv den dér, eller skriv null her.`
    : `Ingen lov giver ${what} på typen. Skriv null.`;
}
