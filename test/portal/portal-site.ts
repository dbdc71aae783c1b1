import { sql } from 'kysely';
import { registerHelper } from '../../src/debtors/helpers.ts';
import { addRepresentative, type NewRepresentative } from '../../src/debtors/representatives.ts';
import { beginSession, type SessionToken } from '../../src/identity/sessions.ts';
import type { LoginProvider } from '../../src/identity/login-port.ts';
import type { MayActFor, SignedIn } from '../../src/identity/types.ts';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import { date } from '../../src/kernel/dates.ts';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { isRecorded } from '../../src/law/representation.ts';
import type { Scanner } from '../../src/messages/scanner-port.ts';
import type { PortalChoices } from '../../src/municipality/choices/portal.ts';
import { configurationShape, type Configuration } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { startWeb, type Web, type WebOptions } from '../../src/web/server.ts';
import { join } from 'node:path';
import { demoFile } from '../demo-file.ts';
import { cprOf } from '../vocabulary.ts';

/** The citizens' pages of municipality 998 over real HTTP, with a clock that the test moves. */
export const SITE = municipalityCode('998');
export const OPENED_AT = Temporal.Instant.from('2026-03-12T09:00:00Z');

export interface Site extends Web, AsyncDisposable {
  readonly clock: Clock;
  /** Moves it on. */
  wait(minutes: number): void;
  /** Chooses for the pages otherwise than before. */
  choose(choices: Partial<PortalChoices>): Promise<void>;
  /** Signs somebody in, as a provider's answer would; answers the token. */
  signIn(person?: Partial<SignedIn>): Promise<SessionToken>;
  logged(): string;
}

export interface SiteWishes {
  /** What the municipality chooses besides what the pages show. */
  readonly configuration?: Partial<Omit<Configuration, 'portal'>>;
  readonly choices?: Partial<PortalChoices>;
  readonly config?: Partial<WebOptions['config']>;
  readonly login?: readonly LoginProvider[];
  readonly scanner?: Scanner;
  /** Whoever takes payments, by the site's clock and address. */
  readonly checkout?: (site: {
    readonly clock: Clock;
    readonly url: () => string;
  }) => NonNullable<WebOptions['checkout']>;
}

/** Serves the pages of a database whose municipality is configured as the demo's, and open. */
export async function openSite(
  database: Database,
  { configuration = {}, choices = {}, config = {}, login = [], scanner, checkout }: SiteWishes = {},
): Promise<Site> {
  let now = OPENED_AT;
  const clock: Clock = () => now;
  const choose = (changed: Partial<PortalChoices>) => configure(database, changed, configuration);
  await choose(choices);
  let logged = '';
  const log = createLog({ logLevel: 'debug' }, { write: (line) => void (logged += line) });
  let url = '';
  const web = await startWeb({
    checkout: checkout?.({ clock, url: () => url }) ?? null,
    scanner: scanner ?? null,
    config: { ...usual, ...config },
    database,
    log,
    clock,
    elapsed: () => now.epochMilliseconds,
    municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
    login,
  });
  url = web.url;
  return {
    ...web,
    clock,
    wait: (minutes) => (now = now.add({ seconds: Math.round(minutes * 60) })),
    choose,
    signIn: (person = {}) => signIn(database, { ...somebody, ...person }, now),
    logged: () => logged,
    [Symbol.asyncDispose]: () => web.close(),
  };
}

const usual: WebOptions['config'] = {
  host: '127.0.0.1',
  port: 0,
  portChosen: true,
  publicAddress: null,
  operationsPage: true,
  trustedProxy: null,
  production: false,
};

const somebody: SignedIn = {
  debtor: null,
  name: 'Åse Prøvesen',
  scopes: ['see', 'pay', 'write', 'sign', 'self'],
  level: 'Substantial',
  protocol: 'oidc',
};

const times = { idleMinutes: 15, mostMinutes: 60 };

