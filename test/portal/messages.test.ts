import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reverseDecision } from '../../src/agreements/reverse.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { openItems } from '../../src/agreements/work-items.ts';
import { noteSetOff, withdrawSetOff } from '../../src/endings/set-offs.ts';
import { kroner } from '../../src/kernel/money.ts';
import { registerCompanies } from '../../src/debtors/companies.ts';
import { parseCvrNumber } from '../../src/kernel/cvr-number.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { ordinaryMainsOf } from '../../src/claims/bills.ts';
import { repaymentLiabilitiesOf } from '../../src/claims/liabilities.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import type { SignedIn } from '../../src/identity/types.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { useByDevice } from '../../src/insight/portal-use.ts';
import { date, month } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { answerMessage, type Finding } from '../../src/messages/answer-message.ts';
import { noteDecidedThere } from '../../src/messages/decided-there.ts';
import { readForStaff } from '../../src/messages/act-on-message.ts';
import { messagesOf, type MessageStanding } from '../../src/messages/messages.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { messagesShape } from '../../src/municipality/choices/messages.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { clamdScanner } from '../../src/outside/clamd/client.ts';
import { EICAR, startClamdSimulator, type ClamdSimulator } from '../../src/outside/clamd/simulator.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { behindOurBack } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { aCitizensTown, sent } from './citizens-town.ts';
import { boxesOf, hiddenOf } from './paying-site.ts';
import { ask, OPENED_AT, openSite, type Reply, type Site } from './portal-site.ts';

let town: Awaited<ReturnType<typeof aCitizensTown>>;
let clamd: ClamdSimulator;
let site: Site;
let people = 100;
/** Somebody with a bill of 1.250 kr. and one of 300 kr., for each test anew. */
let who: DebtorNumber;
let token: SessionToken;
beforeAll(async () => {
  town = await aCitizensTown();
  clamd = await startClamdSimulator();
  const scanner = clamdScanner({ address: clamd.address, timeoutMs: 400 });
  site = await openSite(town.database, { scanner, config: { trustedProxy: '127.0.0.1' } });
});
beforeEach(async () => {
  people += 1;
  clamd.mood = 'well';
  who = await town.do(async (tx) => {
    const debtor = await somebody(tx, cprOf(people));
    for (const owed of [1_250, 300])
      await anOrdinaryClaim(tx, {
        claimId: `M-${people}-${owed}`,
        debtors: [debtor],
        owed,
        due: '2026-03-01',
      });
    return debtor;
  });
  token = await site.signIn({ debtor: who });
});
afterAll(async () => {
  await site.close();
  await clamd.close();
  await town.database.close();
});

const PDF = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const file = (name: string, content: Buffer) => new File([new Uint8Array(content)], name);
const payslip = () => file('lønseddel for Åse.pdf', PDF);

let asked = 0;
/** Each from an address of its own, so that nobody is slowed down. */
function from(): Readonly<Record<string, string>> {
  asked += 1;
  return { 'x-forwarded-for': `10.9.${asked >> 8}.${asked & 255}` };
}
const see = (path: string, as: SessionToken = token) => ask(site, path, { token: as, headers: from() });

interface Sending {
  readonly as?: SessionToken;
  readonly files?: readonly File[];
  readonly headers?: Readonly<Record<string, string>>;
}
/** Fills in the form of a page and sends it. */
async function fill(
  page: Reply,
  path: string,
  fields: Readonly<Record<string, string | readonly string[]>>,
  { as = token, files = [], headers = {} }: Sending = {},
): Promise<Reply> {
  const hidden = Object.fromEntries(
    Object.entries(hiddenOf(page)).map(([name, [value = '']]) => [name, value]),
  );
  const form = { form: hidden['form'] ?? '', key: hidden['key'] ?? '', ...onlyOf(hidden), ...fields };
  return ask(site, path, { token: as, form, files, headers: { ...from(), ...headers } });
}
function onlyOf({ only }: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return only === undefined ? {} : { only };
}

const box = (page: Reply, label: string) => {
  const found = Object.entries(boxesOf(page)).find(([each]) => each.includes(label));
  return found?.[1].value ?? 'none';
};
const where = (reply: Reply) => {
  expect([reply.status, reply.words.slice(0, 300)]).toEqual([303, '']);
  return reply.headers.get('location') ?? '';
};
const messages = (debtor = who): Promise<MessageStanding[]> => town.do((tx) => messagesOf(tx, debtor));
const items = (debtor = who) =>
  town.do(async (tx) => (await openItems(tx, { debtor, kind: 'citizen-message' })).map(({ about }) => about));
const holds = (debtor = who) =>
  town.do(async (tx) => {
    const bills = (await ordinaryMainsOf(tx, [debtor])).map(({ claim }) => claim);
    const repaid = (await repaymentLiabilitiesOf(tx, [debtor])).map(({ claim }) => claim);
    const standing = await holdsOn(tx, [...bills, ...repaid]);
    return [...standing.values()].flat().map(({ reason }) => reason);
  });

/** A caseworker's answer; what it was refused for, if it was. */
const answers = (
  name: { readonly debtor: DebtorNumber; readonly entry: number },
  finding: Finding,
  words = 'Vi har set på det.',
  at = OPENED_AT,
) =>
  town.do(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null) throw new Error('the town has its choices');
    const answered = await answerMessage(tx, { name, finding, words, configured, by: 'Inge', at });
    return answered.ok ? 'answered' : answered.refusal.tag;
  });
