import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { expect } from 'vitest';
import { isLong } from '../../long/length.ts';
import { outOfBox } from '../browser.ts';
import { keepsNobodyOut, pictures, typefaceLoaded } from '../shown.ts';

const widths = [320, 1280] as const;
let looked = 0;

/** The page that stands there, at both widths; a short run takes a picture at one of them, by turns. */
export async function looksWell(page: Page, called: string): Promise<void> {
  looked += 1;
  const turn = widths[looked % 2];
  await atBothWidths(page, async (width) => {
    if (isLong || width === turn)
      await page.screenshot({ path: join(pictures, `page-${called}-${width}.png`), fullPage: true });
    await keepsNobodyOut(page, `${called} at ${width} px`);
    expect(await whenTwiceAsLarge(page), `${called} at ${width} px, text twice as large`).toEqual([]);
  });
}

/** The same of a page of which another has been looked at so, with what is around it: axe reads what is its own. */
export async function looksWellToo(page: Page, called: string): Promise<void> {
  await atBothWidths(page, async (width) => {
    await keepsNobodyOut(page, `${called} at ${width} px`, 'main');
    expect(await whenTwiceAsLarge(page), `${called} at ${width} px, text twice as large`).toEqual([]);
  });
}

async function atBothWidths(page: Page, look: (width: number) => Promise<void>): Promise<void> {
  await typefaceLoaded(page);
  for (const width of widths) {
    await page.setViewportSize({ width, height: width === 320 ? 640 : 900 });
    await look(width);
  }
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
