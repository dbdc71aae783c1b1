import { sql } from 'kysely';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { LetterModel } from './model.ts';
import type { RenderedLetter } from './render.ts';

export interface LetterToArchive {
  readonly decision: DecisionId;
  readonly debtor: DebtorNumber;
  readonly model: LetterModel;
  readonly rendered: RenderedLetter;
  readonly at: Temporal.Instant;
}

/** Keeps letters as they were made. A letter of the same decision that is there already stays: it may have been sent. */
export async function archiveLetters(tx: MunicipalityTx, letters: readonly LetterToArchive[]): Promise<void> {
  if (letters.length === 0) return;
  const column = <T>(read: (letter: LetterToArchive) => T): T[] => letters.map(read);
  await sql`
    insert into letter (decision_id, debtor_number, kind, model, template_version, pdf, sha256, pages, rendered_at)
    select * from unnest(${column(({ decision }) => decision.toString())}::bigint[], ${column(({ debtor }) => debtor)}::int[],
      ${column(({ model }) => model.kind)}::text[], ${column(({ model }) => JSON.stringify(model))}::json[],
      ${column(({ rendered }) => rendered.templateVersion)}::text[],
      ${column(({ rendered }) => Buffer.from(rendered.pdf))}::bytea[], ${column(({ rendered }) => rendered.sha256)}::text[],
      ${column(({ rendered }) => rendered.pages)}::smallint[], ${column(({ at }) => at)}::timestamptz[])
    on conflict (decision_id) do nothing`.execute(tx);
}

export interface ArchivedLetter {
  readonly decision: DecisionId;
  readonly kind: 'plan' | 'deferral';
  readonly pdf: Uint8Array;
  readonly sha256: string;
  readonly pages: number;
}

/** A debtor's letter of a decision; null when it has not been made. */
export async function archivedLetter(
  tx: MunicipalityReadTx,
  decision: DecisionId,
): Promise<ArchivedLetter | null> {
  const { rows } = await sql<Omit<ArchivedLetter, 'decision'>>`
    select kind, pdf, sha256, pages from letter where decision_id = ${decision.toString()}::bigint`.execute(
    tx,
  );
  const [row] = rows;
  return row === undefined ? null : { ...row, decision };
}
