import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LoginProvider } from '../identity/login-port.ts';
import { oidcLogin } from '../outside/login/oidc.ts';
import { LOGINS_FILE, readPeople, type TestPerson } from '../outside/login/test-provider/people.ts';
import type { TestProvider } from '../outside/login/test-provider/server.ts';
import type { Config } from '../platform/config.ts';
import { demoFolder } from './composition.ts';

export interface ConnectedLogin {
  readonly providers: readonly LoginProvider[];
  close(): Promise<void>;
}

/** Connects the citizens' pages to whoever says who somebody is. The pages do not know whom they meet. */
export async function connectLogin({ login }: Pick<Config, 'login'>): Promise<ConnectedLogin> {
  if (login.test !== null) {
    const provider = await testProvider(login.test.port);
    return { providers: [oidcLogin(provider.oidc)], close: () => provider.close() };
  }
  const nothing = async () => {};
  if (login.oidc === null) return { providers: [], close: nothing };
  const { clientSecretFile, ...oidc } = login.oidc;
  const clientSecret = readFileSync(clientSecretFile, 'utf8').trim();
  const insecure = oidc.issuer.startsWith('http://');
  return { providers: [oidcLogin({ ...oidc, clientSecret, insecure })], close: nothing };
}

async function testProvider(port: number): Promise<TestProvider> {
  const { warn } = console;
  // It warns of what is meant so: that it keeps nothing, and that this Node is newer than those it lists.
  console.warn = () => {};
  try {
    // Brings much with it that nobody else needs.
    const { startTestProvider } = await import('../outside/login/test-provider/server.ts');
    return await startTestProvider({ port, people: demoPeople });
  } finally {
    console.warn = warn;
  }
}

/** The people of a demo municipality whom one can be. */
async function demoPeople(municipality: string): Promise<readonly TestPerson[]> {
  const file = join(demoFolder(municipality), LOGINS_FILE);
  return existsSync(file) ? readPeople(readFileSync(file, 'utf8')) : [];
}