/** What the letters that tell no decision say. */
const letters = (debtor: DebtorNumber) =>
  town.do(async (tx) => (await noticesAbout(tx, debtor)).map(({ facts }) => facts));

const sentSoFar = () =>
  town.do(async (tx) => {
    const { rows } = await sql<{ sum: number }>`
      select coalesce(sum(count), 0)::int as sum from portal_use where what = 'message'`.execute(tx);
    return rows[0]?.sum ?? 0;
  });

/** Presses the button that takes a message back. */
async function takeBack(place: string, as = token): Promise<Reply> {
  const page = await see(place, as);
  const form = hiddenOf(page)['form']?.[0] ?? '';
  return ask(site, `${place}/fortryd`, { token: as, form: { form }, headers: from() });
}

/** Disagrees with the first bill. */
async function disagree(words = 'Jeg har betalt den.', sending: Sending = {}): Promise<Reply> {
  const page = await see('/998/uenig', sending.as);
  const fields = { debt: box(page, '1.250'), against: 'existence', words };
  return fill(page, '/998/uenig', fields, sending);
}

describe('who disagrees with something that they owe', () => {
  test('gets a receipt with number and time, is not reminded meanwhile, and a person is told', async () => {
    const receipt = await see(where(await disagree('Jeg har betalt den.', { files: [payslip()] })));
    expect(receipt.words).toContain('Tak. Vi har fået din besked');
    expect(receipt.words).toContain(`Dit nummer er ${who}-1.`);
    expect(receipt.words).toContain(`Regning M-${people}-1250 Jeg skylder det ikke`);
    expect(receipt.words).toContain('12. marts 2026 kl. 10.00');
    expect(receipt.words).toContain('Imens rykker vi dig ikke for det.');
    expect(receipt.words).toContain('Jeg har betalt den.');
    expect(receipt.words).toContain('lønseddel for Åse.pdf (1 kB)');
    expect(await holds()).toEqual(['objection']);
    expect(await items()).toEqual([`objection ${who}001`]);
    expect((await messages())[0]?.files).toMatchObject([{ type: 'pdf', scan: 'clean' }]);
    const list = await see('/998/skriv');
    expect(list.words).toContain('Du er uenig i noget, du skylder');
    expect(list.words).toContain('Vi har fået det');
    // What a file is called is the citizen's own word, and in no log.
    expect(site.logged()).not.toContain('lønseddel');
    // That somebody has written is counted, and nothing about who.
    const day = date('2026-03-12');
    const used = await town.do((tx) => useByDevice(tx, { from: day, to: day }));
    expect(used.message.unknown).toBe('under 5');
  });

  test('comes from the debt’s own page, and writes about that alone', async () => {
    const overview = await see('/998/overblik');
    const debt = /href="(\/998\/gaeld\/[^"]+)"[^>]*>[^<]*M-\d+-300/.exec(overview.body)?.[1] ?? '';
    const page = await see(debt);
    const link = /href="(\/998\/uenig\/[^"]+)"/.exec(page.body)?.[1] ?? '';
    const form = await see(link);
    expect(form.words).toContain('Det handler om: Regning');
    expect(boxesOf(form)).not.toHaveProperty('Regning');
    const words = 'Det var\v\u202E200\u202C kr. o\uFFFDcielt. Jeg\u200B betalte 12 03 26 1250 kr.';
    where(await fill(form, '/998/uenig', { against: 'amount', words }));
    const [written] = await messages();
    expect(written?.objection).toMatchObject({ against: 'amount' });
    expect(written?.words).toBe('Det var\n200 kr. o\uFFFDcielt. Jeg betalte 12 03 26 1250 kr.');
  });

  test('sends the form twice, and it is one, counted once; with other words, another debt or a file it is another', async () => {
    const before = await sentSoFar();
    const page = await see('/998/uenig');
    const fields = { debt: box(page, '1.250'), against: 'existence', words: 'Nej.' };
    const [first, second] = [
      where(await fill(page, '/998/uenig', fields, { files: [payslip()] })),
      where(await fill(page, '/998/uenig', fields, { files: [payslip()] })),
    ];
    expect(second).toBe(first);
    expect(await messages()).toHaveLength(1);
    const changed = { ...fields, debt: box(page, '300'), words: 'Nej. Heller ikke den anden.' };
    const more = where(await fill(page, '/998/uenig', changed));
    expect((await see(more)).words).toContain('Heller ikke den anden.');
    expect(where(await fill(page, '/998/uenig', fields))).not.toBe(first);
    expect(await messages()).toHaveLength(3);
    // Also where both are under way at the same time.
    const again = await see('/998/uenig');
    const other = { debt: box(again, '300'), against: 'existence', words: 'Heller ikke den.' };
    const both = await Promise.all([1, 2].map(() => fill(again, '/998/uenig', other)));
    expect(new Set(both.map(where)).size).toBe(1);
    expect(await messages()).toHaveLength(4);
    expect((await sentSoFar()) - before).toBe(4);
  });

  test('sees that somebody has read it, and then the answer', async () => {
    const place = where(await disagree());
    const about = (await messages())[0]?.about;
    const name = { debtor: who, entry: 1 };
    await town.do((tx) => readForStaff(tx, { name, by: 'Inge', at: OPENED_AT }));
    expect((await see(place)).words).toContain('En medarbejder har læst det og ser på det.');
    await town.do(async (tx) => {
      const configured = await configurationVersion(tx, null);
      if (configured === null || about?.kind !== 'objection') throw new Error('there is an objection');
      const answer = { objection: about.objection, outcome: 'refused', amounts: new Map() } as const;
      await answerObjection(tx, {
        ...answer,
        words: 'Vi kan ikke finde betalingen.',
        configured,
        by: 'Inge',
        at: OPENED_AT,
      });
    });
    const answered = await see(place);
    expect(answered.words).toContain('Vi svarede den 12. marts 2026.');
    expect(answered.words).toContain('Vi er ikke enige med dig. Du får også svaret som et brev.');
    expect(answered.words).toContain('Vi kan ikke finde betalingen.');
    expect(answered.words).not.toContain('Træk tilbage');
    expect(await items()).toEqual([]);
    // Also answered on its own day, as the letter says it.
    const { facts } = (await town.do((tx) => noticesAbout(tx, who))).at(-1) ?? {};
    expect(facts).toMatchObject({ kind: 'objection-answered', quietUntil: '2026-04-02' });
    const until = 'Betal senest 2. april 2026. Indtil da gør vi ikke mere ved det.';
    expect(answered.words).toContain(`Regning M-${people}-1250 ${until}`);
    expect((await see('/998/overblik')).words).toContain(until);
  });

  test('takes it back: the bill goes on, and a letter says so', async () => {
    const place = where(await disagree());
    where(await takeBack(place));
    const taken = (await see(place)).words;
    expect(taken).toContain('Du trak det tilbage den 12. marts 2026.');
    expect(taken).toContain('Betal senest 2. april 2026. Indtil da gør vi ikke mere ved det.');
    expect(await holds()).toEqual([]);
    expect(await items()).toEqual([]);
    expect((await messages())[0]?.objection?.answered).toMatchObject({ outcome: 'withdrawn' });
    // Nobody of the municipality has written anything.
    const told = { kind: 'objection-answered', outcome: 'withdrawn', answer: null, quietUntil: '2026-04-02' };
    expect((await letters(who)).at(-1)).toMatchObject(told);
    // Twice is once.
    where(await takeBack(place));
  });

  test.each([
    [{}, 'Vælg det, du er uenig i.'],
    [{ against: 'none' }, 'Vælg, hvad der er forkert.'],
    [{ words: '\u200B\u202E' }, 'Skriv, hvad du vil sige.'],
    [{ words: 'Jeg hedder 010203-1234.' }, 'Der står et CPR-nummer i teksten.'],
    [{ words: 'æ'.repeat(4_001) }, 'Teksten er for lang. Den må højst være 4.000 tegn.'],
    [{ words: 'æ'.repeat(100_000) }, 'Teksten er for lang.'],
  ])('and sends %o: it is said, and nothing is lost', async (changed, said) => {
    const page = await see('/998/uenig');
    const debt = Object.keys(changed).length === 0 ? [] : [box(page, '1.250')];
    const words = 'En tekst, der ikke må gå tabt.';
    const fields = { debt, against: 'existence', words, ...changed };
    const reply = await fill(page, '/998/uenig', fields);
    expect(reply.status).toBe(422);
    expect(reply.words).toContain(said);
    expect(reply.body).toContain('<title>Fejl: ');
    expect(reply.body).toContain(said.startsWith('Skriv,') ? 'name="words"' : `>${fields.words}</textarea>`);
    expect(await messages()).toEqual([]);
  });

  test('nobody does so about what is another’s, or reads what another has written', async () => {
    const place = where(await disagree());
    const own = await see('/998/uenig');
    const stranger = await site.signIn({ debtor: town.dorthe });
    expect((await see(place, stranger)).status).toBe(404);
    expect((await see('/998/skriv', stranger)).words).not.toContain(`${who}-1`);
    const page = await see('/998/uenig', stranger);
    const fields = { debt: box(own, '1.250'), against: 'existence', words: 'Nej.' };
    const sent = await fill(page, '/998/uenig', fields, { as: stranger });
    expect(sent.status).toBe(422);
    expect(await messages(town.dorthe)).toEqual([]);
    // With another's key one writes in one's own name, and answers no message of theirs.
    const key = hiddenOf(own)['key']?.[0] ?? '';
    where(await fill(own, '/998/uenig', { ...fields, key }));
    const theirs = { debt: box(page, '450'), against: 'existence', words: 'Nej.', key };
    const written = where(await fill(page, '/998/uenig', theirs, { as: stranger }));
    expect((await see(written, stranger)).status).toBe(200);
    expect([await messages(), await messages(town.dorthe)].map(({ length }) => length)).toEqual([2, 1]);
  });
});

