import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { checkoutByReference } from '../../src/checkout/checkouts.ts';
import { approveCheckoutRefund, proposeCheckoutRefund } from '../../src/checkout/refunds.ts';
import { referenceOf } from '../../src/checkout/reference.ts';
import { placeHolds } from '../../src/claims/holds.ts';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import type { SessionToken } from '../../src/identity/sessions.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { nexiProvider } from '../../src/outside/nexi/client.ts';
import { startNexiSimulator } from '../../src/outside/nexi/simulator.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { without } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { held, paid, sent } from './citizens-town.ts';
import { begin, boxesOf, choose, hiddenOf, openPayingSite, type PayingSite } from './paying-site.ts';
import { ask, OPENED_AT, SITE, tokenOfForm, type Reply } from './portal-site.ts';

let database: FreshDatabase;
let paying: PayingSite;
let anna: DebtorNumber;
let token: SessionToken;
let people = 0;
beforeAll(async () => {
  database = await freshDatabase();
  paying = await openPayingSite(database);
});
// Each test has a person of its own, with bills of 1.250 kr. and 300 kr., and one of 500 kr. that is not due yet.
beforeEach(async () => {
  people += 1;
  anna = await inMunicipality(database, SITE, async (tx) => {
    const debtor = await somebody(tx, cprOf(people));
    const bill = (owed: number, due: string) =>
      anOrdinaryClaim(tx, { claimId: `R-${people}-${owed}`, debtors: [debtor], owed, due });
    await bill(1_250, '2026-03-01');
    await bill(300, '2026-03-20');
    await bill(500, '2026-04-20');
    return debtor;
  });
  token = await paying.site.signIn({ debtor: anna });
});
afterAll(async () => {
  await paying[Symbol.asyncDispose]();
  await database.close();
});

const owed = async () => (await inMunicipality(database, SITE, (tx) => balanceOfDebtor(tx, anna))).owed;
const see = (path: string, as: SessionToken | null = token) => ask(paying.site, path, { token: as });
/** A bill is called by its number, as on the overview. */
const named = (owed: number, amount: string) => `Regning R-${people}-${owed}: ${amount}`;
const whereTo = (reply: Reply) => {
  expect(reply.status).toBe(303);
  return reply.headers.get('location') ?? '';
};
const receiptsOn = ({ body }: Reply) =>
  [...body.matchAll(/href="(\/998\/papirer\/kvittering\/[0-9A-Z]{12})"/g)].map(([, path = '']) => path);
const referenceAt = (path: string) => `998-${path.split('/').at(-1)}`;

async function toPayment(labels: readonly RegExp[], amount = ''): Promise<string> {
  const page = await choose(paying, token, { labels, amount });
  expect(page.status).toBe(200);
  return whereTo(await begin(paying, token, { page }));
}

