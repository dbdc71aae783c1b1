import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heldLetters } from '../../src/agreements/held-letters.ts';
import { logAccess } from '../../src/access/access-log.ts';
import { arrangementsOf } from '../../src/arrangements/arrangements.ts';
import { endArrangement } from '../../src/arrangements/end.ts';
import { signaturesOf } from '../../src/arrangements/signatures.ts';
import { instalmentsOf } from '../../src/arrangements/standing.ts';
import { beginCheckout } from '../../src/checkout/begin.ts';
import { checkoutsBy } from '../../src/checkout/checkouts.ts';
import { newKey } from '../../src/checkout/reference.ts';
import { claimDates } from '../../src/claims/claim-dates.ts';
import { recordLimitations } from '../../src/claims/limitation.ts';
import { liftHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { keepArrangements } from '../../src/dunning/arrangements-job.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, plainKroner, sumOre } from '../../src/kernel/money.ts';
import { pageKeyOf, pageRef } from '../../src/municipality/page-refs.ts';
import { deliverDue } from '../../src/letters/deliver-due.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { eventsFor } from '../../src/notifications/events.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { addFetchedPerson } from '../integration/fetched-person.ts';
import { openItems } from '../integration/decisions-town.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { behindOurBack, letterJob, morningOf } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { held, paid, sent } from './citizens-town.ts';
import { begin, boxesOf, choose, hiddenOf, openPayingSite } from './paying-site.ts';
import { ask, OPENED_AT, openSite, SITE, tokenOfForm, type Reply, type Site } from './portal-site.ts';

/** What citizens may agree on by themselves, and caseworkers. */
const arrangements = {
  mostMonths: 18,
  least: '100.00',
  toleranceDays: 5,
  tolerance: '0.00',
  demandDays: 10,
  ownPlans: {
    otherTypes: { mostMonths: 6, least: '150.00' },
    claimTypes: { KFDAINS: { mostMonths: 3, least: '200.00' }, KFETAND: null },
    dueDays: [20],
  },
};

let database: FreshDatabase;
let site: Site;
let anna: DebtorNumber;
let bills: ClaimNumber[];
let token: SessionToken;
let people = 0;
beforeAll(async () => {
  database = await freshDatabase();
  site = await openSite(database, {
    configuration: {
      arrangements,
    },
  });
});
// Each test has a person of its own, with bills of 1.000 kr. and 300 kr. for day care.
beforeEach(async () => {
  people += 1;
  [anna, bills] = await doing(async (tx) => {
    const debtor = await somebody(tx, cprOf(people));
    const bill = (owed: number, type: string) =>
      anOrdinaryClaim(tx, {
        claimId: `R-${people}-${owed}`,
        debtors: [debtor],
        owed,
        type,
        due: '2026-03-01',
      });
    return [debtor, [await bill(1_000, 'CFFAKTU'), await bill(300, 'KFDAINS')]] as const;
  }).then(([debtor, claims]) => [debtor, [...claims]]);
  token = await site.signIn({ debtor: anna });
});
afterAll(async () => {
  await site.close();
  await database.close();
});

type Work<T> = Parameters<typeof inMunicipality<T>>[2];
const doing = <T>(work: Work<T>) => inMunicipality(database, SITE, work);
const see = (path: string, as = token) => ask(site, path, { token: as });
const main = (body: string) => body.split('<main')[1] ?? '';
const arranged = () => doing((tx) => arrangementsOf(tx, anna));

interface Wish {
  readonly months?: string;
  readonly monthly?: string;
  readonly which?: RegExp;
  /** Of the month; as the page has it where nothing is chosen. */
  readonly day?: string;
  readonly at?: Site;
}

/** She begins to pay so many kroner of a bill on the web. */
async function paying(tx: Parameters<Work<void>>[0], claim: ClaimNumber, amount: number): Promise<void> {
  const begun = await beginCheckout(tx, {
    debtor: anna,
    channel: 'mobilepay',
    provider: 'vipps-mobilepay',
    language: 'da',
    amount: kroner(amount),
    claims: [claim],
    formKey: newKey(),
    at: OPENED_AT,
  });
  expect(begun.ok).toBe(true);
}

/** She chooses debts and how, and is shown the plan. */
async function shown(
  { months = '', monthly = '', which = /R-\d+-1000/, day = '1', at = site }: Wish,
  path = '/998',
): Promise<Reply> {
  const page = await ask(at, `${path}/aftaler/ny`, { token });
  const debt = Object.entries(boxesOf(page)).flatMap(([label, box]) =>
    which.test(label) ? [box.value] : [],
  );
  return ask(at, `${path}/aftaler/ny/plan`, {
    token,
    form: { form: tokenOfForm(page), debt, months, monthly, day },
  });
}

/** … and signs it. */
function sign(
  page: Reply,
  otherwise: Readonly<Record<string, string>> = {},
  as = token,
  at = site,
): Promise<Reply> {
  const {
    debt = [],
    months = [''],
    monthly = [''],
    day = [''],
    shown: hash = [''],
  } = hiddenOf({
    body: page.body.split('/underskriv"')[1] ?? '',
  });
  const sent = { debt, months: months[0] ?? '', monthly: monthly[0] ?? '', day: day[0] ?? '' };
  return ask(at, '/998/aftaler/ny/underskriv', {
    token: as,
    form: { form: tokenOfForm(page), confirm: 'yes', ...sent, shown: hash[0] ?? '', ...otherwise },
  });
}

describe('before anything is signed', () => {
  test('a number of months gives each date and amount, the rest last, and what it means to sign', async () => {
    const plan = await shown({ months: '6' });
    expect(plan.status).toBe(200);
    expect(plan.words).toContain('1. april 2026 167,00 kr. 833,00 kr.');
    expect(plan.words).toContain('1. september 2026 165,00 kr. 0,00 kr.');
    expect(plan.words).toContain(
      'Den sidste betaling er på 165,00 kr. den 1. september 2026. Det er 6 betalinger.',
    );
    expect(plan.words).toContain(
      'Du siger, at du skylder pengene. Er du uenig i regningen, så skriv ikke under.',
    );
    expect(plan.words).toContain('Den tid begynder forfra i dag, når du skriver under.');
    expect(plan.words).toContain('Din sidste frist for det hele bliver den 1. september 2026.');
    expect(await arranged()).toEqual([]);
  });

  test('an amount a month gives how long it takes, in English too', async () => {
    const plan = await shown({ monthly: '400' }, '/998/en');
    expect(plan.words).toContain('1 June 2026 DKK 200.00 DKK 0.00');
    expect(plan.words).toContain('Number of payments 3');
  });

  test.each([
    [{}, 'Skriv enten antal måneder eller et beløb om måneden.'],
    [{ months: '6', monthly: '200' }, 'Udfyld kun det ene af de to felter.'],
    [{ months: '0' }, 'Skriv et helt antal måneder, for eksempel 6.'],
    [{ months: 'seks' }, 'Skriv et helt antal måneder, for eksempel 6.'],
    [{ months: '6', day: '2' }, 'Vælg en af dagene i måneden.'],
    [{ monthly: '-5' }, 'Skriv beløbet i kroner, for eksempel 250,00.'],
    [{ months: '6', which: /ingen/ }, 'Vælg mindst én ting, du vil betale lidt ad gangen.'],
    [{ months: '19' }, 'Det bliver for lidt. Du skal betale mindst 100,00 kr. om måneden.'],
    [{ monthly: '99' }, 'Du skal betale mindst 100,00 kr. om måneden.'],
  ])('%j is answered: %s', async (wish, words) => {
    const page = await shown(wish);
    expect(page.status).toBe(422);
    expect(page.words).toContain(words);
  });

  test('while somebody types the same is told; nothing is written, and it is not being there', async () => {
    await using later = await openSite(database, { configuration: { arrangements } });
    const typing = await later.signIn({ debtor: anna });
    const page = await ask(later, '/998/aftaler/ny', { token: typing });
    const debt = Object.entries(boxesOf(page)).flatMap(([label, { value }]) =>
      label.includes('-1000') ? [value] : [],
    );
    const form = { form: tokenOfForm(page), debt, months: '', monthly: '', day: '1' };
    const types = (typed: Readonly<Record<string, string>>) =>
      ask(later, '/998/aftaler/ny/undervejs', { token: typing, form: { ...form, ...typed } });
    const plan = await types({ months: '6' });
    expect(plan.status).toBe(200);
    expect(plan.words).toContain(
      '6 betalinger: 167,00 kr. hver måned, og 165,00 kr. til sidst. Den første er senest 1. april 2026. Den sidste er senest 1. september 2026.',
    );
    expect(plan.words).toContain('1. september 2026 165,00 kr. 0,00 kr. Intet er aftalt');
    expect((await types({ monthly: '100' })).words).toContain('En medarbejder skal se på det først.');
    expect((await types({ months: '19' })).words).toContain('Du skal betale mindst 100,00 kr. om måneden.');
    expect(await arranged()).toEqual([]);
    later.wait(10);
    await types({ months: '6' });
    const tried = await Promise.all(Array.from({ length: 60 }, () => types({ form: 'forged' })));
    expect(new Set(tried.map(({ status }) => status))).toEqual(new Set([403, 429]));
    later.wait(6);
    expect((await ask(later, '/998/overblik', { token: typing })).status).toBe(303);
  });

  test('together two debts have the strictest limits of both, and pages tell their one amount as that of both', async () => {
    const page = await shown({ months: '6', which: /R-/ });
    expect(page.words).toContain('Skriv under, og send til en medarbejder');
    const within = await shown({ months: '3', which: /R-/ });
    expect(within.words).not.toContain('send til en medarbejder');
    await sign(within);
    const [bill, care] = [`Regning R-${people}-1000`, `Børnepasning R-${people}-300`];
    const overview = await see('/998/overblik');
    for (const other of [bill, care])
      expect(overview.words).toContain(
        `Du betaler 434,00 kr. om måneden. Næste gang senest 1. april 2026. Det er ét beløb for det her og ${other} tilsammen.`,
      );
    const path = new RegExp(`href="([^"]+)">${care}`).exec(overview.body)?.[1] ?? '';
    expect((await see(path)).words).toContain(`ét beløb for det her og ${bill} tilsammen.`);
    expect((await see('/998/betal')).words).toContain(
      `Din betaling på aftalen om ${bill} og ${care}: 434,00 kr.`,
    );
    expect((await see('/998/en/overblik')).words).toContain('That is one amount for this and');
  });
});

describe('a signature', () => {
  test('within the limits puts the plan in force: the same dates, the claim on a plan, the letter, and what was shown is kept', async () => {
    const page = await shown({ months: '6' });
    const done = await sign(page);
    expect(done.status).toBe(303);
    const [made] = await arranged();
    expect(made).toMatchObject({ state: 'in-force', requestedHow: 'portal', acknowledgedOn: '2026-03-12' });
    const instalments = made === undefined ? [] : instalmentsOf(made.terms, made.owed);
    expect(instalments.map(({ due, amount }) => `${due} ${plainKroner(amount)}`)).toEqual([
      '2026-04-01 167.00',
      '2026-05-01 167.00',
      '2026-06-01 167.00',
      '2026-07-01 167.00',
      '2026-08-01 167.00',
      '2026-09-01 165.00',
    ]);
    expect(sumOre(instalments.map(({ amount }) => amount))).toBe(100_000n);
    const [signature] = [...(await doing((tx) => signaturesOf(tx, anna))).values()];
    expect(signature).toMatchObject({ by: `citizen:${anna}`, level: 'Substantial', language: 'da' });
    const asTable = (signature?.shown ?? '').replaceAll(/: (?=[\d.]+,\d\d kr\.)/g, ' ');
    for (const line of asTable.split('\n')) expect(page.words).toContain(line.replaceAll(/\s+/g, ' '));
    const dates = await doing((tx) => claimDates(tx, bills));
    expect(bills.map((bill) => dates.get(bill)?.srb)).toEqual(['2026-09-01', '2026-03-01']);
    const plan = await see(done.headers.get('location') ?? '');
    expect(plan.words).toContain('Din aftale gælder nu');
    expect(plan.words).toContain('Næste betaling er senest 1. april 2026.');
    expect((await see('/998/overblik')).words).toContain('Du betaler 167,00 kr. om måneden.');
    expect((await see('/998/betal')).words).toContain(
      `Din betaling på aftalen om Regning R-${people}-1000: 167,00 kr.`,
    );
    expect(await openItems(database)).toEqual([]);
  });

  test('is of the day of the month that was chosen, of those that the municipality offers; another day is another plan', async () => {
    const choosing = await see('/998/aftaler/ny');
    expect(choosing.words).toContain('Den 1. i måneden Den 20. i måneden');
    const page = await shown({ months: '5', day: '20' });
    expect(page.words).toContain('20. april 2026 200,00 kr. 800,00 kr.');
    expect((await sign(page, { day: '1' })).words).toContain('Noget har ændret sig, siden du så planen.');
    expect((await sign(page)).status).toBe(303);
    const [made] = await arranged();
    const due = made === undefined ? [] : instalmentsOf(made.terms, made.owed).map((each) => each.due);
    expect([made?.state, due[0], due.at(-1)]).toEqual(['in-force', '2026-04-20', '2026-08-20']);
  });

  test('beyond what a citizen agrees alone is a request that waits for a caseworker, and says so', async () => {
    const page = await shown({ months: '10' });
    expect(page.words).toContain('Det er mere, end du selv kan aftale her.');
    const done = await sign(page);
    expect((await arranged())[0]?.state).toBe('proposed');
    expect((await openItems(database)).join()).toContain('arrangement-proposed');
    const path = done.headers.get('location') ?? '';
    const asked = (await see(path)).words;
    expect(asked).toContain('Der er ingen aftale endnu.');
    expect(asked).toContain('Du skrev under den 12. marts 2026 kl. 10.00.');
    expect(asked).not.toMatch(/Din aftale|Kommer/);
    expect((await see('/998/aftaler/ny')).words).toContain('Du har allerede spurgt os om en aftale.');
    expect((await see('/998/overblik')).words).toContain(
      'Du har spurgt, om det kan betales på en anden måde. Vi rykker ikke for det før den 26. marts 2026. Se mere',
    );
    // The days are over, and nobody has answered: what must be done meanwhile is told beside it.
    const lift = {
      reason: 'request',
      debtor: null,
      on: date('2026-03-12'),
      why: 'review',
      by: 'prøve',
    } as const;
    await doing((tx) =>
      liftHolds(
        tx,
        bills.map((claim) => ({ ...lift, claim, at: morningOf('2026-03-12') })),
      ),
    );
    const overview = await see('/998/overblik');
    const waits =
      'Du har spurgt, om det kan betales på en anden måde. Vi har ikke svaret endnu. Indtil vi svarer, skal det betales, som vi har skrevet.';
    expect(overview.words.split(waits)).toHaveLength(2);
    const debt = /href="([^"]+)">Regning R-\d+-1000/.exec(overview.body)?.[1] ?? '';
    expect((await see(debt)).words).toContain(waits);
    expect((await see(debt)).body).toContain('Se dit ønske');
    // Taken back, it is no agreement that has ended.
    const form = { form: tokenOfForm(await see(`${path}/stop`)) };
    await ask(site, `${path}/stop`, { token, form });
    expect((await see(path)).words).toContain(
      'Ønsket blev trukket tilbage den 12. marts 2026. Der er ikke lavet en aftale.',
    );
    expect((await see('/998/aftaler')).words).not.toMatch(/Aftalen sluttede|Se aftalen/);
  });

  test('sent twice is one plan, also at once', async () => {
    const page = await shown({ months: '6' });
    const replies = await Promise.all([sign(page), sign(page)]);
    replies.push(await sign(page));
    expect(new Set(replies.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await arranged()).toHaveLength(1);
  });

  test('needs the box ticked, and is of what was shown: where that has changed it is shown again', async () => {
    const page = await shown({ months: '6' });
    const unread = await sign(page, { confirm: '' });
    expect(unread.status).toBe(422);
    expect(unread.words).toContain('Sæt kryds, hvis du har læst det og skylder pengene.');
    const other = await sign(page, { months: '5' });
    expect(other.status).toBe(422);
    expect(other.words).toContain('Noget har ændret sig, siden du så planen.');
    expect((await sign(page, { shown: '0'.repeat(64) })).status).toBe(422);
    expect(await arranged()).toEqual([]);
    expect((await sign(other)).status).toBe(303);
    expect(await arranged()).toHaveLength(1);
  });

  test('for another, by a power to sign, says for whom it is, and is kept under the name of who signed', async () => {
    const page = await shown({ months: '6' });
    const bo = await doing((tx) => somebody(tx, cprOf(600 + people)));
    const mayActFor = [{ debtor: anna, basis: 'power', scopes: ['see', 'sign'] }] as const;
    const own = await site.signIn({ debtor: bo, mayActFor });
    const form = { form: tokenOfForm(await ask(site, '/998/vaelg', { token: own })), whom: '0' };
    const chosen = await ask(site, '/998/vaelg/person', { token: own, form });
    const acting = /afdrag-998=([^;]+)/.exec(chosen.headers.get('set-cookie') ?? '')?.[1] as SessionToken; // set by the choice
    const choice = await ask(site, '/998/aftaler/ny', { token: acting });
    const { debt = [] } = hiddenOf({ body: page.body.split('/underskriv"')[1] ?? '' });
    const plan = await ask(site, '/998/aftaler/ny/plan', {
      token: acting,
      form: { form: tokenOfForm(choice), debt, months: '6', monthly: '' },
    });
    expect(plan.words).toContain(`Jeg skriver under for nr. ${anna}. Hvor der står jeg, er det nr. ${anna}.`);
    const means = `Du siger, at nr. ${anna} skylder pengene.`;
    expect(plan.words).toContain(means);
    expect(plan.words).toContain(`Jeg har læst det, og nr. ${anna} skylder pengene`);
    expect((await sign(plan, {}, acting)).status).toBe(303);
    const [signature] = [...(await doing((tx) => signaturesOf(tx, anna))).values()];
    expect(signature?.by).toBe(`citizen:${bo}`);
    // As they were shown, also to her.
    expect(signature?.shown).toContain(means);
    expect(signature?.shown).not.toMatch(/\b(?:dine?|dit|dig)\b/i);
  });

  test('is worth nothing about another’s debts, and another sees nothing of the plan', async () => {
    const page = await shown({ months: '6' });
    const stranger = await site.signIn({ debtor: await doing((tx) => somebody(tx, cprOf(900 + people))) });
    const formOfStranger = tokenOfForm(await see('/998/overblik', stranger));
    expect((await sign(page, { form: formOfStranger }, stranger)).status).toBe(422);
    expect(await arranged()).toEqual([]);
    const path = (await sign(page)).headers.get('location') ?? '';
    for (const below of ['', '/stop']) expect((await see(path + below, stranger)).status).toBe(404);
    const form = { form: formOfStranger };
    expect((await ask(site, `${path}/stop`, { token: stranger, form })).status).toBe(404);
    expect((await arranged())[0]?.state).toBe('in-force');
  });
});

