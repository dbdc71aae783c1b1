import { sql } from 'kysely';
import type { DebtorNumber, LetterId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import type { LetterRecipient } from '../debtors/recipients.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { queueDeliveries } from './delivery-queue.ts';
import type { LetterKind, LetterModel } from './model.ts';
import type { RenderedLetter } from './render.ts';

export interface LetterToArchive {
  readonly letter: LetterId;
  readonly debtor: DebtorNumber;
  /** Who gets it and how, as `recipientsOf` answers. */
  readonly recipient: Pick<LetterRecipient, 'number' | 'role' | 'channel'>;
  /** In Danish; a courtesy translation is a letter more, with the same number and recipient. */
  readonly model: LetterModel;
  readonly rendered: RenderedLetter;
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
      ${column(({ rendered }) => Buffer.from(rendered.pdf))}::bytea[], ${column(({ rendered }) => rendered.sha256)}::text[],
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
  readonly pdf: Uint8Array;
  readonly sha256: string;
  readonly pages: number;
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
  const { rows } = await sql<Omit<ArchivedLetter, 'letter'>>`
    select recipient, debtor_number as debtor, kind, pdf, sha256, pages from letter
    where letter_id = ${letter.toString()}::bigint and language = ${language}
      and (${recipient}::smallint is null or recipient = ${recipient}::smallint)
    order by recipient limit 1`.execute(tx);
  const [row] = rows;
  return row === undefined ? null : { ...row, letter };
}
