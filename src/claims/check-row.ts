import { holdsOneOf } from '../kernel/cpr-number.ts';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { claimColumns, columnNames, type ClaimRow, type ColumnName } from './columns.ts';
import type { RawRow } from './raw-row.ts';
import { shownValue, type PlainTag, type RowRefusal, type ValueRefusal } from './refusals.ts';
import {
  allowsJointLiability,
  isRepaymentParagraph,
  isTypeOfLaw,
  typeOfRepayment,
} from './repayment-laws.ts';

export interface RowRefused {
  readonly tag: 'row-refused';
  readonly refusals: readonly RowRefusal[];
}

/** A column and what is wrong with its value. */
type Problem = readonly [ColumnName, PlainTag];

/**
 * One row of the file as a typed row, or everything that is wrong with it: each value by its column's form, and then
 * the values together. `today` is the day of the import; what has happened cannot lie after it.
 */
export function checkRow(raw: RawRow, today: PlainDate): Result<ClaimRow, RowRefused> {
  const { values, unusable = [] } = raw;
  if (values === null) {
    return refused([{ row: raw.row, column: '', value: '', reason: { tag: 'column-count' } }]);
  }
  const read: Partial<Record<ColumnName, unknown>> = {};
  const refusals: RowRefusal[] = unusable.map((one) => ({ row: raw.row, ...one }));
  const withoutValue = new Set(unusable.map(({ column }) => column));
  const refuseValue = (column: ColumnName, reason: ValueRefusal) => {
    const text = values[columnNames.indexOf(column)] ?? '';
    refusals.push(refusedValue(raw.row, column, { text, reason }));
  };
  columnNames.forEach((name, index) => {
    if (withoutValue.has(name)) return;
    const value = readValue(name, values[index] ?? '');
    if (value.ok) read[name] = value.value;
    else refuseValue(name, value.refusal);
  });
  if (refusals.length > 0) return refused(refusals);
  // Every column has been read by its own form, so that each value has its column's type.
  const row = read as unknown as ClaimRow;
  for (const [column, tag] of problemsTogether(row, today)) refuseValue(column, { tag });
  return refusals.length > 0 ? refused(refusals) : ok(row);
}

/** The refusal of one value, with the value as it may be shown. */
export function refusedValue(
  row: number,
  column: ColumnName,
  { text, reason }: { readonly text: string; readonly reason: ValueRefusal },
): RowRefusal {
  return { row, column, value: shownValue(text, column.endsWith('Cpr')), reason };
}

function refused(refusals: readonly RowRefusal[]): Result<never, RowRefused> {
  return refuse({ tag: 'row-refused', refusals });
}

function readValue(name: ColumnName, text: string): Result<unknown, ValueRefusal> {
  const { form, required } = claimColumns[name];
  if (text === '') return required ? refuse({ tag: 'missing' }) : ok(null);
  return form.read(text);
}

function* problemsTogether(row: ClaimRow, today: PlainDate): Generator<Problem> {
  if (!isRepaymentParagraph(row.law, row.paragraph)) yield ['paragraph', 'unknown-paragraph'];
  const type = typeOfRepayment(row.law, row.claimType);
  if (type === null) yield ['claimType', 'type-missing'];
  else if (!isTypeOfLaw(row.law, type)) yield ['claimType', 'type-of-other-law'];
  yield* periodProblems(row);
  yield* decisionProblems(row);
  yield* liabilityProblems(row);
  yield* lapseProblems(row);
  if (row.outstanding !== null && row.outstanding > row.principal) {
    yield ['outstanding', 'outstanding-above-principal'];
  }
  for (const column of happened) {
    const day = row[column];
    if (day !== null && day > today) yield [column, 'future-date'];
  }
  const own = row.coDebtorCpr === null ? [row.debtorCpr] : [row.debtorCpr, row.coDebtorCpr];
  for (const column of textColumns) {
    if (holdsOneOf(row[column] ?? '', own)) yield [column, 'contains-cpr'];
  }
}

const happened = ['paidOn', 'decisionDate', 'decisionDelivered', 'knownFrom', 'deferralGranted'] as const;
const textColumns = [
  'accountId',
  'claimId',
  'partClaimId',
  'accountString',
  'knownReason',
  'description',
] as const;

function* periodProblems(row: ClaimRow): Generator<Problem> {
  if (row.periodTo < row.periodFrom) yield ['periodTo', 'period-backwards'];
  else if (monthOf(row.periodFrom) !== monthOf(row.periodTo))
    yield ['periodTo', 'period-over-month-boundary'];
  const month = monthOf(row.periodFrom);
  if (row.decisionPeriodTo < row.decisionPeriodFrom) yield ['decisionPeriodTo', 'decision-period-backwards'];
  else if (month < row.decisionPeriodFrom || month > row.decisionPeriodTo) {
    yield ['periodFrom', 'month-outside-decision'];
  }
}

function* decisionProblems(row: ClaimRow): Generator<Problem> {
  if (row.decisionDelivered < row.decisionDate) yield ['decisionDelivered', 'delivered-before-decided'];
}

function* liabilityProblems(row: ClaimRow): Generator<Problem> {
  if (row.liability === 'sole') {
    if (row.coDebtorCpr !== null) yield ['coDebtorCpr', 'co-debtor-not-expected'];
    return;
  }
  if (!allowsJointLiability(row.law, row.paragraph)) yield ['liability', 'joint-only-92'];
  if (row.coDebtorCpr === null) yield ['coDebtorCpr', 'co-debtor-missing'];
  else if (row.coDebtorCpr === row.debtorCpr) yield ['coDebtorCpr', 'co-debtor-is-debtor'];
}

function* lapseProblems(row: ClaimRow): Generator<Problem> {
  if (row.helpStopped !== null && row.helpStopped < row.periodFrom) {
    yield ['helpStopped', 'help-stopped-before-period'];
  }
  if (row.knownFrom !== null && row.knownReason === null) yield ['knownReason', 'known-reason-missing'];
  if (row.knownFrom === null && row.knownReason !== null) yield ['knownFrom', 'known-date-missing'];
  if (row.planTo !== null && row.planFrom === null) yield ['planFrom', 'plan-start-missing'];
  if (row.planTo !== null && row.planFrom !== null && row.planTo < row.planFrom) {
    yield ['planTo', 'plan-backwards'];
  }
}
