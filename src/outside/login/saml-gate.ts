import { promisify } from 'node:util';
import { decrypt } from 'xml-encryption';
import { child, childrenNamed, elementAt, readXml, type XmlElement } from '../../platform/xml.ts';
import { allowed, ASSERTION, PROTOCOL, SUCCESS } from './saml-names.ts';

const decrypted = promisify<string, { key: string }, string>(decrypt);

export type Gated =
  | { readonly state: 'open'; readonly assertionId: string }
  | { readonly state: 'shut'; readonly why: 'cancelled' | 'too-low' | 'not-valid' };

const READ = ['Algorithm', 'ID', 'Id', 'URI', 'Value', 'Destination', 'InResponseTo'];
const NOT_VALID = { state: 'shut', why: 'not-valid' } as const;

/**
 * What an answer must be like before the library that checks signatures sees it: one encrypted assertion and none beside it, hidden
 * and signed by methods that are allowed, with one signature over itself and nothing else in it that could be taken for an assertion.
 * The library would take older methods, too (it brings an older decryption of its own).
 */
export async function gate(response: string, { key, destination }: Expected): Promise<Gated> {
  const read = plain(response);
  if (read === null || read.name !== 'Response' || read.namespace !== PROTOCOL) return NOT_VALID;
  const status = statusOf(read);
  if (status !== null) return { state: 'shut', why: status };
  if ((read.attributes?.['Destination'] ?? destination) !== destination) return NOT_VALID;
  if (named(read, 'Assertion').length > 0 || named(read, 'EncryptedAssertion').length !== 1) return NOT_VALID;
  if (childrenNamed(read, 'EncryptedAssertion').length !== 1 || !isHiddenWell(read)) return NOT_VALID;
  const text = await decrypted(response, { key }).catch(() => null);
  const assertion = text === null ? null : plain(text);
  const id = assertion === null ? null : signedId(assertion);
  return id === null ? NOT_VALID : { state: 'open', assertionId: id };
}

interface Expected {
  /** Our key, PEM. */
  readonly key: string;
  readonly destination: string;
}

/** Comments and instructions have been used to make one reader see another name than the other. */
function plain(text: string): XmlElement | null {
  const body = text.replace(/^\s*<\?xml[^?]*\?>/, '');
  if (body.includes('<!--') || body.includes('<?') || body.includes('<![CDATA[')) return null;
  const read = readXml(text, null, READ);
  return read.ok ? read.value : null;
}

/** Why the provider signs nobody in; null = it does. What it says is not signed, and leads to nothing but a refusal. */
function statusOf(response: XmlElement): 'cancelled' | 'too-low' | 'not-valid' | null {
  const code = elementAt(response, 'Status/StatusCode');
  if (code?.attributes?.['Value'] === SUCCESS) return null;
  const [detail = ''] = /[^:]*$/.exec(child(code, 'StatusCode')?.attributes?.['Value'] ?? '') ?? [];
  if (detail === 'NoAuthnContext') return 'too-low';
  return detail === 'AuthnFailed' || detail === 'RequestDenied' ? 'cancelled' : 'not-valid';
}

/** One thing is hidden in the whole answer, under one key. */
function isHiddenWell(response: XmlElement): boolean {
  const [data, ...others] = named(response, 'EncryptedData');
  const keys = named(response, 'EncryptedKey');
  return (
    others.length === 0 &&
    keys.length === 1 &&
    isOneOf(allowed.encryption, methodOf(data, 'EncryptionMethod')) &&
    isOneOf(allowed.keyEncryption, methodOf(keys[0], 'EncryptionMethod'))
  );
}

/** The ID of an assertion whose one signature is over itself; null otherwise. */
function signedId(assertion: XmlElement): string | null {
  if (assertion.name !== 'Assertion' || assertion.namespace !== ASSERTION) return null;
  const id = assertion.attributes?.['ID'] ?? '';
  const signatures = named(assertion, 'Signature');
  const references = named(assertion, 'Reference');
  const own = childrenNamed(assertion, 'Signature');
  if (id === '' || signatures.length !== 1 || own.length !== 1 || references.length !== 1) return null;
  if (named(assertion, 'Assertion').length > 0 || named(assertion, 'EncryptedAssertion').length > 0)
    return null;
  const [reference] = references;
  const isRight =
    isOneOf(allowed.signature, methodOf(elementAt(own[0] ?? null, 'SignedInfo'), 'SignatureMethod')) &&
    isOneOf(allowed.digest, methodOf(reference, 'DigestMethod')) &&
    reference?.attributes?.['URI'] === `#${id}`;
  return isRight ? id : null;
}

function methodOf(element: XmlElement | null | undefined, name: string): string {
  return child(element ?? null, name)?.attributes?.['Algorithm'] ?? '';
}

function isOneOf(methods: readonly string[], method: string): boolean {
  return methods.includes(method);
}

/** All elements of a name below this one, however deep, whatever their namespace. */
function named(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((inner) => [
    ...(inner.name === name ? [inner] : []),
    ...named(inner, name),
  ]);
}
