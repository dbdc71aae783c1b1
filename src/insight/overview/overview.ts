import type { PlainDate } from '../../kernel/dates.ts';
import { sumOre, type Ore } from '../../kernel/money.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import type { BankAsked } from './bank-asked.ts';
import { debtLines, paidByPlan } from './debt-lines.ts';
import { nextPayment } from './next-payment.ts';
import { groups, type CitizenOverview, type DebtLine, type Group } from './types.ts';

/** What a citizen owes at a glance, from the books of a day, and what the citizen's bank has been asked for. Tells codes and amounts; the words are the page's. */
export function overviewOf(
  books: CitizenBooks,
  day: PlainDate,
  bank: readonly BankAsked[] = [],
): CitizenOverview {
  const lines = debtLines(books, day);
  const all = [...lines.values()].flat();
  const those = (group: Group) => lines.get(group) ?? [];
  const asked = { toPay: those('to-pay'), onPlan: paidByPlan(all), waiting: those('waiting') };
  return {
    asOf: day,
    owed: sumOf(all, ({ left }) => left),
    atRecovery: books.recovery.state === 'down' ? null : sumOf(all, ({ atRecovery }) => atRecovery),
    interestRun: sumOre([...books.interestRun.values()]),
    held: books.held,
    onItsWayBack: books.onItsWayBack,
    owedBack: books.owedBack,
    underWay: books.underWay,
    next: nextPayment(books, asked, { day, bank }),
    groups: groups.flatMap((group) => {
      const debts = lines.get(group);
      return debts === undefined ? [] : [{ group, debts }];
    }),
    down: books.down,
  };
}

function sumOf(lines: readonly DebtLine[], read: (line: DebtLine) => Ore): Ore {
  return sumOre(lines.map(read));
}
