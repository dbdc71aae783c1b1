import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Provider, type RequestContext } from 'oidc-provider';
import { signOutPage } from './page.ts';
import type { TestPerson } from './people.ts';

/** Who asks the test provider by OpenID Connect: we. */
export interface OidcClient {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OidcPart {
  readonly provider: Provider;
  /** Answers what is not a page of ours. */
  readonly callback: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Remembers who was chosen, and answers how the provider is to call them. */
  accountOf(person: TestPerson): string;
}

const ACR = 'urn:grn:authn:dk:mitid:';
const SECONDS = 600;
/** What must be asked for to be told who it is. */
export const SCOPE = 'openid mitid';

/** A broker of MitID as OpenID Connect has it, by a certified implementation, with claims as one of the brokers names them. */
export function oidcPart(issuer: string, client: OidcClient, wishes: OidcWishes): OidcPart {
  const accounts = new Map<string, TestPerson>();
  const findAccount = (_context: unknown, id: string) => {
    const person = accounts.get(id);
    return person === undefined
      ? undefined
      : { accountId: id, claims: () => ({ sub: id, ...claimsOf(person) }) };
  };
  const provider = new Provider(issuer, { ...settings(client, wishes), findAccount });
  // Municipalities come and go while it runs: what looks like our answer page on this machine is ours.
  provider.Client.prototype.redirectUriAllowed = (address) => isPageOfOurs(address, 'svar');
  provider.Client.prototype.postLogoutRedirectUriAllowed = (address) => isPageOfOurs(address, 'log-ud');
  return {
    provider,
    callback: provider.callback(),
    accountOf: (person) => {
      const id = randomBytes(16).toString('hex');
      accounts.set(id, person);
      return id;
    },
  };
}

function claimsOf({ cpr, name }: TestPerson) {
  return { identityscheme: 'dkmitid', cprNumberIdentifier: cpr, name };
}

export function acrOf({ level }: TestPerson): string {
  return `${ACR}${level.toLowerCase()}`;
}

function isPageOfOurs(address: string, page: 'svar' | 'log-ud'): boolean {
  const ours =
    /^(?:https:\/\/[a-z0-9.-]+|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]))(?::\d+)?\/\d{3}\/log-paa\/oidc\/(?<page>.+)$/;
  return ours.exec(address)?.groups?.['page'] === page;
}

/** As brokers differ: where the CPR number is told, and whether one can sign out. */
export interface OidcWishes {
  readonly cprIn: 'id-token' | 'user-info';
  readonly signsOut: boolean;
}

function settings({ clientId, clientSecret }: OidcClient, { cprIn, signsOut }: OidcWishes) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: ['https://nobody.example/998/log-paa/oidc/svar'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    acrValues: ['low', 'substantial', 'high'].map((level) => ACR + level),
    claims: { openid: ['sub', 'identityscheme'], mitid: ['cprNumberIdentifier', 'name'] },
    conformIdTokenClaims: cprIn === 'user-info',
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: signsOut, logoutSource: asksToSignOut },
    },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/login/${uid}` },
    loadExistingGrant,
    ttl: {
      AccessToken: SECONDS,
      AuthorizationCode: 60,
      Grant: SECONDS,
      IdToken: SECONDS,
      Interaction: SECONDS,
      Session: SECONDS,
    },
  };
}

/** The page of the package, in our words. */
function asksToSignOut(context: RequestContext, form: string): void {
  context.type = 'html';
  context.body = signOutPage(form);
}

/** Nobody is asked for consent, as with MitID. */
async function loadExistingGrant({ oidc }: RequestContext) {
  const { accountId = '' } = oidc.session;
  const grant = new oidc.provider.Grant({ accountId, clientId: oidc.client.clientId });
  grant.addOIDCScope(SCOPE);
  await grant.save();
  return grant;
}
