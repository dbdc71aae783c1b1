import { lettersShown, type LetterShown } from '../../../insight/letters-shown.ts';
import { ownByRef, pageKeyOf, pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { alert } from '../../ui/alert.ts';
import { html } from '../../ui/html.ts';
import { serveOverview } from '../overview/overview-page.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { letterCards } from './letter-cards.ts';
import { lettersOf } from './letters-page.ts';

/**
 * Where the address on a letter leads: to the debt that it is about, or, where it is about several, to the letter with all of them. Of a letter
 * that is not the reader's nothing is told: the overview, with a kind word.
 */
export async function fromLetter(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, place } = visit;
  const [own, key] = [await lettersShown(tx, session), await pageKeyOf(tx)];
  const letter = ownByRef(place.ref ?? '', own, { key, kind: 'letter', numberOf: (each) => each.letter });
  if (letter === null) return overviewWithWord(visit);
  const [main, ...others] = letter.mains;
  return main !== undefined && others.length === 0
    ? { kind: 'go', to: { name: 'debt', ref: pageRef(key, 'claim', main) } }
    : letterPage(visit, letter, key);
}

async function letterPage(visit: PersonalVisit, letter: LetterShown, key: PageKey): Promise<Answer> {
  const said = visit.texts.papers;
  const { claims } = await lettersOf(visit);
  const main = html`<h1>${said.yourLetter}</h1>
    ${letterCards(visit, { letters: [letter], claims, key }, 2)}`;
  return { kind: 'page', page: { title: said.yourLetter, main } };
}

async function overviewWithWord(visit: PersonalVisit): Promise<Answer> {
  const answer = await serveOverview(visit);
  if (answer.kind !== 'page') return answer;
  const said = visit.texts.papers;
  const word = alert({
    variant: 'info',
    heading: said.notYours,
    content: html`<p class="alert-text">${said.notYoursText}</p>`,
    language: visit.language,
  });
  return { ...answer, page: { ...answer.page, main: html`${word} ${answer.page.main}` } };
}
