import { join } from 'node:path';
import type { Browser, Locator, Page } from '@playwright/test';
import type { SessionToken } from '../../../src/identity/sessions.ts';
import { assert } from '../../../src/kernel/result.ts';
import type { RouteName } from '../../../src/web/portal/addresses.ts';
import { places } from '../../../src/web/portal/addresses.ts';
import { texts, type Texts } from '../../../src/web/portal/texts/texts.ts';
import type { Site } from '../../portal/portal-site.ts';
import { openPage, outOfBox, troublesOf, withSession } from '../browser.ts';
import { keepsNobodyOut, pictures } from '../shown.ts';
import type { Way } from './covering.ts';

/** What is on the page, by what kind of thing it is and what it is called; `{amount}` and the like may be anything. */
interface Named {
  readonly role: 'link' | 'button' | 'checkbox' | 'radio' | 'textbox' | 'heading';
  readonly name: string | RegExp;
}

/** So many things on a page can have the keyboard before it comes round. */
const MOST_STEPS = 200;

/** Somebody who goes about an errand in a browser, in one way: reads the page, and presses, ticks and writes what it offers. */
export class Citizen {
  readonly page: Page;
  readonly way: Way;
  readonly said: Texts;
  readonly #site: Site;
  /** What the pictures of this errand are called. */
  readonly #errand: string;
  readonly #fetched: string[] = [];
  #seen = 0;

  private constructor(page: Page, way: Way, site: Site, errand: string) {
    this.page = page;
    this.way = way;
    this.said = texts[way.language];
    this.#site = site;
    this.#errand = errand;
  }

  /** At a browser, signed in where there is a session. */
  static async at(
    browser: Browser,
    { site, way, errand }: { readonly site: Site; readonly way: Way; readonly errand: string },
    token: SessionToken | null,
  ): Promise<Citizen> {
    const page = await openPage(browser, { width: way.width, script: way.script });
    if (token !== null) await withSession(page.context(), site, token);
    return new Citizen(page, way, site, errand);
  }

