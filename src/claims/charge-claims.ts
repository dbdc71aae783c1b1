import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** The name of ourselves as a source: interest and fees arise here. */
const OWN_SOURCE = 'AFDRAG';

/** Interest or a fee as a claim of its own. */
export interface ChargeClaim {
  readonly claim: ClaimNumber;
  readonly main: ClaimNumber;
  /** Its name among our own: the main claim and its place, `12/I3`. */
  readonly claimId: string;
  readonly type: string;
  readonly level: 'interest' | 'fee';
  readonly period: { readonly from: PlainDate; readonly to: PlainDate };
  readonly origin: PlainDate;
  /** It is due when it arises. */
  readonly due: PlainDate;
  /** The last day of timely payment: of a fee, the deadline that its letter prints. */
  readonly srb: PlainDate;
}

/**
 * Writes interest and fees into the register, on their main claim's account and owed by those who are liable for it today,
 * in the same way. A claim that is there already, or whose main claim is not, fails the transaction.
 */
export async function writeChargeClaims(tx: MunicipalityTx, charges: readonly ChargeClaim[]): Promise<void> {
  if (charges.length === 0) return;
  await sql`
    insert into claim (claim_number, account_number, source_system, claim_id, claim_type, level, main_claim, period_from,
      period_to, origin_on, due_on, srb_on, property_number)
    select told.number, main.account_number, ${OWN_SOURCE}, told.name, told.type, told.level, main.claim_number, told.begins,
      told.ends, told.origin, told.due, told.srb, main.property_number
    from unnest(${charges.map(({ claim }) => String(claim))}::bigint[], ${charges.map(({ main }) => String(main))}::bigint[],
      ${charges.map(({ claimId }) => claimId)}::text[], ${charges.map(({ type }) => type)}::text[],
      ${charges.map(({ level }) => level)}::text[], ${charges.map(({ period }) => period.from)}::date[],
      ${charges.map(({ period }) => period.to)}::date[], ${charges.map(({ origin }) => origin)}::date[],
      ${charges.map(({ due }) => due)}::date[], ${charges.map(({ srb }) => srb)}::date[])
      told (number, main, name, type, level, begins, ends, origin, due, srb)
    join claim main on main.claim_number = told.main
    order by told.number`.execute(tx);
  await sql`
    insert into liability (claim_number, debtor_number, kind)
    select told.number, l.debtor_number, l.kind
    from unnest(${charges.map(({ claim }) => String(claim))}::bigint[], ${charges.map(({ main }) => String(main))}::bigint[])
      told (number, main)
    join liability l on l.claim_number = told.main
    where not exists (
      select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)
    order by told.number, l.debtor_number`.execute(tx);
}
