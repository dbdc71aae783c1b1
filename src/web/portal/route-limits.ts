import type { FastifyRequest } from 'fastify';
import { sessionOf, type SessionToken } from '../../identity/sessions.ts';
import { municipalityCode } from '../../kernel/ids.ts';
import { readInMunicipality, UnknownMunicipalityError } from '../../platform/database.ts';
import { tokenIn } from '../http/cookies.ts';
import { rateLimiter, type Limit, type Limiter } from '../http/rate-limits.ts';
import { cookieOf } from './cookie-of.ts';
import type { PortalParts } from './portal-parts.ts';
import type { LoginRoute, Route } from './route.ts';

/** Requests of one address to all pages together; files are not counted. */
const EVERYTHING = { most: 300, seconds: 60 } as const;

/** Somebody asks too often: how many seconds until they are let through, and whose requests were counted. */
export interface TooOften {
  readonly seconds: number;
  readonly counted: 'address' | 'reader';
}

/**
 * Whether a request must wait (null = it is let through): everything by its address; steps on the way in by theirs, each; what is much work by who is
 * signed in, so that readers behind one address do not wait for each other, and by the address of who is not, whatever cookie they bring.
 */
export function routeLimits(
  parts: PortalParts,
): (route: Route | LoginRoute) => (request: FastifyRequest) => Promise<TooOften | null> {
  const everything = rateLimiter(EVERYTHING, parts.elapsed);
  const shared = new Map<Limit, Limiter>();
  return (route) => {
    const own = ('limits' in route ? route.limits : undefined) ?? [];
    const isPersonal = route.needs !== 'provider';
    const limiters = own.map((limit) => {
      const limiter = (isPersonal ? shared.get(limit) : undefined) ?? rateLimiter(limit, parts.elapsed);
      shared.set(limit, limiter);
      return limiter;
    });
    return async (request) => {
      const all = everything(request.ip);
      if (all > 0) return { seconds: all, counted: 'address' };
      if (limiters.length === 0) return null;
      const reader = isPersonal ? await sessionIn(parts, request) : null;
      const seconds = Math.max(...limiters.map((limiter) => limiter(reader ?? request.ip)));
      return seconds > 0 ? { seconds, counted: reader === null ? 'address' : 'reader' } : null;
    };
  };
}

/** The token of who is signed in; null = nobody is, or the cookie is an invented one. */
async function sessionIn(
  parts: PortalParts,
  { params, headers }: FastifyRequest,
): Promise<SessionToken | null> {
  const { municipality: code = '' } = params as { municipality?: string }; // the patterns of the table
  const municipality = municipalityCode(code);
  const token = tokenIn(headers.cookie, cookieOf(parts, { municipality }));
  if (token === null) return null;
  const session = await readInMunicipality(parts.database, municipality, (tx) =>
    sessionOf(tx, token, parts.clock()),
  ).catch((error: unknown) => {
    if (error instanceof UnknownMunicipalityError) return null;
    throw error;
  });
  return session === null ? null : token;
}
