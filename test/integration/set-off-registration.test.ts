import { afterAll, expect, test } from 'vitest';
import { placeByHand } from '../../src/dunning/holds-by-hand.ts';
import { setOffRegistrationsOf, type SetOffRegistration } from '../../src/claims/set-off-registrations.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { deregisterByPerson, registerByPerson } from '../../src/collection/registrations.ts';
import { setOffActionsOf } from '../../src/collection/store.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { receive } from '../../src/payments/receive.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** Claims that are collected here and registered at Gældsstyrelsen for set-off alone. Each test has claims of its own in the one town. */
const town = await aRecoveryTown({ simulator: { latest: 24 } });
afterAll(() => town[Symbol.asyncDispose]());

const by = 'prøve';

/** A bill of Anna's of 6,000 kr. for a housing grant, due on 1 December 2025. */
function raised(): Promise<ClaimNumber> {
  return town.raise({ type: 'KFEBHUV', description: 'Efterbetaling' });
}

function register(claim: ClaimNumber, on: string) {
  const asked = { claim, because: 'betaler ikke' };
  return town.do((tx) => registerByPerson(tx, asked, { by, at: morningOf(on) }));
}

async function registered(): Promise<ClaimNumber> {
  const claim = await raised();
  expect(await register(claim, '2026-01-05')).toEqual({ ok: true, value: 'queued' });
  await tellAndHear('2026-01-05');
  expect((await standing(claim))?.state).toBe('registered');
  return claim;
}

async function tellAndHear(on: string): Promise<void> {
  await town.news(on);
  await town.registrations(on);
  await town.deliver(on);
  await town.news(addDays(date(on), 3));
}

function standing(claim: ClaimNumber): Promise<SetOffRegistration | undefined> {
  return town.do(async (tx) => (await setOffRegistrationsOf(tx, [claim])).get(claim)?.at(-1));
}

async function told(claim: ClaimNumber): Promise<string[]> {
  const actions = await town.do(async (tx) => (await setOffActionsOf(tx, [claim])).get(claim) ?? []);
  return actions.map(({ code, reason, state }) => [code, reason, state].filter((each) => each !== null).join(' '));
}

async function owed(claim: ClaimNumber): Promise<bigint> {
  return town.do(async (tx) => balanceOf((await accountsOfClaims(tx, [claim])).get(claim)));
}

async function idThere(claim: ClaimNumber): Promise<string> {
  return (await standing(claim))?.authorityId ?? '';
}

async function leftThere(claim: ClaimNumber): Promise<bigint | undefined> {
  return town.simulated.state.claims.get(await idThere(claim))?.left;
}

async function paid(claim: ClaimNumber, amount: number, on: string): Promise<void> {
  const told = { by: 'debtor', debtor: town.anna, wish: [claim] } as const;
  const reference = `indbetaling ${claim} ${on}`;
  const money = { channel: 'bank', reference, amount: kroner(amount), receivedOn: date(on) } as const;
  expect((await town.do((tx) => receive(tx, { ...money, told, by, at: morningOf(on) }))).ok).toBe(true);
}

async function nothingIsWrong(): Promise<void> {
  expect(await town.faults()).toEqual([]);
  expect(await town.do(checkPayments)).toEqual([]);
  expect((await town.mirror()).differences).toEqual([]);
}

test('a claim is registered for set-off and goes on being collected here', async () => {
  const claim = await registered();
  expect(await told(claim)).toEqual(['OPRETFORDRING done']);
  expect(await owed(claim)).toBe(kroner(6_000));
  expect(await town.recovery(claim)).toBeUndefined();
  expect(await town.actions(claim)).toEqual([]);
  const there = town.simulated.state.claims.get(await idThere(claim));
  expect(there).toMatchObject({ art: 'MODR', left: kroner(6_000), principal: kroner(6_000) });
  expect((await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim)?.atRecovery).toBe(0n);
  await nothingIsWrong();
});

test('what the state has set off is a payment on the claim, settled to the bank, and told to nobody', async () => {
  const claim = await registered();
  town.simulated.cover(await idThere(claim), kroner(1_500), morningOf('2026-01-20'));
  await town.news('2026-01-23');
  await town.news('2026-01-23');
  expect(await owed(claim)).toBe(kroner(4_500));
  expect((await standing(claim))?.covered).toBe(kroner(1_500));
  await tellAndHear('2026-01-24');
  expect(await told(claim)).toEqual(['OPRETFORDRING done']);
  await town.news('2026-02-05');
  expect((await town.mirror()).settlements).toEqual([]);
  await nothingIsWrong();
});