describe('files', () => {
  const PNG = Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000050001' +
      '0d0a2db40000000049454e44ae426082',
    'hex',
  );
  test.each([
    [
      'a text that is called a PDF',
      [file('x.pdf', Buffer.from('hej'))],
      'Fil nummer 1 kan vi ikke åbne. Vi tager imod PDF, JPEG og PNG.',
    ],
    ['half a picture', [payslip(), file('x.png', PNG.subarray(0, 40))], 'Fil nummer 2 er ikke hel.'],
    ['an empty file', [file('tom.pdf', Buffer.alloc(0))], 'Fil nummer 1 er tom.'],
    ['six files', Array.from({ length: 6 }, payslip), 'Vælg højst 5 filer.'],
    [
      'a file that is too large',
      [file('stor.pdf', Buffer.concat([PDF, Buffer.alloc(10_000_001)]))],
      'Fil nummer 1 fylder mere end 10 MB.',
    ],
    [
      'files that are too much together',
      Array.from({ length: 3 }, () =>
        file('stor.png', Buffer.concat([PNG.subarray(0, 8), Buffer.alloc(9_000_000), PNG.subarray(-12)])),
      ),
      'Filerne fylder mere end 20 MB tilsammen.',
    ],
    [
      'a file with a virus',
      [file('x.pdf', Buffer.concat([PDF, Buffer.from(`${EICAR}\n%%EOF\n`)]))],
      'Vi kan ikke tage imod fil nummer 1. Vores kontrol har fundet noget farligt i den.',
    ],
  ])('%s: it is said kindly, and what was written is there', async (_, files, said) => {
    const reply = await disagree('Det, jeg skrev.', { files });
    expect(reply.status).toBe(422);
    expect(reply.words).toContain(said);
    expect(reply.words).toContain('Havde du valgt filer, skal du vælge dem igen.');
    expect(reply.body).toContain('>Det, jeg skrev.</textarea>');
    expect(await messages()).toEqual([]);
  });

  test.each(['hangs', 'closes', 'full', 'babbles'] as const)(
    'are kept, and said not to be looked at, where the scanner %s',
    async (mood) => {
      clamd.mood = mood;
      where(await disagree('Jeg er uenig.', { files: [payslip()] }));
      expect((await messages())[0]?.files).toMatchObject([{ scan: 'no-answer' }]);
      expect(site.logged()).toContain('nobody could look for viruses');
    },
  );

  test('are not read for who is not signed in, and of what no browser sends nothing is taken', async () => {
    const page = await see('/998/uenig');
    const nobody = await fill(
      page,
      '/998/uenig',
      { words: 'Nej.' },
      { as: 'A'.repeat(43), files: [payslip()] },
    );
    expect(nobody.status).toBe(403);
    const broken = async (body: string, type: string) =>
      (
        await fetch(`${site.url}/998/uenig`, {
          method: 'POST',
          body,
          headers: { cookie: `afdrag-998=${token}`, 'content-type': type, ...from() },
        })
      ).status;
    expect(await broken('--x\r\nContent-Disp', 'multipart/form-data; boundary=x')).toBe(400);
    expect(await broken('--x--', 'multipart/form-data')).toBe(400);
    expect(await broken('--x--', 'multipart/form-data; boundary=x')).toBe(403);
    const elsewhere = await ask(site, '/997/uenig', { form: {}, files: [payslip()], headers: from() });
    expect([elsewhere.status, (await ask(site, '/123/uenig', { form: {}, files: [] })).status]).toEqual([
      404, 404,
    ]);
    // Nor where no file belongs.
    const out = await fetch(`${site.url}/998/log-ud`, {
      method: 'POST',
      body: new FormData(),
      headers: { cookie: `afdrag-998=${token}`, ...from() },
    });
    expect(out.status).toBe(415);
    expect(await messages()).toEqual([]);
  });
});

