import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseCprNumber } from '../../../kernel/cpr-number.ts';
import { parseCvrNumber, type CvrNumber } from '../../../kernel/cvr-number.ts';
import type { OidcSettings } from '../oidc.ts';
import type { OiosamlSettings } from '../oiosaml.ts';
import { readProviderMetadata } from '../saml-metadata.ts';
import { acrOf, oidcPart, SCOPE, type OidcPart, type OidcWishes } from './oidc-part.ts';
import { answerPage, choicePage, overPage, signedOutPage } from './page.ts';
import type { TestPerson } from './people.ts';
import { samlPart, testCertificate, testKey, type SamlPart } from './saml-part.ts';

export interface TestProviderWishes {
  /** 0 = any free one. */
  readonly port: number;
  /** Whom one may be in a municipality; they are read anew each time. */
  readonly people: (municipality: string) => Promise<readonly TestPerson[]>;
  /** By which the answers of OIOSAML are dated; that of OpenID Connect has its own. */
  readonly clock: () => Temporal.Instant;
  /** How it is as a broker; as most are where nothing is said. */
  readonly broker?: Partial<OidcWishes>;
}

export interface TestProvider extends AsyncDisposable {
  readonly url: string;
  /** What our side must know to ask it by OpenID Connect. */
  readonly oidc: OidcSettings;
  /** And by OIOSAML. */
  readonly oiosaml: OiosamlSettings;
  /** Who is signed in there by OIOSAML, by its names for the sign-ins. */
  readonly signedIn: () => readonly string[];
  close(): Promise<void>;
}

/**
 * Signs invented people in by the real protocols, on this machine alone: one chooses from a list who one is. For trials, tests
 * and teaching; production refuses it (platform/config.ts).
 */
export async function startTestProvider({
  port,
  people,
  clock,
  broker,
}: TestProviderWishes): Promise<TestProvider> {
  const client = { clientId: 'afdrag', clientSecret: randomBytes(32).toString('hex') };
  let answer: Answering | null = null;
  const server = createServer((request, response) => {
    answer?.({ request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  // An address of a listening TCP server is never text.
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const saml = samlPart(url, clock);
  const oidc = oidcPart(url, client, { cprIn: 'user-info', signsOut: true, ...broker });
  answer = answering({ oidc, saml }, people);
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return {
    url,
    oidc: { issuer: url, ...client, scope: SCOPE, cprClaim: 'cprNumberIdentifier', insecure: true },
    oiosaml: {
      provider: readProviderMetadata(saml.metadata()),
      key: testKey,
      certificate: testCertificate,
      clock,
    },
    signedIn: saml.signedIn,
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

type Answering = (exchange: Exchange) => Promise<void>;

interface Parts {
  readonly oidc: OidcPart;
  readonly saml: SamlPart;
}

function answering({ oidc, saml }: Parts, people: TestProviderWishes['people']): Answering {
  return async (exchange) => {
    const { pathname } = new URL(exchange.request.url ?? '/', 'http://here');
    if (pathname.startsWith('/login/')) return chooseByOidc(oidc, people, exchange);
    if (pathname.startsWith('/saml')) return chooseBySaml(saml, people, exchange);
    if (pathname.startsWith('/auth') && !isSilent(exchange.request)) forgetSession(exchange.request);
    return oidc.callback(exchange.request, exchange.response);
  };
}

async function chooseByOidc(
  { provider, accountOf }: OidcPart,
  people: TestProviderWishes['people'],
  { request, response }: Exchange,
): Promise<void> {
  // Reloaded when it was answered, or opened without its cookie.
  const asked = await provider.interactionDetails(request, response).catch(() => null);
  if (asked === null) return sendPage(response, overPage(), 410);
  const { uid, params } = asked;
  const listed = await people(municipalityIn(String(params['redirect_uri'])));
  if (request.method !== 'POST') return sendPage(response, choicePage(`/login/${uid}`, listed));
  const person = chosen(await formOf(request), listed);
  const result =
    person === null
      ? { error: 'access_denied', error_description: 'cancelled' }
      : { login: { accountId: accountOf(person), acr: acrOf(person), remember: false } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function chooseBySaml(
  saml: SamlPart,
  people: TestProviderWishes['people'],
  { request, response }: Exchange,
): Promise<void> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://here');
  if (pathname === '/saml/metadata') return sendPage(response, saml.metadata());
  if (pathname === '/saml/sso') {
    const name = saml.ask(search.slice(1));
    if (name === null) return void response.writeHead(400).end();
    return void response.writeHead(303, { location: `/saml/login/${name}` }).end();
  }
  if (pathname === '/saml/slo') {
    const next = saml.signOut(search.slice(1));
    if (next === null) return sendPage(response, signedOutPage());
    return void response.writeHead(303, { location: next }).end();
  }
  const asked = saml.asked(pathname.replace('/saml/login/', ''));
  if (asked === null) return sendPage(response, overPage(), 410);
  const listed = await people(municipalityIn(asked.recipient));
  if (request.method !== 'POST') return sendPage(response, choicePage(pathname, listed));
  const answer = await saml.answer(asked, chosen(await formOf(request), listed));
  const fields = { SAMLResponse: answer, RelayState: asked.relayState };
  return sendPage(response, answerPage(asked.recipient, fields));
}

/** Who asks whether somebody is signed in, and wants nobody to be asked, is told. */
function isSilent({ url = '/' }: IncomingMessage): boolean {
  return new URL(url, 'http://here').searchParams.get('prompt') === 'none';
}

function municipalityIn(address: string): string {
  return /\/(\d{3})\/log-paa\//.exec(address)?.[1] ?? '';
}

/** Nobody stays signed in here: whoever comes chooses anew, and is nobody else's successor. */
function forgetSession(request: IncomingMessage): void {
  const cookies = (request.headers.cookie ?? '').split(/; */);
  request.headers.cookie = cookies.filter((cookie) => !cookie.startsWith('_session')).join('; ');
}

/** Who was chosen of the list, or by a number of one's own; null = nobody. */
export function chosen(form: URLSearchParams, listed: readonly TestPerson[]): TestPerson | null {
  const choice = form.get('person') ?? '';
  if (choice !== 'other') return listed[Number(choice)] ?? null;
  const number = (form.get('number') ?? '').trim();
  const cpr = parseCprNumber(number);
  if (cpr !== null) return { label: '', name: 'Testperson', cpr, level: 'Substantial' };
  const cvr = parseCvrNumber(number);
  return cvr === null ? null : employeeOf(cvr, listed);
}

/** Somebody of the list who works for a company, with the same power, as if they worked for another. */
function employeeOf(cvr: CvrNumber, listed: readonly TestPerson[]): TestPerson | null {
  const employee = listed.find((person) => person.cvr != null);
  if (employee === undefined) return null;
  const powers = (employee.powers ?? []).map((power) =>
    power.of === 'company' ? { ...power, number: cvr } : power,
  );
  return { ...employee, cvr, powers };
}

const MOST_BYTES = 10_000;

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString('utf8');
    if (text.length > MOST_BYTES) break;
  }
  return new URLSearchParams(text);
}

function sendPage(response: ServerResponse, body: string, status = 200): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(status, headers).end(body);
}
