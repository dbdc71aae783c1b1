import { addMonths, date, month } from '../../kernel/dates.ts';
import { dayBetween } from './calendar.ts';
import { corrected, reportedLate } from './corrections.ts';
import type { Dice } from './dice.ts';
import { afterHelp, currentHelp, endedHelp, helpNearLapse, oldHelpWithPlan, withAlso } from './help.ts';
import { changedFrom, hourlyJob, smallJob, steadyJob, withMonth } from './jobs.ts';
import { benefitSpell, fortnightlyJob, grantOnly, monthlyJob, together } from './livelihood.ts';
import type { Life, Setting } from './types.ts';

export function onHelp(dice: Dice, setting: Setting): Life {
  return currentHelp({}, setting, dice);
}

export function onRehabilitation(dice: Dice, setting: Setting): Life {
  return currentHelp({ name: 'ressourceforløbsydelse' }, setting, dice);
}

export function onHelpWithSomePay(dice: Dice, setting: Setting): Life {
  const job = { ...smallJob(dice, [1_500, 4_500]), secondary: true, hours: '20.00' };
  return withAlso(currentHelp({}, setting, dice), monthlyJob(job, setting));
}

export function onHelpThenWork(dice: Dice, setting: Setting): Life {
  const to = addMonths(month('2025-10'), dice.whole(0, 11));
  const job = steadyJob(dice, [24_000, 31_000], { from: addMonths(to, 1) });
  return withAlso(currentHelp({ to }, setting, dice), monthlyJob(job, setting));
}

export function onPensionOnly(dice: Dice, setting: Setting): Life {
  const since = dayBetween(date('2015-01-01'), date('2022-12-01'), dice);
  const pension = benefitSpell(
    { name: 'førtidspension', monthly: 50 * dice.whole(360, 424), since },
    setting,
  );
  const housing = dice.chance(50) ? grantOnly('boligstøtte', since, null) : together();
  return afterHelp(together(pension, housing), someHelp(dice));
}

export function onPensionAndPay(dice: Dice, setting: Setting): Life {
  const since = date('2018-06-01');
  const pension = benefitSpell(
    { name: 'førtidspension', monthly: 50 * dice.whole(360, 424), since },
    setting,
  );
  const job = { ...smallJob(dice, [2_500, 6_500]), secondary: true, hours: '30.00' };
  return afterHelp(together(pension, monthlyJob(job, setting)), payersHelp(dice));
}

export function onOldAgePension(dice: Dice, setting: Setting): Life {
  const since = dayBetween(date('2018-01-01'), date('2023-06-01'), dice);
  const pension = benefitSpell({ name: 'folkepension', monthly: 50 * dice.whole(290, 350), since }, setting);
  return afterHelp(pension, someHelp(dice));
}

export function onSicknessBenefit(dice: Dice, setting: Setting): Life {
  const from = addMonths(month('2025-08'), dice.whole(0, 5));
  const to = addMonths(from, dice.whole(5, 11));
  const job = steadyJob(dice, [25_000, 30_000]);
  const before = monthlyJob({ ...job, to: addMonths(from, -1) }, setting);
  const after = monthlyJob({ ...job, from: addMonths(to, 1) }, setting);
  const monthly = 50 * dice.whole(360, 408);
  return afterHelp(
    together(before, benefitSpell({ name: 'sygedagpenge', monthly, from, to }, setting), after),
    payersHelp(dice),
  );
}

export function onUnemploymentBenefit(dice: Dice, setting: Setting): Life {
  const to = addMonths(month('2026-01'), dice.whole(0, 9));
  const spell = { name: 'arbejdsløshedsdagpenge', monthly: 50 * dice.whole(340, 420) } as const;
  const benefit = benefitSpell({ ...spell, since: date('2024-11-01'), to }, setting);
  const job = hourlyJob(dice, 70, { from: addMonths(to, 1) });
  return afterHelp(together(benefit, fortnightlyJob(job, setting)), payersHelp(dice));
}

export function onStudyGrant(dice: Dice, setting: Setting): Life {
  const grant = benefitSpell({ name: 'su', monthly: 6_950, since: date('2024-09-01') }, setting);
  const job = { ...smallJob(dice, [1_800, 5_200]), secondary: true, hours: '24.00' };
  const pay = dice.chance(60) ? monthlyJob(job, setting) : together();
  return afterHelp(together(grant, pay), { ...someHelp(dice), benefit: 'uddannelseshjælp' });
}

