import { afterAll, expect, test } from 'vitest';
import { placeByHand } from '../../src/dunning/holds-by-hand.ts';
import { setOffEndWords } from '../../src/cli/registration-words.ts';
import { storyLines } from '../../src/cli/story-words.ts';
import { listedRegistrations } from '../../src/collection/registration-list.ts';
import { deregisterByPerson } from '../../src/collection/registrations.ts';
import { acceptTransfer } from '../../src/collection/resubmit.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { aRegisteringTown } from './registering-town.ts';
import { morningOf } from './town.ts';

/** Registration at Gældsstyrelsen for set-off alone. Each test has claims of its own in the one town, or a town where months pass. */
const town = await aRegisteringTown();
afterAll(() => town[Symbol.asyncDispose]());

const by = 'prøve';

test('a claim is registered for set-off and goes on being collected here', async () => {
  const claim = await town.registered();
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done']);
  expect(await town.owed(claim)).toBe(kroner(6_000));
  expect(await town.recovery(claim)).toBeUndefined();
  expect(await town.actions(claim)).toEqual([]);
  const there = town.simulated.state.claims.get(await town.idThere(claim));
  expect(there).toMatchObject({ art: 'MODR', left: kroner(6_000), principal: kroner(6_000) });
  expect((await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim)?.atRecovery).toBe(0n);
  await town.nothingIsWrong();
});

test('what the state has set off is a payment on the claim, settled to the bank, and told to nobody', async () => {
  await using town = await aRegisteringTown();
  const claim = await town.registered();
  town.simulated.cover(await town.idThere(claim), kroner(1_500), morningOf('2026-01-20'));
  await town.news('2026-01-23');
  await town.news('2026-01-23');
  expect(await town.owed(claim)).toBe(kroner(4_500));
  expect((await town.standing(claim))?.covered).toBe(kroner(1_500));
  await town.tellAndHear('2026-01-24');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done']);
  await town.news('2026-02-05');
  expect((await town.mirror()).settled).toEqual([]);
  await town.nothingIsWrong();
});

test('a payment to us is told as paid on its day, and what is then left is the same here and there', async () => {
  const claim = await town.registered();
  await town.paid(claim, 1_000, '2026-01-12');
  await town.tellAndHear('2026-01-13');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV INDB done']);
  expect(await town.leftThere(claim)).toBe(kroner(5_000));
  await town.tellAndHear('2026-01-20');
  expect(await town.told(claim)).toHaveLength(2);
  await town.nothingIsWrong();
});

test('a claim that becomes smaller is told as a regulation, and one that becomes larger as a write-up', async () => {
  const claim = await town.registered();
  await town.correct(claim, 5_000, '2026-01-12');
  await town.tellAndHear('2026-01-13');
  await town.correct(claim, 5_500, '2026-01-20');
  await town.tellAndHear('2026-01-21');
  expect(await town.told(claim)).toEqual([
    'OPRETFORDRING done',
    'NEDSKRIV REGU done',
    'OPSKRIVNINGREGULERING done',
  ]);
  expect(await town.leftThere(claim)).toBe(kroner(5_500));
});

test('a claim that is paid is registered no longer, without being called back', async () => {
  const claim = await town.registered();
  await town.paid(claim, 6_000, '2026-01-12');
  await town.tellAndHear('2026-01-13');
  await town.tellAndHear('2026-01-17');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV INDB done']);
  expect(await town.standing(claim)).toMatchObject({ state: 'ended', endedWhy: 'paid' });
});

test('a payment and a set-off that cross: what was paid too much is held for the debtor, and nothing is lost', async () => {
  const claim = await town.registered();
  town.simulated.cover(await town.idThere(claim), kroner(4_000), morningOf('2026-01-12'));
  await town.paid(claim, 5_000, '2026-01-12');
  await town.registrations('2026-01-12');
  await town.deliver('2026-01-12');
  await town.news('2026-01-16');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV INDB rejected']);
  expect(await town.owed(claim)).toBe(0n);
  await town.tellAndHear('2026-01-17');
  await town.tellAndHear('2026-01-22');
  expect(await town.standing(claim)).toMatchObject({ state: 'ended', endedWhy: 'paid' });
  expect(await town.leftThere(claim)).toBe(0n);
  await town.nothingIsWrong();
});

test('what stops transfer ends the registration by the same door', async () => {
  const claim = await town.registered();
  const held = {
    claim,
    reason: 'manual',
    debtor: null,
    reviewOn: date('2026-02-12'),
    because: 'prøve',
  } as const;
  await town.do((tx) => placeByHand(tx, { ...held, by, at: morningOf('2026-01-12') }));
  await town.news('2026-01-12');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done', 'TILBAGEKALD HENS queued']);
  await town.deliver('2026-01-12');
  await town.news('2026-01-15');
  expect((await town.standing(claim))?.state).toBe('ended');
  expect(await town.register(claim, '2026-01-16')).toEqual({
    ok: false,
    refusal: { tag: 'not-ready', why: ['held'] },
  });
});

