import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

const oidc = {
  AFDRAG_LOGIN: 'oidc',
  AFDRAG_OIDC_ISSUER: 'https://login.example',
  AFDRAG_OIDC_CLIENT_ID: 'afdrag',
  AFDRAG_OIDC_CLIENT_SECRET_FILE: '/run/secrets/oidc',
};
const production = { NODE_ENV: 'production' };

function read(environment: NodeJS.ProcessEnv) {
  const config = readConfig(environment);
  return config.ok ? config.value.login : config.refusal.problems;
}

describe('who says who a citizen is', () => {
  test('is the sign-in for tests where nothing is said, and in production nobody', () => {
    expect(read({})).toEqual({ test: { port: 0 }, oidc: null, oiosaml: null });
    expect(read({ AFDRAG_TEST_LOGIN_PORT: '9100' })).toEqual({
      test: { port: 9100 },
      oidc: null,
      oiosaml: null,
    });
    expect(read(production)).toEqual({ test: null, oidc: null, oiosaml: null });
    expect(read({ AFDRAG_LOGIN: 'off' })).toEqual({ test: null, oidc: null, oiosaml: null });
  });

  test('is a broker with what it needs', () => {
    expect(read({ ...production, ...oidc })).toMatchObject({
      test: null,
      oidc: { issuer: 'https://login.example', scope: 'openid', cprClaim: 'cprNumberIdentifier' },
    });
    for (const absent of ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET_FILE'])
      expect(read({ ...oidc, [`AFDRAG_OIDC_${absent}`]: '' })).toEqual([
        expect.stringContaining('set all three with AFDRAG_LOGIN=oidc or both'),
      ]);
  });

  test('is NemLog-in with its files, or both ways', () => {
    const files = {
      AFDRAG_SAML_KEY: '/run/secrets/saml.key.pem',
      AFDRAG_SAML_CERTIFICATE: '/etc/afdrag/saml.pem',
      AFDRAG_SAML_METADATA: '/etc/afdrag/nemlogin.xml',
    };
    const oiosaml = {
      key: '/run/secrets/saml.key.pem',
      certificate: '/etc/afdrag/saml.pem',
      metadata: '/etc/afdrag/nemlogin.xml',
    };
    expect(read({ ...production, ...files, AFDRAG_LOGIN: 'oiosaml' })).toEqual({
      test: null,
      oidc: null,
      oiosaml,
    });
    expect(read({ ...production, ...oidc, ...files, AFDRAG_LOGIN: 'both' })).toMatchObject({
      oidc: { clientId: 'afdrag' },
      oiosaml,
    });
    for (const absent of Object.keys(files))
      expect(read({ ...files, AFDRAG_LOGIN: 'oiosaml', [absent]: '' })).toEqual([
        expect.stringContaining('set all three with AFDRAG_LOGIN=oiosaml'),
      ]);
  });

  test('is in production never the sign-in for tests', () => {
    expect(read({ ...production, AFDRAG_LOGIN: 'test' })).toEqual([
      'AFDRAG_LOGIN: test is not allowed with NODE_ENV=production',
    ]);
  });

  test.each([
    'http://login.example',
    'https://localhost',
    'https://127.0.0.1:8443',
    'https://127.8.9.1',
    'https://[::1]',
    'https://0.0.0.0',
    'https://test.localhost',
    'http://127.0.0.1:9100',
  ])('is in production never at %s', (issuer) => {
    expect(read({ ...production, ...oidc, AFDRAG_OIDC_ISSUER: issuer })).toEqual([
      expect.stringMatching(/^AFDRAG_OIDC_ISSUER: must (?:begin with https|not be this machine)/),
    ]);
  });

  test('may for trials be on this machine, and elsewhere only over https', () => {
    expect(read({ ...oidc, AFDRAG_OIDC_ISSUER: 'http://127.0.0.1:9100' })).toMatchObject({ test: null });
    expect(read({ ...oidc, AFDRAG_OIDC_ISSUER: 'http://login.example' })).toEqual([
      'AFDRAG_OIDC_ISSUER: must begin with https://',
    ]);
  });
});