describe('somebody who sends slowly', () => {
  const slow: Socket[] = [];
  afterEach(async () => {
    const gone = slow.splice(0).map((socket) => once(socket.destroy(), 'close'));
    await Promise.all(gone);
  });

  /** Begins to send a form of so many bytes as a browser does, and never ends. */
  async function begins(as: string, bytes: number, address = '10.8.0.1'): Promise<void> {
    const { hostname, port } = new URL(site.url);
    const socket = connect(Number(port), hostname);
    slow.push(socket.on('error', () => undefined));
    const lines = [
      'POST /998/uenig HTTP/1.1',
      'host: x',
      `cookie: afdrag-998=${as}`,
      `x-forwarded-for: ${address}`,
      'sec-fetch-site: same-origin',
      'content-type: multipart/form-data; boundary=x',
      `content-length: ${bytes}`,
    ];
    await once(socket, 'connect');
    await new Promise((written) => socket.write(`${lines.join('\r\n')}\r\n\r\n--x\r\n`, written));
  }
  const invented = (count: number) => String(count).padStart(43, 'A');
  const photo = (megabytes: number) =>
    file('foto.pdf', Buffer.concat([PDF, Buffer.alloc(megabytes * 1_000_000), PDF]));

  test('keeps nobody from writing, or from sending files, who is not signed in, however many they are', async () => {
    for (let count = 0; count < 40; count += 1)
      await begins(invented(count), 40_000_000, `10.8.0.${count % 4}`);
    where(await disagree('Jeg er uenig.', { files: [photo(1)] }));
    expect(await messages()).toMatchObject([{ files: [{ type: 'pdf' }] }]);
  });

  test('and is signed in takes room from nobody but themselves; where there is none left, the text is there and can be sent', async () => {
    for (let count = 0; count < 2; count += 1) await begins(token, 30_000_000);
    const third = await disagree('Min tekst.', { files: [photo(20)] });
    expect(third.status).toBe(422);
    expect(third.words).toContain('Mange sender filer lige nu, så der er ikke plads til dine.');
    expect(third.body).toContain('>Min tekst.</textarea>');
    where(await disagree('Min tekst.'));
    const stranger = await site.signIn({ debtor: town.dorthe });
    const page = await see('/998/uenig', stranger);
    const fields = { debt: box(page, '450'), against: 'existence', words: 'Nej.' };
    where(await fill(page, '/998/uenig', fields, { as: stranger, files: [photo(1)] }));
  });

  test('is counted by their address, whatever session they make up, and who is signed in there is not kept waiting', async () => {
    const statuses: number[] = [];
    const [library, body] = [{ 'x-forwarded-for': '10.8.1.1' }, new URLSearchParams({ words: 'Nej.' })];
    for (let count = 0; count < 11; count += 1) {
      const headers = { ...library, cookie: `afdrag-998=${invented(count)}` };
      statuses.push((await fetch(`${site.url}/998/uenig`, { method: 'POST', headers, body })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
    where(await disagree('Nej.', { headers: library }));
  });
});

describe('a form that is sent too late', () => {
  // As browsers say it, and as older telephones do.
  test.each([
    ['today', () => ({ 'sec-fetch-site': 'same-origin' })],
    ['before', () => ({ origin: site.url })],
  ])('shows what was typed, and goes on when one has signed in again: %s', async (_, saying) => {
    const here = saying();
    const page = await see('/998/uenig');
    const debt = box(page, '300');
    site.wait(16);
    const fields = { debt, against: 'amount', words: 'Jeg skrev længe.\nRigtig længe.' };
    const late = await fill(page, '/998/uenig', fields, { headers: here, files: [payslip()] });
    expect(late.status).toBe(403);
    expect(late.words).toContain('Du var logget ud, da du sendte.');
    expect(late.body).toContain('>Jeg skrev længe.\nRigtig længe.</textarea>');
    token = await site.signIn({ debtor: who });
    const { form: _gone, ...kept } = Object.fromEntries(
      Object.entries(hiddenOf(late)).map(([name, [value = '']]) => [name, value]),
    );
    const back = await ask(site, '/998/uenig', {
      token,
      form: { ...kept, words: fields.words },
      headers: { ...from(), ...here },
    });
    expect(back.words).toContain('Siden var blevet for gammel');
    expect(back.body).toContain('>Jeg skrev længe.\nRigtig længe.</textarea>');
    expect(boxesOf(back)['Beløbet er forkert']?.ticked).toBe(true);
    expect(await messages()).toEqual([]);
    where(await fill(back, '/998/uenig', fields));
    expect((await messages())[0]?.words).toBe(fields.words);
  });

  test('is not left before, and who wants more time, or the other language, keeps what was typed', async () => {
    const page = await see('/998/uenig');
    const [, until = ''] = /Siden lukker kl\. (\d+\.\d+)\. Har du ikke sendt/.exec(page.words) ?? [];
    expect(page.body).toContain(
      '<noscript><meta http-equiv="refresh" content="901;url=/998/logget-af/tid" />',
    );
    site.wait(14);
    const fields = { debt: box(page, '300'), against: 'amount', words: 'Jeg skrev længe.', keep: 'yes' };
    const english = await fill(page, '/998/en/uenig', fields);
    expect(english.status).toBe(200);
    expect(english.body).toContain('>Jeg skrev længe.</textarea>');
    expect(boxesOf(english)['The amount is wrong']?.ticked).toBe(true);
    expect(english.body).toMatch(/form="resent"\s+formaction="\/998\/uenig"/);
    expect(english.words).toMatch(/The page closes at \d+:\d+/);
    expect(english.words).not.toContain(`closes at ${until.replace('.', ':')}`);
    expect(await messages()).toEqual([]);
  });

  test('shows nothing where the browser does not say that it comes from here', async () => {
    const page = await see('/998/uenig');
    const fields = { form: 'forged', against: 'amount', words: 'Andres ord.' };
    const said = ['cross-site', 'same-site', 'none'].map((from) => ({
      'sec-fetch-site': from,
      origin: site.url,
    }));
    for (const headers of [...said, { origin: 'null' }, { origin: 'https://andre.example' }]) {
      const reply = await fill(page, '/998/uenig', fields, { headers });
      expect([reply.status, reply.body.includes('Andres ord.')]).toEqual([403, false]);
    }
    expect((await fill(page, '/998/uenig', fields)).body).not.toContain('Andres ord.');
  });
});

test('a form that is sent while something of ours cannot be read changes nothing, and its words are there to be sent again', async () => {
  const page = await see('/998/uenig');
  const fields = { debt: box(page, '1.250'), against: 'existence', words: 'Det må ikke gå tabt.' };
  const rename = (from: string, to: string) =>
    behindOurBack(town.database, sql`alter table ${sql.table(`m0998.${from}`)} rename to ${sql.ref(to)}`);
  await rename('account_balance', 'account_balance_away');
  let reply: Reply;
  try {
    reply = await fill(page, '/998/uenig', fields);
  } finally {
    await rename('account_balance_away', 'account_balance');
  }
  expect([reply.status, await messages()]).toEqual([503, []]);
  expect(reply.words).toContain('Derfor har vi ikke fået din besked.');
  expect(reply.body).toContain('>Det må ikke gå tabt.</textarea>');
  const { debt = [], against = [], key = [], form = [] } = hiddenOf(reply);
  const again = { form: form[0] ?? '', key: key[0] ?? '', debt, against: against[0] ?? '' };
  const send = (more = {}) =>
    ask(site, '/998/uenig', { token, form: { ...again, words: fields.words, ...more }, headers: from() });
  // Files can only be chosen in the form itself.
  expect((await send({ keep: 'yes' })).body).toContain('type="file"');
  where(await send());
  expect(await messages()).toHaveLength(1);
});

describe('a complaint about a decision', () => {
  const complain = async (as: SessionToken) => {
    const page = await see('/998/skriv', as);
    const link = /href="(\/998\/klage\/[^"]+)"/.exec(page.body)?.[1] ?? '';
    return { page, link };
  };

  test('is shown with its deadline, holds what is decided back, and can be taken back', async () => {
    const as = await site.signIn({ debtor: town.anna });
    const before = await holds(town.anna);
    const overview = await see('/998/overblik', as);
    const { page, link } = await complain(as);
    expect(page.words).toContain('Klag over en beslutning: du skal betale');
    // Its letter arrived on 11 March: four weeks later is Wednesday, 8 April.
    expect(page.words).toContain('Du kan klage til og med 8. april 2026.');
    const form = await see(link, as);
    expect(form.words).toContain(
      'Vi ser på beslutningen igen inden 4 uger. Ændrer vi den ikke, sender vi din klage videre til Ankestyrelsen.',
    );
    expect(form.words).toContain('Du skal betale imens, medmindre vi skriver andet til dig. Imens rykker vi');
    const place = where(await fill(form, link, { words: 'Jeg tjener mindre.' }, { as, files: [payslip()] }));
    const receipt = await see(place, as);
    expect(receipt.words).toContain(
      'Vi har fået det og læser det snart. Vi ser på beslutningen igen inden 4 uger. Ændrer vi den ikke, sender vi din klage videre til Ankestyrelsen. Det gør vi for dig. Du skal betale imens, medmindre vi skriver andet til dig. Imens rykker vi dig ikke',
    );
    expect(receipt.words).toContain('Om Din klage Vores beslutning: du skal betale');
    expect(receipt.words).not.toContain('Du skal ikke gøre mere.');
    expect(await items(town.anna)).toEqual([`complaint ${town.anna}-1`]);
    expect((await holds(town.anna)).filter((reason) => reason === 'decision-complaint')).toHaveLength(12);
    expect((await messages(town.anna))[0]?.about).toMatchObject({ by: '2026-04-08' });
    // The plan goes on, and is asked for as before.
    expect((await see('/998/overblik', as)).words).toBe(overview.words);
    where(await takeBack(place, as));
    expect((await holds(town.anna)).toSorted()).toEqual(before.toSorted());
    const story = await town.do((tx) => debtorStory(tx, town.anna, date('2026-03-12')));
    expect(story.ok ? story.value.entries.filter(({ what }) => what.startsWith('wrote')) : []).toMatchObject([
      { what: 'wrote', message: `${town.anna}-1`, files: 1, words: 'Jeg tjener mindre.' },
      { what: 'wrote-ended', words: null },
    ]);
    expect(await items(town.anna)).toEqual([]);
    // Nor does who disagrees with what is paid back each month stop paying.
    const disagreeing = await see('/998/uenig', as);
    const fields = { debt: box(disagreeing, 'Kontanthjælp'), against: 'amount', words: 'Det er for meget.' };
    expect((await see(where(await fill(disagreeing, '/998/uenig', fields, { as })), as)).words).toContain(
      'Imens rykker vi dig ikke for det. Det, du betaler hver måned, går videre som før.',
    );
    // Complained of again, and taken back by us: the answer can only be that.
    const again = { words: 'Jeg tjener mindre end det.' };
    const second = where(await fill(await see(link, as), link, again, { as }));
    const name = { debtor: town.anna, entry: 3 };
    expect(await answers(name, { outcome: 'changed' })).toBe('nothing-changed');
    await town.do(async (tx) => {
      const about = (await messagesOf(tx, town.anna))[0]?.decision;
      if (about == null) throw new Error('a complaint is about a decision');
      const doing = { on: date('2026-03-12'), by: 'Inge', at: OPENED_AT };
      expect(
        await reverseDecision(tx, { decision: about.id, because: 'Du tjener mindre.', ...doing }),
      ).toMatchObject({ ok: true });
    });
    expect(await answers(name, { outcome: 'kept', sentOn: date('2026-03-12') })).toBe('taken-back');
    expect(await answers(name, { outcome: 'changed' })).toBe('answered');
    expect(await answers(name, { outcome: 'changed' })).toBe('ended-already');
    const told = { kind: 'complaint-answered', outcome: 'changed', sentOn: null, lateAfter: null };
    expect((await letters(town.anna)).at(-1)).toMatchObject(told);
    expect((await see(second, as)).words).toContain('Du har fået ret, og vi har ændret beslutningen.');
    expect((await holds(town.anna)).includes('decision-complaint')).toBe(false);
  });

  test('after the deadline is taken all the same, and it is said what happens', async () => {
    await using late = await openSite(town.database, { config: { trustedProxy: '127.0.0.1' } });
    late.wait(60 * 24 * 30);
    const as = await late.signIn({ debtor: town.bo });
    const page = await ask(late, '/998/skriv', { token: as });
    expect(page.words).toContain('Fristen for at klage var 8. april 2026. Du kan skrive alligevel.');
    const link = /href="(\/998\/klage\/[^"]+)"/.exec(page.body)?.[1] ?? '';
    const form = await ask(late, link, { token: as });
    expect(form.words).toContain(
      'Det er ikke sikkert, at en klage efter fristen bliver behandlet. Vi svarer dig under alle omstændigheder.',
    );
    const hidden = hiddenOf(form);
    const fields = { form: hidden['form']?.[0] ?? '', key: hidden['key']?.[0] ?? '', words: 'For sent?' };
    const place = where(await ask(late, link, { token: as, form: fields, headers: from() }));
    expect((await messages(town.bo))[0]?.about).toMatchObject({ kind: 'complaint', by: '2026-04-08' });
    const name = { debtor: town.bo, entry: 1 };
    const [day, at] = [date('2026-04-12'), OPENED_AT.add({ hours: 24 * 31 })];
    expect(await answers(name, { outcome: 'kept', sentOn: date('2026-03-12') }, 'Nej.', at)).toBe(
      'sent-on-another-day',
    );
    expect(await answers(name, { outcome: 'kept', sentOn: day }, 'Beløbet er rigtigt.', at)).toBe('answered');
    const sentOn = { authority: 'Ankestyrelsen', on: '2026-04-12' };
    expect((await letters(town.bo)).at(-1)).toMatchObject({
      kind: 'complaint-answered',
      outcome: 'kept',
      complainedOn: '2026-04-11',
      lateAfter: '2026-04-08',
      answer: 'Beløbet er rigtigt.',
      sentOn,
    });
    expect((await ask(late, place, { token: as })).words).toContain(
      'Derfor har vi sendt din klage videre til Ankestyrelsen den 12. april 2026.',
    );
    expect((await ask(late, place, { token: as })).words).toContain(
      'Ankestyrelsen skriver til dig. Du skal ikke gøre mere ved klagen. Imens gælder det, vi sidst har skrevet til dig om betaling',
    );
    await town.do(async (tx) => {
      const noted = { name, by: 'Inge', at };
      expect(await noteDecidedThere(tx, noted)).toMatchObject({ ok: true });
      expect(await noteDecidedThere(tx, noted)).toMatchObject({ refusal: { tag: 'noted-already' } });
    });
    expect((await ask(late, place, { token: as })).words).toContain(
      'Ankestyrelsen har truffet en afgørelse om din klage.',
    );
    expect((await holds(town.bo)).includes('decision-complaint')).toBe(false);
  });

  test('about what is at Gældsstyrelsen, too, says that it stays there meanwhile', async () => {
    const as = await site.signIn({ debtor: town.bo });
    const { link } = await complain(as);
    await town.do(async (tx) => {
      const { rows } = await sql<{ claim: ClaimNumber }>`
        select claim_number as claim from liability join repayment_claim using (claim_number)
        where debtor_number = ${town.bo} order by claim_number limit 1`.execute(tx);
      for (const { claim } of rows) await sent(tx, claim, 100);
    });
    const { words } = await see(link, as);
    expect(words).toContain('Det, der er hos Gældsstyrelsen, bliver der. De kan stadig kræve det imens.');
    expect(words).not.toContain('vi sender ikke gælden til Gældsstyrelsen');
  });
});

