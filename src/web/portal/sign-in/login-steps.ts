import type { LoginProvider, LoginTold } from '../../../identity/login-port.ts';
import {
  isOfBrowser,
  noteLoginRequest,
  takeLoginRequest,
  type TakenRequest,
} from '../../../identity/login-requests.ts';
import { noteSignIn, signIn } from '../../../identity/sign-in.ts';
import { newToken } from '../../../identity/tokens.ts';
import type { Protocol } from '../../../identity/types.ts';
import { wantedPlace, type Place, type RouteName } from '../addresses.ts';
import type { LoginStep, LoginVisit, WhyRefused } from '../route.ts';

const answerPlace: Readonly<Record<Protocol, RouteName>> = { oidc: 'answer-oidc', oiosaml: 'answer-oidc' };

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

/** Reads what the provider tells, and signs the person in, or says why not. What came back once is worth nothing again. */
export function answerFrom(protocol: Protocol) {
  return async (visit: LoginVisit): Promise<LoginStep> => {
    const provider = providerOf(visit, protocol);
    if (provider === null) return { kind: 'not-found' };
    const state = visit.answer['state'] ?? '';
    const request = await visit.write((tx) => takeLoginRequest(tx, { protocol, state }, visit.now));
    // Nobody is signed in by an answer that another browser has asked for.
    if (request === null || !isOfBrowser(request, visit.browser))
      return { kind: 'refused', why: 'expired', language: visit.language };
    const told = await provider.finish(visit.answer, request.kept);
    return told.state === 'told'
      ? letIn(visit, request, { told: told.person, protocol })
      : keptOut(visit, request, { told, protocol });
  };
}

type Told = Extract<LoginTold, { state: 'told' }>['person'];

async function letIn(
  visit: LoginVisit,
  request: TakenRequest,
  { told, protocol }: { readonly told: Told; readonly protocol: Protocol },
): Promise<LoginStep> {
  const { portal, token: before, now: at } = visit;
  const { language } = request;
  const signedIn = await visit.write((tx) => signIn(tx, { told, protocol, request, portal, before, at }));
  return signedIn.ok
    ? { kind: 'in', to: placeIn(request.goesTo), language, token: signedIn.value }
    : { kind: 'refused', why: signedIn.refusal.tag, language };
}

async function keptOut(
  visit: LoginVisit,
  request: TakenRequest,
  { told, protocol }: { readonly told: Exclude<LoginTold, { state: 'told' }>; readonly protocol: Protocol },
): Promise<LoginStep> {
  const why: WhyRefused = told.state === 'refused' ? told.why : 'unavailable';
  if (told.state === 'unavailable') visit.trouble(told.detail);
  await visit.write((tx) => noteSignIn(tx, { protocol, request, outcome: why, at: visit.now }));
  return { kind: 'refused', why, language: request.language };
}

function providerOf({ providers }: LoginVisit, protocol: Protocol): LoginProvider | null {
  return providers.find((provider) => provider.protocol === protocol) ?? null;
}

function wordsOf({ name, ref }: Place): string {
  return ref === undefined ? name : `${name} ${ref}`;
}

function placeIn(words: string): Place {
  const [name, ref] = words.split(' ');
  return wantedPlace(name, ref);
}
