import { overAt } from '../../../identity/sessions.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import { postForm } from '../post-form.ts';
import type { PersonalVisit } from '../route.ts';
import { mayStay, secondsLeft, WARNED_BEFORE } from './time-left.ts';

/** What session.js opens shortly before time is up. Without script it stays closed, and the page leads on by itself (frame.ts). */
export function warning(visit: PersonalVisit): Html {
  const { session, texts, language, now } = visit;
  const said = texts.session;
  const time = timeOfDay(overAt(session), language);
  const left = secondsLeft(session, now);
  return html`<dialog
    id="session-warning"
    class="session-warning"
    aria-labelledby="session-warning-heading"
    data-seconds="${left}"
    data-warned-before="${WARNED_BEFORE}"
    data-idle="${session.idleMinutes * 60}"
    data-out="${addressOf(visit, { name: 'timed-out' })}"
  >
    <h2 id="session-warning-heading">${said.stillThere}</h2>
    <p>${fillIn(mayStay(session) ? said.soonOut : said.outAtMost, { time })}</p>
    ${mayStay(session) ? postForm(visit, { name: 'stay' }, submitButton(said.stay)) : null}
    <form method="dialog"><button class="button button-secondary">${said.close}</button></form>
  </dialog>`;
}
