import { createHmac, timingSafeEqual } from 'node:crypto';
import type {
  Adjusted,
  Heard,
  NamedPayment,
  PaymentAsk,
  PaymentProvider,
  ProviderTrouble,
  ToldPayment,
  WebhookCall,
} from '../../checkout/provider-port.ts';
import { ore, type Ore } from '../../kernel/money.ts';
import {
  jsonClient,
  type JsonAnswer,
  type JsonQuestion,
  jsonIn,
  parsed,
  troubleIn,
} from '../../platform/json-client.ts';
import {
  createdShape,
  paymentShape,
  webhookEvents,
  webhookShape,
  type WireCreate,
  type WirePayment,
} from './wire.ts';

/** A municipality's agreement about payment by card, on the provider's own page. */
export interface NexiAccess {
  readonly url: string;
  /** The secret key of the agreement. */
  readonly secret: string;
}

export interface NexiOptions {
  readonly access: NexiAccess;
  /** Where its terms are read: the municipality's own page. */
  readonly termsAddress: string;
  readonly timeoutMs?: number;
}

/** Statuses by which it says that what was asked has not happened and will not. */
const REFUSING: ReadonlySet<number> = new Set([400, 402, 403, 404, 409]);

/** Payments by card on a hosted page of Nexi Checkout. No card number comes to us. Never throws for outside trouble. */
export function nexiProvider(options: NexiOptions): PaymentProvider {
  const { access, timeoutMs = 5_000 } = options;
  const client = jsonClient({ url: access.url, timeoutMs, maxAnswerBytes: 100_000 });
  const call: Call = ({ key, ...question }) => {
    const headers = { authorization: access.secret };
    return client({
      ...question,
      headers: key === undefined ? headers : { ...headers, 'idempotency-key': key },
    });
  };
  return {
    name: 'nexi',
    channel: 'card',
    create: (ask) => create(call, ask, options),
    read: async (payment) => {
      const found = await find(call, payment);
      return 'paymentId' in found ? asTold(found, payment.reference) : found;
    },
    capture: (payment, amount) =>
      adjust(call, payment, ({ paymentId }) => ({
        path: `/v1/payments/${paymentId}/charges`,
        key: `${payment.reference}-c`,
        body: { amount: Number(amount) },
      })),
    cancel: (payment) =>
      adjust(call, payment, ({ paymentId, summary: { reservedAmount } }) =>
        reservedAmount > 0
          ? {
              path: `/v1/payments/${paymentId}/cancels`,
              key: `${payment.reference}-x`,
              body: { amount: reservedAmount },
            }
          : { path: `/v1/payments/${paymentId}/terminate`, method: 'PUT', key: `${payment.reference}-x` },
      ),
    refund: (payment, { amount, place }) =>
      adjust(call, payment, ({ charges }) => {
        const charge = charges?.[0]?.chargeId;
        return charge === undefined
          ? null
          : {
              path: `/v1/charges/${charge}/refunds`,
              key: `${payment.reference}-r${place}`,
              body: { amount: Number(amount) },
            };
      }),
    hear: (heard) => hear(access, heard),
  };
}

type Call = (question: Omit<JsonQuestion, 'headers'> & { readonly key?: string }) => Promise<JsonAnswer>;

/** What each call of a payment's webhooks must say: made from the agreement's key and the payment's own address, so that nothing is kept. */
export function webhookWord({ secret }: NexiAccess, address: string): string {
  return createHmac('sha256', secret).update(`webhooks of ${address}`).digest('hex');
}

/** There is no signature: the word that we gave comes back, and the body is only read for what it calls the event. */
function hear(access: NexiAccess, { address, headers, body }: WebhookCall): Heard {
  const [told, expected] = [
    Buffer.from(headers['authorization'] ?? ''),
    Buffer.from(webhookWord(access, address)),
  ];
  if (told.length !== expected.length || !timingSafeEqual(told, expected)) return { state: 'not-theirs' };
  const { pathname } = new URL(address);
  const [, municipality = '', key = ''] = /^\/(\d{3})\/.*\/([0-9A-Z]{20})$/.exec(pathname) ?? [];
  const event = parsed(webhookShape, jsonIn(body))?.event ?? 'unreadable';
  return { state: 'genuine', reference: key === '' ? null : `${municipality}-${key}`, name: event };
}

