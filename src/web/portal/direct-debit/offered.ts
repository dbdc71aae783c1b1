import type { AskedDebit, DirectDebitOf } from '../../../direct-debit/for-citizen.ts';
import type { Debit } from '../../../direct-debit/types.ts';
import type { BankAsked } from '../../../insight/overview/bank-asked.ts';
import type { DebtLine, NextPayment } from '../../../insight/overview/types.ts';
import { readableDate, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { BetalingsserviceChoices } from '../../../municipality/choices/betalingsservice.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../../../platform/database.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import { phonesAbout } from '../contact.ts';
import { complaintInWords, nextInWords, paidWithInWords, planEndedInWords } from '../debt/next-words.ts';
import { underWayInWords } from '../pay/under-way.ts';
import type { PersonalVisit, Visit } from '../route.ts';

/** The municipality's agreement about Betalingsservice; null: nothing of it is shown. */
export async function directDebitHere(tx: MunicipalityReadTx): Promise<BetalingsserviceChoices | null> {
  return (await configurationVersion(tx, null))?.configuration.betalingsservice ?? null;
}

/** The way to the page. */
export function directDebitLink(visit: Pick<PersonalVisit, 'texts' | 'municipality' | 'language'>): Html {
  const href = addressOf(visit, { name: 'direct-debit' });
  return html`<p><a href="${href}">${visit.texts.directDebit.link}</a></p>`;
}

/** That the bank cannot pay what is next; what it pays next; and what it has been asked for and nobody has told of. Null = nothing. */
export function nextInBank(
  visit: Pick<Visit, 'texts' | 'language'>,
  { coming, bankPaysFrom }: Pick<DirectDebitOf, 'coming' | 'bankPaysFrom'>,
  next: NextPayment,
): Html | null {
  const { directDebit: said } = visit.texts;
  const isLate = next.kind === 'next' && isOutOfReach(next.by, bankPaysFrom);
  const first = coming.find(({ answer }) => answer === 'coming');
  const told = coming.filter((debit) => debit.answer === 'awaited' || isOpen(debit, next));
  const words = [
    ...(isLate ? [said.notInTime] : []),
    ...[...told, ...(first === undefined ? [] : [first])].map((debit) =>
      bankInWords(debit, visit, said.next),
    ),
  ];
  return words.length === 0 ? null : html`${words.map((each) => html`<p>${each}</p>`)}`;
}

/** Whether the reader has signed up, and the bank cannot pay by a day any longer. */
export function isOutOfReach(by: PlainDate, bankPaysFrom: PlainDate | null): boolean {
  return bankPaysFrom !== null && nextBankDay(by) < bankPaysFrom;
}

/** Whether something is asked for that may be what the bank was asked for and has not told of. */
function isOpen({ answer, dueOn }: AskedDebit, next: NextPayment): boolean {
  return answer === 'unanswered' && next.kind === 'late' && (next.by === null || next.by <= dueOn);
}

/** Whether the bank pays anything, or may have paid it. */
export function paysByBank({ coming }: Pick<DirectDebitOf, 'coming'>): boolean {
  return coming.some(isPaying);
}

/** Whether the bank pays it, or may have paid it: nothing else is begun about it. One whose answer should have come the reader sees to. */
export function isPaying({ answer }: Pick<BankAsked, 'answer'>): boolean {
  return answer !== 'unanswered';
}

/** What the reader's bank has been asked for, by main claim. */
export type Collected = DirectDebitOf['about'];

/** What happens next about a debt: it is being paid on the web, the bank pays it or may have paid it, or what would happen else. */
export function whatNext(
  debt: Pick<
    DebtLine,
    'mains' | 'left' | 'next' | 'underWay' | 'wishWaits' | 'complaint' | 'paidWith' | 'planEnded' | 'name'
  >,
  visit: Pick<
    PersonalVisit,
    'texts' | 'language' | 'portal' | 'letterhead' | 'now' | 'contact' | 'municipalityName' | 'hidesAddress'
  >,
  collected: Collected,
): string {
  const { mains, left, next, underWay, wishWaits, planEnded } = debt;
  if (underWay !== null && left > zeroOre) return underWayInWords(underWay, visit);
  const debit = left === zeroOre ? null : collectedOf(mains, collected);
  const phones = phonesAbout(visit, debt.name.type);
  const said = [
    planEnded === null ? null : planEndedInWords(planEnded, visit),
    nextInWords(next, { ...visit, phones }),
    wishWaits ? fillIn(visit.texts.debts.wishWaits, { phone: phones.cannotPay }) : null,
    complaintInWords(debt, visit.texts),
  ];
  const byBank = debit === null ? null : bankInWords(debit, visit, visit.texts.directDebit.automatic);
  const isBoth = debit === null || debit.answer === 'unanswered' || isOlder(next, debit);
  return [...(isBoth ? said : []), byBank, paidWithInWords(debt, visit)]
    .filter((words) => words !== null)
    .join(' ');
}

/** What the reader's bank has been asked for of these; null = nothing. */
export function collectedOf(mains: DebtLine['mains'], collected: Collected): AskedDebit | null {
  return mains.map((main) => collected.get(main)).find((each) => each !== undefined) ?? null;
}

/** Something of a plan is missing that the bank has not been asked for. */
function isOlder(next: DebtLine['next'], { dueOn }: AskedDebit): boolean {
  if (next.tag === 'plan-demanded' || next.tag === 'plan-demanded-late') return true;
  return next.tag === 'instalments-late' && next.by < dueOn;
}

/** That the bank pays it, in the page's own words, or how it stands when its day has passed. */
export function bankInWords(
  debit: Pick<AskedDebit, 'amount' | 'payOn' | 'answer'>,
  { texts: { directDebit: said }, language }: Pick<Visit, 'texts' | 'language'>,
  coming: string,
): string {
  const words = { coming, awaited: said.awaited, unanswered: said.unanswered };
  return fillIn(words[debit.answer], inWords(debit, language));
}

/** An amount and its day. */
export function inWords({ amount, payOn }: Pick<Debit, 'amount' | 'payOn'>, language: Visit['language']) {
  return { amount: readableKroner(amount, language), on: readableDate(payOn, language) };
}
