import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoginAnswer, LoginTold } from '../../src/identity/login-port.ts';
import { oidcLogin } from '../../src/outside/login/oidc.ts';
import type { TestPerson } from '../../src/outside/login/test-provider/people.ts';
import {
  chosen,
  startTestProvider,
  type TestProvider,
} from '../../src/outside/login/test-provider/server.ts';
import { choiceOf, Visitor } from '../portal/visitor.ts';
import { stoppedAt } from '../../src/platform/clock.ts';
import { cprOf } from '../vocabulary.ts';

const anna: TestPerson = { label: '', name: 'Anna Prøvesen', cpr: cprOf(1), level: 'Substantial' };
const listed: readonly TestPerson[] = [
  anna,
  { ...anna, name: 'Bo Højsikker', level: 'High' },
  { ...anna, name: 'Lis Lavsikker', level: 'Low' },
];
const clock = stoppedAt(Temporal.Instant.from('2026-03-12T09:00:00Z'));
const returnAddress = 'http://127.0.0.1:9/998/log-paa/oidc/svar';

let broker: TestProvider;
beforeAll(async () => {
  broker = await startTestProvider({
    port: 0,
    clock,
    people: async (code) => (code === '998' ? listed : []),
  });
});
afterAll(() => broker.close());

const signOutAsk = {
  state: 'a-state',
  returnAddress: 'http://127.0.0.1:9/998/log-paa/oidc/log-ud',
  hint: 'an ID token',
  language: 'da',
} as const;

interface Begun {
  readonly redirect: string;
  readonly kept: string;
}

const login = (changed = {}) => oidcLogin({ ...broker.oidc, ...changed });

async function begin(state = 'a-state'): Promise<Begun> {
  const begun = await login().begin({ state, returnAddress, language: 'da' });
  if (begun.state !== 'begun') throw new Error(begun.detail);
  return begun;
}

/** What the browser brings back when its reader has chosen somebody. */
async function chooses(name: string, { redirect }: Begun): Promise<LoginAnswer> {
  const visitor = new Visitor();
  const list = await visitor.follow(redirect);
  let seen = await visitor.open(list.address, { form: { person: choiceOf(list.body, name) } });
  while (seen.to !== null && !seen.to.startsWith(returnAddress)) seen = await visitor.open(seen.to);
  return Object.fromEntries(new URL(seen.to ?? '').searchParams);
}

async function signIn(name: string): Promise<LoginTold> {
  const begun = await begin();
  return login().finish(await chooses(name, begun), begun.kept);
}

test('the provider’s protocol is asked with PKCE, state, nonce, MitID of enough assurance, and anew each time', async () => {
  const asked = Object.fromEntries(new URL((await begin('my-state')).redirect).searchParams);
  expect(asked).toMatchObject({
    response_type: 'code',
    state: 'my-state',
    redirect_uri: returnAddress,
    code_challenge_method: 'S256',
    acr_values: 'urn:grn:authn:dk:mitid:substantial',
    prompt: 'login',
    ui_locales: 'da',
  });
  const again = new URL((await begin()).redirect).searchParams;
  for (const once of ['nonce', 'code_challenge']) expect(asked[once]).not.toBe(again.get(once));
});

test('a page on which nobody is asked any more says so', async () => {
  const reply = await fetch(`${broker.url}/login/unknown`);
  expect(reply.status).toBe(410);
  expect(await reply.text()).toContain('Gå tilbage til kommunens side');
});

test('who was chosen is told with CPR number, name and how sure it is, whatever was asked for', async () => {
  const told = (level: string, name: string) => ({ state: 'told', person: { cpr: anna.cpr, name, level } });
  expect(await signIn('Anna Prøvesen')).toMatchObject(told('Substantial', 'Anna Prøvesen'));
  expect(await signIn('Bo Højsikker')).toMatchObject(told('High', 'Bo Højsikker'));
  expect(await signIn('Lis Lavsikker')).toMatchObject(told('Low', 'Lis Lavsikker'));
});

