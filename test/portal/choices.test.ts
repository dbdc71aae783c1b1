import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { weekShape } from '../../src/municipality/choices/opening-hours.ts';
import { aCitizensTown, type CitizensTown } from './citizens-town.ts';
import { demoFile } from '../demo-file.ts';
import { boxesOf, choose, openPayingSite, type PayingSite } from './paying-site.ts';
import { ask, tokenOfForm, type Reply, type Site } from './portal-site.ts';

// What a municipality decides about the pages without code. It is Thursday 12 March 2026, ten o'clock.

let town: CitizensTown;
let paying: PayingSite;
let site: Site;
beforeAll(async () => {
  town = await aCitizensTown();
  paying = await openPayingSite(town.database);
  site = paying.site;
});
afterEach(() => site.choose({}));
afterAll(async () => {
  await paying[Symbol.asyncDispose]();
  await town.database.close();
});

const hours = weekShape.parse({
  ...Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday'].map((day) => [day, [{ from: '09:00', to: '15:00' }]]),
  ),
  friday: [{ from: '09:00', to: '12:00' }],
});
const usual = { phone: '11 22 33 44', page: 'boegevang.example/hjaelp', hours };

async function shown(path: string): Promise<Reply> {
  return ask(site, path, { token: await site.signIn({ debtor: town.anna }) });
}

async function debtNamed(link: string): Promise<string> {
  const { body } = await shown('/998/overblik');
  return new RegExp(`href="([^"]+)">${link}<`).exec(body)?.[1] ?? '';
}

describe('the hours of the telephone', () => {
  test('are told by the week, and whether somebody answers now, in both languages', async () => {
    await site.choose({ contact: { default: usual, topics: {}, types: {} } });
    const danish = await ask(site, '/998');
    expect(danish.words).toContain('Telefonen er åben nu. Den lukker kl. 15.');
    expect(danish.words).toContain('Vi tager telefonen mandag til torsdag kl. 9-15 og fredag kl. 9-12.');
    const english = await ask(site, '/998/en');
    expect(english.words).toContain('The telephone is open now. It closes at 15:00.');
    expect(english.words).toContain(
      'We answer the telephone Monday to Thursday 9:00-15:00 and Friday 9:00-12:00.',
    );
  });

  test('say why the telephone is closed today, and when it opens', async () => {
    const away = { from: date('2026-03-12'), to: date('2026-03-12'), hours: [] };
    await site.choose({
      contact: { default: usual, topics: {}, types: {} },
      otherHours: [{ ...away, da: 'Vi er på kursus.', en: 'We are on a course.' }],
    });
    expect((await ask(site, '/998')).words).toContain(
      'Telefonen er lukket nu. Vi er på kursus. Den åbner i morgen kl. 9.',
    );
    expect((await ask(site, '/998/en')).words).toContain('It opens tomorrow at 9:00.');
    const day = { ...away, to: date('2026-03-13'), da: 'Lukket.', en: 'Closed.' };
    await site.choose({ contact: { default: usual, topics: {}, types: {} }, otherHours: [day] });
    expect((await ask(site, '/998')).words).toContain('Den åbner mandag den 16. marts kl. 9.');
  });

  test('that are only known in words say nothing about now', async () => {
    await site.choose({ contact: { default: null, topics: {}, types: {} } });
    const { words } = await ask(site, '/998');
    expect(words).toContain('Vi tager telefonen mandag til torsdag kl. 9-15, fredag kl. 9-12.');
    expect(words).not.toMatch(/Telefonen er/);
  });
});

