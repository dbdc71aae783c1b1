import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import type { ArrangementNumber } from '../../src/arrangements/types.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { holdsOn, liftRequestsOver } from '../../src/claims/holds.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { takeRecoveryWork } from '../../src/collection/changes.ts';
import { noteHearingAnswer } from '../../src/collection/hearing.ts';
import { recoveryList, takeTypedAnswers } from '../../src/collection/list-channel.ts';
import { liftByHand, placeByHand } from '../../src/dunning/holds-by-hand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import { aRecoveryTown, jobOf, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** What is on its way to Gældsstyrelsen when something comes up that stops it. */

const by = 'Inge';
let town: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown();
});
afterAll(() => town[Symbol.asyncDispose]());

/** In the queue on 2 February, and not told yet. */
async function queued(raised: Parameters<RecoveryTown['raise']>[0] = {}, at = town): Promise<ClaimNumber> {
  const claim = await at.raise({ debtors: [at.bo], ...raised });
  await at.clear(claim);
  await at.transfer('2026-02-02');
  expect((await at.recovery(claim))?.state).toBe('in-transfer');
  return claim;
}

async function sent(raised: Parameters<RecoveryTown['raise']>[0] = {}): Promise<ClaimNumber> {
  const claim = await queued(raised);
  await town.deliver('2026-02-02');
  return claim;
}

/** More than Gældsstyrelsen takes for day care without asking (R_4_2). */
async function inHearing(): Promise<ClaimNumber> {
  const claim = await town.raise({
    debtors: [town.bo],
    principal: kroner(12_000),
    outstanding: kroner(12_000),
    origin: date('2025-11-01'),
    period: { from: date('2025-11-01'), to: date('2025-11-30') },
    description: 'Pasning november',
  });
  await town.clear(claim);
  await town.reason(claim, { rule: 'R_4_2', because: 'Beløbet er rigtigt', on: '2026-02-02' });
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-05');
  expect((await town.recovery(claim))?.state).toBe('in-hearing');
  return claim;
}

async function objects(claim: ClaimNumber, on: string, at = town): Promise<void> {
  const noted = await at.do((tx) =>
    noteObjection(tx, {
      debtor: at.bo,
      claims: [claim],
      against: 'existence',
      words: 'Barnet gik der ikke',
      by,
      at: morningOf(on),
    }),
  );
  expect(noted.ok).toBe(true);
}

/** Somebody confirms it in the creditors' portal. */
async function approved(claim: ClaimNumber, on: string): Promise<void> {
  const answer = { reference: `${claim}-1`, answer: 'approve', because: 'Beløbet er rigtigt' } as const;
  await town.authority.answerHearing?.(answer, morningOf(on));
}

/** Noted here. */
function answers(
  claim: ClaimNumber,
  answer: { readonly answer: 'approve' | 'regret'; readonly stillAsked?: boolean },
  on: string,
) {
  const noted = { claim, because: 'Set efter', ...answer };
  return town.do((tx) => noteHearingAnswer(tx, noted, { by, at: morningOf(on) }));
}

async function daysPass(): Promise<void> {
  for (const on of ['2026-02-11', '2026-02-12', '2026-02-17']) {
    await town.news(on);
    await town.deliver(on);
  }
}

async function rests(claim: ClaimNumber, on: string, at = town): Promise<void> {
  const hold = {
    claim,
    reason: 'manual',
    debtor: null,
    reviewOn: date('2026-03-02'),
    because: 'Ses på',
  } as const;
  expect((await at.do((tx) => placeByHand(tx, { ...hold, by, at: morningOf(on) }))).ok).toBe(true);
}

async function goesOn(claim: ClaimNumber, on: string): Promise<void> {
  const lift = { claim, reason: 'manual', debtor: null, because: 'Set på', by, at: morningOf(on) } as const;
  expect((await town.do((tx) => liftByHand(tx, lift))).ok).toBe(true);
}

async function dies(at: RecoveryTown, on: string): Promise<void> {
  const errand = {
    kind: 'death',
    debtor: at.bo,
    beganOn: date(on),
    on: date(on),
    by,
    at: morningOf(on),
  } as const;
  expect((await at.do((tx) => openErrand(tx, errand))).ok).toBe(true);
}

async function codes(claim: ClaimNumber, at = town): Promise<string[]> {
  return (await at.actions(claim)).map(({ code, state }) => `${code} ${state}`);
}

