import type { NextPayment, PlanKeeps } from '../../../insight/overview/types.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { unreachable } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import type { Around } from '../debt/debt-card.ts';
import { nameInWords, togetherInWords } from '../debt/debt-words.ts';

type Words = Pick<Around, 'texts' | 'language'>;

/** What is to be paid next, in a sentence; besides what is being paid (`isPaying`). */
export function nextPaymentInWords(next: NextPayment, { texts, language }: Words, isPaying = false): string {
  const said = texts.overview;
  switch (next.kind) {
    case 'nothing-now':
      return isPaying ? said.nothingElse : said.nothingNow;
    case 'waiting':
      return fillIn(said.waitingNow, { amount: readableKroner(next.amount, language) });
    case 'not-known':
      return said.nextNotKnown;
    case 'late':
    case 'next': {
      const amount = readableKroner(next.amount, language);
      if (next.by === null) return fillIn(said.lateNow, { amount });
      const words = next.kind === 'next' ? said.next : next.isOldest ? said.lateOldest : said.late;
      return fillIn(words, { amount, by: readableDate(next.by, language) });
    }
    default:
      return unreachable(next);
  }
}

/** What falls due next besides what is late; null = nothing does. */
export function afterInWords(next: NextPayment, { texts, language }: Words): string | null {
  if (next.kind !== 'late' || next.after === null) return null;
  return fillIn(texts.overview.next, {
    amount: readableKroner(next.after.amount, language),
    by: readableDate(next.after.by, language),
  });
}

/** What of it keeps a plan, and by which day: a sentence for each, which says of which plan it is where there is another, or something else is late. */
export function keepsInWords(next: NextPayment, visit: Around): string[] {
  if (next.kind !== 'late') return [];
  if (next.isOnePlan) return next.keeps.map((each) => planKeptInWords(each, visit));
  return next.keeps.map((each) => {
    const names = each.of.map((debt) => nameInWords(debt, visit));
    const plan = togetherInWords(names, visit.texts);
    return fillIn(visit.texts.overview.keepsOf, { plan, kept: planKeptInWords(each, visit) });
  });
}

/** What keeps a plan of which something is missing, and by which day. */
export function planKeptInWords(
  { amount, by }: Pick<PlanKeeps, 'amount' | 'by'>,
  { texts, language }: Words,
): string {
  return fillIn(texts.overview.keeps, {
    amount: readableKroner(amount, language),
    by: readableDate(by, language),
  });
}

/** Whether so much is held for the citizen: it may be paid already. */
export function isInHand(next: NextPayment, held: Ore): boolean {
  return (next.kind === 'late' || next.kind === 'next') && next.amount <= held;
}

/** What is held for the reader, where they pay; and to call first where it may be for what is to be paid. Null = nothing is. */
export function heldNote(
  { held, inHand }: { readonly held: Ore; readonly inHand: boolean },
  { texts, language, contact }: Words & Pick<Around, 'contact'>,
): Html | null {
  if (held === zeroOre) return null;
  const said = texts.overview;
  const told = { amount: readableKroner(held, language), phone: contact.phone };
  return html`<p class="what-next">${fillIn(inHand ? said.heldFirst : said.held, told)}</p>`;
}
