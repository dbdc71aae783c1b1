import { date, type PlainDate } from '../../kernel/dates.ts';
import { dayBetween } from './calendar.ts';
import type { Dice } from './dice.ts';
import { endedHelp } from './help.ts';
import {
  onChangingJob,
  onCorrectedPay,
  onHelp,
  onHelpThenWork,
  onHelpWithSomePay,
  onHourlyJob,
  onJobLost,
  onLatePay,
  onNothingKnown,
  onOldAgePension,
  onPensionAndPay,
  onPensionOnly,
  onRehabilitation,
  onSicknessBenefit,
  onSmallJob,
  onSteadyJob,
  onStudyGrant,
  onTwoJobs,
  onUnemploymentBenefit,
} from './ordinary-lives.ts';
import type { Household, Life, PersonTraits, Setting, Situation } from './types.ts';

/** What ordinary debtors live on, with how many of a hundred or so do. Chosen so that about 30 of 100 can pay by plan. */
const livelihoods: readonly { readonly share: number; readonly kind: OrdinaryKind }[] = [
  { share: 36, kind: { life: onHelp } },
  { share: 4, kind: { life: onHelpWithSomePay } },
  { share: 6, kind: { life: onHelpThenWork } },
  { share: 5, kind: { life: onRehabilitation } },
  { share: 9, kind: { life: onPensionOnly, age: [45, 64] } },
  { share: 2, kind: { life: onPensionAndPay, age: [40, 62] } },
  { share: 3, kind: { life: onOldAgePension, age: [68, 84] } },
  { share: 3, kind: { life: onSicknessBenefit } },
  { share: 3, kind: { life: onUnemploymentBenefit } },
  { share: 4, kind: { life: onStudyGrant, age: [20, 29] } },
  { share: 11, kind: { life: onSmallJob } },
  { share: 3, kind: { life: onNothingKnown } },
  { share: 6, kind: { life: onSteadyJob } },
  { share: 3, kind: { life: onTwoJobs } },
  { share: 4, kind: { life: onHourlyJob } },
  { share: 3, kind: { life: onChangingJob } },
  { share: 2, kind: { life: onCorrectedPay } },
  { share: 1, kind: { life: onLatePay } },
  { share: 2, kind: { life: onJobLost } },
];

interface OrdinaryKind {
  readonly life: (dice: Dice, setting: Setting) => Life;
  readonly age?: readonly [from: number, to: number];
}

/** A household drawn from all that are ordinary; now and then a couple that is liable together. */
export function ordinaryHousehold(dice: Dice): Household {
  const first = ordinarySituation(drawKind(dice));
  if (!dice.chance(2)) return [first];
  const joint: Situation = { ...first, cases: ['joint-liability'], life: withJointAccount(first) };
  return [joint, { ...ordinarySituation({ life: onRehabilitation }), cases: ['joint-liability'] }];
}

/** One ordinary debtor, where a couple would be one too many. */
export function ordinaryDebtor(dice: Dice): Household {
  return [ordinarySituation(drawKind(dice))];
}

function drawKind(dice: Dice): OrdinaryKind {
  const all = livelihoods.reduce((sum, { share }) => sum + share, 0);
  let left = dice.whole(1, all);
  for (const { share, kind } of livelihoods) {
    left -= share;
    if (left <= 0) return kind;
  }
  throw new Error('the shares were counted wrongly');
}

function ordinarySituation({ life, age = [24, 61] }: OrdinaryKind): Situation {
  return {
    cases: ['ordinary'],
    traits: (dice) => ordinaryTraits(age, dice),
    life,
    story: { pays: 'mostly' },
  };
}

function withJointAccount(situation: Situation): Situation['life'] {
  return (dice, setting) => {
    const life = situation.life(dice, setting);
    return { ...life, accounts: [...life.accounts, { ...endedHelp(dice), partClaims: false, joint: true }] };
  };
}

function ordinaryTraits([youngest, oldest]: readonly [number, number], dice: Dice): PersonTraits {
  const age = dice.whole(youngest, oldest);
  return {
    age: [age, age],
    children: dice.chance(45) ? childrenOf(age, dice) : [],
    married: dice.chance(22),
    digitalPost: !dice.chance(12),
    addressProtected: dice.chance(2),
    livesElsewhere: dice.chance(8),
  };
}

/** Children born when a parent of that age was between 20 and 42, the latest while the demo runs. */
function childrenOf(age: number, dice: Dice): PlainDate[] {
  const first = date(`${Math.max(1995, 2026 - age + 20)}-01-01`);
  const last = date(`${Math.min(2026, 2026 - age + 42)}-11-30`);
  if (last < first) return [];
  return Array.from({ length: dice.pick([1, 1, 2, 2, 3]) }, () => dayBetween(first, last, dice)).toSorted();
}
