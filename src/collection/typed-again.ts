import { sql } from 'kysely';
import { closeMatter, openWorkItems } from '../agreements/work-items.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { asJsonText, keepMessage } from './messages.ts';
import type { Notification } from './recovery-port.ts';
import { claimsByAuthorityIds } from './store.ts';
import { numberOf, unmarkedRow } from './typed-numbers.ts';
import type { Doing } from './types.ts';

const KIND = 'recovery-typed-again';

interface Again {
  readonly id: bigint;
  readonly entry: number;
  readonly authorityId: string | null;
}

/**
 * Notes which rows of a message had been typed in another file, without a number or a time of the portal's own: they may be the same,
 * or others of the same day and amount. Nothing follows from them, and a person is asked about each. A settlement has its name,
 * and a claim comes back once: those are the same.
 */
export async function noteTypedAgain(
  tx: MunicipalityTx,
  { message, ids }: { readonly message: string; readonly ids: readonly bigint[] },
  doing: Doing,
): Promise<void> {
  const { rows } = await sql<Again>`
    insert into recovery_typed_again (notification_id, entry, message_id)
    select notification_id, coalesce((
        select max(entry) from recovery_typed_again a where a.notification_id = n.notification_id), 1) + 1, ${message}
    from recovery_notification n
    where notification_id = any (${ids.map(String)}::bigint[]) and message_id <> ${message} and ${unmarkedRow('n')}
      and kind not in ('AFREGNING', 'TILBAGESEND')
    order by notification_id
    on conflict (notification_id, message_id) do nothing
    returning notification_id as id, entry, (
      select authority_id from recovery_notification n where n.notification_id = recovery_typed_again.notification_id) as "authorityId"`.execute(
    tx,
  );
  for (const again of rows) await askPerson(tx, again, doing);
}

async function askPerson(tx: MunicipalityTx, again: Again, { at }: Doing): Promise<void> {
  const about = await aboutOf(tx, again);
  const claim = await claimOf(tx, again);
  const liable = claim === null ? [] : await liabilitiesFor(tx, [claim]);
  const month = monthOf(dayInCopenhagen(at));
  await openWorkItems(tx, [{ kind: KIND, debtor: liable[0]?.debtor ?? null, month, about }], at);
}

async function aboutOf(tx: MunicipalityReadTx, again: Again): Promise<string> {
  const claim = await claimOf(tx, again);
  const which = `notification ${again.id} again ${again.entry}`;
  return claim === null ? which : `claim ${claim} ${which}`;
}

async function claimOf(tx: MunicipalityReadTx, { authorityId }: Again) {
  return authorityId === null
    ? null
    : ((await claimsByAuthorityIds(tx, [authorityId])).get(authorityId) ?? null);
}

export type TypedAgainRefusal = { readonly tag: 'reason-missing' | 'not-typed-again' };

export interface TypedAgain {
  /** The notification that was typed first. */
  readonly notification: bigint;
  readonly is: 'same' | 'another';
  readonly because: string;
}

/**
 * A person says of what was typed again whether it is the same, or another: then it is told of as any other, with the next
 * news. Of several it is the first that nobody has said it of. Refused without a reason, and where nothing waits.
 */
export async function decideTypedAgain(
  tx: MunicipalityTx,
  { notification, is, because }: TypedAgain,
  doing: Doing,
): Promise<Result<'decided', TypedAgainRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const waiting = await firstWaiting(tx, notification);
  if (waiting === null) return refuse({ tag: 'not-typed-again' });
  const { id, entry } = waiting;
  await sql`
    update recovery_typed_again set decision = ${is}, because = ${because}, decided_at = ${doing.at}::timestamptz,
      decided_by = ${doing.by}
    where notification_id = ${String(id)}::bigint and entry = ${entry}::smallint`.execute(tx);
  if (is === 'another') await tellAsAnother(tx, waiting, doing);
  await closeMatter(tx, { kind: KIND, about: await aboutOf(tx, waiting) }, { ...doing, because });
  return ok('decided');
}

interface Waiting extends Again {
  readonly kind: Notification['kind'];
  readonly principal: bigint;
  readonly interest: bigint;
  readonly effectiveOn: PlainDate;
  readonly reason: string | null;
}

async function firstWaiting(tx: MunicipalityTx, notification: bigint): Promise<Waiting | null> {
  const { rows } = await sql<Waiting>`
    select notification_id as id, a.entry, n.authority_id as "authorityId", n.kind, n.principal_ore as principal,
      n.interest_ore as interest, n.effective_on as "effectiveOn", n.reason
    from recovery_typed_again a join recovery_notification n using (notification_id)
    where notification_id = ${String(notification)}::bigint and decision is null
    order by a.entry limit 1 for update of a`.execute(tx);
  return rows[0] ?? null;
}

/** A notification with a number of its own, in a message of ours. */
async function tellAsAnother(tx: MunicipalityTx, waiting: Waiting, { at }: Doing): Promise<void> {
  const { id, entry, kind, authorityId: claimId, principal, interest, effectiveOn, reason } = waiting;
  const another: Notification = {
    id: numberOf(`another than ${id}, ${entry}`, 'marked'),
    kind,
    claimId,
    principal: ore(principal),
    interest: ore(interest),
    left: null,
    effectiveOn,
    reason,
    settlement: null,
  };
  const read = [another];
  await keepMessage(tx, { kind: 'notification', delivery: null, body: asJsonText(read), read }, at);
}
