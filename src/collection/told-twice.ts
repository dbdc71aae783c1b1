import { sql } from 'kysely';
import { openWorkItems } from '../agreements/work-items.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { claimsByAuthorityIds } from './store.ts';
import { isTyped, typedRow } from './typed-numbers.ts';
import type { Doing } from './types.ts';

/** A notification that the other channel had told. */
interface Repeat {
  readonly id: bigint;
  readonly repeats: bigint;
  readonly authorityId: string | null;
}

/**
 * Finds those of these notifications, which have just been kept and came by one channel, that the other channel had told: the same
 * kind, claim, day and amounts, each earlier one once. Nothing follows from them, and a person is told of each. Answers their numbers.
 */
export async function setAsideToldTwice(
  tx: MunicipalityTx,
  fresh: readonly bigint[],
  doing: Doing,
): Promise<ReadonlySet<bigint>> {
  const [first] = fresh;
  if (first === undefined) return new Set();
  const { rows } = await sql<Repeat>`
    with fresh as (
      select *, ${placeAmongEquals} from recovery_notification
      where notification_id = any (${fresh.map(String)}::bigint[])),
    earlier as (
      select *, ${placeAmongEquals} from recovery_notification n
      where ${isTyped(first) ? sql`not` : sql``} (${typedRow('n')}) and repeats is null
        and not exists (select from recovery_notification r where r.repeats = n.notification_id))
    update recovery_notification n set repeats = e.notification_id, applied_on = ${dayInCopenhagen(doing.at)}::date
    from fresh f
    join earlier e on e.kind = f.kind and e.authority_id is not distinct from f.authority_id and e.effective_on = f.effective_on
      and e.principal_ore = f.principal_ore and e.interest_ore = f.interest_ore and e.place = f.place
    where n.notification_id = f.notification_id
    returning n.notification_id as id, n.repeats, n.authority_id as "authorityId"`.execute(tx);
  await tellOf(tx, rows, doing);
  return new Set(rows.map(({ id }) => id));
}

/** Two coverings of the same day and amount are two, on both channels. */
const placeAmongEquals = sql`row_number() over (
  partition by kind, authority_id, effective_on, principal_ore, interest_ore order by notification_id) as place`;

async function tellOf(tx: MunicipalityTx, repeats: readonly Repeat[], { at }: Doing): Promise<void> {
  if (repeats.length === 0) return;
  const ids = repeats.flatMap(({ authorityId }) => authorityId ?? []);
  const claims = await claimsByAuthorityIds(tx, [...new Set(ids)]);
  const liable = await liabilitiesFor(tx, [...claims.values()]);
  const month = monthOf(dayInCopenhagen(at));
  await openWorkItems(
    tx,
    repeats.map(({ id, repeats: earlier, authorityId }) => {
      const claim = authorityId === null ? undefined : claims.get(authorityId);
      const debtor = liable.find((each) => each.claim === claim)?.debtor ?? null;
      const told = `notification ${id} as ${earlier}`;
      const about = claim === undefined ? told : `claim ${claim} ${told}`;
      return { kind: 'recovery-told-twice' as const, debtor, month, about };
    }),
    at,
  );
}
