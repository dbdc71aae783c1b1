import type { SessionToken } from '../../../src/identity/sessions.ts';
import { actsForAnother } from './acting.ts';
import { aboutOneself, getsHelp, getsMessages } from './about-oneself.ts';
import type { Citizen } from './citizen.ts';
import { fetchesLetters, fetchesPapers } from './papers.ts';
import {
  agreesOnPlan,
  asksForLongerPlan,
  paysAutomatically,
  paysByBank,
  paysByCard,
  paysByMobilePay,
} from './paying.ts';
import { comesFromLetter, readsOneDebt, seesEverything, signsIn } from './seeing.ts';
import type { ErrandTown, Newcomer } from './town.ts';
import { answers, answersHearing, complains, objects, sendsPapers } from './writing.ts';

/** What a citizen comes for. */
export interface Errand {
  readonly name: string;
  /** Who goes: one of the town's people, somebody new, who acts for another, or somebody new who has not signed in. */
  readonly who: 'anna' | 'asked' | 'carl' | 'dorthe' | 'helper' | 'newcomer' | 'stranger';
  walk(citizen: Citizen, by: { readonly town: ErrandTown; readonly newcomer: Newcomer }): Promise<void>;
}

export const errands: readonly Errand[] = [
  { name: 'sign-in', who: 'stranger', walk: signsIn },
  { name: 'overview', who: 'carl', walk: seesEverything },
  { name: 'debt', who: 'anna', walk: readsOneDebt },
  { name: 'card', who: 'newcomer', walk: paysByCard },
  { name: 'mobilepay', who: 'newcomer', walk: paysByMobilePay },
  { name: 'bank', who: 'newcomer', walk: paysByBank },
  { name: 'papers', who: 'dorthe', walk: fetchesPapers },
  { name: 'plan', who: 'newcomer', walk: agreesOnPlan },
  { name: 'object', who: 'newcomer', walk: objects },
  { name: 'answer', who: 'newcomer', walk: answers },
  { name: 'complain', who: 'anna', walk: complains },
  { name: 'data', who: 'anna', walk: aboutOneself },
  { name: 'messages', who: 'newcomer', walk: getsMessages },
  { name: 'direct-debit', who: 'newcomer', walk: paysAutomatically },
  { name: 'help', who: 'stranger', walk: getsHelp },
  { name: 'letters', who: 'anna', walk: fetchesLetters },
  { name: 'from-letter', who: 'stranger', walk: comesFromLetter },
  { name: 'longer-plan', who: 'newcomer', walk: asksForLongerPlan },
  { name: 'hearing', who: 'asked', walk: answersHearing },
  { name: 'documentation', who: 'anna', walk: sendsPapers },
  { name: 'acting', who: 'helper', walk: actsForAnother },
];

/** Who goes is signed in; null: nobody is. */
export async function sessionFor(
  { who }: Errand,
  town: ErrandTown,
  newcomer: Newcomer,
): Promise<SessionToken | null> {
  if (who === 'stranger') return null;
  if (who === 'helper') return town.signInHelper();
  if (who === 'asked') return town.signIn(town.asked);
  return town.signIn(who === 'newcomer' ? newcomer.debtor : town.town[who]);
}
