import { createPublicKey, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { SignedXml } from 'xml-crypto';
import { encrypt, type EncryptOptions } from 'xml-encryption';
import { xml, type Markup } from '../../../platform/xml.ts';
import {
  allowed,
  ASSERTION,
  attribute,
  BEARER,
  DSIG,
  PERSISTENT,
  PROTOCOL,
  STATUS,
  SUCCESS,
  URI_NAME,
  VERSION,
} from '../saml-names.ts';

/** What an assertion says. */
export interface AssertionFacts {
  readonly issuer: string;
  /** The request that it answers. */
  readonly requestId: string;
  readonly recipient: string;
  readonly audience: string;
  readonly at: Temporal.Instant;
  readonly nameId: string;
  /** Its name for the sign-in; a new one where nothing is said. */
  readonly session?: string;
  /** By the attributes' own names; null ones are left out. */
  readonly attributes: Readonly<Record<string, string | null>>;
}

/** An assertion as OIOSAML 3 has it, not signed yet. */
export function assertionXml(facts: AssertionFacts): string {
  const { issuer, requestId, recipient, audience, at, nameId, attributes, session = newId() } = facts;
  const until = at.add({ minutes: 5 }).toString();
  const values = Object.entries({ [attribute.version]: VERSION, ...attributes }).flatMap(([name, value]) =>
    value === null ? [] : [attributeXml(name, value)],
  );
  return xml`<saml:Assertion xmlns:saml="${ASSERTION}" ID="${newId()}" Version="2.0" IssueInstant="${at.toString()}"><saml:Issuer>${issuer}</saml:Issuer><saml:Subject><saml:NameID Format="${PERSISTENT}">${nameId}</saml:NameID><saml:SubjectConfirmation Method="${BEARER}"><saml:SubjectConfirmationData InResponseTo="${requestId}" NotOnOrAfter="${until}" Recipient="${recipient}"/></saml:SubjectConfirmation></saml:Subject><saml:Conditions NotBefore="${at.toString()}" NotOnOrAfter="${until}"><saml:AudienceRestriction><saml:Audience>${audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions><saml:AuthnStatement AuthnInstant="${at.toString()}" SessionIndex="${session}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>${values}</saml:AttributeStatement></saml:Assertion>`
    .markup;
}

function attributeXml(name: string, value: string): Markup {
  return xml`<saml:Attribute Name="${name}" NameFormat="${URI_NAME}"><saml:AttributeValue>${value}</saml:AttributeValue></saml:Attribute>`;
}

const C14N = 'http://www.w3.org/2001/10/xml-exc-c14n#';

/** Signs an assertion where it stands. */
export function signed(assertion: string, key: string, algorithm: string = allowed.signature[0]): string {
  const signature = new SignedXml({
    privateKey: key,
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: C14N,
  });
  const itself = "/*[local-name(.)='Assertion']";
  signature.addReference({
    xpath: itself,
    digestAlgorithm: allowed.digest[0],
    transforms: [`${DSIG}enveloped-signature`, C14N],
  });
  signature.computeSignature(assertion, {
    location: { reference: `${itself}/*[local-name(.)='Issuer']`, action: 'after' },
  });
  return signature.getSignedXml();
}

const encrypting = promisify<string, EncryptOptions, string>(encrypt);

export interface Hiding {
  /** By which the content is hidden, and the key of that. */
  readonly content?: string;
  readonly key?: string;
}

/** Hides what only the key of a certificate can read. */
export async function encrypted(
  content: string,
  certificate: string,
  { content: method = allowed.encryption[0], key = allowed.keyEncryption[0] }: Hiding = {},
): Promise<string> {
  const hidden = await encrypting(content, {
    rsa_pub: createPublicKey(certificate).export({ type: 'spki', format: 'pem' }),
    pem: certificate,
    encryptionAlgorithm: method as EncryptOptions['encryptionAlgorithm'], // newer ones than its types have
    keyEncryptionAlgorithm: key as EncryptOptions['keyEncryptionAlgorithm'],
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
  });
  return `<saml:EncryptedAssertion xmlns:saml="${ASSERTION}">${hidden}</saml:EncryptedAssertion>`;
}

export interface ResponseFacts {
  readonly issuer: string;
  readonly requestId: string;
  readonly recipient: string;
  readonly at: Temporal.Instant;
  /** The last words of SAML's names for what came of it, the second below the first. */
  readonly status?: readonly [string, string];
}

/** The answer around assertions that are ready to be sent. */
export function responseXml(
  { issuer, requestId, recipient, at, status }: ResponseFacts,
  assertions: readonly string[],
): string {
  const code =
    status === undefined
      ? xml`<samlp:StatusCode Value="${SUCCESS}"/>`
      : xml`<samlp:StatusCode Value="${STATUS}${status[0]}"><samlp:StatusCode Value="${STATUS}${status[1]}"/></samlp:StatusCode>`;
  const inside = { markup: assertions.join('') };
  return xml`<samlp:Response xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="${newId()}" Version="2.0" IssueInstant="${at.toString()}" Destination="${recipient}" InResponseTo="${requestId}"><saml:Issuer>${issuer}</saml:Issuer><samlp:Status>${code}</samlp:Status>${inside}</samlp:Response>`
    .markup;
}

/** A name that XML allows as an ID. */
export function newId(): string {
  return `_${randomBytes(20).toString('hex')}`;
}
