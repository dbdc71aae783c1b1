import type { NotPayable } from '../../../law/citizen-payment.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import type { Visit } from '../route.ts';
import { theirPage } from './their-page.ts';

/** Where something is paid that is still owed and may not be paid here, or whom to call; null = there is nothing to pay of it. */
export function notHereInWords(
  no: NotPayable,
  { texts: { debt: said }, contact }: Pick<Visit, 'texts' | 'contact'>,
): Html | null {
  if (no === 'at-recovery') return theirPage(said.payThere);
  return no === 'on-its-way' || no === 'stopped'
    ? html`${fillIn(said.cannotPayYet, { phone: contact.phone })}`
    : null;
}