export function onSmallJob(dice: Dice, setting: Setting): Life {
  const job = smallJob(dice, [7_500, 15_500]);
  const gap = addMonths(month('2025-09'), dice.whole(0, 12));
  const pay = monthlyJob(dice.chance(15) ? withMonth(job, gap, () => null) : job, setting);
  return afterHelp(pay, someHelp(dice));
}

export function onNothingKnown(dice: Dice): Life {
  return afterHelp(together(), {
    ...endedHelp(dice),
    helpStopped: dayBetween(date('2023-07-01'), date('2024-12-31'), dice),
  });
}

export function onSteadyJob(dice: Dice, setting: Setting): Life {
  const job = steadyJob(dice, [22_500, 33_500]);
  const holiday = addMonths(month('2025-10'), dice.whole(0, 8));
  const pay = dice.chance(30) ? withMonth(job, holiday, (usual) => usual + dice.whole(2_000, 9_000)) : job;
  return afterHelp(monthlyJob(pay, setting), payersHelp(dice));
}

export function onTwoJobs(dice: Dice, setting: Setting): Life {
  const second = { ...smallJob(dice, [3_000, 7_500]), secondary: true, hours: '38.00' };
  const started = dice.chance(50)
    ? { ...second, from: addMonths(month('2025-11'), dice.whole(0, 8)) }
    : second;
  const pay = together(monthlyJob(steadyJob(dice, [18_000, 25_000]), setting), monthlyJob(started, setting));
  return afterHelp(pay, payersHelp(dice));
}

export function onHourlyJob(dice: Dice, setting: Setting): Life {
  return afterHelp(fortnightlyJob(hourlyJob(dice, dice.whole(56, 74)), setting), payersHelp(dice));
}

/** A raise, fewer hours or another employer, some time from December 2025. */
export function onChangingJob(dice: Dice, setting: Setting): Life {
  const from = addMonths(month('2025-12'), dice.whole(0, 6));
  const job = steadyJob(dice, [24_000, 30_000]);
  const by = dice.pick([-4_500, -2_500, 1_500, 3_000]);
  if (dice.chance(60)) {
    return afterHelp(
      monthlyJob(
        changedFrom(job, from, (pay) => pay + by),
        setting,
      ),
      payersHelp(dice),
    );
  }
  const next = steadyJob(dice, [25_000, 32_000], { from });
  const both = together(monthlyJob({ ...job, to: addMonths(from, -1) }, setting), monthlyJob(next, setting));
  return afterHelp(both, payersHelp(dice));
}

export function onCorrectedPay(dice: Dice, setting: Setting): Life {
  const wrong = addMonths(month('2025-10'), dice.whole(0, 6));
  const on = dayBetween(date(`${addMonths(wrong, 1)}-05`), date(`${addMonths(wrong, 3)}-20`), dice);
  const job = steadyJob(dice, [25_000, 31_000]);
  const correction = {
    month: wrong,
    pay: (job.pay(wrong) ?? 0) + dice.pick([-4_000, -1_500, 1_000, 2_500]),
    on,
  };
  return afterHelp(corrected(job, correction, setting), payersHelp(dice));
}

export function onLatePay(dice: Dice, setting: Setting): Life {
  const late = addMonths(month('2025-11'), dice.whole(0, 5));
  const on = dayBetween(date(`${addMonths(late, 2)}-04`), date(`${addMonths(late, 3)}-12`), dice);
  return afterHelp(reportedLate(steadyJob(dice, [25_000, 31_000]), late, on, setting), payersHelp(dice));
}

export function onJobLost(dice: Dice, setting: Setting): Life {
  const to = addMonths(month('2025-12'), dice.whole(0, 8));
  const job = monthlyJob(steadyJob(dice, [24_000, 30_000], { to }), setting);
  const help = benefitSpell(
    { name: 'kontanthjælp', monthly: 50 * dice.whole(230, 268), from: addMonths(to, 1) },
    setting,
  );
  return afterHelp(together(job, help), payersHelp(dice));
}

/** Help of somebody who could not pay: mostly some time ago, now and then close to lapse. */
function someHelp(dice: Dice) {
  return dice.chance(8) ? helpNearLapse(dice) : endedHelp(dice);
}

/** Help of somebody who can pay: for every fourth so old that only a plan kept it alive. */
function payersHelp(dice: Dice) {
  return dice.chance(25) ? oldHelpWithPlan(dice) : endedHelp(dice);
}
