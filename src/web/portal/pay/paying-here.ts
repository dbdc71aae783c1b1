import { paysHere } from '../../../municipality/choices/portal.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { contactOf } from '../contact.ts';
import type { Around } from '../debt/debt-card.ts';
import type { Visit } from '../route.ts';
import { takesBank, type Bank } from '../../../municipality/own-bank.ts';

/** What one can do about paying on the pages: pay there, see how to in one's own bank, or neither. */
export type PaysAs = 'here' | 'how' | 'not';

/** The same, as the municipality has chosen it: for what is printed or said elsewhere. */
export function paysAsChosen(chosen: Bank): PaysAs {
  return paysHere(chosen.portal) ? 'here' : paysAsTold(chosen);
}

/** The same, as it is now: by whoever takes payments, and no real money while the pages are tried. */
export function paysAs(visit: Bank & Pick<Visit, 'payBy'>): PaysAs {
  return visit.payBy.length > 0 ? 'here' : paysAsTold(visit);
}

function paysAsTold(bank: Bank): PaysAs {
  return takesBank(bank) ? 'how' : 'not';
}

/** Whether who looks may pay for whom they look at, and there is a way to. */
export function mayPayHere(visit: Bank & Pick<Around, 'session' | 'payBy'>): boolean {
  return visit.session.scopes.includes('pay') && paysAs(visit) !== 'not';
}

/** The way to pay what is to be paid, or that there is none here and whom to call; null = who looks may not. */
export function wayToPay(visit: Around): Html | null {
  if (!visit.session.scopes.includes('pay')) return null;
  return mayPayHere(visit)
    ? linkButton({ href: addressOf(visit, { name: 'pay' }), text: visit.texts.frame.pay })
    : html`<p class="what-next">${noWayInWords(visit)}</p>`;
}

/** That nothing can be paid here now, and whom to call about paying. */
export function noWayInWords(
  visit: Pick<Around, 'texts' | 'portal' | 'letterhead' | 'language' | 'now'>,
): string {
  const { phone } = contactOf(visit, { topic: 'pay' }, visit);
  return fillIn(visit.texts.debt.cannotPayYet, { phone });
}