describe('choosing what to pay', () => {
  test('what is due is ticked, what comes later is not, each with its amount and its day', async () => {
    const page = await see('/998/betal');
    expect(boxesOf(page)).toMatchObject({
      [named(1250, '1.250,00 kr.')]: { ticked: true },
      [named(300, '300,00 kr.')]: { ticked: false },
      [named(500, '500,00 kr.')]: { ticked: false },
    });
    expect(page.words).toContain('Fristen var 1. marts 2026.');
    expect(page.words).toContain('Betal senest 20. april 2026.');
    // A bill stands as an instalment does that has been asked for, and is ticked when nothing else is due before it.
    expect(page.words).toMatch(/betale nu .* 300,00 kr\. .*Det kommer senere .* 500,00 kr\./);
    await inMunicipality(database, SITE, async (tx) => {
      await paid(tx, anna, { claim: await claimOf(anna, 1_250), amount: 1_250, on: '2026-03-12' });
    });
    const next = await see('/998/betal');
    expect(Object.values(boxesOf(next)).map(({ ticked }) => ticked)).toEqual([true, false]);
    expect((await see('/998/overblik')).words).toContain('Næste betaling: 300,00 kr. senest 20. marts 2026.');
    expect(page.words).toContain('Det koster dig ikke noget at betale her.');
  });

  test('what is disputed or deferred is never ticked, and is said not to be needed; it may be paid all the same', async () => {
    const claim = await claimOf(anna, 1_250);
    await hold(claim, 'objection');
    const page = await see('/998/betal');
    expect(boxesOf(page)[named(1250, '1.250,00 kr.')]?.ticked).toBe(false);
    expect(page.words).toContain('Det skal du ikke betale nu Du må gerne betale, men du skal ikke.');
    const method = await choose(paying, token, { labels: [/1\.250/] });
    expect(method.words).toContain('Du betaler 1.250,00 kr.');
  });

  test('what the municipality may have the money for already is not ticked, and the reader is told to call before paying', async () => {
    const cprs = cprOf(800 + people);
    const bo = await inMunicipality(database, SITE, async (tx) => {
      const debtor = await somebody(tx, cprs);
      const old = await anOrdinaryClaim(tx, { claimId: `G-${people}`, debtors: [debtor], owed: 10 });
      await paid(tx, debtor, { claim: old, amount: 1_010, on: '2026-01-10' });
      await anOrdinaryClaim(tx, { claimId: `H-${people}`, debtors: [debtor], owed: 900, due: '2026-03-01' });
      await anOrdinaryClaim(tx, { claimId: `I-${people}`, debtors: [debtor], owed: 400, due: '2026-03-02' });
      return debtor;
    });
    const as = await paying.site.signIn({ debtor: bo });
    const first =
      'Vi har 1.000,00 kr., som måske er dine. En medarbejder ser på, om de kan betale det. Ring til os på 00 00 09 98, før du betaler.';
    const page = await see('/998/betal', as);
    expect(page.words).toContain(first);
    expect(page.words).toContain('Måske har vi pengene i forvejen. Fristen var 1. marts 2026.');
    expect(Object.values(boxesOf(page)).map(({ ticked }) => ticked)).toEqual([false, true]);
    // What is held is not enough for all of it.
    const overview = await see('/998/overblik', as);
    expect(overview.words).toContain(
      'Du mangler at betale 1.300,00 kr. Den ældste frist var 1. marts 2026. Vi har 1.000,00 kr., som måske er dine. En medarbejder ser på det. Betal Kan',
    );
    const debt = /href="(\/998\/gaeld\/[^"]+)">Regning H-/.exec(overview.body)?.[1] ?? '';
    for (const place of [debt, '/998/betal/bank']) expect((await see(place, as)).words).toContain(first);
  });

  test('nobody sees or pays what is another’s, whatever is sent', async () => {
    const others = boxesOf(await see('/998/betal'));
    const stranger = await paying.site.signIn({
      debtor: await inMunicipality(database, SITE, (tx) => somebody(tx, cprOf(900 + people))),
    });
    const page = await see('/998/betal', stranger);
    expect(page.words).toContain('Der er ikke noget at betale.');
    const debt = others[named(1250, '1.250,00 kr.')]?.value ?? '';
    const form = { form: tokenOfForm(page), debt, amount: '' };
    const sent = await ask(paying.site, '/998/betal/metode', { token: stranger, form });
    expect(sent.status).toBe(422);
    expect(sent.words).not.toContain('1.250');
    const key = '0123456789ABCDEFGHJK';
    const begun = await ask(paying.site, '/998/betal/begynd', {
      token: stranger,
      form: { ...form, method: 'mobilepay', sum: '125000', key },
    });
    expect(begun.status).toBe(422);
    expect(paying.simulator.payments.find(`998-${key}`)).toBeNull();
  });

  test.each([
    [[], '', 'Vælg mindst én ting, du vil betale.'],
    [[/1\.250/, /300/], '100', 'Vælg kun én gæld, hvis du vil betale en del.'],
    [[/300/], '300,01', 'Du kan højst betale 300,00 kr. på den gæld.'],
    [[/300/], '0', 'Skriv beløbet i kroner, for eksempel 250,00.'],
    [[/300/], '250,-x', 'Skriv beløbet i kroner, for eksempel 250,00.'],
    [[/300/], 'alt', 'Skriv beløbet i kroner, for eksempel 250,00.'],
  ])('chosen %s with the amount «%s» it is said: %s', async (labels, amount, words) => {
    const page = await choose(paying, token, { labels, amount });
    expect(page.status).toBe(422);
    expect(page.words).toContain(words);
    expect(page.body).toContain('<title>Fejl: ');
    if (amount !== '') expect(page.body).toContain(`value="${amount}"`);
  });

  test('of one debt that is more than can be paid at once a part can be, and of several fewer', async () => {
    await inMunicipality(database, SITE, (tx) =>
      anOrdinaryClaim(tx, { claimId: `R-${people}-stor`, debtors: [anna], owed: 700_000, due: '2026-03-01' }),
    );
    const alone = await choose(paying, token, { labels: [/700\.000/] });
    expect(alone.words).toContain('Du kan højst betale 650.000,00 kr. ad gangen. Skriv et mindre beløb.');
    const both = await choose(paying, token, { labels: [/700\.000/, /300/] });
    expect(both.words).toContain('Du kan højst betale 650.000,00 kr. ad gangen. Vælg færre ting.');
    const part = await choose(paying, token, { labels: [/700\.000/], amount: '650.000' });
    expect(part.words).toContain('Du betaler 650.000,00 kr.');
  });

  test.each(['250,-', 'kr. 250,–', '250 kr.', '250,00'])('«%s» is an amount', async (amount) => {
    const page = await choose(paying, token, { labels: [/300/], amount });
    expect(page.words).toContain('Du betaler 250,00 kr.');
  });

  test('in English it is the same, with amounts as English writes them', async () => {
    const page = await choose(paying, token, { labels: [/1,250/], amount: '1,000.50', path: '/998/en' });
    expect(page.status).toBe(200);
    expect(page.words).toContain('You pay DKK 1,000.50');
  });

  test('who changes the language after choosing still has what was chosen', async () => {
    const danish = await choose(paying, token, { labels: [/1\.250/, /300/] });
    expect(danish.body).toMatch(/form="resent"\s+formaction="\/998\/en\/betal\/metode"/);
    const inOther = (page: Reply, path: string) => {
      const { form: [form = ''] = [], debt = [], part = [], sum = [], key = [] } = hiddenOf(page);
      return ask(paying.site, path, { token, form: { form, debt, part, sum, key } });
    };
    expect((await inOther(danish, '/998/en/betal/metode')).words).toContain('You pay DKK 1,550.00');
    // The same figures are another amount, or none, in the other language: øre are carried.
    const part = await choose(paying, token, { labels: [/1\.250/], amount: '1.000,50' });
    const english = await inOther(part, '/998/en/betal/metode');
    expect(english.words).toContain('You pay DKK 1,000.50');
    expect((await inOther(english, '/998/betal/metode')).words).toContain('Du betaler 1.000,50 kr.');
  });
});

