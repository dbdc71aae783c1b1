import { overAt } from '../../../identity/sessions.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { submitButton } from '../../ui/parts.ts';
import { addressBefore, addressOf, wantedIn, wantedPlace, type Place } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import { postForm } from '../post-form.ts';
import type { PersonalVisit, Visit } from '../route.ts';
import { mayStay, secondsLeft, WARNED_BEFORE } from './time-left.ts';

/**
 * What session.js opens shortly before time is up, once it has asked how much is left: other windows of the same reader may have made it more.
 * Without script it stays closed, and the page leads on by itself (frame.ts).
 */
export function warning(visit: PersonalVisit): Html {
  const { session, texts, language, now } = visit;
  const said = texts.session;
  const time = timeOfDay(overAt(session), language);
  const wanted = wantedThen(visit);
  return html`<dialog
    id="session-warning"
    class="session-warning"
    aria-labelledby="session-warning-heading"
    data-seconds="${secondsLeft(session, now)}"
    data-warned-before="${WARNED_BEFORE}"
    data-asks="${addressBefore(visit, { name: 'still-there' }, wanted)}"
    data-out="${addressOf(visit, { name: 'timed-out' })}"
  >
    <h2 id="session-warning-heading">${mayStay(session) ? said.stillThere : said.soonOver}</h2>
    <p>${fillIn(mayStay(session) ? said.soonOut : said.outAtMost, { time })}</p>
    ${mayStay(session) ? stayForm(visit, wanted) : null}
    <form method="dialog"><button class="button button-secondary">${said.close}</button></form>
  </dialog>`;
}

/** The page that somebody who stays goes on with. */
export function wantedThen({ place, query }: Pick<Visit, 'place' | 'query'>): Place {
  // What chooses for whom is answered under an address that nobody can ask for.
  if (place.name === 'act-for') return { name: 'choose' };
  return place.name === 'still-there' ? wantedPlace(query['til'], query['ref']) : place;
}

/** The button of who is still there, which leads back to where they were. */
export function stayForm(visit: PersonalVisit, wanted: Place): Html {
  const hidden = Object.entries(wantedIn(wanted)).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  return postForm(visit, { name: 'stay' }, html`${hidden} ${submitButton(visit.texts.session.stay)}`);
}
