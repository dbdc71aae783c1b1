import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { hasRight } from '../law/psrm-actions.ts';
import type { RecallReason } from '../law/psrm-codes.ts';
import type { Outcome } from '../platform/job-report.ts';
import {
  leftOf,
  registrationRefused,
  type RegistrationCandidate,
  type RegistrationRules,
} from './registration-candidates.ts';
import { aboutRegistration, isCreation, isOpen, type ActionToQueue, type RecoveryAction } from './types.ts';

/** What follows for a claim that is registered for set-off alone, or may be, on a day. */
export interface RegistrationPlan extends Outcome {
  readonly candidate: RegistrationCandidate;
  readonly does:
    | { readonly tag: 'register' }
    /** What is left of it here is told. */
    | { readonly tag: 'tell'; readonly actions: readonly ActionToQueue[] }
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
  if (actions.some(isOpen)) return plan(candidate, { tag: 'nothing' }, 'waits-for-answer');
  const left = leftOf(registration);
  if (balance === zeroOre && left === zeroOre) return plan(candidate, { tag: 'paid' }, 'paid');
  // What is paid is told as paid, and ends by itself.
  if (first !== undefined && balance > zeroOre) return ending(candidate, first);
  return left === balance ? plan(candidate, { tag: 'nothing' }, 'unchanged') : telling(candidate, rules);
}

/** Why the authority is told that it ends, where one of its reasons says it. */
function reasonFor(why: string, { holds }: RegistrationCandidate): RecallReason | null {
  if (why === 'objection-open') return 'KLAG';
  if (why === 'time-barred' || why === 'nobody-owes') return 'BORT';
  return holds.includes('plan') || holds.includes('deferral') ? 'HENS' : null;
}

function ending(candidate: RegistrationCandidate, why: string): RegistrationPlan {
  // A recall that was refused is for a person, who has been told.
  if (candidate.actions.some(({ code, state }) => code === 'TILBAGEKALD' && state === 'rejected'))
    return plan(candidate, { tag: 'nothing' }, 'waits-for-person');
  return plan(candidate, { tag: 'end', why, reason: reasonFor(why, candidate) }, why);
}

function telling(candidate: RegistrationCandidate, { recovery }: RegistrationRules): RegistrationPlan {
  const { registration, balance } = candidate;
  assert(registration !== null, 'what is told is told of a registration');
  const less = leftOf(registration) > balance;
  // More, or less, that may not be told would let the wrong amount be set off.
  if (!hasRight(less ? 'NEDSKRIV' : 'OPSKRIVNINGREGULERING', 'MODR', recovery.rights))
    return ending(candidate, 'no-right-to-tell');
  const told = less ? writtenDown(candidate) : [writtenUp(candidate)];
  const known = new Set(candidate.actions.map(keyOf));
  const actions = told.filter((each) => !known.has(keyOf(each)));
  return actions.length === 0
    ? plan(candidate, { tag: 'nothing' }, 'waits-for-person')
    : plan(candidate, { tag: 'tell', actions }, 'set-off-told');
}

function keyOf({ code, about }: Pick<RecoveryAction, 'code' | 'about'>): string {
  return `${code} ${about}`;
}

/**
 * What was paid to us, each from its day (INDB), the rest as a regulation (REGU). The last payments are those that have come since it
 * was last told; one that was told, or refused, is not told again.
 */
function writtenDown(candidate: RegistrationCandidate): ActionToQueue[] {
  const { registration, paid, balance, actions } = candidate;
  assert(registration !== null, 'what is told is told of a registration');
  const before = new Set(actions.map(({ about }) => about));
  let rest = subtractOre(leftOf(registration), balance);
  const down: ActionToQueue[] = [];
  for (const { payment, amount, receivedOn } of paid) {
    const about = aboutRegistration(registration, `payment/${payment}`);
    if (rest === zeroOre || before.has(about)) continue;
    const part = minOre(amount, rest);
    rest = subtractOre(rest, part);
    down.unshift(
      told(candidate, { code: 'NEDSKRIV', reason: 'INDB', amount: part, effectiveOn: receivedOn, about }),
    );
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
  const done = actions.findLast(({ state }) => state === 'done')?.place ?? 0;
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
