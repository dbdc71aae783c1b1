import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Configuration } from '../../municipality/configuration.ts';
import { UnknownMunicipalityError } from '../../platform/database.ts';
import { isUnreadable } from '../../platform/read-partly.ts';
import { municipalityCode } from '../../kernel/ids.ts';
import { cookieSet, cookieTaken, tokenIn, type CookieKind } from '../http/cookies.ts';
import { attachment } from '../http/content-disposition.ts';
import { comesFromElsewhere, comesFromHere } from '../http/csrf.ts';
import { sendFailure, sendPage, type Exchange } from '../http/failure-page.ts';
import { sendFile } from '../http/files.ts';
import { languages, type Language } from '../ui/language.ts';
import {
  addressBefore,
  addressOf,
  patternOf,
  places,
  signInAddress,
  type Place,
  type RouteName,
  type Site,
} from './addresses.ts';
import { cookieOf } from './cookie-of.ts';
import { framed } from './frame.ts';
import { lookFile, lookOf } from './look.ts';
import { payingIn } from './pay/pay-by.ts';
import type { PortalParts } from './portal-parts.ts';
import { noteUse, useIn } from './note-use.ts';
import type { Answer, LoginRoute, Outside, Route, SessionChange } from './route.ts';
import { routeLimits } from './route-limits.ts';
import { sentWith, UPLOAD_TIME } from './sent.ts';
import { routes } from './routes.ts';
import { wantedThen } from './session/warning.ts';
import { queryOf, serveLogin } from './sign-in/serve-login.ts';
import { serveLeave } from './sign-in/serve-sign-out.ts';
import type { Visited } from './served.ts';
import { configurationOf, visitPage, type Asked } from './visit.ts';

/** Serves every page of the table in both languages, and nothing else but a municipality's colours and arms. */
export function servePortal(web: FastifyInstance, parts: PortalParts): void {
  const limitsOf = routeLimits(parts);
  const names = Object.keys(places) as RouteName[]; // its own keys
  for (const name of names) {
    const route = routes[name];
    const wait = limitsOf(route);
    for (const language of languages) {
      web.route({
        method: route.method,
        url: patternOf(name, language),
        ...('takesFiles' in route ? { config: { takesFiles: true }, handlerTimeout: UPLOAD_TIME } : {}),
        onRequest: async (request, reply) => {
          const tooOften = await wait(request);
          if (tooOften === null) return;
          const { seconds, counted } = tooOften;
          return sendFailure(
            { request, reply: reply.header('retry-after', seconds) },
            counted === 'reader' ? 'too-often' : 'busy-network',
          );
        },
        handler: (request, reply) => serveRoute(parts, { name, route, language }, { request, reply }),
      });
    }
  }
  serveLook(web, parts);
}

interface Served {
  readonly name: RouteName;
  readonly route: Route | LoginRoute;
  readonly language: Language;
}

async function serveRoute(
  parts: PortalParts,
  { name, route, language }: Served,
  { request, reply }: Exchange,
): Promise<FastifyReply> {
  // The patterns of the table let nothing else through (addresses.ts).
  const { municipality: code = '', ref } = request.params as { municipality?: string; ref?: string };
  const site: Site = { municipality: municipalityCode(code), language };
  if (route.needs === 'provider') return serveLogin(parts, { route, site }, { request, reply });
  const place: Place = ref === undefined ? { name } : { name, ref };
  const cookie = cookieOf(parts, site);
  const outside = { checkout: parts.checkout, municipality: site.municipality };
  const asked = {
    ...site,
    place,
    query: queryOf(request.query),
    ownAddress: parts.ownAddress(),
    municipalitiesFolder: parts.municipalitiesFolder,
    waysIn: parts.login.map(({ protocol }) => protocol),
    ...payingIn(site.municipality, parts.checkout),
    token: tokenIn(request.headers.cookie, cookie),
    fromElsewhere: comesFromElsewhere(request.headers['sec-fetch-site']),
    fromHere: comesFromHere(request.headers, parts.ownAddress()),
    at: parts.clock(),
  };
  const visited = await visitFirst(parts, route, { outside, asked, request });
  if (visited.kind === 'answered') {
    const { answer, troubles = [] } = visited;
    for (const err of troubles)
      parts.log.error({ err, requestId: request.id }, 'something of a page could not be read');
    if (answer.kind === 'go') await answer.afterwards?.(outside);
    const did = useIn(answer, route.needs);
    if (did !== null) await noteUse(parts, site, { request, what: did });
  }
  const wanted = wantedThen(asked);
  return send(parts, { site, place, wanted, cookie, visited }, { request, reply });
}

interface Visiting {
  readonly outside: Outside;
  readonly asked: Omit<Asked, 'fields' | 'files'>;
  readonly request: FastifyRequest;
}

/** Visits a page once what was sent is here and what it needs from outside has been asked; a municipality that is not here has none. */
async function visitFirst(
  parts: PortalParts,
  route: Route,
  { outside, asked, request }: Visiting,
): Promise<Visited> {
  try {
    const sent = await sentWith(parts, { route, asked, request });
    if (sent === null) return { kind: 'bad-form' };
    const { ref } = asked.place;
    if ('first' in route && ref !== undefined)
      await firstOf(parts, () => route.first?.(outside, ref), request);
    return await visitPage(parts.database, route, { ...asked, ...sent });
  } catch (error) {
    if (error instanceof UnknownMunicipalityError) return { kind: 'not-found' };
    throw error;
  }
}