test('while what was chosen cannot be read no payment is begun, that is said, and what was chosen stands there to be tried again', async () => {
  const first = await see('/998/betal');
  const { form: [form = ''] = [] } = hiddenOf(first);
  const debt = [boxesOf(first)[named(1_250, '1.250,00 kr.')]?.value ?? ''];
  const second = await choose(paying, token, { labels: [/1\.250/], amount: '250,00' });
  const sent = [
    () => ask(paying.site, '/998/betal/metode', { token, form: { form, debt, amount: '250,00' } }),
    () => begin(paying, token, { page: second }),
  ];
  for (const send of sent) {
    const page = await without(database, 'notice', send);
    expect(page.status).toBe(503);
    expect(page.words).toContain(
      `Vi kan ikke begynde betalingen lige nu Vi har ikke begyndt nogen betaling, og der er ikke trukket penge. Det er valgt Regning R-${people}-1250 Beløb 250,00 kr. Prøv igen`,
    );
    expect(page.words).not.toContain('Fejl');
    const { form: [again = ''] = [], debt: chosen = [], part = [], method = [] } = hiddenOf(page);
    const form = { form: again, debt: chosen, part, method };
    expect((await ask(paying.site, '/998/en/betal/metode', { token, form })).words).toContain(
      'You pay DKK 250.00',
    );
  }
  const nothing = await without(database, 'account_balance', () => begin(paying, token, { page: second }));
  expect(nothing.status).toBe(503);
  expect(nothing.words).toContain(
    'Vi har ikke begyndt nogen betaling, og der er ikke trukket penge. Prøv igen om lidt, eller ring til os på 00 00 09 98. Beløb 250,00 kr. Prøv igen',
  );
  expect(hiddenOf(nothing)['debt']).toEqual(debt);
  const { rows } = await inMunicipality(database, SITE, (tx) =>
    sql`select from checkout where debtor_number = ${anna}::int`.execute(tx),
  );
  expect(rows).toEqual([]);
});

