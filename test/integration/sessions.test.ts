import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { registerDebtors } from '../../src/debtors/register.ts';
import {
  beginSession,
  endSession,
  isSeenAnew,
  noteSeen,
  overAt,
  sessionOf,
  sweepSessions,
  type SessionToken,
} from '../../src/identity/sessions.ts';
import type { Session, SignedIn } from '../../src/identity/types.ts';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { parseCprNumber } from '../../src/kernel/cpr-number.ts';
import { pageKeyOf } from '../../src/municipality/page-refs.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { freshDatabase } from './database.ts';

const database = await freshDatabase({ neighbour: true });
afterAll(() => database.close());
const at = Temporal.Instant.from('2026-03-12T09:00:00Z');
const times = { idleMinutes: 15, mostMinutes: 60 };
const nobodyInDebt: SignedIn = {
  debtor: null,
  name: 'Åse Prøve',
  scopes: ['see', 'write', 'self'],
  level: 'Substantial',
  protocol: 'oidc',
};

const here = <T>(work: (tx: MunicipalityTx) => Promise<T>) =>
  inMunicipality(database, municipalityCode('998'), work);
const begin = (person: SignedIn = nobodyInDebt) => here((tx) => beginSession(tx, { person, times, at }));
const after = (minutes: number) => at.add({ minutes });
const find = (token: SessionToken, minutes = 0): Promise<Session | null> =>
  here((tx) => sessionOf(tx, token, after(minutes)));
const seen = (token: SessionToken, minutes: number) => here((tx) => noteSeen(tx, token, after(minutes)));

beforeEach(() => here((tx) => sql`delete from web_session`.execute(tx)));

test('a session tells who is signed in, and each has its own token', async () => {
  const cpr = parseCprNumber('0101704001');
  if (cpr === null) throw new Error('a CPR number');
  const debtor = (await here((tx) => registerDebtors(tx, [cpr], at))).get(cpr) ?? null;
  const [token, other] = [await begin({ ...nobodyInDebt, debtor }), await begin()];
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(token).not.toBe(other);
  expect(await find(token)).toMatchObject({ ...nobodyInDebt, debtor, idleMinutes: 15 });
  expect(await find(other)).toMatchObject({ debtor: null, name: 'Åse Prøve' });
});

test('the token itself is kept nowhere, and one that we never gave finds nothing', async () => {
  const token = await begin();
  const { rows } = await here((tx) =>
    sql<{ all: string }>`select web_session::text as all from web_session`.execute(tx),
  );
  expect(rows[0]?.all).not.toContain(token);
  expect(await find('a'.repeat(43))).toBeNull();
});

test('a session of another municipality is none here', async () => {
  const token = await begin();
  const there = await inMunicipality(database, municipalityCode('997'), (tx) => sessionOf(tx, token, at));
  expect(there).toBeNull();
});

test('it is over after a quarter of an hour in which nothing is done, and not revived', async () => {
  const token = await begin();
  expect(await find(token, 14)).not.toBeNull();
  expect(await find(token, 15)).toBeNull();
  await seen(token, 15);
  expect(await find(token, 15)).toBeNull();
});

test('whoever does something stays, but no longer than an hour in all', async () => {
  const token = await begin();
  for (const minutes of [10, 20, 30, 40, 50]) await seen(token, minutes);
  const session = await find(token, 59);
  expect(session === null ? null : overAt(session)).toEqual(after(60));
  expect(await find(token, 60)).toBeNull();
});

test('being seen is noted once a minute', async () => {
  const token = await begin();
  const session = await find(token);
  if (session === null) throw new Error('it is there');
  expect([0, 1].map((minutes) => isSeenAnew(session, after(minutes)))).toEqual([false, true]);
});

test('who signs out is out, also in another tab; once more does nothing', async () => {
  const token = await begin();
  await here((tx) => endSession(tx, token));
  expect(await find(token)).toBeNull();
  await here((tx) => endSession(tx, token));
});

test('sessions whose time is up are removed with the names in them, others stay', async () => {
  const [over, active] = [await begin(), await begin()];
  await seen(active, 14);
  expect(await here((tx) => sweepSessions(tx, after(16)))).toBe(1);
  expect(await find(over)).toBeNull();
  expect(await find(active, 16)).not.toBeNull();
  expect(await here((tx) => sweepSessions(tx, after(60)))).toBe(1);
  expect(await here((tx) => sweepSessions(tx, after(60)))).toBe(0);
});

test('each municipality names things in addresses by a key of its own, which never changes', async () => {
  const ours = await here(pageKeyOf);
  const theirs = await inMunicipality(database, municipalityCode('997'), pageKeyOf);
  expect(ours).toHaveLength(32);
  expect(ours).not.toEqual(theirs);
  await expect(
    here((tx) => sql`update page_key set key = ${Buffer.alloc(32)}`.execute(tx)),
  ).rejects.toThrow();
});
