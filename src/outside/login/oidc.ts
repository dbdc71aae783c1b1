import {
  allowInsecureRequests,
  AuthorizationResponseError,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  ClientError,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  ResponseBodyError,
  type Configuration,
  type TokenEndpointResponse,
  type TokenEndpointResponseHelpers,
} from 'openid-client';
import { z } from 'zod';
import type {
  LoginAnswer,
  LoginAsk,
  LoginBegun,
  LoginProvider,
  LoginTold,
  SignOutAsk,
  SignOutBegun,
} from '../../identity/login-port.ts';
import { parseCprNumber } from '../../kernel/cpr-number.ts';
import { isThere } from './is-there.ts';

export interface OidcSettings {
  /** The broker's address, `https://login.example`; what it offers is read there. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `openid`, or what the broker wants besides, `openid mitid ssn`. */
  readonly scope: string;
  /** Under which name the broker tells the CPR number. */
  readonly cprClaim: string;
  /** Whether the broker may be reached over http: only the one for tests, on this machine. */
  readonly insecure: boolean;
}

/** What a broker is asked for, and how it says how sure it is (MitID, by NSIS). */
const ACR = 'urn:grn:authn:dk:mitid:';
/** Seconds that a broker has for each answer. */
const PATIENCE = 8;

const kept = z.strictObject({
  verifier: z.string(),
  nonce: z.string(),
  state: z.string(),
  returnAddress: z.string(),
});

/**
 * Signs citizens in by OpenID Connect through a broker: code flow with PKCE, state and nonce, and MitID anew each time, so that
 * nobody comes in after another on the same device. Signature, issuer, audience and times are checked by the library.
 */
export function oidcLogin(settings: OidcSettings): LoginProvider {
  let known: Promise<Configuration> | null = null;
  // Asked once; after trouble, again.
  const broker = () =>
    (known ??= discover(settings).catch((error: unknown) => {
      known = null;
      throw error;
    }));
  return {
    protocol: 'oidc',
    stateIn: (answer) => answer['state'] ?? '',
    begin: async (ask) => {
      try {
        return await begun(await broker(), settings, ask);
      } catch (error) {
        return unavailable(error);
      }
    },
    finish: async (answer, keptText) => {
      try {
        const found = await broker();
        return await told(found, settings, await tokensFor(found, answer, keptText));
      } catch (error) {
        return refusedBy(error);
      }
    },
    signOut: async (ask) => {
      try {
        return await signOutBegun(await broker(), ask);
      } catch (error) {
        return unavailable(error);
      }
    },
    // The browser is sent back when it is done, and nothing more is told: that it comes under our name is the answer.
    signedOutToo: () => 'everywhere',
  };
}

function discover({ issuer, clientId, clientSecret, insecure }: OidcSettings): Promise<Configuration> {
  const execute = insecure ? [allowInsecureRequests] : [];
  return discovery(new URL(issuer), clientId, clientSecret, undefined, { execute, timeout: PATIENCE });
}

async function begun(
  broker: Configuration,
  { scope }: OidcSettings,
  { state, returnAddress, language }: LoginAsk,
): Promise<LoginBegun> {
  const [verifier, nonce] = [randomPKCECodeVerifier(), randomNonce()];
  const redirect = buildAuthorizationUrl(broker, {
    redirect_uri: returnAddress,
    scope,
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    acr_values: `${ACR}substantial`,
    prompt: 'login',
    ui_locales: language,
  });
  return {
    state: 'begun',
    redirect: redirect.href,
    kept: JSON.stringify({ verifier, nonce, state, returnAddress }),
  };
}

/** Where nothing personal is known that the broker knows the sign-in by, it is told only who asks, and may ask the person. */
async function signOutBegun(
  broker: Configuration,
  { state, returnAddress, hint, language }: SignOutAsk,
): Promise<SignOutBegun> {
  if (broker.serverMetadata().end_session_endpoint === undefined) return { state: 'not-offered' };
  const { href } = buildEndSessionUrl(broker, {
    post_logout_redirect_uri: returnAddress,
    state,
    ui_locales: language,
    ...(hint === null ? {} : { id_token_hint: hint }),
  });
  return { state: 'begun', redirect: href, kept: '', isThere: await isThere(href) };
}

