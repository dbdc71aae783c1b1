import { claimsOfDebtor } from '../../../claims/claims-of-debtor.ts';
import { ore, readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { ownByRef, pageKeyOf } from '../../../municipality/page-refs.ts';
import { alert } from '../../ui/alert.ts';
import { html, type Html } from '../../ui/html.ts';
import { facts, submitButton } from '../../ui/parts.ts';
import { resentForm } from '../post-form.ts';
import type { Answer, SentForm } from '../route.ts';
import { readAmount } from './amount.ts';
import { claimName } from './names.ts';
import { writtenIn, type PayChoices } from './pay-form.ts';

/** Whether something of what was chosen is not among what can be read now: it may be paid, or only out of sight. */
export function isOutOfSight({ form }: Pick<SentForm, 'form'>, { debts, isWhole }: PayChoices): boolean {
  const there = new Set(debts.map(({ ref }) => ref));
  return !isWhole && form.chosen('debt').some((ref) => !there.has(ref));
}

/** No payment was begun, because something of what was chosen cannot be read for the moment: the page that is answered says of what. */
export async function notBegun(sent: SentForm): Promise<Answer> {
  const { tx, session, form } = sent;
  const key = await pageKeyOf(tx);
  const claims = session.debtor === null ? [] : await claimsOfDebtor(tx, session.debtor);
  const chosen = form.chosen('debt').flatMap((ref) => {
    const claim = ownByRef(ref, claims, { key, kind: 'claim', numberOf: ({ claim: number }) => number });
    return claim === null ? [] : [claimName(claim, sent)];
  });
  return notBegunPage(sent, { chosen, again: null });
}

/** The same where nothing can be read, neither what the debts are called. */
export function notBegunAtAll(sent: SentForm): Answer {
  const { texts, contact } = sent;
  return notBegunPage(sent, { chosen: [], again: fillIn(texts.missing.again, { phone: contact.phone }) });
}

/** That, what was chosen, and the way to try again, which leads to how to pay and takes nothing. */
function notBegunPage(
  sent: SentForm,
  { chosen, again }: { readonly chosen: readonly string[]; readonly again: string | null },
): Answer {
  const { texts, language } = sent;
  const said = texts.pay;
  const value = html`${chosen.map((name, place) => html`${place === 0 ? null : html`<br />`} ${name}`)}`;
  const names = chosen.length === 0 ? [] : [{ name: said.chosen, value }];
  const rows = [...names, ...sumRow(sent)];
  const sentences = again === null ? [said.notBegun] : [said.notBegun, again];
  const content = html`${sentences.map((text) => html`<p class="alert-text">${text}</p>`)}`;
  const main = html`${alert({ variant: 'warning', heading: said.notBegunHeading, headingLevel: 1, content, language })}
  ${rows.length === 0 ? null : facts(rows)}
  ${resentForm(sent, { name: 'pay-choose' }, html`${sentFields(sent)} ${submitButton(said.tryAgain)}`)}`;
  const resent = { to: { name: 'pay-choose' }, by: null } as const;
  return { kind: 'page', status: 503, page: { title: said.notBegunHeading, main, resent } };
}

/** How much it was to be, where that had been shown or written. */
function sumRow({ form, texts, language }: SentForm) {
  const sum = form.text('sum');
  const amount = /^\d{1,11}$/.test(sum) ? ore(BigInt(sum)) : readAmount(writtenIn(form, language), language);
  return amount === null ? [] : [{ name: texts.pay.amount, value: readableKroner(amount, language) }];
}

/** What was sent; the amount in øre, so that it is the same in another language. */
function sentFields({ form, language }: SentForm): Html {
  const written = writtenIn(form, language);
  const part = readAmount(written, language);
  const [name, value] = part === null ? ['amount', written] : ['part', part.toString()];
  return html`${form.chosen('debt').map((ref) => html`<input type="hidden" name="debt" value="${ref}" />`)}
    <input type="hidden" name="${name}" value="${value}" />
    <input type="hidden" name="method" value="${form.text('method')}" />`;
}
