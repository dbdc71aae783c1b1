import { agreementsInForce } from '../../../agreements/agreements.ts';
import { reverseDecision } from '../../../agreements/reverse.ts';
import { isAlive, CASEWORKER, type HappeningOf } from '../town.ts';

/** Somebody has complained of the decision that is in force for them, and is right. */
export const happening: HappeningOf = (town) => [
  {
    when: 'before-work',
    happen: async (day) => {
      const { on, at } = day;
      for (const { person } of town.eventsOn(day, 'complaint-upheld'))
        await town.attempt(async (tx) => {
          const debtor = await town.numberOf(tx, person);
          if (debtor === null || !isAlive(person, on)) return null;
          const decision = (await agreementsInForce(tx, [debtor])).get(debtor)?.id;
          if (decision === undefined) return null;
          const because = 'Klagen gav borgeren ret: Oplysningerne var ikke rigtige.';
          return reverseDecision(tx, { decision, on, because, by: CASEWORKER, at });
        });
    },
  },
];
