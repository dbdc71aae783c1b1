import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import { logAccess } from '../access/access-log.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { isAttended, isSignDue } from './attended.ts';
import { sessionOfHash, type SessionToken } from './sessions.ts';
import { hashOf } from './tokens.ts';
import type { Session } from './types.ts';

/** Eight figures, told on the telephone. */
export type GuidanceCode = string;

/** How long a code may be used, and how long staff see the page once it has been. Minutes. */
export const GUIDANCE_MINUTES = 10;

/** Where a citizen is, by our own names. */
export interface SeenPage {
  readonly page: string;
  /** The thing's name in the address. */
  readonly ref: string | null;
  readonly language: 'da' | 'en';
  /** What was chosen, as its address has it; no words that were typed. */
  readonly query: Readonly<Record<string, string>>;
  /** What is seen is the answer to a form: it cannot be read again. */
  readonly sentForm: boolean;
}

/** A guidance that has begun, as staff follow it. */
export interface Guidance extends SeenPage {
  readonly tokenSha256: Buffer;
  readonly debtor: DebtorNumber;
  readonly guidedBy: string;
  readonly endsAt: Temporal.Instant;
}

export interface BeginGuidance {
  readonly token: SessionToken;
  readonly debtor: DebtorNumber;
  readonly seen: SeenPage;
  readonly at: Temporal.Instant;
}

/** Gives a session a code by which staff may see its pages; one that it had before is worth nothing from now on. */
export async function beginGuidance(
  tx: MunicipalityTx,
  { token, debtor, seen, at }: BeginGuidance,
): Promise<GuidanceCode> {
  const endsAt = at.add({ minutes: GUIDANCE_MINUTES }).toString();
  for (;;) {
    const code = String(randomInt(100_000_000)).padStart(8, '0');
    const { rows } = await sql<{ code: string }>`
      insert into guidance (token_sha256, debtor_number, code, ends_at, page, page_ref, language, page_query)
      select ${hashOf(token)}, ${debtor}, ${code}, ${endsAt}::timestamptz, ${seen.page}, ${seen.ref}, ${seen.language},
        ${JSON.stringify(seen.query)}::jsonb
      where not exists (select from guidance where code = ${code})
      on conflict (token_sha256) do update set code = excluded.code, ends_at = excluded.ends_at, guided_by = null, attended_at = null,
        page = excluded.page, page_ref = excluded.page_ref, language = excluded.language, page_query = excluded.page_query, sent_form = false, noted_page = null
      returning code`.execute(tx);
    if (rows.length > 0) return code;
  }
}

/** Ends it, by the citizen or because the session shows another's; again, and nothing happens. */
export async function endGuidance(tx: MunicipalityTx, token: SessionToken): Promise<void> {
  await sql`delete from guidance where token_sha256 = ${hashOf(token)}`.execute(tx);
}

/** Ends it by who was told the code. */
export async function leaveGuidance(tx: MunicipalityTx, code: GuidanceCode): Promise<void> {
  await sql`delete from guidance where code = ${code}`.execute(tx);
}

export interface TakeCode {
  readonly code: GuidanceCode;
  /** Who will see the page. */
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * A member of staff was told a code. It is used once, and noted in the access log; so is a code that is none. Refused where it was used,
 * is too old, or its session is over.
 */
export async function takeCode(
  tx: MunicipalityTx,
  { code, by, at }: TakeCode,
): Promise<Result<DebtorNumber, { readonly tag: 'no-such-code' }>> {
  const endsAt = at.add({ minutes: GUIDANCE_MINUTES }).toString();
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    update guidance set guided_by = ${by}, ends_at = ${endsAt}::timestamptz, attended_at = clock_timestamp()
    where code = ${code} and guided_by is null and ends_at > ${at.toString()}::timestamptz
    returning debtor_number as debtor`.execute(tx);
  const [taken] = rows;
  const entry = { at, actor: by, purpose: 'borgeren viste sin side', debtor: taken?.debtor ?? null };
  await logAccess(tx, { ...entry, about: taken === undefined ? 'guidance refused' : 'guidance' });
  return taken === undefined ? refuse({ tag: 'no-such-code' }) : ok(taken.debtor);
}

/** Gives a sign of life of whoever shows the page, where one is due; one that came too late is worth nothing. */
export async function noteAttended(tx: MunicipalityTx, code: GuidanceCode): Promise<void> {
  await sql`
    update guidance set attended_at = clock_timestamp()
    where code = ${code} and guided_by is not null and ${isSignDue}`.execute(tx);
}

/** The guidance of a code that was taken, with the session whose pages it shows; null when it is over, or nobody has given a sign of life for a minute, or the session shows another's. */
export async function guidanceAt(
  tx: MunicipalityTx,
  code: GuidanceCode,
  at: Temporal.Instant,
): Promise<{ readonly guidance: Guidance; readonly session: Session } | null> {
  const { rows } = await sql<Guidance>`
    select token_sha256 as "tokenSha256", debtor_number as debtor, guided_by as "guidedBy", ends_at as "endsAt", page,
      page_ref as ref, language, page_query as query, sent_form as "sentForm"
    from guidance where code = ${code} and guided_by is not null and ends_at > ${at.toString()}::timestamptz
      and ${isAttended}`.execute(tx);
  const [guidance] = rows;
  const session = guidance === undefined ? null : await sessionOfHash(tx, guidance.tokenSha256, at);
  if (guidance === undefined || session?.debtor !== guidance.debtor) return null;
  return { guidance, session };
}

/** Notes where the citizen is now. */
export async function noteSeenPage(
  tx: MunicipalityTx,
  token: SessionToken,
  { page, ref, language, query, sentForm }: SeenPage,
): Promise<void> {
  await sql`
    update guidance set page = ${page}, page_ref = ${ref}, language = ${language},
      page_query = ${JSON.stringify(query)}::jsonb, sent_form = ${sentForm}
    where token_sha256 = ${hashOf(token)}`.execute(tx);
}

/** Writes in the access log that staff are shown a page of the citizen's: each once while it stays the same. */
export async function noteShown(
  tx: MunicipalityTx,
  code: GuidanceCode,
  { guidance, at }: { readonly guidance: Guidance; readonly at: Temporal.Instant },
): Promise<void> {
  const { page, ref, query, debtor, guidedBy } = guidance;
  const chosen = new URLSearchParams(query).toString();
  const shown = [page, ref ?? '', chosen].filter((part) => part !== '').join(' ');
  const { numAffectedRows } = await sql`
    update guidance set noted_page = ${shown} where code = ${code} and noted_page is distinct from ${shown}`.execute(
    tx,
  );
  if (numAffectedRows === 0n) return;
  await logAccess(tx, {
    at,
    actor: guidedBy,
    purpose: 'borgeren viste sin side',
    debtor,
    about: `guidance ${page}`,
  });
}
