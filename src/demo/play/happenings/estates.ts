import { closeErrand } from '../../../endings/close-errand.ts';
import { openErrands } from '../../../endings/errand-rows.ts';
import type { Errand, ErrandOutcome } from '../../../endings/errand-types.ts';
import { announceErrand, fileErrand } from '../../../endings/errands.ts';
import { addDays, weekdayOf } from '../../../kernel/dates.ts';
import { CASEWORKER, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

const WEDNESDAY = 3;
/** The estate calls its creditors some weeks after a death, claims are filed in time, and the estate is wound up in half a year. */
const CALLS_AFTER = 30;
const FILED_AFTER = 21;
const WOUND_UP_AFTER = 180;
/** Mostly nothing is left for creditors. */
const OUTCOMES: readonly ErrandOutcome[] = ['estate-insolvent', 'estate-insolvent', 'part-paid'];

/** Once a week somebody works on the estates of those who have died. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async (day) => {
      if (weekdayOf(day.on) !== WEDNESDAY) return;
      const errands = await town.read(openErrands);
      for (const errand of errands) if (errand.kind === 'death') await workOn(town, day, errand);
    },
  },
];

async function workOn(town: PlayedTown, { on, at }: PlayedDay, errand: Errand): Promise<void> {
  const { number, beganOn, announcedOn, filed } = errand;
  const acting = { number, by: CASEWORKER, on, at };
  if (announcedOn === null) {
    if (addDays(beganOn, CALLS_AFTER) <= on)
      await town.attempt((tx) => announceErrand(tx, { ...acting, announcedOn: on, fileBy: null }));
  } else if (filed === null) {
    if (addDays(announcedOn, FILED_AFTER) <= on)
      await town.attempt((tx) => fileErrand(tx, { ...acting, filedOn: on, how: 'final' }));
  } else if (addDays(filed.on, WOUND_UP_AFTER) <= on) {
    const outcome = town.dice(`estate/${number}`).pick(OUTCOMES);
    await town.attempt((tx) => closeErrand(tx, { ...acting, outcome, kept: null, successors: [] }));
  }
}