describe('who pays in their own bank', () => {
  /** Anna has got a line for a bill. */
  const lineOf = async (bill: number) => {
    const number = await claimOf(anna, bill);
    const base = `${people}`.padStart(6, '0') + `${bill}`.padStart(8, '0');
    await inMunicipality(database, SITE, (tx) =>
      givePaymentLines(tx, [{ base, kind: '71', to: 'claim', number, debtor: anna, on: date('2026-03-01') }]),
    );
    return `+71&lt;${base}`;
  };
  const toBank = async (labels: readonly RegExp[], amount = '') =>
    begin(paying, token, { page: await choose(paying, token, { labels, amount }), method: 'bank' });
  const carriedBy = (page: Reply) => {
    const { form: [form = ''] = [], debt = [], part = [], method = [], sum = [], key = [] } = hiddenOf(page);
    return { form, debt, part, method, sum, key };
  };

  test('sees what was chosen alone, with its line and the amount that was, also in another language and after coming back', async () => {
    const [line, other] = [await lineOf(1_250), await lineOf(300)];
    const page = await toBank([/1\.250/], '250,00');
    expect(page.status).toBe(200);
    expect(page.body).toContain(line);
    expect(page.words).toMatch(
      /Trin 3 af 3 Betal i din egen bank Skriv betalingslinjen og beløbet i din bank\..* Beløb 250,00 kr\. Fristen/,
    );
    expect(page.body).not.toContain(other);
    expect(page.words).not.toMatch(/1\.250,00|300,00|500,00/);
    const english = await ask(paying.site, '/998/en/betal/begynd', { token, form: carriedBy(page) });
    expect(english.words).toContain('Amount DKK 250.00');
    const method = await ask(paying.site, '/998/betal/metode', { token, form: carriedBy(page) });
    expect(method.words).toContain('Du betaler 250,00 kr.');
    expect(boxesOf(method)['Din egen bank']?.ticked).toBe(true);
    const form = { ...carriedBy(method), back: 'yes' };
    const first = await ask(paying.site, '/998/betal/metode', { token, form });
    expect(first.status).toBe(200);
    expect(Object.values(boxesOf(first)).map(({ ticked }) => ticked)).toEqual([true, false, false]);
    expect(first.body).toContain('value="250,00"');
    expect(first.body).toMatch(/name="back"\s+value="yes"/);
  });

  test('of several pays each by its own line, and is told what the account does with what has none', async () => {
    const [line, other] = [await lineOf(1_250), await lineOf(300)];
    const page = await toBank([/1\.250/, /500/]);
    expect(page.body).toContain(line);
    expect(page.body).not.toContain(other);
    expect(page.words).toContain(
      `Betaler du hertil, kan vi ikke se, hvad det er for. Pengene går til det, der skal betales først.`,
    );
    expect(page.words).toContain(
      `Det her har ingen betalingslinje: ${named(500, '500,00 kr.').replace(':', '')}`,
    );
    expect(page.words).not.toContain('300,00 kr.');
  });
});

test('the forms carry what was chosen, and a key that is another each time', async () => {
  const [one, other] = [
    hiddenOf(await choose(paying, token, { labels: [/1\.250/, /300/] })),
    hiddenOf(await choose(paying, token, { labels: [/300/] })),
  ];
  expect(one['debt']).toHaveLength(2);
  expect(one['sum']).toEqual(['155000']);
  expect(one['key']).not.toEqual(other['key']);
});

