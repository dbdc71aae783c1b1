import type { Statement } from '../../../insight/statement.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, sumOre } from '../../../kernel/money.ts';
import { setPaper, type Paper, type PaperBlock } from '../../../letters/paper.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { THEIR_PAGE } from '../debt/their-page.ts';
import { claimName } from '../pay/names.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { MOST_ON_PAPER } from './most-on-paper.ts';
import { CSV, danishCsv, type Cell } from './spreadsheet.ts';
import { askedStatement, statementAsked, type About } from './statement-asked.ts';
import { statementRefused } from './statement-page.ts';
import {
  amountColumns,
  isThere,
  mayFollow,
  runInWords,
  statedName,
  statementTitle,
  type AmountColumn,
} from './statement-words.ts';
import { whoseBlock, type PaperVisit } from './whose.ts';

/** The statement as a paper. One that is too long for it is had for a spreadsheet. */
export async function serveStatementPaper(visit: PersonalVisit): Promise<Answer> {
  const asked = statementAsked(visit);
  const statement = await askedStatement(visit, asked);
  if (!statement.ok) return statementRefused(visit, asked, statement.refusal);
  if (statement.value.debts.length > MOST_ON_PAPER) return { kind: 'not-found' };
  const paper = statementPaper(statement.value, asked.about, visit);
  const name = fillIn(visit.texts.papers.fileStatement, { on: statement.value.on });
  return { kind: 'paper', name, set: (from) => setPaper(paper, from) };
}

function statementPaper(statement: Statement, about: About, visit: PaperVisit): Paper {
  const { texts, language, today, contact } = visit;
  const said = texts.papers;
  const words = (text: string): PaperBlock => ({ kind: 'text', text });
  const run = runInWords(statement, visit);
  const notes = [
    ...(run === null ? [] : [run]),
    fillIn(said.asKnown, { on: readableDate(today, language) }),
    ...(isThere(statement) ? [fillIn(said.thereNote, { page: THEIR_PAGE })] : []),
    ...(mayFollow(statement) ? [fillIn(said.propertyNote, { phone: contact.phone })] : []),
  ];
  return {
    language,
    title: statementTitle(statement, about, visit),
    day: today,
    parts: [
      { heading: null, blocks: [whoseBlock(visit)] },
      {
        heading: null,
        blocks: [
          ...(statement.debts.length === 0 ? [] : [statedFigures(statement, visit)]),
          ...notes.map(words),
        ],
      },
    ],
  };
}

/** Columns of amounts: more do not stand beside each other on a page of A4. */
const MOST_COLUMNS = 5;

function statedFigures(statement: Statement, visit: PaperVisit): PaperBlock {
  const said = visit.texts.papers;
  const kroner = (amount: Statement['owed']) => readableKroner(amount, visit.language);
  const columns = columnsThatFit(amountColumns(statement, visit), visit);
  return {
    kind: 'figures',
    columns: [said.what, ...columns.map(({ name }) => name)],
    // What nobody may break, as a long name or millions, has room.
    widths: [
      columns.length < MOST_COLUMNS ? 2.4 : 1.6,
      ...columns.map(({ name }) => (name === said.there ? 1.2 : 1)),
    ],
    amounts: columns.length,
    rows: statement.debts.map((debt) => [
      statedName(debt, visit).join('\n'),
      ...columns.map(({ of }) => kroner(of(debt))),
    ]),
    total: [said.inAll, ...columns.map(({ total }) => (total === null ? '' : kroner(total)))],
  };
}

/** The sentence below the table tells all of the new interest; where something has fallen away, a debt is told with its interest and fees. */
function columnsThatFit(all: readonly AmountColumn[], { texts }: PaperVisit): readonly AmountColumn[] {
  const said = texts.papers;
  const columns = all.length > MOST_COLUMNS ? all.filter(({ name }) => name !== said.run) : all;
  if (columns.length <= MOST_COLUMNS) return columns;
  const isRaised = ({ name }: AmountColumn) => name === said.principal || name === said.charges;
  const whole: AmountColumn = {
    name: said.withCharges,
    of: ({ principal, interest, fees }) => sumOre([principal, interest, fees]),
    total: null,
  };
  return [whole, ...columns.filter((column) => !isRaised(column))];
}

/** The statement for a spreadsheet. */
export async function serveStatementTable(visit: PersonalVisit): Promise<Answer> {
  const said = visit.texts.papers;
  const asked = statementAsked(visit);
  const statement = await askedStatement(visit, asked);
  if (!statement.ok) return statementRefused(visit, asked, statement.refusal);
  const { on, debts } = statement.value;
  const head = [
    said.columnOn,
    said.what,
    said.columnSystem,
    said.columnNumber,
    said.columnFrom,
    said.columnTo,
    said.columnDue,
    said.columnProperty,
    said.columnFollows,
    said.principal,
    said.columnInterest,
    said.columnFees,
    said.paidOff,
    said.fellAway,
    said.left,
    said.run,
    said.there,
  ];
  const rows = debts.map(({ claim, priorityUntil, ...amounts }): Cell[] => [
    on,
    claimName(claim, visit),
    claim.sourceSystem,
    claim.claimId,
    claim.from,
    claim.to,
    claim.due,
    claim.property,
    priorityUntil,
    amounts.principal,
    amounts.interest,
    amounts.fees,
    amounts.paid,
    amounts.fellAway,
    amounts.left,
    amounts.interestRun,
    amounts.atRecovery,
  ]);
  const name = fillIn(said.fileStatementTable, { on });
  return { kind: 'file', name, type: CSV, content: danishCsv(head, rows) };
}
