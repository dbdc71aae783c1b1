import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { looksAt } from '../../src/access/access-history.ts';
import type { OwnDebt } from '../../src/arrangements/own-plan.ts';
import { signPlan } from '../../src/arrangements/sign-plan.ts';
import { hashOfShown } from '../../src/arrangements/signatures.ts';
import { registerCompanies } from '../../src/debtors/companies.ts';
import {
  addRepresentative,
  endRepresentative,
  representativesOf,
  type NewRepresentative,
} from '../../src/debtors/representatives.ts';
import { noteSetOff } from '../../src/endings/set-offs.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { hidesAddress } from '../../src/identity/acting.ts';
import type { MayActFor, Session } from '../../src/identity/types.ts';
import { parseCprNumber } from '../../src/kernel/cpr-number.ts';
import { parseCvrNumber } from '../../src/kernel/cvr-number.ts';
import { date, type PlainDate } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { storeReports } from '../../src/facts/stored-reports.ts';
import { answerMessage } from '../../src/messages/answer-message.ts';
import { sendMessage } from '../../src/messages/send-message.ts';
import type { MessageName } from '../../src/messages/types.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { oiosamlLogin } from '../../src/outside/login/oiosaml.ts';
import type { TestPerson, TestPower } from '../../src/outside/login/test-provider/people.ts';
import { startTestProvider, type TestProvider } from '../../src/outside/login/test-provider/server.ts';
import { stoppedAt } from '../../src/platform/clock.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { places, type RouteName } from '../../src/web/portal/addresses.ts';
import { routes } from '../../src/web/portal/routes.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { cprOf, pay } from '../vocabulary.ts';
import { ask, OPENED_AT, openSite, SITE, tokenOfForm, type Reply, type Site } from './portal-site.ts';
import { toldAsTheirOwn } from './said-to-reader.ts';
import { choiceOf, Visitor, type Seen } from './visitor.ts';

const cvr = parseCvrNumber('12345674');
if (cvr === null) throw new Error('a CVR number');

let database: FreshDatabase;
let broker: TestProvider;
let site: Site;
let who: Readonly<Record<'anna' | 'bo' | 'child' | 'young' | 'dead' | 'ward' | 'grown', DebtorNumber>>;
let company: DebtorNumber;
let listed: readonly TestPerson[] = [];

const here = <T>(work: (tx: MunicipalityTx) => Promise<T>) => inMunicipality(database, SITE, work);
/** What tells where Anna is: her address, in a register, in her own words and in others', a property that she owns, and where she works. */
const SECRET = 'Hemmelig Sti 7';
const PROPERTY = '7654321';
const EMPLOYER = '30000009';
const tells = new RegExp([SECRET, PROPERTY, EMPLOYER].join('|'));
const powers = { 'urn:see': 'see', 'urn:pay': 'pay', 'urn:act': 'act', 'urn:sign': 'sign' } as const;

