import { sql } from 'kysely';
import type { DebtorNumber, LetterId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import type { LetterRecipient } from '../debtors/recipients.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { queueDeliveries } from './delivery-queue.ts';
import { letterModel, type LetterKind, type LetterModel } from './model.ts';
import type { RenderedLetter, UnrenderedLetter } from './render.ts';

export interface LetterToArchive {
  readonly letter: LetterId;
  readonly debtor: DebtorNumber;
  /** Who gets it and how, as `recipientsOf` answers. */
  readonly recipient: Pick<LetterRecipient, 'number' | 'role' | 'channel'>;
  /** In Danish; a courtesy translation is a letter more, with the same number and recipient. */
  readonly model: LetterModel;
  /** The PDF, or nothing but the version that would give it. */
  readonly rendered: RenderedLetter | UnrenderedLetter;
  readonly at: Temporal.Instant;
}

/**
 * Keeps letters as they were made, and queues their delivery: one for each recipient, a translation in the same envelope.
 * A letter that is there already stays: it may have been sent. Translations come in the same call as their letters.
 */
export async function archiveLetters(tx: MunicipalityTx, letters: readonly LetterToArchive[]): Promise<void> {
  if (letters.length === 0) return;
  const danish = letters.filter(({ model }) => model.language === 'da');
  const toDeliver = new Set(danish.map(envelopeOf));
  assert(
    letters.every((letter) => toDeliver.has(envelopeOf(letter))),
    'a translation comes with its letter',
  );
  const column = <T>(read: (letter: LetterToArchive) => T): T[] => letters.map(read);
  await sql`
    insert into letter (letter_id, recipient, language, debtor_number, kind, model, template_version, pdf, sha256, pages,
      rendered_at)
    select * from unnest(${column(({ letter }) => letter.toString())}::bigint[],
      ${column(({ recipient }) => recipient.number)}::smallint[], ${column(({ model }) => model.language)}::text[],
      ${column(({ debtor }) => debtor)}::int[], ${column(({ model }) => model.kind)}::text[],
      ${column(({ model }) => JSON.stringify(model))}::json[],
      ${column(({ rendered }) => rendered.templateVersion)}::text[],
      ${column(({ rendered }) => (rendered.pdf === null ? null : Buffer.from(rendered.pdf)))}::bytea[], ${column(({ rendered }) => rendered.sha256)}::text[],
      ${column(({ rendered }) => rendered.pages)}::smallint[], ${column(({ at }) => at)}::timestamptz[])
    on conflict (letter_id, recipient, language) do nothing`.execute(tx);
  await queueDeliveries(
    tx,
    danish.map(({ letter, recipient, model, at }) => ({
      key: { letter, recipient: recipient.number, channel: recipient.channel },
      role: recipient.role,
      hasAddress: model.recipient.address.kind === 'shown',
      at,
    })),
  );
}

function envelopeOf({ letter, recipient }: LetterToArchive): string {
  return `${letter}/${recipient.number}`;
}

export interface ArchivedLetter {
  readonly letter: LetterId;
  readonly recipient: number;
  readonly debtor: DebtorNumber;
  readonly kind: LetterKind;
  readonly templateVersion: string;
  /** Null: it was kept as its data alone, and so are sum and pages. */
  readonly document: { readonly pdf: Uint8Array; readonly sha256: string; readonly pages: number } | null;
}

export interface LetterWanted {
  readonly letter: LetterId;
  readonly language: 'da' | 'en';
  /** Null: the debtor's own, or that of the first who got it instead. */
  readonly recipient: number | null;
}

/** A letter as it was made; null when it has not been made, or not in that language. */
export async function archivedLetter(
  tx: MunicipalityReadTx,
  { letter, language, recipient }: LetterWanted,
): Promise<ArchivedLetter | null> {
  const { rows } = await sql<ArchivedRow>`
    select recipient, debtor_number as debtor, kind, template_version as "templateVersion", pdf, sha256, pages from letter
    where letter_id = ${letter.toString()}::bigint and language = ${language}
      and (${recipient}::smallint is null or recipient = ${recipient}::smallint)
    order by recipient limit 1`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  const { pdf, sha256, pages, ...kept } = row;
  // The database holds that all three are there, or none.
  const document = pdf === null || sha256 === null || pages === null ? null : { pdf, sha256, pages };
  return { ...kept, letter, document };
}

interface ArchivedRow extends Omit<ArchivedLetter, 'letter' | 'document'> {
  readonly pdf: Uint8Array | null;
  readonly sha256: string | null;
  readonly pages: number | null;
}

/** What a letter says, as it was kept; asserts that it has been made in that language to that recipient. */
export async function archivedModel(
  tx: MunicipalityReadTx,
  { letter, language, recipient }: LetterWanted,
): Promise<LetterModel> {
  const { rows } = await sql<{ model: unknown }>`
    select model from letter where letter_id = ${letter.toString()}::bigint and language = ${language}
      and (${recipient}::smallint is null or recipient = ${recipient}::smallint)
    order by recipient limit 1`.execute(tx);
  const [row] = rows;
  assert(row !== undefined, 'the letter has been made');
  return letterModel.parse(row.model);
}

/** Whether a letter has been made. */
export async function letterIsMade(tx: MunicipalityReadTx, letter: LetterId): Promise<boolean> {
  const { rows } = await sql`
    select from letter where letter_id = ${letter.toString()}::bigint and language = 'da' limit 1`.execute(
    tx,
  );
  return rows.length > 0;
}
