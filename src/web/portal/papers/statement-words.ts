import type { StatedDebt, Statement } from '../../../insight/statement.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { addOre, readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { claimName } from '../pay/names.ts';
import type { Visit } from '../route.ts';
import type { About } from './statement-asked.ts';

type Words = Pick<Visit, 'texts' | 'language' | 'hidesAddress'>;

/** What a statement is called, or that nothing was owed. */
export function statementTitle({ on, debts }: Statement, about: About, { texts, language }: Words): string {
  const said = texts.papers;
  const words =
    debts.length === 0
      ? { everything: said.nothingStood, property: said.nothingStoodProperty }
      : { everything: said.stoodOn, property: said.propertyStoodOn };
  return fillIn(words[about], { on: readableDate(on, language) });
}

/** A debt by its name, with the day on which it fell due (until when it is to be paid now the pages tell) and the property that it is about. */
export function statedName(debt: StatedDebt, visit: Words): readonly string[] {
  const { claim, priorityUntil } = debt;
  const said = visit.texts.papers;
  const day = (date: NonNullable<typeof claim.due>) => readableDate(date, visit.language);
  return [
    claimName(claim, visit),
    ...(claim.due === null ? [] : [fillIn(said.dueOn, { due: day(claim.due) })]),
    ...(claim.joint ? [said.joint] : []),
    ...(claim.property === null ? [] : [fillIn(said.propertyNumber, { number: claim.property })]),
    ...(priorityUntil === null ? [] : [fillIn(said.followsProperty, { until: day(priorityUntil) })]),
  ];
}

/** A column of amounts, and their sum where that says something. */
export interface AmountColumn {
  readonly name: string;
  readonly of: (debt: StatedDebt) => Ore;
  readonly total: Ore | null;
}

/** What a statement tells of each debt; what is nothing of all of them is left out. */
export function amountColumns(statement: Statement, { texts }: Pick<Words, 'texts'>): AmountColumn[] {
  const said = texts.papers;
  const charges = ({ interest, fees }: StatedDebt) => addOre(interest, fees);
  const isSome = (of: AmountColumn['of']) => statement.debts.some((debt) => of(debt) > zeroOre);
  const columns: AmountColumn[] = [
    { name: said.principal, of: ({ principal }) => principal, total: null },
    { name: said.charges, of: charges, total: null },
    { name: said.paidOff, of: ({ paid }) => paid, total: null },
    { name: said.fellAway, of: ({ fellAway }) => fellAway, total: null },
    { name: said.left, of: ({ left }) => left, total: statement.owed },
    { name: said.run, of: ({ interestRun }) => interestRun, total: statement.interestRun },
    { name: said.there, of: ({ atRecovery }) => atRecovery, total: statement.atRecovery },
  ];
  return columns.filter(({ name, of }) => name === said.left || isSome(of));
}

/** That interest has run besides, and what is owed with it; null = none has. */
export function runInWords({ on, owed, interestRun }: Statement, { texts, language }: Words): string | null {
  if (interestRun === zeroOre) return null;
  return fillIn(texts.papers.runNote, {
    on: readableDate(on, language),
    run: readableKroner(interestRun, language),
    amount: readableKroner(addOre(owed, interestRun), language),
  });
}

/** Whether something may follow a property that is sold. */
export function mayFollow({ on, debts }: Statement): boolean {
  return debts.some(({ priorityUntil }) => priorityUntil !== null && priorityUntil >= on);
}

/** Whether Gældsstyrelsen has something of it. */
export function isThere({ atRecovery }: Pick<Statement, 'atRecovery'>): boolean {
  return atRecovery > zeroOre;
}
