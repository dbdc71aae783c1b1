import { decisionsById } from '../agreements/decisions.ts';
import { answerHearing, type AnswerRefusal } from '../agreements/hearings.ts';
import { openWorkItems } from '../agreements/work-items.ts';
import { placeHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { Language } from '../letters/explanation-in-words.ts';
import { noteObjection, type NoteRefusal } from '../objections/note-objection.ts';
import type { Against } from '../objections/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { heldByComplaint, toComplainOf } from './complaints.ts';
import { sentKey } from './sent-key.ts';
import { heardSetOffsOf } from './set-off-hearings.ts';
import { insertMessage, nextEntry, readMessages, sentSince } from './store.ts';
import { messageText, type About, type AcceptedFile, type MessageName, type Topic } from './types.ts';

/** What a citizen wants to say, and about what. */
export type Saying =
  | {
      readonly kind: 'objection';
      readonly claims: readonly ClaimNumber[];
      readonly against: Against;
    }
  /** `final`: no more is to come, and nobody waits for the deadline. */
  | { readonly kind: 'hearing-answer'; readonly decision: DecisionId; readonly final: boolean }
  | { readonly kind: 'set-off-answer'; readonly setOff: bigint }
  | { readonly kind: 'complaint'; readonly decision: DecisionId }
  | { readonly kind: 'documentation'; readonly topic: Topic };

export interface MessageToSend {
  readonly debtor: DebtorNumber;
  /** From the form: sent twice with the same contents, it is one message. */
  readonly formKey: string;
  readonly saying: Saying;
  readonly words: string;
  readonly files: readonly AcceptedFile[];
  readonly language: Language;
  readonly by: string;
  readonly at: Temporal.Instant;
  /** Messages of one debtor within 24 hours. */
  readonly mostPerDay: number;
}

export type SendRefusal =
  | { readonly tag: 'nothing-said' }
  | { readonly tag: 'too-many-today' }
  | { readonly tag: 'no-such-decision' }
  | NoteRefusal
  | AnswerRefusal;

/** Days until a person looks whether a complaint has been answered: the municipality looks again within 4 weeks (retssikkerhedsloven § 66). */
const REVIEW_AFTER = 28;

/**
 * Takes what a citizen has written, with its files, and what follows at once: an objection is noted and its claims rest; an answer is in its hearing; a
 * complaint keeps the claims of its decision from what would follow a plan that is not paid (open question Q20); papers about the citizen's situation change nothing
 * before a caseworker has looked. Each is a work item. The same form with the same contents sent again answers the message that it made, which is not new then; what the rooms refuse, refuses
 * the message, and nothing is written then.
 */
export async function sendMessage(
  tx: MunicipalityTx,
  message: MessageToSend,
): Promise<Result<SentMessage, SendRefusal>> {
  const { debtor, words, files, language, by, at } = message;
  const formKey = sentKey(message);
  if (words.trim() === '') return refuse({ tag: 'nothing-said' });
  await lockReceivables(tx, [debtor]);
  const [before] = await readMessages(tx, { formKey });
  if (before !== undefined) return ok({ debtor, entry: before.entry, isNew: false });
  if ((await sentSince(tx, debtor, at.subtract({ hours: 24 }))) >= message.mostPerDay)
    return refuse({ tag: 'too-many-today' });
  const name = { debtor, entry: await nextEntry(tx, debtor) };
  const done = await take(tx, message, name);
  if (!done.ok) return done;
  const { about, item } = done.value;
  await insertMessage(tx, { ...name, formKey, about, language, words, files, by, at });
  await openWorkItems(
    tx,
    [{ kind: 'citizen-message', debtor, month: monthOf(dayInCopenhagen(at)), about: item }],
    at,
  );
  return ok({ ...name, isNew: true });
}

/** A message that is there now. */
export interface SentMessage extends MessageName {
  readonly isNew: boolean;
}

interface Taken {
  readonly about: About;
  /** What its work item is about. */
  readonly item: string;
}

function take(
  tx: MunicipalityTx,
  message: MessageToSend,
  name: MessageName,
): Promise<Result<Taken, SendRefusal>> {
  const { saying } = message;
  switch (saying.kind) {
    case 'objection':
      return takeObjection(tx, message, saying);
    case 'hearing-answer':
      return takeAnswer(tx, message, { saying, name });
    case 'set-off-answer':
      return takeSetOffAnswer(tx, message, { saying, name });
    case 'complaint':
      return takeComplaint(tx, message, { saying, name });
    case 'documentation':
      return Promise.resolve(
        ok({
          about: { kind: 'documentation', topic: saying.topic },
          item: `documentation ${messageText(name)}`,
        }),
      );
  }
}

async function takeObjection(
  tx: MunicipalityTx,
  { debtor, words, by, at }: MessageToSend,
  { claims, against }: Extract<Saying, { kind: 'objection' }>,
): Promise<Result<Taken, SendRefusal>> {
  const noted = await noteObjection(tx, { debtor, claims, against, words, by, at });
  if (!noted.ok) return noted;
  return ok({ about: { kind: 'objection', objection: noted.value }, item: `objection ${noted.value}` });
}

interface OfKind<Kind extends Saying['kind']> {
  readonly saying: Extract<Saying, { kind: Kind }>;
  readonly name: MessageName;
}

async function takeAnswer(
  tx: MunicipalityTx,
  { debtor, words, at }: MessageToSend,
  { saying: { decision, final }, name }: OfKind<'hearing-answer'>,
): Promise<Result<Taken, SendRefusal>> {
  const [about] = await decisionsById(tx, [decision]);
  if (about?.debtor !== debtor) return refuse({ tag: 'no-such-decision' });
  const answered = await answerHearing(tx, { decision, on: dayInCopenhagen(at), answer: words, final, at });
  if (!answered.ok) return answered;
  return ok({ about: { kind: 'hearing-answer', decision }, item: `hearing-answer ${messageText(name)}` });
}

/** It stands by itself: whoever decides the set-off reads it first, and writes what came of it to the debtor. */
async function takeSetOffAnswer(
  tx: MunicipalityTx,
  { debtor }: MessageToSend,
  { saying: { setOff }, name }: OfKind<'set-off-answer'>,
): Promise<Result<Taken, SendRefusal>> {
  const heard = (await heardSetOffsOf(tx, debtor)).some(({ number }) => number === setOff);
  if (!heard) return refuse({ tag: 'decided-already' });
  return ok({ about: { kind: 'set-off-answer', setOff }, item: `set-off-answer ${messageText(name)}` });
}

async function takeComplaint(
  tx: MunicipalityTx,
  { debtor, by, at }: MessageToSend,
  { saying, name }: OfKind<'complaint'>,
): Promise<Result<Taken, SendRefusal>> {
  const complained = (await toComplainOf(tx, debtor)).find(({ decision }) => decision.id === saying.decision);
  if (complained === undefined) return refuse({ tag: 'no-such-decision' });
  const [on, about] = [dayInCopenhagen(at), messageText(name)];
  await placeHolds(
    tx,
    (await heldByComplaint(tx, complained.decision)).map((claim) => ({
      claim,
      reason: 'decision-complaint',
      debtor,
      from: on,
      reviewOn: addDays(on, REVIEW_AFTER),
      about,
      by,
      at,
    })),
  );
  const { by: complainBy } = complained;
  return ok({
    about: { kind: 'complaint', decision: saying.decision, by: complainBy },
    item: `complaint ${about}`,
  });
}
