import type { Clock } from '../../platform/clock.ts';
import {
  startSimulatedService,
  type SimulatedAnswer,
  type SimulatedQuestion,
  type SimulatedService,
} from '../../platform/json-simulator.ts';
import { actOnPayPage, backWith, hangingPage, payPage, pressed } from '../../platform/simulated-pay-page.ts';
import { SimulatedPayments, type SimulatedPayment } from '../../platform/simulated-payments.ts';
import type { NexiAccess } from './client.ts';
import { createShape } from './wire.ts';

/** A card company's hosted page as its client meets it, on this machine. No card number can be written there. */
export interface NexiSimulator extends SimulatedService {
  readonly access: NexiAccess;
  readonly payments: SimulatedPayments;
  /** What the citizen presses on the page of a payment; the browser is not sent anywhere. */
  decide(reference: string, outcome: 'authorized' | 'aborted' | 'expired'): Promise<void>;
}

export interface NexiSimulatorOptions {
  readonly clock: Clock;
  /** Where payments are kept between starts; null = nowhere. */
  readonly file?: string | null;
}

const PROVIDER = 'Kort';
const SECRET = 'simuleret-noegle-til-kort';

interface Simulated {
  readonly payments: SimulatedPayments;
  readonly clock: Clock;
  readonly waiting: (() => Promise<void>)[];
  url: string;
}

export async function startNexiSimulator({
  clock,
  file = null,
}: NexiSimulatorOptions): Promise<NexiSimulator> {
  const simulated: Simulated = { payments: new SimulatedPayments(file), clock, waiting: [], url: '' };
  const service = await startSimulatedService(
    (question) => Promise.resolve(answerTo(simulated, question)),
    () => void tellWaiting(simulated),
  );
  simulated.url = service.url;
  return {
    ...service,
    access: { url: service.url, secret: SECRET },
    payments: simulated.payments,
    decide: async (reference, outcome) => {
      const payment = simulated.payments.find(reference);
      if (payment === null) throw new Error('no payment of that reference');
      if (simulated.payments.decided(payment, outcome, clock()))
        happened(simulated, payment, eventOf(outcome));
      await tellWaiting(simulated);
    },
  };
}

function eventOf(outcome: 'authorized' | 'aborted' | 'expired'): string {
  return outcome === 'authorized' ? 'payment.reservation.created.v2' : 'payment.reservation.failed';
}

function answerTo(simulated: Simulated, question: SimulatedQuestion): SimulatedAnswer {
  const { method, path, headers } = question;
  const page = /^\/betal\/([0-9a-f]{32})$/.exec(path);
  if (page !== null) return answerPage(simulated, page[1] ?? '', question);
  if (headers['authorization'] !== SECRET) return problem(401);
  if (method === 'POST' && path === '/v1/payments') return create(simulated, question);
  const [, kind, psp = '', act = ''] =
    /^\/v1\/(payments|charges)\/([0-9a-f]{32})(?:\/(\w+))?$/.exec(path) ?? [];
  const payment = simulated.payments.byPsp(psp);
  if (payment === null) return problem(404);
  if (kind === 'payments' && method === 'GET') return read(simulated, payment);
  const adjusting = ACTS[`${method} ${kind} ${act}`];
  return adjusting === undefined ? problem(404) : adjust(simulated, { payment, act: adjusting }, question);
}

const ACTS: Readonly<Record<string, 'capture' | 'cancel' | 'refund' | 'terminate'>> = {
  'POST payments charges': 'capture',
  'POST payments cancels': 'cancel',
  'PUT payments terminate': 'terminate',
  'POST charges refunds': 'refund',
};

function create(simulated: Simulated, { headers, body }: SimulatedQuestion): SimulatedAnswer {
  const fault = simulated.payments.faultOf('create');
  if (fault === 'down') return problem(500);
  const wanted = createShape.safeParse(JSON.parse(body));
  if (!wanted.success || fault === 'refused') return problem(400);
  const { order, checkout, notifications } = wanted.data;
  const [first] = notifications.webHooks;
  const key = headers['idempotency-key'] ?? '';
  const before = simulated.payments.find(order.reference);
  if (before !== null && !before.keys.includes(key)) return problem(409);
  const payment =
    before ??
    simulated.payments.create({
      reference: order.reference,
      amount: order.amount,
      description: order.items[0]?.name ?? '',
      returnAddress: checkout.returnUrl,
      hook: first === undefined ? null : { address: first.url, authorization: first.authorization },
    });
  payment.keys.push(key);
  if (fault === 'lost') return { kind: 'lost' };
  return json(201, {
    paymentId: payment.psp,
    hostedPaymentPageUrl: `${simulated.url}/betal/${payment.token}`,
  });
}

