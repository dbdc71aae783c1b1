import { closeMatter } from '../agreements/work-items.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { answerObjection } from '../objections/answer-objection.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { liftComplaint } from './complaints.ts';
import { contentOf, insertEvent, readMessages } from './store.ts';
import { messageText, type CitizenMessage, type MessageName, type StoredFile } from './types.ts';

export type MessageRefusal =
  | { readonly tag: 'unknown-message' }
  /** It has been answered, decided about, or withdrawn. */
  | { readonly tag: 'ended-already' }
  /** An answer before a decision is part of the case: more can be written, nothing taken back. */
  | { readonly tag: 'part-of-the-case' }
  /** An objection is answered as one; an answer by the decision itself. */
  | { readonly tag: 'answered-elsewhere'; readonly by: 'objection' | 'decision' | 'set-off' };

interface Doing {
  readonly name: MessageName;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Reads a message for a caseworker, and notes that somebody has: the citizen is told so. */
export async function readForStaff(
  tx: MunicipalityTx,
  { name, by, at }: Doing,
): Promise<Result<CitizenMessage, MessageRefusal>> {
  const [message] = await readMessages(tx, { name });
  if (message === undefined) return refuse({ tag: 'unknown-message' });
  await insertEvent(tx, name, { what: 'read', words: null, by, at });
  return ok(message);
}

/** A file of a message, for a caseworker; null = there is none of that place. */
export async function fileForStaff(
  tx: MunicipalityTx,
  { name, place, by, at }: Doing & { readonly place: number },
): Promise<Result<(StoredFile & { readonly content: Buffer }) | null, MessageRefusal>> {
  const read = await readForStaff(tx, { name, by, at });
  if (!read.ok) return read;
  const file = read.value.files.find((each) => each.place === place);
  const content = file === undefined ? null : await contentOf(tx, name, place);
  return ok(file === undefined || content === null ? null : { ...file, content });
}

/**
 * Notes that a caseworker has dealt with a complaint or papers about somebody's situation, and what the citizen is told on the pages. What a complaint held goes on.
 */
export async function handleMessage(
  tx: MunicipalityTx,
  { name, words, by, at }: Doing & { readonly words: string },
): Promise<Result<CitizenMessage, MessageRefusal>> {
  const held = await stillOpen(tx, name);
  if (!held.ok) return held;
  const { kind } = held.value.about;
  if (kind === 'objection') return refuse({ tag: 'answered-elsewhere', by: 'objection' });
  if (kind === 'hearing-answer') return refuse({ tag: 'answered-elsewhere', by: 'decision' });
  if (kind === 'set-off-answer') return refuse({ tag: 'answered-elsewhere', by: 'set-off' });
  if (!(await insertEvent(tx, name, { what: 'handled', words, by, at })))
    return refuse({ tag: 'ended-already' });
  await endOf(tx, held.value, { why: 'handled', by, at });
  return held;
}

export interface Withdrawing extends Doing {
  readonly configured: ConfigurationVersion;
  /** What an objection's letter says of it. */
  readonly words: string;
}

/** Takes a citizen's own message back: an objection ends as withdrawn, with its letter; what rested goes on. */
export async function withdrawMessage(
  tx: MunicipalityTx,
  { name, words, configured, by, at }: Withdrawing,
): Promise<Result<CitizenMessage, MessageRefusal>> {
  const held = await stillOpen(tx, name);
  if (!held.ok) return held;
  const { about } = held.value;
  if (about.kind === 'hearing-answer' || about.kind === 'set-off-answer')
    return refuse({ tag: 'part-of-the-case' });
  if (about.kind === 'objection') {
    const amounts = new Map<never, never>();
    const answer = { objection: about.objection, outcome: 'withdrawn', amounts, words } as const;
    const answered = await answerObjection(tx, { ...answer, configured, by, at });
    if (!answered.ok) return refuse({ tag: 'ended-already' });
  }
  if (!(await insertEvent(tx, name, { what: 'withdrawn', words: null, by, at })))
    return refuse({ tag: 'ended-already' });
  await endOf(tx, held.value, { why: 'withdrawn', by, at });
  return held;
}

async function stillOpen(
  tx: MunicipalityTx,
  name: MessageName,
): Promise<Result<CitizenMessage, MessageRefusal>> {
  const [message] = await readMessages(tx, { name });
  if (message === undefined) return refuse({ tag: 'unknown-message' });
  const ended = message.withdrawnAt !== null || message.handled !== null;
  return ended ? refuse({ tag: 'ended-already' }) : ok(message);
}

async function endOf(
  tx: MunicipalityTx,
  message: CitizenMessage,
  {
    why,
    by,
    at,
  }: { readonly why: 'handled' | 'withdrawn'; readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  const { about } = message;
  await liftComplaint(tx, message, { why, by, at });
  const item =
    about.kind === 'objection' ? `objection ${about.objection}` : `${about.kind} ${messageText(message)}`;
  await closeMatter(tx, { kind: 'citizen-message', about: item }, { by, because: why, at });
}
