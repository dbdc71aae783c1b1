import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginCheckout } from '../../src/checkout/begin.ts';
import { newKey } from '../../src/checkout/reference.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { overviewOf } from '../../src/insight/overview/overview.ts';
import type { CitizenOverview, Group } from '../../src/insight/overview/types.ts';
import { insertCourses } from '../../src/charges/interest-courses.ts';
import { date } from '../../src/kernel/dates.ts';
import { instalmentId, type DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { postInstalments } from '../../src/ledger/instalments.ts';
import type { HoldReason } from '../../src/law/holds.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { remind } from '../integration/notices-town.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { morningOf, whileLocked, without } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { aCitizensTown, held, paid, sent, type CitizensTown } from './citizens-town.ts';
import { ask, OPENED_AT, openSite, SITE, type Reply, type Site } from './portal-site.ts';

let town: CitizensTown;
let site: Site;
const TODAY = date('2026-03-12');
beforeAll(async () => {
  town = await aCitizensTown();
  site = await openSite(town.database);
});
afterAll(async () => {
  await site.close();
  await town.database.close();
});

function overviewFor(debtor: DebtorNumber): Promise<CitizenOverview> {
  return readInMunicipality(town.database, SITE, async (tx) =>
    overviewOf(await citizenBooks(tx, debtor, TODAY), TODAY),
  );
}

async function shown(debtor: DebtorNumber, path = '/998/overblik'): Promise<Reply> {
  return ask(site, path, { token: await site.signIn({ debtor }) });
}

async function inGroup(debtor: DebtorNumber, group: Group): Promise<string[]> {
  const { groups } = await overviewFor(debtor);
  const debts = groups.find((each) => each.group === group)?.debts ?? [];
  return debts.map(
    ({ from, left, months }) =>
      `${from.reference} ${left / 100n}${months.length > 0 ? ` ${months.length}` : ''}`,
  );
}

describe('everything that somebody owes stands in its group', () => {
  test.each([
    ['to-pay', ['A-1 1250', 'A-2 500']],
    ['on-plan', ['K-1-1 14400 12']],
    ['not-now', ['A-4 300', 'A-5 650']],
    ['at-recovery', ['A-6 0']],
    ['disputed', ['A-3 800']],
    ['settled', ['A-7 0']],
  ] as const)('%s', async (group, debts) => {
    expect((await inGroup(town.anna, group)).toSorted()).toEqual(debts);
  });

  test('a joint bill with both who owe it, and each with what they themselves have agreed', async () => {
    expect(await inGroup(town.bo, 'to-pay')).toEqual(['A-2 500']);
    expect(await inGroup(town.bo, 'not-now')).toEqual(['K-2-1 3600 3']);
  });
});

test('the total is the ledger’s number, to each their own, with what Gældsstyrelsen has beside it', async () => {
  for (const debtor of [town.anna, town.bo, town.carl, town.dorthe, town.erik]) {
    const { owed, atRecovery } = await readInMunicipality(town.database, SITE, (tx) =>
      balanceOfDebtor(tx, debtor),
    );
    const overview = await overviewFor(debtor);
    expect([overview.owed, overview.atRecovery]).toEqual([owed, atRecovery]);
  }
});

describe('the page', () => {
  test('begins with what is late, and the total', async () => {
    const { status, words } = await shown(town.anna);
    expect(status).toBe(200);
    expect(words).toContain('Dit overblik Du mangler at betale 1.250,00 kr. Fristen var 1. marts 2026.');
    expect(words).toContain(
      'I alt skylder du 21.900,00 kr. Heraf er 4.000,00 kr. hos Gældsstyrelsen. Tallene er fra i dag kl. 10.00.',
    );
  });

  test('tells of each debt what it is for, how much, by when, where it is from, and what happens', async () => {
    const { words, body } = await shown(town.anna);
    expect(words).toContain(
      'Det skal du betale (2) Børnepasning, februar 2026 Beløb nu 1.250,00 kr. Fristen var 1. marts 2026 Kommer fra Bøgevang Kommune, regning A-1 Hvad sker der nu? Fristen var 1. marts 2026. Betal, eller ring til os på 00 00 09 98, hvis du ikke kan. Se mere, og hvad du kan gøre',
    );
    expect(words).toContain('Regning A-2 Beløb nu 500,00 kr. Betal senest 1. april 2026');
    expect(words).toContain('Du betaler af på det (1) Kontanthjælp, januar 2025 – december 2025');
    expect(words).toContain('Du betaler 3.950,00 kr. om måneden. Næste gang senest 1. april 2026.');
    expect(words).toContain('Vi venter med det. Vi ser på det igen den 1. maj 2026.');
    expect(words).toContain('En medarbejder ser på, om det er faldet væk.');
    expect(words).toContain('Beløb hos Gældsstyrelsen 4.000,00 kr.');
    expect(words).toContain(
      'Gældsstyrelsen har det nu. Betal til dem, ikke til os. Det gør du på mit.gaeldst.dk.',
    );
    for (const page of [body, (await shown(town.anna, '/998/betal')).body])
      expect(page).toContain('<a href="https://mit.gaeldst.dk">mit.gaeldst.dk</a>');
    expect(words).toContain('Du har skrevet, at du er uenig. Vi rykker dig ikke, mens vi ser på det.');
    expect(words).toContain('Det var betalt den 10. februar 2026.');
  });

  test('says in English the same', async () => {
    const { words } = await shown(town.anna, '/998/en/overblik');
    expect(words).toContain('You still have to pay DKK 1,250.00. The deadline was 1 March 2026.');
    expect(words).toContain('You owe DKK 21,900.00 in all. Of this, DKK 4,000.00 is with Gældsstyrelsen.');
    expect(words).toContain('Child care (daginstitution), February 2026 Amount now DKK 1,250.00');
    expect(words).toContain('Cash benefit (kontanthjælp), January 2025 – December 2025');
  });

  test('of somebody who need not pay now says so first', async () => {
    const { words } = await shown(town.bo);
    expect(words).toContain('Næste betaling: 500,00 kr. senest 1. april 2026.');
    expect(words).toContain('Du skal ikke betale noget nu. Vi ser på det igen hver måned.');
  });

  test('of one debt has no groups', async () => {
    const { words } = await shown(town.dorthe);
    expect(words).toContain('Næste betaling: 450,00 kr. senest 1. april 2026.');
    expect(words).not.toContain('Det skal du betale (');
    expect(words).toContain('Musikskole, forår Beløb nu 450,00 kr.');
  });

  test('of none says that nothing is owed, also where nobody was ever registered', async () => {
    for (const debtor of [town.erik, null]) {
      const { words } = await ask(site, '/998/overblik', { token: await site.signIn({ debtor }) });
      expect(words).toContain(
        'Du skylder ikke Bøgevang Kommune noget. Tallene er fra i dag kl. 10.00. Har du fået et brev',
      );
    }
  });

  test('of sixty has the ten that were settled last, and the way to all of them, in at most 60 kB', async () => {
    const { body, words } = await shown(town.carl);
    expect(words).toContain('Det skal du betale (10)');
    expect(words).toContain('Kontanthjælp, maj 2024 – december 2025');
    expect(words).toContain('Betalt og afsluttet (30)');
    expect(body.match(/Det var betalt den/g)?.length).toBe(10);
    expect(body.length).toBeLessThan(60_000);
    const all = await shown(town.carl, '/998/afsluttet');
    expect(all.body.match(/Det var betalt den/g)?.length).toBe(30);
    expect(words).toContain('Vis alle 30');
  });

  test('tells the day on which a debt was paid, not the later day by which it was asked for', async () => {
    const debtor = await town.do(async (tx) => {
      const early = await somebody(tx, cprOf(49));
      const claim = await anOrdinaryClaim(tx, { claimId: 'E-1', debtors: [early], owed: 640 });
      await postInstalments(tx, [
        {
          instalment: instalmentId(date('2026-04-01'), early),
          debtor: early,
          dueOn: date('2026-04-01'),
          bookedOn: date('2026-03-02'),
          at: morningOf('2026-03-02'),
          shares: [{ claim, amount: kroner(640) }],
        },
      ]);
      await paid(tx, early, { claim, amount: 640, on: '2026-03-10' });
      return early;
    });
    expect((await shown(debtor)).words).toContain('Det var betalt den 10. marts 2026.');
  });

  test('has nobody’s number in an address', async () => {
    const { body } = await shown(town.anna);
    const refs = Array.from(body.matchAll(/href="\/998\/gaeld\/([^"]+)"/g), ([, ref]) => ref);
    expect(new Set(refs).size).toBe(19);
    expect(body).not.toContain(String(town.anna));
  });
});

describe('a bill that rests while interest is added', () => {
  async function resting(place: number, reason: HoldReason): Promise<DebtorNumber> {
    return town.do(async (tx) => {
      const debtor = await somebody(tx, cprOf(place));
      const claim = await anOrdinaryClaim(tx, {
        claimId: `H-${place}`,
        debtors: [debtor],
        owed: 10_000,
        type: 'KFDAINS',
        due: '2025-12-15',
      });
      await held(tx, claim, reason);
      const running = { regime: 'gebyrloven', dueFixed: true, due: null, undecided: [], posted: 0 } as const;
      await insertCourses(tx, [
        { main: claim, ...running, from: date('2026-01-01'), next: date('2026-04-01'), stopped: null },
      ]);
      return debtor;
    });
  }

  test('is late, and may be paid; nobody is told that nothing happens meanwhile', async () => {
    const debtor = await resting(40, 'returned-mail');
    const { words } = await shown(debtor);
    expect(words).toContain(
      'Vi beder dig ikke om at betale noget lige nu. Men der kommer renter på 10.000,00 kr., indtil de er betalt.',
    );
    expect(words).toContain(
      'Vi venter, fordi vores brev kom tilbage. Ring til os på 00 00 09 98. Seneste frist: 15. december 2025. Der kommer renter på, indtil det er betalt. Du må gerne betale nu.',
    );
    expect(words).not.toContain('Du skal ikke betale');
    // A letter has given longer since.
    await remind(town.database, { debtor, on: '2026-03-02' });
    expect((await shown(debtor)).words).toContain('Seneste frist: 20. marts 2026. Der kommer renter på');
    const pay = await shown(debtor, '/998/betal');
    expect(pay.words).toContain(
      'Det må du gerne betale nu Vi rykker dig ikke for det lige nu, men der kommer',
    );
    expect(pay.words).not.toContain('Det skal du ikke betale nu');
    expect(pay.body).not.toContain(' checked');
  });

  test('and is being paid is told besides that payment', async () => {
    const debtor = await resting(44, 'returned-mail');
    const [line] = (await overviewFor(debtor)).groups.flatMap(({ debts }) => debts);
    const paying = (amount: number) =>
      town.do((tx) =>
        beginCheckout(tx, {
          debtor,
          channel: 'mobilepay',
          provider: 'vipps-mobilepay',
          language: 'da',
          amount: kroner(amount),
          claims: line?.mains ?? [],
          formKey: newKey(),
          at: OPENED_AT,
        }),
      );
    expect((await paying(4_000)).ok).toBe(true);
    expect((await overviewFor(debtor)).next).toEqual({ kind: 'waiting', amount: kroner(6_000) });
    expect((await shown(debtor)).words).toContain('Men der kommer renter på 6.000,00 kr.');
  });

  test('is said to be so for each reason that lets interest run, and for no other', async () => {
    const groupsOf = async (debtor: DebtorNumber) =>
      (await overviewFor(debtor)).groups.map(({ group }) => group);
    const groups = async (reason: HoldReason, place: number) => groupsOf(await resting(place, reason));
    const askedAboutSetOff = await resting(41, 'set-off-pending');
    expect(await groupsOf(askedAboutSetOff)).toEqual(['waiting']);
    expect((await shown(askedAboutSetOff)).words).toContain(
      'Vi ser på, om et andet beløb fra os kan betale det. Vi har skrevet til dig.',
    );
    // Who is asked to call before they pay is led to pay nowhere else either.
    const first = 'før du betaler. Måske kan et andet beløb fra os betale noget af det.';
    const token = await site.signIn({ debtor: askedAboutSetOff });
    const { body } = await ask(site, '/998/overblik', { token });
    const debt = /href="(\/998\/gaeld\/[^"]+)"/.exec(body)?.[1] ?? '';
    for (const path of [debt, '/998/betal', '/998/betal/bank']) {
      const { words } = await ask(site, path, { token });
      expect(words).toContain(first);
      expect(words).not.toMatch(/må (?:du )?gerne betale nu/);
    }
    expect(await groups('objection', 42)).toEqual(['disputed']);
    expect(await groups('liability', 43)).toEqual(['not-now']);
  });
});

