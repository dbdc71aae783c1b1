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
import { amount, amountOrNone, plainDate, text } from './fields.ts';

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
    if (!type.ok || type.value.level !== 'main') return [`${place}: not a type of main claim that is in use`];
    const { charges } = type.value;
    const repaidBy = repaymentLawOf(code);
    if (repaidBy !== null) {
      const unread = `the program follows no plans under ${repaidBy.order}, and charges no interest on claims of this type`;
      return [
        ...(interest === null || isRepaidByPlan(code) ? [] : [`${place}.interest: ${unread}`]),
        ...(fee === null ? [] : demandFeeFaults(code, fee).map((why) => `${place}.fee: ${why}`)),
      ];
    }
    const noInterest = interestRegime(type.value) === 'none' || charges.interest === null;
    const noFee = feeRegime(type.value) === 'none' || charges.fee === null;
    return [
      ...(interest !== null && noInterest ? [`${place}.interest: ${whyNone(type.value, 'interest')}`] : []),
      ...(fee !== null && noFee ? [`${place}.fee: ${whyNone(type.value, 'a fee')}`] : []),
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
  if (!isRepaidByPlan(code)) return ['the program demands no instalments on claims of this type'];
  return feeAbove(wanted, 'gebyrloven');
}

/** That an amount for a reminder is more than a law allows; null = the most that it does. The letter would bear no fee at all. */
export function feeAbove(wanted: string | null, regime: Regime): string[] {
  const charged = wanted === null ? null : parseKroner(wanted);
  const figure = highestFeeFigure(feeFigures, { kind: 'reminder', regime });
  return charged === null || figure === null || charged <= figure.most
    ? []
    : [`${figure.paragraph} allows ${plainKroner(figure.most)} kr. at the most`];
}

function whyNone(type: ClaimType, what: 'interest' | 'a fee'): string {
  return type.class === 'not-stated'
    ? 'nothing is charged on this type before it has been stated what it is (ownTypes)'
    : `no law gives ${what} on this type`;
}
