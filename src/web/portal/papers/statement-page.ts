import type { Statement } from '../../../insight/statement.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { dateField, errorSummary, radios, titleWithError, type DateField } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, facts, submitButton } from '../../ui/parts.ts';
import { table } from '../../ui/table.ts';
import { addressOf, type RouteName } from '../addresses.ts';
import { theirPage } from '../debt/their-page.ts';
import { paged, pagesOf } from '../paging.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { MOST_ON_PAPER } from './most-on-paper.ts';
import {
  ABOUT,
  askedStatement,
  asQuery,
  DAY,
  statementAsked,
  valueOf,
  type StatementAsked,
  type StatementRefusal,
} from './statement-asked.ts';
import {
  amountColumns,
  isThere,
  mayFollow,
  runInWords,
  statedName,
  statementTitle,
} from './statement-words.ts';

const ON_A_PAGE = 25;

/** What the person owed on a day of their choice; today's until they choose. */
export async function serveStatement(visit: PersonalVisit): Promise<Answer> {
  const asked = statementAsked(visit);
  const statement = await askedStatement(visit, asked);
  return statement.ok
    ? pageWith(visit, asked, { shown: statementHtml(visit, asked, statement.value), refusal: null })
    : statementRefused(visit, asked, statement.refusal);
}

/** The same page, with what is wrong with the day. */
export function statementRefused(
  visit: PersonalVisit,
  asked: StatementAsked,
  refusal: StatementRefusal,
): Answer {
  return pageWith(visit, asked, { shown: null, refusal });
}

interface Shown {
  readonly shown: Html | null;
  readonly refusal: StatementRefusal | null;
}

function pageWith(visit: PersonalVisit, asked: StatementAsked, { shown, refusal }: Shown): Answer {
  const { texts, language } = visit;
  const said = texts.papers;
  const error = refusal === null ? null : refusal.tag === 'in-future' ? said.inFuture : said.notADay;
  const day: DateField = {
    id: DAY,
    label: said.whichDay,
    hint: said.whichDayHint,
    value: asked.day,
    error,
    language,
  };
  const choices = (['everything', 'property'] as const).map((about) => ({
    value: valueOf(about),
    label: said[about],
    hint: about === 'property' ? said.propertyHint : null,
    chosen: asked.about === about,
  }));
  // Nothing is changed by asking: the day stands in the address, and a file is had by the same.
  const form = html`<form method="get" action="${addressOf(visit, { name: 'statement' })}" novalidate>
    ${dateField(day)} ${radios({ id: ABOUT, label: said.whichDebts, language }, choices)}
    ${submitButton(said.show)}
  </form>`;
  const title = refusal === null ? said.statement : titleWithError(said.statement, language);
  const main = html`${errorSummary([day], language)}
    ${backLink({ href: addressOf(visit, { name: 'papers' }), text: said.back })}
    <h1>${said.statement}</h1>
    <p class="font-lead">${said.statementLead}</p>
    ${form} ${shown}`;
  return { kind: 'page', status: refusal === null ? 200 : 422, page: { title, main } };
}

function statementHtml(visit: PersonalVisit, asked: StatementAsked, statement: Statement): Html {
  const { texts, language, contact } = visit;
  const said = texts.papers;
  const kroner = (amount: Statement['owed']) => readableKroner(amount, language);
  const there = isThere(statement);
  const known = html`<p>${fillIn(said.asKnown, { on: readableDate(statement.madeOn, language) })}</p>`;
  const run = runInWords(statement, visit);
  const heading = html`<h2 id="statement">${statementTitle(statement, asked.about, visit)}</h2>`;
  // Whoever sells a home and owes nothing for it needs the paper that says so.
  if (statement.debts.length === 0) return html`${heading} ${files(visit, asked, statement)} ${known}`;
  const { shown, ...pages } = paged(statement.debts, visit, ON_A_PAGE);
  const columns = amountColumns(statement, visit);
  const rows = shown.map((debt) => {
    const [name = '', ...more] = statedName(debt, visit);
    const words = html`${name}${more.map((line) => html`<br /><span class="weight-normal">${line}</span>`)}`;
    return [words, ...columns.map(({ of }) => kroner(of(debt)))] as const;
  });
  return html`${heading}
  ${facts([
    { name: said.toUs, value: html`<strong>${kroner(statement.owed)}</strong>` },
    ...(there ? [{ name: said.there, value: html`<strong>${kroner(statement.atRecovery)}</strong>` }] : []),
  ])}
  ${run === null ? null : html`<p>${run}</p>`}
  ${table({ labelledBy: 'statement', columns: [said.what, ...columns.map(({ name }) => name)], rows })}
  ${pagesOf(visit, pages, asQuery(asked))} ${files(visit, asked, statement)} ${known}
  ${there ? html`<p>${theirPage(said.thereNote)}</p>` : null}
  ${mayFollow(statement) ? html`<p>${fillIn(said.propertyNote, { phone: contact.phone })}</p>` : null}`;
}

function files(visit: PersonalVisit, asked: StatementAsked, { debts }: Statement): Html {
  const said = visit.texts.papers;
  const query = new URLSearchParams(asQuery(asked)).toString();
  const link = (name: RouteName, text: string) =>
    html`<li><a href="${addressOf(visit, { name })}?${query}">${text}</a></li>`;
  return html`<ul class="nobullet-list">
    ${debts.length > MOST_ON_PAPER ? html`<li>${said.tooLong}</li>` : link('statement-pdf', said.getStatement)}
    ${debts.length === 0 ? null : link('statement-csv', said.getStatementTable)}
  </ul>`;
}
