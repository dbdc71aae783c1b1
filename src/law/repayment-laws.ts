import { assert } from '../kernel/result.ts';
import register from '../../statute/repayment-laws.json' with { type: 'json' };

/** A law by which benefits are repaid, and how its claims (tilbagebetalingskrav) are treated. */
export interface RepaymentLaw {
  /** Its name in the claims file, `aktivloven`. */
  readonly law: string;
  /** As letters say it, in the middle of a sentence. */
  readonly name: { readonly da: string; readonly en: string };
  /** The paragraphs that are ground for repayment; null = none was found, and any that is stated is taken as told. */
  readonly paragraphs: readonly string[] | null;
  /** What letters cite of it, `§§ 91-95`; null = the law alone. */
  readonly cited: string | null;
  /** The types of its claims in the list of claim types. */
  readonly types: readonly string[];
  /** The type of a claim whose file does not say; null = it must. */
  readonly usualType: string | null;
  /** The collection order, `bek. 585/2023`. */
  readonly order: string;
  /** `person`: the order has not been read (open question Q15), and nothing is decided or collected by rule. */
  readonly collectedBy: 'table' | 'person';
  /** The paragraphs under which spouses are liable together. */
  readonly jointUnder: readonly string[];
  /** Years after the help stopped; `paragraph` is the law's own, null where none was found. */
  readonly lapse: { readonly years: number; readonly paragraph: string | null };
}

/** Every law whose claims are taken in, by its name in the claims file (statute/repayment-laws.json). */
export const repaymentLaws: ReadonlyMap<string, RepaymentLaw> = new Map(
  register.entries.map(({ lapse: { years, paragraph }, collectedBy, ...entry }) => {
    assert(collectedBy === 'table' || collectedBy === 'person', `who collects by ${entry.law}`);
    return [entry.law, { ...entry, collectedBy, lapse: { years, paragraph } }];
  }),
);

/** The laws whose claims are decided about and collected by rule. */
export const lawsByTable: readonly string[] = lawsBy('table');
/** The laws whose collection orders have not been read (open question Q15). */
export const lawsByPerson: readonly string[] = lawsBy('person');

function lawsBy(collectedBy: RepaymentLaw['collectedBy']): readonly string[] {
  return [...repaymentLaws.values()].flatMap((each) => (each.collectedBy === collectedBy ? [each.law] : []));
}

/** The types of claims that are collected by rule. */
export const typesRepaidByPlan: readonly string[] = lawsByTable.flatMap(
  (law) => repaymentLaws.get(law)?.types ?? [],
);

/** The law that claims of a type are repaid by; null = the type is no repayment of benefits. */
export function repaymentLawOf(type: string): RepaymentLaw | null {
  return [...repaymentLaws.values()].find(({ types }) => types.includes(type)) ?? null;
}

/** Whether claims of the type are decided about and collected by rule: by a plan, deferral and what follows of them. */
export function isRepaidByPlan(type: string): boolean {
  return typesRepaidByPlan.includes(type);
}

/** Whether a person decides about claims of the type, because their collection order has not been read (open question Q15). */
export function isLeftToPerson(type: string): boolean {
  return repaymentLawOf(type)?.collectedBy === 'person';
}
