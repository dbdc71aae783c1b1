import { mkdirSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failurePage, failures } from '../../src/web/http/failure-page.ts';
import type { RouteName } from '../../src/web/portal/addresses.ts';
import { isLong } from '../long/length.ts';
import { without } from '../integration/town.ts';
import { ask, type Reply } from '../portal/portal-site.ts';
import { toldAsTheirOwn } from '../portal/said-to-reader.ts';
import { fresh } from '../portal/walker.ts';
import { openBrowser, openPage, troublesOf, withSession } from './browser.ts';
import { looksWell, looksWellToo } from './pages/looking.ts';
import { aTownOfPages, OBJECTION } from './pages/people.ts';
import { answeringRoutes, pageRoutes, routeOf } from './pages/routes.ts';
import { shapeOf } from './pages/shape.ts';
import { contentOf, everyPageOf, sources } from './pages/unreadable.ts';
import { pictures } from './shown.ts';

/**
 * Every page of the citizens', as somebody has it for whom it has most on it; every page of who owes nothing, one thing, or sixty, and of others, and
 * every page when a part cannot be read, each where it consists of other kinds of elements than all that were looked at before (`pages/shape.ts`): what
 * axe asks of an element is the same then, and the longest words are on the fullest pages. On a phone and on a computer nothing scrolls sideways or is cut, in the page or a box in it, also with the text twice as
 * large, and axe finds nobody kept out (WCAG 2.2 AA). The long run asks in both languages, and of everybody.
 */
let town: Awaited<ReturnType<typeof aTownOfPages>>;
let browser: Browser;
const opened = new Map<string, Promise<Page>>();
beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  town = await aTownOfPages();
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await town[Symbol.asyncDispose]();
});

/** Each has a window of their own, and keeps it. */
function windowOf(name: string): Promise<Page> {
  const known = opened.get(name) ?? openWindow(name);
  opened.set(name, known);
  return known;
}

async function openWindow(name: string): Promise<Page> {
  const page = await openPage(browser, { width: 1280 });
  const token = (await town.people[name]?.signIn()) ?? null;
  if (token !== null) await withSession(page.context(), town.site, token);
  return page;
}

let gone = 0;

async function goTo(page: Page, address: string, status = 200): Promise<void> {
  gone += 1;
  // All sit behind one address: nobody is slowed down.
  if (gone % 40 === 0) town.site.wait(1);
  const reply = await page.goto(town.site.url + address);
  // Where it leads elsewhere, something else would be looked at.
  const { pathname, search } = new URL(page.url());
  expect([pathname + search, reply?.status()]).toEqual([address, status]);
  shapes.add(shapeOf((await reply?.text()) ?? ''));
}

/** What the pages that were looked at consist of. */
const shapes = new Set<string>();

/** Looks at a page of somebody's as it was answered, unless one that consists of the same was looked at: then only the words are others. */
async function looksIfNew(who: string, address: string, { status, body }: Reply): Promise<void> {
  const leadsElsewhere = status >= 300 && status < 400;
  if (leadsElsewhere || shapes.has(shapeOf(body))) return;
  const page = await windowOf(who);
  await goTo(page, address, status);
  await looksWellToo(page, `${who} ${address}`);
}

interface Whose {
  readonly who: string;
  readonly address: string;
}

/** Everybody's addresses of a page: in a short run that of whoever has most on it, in the language whose turn it is. */
function whoseOf(name: RouteName): readonly Whose[] {
  const all = Object.entries(town.people).flatMap(([who, { addresses, fullness }]) =>
    (['da', 'en'] as const).flatMap((language) =>
      addresses
        .filter((address) => routeOf(address) === name && isEnglish(address) === (language === 'en'))
        .slice(0, isLong ? 2 : 1)
        .map((address) => ({ who, address, fullness: fullness(address) })),
    ),
  );
  if (isLong) return all;
  const turn = pageRoutes.indexOf(name) % 3 === 2;
  const fullest = all.toSorted((one, other) => other.fullness - one.fullness);
  return [fullest.find(({ address }) => isEnglish(address) === turn) ?? fullest[0]].filter(
    (one) => one !== undefined,
  );
}

