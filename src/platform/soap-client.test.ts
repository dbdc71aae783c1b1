import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { soapClient, soapEnvelope, type SoapService } from './soap-client.ts';
import { xml } from './xml.ts';

const NOW = Temporal.Instant.from('2026-03-01T11:00:00Z');
const QUESTION = {
  version: '1.1',
  action: 'urn:ask',
  messageId: 'm',
  body: xml`<q/>`,
  schema: null,
} as const;

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function replying(status: number, body: string | Buffer, headers = {}): Promise<string> {
  const listening = createServer((_, response) => response.writeHead(status, headers).end(body));
  server = listening;
  await new Promise<void>((resolve) => void listening.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
}

function client(url: string) {
  const bounds = { timeoutMs: 5_000, attempts: 1, backoffMs: 1, maxAnswerBytes: 10_000, connections: 1 };
  const service: SoapService = { url, ...bounds, tls: null };
  return soapClient(service, () => NOW);
}

describe('a client of a SOAP service', () => {
  test('hands on what the envelope carries, and the message with the time it came', async () => {
    const message = soapEnvelope('1.1', xml`<answer>42</answer>`);
    expect(await client(await replying(200, message))(QUESTION)).toMatchObject({
      ok: true,
      value: {
        content: { name: 'answer', text: '42' },
        evidence: { messageId: 'm', receivedAt: NOW, body: message },
      },
    });
  });

  test.each([
    ['HTTP 500 without a fault', 500, 'oops', 'unavailable'],
    ['too many questions', 429, '', 'unavailable'],
    ['no access', 403, 'no', 'refused'],
    ['another address', 302, '', 'refused'],
    ['a web page', 200, '<html><body>Velkommen</body></html>', 'malformed'],
    ['an envelope of the other version', 200, soapEnvelope('1.2', xml`<a/>`), 'malformed'],
    ['Latin-1 instead of UTF-8', 200, Buffer.from('<a>\u00e6</a>', 'latin1'), 'malformed'],
    ['nothing', 200, '', 'malformed'],
  ])('tells %s by its kind', async (_, status, body, tag) => {
    expect(await client(await replying(status, body))(QUESTION)).toMatchObject({
      ok: false,
      refusal: { tag },
    });
  });

  test('tells a fault of either version by its codes', async () => {
    const older = xml`<soap:Fault><faultcode>soap:Client</faultcode><faultstring>x</faultstring></soap:Fault>`;
    const newer = xml`<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code></soap:Fault>`;
    const first = await client(await replying(500, soapEnvelope('1.1', older)))(QUESTION);
    expect(first).toMatchObject({ refusal: { tag: 'refused', faultCodes: ['soap:Client'] } });
    const second = await client(await replying(400, soapEnvelope('1.2', newer)))({
      ...QUESTION,
      version: '1.2',
    });
    expect(second).toMatchObject({ refusal: { tag: 'refused', faultCodes: ['soap:Sender'] } });
  });

  test('does not repeat a code that may quote the question', async () => {
    const quoting = xml`<soap:Fault><faultcode>unknown 6101801234</faultcode></soap:Fault>`;
    const answer = await client(await replying(500, soapEnvelope('1.1', quoting)))(QUESTION);
    expect(answer).toMatchObject({ refusal: { detail: 'fault unreadable' } });
  });

  test('is not made for a service elsewhere without encryption', () => {
    expect(() => client('http://register.example/')).toThrow('https');
    expect(() => client('https://register.example/')).not.toThrow();
    expect(() => client('http://127.0.0.1.example/')).toThrow('https');
  });
});
