import { citizenBooks } from '../../../insight/citizen-books.ts';
import { overviewOf } from '../../../insight/overview/overview.ts';
import { ownByRef, pageKeyOf } from '../../../municipality/page-refs.ts';
import { html } from '../../ui/html.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { nameInWords } from './debt-words.ts';

/** One debt of the person's own. */
export async function serveDebt(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, place, today } = visit;
  if (session.debtor === null || place.ref === undefined) return { kind: 'not-found' };
  const [key, books] = await Promise.all([pageKeyOf(tx), citizenBooks(tx, session.debtor, today)]);
  const mains = [...new Set(books.claims.map(({ main }) => main))];
  const main = ownByRef(place.ref, mains, { key, kind: 'claim', numberOf: (claim) => claim });
  if (main === null) return { kind: 'not-found' };
  const lines = overviewOf(books, today)
    .groups.flatMap(({ debts }) => debts.flatMap((debt) => (debt.months.length > 0 ? debt.months : [debt])))
    .filter(({ mains: [its] }) => its === main);
  return {
    kind: 'page',
    page: { title: 'x', main: html`${lines.map((line) => html`<h1>${nameInWords(line, visit)}</h1>`)}` },
  };
}
