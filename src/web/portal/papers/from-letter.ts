import { isNoticeLetter } from '../../../kernel/ids.ts';
import { lettersShown, type LetterShown } from '../../../insight/letters-shown.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { ownByRef, pageKeyOf, pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { alert } from '../../ui/alert.ts';
import { html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
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
  if (letter === null)
    return (await isOfAnother(visit, key))
      ? { kind: 'go', to: { name: 'choose' }, wanted: place }
      : overviewWithWord(visit);
  const [main, ...others] = letter.mains;
  return main !== undefined && others.length === 0
    ? { kind: 'go', to: { name: 'debt', ref: pageRef(key, 'claim', main) } }
    : letterPage(visit, letter, key);
}

/** Whether the letter is about somebody else for whom the reader may act: then they choose that first. Nothing of it is shown before. */
async function isOfAnother({ tx, session, place }: PersonalVisit, key: PageKey): Promise<boolean> {
  for (const { debtor, basis } of session.mayActFor) {
    if (debtor === session.debtor) continue;
    const theirs = await lettersShown(tx, { ...session, debtor, actsFor: { basis, name: '' } });
    const ofKind = { key, kind: 'letter', numberOf: ({ letter }: LetterShown) => letter } as const;
    if (ownByRef(place.ref ?? '', theirs, ofKind) !== null) return true;
  }
  return false;
}

async function letterPage(visit: PersonalVisit, letter: LetterShown, key: PageKey): Promise<Answer> {
  const said = visit.texts.papers;
  const { claims } = await lettersOf(visit);
  const main = html`<h1>${said.yourLetter}</h1>
    ${letterCards(visit, { letters: [letter], claims, key }, { level: 2, most: letter.mains.length })}
    ${isNoticeLetter(letter.letter) ? null : html`<p><a href="${addressOf(visit, { name: 'your-payment' })}">${visit.texts.debt.seePlan}</a></p>`}`;
  return { kind: 'page', page: { title: said.yourLetter, main } };
}

async function overviewWithWord(visit: PersonalVisit): Promise<Answer> {
  const answer = await serveOverview(visit);
  if (answer.kind !== 'page') return answer;
  const said = visit.texts.papers;
  const word = alert({
    variant: 'info',
    heading: said.notYours,
    content: html`<p class="alert-text">${fillIn(said.notYoursText, { phone: visit.contact.phone })}</p>`,
    language: visit.language,
  });
  return { ...answer, page: { ...answer.page, main: html`${word} ${answer.page.main}` } };
}
