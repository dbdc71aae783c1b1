import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kroner } from '../../src/kernel/money.ts';
import { mobilePayProvider, registerWebhook } from '../../src/outside/mobilepay/client.ts';
import { authorizationOf, contentHash, isSigned } from '../../src/outside/mobilepay/signature.ts';
import {
  startMobilePaySimulator,
  type MobilePaySimulator,
  type SimulatedExchange,
} from '../../src/outside/mobilepay/simulator.ts';
import { createShape } from '../../src/outside/mobilepay/wire.ts';
import { stoppedAt } from '../../src/platform/clock.ts';
import { BEGUN_AT } from '../checkouts.ts';
import { OpenApi } from './open-api.ts';

const folder = join(
  process.env['AFDRAG_SCHEMAS'] ?? join(import.meta.dirname, '../../../shared/schemas'),
  'payment-vipps-mobilepay',
);
const isThere = existsSync(folder);
const published = isThere ? describe : describe.skip;
const named = (name: string) => (isThere ? name : `${name} (skipped: no schemas at AFDRAG_SCHEMAS)`);

const REFERENCE = '998-0123456789ABCDEFGHJK';
const ask = {
  reference: REFERENCE,
  amount: kroner(1_250),
  description: 'Betaling til Bøgevang Kommune',
  returnAddress: 'http://127.0.0.1:8080/998/betaling/0123456789ABCDEFGHJK/retur',
  webhookAddress: 'http://127.0.0.1:8080/998/besked/mobilepay',
  language: 'da',
} as const;
const payment = { reference: REFERENCE, pspReference: null };
const clock = stoppedAt(BEGUN_AT);

let simulator: MobilePaySimulator;
beforeEach(async () => {
  simulator = await startMobilePaySimulator({ clock });
});
afterEach(() => simulator.close());

function client() {
  return mobilePayProvider({ access: { ...simulator.access, webhookSecret: null }, clock, timeoutMs: 2_000 });
}

describe('a payment by MobilePay', () => {
  test('is asked for, approved, taken and sent back, each once however often it is asked', async () => {
    const provider = client();
    const created = await provider.create(ask);
    expect(created).toMatchObject({ state: 'created', pspReference: null });
    expect(await provider.create(ask)).toEqual(created);
    expect(await provider.read(payment)).toMatchObject({ state: 'told', outcome: 'created' });
    expect(await provider.capture(payment, ask.amount)).toEqual({ state: 'refused', code: '409' });
    await simulator.decide(REFERENCE, 'authorized');
    for (let times = 0; times < 2; times += 1)
      expect(await provider.capture(payment, ask.amount)).toEqual({ state: 'done' });
    for (let times = 0; times < 2; times += 1)
      expect(await provider.refund(payment, { amount: ask.amount, place: 1 })).toEqual({ state: 'done' });
    expect(await provider.read(payment)).toMatchObject({
      outcome: 'authorized',
      authorized: kroner(1_250),
      captured: kroner(1_250),
      refunded: kroner(1_250),
      authorizedAt: BEGUN_AT,
    });
  });

  test('that nobody knows is absent, and one that cannot be read is not known', async () => {
    const provider = client();
    expect(await provider.read(payment)).toEqual({ state: 'absent' });
    await provider.create(ask);
    simulator.payments.goWrong('read', 'down');
    expect(await provider.read(payment)).toEqual({ state: 'unknown', detail: 'status 500' });
    simulator.payments.goWrong('read', 'lost');
    expect(await provider.read(payment)).toEqual({ state: 'unknown', detail: 'not reached' });
  });

  test('whose answer was lost has been asked for, and is there when it is asked again', async () => {
    const provider = client();
    simulator.payments.goWrong('create', 'lost');
    expect(await provider.create(ask)).toMatchObject({ state: 'unknown' });
    expect(await provider.create(ask)).toMatchObject({ state: 'created' });
    expect(simulator.payments.list()).toHaveLength(1);
  });

  test('tells nothing about the person who pays', async () => {
    await client().create(ask);
    const [sent] = simulator.exchanges.flatMap(({ question }) =>
      question.body === '' ? [] : [question.body],
    );
    expect(Object.keys(JSON.parse(sent ?? '{}') as object).toSorted()).toEqual([
      'amount',
      'paymentDescription',
      'paymentMethod',
      'reference',
      'returnUrl',
      'userFlow',
    ]);
    expect(createShape.safeParse(JSON.parse(sent ?? '{}')).success).toBe(true);
  });
});

