import { date, month } from '../../kernel/dates.ts';
import { corrected, reportedLate } from './corrections.ts';
import { afterHelp, currentHelp, endedHelp, withAlso } from './help.ts';
import { hourlyJob, smallJob, steadyJob, withMonth } from './jobs.ts';
import { benefitSpell, fortnightlyJob, grantOnly, monthlyJob, together } from './livelihood.ts';
import type { PersonTraits, Situation } from './types.ts';

// Debtors for whom the rule gives a plan or deferral by itself, in all its kinds, and the changes between them.

const NOVEMBER = month('2025-11');
const DECEMBER = month('2025-12');
const ADULT = { age: [26, 60] } as const satisfies PersonTraits;

export const planByTable: Situation = {
  cases: ['plan-by-table'],
  story: { pays: 'as-asked' },
  traits: () => ADULT,
  life: (dice, setting) => afterHelp(monthlyJob(steadyJob(dice, [28_000, 33_000]), setting), endedHelp(dice)),
};

export const planWithChildren: Situation = {
  cases: ['plan-with-children', 'bonus-month', 'part-claims'],
  story: { pays: 'as-asked' },
  traits: () => ({ age: [31, 44], children: [date('2017-05-11'), date('2021-08-29')], married: true }),
  life: (dice, setting) => {
    const job = withMonth(steadyJob(dice, [31_000, 36_000]), DECEMBER, (pay) => pay + 9_000);
    const children = grantOnly('børne- og ungeydelse', date('2017-07-01'), null);
    return afterHelp(together(monthlyJob(job, setting), children), { ...endedHelp(dice), partClaims: true });
  },
};

export const benefitRunning: Situation = {
  cases: ['benefit-running'],
  traits: () => ADULT,
  life: (dice, setting) => currentHelp({}, setting, dice),
};

export const lowIncome: Situation = {
  cases: ['low-income', 'not-digital'],
  traits: () => ({ ...ADULT, digitalPost: false }),
  life: (dice, setting) => afterHelp(monthlyJob(smallJob(dice, [9_500, 13_500]), setting), endedHelp(dice)),
};

export const noIncomeInformation: Situation = {
  cases: ['no-income-information'],
  traits: () => ADULT,
  life: (dice) => afterHelp(together(), { ...endedHelp(dice), helpStopped: date('2024-08-31') }),
};

export const pensionOnly: Situation = {
  cases: ['pension-only', 'complaint-pending'],
  traits: () => ({ age: [48, 63] }),
  life: (_, setting) => {
    const pension = benefitSpell(
      { name: 'førtidspension', monthly: 20_900, since: date('2024-02-01') },
      setting,
    );
    const housing = grantOnly('boligstøtte', date('2024-03-01'), null);
    const account = { helpStopped: date('2024-01-31'), complaintPending: true };
    return afterHelp(together(pension, housing), account);
  },
};

export const planDeferralPlan: Situation = {
  cases: ['plan-deferral-plan'],
  story: { pays: 'as-asked' },
  traits: () => ADULT,
  life: (dice, setting) => {
    const february = month('2026-02');
    const before = monthlyJob(steadyJob(dice, [27_000, 31_000], { to: month('2026-01') }), setting);
    const between = benefitSpell(
      { name: 'kontanthjælp', monthly: 12_600, from: february, to: february },
      setting,
    );
    const after = monthlyJob(steadyJob(dice, [28_000, 32_000], { from: month('2026-03') }), setting);
    return afterHelp(together(before, between, after), endedHelp(dice));
  },
};

export const planRises: Situation = {
  cases: ['plan-rises', 'several-employers'],
  story: { pays: 'as-asked' },
  traits: () => ADULT,
  life: (dice, setting) => {
    const first = monthlyJob(steadyJob(dice, [22_000, 25_000]), setting);
    const second = {
      ...steadyJob(dice, [6_000, 8_000], { from: DECEMBER }),
      hours: '40.00',
      secondary: true,
    };
    return afterHelp(together(first, monthlyJob(second, setting)), endedHelp(dice));
  },
};

export const planFalls: Situation = {
  cases: ['plan-falls', 'hourly-pay'],
  story: { pays: 'as-asked' },
  traits: () => ADULT,
  life: (dice, setting) => {
    const job = { ...hourlyJob(dice, 74), rate: 19_500 };
    const fewerHours = (paidOn: string) => job.hours(date(paidOn)) - (paidOn >= DECEMBER ? 16 : 0);
    return afterHelp(fortnightlyJob({ ...job, hours: fewerHours }, setting), endedHelp(dice));
  },
};

export const incomeCorrected: Situation = {
  cases: ['income-corrected', 'several-accounts'],
  story: { pays: 'as-asked' },
  traits: () => ADULT,
  life: (dice, setting) => {
    const correction = { month: NOVEMBER, pay: 24_500, on: date('2026-01-20') };
    const job = steadyJob(dice, [29_500, 31_000]);
    const life = afterHelp(corrected(job, correction, setting), endedHelp(dice));
    const second = { helpStopped: date('2024-06-30'), paragraph: '93' };
    return { ...life, accounts: [...life.accounts, second] };
  },
};

export const earningSpouse: Situation = {
  cases: ['joint-liability', 'child-born'],
  story: { pays: 'as-asked' },
  traits: () => ({ age: [27, 38], children: [date('2026-02-17')] }),
  life: (dice, setting) => {
    const life = afterHelp(monthlyJob(steadyJob(dice, [29_000, 33_000]), setting), endedHelp(dice));
    const together34 = { helpStopped: date('2024-10-31'), joint: true };
    return { ...life, accounts: [...life.accounts, together34] };
  },
};

export const spouseOnBenefit: Situation = {
  cases: ['joint-liability'],
  traits: () => ({ age: [27, 38], children: [date('2026-02-17')] }),
  life: (dice, setting) => currentHelp({ name: 'ressourceforløbsydelse' }, setting, dice),
};

export const childTurns18: Situation = {
  cases: ['child-turns-18'],
  story: { pays: 'as-asked' },
  traits: () => ({ age: [40, 52], children: [date('2008-02-14')] }),
  life: (dice, setting) => afterHelp(monthlyJob(steadyJob(dice, [28_000, 32_000]), setting), endedHelp(dice)),
};

export const pensionWithWages: Situation = {
  cases: ['address-protected', 'pension-with-wages', 'late-report'],
  traits: () => ({ age: [45, 62], addressProtected: true }),
  life: (dice, setting) => {
    const pension = benefitSpell(
      { name: 'førtidspension', monthly: 20_900, since: date('2022-09-01') },
      setting,
    );
    const job = { ...steadyJob(dice, [5_000, 7_000]), hours: '37.00', secondary: true };
    const pay = reportedLate(job, DECEMBER, date('2026-02-18'), setting);
    return afterHelp(together(pension, pay), { ...endedHelp(dice), planKept: false });
  },
};

export const movedAway: Situation = {
  cases: ['lives-elsewhere'],
  story: { pays: 'as-asked' },
  traits: () => ({ ...ADULT, livesElsewhere: true }),
  life: planByTable.life,
};

export const deferralToPlan: Situation = {
  cases: ['deferral-to-plan'],
  traits: () => ADULT,
  life: (dice, setting) => {
    const help = currentHelp({ to: NOVEMBER }, setting, dice);
    return withAlso(help, monthlyJob(steadyJob(dice, [27_000, 31_000], { from: DECEMBER }), setting));
  },
};

export const protectedNotDigital: Situation = {
  cases: ['protected-not-digital'],
  traits: () => ({ ...ADULT, addressProtected: true, digitalPost: false }),
  life: lowIncome.life,
};
