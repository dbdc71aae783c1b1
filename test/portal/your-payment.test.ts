import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { approve, lastDecision, pays } from '../integration/decisions-town.ts';
import { follow } from '../integration/defaults-town.ts';
import { monthly } from '../integration/month-town.ts';
import { anOrdinaryClaim } from '../integration/ordinary-claims.ts';
import { eventsFor } from '../../src/notifications/events.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { whereLineLeads } from '../../src/payments/where-line-leads.ts';
import {
  aTown,
  behindOurBack,
  fetchFor,
  letArrive,
  letterJob,
  morningOf,
  raise,
  run,
} from '../integration/town.ts';
import { aDebtor, type Debtor } from '../vocabulary.ts';
import { aCitizensTown, held, type CitizensTown } from './citizens-town.ts';
import { ask, openSite, OPENED_AT, SITE, tokenOfForm, type Reply, type Site } from './portal-site.ts';

let town: CitizensTown;
let site: Site;
beforeAll(async () => {
  town = await aCitizensTown();
  site = await openSite(town.database);
});
afterAll(async () => {
  await site.close();
  await town.database.close();
});

async function shown(debtor: DebtorNumber | null, path: string): Promise<Reply> {
  return ask(site, path, { token: await site.signIn({ debtor }) });
}

describe('“Din betaling”', () => {
  test('of a plan says how much, when, why that much, what happens, and what can change it', async () => {
    const { status, words, body } = await shown(town.anna, '/998/din-betaling');
    expect(status).toBe(200);
    expect(body).toMatch(/april.2026\.<\/p>\s*<a class="button button-primary" href="\/998\/betal">/);
    expect(words).toContain('Du betaler 3.950,00 kr. om måneden Næste betaling');
    expect(words).toContain('Næste betaling: 3.950,00 kr. senest 1. april 2026.');
    expect(words).toContain('Der er 14.400,00 kr. tilbage i alt af den hjælp, du skal betale tilbage.');
    expect(words).toContain('Vi må ikke aftale et lavere beløb og må ikke se på dit budget.');
    expect(words).toContain(
      'Vi regner med, at du ikke har børn under 18 år. I tabellen for 2026 hører der 19 % til din indkomst.',
    );
    expect(words).toContain('252.000,00 kr.');
    expect(words).toContain('1. april 2026: Næste betaling er 3.950,00 kr.');
    expect(words).toContain('Du kan klage til os. Fristen for den seneste beslutning er 8. april 2026.');
  });

  test('is paid in one’s own bank by the line of its letter, with the amount that is due next', async () => {
    const { body, words } = await shown(town.anna, '/998/betal/bank');
    expect(words).toMatch(
      /Kontanthjælp, din månedlige betaling Betalingslinje \S+ \+81234567&lt; Beløb 3\.950,00 kr\. Betal senest 1\. april 2026\./,
    );
    // As letters have it: the debtor's number, the month and the place of the decision, and a check digit.
    const of = `${String(town.anna).padStart(9, '0')}26030`;
    const line =
      new RegExp(`\\+71&lt;${of}\\d \\+81234567&lt;`).exec(body)?.[0].replaceAll('&lt;', '<') ?? '';
    expect(await town.do((tx) => whereLineLeads(tx, line))).toMatchObject({
      lead: { to: 'decision', debtor: town.anna },
    });
  });

  test('says in English the same', async () => {
    const { words } = await shown(town.anna, '/998/en/din-betaling');
    expect(words).toContain('You pay DKK 3,950.00 a month');
    expect(words).toContain('DKK 252,000.00');
  });

  test('and the calculation say nothing of another’s money and life as the reader’s own to who acts for them', async () => {
    for (const whom of [town.anna, town.bo]) {
      const mayActFor = [{ debtor: whom, basis: 'guardian', scopes: ['see', 'pay', 'write'] }] as const;
      const own = await site.signIn({ debtor: town.dorthe, mayActFor });
      const form = { form: tokenOfForm(await ask(site, '/998/vaelg', { token: own })), whom: '0' };
      const chosen = await ask(site, '/998/vaelg/person', { token: own, form });
      const token = /afdrag-998=([^;]+)/.exec(chosen.headers.get('set-cookie') ?? '')?.[1] as SessionToken; // set by the choice
      for (const path of ['din-betaling', 'beregning', 'beregning/2026-03', 'hvis'])
        for (const [language, theirs] of [
          ['', /\b(?:dine?|dit|dig)\b[^.]*/gi],
          ['en/', /\byours?\b[^.]*/gi],
        ] as const) {
          const { status, body } = await ask(site, `/998/${language}${path}`, { token });
          expect(status, path).toBe(200);
          const words = (body.split('<main')[1]?.split('</main>')[0] ?? '').replace(/<[^>]+>/g, ' ');
          expect(words.match(theirs) ?? [], `${language}${path}`).toEqual([]);
        }
    }
  });

  test('of deferral says first that nothing is to be paid', async () => {
    const { words } = await shown(town.bo, '/998/din-betaling');
    expect(words).toContain('Du skal ikke betale noget nu');
    expect(words).toContain('Vi besluttede, at du ikke skal betale noget nu.');
    expect(words).toContain('Hvorfor skal jeg ikke betale nu? Du får en ydelse, som efter reglerne');
    expect(words).not.toContain('Vi må ikke aftale et lavere beløb');
    expect(words).not.toContain('Får du kontanthjælp eller lignende?');
  });

  test('is not there for who repays no benefits', async () => {
    for (const path of ['din-betaling', 'beregning', 'hvis', 'beregning/2026-03'])
      for (const debtor of [town.dorthe, town.erik, null])
        expect((await shown(debtor, `/998/${path}`)).status, path).toBe(404);
  });
});

