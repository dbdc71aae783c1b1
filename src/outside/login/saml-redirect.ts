import { createSign, createVerify } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { allowed } from './saml-names.ts';

/** Messages that go in an address (SAML bindings 3.4): deflated, and signed as they stand there. */

export type RedirectKind = 'SAMLRequest' | 'SAMLResponse';

const DIGESTS: Readonly<Record<string, string>> = {
  [allowed.signature[0]]: 'RSA-SHA256',
  [allowed.signature[1]]: 'RSA-SHA512',
};

export interface RedirectMessage {
  readonly kind: RedirectKind;
  readonly xml: string;
  readonly relayState: string | null;
}

/** The address by which a browser brings a message, signed with a key (PEM). */
export function redirectAddress(to: string, { kind, xml, relayState }: RedirectMessage, key: string): string {
  const parts = [
    [kind, deflateRawSync(xml).toString('base64')],
    ...(relayState === null ? [] : [['RelayState', relayState]]),
    ['SigAlg', allowed.signature[0]],
  ] as const;
  const query = parts.map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`).join('&');
  const signature = createSign('RSA-SHA256').update(query).sign(key, 'base64');
  return `${to}${to.includes('?') ? '&' : '?'}${query}&Signature=${encodeURIComponent(signature)}`;
}

const MOST_CHARACTERS = 100_000;

/**
 * The message in what stands after the question mark of an address; null when there is none, more than one of any part, no right
 * signature by one of the certificates (PEM), or one by a method that is out of date.
 */
export function messageIn(query: string, certificates: readonly string[]): RedirectMessage | null {
  const pairs = query.split('&').map((pair) => [pair.slice(0, pair.indexOf('=')), pair] as const);
  const raw = (name: string) => {
    const found = pairs.filter(([key]) => key === name);
    return found.length > 1 ? undefined : (found[0]?.[1] ?? null);
  };
  const [request, response] = [raw('SAMLRequest'), raw('SAMLResponse')];
  const [relay, method, signature] = [raw('RelayState'), raw('SigAlg'), raw('Signature')];
  if (relay === undefined || !method || !signature || Boolean(request) === Boolean(response)) return null;
  const kind = request ? 'SAMLRequest' : 'SAMLResponse';
  const message = request || response;
  const digest = DIGESTS[valueOf(method)];
  if (!message || digest === undefined) return null;
  const signed = [message, relay, method].filter((part) => part !== null).join('&');
  const bytes = Buffer.from(valueOf(signature), 'base64');
  const isRight = certificates.some((certificate) =>
    createVerify(digest).update(signed).verify(certificate, bytes),
  );
  const xml = isRight ? inflated(valueOf(message)) : null;
  return xml === null ? null : { kind, xml, relayState: relay === null ? null : valueOf(relay) };
}

function valueOf(pair: string): string {
  try {
    return decodeURIComponent(pair.slice(pair.indexOf('=') + 1).replaceAll('+', ' '));
  } catch {
    return ''; // no address of ours or of a provider's
  }
}

function inflated(base64: string): string | null {
  try {
    return inflateRawSync(Buffer.from(base64, 'base64'), { maxOutputLength: MOST_CHARACTERS }).toString(
      'utf8',
    );
  } catch {
    return null; // the only way to ask
  }
}
