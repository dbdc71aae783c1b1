import { afterAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { interruptLimitations } from '../../src/charges/last-days.ts';
import { changeClaimDates } from '../../src/claims/claim-dates.ts';
import { recordLiabilityEnds } from '../../src/claims/liability-ends.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { setOffActionsOf } from '../../src/collection/store.ts';
import { tellHigherPrincipal } from '../../src/collection/tell-principal.ts';
import { watchBalances } from '../../src/collection/watch-balances.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { bookSetOff, setOffNumber } from '../../src/ledger/set-offs.ts';
import { allRights, jobOf } from './recovery-town.ts';
import { aRegisteringTown } from './registering-town.ts';
import { morningOf } from './town.ts';

/** Claims registered for set-off alone that change while they are registered. Each test has claims of its own in the one town. */
const town = await aRegisteringTown();
afterAll(() => town[Symbol.asyncDispose]());

const by = 'prøve';

async function srbMoved(claim: ClaimNumber, srb: string, on: string): Promise<void> {
  const change = { claim, dates: { srb: date(srb) }, because: 'correction', about: 'prøve' } as const;
  await town.do((tx) => changeClaimDates(tx, [{ ...change, on: date(on), by, at: morningOf(on) }]));
}

async function acknowledged(claim: ClaimNumber, on: string): Promise<void> {
  const all = { existenceAndAmount: false, byAllWhoMust: true } as const;
  const interruption = { kind: 'acknowledged', on: date(on), ...all } as const;
  const whose = { claims: [claim], debtor: town.anna, evidence: 'prøve', by, at: morningOf(on) };
  await town.do((tx) => interruptLimitations(tx, { interruption, ...whose }));
}

async function setOffHere(claim: ClaimNumber, amount: number, on: string): Promise<void> {
  const parts = [{ claim, part: 'notAsked', amount: kroner(amount) }] as const;
  const booked = { number: setOffNumber(town.anna, Number(claim)), debtor: town.anna, parts } as const;
  await town.do((tx) => bookSetOff(tx, { ...booked, on: date(on), at: morningOf(on) }));
}

async function there(claim: ClaimNumber) {
  return town.simulated.state.claims.get(await town.idThere(claim));
}

test('a day that is moved, and a debt that is acknowledged, are told as the claim is now, and once', async () => {
  const claim = await town.registered();
  await srbMoved(claim, '2026-01-02', '2026-01-12');
  await acknowledged(claim, '2026-01-12');
  await town.tellAndHear('2026-01-13');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done', 'AENDRFORDRING done']);
  expect((await there(claim))?.changed).toMatchObject({
    srb: '2026-01-02',
    liable: [{ kind: 'cpr', limitationOn: '2029-01-12' }],
  });
  expect(await there(claim)).toMatchObject({ left: kroner(6_000), principal: kroner(6_000) });
  await town.tellAndHear('2026-01-20');
  expect(await town.told(claim)).toHaveLength(2);
  await srbMoved(claim, '2026-01-04', '2026-01-21');
  await town.tellAndHear('2026-01-22');
  expect(await town.told(claim)).toHaveLength(3);
  expect((await there(claim))?.changed?.srb).toBe('2026-01-04');
  await town.nothingIsWrong();
});

test('a change and a payment of the same day are told one after the other, each when the one before is answered', async () => {
  const claim = await town.registered();
  await srbMoved(claim, '2026-01-02', '2026-01-12');
  await town.paid(claim, 1_000, '2026-01-12');
  await town.registrations('2026-01-12');
  await town.deliver('2026-01-12');
  expect(await town.told(claim)).toEqual([
    'OPRETFORDRING done',
    'AENDRFORDRING sent',
    'NEDSKRIV INDB queued',
  ]);
  // Moved once more while the first is not answered: told in its turn.
  await srbMoved(claim, '2026-01-03', '2026-01-12');
  await town.news('2026-01-15');
  await town.tellAndHear('2026-01-15');
  await town.tellAndHear('2026-01-19');
  await town.tellAndHear('2026-01-23');
  expect(await town.told(claim)).toEqual([
    'OPRETFORDRING done',
    'AENDRFORDRING done',
    'NEDSKRIV INDB done',
    'AENDRFORDRING done',
  ]);
  expect((await there(claim))?.changed?.srb).toBe('2026-01-03');
  expect(await town.leftThere(claim)).toBe(kroner(5_000));
});

test('what changes before it has left is told as it is when it leaves', async () => {
  const claim = await town.raised();
  await town.register(claim, '2026-01-05');
  await srbMoved(claim, '2026-01-02', '2026-01-06');
  await town.correct(claim, 5_000, '2026-01-06');
  await town.tellAndHear('2026-01-06');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done']);
  const [created] = await town.do(async (tx) => (await setOffActionsOf(tx, [claim])).get(claim) ?? []);
  expect(created?.masterData).toMatchObject({ srb: '2026-01-02', principal: String(kroner(5_000)) });
  await town.tellAndHear('2026-01-12');
  expect(await town.told(claim)).toHaveLength(1);
});

test('a change that is refused is not told again until it is another, and a person has been told', async () => {
  const claim = await town.registered();
  const claimThere = await there(claim);
  if (claimThere !== undefined) claimThere.recalled = 'KLAG';
  await srbMoved(claim, '2026-01-02', '2026-01-12');
  await town.tellAndHear('2026-01-13');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done', 'AENDRFORDRING rejected']);
  await town.tellAndHear('2026-01-20');
  expect(await town.told(claim)).toHaveLength(2);
  const items = await town.do((tx) => openItems(tx, { debtor: null, kind: 'recovery-rejected' }));
  expect(items.map(({ about }) => about)).toContain(`claim ${claim} AENDRFORDRING 498`);
  if (claimThere !== undefined) claimThere.recalled = null;
  await srbMoved(claim, '2026-01-05', '2026-01-21');
  await town.tellAndHear('2026-01-22');
  expect((await town.told(claim)).at(-1)).toBe('AENDRFORDRING done');
});

test('where somebody owes it no longer the registration ends, for who owes it cannot be changed there', async () => {
  const grant = { type: 'KFEBHUV', description: 'Efterbetaling', debtors: [town.anna, town.bo] };
  const claim = await town.raise(grant);
  await town.register(claim, '2026-01-05');
  await town.tellAndHear('2026-01-05');
  const released = { kind: 'released', on: date('2026-01-12'), reason: 'prøve' } as const;
  const end = { claim, debtor: town.bo, ...released, by, at: morningOf('2026-01-12') };
  await town.do((tx) => recordLiabilityEnds(tx, [end]));
  await town.tellAndHear('2026-01-13');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done', 'TILBAGEKALD HAFT done']);
  expect(await town.standing(claim)).toMatchObject({ state: 'ended', endedWhy: 'others-owe' });
});

test('a principal that was told too low is put right by a person, and stays so when the claim is changed', async () => {
  const claim = await town.registered();
  const higher = { claim, principal: kroner(6_500), because: 'hele kravet', rights: allRights };
  const told = (on: string, changes = {}) =>
    town.do((tx) => tellHigherPrincipal(tx, { ...higher, ...changes }, { by, at: morningOf(on) }));
  expect(await told('2026-01-12', { principal: kroner(6_000) })).toMatchObject({
    refusal: { tag: 'principal-not-higher' },
  });
  expect(await told('2026-01-12', { rights: ['MODR'] })).toMatchObject({ refusal: { tag: 'no-right' } });
  expect(await told('2026-01-12')).toEqual({ ok: true, value: 'queued' });
  expect(await told('2026-01-12', { principal: kroner(7_000) })).toMatchObject({
    refusal: { tag: 'open-action' },
  });
  await town.tellAndHear('2026-01-12');
  expect(await there(claim)).toMatchObject({ principal: kroner(6_500), left: kroner(6_000) });
  await srbMoved(claim, '2026-01-02', '2026-01-19');
  await town.tellAndHear('2026-01-19');
  expect(await told('2026-01-26')).toMatchObject({ refusal: { tag: 'principal-not-higher' } });
  expect(await town.owed(claim)).toBe(kroner(6_000));
});

test('a set-off of our own is told from its day, and is not taken for a payment or for a smaller claim', async () => {
  const claim = await town.raised();
  await town.paid(claim, 700, '2026-01-02');
  await town.register(claim, '2026-01-05');
  await town.tellAndHear('2026-01-05');
  await setOffHere(claim, 500, '2026-01-14');
  await town.tellAndHear('2026-01-15');
  const actions = await town.do(async (tx) => (await setOffActionsOf(tx, [claim])).get(claim) ?? []);
  expect(actions.at(-1)).toMatchObject({
    code: 'NEDSKRIV',
    reason: 'INDB',
    amount: kroner(500),
    effectiveOn: '2026-01-14',
    about: `set-off/1/own-set-off/${setOffNumber(town.anna, Number(claim))}`,
    state: 'done',
  });
  expect(await town.leftThere(claim)).toBe(kroner(4_800));
});

test('a payment from before it was registered does not stand for a smaller claim', async () => {
  const claim = await town.raised();
  await town.paid(claim, 1_000, '2026-01-02');
  await town.register(claim, '2026-01-05');
  await town.tellAndHear('2026-01-05');
  await town.correct(claim, 5_500, '2026-01-12');
  await town.tellAndHear('2026-01-13');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV REGU done']);
});

test('a set-off of the state that was never told of is found by what is said of the next one', async () => {
  const claim = await town.registered();
  const looked = async (on: string) => {
    await watchBalances(jobOf(town.db, town.authority, on));
    const items = await town.do((tx) => openItems(tx, { debtor: null, kind: 'recovery-balance' }));
    return items.map(({ about }) => about);
  };
  const id = await town.idThere(claim);
  town.simulated.cover(id, kroner(1_000), morningOf('2026-01-10'));
  const [lost] = town.simulated.state.notifications.splice(-1, 1);
  if (lost === undefined) throw new Error('the set-off was told of');
  town.simulated.cover(id, kroner(500), morningOf('2026-01-12'));
  await town.news('2026-01-14');
  expect((await town.mirror()).differences).toEqual([
    {
      claim,
      art: 'MODR',
      ledger: kroner(5_500),
      authority: kroner(4_500),
      said: { said: kroner(4_500), on: '2026-01-12' },
    },
  ]);
  expect((await town.mirror()).difference).toBe(kroner(1_000));
  expect(await looked('2026-01-15')).toEqual([]);
  expect(await looked('2026-01-21')).toEqual([`claim ${claim}`]);
  town.simulated.state.notifications.push(lost);
  await town.news('2026-01-22');
  expect((await town.mirror()).difference).toBe(0n);
  expect(await looked('2026-01-23')).toEqual([]);
});

test('a change stands on the list of a municipality without system access, with what is so now', async () => {
  await using listed = await aRegisteringTown({ recovery: { channel: 'list', creditor: null } });
  const claim = await listed.raised();
  await listed.register(claim, '2026-01-05');
  await listed.list('2026-01-05');
  await listed.typed('2026-01-07', `${claim}-1;UDFØRT;7000001;`);
  const change = {
    claim,
    dates: { srb: date('2026-01-02') },
    because: 'correction',
    about: 'prøve',
  } as const;
  const at = morningOf('2026-01-12');
  await listed.do((tx) => changeClaimDates(tx, [{ ...change, on: date('2026-01-12'), by, at }]));
  await listed.registrations('2026-01-12');
  const [row = []] = await listed.list('2026-01-12');
  expect(row.slice(0, 3)).toEqual([`${claim}-2`, 'AENDRFORDRING', '7000001']);
  expect(row).toContain('2026-01-02');
  expect(row[14]).toBe('');
});
