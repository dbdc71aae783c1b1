import { randomBytes } from 'node:crypto';
import { childrenNamed, readXml, textAt, xml } from '../../platform/xml.ts';
import type { SamlProvider } from './saml-metadata.ts';
import { ASSERTION, PROTOCOL, SUCCESS } from './saml-names.ts';
import { messageIn, redirectAddress } from './saml-redirect.ts';

/** That somebody has signed out elsewhere, as the provider tells it by the browser. */
export interface LogoutAsked {
  readonly id: string;
  /** The provider's names for the sign-ins that are over. */
  readonly sessions: readonly string[];
  readonly relayState: string | null;
}

export interface LogoutExpected {
  readonly provider: SamlProvider;
  /** Our page for it. */
  readonly destination: string;
  readonly now: Temporal.Instant;
}

const SKEW = { seconds: 60 };

/** Reads it; null when it is not signed by the provider, not for our page, not in time, or names no sign-in. */
export function logoutIn(query: string, { provider, destination, now }: LogoutExpected): LogoutAsked | null {
  const message = messageIn(query, provider.certificates);
  if (message === null || message.kind !== 'SAMLRequest') return null;
  const read = readXml(message.xml, null, ['ID', 'Destination', 'NotOnOrAfter', 'IssueInstant']);
  if (!read.ok || read.value.name !== 'LogoutRequest' || read.value.namespace !== PROTOCOL) return null;
  const { ID: id, Destination: to, NotOnOrAfter: until, IssueInstant: issued } = read.value.attributes ?? {};
  const sessions = childrenNamed(read.value, 'SessionIndex').map(({ text }) => text);
  if (id === undefined || to !== destination || sessions.length === 0) return null;
  if (textAt(read.value, 'Issuer') !== provider.entityId || !isInTime({ until, issued }, now)) return null;
  return { id, sessions, relayState: message.relayState };
}

interface Times {
  readonly until: string | undefined;
  readonly issued: string | undefined;
}

/** For five minutes after it was made, and not after an end that it names: what is read once must not be kept for long. */
export function isInTime({ until, issued }: Times, now: Temporal.Instant): boolean {
  try {
    const made = Temporal.Instant.from(issued ?? '');
    const ends = [made.add({ minutes: 5 }), ...(until === undefined ? [] : [Temporal.Instant.from(until)])];
    const isMade = Temporal.Instant.compare(now, made.subtract(SKEW)) >= 0;
    return isMade && ends.every((end) => Temporal.Instant.compare(now, end.add(SKEW)) < 0);
  } catch {
    return false; // no moment
  }
}

/** The address that tells the provider that it is done. */
export function logoutAnswer(
  { id, relayState }: LogoutAsked,
  {
    to,
    entityId,
    key,
    at,
  }: { readonly to: string; readonly entityId: string; readonly key: string; readonly at: Temporal.Instant },
): string {
  const answer = xml`<samlp:LogoutResponse xmlns:samlp="${PROTOCOL}" xmlns:saml="${ASSERTION}" ID="_${randomBytes(20).toString('hex')}" Version="2.0" IssueInstant="${at.toString()}" Destination="${to}" InResponseTo="${id}"><saml:Issuer>${entityId}</saml:Issuer><samlp:Status><samlp:StatusCode Value="${SUCCESS}"/></samlp:Status></samlp:LogoutResponse>`;
  return redirectAddress(to, { kind: 'SAMLResponse', xml: answer.markup, relayState }, key);
}