async function holds(claim: ClaimNumber, at = town): Promise<string[]> {
  return ((await at.do((tx) => holdsOn(tx, [claim]))).get(claim) ?? [])
    .map(({ reason }) => reason)
    .toSorted();
}

async function isCleared(claim: ClaimNumber): Promise<boolean> {
  return (await town.do((tx) => clearancesOf(tx, [claim]))).has(claim);
}

async function items(claim: ClaimNumber, at = town): Promise<string[]> {
  const all = await at.do((tx) => openItems(tx, { debtor: null, kind: null }));
  const about = new RegExp(`^claim ${claim}( |$)`);
  return all.filter((item) => about.test(item.about ?? '')).map((item) => `${item.kind} ${item.about}`);
}

describe('a claim in the queue', () => {
  test('that is objected to is not handed over, not even the same day, and is ours again', async () => {
    const claim = await queued();
    await objects(claim, '2026-02-02');
    await town.deliver('2026-02-02');
    expect(await codes(claim)).toEqual(['OPRETFORDRING cancelled']);
    expect((await town.recovery(claim))?.state).toBe('cancelled');
    expect(await holds(claim)).toEqual(['objection']);
    expect(await isCleared(claim)).toBe(false);
    await town.news('2026-02-03');
    await town.transfer('2026-02-03');
    await town.deliver('2026-02-03');
    expect(await codes(claim)).toEqual(['OPRETFORDRING cancelled']);
  });

  test('is taken out of the queue with the day’s news, also where nothing is handed over', async () => {
    const claim = await queued();
    await objects(claim, '2026-02-02');
    await town.news('2026-02-03');
    expect(await codes(claim)).toEqual(['OPRETFORDRING cancelled']);
    expect(await holds(claim)).toEqual(['objection']);
  });

  test('that a person lets rest stays cleared, and goes when it no longer rests', async () => {
    const claim = await queued();
    await rests(claim, '2026-02-02');
    await town.deliver('2026-02-02');
    expect(await holds(claim)).toEqual(['manual']);
    expect(await isCleared(claim)).toBe(true);
    await town.transfer('2026-02-03');
    expect(await codes(claim)).toEqual(['OPRETFORDRING cancelled']);
    await goesOn(claim, '2026-02-04');
    await town.transfer('2026-02-04');
    await town.deliver('2026-02-04');
    await town.news('2026-02-08');
    expect((await town.recovery(claim))?.state).toBe('received');
  });

  test('goes without the fee or interest that rests', async () => {
    const claim = await town.raise({ debtors: [town.bo] });
    await town.interest('2026-01-15');
    await town.clear(claim);
    await town.transfer('2026-02-02');
    const [first, second] = (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
    await rests(first!.claim, '2026-02-02'); // two months were posted
    await town.deliver('2026-02-02');
    expect(await codes(first!.claim)).toEqual(['OPRETFORDRING cancelled']);
    expect(await codes(second!.claim)).toEqual(['OPRETFORDRING sent']);
    expect(await codes(claim)).toEqual(['OPRETFORDRING sent']);
    await town.news('2026-02-06');
    await town.transfer('2026-02-07');
    expect(await codes(first!.claim)).toEqual(['OPRETFORDRING cancelled']);
    await goesOn(first!.claim, '2026-02-08');
    await town.transfer('2026-02-08');
    expect(await codes(first!.claim)).toEqual(['OPRETFORDRING cancelled', 'OPRETFORDRING queued']);
  });
});

describe('a claim that has been handed over', () => {
  test('and is objected to before it is answered is called back (KLAG) when Gældsstyrelsen has it', async () => {
    const claim = await sent();
    await objects(claim, '2026-02-02');
    await town.news('2026-02-06');
    await town.news('2026-02-07');
    expect(await codes(claim)).toEqual(['OPRETFORDRING done', 'TILBAGEKALD queued']);
    await town.deliver('2026-02-07');
    await town.news('2026-02-11');
    expect(await town.recovery(claim)).toMatchObject({ state: 'recalled', endedWhy: 'KLAG' });
    expect(await holds(claim)).toEqual(['objection']);
  });

  test('and that a person lets rest stays where it came, and a person is told', async () => {
    const claim = await sent();
    await rests(claim, '2026-02-02');
    await town.news('2026-02-06');
    await town.news('2026-02-07');
    expect(await codes(claim)).toEqual(['OPRETFORDRING done']);
    expect(await items(claim)).toEqual([`recovery-stopped claim ${claim} received`]);
  });

  test('and was received before is no matter of a person’s hold', async () => {
    const claim = await sent();
    await town.news('2026-02-06');
    await rests(claim, '2026-02-09');
    await town.news('2026-02-09');
    expect(await items(claim)).toEqual([]);
    expect((await town.recovery(claim))?.state).toBe('received');
  });
});

describe('a claim that has ended', () => {
  test.each([
    ['2026-02-10', 'the day it ended', '2026-02-10'],
    ['2026-01-10', 'the day it came there, where it ended before', '2026-02-02'],
  ])('on %s is called back (BORT) from %s', async (on, _from, effectiveOn) => {
    const claim = await sent();
    await town.news('2026-02-06');
    const ended = { claim, reason: 'BORT', about: `time-barred ${on}`, on: date(on) } as const;
    await town.do((tx) => wantRecalls(tx, [ended], morningOf('2026-02-20')));
    await town.news('2026-02-20');
    expect((await town.actions(claim)).at(-1)).toMatchObject({ reason: 'BORT', effectiveOn });
  });
});

describe('a claim in hearing', () => {
  test('that is objected to is regretted: it is ours again, and a person says so to Gældsstyrelsen', async () => {
    const claim = await inHearing();
    await objects(claim, '2026-02-06');
    await town.news('2026-02-06');
    expect(await codes(claim)).toEqual(['OPRETFORDRING cancelled']);
    expect(await holds(claim)).toEqual(['objection']);
    expect(await items(claim)).toContain(`recovery-stopped claim ${claim} regretted ${claim}-1`);
    // What is told there is by the reference that it has.
    const noted = await town.do((tx) =>
      noteHearingAnswer(
        tx,
        { claim, answer: 'regret', because: 'Indsigelse' },
        { by, at: morningOf('2026-02-06') },
      ),
    );
    expect(noted).toEqual({ ok: true, value: `${claim}-1` });
    expect((await town.recovery(claim))?.state).toBe('cancelled');
  });

  test('that we have confirmed waits for the answer when it is objected to, and is called back (KLAG) when it is there', async () => {
    const claim = await inHearing();
    await approved(claim, '2026-02-06');
    await answers(claim, { answer: 'approve' }, '2026-02-06');
    await objects(claim, '2026-02-06');
    await town.do((tx) => takeRecoveryWork(tx, { by, at: morningOf('2026-02-06') }));
    expect(await codes(claim)).toEqual(['OPRETFORDRING hearing']);
    await daysPass();
    expect(await codes(claim)).toEqual(['OPRETFORDRING done', 'TILBAGEKALD done']);
    expect((await town.recovery(claim))?.state).toBe('recalled');
  });

  test('that we have confirmed is not regretted any more, unless a person sees that Gældsstyrelsen still asks', async () => {
    const claim = await inHearing();
    await answers(claim, { answer: 'approve' }, '2026-02-06');
    expect(await answers(claim, { answer: 'regret' }, '2026-02-07')).toEqual({
      ok: false,
      refusal: { tag: 'confirmed', on: '2026-02-06' },
    });
    expect(await answers(claim, { answer: 'regret', stillAsked: true }, '2026-02-07')).toMatchObject({
      ok: true,
    });
    expect((await town.recovery(claim))?.state).toBe('cancelled');
  });

  test('that was regretted here and confirmed there by somebody is there all the same, is called back, and a person is told', async () => {
    const claim = await inHearing();
    await approved(claim, '2026-02-06');
    await objects(claim, '2026-02-06');
    await town.do((tx) => takeRecoveryWork(tx, { by, at: morningOf('2026-02-06') }));
    expect(await codes(claim)).toEqual(['OPRETFORDRING cancelled']);
    await town.news('2026-02-11');
    expect(await holds(claim)).toEqual(['objection', 'recovery']);
    expect(await items(claim)).toContain(`recovery-contradicts claim ${claim} UDFØRT`);
    await daysPass();
    expect((await town.actions(claim)).at(-1)).toMatchObject({ reason: 'KLAG', state: 'done' });
    expect((await town.recovery(claim))?.state).toBe('recalled');
    expect((await town.mirror()).differences).toEqual([]);
    expect(await town.faults()).toEqual([]);
  });

  test('that a person lets rest stays in hearing, and a person is told how long its time runs', async () => {
    const claim = await inHearing();
    await rests(claim, '2026-02-06');
    await town.news('2026-02-06');
    expect(await codes(claim)).toEqual(['OPRETFORDRING hearing']);
    expect(await items(claim)).toContain(`recovery-stopped claim ${claim} in-hearing until 2028-12-11`);
  });
});

describe('instalments are not agreed about a claim', () => {
  const first = date('2026-03-02');
  const wish = { kind: 'plan', monthly: kroner(1_000), first, dueDay: 2 } as const;

  async function asks(claim: ClaimNumber, recall = false) {
    const configured = await town.do((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town is configured');
    const asked = { debtor: town.bo, claims: [claim], wish, recall, how: 'letter', configured } as const;
    const acting = { acknowledgedOn: date('2026-01-20'), by, at: morningOf('2026-02-02') };
    return town.do((tx) => askArrangement(tx, { ...asked, ...acting }));
  }

  async function decides(arrangement: ArrangementNumber) {
    const configured = await town.do((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town is configured');
    return town.do((tx) =>
      decideArrangement(tx, { arrangement, configured, by, at: morningOf('2026-02-02') }),
    );
  }

  test('on its way to Gældsstyrelsen; asked for before, it is refused when it is decided', async () => {
    const claim = await town.raise({ debtors: [town.bo] });
    const before = await asks(claim);
    if (!before.ok) throw new Error(before.refusal.tag);
    await town.clear(claim);
    await town.transfer('2026-02-02');
    expect(await codes(claim)).toEqual([]);
    // The request has waited so long that the claim rests for it no longer.
    await town.do((tx) => liftRequestsOver(tx, date('2026-02-20'), morningOf('2026-02-02')));
    await town.transfer('2026-02-02');
    const refusal = { tag: 'on-its-way-to-recovery' };
    expect(await decides(before.value.number)).toEqual({ ok: false, refusal });
    expect(await asks(claim)).toEqual({ ok: false, refusal });
  });

  test('that the debtor wants called back on its way: it is ours again, and can be asked for anew', async () => {
    const claim = await queued();
    await asks(claim, true);
    await town.news('2026-02-02');
    expect(await codes(claim)).toEqual(['OPRETFORDRING cancelled']);
    expect((await asks(claim)).ok).toBe(true);
  });

  test('in hearing', async () => {
    const claim = await inHearing();
    expect(await asks(claim)).toEqual({ ok: false, refusal: { tag: 'on-its-way-to-recovery' } });
  });
});

describe('on the list for the creditors’ portal', () => {
  let listing: RecoveryTown;
  beforeAll(async () => {
    listing = await aRecoveryTown({ recovery: { channel: 'list', creditor: null } });
  });
  afterAll(() => listing[Symbol.asyncDispose]());

  const listed = async (on: string) =>
    (await recoveryList(jobOf(listing.db, listing.authority, on))).map(([reference]) => reference);

  test('no row is written for what a hold stops, nor again for what stood there before', async () => {
    const [resting, listedBefore, free] = [
      await queued({}, listing),
      await queued({}, listing),
      await queued({}, listing),
    ];
    await rests(resting, '2026-02-02', listing);
    expect(await listed('2026-02-02')).toEqual([`${listedBefore}-1`, `${free}-1`]);
    await objects(listedBefore, '2026-02-03', listing);
    expect(await listed('2026-02-03')).toEqual([`${free}-1`]);
    await listing.news('2026-02-03');
    expect(await items(listedBefore, listing)).toEqual([
      `recovery-stopped claim ${listedBefore} perhaps-typed ${listedBefore}-1`,
    ]);
    // It was not typed: that is an answer too.
    const answers = `reference;answer;fordringsid;errors\n${listedBefore}-1;AFVIST;;IKKE-TASTET\n`;
    await takeTypedAnswers(jobOf(listing.db, listing.authority, '2026-02-04'), answers);
    await listing.news('2026-02-04');
    expect((await listing.recovery(listedBefore))?.state).toBe('rejected');
    expect(await holds(listedBefore, listing)).toEqual(['objection']);
  });

  test('nor is one written for the dead', async () => {
    const claim = await queued({}, listing);
    await dies(listing, '2026-02-05');
    expect(await listed('2026-02-05')).not.toContain(`${claim}-1`);
    expect(await codes(claim, listing)).toEqual(['OPRETFORDRING cancelled']);
    expect(await holds(claim, listing)).toEqual(['death']);
  });
});
