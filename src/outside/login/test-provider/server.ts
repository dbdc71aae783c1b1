import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseCprNumber } from '../../../kernel/cpr-number.ts';
import type { OidcSettings } from '../oidc.ts';
import { acrOf, oidcPart, type OidcPart } from './oidc-part.ts';
import { choicePage } from './page.ts';
import type { TestPerson } from './people.ts';

export interface TestProviderWishes {
  /** 0 = any free one. */
  readonly port: number;
  /** Whom one may be in a municipality; they are read anew each time. */
  readonly people: (municipality: string) => Promise<readonly TestPerson[]>;
}

export interface TestProvider extends AsyncDisposable {
  readonly url: string;
  /** What our side must know to ask it by OpenID Connect. */
  readonly oidc: OidcSettings;
  close(): Promise<void>;
}

/**
 * Signs invented people in by the real protocols, on this machine alone: one chooses from a list who one is. For trials, tests
 * and teaching; production refuses it (platform/config.ts).
 */
export async function startTestProvider({ port, people }: TestProviderWishes): Promise<TestProvider> {
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
  answer = answering(oidcPart(url, client), people);
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => void server.close(() => resolve()));
  };
  return {
    url,
    oidc: { issuer: url, ...client, scope: 'openid', cprClaim: 'cprNumberIdentifier', insecure: true },
    close,
    [Symbol.asyncDispose]: close,
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

type Answering = (exchange: Exchange) => Promise<void>;

function answering(oidc: OidcPart, people: TestProviderWishes['people']): Answering {
  return async (exchange) => {
    const { request, response } = exchange;
    if (request.url?.startsWith('/login/') !== true) {
      if (request.url?.startsWith('/auth') === true) forgetSession(request);
      return oidc.callback(request, response);
    }
    const { uid, params } = await oidc.provider.interactionDetails(request, response);
    const municipality = /\/(\d{3})\/log-paa\//.exec(String(params['redirect_uri']))?.[1] ?? '';
    const listed = await people(municipality);
    if (request.method !== 'POST') return sendPage(response, choicePage(`/login/${uid}`, listed));
    const person = chosen(await formOf(request), listed);
    const result =
      person === null
        ? { error: 'access_denied', error_description: 'cancelled' }
        : { login: { accountId: oidc.accountOf(person), acr: acrOf(person), remember: false } };
    await oidc.provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  };
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
  const cpr = parseCprNumber((form.get('cpr') ?? '').trim());
  return cpr === null ? null : { label: '', name: 'Testperson', cpr, level: 'Substantial' };
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

function sendPage(response: ServerResponse, body: string): void {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
  response.writeHead(200, headers).end(body);
}