describe('paying by MobilePay', () => {
  test('leads to a page with the way on; after approval the page says thanks, what it covered, and what is left', async () => {
    const path = await toPayment([/1\.250/], '1.000,00');
    const reference = referenceAt(path);
    const open = await see(path);
    expect(open.words).toContain('Betalingen er ikke færdig endnu.');
    expect(open.body).toMatch(/href="http:\/\/127\.0\.0\.1:\d+\/betal\/[0-9a-f]{32}"/);
    await paying.simulator.decide(reference, 'authorized');
    expect(await paying.timer()).toBe(1);
    const paid = await see(path);
    expect(paid.words).toContain('Tak. Vi har modtaget 1.000,00 kr.');
    expect(paid.words).toContain('Tilbage: 250,00 kr.');
    expect(paid.words).toContain(`Nummer ${reference}`);
    const [receipt = ''] = receiptsOn(paid);
    expect((await see(receipt)).headers.get('content-type')).toBe('application/pdf');
    expect(await owed()).toBe(kroner(1_050));
  });

  test.each([
    ['closed', { state: 'closed' }],
    ['tried by others', { state: 'test' }],
  ] as const)(
    'who comes back when the pages are %s meanwhile reads how it went and has its receipt, and finds nothing else',
    async (_, chosen) => {
      const claim = await claimOf(anna, 500);
      await inMunicipality(database, SITE, (tx) => paid(tx, anna, { claim, amount: 100, on: '2026-03-12' }));
      const [byBank = ''] = receiptsOn(await see('/998/papirer/betalinger'));
      expect((await see(byBank)).status).toBe(200);
      const path = await toPayment([/300/]);
      await paying.simulator.decide(referenceAt(path), 'authorized');
      await paying.timer();
      try {
        await paying.site.choose(chosen);
        expect(whereTo(await see(`${path}/retur`))).toBe(path);
        const page = await see(path);
        expect(page.words).toContain('Tak. Vi har modtaget 300,00 kr.');
        expect(page.words).toContain('Resten af siden er lukket.');
        expect(page.body).not.toMatch(/href="[^"]*overblik/);
        const [receipt = ''] = receiptsOn(page);
        expect((await see(receipt)).headers.get('content-type')).toBe('application/pdf');
        expect((await see(byBank)).status).toBe(404);
        for (const other of ['/998/overblik', '/998/betal', '/998/papirer'])
          expect((await see(other)).status, other).toBe(303);
        const out = await see(path, null);
        expect(out.words).toContain('Tak. Vi har modtaget betalingen.');
        const form = { form: tokenOfForm(page) };
        expect((await ask(paying.site, '/998/log-ud', { token, form })).status).toBeLessThan(400);
        expect((await see(path)).words).not.toContain('300,00');
      } finally {
        await paying.site.choose({});
      }
    },
  );

  test('the browser that comes back proves nothing, whatever it says', async () => {
    const path = await toPayment([/300/]);
    paying.simulator.payments.telling = 'never';
    for (const lie of ['?status=ok', '?status=cancelled', '']) {
      const back = await ask(paying.site, `${path}/retur${lie}`);
      expect(whereTo(back)).toBe(path);
      expect((await see(path)).words).toContain('Vi har ikke fået svar endnu. Betal ikke igen.');
    }
    await paying.simulator.decide(referenceAt(path), 'aborted');
    paying.site.wait(1);
    expect((await see(path)).words).toContain('Betalingen blev ikke gennemført. Der er ikke trukket penge.');
    paying.simulator.payments.telling = 'once';
    expect(await owed()).toBe(kroner(2_050));
  });

  test('a second press of the button, or the page again, is the same payment', async () => {
    const page = await choose(paying, token, { labels: [/300/] });
    const [first, second] = await Promise.all([
      begin(paying, token, { page }),
      begin(paying, token, { page }),
    ]);
    expect(whereTo(second)).toBe(whereTo(first));
    expect(whereTo(await begin(paying, token, { page }))).toBe(whereTo(first));
  });

  test('what is being paid is told where one pays, and cannot be chosen; another amount of it, in a tab from before, leads to no other payment', async () => {
    const before = await see('/998/betal');
    const late = boxesOf(before)[named(1250, '1.250,00 kr.')]?.value ?? '';
    const path = await toPayment([/1\.250/, /300/]);
    const page = await see('/998/betal');
    expect(page.words).toContain('En betaling på 1.550,00 kr. er i gang. Den er ikke færdig endnu.');
    expect(page.body).toContain(`href="${path}"`);
    expect(Object.keys(boxesOf(page))).toEqual([named(500, '500,00 kr.')]);
    const form = { form: tokenOfForm(before), debt: late, amount: '100' };
    const other = await ask(paying.site, '/998/betal/metode', { token, form });
    expect(other.status).toBe(422);
    expect(other.words).toContain('En betaling på 1.550,00 kr. er i gang på noget af det.');
    const key = '0123456789ABCDEFGHJM';
    const begun = await ask(paying.site, '/998/betal/begynd', {
      token,
      form: { ...form, method: 'mobilepay', sum: '10000', key },
    });
    expect(begun.status).toBe(422);
    expect(paying.simulator.payments.find(`998-${key}`)).toBeNull();
  });

  test('what may have been paid is asked for nowhere until the provider has told, and never ticked', async () => {
    const debt = /href="(\/998\/gaeld\/[^"]+)">Regning R-\d+-1250/;
    const address = debt.exec((await see('/998/overblik')).body)?.[1] ?? '';
    const path = await toPayment([/1\.250/], '1.000');
    expect((await see('/998/overblik')).words).toContain(
      'En betaling på 1.000,00 kr. er i gang. Den er ikke færdig endnu. Se betalingen. Du mangler at betale 1.250,00 kr.',
    );
    paying.simulator.payments.goWrong('read', 'down');
    paying.site.wait(1);
    expect((await see(path)).words).toContain('Betal ikke igen.');
    const checked = 'Vi tjekker betalingen på 1.000,00 kr. Betal ikke igen.';
    // What is left besides it is still late.
    expect((await see('/998/overblik')).words).toContain(
      `${checked} Se betalingen. Du mangler at betale 250,00 kr. Fristen var 1. marts 2026.`,
    );
    const rest = 'Resten kan du betale, når den betaling er på plads.';
    for (const place of ['/998/overblik', '/998/betal', '/998/betal/bank'])
      expect((await see(place)).words).toContain(rest);
    await toPayment([/300/]);
    const waiting = await see('/998/overblik');
    expect(waiting.words).toContain(rest);
    expect(/<div class="next-payment[^]*?<\/div>/.exec(waiting.body)?.[0]).not.toContain('/998/betal"');
    for (const place of [address, '/998/betal', '/998/betal/bank']) {
      const page = await see(place);
      expect(page.words).toContain(checked);
      expect(page.words).not.toMatch(/Betal, eller ring|Du kan betale 1\.250/);
      expect(Object.keys(boxesOf(page)).some((name) => name.includes('1250'))).toBe(false);
    }
  });

  test('when the provider is silent it is said that it is being looked into, and never that nothing was taken', async () => {
    const path = await toPayment([/300/]);
    for (let times = 0; times < 3; times += 1) {
      paying.simulator.payments.goWrong('read', times === 0 ? 'lost' : 'down');
      paying.site.wait(1);
      const page = await see(path);
      expect(page.words).toContain('Vi tjekker betalingen. Betal ikke igen.');
      expect(page.words).not.toContain('ikke trukket');
    }
    paying.site.wait(1);
    expect((await see(path)).words).toContain('Betalingen er ikke færdig endnu.');
  });

  test('it can be stopped, and begun again', async () => {
    const path = await toPayment([/300/]);
    const page = await see(path);
    const form = { form: tokenOfForm(page) };
    expect(whereTo(await ask(paying.site, `${path}/stop`, { token, form }))).toBe(path);
    expect((await see(path)).words).toContain('Betalingen blev ikke gennemført.');
    expect(await toPayment([/300/])).not.toBe(path);
  });

  test('who goes on with a payment after the bill was paid in another way is told not to pay, and nothing is taken', async () => {
    const path = await toPayment([/300/]);
    const claim = await claimOf(anna, 300);
    await inMunicipality(database, SITE, (tx) => paid(tx, anna, { claim, amount: 300, on: '2026-03-12' }));
    // The provider has been asked a moment ago, and is not asked again yet.
    const page = await see(path);
    expect(page.words).toContain('Betal ikke. Du skylder ikke længere det, du ville betale.');
    expect(page.words).not.toContain('Fortsæt til MobilePay');
    paying.site.wait(1);
    expect((await see(path)).words).toContain(
      'Betalingen blev ikke gennemført. Der er ikke trukket penge. Beløb 300,00 kr. Måde MobilePay Du skylder ikke længere det, du ville betale.',
    );
    expect(await owed()).toBe(kroner(1_750));
  });

  test.each([
    [
      'at Gældsstyrelsen',
      (tx, claim) => sent(tx, claim, 300),
      'Du betaler til Gældsstyrelsen på mit.gaeldst.dk.',
    ],
    [
      'stopped by a bankruptcy',
      (tx, claim) => held(tx, claim, 'bankruptcy'),
      'Du kan ikke betale her lige nu. Ring til os på',
    ],
  ] as const satisfies readonly [
    string,
    (tx: MunicipalityTx, claim: ClaimNumber) => Promise<void>,
    string,
  ][])(
    'who goes on with a payment of what is %s meanwhile is not led on, and nothing is taken',
    async (_, happens, words) => {
      const path = await toPayment([/300/]);
      const claim = await claimOf(anna, 300);
      await inMunicipality(database, SITE, (tx) => happens(tx, claim));
      const page = await see(path);
      expect(page.words).toContain(`Betal det ikke her. ${words}`);
      expect(page.words).not.toContain('Fortsæt til MobilePay');
      expect((await see('/998/betal')).words).not.toContain('Gør den færdig');
      await approved(path);
      const after = await see(path);
      expect(after.words).toContain('Betalingen blev ikke gennemført. Der er ikke trukket penge.');
      expect(after.words).toContain(words);
      expect(after.words).not.toContain('Prøv igen');
    },
  );

  const tookBack = (payment: PaymentNumber) =>
    inMunicipality(database, SITE, (tx) =>
      reversePayment(tx, {
        payment,
        kind: 'charged-back',
        reference: `tilbage ${payment}`,
        on: date('2026-03-12'),
        because: 'prøve',
        by: 'prøve',
        at: OPENED_AT,
      }),
    );
  const stored = async (path: string) => {
    const reference = referenceOf(SITE, path.split('/').at(-1) ?? '');
    const checkout = await inMunicipality(database, SITE, (tx) => checkoutByReference(tx, reference));
    if (checkout?.payment === null || checkout === null) throw new Error('it is in the ledger');
    return { reference, payment: checkout.payment };
  };
  const approved = async (path: string) => {
    await paying.simulator.decide(referenceAt(path), 'authorized');
    await paying.timer();
  };

  test('a payment that the bank has taken back is thanked for no longer, and what it had covered is owed again', async () => {
    const path = await toPayment([/300/]);
    await approved(path);
    const { payment } = await stored(path);
    expect((await tookBack(payment)).ok).toBe(true);
    const page = await see(path);
    expect(page.words).toContain(
      'Betalingen er gået tilbage. Pengene gik tilbage fra os den 12. marts 2026. Betalingen dækker ikke længere noget. Beløb 300,00 kr. Måde MobilePay Du skylder igen det, som betalingen havde dækket. Det havde betalingen dækket Regning',
    );
    expect(page.words).toContain('Tilbage: 300,00 kr.');
    for (const who of [token, null]) expect((await see(path, who)).words).not.toContain('Tak.');
  });

  test('who gets back what was paid twice owes nothing again', async () => {
    const path = await toPayment([/300/]);
    paying.simulator.payments.goWrong('capture', 'lost');
    await approved(path);
    for (const amount of [1_250, 300, 500]) {
      const claim = await claimOf(anna, amount);
      await inMunicipality(database, SITE, (tx) => paid(tx, anna, { claim, amount, on: '2026-03-11' }));
    }
    paying.site.wait(1);
    await paying.timer();
    expect((await see(path)).words).toContain('Tak. Vi har modtaget 300,00 kr. Det skyldte du ikke længere.');
    const { reference } = await stored(path);
    await inMunicipality(database, SITE, async (tx) => {
      const sentBack = { reference, because: 'betalt to gange', at: OPENED_AT };
      await proposeCheckoutRefund(tx, { ...sentBack, by: 'anne' });
      await approveCheckoutRefund(tx, { ...sentBack, by: 'bo' });
    });
    await paying.timer();
    const { words } = await see(path);
    expect(words).toContain('Pengene er sendt tilbage. Det kan tage nogle dage, før du kan se dem.');
    expect(words).not.toContain('skylder');
    const payments = await see('/998/papirer/betalinger');
    expect(payments.words).toContain('Vi sendte pengene tilbage den 12. marts 2026.');
    expect(payments.words).not.toContain('vores fejl');
  });

  test('an amount that has changed since it was shown is shown again first', async () => {
    const page = await choose(paying, token, { labels: [/300/] });
    const again = await begin(paying, token, { page, otherwise: { sum: '1' } });
    expect(again.status).toBe(422);
    expect(again.words).toContain('Beløbet har ændret sig, siden du så det.');
  });

  test('who has the address of a payment and is not the one who pays sees how it goes, and nothing else', async () => {
    const path = await toPayment([/1\.250/]);
    const stranger = await paying.site.signIn({ name: 'Bo Prøvesen' });
    for (const who of [null, stranger]) {
      const page = await see(path, who);
      expect(page.words).toContain('Betalingen er ikke færdig endnu.');
      expect(page.words).not.toMatch(/1\.250|Regning|Fortsæt|Stop/);
      expect(page.words.includes('Log på for at se beløbet')).toBe(who === null);
      expect(page.words.includes('Måske er det en andens betaling.')).toBe(who !== null);
    }
    const form = { form: tokenOfForm(await see('/998/overblik', stranger)) };
    expect((await ask(paying.site, `${path}/stop`, { token: stranger, form })).status).toBe(404);
    await paying.simulator.decide(referenceAt(path), 'authorized');
    await paying.timer();
    const paid = await see(path, null);
    expect(paid.words).toContain('Tak. Vi har modtaget betalingen.');
    expect(paid.words).not.toMatch(/1\.250|Regning/);
  });

  test('who may not pay for somebody finds no page to pay on', async () => {
    const viewer = await paying.site.signIn({ debtor: anna, scopes: ['see'] });
    expect((await see('/998/betal', viewer)).status).toBe(404);
    expect((await see('/998/overblik', viewer)).body).not.toContain('/998/betal"');
  });
});