describe('the calculation, month by month', () => {
  test('has each month with its figures, as a picture and as a table', async () => {
    const { words, body } = await shown(town.anna, '/998/beregning');
    expect(words).toContain('marts 2026 252.000,00 kr. Nej');
    expect(words).toContain('19 % 3.950,00 kr. Vi besluttede det.');
    expect(words).toContain('Det fandt vi for hver måned marts 2026: 3.950,00 kr.');
    expect(body).toContain('href="/998/beregning/2026-03"');
  });

  test('explains one month step by step, with its picture', async () => {
    const { status, words } = await shown(town.anna, '/998/beregning/2026-03');
    expect(status).toBe(200);
    expect(words).toContain('Sådan regnede vi i marts 2026 3.950,00 kr. om måneden');
    expect(words).toContain('Hvorfor dette beløb?');
    expect(words).toContain('eIndkomst');
    expect(words).toContain('Reglerne: ');
    expect(words).toContain('Tallene som billede Din indkomst efter skat på et år: 252.000,00 kr.');
    expect((await shown(town.anna, '/998/beregning/2026-02')).status).toBe(404);
    expect((await shown(town.anna, '/998/beregning/2026-99')).status).toBe(404);
    const pause = (await shown(town.bo, '/998/beregning/2026-03')).words;
    expect(pause).toContain('Ikke noget at betale Hvorfor er der ikke noget at betale?');
    expect(pause).not.toContain('Hvorfor dette beløb?');
  });
});

describe('what if', () => {
  const figures = { income: '21.000', children: 'no', benefit: 'no', pension: 'no' };
  async function asked(form: Record<string, string>, path = '/998/hvis'): Promise<Reply> {
    const token = await site.signIn({ debtor: town.anna });
    const proof = tokenOfForm(await ask(site, path, { token }));
    return ask(site, path, { token, form: { form: proof, ...form } });
  }

  test('the same figures give the amount that was decided, and it is only an example', async () => {
    const { status, words } = await asked(figures);
    expect(status).toBe(200);
    expect(words).toContain('Så siger reglerne Du ville betale 3.950,00 kr. om måneden.');
    expect(words).toContain('Kun et eksempel. Intet er ændret.');
    expect(words).toContain('at du ikke har børn under 18 år. I tabellen for 2026 hører der 19 %');
    const withChildren = await asked({ ...figures, children: 'yes' });
    expect(withChildren.words).toContain(
      'Vi regner med, at du har børn under 18 år. I tabellen for 2026 hører der',
    );
    expect(words).not.toContain('dokumenteret');
  });

  test('a benefit means nothing to pay; in English amounts are typed as English writes them', async () => {
    expect((await asked({ ...figures, benefit: 'yes' })).words).toContain(
      'Du ville ikke skulle betale noget.',
    );
    const english = await asked({ ...figures, income: '21,000' }, '/998/en/hvis');
    expect(english.words).toContain('You would pay DKK 3,950.00 a month.');
  });

  test('what cannot be read is said, and what was typed is still there', async () => {
    const { status, words, body } = await asked({ ...figures, income: 'mange', children: '' });
    expect(status).toBe(422);
    expect(words).toContain(
      'Der er noget, der skal rettes Skriv et beløb i kroner, fx 21.000. Vælg ja eller nej.',
    );
    expect(body).toContain('<title>Fejl: ');
    expect(body).toContain('value="mange"');
    expect(body).toContain('href="#income"');
  });

  test('nothing of it is kept, logged or put in an address', async () => {
    const { body } = await asked({ ...figures, income: '17.654' });
    expect(body).not.toMatch(/href="[^"]*17/);
    expect(site.logged()).not.toContain('17.654');
  });
});