describe('papers about income or children', () => {
  test('change nothing by themselves; a person looks, and the citizen reads the answer', async () => {
    const as = await site.signIn({ debtor: town.carl });
    const form = await see('/998/dokumentation', as);
    expect(form.words).toContain('Indtil da er beløbet det samme.');
    const fields = { topic: 'income', words: 'Jeg er gået ned i tid.' };
    const before = await see('/998/din-betaling', as);
    const place = where(await fill(form, '/998/dokumentation', fields, { as, files: [payslip()] }));
    expect((await see(place, as)).words).toContain('Du skal ikke gøre mere. Indtil da er beløbet det samme.');
    expect(await items(town.carl)).toEqual([`documentation ${town.carl}-1`]);
    expect((await see('/998/din-betaling', as)).words).toBe(before.words);
    const name = { debtor: town.carl, entry: 1 };
    const finding = { outcome: 'used', usedFrom: month('2026-04') } as const;
    expect(await answers(name, { outcome: 'changed' })).toBe('outcome-of-another-kind');
    expect(await answers(name, finding, 'Vi har skrevet din nye indkomst ind.')).toBe('answered');
    expect((await letters(town.carl)).at(-1)).toMatchObject({
      ...finding,
      kind: 'documentation-answered',
      topic: 'income',
      papersOn: '2026-03-12',
      answer: 'Vi har skrevet din nye indkomst ind.',
    });
    const answered = await see(place, as);
    expect(answered.words).toContain(
      'Vi bruger dine papirer fra og med april 2026. Du får også svaret som et brev. Ændrer det, hvad du skal betale, får du et brev for sig om det.',
    );
    expect(answered.words).toContain('Vores svar Vi har skrevet din nye indkomst ind.');
    expect(answered.words).not.toContain('Træk tilbage');
    expect(await items(town.carl)).toEqual([]);
    const file = JSON.parse((await see('/998/indsigt/mine-oplysninger.json', as)).body) as object;
    expect(file).toMatchObject({
      'skrevet her': [
        {
          nummer: `${town.carl}-1`,
          ord: fields.words,
          filer: [{ navn: 'lønseddel for Åse.pdf' }],
          tilstand: 'besvaret',
        },
      ],
    });
  });

  test('are asked for on the page about the payment, and not of who repays nothing', async () => {
    const as = await site.signIn({ debtor: town.carl });
    expect((await see('/998/din-betaling', as)).body).toContain('href="/998/dokumentation"');
    expect((await see('/998/dokumentation')).status).toBe(404);
    expect((await see('/998/skriv')).body).not.toContain('/998/dokumentation');
  });
});

