import { payListOf } from '../../../insight/debts-to-pay.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { phonesAbout } from '../contact.ts';
import { bankInWords } from '../direct-debit/offered.ts';
import { planKeptInWords } from '../overview/next-payment-words.ts';
import type { PersonalVisit } from '../route.ts';
import type { Payable } from './pay-form.ts';

/** What is to be known before something is paid: that we may have the money, that the bank pays it, by when, and what keeps the plan. */
export function aboutPaying(debt: Payable, visit: PersonalVisit): string[] {
  const { language, today, texts } = visit;
  const said = texts.pay;
  const { bank, by, isOldest, keeps } = debt;
  const isByBank = bank !== null && bank.answer !== 'unanswered';
  const hasDay = by !== null && !isByBank && payListOf(debt) !== 'not-needed';
  const dayWords = by === null || by >= today ? 'by' : isOldest ? 'wasOldest' : 'wasDue';
  return [
    ...(debt.inHand ? [said.inHand] : []),
    ...(debt.askFirst
      ? [fillIn(texts.debts.askFirst, { phone: phonesAbout(visit, debt.claim.type).ask })]
      : []),
    ...(bank === null ? [] : [bankInWords(bank, visit, texts.directDebit.payHint)]),
    ...(hasDay ? [fillIn(said[dayWords], { by: readableDate(by, language) })] : []),
    ...(debt.outOfReach && hasDay ? [texts.directDebit.notInTime] : []),
    ...(keeps === null ? [] : [planKeptInWords(keeps, visit)]),
  ];
}
