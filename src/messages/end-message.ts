import { closeMatter } from '../agreements/work-items.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { liftComplaint } from './complaints.ts';
import { readMessages } from './store.ts';
import { messageText, type CitizenMessage, type MessageName } from './types.ts';

export interface UnknownMessage {
  readonly tag: 'unknown-message';
}

export type NotOpen =
  | UnknownMessage
  /** It has been answered, or taken back. */
  | { readonly tag: 'ended-already' };

/** A message that has neither been answered nor taken back. */
export async function openMessage(
  tx: MunicipalityTx,
  name: MessageName,
): Promise<Result<CitizenMessage, NotOpen>> {
  const [message] = await readMessages(tx, { name });
  if (message === undefined) return refuse({ tag: 'unknown-message' });
  const ended = message.withdrawnAt !== null || message.handled !== null;
  return ended ? refuse({ tag: 'ended-already' }) : ok(message);
}

/** The same, with its debtor locked, so that only one of the two happens. Not of objections: who answers one locks all who owe. */
export async function heldMessage(
  tx: MunicipalityTx,
  name: MessageName,
): Promise<Result<CitizenMessage, NotOpen>> {
  await lockReceivables(tx, [name.debtor]);
  return openMessage(tx, name);
}

interface Ending {
  readonly why: 'handled' | 'withdrawn';
  /** From when the days run that the letter with the answer gives; absent = no letter gives any. */
  readonly daysFrom?: PlainDate | null;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Ends what a message began: what a complaint held goes on, and nobody waits for it any longer. */
export async function endMessage(
  tx: MunicipalityTx,
  message: CitizenMessage,
  { why, daysFrom = null, by, at }: Ending,
): Promise<void> {
  const { about } = message;
  await liftComplaint(tx, message, { why, daysFrom, by, at });
  const item =
    about.kind === 'objection' ? `objection ${about.objection}` : `${about.kind} ${messageText(message)}`;
  await closeMatter(tx, { kind: 'citizen-message', about: item }, { by, because: why, at });
}
