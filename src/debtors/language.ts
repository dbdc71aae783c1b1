import { sql } from 'kysely';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { lockDebtors } from './lock.ts';

/** `en`: a courtesy translation goes with the Danish letters, which alone are the decision. */
export type LetterLanguage = 'da' | 'en';

export interface LanguageChoice {
  readonly debtor: DebtorNumber;
  readonly language: LetterLanguage;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Notes the language a debtor wants beside Danish; the newest choice counts, and saying it again changes nothing. */
export async function setLanguage(
  tx: MunicipalityTx,
  { debtor, language, by, at }: LanguageChoice,
): Promise<Result<'set' | 'was-set', { readonly tag: 'unknown-debtor' }>> {
  if (!(await lockDebtors(tx, [debtor])).has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const current = (await languageOf(tx, [debtor])).get(debtor) ?? 'da';
  if (current === language) return ok('was-set');
  await sql`
    insert into debtor_language (debtor_number, entry, language, recorded_at, recorded_by)
    select ${debtor}::int, coalesce(max(entry), 0) + 1, ${language}, ${at}::timestamptz, ${by}
    from debtor_language where debtor_number = ${debtor}`.execute(tx);
  return ok('set');
}

/** The languages these debtors have chosen; who has chosen nothing is left out and gets Danish. */
export async function languageOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, LetterLanguage>> {
  const { rows } = await sql<{ debtor_number: number; language: LetterLanguage }>`
    select distinct on (debtor_number) debtor_number, language from debtor_language
    where debtor_number = any (${debtors}::int[]) order by debtor_number, entry desc`.execute(tx);
  return new Map(rows.map((row) => [debtorNumber(row.debtor_number), row.language]));
}
