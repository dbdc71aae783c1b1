import { addDays, latestOf, type PlainDate } from '../../kernel/dates.ts';
import { unreachable } from '../../kernel/result.ts';
import type { ClaimState } from '../../law/claim-state.ts';
import type { HoldReason } from '../../law/holds.ts';
import type { Hold } from '../../claims/holds.ts';
import { holdsIn } from '../claim-standing.ts';
import { isOwnMatter } from '../own-matters.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import type { EndedPlan } from '../ended-plans.ts';
import type { Plans } from '../plans-in-books.ts';
import type { ClaimLine } from './claim-lines.ts';
import { askedBy } from './last-day-told.ts';
import { byPlan, goesOnDisputed } from './plan-event.ts';
import type { NextEvent } from './types.ts';

/** Until when a claim is to be paid, by where it stands: of what is agreed, what is missing of it, else the next instalment. Null = no day is set. */
export function deadlineOf(line: ClaimLine, books: CitizenBooks, day: PlainDate): PlainDate | null {
  const event = nextEvent(line, books, day);
  return 'by' in event ? event.by : null;
}

/** What happens next about a claim. */
export function nextEvent(line: ClaimLine, books: CitizenBooks, day: PlainDate): NextEvent {
  const { state } = line;
  if (state === null) return { tag: 'not-known' };
  switch (state) {
    case 'future':
    case 'due':
    case 'overdue':
      return unlessQuiet(byItsOwnDates(line, books, day), { line, books, day });
    case 'reminded':
    case 'demanded':
      return unlessQuiet(asWritten(line, books, day), { line, books, day });
    case 'defaulted':
      return line.claim.repayment
        ? wholeDue(line, books, day)
        : unlessQuiet(asWritten(line, books, day), { line, books, day });
    case 'notified':
      return beforeRecovery(line, books, day);
    case 'on-plan':
      return byPlan(line, books, day);
    case 'deferred':
      return byDeferral(line, plansOf(books));
    default:
      return byStateAlone(state, line, { books, day });
  }
}

type ByStateAlone = Exclude<
  ClaimState,
  'future' | 'due' | 'overdue' | 'reminded' | 'demanded' | 'defaulted' | 'notified' | 'on-plan' | 'deferred'
>;

function byStateAlone(
  state: ByStateAlone,
  line: ClaimLine,
  { books, day }: { readonly books: CitizenBooks; readonly day: PlainDate },
): NextEvent {
  const { claim, interestSince } = line;
  switch (state) {
    case 'held':
    case 'stopped':
      return byHold(state, {
        holds: holdsIn(claim, books.standing),
        interestSince,
        day,
        isOwn: (hold) => isOwnMatter(hold, claim, books.own),
      });
    case 'in-transfer':
    case 'in-hearing':
      return { tag: 'on-its-way' };
    case 'paid':
      return { tag: 'paid', on: books.settledOn.get(claim.claim) ?? null };
    case 'disputed':
      if (line.toCorrect) return { tag: 'to-correct' };
      return { tag: goesOnDisputed(line, books) ? 'disputed-on-plan' : 'disputed' };
    case 'undecided':
    case 'at-recovery':
    case 'withdrawn':
    case 'lapsed':
    case 'time-barred':
    case 'discharged':
    case 'written-off':
      return { tag: state };
    default:
      return unreachable(state);
  }
}

function plansOf({ plans }: CitizenBooks): Plans | null {
  return plans.state === 'read' ? plans.value : null;
}

/** The plan on request that is over and by which a claim was to be paid, or what it is a charge of; null = there was none, or it cannot be read. */
export function endedPlanOf(
  { claim, main }: Pick<ClaimLine['claim'], 'claim' | 'main'>,
  books: CitizenBooks,
): EndedPlan | null {
  const ended = plansOf(books)?.ended;
  return ended?.get(claim) ?? ended?.get(main) ?? null;
}

function byItsOwnDates({ claim }: ClaimLine, books: CitizenBooks, day: PlainDate): NextEvent {
  const by = claim.srb ?? claim.due;
  if (by === null) return { tag: 'asked-later' };
  if (by >= day) return { tag: 'pay-by', by };
  // Its last day is that of the payment that was missing, and nobody has asked for the whole by then.
  return endedPlanOf(claim, books) === null ? { tag: 'overdue', by } : { tag: 'whole-now' };
}

/** By the newest letter that asks for it. Where there is none to this reader, by its own dates. */
function asWritten(line: ClaimLine, books: CitizenBooks, day: PlainDate): NextEvent {
  const told = askedBy(line.claim, books);
  const ended = endedPlanOf(line.claim, books);
  if (told === undefined || (ended !== null && told.on < ended.on)) return byItsOwnDates(line, books, day);
  const { on, deadline, warns } = told;
  const own = line.claim.srb ?? line.claim.due;
  // What was agreed since has moved its own last day.
  if (own !== null && own > (deadline ?? on)) return byItsOwnDates(line, books, day);
  if (deadline === null || deadline < day) return { tag: 'written-late', on, by: deadline };
  return { tag: 'written', on, by: deadline, warns: warns && !line.claim.complaintPending };
}

