import type { FastifyReply } from 'fastify';
import { inMunicipality, UnknownMunicipalityError } from '../../../platform/database.ts';
import { dayInCopenhagen } from '../../../kernel/dates.ts';
import { openingOn } from '../../../municipality/portal-opening.ts';
import { cookieSet, cookieTaken, tokenIn } from '../../http/cookies.ts';
import { sendFailure, type Exchange } from '../../http/failure-page.ts';
import { addressBefore, addressOf, type Site } from '../addresses.ts';
import { cookieOf, loginCookieOf } from '../cookie-of.ts';
import { noteUse } from '../note-use.ts';
import type { PortalParts } from '../portal-parts.ts';
import type { LoginRoute, LoginStep, LoginVisit } from '../route.ts';
import { configurationOf } from '../visit.ts';
import { sendLeft } from './serve-sign-out.ts';

/** Takes a step on the way in, and says it to the browser. */
export async function serveLogin(
  parts: PortalParts,
  { route, site }: { readonly route: LoginRoute; readonly site: Site },
  exchange: Exchange,
): Promise<FastifyReply> {
  const configuration = await configurationOf(parts.database, site.municipality).catch((error: unknown) => {
    if (error instanceof UnknownMunicipalityError) return null;
    throw error;
  });
  if (configuration === null) return sendFailure(exchange, 'not-found');
  const { portal } = configuration;
  const now = parts.clock();
  if (openingOn(portal, dayInCopenhagen(now)) === 'closed')
    return exchange.reply.redirect(addressOf(site, { name: 'front' }), 303);
  const step = await route.step({ ...visitOf(parts, site, exchange), portal, now });
  if (step.kind === 'in') await noteUse(parts, site, { request: exchange.request, what: 'visit' });
  if (step.kind === 'left')
    return sendLeft(
      parts,
      { site: { ...site, language: step.language }, configuration, there: step.there },
      exchange.reply,
    );
  return send(parts, { site, step }, exchange);
}

function visitOf(parts: PortalParts, site: Site, { request }: Exchange): Omit<LoginVisit, 'portal' | 'now'> {
  const { cookie: header } = request.headers;
  return {
    ...site,
    write: (work) => inMunicipality(parts.database, site.municipality, work),
    providers: parts.login,
    outsideAddress: (place) => parts.ownAddress() + addressOf({ ...site, language: 'da' }, place),
    answer: request.method === 'POST' ? wordsOf(request.body) : queryOf(request.query),
    query: request.url.includes('?') ? request.url.slice(request.url.indexOf('?') + 1) : '',
    browser: tokenIn(header, loginCookieOf(parts, site)),
    token: tokenIn(header, cookieOf(parts, site)),
    trouble: (detail) => parts.log.warn({ requestId: request.id, detail }, 'a sign-in did not succeed'),
  };
}

/** What stands after a question mark, as far as it stands there once. */
export function queryOf(query: unknown): Readonly<Record<string, string>> {
  const pairs = Object.entries((query ?? {}) as Readonly<Record<string, unknown>>); // as the web server reads addresses
  return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}

/** Of a form that another site sends us nothing is known beforehand; of a field that comes twice, neither counts. */
function wordsOf(body: unknown): Readonly<Record<string, string>> {
  const form = new URLSearchParams(typeof body === 'string' ? body : '');
  return Object.fromEntries([...form].filter(([name]) => form.getAll(name).length === 1));
}

function send(
  parts: PortalParts,
  { site, step }: { readonly site: Site; readonly step: Exclude<LoginStep, { kind: 'left' }> },
  exchange: Exchange,
): FastifyReply {
  const { reply } = exchange;
  const waiting = loginCookieOf(parts, site);
  switch (step.kind) {
    case 'not-found':
      return sendFailure(exchange, 'not-found');
    case 'away':
      return reply.header('set-cookie', cookieSet(waiting, step.browser)).redirect(step.to, 303);
    case 'on': {
      const page = addressOf({ ...site, language: step.language }, { name: 'signed-in' });
      return reply.redirect(`${page}?${new URLSearchParams({ h: step.handle }).toString()}`, 303);
    }
    case 'out':
      return reply
        .headers({ 'set-cookie': cookieTaken(cookieOf(parts, site)), 'clear-site-data': '"cache"' })
        .redirect(step.to, 303);
    case 'go':
      return reply.redirect(addressOf(site, step.to), 303);
    case 'document':
      return reply.type('application/samlmetadata+xml; charset=utf-8').send(step.xml);
    case 'in': {
      const cookies = [cookieTaken(waiting), cookieSet(cookieOf(parts, site), step.token)];
      const own = { ...site, language: step.language };
      const to =
        step.wanted === undefined ? addressOf(own, step.to) : addressBefore(own, step.to, step.wanted);
      return reply.header('set-cookie', cookies).redirect(to, 303);
    }
    case 'refused': {
      const page = addressOf({ ...site, language: step.language }, { name: 'sign-in-refused' });
      const why = new URLSearchParams({ hvorfor: step.why });
      return reply.header('set-cookie', cookieTaken(waiting)).redirect(`${page}?${why.toString()}`, 303);
    }
  }
}
