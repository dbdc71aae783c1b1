import { ageOn, covers, type PlainDate } from '../kernel/dates.ts';
import type { Source } from '../kernel/explanation.ts';
import type { BatchNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { PersonSituation } from '../debtors/types.ts';
import type { KnownFacts, ObtainedFacts } from '../facts/as-of.ts';
import { incomeInformation } from '../facts/income-information.ts';
import { hasDependants, type Sourced } from '../law/ability-to-pay.ts';
import type { Circumstances } from '../law/assess.ts';
import { readBenefits, showsOtherIncome, type BenefitName } from '../law/deferral.ts';
import { benefits } from '../law/figures.ts';
import type { IncomeReport } from '../law/net-income.ts';

/** Why a person must look before anything is decided about a debtor; the words are in the report's texts. */
export type PersonReason =
  | 'income-not-obtained'
  | 'person-not-obtained'
  | 'benefits-not-obtained'
  | 'not-asked'
  | 'reversal-without-original'
  | 'negative-net-income'
  | 'unknown-benefit'
  | 'abroad'
  | 'dead'
  | 'missing'
  | 'number-not-valid'
  | 'number-of-another'
  | 'guardianship'
  | 'under-18'
  | 'b-income'
  | 'children-disagree'
  | 'cash-benefit-disagrees'
  | 'income-at-limit'
  | 'income-corrected'
  | 'claim-lapsed'
  | 'lapse-review'
  | 'deferral-would-lapse';

/** What the first of two persons looked at when they gave grounds, and how far the grounds reach. */
export interface Grounds {
  /** The day they looked. */
  readonly looked: PlainDate;
  /** About B-income: the most of it in a month, in øre; null about everything else. */
  readonly upTo: Ore | null;
  /** The newest batch of facts then; null = no facts had been fetched. */
  readonly factsAsOf: BatchNumber | null;
  /** What CPR had told by then; null where the grounds do not rest on it. */
  readonly person: PersonSituation | null;
}

/** The reasons that two persons have answered with grounds (accepted-reasons.ts), and the grounds. */
export type AcceptedReasons = ReadonlyMap<PersonReason, Grounds>;

/** All facts there, or which are missing. Missing facts mean: no decision, never a guess (fail closed). */
export function missingFacts(facts: KnownFacts | undefined): PersonReason[] {
  if (facts === undefined || facts.inquiry === null) return ['not-asked'];
  const missing: PersonReason[] = [];
  const { inquiry } = facts;
  const incomeMissing = inquiry.incomeMissing !== null || facts.earlier === null || facts.later === null;
  // What the citizen has documented is income information, whatever the register fails to say (open question Q3).
  if (incomeMissing && facts.stated === null) missing.push('income-not-obtained');
  if (inquiry.personMissing !== null || facts.person === null) missing.push('person-not-obtained');
  if (inquiry.benefitsMissing !== null || facts.grants === null) missing.push('benefits-not-obtained');
  return missing;
}

/** The facts of which none is missing; months that only the citizen has told of are empty. */
export function obtainedFacts(facts: KnownFacts): ObtainedFacts {
  const { stated } = facts;
  const untold =
    stated === null ? null : { month: stated.from, known: false, reports: [], batch: stated.batch };
  // missingFacts is empty: every other fact is there.
  return { ...facts, earlier: facts.earlier ?? untold, later: facts.later ?? untold } as ObtainedFacts;
}

/** What is known of one whose income alone is missing. */
export type FactsWithoutIncome = Pick<ObtainedFacts, 'inquiry' | 'person' | 'grants'>;

/** The facts where nothing but the income is missing; null where anything else is. */
export function factsWithoutIncome(facts: KnownFacts): FactsWithoutIncome | null {
  const missing = missingFacts(facts);
  // Only the income is missing: every other fact is there.
  return missing.every((reason) => reason === 'income-not-obtained') ? (facts as FactsWithoutIncome) : null;
}

/** What the rule needs, from what the registers told. Null with the reason when a benefit is unknown to the rule. */
export function circumstancesOf(
  facts: ObtainedFacts,
  calculationDate: PlainDate,
): Circumstances | 'unknown-benefit' {
  const { earlier, later } = facts;
  const benefits = benefitsOn(facts, calculationDate);
  if (benefits === 'unknown-benefit') return benefits;
  return {
    calculationDate,
    income: incomeInformation(earlier, later, facts.stated),
    dependants: dependantsOn(facts, calculationDate),
    benefits,
    otherIncome: {
      value: showsOtherIncome([...earlier.reports, ...later.reports]),
      source: told('eindkomst', later.batch),
    },
  };
}

/** The benefits that run on a day, in the rule's names. */
export function benefitsOn(
  { grants }: Pick<ObtainedFacts, 'grants'>,
  day: PlainDate,
): Sourced<readonly BenefitName[]> | 'unknown-benefit' {
  const current = grants.value.filter(({ period }) => covers(period, day)).map(({ name }) => name);
  const benefits = readBenefits(current);
  if (!benefits.ok) return 'unknown-benefit';
  return { value: benefits.value.toSorted(), source: told('ydelsesindeks', grants.batch) };
}

/** Whether there are children under 18 on a day. */
export function dependantsOn({ person }: Pick<ObtainedFacts, 'person'>, day: PlainDate): Sourced<boolean> {
  const born = person.children.map((child) => child.born).filter((birth) => birth !== null);
  return { value: hasDependants(born, day), source: told('cpr', person.batch) };
}

function told(register: Source['register'], batch: Source['batch']): Source {
  return { register, batch, reference: null };
}

/** What about the person or the facts themselves asks for a person's judgement (docs/legal-review.md). */
export function personReasons(facts: ObtainedFacts, asked: PersonAsked): PersonReason[] {
  return [...reasonsInPerson(facts, asked), ...reasonsInIncome(facts)];
}

export interface PersonAsked {
  readonly calculationDate: PlainDate;
  /** A guardian is recorded. */
  readonly represented: boolean;
}

/** Those that lie in who the person is: they stop whatever is found. */
export function reasonsInPerson(
  { person }: Pick<ObtainedFacts, 'person'>,
  { calculationDate, represented }: PersonAsked,
): PersonReason[] {
  const reasons: PersonReason[] = [];
  const status = statusReason(person.status);
  if (status !== null) reasons.push(status);
  // The guardian must be told; once recorded, they get the letters and the rule is used as for everybody.
  if (person.guardianship !== null && !represented) reasons.push('guardianship');
  if (person.born !== null && ageOn(person.born, calculationDate) < 18) reasons.push('under-18');
  return reasons;
}

/** Those that lie in income and children: they matter only to a finding that rests on them. */
function reasonsInIncome(facts: ObtainedFacts): PersonReason[] {
  const reasons: PersonReason[] = [];
  if ([...facts.earlier.reports, ...facts.later.reports].some(isBIncome)) reasons.push('b-income');
  if (childrenDisagree(facts)) reasons.push('children-disagree');
  if (cashBenefitDisagrees(facts)) reasons.push('cash-benefit-disagrees');
  return reasons;
}

// CPR status: 1 and 3 live in Denmark. Greenland (5, 7) and abroad (80) are outside eIndkomst: never 350 kr. by itself.
function statusReason(status: number): PersonReason | null {
  switch (status) {
    case 1:
    case 3:
      return null;
    case 5:
    case 7:
    case 20:
    case 80:
      return 'abroad';
    case 70:
      return 'missing';
    case 90:
      return 'dead';
    default:
      return 'number-not-valid';
  }
}

// No tax has been withheld from B-income, so the net is not what the person has (open question Q3).
function isBIncome({ amounts }: IncomeReport): boolean {
  return amounts.contributoryB > 0n || amounts.nonContributoryB > 0n;
}

/** The register counts children under 18; the children's own birth dates must give the same number that day. */
function childrenDisagree({ person, inquiry }: ObtainedFacts): boolean {
  return childrenKnownUnder18(person, inquiry.askedOn) !== person.childrenUnder18;
}

/** How many of the children that CPR names are under 18 on a day, by their birth dates. */
export function childrenKnownUnder18(
  { children }: Pick<PersonSituation, 'children'>,
  day: PlainDate,
): number {
  return children.filter(({ born }) => born !== null && hasDependants([born], day)).length;
}

const CASH_BENEFIT = '06';

/** eIndkomst shows cash benefit paid in the later month, and the benefit index knows of no deferring benefit then. */
function cashBenefitDisagrees({ later, grants }: ObtainedFacts): boolean {
  const paid = later.reports.some(({ incomeType, kind }) => incomeType === CASH_BENEFIT && kind === 'I');
  const knownThen = grants.value.some(
    ({ name, period }) =>
      benefits.get(name)?.defers === true && (period.to === null || period.to >= `${later.month}-01`),
  );
  return paid && !knownThen;
}
