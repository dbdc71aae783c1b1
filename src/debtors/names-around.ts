import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { NamesAround } from './names-in-text.ts';

/**
 * The names of these debtors and of those who are linked to them: the spouse and the children of whom CPR has told, as far as
 * they are debtors here themselves, and who acts or acted for them. Of anybody else the municipality's debt
 * records know no name: that a text names them is for a person to see.
 */
export async function namesAround(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, NamesAround>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<{ debtor: DebtorNumber; own: string[]; linked: string[] }>`
    with asked as (select unnest(${debtors}::int[]) as debtor),
    related as (
      select debtor, spouse_cpr as cpr from asked join person_record on debtor_number = debtor where spouse_cpr is not null
      union
      select debtor, child ->> 'cpr' from asked join person_record on debtor_number = debtor
        cross join lateral json_array_elements(children) child
      where child ->> 'cpr' is not null),
    own as (
      select debtor_number as debtor, array_agg(distinct name order by name) as names
      from person_record where debtor_number = any (${debtors}::int[]) group by debtor_number),
    linked as (
      select debtor, array_agg(distinct name order by name) as names from (
        select r.debtor, p.name from related r join debtor_cpr n on n.cpr = r.cpr join person_record p on p.debtor_number = n.debtor_number
        union all
        select debtor_number, name from representative
        where debtor_number = any (${debtors}::int[]) and kind <> 'estate') told
      group by debtor)
    select debtor, coalesce(own.names, '{}') as own, coalesce(linked.names, '{}') as linked
    from asked left join own using (debtor) left join linked using (debtor)`.execute(tx);
  return new Map(rows.map(({ debtor, own, linked }) => [debtor, { own, linked }]));
}