describe('calls of the provider', () => {
  const call = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${paying.site.url}/998/besked/mobilepay`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  test('that are not signed are refused, and nothing is written', async () => {
    const path = await toPayment([/300/]);
    const body = JSON.stringify({ msn: '123456', reference: referenceAt(path), name: 'AUTHORIZED' });
    expect((await call(body)).status).toBe(401);
    expect(await paying.simulator.tell(referenceAt(path), 'forged')).toBe(401);
    expect((await call('x'.repeat(20_000))).status).toBe(413);
    expect((await see(path)).words).toContain('Betalingen er ikke færdig endnu.');
  });

  test('that are theirs make it due to be looked at, twice as well as once', async () => {
    const path = await toPayment([/300/]);
    while ((await paying.timer()) > 0);
    expect(await paying.simulator.tell(referenceAt(path))).toBe(200);
    expect(await paying.simulator.tell(referenceAt(path))).toBe(200);
    expect(await paying.timer()).toBe(1);
    expect(await paying.timer()).toBe(0);
  });

  test('at a municipality that is not here find nothing', async () => {
    const there = await fetch(`${paying.site.url}/997/besked/mobilepay`, { method: 'POST', body: '{}' });
    expect(there.status).toBe(404);
  });
});

test('by card it is the same: a page that is not ours, a call that says the word given with the payment, and thanks', async () => {
  const cards = await startNexiSimulator({ clock: () => OPENED_AT });
  await using site = await openPayingSite(database, {
    card: () => nexiProvider({ access: cards.access, termsAddress: 'https://boegevang.example' }),
  });
  const as = await site.site.signIn({ debtor: anna });
  const page = await choose(site, as, { labels: [/300/] });
  expect(page.words).toContain('Du skriver kortets nummer på en side, der ikke er vores.');
  const path = whereTo(await begin(site, as, { page, method: 'card' }));
  const open = await ask(site.site, path, { token: as });
  expect(open.words).toContain('Fortsæt til betaling med kort');
  const forged = await fetch(`${site.site.url}/998/besked/kort/${path.split('/').at(-1)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'et gaet' },
    body: '{}',
  });
  expect(forged.status).toBe(401);
  await cards.decide(referenceAt(path), 'authorized');
  expect(await site.timer()).toBeGreaterThanOrEqual(1);
  expect((await ask(site.site, path, { token: as })).words).toContain('Tak. Vi har modtaget 300,00 kr.');
  await cards.close();
});

