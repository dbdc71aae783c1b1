import type { SessionToken } from '../../src/identity/sessions.ts';
import { ask, type Site } from './portal-site.ts';

/** All that one person's pages lead to: what a reader could press, and send. */
export interface Walked {
  /** Every page that was reached, by its address, without what is new each time. */
  readonly pages: ReadonlyMap<string, string>;
  /** Every address that a page leads to, also those that are not pages (files, other sites' excepted). */
  readonly addresses: ReadonlySet<string>;
  readonly forms: readonly WalkedForm[];
}

export interface WalkedForm {
  readonly action: string;
  /** What is in the form before anybody writes in it; of choices, each that there is. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

export interface Walking {
  readonly from?: string;
  readonly follows?: (address: string) => boolean;
}

/** Goes from page to page by what each leads to, as long as there is a new address that is to be followed; presses nothing that sends. */
export async function walk(
  site: Site,
  token: SessionToken,
  { from = '/998/overblik', follows = () => true }: Walking = {},
): Promise<Walked> {
  const pages = new Map<string, string>();
  const addresses = new Set([from]);
  const forms = new Map<string, WalkedForm>();
  for (const address of addresses) {
    const reply = await ask(site, address, { token, headers: fresh() });
    if (reply.status !== 200 || !isPage(reply.headers)) continue;
    pages.set(address, withoutWhatIsNew(reply.body));
    for (const form of formsIn(reply.body)) forms.set(JSON.stringify(form), form);
    for (const next of linksIn(reply.body)) if (follows(next)) addresses.add(next);
  }
  return { pages, addresses, forms: [...forms.values()] };
}

let asked = 0;
/** As a browser of its own, so that nobody is slowed down. */
export function fresh(): Readonly<Record<string, string>> {
  asked += 1;
  return { 'x-forwarded-for': `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}` };
}

const isPage = (headers: Headers) => headers.get('content-type')?.startsWith('text/html') ?? false;

/** A form's token is anew for each session, its own key each time, and the clock goes. */
function withoutWhatIsNew(body: string): string {
  return body.replaceAll(/name="(?:form|key)" value="[^"]+"/g, '').replaceAll(/data-[a-z-]+="\d+"/g, '');
}

function linksIn(body: string): string[] {
  return Array.from(body.matchAll(/<a [^>]*href="(\/998[^"#]*)/g), ([, to = '']) =>
    to.replaceAll('&amp;', '&'),
  );
}

function formsIn(body: string): WalkedForm[] {
  const found = body.matchAll(/<form [^>]*method="post"[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gs);
  return Array.from(found, ([, action = '', inside = '']) => ({ action, fields: fieldsIn(inside) }));
}

function fieldsIn(inside: string): Readonly<Record<string, readonly string[]>> {
  const fields: Record<string, string[]> = {};
  for (const [tag] of inside.matchAll(/<(?:input|textarea|button|option)\b[^>]*>/g)) {
    const name = attribute(tag, 'name');
    if (name !== null && name !== 'form') (fields[name] ??= []).push(attribute(tag, 'value') ?? '');
  }
  return fields;
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? null;
}
