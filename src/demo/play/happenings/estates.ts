import { registerDebtors } from '../../../debtors/register.ts';
import { closeErrand } from '../../../endings/close-errand.ts';
import { openErrands } from '../../../endings/errand-rows.ts';
import type { Errand, ErrandOutcome } from '../../../endings/errand-types.ts';
import { announceErrand, fileErrand, type ActingOnErrand } from '../../../endings/errands.ts';
import type { CprNumber } from '../../../kernel/cpr-number.ts';
import { addDays, weekdayOf } from '../../../kernel/dates.ts';
import type { DebtorNumber } from '../../../kernel/ids.ts';
import { assert } from '../../../kernel/result.ts';
import type { MunicipalityReadTx } from '../../../platform/database.ts';
import { CASEWORKER, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

const WEDNESDAY = 3;
/** The estate calls its creditors some weeks after a death, claims are filed in time, and the estate is wound up in half a year. */
const CALLS_AFTER = 30;
const FILED_AFTER = 21;
const WOUND_UP_AFTER = 180;
/** Mostly nothing is left for creditors; a husband or wife mostly stays in the undivided estate, and takes its debts over. */
const OUTCOMES: readonly ErrandOutcome[] = ['estate-insolvent', 'estate-insolvent', 'part-paid'];
const UNDIVIDED_IN_HUNDRED = 75;

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
  const acting = { by: CASEWORKER, on, at };
  const about = { ...acting, number };
  if (announcedOn === null) {
    if (addDays(beganOn, CALLS_AFTER) <= on)
      await town.attempt((tx) => announceErrand(tx, { ...about, announcedOn: on, fileBy: null }));
  } else if (filed === null) {
    if (addDays(announcedOn, FILED_AFTER) <= on)
      await town.attempt((tx) => fileErrand(tx, { ...about, filedOn: on, how: 'final' }));
  } else if (addDays(filed.on, WOUND_UP_AFTER) <= on) {
    await windUp(town, errand, acting);
  }
}

async function windUp(town: PlayedTown, { number, debtor }: Errand, acting: ActingOnErrand): Promise<void> {
  const dice = town.dice(`estate/${number}`);
  const outcome = dice.pick(OUTCOMES);
  const undivided = dice.chance(UNDIVIDED_IN_HUNDRED);
  const about = { ...acting, number, kept: null };
  const taken =
    undivided &&
    (await town.attempt(async (tx) => {
      const spouse = await spouseOf(town, tx, debtor);
      if (spouse === null) return null;
      const successor = (await registerDebtors(tx, [spouse], acting.at)).get(spouse);
      assert(successor !== undefined, 'who is registered has a number');
      return closeErrand(tx, { ...about, outcome: 'undivided-estate', successors: [successor] });
    }));
  if (!taken) await town.attempt((tx) => closeErrand(tx, { ...about, outcome, successors: [] }));
}

/** Whom the dead was married to, as CPR knew them. */
async function spouseOf(
  town: PlayedTown,
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<CprNumber | null> {
  const person = (await town.peopleOf(tx, [debtor])).get(debtor);
  return person === undefined ? null : (town.population.world.debtors[person.index]?.person.spouse ?? null);
}
