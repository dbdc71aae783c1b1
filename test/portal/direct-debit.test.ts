import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { debitReference } from '../../src/direct-debit/types.ts';
import { demoFile } from '../demo-file.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { aDirectDebitTown, type DirectDebitTown } from '../integration/direct-debit-town.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { lix } from '../lix.ts';
import { cprOf } from '../vocabulary.ts';
import { boxesOf } from './paying-site.ts';
import { ask, OPENED_AT, openSite, tokenOfForm, type Reply, type Site } from './portal-site.ts';

let database: FreshDatabase;
let town: DirectDebitTown;
let site: Site;
let people = 0;
let anna: DebtorNumber;
let token: SessionToken;
beforeAll(async () => {
  database = await freshDatabase();
  town = await aDirectDebitTown(database, { cancellationFiles: false });
  site = await openSite(database);
});
afterAll(async () => {
  await site.close();
  await database.close();
});
// Each test has a person of its own, with a bill of 600 kr. that is due on 19 March; it is 12 March.
beforeEach(async () => {
  people += 1;
  anna = await town.do(async (tx) => {
    const debtor = await somebody(tx, cprOf(people));
    await anOrdinaryClaim(tx, { claimId: `B-${people}`, debtors: [debtor], owed: 600, due: '2026-03-19' });
    return debtor;
  });
  token = await site.signIn({ debtor: anna });
});

const PAGE = '/betal-automatisk';
const see = (path: string, as: SessionToken = token) => ask(site, `/998${path}`, { token: as });
async function send(path: string, as: SessionToken = token) {
  const form = { form: tokenOfForm(await see(PAGE, as)) };
  const reply = await ask(site, `/998${PAGE}${path}`, { token: as, form });
  expect([reply.status, reply.headers.get('location')]).toEqual([303, `/998${PAGE}`]);
}
/** The page's own sentences. */
const mainOf = ({ body }: Pick<Reply, 'body'>) =>
  (/<main.*?<\/main>/s.exec(body)?.[0] ?? '')
    .replace(/<dialog.*?<\/dialog>/s, '')
    .replace(/<\/(?:h\d|p|li|dt|dd|button|a)>/g, ' . ')
    .replace(/<[^>]+>/g, ' ');
const signUp = () => send('/tilmeld');
const stop = () => send('/stop');