test('a payment to us is told as paid on its day, and what is then left is the same here and there', async () => {
  const claim = await registered();
  await paid(claim, 1_000, '2026-01-12');
  await tellAndHear('2026-01-13');
  expect(await told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV INDB done']);
  expect(await leftThere(claim)).toBe(kroner(5_000));
  await tellAndHear('2026-01-20');
  expect(await told(claim)).toHaveLength(2);
  await nothingIsWrong();
});

test('a claim that becomes smaller is told as a regulation, and one that becomes larger as a write-up', async () => {
  const claim = await registered();
  await correct(claim, 5_000, '2026-01-12');
  await tellAndHear('2026-01-13');
  await correct(claim, 5_500, '2026-01-20');
  await tellAndHear('2026-01-21');
  expect(await told(claim)).toEqual([
    'OPRETFORDRING done',
    'NEDSKRIV REGU done',
    'OPSKRIVNINGREGULERING done',
  ]);
  expect(await leftThere(claim)).toBe(kroner(5_500));
});

async function correct(claim: ClaimNumber, to: number, on: string): Promise<void> {
  const correction = { claim, to: kroner(to), reason: 'Rettet', decidedOn: date(on), by, at: morningOf(on) };
  expect((await town.do((tx) => correctClaim(tx, correction))).ok).toBe(true);
}

test('a claim that is paid is registered no longer, without being called back', async () => {
  const claim = await registered();
  await paid(claim, 6_000, '2026-01-12');
  await tellAndHear('2026-01-13');
  await tellAndHear('2026-01-17');
  expect(await told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV INDB done']);
  expect(await standing(claim)).toMatchObject({ state: 'ended', endedWhy: 'paid' });
});

test('a payment and a set-off that cross: what was paid too much is held for the debtor, and nothing is lost', async () => {
  const claim = await registered();
  town.simulated.cover(await idThere(claim), kroner(4_000), morningOf('2026-01-12'));
  await paid(claim, 5_000, '2026-01-12');
  await town.registrations('2026-01-12');
  await town.deliver('2026-01-12');
  await town.news('2026-01-16');
  expect(await told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV INDB rejected']);
  expect(await owed(claim)).toBe(0n);
  await tellAndHear('2026-01-17');
  await tellAndHear('2026-01-22');
  expect(await standing(claim)).toMatchObject({ state: 'ended', endedWhy: 'paid' });
  expect(await leftThere(claim)).toBe(0n);
  await nothingIsWrong();
});

test('what stops transfer ends the registration by the same door', async () => {
  const claim = await registered();
  const held = { claim, reason: 'manual', debtor: null, reviewOn: date('2026-02-12'), because: 'prøve' } as const;
  await town.do((tx) => placeByHand(tx, { ...held, by, at: morningOf('2026-01-12') }));
  await town.news('2026-01-12');
  expect(await told(claim)).toEqual(['OPRETFORDRING done', 'TILBAGEKALD HENS queued']);
  await town.deliver('2026-01-12');
  await town.news('2026-01-15');
  expect((await standing(claim))?.state).toBe('ended');
  expect(await register(claim, '2026-01-16')).toEqual({
    ok: false,
    refusal: { tag: 'not-ready', why: ['held'] },
  });
});

test('a claim that is sent for recovery is no longer registered when it goes', async () => {
  const claim = await registered();
  await town.clear(claim);
  await town.registrations('2026-02-02');
  const waiting = await town.transfer('2026-02-02');
  expect(waiting.consequences).toMatchObject({ 'waits-for-set-off-registration': 1 });
  expect(await town.recovery(claim)).toBeUndefined();
  await town.deliver('2026-02-02');
  await town.news('2026-02-05');
  expect((await standing(claim))?.state).toBe('ended');
  await town.transfer('2026-02-06');
  await town.deliver('2026-02-06');
  await town.news('2026-02-10');
  expect((await town.recovery(claim))?.state).toBe('received');
  expect((await town.actions(claim)).map(({ code, state }) => `${code} ${state}`)).toEqual(['OPRETFORDRING done']);
  // Set off before it ended, and told late: it is a payment on what is there by now, which is told.
  const [before] = [...town.simulated.state.claims.values()].filter(({ recalled, art }) => art === 'MODR' && recalled === 'HENS');
  expect(before).toBeDefined();
  await nothingIsWrong();
});

test('a set-off that is taken back is owed again, also in part', async () => {
  const claim = await registered();
  const id = await idThere(claim);
  town.simulated.cover(id, kroner(1_500), morningOf('2026-01-20'));
  await town.news('2026-01-23');
  town.simulated.takeBack(id, kroner(600), morningOf('2026-01-26'));
  await town.news('2026-01-29');
  expect(await owed(claim)).toBe(kroner(5_100));
  await tellAndHear('2026-01-30');
  expect(await told(claim)).toEqual(['OPRETFORDRING done']);
  await nothingIsWrong();
});

test('a person ends a registration, and one that has not left is not told of', async () => {
  const claim = await raised();
  await register(claim, '2026-01-05');
  const asked = { claim, because: 'en fejl' };
  const ended = await town.do((tx) => deregisterByPerson(tx, asked, { by, at: morningOf('2026-01-05') }));
  expect(ended).toEqual({ ok: true, value: 'cancelled' });
  await tellAndHear('2026-01-06');
  expect(await told(claim)).toEqual(['OPRETFORDRING cancelled']);
  expect(await town.do((tx) => deregisterByPerson(tx, asked, { by, at: morningOf('2026-01-07') }))).toEqual({
    ok: false,
    refusal: { tag: 'not-registered' },
  });
});

test('what comes to stop a claim after it was asked for is not told of', async () => {
  const claim = await raised();
  await register(claim, '2026-01-05');
  await paid(claim, 6_000, '2026-01-05');
  await town.deliver('2026-01-06');
  expect(await told(claim)).toEqual(['OPRETFORDRING cancelled']);
  expect(await standing(claim)).toMatchObject({ state: 'cancelled', endedWhy: 'nothing-left' });
});

test('a claim that is not overdue, and day care whose rules have no set-off, are refused with why', async () => {
  expect(await register(await raised(), '2025-12-05')).toMatchObject({
    refusal: { why: ['not-overdue'] },
  });
  expect(await register(await town.raise(), '2026-01-05')).toMatchObject({
    refusal: { why: ['art-not-allowed', 'not-in-agreement'] },
  });
});

test('nothing is registered by itself unless the municipality has chosen it', async () => {
  const claim = await raised();
  await town.registrations('2026-03-01');
  expect(await standing(claim)).toBeUndefined();
});