async function create(
  call: Call,
  ask: PaymentAsk,
  { access, termsAddress }: NexiOptions,
): ReturnType<PaymentProvider['create']> {
  const amount = Number(ask.amount);
  const authorization = webhookWord(access, ask.webhookAddress);
  const item = { reference: 'betaling', name: ask.description, quantity: 1, unit: 'stk' } as const;
  const body: WireCreate = {
    order: {
      items: [{ ...item, unitPrice: amount, grossTotalAmount: amount, netTotalAmount: amount }],
      amount,
      currency: 'DKK',
      reference: ask.reference,
    },
    checkout: {
      integrationType: 'HostedPaymentPage',
      returnUrl: ask.returnAddress,
      cancelUrl: ask.returnAddress,
      termsUrl: termsAddress,
      merchantHandlesConsumerData: true,
    },
    notifications: {
      webHooks: webhookEvents.map((eventName) => ({ eventName, url: ask.webhookAddress, authorization })),
    },
  };
  const answer = await call({ method: 'POST', path: '/v1/payments', body, key: ask.reference });
  if (answer.state === 'unknown') return answer;
  if (answer.status !== 201) return troubleIn(answer, REFUSING);
  const told = parsed(createdShape, answer.body);
  if (told === null) return unreadable('the answer to a payment');
  return { state: 'created', redirect: told.hostedPaymentPageUrl, pspReference: told.paymentId };
}

async function find(
  call: Call,
  { pspReference }: NamedPayment,
): Promise<WirePayment | ProviderTrouble | { readonly state: 'absent' }> {
  // It is found by its own name alone: until we have that, nobody has been sent to it.
  if (pspReference === null) return { state: 'absent' };
  const answer = await call({ method: 'GET', path: `/v1/payments/${pspReference}` });
  if (answer.state === 'unknown') return answer;
  if (answer.status === 404) return { state: 'absent' };
  if (answer.status !== 200) return troubleIn(answer, REFUSING);
  return parsed(paymentShape, answer.body)?.payment ?? unreadable('a payment');
}

function asTold(found: WirePayment, reference: string): ToldPayment | ProviderTrouble {
  const { summary, orderDetails, checkout, paymentId } = found;
  if (orderDetails.reference !== reference) return unreadable('a payment of that name');
  const { reservedAmount, chargedAmount, refundedAmount, cancelledAmount } = summary;
  const isApproved = reservedAmount > 0 || chargedAmount > 0;
  const inOre = (amount: number): Ore => ore(BigInt(amount));
  return {
    state: 'told',
    reference,
    pspReference: paymentId,
    redirect: checkout?.url ?? null,
    outcome: isApproved ? 'authorized' : typeof found.terminated === 'string' ? 'terminated' : 'created',
    authorized: inOre(isApproved ? orderDetails.amount : 0),
    captured: inOre(chargedAmount),
    refunded: inOre(refundedAmount),
    cancelled: inOre(cancelledAmount),
    // Not told in a way that could be relied on: it counts from the day on which it is read.
    authorizedAt: null,
  };
}

/** Asks for a change of a payment that is read first: what is asked depends on what there is of it. */
async function adjust(
  call: Call,
  payment: NamedPayment,
  question: (found: WirePayment) => {
    readonly path: string;
    readonly key: string;
    readonly method?: 'PUT';
    readonly body?: unknown;
  } | null,
): Promise<Adjusted | ProviderTrouble> {
  const found = await find(call, payment);
  if (!('paymentId' in found)) return found.state === 'absent' ? { state: 'refused', code: '404' } : found;
  const asked = question(found);
  if (asked === null) return { state: 'refused', code: 'nothing-taken' };
  const answer = await call({ method: 'POST', ...asked });
  if (answer.state === 'unknown') return answer;
  return answer.status >= 200 && answer.status < 300 ? { state: 'done' } : troubleIn(answer, REFUSING);
}

function unreadable(what: string): ProviderTrouble {
  return { state: 'unknown', detail: `${what} is not as expected` };
}
