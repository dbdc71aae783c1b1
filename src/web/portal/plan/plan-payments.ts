import type { ShownPlan } from '../../../arrangements/sign-plan.ts';
import { endedUnpaid, type CitizenPlan } from '../../../insight/own-plans.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, subtractOre, zeroOre } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { table } from '../../ui/table.ts';
import type { PersonalVisit } from '../route.ts';

type Words = Pick<PersonalVisit, 'texts' | 'language' | 'today'>;

/** Every payment of a plan that nobody has signed yet, with what is left after each; `id` = of its heading. */
export function paymentsToSign({ instalments, owed }: ShownPlan, visit: Words, id: string): Html {
  const said = visit.texts.plan;
  let left = owed;
  const rows = instalments.map((each) => {
    left = subtractOre(left, each.amount);
    return { ...each, last: readableKroner(left, visit.language) };
  });
  const columns = [said.dayColumn, said.amountColumn, said.leftColumn];
  return payments(visit, { id, heading: said.dates, columns, rows });
}

/** Every payment of a plan that was signed, and whether it is paid; of one that is only asked for, when and how much. */
export function paymentsOfPlan(plan: CitizenPlan, visit: Words): Html {
  const { instalments, arrangement } = plan;
  const said = visit.texts.plans;
  const until = endedUnpaid(arrangement) ? arrangement.ended : null;
  const asked = arrangement.state === 'proposed';
  const rows = instalments.map((each) => ({ ...each, last: asked ? null : paidInWords(each, plan, visit) }));
  const columns = [said.dayColumn, said.amountColumn];
  return payments(visit, {
    id: 'dates',
    heading: asked ? said.datesAsked : said.dates,
    note: until === null ? null : fillIn(said.datesEnded, { on: readableDate(until.on, visit.language) }),
    columns: asked ? columns : [...columns, said.stateColumn],
    rows,
  });
}

type Instalment = CitizenPlan['instalments'][number];

function paidInWords(
  { due, unpaid, amount: whole }: Instalment,
  { arrangement, disputed, stopped }: CitizenPlan,
  { texts, language, today }: Words,
): string {
  const said = texts.plans;
  const amount = readableKroner(unpaid, language);
  const until = endedUnpaid(arrangement) ? arrangement.ended : null;
  if (unpaid === zeroOre) return said.isPaid;
  if (until !== null) return due < until.on ? fillIn(said.wasMissing, { amount }) : said.fellAway;
  if (stopped !== null || disputed !== null) return said.isWaiting;
  if (unpaid < whole) return fillIn(said.isPartly, { amount });
  return due < today ? said.isMissing : said.isComing;
}

interface Payments {
  readonly id: string;
  readonly heading: string;
  readonly note?: string | null;
  readonly columns: readonly string[];
  /** `last`: what is said of each in the last column; null = there is none. */
  readonly rows: readonly (Pick<Instalment, 'due' | 'amount'> & { readonly last: string | null })[];
}

/** By when each payment is to be made, and how much it is. */
function payments({ language }: Words, { id, heading, note = null, columns, rows }: Payments): Html {
  const cells = rows.map(({ due, amount, last }) => {
    const row = [readableDate(due, language), readableKroner(amount, language)] as const;
    return last === null ? row : ([...row, last] as const);
  });
  return html`<h2 id="${id}">${heading}</h2>
    ${note === null ? null : html`<p>${note}</p>`} ${table({ labelledBy: id, columns, rows: cells })}`;
}
