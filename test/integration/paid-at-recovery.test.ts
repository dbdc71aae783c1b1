import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, type Ore } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { openHeldItems } from '../../src/ledger/refund-items.ts';
import { clearHeld } from '../../src/payments/clear-held.ts';
import { closeRefund } from '../../src/payments/decide-refund.ts';
import { proposeRefund, withdrawRefund } from '../../src/payments/propose-refund.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { receive } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { afdrag } from './command-line.ts';
import { freshDatabase } from './database.ts';
import { holdsIn } from './endings-town.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf, rowsOf, TOWN } from './town.ts';

const db = await freshDatabase();
const town = await aRecoveryTown({ database: db });
afterAll(() => db[Symbol.asyncDispose]());

async function atRecovery(): Promise<ClaimNumber> {
  const claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  expect(await town.recovery(claim)).toMatchObject({ state: 'received' });
  return claim;
}

function paid(claim: ClaimNumber, reference: string, amount: Ore) {
  const receipt = {
    channel: 'bank',
    reference,
    amount,
    receivedOn: date('2026-02-09'),
    told: { by: 'debtor', debtor: town.anna, wish: [claim] },
    by: 'prøve',
    at: morningOf('2026-02-09'),
  } as const;
  return town.do((tx) => receive(tx, receipt));
}

async function held() {
  const items = await town.do((tx) => openHeldItems(tx, [town.anna]));
  return items.map(({ amount, why, about }) => ({ amount, why, about }));
}

test('a payment for a claim that is at Gældsstyrelsen covers it there, and nothing is wrong with its rules', async () => {
  const claim = await atRecovery();
  const received = await paid(claim, 'A-1', kroner(500));
  expect(received).toMatchObject({ ok: true, value: { covered: [{ claim, rule: 'wish' }] } });
  expect(await town.do(checkPayments)).toEqual([]);
});

test('what was paid to us and covered there too is held for the debtor, and goes back when Gældsstyrelsen takes it back', async () => {
  const claim = await atRecovery();
  const id = (await town.recovery(claim))?.authorityId ?? '';
  town.simulated.cover(id, kroner(6_000), morningOf('2026-02-09'));
  await paid(claim, 'A-2', kroner(6_000));
  for (const on of ['2026-02-11', '2026-02-13', '2026-02-18']) {
    await town.deliver(on);
    await town.news(on);
  }
  expect(await held()).toEqual([{ amount: kroner(6_000), why: 'covered-there', about: `claim ${claim}` }]);
  const items = await town.do((tx) => openItems(tx, { debtor: town.anna, kind: null }));
  expect(items.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['recovery-differs', 'money-held']));
  expect(await town.mirror()).toMatchObject({ differences: [], covered: null, difference: 0n });

  // Gældsstyrelsen may want it back: it is given back to nobody, and covers nothing, before a person has noted that it is cleared.
  const [item] = await town.do((tx) => openHeldItems(tx, [town.anna]));
  const number = item?.number ?? 0n;
  const bodil = { by: 'Bodil', at: morningOf('2026-02-19'), on: date('2026-02-19') };
  const propose = () => town.do((tx) => proposeRefund(tx, town.anna, bodil));
  const close = { item: number, as: 'covers-debt', because: 'ja', ...bodil } as const;
  const notCleared = { ok: false, refusal: { tag: 'not-cleared', items: [number] } };
  expect(await propose()).toEqual(notCleared);
  expect(await town.do((tx) => closeRefund(tx, close))).toEqual(notCleared);
  const words = ['refund', 'cleared', '--municipality', TOWN, '--item', String(number), '--because', 'mail'];
  const cleared = await afdrag(words, { environment: { DATABASE_URL: db.url } });
  expect(cleared.err).toBe('');
  expect(cleared.out).toContain(`6.000,00 kr. er debitor ${town.anna}s`);
  expect(await town.do((tx) => clearHeld(tx, close))).toMatchObject({ refusal: { tag: 'cleared-already' } });
  // Who decides is told what the debtor owes there: of the claim of the test before this one.
  const proposing = [
    'refund',
    'propose',
    '--municipality',
    TOWN,
    '--debtor',
    `${town.anna}`,
    '--by',
    'Bodil',
  ];
  const { out } = await afdrag(proposing, { environment: { DATABASE_URL: db.url } });
  expect(out).toContain('6.000,00 kr., foreslået');
  expect(out).toContain('skylder 5.500,00 kr. hos Gældsstyrelsen');
  const order = BigInt(/Udbetaling (\d+)/.exec(out)?.[1] ?? 0);
  await town.do((tx) => withdrawRefund(tx, order, { on: bodil.on, why: 'Gældsstyrelsen ringede' }));

  // A part is taken back after all, and the rest must be cleared anew.
  town.simulated.takeBack(id, kroner(2_000), morningOf('2026-02-20'));
  await town.news('2026-02-23');
  expect(await held()).toMatchObject([{ amount: kroner(4_000), why: 'covered-there' }]);
  expect(await propose()).toMatchObject({ refusal: { tag: 'not-cleared' } });
  town.simulated.takeBack(id, kroner(4_000), morningOf('2026-02-24'));
  await town.news('2026-02-25');
  expect(await held()).toEqual([]);
  expect((await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim)?.atRecovery).toBe(0n);
  // The payment was never counted there: it was refused as more than was left.
  expect(await town.mirror()).toMatchObject({
    differences: [{ claim, ledger: 0n, authority: kroner(6_000) }],
    covered: null,
  });
  expect(await town.faults()).toEqual([]);
});

