import { X509Certificate, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXml, textAt, xml } from '../../../platform/xml.ts';
import {
  ASSERTION,
  attribute,
  DSIG,
  METADATA,
  PERSON,
  PROFESSIONAL,
  PROTOCOL,
  REDIRECT,
  STATUS,
  SUCCESS,
} from '../saml-names.ts';
import { messageIn, redirectAddress } from '../saml-redirect.ts';
import type { TestPerson } from './people.ts';
import { privilegesXml } from './privileges-xml.ts';
import { assertionXml, encrypted, newId, responseXml, signed } from './saml-response.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8');

/** The key and certificate of the sign-in for tests, both of its side and of ours. Everybody has them: production refuses them. */
export const testKey: string = read('test-login.key.pem');
export const testCertificate: string = read('test-login.certificate.pem');

/** A request that is being answered. */
export interface Asked {
  readonly id: string;
  readonly from: string;
  readonly recipient: string;
  readonly relayState: string;
}

export interface SamlPart {
  readonly entityId: string;
  metadata(): string;
  /** Reads a request as the browser brings it, and keeps it under a name; null when it is none of ours. */
  ask(query: string): string | null;
  asked(name: string): Asked | null;
  /** The answer about whom was chosen (null = they gave up), in base64. */
  answer(asked: Asked, person: TestPerson | null): Promise<string>;
  /** Signs out whom a signed request names, and answers the address that tells so; null when it is none of ours. */
  signOut(query: string): string | null;
  /** Its names for the sign-ins that are not over. */
  signedIn(): readonly string[];
}

/** An identity provider as OIOSAML 3 has it. */
export function samlPart(url: string, clock: () => Temporal.Instant): SamlPart {
  const requests = new Map<string, Asked>();
  const sessions = new Set<string>();
  const entityId = `${url}/saml`;
  return {
    entityId,
    metadata: () => providerMetadata(entityId),
    ask: (query) => {
      const asked = requestIn(query);
      if (asked === null) return null;
      const name = randomBytes(16).toString('hex');
      requests.set(name, asked);
      return name;
    },
    asked: (name) => requests.get(name) ?? null,
    answer: async (asked, person) => {
      const at = clock();
      const facts = { issuer: entityId, requestId: asked.id, recipient: asked.recipient, at };
      if (person === null) return base64(responseXml({ ...facts, status: ['Responder', 'AuthnFailed'] }, []));
      const session = newId();
      sessions.add(session);
      const assertion = assertionXml({ ...facts, audience: asked.from, session, ...subjectOf(person) });
      return base64(responseXml(facts, [await encrypted(signed(assertion, testKey), testCertificate)]));
    },
    signOut: (query) => {
      const asked = signOutIn(query, `${entityId}/slo`);
      if (asked === null || !sessions.delete(asked.session)) return null;
      return signedOutAddress(asked, { issuer: entityId, at: clock() });
    },
    signedIn: () => [...sessions],
  };
}

