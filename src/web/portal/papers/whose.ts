import { readableDate } from '../../../kernel/dates.ts';
import type { Pair } from '../../../letters/content.ts';
import type { PaperBlock } from '../../../letters/paper.ts';
import type { PersonalVisit } from '../route.ts';

/** What a paper is written from besides what it is about. */
export type PaperVisit = Pick<
  PersonalVisit,
  'texts' | 'language' | 'today' | 'session' | 'contact' | 'hidesAddress'
>;

/** Whose paper it is, and when it was made: a name and our own number for them. No address and no CPR number stands on one. */
export function whoseBlock({ session, texts, language, today }: PaperVisit): PaperBlock {
  const said = texts.papers;
  const name = session.actsFor?.name ?? session.name;
  const number: Pair[] = session.debtor === null ? [] : [[said.debtorNumber, String(session.debtor)]];
  return {
    kind: 'facts',
    rows: [[said.payer, name], ...number, [said.madeOn, readableDate(today, language)]],
  };
}
