import { decisionsAloneById, underWayAloneFor } from '../agreements/decisions.ts';
import { hearingsOf, type Hearing } from '../agreements/hearings.ts';
import type { DecisionAlone } from '../agreements/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { objectionsOf } from '../objections/objections.ts';
import type { Objection } from '../objections/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { SetOff } from '../endings/set-off-types.ts';
import { setOffsOfEach } from './set-off-hearings.ts';
import { readMessages } from './store.ts';
import { messageNumber, type CitizenMessage, type MessageName, type MessageOutcome } from './types.ts';

/** Where a message stands, as the citizen is told it. */
export type Standing =
  | { readonly state: 'received' }
  /** A caseworker has read it. */
  | { readonly state: 'looked-at' }
  /** An answer before a decision: it has been made, or is not made any more. */
  | { readonly state: 'decided'; readonly on: PlainDate | null }
  | {
      readonly state: 'answered';
      readonly on: PlainDate;
      readonly words: string;
      /** What its letter says came of it; null = it has no letter. */
      readonly answer: AnswerTold | null;
    }
  | { readonly state: 'withdrawn'; readonly on: PlainDate };

/** What the letter of an answer says came of an objection, a complaint, or papers. */
export type AnswerTold = { readonly outcome: 'refused' | 'upheld' | 'partly-right' } | MessageOutcome;

export interface MessageStanding extends CitizenMessage {
  readonly standing: Standing;
  /** The objection that it made. */
  readonly objection: Objection | null;
  /** The decision that it answers or complains of. */
  readonly decision: DecisionAlone | null;
  /** The set-off that it answers about. */
  readonly setOff: SetOff | null;
}

/** What a debtor has written on the pages, the newest first, each with where it stands. */
export async function messagesOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<MessageStanding[]> {
  return withStanding(tx, await readMessages(tx, { debtor }), await objectionsOf(tx, debtor));
}

/** These messages, in the order of their numbers, each with where it stands. */
export async function messagesNamed(
  tx: MunicipalityReadTx,
  names: readonly MessageName[],
): Promise<MessageStanding[]> {
  if (names.length === 0) return [];
  const objections: Objection[] = [];
  for (const debtor of new Set(names.map((name) => name.debtor)))
    objections.push(...(await objectionsOf(tx, debtor)));
  const all = await withStanding(tx, await readMessages(tx, { names }), objections);
  return all.toSorted((a, b) => (messageNumber(a) < messageNumber(b) ? -1 : 1));
}

/** Everybody's messages that nobody has answered yet, oldest first. */
export async function openMessages(tx: MunicipalityReadTx): Promise<MessageStanding[]> {
  const messages = await readMessages(tx, { open: true });
  const standing = await withStanding(tx, messages, await objectionsOf(tx, 'unanswered'));
  return standing
    .filter(({ standing: { state } }) => state === 'received' || state === 'looked-at')
    .toReversed();
}

async function withStanding(
  tx: MunicipalityReadTx,
  messages: readonly CitizenMessage[],
  objections: readonly Objection[],
): Promise<MessageStanding[]> {
  const byNumber = new Map(objections.map((objection) => [objection.objection, objection]));
  const ids = messages.flatMap(({ about }) => ('decision' in about ? [about.decision] : []));
  const decisions = new Map((await decisionsAloneById(tx, [...new Set(ids)])).map((each) => [each.id, each]));
  const answering = messages.filter(({ about }) => about.kind === 'set-off-answer');
  const theirs = await setOffsOfEach(tx, [...new Set(answering.map(({ debtor }) => debtor))]);
  const setOffs = new Map(theirs.map((each) => [each.number, each]));
  return messages
    .map((message) => {
      const { about } = message;
      const objection = about.kind === 'objection' ? (byNumber.get(about.objection) ?? null) : null;
      const decision = 'decision' in about ? (decisions.get(about.decision) ?? null) : null;
      const setOff = about.kind === 'set-off-answer' ? (setOffs.get(about.setOff) ?? null) : null;
      const its = { objection, decision, setOff };
      return { ...message, ...its, standing: standingOf(message, its) };
    })
    .toReversed();
}

function standingOf(
  { about, readAt, withdrawnAt, handled }: CitizenMessage,
  { objection, decision, setOff }: Pick<MessageStanding, 'objection' | 'decision' | 'setOff'>,
): Standing {
  if (withdrawnAt !== null) return { state: 'withdrawn', on: dayInCopenhagen(withdrawnAt) };
  const answered = objection?.answered ?? null;
  if (answered !== null) {
    const { outcome, on, words } = answered;
    if (outcome === 'withdrawn') return { state: 'withdrawn', on };
    const answer = { outcome: outcome === 'partly' ? 'partly-right' : outcome } as const;
    return { state: 'answered', on, words, answer };
  }
  if (handled !== null)
    return {
      state: 'answered',
      on: dayInCopenhagen(handled.at),
      words: handled.words,
      answer: handled.outcome,
    };
  // An objection that is not among those without an answer has one.
  if (about.kind === 'objection' && objection === null) return { state: 'decided', on: null };
  if (about.kind === 'hearing-answer' && decision !== null && decision.state !== 'hearing') {
    const { decided, closedWhy } = decision;
    if (decided !== null || closedWhy !== null) return { state: 'decided', on: decided?.on ?? null };
  }
  if (setOff !== null && setOff.state !== 'heard') return { state: 'decided', on: setOff.decidedOn };
  return { state: readAt === null ? 'received' : 'looked-at' };
}

/** What a debtor is asked before a decision that has not been made. */
export interface OpenHearing {
  readonly hearing: Hearing;
  /** What is proposed now. */
  readonly proposal: DecisionAlone;
}

/** Null = nothing is asked, or it has been decided. After its deadline an answer is read as long as nothing has been decided. */
export async function openHearingOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<OpenHearing | null> {
  const proposal = await underWayAloneFor(tx, debtor);
  if (proposal === null || proposal.heardAs === null || proposal.decided !== null) return null;
  const hearing = (await hearingsOf(tx, [proposal.heardAs])).get(proposal.heardAs);
  return hearing === undefined ? null : { hearing, proposal };
}
