import { addDays, addYears, type PlainDate } from '../kernel/dates.ts';
import { claimType, type ClaimType, type OwnTypes } from '../law/claim-types.ts';
import { filterRulesByType } from '../law/psrm-filter-rules.ts';
import { billReasonInPlainWords, type BillReason, type BillRefusal, type BillRow } from './bills-file.ts';
import type { BillWarning } from './missing-fields.ts';

interface Contradiction {
  readonly column: 'originDate' | 'dueDate' | 'lastTimelyPayment' | (typeof HAPPENED)[number];
  readonly reason: BillReason;
}

// What has been sent, decided or paid out has been so by now.
const HAPPENED = ['demandSent', 'ruledOn', 'paidOut'] as const;

// A bill may be sent before what it is for has begun, as a place in day care; longer ahead the year is wrong (own choice).
const MOST_DAYS_AHEAD = 366;

// What falls due when a loan ends may do so years from now; longer than this the year is wrong (own choice).
const MOST_YEARS_TO_DUE = 10;

/** What in a row cannot be so together, or not yet on the day on which the file is taken in. */
export function contradictionsOf(row: BillRow, own: OwnTypes, on: PlainDate): BillRefusal[] {
  return contradictions(row, own, on).map(({ column, reason }) => {
    const text = billReasonInPlainWords(reason);
    return { row: row.row, column, value: row[column] ?? '', reason, text };
  });
}

function contradictions(row: BillRow, own: OwnTypes, on: PlainDate): Contradiction[] {
  const { originDate, dueDate, ruledOn } = row;
  const found: Contradiction[] = HAPPENED.flatMap((column) => {
    const day = row[column];
    return day !== null && day > on ? [{ column, reason: 'future-date' }] : [];
  });
  if (originDate > addDays(on, MOST_DAYS_AHEAD)) found.push({ column: 'originDate', reason: 'future-date' });
  const far = (['dueDate', 'lastTimelyPayment'] as const).find(
    (column) => row[column] > addYears(on, MOST_YEARS_TO_DUE),
  );
  if (far !== undefined) found.push({ column: far, reason: 'far-ahead' });
  const type = claimType(row.claimType, own);
  if (!type.ok) return found;
  if (dueDate < originDate && !mayBeDueBefore(type.value))
    found.push({ column: 'dueDate', reason: 'due-before-origin' });
  if (ruledOn !== null && ruledOn < originDate && !beginsWithRuling(type.value))
    found.push({ column: 'ruledOn', reason: 'ruled-before-origin' });
  return found;
}

/** Whether the claims of a type may rest on a ruling from before each of them arose. */
export function beginsWithRuling({ endsBy }: ClaimType): boolean {
  return endsBy.kind === 'limitation' && endsBy.from === 'ruling';
}

/** Some types are due in advance: the receiving system's published rules of the type do not compare the two days. */
function mayBeDueBefore({ code }: ClaimType): boolean {
  const known = filterRulesByType.get(code);
  if (known?.status !== 'published') return false;
  return !known.rules.some(
    (each) =>
      each.check === 'date_compare' &&
      each.left === 'dueDate' &&
      each.right === 'originDate' &&
      ['==', '>=', '>'].includes(each.op),
  );
}

/** What is right and rare: that a claim arises after the day on which it is taken in, or falls due more than a year after it. */
export function ahead({ row, originDate, dueDate }: BillRow, on: PlainDate): BillWarning[] {
  const arises = 'Kravet opstår først efter i dag. Tjek, at året er rigtigt.';
  const falls = 'Kravet forfalder først om mere end et år. Tjek, at året er rigtigt.';
  return [
    ...(originDate > on ? [{ row, column: 'originDate' as const, text: arises }] : []),
    ...(dueDate > addDays(on, MOST_DAYS_AHEAD) ? [{ row, column: 'dueDate' as const, text: falls }] : []),
  ];
}
