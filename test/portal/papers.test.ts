import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import type { SessionToken } from '../../src/identity/sessions.ts';
import type { MayActFor } from '../../src/identity/types.ts';
import { date, monthOf } from '../../src/kernel/dates.ts';
import {
  letterId,
  decisionId,
  letterOfNotice,
  type DebtorNumber,
  type LetterId,
} from '../../src/kernel/ids.ts';
import { ore, readableKroner } from '../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { archivedLetter, archivedModel } from '../../src/letters/archive.ts';
import { pageKeyOf, pageRef } from '../../src/municipality/page-refs.ts';
import { answerRefunds } from '../../src/payments/answer-refunds.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { approveRefund, proposeRefund } from '../../src/payments/propose-refund.ts';
import { receive } from '../../src/payments/receive.ts';
import { orderReference } from '../../src/payments/refund-orders.ts';
import { eventsFor } from '../../src/notifications/events.ts';
import { reversePayment, type ReversalKind } from '../../src/payments/reverse-payment.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { letterAddresses } from '../../src/web/portal/letter-addresses.ts';
import { makeLettersOn, remind, reminderTo } from '../integration/notices-town.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { morningOf } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { paid, type CitizensTown } from './citizens-town.ts';
import { aTownWithPapers } from './papers-town.ts';
import { ask, openSite, SITE, tokenOfForm, type Reply, type Site } from './portal-site.ts';

let town: CitizensTown;
let site: Site;
beforeAll(async () => {
  town = await aTownWithPapers();
  site = await openSite(town.database);
}, 60_000);
afterAll(async () => {
  await site.close();
  await town.database.close();
});

const planOf = (debtor: DebtorNumber) =>
  letterId(decisionId(monthOf(date('2026-03-01')), debtor, 0), 'decision');
const see = async (debtor: DebtorNumber | null, path: string): Promise<Reply> =>
  ask(site, path, { token: await site.signIn({ debtor }) });
const refOf = (kind: 'letter' | 'payment', number: bigint) =>
  town.do(async (tx) => pageRef(await pageKeyOf(tx), kind, number));
interface Got {
  readonly headers: Headers;
  readonly status: number;
  /** Its bytes, one sign for each. */
  readonly text: string;
  /** As its reader's program shows it. */
  readonly title: string | undefined;
}

async function file(path: string, token: SessionToken): Promise<Got> {
  const reply = await fetch(site.url + path, {
    headers: { cookie: `afdrag-998=${token}` },
    redirect: 'manual',
  });
  const bytes = Buffer.from(await reply.arrayBuffer());
  const title = /<dc:title>.*?<rdf:li[^>]*>([^<]*)</s.exec(bytes.toString('utf8'))?.[1];
  return {
    headers: reply.headers,
    status: reply.status,
    text: bytes.toString('latin1'),
    title: title?.replaceAll('\u00A0', ' '),
  };
}