beforeAll(async () => {
  database = await freshDatabase();
  broker = await startTestProvider({ port: 0, clock: stoppedAt(OPENED_AT), people: async () => listed });
  await here(async (tx) => {
    who = {
      anna: await somebody(tx, cprOf(1)),
      bo: await somebody(tx, cprOf(2)),
      child: await somebody(tx, cprOf(3)),
      young: await somebody(tx, cprOf(4)),
      dead: await somebody(tx, cprOf(5)),
      ward: await somebody(tx, cprOf(6)),
      grown: await somebody(tx, cprOf(7)),
    };
    await sql`insert into fact_fetch values (1, '2025-12-01', '2025-12-01T09:00Z', '2025-12-01T09:00Z', 'prøve')`.execute(
      tx,
    );
    await sql`insert into fact_batch values (1, 1, '2025-12-01T09:00Z')`.execute(tx);
    await told(tx, who.anna, 'Anna Ældresen', '1950-01-01', { protected: true });
    await told(tx, who.bo, 'Bo Hjælpersen', '1980-01-01');
    await told(tx, who.child, 'Ida Barnesen', '2014-01-01');
    await told(tx, who.young, 'Ulla Ungsen', '2010-01-01');
    await told(tx, who.dead, 'Dorte Dødsen', '1940-01-01', { status: 90 });
    await told(tx, who.grown, 'Gry Voksen', '1960-01-01');
    await told(tx, who.ward, 'Carl Værgesen', '1970-01-01', { guardianship: 'full' });
    const registered = await registerCompanies(
      tx,
      [{ cvr, akr: null, name: 'Prøvefirma ApS', address: ['Havnen 1'], form: 'company', digitalPost: true }],
      { by: 'prøve', at: OPENED_AT },
    );
    if (!registered.ok) throw new Error(registered.refusal.tag);
    company = registered.value[0] as DebtorNumber; // one was registered
    const waste = { debtors: [who.anna], property: PROPERTY, description: `Affald ${SECRET}` };
    await anOrdinaryClaim(tx, { claimId: 'A-1', owed: 1_000, ...waste });
    await anOrdinaryClaim(tx, { claimId: 'A-2', owed: 234, ...waste });
    await employed(tx, who.anna, EMPLOYER);
    await anOrdinaryClaim(tx, { claimId: 'B-1', debtors: [who.bo], owed: 77 });
    await anOrdinaryClaim(tx, { claimId: 'C-1', debtors: [company], owed: 9_000 });
    await anOrdinaryClaim(tx, { claimId: 'Y-1', debtors: [who.young], owed: 600 });
    await anOrdinaryClaim(tx, { claimId: 'G-1', debtors: [who.grown], owed: 800 });
    await anOrdinaryClaim(tx, { claimId: 'W-1', debtors: [who.ward], owed: 700 });
  });
});
beforeEach(async () => {
  site = await openSite(database, { login: [oiosamlLogin(broker.oiosaml)], choices: { powers } });
  await here(async (tx) => {
    await sql`delete from web_session`.execute(tx);
  });
});
afterEach(() => site.close());
afterAll(async () => {
  await broker.close();
  await database.close();
});

/** Notes what eIndkomst has told of somebody's December. */
async function employed(tx: MunicipalityTx, debtor: DebtorNumber, employer: string): Promise<void> {
  const reports = storeReports([pay('2025-12', 20_000, { employer })]);
  await sql`insert into fact_message values ('00000000-0000-4000-8000-000000000001', 1, 'eindkomst', '2025-12-01T09:00Z', '')`.execute(
    tx,
  );
  await sql`
    insert into income_fact (debtor_number, month, batch, known, reports, message_id)
    values (${debtor}, '2025-12-01', 1, true, ${reports}::json, '00000000-0000-4000-8000-000000000001')`.execute(
    tx,
  );
}

/** Notes what CPR has told of somebody. */
async function told(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  name: string,
  born: string,
  traits: { readonly protected?: boolean; readonly status?: number; readonly guardianship?: 'full' } = {},
): Promise<void> {
  await sql`
    insert into person_record (debtor_number, batch, current_cpr, name, born, status, address, address_protected, digital_post,
      children, children_under_18, guardianship, message_id)
    values (${debtor}, 1, (select cpr from debtor_cpr where debtor_number = ${debtor} limit 1), ${name}, ${born}::date,
      ${traits.status ?? 1}, ${[SECRET]}::text[], ${traits.protected ?? false}, true, '[]', 0, ${traits.guardianship ?? null}, 'prøve')`.execute(
    tx,
  );
}

let counted = 20;
/** Somebody who owes nothing here, and what is said of them when they sign in. */
function newcomer(given: Partial<TestPerson> = {}): TestPerson {
  counted += 1;
  return { label: '', name: `Hjælper Nr${counted}`, cpr: cprOf(counted), level: 'Substantial', ...given };
}

async function signsIn(
  person: TestPerson,
  wanted = '',
): Promise<{ readonly seen: Seen; readonly visitor: Visitor }> {
  listed = [person];
  const visitor = new Visitor();
  const list = await visitor.follow(`${site.url}/998/log-paa/nemlogin${wanted}`);
  const page = await visitor.open(list.address, { form: { person: choiceOf(list.body, person.name) } });
  const field = (key: string) => new RegExp(`name="${key}" value="([^"]*)"`).exec(page.body)?.[1] ?? '';
  const form = { SAMLResponse: field('SAMLResponse'), RelayState: field('RelayState') };
  return { visitor, seen: await visitor.follow(`${site.url}/998/log-paa/nemlogin/svar`, { form }) };
}

