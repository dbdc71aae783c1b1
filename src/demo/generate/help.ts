import { addYears, date, lastDayOf, month, type PlainDate, type YearMonth } from '../../kernel/dates.ts';
import { dayBetween } from './calendar.ts';
import type { Dice } from './dice.ts';
import { benefitSpell, grantOnly, together } from './livelihood.ts';
import type { AccountPlan, Life, Livelihood, Setting } from './types.ts';

/** The benefit index still tells of what ended in the year before the demo's first question. */
const STILL_IN_THE_INDEX = date('2025-01-01');

/** A life after the help: it ended on a day, its claims are left. */
export function afterHelp(livelihood: Livelihood, account: AccountPlan & { helpStopped: PlainDate }): Life {
  const { helpStopped, benefit = 'kontanthjælp' } = account;
  const inIndex = helpStopped >= STILL_IN_THE_INDEX;
  const ended = grantOnly(benefit, addYears(helpStopped, -2), helpStopped);
  return { livelihood: inIndex ? together(livelihood, ended) : livelihood, accounts: [account] };
}

/** Help that ended one to two and a half years before the demo, so that lapse is far away. */
export function endedHelp(dice: Dice): AccountPlan & { helpStopped: PlainDate } {
  return {
    helpStopped: dayBetween(date('2023-06-15'), date('2025-05-31'), dice),
    benefit: dice.chance(80) ? 'kontanthjælp' : 'selvforsørgelses- og hjemrejseydelse',
    partClaims: dice.chance(15),
    complaintPending: dice.chance(3),
  };
}

/** Old help: more than three years ago, but a plan has been kept since. */
export function oldHelpWithPlan(dice: Dice): AccountPlan & { helpStopped: PlainDate } {
  return { helpStopped: dayBetween(date('2020-10-01'), date('2022-11-30'), dice), planKept: true };
}

/** Help whose three years end while the demo runs. */
export function helpNearLapse(dice: Dice): AccountPlan & { helpStopped: PlainDate } {
  return { helpStopped: dayBetween(date('2023-01-10'), date('2023-05-20'), dice) };
}

/**
 * Help since a day years ago that runs on, or until a month. Claims are about some of its months; when it stops after the
 * claims file was made, the file says that it still runs.
 */
export function currentHelp(
  {
    name = 'kontanthjælp',
    to,
  }: { readonly name?: 'kontanthjælp' | 'ressourceforløbsydelse'; readonly to?: YearMonth },
  setting: Setting,
  dice: Dice,
): Life {
  const since = dayBetween(date('2020-03-01'), date('2022-11-30'), dice);
  const monthly = 50 * dice.whole(230, 268);
  const spell = { name, since, monthly };
  const stopped = to !== undefined && to < CLAIMS_FILE_MADE ? lastDayOf(to) : null;
  return {
    livelihood: benefitSpell(to === undefined ? spell : { ...spell, to }, setting),
    accounts: [{ helpStopped: stopped, benefit: name, partClaims: dice.chance(15) }],
  };
}

const CLAIMS_FILE_MADE = month('2025-12');

/** The same life with more to live on. */
export function withAlso(life: Life, also: Livelihood): Life {
  return { ...life, livelihood: together(life.livelihood, also) };
}
