import { readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { lettersTakeBank } from '../../../municipality/own-bank.ts';
import { openingOn } from '../../../municipality/portal-opening.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import type { Answer, Visit } from '../route.ts';
import { mustChooseWay, takesPowers } from '../sign-in/ways.ts';

/** What the site is for, and how to get further; before it is open, when it will be. */
export function frontPage(visit: Visit): Answer {
  const isClosed = openingOn(visit.portal, visit.today) === 'closed';
  const main = isClosed ? notOpen(visit) : welcome(visit);
  return { kind: 'page', page: { title: visit.texts.front.title, main } };
}

function welcome(visit: Visit): Html {
  const { texts, municipalityName: municipality } = visit;
  const said = texts.front;
  return html`<h1>${fillIn(said.heading, { municipality })}</h1>
    <p class="font-lead">${said.lead}</p>
    ${visit.session === null ? signIn(visit) : toOverview(visit)} ${payAsInLetters(visit)}`;
}

/** How to pay a bill without signing in: as the letter about it says. */
function payAsInLetters(visit: Visit): Html | null {
  if (!lettersTakeBank(visit)) return null;
  const { hasPaymentLines } = visit;
  const said = visit.texts.front;
  return html`<section aria-labelledby="pay">
    <h2 id="pay">${said.payHeading}</h2>
    <p>${hasPaymentLines ? said.pay : said.payToAccount}</p>
  </section>`;
}

function signIn(visit: Visit): Html {
  const { texts, waysIn, contact } = visit;
  const { signInHeading } = texts.front;
  const { phone } = contact;
  const way =
    waysIn.length === 0
      ? html`<p>${fillIn(texts.signIn.noWay, { phone })}</p>`
      : html`<p>
            ${linkButton({ href: addressOf(visit, { name: 'sign-in' }), text: texts.signIn.withMitId })}
          </p>
          <p>${texts.signIn.forOthers}</p>
          ${forPowers(visit)}
          <p>${fillIn(texts.signIn.without, { phone })}</p>`;
  return html`<section aria-labelledby="sign-in">
    <h2 id="sign-in">${signInHeading}</h2>
    ${way}
  </section>`;
}

/** For whom it is, besides; nothing where powers give nothing here. */
function forPowers(visit: Visit): Html | null {
  const said = visit.texts.signIn;
  if (!takesPowers(visit)) return null;
  return html`<p>${mustChooseWay(visit) ? said.powersNext : said.forCompany}</p>`;
}

function toOverview(visit: Visit): Html {
  return html`<p>
    ${linkButton({ href: addressOf(visit, { name: 'overview' }), text: visit.texts.front.toOverview })}
  </p>`;
}

function notOpen({ texts, portal, municipalityName, contact: { phone }, language }: Visit): Html {
  const said = texts.front;
  const { opensOn } = portal;
  const opens = opensOn === null ? null : fillIn(said.opens, { day: readableDate(opensOn, language) });
  return html`<h1>${fillIn(said.closedHeading, { municipality: municipalityName })}</h1>
    ${opens === null ? null : html`<p class="font-lead">${opens}</p>`}
    <p>${fillIn(said.closed, { phone })}</p>`;
}