const power = (number: string, privilege: string): TestPower => ({ of: 'person', number, privilege });
const placeOf = ({ address }: Seen) => address.replace(site.url, '');
const isLookedAt = (name: RouteName) => routes[name].method === 'GET' && routes[name].needs !== 'provider';
const wordsOf = (body: string) => body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

async function records(
  debtor: DebtorNumber,
  kind: NewRepresentative['kind'],
  representative: TestPerson,
): Promise<number> {
  const added = await here((tx) =>
    addRepresentative(tx, {
      debtor,
      kind,
      mode: kind === 'estate' ? 'instead' : 'copy',
      name: representative.name,
      address: [],
      cpr: representative.cpr,
      from: date('2026-01-01'),
      evidence: 'set',
      by: 'prøve',
      at: OPENED_AT,
    }),
  );
  if (!added.ok) throw new Error(added.refusal.tag);
  return added.value;
}

const ends = (debtor: DebtorNumber, number: number, to: PlainDate) =>
  here((tx) => endRepresentative(tx, { debtor, number, to, why: 'slut', by: 'prøve', at: OPENED_AT }));

const session = () =>
  here(async (tx) => {
    const { rows } = await sql<{
      debtor: DebtorNumber | null;
      helper: number | null;
      scopes: string[];
      others: MayActFor[];
    }>`
      select debtor_number as debtor, helper_number as helper, scopes, may_act_for as others from web_session`.execute(
      tx,
    );
    return rows;
  });

