import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { kroner } from '../../src/kernel/money.ts';
import { nexiProvider, webhookWord } from '../../src/outside/nexi/client.ts';
import { startNexiSimulator, type NexiSimulator } from '../../src/outside/nexi/simulator.ts';
import { stoppedAt } from '../../src/platform/clock.ts';
import { BEGUN_AT } from '../checkouts.ts';

const KEY = '0123456789ABCDEFGHJK';
const REFERENCE = `998-${KEY}`;
const webhookAddress = `http://127.0.0.1:9/998/besked/kort/${KEY}`;
const ask = {
  reference: REFERENCE,
  amount: kroner(1_250),
  description: 'Betaling til Bøgevang Kommune',
  returnAddress: `http://127.0.0.1:9/998/betaling/${KEY}/retur`,
  webhookAddress,
  language: 'da',
} as const;

let simulator: NexiSimulator;
beforeEach(async () => {
  simulator = await startNexiSimulator({ clock: stoppedAt(BEGUN_AT) });
  simulator.payments.telling = 'never';
});
afterEach(() => simulator.close());
const client = () => nexiProvider({ access: simulator.access, termsAddress: 'https://boegevang.example' });

async function created(): Promise<{ reference: string; pspReference: string | null }> {
  const told = await client().create(ask);
  if (told.state !== 'created') throw new Error(told.state);
  return { reference: REFERENCE, pspReference: told.pspReference };
}

describe('a payment by card', () => {
  test('is asked for, approved, taken and sent back, each once however often it is asked', async () => {
    const payment = await created();
    expect(await created()).toEqual(payment);
    const provider = client();
    expect(await provider.read(payment)).toMatchObject({ outcome: 'created', captured: 0n });
    await simulator.decide(REFERENCE, 'authorized');
    for (let times = 0; times < 2; times += 1)
      expect(await provider.capture(payment, ask.amount)).toEqual({ state: 'done' });
    for (let times = 0; times < 2; times += 1)
      expect(await provider.refund(payment, { amount: ask.amount, place: 1 })).toEqual({ state: 'done' });
    expect(await provider.read(payment)).toMatchObject({
      outcome: 'authorized',
      captured: kroner(1_250),
      refunded: kroner(1_250),
    });
  });

  test('is given up before it is approved, and let go of afterwards', async () => {
    const payment = await created();
    expect(await client().cancel(payment)).toEqual({ state: 'done' });
    expect(await client().read(payment)).toMatchObject({ outcome: 'terminated' });
    expect(await client().capture(payment, ask.amount)).toEqual({ state: 'refused', code: '400' });
  });

  test('that was approved and not taken is let go of whole', async () => {
    const payment = await created();
    await simulator.decide(REFERENCE, 'authorized');
    expect(await client().cancel(payment)).toEqual({ state: 'done' });
    expect(await client().read(payment)).toMatchObject({ outcome: 'authorized', cancelled: kroner(1_250) });
  });

  test('whose name we have not is not looked for', async () => {
    expect(await client().read({ reference: REFERENCE, pspReference: null })).toEqual({ state: 'absent' });
    simulator.payments.goWrong('create', 'lost');
    expect(await client().create(ask)).toMatchObject({ state: 'unknown' });
    expect((await created()).pspReference).not.toBeNull();
    expect(simulator.payments.list()).toHaveLength(1);
  });

  test('of another reference is not believed', async () => {
    const { pspReference } = await created();
    const other = { reference: '998-ZZZZZZZZZZZZZZZZZZZZ', pspReference };
    expect(await client().read(other)).toMatchObject({ state: 'unknown' });
  });
});

describe('a call about a card payment', () => {
  const body = Buffer.from('{"event":"payment.charge.created.v2","data":{"paymentId":"x"}}');
  const hear = (authorization: string | undefined, address = webhookAddress) =>
    client().hear({ address, headers: { authorization }, body, now: BEGUN_AT });

  test('is theirs when it says the word that was given with that payment, and no other', () => {
    const word = webhookWord(simulator.access, webhookAddress);
    expect(hear(word)).toEqual({ state: 'genuine', reference: REFERENCE, name: 'payment.charge.created.v2' });
    expect(hear(undefined)).toEqual({ state: 'not-theirs' });
    expect(hear(`${word.slice(0, -1)}x`)).toEqual({ state: 'not-theirs' });
    const other = webhookAddress.replace(KEY, 'ZZZZZZZZZZZZZZZZZZZZ');
    expect(hear(word, other)).toEqual({ state: 'not-theirs' });
  });
});