describe('the letters', () => {
  test('that have been sent are listed, the newest first, each with its debts; what waits to be sent is not', async () => {
    const { words, body } = await see(town.anna, '/998/papirer/breve');
    // The menu says where one is.
    expect(body).toContain('<li class="active"><a href="/998/papirer" aria-current="true">');
    const names = Array.from(body.matchAll(/<h2 class="h3">([^<]*)</g), ([, name]) => name);
    expect(names).toEqual(['Beslutning om, hvad du skal betale om måneden', 'Rykker']);
    // The day that is printed on it; it was sent the day after.
    expect(words).toContain('Rykker Brevets dato 9. marts 2026');
    expect(words).toContain('Brevets dato 10. marts 2026 Handler om Kontanthjælp, januar 2025');
    expect(words).toContain('og 9 til');
    const waiting = await refOf(
      'letter',
      letterOfNotice(reminderTo(town.anna, { on: '2026-03-12', place: 1 })),
    );
    expect((await see(town.anna, `/998/papirer/brev/${waiting}`)).status).toBe(404);
  });

  test('are had as they were sent, byte for byte, under a name that tells nothing, and kept by nothing on the way', async () => {
    const letter = planOf(town.anna);
    const archived = await town.do((tx) => archivedLetter(tx, { letter, language: 'da', recipient: 0 }));
    const token = await site.signIn({ debtor: town.anna });
    const got = await file(`/998/papirer/brev/${await refOf('letter', letter)}`, token);
    expect(got.status).toBe(200);
    expect(got.text).toBe(Buffer.from(archived?.document?.pdf ?? []).toString('latin1'));
    expect(got.headers.get('content-type')).toBe('application/pdf');
    expect(got.headers.get('content-disposition')).toBe('attachment; filename="brev-2026-03-10.pdf"');
    expect(got.headers.get('cache-control')).toBe('no-store');
    expect(got.text).toContain('pdfuaid:part>1<');
  });

  test('have their translation beside them, where there is one', async () => {
    const { words } = await see(town.bo, '/998/papirer/breve');
    expect(words).toContain('Hent den engelske oversættelse (PDF)');
    const ref = await refOf('letter', planOf(town.bo));
    const got = await file(`/998/papirer/brev/${ref}/engelsk`, await site.signIn({ debtor: town.bo }));
    expect(got.text).toContain('/Lang (en-GB)');
    const none = await refOf('letter', planOf(town.anna));
    expect((await see(town.anna, `/998/papirer/brev/${none}/engelsk`)).status).toBe(404);
  });

  test('that were kept as their data alone are set when they are asked for', async () => {
    const letter = letterOfNotice(reminderTo(town.bo, { on: '2026-03-11' }));
    const archived = await town.do((tx) => archivedLetter(tx, { letter, language: 'da', recipient: 0 }));
    expect(archived?.document).toBeNull();
    const got = await file(
      `/998/papirer/brev/${await refOf('letter', letter)}`,
      await site.signIn({ debtor: town.bo }),
    );
    expect(got.status).toBe(200);
    expect(got.text).toContain('pdfuaid:part>1<');
  });

  test('of another are not there, whatever is asked for', async () => {
    const ref = await refOf('letter', planOf(town.anna));
    for (const debtor of [town.bo, town.dorthe, null])
      expect((await see(debtor, `/998/papirer/brev/${ref}`)).status).toBe(404);
    expect((await ask(site, `/998/papirer/brev/${ref}`)).status).toBe(303);
  });

  test('stand on the page of each debt that they are about', async () => {
    const { body } = await see(town.anna, '/998/overblik');
    const debt = /href="([^"]+)">Kontanthjælp, januar 2025</.exec(body)?.[1] ?? '';
    const page = await see(town.anna, debt);
    const ref = await refOf('letter', planOf(town.anna));
    expect(page.body).toContain(`href="/998/papirer/brev/${ref}"`);
    expect(page.words).toContain('10. marts 2026: beslutning om, hvad du skal betale om måneden.');
    expect(page.words).toContain('9. marts 2026: rykker. Fristen er 27. marts 2026.');
  });

  test('that went to somebody else alone are said to have, and are not shown', async () => {
    const { words } = await see(town.carl, '/998/papirer/breve');
    expect(words).toContain('Brevet er sendt til den, der handler for dig.');
    const ref = await refOf('letter', planOf(town.carl));
    expect((await see(town.carl, `/998/papirer/brev/${ref}`)).status).toBe(404);
  });
});