describe('a citizen lets the bank pay', () => {
  test('by signing up here, and in the bank with the numbers that the page shows', async () => {
    expect((await see('/betal')).body).toContain(`href="/998${PAGE}"`);
    expect((await see(PAGE)).words).toContain('Med Betalingsservice betaler din bank for dig til tiden.');
    await signUp();
    await signUp();
    const page = (await see(PAGE)).words;
    expect(page).toContain('Du mangler ét skridt');
    expect(page).toContain('PBS-nummer 01234567');
    expect(page).toContain(`Kundenummer ${String(anna).padStart(15, '0')}`);
    expect(page).toContain('Indtil da betaler du selv.');
    expect(lix([mainOf(await see(PAGE))])).toBeLessThanOrEqual(40);
    expect((await see('/betal')).words).not.toContain('Din bank betaler det for dig');
    await stop();
    expect((await see(PAGE)).words).toContain('Tilmeld dig');
  });

  test('sees from when, what is paid on which day, and does not pay it a second time', async () => {
    await town.signUp(anna, '2026-03-02');
    expect((await see(PAGE)).words).toContain('Du er tilmeldt Betalingsservice fra 2. marts 2026.');
    expect((await see(PAGE)).words).toContain('Der er ikke noget på vej lige nu.');
    await town.deliver('2026-03-12');
    expect(lix([mainOf(await see(PAGE))])).toBeLessThanOrEqual(40);
    expect((await see(PAGE)).words).toContain('600,00 kr. bliver betalt 19. marts 2026. (Regning B-');
    const overview = (await see('/overblik')).words;
    expect(overview).toContain(
      'Din bank betaler 600,00 kr. for dig 19. marts 2026. Det skal du ikke selv betale.',
    );
    expect(overview).toContain('Hvad sker der nu? Betales automatisk: 600,00 kr. 19. marts 2026.');
    const [, debt = ''] = /href="\/998(\/gaeld\/[^"]+)"/.exec((await see('/overblik')).body) ?? [];
    expect((await see(debt)).words).toContain('Betales automatisk: 600,00 kr. 19. marts 2026.');
    const pay = await see('/betal');
    expect(Object.values(boxesOf(pay)).map(({ ticked }) => ticked)).toEqual([false]);
    expect(pay.words).toContain('Din bank betaler det for dig 19. marts 2026. Du skal ikke betale det her.');
    // Nobody signs that they owe it meanwhile.
    for (const path of ['/overblik', '/betal', debt])
      expect((await see(path)).body).not.toContain('aftaler/ny"');
    expect((await see('/aftaler/ny')).words).toContain(
      'Din bank betaler 600,00 kr. for dig 19. marts 2026. Det skal du ikke selv betale. Vil du hellere betale det lidt ad gangen, så ring til os på',
    );
    const english = (await ask(site, `/998/en${PAGE}`, { token })).words;
    expect(english).toContain('DKK 600.00 will be paid on 19 March 2026.');
    await town.payments('2026-03-20');
    const data: unknown = JSON.parse((await see('/indsigt/mine-oplysninger.json')).body);
    expect(data).toMatchObject({
      Betalingsservice: {
        aftaler: [{ stilling: 'gælder', fra: '2026-03-02' }],
        opkrævninger: [{ beløb: '600.00', dag: '2026-03-19', stilling: 'betalt' }],
      },
    });
    expect((await see(PAGE)).words).toContain('600,00 kr. blev betalt 19. marts 2026.');
  });

  test('is told that an answer is awaited when the day has passed, and to see to it when none has come', async () => {
    await town.signUp(anna, '2026-03-02');
    await town.deliver('2026-03-12');
    const [, debt = ''] = /href="\/998(\/gaeld\/[^"]+)"/.exec((await see('/overblik')).body) ?? [];
    const wordsOn = async (days: number, path: string) => {
      await using later = await openSite(database);
      later.wait(days * 24 * 60);
      const reply = await ask(later, `/998${path}`, { token: await later.signIn({ debtor: anna }) });
      return { words: reply.words, ticked: Object.values(boxesOf(reply)).map(({ ticked }) => ticked) };
    };
    const awaited = 'Din bank skulle betale 600,00 kr. 19. marts 2026. Vi venter på svar. Betal ikke igen.';
    const { words } = await wordsOn(12, '/overblik');
    expect(words).toContain(`Du skal ikke betale andet nu. ${awaited}`);
    expect(words).not.toMatch(/Fristen var|Du mangler at betale|Det skal du ikke selv betale/);
    expect((await wordsOn(12, debt)).words).toContain(awaited);
    expect(await wordsOn(12, '/betal')).toMatchObject({ ticked: [false] });
    expect((await wordsOn(12, PAGE)).words).toContain(awaited);
    const unanswered =
      'Din bank skulle betale 600,00 kr. 19. marts 2026. Vi har ikke hørt, om den gjorde det. Se efter i din bank.';
    const after = (await wordsOn(18, '/overblik')).words;
    expect(after).toContain('Du mangler at betale 600,00 kr. Fristen var 19. marts 2026.');
    expect(after).toContain(unanswered);
    expect((await wordsOn(18, debt)).words).toContain(unanswered);
    expect((await wordsOn(18, '/betal')).words).toContain(unanswered);
    expect((await wordsOn(12, '/aftaler/ny')).words).toContain(`${awaited} Vil du hellere`);
    expect((await wordsOn(18, '/aftaler/ny')).words).toContain('Hvordan vil du betale?');
    await town.payments('2026-03-31');
  });

  test('is told what the bank cannot pay in time, and is not led to pay what it does', async () => {
    await town.signUp(anna, '2026-03-02');
    await town.deliver('2026-03-12');
    await town.do((tx) =>
      anOrdinaryClaim(tx, { claimId: `S-${people}`, debtors: [anna], owed: 80, due: '2026-03-17' }),
    );
    const overview = (await see('/overblik')).words;
    expect(overview).toContain(
      'Næste betaling: 80,00 kr. senest 17. marts 2026. Din bank når ikke at betale det. Betal det selv. Din bank betaler 600,00 kr.',
    );
    // What falls due a week later the bank will be asked for in time: nobody is led to pay it first.
    await town.do((tx) =>
      anOrdinaryClaim(tx, { claimId: `T-${people}`, debtors: [anna], owed: 40, due: '2026-03-25' }),
    );
    const pay = await see('/betal');
    expect(pay.words).toMatch(
      /betale nu Regning S-.* Din bank når ikke at betale det\. Betal det selv\. Det kommer/,
    );
    expect(Object.values(boxesOf(pay)).map(({ ticked }) => ticked)).toEqual([true, false, false]);
    expect((await see(PAGE)).words).toContain('Din bank kan tidligst betale for dig 24. marts 2026.');
    await town.payments('2026-03-31');
  });

  test('is told when the bank did not pay, and what was due already is ticked when paying', async () => {
    await town.do((tx) =>
      anOrdinaryClaim(tx, { claimId: `F-${people}`, debtors: [anna], owed: 250, due: '2026-03-10' }),
    );
    await town.signUp(anna, '2026-03-02');
    await town.deliver('2026-03-03');
    const [debit] = (await town.of(anna)).coming;
    town.simulator.decide(debitReference(debit?.number ?? 0n), 'rejected');
    await town.payments('2026-03-11');
    expect((await see(PAGE)).words).toContain('250,00 kr. blev ikke betalt 10. marts 2026.');
    expect((await see('/overblik')).words).not.toContain('Betales automatisk');
    const boxes = Object.entries(boxesOf(await see('/betal')));
    expect(boxes.map(([label, { ticked }]) => [label.replace(/^.*: /, ''), ticked])).toEqual([
      ['250,00 kr.', true],
      ['600,00 kr.', false],
    ]);
  });

  test('stops, and can sign up anew once Betalingsservice has told that it has ended', async () => {
    const agreement = await town.signUp(anna, '2026-03-02');
    await stop();
    expect((await see(PAGE)).words).toContain('Du har stoppet automatisk betaling.');
    expect((await see(PAGE)).body).not.toContain('/tilmeld');
    town.simulator.end(agreement, 'creditor', date('2026-03-11'));
    await town.take(town.simulator.mandatesFile(date('2026-03-12')), '2026-03-12');
    expect((await see(PAGE)).words).toContain('Din aftale sluttede 11. marts 2026. Du betaler selv nu.');
    await signUp();
    expect((await see(PAGE)).words).toContain('Du mangler ét skridt');
  });

  test('or somebody who may pay for them; who may only see does not find the page, and nobody sees another’s', async () => {
    await town.signUp(anna, '2026-03-02');
    const looks = await site.signIn({ debtor: anna, scopes: ['see'] });
    expect((await see(PAGE, looks)).status).toBe(404);
    const pays = await site.signIn({ debtor: anna, scopes: ['see', 'pay'] });
    expect((await see(PAGE, pays)).words).toContain('Du er tilmeldt');
    const stranger = await site.signIn({ debtor: await town.do((tx) => somebody(tx, cprOf(800 + people))) });
    expect((await see(PAGE, stranger)).words).not.toContain('Du er tilmeldt');
    expect((await see(PAGE, await site.signIn())).words).toContain('Du har ikke noget at betale hos os.');
  });
});

test('where the municipality has no agreement with Betalingsservice nothing of it is there', async () => {
  const form = { form: tokenOfForm(await see(PAGE)) };
  const { betalingsservice: _, ...without } = demoFile();
  await town.do((tx) =>
    saveConfiguration(tx, {
      configuration: {
        ...configurationShape.parse(without),
        portal: { ...configurationShape.parse(without).portal, state: 'open' },
      },
      by: 'prøve',
      at: OPENED_AT,
    }),
  );
  expect((await see(PAGE)).status).toBe(404);
  expect((await see('/betal')).body).not.toContain(PAGE);
  expect((await ask(site, `/998${PAGE}/tilmeld`, { token, form })).status).toBe(404);
});