const isEnglish = (address: string) => address.startsWith('/998/en');

const reading = (
  ['nothing', 'one', 'sixty', 'anna', 'bo', 'planner', 'automatic', 'asked', 'payer', 'writer'] as const
).map((who, place) => [who, place % 2 === 0 ? 'da' : 'en'] as const);

describe('keeps nobody out and does not scroll sideways:', () => {
  test.each(pageRoutes)('the page %s', { timeout: isLong ? 900_000 : 60_000 }, async (name) => {
    const whose = whoseOf(name);
    expect(whose, 'somebody has it').not.toEqual([]);
    for (const [place, { who, address }] of whose.entries()) {
      const page = await windowOf(who);
      await goTo(page, address);
      await looksWell(page, place === 0 ? name : `${name}-${place}`);
      expect(troublesOf(page, town.site)).toEqual([]);
    }
  });

  // Who owes nothing, one thing or sixty, and everybody else: of what looks otherwise than all before. Every other of them reads English.
  test.each(reading)(
    'whatever one owes: every page of %s, in %s',
    { timeout: 120_000 },
    async (who, language) => {
      const person = town.people[who];
      const token = (await person?.signIn()) ?? null;
      const routes = new Set<RouteName | null>();
      for (const address of person?.addresses ?? []) {
        const name = routeOf(address);
        if (routes.has(name) || isEnglish(address) !== (language === 'en')) continue;
        routes.add(name);
        await looksIfNew(who, address, await ask(town.site, address, { token, headers: fresh() }));
      }
      expect(routes.size).toBeGreaterThan(10);
    },
  );

  // In the language that the test before this does not read, and without what that one has written.
  test(
    'who acts for another reads on no page that what is that one’s is their own',
    { timeout: 240_000 },
    async () => {
      const misled: string[] = [];
      for (const [who, own] of reading) {
        const person = town.people[who];
        const token = (await person?.signInGuardian()) ?? null;
        const language = own === 'da' ? 'en' : 'da';
        const walked = new Map<RouteName | null, number>();
        for (const address of person?.addresses ?? []) {
          const name = routeOf(address);
          // What is said to everybody, and of the page that they themselves show to staff.
          if (name === 'front' || name === 'help' || name === 'guidance') continue;
          const before = walked.get(name) ?? 0;
          if (isEnglish(address) !== (language === 'en') || (before === 4 && !isLong)) continue;
          walked.set(name, before + 1);
          const { status, body, words } = await ask(town.site, address, { token, headers: fresh() });
          if (status !== 200) continue;
          expect(body, address).toContain('class="acting-strip"');
          for (const sentence of toldAsTheirOwn(words.replace(OBJECTION, ''), language))
            misled.push(`${who} ${address}: ${sentence}`);
        }
        town.site.wait(1);
      }
      expect(misled).toEqual([]);
    },
  );

  test.each(failures)('the page that says what went wrong: %s', async (failure) => {
    const page = await windowOf('nobody');
    await page.goto(`${town.site.url}/998`);
    await page.setContent(failurePage(failure, { requestId: 'K7Q4M2XR', address: '/998/overblik' }));
    await looksWell(page, `failure-${failure}`);
  });
});

test(
  'whatever cannot be read, every page shows the rest and says what is missing, or says that it cannot be shown, and looks well',
  {
    timeout: 300_000,
  },
  async () => {
    const everyPage = await everyPageOf(town);
    const whole = new Map((await everyPage()).map(({ name, reply }) => [name, reply]));
    for (const [table, gone] of Object.entries(sources)) {
      const found = await without(town.town.database, table, async () => {
        const answered = await everyPage();
        for (const { who, address, reply } of answered) await looksIfNew(who, address, reply);
        return answered;
      });
      const silent = found.filter(({ name, reply }) => {
        const before = whole.get(name);
        if (before === undefined || reply.status !== before.status) return reply.status !== 503;
        return (
          contentOf(reply) !== contentOf(before) && !reply.words.includes('Vi kan ikke vise alt lige nu')
        );
      });
      expect([table, silent.map(({ name, reply }) => [name, reply.status])]).toEqual([table, []]);
      const none = found.filter(({ reply: { status } }) => status === 503);
      expect([table, none.map(({ name }) => name).toSorted()]).toEqual([table, gone.toSorted()]);
      for (const { reply } of none)
        expect(reply.words).toContain('Vi kan ikke vise siden lige nu Noget hos os svarer ikke.');
    }
  },
);

