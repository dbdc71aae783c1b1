import { decisionsAbout } from '../agreements/decisions.ts';
import type { Decision } from '../agreements/types.ts';
import { addDays, dayInCopenhagen, latestOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { readableDecisionId, type NoticeId } from '../kernel/ids.ts';
import { plainKroner, sumOre } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { answerDaysFrom, lastQuietDayPrinted } from '../law/dunning-steps.ts';
import type { NoticeFacts } from '../letters/notice-facts.ts';
import { queueOneNotice } from '../letters/queue-one.ts';
import { answerDaysIn } from '../municipality/answer-days.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { authorityFor } from './complaints.ts';
import { endMessage, heldMessage, type NotOpen } from './end-message.ts';
import { leftToSend, type LeftOfClaim } from './left-to-send.ts';
import { insertEvent } from './store.ts';
import type { About, CitizenMessage, MessageName, MessageOutcome } from './types.ts';

/** What a caseworker says came of a complaint or of papers. */
export type Finding =
  | { readonly outcome: 'changed' | 'not-used' }
  /** `sentOn`: the day on which the complaint was sent to whoever decides now. */
  | { readonly outcome: 'partly' | 'kept'; readonly sentOn: PlainDate }
  | { readonly outcome: 'used'; readonly usedFrom: YearMonth };

export interface AnswerToMessage {
  readonly name: MessageName;
  readonly finding: Finding;
  /** What the citizen is answered. */
  readonly words: string;
  readonly configured: ConfigurationVersion;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type AnswerRefusal =
  | NotOpen
  /** An objection is answered as one; an answer by the decision itself. */
  | { readonly tag: 'answered-elsewhere'; readonly by: 'objection' | 'decision' | 'set-off' }
  /** A complaint is changed, partly or kept; papers are used or not. */
  | { readonly tag: 'outcome-of-another-kind' }
  /** The decision stands as it was when it was complained of. */
  | { readonly tag: 'nothing-changed' }
  /** The decision has been taken back: it is not kept. */
  | { readonly tag: 'taken-back' }
  /** It is sent on when it has come and not on a day that is still to come. */
  | { readonly tag: 'sent-on-another-day' }
  /** Nobody has said who decides about complaints under its laws. */
  | { readonly tag: 'no-authority' };

/**
 * Answers a complaint or papers, and tells the citizen by letter and on the pages. A complaint (retssikkerhedsloven § 66): the decision has been changed, and that
 * has its own letter; or it is kept, wholly or in part, and the caseworker has sent the complaint on to whoever decides now. What the complaint held goes on, and there
 * are some days to pay (`lifeCycles.pauseDays`). Papers change nothing by the answer: what they show is written in by itself.
 */
export async function answerMessage(
  tx: MunicipalityTx,
  answer: AnswerToMessage,
): Promise<Result<CitizenMessage, AnswerRefusal>> {
  const { name, words, by, at } = answer;
  const held = await heldMessage(tx, name);
  if (!held.ok) return held;
  const told = await toTell(tx, held.value, answer);
  if (!told.ok) return told;
  const { outcome } = told.value;
  const notice = await queue(tx, answer, told.value);
  const isNew = await insertEvent(tx, name, { what: 'handled', words, by, at, answer: { outcome, notice } });
  assert(isNew, 'a message that is open has not been answered');
  const daysFrom = answerDaysFrom(dayInCopenhagen(at), answerDaysIn(answer.configured.configuration));
  await endMessage(tx, held.value, { why: 'handled', daysFrom, by, at });
  return held;
}

function queue(
  tx: MunicipalityTx,
  { name: { debtor }, configured, at }: AnswerToMessage,
  { facts, claims = [] }: Told,
): Promise<NoticeId> {
  const on = dayInCopenhagen(at);
  return queueOneNotice(tx, { debtor, claims, facts, configured, on, at });
}

interface Told {
  readonly outcome: MessageOutcome;
  /** What the letter says, with the payment line of its own. */
  readonly facts: (line: string | null) => NoticeFacts;
  /** What it asks to be paid; absent = nothing. */
  readonly claims?: readonly LeftOfClaim[];
}

async function toTell(
  tx: MunicipalityTx,
  message: CitizenMessage,
  answer: AnswerToMessage,
): Promise<Result<Told, AnswerRefusal>> {
  const { about } = message;
  switch (about.kind) {
    case 'objection':
      return refuse({ tag: 'answered-elsewhere', by: 'objection' });
    case 'hearing-answer':
      return refuse({ tag: 'answered-elsewhere', by: 'decision' });
    case 'set-off-answer':
      return refuse({ tag: 'answered-elsewhere', by: 'set-off' });
    case 'complaint':
      return ofComplaint(tx, { message, about }, answer);
    case 'documentation':
      return ofPapers(message, about, answer);
  }
}

interface Complaint {
  readonly message: CitizenMessage;
  readonly about: Extract<About, { kind: 'complaint' }>;
}

async function ofComplaint(
  tx: MunicipalityTx,
  { message, about }: Complaint,
  { finding, words, configured, at }: AnswerToMessage,
): Promise<Result<Told, AnswerRefusal>> {
  if (finding.outcome === 'used' || finding.outcome === 'not-used')
    return refuse({ tag: 'outcome-of-another-kind' });
  const [complainedOn, on] = [dayInCopenhagen(message.sentAt), dayInCopenhagen(at)];
  const all = await decisionsAbout(tx, message.debtor);
  const decision = all.find(({ id }) => id === about.decision);
  assert(decision?.decided != null, 'what is complained of has been decided');
  const isTakenBack = decision.closedWhy !== null;
  if (finding.outcome === 'kept' ? isTakenBack : !isTakenBack && !hasReplaced(all, decision, complainedOn))
    return refuse({ tag: isTakenBack ? 'taken-back' : 'nothing-changed' });
  const outcome = await complaintOutcome(tx, { finding, decision, complainedOn, on });
  if (!outcome.ok) return outcome;
  const isLate = about.by !== null && complainedOn > about.by;
  const days = answerDaysIn(configured.configuration);
  const lastQuiet = lastQuietDayPrinted(on, days);
  const quiet = lastQuiet > on ? lastQuiet : null;
  const claims =
    decision.terms.outcome === 'transfer' && finding.outcome === 'kept' ? await leftToSend(tx, decision) : [];
  const { effectiveFrom, on: decidedOn } = decision.decided;
  const came = finding.outcome;
  return ok({
    outcome: outcome.value,
    claims,
    facts: (paymentLine) => ({
      kind: 'complaint-answered',
      outcome: came,
      complainedOn,
      lateAfter: isLate ? about.by : null,
      about: {
        reference: readableDecisionId(decision.id),
        decidedOn,
        terms: termsSaid(decision.terms),
      },
      answer: words,
      sentOn: 'sentOn' in outcome.value ? outcome.value.sentOn : null,
      planQuietUntil: decision.terms.outcome === 'plan' ? quiet : null,
      transfer:
        claims.length > 0
          ? {
              owed: plainKroner(sumOre(claims.map(({ owed }) => owed))),
              quietUntil: lastBeforeSent(effectiveFrom, lastQuiet, on),
            }
          : null,
      payDays: days.pauseDays > 0 ? days.pauseDays : null,
      paymentLine: claims.length > 0 ? paymentLine : null,
      warnsOfTransfer: false,
    }),
  });
}

/** The last day on which paying all of it keeps it from being sent: never before the day that the letter about that has given. Null = there is none. */
function lastBeforeSent(sentFrom: PlainDate, lastQuiet: PlainDate, on: PlainDate): PlainDate | null {
  const last = latestOf(addDays(sentFrom, -1), lastQuiet);
  return last !== null && last > on ? last : null;
}

/** Whether something else has been decided since it was complained of. */
function hasReplaced(all: readonly Decision[], complained: Decision, since: PlainDate): boolean {
  return all.some(
    ({ id, decided, closedWhy }) =>
      id !== complained.id && closedWhy === null && decided !== null && decided.on >= since,
  );
}

interface Looked {
  readonly finding: Exclude<Finding, { outcome: 'used' | 'not-used' }>;
  readonly decision: Decision;
  readonly complainedOn: PlainDate;
  readonly on: PlainDate;
}

async function complaintOutcome(
  tx: MunicipalityTx,
  { finding, decision, complainedOn, on }: Looked,
): Promise<Result<MessageOutcome, AnswerRefusal>> {
  if (!('sentOn' in finding)) return ok({ outcome: 'changed' });
  const { outcome, sentOn } = finding;
  if (sentOn < complainedOn || sentOn > on) return refuse({ tag: 'sent-on-another-day' });
  const authority = await authorityFor(tx, decision);
  return authority === null
    ? refuse({ tag: 'no-authority' })
    : ok({ outcome, sentOn: { authority, on: sentOn } });
}

type TermsSaid = Extract<NoticeFacts, { kind: 'complaint-answered' }>['about']['terms'];

function termsSaid(terms: Decision['terms']): TermsSaid {
  return terms.outcome === 'plan'
    ? { outcome: 'plan', monthly: plainKroner(terms.monthly) }
    : { outcome: terms.outcome };
}

function ofPapers(
  { sentAt }: CitizenMessage,
  { topic }: Extract<About, { kind: 'documentation' }>,
  { finding, words }: AnswerToMessage,
): Result<Told, AnswerRefusal> {
  if (finding.outcome !== 'used' && finding.outcome !== 'not-used')
    return refuse({ tag: 'outcome-of-another-kind' });
  const came = finding.outcome;
  return ok({
    outcome: finding,
    facts: () => ({
      kind: 'documentation-answered',
      outcome: came,
      topic,
      papersOn: dayInCopenhagen(sentAt),
      usedFrom: 'usedFrom' in finding ? finding.usedFrom : null,
      answer: words,
      warnsOfTransfer: false,
    }),
  });
}
