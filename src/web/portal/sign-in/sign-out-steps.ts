import type { SignOutBegun } from '../../../identity/login-port.ts';
import { endSessionsOf, type EndedSession } from '../../../identity/sessions.ts';
import { isToldFirst, noteSignOutRequest, takeSignOutRequest } from '../../../identity/sign-out-requests.ts';
import { newToken, type Token } from '../../../identity/tokens.ts';
import type { Protocol } from '../../../identity/types.ts';
import type { Language } from '../../ui/language.ts';
import type { RouteName } from '../addresses.ts';
import type { LoginStep, LoginVisit } from '../route.ts';
import { providerOf } from './login-steps.ts';

const places: Readonly<Record<Protocol, RouteName>> = { oidc: 'sign-out-oidc', oiosaml: 'sign-out-oiosaml' };

/** Where somebody who has signed out here goes on to, and what their browser keeps until it is back; or why nowhere. */
export type Leave =
  | (Extract<SignOutBegun, { state: 'begun' }> & { readonly browser: Token })
  | Exclude<SignOutBegun, { state: 'begun' }>;

type LeaveVisit = Pick<LoginVisit, 'providers' | 'outsideAddress' | 'write' | 'now' | 'trouble'>;

/** Asks the provider of a session that has ended to sign the person out, too, and notes what its answer must fit. */
export async function leave(
  visit: LeaveVisit,
  { protocol, signOutHint: hint }: EndedSession,
  language: Language,
): Promise<Leave> {
  const [state, browser] = [newToken(), newToken()];
  const returnAddress = visit.outsideAddress({ name: places[protocol] });
  const begun = await providerOf(visit, protocol)?.signOut({ state, returnAddress, hint, language });
  if (begun === undefined) return { state: 'not-offered' };
  if (begun.state === 'unavailable') visit.trouble(begun.detail);
  if (begun.state !== 'begun') return begun;
  const { kept } = begun;
  await visit.write((tx) => noteSignOutRequest(tx, { protocol, state, browser, kept, language }, visit.now));
  return { ...begun, browser };
}

/**
 * The browser comes back from being signed out there. What is not the provider's answer to this browser, or comes again, says nothing: then only
 * what is so here is told.
 */
export function signedOutThere(protocol: Protocol) {
  return async (visit: LoginVisit): Promise<LoginStep> => {
    const { answer, browser, query, now } = visit;
    const provider = providerOf(visit, protocol);
    const state = provider?.stateIn(answer) ?? '';
    if (provider === null || state === '') return { kind: 'not-found' };
    const request =
      browser === null
        ? null
        : await visit.write((tx) => takeSignOutRequest(tx, { protocol, state, browser }, now));
    const ownAddress = visit.outsideAddress({ name: places[protocol] });
    const there = request === null ? null : provider.signedOutToo({ query, ownAddress }, request.kept);
    return request === null || there === null
      ? { kind: 'go', to: { name: 'signed-out' } }
      : { kind: 'left', there, language: request.language };
  };
}

/**
 * Ends the sessions that the provider says are over, and leads the browser on: each message once. What does not come from it does nothing, and what
 * is its answer to us is read as that.
 */
export function signedOutElsewhere(protocol: Protocol) {
  return async (visit: LoginVisit): Promise<LoginStep> => {
    const own = visit.outsideAddress({ name: places[protocol] });
    const told = providerOf(visit, protocol)?.signedOut?.(visit.query, own) ?? null;
    if (told === null) return signedOutThere(protocol)(visit);
    const isNew = await visit.write(async (tx) => {
      const isFirst = await isToldFirst(tx, told.message, visit.now);
      if (isFirst) await endSessionsOf(tx, protocol, told.sessions);
      return isFirst;
    });
    return isNew ? { kind: 'out', to: told.next } : { kind: 'not-found' };
  };
}
