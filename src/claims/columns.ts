import type { CprNumber } from '../kernel/cpr-number.ts';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { amount, cpr, day, line, oneOf, percent, yearMonth, yesNo, type Form } from './forms.ts';
import { repaymentLaw, repaymentType } from './repayment-laws.ts';

/** One row of the claims file: one part-claim with the claim, account and decision that it belongs to. */
export interface ClaimRow {
  readonly sourceSystem: string;
  readonly accountId: string;
  readonly debtorCpr: CprNumber;
  readonly law: string;
  readonly paragraph: string;
  readonly benefit: string;
  readonly claimId: string;
  readonly periodFrom: PlainDate;
  readonly periodTo: PlainDate;
  readonly paidOn: PlainDate;
  readonly partClaimId: string;
  readonly principal: Ore;
  /** What was left of the principal when it was handed over; null = all of it. */
  readonly outstanding: Ore | null;
  readonly amountBasis: 'gross' | 'net';
  /** Null: the source does not know it; a person finds it out (`books unclear`). */
  readonly refundPercent: number | null;
  readonly accountString: string | null;
  readonly liability: 'sole' | 'joint';
  readonly coDebtorCpr: CprNumber | null;
  readonly decisionDate: PlainDate;
  readonly decisionDelivered: PlainDate;
  readonly decisionPeriodFrom: YearMonth;
  readonly decisionPeriodTo: YearMonth;
  readonly complaintPending: boolean;
  /** Null = the help is still running. */
  readonly helpStopped: PlainDate | null;
  readonly knownFrom: PlainDate | null;
  readonly knownReason: string | null;
  readonly planFrom: PlainDate | null;
  readonly planTo: PlainDate | null;
  readonly deferralGranted: PlainDate | null;
  readonly description: string | null;
  /** Null = the usual type of its law. */
  readonly claimType: string | null;
}

export type ColumnName = keyof ClaimRow;

interface Column<T> {
  readonly form: Form<NonNullable<T>>;
  /** False: the value may be empty. */
  readonly required: boolean;
  /** Whether files come without the column, because it is newer than they are; then it is empty. */
  readonly mayBeLeftOut: boolean;
  readonly meaning: string;
  readonly example: string;
}

