import { isUtf8 } from 'node:buffer';
import { parsePlainDate, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { ANY, contradiction, shares, type AccountRule } from './account-rules.ts';
import { bookGroups, eventsInOrder } from './events.ts';

/** The columns of the file, in their order. */
export const accountRuleColumns = [
  'claim_type',
  'event',
  'ledger_group',
  'period_from',
  'period_to',
  'refund_percent',
  'share',
  'account',
] as const;
type Column = (typeof accountRuleColumns)[number];

/** Why a table of accounts is not taken in. Rows are counted as in the file, the header being row 1. */
export type AccountRulesRefusal =
  | { readonly tag: 'not-utf8' }
  | { readonly tag: 'wrong-header' }
  | { readonly tag: 'no-rules' }
  | { readonly tag: 'too-many-rules' }
  | { readonly tag: 'wrong-row'; readonly row: number; readonly column: Column | null }
  /** Both rows fit the same, and neither is more specific. */
  | { readonly tag: 'contradiction'; readonly rows: readonly [number, number] };

const MOST_RULES = 10_000;

/**
 * Reads the municipality's table of accounts: UTF-8, `;` between the columns, a header, and no quotes. Empty lines are
 * left out. All of it or nothing: the first thing that is wrong refuses the file.
 */
export function readAccountRules(bytes: Uint8Array): Result<readonly AccountRule[], AccountRulesRefusal> {
  if (!isUtf8(bytes)) return refuse({ tag: 'not-utf8' });
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (lines[0] !== accountRuleColumns.join(';')) return refuse({ tag: 'wrong-header' });
  const rules: AccountRule[] = [];
  const rows: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const rule = ruleIn(line);
    if (typeof rule !== 'object') return refuse({ tag: 'wrong-row', row: index + 1, column: rule ?? null });
    rules.push(rule);
    rows.push(index + 1);
  }
  if (rules.length === 0) return refuse({ tag: 'no-rules' });
  if (rules.length > MOST_RULES) return refuse({ tag: 'too-many-rules' });
  const places = contradiction(rules);
  if (places === null) return ok(rules);
  return refuse({ tag: 'contradiction', rows: [rows[places[0]] ?? 0, rows[places[1]] ?? 0] });
}

/** The rule, or the column that cannot be read; undefined when there are too many columns or too few. */
function ruleIn(line: string): AccountRule | Column | undefined {
  const values = line.split(';').map((value) => value.trim());
  if (values.length !== accountRuleColumns.length) return undefined;
  const [claimType = '', event = '', group = '', from = '', to = '', percent = '', share = '', account = ''] =
    values;
  const read = {
    claim_type: /^(?:[A-ZÆØÅ0-9-]{3,12}|\*)$/.test(claimType) ? claimType : undefined,
    event: ([ANY, ...eventsInOrder] as const).find((known) => known === event),
    ledger_group: bookGroups.find((known) => known === group),
    period_from: dayIn(from),
    period_to: dayIn(to),
    refund_percent: percentIn(percent),
    share: shares.find((known) => known === share),
    account: /^\d{16}$/.test(account) ? account : undefined,
  };
  return asRule(read) ?? accountRuleColumns.find((column) => read[column] === undefined) ?? 'period_to';
}

type Read = { readonly [K in Column]: unknown } & {
  readonly claim_type: string | undefined;
  readonly event: AccountRule['event'] | undefined;
  readonly ledger_group: AccountRule['group'] | undefined;
  readonly period_from: PlainDate | null | undefined;
  readonly period_to: PlainDate | null | undefined;
  readonly refund_percent: number | null | undefined;
  readonly share: AccountRule['share'] | undefined;
  readonly account: string | undefined;
};

function asRule(read: Read): AccountRule | null {
  const { claim_type: claimType, event, ledger_group: group, share, account } = read;
  const { period_from: from, period_to: to, refund_percent: percent } = read;
  if (claimType === undefined || event === undefined || group === undefined) return null;
  if (from === undefined || to === undefined || percent === undefined) return null;
  if (share === undefined || account === undefined) return null;
  if (from !== null && to !== null && from > to) return null;
  return { claimType, event, group, from, to, percent, share, account };
}

function dayIn(text: string): PlainDate | null | undefined {
  return text === '' ? null : (parsePlainDate(text) ?? undefined);
}

function percentIn(text: string): number | null | undefined {
  if (text === '') return null;
  return /^\d{1,3}$/.test(text) && Number(text) <= 100 ? Number(text) : undefined;
}
