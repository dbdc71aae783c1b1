import { isDeepStrictEqual } from 'node:util';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { hasRight } from '../law/psrm-actions.ts';
import type { RecallReason } from '../law/psrm-codes.ts';
import type { Outcome } from '../platform/job-report.ts';
import { changedData, masterDataOf, sameDebtors, toldPrincipal } from './master-data.ts';
import {
  leftOf,
  registrationRefused,
  type RegistrationCandidate,
  type RegistrationRules,
} from './registration-candidates.ts';
import {
  aboutRegistration,
  isCreation,
  isOpen,
  type ActionToQueue,
  type KeptMasterData,
  type RecoveryAction,
} from './types.ts';

/** What follows for a claim that is registered for set-off alone, or may be, on a day. */
export interface RegistrationPlan extends Outcome {
  readonly candidate: RegistrationCandidate;
  readonly does:
    | { readonly tag: 'register' }
    /** What is left of it here is told, and what it is by now. */
    | { readonly tag: 'tell'; readonly actions: readonly ActionToQueue[] }
    /** What waits to be told is told as it is now. */
    | { readonly tag: 'renew'; readonly waiting: RecoveryAction; readonly masterData: KeptMasterData }
    /** It is called back; what has not left is cancelled. */
    | { readonly tag: 'end'; readonly why: string; readonly reason: RecallReason | null }
    /** Nothing is left of it, here or there. */
    | { readonly tag: 'paid' }
    | { readonly tag: 'nothing' };
}

/** The kinds of change of the job, for its report. */
export const registrationChanges = ['registered-for-set-off', 'set-off-told', 'set-off-ended'] as const;

/**
 * Registers a claim that may be, tells what is left of one that is, and ends the registration of one that may not stay so. While an
 * answer is awaited nothing more is told.
 */
export function planRegistration(
  candidate: RegistrationCandidate,
  rules: RegistrationRules,
): RegistrationPlan {
  const { registration, actions, balance } = candidate;
  const refused = registrationRefused(candidate, rules);
  const [first] = refused;
  if (registration === null)
    return first === undefined
      ? plan(candidate, { tag: 'register' }, 'registered-for-set-off')
      : plan(candidate, { tag: 'nothing' }, first);
  const leaves = actions.some(({ code, state }) => isCreation(code) && state === 'queued');
  if (leaves && first !== undefined) return ending(candidate, first);
  if (actions.some(isOpen)) return waiting(candidate, rules);
  const left = leftOf(registration);
  if (balance === zeroOre && left === zeroOre) return plan(candidate, { tag: 'paid' }, 'paid');
  // What is paid is told as paid, and ends by itself.
  if (first !== undefined && balance > zeroOre) return ending(candidate, first);
  if (balance > zeroOre && othersOwe(candidate, rules)) return ending(candidate, 'others-owe');
  return telling(candidate, rules);
}

/** What has not left is told as it is when it leaves. */
function waiting(candidate: RegistrationCandidate, rules: RegistrationRules): RegistrationPlan {
  const now = dataNow(candidate, rules);
  const queued = candidate.actions.find(({ state, masterData }) => state === 'queued' && masterData !== null);
  const told = queued?.masterData ?? null;
  if (queued === undefined || told === null || (!isCreation(queued.code) && !sameDebtors(told, now)))
    return plan(candidate, { tag: 'nothing' }, 'waits-for-answer');
  const masterData = isCreation(queued.code) ? now : changedData(told, now);
  return masterData === null || isDeepStrictEqual(masterData, told)
    ? plan(candidate, { tag: 'nothing' }, 'waits-for-answer')
    : plan(candidate, { tag: 'renew', waiting: queued, masterData }, 'set-off-told');
}

function dataNow(candidate: RegistrationCandidate, { types }: RegistrationRules): KeptMasterData {
  return masterDataOf(candidate, { art: 'MODR', types, interest: {} });
}

/** What the authority has of it by the last that it has carried out; null = it was told before that was kept. */
function dataThere({ actions }: RegistrationCandidate): KeptMasterData | null {
  return (
    actions.findLast(({ state, masterData }) => state === 'done' && masterData !== null)?.masterData ?? null
  );
}

/** Who owes a claim cannot be changed there: it is called back (gældsinddrivelsesloven § 2, stk. 5; HAFT). */
function othersOwe(candidate: RegistrationCandidate, rules: RegistrationRules): boolean {
  const there = dataThere(candidate);
  return there !== null && !sameDebtors(there, dataNow(candidate, rules));
}

/** Why the authority is told that it ends, where one of its reasons says it. */
function reasonFor(why: string, { holds }: RegistrationCandidate): RecallReason | null {
  if (why === 'objection-open') return 'KLAG';
  if (why === 'others-owe') return 'HAFT';
  if (why === 'time-barred' || why === 'nobody-owes') return 'BORT';
  return holds.includes('plan') || holds.includes('deferral') ? 'HENS' : null;
}

function ending(candidate: RegistrationCandidate, why: string): RegistrationPlan {
  // A recall that was refused is for a person, who has been told.
  if (candidate.actions.some(({ code, state }) => code === 'TILBAGEKALD' && state === 'rejected'))
    return plan(candidate, { tag: 'nothing' }, 'waits-for-person');
  return plan(candidate, { tag: 'end', why, reason: reasonFor(why, candidate) }, why);
}

