import { addMonths, monthOf, weekdayOf } from '../../../kernel/dates.ts';
import { approveWaiting } from '../../approvals.ts';
import { SECOND_PERSON, type HappeningOf } from '../town.ts';

/** Tuesday and Thursday. */
const APPROVAL_DAYS: readonly number[] = [2, 4];
const MONTHS_BACK = [-3, -2, -1, 0];

/** A second person approves what waits, twice a week: together after a look at a sample, and one by one. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async ({ on, at }) => {
      if (!APPROVAL_DAYS.includes(weekdayOf(on))) return;
      const reply = 'Vi har læst dit svar. Reglerne giver ikke mulighed for et andet beløb.';
      const approving = { by: SECOND_PERSON, on, at, oneByOne: 'all', together: true, reply } as const;
      for (const back of MONTHS_BACK)
        await town.write((tx) => approveWaiting(tx, addMonths(monthOf(on), back), approving));
    },
  },
];
