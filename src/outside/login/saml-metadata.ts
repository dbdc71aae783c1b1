import { X509Certificate } from 'node:crypto';
import {
  child,
  childrenNamed,
  elementAt,
  readXml,
  xml,
  type Markup,
  type XmlElement,
} from '../../platform/xml.ts';
import { attribute, METADATA, PERSISTENT, POST, PROTOCOL, REDIRECT, URI_NAME, DSIG } from './saml-names.ts';

/** What an identity provider says of itself. */
export interface SamlProvider {
  readonly entityId: string;
  /** Where sign-ins are begun, by redirect. */
  readonly signInAddress: string;
  /** Where it is asked to sign somebody out; null = it cannot be. */
  readonly signOutAddress: string | null;
  /** Where it is told that somebody is signed out here; null = it does not ask. */
  readonly signedOutAddress: string | null;
  /** By which its answers are signed, as PEM. */
  readonly certificates: readonly string[];
}

/** Reads an identity provider's metadata; throws when it is none, or lacks what is needed. */
export function readProviderMetadata(text: string): SamlProvider {
  const read = readXml(text, null, ['entityID', 'use', 'Binding', 'Location', 'ResponseLocation']);
  if (!read.ok) throw new Error(`the metadata: ${read.refusal.detail}`);
  const root = read.value;
  const described = child(root, 'IDPSSODescriptor');
  const service = byRedirect(described, 'SingleSignOnService');
  const signOut = byRedirect(described, 'SingleLogoutService');
  const entityId = root.attributes?.['entityID'];
  const signInAddress = service?.['Location'];
  const signOutAddress = signOut?.['Location'] ?? null;
  const signedOutAddress = signOut?.['ResponseLocation'] ?? signOutAddress;
  const certificates = childrenNamed(described, 'KeyDescriptor').filter(isForSigning).flatMap(certificatesIn);
  if (root.name !== 'EntityDescriptor' || root.namespace !== METADATA || entityId === undefined)
    throw new Error('the metadata is not of one provider');
  if (signInAddress === undefined) throw new Error('the metadata has no sign-in by redirect');
  if (certificates.length === 0) throw new Error('the metadata has no certificate for signing');
  return { entityId, signInAddress, signOutAddress, signedOutAddress, certificates };
}

function byRedirect(described: XmlElement | null, service: string): XmlElement['attributes'] {
  const found = childrenNamed(described, service).find(
    ({ attributes }) => attributes?.['Binding'] === REDIRECT,
  );
  return found?.attributes;
}

function isForSigning({ attributes }: XmlElement): boolean {
  return (attributes?.['use'] ?? 'signing') === 'signing';
}

function certificatesIn(key: XmlElement): string[] {
  const data = elementAt(key, 'KeyInfo/X509Data');
  return childrenNamed(data, 'X509Certificate').map(({ text }) =>
    new X509Certificate(Buffer.from(text, 'base64')).toString(),
  );
}

/** What we say of ourselves to the identity provider: where answers go, by which key they are encrypted, what we ask for. */
export function ownMetadata(entityId: string, { answers, signOut, certificate }: OwnSide): string {
  const der = new X509Certificate(certificate).raw.toString('base64');
  const key = (use: 'signing' | 'encryption') =>
    xml`<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${der}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    xml`<md:EntityDescriptor xmlns:md="${METADATA}" xmlns:ds="${DSIG}" entityID="${entityId}">
<md:SPSSODescriptor protocolSupportEnumeration="${PROTOCOL}" AuthnRequestsSigned="true" WantAssertionsSigned="true">
${key('signing')}
${key('encryption')}
<md:SingleLogoutService Binding="${REDIRECT}" Location="${signOut}"/>
<md:NameIDFormat>${PERSISTENT}</md:NameIDFormat>
<md:AssertionConsumerService Binding="${POST}" Location="${answers}" index="0" isDefault="true"/>
<md:AttributeConsumingService index="0" isDefault="true"><md:ServiceName xml:lang="da">Afdrag</md:ServiceName>
${Object.entries(attribute).map(([name, uri]) => asked(uri, REQUIRED.has(name)))}
</md:AttributeConsumingService></md:SPSSODescriptor></md:EntityDescriptor>`.markup
  }\n`;
}

export interface OwnSide {
  readonly answers: string;
  /** Our page for whoever has signed out elsewhere. */
  readonly signOut: string;
  /** PEM. */
  readonly certificate: string;
}

const REQUIRED: ReadonlySet<string> = new Set(['version', 'level']);

function asked(uri: string, required: boolean): Markup {
  return xml`<md:RequestedAttribute Name="${uri}" NameFormat="${URI_NAME}" isRequired="${String(required)}"/>`;
}
