import type { ClaimOfDebtor } from '../../../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../../../claims/types.ts';
import type { LetterShown } from '../../../insight/letters-shown.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { html, type Html } from '../../ui/html.ts';
import { facts } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from '../debt/debt-card.ts';
import { debtLinks } from './debt-links.ts';

export interface Letters {
  readonly letters: readonly LetterShown[];
  readonly claims: ReadonlyMap<ClaimNumber, ClaimOfDebtor>;
  readonly key: PageKey;
}

/** So many debts of a letter are named in a list. */
const NAMED = 3;

/** Letters as a list: the day of each, what it is about, and the way to it as it was sent. */
export function letterCards(
  visit: Around,
  { letters, ...known }: Letters,
  { level, most = NAMED }: { readonly level: 2 | 3; readonly most?: number },
): Html {
  return html`<ul class="debts papers">
    ${letters.map((letter) => letterCard(visit, letter, { ...known, level, most }))}
  </ul>`;
}

function letterCard(
  visit: Around,
  letter: LetterShown,
  { level, ...known }: Omit<Letters, 'letters'> & { readonly level: 2 | 3; readonly most: number },
): Html {
  const name = letterName(letter, visit);
  const became = letter.standing === 'returned' || letter.standing === 'failed' ? letter.standing : null;
  const { texts, language } = visit;
  const said = texts.papers;
  const rows = [
    { name: said.dated, value: readableDate(letter.on, language) },
    ...(letter.mains.length === 0
      ? []
      : [{ name: said.about, value: debtLinks(visit, letter.mains, known) }]),
    ...(letter.deadline === null
      ? []
      : [{ name: said.answerBy, value: readableDate(letter.deadline, language) }]),
    ...(became === null ? [] : [{ name: said.became, value: said[became] }]),
  ];
  return html`<li class="debt">
    ${level === 2 ? html`<h2 class="h3">${name}</h2>` : html`<h3>${name}</h3>`} ${facts(rows)}
    ${letterLinks(visit, letter, known.key)}
  </li>`;
}

/** What a letter is called, with a capital. */
export function letterName({ kind }: Pick<LetterShown, 'kind'>, { texts }: Pick<Around, 'texts'>): string {
  const name = texts.letterNames[kind];
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

/** The way to the letter as it was sent, or why there is none. */
export function letterLinks(visit: Around, letter: LetterShown, key: PageKey): Html {
  const said = visit.texts.papers;
  const { copy } = letter;
  if (copy.may !== 'read') {
    const why = copy.may === 'others' ? said.othersLetter : said.hiddenLetter;
    return html`<p>${fillIn(why, { phone: visit.contact.phone })}</p>`;
  }
  const ref = pageRef(key, 'letter', letter.letter);
  const heard = ` ${letterName(letter, visit)}, ${readableDate(letter.on, visit.language)}`;
  const link = (name: 'letter' | 'translation', text: string) =>
    html`<p>
      <a href="${addressOf(visit, { name, ref })}">${text}<span class="sr-only">:${heard}</span></a>
    </p>`;
  return html`${link('letter', said.getLetter)}
  ${copy.languages.includes('en') ? link('translation', said.getTranslation) : null}`;
}