describe('the letters for who acts for another', () => {
  const acting = async (own: DebtorNumber, debtor: DebtorNumber, basis: MayActFor['basis']) => {
    const mayActFor: MayActFor[] = [{ debtor, basis, scopes: ['see', 'pay', 'write'] }];
    const token = await site.signIn({ debtor: own, mayActFor });
    const form = { form: tokenOfForm(await ask(site, '/998/vaelg', { token })), whom: '0' };
    const reply = await ask(site, '/998/vaelg/person', { token, form });
    const [, renewed = ''] = /afdrag-998=([\w-]{43})/.exec(reply.headers.get('set-cookie') ?? '') ?? [];
    return renewed;
  };

  test('are their own copies, and for another of those who act for the same person they are not there', async () => {
    const ref = await refOf('letter', planOf(town.carl));
    const guardian = await file(`/998/papirer/brev/${ref}`, await acting(town.bo, town.carl, 'guardian'));
    expect(guardian.status).toBe(200);
    const copies = await town.do((tx) =>
      archivedLetter(tx, { letter: planOf(town.carl), language: 'da', recipient: 1 }),
    );
    expect(guardian.text).toBe(Buffer.from(copies?.document?.pdf ?? []).toString('latin1'));
    const other = await acting(town.dorthe, town.carl, 'power');
    expect((await file(`/998/papirer/brev/${ref}`, other)).status).toBe(404);
    expect((await ask(site, '/998/papirer/breve', { token: other })).body).not.toContain('Vera');
  });

  test('are the person’s, unless the address is protected: then they are known of, and not shown', async () => {
    const ref = await refOf('letter', planOf(town.anna));
    const helper = await acting(town.dorthe, town.anna, 'power-of-attorney');
    expect((await file(`/998/papirer/brev/${ref}`, helper)).status).toBe(200);
    await protect(town.anna);
    const { words } = await ask(site, '/998/papirer/breve', { token: helper });
    expect(words).toContain('Adressen er beskyttet. Derfor kan du ikke hente brevet her.');
    expect((await file(`/998/papirer/brev/${ref}`, helper)).status).toBe(404);
    expect((await see(town.anna, `/998/papirer/brev/${ref}`)).status).toBe(200);
    // So is a guardian's own copy that was made before, with all that stands in the letter.
    const own = `/998/papirer/brev/${await refOf('letter', planOf(town.carl))}`;
    const guardian = await acting(town.bo, town.carl, 'guardian');
    expect((await file(own, guardian)).status).toBe(200);
    await protect(town.carl);
    expect((await file(own, guardian)).status).toBe(404);
  });
});

/** CPR tells that somebody's address is protected from now on. */
async function protect(debtor: DebtorNumber): Promise<void> {
  await town.do(async (tx) => {
    await sql`insert into fact_fetch select max(fetch_number) + 1, '2026-03-01', '2026-03-12T08:00Z', '2026-03-12T08:00Z', 'prøve'
      from fact_fetch`.execute(tx);
    await sql`insert into fact_batch select max(batch) + 1, (select max(fetch_number) from fact_fetch), '2026-03-12T08:00Z'
      from fact_batch`.execute(tx);
    await sql`
      insert into person_record (debtor_number, batch, current_cpr, name, born, status, address, address_protected, digital_post,
        children, children_under_18, message_id)
      select debtor_number, (select max(batch) from fact_batch), current_cpr, name, born, status, address, true, digital_post,
        children, children_under_18, message_id
      from person_record where debtor_number = ${debtor} order by batch desc limit 1`.execute(tx);
  });
}

/** The address of one of the debts on somebody's overview, by its name. */
async function debtOf(token: SessionToken, name: string): Promise<string> {
  const { body } = await ask(site, '/998/overblik', { token });
  return new RegExp(`href="(/998/gaeld/[^"]+)">${name}<`).exec(body)?.[1] ?? '';
}

async function pays(amount: number, reference: string, on = '2026-03-02'): Promise<PaymentNumber> {
  const received = await town.do((tx) =>
    receive(tx, {
      amount: ore(BigInt(amount)),
      channel: 'mobilepay',
      reference,
      receivedOn: date(on),
      told: { by: 'debtor', debtor: town.dorthe, wish: [] },
      by: 'prøve',
      at: morningOf(on),
    }),
  );
  if (!received.ok) throw new Error(received.refusal.tag);
  return received.value.payment;
}

