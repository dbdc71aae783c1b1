import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { LoginTold } from '../../src/identity/login-port.ts';
import { oiosamlLogin, type OiosamlSettings } from '../../src/outside/login/oiosaml.ts';
import { powersIn } from '../../src/outside/login/privileges.ts';
import { ownMetadata, readProviderMetadata } from '../../src/outside/login/saml-metadata.ts';
import { attribute } from '../../src/outside/login/saml-names.ts';
import { messageIn } from '../../src/outside/login/saml-redirect.ts';
import type { TestPerson } from '../../src/outside/login/test-provider/people.ts';
import {
  samlPart,
  signedOutAddress,
  signOutAddress,
  subjectOf,
  testCertificate,
  testKey,
} from '../../src/outside/login/test-provider/saml-part.ts';
import {
  assertionXml,
  encrypted,
  responseXml,
  signed,
  type AssertionFacts,
  type Hiding,
} from '../../src/outside/login/test-provider/saml-response.ts';
import { readConfig } from '../../src/platform/config.ts';
import { readXml } from '../../src/platform/xml.ts';
import { cprOf } from '../vocabulary.ts';

const now = Temporal.Instant.from('2026-03-12T09:00:00Z');
const returnAddress = 'https://betaling.example/998/log-paa/nemlogin/svar';
const entityId = 'https://betaling.example/998/log-paa/nemlogin/metadata';
const anna: TestPerson = { label: '', name: 'Anna Prøvesen', cpr: cprOf(1), level: 'Substantial' };
const provider = samlPart('https://login.example', () => now);
const settings: OiosamlSettings = {
  provider: readProviderMetadata(provider.metadata()),
  key: testKey,
  certificate: testCertificate,
  clock: () => now,
};
const login = oiosamlLogin(settings);

async function begin() {
  const begun = await login.begin({ state: 'a-state', returnAddress, language: 'da' });
  if (begun.state !== 'begun') throw new Error(begun.detail);
  const address = new URL(begun.redirect);
  const request = inflateRawSync(Buffer.from(address.searchParams.get('SAMLRequest') ?? '', 'base64'));
  const text = request.toString('utf8');
  return { ...begun, address, text, id: / ID="([^"]+)"/.exec(text)?.[1] ?? '' };
}

type Facts = Partial<AssertionFacts>;

interface Made {
  /** Of the request that is answered. */
  readonly id: string;
  readonly facts?: Facts;
  readonly person?: Partial<TestPerson>;
  readonly change?: (assertion: string) => string;
}

/** An assertion about Anna as the provider signs it, with what a test changes before. */
function assertion({ id, facts = {}, person = {}, change = (text) => text }: Made): string {
  const whole = assertionXml({
    issuer: provider.entityId,
    requestId: id,
    recipient: returnAddress,
    audience: entityId,
    at: now,
    ...subjectOf({ ...anna, ...person }),
    ...facts,
  });
  return change(whole);
}

const hide = (content: string, by?: Hiding) => encrypted(content, testCertificate, by);
const response = (id: string, assertions: readonly string[]) =>
  responseXml({ issuer: provider.entityId, requestId: id, recipient: returnAddress, at: now }, assertions);
const finish = (xml: string, kept: string, by = login): Promise<LoginTold> =>
  by.finish({ SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: 'a-state' }, kept);

/** Goes the whole way with an answer that a test makes out of the request's id. */
async function told(make: (id: string) => string | Promise<string>, by = login): Promise<LoginTold> {
  const { id, kept } = await begin();
  return finish(await make(id), kept, by);
}

const usual = async (made: Made) => response(made.id, [await hide(signed(assertion(made), testKey))]);