/** The columns of the claims file, in the order in which we write them. A file may have them in any order. */
export const claimColumns: { readonly [K in ColumnName]: Column<ClaimRow[K]> } = {
  sourceSystem: needed(
    line(40),
    'KY',
    'The system that the claim comes from. All ids are read together with it.',
  ),
  accountId: needed(
    line(60),
    'S-2021-4711',
    'The benefit case (debtorkonto). One debtor per account, always the same one.',
  ),
  debtorCpr: needed(
    cpr,
    '6101611234',
    'The person to whom the benefit was paid (bek. 585/2023 § 2, stk. 1).',
  ),
  law: needed(
    repaymentLaw,
    'aktivloven',
    'The law behind the repayment decision. `serviceloven` and `dagtilbudsloven`: a person decides everything about the claim.',
  ),
  paragraph: needed(
    line(20),
    '91',
    'The paragraph behind the repayment decision, the number alone: of aktivloven `91`, `92`, `93` or `94`.',
  ),
  benefit: needed(
    line(80),
    'kontanthjælp',
    'Name of the benefit as the citizen knows it; printed in letters.',
  ),
  claimId: needed(line(60), 'K-4711-2021-05', 'The claim (fordring): one benefit month of the account.'),
  periodFrom: needed(day, '2021-05-01', 'First day that the claim is about.'),
  periodTo: needed(day, '2021-05-31', 'Last day that the claim is about, in the same calendar month.'),
  paidOn: needed(day, '2021-05-31', 'The day the benefit was at the debtor’s disposal (stiftelsesdato).'),
  partClaimId: needed(
    line(60),
    '1',
    'The part-claim (delfordring) within the claim, for instance one per account string.',
  ),
  principal: needed(amount, '11423,00', 'The amount as decided (hovedstol), without interest and fees.'),
  outstanding: optional(
    amount,
    '',
    'What is left of it, for old cases partly paid before; empty = all of it.',
  ),
  amountBasis: needed(oneOf('gross', 'net'), 'gross', 'Whether the amount is before or after tax.'),
  refundPercent: optional(
    percent,
    '30',
    'The state’s share of what is repaid; empty = not known. The claim is then on the clearing account until a person has found it out (`books unclear`, `books settle`).',
  ),
  accountString: optional(line(60), '5.57.73', 'Account string (kontostreng) in the finance system.'),
  liability: needed(
    oneOf('sole', 'joint'),
    'sole',
    '`joint`: spouses liable for the whole together, special support (§ 92, cf. § 34) only.',
  ),
  coDebtorCpr: optional(cpr, '', 'The other spouse; must stand when liability is `joint`, and only then.'),
  decisionDate: needed(day, '2021-09-14', 'Date of the repayment decision.'),
  decisionDelivered: needed(day, '2021-09-14', 'The day the repayment decision reached the debtor.'),
  decisionPeriodFrom: needed(yearMonth, '2021-03', 'First month that the repayment decision covers.'),
  decisionPeriodTo: needed(yearMonth, '2021-08', 'Last month that the repayment decision covers.'),
  complaintPending: needed(
    yesNo,
    'no',
    'Whether a complaint about the repayment decision is pending. May change.',
  ),
  helpStopped: optional(
    day,
    '2022-06-30',
    'Last day of the whole continuous benefit period; empty = still running. May be filled in or corrected later.',
  ),
  knownFrom: optional(
    day,
    '',
    'The day the municipality learned, or should have learned, of the claim, when that is later. May change.',
  ),
  knownReason: optional(
    line(200),
    '',
    'Why it was not known before; must stand with `knownFrom`, and only then. May change.',
  ),
  planFrom: optional(day, '', 'Old cases: first day of the kept plan around the day the claim could lapse.'),
  planTo: optional(day, '', 'Old cases: last day of that plan; empty = still in force.'),
  deferralGranted: optional(day, '', 'Old cases: the day deferral was granted after that plan.'),
  description: optional(
    line(200),
    '',
    'Words for our own letters; must not name other persons. Gældsstyrelsen is told the benefit and the month instead.',
  ),
  claimType: newer(
    repaymentType,
    'The claim’s type; empty = the usual one of its law. By dagtilbudsloven it must stand.',
  ),
};

// The key order above is the order of the columns in what we write.
export const columnNames = Object.keys(claimColumns) as readonly ColumnName[];

function needed<T>(form: Form<T>, example: string, meaning: string) {
  return { form, required: true, mayBeLeftOut: false, meaning, example };
}

function optional<T>(form: Form<T>, example: string, meaning: string) {
  return { form, required: false, mayBeLeftOut: false, meaning, example };
}

function newer<T>(form: Form<T>, meaning: string) {
  return { form, required: false, mayBeLeftOut: true, meaning, example: '' };
}

/** The header line of a claims file, without line end. */
export const claimsCsvHeader = columnNames.join(';');

/** One row of a claims file, without line end. */
export function claimsCsvLine(row: ClaimRow): string {
  return columnNames.map((name) => quoted(writtenValue(row, name))).join(';');
}

/** A whole claims file as text: UTF-8 without BOM, `;`, header, every line ended by `\n`. */
export function claimsCsv(rows: Iterable<ClaimRow>): string {
  const lines = [claimsCsvHeader];
  for (const row of rows) lines.push(claimsCsvLine(row));
  return `${lines.join('\n')}\n`;
}

function writtenValue<K extends ColumnName>(row: ClaimRow, name: K): string {
  const value = row[name];
  // The column of this name writes this name's values; TypeScript loses that link in a loop over names.
  return value === null ? '' : (claimColumns[name].form as Form<ClaimRow[K]>).write(value);
}

function quoted(text: string): string {
  return /[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