test('who disagrees with all that is paid back each month is told everywhere that it goes on as before', async () => {
  await town.do(async (tx) => {
    const { rows } = await sql<{ claim: ClaimNumber }>`
      select claim_number as claim from liability join repayment_claim using (claim_number)
      where debtor_number = ${town.carl}`.execute(tx);
    for (const { claim } of rows) await held(tx, claim, 'objection');
  });
  const pages = await Promise.all(
    ['overblik', 'din-betaling'].map((page) => shown(town.carl, `/998/${page}`)),
  );
  expect(pages[1]?.words).toContain('Næste betaling: 3.950,00 kr. senest 1. april 2026.');
  expect(pages[0]?.words).toContain(
    'Du har skrevet, at du er uenig. Vi rykker dig ikke, mens vi ser på det. Det, du betaler hver måned, går videre som før.',
  );
  const { words } = await shown(town.carl, '/998/betal');
  expect(words).toMatch(/Det kommer senere .*: 3\.950,00 kr\. Betal senest 1\. april 2026\./);
  expect(words).not.toContain('Det skal du ikke betale nu');
});

describe('a plan of which a payment is missing', () => {
  const payer = aDebtor(1)
    .owing(10_000)
    .owing(10_000, { periodFrom: '2025-04-01', periodTo: '2025-04-30', paidOn: '2025-04-30' })
    .withReports(...monthly(20_000));

  const [bankrupt, dead] = [2, 3].map((number) =>
    aDebtor(number)
      .owing(10_000)
      .withReports(...monthly(20_000)),
  ) as [Debtor, Debtor]; // of two

  test('says by which day paying it helps, and why all is to be paid when it did not come; of an estate or a bankrupt nothing is asked, and what a complaint keeps is not said to be sent', async () => {
    await using at = await aTown([payer, bankrupt, dead]);
    await using later = await openSite(at.database);
    let today = OPENED_AT;
    const on = async (day: string, ...pages: readonly string[]) => {
      const now = morningOf(day);
      later.wait(now.since(today).total('minutes'));
      today = now;
      return by(payer.number, ...pages);
    };
    const by = async (debtor: DebtorNumber, ...pages: readonly string[]) => {
      const token = await later.signIn({ debtor });
      return Promise.all(pages.map(async (page) => (await ask(later, `/998/${page}`, { token })).words));
    };
    const looked = async (page: string) =>
      ask(later, `/998/${page}`, { token: await later.signIn({ debtor: payer.number }) });
    await fetchFor(at, '2026-03');
    await run(at.database, '2026-03');
    await letArrive(at.database, '2026-03-11');
    await raise(at.database, '2026-04-01');

    const [late = '', choosing = ''] = await on('2026-04-03', 'overblik', 'betal');
    for (const words of [late, choosing]) {
      expect(words).toContain('Kan du ikke betale det hele nu? Se, hvad der kan ændre beløbet.');
      expect(words).not.toContain('Betal lidt ad gangen');
    }
    expect(late).toContain('Du mangler at betale 3.400,00 kr. Fristen var 1. april 2026.');
    // The whole of it had no such day.
    expect(late).toContain('Beløb nu 20.000,00 kr. Kommer fra Bøgevang Kommune, 2 måneder');
    expect(late).toContain(
      'Der mangler 3.400,00 kr. i det, du betaler hver måned. Fristen var 1. april 2026. Betal nu, eller ring til os på 00 00 09 98, hvis du ikke kan. Næste betaling er 3.400,00 kr. senest 1. maj 2026.',
    );

    await follow(at.database, '2026-04-10');
    await letArrive(at.database, '2026-04-11');
    const [demanded = '', payment = '', paying = ''] = await on(
      '2026-04-20',
      'overblik',
      'din-betaling',
      'betal',
    );
    for (const words of [demanded, payment])
      expect(words).toContain(
        'Du mangler at betale 3.400,00 kr. Fristen var 1. april 2026. Betaler du 3.400,00 kr. senest 4. maj 2026, kan du blive ved med at betale lidt ad gangen.',
      );
    expect(demanded).toContain('Betal det, der mangler, senest 4. maj 2026 Kommer fra');
    expect(paying).toContain(
      '3.400,00 kr. Fristen var 1. april 2026. Betaler du 3.400,00 kr. senest 4. maj 2026, kan du blive ved med at betale lidt ad gangen. Der er 20.000,00 kr. tilbage i alt.',
    );
    expect(demanded).toContain(
      'Ellers kan vi bede om resten på én gang. Vi skrev til dig den 10. april 2026.',
    );
    expect(payment).toContain(
      '10. april 2026: Vi skrev til dig, at 3.400,00 kr. manglede og skulle betales senest 4. maj 2026. 1. maj 2026: Næste betaling er 3.400,00 kr. Senest 4. maj 2026: Betal de 3.400,00 kr., der mangler. Ellers kan vi bede om resten på én gang.',
    );

    for (const [debtor, kind, beganOn] of [
      [bankrupt.number, 'bankruptcy', '2026-04-20'],
      [dead.number, 'death', '2026-03-28'],
    ] as const) {
      const acting = { by: 'Ane', on: date('2026-04-20'), at: morningOf('2026-04-20') };
      const begun = { ...acting, kind, debtor, beganOn: date(beganOn) };
      const opened = await inMunicipality(at.database, SITE, (tx) => openErrand(tx, begun));
      expect(opened.ok).toBe(true);
    }
    await follow(at.database, '2026-04-21');
    for (const [debtor, waits] of [
      [bankrupt.number, 'Vi venter, mens konkursen bliver behandlet'],
      [dead.number, 'Vi venter, mens boet bliver gjort op'],
    ] as const) {
      const [all = '', own = ''] = await by(debtor, 'overblik', 'din-betaling');
      expect(own).toContain(`${waits} Næste betaling Du skal ikke betale noget nu.`);
      expect(own).toContain(`Hvorfor skal jeg ikke betale nu? ${waits}.`);
      for (const words of [all, own]) {
        expect(words).toContain('Du skal ikke betale noget nu.');
        expect(words).not.toMatch(
          /Du mangler at betale|Næste betaling:|Næste betaling er|Du betaler|Du havde betalt/,
        );
      }
      expect(own.includes('21. april 2026: Vi beder dig ikke længere om det, der manglede.')).toBe(
        debtor === dead.number,
      );
    }

    await fetchFor(at, '2026-04', '2026-04-12');
    await run(at.database, '2026-04', { on: '2026-04-13' });
    // While that letter runs another falls due: each page tells the same sum, and which part of it keeps the plan.
    await raise(at.database, '2026-05-01');
    const [twice = '', month = '', chosen = ''] = await on('2026-05-02', 'overblik', 'din-betaling', 'betal');
    const keepsIt =
      'Betaler du 3.400,00 kr. senest 4. maj 2026, kan du blive ved med at betale lidt ad gangen.';
    for (const words of [twice, month])
      expect(words).toContain(
        `Du mangler at betale 6.800,00 kr. Den ældste frist var 1. april 2026. ${keepsIt}`,
      );
    expect(twice).toContain(
      'Der mangler 6.800,00 kr. i det, du betaler hver måned. Betal 3.400,00 kr. af det senest 4. maj 2026, så',
    );
    expect(month).toContain('Senest 4. maj 2026: Betal 3.400,00 kr. af det, der mangler.');
    expect(chosen).toContain(`6.800,00 kr. Den ældste frist var 1. april 2026. ${keepsIt}`);

    await fetchFor(at, '2026-04', '2026-05-06');
    await follow(at.database, '2026-05-08');
    const bill = { claimId: 'B-1', debtors: [payer.number], owed: 500, due: '2026-04-27' };
    await inMunicipality(at.database, SITE, (tx) => anOrdinaryClaim(tx, bill));
    const [whole = '', all = ''] = await on('2026-05-09', 'din-betaling', 'overblik');
    expect(all).toContain('Dit overblik Du skal betale 20.500,00 kr. nu. Betal');
    expect(whole).toContain('Hele beløbet skal betales nu Næste betaling Du skal betale 20.000,00 kr. nu.');
    expect(whole).toContain(
      'Hvorfor skal jeg betale det hele nu? Du betalte lidt ad gangen. Vi manglede 3.400,00 kr., som skulle være betalt 1. april 2026. Vi skrev til dig den 10. april 2026. Fristen var 4. maj 2026.',
    );
    expect(whole).toContain('8. maj 2026: Hele beløbet skal betales, fordi');
    expect(whole).not.toContain('Vi må ikke aftale et lavere beløb');
    const { id } = await lastDecision(at.database);
    expect(await approve(at.database, id, { on: '2026-05-09' })).toMatchObject({ ok: true });
    const isTold =
      '9. maj 2026: Vi besluttede at sende det, du mangler at betale tilbage, til Gældsstyrelsen.';
    const toBeTold = 'Det skriver vi til dig om, før det sker.';
    const [untold = ''] = await on('2026-05-09', 'din-betaling');
    expect(untold).toContain(toBeTold);
    expect(untold).not.toContain(isTold);
    // As the letter tells it, from the day that is printed on it.
    await makeDueLetters(letterJob(at.database, '2026-05-09'));
    const [sent = '', keeps = ''] = await on('2026-05-09', 'din-betaling', 'overblik');
    expect(sent).toContain('Hele beløbet skal betales senest 1. juni 2026 Næste betaling');
    expect(sent).toContain(isTold);
    expect(sent).not.toContain(toBeTold);
    for (const words of [sent, keeps])
      expect(words).toContain('Betaler du senest 1. juni 2026, sender vi det ikke til Gældsstyrelsen.');
    const soon = await inMunicipality(at.database, SITE, (tx) =>
      eventsFor(tx, [payer.number], { on: date('2026-05-29'), daysBefore: 3 }),
    );
    expect(soon.map(({ kind, event }) => `${kind} ${event.slice(-10)}`)).toContain('due-soon 2026-06-01');

    // The source tells that a complaint is pending.
    await behindOurBack(
      at.database,
      sql`update m0998.repayment_claim set complaint_pending = claim_number in (
        select claim_number from m0998.liability where debtor_number = ${payer.number})`,
    );
    const kept =
      'Du har klaget over, at du skal betale det tilbage. Vi sender det ikke til Gældsstyrelsen, før klagen er afgjort.';
    const [both = '', waits = ''] = await on('2026-05-09', 'overblik', 'din-betaling');
    const debt = /href="(?:\/998\/)(gaeld\/[^"]+)"/.exec((await looked('overblik')).body)?.[1] ?? '';
    for (const words of [both, waits, (await looked(debt)).words]) expect(words).toContain(kept);
    expect(both).toContain('Du skal betale 20.500,00 kr. nu.');
    expect(waits).not.toContain('Gælden kan blive sendt til Gældsstyrelsen');
    expect((await looked('indsigt/mine-oplysninger.json')).body).toContain('før klagen er afgjort');

    await pays(at.database, payer.number, { amount: 20_000, on: '2026-05-09' });
    const [settled = ''] = await on('2026-05-10', 'din-betaling');
    expect(settled).toContain('Du har ikke mere at betale tilbage');
    expect(settled).not.toMatch(/Hvorfor|hvis dit liv ændrer sig/);
  });
});
