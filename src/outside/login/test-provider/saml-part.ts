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
}

/** An identity provider as OIOSAML 3 has it. */
export function samlPart(url: string, clock: () => Temporal.Instant): SamlPart {
  const requests = new Map<string, Asked>();
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
      const assertion = assertionXml({ ...facts, audience: asked.from, ...subjectOf(person) });
      return base64(responseXml(facts, [await encrypted(signed(assertion, testKey), testCertificate)]));
    },
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