test('the request is signed, asks for enough assurance and for MitID anew, and says where the answer goes', async () => {
  const { address, text } = await begin();
  expect(address.origin + address.pathname).toBe('https://login.example/saml/sso');
  expect(address.searchParams.get('SigAlg')).toBe('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256');
  expect(address.searchParams.get('RelayState')).toBe('a-state');
  expect(text).toContain(`AssertionConsumerServiceURL="${returnAddress}"`);
  expect(text).toContain(`>${entityId}</`);
  expect(text).toContain('ForceAuthn="true"');
  expect(text).toContain('Comparison="minimum"');
  expect(text).toContain('>https://data.gov.dk/concept/core/nsis/loa/Substantial</');
  const query = address.search.slice(1);
  expect(provider.ask(query)).not.toBeNull();
  expect(provider.ask(query.replace('a-state', 'b-state'))).toBeNull();
});

describe('an answer of the provider', () => {
  test('tells CPR number, name and how sure it is', async () => {
    const whole = {
      cpr: anna.cpr,
      cvr: null,
      name: 'Anna Prøvesen',
      level: 'Substantial',
      powers: [],
      loginName: subjectOf(anna).nameId,
      session: expect.stringMatching(/^_/),
      signOutHint: expect.stringContaining(subjectOf(anna).nameId),
    };
    expect(await told((id) => usual({ id }))).toEqual({ state: 'told', person: whole });
    expect(await told((id) => usual({ id, person: { level: 'High' } }))).toMatchObject({
      person: { level: 'High' },
    });
  });

  test('tells a low assurance, and none, as what it is: that is refused by us', async () => {
    expect(await told((id) => usual({ id, person: { level: 'Low' } }))).toMatchObject({
      person: { level: 'Low' },
    });
    const { attributes, nameId } = subjectOf(anna);
    const facts = { nameId, attributes: { ...attributes, [attribute.level]: null } };
    expect(await told((id) => usual({ id, facts }))).toMatchObject({ person: { level: null } });
  });

  test('tells the powers that others have given, and whose company an employee signs in for', async () => {
    const powers = [{ of: 'person', number: cprOf(2), privilege: 'urn:dk:afdrag:see' }] as const;
    expect(await told((id) => usual({ id, person: { powers } }))).toMatchObject({
      person: { powers: [{ giver: { cpr: cprOf(2) }, privileges: ['urn:dk:afdrag:see'] }] },
    });
    expect(await told((id) => usual({ id, person: { cvr: '12345674' } }))).toMatchObject({
      person: { cvr: '12345674' },
    });
  });

  test('by the other allowed methods is read, too', async () => {
    const aes128 = 'http://www.w3.org/2009/xmlenc11#aes128-gcm';
    const sha512 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512';
    expect(
      await told(async (id) =>
        response(id, [await hide(signed(assertion({ id }), testKey, sha512), { content: aes128 })]),
      ),
    ).toMatchObject({ state: 'told' });
  });

  test('that nobody was signed in is told as that', async () => {
    const { id, kept } = await begin();
    const facts = { issuer: provider.entityId, requestId: id, recipient: returnAddress, at: now };
    for (const [detail, why] of [
      ['AuthnFailed', 'cancelled'],
      ['NoAuthnContext', 'too-low'],
      ['RequestUnsupported', 'not-valid'],
    ] as const)
      expect(await finish(responseXml({ ...facts, status: ['Responder', detail] }, []), kept)).toMatchObject({
        state: 'refused',
        why,
      });
  });
});

const another = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
});
const bo = { name: 'Bo Ondsindet', cpr: cprOf(9) };

