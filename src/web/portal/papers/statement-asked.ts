import { ofProperties, statementOn, type Statement } from '../../../insight/statement.ts';
import { parseUsableDate, type PlainDate } from '../../../kernel/dates.ts';
import { zeroOre } from '../../../kernel/money.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import type { DateField } from '../../ui/form-fields.ts';
import type { PersonalVisit, Visit } from '../route.ts';

/** What a statement is asked about: a day and which debts. Both stand in the address, so that a page and its files are the same. */
export interface StatementAsked {
  /** As it was written; today's where nothing was. */
  readonly day: DateField['value'];
  readonly about: About;
}

export type About = 'everything' | 'property';

/** The names of the form's fields; the date's are as `dateField` names them. */
export const DAY = 'dag';
export const ABOUT = 'hvad';
const PROPERTY = 'ejendom';

/** What an address asks for; anybody may have written it. */
export function statementAsked({ query, today }: Pick<Visit, 'query' | 'today'>): StatementAsked {
  const written = [query[DAY], query[`${DAY}-month`], query[`${DAY}-year`]];
  const [day = '', month = '', year = ''] = written.every((part) => part === undefined)
    ? [String(Number(today.slice(8))), String(Number(today.slice(5, 7))), today.slice(0, 4)]
    : written;
  return { day: { day, month, year }, about: query[ABOUT] === PROPERTY ? 'property' : 'everything' };
}

/** The same as an address has it. */
export function asQuery({
  day: { day, month, year },
  about,
}: StatementAsked): Readonly<Record<string, string>> {
  return { [DAY]: day, [`${DAY}-month`]: month, [`${DAY}-year`]: year, [ABOUT]: valueOf(about) };
}

/** The value of a choice in the form. */
export function valueOf(about: About): string {
  return about === 'property' ? PROPERTY : 'alt';
}

export type StatementRefusal = { readonly tag: 'not-a-day' | 'in-future' };

/** The statement that is asked for. Who owes nothing here has an empty one. */
export async function askedStatement(
  { tx, session, today, hidesAddress }: PersonalVisit,
  asked: StatementAsked,
): Promise<Result<Statement, StatementRefusal>> {
  const on = dayOf(asked.day);
  if (on === null) return refuse({ tag: 'not-a-day' });
  if (on > today) return refuse({ tag: 'in-future' });
  if (session.debtor === null)
    return ok({ on, madeOn: today, debts: [], owed: zeroOre, atRecovery: zeroOre, interestRun: zeroOre });
  const statement = await statementOn(tx, session.debtor, { on, today });
  if (!statement.ok) return statement;
  const stated = asked.about === 'everything' ? statement.value : ofProperties(statement.value);
  return ok(hidesAddress ? withoutPropertyNumbers(stated) : stated);
}

/** By its number anybody finds where a property lies, and who owns it may live there. */
function withoutPropertyNumbers(statement: Statement): Statement {
  const debts = statement.debts.map((debt) => ({ ...debt, claim: { ...debt.claim, property: null } }));
  return { ...statement, debts };
}

function dayOf({ day, month, year }: StatementAsked['day']): PlainDate | null {
  const [dd, mm, yyyy] = [day, month, year].map((part) => part.trim());
  if (!/^\d{1,2}$/.test(dd ?? '') || !/^\d{1,2}$/.test(mm ?? '') || !/^\d{4}$/.test(yyyy ?? '')) return null;
  return parseUsableDate(`${yyyy ?? ''}-${(mm ?? '').padStart(2, '0')}-${(dd ?? '').padStart(2, '0')}`);
}
