import { z } from 'zod';
import { ok, refuse, type Result } from '../kernel/result.ts';

/** Who says who a citizen is (AFDRAG_LOGIN). */
export interface LoginConfig {
  /** AFDRAG_TEST_LOGIN_PORT: the sign-in for tests and trials on this machine, on this port (0 = any free one); null = none. */
  readonly test: { readonly port: number } | null;
  /** A broker of MitID by OpenID Connect; null = none. */
  readonly oidc: OidcConfig | null;
  /** NemLog-in by OIOSAML; null = none. */
  readonly oiosaml: OiosamlConfig | null;
}

/** Paths of PEM and XML files. */
export interface OiosamlConfig {
  /** AFDRAG_SAML_KEY. */
  readonly key: string;
  /** AFDRAG_SAML_CERTIFICATE. */
  readonly certificate: string;
  /** AFDRAG_SAML_METADATA: what the identity provider says of itself. */
  readonly metadata: string;
}

export interface OidcConfig {
  /** AFDRAG_OIDC_ISSUER. */
  readonly issuer: string;
  /** AFDRAG_OIDC_CLIENT_ID. */
  readonly clientId: string;
  /** AFDRAG_OIDC_CLIENT_SECRET_FILE: the path of a file with the secret and nothing else. */
  readonly clientSecretFile: string;
  /** AFDRAG_OIDC_SCOPE. */
  readonly scope: string;
  /** AFDRAG_OIDC_CPR_CLAIM. */
  readonly cprClaim: string;
}

export const loginVariables = {
  AFDRAG_LOGIN: z
    .enum(['test', 'oidc', 'oiosaml', 'both', 'off'], 'must be test, oidc, oiosaml, both or off')
    .optional(),
  AFDRAG_TEST_LOGIN_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port')
    .default(0),
  AFDRAG_OIDC_ISSUER: z.url('must be an address').optional(),
  AFDRAG_OIDC_CLIENT_ID: z.string().optional(),
  AFDRAG_OIDC_CLIENT_SECRET_FILE: z.string().optional(),
  AFDRAG_OIDC_SCOPE: z.string().default('openid'),
  AFDRAG_OIDC_CPR_CLAIM: z.string().default('cprNumberIdentifier'),
  AFDRAG_SAML_KEY: z.string().optional(),
  AFDRAG_SAML_CERTIFICATE: z.string().optional(),
  AFDRAG_SAML_METADATA: z.string().optional(),
};

const shape = z.object(loginVariables);
type Found = z.infer<typeof shape>;

export interface BadLogin {
  readonly tag: 'bad-login';
  readonly problems: readonly string[];
}

/**
 * Who says who a citizen is. Where nothing is chosen: the sign-in for tests, and in production nobody. Refuses in production
 * whatever anybody could pretend to be: the sign-in for tests, and a broker that is not reached over https, or is on this machine.
 */
export function readLogin(found: Found, production: boolean): Result<LoginConfig, BadLogin> {
  const way = found.AFDRAG_LOGIN ?? (production ? 'off' : 'test');
  switch (way) {
    case 'off':
      return ok({ test: null, oidc: null, oiosaml: null });
    case 'test':
      if (production) return bad(['AFDRAG_LOGIN: test is not allowed with NODE_ENV=production']);
      return ok({ test: { port: found.AFDRAG_TEST_LOGIN_PORT }, oidc: null, oiosaml: null });
    case 'oidc':
    case 'oiosaml':
    case 'both':
      return readReal(found, way, production);
  }
}

function readReal(
  found: Found,
  way: 'oidc' | 'oiosaml' | 'both',
  production: boolean,
): Result<LoginConfig, BadLogin> {
  const oidc = way === 'oiosaml' ? ok(null) : readOidc(found, production);
  if (!oidc.ok) return oidc;
  const oiosaml = way === 'oidc' ? ok(null) : readOiosaml(found);
  return oiosaml.ok ? ok({ test: null, oidc: oidc.value, oiosaml: oiosaml.value }) : oiosaml;
}

function readOiosaml(found: Found): Result<OiosamlConfig, BadLogin> {
  const {
    AFDRAG_SAML_KEY: key,
    AFDRAG_SAML_CERTIFICATE: certificate,
    AFDRAG_SAML_METADATA: metadata,
  } = found;
  if (key === undefined || certificate === undefined || metadata === undefined) {
    return bad([
      'AFDRAG_SAML_KEY, AFDRAG_SAML_CERTIFICATE, AFDRAG_SAML_METADATA: set all three with AFDRAG_LOGIN=oiosaml or both',
    ]);
  }
  return ok({ key, certificate, metadata });
}

function readOidc(found: Found, production: boolean): Result<OidcConfig, BadLogin> {
  const {
    AFDRAG_OIDC_ISSUER: issuer,
    AFDRAG_OIDC_CLIENT_ID: clientId,
    AFDRAG_OIDC_CLIENT_SECRET_FILE: clientSecretFile,
  } = found;
  if (issuer === undefined || clientId === undefined || clientSecretFile === undefined) {
    return bad([
      'AFDRAG_OIDC_ISSUER, AFDRAG_OIDC_CLIENT_ID, AFDRAG_OIDC_CLIENT_SECRET_FILE: set all three with AFDRAG_LOGIN=oidc or both',
    ]);
  }
  const fault = faultOf(issuer, production);
  if (fault !== null) return bad([`AFDRAG_OIDC_ISSUER: ${fault}`]);
  const { AFDRAG_OIDC_SCOPE: scope, AFDRAG_OIDC_CPR_CLAIM: cprClaim } = found;
  return ok({ issuer, clientId, clientSecretFile, scope, cprClaim });
}

/** Http is for this machine alone, and this machine for trials alone. */
function faultOf(address: string, production: boolean): string | null {
  const { protocol, hostname } = new URL(address);
  const isHere = isThisMachine(hostname);
  if (production && isHere) return 'must not be this machine with NODE_ENV=production';
  return protocol === 'https:' || (isHere && protocol === 'http:') ? null : 'must begin with https://';
}

export function isThisMachine(host: string): boolean {
  return /^(?:localhost|.*\.localhost|127(?:\.\d+){3}|\[::1\]|\[::ffff:7f.*\]|0\.0\.0\.0|\[::\])\.?$/i.test(
    host,
  );
}

function bad(problems: readonly string[]): { readonly ok: false; readonly refusal: BadLogin } {
  return refuse({ tag: 'bad-login', problems });
}