describe('an answer is refused', () => {
  test('when the reader gave up', async () => {
    expect(await signIn('Afbryd')).toMatchObject({ state: 'refused', why: 'cancelled' });
  });

  test('when it was used before', async () => {
    const begun = await begin();
    const answer = await chooses('Bo Højsikker', begun);
    expect(await login().finish(answer, begun.kept)).toMatchObject({ state: 'told' });
    expect(await login().finish(answer, begun.kept)).toMatchObject({ state: 'refused', why: 'expired' });
  });

  test.each([
    ['the state of another sign-in', { state: 'another' }, 'not-valid'],
    ['a nonce of another sign-in', { nonce: 'another' }, 'not-valid'],
    ['another proof of who began it', { verifier: 'v'.repeat(43) }, 'expired'],
    ['another page of ours', { returnAddress: returnAddress.replace('998', '999') }, 'expired'],
  ])('with %s', async (_, changed, why) => {
    const begun = await begin();
    const answer = await chooses('Bo Højsikker', begun);
    const kept = JSON.stringify({ ...JSON.parse(begun.kept), ...changed }); // its own words
    expect(await login().finish(answer, kept)).toMatchObject({ state: 'refused', why });
  });

  test('when it names another provider than was asked', async () => {
    const begun = await begin();
    const answer = await chooses('Bo Højsikker', begun);
    expect(await login().finish({ ...answer, iss: 'https://evil.example' }, begun.kept)).toMatchObject({
      state: 'refused',
      why: 'not-valid',
    });
  });

  test('when it has no CPR number', async () => {
    const begun = await begin();
    const answer = await chooses('Bo Højsikker', begun);
    expect(await login({ cprClaim: 'ssn' }).finish(answer, begun.kept)).toMatchObject({
      state: 'refused',
      why: 'no-cpr',
    });
  });
});

describe('a broker that tells the CPR number in the ID token itself', () => {
  test('is read, and is not sent that token in an address when somebody signs out', async () => {
    await using open = await startTestProvider({
      port: 0,
      clock,
      people: async () => listed,
      broker: { cprIn: 'id-token' },
    });
    const by = oidcLogin(open.oidc);
    const begun = await by.begin({ state: 'a-state', returnAddress, language: 'da' });
    if (begun.state !== 'begun') throw new Error(begun.detail);
    const told = await by.finish(await chooses('Anna Prøvesen', begun), begun.kept);
    expect(told).toMatchObject({ person: { cpr: anna.cpr, signOutHint: null } });
    const out = await by.signOut({ ...signOutAsk, hint: null });
    if (out.state !== 'begun') throw new Error(out.state);
    const asked = new URL(out.redirect).searchParams;
    expect([...asked.keys()].toSorted()).toEqual([
      'client_id',
      'post_logout_redirect_uri',
      'state',
      'ui_locales',
    ]);
  });

  test('or where nobody can sign out, has nothing to be asked', async () => {
    await using bare = await startTestProvider({
      port: 0,
      clock,
      people: async () => listed,
      broker: { signsOut: false },
    });
    expect(await oidcLogin(bare.oidc).signOut(signOutAsk)).toEqual({ state: 'not-offered' });
  });
});

test('when the provider cannot be reached it is said, and nothing of the person', async () => {
  const gone = await startTestProvider({ port: 0, clock, people: async () => listed });
  const away = oidcLogin(gone.oidc);
  await gone.close();
  const told = await away.begin({ state: 'a-state', returnAddress, language: 'da' });
  expect(told.state).toBe('unavailable');
  expect((await away.signOut(signOutAsk)).state).toBe('unavailable');
});

test('one may type any number, and one that is none signs nobody in', async () => {
  const finish = async (cpr: string) => {
    const begun = await begin();
    const visitor = new Visitor();
    const list = await visitor.follow(begun.redirect);
    let seen = await visitor.open(list.address, { form: { person: 'other', number: cpr } });
    while (seen.to !== null && !seen.to.startsWith(returnAddress)) seen = await visitor.open(seen.to);
    return login().finish(Object.fromEntries(new URL(seen.to ?? '').searchParams), begun.kept);
  };
  expect(await finish(cprOf(7))).toMatchObject({ state: 'told', person: { cpr: cprOf(7) } });
  expect(await finish('0000000000')).toMatchObject({ state: 'refused', why: 'cancelled' });
  // A company's, as if somebody of the list worked there.
  const power = { of: 'company', number: '10000009', privilege: 'urn:act' } as const;
  const typed = new URLSearchParams({ person: 'other', number: '12345674' });
  expect(chosen(typed, [anna, { ...anna, cvr: '10000009', powers: [power] }])).toMatchObject({
    cvr: '12345674',
    powers: [{ ...power, number: '12345674' }],
  });
  expect(chosen(typed, [anna])).toBeNull();
});
