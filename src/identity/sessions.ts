import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { HelperNumber } from '../debtors/helpers.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Basis } from '../law/representation.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { prepared } from '../platform/prepared.ts';
import { isAttended } from './attended.ts';
import { hashOf, newToken, type Token } from './tokens.ts';
import type { Level, MayActFor, Protocol, Scope, Session, SignedIn } from './types.ts';

/** What only the browser has. */
export type SessionToken = Token;

export interface BeginSession {
  readonly person: SignedIn;
  /** The municipality's choice of times (`portal.session`). */
  readonly times: { readonly idleMinutes: number; readonly mostMinutes: number };
  readonly at: Temporal.Instant;
}

/** Begins a session and answers its token, made now: one that a browser brought along is never taken over. */
export async function beginSession(
  tx: MunicipalityTx,
  { person, times, at }: BeginSession,
): Promise<SessionToken> {
  const token = newToken();
  const endsAt = at.add({ minutes: times.mostMinutes });
  await sql`
    insert into web_session (token_sha256, form_key, debtor_number, own_debtor, shown_name, scopes, own_scopes, level,
      protocol, provider_session, sign_out_hint, helper_number, may_act_for, idle_minutes, began_at, last_seen_at, ends_at)
    values (${hashOf(token)}, ${randomBytes(32)}, ${person.debtor}, ${person.debtor}, ${person.name},
      ${person.scopes}::text[], ${person.scopes}::text[], ${person.level}, ${person.protocol}, ${person.providerSession ?? null}, ${person.signOutHint ?? null},
      ${person.helper ?? null},
      ${JSON.stringify(person.mayActFor ?? [])}::json, ${times.idleMinutes}, ${at.toString()}::timestamptz, ${at.toString()}::timestamptz,
      ${endsAt.toString()}::timestamptz)`.execute(tx);
  return token;
}

interface SessionRow {
  ownDebtor: DebtorNumber | null;
  ownScopes: Scope[];
  helper: HelperNumber | null;
  basis: Basis | null;
  actsForName: string | null;
  mayActFor: MayActFor[];
  debtor: DebtorNumber | null;
  name: string;
  scopes: Scope[];
  level: Level;
  protocol: Protocol;
  formKey: Buffer;
  idleMinutes: number;
  lastSeenAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  guidanceCode: string | null;
  guidanceEndsAt: Temporal.Instant | null;
  guided: boolean | null;
}

/** The session of a token at a moment; null when there is none, or its time is up. */
export async function sessionOf(
  tx: MunicipalityReadTx,
  token: SessionToken,
  at: Temporal.Instant,
): Promise<Session | null> {
  return sessionOfHash(tx, hashOf(token), at);
}

/** The same by the hash of its token, for who is shown what the session shows. */
export async function sessionOfHash(
  tx: MunicipalityReadTx,
  tokenSha256: Buffer,
  at: Temporal.Instant,
): Promise<Session | null> {
  const { rows } = await prepared<SessionRow>(
    tx,
    'session',
    sql<SessionRow>`
    select s.debtor_number as debtor, shown_name as name, scopes, level, protocol, form_key as "formKey",
      own_debtor as "ownDebtor", own_scopes as "ownScopes", helper_number as helper, basis, acts_for_name as "actsForName",
      may_act_for as "mayActFor", idle_minutes as "idleMinutes", last_seen_at as "lastSeenAt", s.ends_at as "endsAt",
      guidance.code as "guidanceCode", guidance.ends_at as "guidanceEndsAt", guidance.guided_by is not null as guided
    from web_session s left join guidance on guidance.token_sha256 = s.token_sha256 and ${isAttended}
    where s.token_sha256 = ${tokenSha256}`,
  );
  const [row] = rows;
  return row === undefined || isOver(row, at) ? null : asSession(row, at);
}

function asSession(
  { ownDebtor, ownScopes, basis, actsForName, guidanceCode, guidanceEndsAt, guided, ...row }: SessionRow,
  at: Temporal.Instant,
): Session {
  const actsFor = basis === null || actsForName === null ? null : { basis, name: actsForName };
  const guidance =
    guidanceCode === null || guidanceEndsAt === null || Temporal.Instant.compare(guidanceEndsAt, at) <= 0
      ? null
      : { code: guidanceCode, endsAt: guidanceEndsAt, taken: guided === true };
  const mayActFor = row.mayActFor.map((each, place) => ({ ...each, place }));
  const own = { debtor: ownDebtor, scopes: ownScopes };
  return { ...row, mayActFor, own, actsFor, actedFor: null, guidance };
}

/** When a session is over if nothing more is done in it. */
export function overAt({ lastSeenAt, idleMinutes, endsAt }: Times): Temporal.Instant {
  const idle = lastSeenAt.add({ minutes: idleMinutes });
  return Temporal.Instant.compare(idle, endsAt) < 0 ? idle : endsAt;
}

type Times = Pick<Session, 'lastSeenAt' | 'idleMinutes' | 'endsAt'>;

function isOver(session: Times, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(overAt(session), at) <= 0;
}

/** Being seen is noted at most once a minute: most of what is done only reads. */
export function isSeenAnew({ lastSeenAt }: Session, at: Temporal.Instant): boolean {
  return Temporal.Instant.compare(lastSeenAt.add({ minutes: 1 }), at) <= 0;
}

/** Notes that the person was there; a session that is over is not revived. */
export async function noteSeen(tx: MunicipalityTx, token: SessionToken, at: Temporal.Instant): Promise<void> {
  await sql`
    update web_session set last_seen_at = ${at.toString()}::timestamptz
    where token_sha256 = ${hashOf(token)} and last_seen_at < ${at.toString()}::timestamptz
      and ends_at > ${at.toString()}::timestamptz
      and last_seen_at + make_interval(mins => idle_minutes) > ${at.toString()}::timestamptz`.execute(tx);
}

/** By which protocol somebody had signed in, and what the provider wants to be told back. */
export interface EndedSession {
  readonly protocol: Protocol;
  readonly signOutHint: string | null;
}

/** Ends a session; again, and nothing happens: null. */
export async function endSession(tx: MunicipalityTx, token: SessionToken): Promise<EndedSession | null> {
  const { rows } = await sql<EndedSession>`
    delete from web_session where token_sha256 = ${hashOf(token)}
    returning protocol, sign_out_hint as "signOutHint"`.execute(tx);
  return rows[0] ?? null;
}

/** Ends the sessions that a provider says are over, by its names for them. Answers how many there were. */
export async function endSessionsOf(
  tx: MunicipalityTx,
  protocol: Protocol,
  providerSessions: readonly string[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from web_session where protocol = ${protocol} and provider_session = any (${providerSessions}::text[])`.execute(
    tx,
  );
  return Number(numAffectedRows);
}

/** Removes the sessions whose time is up, and with them the names that they show. Answers how many. */
export async function sweepSessions(tx: MunicipalityTx, at: Temporal.Instant): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from web_session where least(ends_at, last_seen_at + make_interval(mins => idle_minutes))
      <= ${at.toString()}::timestamptz`.execute(tx);
  return Number(numAffectedRows);
}
