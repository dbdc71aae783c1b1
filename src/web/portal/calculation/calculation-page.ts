import type { Consequence, Found } from '../../../agreements/types.ts';
import { claimsOfDebtor } from '../../../claims/claims-of-debtor.ts';
import { monthsFound, type MonthFound } from '../../../insight/months-found.ts';
import { repays } from '../../../insight/your-payment.ts';
import { readableMonth } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { amountChart, type AmountBar } from '../../ui/amount-chart.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink } from '../../ui/parts.ts';
import { table } from '../../ui/table.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from '../debt/debt-card.ts';
import { percentInWords } from '../debt/percent.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import type { Texts } from '../texts/texts.ts';
import { shareOf } from './steps.ts';

/** What was worked out for each month. */
export async function serveCalculation(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, texts } = visit;
  if (session.debtor === null) return { kind: 'not-found' };
  const { debtor } = session;
  if (!repays({ claims: await claimsOfDebtor(tx, debtor) })) return { kind: 'not-found' };
  const months = await monthsFound(tx, { debtor });
  return { kind: 'page', page: { title: texts.yourPayment.byMonth, main: calculationPage(visit, months) } };
}

/** So many months have a bar; the table has every one. */
const BARS = 12;

export function calculationPage(visit: Around, months: readonly MonthFound[]): Html {
  const said = visit.texts.yourPayment;
  const back = { href: addressOf(visit, { name: 'your-payment' }), text: visit.texts.whatIf.back };
  const chart = amountChart({ labelledBy: 'chart', bars: barsOf(visit, months.slice(0, BARS)) });
  return html`${backLink(back)}
    <h1>${said.byMonth}</h1>
    ${
      months.length === 0
        ? html`<p>${said.noneYet}</p>`
        : html`<h2 id="chart">${said.chart}</h2>
            ${chart}
            <h2 id="all-months">${said.byMonth}</h2>
            ${monthTable(visit, months)} ${links(visit, months)}`
    }`;
}

function barsOf(visit: Around, months: readonly MonthFound[]): AmountBar[] {
  const amounts = months.map(({ found }) => (found.outcome === 'plan' ? found.monthly : zeroOre));
  const most = amounts.reduce((a, b) => (a > b ? a : b), zeroOre);
  return months.map(({ month, found }) => ({
    label: readableMonth(month, visit.language),
    figure: resultInWords(found, visit),
    width: found.outcome === 'plan' ? shareOf(found.monthly, most) : 0,
    outlined: found.outcome !== 'plan',
  }));
}

/** What a month came to, or that nothing was to be paid, or that it could not be worked out. */
export function resultInWords(found: Found, { texts, language }: Pick<Around, 'texts' | 'language'>): string {
  const said = texts.yourPayment;
  if (found.outcome === 'plan') return readableKroner(found.monthly, language);
  return found.outcome === 'deferral' ? said.pause : said.noAnswer;
}

function monthTable(visit: Around, months: readonly MonthFound[]): Html {
  const said = visit.texts.yourPayment;
  const columns = [
    said.monthColumn,
    said.incomeColumn,
    said.childrenColumn,
    said.tableColumn,
    said.percentColumn,
    said.resultColumn,
    said.happenedColumn,
  ];
  return table({
    labelledBy: 'all-months',
    columns,
    rows: months.map((month) => rowOf(month, visit)),
    inWords: [2, 3, 6],
  });
}

function rowOf(
  { month, found, consequence, decision }: MonthFound,
  visit: Around,
): readonly [string, ...string[]] {
  const { texts, language } = visit;
  const said = texts.yourPayment;
  const basis = found.outcome === 'none' ? null : found;
  const kroner = (amount: Ore | null) => (amount === null ? '' : readableKroner(amount, language));
  return [
    readableMonth(month, language),
    kroner(basis?.netIncomeYear ?? null),
    basis === null ? '' : basis.dependants ? said.yes : said.no,
    basis?.table ?? '',
    basis === null || basis.percent === null ? '' : percentInWords(basis.percent * 100, language),
    resultInWords(found, visit),
    said[consequence === 'decision' ? decided[decision ?? 'proposed'] : consequences[consequence]],
  ];
}

function links(visit: Around, months: readonly MonthFound[]): Html {
  const said = visit.texts.yourPayment;
  const each = months.map(({ month }) => {
    const href = addressOf(visit, { name: 'calculation-month', ref: month });
    return html`<li>
      <a href="${href}">${fillIn(said.seeMonth, { month: readableMonth(month, visit.language) })}</a>
    </li>`;
  });
  return html`<ul>
    ${each}
  </ul>`;
}

/** What has come of a decision that was proposed. */
const decided = {
  'as-found': 'consequenceDecision',
  otherwise: 'consequenceOtherwise',
  proposed: 'consequenceProposed',
  'given-up': 'consequenceGivenUp',
} as const satisfies Readonly<Record<NonNullable<MonthFound['decision']>, keyof Texts['yourPayment']>>;

const consequences = {
  same: 'consequenceSame',
  pending: 'consequencePending',
  'rise-below-threshold': 'consequenceSmallRise',
  'rise-to-confirm': 'consequenceConfirm',
  'rise-waits-for-complaint': 'consequenceComplaint',
  'manual-stands': 'consequenceManual',
  'nothing-owed': 'consequenceNothing',
  defaulted: 'consequenceWaits',
  'invoice-open': 'consequenceWaits',
  'not-while-death': 'consequenceWaits',
  'not-while-bankruptcy': 'consequenceWaits',
  'not-while-debt-relief': 'consequenceWaits',
  person: 'consequencePerson',
} as const satisfies Readonly<Record<Exclude<Consequence, 'decision'>, keyof Texts['yourPayment']>>;