test('a claim that is sent for recovery is no longer registered when it goes', async () => {
  await using town = await aRegisteringTown();
  const claim = await town.registered();
  await town.clear(claim);
  await town.registrations('2026-02-02');
  const waiting = await town.transfer('2026-02-02');
  expect(waiting.consequences).toMatchObject({ 'waits-for-set-off-registration': 1 });
  expect(await town.recovery(claim)).toBeUndefined();
  await town.deliver('2026-02-02');
  await town.news('2026-02-05');
  const registration = await town.standing(claim);
  expect(registration?.state).toBe('ended');
  const given = { claim, because: 'set efter' };
  await town.do((tx) => acceptTransfer(tx, given, { by, at: morningOf('2026-02-06') }));
  await town.transfer('2026-02-06');
  await town.deliver('2026-02-06');
  await town.news('2026-02-10');
  expect((await town.recovery(claim))?.state).toBe('received');
  expect((await town.actions(claim)).map(({ code, state }) => `${code} ${state}`)).toEqual([
    'OPRETFORDRING done',
  ]);
  // Set off before it ended and heard late: a payment on what is there by now, which the authority is told.
  town.simulated.cover(registration?.authorityId ?? '', kroner(500), morningOf('2026-02-11'));
  await town.news('2026-02-16');
  await town.news('2026-02-16');
  await town.deliver('2026-02-16');
  await town.news('2026-02-20');
  expect(await town.actions(claim)).toMatchObject([{}, { code: 'NEDSKRIV', reason: 'INDB', state: 'done' }]);
  expect((await town.recovery(claim))?.reported).toBe(kroner(5_500));
  await town.nothingIsWrong();
});

test('a set-off that is taken back is owed again, also in part', async () => {
  const claim = await town.registered();
  const id = await town.idThere(claim);
  town.simulated.cover(id, kroner(1_500), morningOf('2026-01-20'));
  await town.news('2026-01-23');
  town.simulated.takeBack(id, kroner(600), morningOf('2026-01-26'));
  await town.news('2026-01-29');
  expect(await town.owed(claim)).toBe(kroner(5_100));
  await town.tellAndHear('2026-01-30');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING done']);
  await town.nothingIsWrong();
});

test('a person ends a registration, and one that has not left is not told of', async () => {
  const claim = await town.raised();
  await town.register(claim, '2026-01-05');
  const asked = { claim, because: 'en fejl' };
  const ended = await town.do((tx) => deregisterByPerson(tx, asked, { by, at: morningOf('2026-01-05') }));
  expect(ended).toEqual({ ok: true, value: 'cancelled' });
  await town.tellAndHear('2026-01-06');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING cancelled']);
  expect(await town.do((tx) => deregisterByPerson(tx, asked, { by, at: morningOf('2026-01-07') }))).toEqual({
    ok: false,
    refusal: { tag: 'not-registered' },
  });
});

test('what comes to stop a claim after it was asked for is not told of', async () => {
  const claim = await town.raised();
  await town.register(claim, '2026-01-05');
  await town.paid(claim, 6_000, '2026-01-05');
  await town.deliver('2026-01-06');
  expect(await town.told(claim)).toEqual(['OPRETFORDRING cancelled']);
  expect(await town.standing(claim)).toMatchObject({ state: 'cancelled', endedWhy: 'nothing-left' });
});

test('a claim that is not overdue, and day care whose rules have no set-off, are refused with why', async () => {
  expect(await town.register(await town.raised(), '2025-12-05')).toMatchObject({
    refusal: { why: ['not-overdue'] },
  });
  expect(await town.register(await town.raise(), '2026-01-05')).toMatchObject({
    refusal: { why: ['art-not-allowed', 'not-in-agreement'] },
  });
});

test('nothing is registered by itself unless the municipality has chosen it', async () => {
  const claim = await town.raised();
  await town.registrations('2026-03-01');
  expect(await town.standing(claim)).toBeUndefined();
});

test('where the municipality has chosen so, what is overdue long enough is registered by itself, and not again when a person ended it', async () => {
  const registration = { automatic: true, daysOverdue: 30, endedWith: 'HENS' } as const;
  await using town = await aRegisteringTown({ registration });
  const claim = await town.raised();
  await town.registrations('2026-01-09');
  expect(await town.standing(claim)).toBeUndefined();
  const tried = await town.registrations('2026-01-10', { dryRun: true });
  expect(tried.changes['registered-for-set-off']).toEqual({ count: 1, debtors: [town.anna] });
  expect(await town.standing(claim)).toBeUndefined();
  await town.tellAndHear('2026-01-10');
  expect((await town.standing(claim))?.state).toBe('registered');
  expect(await town.do((tx) => listedRegistrations(tx, 10))).toMatchObject([
    { claim, state: 'registered', left: kroner(6_000) },
  ]);
  const asked = { claim, because: 'aftale på vej' };
  await town.do((tx) => deregisterByPerson(tx, asked, { by, at: morningOf('2026-01-15') }));
  await town.tellAndHear('2026-01-15');
  await town.tellAndHear('2026-01-20');
  expect(await town.standing(claim)).toMatchObject({ entry: 1, state: 'ended' });
  expect(setOffEndWords((await town.standing(claim))?.endedWhy ?? '')).toBe('aftale på vej');
  const story = await town.do((tx) => debtorStory(tx, town.anna, date('2026-01-21')));
  const said = story.ok ? storyLines(story.value).join('\n') : '';
  expect(said).toContain('registreret til modregning hos Gældsstyrelsen');
  expect(said).toContain('ikke længere registreret til modregning (aftale på vej)');
});
