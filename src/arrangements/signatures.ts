import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ArrangementNumber } from './types.ts';

/** Somebody has signed what a page showed: the debtor, or who may sign for them. */
export interface Signature {
  /** `citizen:100002`, or `helper:7` for another. */
  readonly by: string;
  readonly level: 'Substantial' | 'High';
  readonly protocol: 'oidc' | 'oiosaml';
  readonly language: 'da' | 'en';
  /** Every line as it stood on the page. */
  readonly shown: string;
}

/** What was shown, as a form carries it back: SHA-256 in hexadecimal. */
export function hashOfShown(shown: string): string {
  return createHash('sha256').update(shown, 'utf8').digest('hex');
}

export async function writeSignature(
  tx: MunicipalityTx,
  number: ArrangementNumber,
  { by, level, protocol, language, shown, at }: Signature & { readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into arrangement_signature values (${String(number)}::bigint, ${at}::timestamptz, ${by}, ${level}, ${protocol},
      ${language}, ${shown}, ${hashOfShown(shown)})`.execute(tx);
}

export interface StoredSignature extends Signature {
  readonly at: Temporal.Instant;
}

/** What was signed on the pages about a debtor's arrangements, by arrangement; those asked for otherwise are left out. */
export async function signaturesOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<Map<ArrangementNumber, StoredSignature>> {
  const { rows } = await sql<StoredSignature & { arrangement: ArrangementNumber }>`
    select s.arrangement, s.signed_at as at, s.signed_by as by, s.level, s.protocol, s.language, s.shown
    from arrangement_signature s join arrangement a using (arrangement)
    where a.debtor_number = ${debtor} order by s.arrangement`.execute(tx);
  return new Map(rows.map(({ arrangement, ...signature }) => [arrangement, signature]));
}