describe('what no plan can be made of', () => {
  test.each([
    ['objection', 'Der er noget andet i gang om det.'],
    ['recovery', 'Det er på vej til Gældsstyrelsen.'],
    ['deferral', 'Der er allerede en aftale om det.'],
  ] as const)('a debt with the hold %s says: %s', async (reason, words) => {
    const [first] = bills;
    if (first === undefined) throw new Error('she has bills');
    await doing((tx) => held(tx, first, reason));
    const page = await see('/998/aftaler/ny');
    expect(page.words).toContain(words);
    const debts = Object.keys(boxesOf(page)).filter((label) => !label.includes('i måneden'));
    expect(debts).toEqual([expect.stringContaining('-300')]);
    for (const each of bills.slice(1)) await doing((tx) => held(tx, each, reason));
    await nobodyLedThere();
  });

  /** No page says that one can pay a little at a time, and the page of agreements says that it cannot be. */
  async function nobodyLedThere(): Promise<void> {
    for (const path of ['/998/overblik', '/998/betal'])
      expect((await see(path)).body).not.toContain('aftaler/ny"');
    expect((await see('/998/aftaler')).words).toContain(
      'Du kan ikke lave en ny aftale her lige nu. Se hvorfor.',
    );
  }

  test('what is perhaps too old, or has not arisen yet, leads nobody there, and the page says whom to call', async () => {
    const [first, second] = bills;
    if (first === undefined || second === undefined) throw new Error('she has bills');
    const until = date('2026-03-01');
    const limitation = {
      claim: first,
      debtor: anna,
      until,
      countedFrom: date('2023-03-01'),
      years: 3,
    } as const;
    const told = { because: 'ordinary', judgmentOn: null, settlementOn: null, evidence: null } as const;
    await doing((tx) =>
      recordLimitations(tx, [{ ...limitation, ...told, by: 'test', at: morningOf(until) }]),
    );
    await behindOurBack(
      database,
      sql`update m0998.claim set origin_on = '2026-06-01' where claim_number = ${String(second)}::bigint`,
    );
    const { words } = await see('/998/aftaler/ny');
    expect(words).toContain('Det er måske for gammelt. Ring til os');
    expect(words).toContain('En medarbejder skal se på det først.');
    await nobodyLedThere();
  });

  test('what is being paid on the web, and may be paid already, is not signed for; a plan of it says so before it is stopped', async () => {
    const [first, second] = bills;
    if (first === undefined || second === undefined) throw new Error('she has bills');
    const page = await shown({ months: '6' });
    await doing((tx) => paying(tx, first, 1_000));
    const refused = await sign(page);
    expect([refused.status, await arranged()]).toEqual([422, []]);
    expect(refused.words).toContain(
      'Vi tjekker betalingen på 1.000,00 kr. Betal ikke igen. Se betalingen. Er der noget tilbage bagefter, kan du lave en aftale om det.',
    );
    const path = (await sign(await shown({ months: '3', which: /R-\d+-300/ }))).headers.get('location') ?? '';
    await nobodyLedThere();
    await doing((tx) => paying(tx, second, 100));
    expect((await see(`${path}/stop`)).words).toContain(
      'Vi tjekker betalingen på 100,00 kr. Betal ikke igen.',
    );
  });

  test('what is in a plan, or asked for, is offered no other; what is not is', async () => {
    expect((await see('/998/overblik')).words).toContain(
      'Kan du ikke betale det hele nu? Betal lidt ad gangen.',
    );
    await sign(await shown({ months: '10' }));
    for (const path of ['/998/overblik', '/998/betal', '/998/aftaler'])
      expect((await see(path)).body).toContain('aftaler/ny"');
    await sign(await shown({ months: '3', which: /R-\d+-300/ }));
    await nobodyLedThere();
  });

  test('of a type that is not offered the page says whom to call, and the way there promises no more than some of it', async () => {
    await doing((tx) =>
      anOrdinaryClaim(tx, { claimId: `T-${people}`, debtors: [anna], owed: 500, type: 'KFETAND' }),
    );
    expect((await see('/998/aftaler/ny')).words).toContain(
      'En medarbejder skal være med til at lave aftalen.',
    );
    for (const path of ['/998/overblik', '/998/betal'])
      expect((await see(path)).words).toContain(
        'Kan du ikke betale det hele nu? Betal noget af det lidt ad gangen.',
      );
  });

  test('who owes with others signs for their own part; the others are told that it is not asked of them meanwhile, and have no plan', async () => {
    const [bo, both] = await doing(async (tx) => {
      const other = await somebody(tx, cprOf(800 + people));
      const claim = await anOrdinaryClaim(tx, { claimId: `F-${people}`, debtors: [anna, other], owed: 600 });
      return [other, claim] as const;
    });
    const plan = await shown({ months: '3', which: /F-/ });
    expect(plan.words).toContain('Din underskrift gælder kun for dig. De andre skylder det stadig.');
    expect((await sign(plan)).status).toBe(303);
    const his = await site.signIn({ debtor: bo });
    const overview = await see('/998/overblik', his);
    expect(overview.words).toContain('Du skal ikke betale noget nu.');
    const debt = await see(/href="(\/998\/gaeld\/[^"]+)"/.exec(overview.body)?.[1] ?? '', his);
    for (const { words, body } of [overview, debt]) {
      expect(words).toContain('Vi venter med det lige nu. Vi rykker dig ikke imens.');
      expect(body).not.toContain('href="/998/aftaler"');
    }
    expect((await see('/998/betal', his)).words).not.toMatch(/Det skal du betale nu|Det kommer senere/);
    expect((await see('/998/aftaler/ny', his)).words).toContain('Der er noget andet i gang om det.');
    expect((await see('/998/overblik')).words).toContain('Du betaler af på det (1)');
    // He disagrees: she reads that nothing is to be paid on it meanwhile, and not that he has.
    await doing((tx) => held(tx, both, 'objection'));
    const [hers, plans] = [await see('/998/overblik'), await see('/998/aftaler')];
    expect(hers.words).toContain('Vi ser på noget af det, du betaler hver måned. Du behøver ikke betale');
    expect(plans.words).toContain('Vi ser på noget af det. Du behøver ikke betale på aftalen');
    for (const { words } of [hers, plans]) expect(words).not.toContain('uenig');
  });
});

