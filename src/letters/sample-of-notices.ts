import type { PlainDate } from '../kernel/dates.ts';
import { letterOfNotice, type NoticeId } from '../kernel/ids.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { peopleFor, recipientsAmong } from './letter-people.ts';
import type { LetterModel } from './model.ts';
import { noticeLetters } from './notice-letters.ts';

/** A letter to look at, and the choices of the municipality whose letter it is. */
export interface ShownLetter {
  readonly model: LetterModel;
  readonly configuration: Configuration;
}

/** So many are tried before none is shown: as a rule the first can be written. */
const TRIED = 20;

/** The letter of the first of these notices that somebody could be written to about, as it would be made on a day. It is kept nowhere. */
export async function sampleOfNotices(
  tx: MunicipalityTx,
  notices: readonly NoticeId[],
  today: PlainDate,
): Promise<ShownLetter | null> {
  const bases = await noticeLetters.bases(tx, notices.slice(0, TRIED).map(letterOfNotice));
  const people = await peopleFor(tx, bases);
  for (const basis of bases) {
    const whom = people(basis);
    if (whom.stopped.size > 0 && !noticeLetters.isToldMeanwhile(basis)) continue;
    const recipients = recipientsAmong(whom, basis.day);
    const recipient = recipients.ok ? recipients.value[0] : undefined;
    if (recipient === undefined) continue;
    const model = noticeLetters.modelOf(basis, { hidesAddress: false, language: 'da', recipient, today });
    if (model.ok) return { model: model.value, configuration: basis.configuration };
  }
  return null;
}