/** Each is made as an attacker, or a provider with a fault, could send it. */
const hostile: Readonly<Record<string, (id: string) => Promise<string>>> = {
  'is not signed': async (id) => response(id, [await hide(assertion({ id }))]),
  'is signed by another key': async (id) => response(id, [await hide(signed(assertion({ id }), another))]),
  'was changed after it was signed': async (id) =>
    response(id, [await hide(signed(assertion({ id }), testKey).replace(anna.cpr, bo.cpr))]),
  'is not encrypted': async (id) => response(id, [signed(assertion({ id }), testKey)]),
  'has two assertions': async (id) => {
    const one = await hide(signed(assertion({ id }), testKey));
    return response(id, [one, one]);
  },
  'has an open assertion beside the hidden one': async (id) =>
    response(id, [assertion({ id, person: bo }), await hide(signed(assertion({ id }), testKey))]),
  'wraps what was signed in another assertion': async (id) => {
    const real = signed(assertion({ id }), testKey);
    const evil = assertion({ id, person: bo }).replace(
      '</saml:Assertion>',
      `<saml:Advice>${real}</saml:Advice></saml:Assertion>`,
    );
    return response(id, [await hide(evil)]);
  },
  'wraps what was signed, and takes its ID and signature': async (id) => {
    const real = signed(assertion({ id }), testKey);
    const signature = /<Signature[\s\S]*<\/Signature>/.exec(real)?.[0] ?? '';
    const realId = / ID="([^"]+)"/.exec(real)?.[1] ?? '';
    const evil = assertion({ id, person: bo })
      .replace(/ ID="[^"]+"/, ` ID="${realId}"`)
      .replace(
        '</saml:Issuer>',
        `</saml:Issuer>${signature.replace('</Signature>', `<Object>${real}</Object></Signature>`)}`,
      );
    return response(id, [await hide(evil)]);
  },
  'hides two assertions in one': async (id) => {
    const real = signed(assertion({ id }), testKey);
    return response(id, [await hide(`<x>${assertion({ id, person: bo })}${real}</x>`)]);
  },
  'hides it by a method that does not authenticate (CBC)': async (id) =>
    response(id, [
      await hide(signed(assertion({ id }), testKey), {
        content: 'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
      }),
    ]),
  'hides its key by a method that is out of date (PKCS 1)': async (id) =>
    response(id, [
      await hide(signed(assertion({ id }), testKey), { key: 'http://www.w3.org/2001/04/xmlenc#rsa-1_5' }),
    ]),
  'is signed by a method that is out of date (SHA-1)': async (id) =>
    response(id, [
      await hide(signed(assertion({ id }), testKey, 'http://www.w3.org/2000/09/xmldsig#rsa-sha1')),
    ]),
  'is for somebody else than us': (id) => usual({ id, facts: { audience: 'https://other.example' } }),
  'is for another municipality': (id) => usual({ id, facts: { audience: entityId.replace('998', '999') } }),
  'was to be sent to another page': (id) =>
    usual({ id, facts: { recipient: returnAddress.replace('998', '999') } }),
  'comes from another provider': (id) => usual({ id, facts: { issuer: 'https://evil.example' } }),
  'answers another request': (id) => usual({ id, facts: { requestId: '_another' } }),
  'answers no request': async (id) => (await usual({ id })).replace(` InResponseTo="${id}"`, ''),
  'has a comment in the name of who it is': (id) =>
    usual({
      id,
      change: (text) => text.replace(anna.cpr, `${anna.cpr.slice(0, 9)}<!-- -->${anna.cpr.slice(9)}`),
    }),
  'brings entities of its own': async (id) =>
    `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${await usual({ id })}`,
  'is of an older profile': (id) => {
    const { attributes, nameId } = subjectOf(anna);
    const old = { 'https://data.gov.dk/model/core/specVersion': 'DK-SAML-2.0' };
    return usual({ id, facts: { nameId, attributes: { ...attributes, ...old } } });
  },
  'names a person as nobody does': (id) => usual({ id, facts: { nameId: 'anna' } }),
  'is no XML': async () => '<samlp:Response',
  'is empty': async () => '',
};

