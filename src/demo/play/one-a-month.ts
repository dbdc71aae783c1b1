import { dayOfMonth, monthOf, type YearMonth } from '../../kernel/dates.ts';
import type { DebtorNumber } from '../../kernel/ids.ts';
import { nextBankDay } from '../../law/closing-days.ts';
import { whoOwe } from '../../ledger/balances.ts';
import type { Dice } from '../generate/dice.ts';
import { Agenda, isAlive, type PlayedDay, type PlayedTown } from './town.ts';

/**
 * Draws, month by month, whether something happens in a town at all and on which day: so many in a hundred months, however large the
 * town is, so that it can be seen in a small one and costs little in a large one. Answers the dice for the rest of it.
 */
export function onceThisMonth(
  town: PlayedTown,
  { about, inHundred }: { readonly about: string; readonly inHundred: number },
): (day: PlayedDay) => Dice | null {
  const agenda = new Agenda<Dice>();
  let drawnFor: YearMonth | null = null;
  return (day) => {
    const of = monthOf(day.on);
    if (drawnFor !== of) {
      const dice = town.dice(`${about}/${of}`);
      const on = nextBankDay(dayOfMonth(of, dice.whole(2, 27)));
      if (dice.chance(inHundred)) agenda.add(on < day.on ? day.on : on, dice);
    }
    drawnFor = of;
    return agenda.due(day)[0] ?? null;
  };
}

/** Somebody living who owes something, drawn from all of them; null when nobody does. */
export async function oneWhoOwes(
  town: PlayedTown,
  { on }: PlayedDay,
  dice: Dice,
): Promise<DebtorNumber | null> {
  const owing = await town.read(async (tx) => {
    const debtors: DebtorNumber[] = [];
    for (const person of town.population.people) {
      const debtor = isAlive(person, on) ? await town.numberOf(tx, person) : null;
      if (debtor !== null) debtors.push(debtor);
    }
    return [...(await whoOwe(tx, debtors))].toSorted((a, b) => a - b);
  });
  return owing.length === 0 ? null : dice.pick(owing);
}
