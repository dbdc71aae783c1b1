import { stateIncome } from '../../../facts/stated-income.ts';
import { addMonths, monthOf } from '../../../kernel/dates.ts';
import { kroner } from '../../../kernel/money.ts';
import { CASEWORKER, isAlive, type HappeningOf } from '../town.ts';

const MONTHS_IT_COUNTS = 6;

/** Somebody documents an income that the register does not have. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async (day) => {
      const { on, at } = day;
      for (const { person, event } of town.eventsOn(day, 'documents-income')) {
        const debtor = await town.read((tx) => town.numberOf(tx, person));
        if (debtor === null || person.cases.length === 0 || !isAlive(person, on)) continue;
        const recording = { database: town.database, municipality: town.municipality, by: CASEWORKER, at };
        await stateIncome(recording, {
          debtor,
          netIncomeYear: kroner(event.netYear),
          from: addMonths(monthOf(on), 1),
          to: addMonths(monthOf(on), MONTHS_IT_COUNTS),
          evidence: 'Lønsedler',
          statedOn: on,
        });
      }
    },
  },
];