function signIn(database: Database, person: SignedIn, at: Temporal.Instant): Promise<SessionToken> {
  return inMunicipality(database, SITE, async (tx) => {
    const recorded = (person.mayActFor ?? []).filter(({ basis }) => isRecorded(basis));
    if (recorded.length === 0) return beginSession(tx, { person, times, at });
    const { cpr, helper } = await knownBy(tx, person, at);
    for (const { debtor, basis } of recorded)
      await representing(tx, { debtor, basis, name: person.name, cpr });
    return beginSession(tx, { person: { ...person, helper }, times, at });
  });
}

/** Who acts for others owes something here, or is noted as a helper. */
async function knownBy(tx: MunicipalityTx, { debtor }: SignedIn, at: Temporal.Instant) {
  if (debtor === null) {
    const cpr = cprOf(990);
    return { cpr, helper: await registerHelper(tx, { cpr }, at) };
  }
  const { rows } = await sql<{
    cpr: CprNumber;
  }>`select cpr from debtor_cpr where debtor_number = ${debtor}`.execute(tx);
  return { cpr: rows[0]?.cpr ?? cprOf(990), helper: null };
}

/** What they act by is recorded, as it is when they sign in by a provider. */
async function representing(
  tx: MunicipalityTx,
  who: Pick<MayActFor, 'debtor' | 'basis'> & Pick<NewRepresentative, 'name' | 'cpr'>,
): Promise<void> {
  const { basis: kind } = who;
  if (!isRecorded(kind)) return;
  const mode = kind === 'estate' ? 'instead' : 'copy';
  const told = { address: [], from: date('2026-01-01'), evidence: 'set', by: 'prøve', at: OPENED_AT };
  const added = await addRepresentative(tx, { ...who, kind, mode, ...told });
  if (!added.ok && added.refusal.tag !== 'already-recorded') throw new Error(added.refusal.tag);
}

function configure(
  database: Database,
  changed: Partial<PortalChoices>,
  besides: NonNullable<SiteWishes['configuration']>,
): Promise<void> {
  const demo: Configuration = configurationShape.parse(demoFile());
  const portal: PortalChoices = { ...demo.portal, state: 'open', testPersons: [], notices: [], ...changed };
  return inMunicipality(database, SITE, async (tx) => {
    await saveConfiguration(tx, {
      configuration: { ...demo, ...besides, portal },
      by: 'test',
      at: OPENED_AT,
    });
  });
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** What a reader reads: the text without tags, with single spaces. */
  readonly words: string;
}

export interface Asking {
  readonly token?: SessionToken | null;
  /** Fields of a form; it is sent then. */
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  /** Files that the form brings; it is sent in parts then. */
  readonly files?: readonly File[];
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks for an address of the site as a browser does, but follows nothing. */
export async function ask(
  site: Web,
  path: string,
  { token = null, form, files, headers = {} }: Asking = {},
): Promise<Reply> {
  const cookie = token === null ? {} : { cookie: `afdrag-998=${token}` };
  const reply = await fetch(site.url + path, {
    redirect: 'manual',
    headers: { ...cookie, ...headers },
    ...(form === undefined
      ? {}
      : { method: 'POST', body: files === undefined ? fieldsOf(form) : partsOf(form, files) }),
  });
  const body = await reply.text();
  return { status: reply.status, headers: reply.headers, body, words: wordsOf(body) };
}

function fieldsOf(form: NonNullable<Asking['form']>): URLSearchParams {
  const pairs = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((each): [string, string] => [name, each]),
  );
  return new URLSearchParams(pairs);
}

function partsOf(form: NonNullable<Asking['form']>, files: readonly File[]): FormData {
  const parts = new FormData();
  for (const [name, value] of fieldsOf(form)) parts.append(name, value);
  for (const file of files) parts.append('files', file);
  return parts;
}

/** The token that a page's form sends with it. */
export function tokenOfForm({ body }: Pick<Reply, 'body'>): string {
  const found = /name="form" value="([^"]+)"/.exec(body)?.[1];
  if (found === undefined) throw new Error('the page has no form');
  return found;
}

function wordsOf(body: string): string {
  return body
    .replace(/<head>.*?<\/head>/s, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
    .replace(/ ([.,])/g, '$1');
}
