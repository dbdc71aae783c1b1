import { afterAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { holdsOn, liftHolds, placeHolds } from '../../src/claims/holds.ts';
import { limitationsOf } from '../../src/claims/limitation.ts';
import { wantRecalls, type RecallWanted } from '../../src/claims/recovery-work.ts';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { hearings, noteHearingAnswer } from '../../src/collection/hearing.ts';
import { acceptTransfer, sendAgain } from '../../src/collection/resubmit.ts';
import { recoveryFamily } from '../../src/collection/store.ts';
import { endingSoon } from '../../src/endings/ending-soon.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { receive } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** One town for all: each test has claims of its own, and is told of others' only what does not concern it. */
const town = await aRecoveryTown();
afterAll(() => town[Symbol.asyncDispose]());

const by = 'prøve';

async function sent(raised: Parameters<RecoveryTown['raise']>[0] = {}): Promise<ClaimNumber> {
  const claim = await town.raise(raised);
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  return claim;
}

async function atRecovery(): Promise<ClaimNumber> {
  const claim = await sent();
  await town.news('2026-02-06');
  return claim;
}

async function standing(claim: ClaimNumber) {
  return (await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim);
}

async function items(claim: ClaimNumber): Promise<string[]> {
  const all = await town.do((tx) => openItems(tx, { debtor: null, kind: null }));
  const about = new RegExp(`^claim ${claim}( |$)`);
  return all.filter((item) => about.test(item.about ?? '')).map((item) => `${item.kind} ${item.about}`);
}

async function recall(claim: ClaimNumber, reason: RecallWanted['reason'], on: string): Promise<void> {
  const wanted = { claim, reason, about: 'prøve', on: date(on) };
  await town.do((tx) => wantRecalls(tx, [wanted], morningOf(on)));
}

async function tellAndHear(on: string): Promise<void> {
  await town.news(on);
  await town.deliver(on);
  await town.news(addDays(date(on), 5));
}

test('a bill that is ready goes to Gældsstyrelsen with its interest, and is collected there alone from its receipt', async () => {
  const claim = await town.raise();
  await town.interest('2026-01-15');
  await town.clear(claim);
  const report = await town.transfer('2026-02-02');
  expect(report.amounts).toMatchObject({ sent: '6000.00', related: '120.00' });
  const holds = (await town.do((tx) => holdsOn(tx, [claim]))).get(claim) ?? [];
  expect(holds.map(({ reason }) => reason)).toEqual(['recovery']);
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  const there = { state: 'received', receivedOn: '2026-02-02', reported: kroner(6_000) };
  expect(await town.recovery(claim)).toMatchObject(there);
  const charges = (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  expect(charges.length).toBe(2);
  for (const charge of charges) expect((await town.recovery(charge.claim))?.state).toBe('received');
  expect(await standing(claim)).toMatchObject({ notAsked: 0n, atRecovery: kroner(6_000) });
  const [limitation] = (await town.do((tx) => limitationsOf(tx, [claim]))).get(claim) ?? [];
  expect(limitation).toMatchObject({ because: 'recovery-received', until: '2029-02-02' });
  // Its interest ends with it, and what Gældsstyrelsen has done since an earlier last day is not known here.
  const listed = (on: string) => town.do((tx) => endingSoon(tx, date(on)));
  expect(await listed('2029-01-30')).toMatchObject([{ claim, level: 'main', daysLeft: 3 }]);
  expect(await listed('2029-02-03')).toEqual([]);
  await town.interest('2026-03-05');
  expect((await town.do((tx) => standingCharges(tx, [claim]))).get(claim)?.length).toBe(2);
});

test('the same day again sends nothing twice, and a dry run writes nothing', async () => {
  const claim = await town.raise();
  await town.clear(claim);
  const tried = await town.transfer('2026-02-02', { dryRun: true });
  expect(tried.consequences['sent']).toBeGreaterThanOrEqual(1);
  expect(await town.actions(claim)).toEqual([]);
  await town.transfer('2026-02-02');
  await town.transfer('2026-02-02');
  expect((await town.actions(claim)).map(({ code }) => code)).toEqual(['OPRETFORDRING']);
});

test('each refusal of the checklist is a work item, once, and the claim stays here', async () => {
  const claim = await town.raise({ type: 'CFFAKTU', srb: date('2026-02-10') });
  await town.clear(claim, { reminded: 'no' });
  await town.transfer('2026-02-02');
  const first = await items(claim);
  expect(first).toContain(`transfer-not-ready claim ${claim} srb-not-passed`);
  expect(first).toContain(`transfer-not-ready claim ${claim} type-not-in-agreement`);
  expect(first).toContain(`transfer-not-ready claim ${claim} no-reminder`);
  await town.transfer('2026-02-03');
  expect(await items(claim)).toEqual(first);
  expect(await town.recovery(claim)).toBeUndefined();
});

test('what breaks only an order rule is sent when a person says why', async () => {
  const claim = await town.raise();
  await town.clear(claim, { reminded: 'no' });
  await town.transfer('2026-02-02');
  expect(await town.recovery(claim)).toBeUndefined();
  await town.do((tx) =>
    acceptTransfer(
      tx,
      { claim, because: 'Skyldner er rykket telefonisk' },
      { by, at: morningOf('2026-02-03') },
    ),
  );
  await town.transfer('2026-02-03');
  expect((await town.recovery(claim))?.state).toBe('in-transfer');
});

test('an objection waits, a death waits, and a clearance of what has been paid is taken back', async () => {
  const [objected, dead, paid] = [
    await town.raise(),
    await town.raise(),
    await town.raise({ accountId: 'B-1', debtors: [town.bo] }),
  ];
  const hold = {
    debtor: null,
    from: date('2026-01-20'),
    reviewOn: date('2026-04-20'),
    about: '',
    by,
    at: morningOf('2026-01-20'),
  };
  await town.do((tx) =>
    placeHolds(tx, [
      { ...hold, claim: objected, reason: 'objection' },
      { ...hold, claim: dead, reason: 'death' },
    ]),
  );
  for (const claim of [objected, dead, paid]) await town.clear(claim);
  await town.do((tx) => receive(tx, money(paid, town.bo, 'alt', 6_000)));
  const { consequences } = await town.transfer('2026-02-02');
  expect(consequences).toMatchObject({ 'waits-for-objection': 1, 'waits-for-death': 1, paid: 1 });
  expect((await town.do((tx) => clearancesOf(tx, [objected, dead, paid]))).has(paid)).toBe(false);
  // Its answer gives the debtor until 17 February, and what is paid on that day is known three bank days later.
  const answered = {
    reason: 'objection',
    debtor: null,
    on: date('2026-02-04'),
    why: 'answered: refused',
  } as const;
  await town.do((tx) => liftHolds(tx, [{ ...answered, claim: objected, by, at: morningOf('2026-02-04') }]));
  expect((await town.transfer('2026-02-20')).consequences).toMatchObject({ 'waits-for-answer-days': 1 });
  expect((await town.transfer('2026-02-23')).consequences).toMatchObject({ sent: 1 });
});

test('what is cleared and then paid is not sent when the payment is taken back, nor what is raised: the debtor is warned anew first; nor is what has some øre left', async () => {
  const [paid, raised, little] = [await town.raise(), await town.raise(), await town.raise()];
  for (const claim of [paid, raised, little]) await town.clear(claim);
  await town.do((tx) => receive(tx, { ...money(little, town.anna, 'næsten', 5_000), amount: ore(599_950n) }));
  const received = await town.do((tx) => receive(tx, money(paid, town.anna, 'kort', 5_000)));
  if (!received.ok) throw new Error(received.refusal.tag);
  const back = {
    payment: received.value.payment,
    kind: 'charged-back',
    reference: 'kort',
    because: by,
  } as const;
  const on = date('2026-02-16');
  const acting = { by, at: morningOf(on) };
  await town.do((tx) => reversePayment(tx, { ...back, on, ...acting }));
  const more = { claim: raised, to: kroner(6_500), reason: by, decidedOn: on };
  await town.do((tx) => correctClaim(tx, { ...more, ...acting }));
  expect((await town.transfer('2026-02-17')).consequences).toMatchObject({
    'changed-since-told': 2,
    'below-least': 1,
  });
  expect([...(await town.do((tx) => clearancesOf(tx, [paid, raised, little]))).keys()]).toEqual([little]);
});

test('what the authority asks about is in hearing: nothing is moved, the days left are shown, and it is received when we answer', async () => {
  const claim = await town.raise({ principal: kroner(12_000) });
  await town.clear(claim);
  await town.transfer('2026-02-02');
  // Above the type's limit a person says why it is right, and what they say is the answer in the hearing.
  expect(await items(claim)).toEqual([`transfer-not-ready claim ${claim} filter-rule R_4_2`]);
  const because = 'Beløbet er rigtigt';
  await town.reason(claim, { rule: 'R_4_2', because, on: '2026-02-02' });
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  expect((await town.recovery(claim))?.state).toBe('in-hearing');
  expect(await standing(claim)).toMatchObject({ notAsked: kroner(12_000), atRecovery: 0n });
  const asked = (await town.do(hearings)).find((each) => each.claim === claim);
  expect(asked).toMatchObject({ rules: ['R_4_2'], endsOn: '2028-12-11' });
  const answer = { claim, answer: 'approve', because } as const;
  const noted = await town.do((tx) => noteHearingAnswer(tx, answer, { by, at: morningOf('2026-02-09') }));
  const reference = noted.ok ? noted.value : '';
  await town.authority.answerHearing?.({ reference, answer: 'approve', because }, morningOf('2026-02-09'));
  await town.news('2026-02-13');
  expect((await town.recovery(claim))?.state).toBe('received');
});

test('a claim that is regretted in a hearing is ours again with its interest, and cleared no longer', async () => {
  const claim = await town.raise({ principal: kroner(12_000) });
  await town.interest('2026-01-15');
  await town.clear(claim);
  const because = 'Beløbet skal ses efter';
  await town.reason(claim, { rule: 'R_4_2', because, on: '2026-02-02' });
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  const answer = { claim, answer: 'regret', because } as const;
  await town.do((tx) => noteHearingAnswer(tx, answer, { by, at: morningOf('2026-02-09') }));
  const family = await town.do((tx) => recoveryFamily(tx, claim));
  expect(family.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  const numbers = family.map((each) => each.claim);
  expect((await town.do((tx) => holdsOn(tx, numbers))).size).toBe(0);
  expect((await town.do((tx) => clearancesOf(tx, [claim]))).size).toBe(0);
});

test('a complaint brings a claim back, and it is sent again with a new number when it was not upheld', async () => {
  const claim = await atRecovery();
  const first = await town.recovery(claim);
  await recall(claim, 'KLAG', '2026-03-02');
  await tellAndHear('2026-03-02');
  expect(await town.recovery(claim)).toMatchObject({ state: 'recalled', endedWhy: 'KLAG' });
  expect(await standing(claim)).toMatchObject({ notAsked: kroner(6_000), atRecovery: 0n });
  expect((await town.do((tx) => holdsOn(tx, [claim]))).size).toBe(0);
  expect((await town.do((tx) => clearancesOf(tx, [claim]))).size).toBe(0);
  const again = { claim, because: 'Klagen er afvist' };
  await town.do((tx) => sendAgain(tx, again, { by, at: morningOf('2026-03-10') }));
  await town.transfer('2026-03-10');
  await town.deliver('2026-03-10');
  await town.news('2026-03-15');
  const second = await town.recovery(claim);
  expect(second).toMatchObject({ state: 'received', receivedOn: '2026-03-10' });
  expect(second?.authorityId).not.toBe(first?.authorityId);
  expect((await town.actions(claim)).map(({ code }) => code)).toEqual([
    'OPRETFORDRING',
    'TILBAGEKALD',
    'GENINDSENDFORDRING',
  ]);
});

test('interest that was called back alone follows its claim again when a person says why, and not before', async () => {
  const claim = await town.raise();
  await town.interest('2026-01-15');
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  const [first, second] = (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  if (first === undefined || second === undefined) throw new Error('two months of interest are there');
  await recall(first.claim, 'KLAG', '2026-03-02');
  await recall(second.claim, 'KLAG', '2026-03-02');
  await tellAndHear('2026-03-02');
  expect((await town.recovery(first.claim))?.state).toBe('recalled');
  expect((await town.recovery(claim))?.state).toBe('received');
  await town.transfer('2026-03-09');
  expect((await town.recovery(first.claim))?.state).toBe('recalled');
  const again = { claim: first.claim, because: 'Klagen er afvist' };
  expect(await town.do((tx) => sendAgain(tx, again, { by, at: morningOf('2026-03-10') }))).toMatchObject({
    ok: true,
  });
  await town.transfer('2026-03-10');
  await tellAndHear('2026-03-10');
  expect(await town.recovery(first.claim)).toMatchObject({ state: 'received', receivedOn: '2026-03-10' });
  expect((await town.actions(first.claim)).map(({ code }) => code)).toEqual([
    'OPRETFORDRING',
    'TILBAGEKALD',
    'GENINDSENDFORDRING',
  ]);
  expect((await town.recovery(second.claim))?.state).toBe('recalled');
  expect((await town.mirror()).difference).toBe(0n);
});

test('what is wanted back before it has left is not sent, and what is on its way is called back when it is there', async () => {
  const waiting = await town.raise();
  await town.clear(waiting);
  await town.transfer('2026-02-02');
  await recall(waiting, 'HENS', '2026-02-02');
  await town.news('2026-02-02');
  expect((await town.recovery(waiting))?.state).toBe('cancelled');
  const gone = await sent();
  await recall(gone, 'KLAG', '2026-02-02');
  await town.news('2026-02-02');
  await town.news('2026-02-06');
  expect((await town.recovery(gone))?.state).toBe('received');
  await tellAndHear('2026-02-07');
  expect((await town.recovery(gone))?.state).toBe('recalled');
});

test('a payment to us of a claim that is there is told from its day, and taken back when the payment did not stand', async () => {
  const claim = await atRecovery();
  const received = await town.do((tx) => receive(tx, money(claim, town.anna, 'delvis', 500)));
  expect(received.ok && received.value.covered.map(({ amount }) => amount)).toEqual([kroner(500)]);
  expect(await standing(claim)).toMatchObject({ atRecovery: kroner(5_500) });
  await tellAndHear('2026-02-16');
  expect((await town.actions(claim)).at(-1)).toMatchObject({
    code: 'NEDSKRIV',
    reason: 'INDB',
    effectiveOn: '2026-02-15',
    state: 'done',
  });
  expect((await town.recovery(claim))?.reported).toBe(kroner(5_500));
  const payment = received.ok ? received.value.payment : null;
  if (payment === null) throw new Error('the payment was registered');
  const reversal = {
    payment,
    kind: 'charged-back',
    reference: 'bank',
    on: date('2026-03-01'),
    because: 'dækning',
  } as const;
  await town.do((tx) => reversePayment(tx, { ...reversal, by, at: morningOf('2026-03-01') }));
  await tellAndHear('2026-03-02');
  expect((await town.actions(claim)).at(-1)).toMatchObject({
    code: 'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING',
    amount: kroner(500),
    effectiveOn: '2026-02-15',
    state: 'done',
  });
  expect((await town.recovery(claim))?.reported).toBe(kroner(6_000));
});

test('a payment of which some was given back, and that did not stand, is written up by what is owed again', async () => {
  const claim = await atRecovery();
  const received = await town.do((tx) => receive(tx, money(claim, town.anna, 'næsten alt', 5_900)));
  if (!received.ok) throw new Error(received.refusal.tag);
  await tellAndHear('2026-02-16');
  const correction = { claim, to: kroner(200), reason: 'Færre timer', decidedOn: date('2026-02-20') };
  await town.do((tx) => correctClaim(tx, { ...correction, by, at: morningOf('2026-02-20') }));
  await tellAndHear('2026-02-21');
  const back = { payment: received.value.payment, kind: 'charged-back', reference: 'bank 2' } as const;
  const on = date('2026-03-01');
  const reversed = await town.do((tx) =>
    reversePayment(tx, { ...back, on, because: 'dækning', by, at: morningOf('2026-03-01') }),
  );
  expect(reversed.ok).toBe(true);
  expect(await standing(claim)).toMatchObject({ atRecovery: kroner(200) });
  await tellAndHear('2026-03-02');
  expect((await town.recovery(claim))?.reported).toBe(kroner(200));
});

test('a correction while a claim is on its way is booked at once, and told when it is there', async () => {
  const claim = await sent();
  const correction = { claim, to: kroner(4_000), reason: 'Fejl i timetal', decidedOn: date('2026-02-03') };
  const corrected = await town.do((tx) =>
    correctClaim(tx, { ...correction, by, at: morningOf('2026-02-03') }),
  );
  expect(corrected.ok).toBe(true);
  expect(await standing(claim)).toMatchObject({ notAsked: kroner(4_000) });
  await tellAndHear('2026-02-03');
  expect(await town.recovery(claim)).toMatchObject({ state: 'received', reported: kroner(6_000) });
  expect(await standing(claim)).toMatchObject({ notAsked: 0n, atRecovery: kroner(4_000) });
  await tellAndHear('2026-02-10');
  expect((await town.actions(claim)).at(-1)).toMatchObject({
    code: 'NEDSKRIV',
    reason: 'REGU',
    effectiveOn: null,
    state: 'done',
  });
  expect((await town.recovery(claim))?.reported).toBe(kroner(4_000));
});

test('a claim that grows is written up', async () => {
  const claim = await atRecovery();
  const correction = { claim, to: kroner(7_000), reason: 'Flere timer', decidedOn: date('2026-02-20') };
  await town.do((tx) => correctClaim(tx, { ...correction, by, at: morningOf('2026-02-20') }));
  expect(await standing(claim)).toMatchObject({ atRecovery: kroner(7_000) });
  await tellAndHear('2026-02-20');
  expect((await town.actions(claim)).at(-1)).toMatchObject({
    code: 'OPSKRIVNINGREGULERING',
    amount: kroner(1_000),
    state: 'done',
  });
});

test('interest that falls away because of a payment dated back is written down there', async () => {
  const claim = await town.raise();
  await town.interest('2026-01-15');
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  const at = morningOf('2026-02-20');
  const early = { ...money(claim, town.anna, 'før tid', 6_000), receivedOn: date('2025-12-01'), at };
  const received = await town.do((tx) => receive(tx, early));
  expect(received.ok).toBe(true);
  await tellAndHear('2026-02-21');
  const family = (await town.do((tx) => recoveryFamily(tx, claim))).filter(({ main }) => main !== null);
  expect(family.length).toBe(2);
  for (const { claim: charge } of family) {
    const last = (await town.actions(charge)).at(-1);
    expect(last).toMatchObject({ code: 'NEDSKRIV', reason: 'REGU', amount: kroner(60), state: 'done' });
    expect(await standing(charge)).toMatchObject({ atRecovery: 0n, raised: 0n });
    expect(await items(charge)).toEqual([]);
  }
});

test('what the authority covers and settles is ours to the øre, and so is what it takes back', async () => {
  const claim = await atRecovery();
  const id = (await town.recovery(claim))?.authorityId ?? '';
  town.simulated.cover(id, kroner(1_500), morningOf('2026-03-20'));
  await town.news('2026-04-15');
  expect(await town.recovery(claim)).toMatchObject({ covered: kroner(1_500) - (await interestOf(claim)) });
  await recall(claim, 'FEJL', '2026-05-04');
  await tellAndHear('2026-05-04');
  await town.news('2026-06-10');
  expect(await town.recovery(claim)).toMatchObject({ state: 'recalled', covered: 0n, coveredInterest: 0n });
  expect(await standing(claim)).toMatchObject({ notAsked: kroner(6_000), atRecovery: 0n });
  expect((await town.mirror()).settled).toEqual([]);
});

async function interestOf(claim: ClaimNumber): Promise<bigint> {
  return (await town.recovery(claim))?.coveredInterest ?? 0n;
}

test('a claim that is sent back is ours again, and a person decides what becomes of it', async () => {
  const claim = await atRecovery();
  const id = (await town.recovery(claim))?.authorityId ?? '';
  town.simulated.sendBack(id, { kind: 'TILBAGESEND', reason: 'ANDN' }, morningOf('2026-07-01'));
  await town.news('2026-07-05');
  expect(await town.recovery(claim)).toMatchObject({ state: 'returned', endedWhy: 'TILBAGESEND ANDN' });
  expect(await standing(claim)).toMatchObject({ notAsked: kroner(6_000), atRecovery: 0n });
  expect((await items(claim)).some((item) => item.startsWith('recovery-returned'))).toBe(true);
});

test('all that was played agrees with the authority and breaks no rule of the ledger', async () => {
  await town.news('2026-08-10');
  const mirror = await town.mirror();
  expect(mirror.differences).toEqual([]);
  expect(mirror.difference).toBe(0n);
  expect(await town.faults()).toEqual([]);
});

function money(claim: ClaimNumber, debtor: RecoveryTown['anna'], reference: string, amount: number) {
  return {
    channel: 'bank',
    reference: `${reference} ${claim}`,
    amount: kroner(amount),
    receivedOn: amount === 6_000 ? date('2026-01-20') : date('2026-02-15'),
    told: { by: 'debtor', debtor, wish: [claim] },
    by,
    at: morningOf(amount === 6_000 ? '2026-01-20' : '2026-02-15'),
  } as const;
}
