import { ageOn, type PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { Source, Step } from '../kernel/explanation.ts';
import type { AbilityTable, Band } from './figures.ts';

/** A value with where it came from. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: Source;
}

/** The table that applies on the day of the calculation; null = none is known, and then nothing may be decided. */
export function tableOn(tables: readonly AbilityTable[], day: PlainDate): AbilityTable | null {
  return tables.find((table) => table.from <= day && day <= table.to) ?? null;
}

/**
 * Is the yearly net income below the low-income limit? Income exactly at the limit is able to pay (bek. 585/2023 § 6,
 * stk. 1 "overstiger"; open question Q2), so that the 4 and 3 percent rows below it are never used (Q1).
 */
export function belowLimit(input: TableInput, steps: Step[] | null): boolean {
  const { netIncomeYear, dependants, table } = input;
  const limit = limitOf(table, dependants.value);
  const below = netIncomeYear < limit;
  steps?.push({
    question: 'below-low-income-limit',
    paragraph: 'bek. 585/2023 § 6, stk. 1',
    inputs: [
      { name: 'net-income', unit: 'kroner', value: netIncomeYear, source: null },
      { name: 'dependants', unit: 'yes-no', value: dependants.value, source: dependants.source },
      { name: 'limit', unit: 'kroner', value: limit, source: statuteSource(table) },
    ],
    operation: 'less-than',
    rounding: null,
    result: { unit: 'yes-no', value: below },
  });
  return below;
}

/** The percentage of the band that the yearly net income falls in (§ 11, stk. 1; before October 2023 § 10, stk. 1). */
export function percentage(input: TableInput, steps: Step[] | null): number {
  const { netIncomeYear, dependants, table } = input;
  const index = bandIndex(table.bands, netIncomeYear);
  const band = table.bands[index] as Band; // bandIndex answers an index of the array, whose first band begins at 0
  const percent = dependants.value ? band.percentWithDependants : band.percentWithoutDependants;
  steps?.push({
    question: 'percentage',
    paragraph: table.paragraph,
    inputs: [
      { name: 'net-income', unit: 'kroner', value: netIncomeYear, source: null },
      { name: 'dependants', unit: 'yes-no', value: dependants.value, source: dependants.source },
      { name: 'table', unit: 'code', value: table.id, source: statuteSource(table) },
      { name: 'band-from', unit: 'kroner', value: band.from, source: null },
      { name: 'band-to', unit: 'kroner', value: table.bands[index + 1]?.from ?? null, source: null },
    ],
    operation: 'table-lookup',
    rounding: null,
    result: { unit: 'percent', value: percent },
  });
  return percent;
}

const STEP_OF_50_KRONER = 5_000n;

/**
 * The monthly instalment: the percentage of the yearly net income, divided by twelve, rounded down to a whole or half
 * hundred kroner (§ 11, stk. 2). Rounded once, at the end.
 */
export function instalment(netIncomeYear: Ore, percent: number, steps: Step[] | null): Ore {
  const twelveHundredths = netIncomeYear * BigInt(percent);
  const monthly = ore((twelveHundredths / (1_200n * STEP_OF_50_KRONER)) * STEP_OF_50_KRONER);
  steps?.push({
    question: 'instalment',
    paragraph: 'gældsinddrivelsesbekendtgørelsen § 11, stk. 2',
    inputs: [
      { name: 'net-income', unit: 'kroner', value: netIncomeYear, source: null },
      { name: 'percent', unit: 'percent', value: percent, source: null },
      {
        name: 'ability-of-year',
        unit: 'kroner',
        value: ore((netIncomeYear * BigInt(percent)) / 100n),
        source: null,
      },
      { name: 'before-rounding', unit: 'kroner', value: ore(twelveHundredths / 1_200n), source: null },
    ],
    operation: 'percent-of-year-by-twelve',
    rounding: 'down-to-50-kroner',
    result: { unit: 'kroner', value: monthly },
  });
  return monthly;
}

export interface TableInput {
  readonly netIncomeYear: Ore;
  readonly dependants: Sourced<boolean>;
  readonly table: AbilityTable;
}

export function limitOf(table: AbilityTable, dependants: boolean): Ore {
  return dependants ? table.limit.withDependants : table.limit.withoutDependants;
}

/** Children under 18 on the calculation date make a supporter, wherever they live (§ 11, stk. 8; open question Q17). */
export function hasDependants(childrensBirthDates: readonly PlainDate[], day: PlainDate): boolean {
  return childrensBirthDates.some((born) => born <= day && ageOn(born, day) < 18);
}

const sources = new WeakMap<AbilityTable, Source>();

function statuteSource(table: AbilityTable): Source {
  let source = sources.get(table);
  if (source === undefined) {
    source = {
      register: table.verified ? 'statute' : 'statute-unverified',
      batch: null,
      reference: table.publication,
    };
    sources.set(table, source);
  }
  return source;
}

/** The last band that begins at or below the income. `to` is never used, so that øre cannot fall between bands. */
function bandIndex(bands: readonly Band[], netIncomeYear: Ore): number {
  let low = 0;
  let high = bands.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((bands[middle] as Band).from <= netIncomeYear)
      low = middle; // low < middle <= high: inside the array
    else high = middle - 1;
  }
  return low;
}
