import { planByTable } from './cases-that-come-out.ts';
import { date, month } from '../../kernel/dates.ts';
import { endedOn, reversalWithoutOriginal } from './corrections.ts';
import { afterHelp, currentHelp, endedHelp } from './help.ts';
import { changedFrom, smallJob, steadyJob, withMonth } from './jobs.ts';
import { benefitSpell, fees, monthlyJob, together } from './livelihood.ts';
import type { PersonTraits, Situation } from './types.ts';

// Debtors about whom a person must decide something: the facts contradict themselves, or lapse is near.

const DECEMBER = month('2025-12');
const ADULT = { age: [26, 60] } as const satisfies PersonTraits;

export const orphanReversal: Situation = {
  cases: ['reversal-without-original'],
  traits: () => ADULT,
  life: (dice, setting) => {
    const job = monthlyJob(steadyJob(dice, [25_000, 29_000]), setting);
    const former = steadyJob(dice, [18_000, 20_000]);
    const reversal = reversalWithoutOriginal(former, DECEMBER, date('2026-01-22'));
    return afterHelp(together(job, reversal), endedHelp(dice));
  },
};

export const died: Situation = {
  cases: ['died'],
  traits: () => ({ age: [52, 64], diedOn: date('2026-02-12') }),
  life: (dice, setting) => {
    const life = currentHelp({}, setting, dice);
    return { ...life, livelihood: endedOn(date('2026-02-12'), life.livelihood) };
  },
};

export const emigrated: Situation = {
  cases: ['emigrated'],
  traits: () => ({ ...ADULT, emigratedOn: date('2025-11-20') }),
  life: (dice, setting) => {
    const job = steadyJob(dice, [25_000, 28_000], { to: month('2025-10') });
    return afterHelp(monthlyJob(job, setting), endedHelp(dice));
  },
};

export const selfEmployed: Situation = {
  cases: ['b-income'],
  traits: () => ADULT,
  life: (dice, setting) => {
    const job = monthlyJob(smallJob(dice, [9_000, 12_000]), setting);
    return afterHelp(together(job, fees('30000004', 9_000, setting)), endedHelp(dice));
  },
};

export const childrenDisagree: Situation = {
  cases: ['children-disagree'],
  traits: () => ({ age: [33, 45], children: [date('2015-03-02')], miscounted: 1 }),
  life: planByTable.life,
};

export const newNumber: Situation = {
  cases: ['new-number', 'sickness-benefit'],
  traits: () => ({ ...ADULT, newNumberOn: date('2026-02-16') }),
  life: (dice, setting) => {
    const benefit = benefitSpell(
      { name: 'sygedagpenge', monthly: 19_700, since: date('2025-06-16') },
      setting,
    );
    return afterHelp(benefit, { ...endedHelp(dice), helpStopped: date('2024-11-30') });
  },
};

export const underGuardianship: Situation = {
  cases: ['guardianship', 'old-age-pension', 'known-late'],
  traits: () => ({ age: [69, 78], guardianship: 'full' }),
  life: (_, setting) => {
    const pension = benefitSpell(
      { name: 'folkepension', monthly: 17_300, since: date('2023-05-01') },
      setting,
    );
    return afterHelp(pension, { helpStopped: date('2022-04-30'), knownFrom: date('2024-09-03') });
  },
};

export const lapsedBefore: Situation = {
  cases: ['lapsed-before'],
  traits: () => ADULT,
  life: (dice, setting) =>
    afterHelp(monthlyJob(smallJob(dice, [9_500, 13_500]), setting), { helpStopped: date('2022-03-31') }),
};

export const planKeptPastLapse: Situation = {
  cases: ['plan-kept-past-lapse', 'unemployment-benefit'],
  story: { pays: 'as-asked' },
  traits: () => ADULT,
  life: (_, setting) => {
    const dagpenge = benefitSpell(
      { name: 'arbejdsløshedsdagpenge', monthly: 20_600, since: date('2024-04-01'), to: month('2026-01') },
      setting,
    );
    const help = benefitSpell({ name: 'kontanthjælp', monthly: 12_600, from: month('2026-02') }, setting);
    return afterHelp(together(dagpenge, help), { helpStopped: date('2022-06-30'), planKept: true });
  },
};

export const lapseNear: Situation = {
  cases: ['lapse-near', 'student', 'gap-month'],
  traits: () => ({ age: [22, 28] }),
  life: (dice, setting) => {
    const grant = benefitSpell({ name: 'su', monthly: 6_950, since: date('2023-09-01') }, setting);
    const job = withMonth(smallJob(dice, [2_400, 4_100]), DECEMBER, () => null);
    const account = { helpStopped: date('2023-02-20'), benefit: 'uddannelseshjælp' };
    return afterHelp(together(grant, monthlyJob({ ...job, secondary: true }, setting)), account);
  },
};

export const benefitOnlyInIncome: Situation = {
  cases: ['cash-benefit-disagrees'],
  traits: () => ({ ...ADULT, livesElsewhere: true }),
  life: (dice, setting) => {
    const paid = benefitSpell({ name: 'kontanthjælp', monthly: 12_300, since: date('2025-06-01') }, setting);
    return afterHelp({ ...paid, grants: [] }, endedHelp(dice));
  },
};

export const uncountedChild: Situation = {
  cases: ['children-disagree'],
  traits: () => ({ age: [30, 44], miscounted: 1 }),
  life: (dice, setting) => {
    const job = changedFrom(steadyJob(dice, [27_000, 31_000]), DECEMBER, (pay) => pay + 1_500);
    return afterHelp(monthlyJob(job, setting), endedHelp(dice));
  },
};

export const missing: Situation = {
  cases: ['missing'],
  traits: () => ({ ...ADULT, missingFrom: date('2025-08-14') }),
  life: (dice) => afterHelp(together(), endedHelp(dice)),
};
