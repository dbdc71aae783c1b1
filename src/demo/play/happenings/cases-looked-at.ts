import { proposeManualPlan } from '../../../agreements/manual-plan.ts';
import { reassess } from '../../../agreements/reassess.ts';
import { kroner } from '../../../kernel/money.ts';
import { CASEWORKER, isAlive, type HappeningOf } from '../town.ts';

/** A caseworker fixes an amount for somebody who is deferred, or looks at a case again in the middle of a month. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async (day) => {
      const { on, at } = day;
      const acting = { on, at, by: CASEWORKER };
      for (const { person, event } of town.eventsOn(day, 'caseworker-amount'))
        await town.attempt(async (tx) => {
          const debtor = await town.numberOf(tx, person);
          if (debtor === null || !isAlive(person, on)) return null;
          const because = 'Der er midler ud over indkomsten.';
          return proposeManualPlan(tx, { debtor, because, monthly: kroner(event.kroner), ...acting });
        });
      for (const { person } of town.eventsOn(day, 'looked-at-again'))
        await town.attempt(async (tx) => {
          const debtor = await town.numberOf(tx, person);
          if (debtor === null || !isAlive(person, on)) return null;
          return reassess(tx, { debtor, because: 'Borgeren har ringet.', ...acting });
        });
    },
  },
];
