import { SAML, type CacheProvider } from '@node-saml/node-saml';
import { z } from 'zod';
import type { SignedOutToo, SignOutAnswer, SignOutAsk, SignOutBegun } from '../../identity/login-port.ts';
import { elementAt, readXml, textAt } from '../../platform/xml.ts';
import { isThere } from './is-there.ts';
import type { OiosamlSettings } from './oiosaml.ts';
import { isInTime } from './saml-logout.ts';
import { PERSISTENT, PROTOCOL, SUCCESS } from './saml-names.ts';
import { messageIn } from './saml-redirect.ts';

/** Who signs out, as NemLog-in wants it told: by its own names of person and sign-in. */
const hintShape = z.strictObject({ nameId: z.string(), session: z.string() });
const kept = z.strictObject({ requestId: z.string() });

/** What must be remembered of a sign-in for it. */
export function signOutHint(nameId: string, session: string | null): string | null {
  return session === null ? null : JSON.stringify({ nameId, session });
}

/** The signed request to sign somebody out, made by the library, as an address for the browser. */
export async function beginSignOut(
  { provider, key, certificate }: OiosamlSettings,
  { state, returnAddress, hint }: SignOutAsk,
): Promise<SignOutBegun> {
  if (hint === null || provider.signOutAddress === null) return { state: 'not-offered' };
  const { nameId, session } = hintShape.parse(JSON.parse(hint));
  let requestId = '';
  const remembers: CacheProvider = {
    saveAsync: async (id, value) => {
      requestId = id;
      return { createdAt: 0, value };
    },
    getAsync: async () => null,
    removeAsync: async () => null,
  };
  const library = new SAML({
    // The library wants it, and does not use it here.
    entryPoint: provider.signInAddress,
    logoutUrl: provider.signOutAddress,
    idpCert: [...provider.certificates],
    issuer: entityIdAt(returnAddress),
    callbackUrl: returnAddress,
    privateKey: key,
    publicCert: certificate,
    signatureAlgorithm: 'sha256',
    cacheProvider: remembers,
  });
  const person = {
    issuer: provider.entityId,
    nameID: nameId,
    nameIDFormat: PERSISTENT,
    sessionIndex: session,
  };
  const redirect = await library.getLogoutUrlAsync(person, state, {});
  return {
    state: 'begun',
    redirect,
    kept: JSON.stringify({ requestId }),
    isThere: await isThere(provider.signOutAddress),
  };
}

/** What we are called, by our page for those who have signed out. */
export function entityIdAt(signOutPage: string): string {
  return signOutPage.replace(/\/log-ud$/, '/metadata');
}

/** Null when it is not signed by the provider, not for our page, not in time, or answers something else than was asked. */
export function signedOutToo(
  { provider, clock }: OiosamlSettings,
  { query, ownAddress }: SignOutAnswer,
  keptText: string,
): SignedOutToo | null {
  const { requestId } = kept.parse(JSON.parse(keptText));
  const message = messageIn(query, provider.certificates);
  if (message === null || message.kind !== 'SAMLResponse') return null;
  const read = readXml(message.xml, null, ['Destination', 'InResponseTo', 'IssueInstant', 'Value']);
  if (!read.ok || read.value.name !== 'LogoutResponse' || read.value.namespace !== PROTOCOL) return null;
  const { Destination: to, InResponseTo: answered, IssueInstant: issued } = read.value.attributes ?? {};
  if (to !== ownAddress || answered !== requestId || textAt(read.value, 'Issuer') !== provider.entityId)
    return null;
  if (!isInTime({ issued, until: undefined }, clock())) return null;
  const code = elementAt(read.value, 'Status/StatusCode');
  const isWhole = code?.attributes?.['Value'] === SUCCESS && code.children.length === 0;
  // Success with another code below it is a logout in part (PartialLogout).
  return isWhole ? 'everywhere' : 'in-part';
}
