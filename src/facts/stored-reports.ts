import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { IncomeAmounts, IncomeReport } from '../law/net-income.ts';

/**
 * A report as it is stored: short keys and only the amounts that are not zero, because it is written and read for every
 * debtor every month. Amounts are øre as text, so that no JSON number can lose a digit.
 */
interface StoredReport {
  readonly k: 'I' | 'T';
  readonly e: string;
  readonly f: PlainDate;
  readonly t: PlainDate;
  readonly p: PlainDate;
  readonly i: string;
  readonly a: Readonly<Record<string, string>>;
}

const fields = {
  '57': 'contributory',
  '58': 'nonContributory',
  '59': 'tax',
  '60': 'labourContribution',
  '70': 'contributoryB',
  '71': 'nonContributoryB',
} as const satisfies Record<string, keyof IncomeAmounts>;
const fieldEntries = Object.entries(fields);

/** The JSON of a month's reports in a fixed order, so that equal reports are equal text. */
export function storeReports(reports: readonly IncomeReport[]): string {
  return JSON.stringify(
    reports.map(storedReport).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  );
}

function storedReport(report: IncomeReport): StoredReport {
  const amounts: Record<string, string> = {};
  for (const [field, name] of fieldEntries) {
    if (report.amounts[name] !== zeroOre) amounts[field] = report.amounts[name].toString();
  }
  return {
    k: report.kind,
    e: report.employer,
    f: report.periodFrom,
    t: report.periodTo,
    p: report.paidOn,
    i: report.incomeType,
    a: amounts,
  };
}

/** Reads what `storeReports` wrote. */
export function readStoredReports(json: readonly unknown[]): IncomeReport[] {
  // The database holds only what storeReports wrote, checked when it was fetched.
  return (json as readonly StoredReport[]).map((stored) => ({
    kind: stored.k,
    employer: stored.e,
    periodFrom: stored.f,
    periodTo: stored.t,
    paidOn: stored.p,
    incomeType: stored.i,
    amounts: {
      contributory: amount(stored.a['57']),
      nonContributory: amount(stored.a['58']),
      tax: amount(stored.a['59']),
      labourContribution: amount(stored.a['60']),
      contributoryB: amount(stored.a['70']),
      nonContributoryB: amount(stored.a['71']),
    },
  }));
}

function amount(text: string | undefined): Ore {
  return text === undefined ? zeroOre : ore(BigInt(text));
}
