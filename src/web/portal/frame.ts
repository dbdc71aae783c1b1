import { overAt } from '../../identity/sessions.ts';
import { fillIn } from '../../letters/texts/fill-in.ts';
import { covers, readableDate } from '../../kernel/dates.ts';
import { openingOn } from '../../municipality/portal-opening.ts';
import { assetAddress } from '../ui/assets.ts';
import { alert } from '../ui/alert.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { languages } from '../ui/language.ts';
import { page } from '../ui/page.ts';
import { addressBefore, addressOf } from './addresses.ts';
import { timeOfDay } from './clock-words.ts';
import { contactLines } from './contact-lines.ts';
import { lookAddress } from './look.ts';
import { menu } from './menu.ts';
import { ownQuery } from './own-query.ts';
import { postForm, RESENT_FORM, type Resent } from './post-form.ts';
import type { PageContent, PersonalVisit, Visit } from './route.ts';
import { paysAs } from './pay/paying-here.ts';
import { guidanceStrip } from './guidance/guidance-pages.ts';
import { isShown } from './shown.ts';
import { actingStrip } from './acting/acting-pages.ts';
import { wantedThen, warning } from './session/warning.ts';
import { secondsLeft, WARNED_BEFORE, mayStay } from './session/time-left.ts';

/** A page in the municipality's own frame: its name and arms, who is signed in, the way to everything else, whom to ask. */
export function framed(visit: Visit, content: PageContent): string {
  const { title, main, isWritten = false, again, resent, onTo } = content;
  const { look } = visit;
  const personal = isPersonal(visit) ? visit : null;
  return page({
    title: `${title} – ${visit.municipalityName}`,
    language: visit.language,
    head: html`<link rel="stylesheet" href="${lookAddress(visit.municipality, look, 'kommune.css')}" />
      ${personal === null ? null : html`<script src="${assetAddress('session.js')}" defer></script>`}
      ${again === undefined ? null : asksAgain(again)}
      ${onTo === undefined ? null : html`<meta http-equiv="refresh" content="0;url=${onTo}" />`}
      ${personal === null || again !== undefined ? null : leavesByItself(personal, isWritten)}`,
    header: html`${masthead(visit)} ${personal === null || !visit.isOpen ? null : navigation(personal)}`,
    above: html`${testBanner(visit)} ${personal === null || !visit.isOpen ? null : actingStrip(personal)}
    ${personal === null ? null : guidanceStrip(personal)} ${notices(visit)}`,
    main: html`${main} ${personal === null ? null : warning(personal)}`,
    footer: html`${contact(visit)} ${languageSwitch(visit, resent)}`,
  });
}

function isPersonal(visit: Visit): visit is PersonalVisit {
  return visit.session !== null;
}

function masthead(visit: Visit): Html {
  const { look } = visit;
  const front = addressOf(visit, { name: 'front' });
  const arms = look.arms === null ? null : lookAddress(visit.municipality, look, 'vaaben.svg');
  return html`<div class="masthead">
    <div class="masthead-inner container">
      <a
        href="${front}"
        class="masthead-name"
        aria-label="${visit.municipalityName}. ${visit.texts.frame.toFront}"
      >
        ${arms === null ? null : html`<img src="${arms}" alt="" width="40" height="48" />`}
        <span>${visit.municipalityName}</span>
      </a>
      ${isPersonal(visit) ? person(visit) : null}
    </div>
  </div>`;
}

function person(visit: PersonalVisit): Html {
  const said = visit.texts.frame;
  const signOut = html`<button type="submit" class="function-link log-off">
    ${icon('lock')}${said.signOut}
  </button>`;
  return html`<div class="masthead-person">
    <p>${said.signedInAs} <strong>${visit.session.name}</strong></p>
    ${postForm(visit, { name: 'sign-out' }, signOut)}
  </div>`;
}

function navigation(visit: PersonalVisit): Html {
  const said = visit.texts.frame;
  const open = menu.filter(
    ({ name, needs }) =>
      (needs === null || visit.session.scopes.includes(needs)) && (name !== 'pay' || leadsToPay(visit)),
  );
  const items = open.map(({ name, text, holds }) => {
    const href = addressOf(visit, { name });
    if (visit.place.name === name)
      return html`<li class="active current"><a href="${href}" aria-current="page">${said[text]}</a></li>`;
    return holds.includes(visit.place.name)
      ? html`<li class="active"><a href="${href}" aria-current="true">${said[text]}</a></li>`
      : html`<li><a href="${href}">${said[text]}</a></li>`;
  });
  const time = timeOfDay(overAt(visit.session), visit.language);
  const until = fillIn(mayStay(visit.session) ? said.until : said.untilAtMost, { time });
  return html`<div class="menu">
    <div class="menu-inner container">
      <nav aria-label="${said.menu}">
        <ul>
          ${items}
        </ul>
      </nav>
      <p class="d-print-none" id="signed-in-until">${until}</p>
    </div>
  </div>`;
}

