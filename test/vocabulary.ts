import { claimNumber, type OpenClaim } from '../src/claims/types.ts';
import type { KnownFacts, ObtainedFacts } from '../src/facts/as-of.ts';
import type { BenefitGrant, PersonRecord } from '../src/facts/ports.ts';
import { parseCprNumber, type CprNumber } from '../src/kernel/cpr-number.ts';
import {
  addMonths,
  addYears,
  date,
  firstDayOf,
  lastDayOf,
  month,
  monthOf,
  type PlainDate,
  type YearMonth,
} from '../src/kernel/dates.ts';
import { batchNumber, debtorNumber, type DebtorNumber } from '../src/kernel/ids.ts';
import { kroner, zeroOre, type Ore } from '../src/kernel/money.ts';
import type { IncomeAmounts, IncomeReport } from '../src/law/net-income.ts';
import type { StatedType } from '../src/law/own-types.ts';
import { cprNumber, type RowText } from './integration/claims-rows.ts';

/** Words that tests tell their cases with. Each has sensible values; a test says only what matters to it. */

export const kr: (amount: number) => Ore = kroner;

/** The run that stories are about: March 2026, which looks at the pay of December and January. */
export const MARCH: YearMonth = month('2026-03');
export const RUN_DAY: PlainDate = date('2026-03-10');
const EARLIER = month('2025-12');
const LATER = month('2026-01');

/** A person's replacement number (day + 60), which belongs to nobody; another one for each index. */
export function cprOf(index: number): CprNumber {
  const parsed = parseCprNumber(cprNumber(index));
  if (parsed === null) throw new Error(`no CPR number for ${index}`);
  return parsed;
}

/** Waste with a right of distraint, as a municipality states a type of its own. */
export function aStatedType(changes: Partial<StatedType> = {}): StatedType {
  return {
    name: null,
    group: null,
    law: 'miljøbeskyttelsesloven § 48',
    class: 'distraint',
    fee: 'gebyrloven',
    interest: 'gebyrloven',
    limitation: { years: 3, from: 'due', because: null },
    reportedAs: { fee: null, interest: null },
    recoverable: null,
    ...changes,
  };
}

const nothing: IncomeAmounts = {
  contributory: zeroOre,
  nonContributory: zeroOre,
  tax: zeroOre,
  labourContribution: zeroOre,
  contributoryB: zeroOre,
  nonContributoryB: zeroOre,
};

/** A month's pay that leaves `net` kroner; no tax, so that the figures are easy to follow. */
export function pay(paidIn: string, net: number, changes: Partial<IncomeReport> = {}): IncomeReport {
  const of = month(paidIn);
  return {
    kind: 'I',
    employer: '10000009',
    periodFrom: firstDayOf(of),
    periodTo: lastDayOf(of),
    paidOn: lastDayOf(of),
    incomeType: '00',
    amounts: { ...nothing, contributory: kr(net) },
    ...changes,
  };
}

/** The report taken back. */
export function takenBack(report: IncomeReport): IncomeReport {
  return { ...report, kind: 'T' };
}

/** Amounts of a report, zero where nothing is said. */
export function amounts(given: Partial<IncomeAmounts>): IncomeAmounts {
  return { ...nothing, ...given };
}

interface Told {
  readonly index: number;
  readonly reports: readonly IncomeReport[];
  readonly person: Partial<PersonRecord>;
  readonly grants: readonly BenefitGrant[];
  readonly rows: readonly RowText[];
}

/** A debtor with what the registers would tell and the claims file holds. Every change is a new story. */
export class Debtor {
  readonly #told: Told;

  constructor(told: Told) {
    this.#told = told;
  }

