import type { ShownPlan } from '../../../arrangements/sign-plan.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, subtractOre } from '../../../kernel/money.ts';
import { html, type Html } from '../../ui/html.ts';
import { table } from '../../ui/table.ts';
import type { PersonalVisit } from '../route.ts';

/** Every payment of a plan that nobody has signed yet, with what is left after each; `id` = of its heading. */
export function everyPayment(
  { instalments, owed }: ShownPlan,
  { texts, language }: PersonalVisit,
  id: string,
): Html {
  const said = texts.plan;
  let left = owed;
  const rows = instalments.map(({ due, amount }) => {
    left = subtractOre(left, amount);
    return [
      readableDate(due, language),
      readableKroner(amount, language),
      readableKroner(left, language),
    ] as const;
  });
  return html`<h2 id="${id}">${said.dates}</h2>
    ${table({ labelledBy: id, columns: [said.dayColumn, said.amountColumn, said.leftColumn], rows })}`;
}
