import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** A property has got another owner, as somebody has noted it. */
export interface OwnerChange {
  /** The BFE number. */
  readonly property: string;
  readonly on: PlainDate;
  /** Where it is known from. Never who the owner is: that is in the land register. */
  readonly note: string;
}

export type OwnerChangeRefusal = {
  readonly tag: 'no-claims-on-property' | 'in-the-future' | 'already-noted';
};

/**
 * Notes that a property has got another owner. Claims stay with who owed them; that the priority can be met by the buyer is for a person
 * to see to. Refuses properties that no claim is about, a day that has not come, and one that is noted.
 */
export async function noteOwnerChange(
  tx: MunicipalityTx,
  { property, on, note }: OwnerChange,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<Result<'noted', OwnerChangeRefusal>> {
  if (on > dayInCopenhagen(at)) return refuse({ tag: 'in-the-future' });
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from claim where property_number = ${property}) as known`.execute(tx);
  if (rows[0]?.known !== true) return refuse({ tag: 'no-claims-on-property' });
  const written = await sql`
    insert into property_owner_change (property_number, changed_on, note, recorded_at, recorded_by)
    values (${property}, ${on}::date, ${note}, ${at}::timestamptz, ${by})
    on conflict do nothing returning property_number`.execute(tx);
  return written.rows.length === 0 ? refuse({ tag: 'already-noted' }) : ok('noted');
}

/** What has been noted of these properties, oldest first. */
export async function ownerChanges(
  tx: MunicipalityReadTx,
  properties: readonly string[],
): Promise<Map<string, OwnerChange[]>> {
  if (properties.length === 0) return new Map();
  const { rows } = await sql<OwnerChange>`
    select property_number as property, changed_on as "on", note from property_owner_change
    where property_number = any (${properties}::text[]) order by property_number, changed_on`.execute(tx);
  return Map.groupBy(rows, ({ property }) => property);
}