describe('afterwards', () => {
  async function made(): Promise<string> {
    return (await sign(await shown({ months: '6' }))).headers.get('location') ?? '';
  }

  /** The nightly job of a day. */
  async function keep(day: string): Promise<void> {
    const configured = await doing((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town is configured');
    const on = date(day);
    await keepArrangements({
      database,
      municipality: SITE,
      on,
      configured,
      dryRun: false,
      by: 'prøve',
      clock: () => morningOf(on),
      noteAccess: (tx, at) =>
        logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' }),
    });
  }

  /** The letters of a day are made and handed over; those to people of whom CPR has told nothing wait. */
  async function sendLetterTo(debtor: DebtorNumber, day: string): Promise<void> {
    await doing((tx) => addFetchedPerson(tx, debtor));
    await makeDueLetters(letterJob(database, day));
    const sending = { database, municipality: SITE, delivery: letterDeliveryStandIn({}), by: 'prøve' };
    expect(
      await deliverDue({ ...sending, heldAmong: heldLetters, clock: () => morningOf(day) }),
    ).toMatchObject({ ok: true });
  }

  test('she can stop it, and is told first what follows', async () => {
    const path = await made();
    const [raised] = bills;
    if (raised === undefined) throw new Error('she has bills');
    // Of a bill in it more is owed since: that is in no plan, and is to be paid with the rest.
    const more = { claim: raised, to: kroner(1_200), reason: 'Fejl', by: 'Carl' };
    const at = morningOf('2026-03-12');
    const corrected = await doing((tx) => correctClaim(tx, { ...more, decidedOn: date('2026-03-12'), at }));
    expect(corrected.ok).toBe(true);
    const question = await see(`${path}/stop`);
    expect(question.words).toContain('skal du betale de 1.200,00 kr., der er tilbage, på én gang.');
    const form = { form: tokenOfForm(question) };
    for (const _ of [1, 2]) expect((await ask(site, `${path}/stop`, { token, form })).status).toBe(303);
    expect(await arranged()).toMatchObject([{ state: 'ended', ended: { why: 'by-hand' } }]);
    const stands = async () => (await see(path)).words;
    expect(await stands()).toContain(
      'Aftalen sluttede den 12. marts 2026. Du mangler at betale 1.200,00 kr. De skal betales på én gang. Gælder',
    );
    expect((await sign(await shown({ months: '5' }))).status).toBe(303);
    expect(await stands()).toContain(
      'sluttede den 12. marts 2026. Der er 1.200,00 kr. tilbage af det, som aftalen gjaldt. 1.200,00 kr. af det er i en anden aftale.',
    );
    await doing((tx) => paid(tx, anna, { claim: raised, amount: 1_200, on: '2026-03-12' }));
    expect(await stands()).toContain('Aftalen sluttede den 12. marts 2026. Du skylder ikke mere af det.');
  });

  test('of who is bankrupt it asks for nothing', async () => {
    const path = await made();
    await doing(async (tx) => {
      for (const bill of bills) await held(tx, bill, 'bankruptcy');
    });
    const { words } = await see(path);
    expect(words).toContain(
      'Vi venter, mens konkursen bliver behandlet. Du skal ikke betale på aftalen imens.',
    );
    expect(words).toContain('Venter');
    expect(words).not.toMatch(/Kommer|Betal noget eller det hele før tid/);
    expect((await see(`${path}/stop`)).words).toMatch(
      /Der er 1.000,00 kr. tilbage. Dem skal du ikke betale nu, heller ikke hvis du stopper aftalen. .* Vi rykker dig ikke imens/,
    );
    const overview = await see('/998/overblik');
    expect(overview.words).toContain('Du skal ikke betale noget nu.');
    expect(overview.words).not.toContain('Næste betaling');
  });

  test('its payment line is for all of it: a part by it is a part of the plan, and after it for both bills, which the page says', async () => {
    const path = (await sign(await shown({ months: '3', which: /R-/ }))).headers.get('location') ?? '';
    const toBank = async (label: RegExp, amount = '') =>
      begin({ site }, token, {
        page: await choose({ site }, token, { labels: [label], amount }),
        method: 'bank',
      });
    const part = await toBank(/434/, '100,00');
    const line = /\+71&lt;\d+/.exec(part.body)?.[0] ?? 'none';
    expect(part.words).toContain('Beløb 100,00 kr. Betal senest 1. april 2026.');
    expect(part.words).not.toContain('Linjen er også til');
    await ask(site, `${path}/stop`, { token, form: { form: tokenOfForm(await see(`${path}/stop`)) } });
    const care = await toBank(/R-\d+-300/);
    expect(care.body).toContain(line);
    expect(care.words).toContain(
      `Linjen er også til Regning R-${people}-1000. Pengene går til det, der skal betales først.`,
    );
  });

  test('one of which a payment is missing says how much, by when, what follows, and how to pay it', async () => {
    const path = await made();
    await sign(await shown({ monthly: '200', which: /R-\d+-300/ }));
    await keep('2026-04-08');
    await using later = await openSite(database, { configuration: { arrangements } });
    later.wait(28 * 24 * 60);
    const { words, body } = await ask(later, path, { token: await later.signIn({ debtor: anna }) });
    expect(words).toContain('Vi mangler 167,00 kr. Vi skrev til dig den 8. april 2026. Betal det senest');
    expect(words).toContain('Betaler du det ikke, falder aftalen væk. Så skal du betale resten på én gang.');
    expect(words).toContain('1. april 2026 167,00 kr. Mangler 1. maj 2026 167,00 kr. Kommer');
    expect(main(body)).toContain('href="/998/betal"');
    const all = await ask(later, '/998/aftaler', { token: await later.signIn({ debtor: anna }) });
    expect(main(all.body).split('href="/998/betal"')).toHaveLength(3);
    const none = { mobilepay: false, card: false, bank: false, inTest: 'simulator' } as const;
    await later.choose({ payment: none });
    const unpayable = await ask(later, path, { token: await later.signIn({ debtor: anna }) });
    expect(unpayable.words).toContain('Du kan ikke betale her lige nu. Ring til os på');
    expect(unpayable.words).not.toContain('Betal noget eller det hele før tid');
    await later.choose({});
    const overview = await ask(later, '/998/overblik', { token: await later.signIn({ debtor: anna }) });
    // Of each plan.
    expect(overview.words).toContain(
      `Regning R-${people}-1000: Betaler du 167,00 kr. senest 27. april 2026, kan du blive ved med at betale lidt ad gangen. Børnepasning R-${people}-300: Betaler du 200,00 kr. senest`,
    );
    expect(overview.words).toContain('Betal det, der mangler, senest 27. april 2026 Kommer fra');
    const [bill] = bills;
    if (bill === undefined) throw new Error('she has bills');
    await sendLetterTo(anna, '2026-04-08');
    const debtPath = `/998/gaeld/${pageRef(await doing(pageKeyOf), 'claim', bill)}`;
    const debt = await ask(later, debtPath, { token: await later.signIn({ debtor: anna }) });
    expect(debt.words).toContain(
      'Hvorfor har jeg fået en rykker? En betaling skulle være kommet senest 1. april 2026. Vi havde ikke fået alle pengene, da vi skrev til dig.',
    );
    const soon = (on: string) =>
      doing((tx) => eventsFor(tx, [anna], { on: date(on), daysBefore: 3 })).then((events) =>
        events.filter(({ kind }) => kind === 'due-soon').map(({ event }) => event),
      );
    expect([await soon('2026-04-23'), await soon('2026-04-24')]).toEqual([
      [],
      bills.map((each) => `due/kept/${each}/2026-04-27`),
    ]);
    const pays = async (amount: number, on: string) => {
      await doing((tx) => paid(tx, anna, { claim: bill, amount, on }));
      return (await ask(later, path, { token: await later.signIn({ debtor: anna }) })).words;
    };
    expect(await pays(167, '2026-04-08')).toContain(
      'Sådan går det Du har betalt det, der manglede. Aftalen fortsætter. Næste betaling er senest 1. maj 2026.',
    );
    // One of two is kept: which is said.
    const kept = await ask(later, '/998/overblik', { token: await later.signIn({ debtor: anna }) });
    expect(kept.words).toContain(
      `Du mangler at betale 200,00 kr. Fristen var 1. april 2026. Børnepasning R-${people}-300: Betaler du 200,00 kr. senest 27. april 2026, kan`,
    );
    const whole = await pays(833, '2026-04-09');
    expect(whole).toContain('Sådan går det Det hele er betalt.');
    expect(whole).not.toMatch(/Vi mangler|Betal noget eller det hele|Stop aftalen/);
  });

  test('one of which another payment has fallen due since its letter says what is missing in all, and what the letter asks for', async () => {
    const path = await made();
    await keep('2026-04-20');
    await using later = await openSite(database, { configuration: { arrangements } });
    later.wait(51 * 24 * 60);
    const { words } = await ask(later, path, { token: await later.signIn({ debtor: anna }) });
    expect(words).toMatch(
      /Vi mangler 334,00 kr\. 167,00 kr\. af det skrev vi til dig om den 20\. april 2026\. Betal dem senest \d+\. maj 2026, så fortsætter aftalen\. Betal Betaler du det ikke, falder aftalen væk\./,
    );
  });

  test('one of which a debt is disputed need not be paid meanwhile, wherever it is shown', async () => {
    const path = (await sign(await shown({ months: '3', which: /R-/ }))).headers.get('location') ?? '';
    const [disputed] = bills;
    if (disputed === undefined) throw new Error('she has bills');
    await doing((tx) => held(tx, disputed, 'objection'));
    const { words } = await see(path);
    expect(words).not.toContain('Din aftale gælder nu');
    expect(words).toContain(
      'Sådan går det Du har skrevet, at du er uenig i noget af det. Du behøver ikke betale på aftalen, mens vi ser på det. Vi rykker dig ikke imens. Når vi har svaret, får du tid til at betale det, der så mangler.',
    );
    expect(words).toContain('434,00 kr. Venter');
    expect(words).not.toMatch(/434,00 kr. (Mangler|Kommer)/);
    const stopping = await see(`${path}/stop`);
    expect(stopping.words).toContain(
      'Vil du stoppe aftalen? Der er 1.300,00 kr. tilbage. Stopper du aftalen, skal du betale 300,00 kr. af det på én gang. For dem kan der igen komme rykkere og renter. De kan også blive sendt til Gældsstyrelsen. De andre 1.000,00 kr. skal du ikke betale nu, og vi rykker dig ikke for dem imens. Dit overblik viser hvorfor. Bagefter skal det, der er tilbage af dem, betales på én gang.',
    );
    const overview = await see('/998/overblik');
    expect(overview.words).toContain('Dit overblik Du skal ikke betale noget nu.');
    expect(overview.words).toContain(
      'Du har skrevet, at du er uenig i noget af det, du betaler hver måned. Du behøver ikke betale, mens vi ser på det.',
    );
    expect(overview.body.split(/href="\/998\/aftaler"\s*>Se din aftale</)).toHaveLength(3);
    expect((await see('/998/betal')).words).not.toMatch(/Det skal du betale nu|Det kommer senere/);
  });

  test('what was chosen in another window, too, is told to be on a plan by now', async () => {
    const before = await shown({ months: '3', which: /R-/ });
    await made();
    const late = await sign(before);
    expect(late.status).toBe(422);
    expect(late.words).toContain('Noget af det, du valgte, kan du ikke lave en plan for mere.');
  });

  test('a broken one is explained: what was paid and missing, where the rest is now, and what can be done', async () => {
    const path = (await sign(await shown({ months: '3', which: /R-/ }))).headers.get('location') ?? '';
    const [bill, small] = bills;
    if (bill === undefined || small === undefined) throw new Error('she has bills');
    await doing((tx) => paid(tx, anna, { claim: bill, amount: 400, on: '2026-04-01' }));
    await keep('2026-04-08');
    await using later = await openSite(database, { configuration: { arrangements } });
    later.wait(28 * 24 * 60);
    const look = async (at: string) => ask(later, at, { token: await later.signIn({ debtor: anna }) });
    expect((await look('/998/overblik')).words).toContain(
      'Du mangler at betale 34,00 kr. Fristen var 1. april 2026. Betaler du 34,00 kr. senest 27. april 2026, kan du blive ved med at betale lidt ad gangen. Næste betaling: 434,00 kr. senest 1. maj 2026. Betal I alt',
    );
    const [asked] = await arranged();
    if (asked === undefined) throw new Error('she has a plan');
    const over = { state: 'broken', why: 'broken', on: date('2026-04-28') } as const;
    await doing((tx) => endArrangement(tx, asked, { ...over, by: 'prøve', at: morningOf('2026-04-28') }));
    later.wait(34 * 24 * 60);
    const stands = async () => (await look(path)).words;
    expect(await stands()).toContain(
      'Aftalen faldt væk den 28. april 2026, fordi en betaling manglede, og fristen i vores brev var gået. Du mangler at betale 900,00 kr. De skal betales på én gang. Kan du ikke det, så ring til os på',
    );
    expect(await stands()).toContain(
      'Det kan du gøre Betal Kan du ikke betale det hele nu? Betal lidt ad gangen.',
    );
    const overview = await look('/998/overblik');
    expect(overview.words).toContain('Dit overblik Du skal betale 900,00 kr. nu. Betal');
    const fell =
      'Aftalen om at betale lidt ad gangen faldt væk den 28. april 2026, fordi en betaling manglede. Derfor skal hele beløbet betales nu.';
    expect(overview.words.split(fell)).toHaveLength(3);
    const debt = await look(/href="([^"]+)">Regning R-\d+-1000/.exec(overview.body)?.[1] ?? '');
    expect(debt.words).toContain(fell);
    for (const page of [overview, debt]) {
      expect(page.body).toMatch(/href="\/998\/aftaler"\s*>Se aftalen, der er slut</);
      expect(page.body).toContain('aftaler/ny"');
      expect(page.words).not.toMatch(/Frist[a-z]* var 27. april 2026[^.]|Betal senest 27/);
    }
    expect(await stands()).toContain(
      'Betalt? 1. april 2026 434,00 kr. 34,00 kr. manglede 1. maj 2026 434,00 kr. Gælder ikke mere',
    );
    await doing((tx) => sent(tx, bill, 600));
    const there = 'Gældsstyrelsen har 600,00 kr. af det. Betal til dem, ikke til os.';
    expect(await stands()).toContain(
      'Der er 900,00 kr. tilbage af det, som aftalen gjaldt. Du mangler at betale 300,00 kr. De skal betales på én gang. Kan du',
    );
    expect(await stands()).toContain(there);
    await doing((tx) => paid(tx, anna, { claim: small, amount: 300, on: '2026-05-12' }));
    expect(await stands()).toContain(`Der er 600,00 kr. tilbage af det, som aftalen gjaldt. ${there}`);
  });

  test('somebody who may only see sees it, and can neither make nor stop one', async () => {
    const path = await made();
    const seeing = await site.signIn({ debtor: anna, scopes: ['see'] });
    expect((await see(path, seeing)).status).toBe(200);
    expect((await see(path, seeing)).words).not.toContain('Stop aftalen');
    expect((await see(`${path}/stop`, seeing)).status).toBe(404);
    const making = await see('/998/aftaler/ny', seeing);
    expect(making.body).not.toContain('<form method="post" action="/998/aftaler');
    const form = { form: tokenOfForm(making), months: '3', debt: [] };
    for (const step of ['plan', 'underskriv'])
      expect((await ask(site, `/998/aftaler/ny/${step}`, { token: seeing, form })).status).toBe(404);
  });
});

test('where the municipality has chosen nothing, no page leads to a plan, and its page says whom to call', async () => {
  const nothing = { ...arrangements, ownPlans: { otherTypes: null, claimTypes: {}, dueDays: [] } };
  await using other = await openSite(database, { configuration: { arrangements: nothing } });
  const mine = await other.signIn({ debtor: anna });
  for (const path of ['/998/overblik', '/998/betal', '/998/aftaler'])
    expect((await ask(other, path, { token: mine })).body).not.toContain('aftaler/ny"');
  const page = await ask(other, '/998/aftaler/ny', { token: mine });
  expect(page.words).toContain('Du kan ikke lave en aftale her lige nu');
  expect(page.words).toContain('Kan du ikke betale? Ring til os');
});

test('signed in one window while a payment of the same is begun in another, one of them stands, and the other is told what has happened', async () => {
  await using paySite = await openPayingSite(database, { configuration: { arrangements } });
  for (let round = 1; round <= 6; round += 1) {
    people += 1;
    const debtor = await doing(async (tx) => {
      const owing = await somebody(tx, cprOf(people));
      const bill = { claimId: `S-${round}`, debtors: [owing], owed: 900, type: 'CFFAKTU', due: '2026-03-01' };
      await anOrdinaryClaim(tx, bill);
      return owing;
    });
    token = await paySite.site.signIn({ debtor });
    const as = { at: paySite.site, which: /S-/ };
    const [plan, toPay] = [
      await shown({ months: '6', ...as }),
      await choose(paySite, token, { labels: [/S-/] }),
    ];
    const both = [() => sign(plan, {}, token, paySite.site), () => begin(paySite, token, { page: toPay })];
    const replies = await Promise.all((round % 2 === 0 ? both : both.toReversed()).map((each) => each()));
    const [signed, begun] = round % 2 === 0 ? replies : replies.toReversed();
    const plans = await doing((tx) => arrangementsOf(tx, debtor));
    const payments = await doing((tx) => checkoutsBy(tx, debtor));
    expect([plans.length + payments.length, signed?.status === 303, begun?.status === 303]).toEqual([
      1,
      plans.length === 1,
      payments.length === 1,
    ]);
    const told = plans.length === 1 ? begun : signed;
    expect(told?.words).toContain(
      plans.length === 1
        ? 'Beløbet har ændret sig, siden du så det. Se det igen, før du går videre.'
        : 'Er der noget tilbage bagefter, kan du lave en aftale om det.',
    );
  }
});
