import type { SignedOutToo, SignOutBegun } from '../../../identity/login-port.ts';
import { endSession, overAt } from '../../../identity/sessions.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { addressOf, wantedPlace } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import type { Answer, PageContent, PersonalVisit, SentForm, Visit } from '../route.ts';
import { mayStay } from './time-left.ts';
import { stayForm, wantedThen } from './warning.ts';

/** Ends the session at once, also for other tabs; what the provider is asked afterwards changes nothing of that. */
export async function signOut({ tx, token }: SentForm): Promise<Answer> {
  const ended = await endSession(tx, token);
  return ended === null
    ? { kind: 'go', to: { name: 'signed-out' }, session: 'ended' }
    : { kind: 'leave', ended };
}

/** Signed out here, and on the way to be so at the provider: by itself where that answers, by a link where it does not. */
export function leavingPage(visit: Visit, { redirect, isThere }: Leaving): PageContent {
  const said = visit.texts.session;
  const heading = said.signedOutHere;
  const main = html`<h1>${heading}</h1>
    <p class="font-lead">${isThere ? said.onToThere : said.notThere}</p>
    <p>
      ${linkButton({ href: redirect, text: isThere ? said.outThere : said.tryThere }, isThere ? 'primary' : 'secondary')}
    </p>`;
  return { title: heading, main, session: 'ended', ...(isThere ? { onTo: redirect } : {}) };
}

type Leaving = Pick<Extract<SignOutBegun, { state: 'begun' }>, 'redirect' | 'isThere'>;

/** Signed out here, and what is known of whoever said who the person was. */
export function leftPage(visit: Visit, there: SignedOutToo | 'unavailable'): PageContent {
  const said = visit.texts.session;
  return there === 'everywhere'
    ? outPage(visit, { heading: said.signedOut, text: said.outThereToo })
    : outPage(visit, {
        heading: said.signedOutHere,
        text: there === 'in-part' ? said.inPart : said.notThere,
      });
}

/** Says so only when it is so: who is still signed in is shown the overview. */
export function signedOutPage(visit: Visit): Answer {
  if (visit.session !== null) return { kind: 'go', to: { name: 'overview' } };
  const { signedOut, signedOutText } = visit.texts.session;
  return { kind: 'page', page: outPage(visit, { heading: signedOut, text: signedOutText }) };
}

export function timedOutPage(visit: Visit): Answer {
  if (visit.session !== null) return { kind: 'go', to: { name: 'overview' } };
  const { timedOut, timedOutText } = visit.texts.session;
  return { kind: 'page', page: outPage(visit, { heading: timedOut, text: timedOutText }) };
}

function outPage(
  visit: Visit,
  { heading, text }: { readonly heading: string; readonly text: string },
): PageContent {
  const main = html`<h1>${heading}</h1>
    <p class="font-lead">${text}</p>
    <p>
      ${linkButton({ href: addressOf(visit, { name: 'front' }), text: visit.texts.session.toFront }, 'secondary')}
    </p>`;
  // The cookie of a session that is over is of no use.
  return { title: heading, main, session: 'ended' };
}

/** Where a page leads by itself shortly before time is up, for those without script; back to it from there. */
export function stillTherePage(visit: PersonalVisit): Answer {
  const { texts, session, language } = visit;
  const said = texts.session;
  const time = timeOfDay(overAt(session), language);
  const back = wantedThen(visit);
  const heading = mayStay(session) ? said.stillThere : said.soonOver;
  const main = html`<h1>${heading}</h1>
    ${
      mayStay(session)
        ? html`<p class="font-lead">${fillIn(said.soonOut, { time })}</p>
            ${stayForm(visit, back)}`
        : html`<p class="font-lead">${fillIn(said.outAtMost, { time })}</p>
            <p>${linkButton({ href: addressOf(visit, back), text: said.goBack })}</p>`
    }`;
  return { kind: 'page', page: { title: heading, main } };
}

export const stayFields = { once: ['til', 'ref'], many: [] } as const;

/** Being there is noted with every form that is sent (visit.ts). */
export function stay({ form }: SentForm): Answer {
  return { kind: 'go', to: wantedPlace(form.text('til'), form.text('ref')) };
}