describe('whom to ask', () => {
  test('about paying, and about a kind of debt, is whom the municipality has chosen for that', async () => {
    await site.choose({
      contact: {
        default: usual,
        topics: {
          pay: { phone: '55 55 00 01' },
          cannotPay: { phone: '55 55 00 03' },
          disagree: { phone: '55 55 00 04' },
        },
        types: {
          KFDAINS: {
            phone: '55 55 00 02',
            words: { da: 'Pladsanvisningen kender din plads.', en: 'Pladsanvisningen knows your place.' },
          },
        },
      },
    });
    expect((await shown('/998/overblik')).words).toContain('Ring til os på 11 22 33 44.');
    expect((await shown('/998/betal')).words).toContain('Ring til os på 55 55 00 01.');
    const debt = await shown(await debtNamed('Børnepasning, februar 2026'));
    expect(debt.words).toContain(
      'Har du spørgsmål til det her? Pladsanvisningen kender din plads. Ring til os på 55 55 00 02.',
    );
    expect(debt.words).toContain('Er du uenig, eller kan du ikke betale? Ring til os på 55');
    for (const { words } of [debt, await shown('/998/overblik')])
      expect(words).toContain('Betal, eller ring til os på 55 55 00 02, hvis du ikke kan.');
    // Who cannot pay, or disagrees, reads the same number wherever that is spoken of.
    const cannot = 'Kan du ikke betale? Ring til os på 55 55 00 03.';
    expect((await shown('/998/overblik')).words).toContain(cannot);
    const other = (await shown(await debtNamed('SFO A-6'))).words;
    expect(other).toContain(`Er du uenig? Ring til os på 55 55 00 04. ${cannot}`);
    expect((await shown('/998/aftaler')).words).toContain('Ring til os på 55 55 00 03.');
    for (const path of ['/998/skriv', '/998/uenig'])
      expect((await shown(path)).words).toContain('Ring til os på 55 55 00 04.');
  });
});

describe('what citizens may see', () => {
  test('is left out with every way to it, and its address is not there', async () => {
    await site.choose({ shows: { settled: false, calculations: false, whatIf: false, guidance: false } });
    expect((await shown('/998/overblik')).words).not.toContain('Betalt og afsluttet');
    const payment = await shown('/998/din-betaling');
    expect(payment.body).not.toMatch(/href="[^"]*(?:beregning|hvis)/);
    for (const path of ['/afsluttet', '/beregning', '/beregning/2026-03', '/hvis'])
      expect((await shown(`/998${path}`)).status, path).toBe(404);
    const token = await site.signIn({ debtor: town.anna });
    expect((await ask(site, '/998/hvis', { token, form: { income: '1' } })).status).toBe(404);
  });

  test('never leaves out who has looked, nor what is kept', async () => {
    await site.choose({ shows: { settled: false, calculations: false, whatIf: false, guidance: false } });
    expect((await shown('/998/indsigt')).status).toBe(200);
    expect((await shown('/998/indsigt/mine-oplysninger.json')).status).toBe(200);
  });
});

const button = />Betal<\/a>\s*<\/div>/;
const cannot = 'Du kan ikke betale her lige nu. Ring til os på';

describe('what one can do about paying', () => {
  const off = { mobilepay: false, card: false, bank: false, inTest: 'simulator' } as const;
  test('is what each page says: where there is no way none of them leads to one, and no form of one’s own does', async () => {
    const debt = await debtNamed('Børnepasning, februar 2026');
    const ref = Object.values(boxesOf(await shown('/998/betal')))[0]?.value ?? '';
    await using other = await openPayingSite(town.database, { configuration: { betalingsservice: null } });
    await other.site.choose({ payment: off });
    const token = await other.site.signIn({ debtor: town.anna });
    const see = (path: string) => ask(other.site, path, { token });
    for (const path of ['/998/overblik', '/998/din-betaling', debt, '/998/betal']) {
      const { body, words } = await see(path);
      expect(words, path).toContain(cannot);
      expect(words, path).not.toMatch(/Du kan betale|Betal her på siden|Trin 1 af 3|Betalingsservice/);
      expect(body, path).not.toMatch(/href="\/998\/betal(?:"(?! lang)|\/)/);
    }
    const help = (await see('/998/hjaelp')).words;
    expect(help).not.toMatch(/Betale, det hele|hvordan du betaler|Betalingsservice/);
    const form = { form: tokenOfForm(await see('/998/overblik')), debt: ref, amount: '' };
    for (const method of ['mobilepay', 'card', 'bank']) {
      const sent = { ...form, method, sum: '125000', key: '0123456789ABCDEFGHJK' };
      const begun = await ask(other.site, '/998/betal/begynd', { token, form: sent });
      expect(begun.words, method).toContain('Du kan ikke betale på nettet lige nu.');
    }
    expect((await see('/998/betal/bank')).status).toBe(404);
  });

  test.each([
    ['MobilePay', { mobilepay: true }, 'Betale, det hele eller en del.'],
    ['one’s own bank', { bank: true }, 'Se, hvordan du betaler i din bank.'],
    ['Betalingsservice', {}, 'Lade din bank betale automatisk med Betalingsservice.'],
  ])('is told and led to where there is %s alone', async (_, way, words) => {
    await site.choose({ payment: { ...off, ...way } });
    const isHere = Object.keys(way).length > 0;
    const [overview, pay, help] = [
      await shown('/998/overblik'),
      await shown('/998/betal'),
      await shown('/998/hjaelp'),
    ];
    expect(button.test(overview.body)).toBe(isHere);
    expect(overview.words.includes(cannot)).toBe(!isHere);
    expect(pay.words.includes('Trin 1 af 3')).toBe(isHere);
    expect(pay.body).toContain('href="/998/betal-automatisk"');
    expect(help.words).toContain(words);
  });
});