  /** Whoever sees an address of another site at the same time, in the same way and a window of their own. */
  async beside(url: string): Promise<Citizen> {
    const browser = this.page.context().browser();
    assert(browser !== null, 'a page is in a browser');
    const site = { ...this.#site, url: new URL(url).origin };
    const other = await Citizen.at(browser, { site, way: this.way, errand: `${this.#errand}-beside` }, null);
    await other.page.goto(url);
    return other;
  }

  /** Comes to a page by its address, as by a letter or a bookmark. */
  opens(name: RouteName): Promise<void> {
    return this.comesBy(places[name]);
  }

  /** Comes by the address on a letter. */
  async comesBy(path: string): Promise<void> {
    const own = this.way.language === 'en' ? '/998/en' : '/998';
    await this.page.goto(`${this.#site.url}${own}${path}`);
  }

  follows(name: string | RegExp): Promise<void> {
    return this.#acts({ role: 'link', name });
  }

  /** Unfolds what stands under a heading of its own. */
  async unfolds(name: string): Promise<void> {
    const summary = this.page.locator('summary', { hasText: asPattern(name) }).first();
    if (!this.way.keyboard) return summary.click();
    await this.#reaches(summary);
    await this.page.keyboard.press('Enter');
  }

  presses(name: string | RegExp): Promise<void> {
    return this.#acts({ role: 'button', name });
  }

  async ticks(name: string | RegExp): Promise<void> {
    const box = this.#found({ role: 'checkbox', name });
    if (await box.isChecked()) return;
    if (!this.way.keyboard) return box.check();
    await this.#reaches(box);
    await this.page.keyboard.press('Space');
    assert(await box.isChecked(), `the keyboard ticks ${String(name)}`);
  }

  /** One of several; `of` where the page asks more than one question with the same answers. */
  async chooses(name: string | RegExp, of?: string): Promise<void> {
    const within = of === undefined ? this.page : this.page.getByRole('group', { name: asPattern(of) });
    const radio = within.getByRole('radio', { name: asPattern(name) }).first();
    if (!this.way.keyboard) return radio.check();
    const group = (await radio.getAttribute('name')) ?? '';
    await this.#reaches(this.page.locator(`input[type="radio"][name="${group}"]`));
    // From there the arrows go from one to the next, and choose it.
    for (let steps = 0; steps < 10 && !(await this.#isAt(radio)); steps += 1)
      await this.page.keyboard.press('ArrowDown');
    if (!(await radio.isChecked())) await this.page.keyboard.press('Space');
    assert(await radio.isChecked(), `the keyboard chooses ${String(name)}`);
  }

  async writes(name: string | RegExp, text: string): Promise<void> {
    const field = this.#found({ role: 'textbox', name });
    if (!this.way.keyboard) return field.fill(text);
    await this.#reaches(field);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(text);
  }

  /** Attaches a file, through the window that the browser opens for it. */
  async attaches(file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }) {
    const field = this.page.locator('input[type="file"]');
    const opened = this.page.waitForEvent('filechooser');
    if (this.way.keyboard) {
      await this.#reaches(field);
      await this.page.keyboard.press('Enter');
    } else await field.click();
    await (await opened).setFiles(file);
  }

  /** Fetches what a link leads to as a file; its name. */
  async fetches(name: string | RegExp): Promise<string> {
    const coming = this.page.waitForEvent('download');
    await this.follows(name);
    const download = await coming;
    await download.path();
    this.#fetched.push(download.url());
    return download.suggestedFilename();
  }

  /** The page says so, now or in a moment. */
  async reads(words: string): Promise<void> {
    await this.page.getByText(asPattern(words, 'anywhere')).first().waitFor();
  }

  async readsHeading(name: string): Promise<void> {
    await this.#found({ role: 'heading', name }).waitFor();
  }

  /** The page as it is now has its picture taken, keeps nobody out and does not scroll sideways. */
  async looks(): Promise<void> {
    this.#seen += 1;
    const { language, width, script } = this.way;
    const name = `errand-${this.#errand}-${this.#seen}-${language}-${width}.png`;
    await this.page.screenshot({ path: join(pictures, name), fullPage: true });
    // Where there is no script, what checks a page cannot run in it either.
    if (script) await keepsNobodyOut(this.page);
    else assert((await outOfBox(this.page)).length === 0, `${name} is within its boxes`);
  }

  /** Leaves, and answers what has gone wrong in the browser, besides a form that is shown again with what is wrong, and what is over. */
  async leaves(elsewhere: readonly string[] = []): Promise<readonly string[]> {
    // What is fetched as a file does not become a page, and who leaves a page does not wait for what it asks by itself: both are called failed.
    const asked = ['/betaling/', '/aftaler/ny/undervejs'];
    const expected = [
      ...elsewhere,
      ...this.#fetched,
      ...asked,
      'status of 410',
      'status of 422',
      'status of 429',
      'favicon',
    ];
    const troubles = troublesOf(this.page, this.#site).filter(
      (trouble) => !expected.some((each) => trouble.includes(each)),
    );
    await this.page.context().close();
    return troubles;
  }

  async #acts(named: Named): Promise<void> {
    const target = this.#found(named);
    if (!this.way.keyboard) return target.click();
    await this.#reaches(target);
    await this.page.keyboard.press('Enter');
  }

  #found({ role, name }: Named): Locator {
    return this.page.getByRole(role, { name: asPattern(name) }).first();
  }

  /** Goes from one thing to the next until the keyboard is at what is looked for. */
  async #reaches(target: Locator): Promise<void> {
    await target.first().waitFor();
    for (let steps = 0; steps < MOST_STEPS; steps += 1) {
      if (await this.#isAt(target)) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not come to ${target.toString()}`);
  }

  async #isAt(target: Locator): Promise<boolean> {
    return (await target.and(this.page.locator(':focus')).count()) > 0;
  }
}

/** How something is called as a pattern, from its beginning: what stands in places of a text may be anything. */
function asPattern(words: string | RegExp, where: 'beginning' | 'anywhere' = 'beginning'): RegExp {
  if (words instanceof RegExp) return words;
  const plain = words
    .split(/\{[a-zA-Z-]+\}/)
    // Where a line may not end stands another blank.
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s'))
    .join('.+');
  return new RegExp(where === 'beginning' ? `^${plain}` : plain);
}