describe('a part that cannot be read', () => {
  test('is said, and the rest still shows: what Gældsstyrelsen has', async () => {
    await without(town.database, 'recovery_claim', async () => {
      const { status, words } = await shown(town.anna);
      expect(status).toBe(200);
      expect(words).toContain(
        'Vi kan ikke vise, hvad der er hos Gældsstyrelsen lige nu. Det er ikke talt med her.',
      );
      expect(words).toContain('Du skylder 17.900,00 kr. uden det, der er hos Gældsstyrelsen.');
      expect(words).toContain('Det skal du betale (2)');
      expect(words).not.toContain('4.000,00');
      const disagree = (await shown(town.anna, '/998/uenig')).words;
      expect(disagree).toContain('Regning A-3: 800,00 kr. SFO A-6 Hvad er forkert?');
    });
  });

  test('is said, and the rest still shows: what is agreed', async () => {
    await without(town.database, 'agreement', async () => {
      const { status, words } = await shown(town.bo);
      expect(status).toBe(200);
      expect(words).toContain('Vi kan ikke vise dine aftaler og planer lige nu.');
      expect(words).toContain('Vi kan ikke vise din næste betaling lige nu.');
      expect(words).toContain('I alt skylder du 4.100,00 kr.');
      expect(words).toContain('Det kan vi ikke vise alt om lige nu (1)');
      const late = (await shown(town.anna)).words;
      expect(late).toContain('Fristen var 1. marts 2026. Der kan være mere at betale, som vi ikke kan vise.');
    });
  });

  test('takes only the offer of a plan with it where that hangs on it, or only whether something waits', async () => {
    const pages = ['/998/overblik', '/998/betal'];
    const all = () => Promise.all(pages.map((page) => shown(town.anna, page)));
    const missing = /Vi kan ikke vise alt lige nu .*? Prøv igen om lidt, eller ring til os på 00 00 09 98\. /;
    const offer = /Kan du ikke betale det hele nu\? [^.]+\. /;
    const before = (await all()).map(({ words }) => words.replace(offer, ''));
    for (const [table, sentence] of [
      ['person_record', 'om der kan laves en aftale om at betale lidt ad gangen'],
      ['objection', 'om der er noget, vi mangler at svare på'],
    ] as const) {
      const after = (await without(town.database, table, all)).map(({ words }) => words);
      for (const words of after) expect(words).toContain(`Vi kan ikke vise lige nu, ${sentence}.`);
      expect(after.map((words) => words.replace(missing, '').replace(offer, ''))).toEqual(before);
    }
  });

  test('is said within seconds where it hangs, to as many as ask at once, and all else goes on', async () => {
    await whileLocked(town.database, 'recovery_claim', async () => {
      const many = Array.from({ length: 8 }, () => shown(town.anna));
      const help = await ask(site, '/998/hjaelp');
      expect(help.status).toBe(200);
      for (const { status, words } of await Promise.all(many)) {
        expect(status).toBe(200);
        expect(words).toContain('Du skylder 17.900,00 kr. uden det, der er hos Gældsstyrelsen.');
      }
    });
    const token = await site.signIn({ debtor: town.anna });
    const { status, words } = await whileLocked(town.database, 'web_session', () =>
      ask(site, '/998/overblik', { token }),
    );
    expect([status, words]).toEqual([503, expect.stringContaining('Vi kan ikke vise siden lige nu')]);
    expect(site.logged()).toContain('55P03');
  });

  test('nothing is shown where claims cannot be read', async () => {
    await without(town.database, 'liability', async () => {
      const { status, words } = await shown(town.anna);
      expect([status, words]).toEqual([503, expect.stringContaining('Vi kan ikke vise siden lige nu')]);
      expect(words).not.toContain('kr.');
    });
  });
});

