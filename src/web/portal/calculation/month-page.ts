import { explainMonth, type MonthExplained } from '../../../agreements/explain.ts';
import { claimsOfDebtor } from '../../../claims/claims-of-debtor.ts';
import { monthsFound } from '../../../insight/months-found.ts';
import { repays } from '../../../insight/your-payment.ts';
import { parseYearMonth, readableMonth } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from '../debt/debt-card.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { resultInWords } from './calculation-page.ts';
import { stepsInWords, yearChart } from './steps.ts';

/** How one month was worked out, for the person it was worked out for. */
export async function serveMonth(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, place, texts, language } = visit;
  const asked = parseYearMonth(place.ref ?? '');
  if (session.debtor === null || asked === null) return { kind: 'not-found' };
  const { debtor } = session;
  if (!repays({ claims: await claimsOfDebtor(tx, debtor) })) return { kind: 'not-found' };
  const found = (await monthsFound(tx, { debtor })).find(({ month }) => month === asked);
  if (found === undefined) return { kind: 'not-found' };
  const explained = await explainMonth(tx, found);
  if (!explained.ok) return { kind: 'not-found' };
  const title = fillIn(texts.yourPayment.monthTitle, { month: readableMonth(asked, language) });
  return { kind: 'page', page: { title, main: monthPage(visit, explained.value) } };
}

export function monthPage(visit: Around, explained: MonthExplained): Html {
  const { texts, language } = visit;
  const said = texts.yourPayment;
  const { month: of, found } = explained.determination;
  const month = readableMonth(of, language);
  const back = { href: addressOf(visit, { name: 'calculation' }), text: said.byMonth };
  const chart =
    found.outcome === 'plan' && found.netIncomeYear !== null && found.percent !== null
      ? html`<h2 id="picture">${said.picture}</h2>
          ${yearChart(visit, { labelledBy: 'picture', year: found.netIncomeYear, percent: found.percent, monthly: found.monthly })}`
      : null;
  return html`${backLink(back)}
    <h1>${fillIn(said.monthHeading, { month })}</h1>
    ${
      found.outcome === 'none'
        ? html`<p class="font-lead">${fillIn(said.noAnswerText, { month })}</p>`
        : html`<div class="next-payment"><p>${amountOrNothing(found, visit)}</p></div>
            ${chart}
            <h2>${found.outcome === 'plan' ? said.why : said.whyNothingThen}</h2>
            ${stepsInWords(visit, explained.steps, explained.answeredOn)}`
    }`;
}

/** By itself, the amount says that it is for each month. */
function amountOrNothing(
  found: MonthExplained['determination']['found'],
  { texts, language }: Pick<Around, 'texts' | 'language'>,
): string {
  const amount = resultInWords(found, { texts, language });
  return found.outcome === 'plan' ? fillIn(texts.yourPayment.eachMonth, { amount }) : amount;
}
