import { zeroOre, type Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { ClaimState } from './claim-state.ts';

/** Why a claim is not paid on the citizens' pages. */
export type NotPayable = 'paid' | 'at-recovery' | 'on-its-way' | 'ended' | 'stopped';

/**
 * Whether a citizen may pay a claim here: `now` = it is asked for; `coming` = it will be; `not-needed` = nobody asks for it, and it may be
 * paid all the same. Only what is to be paid now is ever chosen beforehand.
 */
export type MayPay = 'now' | 'coming' | 'not-needed' | { readonly no: NotPayable };

/** What decides it: where the claim stands as it concerns the citizen (claim-state.ts), and what is left of it. */
export interface CitizenPaymentFacts {
  readonly state: ClaimState;
  /** Left here; what Gældsstyrelsen has is no part of it. */
  readonly left: Ore;
  /** The part of it that instalments ask the citizen for. */
  readonly asked: Ore;
  /** Its years have run out, or perhaps have, and no night or person has said so yet: money never covers it before. */
  readonly over: boolean;
}

/**
 * What is at Gældsstyrelsen is paid there (gældsinddrivelsesloven § 2), what is on its way is in nobody's hands for the moment
 * (own choice, Q66), and what has lapsed or become time-barred is owed no longer (bek. 585/2023 § 9, forældelsesloven § 23).
 */
export function mayPay({ state, left, asked, over }: CitizenPaymentFacts): MayPay {
  switch (state) {
    case 'paid':
      return { no: 'paid' };
    case 'at-recovery':
      return { no: 'at-recovery' };
    case 'in-transfer':
    case 'in-hearing':
      return { no: 'on-its-way' };
    case 'written-off':
    case 'withdrawn':
    case 'lapsed':
    case 'time-barred':
    case 'discharged':
      return { no: 'ended' };
    case 'stopped':
      return { no: 'stopped' };
    case 'due':
    case 'overdue':
    case 'reminded':
    case 'demanded':
    case 'defaulted':
    case 'notified':
      return unlessGone('now', { left, over });
    case 'future':
      return unlessGone('coming', { left, over });
    case 'on-plan':
      return unlessGone(asked > zeroOre ? 'now' : 'coming', { left, over });
    // Nobody is led to pay what nobody asks for: not what is deferred, disputed or undecided, nor what rests for another reason.
    case 'deferred':
    case 'disputed':
    case 'undecided':
    case 'held':
      return unlessGone('not-needed', { left, over });
    default:
      return unreachable(state);
  }
}

function unlessGone(
  asked: 'now' | 'coming' | 'not-needed',
  { left, over }: Pick<CitizenPaymentFacts, 'left' | 'over'>,
): MayPay {
  if (left === zeroOre) return { no: 'paid' };
  return over ? { no: 'ended' } : asked;
}
