import type { Decision } from '../../../agreements/types.ts';
import { addDays, dayInCopenhagen } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { toComplainOf, type ToComplainOf } from '../../../messages/complaints.ts';
import type { MessageStanding } from '../../../messages/messages.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { theirPage } from '../debt/their-page.ts';
import type { PersonalVisit } from '../route.ts';

/** As the form and the receipt say (`complainNext`): the municipality looks at its decision again within four weeks. */
const LOOKED_AT_AGAIN = 28;

/** Who looks at a complaint, within how long, and who then. */
export function complaintGoes(
  guidance: ToComplainOf['guidance'],
  { texts: { messages: said } }: Pick<PersonalVisit, 'texts'>,
): string {
  const authority = guidance !== null && 'authority' in guidance ? guidance.authority : null;
  return authority === null ? said.complainNextHere : fillIn(said.complainNext, { authority });
}

/** What is to be paid while a complaint is looked at, and what the municipality does not do meanwhile. */
export function whileComplained(
  { terms }: Pick<Decision, 'terms'>,
  there: boolean,
  { texts: { messages: said } }: Pick<PersonalVisit, 'texts'>,
): Html {
  return html`${terms.outcome === 'plan' ? said.complainPay : null}
  ${there ? html`${said.stateRests} ${theirPage(said.complainThere)}` : said.complainRest}`;
}

/** On the receipt of a complaint, until it has been answered: what its form said, and who prints it keeps. */
export async function complaintMeanwhile(
  visit: PersonalVisit,
  { decision, sentAt }: MessageStanding,
  there: boolean,
): Promise<Html | null> {
  const { tx, session, today } = visit;
  if (session.debtor === null || decision === null) return null;
  const isLookedAt = today <= addDays(dayInCopenhagen(sentAt), LOOKED_AT_AGAIN);
  const { debtor } = session;
  const its = isLookedAt
    ? orElse(await readPart(tx, 'decisions', () => toComplainOf(tx, debtor)), null)
    : null;
  const guidance = its?.find((each) => each.decision.id === decision.id)?.guidance ?? null;
  return html`${its === null ? null : html`<p>${complaintGoes(guidance, visit)}</p>`}
    <p>${whileComplained(decision, there, visit)}</p>`;
}
