import type { UnderWay } from '../../../checkout/under-way.ts';
import type { NextPayment, PlanKeeps } from '../../../insight/overview/types.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { unreachable } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { Around } from '../debt/debt-card.ts';

type Words = Pick<Around, 'texts' | 'language'>;

/** What is to be paid next, in a sentence; besides what is being paid. */
export function nextPaymentInWords(
  next: NextPayment,
  { texts, language }: Words,
  underWay: readonly UnderWay[] = [],
): string {
  const said = texts.overview;
  switch (next.kind) {
    case 'nothing-now':
      return underWay.length > 0 ? said.nothingElse : said.nothingNow;
    case 'waiting':
      return fillIn(said.waitingNow, { amount: readableKroner(next.amount, language) });
    case 'not-known':
      return said.nextNotKnown;
    case 'late':
    case 'next': {
      const amount = readableKroner(next.amount, language);
      if (next.by === null) return fillIn(said.lateNow, { amount });
      const by = readableDate(next.by, language);
      return fillIn(next.kind === 'late' ? said.late : said.next, { amount, by });
    }
    default:
      return unreachable(next);
  }
}

/** What of it keeps a plan, and by which day: a sentence for each. */
export function keepsInWords(next: NextPayment, words: Words): string[] {
  return next.kind === 'late' ? next.keeps.map((each) => planKeptInWords(each, words)) : [];
}

/** What keeps a plan of which something is missing, and by which day. */
export function planKeptInWords({ amount, by }: PlanKeeps, { texts, language }: Words): string {
  return fillIn(texts.overview.keeps, {
    amount: readableKroner(amount, language),
    by: readableDate(by, language),
  });
}