test('what is late and what is coming are told one after the other, and not added up', async () => {
  const { next } = await overviewFor(town.anna);
  // The plan's next payment and a bill of the same day.
  const after = { amount: kroner(3_950 + 500), by: '2026-04-01' };
  expect(next).toMatchObject({ kind: 'late', amount: kroner(1_250), by: '2026-03-01', isOldest: false });
  expect(next).toMatchObject({ keeps: [], after });
  expect((await shown(town.anna)).words).toContain(
    'Fristen var 1. marts 2026. Næste betaling: 4.450,00 kr. senest 1. april 2026. Betal Kan du',
  );
});

describe('of what several owe', () => {
  const saidOfAnother = /uenig|klaget|spurgt|aftale om at betale|sagt nej/;

  /** Two who owe a bill of this number together; the first of them is who acts. */
  function both(place: number): Promise<readonly [DebtorNumber, DebtorNumber, ClaimNumber]> {
    return town.do(async (tx) => {
      const [acting, other] = [
        await somebody(tx, cprOf(place)),
        await somebody(tx, cprOf(place + 1)),
      ] as const;
      const debtors = [acting, other];
      const claim = await anOrdinaryClaim(tx, {
        claimId: `B-${place}`,
        debtors,
        owed: 900,
        due: '2026-04-01',
      });
      return [acting, other, claim] as const;
    });
  }

  test('one disagrees: only who has said so is told that; the other that it rests, on every page and in the file', async () => {
    const [bo, anna, claim] = await both(60);
    const said = { against: 'amount', words: 'Beløbet er forkert.', by: 'prøve', at: OPENED_AT } as const;
    const note = (debtor: DebtorNumber) =>
      town.do((tx) => noteObjection(tx, { debtor, claims: [claim], ...said }));
    expect((await note(bo)).ok).toBe(true);
    expect(await inGroup(bo, 'disputed')).toEqual(['B-60 900']);
    expect((await shown(bo)).words).toContain('Du har skrevet, at du er uenig.');
    expect((await shown(bo, '/998/indsigt/mine-oplysninger.json')).body).toContain(
      'der er skrevet, at det er forkert, og vi ser på det',
    );
    expect(await inGroup(anna, 'not-now')).toEqual(['B-60 900']);
    const overview = await shown(anna);
    const debt = /href="(\/998\/gaeld\/[^"]+)"/.exec(overview.body)?.[1] ?? '';
    expect(overview.words).toContain('Vi venter med det lige nu. Vi rykker dig ikke imens.');
    for (const path of [debt, '/998/betal', '/998/aftaler/ny'])
      expect((await shown(anna, path)).words).not.toMatch(/Du har (skrevet|sagt)|klaget/);
    expect(overview.words).not.toMatch(saidOfAnother);
    expect((await shown(anna, '/998/indsigt/mine-oplysninger.json')).body).not.toMatch(/uenig, og|sagt nej/);
    // Who says so too is told of that.
    expect((await note(anna)).ok).toBe(true);
    expect((await shown(anna)).words).toContain('Du har skrevet, at du er uenig.');
  });
});

