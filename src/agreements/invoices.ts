import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** What became of an invoice: `passed` = not paid in time; nothing follows but that the amount is fixed. */
export type InvoiceState = 'open' | 'paid' | 'passed' | 'not-arrived' | 'deferred' | 'withdrawn';

/** An invoice to one about whom nothing had been decided. */
export interface Invoice {
  readonly debtor: DebtorNumber;
  readonly madeOn: PlainDate;
  readonly notice: NoticeId;
  readonly claims: readonly ClaimNumber[];
  readonly state: InvoiceState;
  readonly closedOn: PlainDate | null;
}

const columns = sql`debtor_number as debtor, made_on as "madeOn", notice_id as notice, claims, state, closed_on as "closedOn"`;

/**
 * The invoices that these debtors have got and that count before something is decided: still open, or not paid in time. In the
 * order in which they were made.
 */
export async function invoicesBefore(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Invoice[]>> {
  const { rows } = await sql<Invoice>`
    select ${columns} from invoice
    where state in ('open', 'passed', 'not-arrived') and debtor_number = any (${debtors}::int[])
    order by debtor_number, made_on`.execute(tx);
  return Map.groupBy(rows, ({ debtor }) => debtor);
}

/** All invoices to a debtor, oldest first. */
export async function invoicesAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Invoice[]> {
  const { rows } = await sql<Invoice>`
    select ${columns} from invoice where debtor_number = ${debtor} order by made_on`.execute(tx);
  return rows;
}

/** The next open invoices after a debtor's; at most `limit`. */
export async function openInvoices(
  tx: MunicipalityReadTx,
  { after, limit }: { readonly after: bigint; readonly limit: number },
): Promise<Invoice[]> {
  const { rows } = await sql<Invoice>`
    select ${columns} from invoice
    where state = 'open' and debtor_number > ${after.toString()}::bigint order by debtor_number limit ${limit}::int`.execute(
    tx,
  );
  return rows;
}

/** Notes invoices whose notices are written. */
export async function insertInvoices(
  tx: MunicipalityTx,
  invoices: readonly Pick<Invoice, 'debtor' | 'madeOn' | 'notice' | 'claims'>[],
): Promise<void> {
  for (const { debtor, madeOn, notice, claims } of invoices)
    await sql`
      insert into invoice (debtor_number, made_on, notice_id, claims, state)
      values (${debtor}, ${madeOn}, ${String(notice)}::bigint, ${claims.map(String)}::bigint[], 'open')`.execute(
      tx,
    );
}

/** Closes the open invoices of these debtors, and answers them; others are passed over. */
export async function closeInvoices(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
  { on, state }: { readonly on: PlainDate; readonly state: Exclude<InvoiceState, 'open'> },
): Promise<Invoice[]> {
  if (debtors.length === 0) return [];
  const { rows } = await sql<Invoice>`
    update invoice set state = ${state}, closed_on = greatest(made_on, ${on}::date)
    where state = 'open' and debtor_number = any (${debtors}::int[]) returning ${columns}`.execute(tx);
  return rows;
}
