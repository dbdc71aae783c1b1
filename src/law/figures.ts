import { kroner, type Ore } from '../kernel/money.ts';
import { date, type PlainDate } from '../kernel/dates.ts';
import abilityTables from '../../statute/ability-to-pay/edition-1.json' with { type: 'json' };
import benefitList from '../../statute/benefits.json' with { type: 'json' };
import noIncomeInstalment from '../../statute/no-income-instalment.json' with { type: 'json' };
import pensionAgeList from '../../statute/pension-age.json' with { type: 'json' };

/**
 * The figures of law, read once from `statute/`. An edition is never edited after a decision has used it: a corrected
 * figure is a new edition with a new rule version, so that old decisions can still be computed as they were.
 */
export interface Figures {
  readonly tables: readonly AbilityTable[];
  readonly noIncomeInstalments: readonly NoIncomeInstalment[];
}

/** One year's ability-to-pay table. Amounts are yearly net income. */
export interface AbilityTable {
  readonly id: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** The paragraph that the table stands in. */
  readonly paragraph: string;
  /** The official publication that rows were read in; null where all of them are derived. */
  readonly publication: string | null;
  /** False where not every row was read in an official publication. */
  readonly verified: boolean;
  readonly limit: { readonly withoutDependants: Ore; readonly withDependants: Ore };
  /** Rising; each band begins at `from` and ends where the next begins. */
  readonly bands: readonly Band[];
}

export interface Band {
  readonly from: Ore;
  readonly percentWithoutDependants: number;
  readonly percentWithDependants: number;
}

export interface NoIncomeInstalment {
  /** The collection order: one amount for all that a debtor owes under it. */
  readonly order: string;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
  readonly monthly: Ore;
}

export interface Benefit {
  readonly name: string;
  /** Named in bek. 585/2023 § 6, stk. 1. */
  readonly defers: boolean;
  /** Counts as "other income" beside førtidspension. */
  readonly otherIncome: boolean;
}

export const figuresEdition1: Figures = {
  tables: abilityTables.tables.map(readTable),
  noIncomeInstalments: noIncomeInstalment.entries.map((entry) => ({
    order: entry.order,
    from: date(entry.from),
    to: entry.to === null ? null : date(entry.to),
    monthly: kroner(entry.monthlyKroner),
  })),
};

export const benefits: ReadonlyMap<string, Benefit> = new Map(
  benefitList.benefits.map(({ name, defers, otherIncome }) => [name, { name, defers, otherIncome }]),
);

/** The state pension age of those born up to and with a day; the last entry has no end. */
export interface PensionAge {
  readonly bornTo: PlainDate | null;
  readonly years: number;
  readonly months: number;
}

/** By rising day of birth; each entry begins where the one before it ends. */
export const pensionAges: readonly PensionAge[] = pensionAgeList.entries.map(({ bornTo, years, months }) => ({
  bornTo: bornTo === null ? null : date(bornTo),
  years,
  months,
}));

function readTable(raw: (typeof abilityTables.tables)[number]): AbilityTable {
  return {
    id: raw.id,
    from: date(raw.from),
    to: date(raw.to),
    // bek. 1207/2023 moved the table from § 10 to § 11 on 1 October 2023.
    paragraph: `gældsinddrivelsesbekendtgørelsen ${raw.from >= '2023-10-01' ? '§ 11' : '§ 10'}, stk. 1`,
    publication: raw.publication,
    verified: raw.verified,
    limit: {
      withoutDependants: kroner(raw.lowIncomeLimit.withoutDependants),
      withDependants: kroner(raw.lowIncomeLimit.withDependants),
    },
    bands: raw.bands.map((band) => ({
      from: kroner(band.from),
      percentWithoutDependants: band.without,
      percentWithDependants: band.with,
    })),
  };
}
