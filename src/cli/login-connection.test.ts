import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { samlPart, testCertificate, testKey } from '../outside/login/test-provider/saml-part.ts';
import { PROJECT_ROOT, readConfig } from '../platform/config.ts';
import { connectLogin, waysInOf } from './login-connection.ts';

const folder = mkdtempSync(join(tmpdir(), 'afdrag-login-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const clock = () => Temporal.Instant.from('2026-03-12T09:00:00Z');

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text, { mode: 0o600 });
  return join(folder, name);
}

async function connect(environment: NodeJS.ProcessEnv) {
  const config = readConfig(environment);
  if (!config.ok) throw new Error(config.refusal.problems.join('\n'));
  const { providers, close } = await connectLogin(config.value, clock);
  await close();
  const ways = providers.map(({ protocol }) => protocol);
  expect(waysInOf(config.value)).toEqual(ways);
  return ways;
}

const oiosaml = (metadata: string) => ({
  AFDRAG_LOGIN: 'oiosaml',
  AFDRAG_SAML_KEY: file('key.pem', testKey),
  AFDRAG_SAML_CERTIFICATE: file('certificate.pem', testCertificate),
  AFDRAG_SAML_METADATA: file('metadata.xml', metadata),
});
const metadata = samlPart('https://login.example', clock).metadata();

test('the sign-in for tests speaks both protocols', async () => {
  expect(await connect({})).toEqual(['oidc', 'oiosaml']);
  expect(await connect({ AFDRAG_LOGIN: 'off' })).toEqual([]);
});

test('what is set up is what one can sign in by', async () => {
  expect(await connect(oiosaml(metadata))).toEqual(['oiosaml']);
  const both = {
    ...oiosaml(metadata),
    AFDRAG_LOGIN: 'both',
    AFDRAG_OIDC_ISSUER: 'https://broker.example',
    AFDRAG_OIDC_CLIENT_ID: 'afdrag',
    AFDRAG_OIDC_CLIENT_SECRET_FILE: file('secret', 'not told\n'),
  };
  expect(await connect(both)).toEqual(['oiosaml', 'oidc']);
});

test('production refuses the certificate of the sign-in for tests', async () => {
  await expect(connect({ ...oiosaml(metadata), NODE_ENV: 'production' })).rejects.toThrow(
    'I drift afvises et certifikat fra test-login',
  );
});

const published = join(
  ((config) => (config.ok ? config.value.schemasDir : ''))(readConfig({})),
  'login-oiosaml/nemlogin-devtest4-idp-metadata.xml',
);

test.skipIf(!existsSync(published))(
  'production refuses a sign-in that is not reached over https, or is on this machine',
  async () => {
    const real = readFileSync(published, 'utf8');
    const own = (name: string) => join(PROJECT_ROOT, 'test/contract', name);
    const ours = {
      AFDRAG_SAML_KEY: file('own.key.pem', readFileSync(own('own-side.key.pem'), 'utf8')),
      AFDRAG_SAML_CERTIFICATE: own('own-side.certificate.pem'),
    };
    const at = (address: string) => ({
      ...oiosaml(real.replace(/(SingleSignOnService[^>]*Location=")https:\/\/[^/"]+/g, `$1${address}`)),
      ...ours,
      NODE_ENV: 'production',
    });
    expect(await connect(at('https://login.example'))).toEqual(['oiosaml']);
    for (const address of ['http://login.example', 'https://localhost', 'https://127.0.0.1'])
      await expect(connect(at(address)), address).rejects.toThrow('begynde med https://');
  },
);

test('a file that cannot be used is named by its variable, with what is wrong', async () => {
  const key = (AFDRAG_SAML_KEY: string) => connect({ ...oiosaml(metadata), AFDRAG_SAML_KEY });
  await expect(key(join(folder, 'gone'))).rejects.toThrow('AFDRAG_SAML_KEY: filen findes ikke.');
  await expect(key(folder)).rejects.toThrow('AFDRAG_SAML_KEY: det er ikke en fil');
  await expect(key(file('empty', '\n'))).rejects.toThrow('AFDRAG_SAML_KEY: filen er tom.');
  await expect(connect(oiosaml('<x/>'))).rejects.toThrow('AFDRAG_SAML_METADATA: det, der står i filen');
});

test('a key that others of the machine may read is refused, and a certificate may be read by all', async () => {
  const ours = oiosaml(metadata);
  chmodSync(ours.AFDRAG_SAML_CERTIFICATE, 0o644);
  expect(await connect(ours)).toEqual(['oiosaml']);
  for (const mode of [0o604, 0o640, 0o660]) {
    chmodSync(ours.AFDRAG_SAML_KEY, mode);
    await expect(connect(ours), mode.toString(8)).rejects.toThrow('chmod 600');
  }
});
