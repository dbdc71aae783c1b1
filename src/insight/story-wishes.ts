import { arrangementsOf } from '../arrangements/arrangements.ts';
import type { Arrangement } from '../arrangements/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { messagesOf, type MessageStanding } from '../messages/messages.ts';
import { messageText } from '../messages/types.ts';
import { objectionsOf } from '../objections/objections.ts';
import type { Objection } from '../objections/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { nameIn, type NamedClaims } from './story-claims.ts';
import type { StoryEntry } from './story-entries.ts';

/** What the debtor has said against bills, and asked for about them, with the answers. */
export async function wishEntries(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  names: NamedClaims,
): Promise<StoryEntry[]> {
  const objections = await objectionsOf(tx, debtor);
  const arrangements = await arrangementsOf(tx, debtor);
  const messages = await messagesOf(tx, debtor);
  return [
    ...messages.flatMap(messageEntries),
    ...objections.flatMap((objection) => objectionEntries(objection, names)),
    ...arrangements.flatMap(arrangementEntries),
  ];
}

function objectionEntries(
  { objection: number, notedOn, against, words, claims, answered }: Objection,
  names: NamedClaims,
): StoryEntry[] {
  const objection = number.toString();
  const about = claims.map((claim) => nameIn(names, claim));
  const noted: StoryEntry = { on: notedOn, what: 'objected', objection, against, words, claims: about };
  return answered === null ? [noted] : [noted, { what: 'objection-answered', objection, ...answered }];
}

/** An objection and an answer to a hearing are told as that. */
function messageEntries({ about, words, files, sentAt, standing, ...name }: MessageStanding): StoryEntry[] {
  if (about.kind !== 'complaint' && about.kind !== 'documentation') return [];
  const message = messageText(name);
  const on = dayInCopenhagen(sentAt);
  const wrote: StoryEntry = { on, what: 'wrote', message, about, words, files: files.length };
  if (standing.state !== 'answered' && standing.state !== 'withdrawn') return [wrote];
  const told = standing.state === 'answered' ? standing.words : null;
  return [wrote, { on: standing.on, what: 'wrote-ended', message, words: told }];
}

function arrangementEntries({
  number,
  requestedOn,
  terms,
  owed,
  state,
  missedOn,
  ended,
}: Arrangement): StoryEntry[] {
  const arrangement = number.toString();
  const entries: StoryEntry[] = [
    { on: requestedOn, what: 'arrangement-asked', arrangement, terms, owed, state },
  ];
  if (missedOn !== null) entries.push({ on: missedOn, what: 'arrangement-missed', arrangement });
  if (ended !== null)
    entries.push({ on: ended.on, what: 'arrangement-ended', arrangement, state, why: ended.why });
  return entries;
}
