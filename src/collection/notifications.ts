import { sql } from 'kysely';
import { setOffRegistrationsByIds } from '../claims/set-off-registrations.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { coveredThere } from './coverings.ts';
import type { Message } from './messages.ts';
import { told, waitsForCoverings, type Told } from './notified.ts';
import type { Notification } from './recovery-port.ts';
import { waitsForSetOff } from './registration-told.ts';
import { keepSettlement } from './settlements.ts';
import { claimsByAuthorityIds } from './store.ts';
import { setAsideToldTwice } from './told-twice.ts';
import { noteTypedAgain } from './typed-again.ts';
import type { Doing } from './types.ts';
import { notificationsFromJson } from './wire.ts';

/**
 * Writes down the notifications in a message, each once by its number, whatever it comes again with. From one that the other
 * channel had told already nothing follows (told-twice.ts), nor from one that was typed in another file (typed-again.ts).
 */
export async function keepNotifications(tx: MunicipalityTx, message: Message, doing: Doing): Promise<void> {
  const notifications = notificationsFromJson(message.read);
  if (notifications.length === 0) return;
  const column = <T>(read: (notification: Notification) => T): T[] => notifications.map(read);
  const kept = await sql<{ id: bigint }>`
    insert into recovery_notification (notification_id, message_id, kind, authority_id, principal_ore, interest_ore, left_ore,
      effective_on, reason)
    select id, ${message.id}, kind, authority, principal, interest, rest, effective, reason
    from unnest(${column(({ id }) => String(id))}::bigint[], ${column(({ kind }) => kind)}::text[],
      ${column(({ claimId }) => claimId)}::text[], ${column(({ principal }) => String(principal))}::bigint[],
      ${column(({ interest }) => String(interest))}::bigint[],
      ${column(({ left }) => (left === null ? null : String(left)))}::bigint[],
      ${column(({ effectiveOn }) => effectiveOn)}::date[], ${column(({ reason }) => reason)}::text[])
      as t (id, kind, authority, principal, interest, rest, effective, reason)
    order by id
    on conflict (notification_id) do nothing
    returning notification_id as id`.execute(tx);
  const fresh = new Set(kept.rows.map(({ id }) => id));
  const again = notifications.map(({ id }) => id).filter((id) => !fresh.has(id));
  await noteTypedAgain(tx, { message: message.id, ids: again }, doing);
  const repeated = await setAsideToldTwice(tx, [...fresh], doing);
  for (const { id, settlement, effectiveOn, principal } of notifications) {
    if (settlement === null || !fresh.has(id) || repeated.has(id)) continue;
    await keepSettlement(tx, settlement, { notification: id, on: effectiveOn, amount: principal });
  }
}

interface WaitingRow {
  id: bigint;
  kind: Notification['kind'];
  authorityId: string | null;
  principal: bigint;
  interest: bigint;
  effectiveOn: PlainDate;
  reason: string | null;
  heardAt: Temporal.Instant;
}

/** The next notifications that nothing has followed from, by number. */
export async function notificationsWaiting(
  tx: MunicipalityReadTx,
  after: bigint,
  limit: number,
): Promise<Told[]> {
  const { rows } = await sql<WaitingRow>`
    select notification_id as id, n.kind, authority_id as "authorityId", principal_ore as principal, interest_ore as interest,
      effective_on as "effectiveOn", reason, received_at as "heardAt"
    from recovery_notification n join recovery_message using (message_id) where applied_on is null and notification_id > ${String(after)}::bigint
    order by notification_id limit ${limit}::int`.execute(tx);
  return rows.map((row) => ({ ...row, principal: ore(row.principal), interest: ore(row.interest) }));
}

/**
 * Acts on notifications, by number. One about a claim that is not known to be there waits: its receipt is late. Answers how many
 * were acted on.
 */
export async function applyNotifications(
  tx: MunicipalityTx,
  waiting: readonly Told[],
  doing: Doing,
): Promise<number> {
  const ids = [...new Set(waiting.flatMap(({ authorityId }) => authorityId ?? []))];
  const registrations = await setOffRegistrationsByIds(tx, ids);
  const claims = await claimsByAuthorityIds(tx, ids);
  const isThere = new Set(claims.keys());
  for (const [id, { claim }] of registrations) claims.set(id, claim);
  const liable = await liabilitiesFor(tx, [...claims.values()]);
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  const known = waiting.filter(({ authorityId }) => authorityId === null || claims.has(authorityId));
  let applied = await addInterest(
    tx,
    known.filter(({ kind }) => kind === 'RENTER'),
    dayInCopenhagen(doing.at),
  );
  const isCovering = ({ kind, authorityId: id }: Told) =>
    (kind === 'ALLOKERING' || kind === 'UDLIGNING') && id !== null && isThere.has(id);
  const others = known.filter(({ kind }) => kind !== 'RENTER');
  for (const run of runsOf(others, isCovering)) {
    const [first] = run;
    if (first === undefined) continue;
    applied += isCovering(first) ? await coveredThere(tx, run, doing) : await actOn(tx, first, doing);
  }
  return applied;
}

/** In their order: those beside each other that go together, and each of the others by itself. */
function runsOf(all: readonly Told[], together: (each: Told) => boolean): Told[][] {
  const runs: Told[][] = [];
  for (const each of all) {
    const last = runs.at(-1);
    const before = last?.[0];
    if (last !== undefined && before !== undefined && together(before) && together(each)) last.push(each);
    else runs.push([each]);
  }
  return runs;
}

async function actOn(tx: MunicipalityTx, notification: Told, doing: Doing): Promise<number> {
  if (await waitsForCoverings(tx, notification, doing.at)) return 0;
  if (await waitsForSetOff(tx, notification, doing.at)) return 0;
  if (!(await markApplied(tx, notification.id, dayInCopenhagen(doing.at)))) return 0;
  await told(tx, notification, doing);
  return 1;
}

/**
 * Adds what the authority says that it has charged, all in one statement: most of what it tells is this, each month of each
 * claim, and it changes nothing else.
 */
async function addInterest(tx: MunicipalityTx, waiting: readonly Told[], on: PlainDate): Promise<number> {
  if (waiting.length === 0) return 0;
  const { rows } = await sql<{ applied: number }>`
    with applied as (
      update recovery_notification set applied_on = ${on}::date
      where notification_id = any (${waiting.map(({ id }) => String(id))}::bigint[]) and applied_on is null
      returning authority_id, interest_ore),
    added as (
      update recovery_claim r set interest_ore = r.interest_ore + charged
      from (select authority_id, sum(interest_ore)::bigint as charged from applied group by authority_id) a
      where r.authority_id = a.authority_id)
    select count(*)::int as applied from applied`.execute(tx);
  return rows[0]?.applied ?? 0;
}

async function markApplied(tx: MunicipalityTx, id: bigint, on: PlainDate): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update recovery_notification set applied_on = ${on}::date
    where notification_id = ${String(id)}::bigint and applied_on is null`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
