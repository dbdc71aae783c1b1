import { ok, refuse, type Result } from '../kernel/result.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { answerObjection } from '../objections/answer-objection.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { endMessage, heldMessage, openMessage, type NotOpen, type UnknownMessage } from './end-message.ts';
import { contentOf, insertEvent, readMessages } from './store.ts';
import type { CitizenMessage, MessageName, StoredFile } from './types.ts';

/** Why a citizen's own message is not taken back. */
export type WithdrawalRefusal =
  | NotOpen
  /** An answer before a decision is part of the case: more can be written, nothing taken back. */
  | { readonly tag: 'part-of-the-case' };

interface Doing {
  readonly name: MessageName;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Reads a message for a caseworker, and notes that somebody has: the citizen is told so. */
export async function readForStaff(
  tx: MunicipalityTx,
  { name, by, at }: Doing,
): Promise<Result<CitizenMessage, UnknownMessage>> {
  const [message] = await readMessages(tx, { name });
  if (message === undefined) return refuse({ tag: 'unknown-message' });
  await insertEvent(tx, name, { what: 'read', words: null, by, at });
  return ok(message);
}

/** A file of a message, for a caseworker; null = there is none of that place. */
export async function fileForStaff(
  tx: MunicipalityTx,
  { name, place, by, at }: Doing & { readonly place: number },
): Promise<Result<(StoredFile & { readonly content: Buffer }) | null, UnknownMessage>> {
  const read = await readForStaff(tx, { name, by, at });
  if (!read.ok) return read;
  const file = read.value.files.find((each) => each.place === place);
  const content = file === undefined ? null : await contentOf(tx, name, place);
  return ok(file === undefined || content === null ? null : { ...file, content });
}

export interface Withdrawing extends Doing {
  readonly configured: ConfigurationVersion;
  /** What is on record of an objection that is taken back. */
  readonly words: string;
}

/** Takes a citizen's own message back: an objection ends as withdrawn, with its letter; what rested goes on. */
export async function withdrawMessage(
  tx: MunicipalityTx,
  { name, words, configured, by, at }: Withdrawing,
): Promise<Result<CitizenMessage, WithdrawalRefusal>> {
  const held = await openMessage(tx, name);
  if (!held.ok) return held;
  const { about } = held.value;
  if (about.kind === 'hearing-answer' || about.kind === 'set-off-answer')
    return refuse({ tag: 'part-of-the-case' });
  if (about.kind === 'complaint' || about.kind === 'documentation') {
    const still = await heldMessage(tx, name);
    if (!still.ok) return still;
  }
  if (about.kind === 'objection') {
    const amounts = new Map<never, never>();
    const answer = {
      objection: about.objection,
      outcome: 'withdrawn',
      amounts,
      words,
      byDebtor: true,
    } as const;
    const answered = await answerObjection(tx, { ...answer, configured, by, at });
    if (!answered.ok) return refuse({ tag: 'ended-already' });
  }
  if (!(await insertEvent(tx, name, { what: 'withdrawn', words: null, by, at })))
    return refuse({ tag: 'ended-already' });
  await endMessage(tx, held.value, { why: 'withdrawn', by, at });
  return held;
}
