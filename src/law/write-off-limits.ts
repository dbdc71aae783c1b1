import type { Ore } from '../kernel/money.ts';
import { assert, ok, refuse, unreachable, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';

/** Why a loss is booked. */
export const writeOffReasons = [
  'lapse',
  'limitation',
  'accessory',
  'estate',
  'estate-insolvent',
  'bankruptcy',
  'debt-relief',
  'recovery',
  'futile',
  'trivial',
  'rounding',
  'administrative',
] as const;
export type WriteOffReason = (typeof writeOffReasons)[number];

/** What may be booked without a person where the municipality has recorded a ground for it. */
export type AutomaticGroup = 'lapse' | 'limitation' | 'recovery' | 'rounding';

export interface Staff {
  readonly name: string;
  readonly roles: readonly string[];
}

/** The municipality's own limits (beløbsgrænser; kasse- og regnskabsregulativ, kommunestyrelsesloven § 42). */
export interface WriteOffLimits {
  /** The recorded ground for booking without a person; null = a person approves each. */
  readonly automatic: Readonly<Record<AutomaticGroup, string | null>>;
  /** The most that a role may approve for one claim, in øre; null = no limit of its own. */
  readonly limits: readonly { readonly role: string; readonly upTo: Ore | null }[];
  /** Losses above this go on the committee's list before they are booked; null = none do. */
  readonly committeeAbove: Ore | null;
}

/** A proposal to book a loss, and who approves it. */
export interface WriteOffAsked {
  readonly reason: WriteOffReason;
  /** Øre, more than 0. */
  readonly amount: Ore;
  readonly proposedBy: Staff;
  readonly approvedBy: Staff | 'automatic';
}

/**
 * Whether a loss may be booked now, or goes on the committee's list first. Two persons, unless a ground to do without is
 * recorded for the reason. Governs the booking only: collection of a lapsed claim has stopped long before.
 */
export function mayWriteOff(
  { reason, amount, proposedBy, approvedBy }: WriteOffAsked,
  limits: WriteOffLimits,
): Result<
  'book' | 'committee',
  { readonly tag: 'same-person' | 'above-limit' | 'no-ground' | 'role-missing' }
> {
  assert(amount > 0n, 'a loss is an amount');
  const isForCommittee = limits.committeeAbove !== null && amount > limits.committeeAbove;
  const answer = ok(isForCommittee ? ('committee' as const) : ('book' as const));
  if (approvedBy === 'automatic') {
    const group = automaticGroup(reason);
    return group === null || limits.automatic[group] === null ? refuse({ tag: 'no-ground' }) : answer;
  }
  if (samePerson(approvedBy.name, proposedBy.name)) return refuse({ tag: 'same-person' });
  const own = limits.limits.filter(({ role }) => approvedBy.roles.includes(role));
  if (own.length === 0) return refuse({ tag: 'role-missing' });
  // The committee decides what is above its limit, whatever the one who puts it on the list may book alone.
  const isWithin = own.some(({ upTo }) => upTo === null || amount <= upTo);
  return isForCommittee || isWithin ? answer : refuse({ tag: 'above-limit' });
}

/**
 * Whether the debtor owes what was booked as a loss all the same: a loss of what is owed is the municipality's own book-keeping, and remits
 * nothing (own choice, open question Q56). Not where it is known that nobody will ever owe it, or the state's recovery has given it up.
 */
export function staysOwed(reason: WriteOffReason): boolean {
  return reason === 'administrative' || reason === 'trivial' || reason === 'futile';
}

/** What a loss without a person would rest on; null: this reason always needs one. */
function automaticGroup(reason: WriteOffReason): AutomaticGroup | null {
  switch (reason) {
    case 'lapse':
    case 'recovery':
    case 'rounding':
      return reason;
    case 'limitation':
    case 'accessory': // interest and fees end with the main claim (forældelsesloven § 23, stk. 2)
      return 'limitation';
    case 'futile': // Gældsstyrelsen has written it off (gældsinddrivelsesloven § 16, stk. 1–3)
    case 'trivial':
      return 'recovery';
    case 'estate':
    case 'estate-insolvent':
    case 'bankruptcy':
    case 'debt-relief':
    case 'administrative':
      return null;
    default:
      return unreachable(reason);
  }
}
