import { sql } from 'kysely';
import { addDays, overlaps, type DateRange, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { noHistory, type AgreementHistory } from './lapsing.ts';

/** What has been in force for these debtors and what was found, begun by a day; asked for those past a claim's years. */
export async function agreementHistories(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  asOf: PlainDate,
): Promise<Map<DebtorNumber, AgreementHistory>> {
  if (debtors.length === 0) return new Map();
  const periods = Map.groupBy(await periodsOf(tx, debtors, asOf), (row) => row.debtor_number);
  const findings = Map.groupBy(await findingsOf(tx, debtors, asOf), (row) => row.debtor_number);
  return new Map(
    debtors.map((debtor) => [debtor, historyOf(periods.get(debtor) ?? [], findings.get(debtor) ?? [])]),
  );
}

interface Period {
  readonly debtor_number: DebtorNumber;
  readonly outcome: 'plan' | 'deferral';
  readonly in_force_from: PlainDate;
  readonly last_day: PlainDate | null;
}

interface FoundOn {
  readonly debtor_number: DebtorNumber;
  readonly outcome: 'plan' | 'deferral' | 'none';
  readonly calculation_date: PlainDate;
}

async function periodsOf(tx: MunicipalityReadTx, debtors: readonly DebtorNumber[], asOf: PlainDate) {
  const { rows } = await sql<Period>`
    select debtor_number, outcome, in_force_from, ended_on - 1 as last_day from agreement
    where debtor_number = any (${debtors}::int[]) and in_force_from <= ${asOf}::date
      and (ended_on is null or ended_on > in_force_from)
    order by debtor_number, in_force_from`.execute(tx);
  return rows;
}

async function findingsOf(tx: MunicipalityReadTx, debtors: readonly DebtorNumber[], asOf: PlainDate) {
  const { rows } = await sql<FoundOn>`
    select debtor_number, outcome, calculation_date from determination
    where month = any (array(select month from month_run)) and debtor_number = any (${debtors}::int[]) and calculation_date <= ${asOf}::date
    order by debtor_number, month, ordinal`.execute(tx);
  return rows.map((row) => ({ ...row, debtor_number: debtorNumber(row.debtor_number) }));
}

function historyOf(periods: readonly Period[], findings: readonly FoundOn[]): AgreementHistory {
  const plans = periods
    .filter(({ outcome }) => outcome === 'plan')
    .map(({ in_force_from, last_day }) => ({ from: in_force_from, to: last_day }));
  return {
    ...noHistory,
    plans,
    deferralGranted: periods.findLast(({ outcome }) => outcome === 'deferral')?.in_force_from ?? null,
    unusedAbility: unusedAbility(findings, plans),
    ableBeforePlan: ableBeforePlan(findings, plans),
    judgedSince: findings[0]?.calculation_date ?? null,
  };
}

type Findings = readonly Pick<FoundOn, 'outcome' | 'calculation_date'>[];

/**
 * Spells of months in a row in which the debtor was able to pay and no plan came into force. A spell in which one did
 * was used, also before its letter had arrived.
 */
export function unusedAbility(findings: Findings, plans: readonly DateRange[]): DateRange[] {
  return spellsOfAbility(findings).filter((spell) => !plans.some((plan) => overlaps(plan, spell)));
}

/** The part of each spell of ability before a plan was in force, also where one came into force later. */
export function ableBeforePlan(findings: Findings, plans: readonly DateRange[]): DateRange[] {
  return spellsOfAbility(findings).flatMap((spell) => {
    const begun = plans
      .filter((plan) => overlaps(plan, spell))
      .map(({ from }) => from)
      .toSorted()[0];
    if (begun === undefined) return [spell];
    return begun <= spell.from ? [] : [{ from: spell.from, to: addDays(begun, -1) }];
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