/**
 * What has been answered is not late before the days are over that the answer gives, and then since the last of them: no deadline goes back.
 * Its own later day, or a letter's, stands.
 */
function unlessQuiet(
  event: NextEvent,
  {
    line: { claim },
    books: { quiet, owedAgain },
    day,
  }: { readonly line: ClaimLine; readonly books: CitizenBooks; readonly day: PlainDate },
): NextEvent {
  const by = quiet.get(claim.main);
  if (by === undefined) return event;
  const off = owedAgain.get(claim.main);
  const isQuiet = { tag: 'quiet', by, again: off?.by === by ? off.on : null } as const;
  switch (event.tag) {
    case 'overdue':
    case 'written-late':
      if (event.by !== null && event.by > by) return event;
      return by < day ? { tag: 'overdue', by } : isQuiet;
    case 'written':
      return event.by >= by ? event : isQuiet;
    case 'whole-now':
      return by < day ? event : isQuiet;
    default:
      return event;
  }
}

/** All of a repayment that was paid by a plan which has fallen away; once a letter says that it will be sent, until when it is kept here. */
function wholeDue(line: ClaimLine, books: CitizenBooks, day: PlainDate): NextEvent {
  const { claim } = line;
  const kept = lastDayHere(line, books);
  if (!claim.complaintPending && kept !== null && kept >= day) return { tag: 'before-recovery', by: kept };
  const by = books.quiet.get(claim.main);
  return { tag: 'plan-fell-away', by: by === undefined || by < day ? null : by };
}

/** The last day before a repayment may be sent, as the letter about that says, and never before the days that an answer gives; null = no letter says. */
function lastDayHere({ claim }: ClaimLine, books: CitizenBooks): PlainDate | null {
  const from = claim.repayment ? (plansOf(books)?.sentFrom ?? null) : null;
  return from === null ? null : latestOf(addDays(from, -1), books.quiet.get(claim.main));
}

/** The last day is that of the letter that says it will be sent, and never before the days that an answer gives. */
function beforeRecovery(line: ClaimLine, books: CitizenBooks, day: PlainDate): NextEvent {
  const { claim } = line;
  const { quiet } = books;
  const told = askedBy(claim, books)?.deadline ?? undefined;
  const deadline = latestOf(told, lastDayHere(line, books) ?? undefined, quiet.get(claim.main));
  const isInTime = deadline !== null && deadline >= day;
  // Nobody is told that it will be sent while the law keeps it here (law/transfer-readiness.ts).
  if (claim.complaintPending) return isInTime ? { tag: 'pay-by', by: deadline } : { tag: 'pay-now' };
  return isInTime ? { tag: 'before-recovery', by: deadline } : { tag: 'recovery-next' };
}

function byDeferral({ claim }: ClaimLine, plans: Plans | null): NextEvent {
  const own = plans?.arrangements.find(
    ({ arrangement: { terms, claims } }) =>
      terms.kind === 'deferral' && claims.some((each) => each.claim === claim.main),
  );
  return own === undefined
    ? { tag: 'deferred' }
    : { tag: 'deferred-until', until: own.arrangement.terms.lastDue };
}

/** The holds are in the order of the law's list: what stops everything says more than what lets one thing wait. */
function byHold(
  tag: 'held' | 'stopped',
  {
    holds,
    interestSince,
    day,
    isOwn,
  }: {
    readonly holds: readonly Hold[];
    readonly interestSince: PlainDate | null;
    readonly day: PlainDate;
    readonly isOwn: (hold: Hold) => boolean;
  },
): NextEvent {
  const stopping = holds.filter(({ reason }) => STOPS.has(reason) === (tag === 'stopped'));
  const those = stopping.length > 0 ? stopping : holds;
  if (those.length === 0) return { tag: 'undecided' };
  const told = those.filter(isOwn);
  const [hold] = told;
  if (hold === undefined) return { tag: 'rests', interestSince };
  const { reason, reviewOn } = hold;
  if (tag === 'stopped') return { tag, reason };
  // A hold stands until a person ends it: a day that has passed is no promise any longer.
  const review = reviewOn < day ? null : reviewOn;
  const besides = READER_ENDS.has(reason) ? undefined : told.find((each) => READER_ENDS.has(each.reason));
  return { tag, reason, review, besides: besides?.reason ?? null, interestSince };
}

/** Whether another amount of ours may pay it: who pays it meanwhile may pay it twice, and asks first. */
export function mayBeSetOff(next: NextEvent): boolean {
  return next.tag === 'held' && next.reason === 'set-off-pending';
}

/** What goes on until the reader tells us where letters reach them. */
const READER_ENDS: ReadonlySet<HoldReason> = new Set(['missing-address', 'returned-mail']);

const STOPS: ReadonlySet<HoldReason> = new Set([
  'death',
  'bankruptcy',
  'debt-relief',
  'lapse-review',
  'ended',
]);
