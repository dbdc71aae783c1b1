import { promisify } from 'node:util';
import { decrypt } from 'xml-encryption';
import { child, childrenNamed, elementAt, readXml, type XmlElement } from '../../platform/xml.ts';
import { allowed, ASSERTION, PROTOCOL, SUCCESS } from './saml-names.ts';

const decrypted = promisify<string, { key: string }, string>(decrypt);

export type Gated =
  | { readonly state: 'open'; readonly assertionId: string }
  | { readonly state: 'shut'; readonly why: 'cancelled' | 'too-low' | 'not-valid'; readonly detail: string };

const READ = ['Algorithm', 'ID', 'Id', 'URI', 'Value', 'Destination', 'InResponseTo'];
/**
 * What an answer must be like before the library that checks signatures sees it: one encrypted assertion and none beside it, hidden
 * and signed by methods that are allowed, with one signature over itself and nothing else in it that could be taken for an assertion.
 * The library would take older methods, too (it brings an older decryption of its own).
 */
export async function gate(response: string, { key, destination }: Expected): Promise<Gated> {
  const read = plain(response);
  if (read === null || read.name !== 'Response' || read.namespace !== PROTOCOL) return shut('no response');
  const status = statusOf(read);
  if (status !== null) return { state: 'shut', ...status };
  if ((read.attributes?.['Destination'] ?? destination) !== destination) return shut('another destination');
  const isOne = named(read, 'Assertion').length === 0 && named(read, 'EncryptedAssertion').length === 1;
  if (!isOne || childrenNamed(read, 'EncryptedAssertion').length !== 1)
    return shut('not one hidden assertion');
  if (!isHiddenWell(read)) return shut('hidden by another method');
  const text = await decrypted(response, { key }).catch(() => null);
  if (text === null) return shut('not hidden for us');
  const assertion = plain(text);
  if (assertion === null) return shut('the assertion is not plain');
  const id = signedId(assertion);
  return id === null ? shut('not one signature over itself') : { state: 'open', assertionId: id };
}

function shut(detail: string): Gated {
  return { state: 'shut', why: 'not-valid', detail };
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
function statusOf(
  response: XmlElement,
): { readonly why: 'cancelled' | 'too-low' | 'not-valid'; readonly detail: string } | null {
  const code = elementAt(response, 'Status/StatusCode');
  if (code?.attributes?.['Value'] === SUCCESS) return null;
  const [told = ''] = /\w*$/.exec(child(code, 'StatusCode')?.attributes?.['Value'] ?? '') ?? [];
  const detail = `the provider says ${told === '' ? 'no more' : told}`;
  if (told === 'NoAuthnContext') return { why: 'too-low', detail };
  return { why: told === 'AuthnFailed' || told === 'RequestDenied' ? 'cancelled' : 'not-valid', detail };
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