const SIGNED_ID = 'not one signature over itself';
const ONE_HIDDEN = 'not one hidden assertion';
const CHECKED = 'its signature, request or audience is not right';
/** By which check each is refused, so that none is refused for another reason than its own. */
const whatIsWrong: Readonly<Record<string, string>> = {
  'is not signed': SIGNED_ID,
  'wraps what was signed in another assertion': SIGNED_ID,
  'wraps what was signed, and takes its ID and signature': SIGNED_ID,
  'hides two assertions in one': SIGNED_ID,
  'is signed by a method that is out of date (SHA-1)': SIGNED_ID,
  'is signed by another key': CHECKED,
  'was changed after it was signed': CHECKED,
  'is for somebody else than us': CHECKED,
  'is for another municipality': CHECKED,
  'answers another request': CHECKED,
  'answers no request': CHECKED,
  'is not encrypted': ONE_HIDDEN,
  'has two assertions': ONE_HIDDEN,
  'has an open assertion beside the hidden one': ONE_HIDDEN,
  'hides it by a method that does not authenticate (CBC)': 'hidden by another method',
  'hides its key by a method that is out of date (PKCS 1)': 'hidden by another method',
  'was to be sent to another page': 'another recipient',
  'comes from another provider': 'another provider',
  'has a comment in the name of who it is': 'the assertion is not plain',
  'brings entities of its own': 'no response',
  'is of an older profile': 'not of OIOSAML 3',
  'names a person as nobody does': 'not of OIOSAML 3',
  'is no XML': 'no response',
  'is empty': 'no response',
};

describe('an answer is refused that', () => {
  test.each(Object.entries(hostile))('%s', async (name, make) => {
    expect(await told(make)).toEqual({ state: 'refused', why: 'not-valid', detail: whatIsWrong[name] });
  });

  test('is more than a minute too old, or too early', async () => {
    const at = (seconds: number) => oiosamlLogin({ ...settings, clock: () => now.add({ seconds }) });
    const made = (id: string) => usual({ id });
    expect(await told(made, at(5 * 60 + 59))).toMatchObject({ state: 'told' });
    expect(await told(made, at(6 * 60))).toMatchObject({ state: 'refused', why: 'expired' });
    expect(await told(made, at(-60))).toMatchObject({ state: 'told' });
    expect(await told(made, at(-61))).toMatchObject({ state: 'refused', why: 'expired' });
  });

  test('has no CPR number, or two', async () => {
    const { attributes, nameId } = subjectOf(anna);
    const without = { nameId, attributes: { ...attributes, [attribute.cpr]: null } };
    expect(await told((id) => usual({ id, facts: without }))).toMatchObject({
      state: 'refused',
      why: 'no-cpr',
    });
    const twice = (text: string) =>
      text.replace('</saml:AttributeStatement>', (end) => {
        const own = /<saml:Attribute Name="[^"]*cprNumber"[\s\S]*?<\/saml:Attribute>/.exec(text)?.[0] ?? '';
        return own.replace(anna.cpr, bo.cpr) + end;
      });
    expect(await told((id) => usual({ id, change: twice }))).toMatchObject({
      state: 'refused',
      why: 'no-cpr',
    });
  });
});

const signOut = 'https://betaling.example/998/log-paa/nemlogin/log-ud';

