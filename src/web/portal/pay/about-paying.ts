import { payListOf } from '../../../insight/debts-to-pay.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { inWords } from '../direct-debit/offered.ts';
import { planKeptInWords } from '../overview/next-payment-words.ts';
import type { PersonalVisit } from '../route.ts';
import type { Payable } from './pay-form.ts';

/** What is to be known before something is paid: that we may have the money, that the bank pays it, by when, and what keeps the plan. */
export function aboutPaying(debt: Payable, visit: PersonalVisit): string[] {
  const { language, today, texts } = visit;
  const said = texts.pay;
  const { automatic, by, keeps } = debt;
  const hasDay = by !== null && automatic === null && payListOf(debt) !== 'not-needed';
  return [
    ...(debt.inHand ? [said.inHand] : []),
    ...(automatic === null ? [] : [fillIn(texts.directDebit.payHint, inWords(automatic, language))]),
    ...(hasDay ? [fillIn(by < today ? said.wasDue : said.by, { by: readableDate(by, language) })] : []),
    ...(keeps === null ? [] : [planKeptInWords(keeps, visit)]),
  ];
}
