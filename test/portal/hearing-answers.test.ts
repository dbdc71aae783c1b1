import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hearingsOf } from '../../src/agreements/hearings.ts';
import { openItems } from '../../src/agreements/work-items.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { approve, letterArrives, numberOf, withdrawn } from '../integration/decisions-town.ts';
import { fetchFor, run, settle, TownRegisters, withoutGrounds } from '../integration/town.ts';
import { aDebtor } from '../vocabulary.ts';
import { boxesOf, hiddenOf } from './paying-site.ts';
import { ask, openSite, SITE, type Site } from './portal-site.ts';

// Three are asked before anything is decided about them: one with income, one of whom nobody knows it, and one under guardianship.
const [anna, bo, carl] = [aDebtor(1), aDebtor(2).withoutIncomeInformation(), aDebtor(3)];
let database: FreshDatabase;
let site: Site;
beforeAll(async () => {
  database = await freshDatabase();
  const registers = new TownRegisters();
  registers.tell(anna, bo, carl);
  await settle(database, [anna, bo, carl], withoutGrounds);
  await fetchFor({ database, registers }, '2026-03');
  await run(database, '2026-03');
  for (const { number } of [anna, bo, carl])
    await letterArrives(database, numberOf(number), { on: '2026-03-11', place: 'hearing' });
  site = await openSite(database);
});
afterAll(async () => {
  await site.close();
  await database.close();
});

const signIn = (
  number: number,
  scopes: readonly ('see' | 'pay' | 'write' | 'sign')[] = ['see', 'pay', 'write', 'sign'],
) => site.signIn({ debtor: debtorNumber(number), scopes });

async function answer(token: SessionToken, fields: Readonly<Record<string, string>>) {
  const page = await ask(site, '/998/svar', { token });
  const hidden = hiddenOf(page);
  const form = { form: hidden['form']?.[0] ?? '', key: hidden['key']?.[0] ?? '', ...fields };
  return { page, sent: await ask(site, '/998/svar', { token, form }) };
}
const hearing = (number: number) =>
  inMunicipality(database, SITE, async (tx) =>
    (await hearingsOf(tx, [numberOf(number)])).get(numberOf(number)),
  );
const items = (number: number) =>
  inMunicipality(database, SITE, async (tx) =>
    (await openItems(tx, { debtor: debtorNumber(number), kind: null })).map(({ kind }) => kind),
  );

test('who is asked is told on the overview and at “Din betaling” what is meant to be decided, by when to answer and where', async () => {
  const token = await signIn(anna.number);
  const asked =
    /Vi vil gerne have dit svar Vi regner med, at du skal betale [\d.]+,00 kr\. om måneden\. Det er ikke bestemt endnu\. Svar senest 1\. april 2026\. Svar her/;
  for (const path of ['/998/overblik', '/998/din-betaling']) {
    const page = await ask(site, path, { token });
    expect(page.words).toMatch(asked);
    expect(page.body).toContain('href="/998/svar"');
    // Nothing has been decided that one could complain of.
    expect(page.words).not.toContain('Klag her på siden');
  }
  const { words } = await ask(site, '/998/beregning', { token });
  expect(words).toMatch(/marts 2026 .* kr\. Det er ikke bestemt endnu\./);
  expect(words).not.toContain('Vi besluttede det.');
  const event = '10. marts 2026: Vi spurgte dig, før vi bestemte noget. Du';
  expect((await ask(site, '/998/din-betaling', { token })).words).toContain(
    `${event} kan svare senest 1. april 2026.`,
  );
  await using later = await openSite(database);
  later.wait(21 * 24 * 60);
  const after = await ask(later, '/998/din-betaling', {
    token: await later.signIn({ debtor: debtorNumber(anna.number) }),
  });
  expect(after.words).toContain(`${event} kunne svare til og med 1. april 2026.`);
  const answering = await ask(site, '/998/svar', { token });
  expect(answering.words).toContain('Svarer du ikke, bestemmer vi det ud fra det, der står i brevet.');
  const unknown = await ask(site, '/998/overblik', { token: await signIn(bo.number, ['see']) });
  expect(unknown.words).toContain('Ved vi det ikke, når fristen er gået, skal du efter reglerne betale');
  expect(unknown.words).toContain('I brevet står, hvordan du svarer.');
});