type Tokens = TokenEndpointResponse & TokenEndpointResponseHelpers;

async function tokensFor(broker: Configuration, answer: LoginAnswer, keptText: string): Promise<Tokens> {
  const { verifier, nonce, state, returnAddress } = kept.parse(JSON.parse(keptText));
  const address = new URL(returnAddress);
  for (const [name, value] of Object.entries(answer)) address.searchParams.set(name, value);
  return authorizationCodeGrant(broker, address, {
    pkceCodeVerifier: verifier,
    expectedNonce: nonce,
    expectedState: state,
    idTokenExpected: true,
  });
}

type Claims = Readonly<Record<string, unknown>>;

/** What the broker tells: in the ID token, or, where the CPR number is not in it, where it is asked for more. The ID token's own words count. */
async function claimsOf(
  broker: Configuration,
  tokens: Tokens,
  { cprClaim }: OidcSettings,
): Promise<Claims | null> {
  const own = tokens.claims();
  if (own === undefined) return null;
  const mayAsk = broker.serverMetadata().userinfo_endpoint !== undefined;
  if (own[cprClaim] !== undefined || !mayAsk) return own;
  return { ...(await fetchUserInfo(broker, tokens.access_token, own.sub)), ...own };
}

const text = z.string().optional().catch(undefined);
const claims = z.object({ acr: text, identityscheme: text, name: text });

async function told(broker: Configuration, settings: OidcSettings, tokens: Tokens): Promise<LoginTold> {
  const given = await claimsOf(broker, tokens, settings);
  if (given === null) return refused('not-valid', 'no ID token');
  const { acr = '', identityscheme = 'dkmitid', name } = claims.parse(given);
  // A broker may have other ways to sign in than MitID.
  if (identityscheme !== 'dkmitid') return refused('not-valid', 'not by MitID');
  const cprText = given[settings.cprClaim];
  const cpr = typeof cprText === 'string' ? parseCprNumber(cprText) : null;
  if (cpr === null) return refused('no-cpr', 'no CPR number by that name');
  const level = acr.startsWith(ACR) ? levels[acr.slice(ACR.length)] : undefined;
  return {
    state: 'told',
    person: {
      cpr,
      cvr: null,
      loginName: null,
      session: null,
      signOutHint: hintIn(tokens, [cpr, ...(name ?? '').split(' ')]),
      name: name ?? null,
      level: level ?? null,
      powers: [],
    },
  };
}

/** The ID token, to name the sign-in by when it is over; null where it tells who it is: it stands in an address then. */
function hintIn(tokens: Tokens, personal: readonly string[]): string | null {
  const said = JSON.stringify(tokens.claims() ?? {});
  const isSaid = personal.some((word) => word !== '' && said.includes(word));
  return isSaid ? null : (tokens.id_token ?? null);
}

const levels: Readonly<Record<string, string>> = { low: 'Low', substantial: 'Substantial', high: 'High' };

function refused(why: 'cancelled' | 'expired' | 'not-valid' | 'no-cpr', detail: string): LoginTold {
  return { state: 'refused', why, detail };
}

function refusedBy(error: unknown): LoginTold {
  if (error instanceof AuthorizationResponseError)
    return refused(error.error === 'access_denied' ? 'cancelled' : 'not-valid', namedAs(error.error));
  // The broker takes a code once, and not for long.
  if (error instanceof ResponseBodyError)
    return refused(error.error === 'invalid_grant' ? 'expired' : 'not-valid', namedAs(error.error));
  if (error instanceof ClientError && !outOfReach.has(error.code ?? ''))
    return refused('not-valid', error.code ?? error.name);
  return unavailable(error);
}

/** The name of an error as the protocol has them; what else anybody wrote there is not for our log. */
function namedAs(error: string): string {
  return /^[a-z_]{1,40}$/.test(error) ? error : 'another error';
}

const outOfReach: ReadonlySet<string> = new Set(['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']);

/** Only the kind of trouble: a message may hold what the broker told. */
function unavailable(error: unknown): { readonly state: 'unavailable'; readonly detail: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const name = error instanceof Error ? error.name : 'unknown';
  return { state: 'unavailable', detail: code === '' ? name : `${name} ${code}` };
}
