import { claimsOfDebtor } from '../../../claims/claims-of-debtor.ts';
import { lettersShown } from '../../../insight/letters-shown.ts';
import { pageKeyOf } from '../../../municipality/page-refs.ts';
import { html } from '../../ui/html.ts';
import { backLink } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { paged, pagesOf } from '../paging.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { letterCards, type Letters } from './letter-cards.ts';

const ON_A_PAGE = 20;

/** Every letter that has been sent about the person's debts. */
export async function serveLetters(visit: PersonalVisit): Promise<Answer> {
  const said = visit.texts.papers;
  const { letters, ...known } = await lettersOf(visit);
  const { shown, ...pages } = paged(letters, visit, ON_A_PAGE);
  const list =
    letters.length === 0
      ? html`<p class="font-lead">${said.noLetters}</p>`
      : html`<p>${said.lettersLead}</p>
          ${letterCards(visit, { letters: shown, ...known }, { level: 2 })} ${pagesOf(visit, pages)}`;
  const main = html`${backLink({ href: addressOf(visit, { name: 'papers' }), text: said.back })}
    <h1>${said.letters}</h1>
    ${list}`;
  return { kind: 'page', page: { title: said.letters, main } };
}

/** The letters that the reader may know of, with what their debts are called by. */
export async function lettersOf({ tx, session }: Pick<PersonalVisit, 'tx' | 'session'>): Promise<Letters> {
  const letters = await lettersShown(tx, session);
  const [claims, key] = await Promise.all([
    session.debtor === null ? [] : claimsOfDebtor(tx, session.debtor),
    pageKeyOf(tx),
  ]);
  return { letters, key, claims: new Map(claims.map((claim) => [claim.claim, claim])) };
}
