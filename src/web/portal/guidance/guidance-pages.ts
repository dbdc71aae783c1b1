import { beginGuidance, endGuidance } from '../../../identity/guidance.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import { postForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';

/** What it means to show one's page to a member of staff, and the code to tell once there is one. */
export function guidancePage(visit: PersonalVisit): Answer {
  const { texts, session } = visit;
  // Of who owes nothing here there is nothing to show, and nothing to note it at.
  if (session.debtor === null) return { kind: 'not-found' };
  const said = texts.guidance;
  const { guidance } = session;
  const main = html`<h1>${said.title}</h1>
    ${guidance === null || guidance.taken ? null : codePart(visit, guidance)}
    <p class="font-lead">${said.lead}</p>
    <ul>
      <li>${said.sees}</li>
      <li>${said.cannot}</li>
      <li>${said.form}</li>
      <li>${said.noted}</li>
    </ul>
    <p><strong>${fillIn(said.onlyCall, { phone: visit.contact.phone })}</strong></p>
    ${
      guidance === null
        ? postForm(visit, { name: 'guidance-begin' }, submitButton(said.begin))
        : html`<p>${linkButton({ href: addressOf(visit, { name: 'overview' }), text: said.toOverview })}</p>`
    }`;
  return { kind: 'page', page: { title: said.title, main } };
}

function codePart(
  { texts, language }: PersonalVisit,
  { code, endsAt }: { readonly code: string; readonly endsAt: Temporal.Instant },
): Html {
  const said = texts.guidance;
  const inPairs = code.replace(/(..)(?=.)/g, '$1 ');
  return html`<section class="contact-box" aria-labelledby="code">
    <h2 id="code">${said.codeHeading}</h2>
    <p class="guidance-code">${fillIn(said.code, { code: inPairs })}</p>
    <p>${fillIn(said.codeUntil, { time: timeOfDay(endsAt, language) })}</p>
    <p>${said.goOn}</p>
  </section>`;
}

/** Gives the session a code. What the member of staff sees first is the page with it. */
export async function giveCode({ tx, token, session, language, now: at }: SentForm): Promise<Answer> {
  const { debtor } = session;
  if (debtor === null) return { kind: 'not-found' };
  await beginGuidance(tx, {
    token,
    debtor,
    seen: { page: 'guidance', ref: null, language, query: {}, sentForm: false },
    at,
  });
  return { kind: 'go', to: { name: 'guidance' } };
}

/** Ends it at once. */
export async function stopGuidance({ tx, token }: SentForm): Promise<Answer> {
  await endGuidance(tx, token);
  return { kind: 'go', to: { name: 'overview' } };
}

/** Says on every page that staff see it, or may, and ends it; nothing where neither is so. */
export function guidanceStrip(visit: PersonalVisit): Html | null {
  const { session, texts, language } = visit;
  const { guidance } = session;
  if (guidance === null) return null;
  const said = texts.guidance;
  const words = guidance.taken
    ? html`<strong>${fillIn(said.seen, { time: timeOfDay(guidance.endsAt, language) })}</strong>`
    : html`${said.waiting} ${toCode(visit)}`;
  return html`<div class="acting-strip guidance-strip d-print-none" role="region" aria-label="${said.region}">
    <div class="container">
      <p>${words}</p>
      ${postForm(visit, { name: 'guidance-end' }, submitButton(said.stop, 'secondary'))}
    </div>
  </div>`;
}

/** Where the code stands, nothing leads there. */
function toCode(visit: PersonalVisit): Html | null {
  if (visit.place.name === 'guidance') return null;
  return html`<a href="${addressOf(visit, { name: 'guidance' })}">${visit.texts.guidance.showCode}</a>`;
}