  get number(): DebtorNumber {
    return debtorNumber(100_000 + this.#told.index);
  }

  get cpr(): CprNumber {
    return cprOf(this.#told.index);
  }

  /** Net pay of the two months that a run of March looks at. */
  withIncome(earlierMonth: number, laterMonth: number): Debtor {
    return this.withReports(pay(EARLIER, earlierMonth), pay(LATER, laterMonth));
  }

  /** The same net pay every month of these. */
  withPay(net: number, from: string, to: string): Debtor {
    const reports: IncomeReport[] = [];
    for (let each = month(from); each <= month(to); each = addMonths(each, 1)) reports.push(pay(each, net));
    return this.withReports(...this.#told.reports, ...reports);
  }

  withReports(...reports: readonly IncomeReport[]): Debtor {
    return this.#with({ reports });
  }

  /** The income register answers, and knows nothing. */
  withoutIncomeInformation(): Debtor {
    return this.withReports();
  }

  withChildren(...born: readonly string[]): Debtor {
    const children = born.map((day) => ({ cpr: null, born: date(day) }));
    return this.withPerson({ children, childrenUnder18: children.length });
  }

  receiving(name: string, from = '2025-01-01', to: string | null = null): Debtor {
    const grant = { name, period: { from: date(from), to: to === null ? null : date(to) } };
    return this.#with({ grants: [...this.#told.grants, grant] });
  }

  withPerson(changes: Partial<PersonRecord>): Debtor {
    return this.#with({ person: { ...this.#told.person, ...changes } });
  }

  /** One more part-claim, as a row of the claims file. */
  owing(kronerOwed: number, changes: RowText = {}): Debtor {
    return this.#with({ rows: [...this.#told.rows, this.#row(kronerOwed, changes)] });
  }

  /** What the person register tells. */
  get person(): PersonRecord {
    return {
      cpr: this.cpr,
      currentCpr: this.cpr,
      name: `Prøve Person ${this.#told.index}`,
      born: date('1980-01-01'),
      status: 1,
      statusFrom: date('1980-01-01'),
      address: ['Prøvevej 12B, 2. tv', '9998 Prøveby'],
      municipality: '998',
      addressProtected: false,
      guardianship: null,
      digitalPost: true,
      spouse: null,
      children: [],
      childrenUnder18: 0,
      ...this.#told.person,
    };
  }

  get reports(): readonly IncomeReport[] {
    return this.#told.reports;
  }

  get grants(): readonly BenefitGrant[] {
    return this.#told.grants;
  }

  /** The rows of the claims file; one claim of 20.000 kr. where nothing else is said. */
  get rows(): readonly RowText[] {
    return this.#told.rows.length > 0 ? this.#told.rows : [this.#row(20_000, {})];
  }

  /** What is known for a run of March when every register has answered. */
  facts(): ObtainedFacts & KnownFacts {
    const { born, status, guardianship, children, childrenUnder18 } = this.person;
    const ofMonth = (of: YearMonth) => {
      const reports = this.reports.filter(({ paidOn }) => monthOf(paidOn) === of);
      return { month: of, known: reports.length > 0, reports, batch: batchNumber(1) };
    };
    return {
      inquiry: { askedOn: RUN_DAY, incomeMissing: null, personMissing: null, benefitsMissing: null },
      earlier: ofMonth(EARLIER),
      later: ofMonth(LATER),
      grants: { value: this.grants, batch: batchNumber(1) },
      person: {
        debtor: this.number,
        batch: batchNumber(1),
        born,
        status,
        guardianship,
        children,
        childrenUnder18,
      },
      stated: null,
    };
  }

  #with(changes: Partial<Told>): Debtor {
    return new Debtor({ ...this.#told, ...changes });
  }

  #row(kronerOwed: number, changes: RowText): RowText {
    const claim = `K-${this.#told.index}-${this.#told.rows.length + 1}`;
    return {
      accountId: `S-${this.#told.index}`,
      debtorCpr: this.cpr,
      claimId: claim,
      principal: `${kronerOwed},00`,
      periodFrom: '2025-03-01',
      periodTo: '2025-03-31',
      paidOn: '2025-03-31',
      decisionDate: '2025-06-02',
      decisionDelivered: '2025-06-02',
      decisionPeriodFrom: '2025-01',
      decisionPeriodTo: '2025-12',
      helpStopped: '2025-12-31',
      knownFrom: '',
      knownReason: '',
      planFrom: '',
      planTo: '',
      deferralGranted: '',
      description: '',
      ...changes,
    };
  }
}

/** A debtor with 21.000 kr. net a month and no children: 3.950 kr. by the table of 2026. */
export function aDebtor(index = 1): Debtor {
  const plain = new Debtor({ index, reports: [], person: {}, grants: [], rows: [] });
  return plain.withPay(21_000, '2025-07', '2026-03');
}

/** An open claim of 10.000 kr. that cannot lapse before 2028; nothing of it has been asked for or paid. */
export function aClaim(changes: Partial<OpenClaim> = {}): OpenClaim {
  const balance = changes.balance ?? kr(10_000);
  return {
    claimNumber: claimNumber(1n),
    debtor: debtorNumber(100_001),
    sourceSystem: 'KY',
    accountId: 'S-1',
    claimId: 'K-1',
    law: 'aktivloven',
    paragraph: '91',
    benefit: 'kontanthjælp',
    description: null,
    periodFrom: date('2025-03-01'),
    periodTo: date('2025-03-31'),
    paidOn: date('2025-03-31'),
    amountBasis: 'gross',
    liability: 'sole',
    coDebtor: null,
    decisionDate: date('2025-06-02'),
    decisionDelivered: date('2025-06-02'),
    decisionPeriodFrom: month('2025-03'),
    decisionPeriodTo: month('2025-03'),
    complaintPending: false,
    helpStopped: date('2025-03-31'),
    knownFrom: null,
    knownReason: null,
    lapseEarliest: date('2028-03-31'),
    planHistory: [],
    balance,
    notAsked: balance,
    dueFrom: zeroOre,
    raised: balance,
    ...changes,
  };
}

/** A claim whose help stopped on a day: it can lapse three years later. */
export function aClaimSince(helpStopped: string, changes: Partial<OpenClaim> = {}): OpenClaim {
  const stopped = date(helpStopped);
  return aClaim({ helpStopped: stopped, lapseEarliest: addYears(stopped, 3), ...changes });
}
