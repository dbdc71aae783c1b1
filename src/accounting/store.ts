import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { AccountRule } from './account-rules.ts';
import type { TransferKey } from './day-books.ts';
import type { VoucherEvent } from './events.ts';
import type { Voucher, VoucherLine } from './vouchers.ts';

/** The table of accounts in force. */
export interface RuleVersion {
  readonly version: number;
  /** Of the file that it came with. */
  readonly sha256: string;
  readonly rules: readonly AccountRule[];
}

/** The table in force; null when none was ever taken in. */
export async function currentRules(tx: MunicipalityReadTx): Promise<RuleVersion | null> {
  const versions = await sql<{ version: number; sha256: string }>`
    select version, sha256 from account_rule_version order by version desc limit 1`.execute(tx);
  const [current] = versions.rows;
  if (current === undefined) return null;
  const { rows } = await sql<{
    claim_type: string;
    event: AccountRule['event'];
    ledger_group: AccountRule['group'];
    period_from: PlainDate | null;
    period_to: PlainDate | null;
    refund_percent: number | null;
    share: AccountRule['share'];
    account: string;
  }>`select * from account_rule where version = ${current.version}::int order by place`.execute(tx);
  const rules = rows.map((row) => ({
    claimType: row.claim_type,
    event: row.event,
    group: row.ledger_group,
    from: row.period_from,
    to: row.period_to,
    percent: row.refund_percent,
    share: row.share,
    account: row.account,
  }));
  return { ...current, rules };
}

/** Writes a new version of the table. Whoever else writes one waits. */
export async function writeRules(
  tx: MunicipalityTx,
  rules: readonly AccountRule[],
  { sha256, by, at }: { readonly sha256: string; readonly by: string; readonly at: Temporal.Instant },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    insert into account_rule_version (version, sha256, recorded_at, recorded_by)
    select coalesce(max(version), 0) + 1, ${sha256}, ${at}::timestamptz, ${by} from account_rule_version
    returning version`.execute(tx);
  const version = rows[0]?.version;
  assert(version !== undefined, 'a version was written');
  const columns = [
    'version',
    'place',
    'claim_type',
    'event',
    'ledger_group',
    'period_from',
    'period_to',
    'refund_percent',
    'share',
    'account',
  ];
  const lines = rules.map((rule, index) =>
    copyLine([
      version,
      index + 1,
      rule.claimType,
      rule.event,
      rule.group,
      rule.from,
      rule.to,
      rule.percent,
      rule.share,
      rule.account,
    ]),
  );
  await copyInto(tx, { table: 'account_rule', columns }, asOneChunk(lines));
  return version;
}

export async function lockRules(tx: MunicipalityTx): Promise<void> {
  await sql`lock table account_rule_version in share row exclusive mode`.execute(tx);
}

export interface VouchersToWrite {
  readonly vouchers: readonly Voucher[];
  readonly rules: number;
  /** How many transfers each event tells. */
  readonly transfers: ReadonlyMap<VoucherEvent, number>;
  readonly unclear: readonly TransferKey[];
}

/** Writes a day's vouchers, each with all its lines; the day is closed already. */
export async function writeVouchers(
  tx: MunicipalityTx,
  { vouchers, rules, transfers, unclear }: VouchersToWrite,
): Promise<void> {
  const heads = vouchers.map(({ number, bookedOn, event, amount }) =>
    copyLine([number, bookedOn, event, rules, transfers.get(event) ?? 0, amount]),
  );
  const headColumns = ['voucher_number', 'booked_on', 'event', 'rule_version', 'transfers', 'amount_ore'];
  await copyInto(tx, { table: 'voucher', columns: headColumns }, asOneChunk(heads));
  const columns = [
    'voucher_number',
    'line',
    'account',
    'ledger_group',
    'claim_type',
    'share',
    'debit_ore',
    'credit_ore',
  ];
  const lines = vouchers.flatMap(({ number, lines: its }) =>
    its.map(({ account, group, claimType, share, debit, credit }, index) =>
      copyLine([number, index + 1, account, group, claimType, share, debit, credit]),
    ),
  );
  await copyInto(tx, { table: 'voucher_line', columns }, asOneChunk(lines));
  const keys = ['cause', 'cause_number', 'line', 'why'];
  const notes = unclear.map(({ cause, causeNumber, line }) =>
    copyLine([cause, causeNumber, line, 'no-refund-share']),
  );
  await copyInto(tx, { table: 'voucher_unclear', columns: keys }, asOneChunk(notes));
}

/** The days with vouchers that have not been handed over, oldest first. */
export async function daysNotExported(tx: MunicipalityReadTx): Promise<PlainDate[]> {
  const { rows } = await sql<{ day: PlainDate }>`
    select distinct booked_on as day from voucher where exported_at is null order by day`.execute(tx);
  return rows.map(({ day }) => day);
}

/** A line with the voucher that it stands on. */
export type LineOfVoucher = VoucherLine & Pick<Voucher, 'number' | 'event'> & { readonly line: number };

/** A day's voucher lines, by voucher and line. */
export async function voucherLinesOn(tx: MunicipalityReadTx, day: PlainDate): Promise<LineOfVoucher[]> {
  const { rows } = await sql<{
    voucher_number: bigint;
    event: VoucherEvent;
    line: number;
    account: string;
    ledger_group: VoucherLine['group'];
    claim_type: string;
    share: VoucherLine['share'];
    debit_ore: bigint;
    credit_ore: bigint;
  }>`
    select * from voucher join voucher_line using (voucher_number)
    where booked_on = ${day}::date order by voucher_number, line`.execute(tx);
  return rows.map((row) => ({
    number: row.voucher_number,
    event: row.event,
    line: row.line,
    account: row.account,
    group: row.ledger_group,
    claimType: row.claim_type,
    share: row.share,
    debit: row.debit_ore,
    credit: row.credit_ore,
  }));
}

/** Notes that a day's vouchers have been handed over. */
export async function markExported(
  tx: MunicipalityTx,
  day: PlainDate,
  { fileName, at }: { readonly fileName: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update voucher set exported_at = ${at}::timestamptz, file_name = ${fileName}
    where booked_on = ${day}::date and exported_at is null`.execute(tx);
}