test('while only test persons get in, no real money is taken unless the municipality has said so', async () => {
  const choices = { state: 'test' as const, testPersons: [anna] };
  await using real = await openPayingSite(database, { choices, simulated: false });
  const as = await real.site.signIn({ debtor: anna });
  const none = await choose(real, as, { labels: [/300/] });
  expect(Object.keys(boxesOf(none))).toEqual(['Din egen bank']);
  expect((await begin(real, as, { page: none })).status).toBe(422);
  const payment = { mobilepay: true, card: false, bank: false, inTest: 'real' } as const;
  await real.site.choose({ ...choices, payment });
  expect(Object.keys(boxesOf(await choose(real, as, { labels: [/300/] })))).toEqual(['MobilePay']);
});

async function claimOf(debtor: DebtorNumber, amount: number): Promise<ClaimNumber> {
  return inMunicipality(database, SITE, async (tx) => {
    const { rows } = await sql<{ claim: ClaimNumber }>`
      select claim_number as claim from claim join liability using (claim_number) join part_claim p using (claim_number)
      where debtor_number = ${debtor} and p.principal_ore = ${amount * 100}`.execute(tx);
    const [row] = rows;
    if (row === undefined) throw new Error('there is no such claim');
    return row.claim;
  });
}

async function hold(claim: ClaimNumber, reason: 'objection'): Promise<void> {
  const placed = {
    from: date('2026-03-01'),
    reviewOn: date('2026-06-01'),
    about: 'prøve',
    by: 'prøve',
    at: OPENED_AT,
  };
  await inMunicipality(database, SITE, (tx) => placeHolds(tx, [{ claim, reason, debtor: null, ...placed }]));
}