test('what is late with several days is told with the oldest of them as that, and never with one that is not its own', async () => {
  const freja = await town.do((tx) => somebody(tx, cprOf(90)));
  const late = async (owed: number, due: string) => {
    await town.do((tx) => anOrdinaryClaim(tx, { claimId: `F-${owed}`, debtors: [freja], owed, due }));
    return (await shown(freja)).words;
  };
  await late(200, '2026-03-01');
  const one = await late(300, '2026-03-01');
  expect(one).toContain('Dit overblik Du mangler at betale 500,00 kr. Fristen var 1. marts 2026.');
  const several = await late(400, '2026-02-02');
  expect(several).toContain('Dit overblik Du mangler at betale 900,00 kr. Den ældste frist var 2. februar');
  expect((await shown(freja, '/998/en/overblik')).words).toContain(
    'You still have to pay DKK 900.00. The oldest deadline was 2 February 2026.',
  );
});

test('what is all at Gældsstyrelsen is not told to be paid back where that cannot be read', async () => {
  const { claims } = await readInMunicipality(town.database, SITE, (tx) => citizenBooks(tx, town.bo, TODAY));
  await town.do(async (tx) => {
    for (const { claim } of claims.filter(({ repayment }) => repayment)) await sent(tx, claim, 1_200);
  });
  const payment = () => shown(town.bo, '/998/din-betaling');
  expect((await payment()).words).toContain('Gældsstyrelsen har det, du skal betale tilbage');
  expect((await without(town.database, 'recovery_claim', payment)).words).toContain(
    'Vi kan ikke vise din betaling lige nu',
  );
});