test('who is asked before money is set off answers, and is told when it has been decided', async () => {
  const setOff = await town.do(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null) throw new Error('the town is configured');
    const paid = {
      department: 'Ejendomsskat',
      reference: `U-${people}`,
      for: 'for meget betalt i vandafgift',
    };
    const payout = { ...paid, on: date('2026-04-20'), amount: kroner(900), social: false };
    const doing = { by: 'Ane', on: date('2026-03-12'), at: OPENED_AT };
    const noted = await noteSetOff(tx, { ...doing, debtor: who, payout, configured });
    if (!noted.ok) throw new Error(noted.refusal.tag);
    return noted.value.number;
  });
  const page = await see('/998/skriv');
  expect(page.words).toContain('Vi vil måske bruge 900,00 kr. af de penge, du skal have fra os');
  const link = /href="(\/998\/svar\/[^"]+)"/.exec(page.body)?.[1] ?? '';
  const overview = await see('/998/overblik');
  expect(overview.words).toContain('Vi vil måske bruge 900,00 kr. af de penge, du skal have fra os');
  expect(overview.body).toContain(`href="${link}"`);
  expect((await see(link, await site.signIn({ debtor: town.dorthe }))).status).toBe(404);
  const form = await see(link);
  const place = where(await fill(form, link, { words: 'Jeg har brug for pengene.' }, { files: [payslip()] }));
  expect(await items()).toEqual([`set-off-answer ${who}-1`]);
  const doing = { number: setOff, by: 'Ane', on: date('2026-03-12'), at: OPENED_AT };
  await town.do((tx) => withdrawSetOff(tx, { ...doing, because: 'borgeren har brug for pengene' }));
  expect((await see(place)).words).toContain('Vi bestemmer ikke længere noget om det.');
  expect((await see('/998/overblik')).words).not.toContain('Vi vil måske bruge');
  const late = await fill(form, link, { words: 'Og tak.', key: 'ZZZZZZZZZZZZZZZZZZZZ' });
  expect([late.status, late.words.includes('Det skrev du Og tak.')]).toEqual([422, true]);
});

