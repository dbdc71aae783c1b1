import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoginProvider } from '../identity/login-port.ts';
import type { Protocol } from '../identity/types.ts';
import { oidcLogin, type OidcSettings } from '../outside/login/oidc.ts';
import { oiosamlLogin, type OiosamlSettings } from '../outside/login/oiosaml.ts';
import { readProviderMetadata } from '../outside/login/saml-metadata.ts';
import { isTestCertificate } from '../outside/login/test-certificates.ts';
import { LOGINS_FILE, readPeople, type TestPerson } from '../outside/login/test-provider/people.ts';
import type { TestProvider } from '../outside/login/test-provider/server.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { isThisMachine, type OidcConfig, type OiosamlConfig } from '../platform/login-config.ts';
import { PlainError } from './command.ts';
import { demoFolder } from './composition.ts';
import { namedFile, secretFile } from './secret-file.ts';

export interface ConnectedLogin {
  readonly providers: readonly LoginProvider[];
  close(): Promise<void>;
}

/** Connects the citizens' pages to whoever says who somebody is. The pages do not know whom they meet. */
export async function connectLogin(
  { login, production }: Pick<Config, 'login' | 'production'>,
  clock: Clock,
): Promise<ConnectedLogin> {
  if (login.test !== null) {
    const provider = await testProvider(login.test.port, clock);
    const providers = [oidcLogin(provider.oidc), oiosamlLogin(provider.oiosaml)];
    return { providers, close: () => provider.close() };
  }
  const oidc = login.oidc === null ? [] : [oidcLogin(oidcSettings(login.oidc))];
  const oiosaml =
    login.oiosaml === null ? [] : [oiosamlLogin(oiosamlSettings(login.oiosaml, production, clock))];
  return { providers: [...oiosaml, ...oidc], close: async () => {} };
}

/** The ways in which one can sign in, without connecting anything. */
export function waysInOf({ login: { test, oidc, oiosaml } }: Pick<Config, 'login'>): readonly Protocol[] {
  if (test !== null) return ['oidc', 'oiosaml'];
  const ways = [oiosaml === null ? null : 'oiosaml', oidc === null ? null : 'oidc'] as const;
  return ways.filter((way) => way !== null);
}

function oidcSettings({ clientSecretFile, ...oidc }: OidcConfig): OidcSettings {
  const clientSecret = secretFile('AFDRAG_OIDC_CLIENT_SECRET_FILE', clientSecretFile).trim();
  return { ...oidc, clientSecret, insecure: oidc.issuer.startsWith('http://') };
}

/** Refuses in production what everybody can sign with, or could be pretended to over http or on this machine. */
function oiosamlSettings(files: OiosamlConfig, production: boolean, clock: Clock): OiosamlSettings {
  const key = secretFile('AFDRAG_SAML_KEY', files.key);
  const certificate = namedFile('AFDRAG_SAML_CERTIFICATE', files.certificate);
  const metadata = namedFile('AFDRAG_SAML_METADATA', files.metadata);
  const provider = understood('AFDRAG_SAML_METADATA', () => readProviderMetadata(metadata));
  const isPair = understood('AFDRAG_SAML_CERTIFICATE', () =>
    new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)),
  );
  if (!isPair) throw new PlainError('AFDRAG_SAML_KEY og AFDRAG_SAML_CERTIFICATE hører ikke sammen.');
  if (production) {
    if ([certificate, ...provider.certificates].some(isTestCertificate))
      throw new PlainError(
        'I drift afvises et certifikat fra test-login (AFDRAG_SAML_METADATA, AFDRAG_SAML_CERTIFICATE).',
      );
    const { signInAddress, signOutAddress, signedOutAddress } = provider;
    if (![signInAddress, signOutAddress, signedOutAddress].every(isElsewhereOverHttps))
      throw new PlainError(
        'I drift skal adresserne i AFDRAG_SAML_METADATA begynde med https:// og ikke være denne maskine.',
      );
  }
  return { provider, key, certificate, clock };
}

/** Also where there is none. */
function isElsewhereOverHttps(address: string | null): boolean {
  if (address === null) return true;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && !isThisMachine(hostname);
}

/** Says which variable is at fault, and nothing of what stands in its file. */
function understood<T>(variable: string, read: () => T): T {
  try {
    return read();
  } catch {
    throw new PlainError(`${variable}: det, der står i filen, er ikke det, der skal stå der.`);
  }
}

async function testProvider(port: number, clock: Clock): Promise<TestProvider> {
  const { warn } = console;
  // It warns of what is meant so: that it keeps nothing, and that this Node is newer than those it lists.
  console.warn = () => {};
  try {
    // Brings much with it that nobody else needs.
    const { startTestProvider } = await import('../outside/login/test-provider/server.ts');
    return await startTestProvider({ port, people: demoPeople, clock });
  } finally {
    console.warn = warn;
  }
}

/** The people of a demo municipality whom one can be. */
async function demoPeople(municipality: string): Promise<readonly TestPerson[]> {
  const file = join(demoFolder(municipality), LOGINS_FILE);
  return existsSync(file) ? readPeople(readFileSync(file, 'utf8')) : [];
}
