import { X509Certificate, createVerify, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { readXml, textAt, xml } from '../../../platform/xml.ts';
import { attribute, DSIG, METADATA, PERSON, PROFESSIONAL, PROTOCOL, REDIRECT } from '../saml-names.ts';
import type { TestPerson } from './people.ts';
import { privilegesXml } from './privileges-xml.ts';
import { assertionXml, encrypted, responseXml, signed } from './saml-response.ts';

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
  ask(query: URLSearchParams, raw: string): string | null;
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
    ask: (query, raw) => {
      const asked = requestIn(query, raw);
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
  return xml`<md:EntityDescriptor xmlns:md="${METADATA}" xmlns:ds="${DSIG}" entityID="${entityId}"><md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="${PROTOCOL}"><md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${der}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor><md:SingleSignOnService Binding="${REDIRECT}" Location="${entityId}/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`
    .markup;
}

/** The request, when its signature over the address is right, and it wants its answer on a page of ours on this machine. */
function requestIn(query: URLSearchParams, raw: string): Asked | null {
  const given = query.get('SAMLRequest');
  if (given === null || !isSigned(query, raw)) return null;
  const text = inflateRawSync(Buffer.from(given, 'base64'), { maxOutputLength: 100_000 }).toString('utf8');
  const request = readXml(text, null, ['ID', 'AssertionConsumerServiceURL', 'ForceAuthn']);
  if (!request.ok || request.value.name !== 'AuthnRequest') return null;
  const { ID: id = '', AssertionConsumerServiceURL: recipient = '' } = request.value.attributes ?? {};
  const from = textAt(request.value, 'Issuer') ?? '';
  const isOurs = /^https?:\/\/[^/]+\/\d{3}\/log-paa\/nemlogin\/svar$/.test(recipient);
  return isOurs ? { id, from, recipient, relayState: query.get('RelayState') ?? '' } : null;
}

/** By the signature as it stands in the address (SAML bindings 3.4.4.1). */
function isSigned(query: URLSearchParams, raw: string): boolean {
  const part = (name: string) => raw.split('&').find((pair) => pair.startsWith(`${name}=`));
  const parts = ['SAMLRequest', 'RelayState', 'SigAlg'].flatMap((name) => part(name) ?? []);
  const signature = Buffer.from(query.get('Signature') ?? '', 'base64');
  return createVerify('RSA-SHA256').update(parts.join('&')).verify(testCertificate, signature);
}