describe('who pays in their own bank', () => {
  const demo = configurationShape.parse(demoFile());
  const withoutLines = { payment: { ...demo.payment, creditorNumber: null } };
  const withoutAccount = { letterhead: { ...demo.letterhead, bankAccount: null } };

  test('is told the account and what to write, as in letters, where there are no payment lines', async () => {
    await using other = await openPayingSite(town.database, { configuration: withoutLines });
    expect((await ask(other.site, '/998')).words).toContain('til den konto, der står i brevet');
    const token = await other.site.signIn({ debtor: town.anna });
    const { words } = await ask(other.site, '/998/betal/bank', { token });
    expect(words).toContain(
      `Betal i din egen bank Til kommunens konto Det tager en til tre bankdage. Betaler du hertil, kan vi ikke se, hvad det er for. Pengene går til det, der skal betales først. Skal de gå til noget bestemt, så brug en anden måde, eller ring til os på 00 00 09 98. Børnepasning, februar 2026 1.250,00 kr. Fristen var 1. marts 2026. `,
    );
    expect(words).toContain(
      `Registreringsnummer 0000 Kontonummer 0000000998 Skriv i beskeden ${town.anna} Tilbage`,
    );
    expect(words).toContain('Regning A-3 800,00 kr. Det skal du ikke betale nu ');
    expect(words).not.toContain('etalingslinje');
  });

  test('is offered it only for what there is a line for, where there is no account', async () => {
    await using other = await openPayingSite(town.database, { configuration: withoutAccount });
    const token = await other.site.signIn({ debtor: town.anna });
    const ways = async (label: RegExp) =>
      Object.keys(boxesOf(await choose(other, token, { labels: [label] }))).includes('Din egen bank');
    expect([await ways(/Kontanthjælp/), await ways(/Børnepasning/)]).toEqual([true, false]);
    const { words } = await ask(other.site, '/998/betal/bank', { token });
    expect(words).toContain('Det her har vi ikke givet dig en betalingslinje til.');
  });

  test('is led to pay only where there is a line to any of it, where nothing else can be paid by', async () => {
    const payment = { mobilepay: false, card: false, bank: true, inTest: 'simulator' } as const;
    await using other = await openPayingSite(town.database, {
      configuration: withoutAccount,
      choices: { payment },
    });
    const shown = async (debtor: typeof town.anna, path: string) =>
      ask(other.site, path, { token: await other.site.signIn({ debtor }) });
    const isLed = ({ body, words }: Reply) => [button.test(body), words.includes(cannot)];
    expect(isLed(await shown(town.anna, '/998/overblik'))).toEqual([true, false]);
    const [overview, pay] = [
      await shown(town.dorthe, '/998/overblik'),
      await shown(town.dorthe, '/998/betal'),
    ];
    expect([overview, pay].map(isLed)).toEqual([
      [false, true],
      [false, true],
    ]);
    // Of one debt, whether that has a line.
    const debt = await debtNamed('Børnepasning, februar 2026');
    expect((await shown(town.anna, debt)).words).toContain(cannot);
  });
});
