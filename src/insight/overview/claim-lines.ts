import type { ClaimOfDebtor } from '../../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../../claims/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { zeroOre, type Ore } from '../../kernel/money.ts';
import { mayPay, type MayPay } from '../../law/citizen-payment.ts';
import type { ClaimState } from '../../law/claim-state.ts';
import { balanceFor } from '../../ledger/balances.ts';
import { isDisputed, type Errand } from '../../law/holds.ts';
import { holdsIn, stateIn, type Standings } from '../claim-standing.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import { isOfWhoeverSaidIt, whoDisputes, type Disputes } from '../own-matters.ts';
import { lastDayTold } from './last-day-told.ts';
import { goesOnDisputed, planStops } from './plan-event.ts';
import type { Group } from './types.ts';

/** A claim as it stands for the citizen. */
export interface ClaimLine {
  readonly claim: ClaimOfDebtor;
  /** Null = what decides it cannot be read. */
  readonly state: ClaimState | null;
  readonly group: Group;
  /** It rests, but its own last day has passed and it bears interest: the last deadline that was told. Null = not so. */
  readonly interestSince: PlainDate | null;
  /** The reader was right about it, and its source has not put it right yet. */
  readonly toCorrect: boolean;
  readonly left: Ore;
  readonly atRecovery: Ore;
  readonly asked: Ore;
  readonly mayPay: MayPay | null;
}

/** Every claim of the books as it stands for the citizen on a day, in their order. */
export function claimLines(books: CitizenBooks, day: PlainDate): ClaimLine[] {
  return books.claims.map((claim) => lineOf(claim, books, day));
}

function lineOf(claim: ClaimOfDebtor, books: CitizenBooks, day: PlainDate): ClaimLine {
  const accounts = books.standing.accounts.get(claim.claim);
  const isOwed = claim.ended === null;
  const { balance, dueFrom } = balanceFor(books.debtor, accounts);
  const left = isOwed ? balance : zeroOre;
  const asked = isOwed ? dueFrom : zeroOre;
  const atRecovery = isOwed ? (accounts?.atRecovery ?? zeroOre) : zeroOre;
  const found = isKnown(claim, { left, atRecovery }, books) ? stateOf(claim, books, day) : null;
  // Whether interest is added while it rests is not known.
  const rests = found === 'held' && books.down.includes('interest') && lateSince(claim, books, day) !== null;
  const state = rests ? null : found;
  const interestSince = state === 'held' ? lateWithInterest(claim, books, day) : null;
  const toCorrect = state === 'disputed' && disputesOf(claim, books) === 'upheld';
  const isUncertain = books.plans.state === 'down' || books.down.includes('under-way');
  const over = books.plans.state === 'read' && books.plans.value.over.has(claim.claim);
  return {
    claim,
    state,
    group: groupIn(state, {
      interestSince,
      toCorrect,
      stops: state === 'on-plan' ? planStops({ claim }, books) : null,
    }),
    interestSince,
    toCorrect,
    left,
    // What cannot be told is not told by half.
    atRecovery: books.recovery.state === 'down' ? zeroOre : atRecovery,
    asked,
    mayPay: state === null || isUncertain ? null : mayPay({ state, left, asked, over }),
  };
}

/** Charges rest with what they are of, and are paid with it. */
function lateWithInterest(claim: ClaimOfDebtor, books: CitizenBooks, day: PlainDate): PlainDate | null {
  const isLate = books.bearing.has(claim.main) && lateSince(claim, books, day) !== null;
  return isLate ? lastDayTold(mainOf(claim, books), books) : null;
}

/** Its own last day, where that has passed. */
function lateSince(claim: ClaimOfDebtor, books: CitizenBooks, day: PlainDate): PlainDate | null {
  const main = mainOf(claim, books);
  const by = main.srb ?? main.due;
  return by !== null && by < day ? by : null;
}

function mainOf(claim: ClaimOfDebtor, { claims }: CitizenBooks): ClaimOfDebtor {
  return claims.find((each) => each.claim === claim.main) ?? claim;
}