describe('that somebody has signed out elsewhere', () => {
  const facts = { issuer: provider.entityId, session: '_a-session', at: now };
  const queryOf = (address: string) => new URL(address).search.slice(1);
  const good = () => queryOf(signOutAddress(signOut, facts));
  const read = (query: string, by = login) => by.signedOut?.(query, signOut) ?? null;

  test('is told with which sign-in it was, and is answered, signed', () => {
    const told = read(good());
    expect(told?.sessions).toEqual(['_a-session']);
    const answer = messageIn(queryOf(told?.next ?? ''), [testCertificate]);
    expect(told?.next).toMatch(/^https:\/\/login\.example\/saml\/slo\?SAMLResponse=/);
    expect(answer).toMatchObject({ kind: 'SAMLResponse', relayState: 'its-own' });
    expect(answer?.xml).toContain(`<saml:Issuer>${entityId}</saml:Issuer>`);
    expect(answer?.xml).toContain('status:Success');
  });

  test.each<readonly [string, () => string]>([
    ['is not signed', () => good().replace(/&SigAlg.*/, '')],
    ['is signed by another key', () => queryOf(signOutAddress(signOut, facts, another))],
    ['was changed', () => good().replace('its-own', 'other')],
    ['is signed by a method that is out of date', () => good().replace('rsa-sha256', 'rsa-sha1')],
    ['says something twice', () => `${good()}&RelayState=x`],
    [
      'comes from another provider',
      () => queryOf(signOutAddress(signOut, { ...facts, issuer: 'https://evil.example' })),
    ],
    ['is for another page', () => queryOf(signOutAddress(signOut.replace('998', '999'), facts))],
    ['is too old', () => queryOf(signOutAddress(signOut, { ...facts, at: now.subtract({ minutes: 6 }) }))],
    ['is something else', () => new URLSearchParams({ SAMLRequest: 'x' }).toString()],
    ['is broken', () => '%zz=%zz&Signature=%'],
    ['is empty', () => ''],
  ])('does nothing when it %s', (_, make) => {
    expect(read(make())).toBeNull();
  });
});

describe('who signs out here', () => {
  const ask = {
    state: 'a-state',
    returnAddress: signOut,
    hint: JSON.stringify({ nameId: subjectOf(anna).nameId, session: '_a-session' }),
    language: 'da',
  } as const;
  /** The request, and the address of an answer to it that a test makes. */
  async function asked(changed: Partial<OiosamlSettings> = {}) {
    const by = oiosamlLogin({ ...settings, ...changed });
    const begun = await by.signOut(ask);
    if (begun.state !== 'begun') throw new Error(begun.state);
    const request = messageIn(new URL(begun.redirect).search.slice(1), [testCertificate]);
    return { begun, request, id: / ID="([^"]+)"/.exec(request?.xml ?? '')?.[1] ?? '' };
  }
  const facts = { issuer: provider.entityId, at: now };
  const of = (id: string) => ({ id, to: signOut, relayState: 'a-state' });
  const read = (address: string, kept: string) =>
    login.signedOutToo({ query: new URL(address).search.slice(1), ownAddress: signOut }, kept);

  test('is named to the provider in a signed request, and its answer is read: everywhere, or in part', async () => {
    const { begun, request, id } = await asked();
    expect(begun.redirect).toMatch(/^https:\/\/login\.example\/saml\/slo\?SAMLRequest=/);
    expect(begun.isThere).toBe(false);
    expect(request).toMatchObject({ kind: 'SAMLRequest', relayState: 'a-state' });
    for (const said of [`>${entityId}<`, `>${subjectOf(anna).nameId}<`, '>_a-session<'])
      expect(request?.xml).toContain(said);
    expect(read(signedOutAddress(of(id), facts), begun.kept)).toBe('everywhere');
    expect(read(signedOutAddress(of(id), { ...facts, below: 'PartialLogout' }), begun.kept)).toBe('in-part');
  });

  test.each<readonly [string, (id: string) => string]>([
    ['is signed by another key', (id) => signedOutAddress(of(id), facts, another)],
    ['is not signed', (id) => signedOutAddress(of(id), facts).replace(/&SigAlg.*/, '')],
    ['was changed', (id) => signedOutAddress(of(id), facts).replace('a-state', 'b-state')],
    ['answers another request', () => signedOutAddress(of('_another'), facts)],
    [
      'comes from another provider',
      (id) => signedOutAddress(of(id), { ...facts, issuer: 'https://evil.example' }),
    ],
    [
      'is for another page',
      (id) => signedOutAddress({ ...of(id), to: signOut.replace('998', '999') }, facts),
    ],
    ['is too old', (id) => signedOutAddress(of(id), { ...facts, at: now.subtract({ minutes: 7 }) })],
    ['is a message of another kind', () => signOutAddress(signOut, { ...facts, session: '_a-session' })],
  ])('an answer that %s says nothing', async (_, make) => {
    const { begun, id } = await asked();
    expect(read(make(id), begun.kept)).toBeNull();
  });

  test('is not sent to a provider that cannot be asked, nor one that has not named the sign-in', async () => {
    const without = oiosamlLogin({ ...settings, provider: { ...settings.provider, signOutAddress: null } });
    expect(await without.signOut(ask)).toEqual({ state: 'not-offered' });
    expect(await login.signOut({ ...ask, hint: null })).toEqual({ state: 'not-offered' });
  });
});