function goesBack(payment: PaymentNumber, kind: ReversalKind) {
  return town.do((tx) =>
    reversePayment(tx, {
      payment,
      kind,
      reference: `tilbage ${payment}`,
      on: date('2026-03-10'),
      because: 'prøve',
      by: 'prøve',
      at: morningOf('2026-03-10'),
    }),
  );
}

describe('the payments', () => {
  test('are all there with what they covered, and each has a receipt, also who paid in their own bank', async () => {
    const { words, body } = await see(town.anna, '/998/papirer/betalinger');
    expect(words).toContain('10. februar 2026 75,00 kr. Fra din bank Regning A-7');
    const path = /href="([^"]+kvittering[^"]+)"/.exec(body)?.[1] ?? '';
    const got = await file(path, await site.signIn({ debtor: town.anna }));
    expect(got.title).toBe('Kvittering');
    expect(got.text).toContain('/Lang (da-DK)');
    expect(got.text).toContain('pdfuaid:part>1<');
    expect(got.headers.get('content-disposition')).toBe('attachment; filename="kvittering-2026-02-10.pdf"');
    for (const other of [town.bo, town.carl]) expect((await see(other, path)).status).toBe(404);
  });

  test('that have gone back say so, on the page, in the file and on their receipts', async () => {
    const payment = await pays(5_000, 'dækker');
    await goesBack(payment, 'charged-back');
    const token = await site.signIn({ debtor: town.dorthe });
    const { words } = await ask(site, '/998/papirer/betalinger', { token });
    expect(words).toContain(
      'Pengene gik tilbage fra os den 10. marts 2026. Betalingen dækker ikke længere noget.',
    );
    // Nothing more is done about it for some days, and there is a message before they are over.
    expect((await ask(site, '/998/overblik', { token })).words).toContain(
      'En betaling blev taget af igen den 10. marts 2026, og derfor mangler pengene. Betal senest 23. marts 2026. Indtil da gør vi ikke mere ved det.',
    );
    const soon = await town.do((tx) =>
      eventsFor(tx, [town.dorthe], { on: date('2026-03-20'), daysBefore: 3 }),
    );
    expect(soon.map(({ kind, event }) => `${kind} ${event.slice(-10)}`)).toEqual(['due-soon 2026-03-23']);
    const receipt = await file(`/998/papirer/kvittering/${await refOf('payment', payment)}`, token);
    expect(receipt.title).toBe('Kvittering for en betaling, der er gået tilbage');
    const { body } = await ask(site, '/998/papirer/betalinger/csv', { token });
    expect(body).toMatch(/2026-03-02;nr\. \d{19};MobilePay;.*;50,00;2026-03-10\r\n/);
  });

  test('say what was more than was owed, and add up in the file to what was paid', async () => {
    await pays(200_000, 'for meget', '2026-03-03');
    const token = await site.signIn({ debtor: town.dorthe });
    const { words } = await ask(site, '/998/papirer/betalinger', { token });
    expect(words).toContain('Mere, end du skyldte: ');
    const { body, headers } = await ask(site, '/998/papirer/betalinger/csv', { token });
    const rows = body.split('\r\n').filter((row) => row.startsWith('2026-03-03'));
    const sum = rows.reduce((all, row) => all + Number(row.split(';').at(-2)?.replace(',', '')), 0);
    expect(sum).toBe(200_000);
    const { text } = await file('/998/papirer/betalinger/csv', token);
    expect(text.startsWith(Buffer.from('\uFEFFDag;').toString('latin1'))).toBe(true);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="betalinger-2026-03-12.csv"');
  });

  test('tell of money that was too much when it was paid back, and of a bill that was taken back that they cover it no longer', async () => {
    const at = morningOf('2026-03-04');
    const [gerda, withdrawn] = await town.do(async (tx) => {
      const debtor = await somebody(tx, cprOf(9));
      const claim = await anOrdinaryClaim(tx, { claimId: 'G-1', debtors: [debtor], owed: 2_600 });
      await paid(tx, debtor, { claim, amount: 1_000, on: '2026-02-20' });
      await paid(tx, debtor, { claim, amount: 2_100, on: '2026-02-21' });
      const other = await anOrdinaryClaim(tx, { claimId: 'G-2', debtors: [debtor], owed: 80 });
      await paid(tx, debtor, { claim: other, amount: 80, on: '2026-02-22' });
      return [debtor, claim] as const;
    });
    const token = await site.signIn({ debtor: gerda });
    const list = () => ask(site, '/998/papirer/betalinger', { token });
    // The overview says the same of it.
    const atOnce = async () =>
      /2\.600,00 kr\.[^.]* (?:måske er dine|på vej tilbage til dig)/.exec(
        (await ask(site, '/998/overblik', { token })).words,
      )?.[0] ?? null;
    expect((await list()).words).toContain('Regning G-1: 1.600,00 kr. Mere, end du skyldte: 500,00 kr.');
    const [decidedOn, reason] = [date('2026-03-04'), 'prøve'];
    const correction = { claim: withdrawn, to: ore(50_000n), decidedOn, reason, by: 'prøve', at };
    await town.do((tx) => correctClaim(tx, correction));
    expect((await list()).words).toMatch(
      /2\.100,00 kr\. Fra din bank Mere, end du skyldte .* 1\.000,00 kr\. Fra din bank Regning G-1: 500,00 kr\. Mere, end du skyldte: 500,00 kr\./,
    );
    expect(await atOnce()).toBe('2.600,00 kr., som måske er dine');
    const order = await town.do(async (tx) => {
      const proposed = await proposeRefund(tx, gerda, { by: 'Bodil', on: date('2026-03-04') });
      if (!proposed.ok) throw new Error(proposed.refusal.tag);
      await approveRefund(tx, proposed.value.order, { by: 'Carl', on: date('2026-03-04') });
      await sendRefunds(tx, { by: 'Carl', at });
      return proposed.value.order;
    });
    expect((await list()).words).toContain('Fra din bank For meget, og på vej tilbage til dig Hent');
    expect(await atOnce()).toBe('2.600,00 kr. er på vej tilbage til dig');
    const answer = { reference: orderReference(order), on: date('2026-03-05'), rejected: null };
    await town.do((tx) => answerRefunds(tx, [answer], { by: 'prøve', at: morningOf('2026-03-05') }));
    expect((await list()).words).toContain(
      'Regning G-1: 500,00 kr. Betalt tilbage den 5. marts 2026, fordi det var for meget: 500,00 kr.',
    );
    expect(await atOnce()).toBeNull();
    const { body } = await ask(site, '/998/papirer/betalinger/csv', { token });
    expect(body).toContain(';Betalt tilbage den 5. marts 2026, fordi det var for meget;2100,00;');
    const debt = await ask(site, await debtOf(token, 'Regning G-1'), { token });
    expect(debt.words).toContain(
      '4. marts 2026 Der var betalt for meget 2.100,00 kr. 2.100,00 kr. 4. marts 2026 Beløbet blev ændret −2.100,00 kr. 0,00 kr.',
    );
  });

  test('are shown by parts where there are many, and had whole as a paper', async () => {
    const { words, body } = await see(town.carl, '/998/papirer/betalinger');
    expect(words).toContain('Side 1 af 2');
    expect(body.match(/<tr role="row">/g)).toHaveLength(26);
    const last = await see(town.carl, '/998/papirer/betalinger?side=2');
    expect(last.body.match(/<tr role="row">/g)).toHaveLength(6);
    expect((await see(town.carl, '/998/papirer/betalinger?side=99')).words).toContain('Side 2 af 2');
    const paper = await file('/998/papirer/betalinger/pdf', await site.signIn({ debtor: town.carl }));
    expect(paper.title).toBe('Betalinger');
    expect((await see(town.erik, '/998/papirer/betalinger')).words).toContain(
      'Vi har ikke fået betalinger fra dig endnu.',
    );
  });
});

