import { listedLosses } from '../../../endings/listed-losses.ts';
import { approveLoss } from '../../../endings/write-off-acts.ts';
import { weekdayOf } from '../../../kernel/dates.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { assert } from '../../../kernel/result.ts';
import { SECOND_PERSON, type HappeningOf } from '../town.ts';

const FRIDAY = 5;

/** On Fridays the head of the office approves the losses that wait; those of the committee it has decided by the next one. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async ({ on, at }) => {
      if (weekdayOf(on) !== FRIDAY) return;
      const waiting = await town.read(listedLosses);
      for (const { number, state } of waiting)
        await town.attempt(async (tx) => {
          const configured = await configurationVersion(tx, null);
          assert(configured !== null, 'a town that is played has its configuration');
          const committee = state === 'committee' ? `Økonomiudvalget, mødet før ${on}` : null;
          return approveLoss(tx, { number, role: 'leder', committee, configured, by: SECOND_PERSON, on, at });
        });
    },
  },
];
