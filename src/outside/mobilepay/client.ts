import type {
  Adjusted,
  Heard,
  NamedPayment,
  PaymentAsk,
  PaymentProvider,
  ProviderTrouble,
  ToldPayment,
  WebChannel,
} from '../../checkout/provider-port.ts';
import type { Clock } from '../../platform/clock.ts';
import {
  jsonClient,
  type JsonAnswer,
  type JsonClient,
  type JsonQuestion,
  jsonIn,
  parsed,
  troubleIn,
} from '../../platform/json-client.ts';
import { isSigned } from './signature.ts';
import {
  createdShape,
  eventsShape,
  oreOf,
  paymentShape,
  registeredShape,
  tokenShape,
  webhookEvents,
  webhookShape,
  wireAmount,
  type WireCreate,
  type WirePayment,
  type WireState,
} from './wire.ts';

/** A municipality's access to Vipps MobilePay. */
export interface MobilePayAccess {
  /** `https://api.vipps.no`, or the test one. */
  readonly url: string;
  /** The merchant serial number (MSN): four to six digits. */
  readonly merchant: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionKey: string;
  /** Given when the webhooks were registered; null: webhooks are not believed, and payments are looked at by the timer. */
  readonly webhookSecret: string | null;
}

export interface MobilePayOptions {
  readonly access: MobilePayAccess;
  readonly clock: Clock;
  readonly timeoutMs?: number;
  /** `card`: free-standing card payments of the same interface. */
  readonly channel?: WebChannel;
}

/** Statuses by which it says that what was asked has not happened and will not. Any other says nothing for certain. */
const REFUSING: ReadonlySet<number> = new Set([400, 403, 404, 409]);

/** Payments by Vipps MobilePay ePayment. Never throws for outside trouble. */
export function mobilePayProvider(options: MobilePayOptions): PaymentProvider {
  const { access, channel = 'mobilepay' } = options;
  const call = caller(options);
  return {
    name: 'vipps-mobilepay',
    channel,
    create: (ask) => create(call, ask, channel),
    read: (payment) => read(call, payment),
    capture: ({ reference }, amount) =>
      adjust(call, `${reference}/capture`, {
        key: `${reference}-c`,
        body: { modificationAmount: wireAmount(amount) },
      }),
    cancel: ({ reference }) => adjust(call, `${reference}/cancel`, { key: `${reference}-x` }),
    refund: ({ reference }, { amount, place }) =>
      adjust(call, `${reference}/refund`, {
        key: `${reference}-r${place}`,
        body: { modificationAmount: wireAmount(amount) },
      }),
    hear: (heard): Heard => {
      if (access.webhookSecret === null || !isSigned(access.webhookSecret, heard))
        return { state: 'not-theirs' };
      const told = parsed(webhookShape, jsonIn(heard.body));
      if (told === null || told.msn !== access.merchant) return { state: 'not-theirs' };
      return { state: 'genuine', reference: told.reference, name: told.name };
    },
  };
}

type Call = (question: Omit<JsonQuestion, 'headers'> & { readonly key?: string }) => Promise<JsonAnswer>;

/** Asks with a token, which is kept until shortly before its end; where it is not accepted, once more with a new one. */
function caller({ access, clock, timeoutMs = 5_000 }: MobilePayOptions): Call {
  const client = jsonClient({ url: access.url, timeoutMs, maxAnswerBytes: 100_000 });
  let token: Token | null = null;
  return async ({ key, ...question }) => {
    for (const isLast of [false, true]) {
      token = token !== null && isGood(token, clock()) ? token : await newToken(client, access, clock());
      if (token === null) return { state: 'unknown', detail: 'no token' };
      const headers = { ...headersOf(access), authorization: `Bearer ${token.text}` };
      const answer = await client({
        ...question,
        headers: key === undefined ? headers : { ...headers, 'idempotency-key': key },
      });
      if (isLast || answer.state === 'unknown' || answer.status !== 401) return answer;
      token = null;
    }
    return { state: 'unknown', detail: 'no token' };
  };
}

interface Token {
  readonly text: string;
  readonly endsAt: Temporal.Instant;
}

function isGood({ endsAt }: Token, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now.add({ minutes: 5 }), endsAt) < 0;
}

async function newToken(
  client: JsonClient,
  access: MobilePayAccess,
  now: Temporal.Instant,
): Promise<Token | null> {
  const answer = await client({
    method: 'POST',
    path: '/accesstoken/get',
    headers: { ...headersOf(access), client_id: access.clientId, client_secret: access.clientSecret },
  });
  const told = answer.state === 'answered' && answer.status === 200 ? parsed(tokenShape, answer.body) : null;
  if (told === null) return null;
  return { text: told.access_token, endsAt: now.add({ seconds: Number(told.expires_in) }) };
}