describe('the statement', () => {
  const of = (day: string, about = 'alt', what = '') => {
    const [year = '', month = '', dd = ''] = day.split('-');
    return `/998/papirer/opgoerelse${what}?dag=${dd}&dag-month=${month}&dag-year=${year}&hvad=${about}`;
  };

  test('is of today until a day is chosen, with the overview’s total', async () => {
    const { owed } = await town.do((tx) => balanceOfDebtor(tx, town.bo));
    const { words } = await see(town.bo, '/998/papirer/opgoerelse');
    expect(words).toContain('Det skyldte du den 12. marts 2026');
    expect(words).toContain(`Skyldt til os ${readableKroner(owed, 'da')}`);
  });

  test('of an earlier day says what was owed then, as page, paper and file', async () => {
    const { words, body } = await see(town.anna, of('2026-02-09'));
    expect(words).toContain('Det skyldte du den 9. februar 2026');
    expect(words).toContain('Regning A-7');
    expect(words).toContain('Regning A-2 Forfaldsdag: 1. april 2026 Du skylder det sammen med andre');
    expect(body).toContain(
      '/998/papirer/opgoerelse/pdf?dag=09&amp;dag-month=02&amp;dag-year=2026&amp;hvad=alt',
    );
    const token = await site.signIn({ debtor: town.anna });
    const paper = await file(of('2026-02-09', 'alt', '/pdf'), token);
    expect(paper.title).toBe('Det skyldte du den 9. februar 2026');
    expect(paper.headers.get('content-disposition')).toBe(
      `attachment; filename="opgoerelse-2026-02-09.pdf"; filename*=UTF-8''opg%C3%B8relse-2026-02-09.pdf`,
    );
    const { body: rows } = await ask(site, of('2026-02-09', 'alt', '/csv'), { token });
    expect(rows).toMatch(
      /2026-02-09;Regning A-7;OPUS;A-7;;;2026-02-02;;;75,00;0,00;0,00;0,00;0,00;75,00;0,00;0,00\r\n/,
    );
    expect((await see(town.anna, of('2026-03-12'))).words).not.toContain('Regning A-7');
  });

  test('for a house sale has only what belongs to a property, with its number and how long it may follow it', async () => {
    const { words } = await see(town.dorthe, of('2026-02-20', 'ejendom'));
    expect(words).toContain('Det skyldte du den 20. februar 2026 for ejendomme Skyldt til os 300,00 kr.');
    expect(words).toContain('Ejendom (BFE-nr.): 1234567 Kan følge ejendommen til den 2. maj 2028');
    expect(words).not.toContain('Musikskole');
    const token = await site.signIn({ debtor: town.dorthe });
    const { body } = await ask(site, of('2026-02-20', 'ejendom', '/csv'), { token });
    expect(body).toContain(`;"'=Rotter; ""bygning""";OPUS;D-2;`);
  });

  test('of who owed nothing is a paper that says so', async () => {
    const nothing = 'Du skyldte ikke noget for en ejendom den 20. februar 2026.';
    for (const debtor of [town.bo, null]) {
      const { words, body } = await see(debtor, of('2026-02-20', 'ejendom'));
      expect(words).toContain(nothing);
      expect(body).toContain('/998/papirer/opgoerelse/pdf?');
      const paper = await file(of('2026-02-20', 'ejendom', '/pdf'), await site.signIn({ debtor }));
      expect(paper.title).toBe(nothing);
    }
  });

  test.each([
    ['2026-03-13', 'Vælg i dag eller en dag, der er gået.'],
    ['2026-02-30', 'Skriv dagen med tal'],
    ['26-2-1', 'Skriv dagen med tal'],
    ['<b>-x-y', 'Skriv dagen med tal'],
    ['0000-01-01', 'Skriv dagen med tal'],
  ])('of %s is refused with what is wrong, and no file is made of it', async (day, why) => {
    for (const what of ['', '/pdf', '/csv']) {
      const reply = await see(town.anna, of(day, 'alt', what));
      expect(reply.status).toBe(422);
      expect(reply.words).toContain(why);
      expect(reply.body).toContain('<title>Fejl: ');
      expect(reply.body).not.toContain('<b>');
    }
  });

  test('in English is in English, the file’s amounts too for Danish spreadsheets', async () => {
    const { words } = await see(town.anna, '/998/en/papirer/opgoerelse');
    expect(words).toContain('What you owed on 12 March 2026');
    const { body, headers } = await see(town.anna, '/998/en/papirer/opgoerelse/csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="statement-2026-03-12.csv"');
    expect(body).toContain(';1250,00;');
  });
});

