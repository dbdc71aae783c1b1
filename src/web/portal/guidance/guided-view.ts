import { randomBytes } from 'node:crypto';
import { asRecorded } from '../../../identity/acting.ts';
import { guidanceAt, noteShown, type Guidance, type GuidanceCode } from '../../../identity/guidance.ts';
import type { Session } from '../../../identity/types.ts';
import { dayInCopenhagen } from '../../../kernel/dates.ts';
import type { MunicipalityCode } from '../../../kernel/ids.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../../platform/database.ts';
import { missingIn, showsWhatCanBeRead } from '../../../platform/read-partly.ts';
import { html, markupOf, type Html } from '../../ui/html.ts';
import { assetAddress } from '../../ui/assets.ts';
import { alert } from '../../ui/alert.ts';
import { ownPage } from '../../ui/own-frame.ts';
import { placeNamed, places, type Place, type RouteName } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import { framed } from '../frame.ts';
import { withMissing } from '../missing.ts';
import { routes } from '../routes.ts';
import { seenBy } from '../seen-by.ts';
import { texts } from '../texts/texts.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { mayServe, visitOf } from '../visit.ts';
import { asShown } from './as-shown.ts';

const routeNames = Object.keys(routes) as RouteName[]; // its own keys

export interface GuidedView {
  readonly municipality: MunicipalityCode;
  readonly code: GuidanceCode;
  readonly at: Temporal.Instant;
  /** What the page is drawn with, as the web server has it. */
  readonly drawnWith: Pick<
    Parameters<typeof visitOf>[2],
    'ownAddress' | 'municipalitiesFolder' | 'waysIn' | 'providers' | 'simulated'
  >;
}

/** The page that a citizen is on, as staff are shown it; guidance.js asks for it again. `over`: nothing is shown any more. */
export interface ShownPage {
  readonly over: boolean;
  readonly page: string;
}

/**
 * What the citizen sees now: read anew, by the citizen's own session and what that may do. That it is shown is noted in the same transaction,
 * before it is.
 */
export function guidedView(database: Database, view: GuidedView): Promise<ShownPage> {
  const { municipality, code, at } = view;
  return inMunicipality(database, municipality, async (tx) => {
    showsWhatCanBeRead(tx);
    const found = await guidanceAt(tx, code, at);
    const visit = found === null ? null : await visitAt(tx, { ...view, ...found });
    if (found === null || visit === null) return overPage();
    const { guidance } = found;
    await noteShown(tx, code, { guidance, at });
    const page = framed(visit, {
      title: visit.texts.guidance.staffRegion,
      ...(await contentOf(visit, guidance)),
    });
    return { over: false, page: withStrip(asShown(page), visit, guidance) };
  });
}

interface Found extends GuidedView {
  readonly guidance: Guidance;
  readonly session: Session;
}

async function visitAt(tx: MunicipalityTx, found: Found): Promise<PersonalVisit | null> {
  const { guidance, municipality, at, drawnWith } = found;
  const configured = await configurationVersion(tx, null);
  if (configured === null) return null;
  const around = { query: guidance.query, ...drawnWith };
  const place = placeOf(guidance);
  // The strip that ends it is the citizen's, and so is the key of their forms.
  const session = await asRecorded(tx, found.session, dayInCopenhagen(at));
  const shown = { ...session, guidance: null, formKey: randomBytes(32) };
  const site = { municipality, language: guidance.language };
  return seenBy(shown, visitOf(tx, configured.configuration, { ...site, ...around, place, at }));
}

function placeOf({ page, ref }: Guidance): Place {
  return placeNamed(page, ref ?? undefined) ?? { name: 'overview' };
}

async function contentOf(visit: PersonalVisit, guidance: Guidance): Promise<{ readonly main: Html }> {
  const said = visit.texts.guidance;
  if (guidance.sentForm) {
    const form = await beforeTyping(visit);
    return { main: html`${told(said.staffForm, visit, form === null ? 1 : 2)} ${form}` };
  }
  const answer = await answerOf(visit);
  return answer?.kind === 'page' ? answer.page : { main: told(said.staffNotHere, visit) };
}

/** The page on which the form stands, as it is before anything is typed; nothing where that cannot be shown. */
async function beforeTyping(visit: PersonalVisit): Promise<Html | null> {
  const { name } = visit.place;
  const of = routeNames.find((each) => routes[each].method === 'GET' && places[each] === places[name]);
  if (of === undefined) return null;
  const at = (place: Place) => answerOf({ ...visit, place });
  const answer = await at({ ...visit.place, name: of });
  // Most addresses of forms lead to where the form is begun.
  const page = answer?.kind === 'go' ? await at(answer.to) : answer;
  return page?.kind === 'page' ? page.page.main : null;
}

async function answerOf(visit: PersonalVisit): Promise<Answer | null> {
  const route = routes[visit.place.name];
  if (route.method !== 'GET' || route.needs === 'provider' || !mayServe(route.needs, visit)) return null;
  // What only needs a session is about being signed in, and names others for whom one may act.
  if (route.needs === 'session') return null;
  const answer = await route.serve(visit);
  return withMissing(answer, [...missingIn(visit.tx).keys()], visit);
}

function told(words: string, { language }: Pick<PersonalVisit, 'language'>, headingLevel: 1 | 2 = 1): Html {
  return alert({ variant: 'info', heading: words, headingLevel, content: html``, language });
}

/** Seconds after which the page asks again by itself where there is no script; guidance.js does so sooner. */
export const ASKED_AGAIN = 5;

/** Staff see first whose page it is, and that it is not theirs. */
function withStrip(
  page: string,
  { texts: { guidance: said }, session, language }: PersonalVisit,
  { endsAt }: Guidance,
): string {
  const words = fillIn(said.staffSees, { name: session.name, time: timeOfDay(endsAt, language) });
  const strip = html`<div class="acting-strip guidance-strip" role="region" aria-label="${said.staffRegion}">
    <p class="container">${words} <a href="">${said.staffAgain}</a></p>
    ${lostPart()}
  </div>`;
  const follows = html`<script src="${assetAddress('guidance.js')}" defer></script>
    <noscript><meta http-equiv="refresh" content="${ASKED_AGAIN}" /></noscript>`;
  return page
    .replace('</head>', () => `${markupOf(follows)}</head>`)
    .replace('<body>', () => `<body>${markupOf(strip)}`);
}

function overPage(): ShownPage {
  const { staffOver, staffOverText } = texts.da.guidance;
  return { over: true, page: ownPage({ title: staffOver, main: ended(staffOver, staffOverText) }) };
}

/** What guidance.js shows instead when the page cannot be had any more: by then nobody may be there who could say it. */
function lostPart(): Html {
  const { staffOver, staffLostText } = texts.da.guidance;
  return html`<template id="guidance-lost">
    <main class="container page-container">${ended(staffOver, staffLostText)}</main>
  </template>`;
}

/** A warning is read aloud at once: what one has just seen is gone. */
function ended(heading: string, words: string): Html {
  return alert({
    variant: 'warning',
    heading,
    headingLevel: 1,
    content: html`<p class="alert-text">${words}</p>`,
  });
}