/** Where something of it cannot be read, the page itself says how it stands. */
async function firstOf(
  { log }: PortalParts,
  first: () => Promise<unknown> | undefined,
  { id: requestId }: FastifyRequest,
): Promise<void> {
  try {
    await first();
  } catch (err) {
    if (!isUnreadable(err)) throw err;
    log.error({ err, requestId }, 'something of a page could not be read');
  }
}

interface ToSend {
  readonly site: Site;
  readonly place: Place;
  /** What the reader goes on with: where the page asks whether they are there, the one that it asked on. */
  readonly wanted: Place;
  readonly cookie: CookieKind;
  readonly visited: Visited;
}

function send(
  parts: PortalParts,
  { site, place, wanted, cookie, visited }: ToSend,
  exchange: Exchange,
): FastifyReply | Promise<FastifyReply> {
  const { reply } = exchange;
  switch (visited.kind) {
    case 'not-found':
      return sendFailure(exchange, 'not-found');
    case 'stale-form':
      return sendFailure(exchange, 'stale-form');
    case 'bad-form':
      return sendFailure(exchange, 'bad-request');
    case 'closed':
      return reply.redirect(addressOf(site, { name: 'front' }), 303);
    case 'sign-in':
      return reply.redirect(signInAddress(site, wanted), 303);
    case 'choose':
      return reply.redirect(addressBefore(site, { name: 'choose' }, wanted), 303);
    case 'timed-out':
      // Who comes by a letter comes anew, whatever their browser has kept.
      return reply.redirect(
        place.name === 'from-letter' ? signInAddress(site, place) : addressOf(site, { name: 'timed-out' }),
        303,
      );
    case 'answered':
      return sendAnswer(parts, { site, cookie, visited }, exchange);
  }
}

function sendAnswer(
  parts: PortalParts,
  {
    site,
    cookie,
    visited,
  }: Pick<ToSend, 'site' | 'cookie'> & { readonly visited: Visited & { kind: 'answered' } },
  exchange: Exchange,
): FastifyReply | Promise<FastifyReply> {
  const { reply } = exchange;
  const { answer, visit, configuration } = visited;
  switch (answer.kind) {
    case 'not-found':
      return sendFailure(exchange, 'not-found');
    case 'go':
      changeSession(reply, cookie, answer.session);
      return reply.redirect(
        answer.wanted === undefined
          ? addressOf(site, answer.to)
          : addressBefore(site, answer.to, answer.wanted),
        303,
      );
    case 'leave':
      return serveLeave(parts, { site, visit, ended: answer.ended }, exchange);
    case 'file':
      return reply
        .header('content-disposition', attachment(answer.name))
        .type(answer.type)
        .send(typeof answer.content === 'string' ? answer.content : Buffer.from(answer.content));
    case 'paper':
      return sendPaper(parts, { answer, configuration }, exchange);
    case 'page': {
      changeSession(reply, cookie, answer.page.session);
      return sendPage(reply, answer.status ?? 200, framed(visit, answer.page));
    }
  }
}

/** Sets a PDF and sends it. What could not be set is our mistake, and the log says which. */
function sendPaper(
  parts: PortalParts,
  {
    answer: { name, set },
    configuration,
  }: { readonly answer: Answer & { kind: 'paper' }; readonly configuration: Configuration },
  exchange: Exchange,
): FastifyReply {
  const assets = parts.letterAssets(configuration);
  const paper = assets.ok ? set({ sender: configuration.letterhead, assets: assets.value }) : assets;
  if (paper.ok)
    return exchange.reply
      .header('content-disposition', attachment(name))
      .type('application/pdf')
      .send(Buffer.from(paper.value));
  parts.log.error({ requestId: exchange.request.id, refusal: paper.refusal.tag }, 'a paper was not set');
  return sendFailure(exchange, 'our-mistake');
}

function changeSession(reply: FastifyReply, cookie: CookieKind, change: SessionChange | undefined): void {
  if (change === undefined) return;
  if (change !== 'ended') return void reply.header('set-cookie', cookieSet(cookie, change.token));
  void reply.headers({ 'set-cookie': cookieTaken(cookie), 'clear-site-data': '"cache"' });
}

/** Serves a municipality's colours and arms. */
export function serveLook(
  web: FastifyInstance,
  { database, municipalitiesFolder }: Pick<PortalParts, 'database' | 'municipalitiesFolder'>,
): void {
  web.get('/:municipality(^\\d{3}$)/look/:version(^[0-9a-f]{12}$)/:name', async (request, reply) => {
    const { municipality = '', version = '', name = '' } = request.params as Readonly<Record<string, string>>; // its pattern
    const configuration = await configurationOf(database, municipalityCode(municipality)).catch(
      (error: unknown) => {
        if (error instanceof UnknownMunicipalityError) return null;
        throw error;
      },
    );
    const file =
      configuration === null
        ? null
        : await lookFile(lookOf(configuration, municipalitiesFolder), version, name);
    return file === null ? sendFailure({ request, reply }, 'not-found') : sendFile(request, reply, { file });
  });
}