function headersOf({ merchant, subscriptionKey }: MobilePayAccess): Record<string, string> {
  return {
    'ocp-apim-subscription-key': subscriptionKey,
    'merchant-serial-number': merchant,
    'vipps-system-name': 'afdrag',
    'vipps-system-version': '1',
  };
}

const PAYMENTS = '/epayment/v1/payments';

async function create(
  call: Call,
  ask: PaymentAsk,
  channel: WebChannel,
): ReturnType<PaymentProvider['create']> {
  const body: WireCreate = {
    amount: wireAmount(ask.amount),
    paymentMethod: { type: channel === 'card' ? 'CARD' : 'WALLET' },
    reference: ask.reference,
    userFlow: 'WEB_REDIRECT',
    returnUrl: ask.returnAddress,
    paymentDescription: ask.description,
  };
  const answer = await call({ method: 'POST', path: PAYMENTS, body, key: ask.reference });
  if (answer.state === 'unknown') return answer;
  if (answer.status === 409) return { state: 'exists' };
  if (answer.status !== 201) return troubleIn(answer, REFUSING);
  const told = parsed(createdShape, answer.body);
  if (told === null || told.reference !== ask.reference) return unreadable('the answer to a payment');
  return { state: 'created', redirect: told.redirectUrl, pspReference: null };
}

async function read(call: Call, { reference }: NamedPayment): ReturnType<PaymentProvider['read']> {
  const answer = await call({ method: 'GET', path: `${PAYMENTS}/${reference}` });
  if (answer.state === 'unknown') return answer;
  if (answer.status === 404) return { state: 'absent' };
  if (answer.status !== 200) return troubleIn(answer, REFUSING);
  const told = parsed(paymentShape, answer.body);
  if (told === null || told.reference !== reference) return unreadable('a payment');
  return asTold(told, told.state === 'AUTHORIZED' ? await authorizedAt(call, reference) : null);
}

/** When it was approved; null where the log of events does not say, and then it counts from the day on which we read it. */
async function authorizedAt(call: Call, reference: string): Promise<Temporal.Instant | null> {
  const answer = await call({ method: 'GET', path: `${PAYMENTS}/${reference}/events` });
  const events =
    answer.state === 'answered' && answer.status === 200 ? parsed(eventsShape, answer.body) : null;
  const event = events?.find(({ name, success }) => name === 'AUTHORIZED' && success);
  try {
    return event === undefined ? null : Temporal.Instant.from(event.timestamp);
  } catch {
    return null; // the only way to ask
  }
}

const outcomes: Readonly<Record<WireState, ToldPayment['outcome']>> = {
  CREATED: 'created',
  ABORTED: 'aborted',
  EXPIRED: 'expired',
  AUTHORIZED: 'authorized',
  TERMINATED: 'terminated',
};

function asTold(told: WirePayment, at: Temporal.Instant | null): ToldPayment {
  const { aggregate, reference, pspReference, state, redirectUrl = null } = told;
  return {
    state: 'told',
    reference,
    pspReference,
    redirect: redirectUrl,
    // What has been taken and sent back is told by the amounts: the state stays AUTHORIZED.
    outcome: outcomes[state],
    authorized: oreOf(aggregate.authorizedAmount),
    captured: oreOf(aggregate.capturedAmount),
    refunded: oreOf(aggregate.refundedAmount),
    cancelled: oreOf(aggregate.cancelledAmount),
    authorizedAt: at,
  };
}

/** Success is told by the status alone: the published content type of these answers is that of a problem. */
async function adjust(
  call: Call,
  path: string,
  { key, body }: { readonly key: string; readonly body?: unknown },
): Promise<Adjusted | ProviderTrouble> {
  const question = { method: 'POST', path: `${PAYMENTS}/${path}`, key } as const;
  const answer = await call(body === undefined ? question : { ...question, body });
  if (answer.state === 'unknown') return answer;
  return answer.status === 200 ? { state: 'done' } : troubleIn(answer, REFUSING);
}

/** Asks to be told what happens to payments, at an address of ours. Answers the secret by which it signs. */
export async function registerWebhook(
  options: MobilePayOptions,
  address: string,
): Promise<{ readonly state: 'registered'; readonly id: string; readonly secret: string } | ProviderTrouble> {
  const body = { url: address, events: webhookEvents };
  const answer = await caller(options)({ method: 'POST', path: '/webhooks/v1/webhooks', body });
  if (answer.state === 'unknown') return answer;
  if (answer.status !== 201) return troubleIn(answer, REFUSING);
  const told = parsed(registeredShape, answer.body);
  return told === null ? unreadable('the answer to webhooks') : { state: 'registered', ...told };
}

function unreadable(what: string): ProviderTrouble {
  return { state: 'unknown', detail: `${what} is not as published` };
}