interface Sending {
  readonly who: string;
  /** The page whose form it is. */
  readonly on: RouteName;
  /** What is written before it is sent; nothing: as it stands. */
  readonly fill?: (page: Page) => Promise<void>;
  /** The names of those that answer, one after the other: each is sent as it then stands. */
  readonly answers: readonly (readonly [RouteName, status: number])[];
}

const sendings: readonly Sending[] = [
  { who: 'anna', on: 'what-if', answers: [['what-if-answer', 422]] },
  {
    who: 'anna',
    on: 'what-if',
    fill: async (page) => {
      await page.locator('#income').fill('21.000');
      for (const radio of await page.getByLabel('Nej').all()) await radio.check();
    },
    answers: [['what-if-answer', 200]],
  },
  {
    who: 'one',
    on: 'pay',
    fill: (page) => page.locator('#amount').fill('alt'),
    answers: [['pay-choose', 422]],
  },
  {
    who: 'payer',
    on: 'pay',
    answers: [
      ['pay-choose', 200],
      ['pay-begin', 422],
    ],
  },
  { who: 'one', on: 'plan-new', answers: [['plan-show', 422]] },
  {
    who: 'one',
    on: 'plan-new',
    fill: async (page) => {
      await page.getByRole('checkbox').first().check();
      await page.locator('#months').fill('3');
    },
    answers: [
      ['plan-show', 200],
      ['plan-sign', 422],
    ],
  },
  { who: 'one', on: 'direct-debit', answers: [['direct-debit-sign-up', 303]] },
  { who: 'planner', on: 'plan-stop', answers: [['plan-stop-now', 303]] },
  { who: 'one', on: 'object', answers: [['object-send', 422]] },
  { who: 'asked', on: 'answer-hearing', answers: [['answer-hearing-send', 422]] },
  { who: 'writer', on: 'answer-set-off', answers: [['answer-set-off-send', 422]] },
  { who: 'anna', on: 'complain', answers: [['complain-send', 422]] },
  { who: 'anna', on: 'send-documentation', answers: [['send-documentation-send', 422]] },
];

describe('keeps nobody out and does not scroll sideways, when its form is sent:', () => {
  test.each(sendings.map((sending) => [sending.on, sending.answers.flat().join(' '), sending] as const))(
    '%s, answered by %s',
    { timeout: 60_000 },
    async (on, _, { who, fill, answers }) => {
      const page = await windowOf(who);
      const address = town.people[who]?.addresses.find((each) => routeOf(each) === on && !isEnglish(each));
      await goTo(page, address ?? `/998/findes-ikke`);
      await fill?.(page);
      for (const [name, status] of answers) {
        const answered = page.waitForResponse((reply) => reply.request().method() === 'POST');
        // The way on, where there is one back, too.
        const ways = page.locator('main form[method="post"] button[type="submit"]:visible');
        const onward = ways.and(page.locator('.button-primary'));
        await ((await onward.count()) > 0 ? onward : ways).last().click();
        expect([name, (await answered).status()]).toEqual([name, status]);
        await page.waitForLoadState();
        // What is wrong is where the reader begins, whatever they read with.
        if (status === 422) expect(await page.locator(':focus').getAttribute('role')).toBe('alert');
        await looksWell(page, `sent-${name}-${status}`);
      }
    },
  );

  test('a day that is none', async () => {
    const page = await windowOf('one');
    await goTo(page, '/998/papirer/opgoerelse?dag=31&dag-month=2&dag-year=2026', 422);
    await looksWell(page, 'sent-statement-422');
  });

  test('no form that answers with a page is left out', () => {
    const sent = new Set(sendings.flatMap(({ answers }) => answers.map(([name]) => name)));
    expect(answeringRoutes.filter((name) => !sent.has(name))).toEqual([]);
  });
});
