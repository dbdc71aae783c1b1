import type { LetterShown } from '../../../insight/letters-shown.ts';
import type { MissedDay } from '../../../insight/missed-days.ts';
import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { LetterKind } from '../../../letters/model.ts';
import { pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import type { DebtPage } from '../../../insight/debt-page.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from './debt-card.ts';

/** So many letters stand with a debt; all of them have a page of their own. */
const NEWEST = 10;

export interface DebtLetters {
  /** Those about the debt, the newest first. */
  readonly letters: readonly LetterShown[];
  readonly key: PageKey;
}

/** What was written about a debt, with the way to each letter, and why there is a reminder; nothing where nothing was. */
export function letterList(
  visit: Around,
  { claim }: Pick<DebtPage, 'claim'>,
  { letters, key }: DebtLetters,
): Html | null {
  if (letters.length === 0) return null;
  const said = visit.texts.debt;
  const reminder = letters.find(({ kind }) => REMINDING.has(kind));
  const all = html`<p><a href="${addressOf(visit, { name: 'letters' })}">${said.allLetters}</a></p>`;
  return html`${
      reminder === undefined
        ? null
        : html`<h2>${said.whyReminder}</h2>
            <p>${whyReminded(visit, reminder.missed.get(claim.main) ?? null)}</p>`
    }
    <h2>${said.letters}</h2>
    <ul>
      ${letters.slice(0, NEWEST).map((letter) => letterLine(visit, letter, key))}
    </ul>
    ${all}`;
}

/** By the day that was missed when the newest reminder was written; without one where its letter says none. */
function whyReminded({ texts, language }: Around, missed: MissedDay | null): string {
  const said = texts.debt;
  if (missed === null) return said.becauseMissing;
  const words = missed.of === 'debt' ? said.because : said.becauseInstalment;
  return fillIn(words, { by: readableDate(missed.by, language) });
}

function letterLine(visit: Around, letter: LetterShown, key: PageKey): Html {
  const words = letterInWords(letter, visit);
  if (letter.copy.may !== 'read') return html`<li>${words}</li>`;
  const href = addressOf(visit, { name: 'letter', ref: pageRef(key, 'letter', letter.letter) });
  return html`<li><a href="${href}">${words}</a> (PDF)</li>`;
}

function letterInWords({ on, kind, deadline }: LetterShown, { texts, language, now }: Around): string {
  const said = texts.debt;
  const told = { on: readableDate(on, language), kind: texts.letterNames[kind] };
  if (deadline === null) return fillIn(said.letter, told);
  const isOver = deadline < dayInCopenhagen(now);
  const by = readableDate(deadline, language);
  return fillIn(isOver ? said.letterBy : said.letterUntil, { ...told, by });
}

const REMINDING: ReadonlySet<LetterKind> = new Set(['reminder', 'demand', 'transfer-warning', 'plan-broken']);
