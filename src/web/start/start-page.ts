import { readableDate, readableMonth, type PlainDate } from '../../kernel/dates.ts';
import { readableKroner } from '../../kernel/money.ts';
import { alert } from '../ui/alert.ts';
import { html, type Html } from '../ui/html.ts';
import { ownPage } from '../ui/own-frame.ts';
import { table } from '../ui/table.ts';
import type { StandingCounts } from '../../agreements/standing-counts.ts';
import type { MonthFigures } from './month-figures.ts';
import { outcomesChart } from './outcomes-chart.ts';
import { MOST_MONTHS, type MunicipalityOverview, type Overview } from './overview.ts';
import { recentUse } from './use-chart.ts';
import { startGlossary, startTexts as texts } from './texts.ts';

/** The start page as of a day; null = the database does not answer, which the page then says. */
export function startPage(overview: Overview | null, readOn: PlainDate): string {
  const figures = overview === null ? databaseDown() : whatWeHave(overview, readOn);
  const main = html`<h1>${texts.heading}</h1>
    <p class="font-lead">${texts.lead}</p>
    <p>${texts.what}</p>
    ${figures} ${whereToLook(exampleOf(overview))}`;
  return ownPage({ title: texts.title, main, operators: true });
}

function databaseDown(): Html {
  return alert({
    variant: 'error',
    heading: texts.databaseDown,
    content: html`<p class="alert-text">${texts.databaseDownHelp}</p>`,
  });
}

function whatWeHave(overview: Overview, readOn: PlainDate): Html {
  if (overview.length === 0) {
    return alert({
      variant: 'info',
      heading: texts.noMunicipality,
      content: html`<p class="alert-text">${texts.noMunicipalityHelp} <code>npm start</code></p>`,
    });
  }
  const onlyCounts = alert({
    variant: 'info',
    heading: texts.onlyCounts,
    content: html`<p class="alert-text">${texts.onlyCountsHelp} ${texts.readOn} ${readableDate(readOn)}.</p>`,
  });
  const anyMonths = overview.some(({ figures }) => figures !== null && figures.months.length > 0);
  return html`${onlyCounts} ${overview.map(section)} ${anyMonths ? glossary() : null}`;
}

function section(municipality: MunicipalityOverview): Html {
  const id = `m${municipality.code}`;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${municipality.name}</h2>
    ${monthsOf(municipality, id)}
    ${municipality.figures === null ? null : recentUse(id, municipality.figures.use)}
  </section>`;
}

function monthsOf({ code, figures }: MunicipalityOverview, id: string): Html {
  if (figures === null) {
    const [heading, help] = [texts.monthsUnavailable, texts.monthsUnavailableHelp];
    return html`<p><strong>${heading}.</strong> ${help}</p>`;
  }
  const { months, standings } = figures;
  if (months.length === 0) {
    return html`<p><strong>${texts.noMonth}.</strong> ${texts.noMonthHelp}</p>
      ${command(`month run --municipality ${code} --month ÅÅÅÅ-MM`)}`;
  }
  return html`<h3 id="${id}-standings">${texts.standingsHeading}</h3>
    ${standingsTable(`${id}-standings`, standings)}
    <h3>${texts.chartHeading}</h3>
    ${outcomesChart(`${id}-chart`, months)}
    <h3 id="${id}-figures">${texts.tableHeading}</h3>
    ${months.length === MOST_MONTHS ? html`<p>${texts.latestMonths}</p>` : null}
    ${figuresTable(`${id}-figures`, months)}`;
}

/** What is in force for how many, and how many decisions are under way. */
function standingsTable(labelledBy: string, { inForce, underWay }: StandingCounts): Html {
  return table({
    labelledBy,
    columns: [texts.standing, texts.citizens],
    rows: [
      [texts.inForcePlan, count(inForce.plan)],
      [texts.inForceManual, count(inForce.manual)],
      [texts.deferral, count(inForce.deferred)],
      [texts.suspended, count(inForce.suspended)],
      [texts.hearing, count(underWay.hearing)],
      [texts.waiting, count(underWay.waiting)],
      [texts.decided, count(underWay.decided)],
    ],
  });
}

function figuresTable(labelledBy: string, months: readonly MonthFigures[]): Html {
  return table({
    labelledBy,
    columns: [
      texts.month,
      texts.debtors,
      texts.plan,
      texts.deferral,
      texts.noAnswer,
      texts.toPerson,
      texts.changes,
      texts.monthly,
    ],
    rows: months.map((figures) => [
      readableMonth(figures.month),
      count(figures.debtors),
      count(figures.plan),
      count(figures.deferral),
      count(figures.noAnswer),
      count(figures.toPerson),
      count(figures.changes),
      readableKroner(figures.monthly),
    ]),
  });
}

function glossary(): Html {
  const words = startGlossary.map(
    ({ term, meaning }) =>
      html`<dt>${term}</dt>
        <dd>${meaning}</dd>`,
  );
  return html`<section aria-labelledby="words">
    <h2 id="words">${texts.explainHeading}</h2>
    <dl class="words">${words}</dl>
  </section>`;
}

interface Example {
  readonly code: string;
  /** In the first month most people get a letter; the latest is the one to ask about. */
  readonly firstMonth: string;
  readonly latestMonth: string;
}

function exampleOf(overview: Overview | null): Example {
  const shown = overview?.find(({ figures }) => figures !== null && figures.months.length > 0);
  const [first] = overview ?? [];
  const months = shown?.figures?.months;
  return {
    code: (shown ?? first)?.code ?? 'KODE',
    firstMonth: months?.at(0)?.month ?? 'ÅÅÅÅ-MM',
    latestMonth: months?.at(-1)?.month ?? 'ÅÅÅÅ-MM',
  };
}

function whereToLook({ code, firstMonth, latestMonth }: Example): Html {
  const debtor = `--municipality ${code} --debtor NUMMER`;
  const letter = `letters export ${debtor} --month ${firstMonth} --file brev.pdf`;
  const entries = [
    { term: texts.story, help: texts.storyHelp, line: `debtor show NUMMER --municipality ${code}` },
    { term: texts.explain, help: texts.explainHelp, line: `explain ${debtor} --month ${latestMonth}` },
    { term: texts.letter, help: texts.letterHelp, line: letter },
    {
      term: texts.approve,
      help: texts.approveHelp,
      line: `month approve --municipality ${code} --month ${latestMonth}`,
    },
    { term: texts.verify, help: texts.verifyHelp, line: `verify --municipality ${code}` },
  ];
  const commands = entries.map(
    ({ term, help, line }) =>
      html`<dt>${term}</dt>
        <dd>${help} ${command(line)}</dd>`,
  );
  return html`<section aria-labelledby="more">
    <h2 id="more">${texts.moreHeading}</h2>
    <p>${texts.moreIntro}</p>
    <dl class="words">
      ${commands}
      <dt>${texts.docs}</dt>
      <dd>${texts.docsHelp}</dd>
    </dl>
  </section>`;
}

function command(line: string): Html {
  // An option and its value stay together where a phone breaks the line.
  const parts = `npm run -s afdrag -- ${line}`.split(/ (?=--)/);
  return html`<code class="command">${parts.map((part) => html`<span>${part}</span> `)}</code>`;
}

const danishCount = new Intl.NumberFormat('da-DK');

function count(people: number): string {
  return danishCount.format(people);
}
