import { randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import {
  startSimulatedService,
  type SimulatedAnswer,
  type SimulatedQuestion,
  type SimulatedService,
} from '../../platform/json-simulator.ts';
import { actOnPayPage, backWith, hangingPage, payPage, pressed } from '../../platform/simulated-pay-page.ts';
import {
  SimulatedPayments,
  type SimulatedAct,
  type SimulatedPayment,
} from '../../platform/simulated-payments.ts';
import type { MobilePayAccess } from './client.ts';
import { SimulatedWebhooks, type SimulatedHook } from './simulated-webhooks.ts';
import { adjustShape, createShape, wireAmount, type WireState } from './wire.ts';
import { ore } from '../../kernel/money.ts';

/** Vipps MobilePay as its client meets it, on this machine: the same interface, a page of its own, webhooks that it signs. */
export interface MobilePaySimulator extends SimulatedService {
  readonly payments: SimulatedPayments;
  /** What the client must say to be let in. */
  readonly access: Omit<MobilePayAccess, 'webhookSecret'>;
  /** What the citizen presses on the page of a payment; the browser is not sent anywhere. */
  decide(reference: string, outcome: 'authorized' | 'aborted' | 'expired'): Promise<void>;
  /** Calls about a payment, again where it has been told before. */
  tell(reference: string, how?: 'genuine' | 'forged'): Promise<number | null>;
  /** All that was asked and answered, for who holds it against the published description. */
  readonly exchanges: readonly SimulatedExchange[];
}

export interface SimulatedExchange {
  readonly question: SimulatedQuestion;
  readonly status: number;
  readonly answer: unknown;
}

export interface MobilePaySimulatorOptions {
  readonly clock: Clock;
  /** Where payments are kept between starts; null = nowhere. */
  readonly file?: string | null;
  /** Whom it calls from the start; others register. */
  readonly hook?: SimulatedHook | null;
}

const PROVIDER = 'MobilePay';
const MERCHANT = '123456';
const KEY = 'simuleret-noegle';
const MOST_EXCHANGES = 1_000;

interface Simulated {
  readonly payments: SimulatedPayments;
  readonly clock: Clock;
  readonly tokens: Set<string>;
  readonly webhooks: SimulatedWebhooks;
  readonly exchanges: SimulatedExchange[];
  url: string;
}

export async function startMobilePaySimulator({
  clock,
  file = null,
  hook = null,
}: MobilePaySimulatorOptions): Promise<MobilePaySimulator> {
  const payments = new SimulatedPayments(file);
  const webhooks = new SimulatedWebhooks({ payments, clock, merchant: MERCHANT, hook });
  const simulated: Simulated = { payments, webhooks, clock, tokens: new Set(), exchanges: [], url: '' };
  const service = await startSimulatedService(
    async (question) => noted(simulated, question, await answerTo(simulated, question)),
    () => void webhooks.tellWaiting(),
  );
  simulated.url = service.url;
  const access = {
    url: service.url,
    merchant: MERCHANT,
    clientId: 'klient',
    clientSecret: 'hemmelig',
    subscriptionKey: KEY,
  };
  const known = (reference: string) => {
    const payment = simulated.payments.find(reference);
    if (payment === null) throw new Error('no payment of that reference');
    return payment;
  };
  return {
    ...service,
    access,
    payments: simulated.payments,
    exchanges: simulated.exchanges,
    decide: async (reference, outcome) => {
      if (simulated.payments.decided(known(reference), outcome, clock()))
        webhooks.happened(known(reference), NAMES[outcome]);
      await webhooks.tellWaiting();
    },
    tell: (reference, how = 'genuine') =>
      webhooks.call(known(reference), { name: 'AUTHORIZED', forged: how === 'forged' }),
  };
}

function noted(
  simulated: Simulated,
  question: SimulatedQuestion,
  answered: SimulatedAnswer,
): SimulatedAnswer {
  if (answered.kind === 'json' && simulated.exchanges.length < MOST_EXCHANGES)
    simulated.exchanges.push({ question, status: answered.status, answer: answered.body });
  return answered;
}

async function answerTo(simulated: Simulated, question: SimulatedQuestion): Promise<SimulatedAnswer> {
  const { method, path, headers } = question;
  const page = /^\/betal\/([0-9a-f]{32})$/.exec(path);
  if (page !== null) return answerPage(simulated, page[1] ?? '', question);
  if (method === 'POST' && path === '/accesstoken/get') return giveToken(simulated, question);
  const token = headers['authorization']?.replace(/^Bearer /, '') ?? '';
  if (!simulated.tokens.has(token)) return problem(401, 'Unauthorized');
  if (headers['ocp-apim-subscription-key'] !== KEY || headers['merchant-serial-number'] !== MERCHANT)
    return problem(403, 'Forbidden');
  if (method === 'POST' && path === '/webhooks/v1/webhooks') return registerHook(simulated, question);
  if (method === 'POST' && path === '/epayment/v1/payments') return create(simulated, question);
  const [, reference = '', act = ''] =
    /^\/epayment\/v1\/payments\/([a-zA-Z0-9-]{8,50})(?:\/(\w+))?$/.exec(path) ?? [];
  if (reference === '') return problem(404, 'Not Found');
  if (method === 'GET') return read(simulated, reference, act);
  return act === 'capture' || act === 'cancel' || act === 'refund'
    ? adjust(simulated, { reference, act }, question)
    : problem(404, 'Not Found');
}

function giveToken(simulated: Simulated, { headers }: SimulatedQuestion): SimulatedAnswer {
  if (headers['client_id'] === undefined || headers['client_secret'] === undefined)
    return problem(401, 'Unauthorized');
  const token = randomBytes(24).toString('base64url');
  simulated.tokens.add(token);
  return json(200, { token_type: 'Bearer', expires_in: '3600', access_token: token });
}

function registerHook(simulated: Simulated, { body }: SimulatedQuestion): SimulatedAnswer {
  const { url } = JSON.parse(body) as { url: string }; // a simulator: what is not so fails
  return json(201, { id: randomUUID(), secret: simulated.webhooks.register(url) });
}

function create(simulated: Simulated, { headers, body }: SimulatedQuestion): SimulatedAnswer {
  const fault = simulated.payments.faultOf('create');
  if (fault === 'down') return problem(500, 'Internal Server Error');
  if (fault === 'refused') return problem(400, 'Bad Request');
  const key = headers['idempotency-key'] ?? '';
  const wanted = createShape.safeParse(JSON.parse(body));
  if (!wanted.success || key === '' || key.length > 50) return problem(400, 'Bad Request');
  const { reference, amount, paymentDescription: description, returnUrl: returnAddress } = wanted.data;
  const before = simulated.payments.find(reference);
  // The same key is the same question, and has the same answer.
  if (before !== null && !before.keys.includes(key)) return problem(409, 'Conflict');
  const payment =
    before ??
    simulated.payments.create({ reference, amount: amount.value, description, returnAddress, hook: null });
  if (before === null) {
    payment.keys.push(key);
    simulated.webhooks.happened(payment, 'CREATED');
  }
  return answered(fault, json(201, { redirectUrl: pageOf(simulated, payment), reference }));
}

function read(simulated: Simulated, reference: string, what: string): SimulatedAnswer {
  const fault = what === '' ? simulated.payments.faultOf('read') : null;
  if (fault !== null) return fault === 'lost' ? { kind: 'lost' } : problem(500, 'Internal Server Error');
  const payment = simulated.payments.find(reference);
  if (payment === null) return problem(404, 'Not Found');
  return what === 'events' ? json(200, eventsOf(payment)) : json(200, asWire(simulated, payment));
}

function adjust(
  simulated: Simulated,
  {
    reference,
    act,
  }: { readonly reference: string; readonly act: SimulatedAct & ('capture' | 'cancel' | 'refund') },
  { headers, body }: SimulatedQuestion,
): SimulatedAnswer {
  const fault = simulated.payments.faultOf(act);
  if (fault === 'down') return problem(500, 'Internal Server Error');
  const payment = simulated.payments.find(reference);
  if (payment === null) return problem(404, 'Not Found');
  const key = headers['idempotency-key'] ?? '';
  if (key === '' || key.length > 50 || fault === 'refused') return problem(400, 'Bad Request');
  const wanted = act === 'cancel' ? null : adjustShape.safeParse(JSON.parse(body));
  if (wanted?.success === false) return problem(400, 'Bad Request');
  const amount = wanted?.data.modificationAmount.value ?? 0;
  if (!simulated.payments.adjusted(payment, act, { key, amount })) return problem(409, 'Conflict');
  simulated.webhooks.happened(payment, { capture: 'CAPTURED', cancel: 'CANCELLED', refund: 'REFUNDED' }[act]);
  const {
    redirectUrl: _redirect,
    profile: _profile,
    paymentMethod: _method,
    ...modified
  } = asWire(simulated, payment);
  return answered(fault, json(200, modified, 'application/problem+json'));
}

function asWire(simulated: Simulated, payment: SimulatedPayment) {
  const { reference, psp: pspReference, amount, captured, cancelled, refunded, outcome } = payment;
  const inOre = (value: number) => wireAmount(ore(BigInt(value)));
  return {
    reference,
    pspReference,
    amount: inOre(amount),
    state: WIRE_STATES[outcome],
    paymentMethod: { type: 'WALLET' },
    profile: {},
    redirectUrl: pageOf(simulated, payment),
    aggregate: {
      authorizedAmount: inOre(outcome === 'authorized' ? amount : 0),
      cancelledAmount: inOre(cancelled),
      capturedAmount: inOre(captured),
      refundedAmount: inOre(refunded),
    },
  };
}

function eventsOf({ reference, psp: pspReference, amount: value, authorizedAt }: SimulatedPayment) {
  const amount = { currency: 'DKK', value };
  if (authorizedAt === null) return [];
  return [
    // Published as required, though the description has no such property.
    {
      reference,
      pspReference,
      name: 'AUTHORIZED',
      paymentAction: 'AUTHORIZED',
      amount,
      timestamp: authorizedAt,
      success: true,
    },
  ];
}

const WIRE_STATES: Readonly<Record<SimulatedPayment['outcome'], WireState>> = {
  created: 'CREATED',
  aborted: 'ABORTED',
  expired: 'EXPIRED',
  authorized: 'AUTHORIZED',
  terminated: 'TERMINATED',
};
const NAMES = { authorized: 'AUTHORIZED', aborted: 'ABORTED', expired: 'EXPIRED' } as const;

function pageOf({ url }: Simulated, { token }: SimulatedPayment): string {
  return `${url}/betal/${token}`;
}

function answerPage(
  simulated: Simulated,
  token: string,
  { method, body }: SimulatedQuestion,
): SimulatedAnswer {
  const payment = simulated.payments.byToken(token);
  if (payment === null) return problem(404, 'Not Found');
  if (method !== 'POST') return { kind: 'page', html: payPage(PROVIDER, payment) };
  const act = pressed(body);
  const does = act === null ? null : actOnPayPage(act);
  if (does === null) return { kind: 'page', html: hangingPage(PROVIDER) };
  if (simulated.payments.decided(payment, does.outcome, simulated.clock()))
    simulated.webhooks.happened(payment, NAMES[does.outcome]);
  return { kind: 'go', to: backWith(payment.returnAddress, does.word) };
}

function answered(fault: 'lost' | 'down' | 'refused' | null, answer: SimulatedAnswer): SimulatedAnswer {
  return fault === 'lost' ? { kind: 'lost' } : answer;
}

function json(status: number, body: unknown, type?: string): SimulatedAnswer {
  return type === undefined ? { kind: 'json', status, body } : { kind: 'json', status, body, type };
}

function problem(status: number, title: string): SimulatedAnswer {
  const body = { type: 'https://developer.vippsmobilepay.com/', title, status, traceId: 'simuleret' };
  return json(status, body, 'application/problem+json');
}