describe('who acts for another, and owes nothing here', () => {
  test('and comes by the address on a letter chooses whom to look for, and is led on to it, and to nothing else', async () => {
    const from = '?til=from-letter&ref=K7Q4-M2XR-9TVB';
    const helper = newcomer({ powers: [power(cprOf(1), 'urn:pay')] });
    const { seen, visitor } = await signsIn(helper, from);
    expect(placeOf(seen)).toBe(`/998/vaelg${from}`);
    const chooses = (wanted: Readonly<Record<string, string>>) =>
      visitor.open(`${site.url}/998/vaelg/person`, {
        form: { form: tokenOfForm(seen), whom: '0', ...wanted },
      });
    const { to } = await chooses({ til: 'from-letter', ref: 'K7Q4-M2XR-9TVB' });
    expect(to).toBe(`${site.url}/998/b/K7Q4-M2XR-9TVB`);
    for (const til of ['//evil.example', 'https://evil.example', 'insight', 'from-letter']) {
      const { seen: page, visitor: other } = await signsIn(helper, from);
      const gone = await other.open(`${site.url}/998/vaelg/person`, {
        form: { form: tokenOfForm(page), whom: '0', til, ref: '//evil.example' },
      });
      expect(gone.to).toBe(`${site.url}/998/overblik`);
    }
  });

  test('by a digital power of attorney chooses whom to look for, and sees what they owe, under a strip that says so', async () => {
    const helper = newcomer({ powers: [power(cprOf(1), 'urn:pay')] });
    const { seen, visitor } = await signsIn(helper);
    expect(placeOf(seen)).toBe('/998/vaelg');
    expect(wordsOf(seen.body)).toContain('Anna Ældresen Du handler som en, der har digital fuldmagt.');
    const before = visitor.cookie(site.url, 'afdrag-998');
    const overview = await visitor.follow(`${site.url}/998/vaelg/person`, {
      form: { form: tokenOfForm(seen), whom: '0' },
    });
    expect(placeOf(overview)).toBe('/998/overblik');
    expect(wordsOf(overview.body)).toContain(
      'Du ser oplysninger for Anna Ældresen . Du handler som en, der har digital fuldmagt.',
    );
    expect(wordsOf(overview.body)).toContain(`Du er logget på som ${helper.name}`);
    expect(wordsOf(overview.body)).toContain('1.234,00 kr.');
    expect(visitor.cookie(site.url, 'afdrag-998')).not.toBe(before);
    expect(await session()).toMatchObject([{ debtor: who.anna, scopes: ['see', 'pay'] }]);
    const looks = await here((tx) => looksAt(tx, who.anna));
    const [{ helper: number } = { helper: null }] = await session();
    expect(looks.at(-1)).toMatchObject({
      actor: `helper:${number}`,
      purpose: 'digital fuldmagt',
      about: 'portal',
    });
  });

  test('has one number however often they come, and nothing but it is kept of one who acts for nobody', async () => {
    const helper = newcomer({ powers: [power(cprOf(1), 'urn:see')] });
    await signsIn(helper);
    await signsIn(helper);
    const numbers = (await session()).map(({ helper: number }) => number);
    expect(new Set(numbers).size).toBe(1);
    const count = async () =>
      (await here((tx) => sql<{ n: number }>`select count(*)::int as n from helper`.execute(tx))).rows[0]?.n;
    const before = await count();
    expect(placeOf((await signsIn(newcomer())).seen)).toBe('/998/overblik');
    expect(await count()).toBe(before);
  });

  test.each([
    ['a name that the municipality has not translated', [power(cprOf(1), 'urn:other')]],
    ['somebody who owes nothing here', [power(cprOf(9), 'urn:act')]],
    ['somebody who is dead', [power(cprOf(5), 'urn:act')]],
    [
      'a company, for one who is not its employee',
      [{ of: 'company', number: '12345674', privilege: 'urn:act' }],
    ],
  ] as const)('is given nothing by a power with %s', async (_, given) => {
    const { seen } = await signsIn(newcomer({ powers: given }));
    expect(placeOf(seen)).toBe('/998/overblik');
    expect(await session()).toMatchObject([{ debtor: null, helper: null, others: [] }]);
  });

  test.each([
    ['guardian', 'anna', ['see', 'pay', 'write', 'sign', 'self']],
    ['power-of-attorney', 'anna', ['see', 'pay', 'write']],
    ['custody-holder', 'child', ['see', 'pay', 'write']],
    ['custody-holder', 'young', ['see', 'pay']],
    ['estate', 'dead', ['see', 'pay', 'write']],
  ] as const)('and is recorded as %s of %s may do %o, until it ends', async (kind, whom, scopes) => {
    const helper = newcomer();
    const number = await records(who[whom], kind, helper);
    await signsIn(helper);
    expect(await session()).toMatchObject([{ others: [{ debtor: who[whom], basis: kind, scopes }] }]);
    await ends(who[whom], number, date('2026-03-11'));
    await here((tx) => sql`delete from web_session`.execute(tx));
    await signsIn(helper);
    expect(await session()).toMatchObject([{ others: [] }]);
  });

  test('and has custody of a child of whom CPR has told nothing yet, may do as much by the child’s number', async () => {
    const helper = newcomer();
    const cpr = parseCprNumber('6101144001');
    if (cpr === null) throw new Error('a number of 2014');
    const untold = await here((tx) => somebody(tx, cpr));
    await records(untold, 'custody-holder', helper);
    await signsIn(helper);
    expect(await session()).toMatchObject([
      { others: [{ debtor: untold, basis: 'custody-holder', scopes: ['see', 'pay', 'write'] }] },
    ]);
  });

  test('as an estate of one who lives may do nothing', async () => {
    const helper = newcomer();
    const number = await records(who.bo, 'estate', helper);
    await signsIn(helper);
    expect(await session()).toMatchObject([{ others: [] }]);
    await ends(who.bo, number, date('2026-03-11'));
  });
});

