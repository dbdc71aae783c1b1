import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { readableDecisionId } from '../kernel/ids.ts';
import { unreachable } from '../kernel/result.ts';
import type { About, Topic } from '../messages/types.ts';

const topicWords: Readonly<Record<Topic, string>> = {
  income: 'indkomst',
  children: 'børn',
  benefit: 'en ydelse',
  other: 'andet',
};

/** What a citizen's message is about, in Danish. */
export function messageAbout(about: About): string {
  switch (about.kind) {
    case 'objection':
      return `indsigelse ${about.objection}`;
    case 'hearing-answer':
      return `svar på høringen om ${readableDecisionId(about.decision)}`;
    case 'set-off-answer':
      return `svar på høringen om modregning ${about.setOff}`;
    case 'complaint':
      return `klage over ${readableDecisionId(about.decision)}`;
    case 'documentation':
      return `dokumentation om ${topicWords[about.topic]}`;
    default:
      return unreachable(about);
  }
}

/** The last day of a complaint, and whether it came later; nothing of what has none. */
export function lateWords(about: About, sentAt: Temporal.Instant): string {
  if (about.kind !== 'complaint' || about.by === null) return '';
  const late = dayInCopenhagen(sentAt) > about.by;
  return `, frist ${readableDate(about.by)}${late ? ' (overskredet)' : ''}`;
}