/** What is said of a person, or of an employee of a company. */
export function subjectOf({ cpr, name, level, powers = [], cvr = null }: TestPerson) {
  const uuid = '3f8f0d1c-6e0a-4c37-9a6b-1d2f3a4b5c6d';
  return {
    nameId: `${cvr === null ? PERSON : PROFESSIONAL}${uuid}`,
    attributes: {
      [attribute.level]: level,
      [attribute.cpr]: cpr,
      [attribute.name]: name,
      [attribute.cvr]: cvr,
      [attribute.privileges]: powers.length === 0 ? null : base64(privilegesXml(powers)),
    },
  };
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function providerMetadata(entityId: string): string {
  const der = new X509Certificate(testCertificate).raw.toString('base64');
  return xml`<md:EntityDescriptor xmlns:md="${METADATA}" xmlns:ds="${DSIG}" entityID="${entityId}"><md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="${PROTOCOL}"><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${der}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleLogoutService Binding="${REDIRECT}" Location="${entityId}/slo"/><md:SingleSignOnService Binding="${REDIRECT}" Location="${entityId}/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`
    .markup;
}

/** The request, when its signature over the address is right, and it wants its answer on a page of ours on this machine. */
function requestIn(query: string): Asked | null {
  const message = messageIn(query, [testCertificate]);
  if (message === null || message.kind !== 'SAMLRequest') return null;
  const request = readXml(message.xml, null, ['ID', 'AssertionConsumerServiceURL']);
  if (!request.ok || request.value.name !== 'AuthnRequest') return null;
  const { ID: id = '', AssertionConsumerServiceURL: recipient = '' } = request.value.attributes ?? {};
  const from = textAt(request.value, 'Issuer') ?? '';
  const isOurs = /^https?:\/\/[^/]+\/\d{3}\/log-paa\/nemlogin\/svar$/.test(recipient);
  return isOurs ? { id, from, recipient, relayState: message.relayState ?? '' } : null;
}

interface SignOut {
  readonly id: string;
  readonly to: string;
  readonly session: string;
  readonly relayState: string | null;
}

/** Whom we want signed out, when the request is signed by us and names a sign-in; its answer goes to the page beside our metadata. */
function signOutIn(query: string, here: string): SignOut | null {
  const message = messageIn(query, [testCertificate]);
  if (message === null || message.kind !== 'SAMLRequest') return null;
  const request = readXml(message.xml, null, ['ID', 'Destination']);
  if (!request.ok || request.value.name !== 'LogoutRequest') return null;
  const { ID: id, Destination: destination } = request.value.attributes ?? {};
  const session = textAt(request.value, 'SessionIndex');
  const to = (textAt(request.value, 'Issuer') ?? '').replace(/\/metadata$/, '/log-ud');
  const isOurs = /^https?:\/\/[^/]+\/\d{3}\/log-paa\/nemlogin\/log-ud$/.test(to);
  const nameId = textAt(request.value, 'NameID') ?? '';
  const isNamed = nameId.startsWith(PERSON) || nameId.startsWith(PROFESSIONAL);
  if (!isOurs || !isNamed || id === undefined || session === null || destination !== here) return null;
  return { id, to, session, relayState: message.relayState };
}

/** The address that tells us that somebody is signed out: everywhere, or with another status below that (`PartialLogout`). */
export function signedOutAddress(
  { id, to, relayState }: Omit<SignOut, 'session'>,
  { issuer, at, below }: { readonly issuer: string; readonly at: Temporal.Instant; readonly below?: string },
  key: string = testKey,
): string {
  const inside = below === undefined ? '' : xml`<samlp:StatusCode Value="${STATUS}${below}"/>`;
  const answer = xml`<samlp:LogoutResponse xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="${newId()}" Version="2.0" IssueInstant="${at.toString()}" Destination="${to}" InResponseTo="${id}"><saml:Issuer>${issuer}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${SUCCESS}">${inside}</samlp:StatusCode></samlp:Status></samlp:LogoutResponse>`;
  return redirectAddress(to, { kind: 'SAMLResponse', xml: answer.markup, relayState }, key);
}

/** The address by which the provider tells our page that somebody has signed out elsewhere. */
export function signOutAddress(
  to: string,
  {
    issuer,
    session,
    at,
  }: { readonly issuer: string; readonly session: string; readonly at: Temporal.Instant },
  key: string = testKey,
): string {
  const until = at.add({ minutes: 5 }).toString();
  const request = xml`<samlp:LogoutRequest xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="${newId()}" Version="2.0" IssueInstant="${at.toString()}" NotOnOrAfter="${until}" Destination="${to}"><saml:Issuer>${issuer}</saml:Issuer><saml:NameID>${PERSON}3f8f0d1c-6e0a-4c37-9a6b-1d2f3a4b5c6d</saml:NameID><samlp:SessionIndex>${session}</samlp:SessionIndex></samlp:LogoutRequest>`;
  return redirectAddress(to, { kind: 'SAMLRequest', xml: request.markup, relayState: 'its-own' }, key);
}