test('an answer is in the case, more can be written until the last day, and the page says what was answered before', async () => {
  const token = await signIn(anna.number);
  const start = await ask(site, '/998/skriv', { token });
  expect(start.words).toContain('Svar på vores brev, før vi bestemmer noget Svar senest 1. april 2026.');
  const { page, sent } = await answer(token, { words: 'Jeg mister mit job.' });
  expect(page.words).toContain('Vi skrev til dig den 10. marts 2026 og bad om dit svar.');
  const receipt = await ask(site, sent.headers.get('location') ?? '', { token });
  expect(receipt.words).toContain('Tak. Vi har fået din besked');
  expect(receipt.words).toMatch(
    /Dit svar, før vi bestemmer noget Vores brev før beslutningen: du skal betale [\d.]+,00 kr\. om måneden/,
  );
  expect(receipt.words).toContain('Du kan skrive igen, hvis du har mere at sige.');
  expect(receipt.words).not.toContain('Træk tilbage');
  expect((await ask(site, '/998/overblik', { token })).words).not.toContain('Vi vil gerne have dit svar');
  expect(await hearing(anna.number)).toMatchObject({ answer: 'Jeg mister mit job.', closedOn: null });
  expect((await items(anna.number)).toSorted()).toEqual(['citizen-message', 'hearing-answered']);
  const again = await answer(token, { words: 'Og min bolig.' });
  expect(again.page.words).toContain('Det har du svaret før Jeg mister mit job.');
  expect(again.page.words).not.toContain('Svarer du ikke');
  expect((await hearing(anna.number))?.answer).toContain('12. marts 2026: Og min bolig.');
});

test('who says that it is all ends the time to answer; the message tells when it has been decided', async () => {
  const token = await signIn(bo.number);
  const { page, sent } = await answer(token, { words: 'Jeg tjener 18.000 kr.', final: 'yes' });
  expect(page.words).toContain('Vi mangler at vide, hvad du tjener.');
  expect(boxesOf(page)).toHaveProperty('Ja. I behøver ikke at vente på mere.');
  const place = sent.headers.get('location') ?? '';
  expect(await hearing(bo.number)).toMatchObject({ closedOn: '2026-03-12' });
  expect(await withdrawn(database, numberOf(bo.number), { on: '2026-03-12' })).toMatchObject({ ok: true });
  expect((await ask(site, place, { token })).words).toContain('Vi bestemmer ikke længere noget om det.');
  // Nothing is asked any more.
  expect((await ask(site, '/998/svar', { token })).headers.get('location')).toBe('/998/skriv');
  expect((await ask(site, '/998/skriv', { token })).body).not.toContain('/998/svar');
});

test('who is under guardianship answers, and gives up no time; the guardian may', async () => {
  await inMunicipality(database, SITE, async (tx) => {
    await sql`insert into fact_batch select max(batch) + 1, null, '2026-03-12T08:00Z' from fact_batch`.execute(
      tx,
    );
    await sql`
      insert into person_record
      select r.* from person_record p
      cross join lateral jsonb_populate_record(p, jsonb_build_object('guardianship', 'full', 'batch', (select max(batch) from fact_batch))) r
      where p.debtor_number = ${carl.number}`.execute(tx);
  });
  const self = await signIn(carl.number, ['see', 'pay', 'write']);
  const guardian = await signIn(carl.number);
  const { page, sent } = await answer(self, { words: 'Jeg er uenig.', final: 'yes' });
  expect(boxesOf(page)).toEqual({});
  expect(sent.status).toBe(303);
  expect(await hearing(carl.number)).toMatchObject({ answer: 'Jeg er uenig.', closedOn: null });
  expect(boxesOf(await ask(site, '/998/svar', { token: guardian }))).not.toEqual({});
});

test('what has been decided is answered no more, and complained of instead', async () => {
  const token = await signIn(anna.number);
  const before = await ask(site, '/998/svar', { token });
  await answer(token, { words: 'Det var alt.', final: 'yes' });
  const approved = await approve(database, numberOf(anna.number), {
    on: '2026-03-12',
    reply: 'Vi har læst dit svar.',
  });
  expect(approved.ok).toBe(true);
  const hidden = hiddenOf(before);
  const form = { form: hidden['form']?.[0] ?? '', key: 'ZZZZZZZZZZZZZZZZZZZZ', words: 'For sent' };
  const late = await ask(site, '/998/svar', { token, form });
  expect(late.status).toBe(422);
  expect(late.words).toContain('Vi har bestemt noget, mens du skrev.');
  expect(late.words).toContain('Det skrev du For sent');
  const page = await ask(site, '/998/skriv', { token });
  expect(page.words).toContain('Klag over en beslutning: du skal betale');
  // Its letter has not arrived: no day is known.
  expect(page.words).not.toContain('Du kan klage til og med');
  expect(page.words).toContain('Vi har bestemt noget');
});
