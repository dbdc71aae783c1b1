import type { FastifyReply } from 'fastify';
import { inMunicipality, readInMunicipality } from '../../../platform/database.ts';
import type { SignedOutToo } from '../../../identity/login-port.ts';
import type { EndedSession } from '../../../identity/sessions.ts';
import type { Configuration } from '../../../municipality/configuration.ts';
import { cookieSet, cookieTaken } from '../../http/cookies.ts';
import { sendPage, type Exchange } from '../../http/failure-page.ts';
import { addressOf, type Site } from '../addresses.ts';
import { cookieOf, loginCookieOf } from '../cookie-of.ts';
import { framed } from '../frame.ts';
import type { PortalParts } from '../portal-parts.ts';
import type { PageContent, Visit } from '../route.ts';
import { leavingPage, leftPage } from '../session/session-pages.ts';
import { visitOf } from '../visit.ts';
import { leave } from './sign-out-steps.ts';

/** What each of these pages is, for the way to another language: the page that says how it stands by itself. */
const AS = { place: { name: 'signed-out' }, query: {}, session: null } as const;

/** Says to who has signed out here that it is so, and leads on to the provider where that can be asked. */
export async function serveLeave(
  parts: PortalParts,
  { site, visit, ended }: { readonly site: Site; readonly visit: Visit; readonly ended: EndedSession },
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  const danish = { ...site, language: 'da' } as const;
  const asked = {
    providers: parts.login,
    outsideAddress: (place: Visit['place']) => parts.ownAddress() + addressOf(danish, place),
    write: <T>(work: Parameters<typeof inMunicipality<T>>[2]) =>
      inMunicipality(parts.database, site.municipality, work),
    now: visit.now,
    trouble: (detail: string) =>
      parts.log.warn({ requestId: request.id, detail }, 'a sign-out did not reach the provider'),
  };
  const left = await leave(asked, ended, site.language);
  const show = (page: PageContent, cookies: readonly string[] = []) =>
    sendPage(forgotten(parts, site, reply, cookies), 200, framed({ ...visit, ...AS }, page));
  switch (left.state) {
    case 'not-offered':
      return forgotten(parts, site, reply).redirect(addressOf(site, AS.place), 303);
    case 'unavailable':
      return show(leftPage(visit, 'unavailable'));
    case 'begun':
      return show(leavingPage(visit, left), [cookieSet(loginCookieOf(parts, site), left.browser)]);
  }
}

export interface Left {
  readonly site: Site;
  readonly configuration: Configuration;
  readonly there: SignedOutToo;
}

/** Says to who has come back from the provider where they are signed out. Nothing is led to again: what is shown is told once. */
export function sendLeft(
  parts: PortalParts,
  { site, configuration, there }: Left,
  reply: FastifyReply,
): Promise<FastifyReply> {
  return readInMunicipality(parts.database, site.municipality, async (tx) => {
    const { municipalitiesFolder } = parts;
    const around = { municipalitiesFolder, ownAddress: parts.ownAddress(), waysIn: [], providers: [] };
    const visit = visitOf(tx, configuration, {
      ...site,
      ...around,
      ...AS,
      simulated: true,
      at: parts.clock(),
    });
    const cookies = [cookieTaken(loginCookieOf(parts, site))];
    return sendPage(forgotten(parts, site, reply, cookies), 200, framed(visit, leftPage(visit, there)));
  });
}

/** The browser keeps nothing of the session that is over. */
function forgotten(
  parts: PortalParts,
  site: Site,
  reply: FastifyReply,
  cookies: readonly string[] = [],
): FastifyReply {
  return reply.headers({
    'set-cookie': [cookieTaken(cookieOf(parts, site)), ...cookies],
    'clear-site-data': '"cache"',
  });
}