describe('powers', () => {
  const list = (groups: string, namespace = 'http://itst.dk/oiosaml/basic_privilege_profile') =>
    Buffer.from(`<b:PrivilegeList xmlns:b="${namespace}">${groups}</b:PrivilegeList>`).toString('base64');
  const group = (inside: string, scope = `urn:dk:gov:saml:cprNumberIdentifier:${cprOf(2)}`) =>
    `<PrivilegeGroup Scope="${scope}">${inside}</PrivilegeGroup>`;
  const see = '<Privilege>urn:see</Privilege>';

  test('are read by both names in use', () => {
    const power = { giver: { cpr: cprOf(2) }, privileges: ['urn:see'] };
    expect(powersIn(list(group(see)))).toEqual([power]);
    expect(powersIn(list(group(see), 'http://digst.dk/oiosaml/basic_privilege_profile'))).toEqual([power]);
  });

  test('with a limit, of nobody, or by another name give nothing', () => {
    for (const nothing of [
      list(group(`${see}<Constraint Name="urn:x">1</Constraint>`)),
      list(group(see, 'urn:dk:gov:saml:cprNumberIdentifier:0000000000')),
      list(group(see, 'urn:other:1')),
      list(group('')),
      list(group(see), 'http://evil.example'),
      'not base64 at all',
      '',
    ])
      expect(powersIn(nothing)).toEqual([]);
  });
});

const folder = join(
  ((config) => (config.ok ? config.value.schemasDir : ''))(readConfig(process.env)),
  'login-oiosaml',
);

describe.skipIf(!existsSync(folder))('as published', () => {
  const file = (name: string) => readFileSync(join(folder, name), 'utf8');

  test('NemLog-in’s own metadata can be read', () => {
    const read = readProviderMetadata(file('nemlogin-devtest4-idp-metadata.xml'));
    expect(read.entityId).toBe('https://saml.test-devtest4-nemlog-in.dk');
    expect(read.signInAddress).toMatch(/^https:\/\//);
    expect(read.certificates).toHaveLength(1);
  });

  test('a power of attorney can be read, and roles of staff give no power', () => {
    const base64 = (name: string) => Buffer.from(file(name)).toString('base64');
    expect(powersIn(base64('sample-privileges-power-of-attorney.xml'))).toEqual([
      { giver: { cpr: '0101011234' }, privileges: ['urn:dk:example:debitor:view-and-pay'] },
    ]);
    expect(powersIn(base64('sample-privileges-employee.xml'))).toEqual([]);
  });
});

test('our own metadata names our page for answers, our key, and what we ask for', () => {
  const text = ownMetadata(entityId, { answers: returnAddress, signOut, certificate: testCertificate });
  const read = readXml(text, null, ['entityID', 'Location', 'Name', 'use']);
  if (!read.ok) throw new Error(read.refusal.detail);
  expect(read.value.attributes?.['entityID']).toBe(entityId);
  expect(text).toContain(`Location="${returnAddress}"`);
  expect(text).toContain('AuthnRequestsSigned="true" WantAssertionsSigned="true"');
  for (const name of Object.values(attribute)) expect(text).toContain(`Name="${name}"`);
});
