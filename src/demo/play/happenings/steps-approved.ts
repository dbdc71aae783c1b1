import { approveSteps, debtorsOfStepsWaiting } from '../../../dunning/approve-steps.ts';
import { weekdayOf } from '../../../kernel/dates.ts';
import { SECOND_PERSON, type HappeningOf } from '../town.ts';

/** Monday and Wednesday. */
const DAYS: readonly number[] = [1, 3];

/** Twice a week somebody looks at the steps about unpaid bills that wait for a person, and says yes. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async ({ on, at }) => {
      if (!DAYS.includes(weekdayOf(on))) return;
      const debtors = await town.read(debtorsOfStepsWaiting);
      if (debtors.length === 0) return;
      await town.write(async (tx) => {
        for (const debtor of debtors) await approveSteps(tx, { debtor, claim: null, by: SECOND_PERSON, at });
      });
    },
  },
];
