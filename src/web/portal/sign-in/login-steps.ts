import type { LoginProvider, LoginTold } from '../../../identity/login-port.ts';
import {
  isOfBrowser,
  keepAnswer,
  noteLoginRequest,
  takeAnswer,
  takeLoginRequest,
  type TakenRequest,
} from '../../../identity/login-requests.ts';
import { letIn, noteSignIn, recognise } from '../../../identity/sign-in.ts';
import { newToken } from '../../../identity/tokens.ts';
import type { Protocol, SignedIn } from '../../../identity/types.ts';
import { wantedPlace, type Place, type RouteName } from '../addresses.ts';
import type { LoginStep, LoginVisit, WhyRefused } from '../route.ts';

const answerPlace: Readonly<Record<Protocol, RouteName>> = { oidc: 'answer-oidc', oiosaml: 'answer-oiosaml' };

/** Leads to the provider of a protocol, and notes what its answer must fit. Not there when none is set up. */
export function beginWith(protocol: Protocol) {
  return async (visit: LoginVisit): Promise<LoginStep> => {
    const provider = providerOf(visit, protocol);
    if (provider === null) return { kind: 'not-found' };
    const { language, answer, now } = visit;
    const [state, browser] = [newToken(), newToken()];
    // One address for both languages: it must be told to the provider beforehand.
    const returnAddress = visit.outsideAddress({ name: answerPlace[protocol] });
    const begun = await provider.begin({ state, returnAddress, language });
    if (begun.state === 'unavailable') {
      visit.trouble(begun.detail);
      return { kind: 'refused', why: 'unavailable', language };
    }
    const goesTo = wordsOf(wantedPlace(answer['til'], answer['ref']));
    const { redirect, kept } = begun;
    await visit.write((tx) =>
      noteLoginRequest(tx, { protocol, state, browser, kept, goesTo, language }, now),
    );
    return { kind: 'away', to: redirect, browser };
  };
}

/**
 * Reads what the provider tells. What came back once is worth nothing again. By a redirect the browser brings along what only it has,
 * and is signed in, or told why not; by a form of another site it does not (its cookies are lax), and is sent to the next page for it.
 */
export function answerFrom(protocol: Protocol) {
  return async (visit: LoginVisit): Promise<LoginStep> => {
    const provider = providerOf(visit, protocol);
    if (provider === null) return { kind: 'not-found' };
    const { answer, now, language } = visit;
    const state = provider.stateIn(answer);
    const request = await visit.write((tx) => takeLoginRequest(tx, { protocol, state }, now));
    if (request === null || !mayBeOfBrowser(protocol, request, visit))
      return { kind: 'refused', why: 'expired', language };
    const told = await provider.finish(answer, request.kept);
    return told.state === 'told'
      ? recognised(visit, request, { told: told.person, protocol })
      : keptOut(visit, request, { told, protocol });
  };
}

/** Nobody is signed in by an answer that another browser has asked for; what comes by form is asked later (arrive). */
function mayBeOfBrowser(protocol: Protocol, request: TakenRequest, { browser }: LoginVisit): boolean {
  return protocol === 'oiosaml' || isOfBrowser(request, browser);
}

type ToldPerson = Extract<LoginTold, { state: 'told' }>['person'];

async function recognised(
  visit: LoginVisit,
  request: TakenRequest,
  { told, protocol }: { readonly told: ToldPerson; readonly protocol: Protocol },
): Promise<LoginStep> {
  const { portal, token: before, now: at } = visit;
  const { language } = request;
  return visit.write(async (tx): Promise<LoginStep> => {
    const found = await recognise(tx, { told, protocol, request, portal, at });
    if (!found.ok) return { kind: 'refused', why: found.refusal.tag, language };
    const person = found.value;
    if (protocol === 'oiosaml')
      return { kind: 'on', handle: await keepAnswer(tx, request, { person, at }), language };
    const token = await letIn(tx, { person, request, portal, before, at });
    return { kind: 'in', ...firstPlace(person, request.goesTo), language, token };
  });
}

/** The browser comes for what was told about its reader, with what it got when it asked. */
export async function arrive(visit: LoginVisit): Promise<LoginStep> {
  const { answer, now: at, browser, portal, token: before } = visit;
  return visit.write(async (tx): Promise<LoginStep> => {
    const taken = await takeAnswer(tx, answer['h'] ?? '', at);
    if (taken === null || !isOfBrowser(taken, browser))
      return { kind: 'refused', why: 'expired', language: visit.language };
    const { person, goesTo, language } = taken;
    const token = await letIn(tx, { person, request: taken, portal, before, at });
    return { kind: 'in', ...firstPlace(person, goesTo), language, token };
  });
}

/** What we say of ourselves to a provider; not there when none is set up, or it asks for nothing. */
export function metadataOf(protocol: Protocol) {
  return async (visit: LoginVisit): Promise<LoginStep> => {
    const xml = providerOf(visit, protocol)?.metadata?.(
      visit.outsideAddress({ name: answerPlace[protocol] }),
    );
    return xml === undefined ? { kind: 'not-found' } : { kind: 'document', xml };
  };
}

async function keptOut(
  visit: LoginVisit,
  request: TakenRequest,
  { told, protocol }: { readonly told: Exclude<LoginTold, { state: 'told' }>; readonly protocol: Protocol },
): Promise<LoginStep> {
  const why: WhyRefused = told.state === 'refused' ? told.why : 'unavailable';
  if (why !== 'cancelled') visit.trouble(told.detail);
  await visit.write((tx) => noteSignIn(tx, { protocol, request, outcome: why, at: visit.now }));
  return { kind: 'refused', why, language: request.language };
}

/** Null = none of that protocol is set up. */
export function providerOf(
  { providers }: Pick<LoginVisit, 'providers'>,
  protocol: Protocol,
): LoginProvider | null {
  return providers.find((provider) => provider.protocol === protocol) ?? null;
}

function wordsOf({ name, ref }: Place): string {
  return ref === undefined ? name : `${name} ${ref}`;
}

/** Who has nothing here themselves, and may act for others, chooses for whom, and is led on to the letter that they came by. */
function firstPlace(
  { debtor, mayActFor = [] }: SignedIn,
  goesTo: string,
): { readonly to: Place; readonly wanted?: Place } {
  const wanted = placeIn(goesTo);
  if (debtor !== null || mayActFor.length === 0) return { to: wanted };
  return { to: { name: 'choose' }, ...(wanted.name === 'from-letter' ? { wanted } : {}) };
}

function placeIn(words: string): Place {
  const [name, ref] = words.split(' ');
  return wantedPlace(name, ref);
}
