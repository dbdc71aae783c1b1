import { sql } from 'kysely';
import type { DateRange, PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** A claim, or its interest or fee, as a letter names it. */
export interface Bill {
  readonly claim: ClaimNumber;
  /** Its main claim; a main claim is its own. */
  readonly main: ClaimNumber;
  readonly level: 'main' | 'interest' | 'fee';
  readonly type: string;
  /** What the source says that it is for; null = nothing. */
  readonly description: string | null;
  /** The benefit that is to be repaid; null for everything else. */
  readonly benefit: string | null;
  /** The source's own number; null for interest and fees. */
  readonly reference: string | null;
  /** The bill that interest or a fee is of; null for a main claim. */
  readonly of: Pick<Bill, 'type' | 'description' | 'benefit' | 'reference' | 'period'> | null;
  readonly period: DateRange | null;
  /** The last day of timely payment. */
  readonly srb: PlainDate | null;
  readonly joint: boolean;
}

/** These main claims, and all interest and fees on them, in the order of main claims and numbers. */
export async function billsOf(tx: MunicipalityReadTx, mains: readonly ClaimNumber[]): Promise<Bill[]> {
  if (mains.length === 0) return [];
  const { rows } = await sql<{
    claim: ClaimNumber;
    main: ClaimNumber;
    level: Bill['level'];
    type: string;
    description: string | null;
    benefit: string | null;
    reference: string;
    of_type: string | null;
    of_description: string | null;
    of_benefit: string | null;
    of_reference: string | null;
    of_from: PlainDate | null;
    of_to: PlainDate | null;
    period_from: PlainDate | null;
    period_to: PlainDate | null;
    srb: PlainDate | null;
    joint: boolean;
  }>`
    select c.claim_number as claim, coalesce(c.main_claim, c.claim_number) as main, c.level, c.claim_type as type,
      c.description, r.benefit, c.claim_id as reference, m.claim_type as of_type, m.description as of_description, mr.benefit as of_benefit, m.claim_id as of_reference,
      m.period_from as of_from, m.period_to as of_to, c.period_from, c.period_to, c.srb_on as srb,
      exists (select from liability l where l.claim_number = c.claim_number and l.kind = 'joint') as joint
    from claim c left join claim m on m.claim_number = c.main_claim
      left join repayment_claim r on r.claim_number = c.claim_number
      left join repayment_claim mr on mr.claim_number = c.main_claim
    where c.claim_number = any (${mains.map(String)}::bigint[]) or c.main_claim = any (${mains.map(String)}::bigint[])
    order by coalesce(c.main_claim, c.claim_number), c.claim_number`.execute(tx);
  return rows.map(
    ({
      period_from,
      period_to,
      reference,
      of_type,
      of_description,
      of_benefit,
      of_reference,
      of_from,
      of_to,
      ...row
    }) => ({
      ...row,
      of:
        of_type === null
          ? null
          : {
              type: of_type,
              description: of_description,
              benefit: of_benefit,
              reference: of_reference,
              period: rangeOf(of_from, of_to),
            },
      reference: row.level === 'main' ? reference : null,
      period: rangeOf(period_from, period_to),
    }),
  );
}

function rangeOf(from: PlainDate | null, to: PlainDate | null): DateRange | null {
  return from === null ? null : { from, to };
}

/** An ordinary main claim and the first of those who owe it. */
export interface OrdinaryMain {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
}

/**
 * The next ordinary main claims by number. Numbers are given out one transaction at a time, so that none that comes later has
 * a lower one. At most `limit`.
 */
export async function ordinaryMainsAfter(
  tx: MunicipalityReadTx,
  after: ClaimNumber | 0n,
  limit: number,
): Promise<OrdinaryMain[]> {
  const { rows } = await sql<OrdinaryMain>`
    select c.claim_number as claim,
      (select min(l.debtor_number) from liability l where l.claim_number = c.claim_number) as debtor
    from claim c
    where c.level = 'main' and c.claim_number > ${String(after)}::bigint
      and not exists (select from repayment_claim r where r.claim_number = c.claim_number)
    order by c.claim_number limit ${limit}::int`.execute(tx);
  return rows;
}

/** The open or paid ordinary main claims that these debtors are still liable for, by number. */
export async function ordinaryMainsOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<OrdinaryMain[]> {
  if (debtors.length === 0) return [];
  const { rows } = await sql<OrdinaryMain>`
    select c.claim_number as claim, l.debtor_number as debtor
    from liability l join claim c using (claim_number)
    where l.debtor_number = any (${debtors}::int[]) and c.level = 'main'
      and not exists (select from repayment_claim r where r.claim_number = c.claim_number)
      and not exists (
        select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
    order by c.claim_number, l.debtor_number`.execute(tx);
  return rows;
}