/** Whether anything can be done about paying: here, in one's own bank, or by letting that pay. */
function leadsToPay(visit: PersonalVisit): boolean {
  return visit.hasDirectDebit || paysAs(visit) !== 'not';
}

/** Without script a page that waits for something is asked for again. */
function asksAgain(seconds: number): Html {
  return html`<noscript><meta http-equiv="refresh" content="${seconds}" /></noscript>`;
}

/**
 * Without script a page goes on by itself, so that no figures stay on a screen: to one that asks and leads back, shortly before time is up; one
 * that asks itself, or on which somebody writes, when it is.
 */
function leavesByItself(visit: PersonalVisit, isWritten: boolean): Html {
  const left = secondsLeft(visit.session, visit.now);
  const { place } = visit;
  const stays = isWritten || place.name === 'still-there';
  const seconds = stays ? left + 1 : Math.max(0, left - WARNED_BEFORE);
  const address = stays
    ? addressOf(visit, { name: 'timed-out' })
    : addressBefore(visit, { name: 'still-there' }, wantedThen(visit));
  return html`<noscript><meta http-equiv="refresh" content="${seconds};url=${address}" /></noscript>`;
}

function testBanner({ portal, today, texts, language }: Visit): Html | null {
  if (openingOn(portal, today) !== 'test') return null;
  const opens =
    portal.opensOn === null
      ? null
      : fillIn(texts.frame.testOpens, { day: readableDate(portal.opensOn, language) });
  return html`<div class="test-banner"><p class="container">${texts.frame.test} ${opens}</p></div>`;
}

function notices({ portal, today, texts, language, municipalityName: municipality }: Visit): Html {
  const heading = fillIn(texts.frame.notice, { municipality });
  const shown = portal.notices
    .filter((notice) => covers(notice, today))
    .map((notice) =>
      alert({
        variant: 'info',
        heading,
        content: html`<p class="alert-text">${notice[language]}</p>`,
        language,
      }),
    );
  return html`${shown.map((each) => html`<div class="container notice">${each}</div>`)}`;
}

function contact(visit: Visit): Html {
  const { texts, contact: asked } = visit;
  const said = texts.contact;
  return html`<div class="footer">
    <div class="container">
      <h2 class="h4">${said.heading}</h2>
      ${contactLines(asked, texts)} ${toHelp(visit)}
      ${said.translation === '' ? null : html`<p>${said.translation}</p>`}
    </div>
  </div>`;
}

/** To who finds the pages closed hardly anything is there. */
function toHelp(visit: Visit): Html | null {
  if (!visit.isOpen) return null;
  return html`<p><a href="${addressOf(visit, { name: 'help' })}">${visit.texts.contact.help}</a></p>
    ${toGuidance(visit)}`;
}

function toGuidance(visit: Visit): Html | null {
  const { session, texts } = visit;
  const isOffered = session?.debtor != null && session.scopes.includes('self');
  if (!isOffered || !isShown('guidance', visit.portal) || visit.place.name === 'guidance') return null;
  return html`<p><a href="${addressOf(visit, { name: 'guidance' })}">${texts.guidance.link}</a></p>`;
}

/** Nothing that was typed, chosen or asked for is lost by it. */
function languageSwitch(visit: Visit, resent: Resent | undefined): Html {
  const names = { da: visit.texts.frame.danish, en: visit.texts.frame.english };
  // The design system wants the page's own language first.
  const ordered = languages.toSorted((a, b) => Number(b === visit.language) - Number(a === visit.language));
  const items = ordered.map((language) => {
    const site = { ...visit, language };
    if (resent !== undefined && language !== visit.language)
      return html`<li>
        <button
          type="submit"
          class="function-link"
          form="${RESENT_FORM}"
          formaction="${addressOf(site, resent.to)}"
          lang="${language}"
          name="${resent.by ?? ''}"
          value="yes"
        >
          ${names[language]}
        </button>
      </li>`;
    const query = new URLSearchParams(ownQuery(visit)).toString();
    const href = `${addressOf(site, visit.place)}${query === '' ? '' : `?${query}`}`;
    return language === visit.language
      ? html`<li>
          <a href="${href}" lang="${language}" aria-current="true">${icon('check')}${names[language]}</a>
        </li>`
      : html`<li><a href="${href}" lang="${language}">${names[language]}</a></li>`;
  });
  return html`<div class="language-switcher d-print-none">
    <div class="container">
      <ul aria-label="${visit.texts.frame.languages}">
        ${items}
      </ul>
    </div>
  </div>`;
}