describe('the address on a letter', () => {
  const linkOf = async (letter: LetterId, language = '') =>
    `/998${language}/b/${await refOf('letter', letter)}`;

  test('leads through the sign-in to the debt that it is about', async () => {
    const link = await linkOf(letterOfNotice(reminderTo(town.bo, { on: '2026-03-11' })));
    const out = await ask(site, link);
    expect(out.status).toBe(303);
    expect(out.headers.get('location')).toMatch(/^\/998\/log-paa\?til=from-letter&ref=[0-9A-Z]{12}$/);
    const { headers } = await see(town.bo, link);
    expect(headers.get('location')).toMatch(/^\/998\/gaeld\/[0-9A-Z]{12}$/);
    expect((await see(town.bo, headers.get('location') ?? '')).status).toBe(200);
  });

  test('stands on the letters that are made while the pages are open, and leads there; before, and without pages, on none', async () => {
    const made = async (place: number, job: Parameters<typeof makeLettersOn>[2]) => {
      const on = '2026-03-12';
      await remind(town.database, { debtor: town.carl, on, place });
      const { refused } = await makeLettersOn(town.database, on, job);
      expect(refused).toEqual([]);
      const wanted = {
        letter: letterOfNotice(reminderTo(town.carl, { on, place })),
        language: 'da',
      } as const;
      return (await town.do((tx) => archivedModel(tx, { ...wanted, recipient: null }))).page;
    };
    const page = letterAddresses('https://betaling.example', SITE);
    const address = await made(2, { page });
    expect(address).toMatch(/^https:\/\/betaling\.example\/998\/b\/(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}$/);
    expect(address).not.toContain(String(town.carl));
    const path = new URL(address ?? '').pathname;
    expect((await ask(site, path)).headers.get('location')).toMatch(/til=from-letter/);
    expect(await made(3, {})).toBeUndefined();
    await site.choose({ state: 'test', testPersons: [town.carl] });
    expect(await made(4, { page })).toBeUndefined();
    await site.choose({});
  });

  test('of a letter about another leads who may act for them through the choice to it, and tells nothing before', async () => {
    const link = await linkOf(planOf(town.carl));
    const may = { basis: 'guardian', scopes: ['see', 'pay', 'write'] } as const;
    const token = await site.signIn({ debtor: town.bo, mayActFor: [{ ...may, debtor: town.carl }] });
    const out = await ask(site, link, { token });
    const ref = link.split('/').at(-1) ?? '';
    expect(out.headers.get('location')).toBe(`/998/vaelg?til=from-letter&ref=${ref}`);
    const page = await ask(site, `/998/vaelg?til=from-letter&ref=${ref}`, { token });
    expect(page.words).not.toContain('Beslutning');
    const form = { form: tokenOfForm(page), whom: '0', til: 'from-letter', ref };
    expect(page.body).toContain(`<input type="hidden" name="ref" value="${ref}" />`);
    const chosen = await ask(site, '/998/vaelg/person', { token, form });
    expect(chosen.headers.get('location')).toBe(link);
    const [, renewed = ''] = /afdrag-998=([\w-]{43})/.exec(chosen.headers.get('set-cookie') ?? '') ?? [];
    expect((await ask(site, link, { token: renewed })).words).toContain('Brevet');
    const other = await site.signIn({ debtor: town.bo, mayActFor: [{ ...may, debtor: town.erik }] });
    expect((await ask(site, link, { token: other })).words).toContain(
      'Vi kan ikke finde det, brevet handler om',
    );
  });

  test('of a letter about several leads to all of them', async () => {
    const { words, body } = await see(town.anna, await linkOf(planOf(town.anna)));
    expect(words).toContain('Dit brev Beslutning om, hvad du skal betale om måneden');
    expect(body.match(/href="\/998\/gaeld\//g)).toHaveLength(12);
    expect(body).toContain('href="/998/din-betaling"');
  });

  test('is read as it is typed, with lines between and small letters', async () => {
    const ref = (await refOf('letter', planOf(town.anna))).toLowerCase();
    const typed = `${ref.slice(0, 4)}-${ref.slice(4, 8)}-${ref.slice(8)}`;
    expect((await see(town.anna, `/998/b/${typed}`)).words).toContain('Dit brev');
  });

  test.each(['another’s letter', 'no letter at all', 'a letter that has not been sent'] as const)(
    'of %s leads to the overview with a kind word, and tells nothing',
    async (which) => {
      const link = {
        'another’s letter': await linkOf(planOf(town.bo)),
        'no letter at all': '/998/b/0123456789AB',
        'a letter that has not been sent': await linkOf(
          letterOfNotice(reminderTo(town.anna, { on: '2026-03-12', place: 1 })),
        ),
      }[which];
      const { status, words } = await see(town.anna, link);
      expect(status).toBe(200);
      expect(words).toContain('Vi kan ikke finde det, brevet handler om');
      expect(words).toContain('Overblik');
    },
  );

  test('whose browser kept a session whose time is up leads to the sign-in, and not to the page that says so', async () => {
    await using other = await openSite(town.database);
    const token = await other.signIn({ debtor: town.bo });
    other.wait(16);
    const reply = await ask(other, await linkOf(planOf(town.bo)), { token });
    expect(reply.headers.get('location')).toMatch(/^\/998\/log-paa\?til=from-letter/);
  });

  test('leads nowhere else, whatever stands behind it', async () => {
    for (const tail of ['?til=https://evil.example', '//evil.example', '?ref=//evil.example']) {
      const reply = await ask(site, `${await linkOf(planOf(town.anna))}${tail}`);
      expect(reply.headers.get('location') ?? '/998').toMatch(/^\/998(?:\/|$)/);
      expect(reply.body).not.toContain('evil');
    }
  });
});

describe('the papers together', () => {
  test('are on one page, with the way to all of each', async () => {
    const { words } = await see(town.anna, '/998/papirer');
    expect(words).toContain('Se alle breve (2)');
    expect(words).toContain('Se alle betalinger (1)');
    expect(words).toContain('Lav en opgørelse');
    const nothing = await see(null, '/998/papirer');
    expect(nothing.words).toContain('Vi har ikke sendt breve endnu.');
    expect(nothing.words).toContain('Vi har ikke fået betalinger fra dig endnu.');
  });

  test('are not made more often than a person needs them, whichever they ask for', async () => {
    const token = await site.signIn({ debtor: town.erik });
    const statuses = new Set<number>();
    for (let count = 0; count < 31; count += 1) {
      const which = count % 2 === 0 ? 'opgoerelse/csv' : 'betalinger/csv';
      statuses.add((await ask(site, `/998/papirer/${which}`, { token })).status);
    }
    expect([...statuses]).toEqual([200, 429]);
    expect((await see(town.dorthe, '/998/papirer/opgoerelse/csv')).status).toBe(200);
  });
});
