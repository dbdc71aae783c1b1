import { afterAll, expect, test } from 'vitest';
import { liabilityForms } from '../../src/claims/liabilities.ts';
import { limitationsOf } from '../../src/claims/limitation.ts';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { seeToErrands } from '../../src/endings/errand-job.ts';
import { approveLiable, proposeLiable, refuseLiable } from '../../src/endings/liable-parties.ts';
import { openProposals } from '../../src/endings/liable-rows.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { receive } from '../../src/payments/receive.ts';
import { payableBy } from '../../src/payments/payable.ts';
import { holdsIn } from './endings-town.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf, TOWN } from './town.ts';

const town = await aRecoveryTown();
afterAll(() => town[Symbol.asyncDispose]());

const acting = (by: string, on = '2026-02-02') => ({ by, on: date(on), at: morningOf(on) });
const because = 'Du har skrevet under på aftalen om pasning sammen med den anden forælder.';

function propose(claim: ClaimNumber, debtor: DebtorNumber) {
  return town.do((tx) => proposeLiable(tx, { ...acting('Ane'), claim, debtor, because }));
}

async function proposed(claim: ClaimNumber, debtor: DebtorNumber): Promise<bigint> {
  const done = await propose(claim, debtor);
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.number;
}

const holdsOf = async (claim: ClaimNumber) =>
  (await holdsIn(town.db)).filter((hold) => hold.startsWith(`${claim} `));

test('two persons find that somebody else owes a bill too: it is owed together, told by letter, and asked for then', async () => {
  const claim = await town.raise();
  await town.interest('2026-01-15');
  await town.clear(claim);
  const number = await proposed(claim, town.bo);
  expect(await town.do((tx) => payableBy(tx, town.bo, date('2026-02-02')))).toEqual([]);
  const itself = await town.do((tx) => approveLiable(tx, { ...acting('ane'), number }));
  expect(itself).toMatchObject({ ok: false, refusal: { tag: 'same-person' } });
  const approved = await town.do((tx) => approveLiable(tx, { ...acting('Bo'), number }));
  expect(approved).toMatchObject({ ok: true, value: { outcome: 'approved' } });
  expect(await town.do(openProposals)).toEqual([]);
  const theirs = await town.do((tx) => payableBy(tx, town.bo, date('2026-02-02')));
  expect(theirs.length).toBeGreaterThan(1);
  const owes = theirs.find((each) => each.claim === claim)?.liable;
  expect(owes?.toSorted()).toEqual([town.anna, town.bo]);
  const forms = await town.do((tx) => liabilityForms(tx, [claim]));
  expect(forms.get(claim)).toBe('joint');
  const days = (await town.do((tx) => limitationsOf(tx, [claim]))).get(claim) ?? [];
  expect(new Set(days.map(({ until }) => until)).size).toBe(1);
  expect(days.map(({ debtor }) => debtor)).toEqual([town.anna, town.bo]);
  expect((await town.do((tx) => clearancesOf(tx, [claim]))).get(claim)).toBeUndefined();
  expect(await holdsOf(claim)).toEqual([`${claim} liability ${town.bo}`]);
  const [letter] = await town.do((tx) => noticesAbout(tx, town.bo));
  expect(letter).toMatchObject({ kind: 'liability', facts: { estate: 'none', why: because } });
  await town.do((tx) => noteNoticesArrived(tx, [{ notice: letter!.notice, on: date('2026-02-04') }])); // it was written
  const clock = () => morningOf('2026-02-05');
  await seeToErrands({ database: town.db, municipality: TOWN, on: date('2026-02-05'), by: 'prøve', clock });
  expect(await holdsOf(claim)).toEqual([]);
  expect(await town.faults()).toEqual([]);
});

test('who becomes liable owes interest that was paid, too, when the payment is taken back', async () => {
  const claim = await town.raise();
  await town.interest('2026-01-15');
  const paid = await town.do((tx) =>
    receive(tx, {
      channel: 'bank',
      reference: 'B-77',
      amount: kroner(5_100),
      receivedOn: date('2026-01-20'),
      told: { by: 'debtor', debtor: town.anna, wish: [claim] },
      by: 'prøve',
      at: morningOf('2026-01-20'),
    }),
  );
  if (!paid.ok) throw new Error(paid.refusal.tag);
  const number = await proposed(claim, town.bo);
  expect(await town.do((tx) => approveLiable(tx, { ...acting('Bo'), number }))).toMatchObject({ ok: true });
  const letter = (await town.do((tx) => noticesAbout(tx, town.bo))).find(({ claims }) =>
    claims.some((told) => told.claim === claim),
  );
  expect(letter?.claims.map((told) => told.claim)).toEqual([claim]);
  const back = { payment: paid.value.payment, kind: 'charged-back', reference: 'R-77' } as const;
  const on = date('2026-02-03');
  await town.do((tx) =>
    reversePayment(tx, { ...back, on, because: 'banken', by: 'prøve', at: morningOf('2026-02-03') }),
  );
  const family = (await town.do((tx) => payableBy(tx, town.bo, on))).filter(({ main }) => main === claim);
  expect(family.length).toBeGreaterThan(1);
  for (const { liable } of family) expect(liable.toSorted()).toEqual([town.anna, town.bo]);
  await town.do((tx) => noteNoticesArrived(tx, [{ notice: letter!.notice, on: date('2026-02-04') }])); // it was written
  const clock = () => morningOf('2026-02-05');
  await seeToErrands({ database: town.db, municipality: TOWN, on: date('2026-02-05'), by: 'prøve', clock });
  for (const each of family) expect(await holdsOf(each.claim)).toEqual([]);
  expect(await town.faults()).toEqual([]);
});

test('a proposal is refused by name where nobody can become liable', async () => {
  const claim = await town.raise();
  expect(await propose(claim, town.anna)).toMatchObject({ refusal: { tag: 'liable-already' } });
  expect(await propose(claim, 999_999 as DebtorNumber)).toMatchObject({ refusal: { tag: 'unknown-debtor' } }); // nobody's
  const number = await proposed(claim, town.bo);
  expect(await propose(claim, town.bo)).toMatchObject({ refusal: { tag: 'proposed-already', number } });
  const refusing = { ...acting('Bo'), number, because: 'Aftalen er kun underskrevet af den ene.' };
  expect(await town.do((tx) => refuseLiable(tx, refusing))).toMatchObject({ value: { outcome: 'refused' } });
  expect(await town.do((tx) => approveLiable(tx, { ...acting('Bo'), number }))).toMatchObject({
    refusal: { tag: 'closed-already' },
  });
  const split = await town.raise({ splitOf: 'R-1' });
  expect(await propose(split, town.bo)).toMatchObject({ refusal: { tag: 'split-debt' } });
});

test('a bill at Gældsstyrelsen is called back before somebody else is made liable for it', async () => {
  const claim = await town.raise();
  const number = await proposed(claim, town.bo);
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  expect(await town.do((tx) => approveLiable(tx, { ...acting('Bo', '2026-02-07'), number }))).toMatchObject({
    refusal: { tag: 'at-recovery' },
  });
});