describe('a company', () => {
  const employed = { cvr: '12345674' } as const;

  test('is seen by its employee with its power, as far as that goes, and never as a person', async () => {
    const powersOf = (privilege: string) => [{ of: 'company', number: '12345674', privilege }] as const;
    for (const [privilege, scopes] of [
      ['urn:see', ['see']],
      ['urn:sign', ['see', 'pay', 'write', 'sign']],
    ] as const) {
      await here((tx) => sql`delete from web_session`.execute(tx));
      const { seen, visitor } = await signsIn(newcomer({ ...employed, powers: powersOf(privilege) }));
      expect(wordsOf(seen.body)).toContain('Prøvefirma ApS');
      expect(seen.body).not.toContain('value="self"');
      const overview = await visitor.follow(`${site.url}/998/vaelg/person`, {
        form: { form: tokenOfForm(seen), whom: '0' },
      });
      expect(wordsOf(overview.body)).toContain('Du handler som ansat i virksomheden.');
      expect(wordsOf(overview.body)).toContain('9.000,00 kr.');
      expect(await session()).toMatchObject([{ debtor: company, scopes }]);
    }
  });

  test('has given no power: its employee is not let in, also when they owe something themselves', async () => {
    const { seen } = await signsIn(newcomer({ ...employed, cpr: cprOf(2), name: 'Bo Hjælpersen' }));
    expect(seen.address).toContain('hvorfor=no-power');
    expect(wordsOf(seen.body)).toContain('Din virksomhed har ikke givet dig adgang');
  });
});