/** Whether where the claim stands hangs on nothing that cannot be read. What is agreed decides of all that is left of a repayment. */
function isKnown(
  claim: ClaimOfDebtor,
  { left, atRecovery }: { readonly left: Ore; readonly atRecovery: Ore },
  { standing, plans, recovery, down }: CitizenBooks,
): boolean {
  if (down.includes('steps') && left > zeroOre) return false;
  const isThere =
    atRecovery > zeroOre || holdsIn(claim, standing).some(({ reason }) => reason === 'recovery');
  if (recovery.state === 'down' && isThere) return false;
  const hangsOnAnswers = holdsIn(claim, standing).some((hold) => isOfWhoeverSaidIt(hold, claim));
  if (down.includes('answers') && hangsOnAnswers) return false;
  return plans.state === 'read' || !claim.repayment || left === zeroOre;
}

function stateOf(claim: ClaimOfDebtor, books: CitizenBooks, day: PlainDate): ClaimState {
  const agreement = books.plans.state === 'read' ? books.plans.value.agreement : null;
  const stored = {
    ...books.standing,
    agreed: agreement === null ? new Map() : new Map([[books.debtor, agreement]]),
    recovery: books.recovery.state === 'read' ? books.recovery.value : new Map<ClaimNumber, never>(),
  };
  const state = stateIn(claim, stored, day);
  const own =
    state === 'disputed' ? disputedState(claim, books, stateIn(claim, withoutDispute(stored), day)) : state;
  return AGREED.has(own) && isAgreedByAnother(claim, books.plans) ? 'held' : own;
}

/** What only another who owes it disagrees with rests for this one, or is paid as was agreed with them: `otherwise` is where it would stand then. */
function disputedState(claim: ClaimOfDebtor, books: CitizenBooks, otherwise: ClaimState): ClaimState {
  if (disputesOf(claim, books) !== 'other') return 'disputed';
  const isPaid = otherwise === 'on-plan' && (!claim.repayment || goesOnDisputed({ claim }, books));
  return isPaid || otherwise === 'deferred' ? otherwise : 'held';
}

/** By the holds of a claim and those of its main claim. */
function disputesOf(claim: ClaimOfDebtor, { standing, own }: CitizenBooks): Disputes | null {
  return whoDisputes([claim], new Map([[claim.claim, holdsIn(claim, standing)]]), own);
}

function withoutDispute<T extends Pick<Standings, 'holds'>>(stored: T): T {
  const holds = [...stored.holds].map(
    ([claim, its]) => [claim, its.filter(({ reason }) => !isDisputed([reason]))] as const,
  );
  return { ...stored, holds: new Map(holds) };
}

const AGREED: ReadonlySet<ClaimState> = new Set(['on-plan', 'deferred']);

/** Whether what is agreed about a claim that several owe was agreed by another of them: then it only rests for this one. */
function isAgreedByAnother({ claim, main, joint }: ClaimOfDebtor, plans: CitizenBooks['plans']): boolean {
  if (!joint || plans.state === 'down') return false;
  const { agreement, arrangements } = plans.value;
  const own = [agreement?.covers ?? [], ...arrangements.map(({ arrangement }) => arrangement.claims)];
  return !own.flat().some((each) => each.claim === claim || each.claim === main);
}

function groupIn(
  state: ClaimState | null,
  {
    interestSince,
    toCorrect,
    stops,
  }: Pick<ClaimLine, 'interestSince' | 'toCorrect'> & { readonly stops: Errand | null },
): Group {
  if (state === null) return 'not-known';
  if (interestSince !== null) return 'waiting';
  return stops === null && !toCorrect ? groupOf[state] : 'not-now';
}

const groupOf: Readonly<Record<ClaimState, Exclude<Group, 'not-known'>>> = {
  future: 'to-pay',
  due: 'to-pay',
  overdue: 'to-pay',
  reminded: 'to-pay',
  demanded: 'to-pay',
  defaulted: 'to-pay',
  notified: 'to-pay',
  'on-plan': 'on-plan',
  deferred: 'not-now',
  undecided: 'not-now',
  held: 'not-now',
  stopped: 'not-now',
  'in-transfer': 'at-recovery',
  'in-hearing': 'at-recovery',
  'at-recovery': 'at-recovery',
  disputed: 'disputed',
  paid: 'settled',
  lapsed: 'settled',
  'time-barred': 'settled',
  withdrawn: 'settled',
  discharged: 'settled',
  'written-off': 'settled',
};
