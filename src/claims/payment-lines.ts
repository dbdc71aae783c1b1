import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { PaymentLineKind } from '../kernel/payment-line.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** What a payment line was given for. */
export interface PaymentLineLead {
  readonly to: 'decision' | 'claim' | 'notice' | 'arrangement';
  /** The number of the decision, claim, notice or arrangement. */
  readonly number: bigint;
  /** To whom it was given. */
  readonly debtor: DebtorNumber;
}

export interface GivenPaymentLine extends PaymentLineLead {
  readonly kind: PaymentLineKind;
  /** The line's digits without its check digit: 14 on card kind 71, 15 on 75. */
  readonly base: string;
  readonly on: PlainDate;
}

/** Keeps where payment lines lead. One that was given before stays as it is; given for something else it is our own mistake. */
export async function givePaymentLines(
  tx: MunicipalityTx,
  lines: readonly GivenPaymentLine[],
): Promise<void> {
  if (lines.length === 0) return;
  await sql`
    insert into payment_line (base, kind, leads_to, leads_to_number, debtor_number, given_on)
    select * from unnest(${lines.map(({ base }) => base)}::text[], ${lines.map(({ kind }) => kind)}::text[],
      ${lines.map(({ to }) => to)}::text[], ${lines.map(({ number }) => String(number))}::bigint[],
      ${lines.map(({ debtor }) => debtor)}::int[], ${lines.map(({ on }) => on)}::date[]) told (base)
    order by base on conflict (base) do nothing`.execute(tx);
  const given = await whereLinesLead(
    tx,
    lines.map(({ base }) => base),
  );
  for (const { base, to, number, debtor } of lines) {
    const lead = given.get(base);
    assert(
      lead !== undefined && lead.to === to && lead.number === number && lead.debtor === debtor,
      'a payment line leads to one thing',
    );
  }
}

/** The payment lines that were given to somebody, the newest first, and what each was given for. */
export async function linesGivenTo(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<(Pick<GivenPaymentLine, 'kind' | 'base'> & PaymentLineLead)[]> {
  const { rows } = await sql<Pick<GivenPaymentLine, 'kind' | 'base'> & PaymentLineLead>`
    select kind, base, leads_to as to, leads_to_number as number, debtor_number as debtor from payment_line
    where debtor_number = ${debtor} order by given_on desc, base desc limit 50`.execute(tx);
  return rows;
}

/**
 * What these payment lines were given for, by their digits without check digit; lines that we never gave are left out. What
 * has taken its place since is for the room that it belongs to.
 */
export async function whereLinesLead(
  tx: MunicipalityReadTx,
  bases: readonly string[],
): Promise<Map<string, PaymentLineLead>> {
  const { rows } = await sql<{
    base: string;
    leads_to: PaymentLineLead['to'];
    leads_to_number: bigint;
    debtor_number: DebtorNumber;
  }>`
    select base, leads_to, leads_to_number, debtor_number from payment_line where base = any (${bases}::text[])`.execute(
    tx,
  );
  return new Map(
    rows.map((row) => [
      row.base,
      { to: row.leads_to, number: row.leads_to_number, debtor: row.debtor_number },
    ]),
  );
}