describe('who owes something and acts for another', () => {
  const forAnna = () =>
    [{ debtor: who.anna, basis: 'power-of-attorney', scopes: ['see', 'pay', 'write'] }] as const;
  const signIn = () => site.signIn({ debtor: who.bo, name: 'Bo Hjælpersen', mayActFor: forAnna() });

  /** Anna writes to the municipality. */
  async function annaWrites(words: string): Promise<MessageName> {
    return here(async (tx) => {
      const saying = { kind: 'documentation', topic: 'other' } as const;
      const by = `citizen:${who.anna}`;
      const message = { debtor: who.anna, formKey: 'A'.repeat(20), saying, words, files: [], by };
      const sent = await sendMessage(tx, { ...message, language: 'da', at: OPENED_AT, mostPerDay: 1 });
      if (!sent.ok) throw new Error(sent.refusal.tag);
      return sent.value;
    });
  }

  /** Anna signs a plan, is asked about money that she is to get, and is answered: each with words that tell where she is. */
  async function othersWriteToAnna(written: MessageName): Promise<void> {
    await here(async (tx) => {
      const configured = await configurationVersion(tx, null);
      if (configured === null) throw new Error('the town is configured');
      const words = `Jeg skylder Affald ${SECRET}`;
      const by = {
        by: `citizen:${who.anna}`,
        level: 'Substantial',
        protocol: 'oidc',
        language: 'da',
      } as const;
      const wish = { kind: 'months', months: 3 } as const;
      const plan = {
        debtor: who.anna,
        configured,
        chosen: ({ claim }: OwnDebt) => claim.claimId === 'A-1',
        wish,
        dueDay: null,
        paying: new Map(),
      };
      const shown = { shownBefore: hashOfShown(words), wordsOf: () => words };
      const signed = await signPlan(tx, { ...plan, ...shown, signature: by, at: OPENED_AT });
      if (!signed.ok) throw new Error(signed.refusal.tag);
      const money = {
        department: 'Skat',
        reference: 'U-1',
        for: `vand på ${SECRET}`,
        social: false,
      } as const;
      const payout = { ...money, on: date('2026-04-20'), amount: kroner(100) };
      const doing = { by: 'Ane', on: date('2026-03-12'), at: OPENED_AT };
      const noted = await noteSetOff(tx, { ...doing, debtor: who.anna, payout, configured });
      if (!noted.ok) throw new Error(noted.refusal.tag);
      const answer = { finding: { outcome: 'not-used' }, words: `Vi ved, at du bor på ${SECRET}` } as const;
      const told = await answerMessage(tx, {
        name: written,
        ...answer,
        configured,
        by: 'Ane',
        at: OPENED_AT,
      });
      if (!told.ok) throw new Error(told.refusal.tag);
    });
  }

  async function choose(
    token: SessionToken,
    whom: string,
  ): Promise<{ readonly reply: Reply; readonly token: SessionToken }> {
    const page = await ask(site, '/998/vaelg', { token });
    const reply = await ask(site, '/998/vaelg/person', { token, form: { form: tokenOfForm(page), whom } });
    const [, renewed = ''] = /afdrag-998=([\w-]{43})/.exec(reply.headers.get('set-cookie') ?? '') ?? [];
    return { reply, token: renewed };
  }

  test('sees their own first, then the other’s, then their own again, each under a token of its own', async () => {
    const token = await signIn();
    const own = await ask(site, '/998/overblik', { token });
    expect(own.words).toContain('77,00 kr.');
    expect(own.words).toContain('Se for en anden');
    expect(own.words).not.toContain('Du ser oplysninger for');
    const other = await choose(token, '0');
    expect((await ask(site, '/998/overblik', { token: other.token })).words).toContain('1.234,00 kr.');
    expect((await ask(site, '/998/overblik', { token })).status).toBe(303);
    const back = await choose(other.token, 'self');
    const again = await ask(site, '/998/overblik', { token: back.token });
    expect(again.words).toContain('77,00 kr.');
    expect(again.words).not.toContain('Du ser oplysninger for');
    expect((await ask(site, '/998/overblik', { token: other.token })).status).toBe(303);
  });

  test('is noted by their own number with whom they look for, and not when they look for themselves', async () => {
    const before = await here((tx) => looksAt(tx, who.anna));
    const { token } = await choose(await signIn(), '0');
    await choose(token, 'self');
    const after = await here((tx) => looksAt(tx, who.anna));
    expect(after.slice(before.length)).toMatchObject([
      { actor: `citizen:${who.bo}`, purpose: 'fuldmagt', about: 'portal' },
    ]);
    expect(await here((tx) => looksAt(tx, who.bo))).toEqual([]);
  });

  test('does so no longer from the page after what is recorded about it has ended: they choose anew, and a form changes nothing', async () => {
    const { token } = await choose(await signIn(), '0');
    const page = await ask(site, '/998/overblik', { token });
    expect(page.words).toContain('1.234,00 kr.');
    const mine = (await here((tx) => representativesOf(tx, who.anna))).filter(({ to }) => to === null);
    for (const { number } of mine) await ends(who.anna, number, date('2026-03-11'));
    const form = { form: tokenOfForm(page) };
    expect((await ask(site, '/998/betal/metode', { token, form })).status).toBe(403);
    expect((await ask(site, '/998/papirer/betalinger/csv', { token })).status).toBe(303);
    const led = await ask(site, '/998/overblik', { token });
    expect(led.headers.get('location')).toBe('/998/vaelg?til=overview');
    const asked = await ask(site, '/998/vaelg', { token });
    expect(asked.words).toContain('Du kan ikke længere se for Anna Ældresen');
    expect(asked.body).not.toContain('value="0"');
    expect((await choose(token, '0')).reply.status).toBe(422);
    const own = await choose(token, 'self');
    expect((await ask(site, '/998/overblik', { token: own.token })).words).toContain('77,00 kr.');
  });

  test.each(['representative', 'person_record', 'web_session'])(
    'is told that the page cannot be shown, or the form not sent, where %s cannot be read, and nothing of the other',
    async (table) => {
      const { token } = await choose(await signIn(), '0');
      const form = { form: tokenOfForm(await ask(site, '/998/overblik', { token })) };
      const away = (from: string, to: string) =>
        here((tx) => sql`alter table ${sql.table(from)} rename to ${sql.ref(to)}`.execute(tx));
      await away(table, 'away');
      try {
        const page = await ask(site, '/998/overblik', { token });
        expect([page.status, page.words.includes('1.234,00')]).toEqual([503, false]);
        const sent = await ask(site, '/998/betal/metode', { token, form });
        expect([sent.status, sent.words.includes('1.234,00')]).toEqual([503, false]);
      } finally {
        await away('away', table);
      }
    },
  );

  test('who owes nothing is led to choose before anything else, from every page of somebody’s', async () => {
    const mayActFor = [{ debtor: company, basis: 'company', scopes: ['see'] }] as const;
    const token = await site.signIn({ scopes: [], mayActFor });
    for (const [path, name] of [
      ['overblik', 'overview'],
      ['papirer', 'papers'],
    ] as const)
      expect((await ask(site, `/998/${path}`, { token })).headers.get('location')).toBe(
        `/998/vaelg?til=${name}`,
      );
  });

  test('cannot choose anybody whom they may not act for, nor nobody', async () => {
    const token = await signIn();
    for (const whom of ['1', '-1', '', String(who.child), 'constructor', '0x0']) {
      const { reply } = await choose(token, whom);
      expect(reply.status, whom).toBe(422);
      expect(reply.words).toContain('Vælg, hvem du vil se for.');
    }
    expect((await ask(site, '/998/overblik', { token })).words).toContain('77,00 kr.');
  });

  test('who may act for nobody has no such page', async () => {
    const token = await site.signIn({ debtor: who.bo });
    expect((await ask(site, '/998/vaelg', { token })).status).toBe(404);
    const form = { form: tokenOfForm(await ask(site, '/998/overblik', { token })), whom: '0' };
    expect((await ask(site, '/998/vaelg/person', { token, form })).status).toBe(404);
  });

  test('the strip stands on every page, and not even their guardian is told where somebody is whose address is protected: they themselves are', async () => {
    const scopes = ['see', 'pay', 'write', 'sign', 'self'] as const;
    const mayActFor = [{ debtor: who.anna, basis: 'guardian', scopes }] as const;
    const { token } = await choose(await site.signIn({ debtor: who.bo, mayActFor }), '0');
    const own = await site.signIn({ debtor: who.anna });
    await othersWriteToAnna(await annaWrites(`Jeg bor på ${SECRET}`));
    const named = (Object.entries(places) as [RouteName, string][]) // its own keys
      .filter(([name, path]) => isLookedAt(name) && !path.includes(':ref'))
      .map(([, path]) => path);
    // What tells where she is stands on so many of her own pages, and on none of them for another.
    const pages = new Map(named.map((path) => [path, null as Reply | null]));
    for (const path of pages.keys()) {
      const reply = await ask(site, `/998${path}`, { token: own });
      pages.set(path, reply);
      for (const [, link = ''] of reply.body.matchAll(/href="\/998(\/[^"?#]+\/[^"?#]+)"/g))
        if (!pages.has(link) && !link.startsWith('/en/')) pages.set(link, null);
    }
    const telling = [...pages].flatMap(([path, reply]) => (tells.test(reply?.body ?? '') ? [path] : []));
    const kept = '/indsigt/mine-oplysninger.json';
    expect([...new Set(telling.map((path) => path.split('/')[1]))].join(' ')).toBe(
      'overblik betal aftaler papirer skriv uenig indsigt svar gaeld aftale henvendelse',
    );
    const misled: string[] = [];
    for (const path of pages.keys())
      for (const language of ['', '/en']) {
        const reply = await ask(site, `/998${language}${path}`, { token });
        expect(reply.body, path).not.toMatch(tells);
        const isPage = reply.headers.get('content-type')?.startsWith('text/html') ?? false;
        if (reply.status !== 200 || !isPage) continue;
        expect(reply.body, path).toContain('class="acting-strip"');
        // What is said to everybody, and of the page that they themselves show to staff, is said to the reader.
        if (['', '/hjaelp', '/vis'].includes(path)) continue;
        for (const words of toldAsTheirOwn(reply.words, language === '' ? 'da' : 'en'))
          misled.push(`${language}${path}: ${words}`);
      }
    // They are told what Anna owes, and never that anything of hers is theirs.
    expect(misled).toEqual([]);
    expect((await ask(site, '/998/overblik', { token })).words).toContain(
      'Her ser du, hvad Anna Ældresen skylder',
    );
    const file = (await ask(site, `/998${kept}`, { token })).body;
    expect(file).toContain('"adresse": "vises ikke, fordi adressen er');
    expect(toldAsTheirOwn(file, 'da')).toEqual([]);
  });

  test('an address is hidden from who acts for one whose is protected, and not from them, nor of another', async () => {
    const actsFor = { name: 'x', basis: 'power' } as const;
    const isHidden = (debtor: DebtorNumber | null, acts: Session['actsFor']) =>
      here((tx) => hidesAddress(tx, { debtor, actsFor: acts }));
    expect(await isHidden(who.anna, actsFor)).toBe(true);
    expect(await isHidden(who.anna, null)).toBe(false);
    expect(await isHidden(who.child, actsFor)).toBe(false);
    expect(await isHidden(company, actsFor)).toBe(false);
    expect(await isHidden(null, null)).toBe(false);
  });

  test('in the test a test person’s helper is let in for them alone, and sees nothing of their own', async () => {
    await site.choose({ state: 'test', testPersons: [who.anna], powers });
    const { seen, visitor } = await signsIn(
      newcomer({
        cpr: cprOf(2),
        name: 'Bo Hjælpersen',
        powers: [power(cprOf(1), 'urn:see'), power(cprOf(3), 'urn:see')],
      }),
    );
    expect(placeOf(seen)).toBe('/998/vaelg');
    expect(wordsOf(seen.body)).not.toContain('Ida Barnesen');
    expect(seen.body).not.toContain('value="self"');
    const overview = await visitor.follow(`${site.url}/998/vaelg/person`, {
      form: { form: tokenOfForm(seen), whom: '0' },
    });
    expect(wordsOf(overview.body)).toContain('1.234,00 kr.');
    // The employee of a company that is no test person has its power: what keeps them out is the test.
    const atWork = {
      cvr: '12345674',
      powers: [{ of: 'company', number: '12345674', privilege: 'urn:see' }],
    } as const;
    const refused = (await signsIn(newcomer(atWork))).seen;
    expect(refused.address).toContain('hvorfor=not-admitted');
    expect(wordsOf(refused.body)).toContain('Siden er på prøve');
  });
});

describe('who cannot make a plan alone', () => {
  /** What every page says that an adult is offered a plan on, and where the plan would be made. */
  async function pagesOf({ visitor }: { readonly visitor: Visitor }): Promise<Record<string, string>> {
    const open = async (path: string) => {
      const { status, body } = await visitor.open(`${site.url}/998${path}`);
      expect(status, path).toBe(200);
      return body;
    };
    const overview = await open('/overblik');
    const debt = /href="\/998(\/gaeld\/[^"]+)"/.exec(overview)?.[1] ?? '';
    for (const led of [overview, await open('/betal'), await open(debt)])
      expect(wordsOf(led)).toContain('Se, hvem der skal være med til en aftale');
    expect(overview).toContain('href="/998/aftaler/ny"');
    expect(overview).not.toContain('Betal lidt ad gangen');
    return { plans: wordsOf(await open('/aftaler')), making: wordsOf(await open('/aftaler/ny')) };
  }

  test.each([
    ['is under 18', { cpr: cprOf(4), name: 'Ulla Ungsen' }],
    ['is under guardianship', { cpr: cprOf(6), name: 'Carl Værgesen' }],
  ])('because they are who %s reads why, and whom to call', async (_, person) => {
    const { plans, making } = await pagesOf(await signsIn(newcomer(person)));
    for (const words of [plans, making])
      expect(words).toContain(
        'Er du under 18 år, skal dine forældre være med til at lave en aftale. Har du en værge, skal din værge. Ring til os på 00 00 09 98.',
      );
    expect(making).not.toContain('Vis planen');
  });

  test.each([
    ['ward', 'guardian', 'Carl Værgesen'],
    ['grown', 'power-of-attorney', 'Gry Voksen'],
  ] as const)(
    'for %s as %s is told to call, and by no word that it is about them',
    async (whom, kind, name) => {
      const helper = newcomer();
      const number = await records(who[whom], kind, helper);
      const { seen, visitor } = await signsIn(helper);
      await visitor.follow(`${site.url}/998/vaelg/person`, {
        form: { form: tokenOfForm(seen), whom: '0' },
      });
      const { plans, making } = await pagesOf({ visitor });
      for (const words of [plans, making]) {
        expect(words).toContain(
          `Du kan ikke lave en aftale for ${name} her på siden. Ring til os på 00 00 09 98.`,
        );
        expect(words).not.toContain('dine forældre');
      }
      await ends(who[whom], number, date('2026-03-11'));
    },
  );
});
