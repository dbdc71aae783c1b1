import { restWaits } from '../../../insight/overview/rest-waits.ts';
import { alert } from '../../ui/alert.ts';
import { html, type Html } from '../../ui/html.ts';
import type { PersonalVisit } from '../route.ts';
import { payName } from './names.ts';
import type { PayChoices } from './pay-form.ts';
import { underWayInWords, underWayLink } from './under-way.ts';

/** Each payment that is under way, with what it is for and the way to it, for who is about to pay; and when the rest of it can be paid. */
export function underWayNotes(
  visit: PersonalVisit,
  { debts, underWay }: Pick<PayChoices, 'debts' | 'underWay'>,
): readonly Html[] {
  const said = visit.texts.pay;
  const rest = restWaits(debts) ? [html`<p>${said.restWaits}</p>`] : [];
  const notes = underWay.map((payment) => {
    const names = debts
      .filter((debt) => debt.underWay?.reference === payment.reference)
      .map((debt) => html`<li>${payName(debt, visit)}</li>`);
    return alert({
      variant: payment.waitsFor === 'citizen' ? 'info' : 'warning',
      heading: underWayInWords(payment, visit),
      content: html`${
          names.length === 0
            ? null
            : html`<ul>
                ${names}
              </ul>`
        }
        ${payment.waitsFor === 'citizen' && names.length > 0 ? html`<p>${said.underWayHint}</p>` : null}
        <p>${underWayLink(payment, visit)}</p>`,
      language: visit.language,
    });
  });
  return [...notes, ...rest];
}

/** That there is nothing to choose: nothing is left, or nothing but the rest of what is being paid. */
export function nothingToPay(
  { texts: { pay: said } }: Pick<PersonalVisit, 'texts'>,
  { debts, underWay }: Pick<PayChoices, 'debts' | 'underWay'>,
): Html | null {
  if (restWaits(debts)) return null;
  return html`<p class="font-lead">${underWay.length > 0 ? said.nothingElse : said.nothing}</p>`;
}
