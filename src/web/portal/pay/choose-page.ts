import { keyOf } from '../../../checkout/reference.ts';
import { underWayAbout } from '../../../checkout/under-way.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { alert } from '../../ui/alert.ts';
import { errorSummary, radios, type Choice } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { facts, stepCount, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { resentForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { payName } from './names.ts';
import { isOutOfSight, notBegun } from './not-begun-page.ts';
import { takesBankFor } from './own-bank.ts';
import { carried, chosenIn, payChoices, writtenIn, type Chosen, type PayChoices } from './pay-form.ts';
import { payPageAgain } from './pay-page.ts';

/** Step 2: how to pay what was chosen. Nothing has been written. */
export async function choosePay(sent: SentForm): Promise<Answer> {
  const choices = await payChoices(sent);
  const before = { refs: new Set(sent.form.chosen('debt')), amount: writtenIn(sent.form, sent.language) };
  if (sent.form.text('back') !== '') return payPageAgain(sent, choices, { ...before, wrong: null });
  if (isOutOfSight(sent, choices)) return notBegun(sent);
  const chosen = chosenIn(sent.form, choices, sent);
  if (!chosen.ok) return payPageAgain(sent, choices, { ...before, wrong: chosen.refusal });
  return (
    instead(sent, choices, chosen.value) ??
    (await methodPage(sent, { chosen: chosen.value, method: sent.form.text('method') }))
  );
}

/**
 * What is answered where something of what was chosen is being paid already: the same payment is gone on with, and of another it is said
 * that there is one. Null = nothing of it is.
 */
export function instead(sent: SentForm, choices: PayChoices, chosen: Chosen): Answer | null {
  const mains = chosen.debts.flatMap((debt) => debt.mains);
  const standing = underWayAbout(choices.underWay, mains);
  if (standing === null) return null;
  const { amount, claims, reference, waitsFor } = standing;
  const isSame =
    amount === chosen.amount &&
    claims.length === mains.length &&
    claims.every((each) => mains.includes(each));
  if (isSame) return { kind: 'go', to: { name: 'payment', ref: keyOf(reference) } };
  const said = sent.texts.pay;
  const words = fillIn(waitsFor === 'citizen' ? said.finishFirst : said.waitFirst, {
    amount: readableKroner(amount, sent.language),
  });
  const refs = new Set(chosen.debts.map(({ ref }) => ref));
  const wrong = { tag: 'wrong-choice', field: 'debt', words } as const;
  return payPageAgain(sent, choices, { refs, amount: chosen.written, wrong });
}

export interface Method {
  readonly chosen: Chosen;
  /** How the reader meant to pay; absent = they have not said. */
  readonly method?: string;
  /** What is wrong with what was sent; absent = nothing. */
  readonly error?: string;
  /** What must be said before anything else; absent = nothing. */
  readonly note?: string;
}

/** The page of step 2; its form carries what was chosen, and the sum that the reader sees. */
export async function methodPage(
  visit: PersonalVisit,
  { chosen, method, error, note }: Method,
): Promise<Answer> {
  const { texts, language } = visit;
  const said = texts.pay;
  const field = { id: 'method', label: said.methodHeading, error: error ?? null, language };
  const ways = waysToPay(visit, { byBank: await takesBankFor(visit, chosen.debts), method });
  const rows = chosen.debts.map((debt) => ({
    name: payName(debt, visit),
    value: readableKroner(chosen.written === '' ? debt.amount : chosen.amount, language),
  }));
  const main = html`${errorSummary([field], language)} ${stepCount(2, 3, language)}
    <h1>${said.methodHeading}</h1>
    ${note === undefined ? null : alert({ variant: 'warning', heading: note, content: html``, language, isBegunAt: true })}
    ${facts([...rows, { name: said.sum, value: html`<strong>${readableKroner(chosen.amount, language)}</strong>` }])}
    <p>${said.free}</p>
    ${ways.length === 0 ? html`<p>${fillIn(said.noMethod, { phone: visit.contact.phone })}</p>` : null}
    ${resentForm(
      visit,
      { name: 'pay-begin' },
      html`${carried(chosen)}
      ${ways.length === 0 ? null : html`${radios(field, ways)} ${submitButton(said.begin)}`}
      ${backButton(visit)}`,
    )}`;
  const page = { title: said.methodHeading, main, resent: { to: { name: 'pay-choose' }, by: null } } as const;
  return error === undefined && note === undefined
    ? { kind: 'page', page }
    : { kind: 'page', status: 422, page };
}

/** Back to step 1, with what was chosen there. */
function backButton(visit: PersonalVisit): Html {
  const to = addressOf(visit, { name: 'pay-choose' });
  return html`<p class="mt-5">
    <button type="submit" class="button button-secondary" formaction="${to}" name="back" value="yes">
      ${visit.texts.pay.back}
    </button>
  </p>`;
}

/** The ways that are open to the reader, none of them chosen beforehand unless it is the only one, or the reader comes back from it. */
function waysToPay(
  { payBy, texts }: PersonalVisit,
  { byBank, method }: { readonly byBank: boolean; readonly method: string | undefined },
): Choice[] {
  const said = texts.pay;
  const channels = payBy.map(({ channel }) => channel);
  const ways = [
    ...(channels.includes('mobilepay') ? [{ value: 'mobilepay', label: said.mobilepay }] : []),
    ...(channels.includes('card') ? [{ value: 'card', label: said.card, hint: said.cardHint }] : []),
    ...(byBank ? [{ value: 'bank', label: said.bank, hint: said.bankHint }] : []),
  ];
  return ways.map((way) => ({ ...way, chosen: ways.length === 1 || way.value === method }));
}
