import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { PersonReason } from './circumstances.ts';

/** What a person must look at besides what a finding asks for. */
export type WorkItemKind =
  | PersonReason
  | 'letter-not-arrived' // it came back, or could not be delivered
  | 'letter-not-made' // there is nobody to write to, or the letter was refused
  | 'hearing-answered' // the debtor has answered; a person must read it before anything is decided
  | 'arrived-late' // the first due date that the letter told had to be moved
  | 'other-answer-today'; // today's rule would answer otherwise

export interface WorkItem {
  readonly kind: WorkItemKind;
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  /** A decision's number or other detail; never personal data. */
  readonly about: string | null;
}

/** Opens work items; one that is there already stays as it is. */
export async function openWorkItems(
  tx: MunicipalityTx,
  items: readonly WorkItem[],
  at: Temporal.Instant,
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into work_item (kind, debtor_number, month, opened_at, about)
    select kind, debtor, month, ${at}::timestamptz, about
    from unnest(${items.map(({ kind }) => kind)}::text[], ${items.map(({ debtor }) => debtor)}::int[],
      ${items.map(({ month }) => firstDayOf(month))}::date[], ${items.map(({ about }) => about)}::text[])
      item (kind, debtor, month, about)
    on conflict (month, debtor_number, kind) do nothing`.execute(tx);
}

export interface OpenedWorkItem {
  readonly kind: string;
  readonly month: YearMonth;
  readonly openedAt: Temporal.Instant;
  readonly about: string | null;
  readonly closedAt: Temporal.Instant | null;
}

/** All that a person had, or has, to look at about a debtor, oldest first. */
export async function workItemsAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<OpenedWorkItem[]> {
  const { rows } = await sql<{
    kind: string;
    month: PlainDate;
    opened_at: Temporal.Instant;
    about: string | null;
    closed_at: Temporal.Instant | null;
  }>`
    select kind, month, opened_at, about, closed_at from work_item where debtor_number = ${debtor}
    order by opened_at, month, kind`.execute(tx);
  return rows.map((row) => ({
    kind: row.kind,
    month: monthOf(row.month),
    openedAt: row.opened_at,
    about: row.about,
    closedAt: row.closed_at,
  }));
}
