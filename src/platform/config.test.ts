import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { clockOf } from './clock.ts';
import { PROJECT_ROOT, readConfig } from './config.ts';

test('an empty environment gives a program that runs on this machine alone', () => {
  expect(readConfig({ PORT: '' })).toEqual({
    ok: true,
    value: {
      host: '127.0.0.1',
      port: 8080,
      portChosen: false,
      publicAddress: null,
      operationsPage: true,
      payments: 'simulator',
      trustedProxy: null,
      databaseUrl: null,
      poolSize: 10,
      dataDir: join(PROJECT_ROOT, 'var/postgres'),
      schemasDir: join(PROJECT_ROOT, '../shared/schemas'),
      delivery: null,
      logLevel: 'info',
      production: false,
      now: null,
      registers: null,
      scanner: null,
      recoveryUrl: null,
      login: { test: { port: 0 }, oidc: null, oiosaml: null },
    },
  });
});

describe('a value that cannot be meant is refused with what it must be', () => {
  const cases = {
    PORT: ['65536', '8o80', '-1', '80.5'],
    DATABASE_URL: ['mysql://root:secret@db/x', 'secret'],
    AFDRAG_PUBLIC_ADDRESS: [
      'betaling.example',
      'http://betaling.example',
      'https://betaling.example/998',
      'https://a b',
    ],
    AFDRAG_OPERATIONS_PAGE: ['yes'],
    AFDRAG_TRUSTED_PROXY: ['all', '10.0.0.1;10.0.0.2'],
    AFDRAG_POOL_SIZE: ['0', 'many'],
    AFDRAG_DELIVERY: ['stand in', 'post'],
    AFDRAG_LOG_LEVEL: ['loud'],
    AFDRAG_NOW: ['2026-03-02', 'yesterday'],
  };
  for (const [name, values] of Object.entries(cases)) {
    test.each(values)(`${name}=%s`, (value) => {
      const read = readConfig({ [name]: value });
      if (read.ok) throw new Error('accepted');
      expect(read.refusal.problems).toHaveLength(1);
      expect(read.refusal.problems[0]).toMatch(new RegExp(`^${name}: must `));
    });
  }
});

test('a refused address is not repeated: it may hold a password', () => {
  expect(JSON.stringify(readConfig({ DATABASE_URL: 'mysql://root:secret@db/x' }))).not.toContain('secret');
});

test('all that is wrong is told at once', () => {
  const read = readConfig({ PORT: 'x', AFDRAG_LOG_LEVEL: 'x' });
  expect(read.ok ? [] : read.refusal.problems).toHaveLength(2);
});

test('the clock can be stopped for a trial, but not in production', () => {
  const trial = readConfig({ AFDRAG_NOW: '2026-03-02T09:00:00+01:00' });
  if (!trial.ok) throw new Error('refused');
  expect(clockOf(trial.value)().toString()).toBe('2026-03-02T08:00:00Z');
  expect(readConfig({ AFDRAG_NOW: '2026-03-02T09:00:00+01:00', NODE_ENV: 'production' })).toMatchObject({
    ok: false,
    refusal: { problems: ['AFDRAG_NOW: not allowed with NODE_ENV=production'] },
  });
});

test('citizens reach us over https; without it only on one’s own machine, and never in production', () => {
  const read = (address: string, production: boolean) =>
    readConfig({ AFDRAG_PUBLIC_ADDRESS: address, ...(production ? { NODE_ENV: 'production' } : {}) }).ok;
  expect(read('https://betaling.example', true)).toBe(true);
  expect(read('http://localhost:8080', false)).toBe(true);
  expect(read('http://localhost:8080', true)).toBe(false);
});

test('the page for operators is shown in a trial, and in production only when asked for', () => {
  const shown = (environment: NodeJS.ProcessEnv) => {
    const read = readConfig(environment);
    return read.ok && read.value.operationsPage;
  };
  expect(shown({ AFDRAG_OPERATIONS_PAGE: 'off' })).toBe(false);
  expect(shown({ NODE_ENV: 'production' })).toBe(false);
  expect(shown({ NODE_ENV: 'production', AFDRAG_OPERATIONS_PAGE: 'on' })).toBe(true);
});

test('whoever looks for viruses listens on a port, or on a socket of this machine', () => {
  const address = (AFDRAG_CLAMD: string) => {
    const read = readConfig({ AFDRAG_CLAMD });
    return read.ok ? read.value.scanner : read.refusal.tag;
  };
  expect(address('127.0.0.1:3310')).toEqual({ host: '127.0.0.1', port: 3310 });
  expect(address('[::1]:3310')).toEqual({ host: '::1', port: 3310 });
  expect(address('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' });
  expect([address('3310'), address('scanner'), address('http://scanner:3310')]).toEqual(
    Array.from({ length: 3 }, () => 'bad-environment'),
  );
});

test('payments on the web are simulated in a trial; in production they are by agreements, or nobody takes them', () => {
  const taken = (environment: NodeJS.ProcessEnv) => {
    const read = readConfig(environment);
    return read.ok ? read.value.payments : read.refusal.problems;
  };
  const production = { NODE_ENV: 'production' };
  expect(taken({})).toBe('simulator');
  expect(taken(production)).toBe('off');
  expect(taken({ ...production, AFDRAG_PAYMENTS_FILE: '/etc/afdrag/payments.json' })).toEqual({
    file: '/etc/afdrag/payments.json',
  });
  const refused = [
    'AFDRAG_PAYMENTS: simulator is not allowed with NODE_ENV=production or AFDRAG_PAYMENTS_FILE',
  ];
  expect(taken({ ...production, AFDRAG_PAYMENTS: 'simulator' })).toEqual(refused);
  expect(taken({ AFDRAG_PAYMENTS: 'simulator', AFDRAG_PAYMENTS_FILE: 'x.json' })).toEqual(refused);
  expect(taken({ AFDRAG_PAYMENTS: 'off' })).toBe('off');
});
