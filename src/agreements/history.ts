import { sql } from 'kysely';
import {
  addDays,
  covers,
  monthOf,
  overlaps,
  type DateRange,
  type PlainDate,
  type YearMonth,
} from '../kernel/dates.ts';
import { holdRangesOn } from '../claims/hold-ranges.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { noHistory, type AgreementHistory } from './lapsing.ts';
import type { LowIncome, MaybeLow } from './low-income.ts';

/** What has been in force for debtors and what was found, begun by a day; asked for those with claims past their years, and those claims. */
export async function agreementHistories(
  tx: MunicipalityReadTx,
  past: ReadonlyMap<DebtorNumber, readonly ClaimNumber[]>,
  asOf: PlainDate,
): Promise<Map<DebtorNumber, AgreementHistory>> {
  if (past.size === 0) return new Map();
  const debtors = [...past.keys()];
  const periods = Map.groupBy(await periodsOf(tx, debtors, asOf), (row) => row.debtor_number);
  const findings = Map.groupBy(await findingsOf(tx, debtors, asOf), (row) => row.debtor_number);
  const away = await daysAtRecovery(tx, [...new Set([...past.values()].flat())]);
  return new Map(
    debtors.map((debtor) => {
      const history = historyOf(periods.get(debtor) ?? [], findings.get(debtor) ?? []);
      return [debtor, { ...history, atRecovery: away }];
    }),
  );
}

async function daysAtRecovery(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<AgreementHistory['atRecovery']> {
  const holds = await holdRangesOn(tx, claims);
  return new Map(
    [...holds].flatMap(([claim, ranges]) => {
      const days = ranges.flatMap(({ atRecovery = null }) => (atRecovery === null ? [] : [atRecovery]));
      return days.length === 0 ? [] : [[claim, days] as const];
    }),
  );
}

interface Period {
  readonly debtor_number: DebtorNumber;
  readonly outcome: 'plan' | 'deferral';
  readonly in_force_from: PlainDate;
  readonly last_day: PlainDate | null;
  readonly ended_why: string | null;
}

interface Finding {
  readonly debtor_number: DebtorNumber;
  readonly outcome: 'plan' | 'deferral' | 'none';
  readonly calculation_date: PlainDate;
  readonly month: YearMonth;
  readonly found: MaybeLow;
}

async function periodsOf(tx: MunicipalityReadTx, debtors: readonly DebtorNumber[], asOf: PlainDate) {
  const { rows } = await sql<Period>`
    select debtor_number, outcome, in_force_from, ended_on - 1 as last_day, ended_why from agreement
    where debtor_number = any (${debtors}::int[]) and in_force_from <= ${asOf}::date
      and (ended_on is null or ended_on > in_force_from)
    order by debtor_number, in_force_from`.execute(tx);
  return rows;
}

async function findingsOf(tx: MunicipalityReadTx, debtors: readonly DebtorNumber[], asOf: PlainDate) {
  const { rows } = await sql<FindingRow>`
    select debtor_number, outcome, calculation_date, month, reason, earlier_month_ore as "earlierMonth", later_month_ore as "laterMonth",
      table_id as "table", dependants is true as dependants
    from determination
    where month = any (array(select month from month_run)) and debtor_number = any (${debtors}::int[]) and calculation_date <= ${asOf}::date
    order by debtor_number, month, ordinal`.execute(tx);
  return rows.map(({ debtor_number, outcome, calculation_date, month, ...found }): Finding => {
    const debtor = debtorNumber(debtor_number);
    // The table's reasons are those of what was found.
    return {
      debtor_number: debtor,
      outcome,
      calculation_date,
      month: monthOf(month),
      found: { outcome, ...found } as MaybeLow,
    };
  });
}

interface FindingRow extends Omit<LowIncome, 'outcome' | 'reason'> {
  readonly debtor_number: DebtorNumber;
  readonly outcome: 'plan' | 'deferral' | 'none';
  readonly calculation_date: PlainDate;
  readonly month: PlainDate;
  readonly reason: string;
}

function historyOf(periods: readonly Period[], findings: readonly Finding[]): AgreementHistory {
  const asPlans = periods.filter(({ outcome }) => outcome === 'plan');
  const plans = asPlans.map(({ in_force_from, last_day }) => ({ from: in_force_from, to: last_day }));
  const lost = asPlans.flatMap(({ ended_why, last_day }) =>
    ended_why === 'defaulted' && last_day !== null ? [addDays(last_day, 1)] : [],
  );
  const inDefault = ableInDefault(findings, lost);
  return {
    ...noHistory,
    plans,
    inDefault,
    deferralGranted: periods.findLast(({ outcome }) => outcome === 'deferral')?.in_force_from ?? null,
    unusedAbility: unusedAbility(findings, plans),
    ableWithoutPlan: ableWithoutPlan(findings, [...plans, ...inDefault]),
    findings: findings
      .filter(({ outcome }) => outcome !== 'none')
      .map(({ calculation_date: on, month, found }) => ({ on, month, found })),
  };
}

type Findings = readonly Pick<Finding, 'outcome' | 'calculation_date'>[];

/**
 * Spells of months in a row in which the debtor was able to pay and no plan came into force. A spell in which one did
 * was used, also before its letter had arrived.
 */
export function unusedAbility(findings: Findings, plans: readonly DateRange[]): DateRange[] {
  return spellsOfAbility(findings).filter((spell) => !plans.some((plan) => overlaps(plan, spell)));
}

/** From each day on which a plan fell away by default: as long as the debtor was still able to pay. */
export function ableInDefault(findings: Findings, lost: readonly PlainDate[]): DateRange[] {
  const spells = spellsOfAbility(findings).map(daysAble);
  return lost.flatMap((from) =>
    spells.filter((spell) => covers(spell, from)).map(({ to }): DateRange => ({ from, to })),
  );
}

/** The days of each spell of ability on which none of these was so: before a plan came into force, or after one was reversed. */
export function ableWithoutPlan(findings: Findings, plans: readonly DateRange[]): DateRange[] {
  const inOrder = plans.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return spellsOfAbility(findings).flatMap((spell) => inOrder.reduce(without, [daysAble(spell)]));
}

// On the day of a finding of inability the debtor was no longer able.
function daysAble({ from, to }: DateRange): DateRange {
  return { from, to: to === null ? null : addDays(to, -1) };
}

function without(ranges: readonly DateRange[], plan: DateRange): DateRange[] {
  return ranges.flatMap((range) => {
    if (!overlaps(plan, range)) return [range];
    const before: DateRange[] =
      range.from < plan.from ? [{ from: range.from, to: addDays(plan.from, -1) }] : [];
    const goesOn = plan.to !== null && (range.to === null || plan.to < range.to);
    return goesOn ? [...before, { from: addDays(plan.to, 1), to: range.to }] : before;
  });
}

function spellsOfAbility(findings: Findings): DateRange[] {
  const spells: DateRange[] = [];
  let from: PlainDate | null = null;
  for (const { outcome, calculation_date: day } of findings) {
    if (outcome === 'plan') from ??= day;
    // A month in which nothing was found ends no spell: nobody knows of that month.
    else if (outcome === 'deferral' && from !== null) {
      spells.push({ from, to: day });
      from = null;
    }
  }
  if (from !== null) spells.push({ from, to: null });
  return spells;
}
