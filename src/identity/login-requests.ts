import { sql } from 'kysely';
import type { MunicipalityTx } from '../platform/database.ts';
import { hashOf, newToken, type Token } from './tokens.ts';
import type { Protocol, SignedIn } from './types.ts';

/** A sign-in that somebody begins. */
export interface LoginRequest {
  readonly protocol: Protocol;
  /** The name under which the provider brings it back. */
  readonly state: Token;
  /** What the browser keeps meanwhile: another browser cannot end it, so nobody is signed in as somebody else by a link. */
  readonly browser: Token;
  /** The provider's own notes for the answer. */
  readonly kept: string;
  /** Where the person wants to go, by the name of a page. */
  readonly goesTo: string;
  readonly language: 'da' | 'en';
}

/** So long somebody may be at the provider. */
const MINUTES = 10;

/** Notes a sign-in that is begun, and removes those that never came back. */
export async function noteLoginRequest(
  tx: MunicipalityTx,
  { protocol, state, browser, kept, goesTo, language }: LoginRequest,
  at: Temporal.Instant,
): Promise<void> {
  await sweepLoginRequests(tx, at);
  await sql`
    insert into sign_in_request (request_sha256, protocol, browser_sha256, kept, goes_to, language, begun_at)
    values (${hashOf(state)}, ${protocol}, ${hashOf(browser)}, ${kept}, ${goesTo}, ${language}, ${at.toString()}::timestamptz)`.execute(
    tx,
  );
}

/** A sign-in that has come back, once. */
export interface TakenRequest extends Pick<LoginRequest, 'kept' | 'goesTo' | 'language'> {
  readonly requestSha256: Buffer;
  readonly browserSha256: Buffer;
}

/**
 * Takes the sign-in that comes back under a name: a second time nothing is there. Null also when it was begun too long ago, or
 * by another protocol.
 */
export async function takeLoginRequest(
  tx: MunicipalityTx,
  { protocol, state }: Pick<LoginRequest, 'protocol' | 'state'>,
  at: Temporal.Instant,
): Promise<TakenRequest | null> {
  const { rows } = await sql<TakenRequest & { begunAt: Temporal.Instant }>`
    delete from sign_in_request where request_sha256 = ${hashOf(state)} and protocol = ${protocol}
    returning request_sha256 as "requestSha256", browser_sha256 as "browserSha256", kept, goes_to as "goesTo", language,
      begun_at as "begunAt"`.execute(tx);
  const [taken] = rows;
  if (taken === undefined) return null;
  return Temporal.Instant.compare(taken.begunAt.add({ minutes: MINUTES }), at) > 0 ? taken : null;
}

/** Whether the browser that brings an answer is the one that asked. */
export function isOfBrowser(
  { browserSha256 }: Pick<TakenRequest, 'browserSha256'>,
  browser: Token | null,
): boolean {
  return browser !== null && hashOf(browser).equals(browserSha256);
}

/** So long an answer waits for the browser that asked. */
const SECONDS = 60;

/** Keeps who was told until the browser itself comes for it, and answers the name under which it does, made now. */
export async function keepAnswer(
  tx: MunicipalityTx,
  { requestSha256, browserSha256, goesTo, language }: TakenRequest,
  { person, at }: { readonly person: SignedIn; readonly at: Temporal.Instant },
): Promise<Token> {
  const handle = newToken();
  await sql`
    insert into sign_in_answer (handle_sha256, request_sha256, browser_sha256, person, goes_to, language, answered_at)
    values (${hashOf(handle)}, ${requestSha256}, ${browserSha256}, ${JSON.stringify(person)}::json, ${goesTo}, ${language},
      ${at.toString()}::timestamptz)`.execute(tx);
  return handle;
}

export interface TakenAnswer extends Omit<TakenRequest, 'kept'> {
  readonly person: SignedIn;
}

/** Takes what was kept under a name: a second time, and after a minute, nothing is there. */
export async function takeAnswer(
  tx: MunicipalityTx,
  handle: Token,
  at: Temporal.Instant,
): Promise<TakenAnswer | null> {
  const { rows } = await sql<TakenAnswer & { answeredAt: Temporal.Instant }>`
    delete from sign_in_answer where handle_sha256 = ${hashOf(handle)}
    returning request_sha256 as "requestSha256", browser_sha256 as "browserSha256", person, goes_to as "goesTo", language,
      answered_at as "answeredAt"`.execute(tx);
  const [taken] = rows;
  if (taken === undefined) return null;
  return Temporal.Instant.compare(taken.answeredAt.add({ seconds: SECONDS }), at) > 0 ? taken : null;
}

/** Removes the sign-ins that never came back. Answers how many. */
export async function sweepLoginRequests(tx: MunicipalityTx, at: Temporal.Instant): Promise<number> {
  await sql`
    delete from sign_in_answer where answered_at <= ${at.subtract({ seconds: SECONDS }).toString()}::timestamptz`.execute(
    tx,
  );
  const { numAffectedRows } = await sql`
    delete from sign_in_request where begun_at <= ${at.subtract({ minutes: MINUTES }).toString()}::timestamptz`.execute(
    tx,
  );
  return Number(numAffectedRows);
}
