import { SAML, ValidateInResponseTo, type CacheProvider, type Profile } from '@node-saml/node-saml';
import { z } from 'zod';
import type {
  LoginAnswer,
  LoginAsk,
  LoginBegun,
  LoginProvider,
  LoginTold,
  SignedOutElsewhere,
} from '../../identity/login-port.ts';
import { parseCprNumber } from '../../kernel/cpr-number.ts';
import { parseCvrNumber } from '../../kernel/cvr-number.ts';
import { childrenNamed, child, elementAt, readXml, textAt, type XmlElement } from '../../platform/xml.ts';
import { powersIn } from './privileges.ts';
import { logoutAnswer, logoutIn } from './saml-logout.ts';
import { gate } from './saml-gate.ts';
import { ownMetadata, type SamlProvider } from './saml-metadata.ts';
import { beginSignOut, entityIdAt as signOutEntityId, signedOutToo, signOutHint } from './saml-sign-out.ts';
import { ASSERTION, attribute, BEARER, PERSON, PROFESSIONAL, SUBSTANTIAL, VERSION } from './saml-names.ts';

export interface OiosamlSettings {
  readonly provider: SamlProvider;
  /** Ours, PEM: by which requests are signed, and answers read. */
  readonly key: string;
  readonly certificate: string;
  readonly clock: () => Temporal.Instant;
}

const kept = z.strictObject({ requestId: z.string(), returnAddress: z.string() });

/**
 * Signs citizens in through NemLog-in by OIOSAML 3: a signed request by redirect, and MitID anew each time; a signed and encrypted
 * answer by form. The library checks the signature; what the answer says of whom, for whom, from whom and when is checked here.
 */
export function oiosamlLogin(settings: OiosamlSettings): LoginProvider {
  return {
    protocol: 'oiosaml',
    stateIn: (answer) => answer['RelayState'] ?? '',
    begin: (ask) => begun(settings, ask),
    finish: (answer, keptText) => finished(settings, answer, keptText),
    metadata: (returnAddress) =>
      ownMetadata(entityIdAt(returnAddress), {
        answers: returnAddress,
        signOut: returnAddress.replace(/\/svar$/, '/log-ud'),
        certificate: settings.certificate,
      }),
    signOut: (ask) => beginSignOut(settings, ask),
    signedOutToo: (answer, keptText) => signedOutToo(settings, answer, keptText),
    signedOut: (query, ownAddress) => signedOut(settings, query, ownAddress),
  };
}

/** What we are called: where our metadata is, one for each municipality. */
function entityIdAt(returnAddress: string): string {
  return returnAddress.replace(/\/svar$/, '/metadata');
}

function signedOut(
  { provider, key, clock }: OiosamlSettings,
  query: string,
  destination: string,
): SignedOutElsewhere | null {
  const now = clock();
  const asked = logoutIn(query, { provider, destination, now });
  if (asked === null || provider.signedOutAddress === null) return null;
  const entityId = signOutEntityId(destination);
  const next = logoutAnswer(asked, { to: provider.signedOutAddress, entityId, key, at: now });
  return { message: asked.id, sessions: asked.sessions, next };
}

/** The library as it is for one request; it is asked about that alone. */
function library(settings: OiosamlSettings, returnAddress: string, requests: CacheProvider): SAML {
  const { provider, key, certificate } = settings;
  return new SAML({
    entryPoint: provider.signInAddress,
    idpCert: [...provider.certificates],
    idpIssuer: provider.entityId,
    issuer: entityIdAt(returnAddress),
    audience: entityIdAt(returnAddress),
    callbackUrl: returnAddress,
    privateKey: key,
    publicCert: certificate,
    decryptionPvk: key,
    signatureAlgorithm: 'sha256',
    digestAlgorithm: 'sha256',
    identifierFormat: null,
    authnContext: [SUBSTANTIAL],
    racComparison: 'minimum',
    forceAuthn: true,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    validateInResponseTo: ValidateInResponseTo.always,
    cacheProvider: requests,
    // Times are looked at below, by the program's own clock.
    acceptedClockSkewMs: -1,
  });
}

async function begun(settings: OiosamlSettings, { state, returnAddress }: LoginAsk): Promise<LoginBegun> {
  let requestId = '';
  const remembers: CacheProvider = {
    saveAsync: async (id, value) => {
      requestId = id;
      return { createdAt: 0, value };
    },
    getAsync: async () => null,
    removeAsync: async () => null,
  };
  const redirect = await library(settings, returnAddress, remembers).getAuthorizeUrlAsync(
    state,
    undefined,
    {},
  );
  return { state: 'begun', redirect, kept: JSON.stringify({ requestId, returnAddress }) };
}

async function finished(
  settings: OiosamlSettings,
  answer: LoginAnswer,
  keptText: string,
): Promise<LoginTold> {
  const { requestId, returnAddress } = kept.parse(JSON.parse(keptText));
  const given = answer['SAMLResponse'] ?? '';
  const response = Buffer.from(given, 'base64').toString('utf8');
  const gated = await gate(response, { key: settings.key, destination: returnAddress });
  if (gated.state === 'shut') return { ...gated, state: 'refused' };
  const onlyThat: CacheProvider = {
    saveAsync: async () => null,
    // How long ago it was asked is settled by whoever keeps the request.
    getAsync: async (id) => (id === requestId ? FOR_EVER : null),
    removeAsync: async () => null,
  };
  const profile = await library(settings, returnAddress, onlyThat)
    .validatePostResponseAsync({ SAMLResponse: given })
    .then(({ profile: found }) => found)
    .catch(() => null);
  const assertion = assertionIn(profile, gated.assertionId);
  if (assertion === null) return refused('not-valid', 'its signature, request or audience is not right');
  const fault = faultOf(assertion, { settings, returnAddress, requestId });
  return fault === null ? told(assertion) : fault;
}

