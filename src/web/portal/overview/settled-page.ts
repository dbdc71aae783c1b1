import { citizenBooks } from '../../../insight/citizen-books.ts';
import { overviewOf } from '../../../insight/overview/overview.ts';
import type { DebtLine } from '../../../insight/overview/types.ts';
import { pageKeyOf, type PageKey } from '../../../municipality/page-refs.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { debtCard, type Around } from '../debt/debt-card.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { newestFirst } from './overview-page.ts';

/** Everything that is paid or has ended otherwise. */
export async function serveSettled(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, today, texts } = visit;
  const key = await pageKeyOf(tx);
  const { groups } =
    session.debtor === null
      ? { groups: [] }
      : overviewOf(await citizenBooks(tx, session.debtor, today), today);
  const settled = groups.find(({ group }) => group === 'settled')?.debts ?? [];
  return { kind: 'page', page: { title: texts.overview.settled, main: settledPage(visit, settled, key) } };
}

export function settledPage(visit: Around, settled: readonly DebtLine[], key: PageKey): Html {
  const said = visit.texts.overview;
  return html`${backLink({ href: addressOf(visit, { name: 'overview' }), text: said.backToOverview })}
    <h1>${said.settled}</h1>
    ${
      settled.length === 0
        ? html`<p>${said.nothingSettled}</p>`
        : html`<ul class="debts">
            ${newestFirst(settled).map((debt) => debtCard(visit, { debt, key, level: 2 }))}
          </ul>`
    }`;
}
