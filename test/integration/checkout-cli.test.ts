import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckoutReference } from '../../src/checkout/reference.ts';
import { kroner } from '../../src/kernel/money.ts';
import { aCheckoutTown, type CheckoutTown } from './checkout-town.ts';
import { afdrag } from './command-line.ts';

// As staff use it, by commands of their own, against a provider that an agreement in a file names.
const folder = mkdtempSync(join(tmpdir(), 'afdrag-payments-'));
const file = join(folder, 'payments.json');
let town: CheckoutTown;
let reference: CheckoutReference;
beforeAll(async () => {
  town = await aCheckoutTown();
  const { url, merchant, clientId, clientSecret, subscriptionKey } = town.simulator.access;
  const mobilepay = { url, merchant, clientId, clientSecret, subscriptionKey };
  writeFileSync(file, JSON.stringify({ '998': { mobilepay } }), { mode: 0o600 });
  reference = await town.begin({ amount: kroner(250) });
  await town.look(reference);
  await town.simulator.decide(reference, 'authorized');
});
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const call = (words: readonly string[], environment: Record<string, string> = {}) =>
  afdrag(['checkout', ...words], {
    environment: {
      DATABASE_URL: town.database.url,
      AFDRAG_PAYMENTS_FILE: file,
      AFDRAG_NOW: town.now().toString(),
      ...environment,
    },
  });
const at998 = ['--municipality', '998'];
const day = ['--from', '2026-03-12', '--to', '2026-03-12'];

describe('staff', () => {
  test('see a payment, ask the provider about it, and hold what was taken against the books', async () => {
    const before = await call(['reconcile', ...at998, ...day]);
    expect(before.out).toContain('Godkendt, men ikke trukket endnu: 250,00 kr.');
    const looked = await call(['look', ...at998, '--reference', reference]);
    expect(looked.out).toContain('betalt og bogført');
    const shown = await call(['show', ...at998, '--debtor', String(town.anna)]);
    expect(shown.out).toContain(`${reference}: 250,00 kr. med MobilePay`);
    expect(shown.out).toMatch(/booked/);
    const after = await call(['reconcile', ...at998, ...day, '--json']);
    expect([after.status, JSON.parse(after.out)]).toMatchObject([
      0,
      { payments: 1, checked: 1, difference: '0.00' },
    ]);
  });

  test('send it back when two of them say so', async () => {
    const refund = ['refund', ...at998, '--reference', reference];
    expect((await call([...refund, '--because', 'betalt ved en fejl', '--by', 'anne'])).out).toContain(
      'foreslået',
    );
    const alone = await call([...refund, '--approve', '--by', 'anne']);
    expect([alone.status, alone.err]).toEqual([1, expect.stringContaining('kan ikke selv godkende')]);
    expect((await call([...refund, '--approve', '--by', 'bo'])).out).toContain('godkendt');
    await call(['look', ...at998]);
    expect((await call(['show', ...at998, '--reference', reference])).out).toContain(
      'sendt tilbage: 250,00 kr.',
    );
  });

  test('are told plainly what is missing, and nothing of the agreement', async () => {
    const nobody = await call(['look', ...at998], { AFDRAG_PAYMENTS_FILE: '', AFDRAG_PAYMENTS: 'off' });
    expect(nobody.err).toContain('Ingen tager imod betalinger på nettet her');
    const unknown = await call(['show', ...at998, '--reference', '998-ZZZZZZZZZZZZZZZZZZZZ']);
    expect(unknown.err).toContain('Der er ingen betaling med det nummer.');
    const production = await call(['look', ...at998], { NODE_ENV: 'production', AFDRAG_NOW: '' });
    expect(production.err).toContain('skal bruge https');
    writeFileSync(file, JSON.stringify({ '998': { nexi: { url: 'x', secret: 'hemmelig-noegle' } } }));
    const wrong = await call(['look', ...at998]);
    expect(wrong.err).toContain('998.nexi.url');
    expect(wrong.err).not.toContain('hemmelig-noegle');
  });
  test('are told by the web, before anybody can reach it, that a file of agreements cannot be used, and it ends', async () => {
    const serve = { DATABASE_URL: town.database.url, AFDRAG_PAYMENTS_FILE: file, PORT: '0' };
    const nexi = { url: 'https://kort.example', secret: 'hemmelig-noegle' };
    const files: readonly (readonly [content: string, mode: number, told: string])[] = [
      [JSON.stringify({ '998': { nexi } }), 0o644, 'andre end programmets bruger har adgang til filen'],
      ['hemmelig-noegle', 0o600, 'er ikke JSON'],
      [JSON.stringify({ '996': { nexi } }), 0o600, 'har kommune 996, som ikke er sat op her'],
    ];
    for (const [content, mode, told] of files) {
      writeFileSync(file, content);
      chmodSync(file, mode);
      const { status, out, err } = await afdrag(['serve'], { environment: serve });
      expect([status, out, err]).toEqual([1, '', expect.stringContaining(`AFDRAG_PAYMENTS_FILE: `)]);
      expect(err).toContain(told);
      expect(err).not.toContain('hemmelig-noegle');
    }
  });
});