describe('a webhook', () => {
  const address = 'https://betaling.example/998/besked/mobilepay';
  const body = Buffer.from(JSON.stringify({ msn: '123456', reference: REFERENCE, name: 'AUTHORIZED' }));
  const date = 'Thu, 12 Mar 2026 09:00:00 GMT';
  const secret = 'hemmeligheden';
  const headers = {
    'x-ms-date': date,
    'x-ms-content-sha256': contentHash(body),
    authorization: authorizationOf({ secret, address, date, body }),
  };
  const heard = (wrong: object = {}) => {
    const access = { ...simulator.access, webhookSecret: secret };
    return mobilePayProvider({ access, clock }).hear({ address, headers, body, now: BEGUN_AT, ...wrong });
  };

  test('is believed to be theirs when it was signed over exactly these bytes, lately, for our address', () => {
    expect(heard()).toEqual({ state: 'genuine', reference: REFERENCE, name: 'AUTHORIZED' });
  });

  test.each([
    ['another byte', { body: Buffer.concat([body, Buffer.from(' ')]) }],
    ['another hash', { headers: { ...headers, 'x-ms-content-sha256': contentHash(Buffer.from('x')) } }],
    ['another date', { headers: { ...headers, 'x-ms-date': 'Thu, 12 Mar 2026 09:00:01 GMT' } }],
    ['another address', { address: 'https://betaling.example/997/besked/mobilepay' }],
    ['six minutes ago', { now: BEGUN_AT.add({ minutes: 6 }) }],
    ['six minutes ahead', { now: BEGUN_AT.subtract({ minutes: 6 }) }],
    ['no date', { headers: { ...headers, 'x-ms-date': undefined } }],
    ['no signature', { headers: { ...headers, authorization: undefined } }],
    ['a shorter signature', { headers: { ...headers, authorization: headers.authorization.slice(0, -2) } }],
  ])('is not with %s', (_, wrong) => {
    expect(heard(wrong)).toEqual({ state: 'not-theirs' });
  });

  test('of another merchant is not ours', () => {
    const others = Buffer.from(body.toString().replace('123456', '654321'));
    const signed = {
      'x-ms-date': date,
      'x-ms-content-sha256': contentHash(others),
      authorization: authorizationOf({ secret, address, date, body: others }),
    };
    expect(heard({ body: others, headers: signed })).toEqual({ state: 'not-theirs' });
  });
});

published(named('held against what is published'), () => {
  test('the signature is the one of the developer guide', () => {
    const vector = JSON.parse(readFileSync(join(folder, 'webhook-hmac-test-vector.json'), 'utf8')) as {
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly secret: string;
      readonly body: string;
    };
    const { url: address, headers, secret } = vector;
    const body = Buffer.from(vector.body);
    const now = Temporal.Instant.from('2023-03-30T08:40:00Z');
    expect(contentHash(body)).toBe(headers['x-ms-content-sha256']);
    expect(authorizationOf({ secret, address, date: headers['x-ms-date'] ?? '', body })).toBe(
      headers['authorization'],
    );
    expect(isSigned(secret, { address, headers, body, now })).toBe(true);
    expect(isSigned(secret, { address, headers, body: Buffer.from(`${vector.body} `), now })).toBe(false);
  });

  test('all that client and simulator say to each other is as the interface describes it', async () => {
    const provider = client();
    await registerWebhook(
      { access: { ...simulator.access, webhookSecret: null }, clock },
      ask.webhookAddress,
    );
    await provider.create(ask);
    await provider.create({ ...ask, amount: kroner(0), reference: 'for kort' });
    await provider.read(payment);
    await provider.capture(payment, ask.amount);
    await simulator.decide(REFERENCE, 'authorized');
    await provider.capture(payment, ask.amount);
    await provider.refund(payment, { amount: ask.amount, place: 1 });
    await provider.cancel(payment);
    await provider.read(payment);
    const seen = simulator.exchanges.map((exchange) => describedBy(exchange));
    expect(seen.flatMap(({ faults }) => faults)).toEqual([]);
    expect(new Set(seen.map(({ what }) => what))).toEqual(
      new Set([
        'token',
        'webhooks 201',
        'create 201',
        'create 400',
        'read 200',
        'events 200',
        'capture 409',
        'capture 200',
        'refund 200',
        'cancel 409',
      ]),
    );
  });

  test('a webhook of the published form is read', () => {
    const sample = readFileSync(join(folder, 'sample-webhook-authorized.json'), 'utf8');
    const epayment = new OpenApi(join(folder, 'epayment.v1.yml'));
    expect(epayment.faults(JSON.parse(sample), epayment.schema('WebhookEvent'))).toEqual([]);
  });
});

function describedBy({ question, status, answer }: SimulatedExchange): { what: string; faults: string[] } {
  const epayment = new OpenApi(join(folder, 'epayment.v1.yml'));
  const webhooks = new OpenApi(join(folder, 'webhooks.v1.yaml'));
  const body = question.body === '' ? undefined : (JSON.parse(question.body) as never); // whatever it is, it is held against the schema
  const told = answer as never; // likewise
  const path = question.path.replace(/\/payments\/[^/]+/, '/payments/{reference}');
  // The interface of tokens is not among the published files.
  if (path === '/accesstoken/get') return { what: 'token', faults: [] };
  if (path === '/webhooks/v1/webhooks')
    return {
      what: `webhooks ${status}`,
      faults: [
        ...webhooks.faults(body, webhooks.schema('RegisterRequest')),
        ...webhooks.faults(told, webhooks.schema('RegisterResponse')),
      ],
    };
  const method = question.method.toLowerCase();
  const missing = epayment
    .requiredHeaders(path, method)
    .filter((name) => question.headers[name] === undefined);
  const name = path.endsWith('/payments') ? 'create' : (/\{reference\}\/(\w+)$/.exec(path)?.[1] ?? 'read');
  const asked: Readonly<Record<string, string>> = {
    create: 'CreatePaymentRequest',
    capture: 'CaptureModificationRequest',
    refund: 'RefundModificationRequest',
  };
  const answers: Readonly<Record<string, string>> = {
    create: 'CreatePaymentResponse',
    read: 'GetPaymentResponse',
  };
  const isRight = status < 300;
  const questioned =
    isRight && asked[name] !== undefined ? epayment.faults(body, epayment.schema(asked[name])) : [];
  const answered = !isRight
    ? epayment.faults(told, epayment.schema('Problem'))
    : name === 'events'
      ? (told as never[]).flatMap((event) => epayment.faults(event, epayment.schema('PaymentEvent')))
      : epayment.faults(told, epayment.schema(answers[name] ?? 'ModificationResponse'));
  return {
    what: `${name} ${status}`,
    faults: [...missing.map((each) => `${name}: no ${each}`), ...questioned, ...answered],
  };
}
