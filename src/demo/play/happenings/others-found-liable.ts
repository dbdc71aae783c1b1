import { recallByPerson } from '../../../collection/recall.ts';
import { approveLiable, proposeLiable } from '../../../endings/liable-parties.ts';
import type { ClaimNumber } from '../../../claims/types.ts';
import { addDays } from '../../../kernel/dates.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import { billsThere } from '../bills-there.ts';
import { oneWhoOwes, onceThisMonth } from '../one-a-month.ts';
import {
  Agenda,
  CASEWORKER,
  SECOND_PERSON,
  type HappeningOf,
  type PlayedDay,
  type PlayedTown,
} from '../town.ts';

const FOUND_IN_HUNDRED = 20;
/** By then Gældsstyrelsen has given it back. */
const BACK_AFTER = 30;

/**
 * Now and then it turns out that the other parent owes a day care bill too that Gældsstyrelsen has: it is called back for that reason, and
 * when it is here two persons say that the other is liable.
 */
export const happening: HappeningOf = (town) => {
  const found = onceThisMonth(town, { about: 'owed-by-another', inHundred: FOUND_IN_HUNDRED });
  const back = new Agenda<ClaimNumber>();
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        const dice = found(day);
        const there = dice === null ? [] : await billsThere(town, 'received');
        const bills = there.filter(({ type }) => type === 'KFDAINS');
        if (dice !== null && bills.length > 0) {
          const { claim } = dice.pick(bills);
          if (await callBack(town, day, claim)) back.add(nextBankDay(addDays(day.on, BACK_AFTER)), claim);
        }
        for (const claim of back.due(day)) await makeLiable(town, day, claim);
      },
    },
  ];
};

function callBack(town: PlayedTown, { at }: PlayedDay, claim: ClaimNumber): Promise<boolean> {
  const because = 'Den anden forælder hæfter også for pladsen.';
  const asked = { claim, reason: 'HAFT', because, effectiveOn: null } as const;
  return town.attempt((tx) => recallByPerson(tx, asked, { by: CASEWORKER, at }));
}

async function makeLiable(town: PlayedTown, day: PlayedDay, claim: ClaimNumber): Promise<void> {
  const { on, at } = day;
  const other = await oneWhoOwes(town, day, town.dice(`other-parent/${claim}`));
  if (other === null) return;
  await town.attempt(async (tx) => {
    const because = 'I er begge forældre til barnet og hæfter sammen for pladsen.';
    const proposed = await proposeLiable(tx, { claim, debtor: other, because, by: CASEWORKER, on, at });
    if (!proposed.ok) return proposed;
    return approveLiable(tx, { number: proposed.value.number, by: SECOND_PERSON, on, at });
  });
}