function read(simulated: Simulated, payment: SimulatedPayment): SimulatedAnswer {
  const fault = simulated.payments.faultOf('read');
  if (fault !== null) return fault === 'lost' ? { kind: 'lost' } : problem(500);
  const { psp: paymentId, amount, reference, outcome, captured, refunded, cancelled, token } = payment;
  // Amounts of nought are left out, as there.
  const summary = {
    ...(outcome === 'authorized' ? { reservedAmount: amount } : {}),
    ...(captured > 0 ? { chargedAmount: captured } : {}),
    ...(refunded > 0 ? { refundedAmount: refunded } : {}),
    ...(cancelled > 0 ? { cancelledAmount: cancelled } : {}),
  };
  const isOver = outcome !== 'created' && outcome !== 'authorized';
  return json(200, {
    payment: {
      paymentId,
      summary,
      orderDetails: { amount, currency: 'DKK', reference },
      checkout: { url: `${simulated.url}/betal/${token}` },
      ...(captured > 0 ? { charges: [{ chargeId: paymentId }] } : {}),
      ...(isOver ? { terminated: simulated.clock().toString() } : {}),
    },
  });
}

function adjust(
  simulated: Simulated,
  {
    payment,
    act,
  }: { readonly payment: SimulatedPayment; readonly act: 'capture' | 'cancel' | 'refund' | 'terminate' },
  { headers, body }: SimulatedQuestion,
): SimulatedAnswer {
  const kind = act === 'terminate' ? 'cancel' : act;
  const fault = simulated.payments.faultOf(kind);
  if (fault === 'down') return problem(500);
  if (fault === 'refused' || (act === 'terminate' && payment.outcome !== 'created')) return problem(400);
  const amount = body === '' ? 0 : ((JSON.parse(body) as { amount?: number }).amount ?? 0); // a simulator: what is not so fails
  const key = headers['idempotency-key'] ?? '';
  if (!simulated.payments.adjusted(payment, kind, { key, amount })) return problem(400);
  happened(
    simulated,
    payment,
    {
      capture: 'payment.charge.created.v2',
      cancel: 'payment.cancel.created',
      refund: 'payment.refund.completed',
    }[kind],
  );
  if (fault === 'lost') return { kind: 'lost' };
  return act === 'capture' ? json(201, { chargeId: payment.psp }) : json(act === 'refund' ? 201 : 204, null);
}

function answerPage(
  simulated: Simulated,
  token: string,
  { method, body }: SimulatedQuestion,
): SimulatedAnswer {
  const payment = simulated.payments.byToken(token);
  if (payment === null) return problem(404);
  if (method !== 'POST') return { kind: 'page', html: payPage(PROVIDER, payment) };
  const act = pressed(body);
  const does = act === null ? null : actOnPayPage(act);
  if (does === null) return { kind: 'page', html: hangingPage(PROVIDER) };
  if (simulated.payments.decided(payment, does.outcome, simulated.clock()))
    happened(simulated, payment, eventOf(does.outcome));
  return { kind: 'go', to: backWith(payment.returnAddress, does.word) };
}

/** Something has happened to a payment: it is told as is chosen, once the answer has left. */
function happened(
  { payments: { telling }, waiting }: Simulated,
  payment: SimulatedPayment,
  event: string,
): void {
  if (telling === 'never' || telling === 'when-asked') return;
  const tell = () => call(payment, event, telling === 'forged');
  waiting.push(tell, ...(telling === 'twice' ? [tell] : []));
}

async function tellWaiting({ waiting }: Simulated): Promise<void> {
  for (const tell of waiting.splice(0)) await tell();
}

async function call(
  { hook, psp: paymentId }: SimulatedPayment,
  event: string,
  forged: boolean,
): Promise<void> {
  if (hook === null) return;
  const headers = {
    'content-type': 'application/json',
    authorization: forged ? 'ikke ordet' : hook.authorization,
  };
  const body = JSON.stringify({ id: `${paymentId}-${event}`, event, data: { paymentId } });
  try {
    const answer = await fetch(hook.address, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(5_000),
    });
    await answer.arrayBuffer();
  } catch {
    // Nobody is there: the real one would try again.
  }
}

function json(status: number, body: unknown): SimulatedAnswer {
  return { kind: 'json', status, body };
}

function problem(status: number): SimulatedAnswer {
  return json(status, { code: String(status) });
}
