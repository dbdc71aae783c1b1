import { sql } from 'kysely';
import type { MunicipalityTx } from '../platform/database.ts';
import { hashOf, type Token } from './tokens.ts';
import type { Protocol } from './types.ts';

/** Somebody who has signed out here, and whom the provider is asked to sign out, too. */
export interface SignOutRequest {
  readonly protocol: Protocol;
  /** The name under which the provider brings its answer back. */
  readonly state: Token;
  /** What the browser keeps meanwhile: by a link alone nobody is told that they are signed out. */
  readonly browser: Token;
  /** The provider's own notes for its answer. */
  readonly kept: string;
  readonly language: 'da' | 'en';
}

/** So long the browser may be at the provider, and so long a message of it may count. */
const MINUTES = 10;

/** Notes it, and removes those that never came back. */
export async function noteSignOutRequest(
  tx: MunicipalityTx,
  { protocol, state, browser, kept, language }: SignOutRequest,
  at: Temporal.Instant,
): Promise<void> {
  await sweepSignOutRequests(tx, at);
  await sql`
    insert into sign_out_request (request_sha256, protocol, browser_sha256, kept, language, begun_at)
    values (${hashOf(state)}, ${protocol}, ${hashOf(browser)}, ${kept}, ${language}, ${at.toString()}::timestamptz)`.execute(
    tx,
  );
}

/** Takes the one that comes back, once, in the browser that was sent, by its protocol and within ten minutes; else null. */
export async function takeSignOutRequest(
  tx: MunicipalityTx,
  { protocol, state, browser }: Pick<SignOutRequest, 'protocol' | 'state' | 'browser'>,
  at: Temporal.Instant,
): Promise<Pick<SignOutRequest, 'kept' | 'language'> | null> {
  const { rows } = await sql<Pick<SignOutRequest, 'kept' | 'language'>>`
    delete from sign_out_request where request_sha256 = ${hashOf(state)} and protocol = ${protocol}
      and browser_sha256 = ${hashOf(browser)}
      and begun_at > ${at.subtract({ minutes: MINUTES }).toString()}::timestamptz
    returning kept, language`.execute(tx);
  return rows[0] ?? null;
}

/** Notes a provider's message by its id. False where it has come before: it counts once. */
export async function isToldFirst(
  tx: MunicipalityTx,
  message: string,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into sign_out_told (message_sha256, told_at) values (${hashOf(message)}, ${at.toString()}::timestamptz)
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** Removes what never came back, and messages that are too old to count. */
export async function sweepSignOutRequests(tx: MunicipalityTx, at: Temporal.Instant): Promise<void> {
  const before = at.subtract({ minutes: MINUTES }).toString();
  await sql`delete from sign_out_request where begun_at <= ${before}::timestamptz`.execute(tx);
  await sql`delete from sign_out_told where told_at <= ${before}::timestamptz`.execute(tx);
}