/** The library wants a moment. */
const FOR_EVER = '9999-12-31T00:00:00Z';

const READ = [
  'SessionIndex',
  'ID',
  'Name',
  'Method',
  'NotBefore',
  'NotOnOrAfter',
  'Recipient',
  'InResponseTo',
];

/** What was signed, as a tree; null when it is not the assertion that was let through. */
function assertionIn(profile: Profile | null, id: string): XmlElement | null {
  const text = profile?.getAssertionXml?.();
  const read = text === undefined ? null : readXml(text, null, READ);
  if (read === null || !read.ok) return null;
  const { name, namespace, attributes } = read.value;
  return name === 'Assertion' && namespace === ASSERTION && attributes?.['ID'] === id ? read.value : null;
}

interface Expected {
  readonly settings: OiosamlSettings;
  readonly returnAddress: string;
  readonly requestId: string;
}

const SKEW = { seconds: 60 };

function refused(why: 'expired' | 'not-valid' | 'no-cpr', detail: string): LoginTold {
  return { state: 'refused', why, detail };
}

/** From whom it is, to whom, in answer to what, and when; null = all is right. */
function faultOf(assertion: XmlElement, expected: Expected): LoginTold | null {
  const { provider, clock } = expected.settings;
  const confirmations = childrenNamed(child(assertion, 'Subject'), 'SubjectConfirmation');
  const conditions = child(assertion, 'Conditions');
  const [confirmation] = confirmations;
  const data = child(confirmation ?? null, 'SubjectConfirmationData');
  if (textAt(assertion, 'Issuer') !== provider.entityId) return refused('not-valid', 'another provider');
  if (confirmations.length !== 1 || confirmation?.attributes?.['Method'] !== BEARER)
    return refused('not-valid', 'not one confirmation');
  if (data?.attributes?.['Recipient'] !== expected.returnAddress)
    return refused('not-valid', 'another recipient');
  if (data.attributes['InResponseTo'] !== expected.requestId) return refused('not-valid', 'another request');
  if (!isForUs(conditions, entityIdAt(expected.returnAddress)))
    return refused('not-valid', 'another audience');
  const now = clock();
  return isInTime(data, now) && isInTime(conditions, now) ? null : refused('expired', 'not in time');
}

function isForUs(conditions: XmlElement | null, us: string): boolean {
  const restrictions = childrenNamed(conditions, 'AudienceRestriction');
  return (
    restrictions.length > 0 &&
    restrictions.every((one) => childrenNamed(one, 'Audience').some(({ text }) => text === us))
  );
}

/** Whether a moment is in the time that an element names; one without an end is not in time. */
function isInTime(element: XmlElement | null, now: Temporal.Instant): boolean {
  const { NotBefore: from, NotOnOrAfter: to } = element?.attributes ?? {};
  const [begins, ends] = [momentOf(from), momentOf(to)];
  if (ends === null || (from !== undefined && begins === null)) return false;
  return (
    Temporal.Instant.compare(now, ends.add(SKEW)) < 0 &&
    (begins === null || Temporal.Instant.compare(now, begins.subtract(SKEW)) >= 0)
  );
}

function momentOf(text: string | undefined): Temporal.Instant | null {
  try {
    return text === undefined ? null : Temporal.Instant.from(text);
  } catch {
    return null; // the only way to ask
  }
}

function told(assertion: XmlElement): LoginTold {
  const valueOf = attributesOf(assertion);
  const nameId = elementAt(assertion, 'Subject/NameID')?.text ?? '';
  const isPerson = nameId.startsWith(PERSON);
  if (valueOf(attribute.version) !== VERSION || (!isPerson && !nameId.startsWith(PROFESSIONAL)))
    return refused('not-valid', 'not of OIOSAML 3');
  const cpr = parseCprNumber(valueOf(attribute.cpr) ?? '');
  const cvr = isPerson ? null : parseCvrNumber(valueOf(attribute.cvr) ?? '');
  if (cpr === null && cvr === null) return refused('no-cpr', 'no CPR number');
  const privileges = valueOf(attribute.privileges);
  const session = child(assertion, 'AuthnStatement')?.attributes?.['SessionIndex'] ?? null;
  return {
    state: 'told',
    person: {
      cpr,
      cvr,
      loginName: nameId,
      session,
      signOutHint: signOutHint(nameId, session),
      name: valueOf(attribute.name),
      level: levelIn(valueOf(attribute.level)),
      powers: privileges === null ? [] : powersIn(privileges),
    },
  };
}

/** The value of each attribute that the assertion has once; null for others. */
function attributesOf(assertion: XmlElement): (name: string) => string | null {
  const all = childrenNamed(assertion, 'AttributeStatement').flatMap((one) =>
    childrenNamed(one, 'Attribute'),
  );
  return (name) => {
    const values = all
      .filter(({ attributes }) => attributes?.['Name'] === name)
      .flatMap((one) => childrenNamed(one, 'AttributeValue').map(({ text }) => text));
    const [value] = values;
    return values.length === 1 && value !== undefined && value !== '' ? value : null;
  };
}

/** `Substantial`, or with the concept's address before it. */
function levelIn(text: string | null): string | null {
  return text === null ? null : text.replace(`${attribute.level}/`, '');
}
