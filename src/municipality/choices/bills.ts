import { z } from 'zod';
import { parseKroner } from '../../kernel/money.ts';
import { claimType, underCollectionOrder, type OwnTypes } from '../../law/claim-types.ts';
import { noMainType, amount, amountFrom0, text, whole } from './fields.ts';

/** Within what a citizen agrees on instalments without a caseworker. */
const ownPlanLimits = z.strictObject({ mostMonths: whole(1, 120), least: amount });

/** What citizens may agree on by themselves on their pages: nothing, unless it is said. */
const ownPlans = z
  .strictObject({
    /** For every type that is not named below; null = not offered. */
    otherTypes: ownPlanLimits.nullable().default(null),
    /** By the code of the claim type; null = not offered. */
    claimTypes: z.record(z.string(), ownPlanLimits.nullable()).default({}),
    /** Days of the month that they may choose instead of `payment.dueDay`; none = no choice. */
    dueDays: z
      .array(whole(1, 28))
      .max(5)
      .refine((days) => new Set(days).size === days.length, 'Skriv hver dag én gang.')
      .default([]),
  })
  .default({ otherTypes: null, claimTypes: {}, dueDays: [] });

/** What may be agreed on request about bills (gældsinddrivelsesloven § 2, stk. 3), and when it is broken. */
export const arrangementsShape = z
  .strictObject({
    mostMonths: whole(1, 120),
    /** The least to pay a month. */
    least: amount,
    /** Days after an instalment fell due, and kroner unpaid of it, before it counts as missed. */
    toleranceDays: whole(0, 60),
    tolerance: amountFrom0,
    /** Days that the one demand gives. */
    demandDays: whole(10, 60),
    ownPlans,
  })
  .default({
    mostMonths: 18,
    least: '100.00',
    toleranceDays: 5,
    tolerance: '0.00',
    demandDays: 10,
    ownPlans: { otherTypes: null, claimTypes: {}, dueDays: [] },
  });

/** Whether citizens may agree on a plan by themselves about any type of debt. */
export function offersOwnPlans({
  ownPlans: { otherTypes, claimTypes },
}: z.infer<typeof arrangementsShape>): boolean {
  return otherTypes !== null || Object.values(claimTypes).some((limits) => limits !== null);
}

/** What citizens may agree on by themselves that a caseworker may not, or that is about types on which nothing is agreed. */
export function ownPlanFaults(
  { mostMonths, least, ownPlans: { otherTypes, claimTypes } }: z.infer<typeof arrangementsShape>,
  own: OwnTypes,
): string[] {
  const place = 'arrangements.ownPlans';
  const typeFaults = Object.keys(claimTypes).flatMap((code) => {
    const type = claimType(code, own);
    if (!type.ok || type.value.level !== 'main') return [`${place}.claimTypes.${code}: ${noMainType}`];
    return underCollectionOrder(type.value)
      ? [`${place}.claimTypes.${code}: Loven lader intet aftale om typen. Tag den ud.`]
      : [];
  });
  const all = [
    ['otherTypes', otherTypes] as const,
    ...Object.entries(claimTypes).map(([code, limits]) => [`claimTypes.${code}`, limits] as const),
  ];
  const wider = all.flatMap(([where, limits]) => [
    ...(limits !== null && limits.mostMonths > mostMonths
      ? [
          `${place}.${where}.mostMonths: Det er mere, end en medarbejder må aftale. Skriv højst ${mostMonths}, eller ret arrangements.mostMonths.`,
        ]
      : []),
    ...(limits !== null && (parseKroner(limits.least) ?? 0n) < (parseKroner(least) ?? 0n)
      ? [
          `${place}.${where}.least: Det er mindre, end en medarbejder må aftale. Skriv mindst "${least}", eller ret arrangements.least.`,
        ]
      : []),
  ]);
  return [...typeFaults, ...wider];
}

/** What debtors say against claims, and ask for about bills. */
export const answersShape = z
  .strictObject({
    /** Printed in the answer to an objection, for who disagrees; null = nothing besides that they can write again (open question Q61). */
    objectionGuidance: z.strictObject({ da: text, en: text }).nullable(),
    /** So many days bills rest at most while a request for instalments or a later day waits; 0 = none. */
    requestRestDays: whole(0, 60),
  })
  .default({ objectionGuidance: null, requestRestDays: 14 });

/** Set-off of the municipality's own payouts against what is owed. */
export const setOffShape = z
  .strictObject({
    /** Also of benefits that people live on. Nothing is ever set off without a person. */
    socialBenefits: z.boolean(),
    /** Days to answer in before it is decided. */
    hearingDays: whole(7, 60),
    /** Who decides a complaint about it; null = not known yet, and nothing is decided (forvaltningsloven § 25). */
    complaint: z
      .union([
        z.strictObject({ weeks: whole(1, 52), authority: text }),
        z.strictObject({ none: z.literal('no-higher-authority') }),
      ])
      .nullable(),
  })
  .default({ socialBenefits: false, hearingDays: 14, complaint: null });
