import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failurePage, failures } from '../../src/web/http/failure-page.ts';
import type { RouteName } from '../../src/web/portal/addresses.ts';
import { isLong } from '../long/length.ts';
import { openBrowser, openPage, outOfBox, troublesOf, withSession } from './browser.ts';
import { aTownOfPages } from './pages/people.ts';
import { answeringRoutes, pageRoutes, routeOf } from './pages/routes.ts';
import { contentOf, everyPageOf, sources, without } from './pages/unreadable.ts';
import { keepsNobodyOut, pictures, typefaceLoaded } from './shown.ts';

/**
 * Every page of the citizens', as somebody has it for whom it has most on it, and the main ones as they are for who owes nothing, one thing, or sixty, and
 * when a part cannot be read. On a phone and on a computer nothing scrolls sideways or is cut, in the page or a box in it, also with the text twice as
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

const widths = [320, 1280] as const;
let looked = 0;

/** The page that stands there, at both widths; a short run takes a picture at one of them, by turns. */
async function looksWell(page: Page, called: string): Promise<void> {
  looked += 1;
  await typefaceLoaded(page);
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    if (isLong || width === widths[looked % 2])
      await page.screenshot({ path: join(pictures, `page-${called}-${width}.png`), fullPage: true });
    await keepsNobodyOut(page, `${called} at ${width} px`);
    expect(await whenTwiceAsLarge(page), `${called} at ${width} px, text twice as large`).toEqual([]);
  }
}

async function goTo(page: Page, address: string, status = 200): Promise<void> {
  // All sit behind one address: nobody is slowed down.
  if (looked % 40 === 39) town.site.wait(1);
  const reply = await page.goto(town.site.url + address);
  // Where it leads elsewhere, something else would be looked at.
  const { pathname, search } = new URL(page.url());
  expect([pathname + search, reply?.status()]).toEqual([address, status]);
}

// As a reader's own style sheet would: the page's policy takes none that stands in it.
const TWICE_AS_LARGE = `{
  const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('html { font-size: ' + size * 2 + 'px !important; }');
  document.adoptedStyleSheets = [sheet];
}`;

/**
 * Every amount as if it were one of millions, or the largest that keeps its unit in the same line; answers those that go on in another
 * line within what is held together.
 */
const BROKEN_AMOUNTS = `(() => {
  const broken = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const was = node.data;
    const amount = /(DKK)?\\s?(?<!\\d)(?:\\d[\\d.]*,\\d\\d(?!\\d)|\\d[\\d,]*\\.\\d\\d(?!\\d))(\\skr\\.)?/g;
    for (const [number, space] of [['1.234.567,00', ' '], ['88.888,88', '\u00a0']]) {
      node.data = was.replace(amount, (_, before, after) =>
        ' ' + (before ? 'DKK ' : '') + number + (after ? space + 'kr.' : ''));
      const held = space === ' ' ? /1\\.234\\.567,00/g : /88\\.888,88(?:\\u00a0kr\\.)?/g;
      for (const found of node.data.matchAll(held)) {
        const range = document.createRange();
        range.setStart(node, found.index);
        range.setEnd(node, found.index + found[0].length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(found[0] + ' in ' + node.parentElement.outerHTML.slice(0, 200));
      }
      node.data = was;
    }
  }
  return broken;
})()`;

/** Signs that lie over the words beside them. */
const COVERED_WORDS = `Array.from(document.querySelectorAll('.alert-icon'))
  .filter((icon) => icon.getBoundingClientRect().right > icon.nextElementSibling.getBoundingClientRect().left)
  .map((icon) => icon.parentElement.outerHTML.slice(0, 200))`;

async function whenTwiceAsLarge(page: Page): Promise<readonly string[]> {
  await page.evaluate(TWICE_AS_LARGE);
  const found = [
    ...(await outOfBox(page)),
    ...(await page.evaluate<string[]>(BROKEN_AMOUNTS)),
    ...(await page.evaluate<string[]>(COVERED_WORDS)),
  ];
  await page.evaluate('document.adoptedStyleSheets = []');
  return found;
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

  // In all states; of how each looks in Danish at 320 px there is a picture.
  test.each(
    (['nothing', 'one', 'sixty', 'anna', 'bo', 'planner', 'automatic'] as const).flatMap((who) =>
      (['overblik', 'betal'] as const).map((path) => [who, path] as const),
    ),
  )('of %s: %s', async (who, path) => {
    const page = await windowOf(who);
    await goTo(page, `/998/${path}`);
    await looksWell(page, `${who}-${path}`);
  });

  test.each([
    ['account_balance', 'overblik', 503],
    ['agreement', 'overblik', 200],
    ['agreement', 'din-betaling', 200],
    ['direct_debit', 'betal', 200],
  ] as const)('where %s cannot be read: %s', { timeout: 60_000 }, async (table, path, status) => {
    const page = await windowOf('anna');
    await without(town, table, async () => {
      await goTo(page, `/998/${path}`, status);
      await looksWell(page, `down-${table}-${path}`);
    });
  });

  test.each(failures)('the page that says what went wrong: %s', async (failure) => {
    const page = await windowOf('nobody');
    await page.goto(`${town.site.url}/998`);
    await page.setContent(failurePage(failure, { requestId: 'K7Q4M2XR', address: '/998/overblik' }));
    await looksWell(page, `failure-${failure}`);
  });
});

test(
  'whatever cannot be read, every page shows the rest and says what is missing, or says that it cannot be shown',
  {
    timeout: 180_000,
  },
  async () => {
    const everyPage = await everyPageOf(town);
    const whole = new Map((await everyPage()).map(({ name, reply }) => [name, reply]));
    for (const [table, gone] of Object.entries(sources)) {
      const found = await without(town, table, everyPage);
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
