import { representativesOf } from '../../generate/events.ts';
import { noteRepresentative } from '../../representatives.ts';
import { Agenda, CASEWORKER, type HappeningOf } from '../town.ts';

/** Guardians, estates and others who act for those whom the demo made to show it are noted on their days. */
export const happening: HappeningOf = (town) => {
  const { people, world } = town.population;
  const places = new Map(world.debtors.map(({ number }, place) => [number, people[place]]));
  const agenda = new Agenda<ReturnType<typeof representativesOf>[number]>();
  for (const each of representativesOf(world, town.seed)) agenda.add(each.recordedOn, each);
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        for (const each of agenda.due(day)) {
          const person = places.get(each.debtor);
          await town.attempt(async (tx) => {
            const debtor = person === undefined ? null : await town.numberOf(tx, person);
            // Who owes nothing yet is nobody's debtor.
            if (debtor === null) return null;
            return noteRepresentative(tx, { ...each, debtor }, { by: CASEWORKER, at: day.at });
          });
        }
      },
    },
  ];
};
