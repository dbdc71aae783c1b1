import { dayOfMonth, monthOf, type YearMonth } from '../../kernel/dates.ts';
import { nextBankDay } from '../../law/closing-days.ts';
import type { Dice } from '../generate/dice.ts';
import type { PlayedPerson } from './people.ts';
import { Agenda, isAlive, type PlayedDay, type PlayedTown } from './town.ts';

/** Somebody of those who get bills to whom something happens today, with the dice for the rest of it. */
export interface Drawn {
  readonly person: PlayedPerson;
  readonly dice: Dice;
}

/**
 * Draws, month by month, to whom of those who get bills something happens and on which day; so many in a hundred each month.
 * The dead are left out.
 */
export function drawnThisMonth(
  town: PlayedTown,
  { about, inHundred }: { readonly about: string; readonly inHundred: number },
): (day: PlayedDay) => Drawn[] {
  const agenda = new Agenda<Drawn>();
  let drawnFor: YearMonth | null = null;
  return (day) => {
    const of = monthOf(day.on);
    if (drawnFor !== of)
      for (const person of town.population.people) {
        const dice = town.dice(`${about}/${person.index}/${of}`);
        if (!person.billed || !dice.chance(inHundred)) continue;
        const on = nextBankDay(dayOfMonth(of, dice.whole(2, 27)));
        agenda.add(on < day.on ? day.on : on, { person, dice });
      }
    drawnFor = of;
    return agenda.due(day).filter(({ person }) => isAlive(person, day.on));
  };
}
