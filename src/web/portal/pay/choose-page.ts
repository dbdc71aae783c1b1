import { keyOf } from '../../../checkout/reference.ts';
import { underWayAbout } from '../../../checkout/under-way.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { alert } from '../../ui/alert.ts';
import { errorSummary, radios, type Choice } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, facts, stepCount, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { resentForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { payName } from './names.ts';
import { takesBankFor } from './own-bank.ts';
import { chosenIn, newKey, payChoices, writtenIn, type Chosen, type PayChoices } from './pay-form.ts';
import { payPageAgain } from './pay-page.ts';

/** Step 2: how to pay what was chosen. Nothing has been written. */
export async function choosePay(sent: SentForm): Promise<Answer> {
  const choices = await payChoices(sent);
  const chosen = chosenIn(sent.form, choices, sent);
  if (!chosen.ok) {
    const refs = new Set(sent.form.chosen('debt'));
    return payPageAgain(sent, choices, {
      refs,
      amount: writtenIn(sent.form, sent.language),
      wrong: chosen.refusal,
    });
  }
  return instead(sent, choices, chosen.value) ?? (await methodPage(sent, { chosen: chosen.value }));
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
  /** What is wrong with what was sent; absent = nothing. */
  readonly error?: string;
  /** What must be said before anything else; absent = nothing. */
  readonly note?: string;
}

/** The page of step 2; its form carries what was chosen, and the sum that the reader sees. */
export async function methodPage(visit: PersonalVisit, { chosen, error, note }: Method): Promise<Answer> {
  const { texts, language } = visit;
  const said = texts.pay;
  const field = { id: 'method', label: said.methodHeading, error: error ?? null, language };
  const ways = waysToPay(visit, await takesBankFor(visit, chosen.debts));
  const rows = chosen.debts.map((debt) => ({
    name: payName(debt, visit),
    value: readableKroner(chosen.written === '' ? debt.amount : chosen.amount, language),
  }));
  const main = html`${errorSummary([field], language)} ${stepCount(2, 3, language)}
    <h1>${said.methodHeading}</h1>
    ${note === undefined ? null : alert({ variant: 'warning', heading: note, content: html``, language, isBegunAt: true })}
    ${facts([...rows, { name: said.sum, value: html`<strong>${readableKroner(chosen.amount, language)}</strong>` }])}
    <p>${said.free}</p>
    ${
      ways.length === 0
        ? html`<p>${fillIn(said.noMethod, { phone: visit.contact.phone })}</p>`
        : resentForm(
            visit,
            { name: 'pay-begin' },
            html`${carried(chosen)} ${radios(field, ways)} ${submitButton(said.begin)}`,
          )
    }
    ${backLink({ href: addressOf(visit, { name: 'pay' }), text: said.back })}`;
  const page = { title: said.methodHeading, main, resent: { to: { name: 'pay-choose' }, by: null } } as const;
  return error === undefined && note === undefined
    ? { kind: 'page', page }
    : { kind: 'page', status: 422, page };
}

/** The ways that are open to the reader, none of them chosen beforehand unless it is the only one. */
function waysToPay({ payBy, texts }: PersonalVisit, byBank: boolean): Choice[] {
  const said = texts.pay;
  const channels = payBy.map(({ channel }) => channel);
  const ways = [
    ...(channels.includes('mobilepay') ? [{ value: 'mobilepay', label: said.mobilepay }] : []),
    ...(channels.includes('card') ? [{ value: 'card', label: said.card, hint: said.cardHint }] : []),
    ...(byBank ? [{ value: 'bank', label: said.bank, hint: said.bankHint }] : []),
  ];
  return ways.map((way) => ({ ...way, chosen: ways.length === 1 }));
}

function carried({ debts, amount, written }: Chosen): Html {
  const refs = debts.map(({ ref }) => html`<input type="hidden" name="debt" value="${ref}" />`);
  return html`${refs}
    <input type="hidden" name="part" value="${written === '' ? '' : amount.toString()}" />
    <input type="hidden" name="sum" value="${amount.toString()}" />
    <input type="hidden" name="key" value="${newKey()}" />`;
}