describe('who may write', () => {
  const acting = (scopes: SignedIn['scopes']) => site.signIn({ debtor: who, scopes });
  test('is who may write for whom they look at, and nobody else', async () => {
    const helper = await acting(['see', 'pay', 'write']);
    where(await disagree('For min mor.', { as: helper }));
    const payer = await acting(['see', 'pay']);
    for (const path of ['/998/skriv', '/998/uenig', '/998/dokumentation'])
      expect((await see(path, payer)).status).toBe(404);
    expect((await see('/998/overblik', payer)).body).not.toContain('/998/skriv');
  });

  test('is also who acts for a company, about its bills, and takes it back for the company', async () => {
    const cvr = parseCvrNumber('12345674');
    const firm = { cvr, akr: null, name: 'Prøvefirma ApS', address: ['Havnen 1'], form: 'company' } as const;
    const company = await town.do(async (tx) => {
      const told = { by: 'prøve', at: OPENED_AT };
      const registered = await registerCompanies(tx, [{ ...firm, digitalPost: true }], told);
      if (!registered.ok) throw new Error(registered.refusal.tag);
      const [debtor] = registered.value;
      if (debtor === undefined) throw new Error('one was registered');
      await anOrdinaryClaim(tx, { claimId: 'F-1', debtors: [debtor], owed: 1_250 });
      return debtor;
    });
    const employee = await site.signIn({ debtor: company, scopes: ['see', 'pay', 'write'] });
    const place = where(await disagree('Vi har ikke bestilt det.', { as: employee }));
    expect(await holds(company)).toEqual(['objection']);
    where(await takeBack(place, employee));
    expect(await holds(company)).toEqual([]);
  });

  test('is asked by the municipality: what it does not take is not offered, and cannot be sent', async () => {
    const page = await see('/998/uenig');
    const chosen = messagesShape.parse(undefined);
    await site.choose({ messages: { ...chosen, objections: false, files: { ...chosen.files, most: 0 } } });
    expect((await see('/998/skriv')).body).not.toContain('/998/uenig');
    expect((await see('/998/uenig')).status).toBe(404);
    const fields = { debt: box(page, '1.250'), against: 'existence', words: 'Nej.' };
    expect((await fill(page, '/998/uenig', fields)).status).toBe(404);
    expect(await messages()).toEqual([]);
    await site.choose({});
  });

  test('may write so often a day, and is told when that is enough', async () => {
    const chosen = messagesShape.parse(undefined);
    await site.choose({ messages: { ...chosen, mostPerDay: 2 } });
    where(await disagree());
    where(await disagree());
    const third = await disagree('Den tredje.');
    expect(third.status).toBe(422);
    expect(third.words).toContain('Du har sendt så meget i dag');
    expect(third.body).toContain('>Den tredje.</textarea>');
    await site.choose({});
  });
});