function telling(candidate: RegistrationCandidate, rules: RegistrationRules): RegistrationPlan {
  const changed = candidate.balance > zeroOre ? changing(candidate, rules) : [];
  const amounts = amountsTold(candidate, rules.recovery.rights);
  // More, or less, that may not be told would let the wrong amount be set off.
  if (amounts === 'no-right') return ending(candidate, 'no-right-to-tell');
  const known = new Set(candidate.actions.map(keyOf));
  const actions = [...changed, ...amounts].filter((each) => !known.has(keyOf(each)));
  if (actions.length > 0) return plan(candidate, { tag: 'tell', actions }, 'set-off-told');
  return plan(candidate, { tag: 'nothing' }, amounts.length > 0 ? 'waits-for-person' : 'unchanged');
}

function amountsTold(
  candidate: RegistrationCandidate,
  rights: readonly string[],
): readonly ActionToQueue[] | 'no-right' {
  const { registration, balance } = candidate;
  assert(registration !== null, 'what is told is told of a registration');
  const left = leftOf(registration);
  if (left === balance) return [];
  const less = left > balance;
  if (!hasRight(less ? 'NEDSKRIV' : 'OPSKRIVNINGREGULERING', 'MODR', rights)) return 'no-right';
  return less ? writtenDown(candidate) : [writtenUp(candidate)];
}

/** What it is by now, where that is not what the authority has: once for what it has refused, of which a person has been told. */
function changing(candidate: RegistrationCandidate, rules: RegistrationRules): ActionToQueue[] {
  const { registration, actions } = candidate;
  const there = dataThere(candidate);
  assert(registration !== null, 'what is told is told of a registration');
  const changed = there === null ? null : changedData(there, dataNow(candidate, rules));
  if (changed === null) return [];
  const last = actions.findLast(({ masterData }) => masterData !== null);
  const refused = last?.state === 'rejected' ? last.masterData : null;
  if (refused !== null && changedData(refused, changed) === null) return [];
  const masterData = { ...changed, principal: String(toldPrincipal(actions)) };
  const about = aboutRegistration(registration, `master-data/${last?.place ?? 0}`);
  const what = { code: 'AENDRFORDRING', reason: null, amount: null, effectiveOn: null, about } as const;
  return [{ ...told(candidate, what), masterData }];
}

function keyOf({ code, about }: Pick<RecoveryAction, 'code' | 'about'>): string {
  return `${code} ${about}`;
}

/**
 * What was paid to us, or set off by ourselves, each from its day (INDB), the rest as a regulation (REGU): that one says that the claim was
 * smaller from the beginning, so that what the state has set off beyond that is pulled back, which a set-off of ours does not say (open
 * question Q44). The last are those that have come since it was last told; one that was told, or refused, is not told again.
 */
function writtenDown(candidate: RegistrationCandidate): ActionToQueue[] {
  const { registration, covered, balance, actions } = candidate;
  assert(registration !== null, 'what is told is told of a registration');
  const before = new Set(actions.map(({ about }) => about));
  let rest = subtractOre(leftOf(registration), balance);
  const down: ActionToQueue[] = [];
  for (const each of covered) {
    const matter = 'payment' in each ? `payment/${each.payment}` : `own-set-off/${each.setOff}`;
    const about = aboutRegistration(registration, matter);
    if (rest === zeroOre || before.has(about)) continue;
    const part = minOre(each.amount, rest);
    rest = subtractOre(rest, part);
    const paid = { reason: 'INDB', amount: part, effectiveOn: each.from, about } as const;
    down.unshift(told(candidate, { code: 'NEDSKRIV', ...paid }));
  }
  if (rest === zeroOre) return down;
  const about = aboutRegistration(registration, matterOf(candidate));
  return [
    ...down,
    told(candidate, { code: 'NEDSKRIV', reason: 'REGU', amount: rest, effectiveOn: null, about }),
  ];
}

function writtenUp(candidate: RegistrationCandidate): ActionToQueue {
  const { registration, balance } = candidate;
  assert(registration !== null, 'what is told is told of a registration');
  const amount = subtractOre(balance, leftOf(registration));
  const about = aboutRegistration(registration, matterOf(candidate));
  return told(candidate, { code: 'OPSKRIVNINGREGULERING', reason: null, amount, effectiveOn: null, about });
}

/** The same difference is told once, counted from what was last told. */
function matterOf({ registration, balance, actions }: RegistrationCandidate): string {
  const isAmount = ({ code }: RecoveryAction) => code !== 'AENDRFORDRING';
  const done = actions.findLast((each) => each.state === 'done' && isAmount(each))?.place ?? 0;
  return `left/${registration === null ? 0n : leftOf(registration)}/${balance}/${done}`;
}

function told(
  { claim }: RegistrationCandidate,
  what: Pick<ActionToQueue, 'code' | 'reason' | 'amount' | 'effectiveOn' | 'about'>,
): ActionToQueue {
  return { claim: claim.claim, art: 'MODR', undoes: null, alongWith: null, masterData: null, ...what };
}

const changeOf = {
  register: 'registered-for-set-off',
  tell: 'set-off-told',
  renew: 'set-off-told',
  end: 'set-off-ended',
  paid: 'set-off-ended',
  nothing: null,
} as const;

function plan(
  candidate: RegistrationCandidate,
  does: RegistrationPlan['does'],
  consequence: string,
): RegistrationPlan {
  const amounts: Readonly<Record<string, Ore>> =
    does.tag === 'register' ? { registered: candidate.balance } : {};
  return { candidate, does, consequence, amounts, debtor: debtorOf(candidate), change: changeOf[does.tag] };
}

function debtorOf({ debtors, claim }: RegistrationCandidate): DebtorNumber {
  const [debtor] = debtors;
  assert(debtor !== undefined, `nobody ever owed claim ${claim.claim}`);
  return debtor;
}