test('what Gældsstyrelsen has covered beyond what stood covers it when the bank takes our payment back, and nothing more is asked for', async () => {
  const claim = await atRecovery();
  const id = (await town.recovery(claim))?.authorityId ?? '';
  town.simulated.cover(id, kroner(2_000), morningOf('2026-02-26'));
  const received = await paid(claim, 'A-3', kroner(6_000));
  if (!received.ok) throw new Error(received.refusal.tag);
  for (const on of ['2026-02-27', '2026-03-02']) {
    await town.deliver(on);
    await town.news(on);
  }
  expect(await held()).toEqual([{ amount: kroner(2_000), why: 'covered-there', about: `claim ${claim}` }]);
  const { payment } = received.value;
  const back = { kind: 'charged-back', reference: 'R-3', because: 'spærret kort', by: 'prøve' } as const;
  const [on, at] = [date('2026-03-03'), morningOf('2026-03-03')];
  await town.do((tx) => reversePayment(tx, { payment, ...back, on, at }));
  for (const day of ['2026-03-04', '2026-03-05']) {
    await town.deliver(day);
    await town.news(day);
  }
  expect(await held()).toEqual([]);
  expect((await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim)?.atRecovery).toBe(kroner(4_000));
  // Gældsstyrelsen was never told of the payment: it has what it had, and is told of nothing.
  expect((await town.recovery(claim))?.reported).toBe(kroner(6_000));
  expect(await town.do((tx) => openItems(tx, { debtor: town.anna, kind: 'recovery-change' }))).toContainEqual(
    expect.objectContaining({ about: `claim ${claim} payment-reversed ${payment} never-told` }),
  );
  const mirror = await town.mirror();
  expect(mirror.covered).toBeNull();
  expect(mirror.differences.filter((each) => each.claim === claim)).toEqual([]);
  expect(await town.faults()).toEqual([]);
});

test('a claim that Gældsstyrelsen sends back with less left than we know of rests, and goes on when it is heard that the rest was covered or given up', async () => {
  const [covered, givenUp] = [await atRecovery(), await atRecovery()];
  const { notifications } = town.simulated.state;
  const lefts = new Map<ClaimNumber, bigint>();
  for (const claim of [covered, givenUp]) {
    const id = (await town.recovery(claim))?.authorityId ?? '';
    const lost = { kind: 'AFSKRIVNING', reason: 'FORMÅL', part: kroner(1_000) } as const;
    if (claim === covered) town.simulated.cover(id, kroner(1_000), morningOf('2026-03-02'));
    else town.simulated.sendBack(id, lost, morningOf('2026-03-02'));
    const last = notifications.length - 1;
    town.simulated.sendBack(id, { kind: 'TILBAGESEND', reason: 'ANDN' }, morningOf('2026-03-03'));
    // It is heard of a month late.
    const rest = notifications[last];
    expect(rest?.notification).toMatchObject({
      kind: claim === covered ? 'ALLOKERING' : 'AFSKRIVNING',
      claimId: id,
    });
    const late = { at: morningOf('2026-04-01').epochMilliseconds, postedOn: date('2026-03-31') };
    notifications[last] = { ...rest, ...late } as NonNullable<typeof rest>;
    lefts.set(claim, kroner(6_000) - (rest?.notification.principal ?? 0n));
  }
  await town.news('2026-03-05');
  expect((await town.recovery(covered))?.state).toBe('received');
  await town.news('2026-03-16');
  const told = await town.do((tx) => openItems(tx, { debtor: null, kind: 'recovery-returned' }));
  for (const [claim, left] of lefts) {
    expect((await town.recovery(claim))?.state).toBe('returned');
    expect(await holdsIn(town.db)).toContain(`${claim} returned-less`);
    const about = new RegExp(`^claim ${claim} notification \\d+ TILBAGESEND ${left} of ${kroner(6_000)}$`);
    expect(told.map((item) => item.about)).toContainEqual(expect.stringMatching(about));
  }
  await town.interest('2026-03-20');
  expect(await rowsOf(town.db, sql`select from charge where posted_on > '2026-03-16'`)).toEqual([]);
  await town.news('2026-04-05');
  for (const [claim, left] of lefts) {
    expect((await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim)?.notAsked).toBe(left);
    expect(await holdsIn(town.db)).not.toContain(`${claim} returned-less`);
  }
  expect(await town.mirror()).toMatchObject({ covered: null });
  expect(await town.faults()).toEqual([]);
});
