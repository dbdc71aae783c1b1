import { describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { liabilitiesFor } from '../../src/claims/liabilities.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { recoveryFamily } from '../../src/collection/store.ts';
import { chargesOfMains } from '../../src/charges/store.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { seeToErrands, type ErrandsSeen } from '../../src/endings/errand-job.ts';
import { openErrand } from '../../src/endings/errands.ts';
import type { ErrandOutcome } from '../../src/endings/errand-types.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../../src/kernel/ids.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { payableBy } from '../../src/payments/payable.ts';
import { cprOf } from '../vocabulary.ts';
import { aChargesTown } from './charges-town.ts';
import { holdsIn } from './endings-town.ts';
import { paidIn } from './paying.ts';
import { somebody } from './ordinary-claims.ts';
import { allRights, aRecoveryTown, CREDITOR, type RecoveryTown } from './recovery-town.ts';
import { morningOf, TOWN } from './town.ts';

test('a spouse who takes over what the dead owed with another owes it together with that other', async () => {
  await using town = await aChargesTown();
  const spouse = await town.do((tx) => somebody(tx, cprOf(3)));
  const claim = await town.raise({ debtors: [town.anna, town.bo] });
  const acting = { by: 'Ane', on: date('2026-03-02'), at: morningOf('2026-03-02') };
  const beganOn = date('2026-03-01');
  const opened = await town.do((tx) =>
    openErrand(tx, { ...acting, kind: 'death', debtor: town.anna, beganOn }),
  );
  if (!opened.ok) throw new Error(opened.refusal.tag);
  const { number } = opened.value;
  const closing = { ...acting, number, outcome: 'undivided-estate', kept: null } as const;
  await town.do((tx) => closeErrand(tx, { ...closing, successors: [spouse] }));
  const [theirs] = await town.do((tx) => payableBy(tx, spouse, acting.on));
  expect(theirs).toMatchObject({ claim, liable: [spouse, town.bo] });
  expect(await town.faults()).toEqual([]);
});

test('a spouse takes over the interest that the dead had paid, too: it can be owed again', async () => {
  await using town = await aChargesTown();
  const claim = await town.raise({ debtors: [town.anna] });
  await town.interest('2025-12-16');
  await paidIn(town, { amount: 5_100, on: '2026-01-10' });
  const interest = (await town.do((tx) => chargesOfMains(tx, [claim]))).get(claim)?.[0]?.claim ?? claim;
  expect(interest).not.toBe(claim);
  const acting = { by: 'Ane', on: date('2026-03-02'), at: morningOf('2026-03-02') };
  const opened = await town.do((tx) =>
    openErrand(tx, { ...acting, kind: 'death', debtor: town.anna, beganOn: date('2026-03-01') }),
  );
  if (!opened.ok) throw new Error(opened.refusal.tag);
  const closing = {
    ...acting,
    number: opened.value.number,
    outcome: 'undivided-estate',
    kept: null,
  } as const;
  await town.do((tx) => closeErrand(tx, { ...closing, successors: [town.bo] }));
  for (const each of [claim, interest])
    expect(
      (await town.do((tx) => liabilitiesFor(tx, [each]))).map(({ debtor, ended }) => [debtor, ended]),
    ).toEqual([
      [town.anna, 'discharged'],
      [town.bo, null],
    ]);
  expect(await town.faults()).toEqual([]);
});

describe('as liable instead of the dead', () => {
  test('nobody is taken who cannot owe it, and nothing is settled', async () => {
    await using town = await aChargesTown();
    const [cleo, dan] = await town.do(async (tx) => [
      await somebody(tx, cprOf(3)),
      await somebody(tx, cprOf(4)),
    ]);
    const claim = await town.raise({ debtors: [town.anna, dan] });
    const acting = { by: 'Ane', on: date('2026-03-02'), at: morningOf('2026-03-02') };
    const number = await town.do(async (tx) => {
      const released = { claim, debtor: dan, kind: 'released', reason: 'prøve', ...acting } as const;
      await endLiabilities(tx, [released]);
      await openErrand(tx, { ...acting, kind: 'death', debtor: cleo, beganOn: date('2026-03-01') });
      const death = { ...acting, kind: 'death', debtor: town.anna, beganOn: date('2026-03-01') } as const;
      const opened = await openErrand(tx, death);
      if (!opened.ok) throw new Error(opened.refusal.tag);
      return opened.value.number;
    });
    const close = async (outcome: ErrandOutcome, ...successors: DebtorNumber[]) => {
      const closed = await town.do((tx) =>
        closeErrand(tx, { ...acting, number, outcome, kept: null, successors }),
      );
      return closed.ok ? 'closed' : closed.refusal;
    };
    expect(await close('undivided-estate')).toEqual({ tag: 'successors-missing' });
    expect(await close('undivided-estate', town.bo, town.anna)).toEqual({ tag: 'successor-is-the-dead' });
    const nobody = debtorNumber(999_999);
    expect(await close('undivided-estate', nobody)).toEqual({ tag: 'successor-unknown', debtor: nobody });
    expect(await close('private-division', town.bo, cleo)).toEqual({ tag: 'successor-dead', debtor: cleo });
    expect(await close('undivided-estate', dan)).toEqual({ tag: 'successor-freed', debtor: dan, claim });
    expect(await close('part-paid', town.bo)).toEqual({ tag: 'successors-not-asked' });
    const owes = async () =>
      (await town.do((tx) => liabilitiesFor(tx, [claim]))).map(({ debtor, ended }) => [debtor, ended]);
    expect(await owes()).toEqual([
      [town.anna, null],
      [dan, 'released'],
    ]);
    // The same one named twice is one.
    expect(await close('undivided-estate', town.bo, town.bo)).toBe('closed');
    expect(await owes()).toEqual([
      [town.anna, 'discharged'],
      [town.bo, null],
      [dan, 'released'],
    ]);
    expect(await town.faults()).toEqual([]);
  });

  test('one who owes it already beside the dead goes on owing it', async () => {
    await using town = await aChargesTown();
    const claim = await town.raise({ debtors: [town.anna, town.bo] });
    const acting = { by: 'Ane', on: date('2026-03-02'), at: morningOf('2026-03-02') };
    await town.do(async (tx) => {
      const death = { ...acting, kind: 'death', debtor: town.anna, beganOn: date('2026-03-01') } as const;
      const opened = await openErrand(tx, death);
      if (!opened.ok) throw new Error(opened.refusal.tag);
      const closing = { number: opened.value.number, outcome: 'undivided-estate', kept: null } as const;
      await closeErrand(tx, { ...acting, ...closing, successors: [town.bo] });
    });
    expect(
      (await town.do((tx) => liabilitiesFor(tx, [claim]))).map(({ debtor, ended }) => [debtor, ended]),
    ).toEqual([
      [town.anna, 'discharged'],
      [town.bo, null],
    ]);
    expect(await town.do((tx) => noticesAbout(tx, town.bo))).toEqual([]);
  });
});

/** A bill of Anna's with its interest is at Gældsstyrelsen, when she dies and Bo, her spouse, keeps the estate undivided. */
async function deadWithClaimThere(town: RecoveryTown): Promise<ClaimNumber> {
  const claim = await town.raise();
  await town.interest('2026-01-15');
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  expect((await town.recovery(claim))?.state).toBe('received');
  await town.do(async (tx) => {
    const acting = { by: 'Ane', on: date('2026-03-02'), at: morningOf('2026-03-02') };
    const beganOn = date('2026-03-01');
    const opened = await openErrand(tx, { ...acting, kind: 'death', debtor: town.anna, beganOn });
    if (!opened.ok) throw new Error(opened.refusal.tag);
    const closing = {
      ...acting,
      number: opened.value.number,
      outcome: 'undivided-estate',
      kept: null,
    } as const;
    const closed = await closeErrand(tx, { ...closing, successors: [town.bo] });
    if (!closed.ok) throw new Error(closed.refusal.tag);
  });
  return claim;
}

function seeTo(town: RecoveryTown, on: string): Promise<ErrandsSeen> {
  const clock = () => morningOf(on);
  return seeToErrands({ database: town.db, municipality: TOWN, on: date(on), by: 'prøve', clock });
}

const liableFor = async (town: RecoveryTown, claim: ClaimNumber) =>
  (await town.do((tx) => liabilitiesFor(tx, [claim]))).map(({ debtor, ended }) => [debtor, ended]);
const itemKinds = async (town: RecoveryTown) =>
  (await town.do((tx) => openItems(tx, { debtor: null, kind: null }))).map(({ kind }) => kind);

describe('what the dead owe at Gældsstyrelsen', () => {
  test('is called back (HAFT), and the spouse takes it over with its interest when it has come back', async () => {
    await using town = await aRecoveryTown();
    const claim = await deadWithClaimThere(town);
    await town.news('2026-03-02');
    await town.deliver('2026-03-02');
    expect(await seeTo(town, '2026-03-02')).toMatchObject({ takenOver: 0 });
    expect(await liableFor(town, claim)).toEqual([[town.anna, null]]);
    await town.news('2026-03-08');
    const family = await town.do((tx) => recoveryFamily(tx, claim));
    expect(family.length).toBeGreaterThan(1);
    expect(new Set(family.map(({ state, endedWhy }) => `${state} ${endedWhy}`))).toEqual(
      new Set(['recalled HAFT']),
    );
    // With what Gældsstyrelsen had charged on it (REINDGI).
    expect(await seeTo(town, '2026-03-08')).toMatchObject({ takenOver: family.length + 1, told: 0 });
    expect(await liableFor(town, claim)).toEqual([
      [town.anna, 'discharged'],
      [town.bo, null],
    ]);
    expect((await holdsIn(town.db)).filter((hold) => hold.startsWith(`${claim} `))).toEqual([
      `${claim} liability ${town.bo}`,
    ]);
    const [letter, ...others] = await town.do((tx) => noticesAbout(tx, town.bo));
    expect(letter?.kind).toBe('liability');
    const named = letter?.claims.map((told) => told.claim) ?? [];
    expect(named.slice(0, family.length)).toEqual(family.map((each) => each.claim));
    expect(named).toHaveLength(family.length + 1);
    expect(others).toEqual([]);
    await town.do((tx) => noteNoticesArrived(tx, [{ notice: letter!.notice, on: date('2026-03-09') }])); // it was written
    expect(await seeTo(town, '2026-03-10')).toMatchObject({ takenOver: 0, told: 1 });
    expect((await holdsIn(town.db)).filter((hold) => hold.startsWith(`${claim} `))).toEqual([]);
    expect(await town.faults()).toEqual([]);
    expect((await town.mirror()).difference).toBe(0n);
  });

  test('and is not given back by it is a person’s matter, and is taken over when it comes back after all', async () => {
    const rights = allRights.filter((right) => right !== 'TILBAGEKALD');
    await using town = await aRecoveryTown({
      simulator: { agreement: { creditor: CREDITOR, types: null, rights } },
    });
    const claim = await deadWithClaimThere(town);
    await town.news('2026-03-02');
    await town.deliver('2026-03-02');
    await town.news('2026-03-08');
    expect(await itemKinds(town)).toContain('recovery-rejected');
    expect(await seeTo(town, '2026-03-08')).toMatchObject({ takenOver: 0 });
    expect(await liableFor(town, claim)).toEqual([[town.anna, null]]);
    const id = (await town.recovery(claim))?.authorityId ?? '';
    town.simulated.sendBack(id, { kind: 'TILBAGESEND', reason: 'ANDN' }, morningOf('2026-04-01'));
    await town.news('2026-04-06');
    expect((await seeTo(town, '2026-04-06')).takenOver).toBeGreaterThan(1);
    expect(await liableFor(town, claim)).toEqual([
      [town.anna, 'discharged'],
      [town.bo, null],
    ]);
    expect(await town.faults()).toEqual([]);
  });
});
