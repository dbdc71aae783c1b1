import { isUtf8 } from 'node:buffer';
import { line } from '../claims/forms.ts';
import { parseUsableDate, type PlainDate } from '../kernel/dates.ts';
import { parseKroner } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { repaymentLaws } from '../law/repayment-laws.ts';
import type { OldClaim } from './clean-up.ts';

/** The columns of the file, in their order. */
export const cleanUpColumns = [
  'claim',
  'claim_type',
  'law',
  'left',
  'help_stopped',
  'known_from',
  'plan_from',
  'plan_to',
  'deferral_granted',
  'history_known',
  'origin',
  'due',
  'last_timely_day',
  'ruled_on',
  'acknowledged_on',
  'interrupted_on',
  'at_recovery',
] as const;
export type CleanUpColumn = (typeof cleanUpColumns)[number];

/** Why the file is not read. Rows are counted as in the file, the header being row 1. */
export type CleanUpRefusal =
  | { readonly tag: 'not-utf8' }
  | { readonly tag: 'wrong-header' }
  | { readonly tag: 'no-claims' }
  | { readonly tag: 'wrong-row'; readonly row: number; readonly column: CleanUpColumn | null };

/**
 * Reads a portfolio of old claims: UTF-8, `;` between the columns, a header, no quotes; dates as YYYY-MM-DD, kroner as 1234.50,
 * `ja` or `nej`. Empty = not known, or there was none. The first thing that is wrong refuses the file.
 */
export function readCleanUp(bytes: Uint8Array): Result<readonly OldClaim[], CleanUpRefusal> {
  if (!isUtf8(bytes)) return refuse({ tag: 'not-utf8' });
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (lines[0] !== cleanUpColumns.join(';')) return refuse({ tag: 'wrong-header' });
  const claims: OldClaim[] = [];
  for (const [index, text] of lines.entries()) {
    if (index === 0 || text.trim() === '') continue;
    const read = claimIn(text);
    if (typeof read !== 'object' || read === null)
      return refuse({ tag: 'wrong-row', row: index + 1, column: read });
    claims.push(read);
  }
  return claims.length === 0 ? refuse({ tag: 'no-claims' }) : ok(claims);
}

/** The claim, or the column that cannot be read; null when there are too many columns or too few. */
function claimIn(text: string): OldClaim | CleanUpColumn | null {
  const values = text.split(';').map((value) => value.trim());
  if (values.length !== cleanUpColumns.length) return null;
  const row = new Map(cleanUpColumns.map((column, index) => [column, values[index] ?? '']));
  const wrong = cleanUpColumns.find((column) => !isGood(column, row.get(column) ?? ''));
  if (wrong !== undefined) return wrong;
  const of = (column: CleanUpColumn) => row.get(column) ?? '';
  const day = (column: CleanUpColumn): PlainDate | null => parseUsableDate(of(column));
  const left = parseKroner(of('left'));
  if (left === null) return 'left';
  return {
    claim: of('claim'),
    type: of('claim_type'),
    law: of('law') === '' ? null : of('law'),
    left,
    helpStopped: day('help_stopped'),
    knownFrom: day('known_from'),
    planFrom: day('plan_from'),
    planTo: day('plan_to'),
    deferralGranted: day('deferral_granted'),
    historyKnown: of('history_known') === 'ja',
    origin: day('origin'),
    due: day('due'),
    srb: day('last_timely_day'),
    ruledOn: day('ruled_on'),
    acknowledgedOn: day('acknowledged_on'),
    interruptedOn: day('interrupted_on'),
    atRecovery: of('at_recovery') === 'ja',
  };
}

const ID_LENGTH = 100;

function isGood(column: CleanUpColumn, value: string): boolean {
  switch (column) {
    case 'claim':
      // Claims are named by their own numbers, never by a person's.
      return value !== '' && line(ID_LENGTH).read(value).ok;
    case 'claim_type':
      return /^[A-ZÆØÅ0-9-]{3,24}$/.test(value);
    case 'law':
      return value === '' || repaymentLaws.has(value);
    case 'left':
      return (parseKroner(value) ?? -1n) >= 0n;
    case 'history_known':
    case 'at_recovery':
      return value === '' || value === 'ja' || value === 'nej';
    default:
      return value === '' || parseUsableDate(value) !== null;
  }
}