test('a message stays as it was sent', async () => {
  where(await disagree('Mine ord.', { files: [payslip()] }));
  const { sql } = await import('kysely');
  for (const statement of [
    sql`update citizen_message set words = 'andre ord'`,
    sql`delete from citizen_file`,
    sql`delete from citizen_message`,
  ])
    await expect(town.do((tx) => statement.execute(tx))).rejects.toThrow();
});

test('who disagrees with what Gældsstyrelsen has is told that it may go on there until we have got it back', async () => {
  const as = await site.signIn({ debtor: town.anna });
  const overview = await see('/998/overblik', as);
  const debt = await see(/href="([^"]+)">SFO A-6</.exec(overview.body)?.[1] ?? '', as);
  const form = await see(/href="(\/998\/uenig\/[^"]+)"/.exec(debt.body)?.[1] ?? '', as);
  expect(form.words).toContain('Indtil vi har fået det, kan de stadig tage penge, for eksempel af din løn.');
  const sent = await fill(form, '/998/uenig', { against: 'existence', words: 'Nej.' }, { as });
  const receipt = await see(where(sent), as);
  expect(receipt.words).toContain(
    'Gældsstyrelsen har det eller noget af det. Vi beder om at få det tilbage.',
  );
  expect(receipt.words).not.toContain('Du skal ikke gøre mere.');
  expect((await see(where(await disagree()))).words).toContain('Du skal ikke gøre mere.');
});
