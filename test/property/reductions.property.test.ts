import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, date } from '../../src/kernel/dates.ts';
import { instalmentId, type DebtorNumber } from '../../src/kernel/ids.ts';
import { minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { overpaidBy } from '../../src/ledger/overpaid.ts';
import { dischargeParts } from '../../src/ledger/discharge-part.ts';
import { postInstalments } from '../../src/ledger/instalments.ts';
import { endedOf } from '../../src/ledger/losses.ts';
import { reducible } from '../../src/ledger/reducible.ts';
import type { Reducible } from '../../src/ledger/reduction.ts';
import { keptOf } from '../../src/ledger/relieved-part.ts';
import { noteReliefs } from '../../src/ledger/reliefs.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { discharge, lose, recovered, setOff } from '../integration/covering.ts';
import {
  aLedger,
  anna,
  bo,
  claim,
  claimRow,
  NOW,
  TODAY,
  together,
  type LedgerTown,
} from '../integration/ledger-town.ts';
import { runs } from '../long/length.ts';

const RAISED = 600;
const ways = [
  'pay',
  'pay',
  'set-off',
  'set-off',
  'ask',
  'discharge',
  'lose',
  'lose-ended',
  'round',
  'recovered',
] as const;
const cover = fc.record({
  how: fc.constantFrom(...ways),
  debtor: fc.constantFrom(anna, bo),
  amount: fc.bigInt(1n, 180n).map(ore),
});
type Cover = typeof cover extends fc.Arbitrary<infer T> ? T : never;

let town: LedgerTown;
beforeAll(async () => {
  town = await aLedger(
    claimRow(1, 1, { ...together, principal: '6,00' }),
    claimRow(2, 2, { accountId: 'S-3', principal: '6,00' }),
  );
});
afterAll(() => town[Symbol.asyncDispose]());

/** Covers part of the claim, no more than is left of it there. */
async function happen(tx: MunicipalityTx, { how, debtor, amount }: Cover, number: number): Promise<void> {
  const its = (await accountsOfClaims(tx, [claim(1)])).get(claim(1));
  const notAsked = minOre(amount, its?.notAsked ?? zeroOre);
  const left = minOre(amount, sumOre([its?.notAsked ?? zeroOre, ...(its?.due.values() ?? [])]));
  const ended = minOre(amount, (await endedOf(tx, [claim(1)])).get(claim(1)) ?? zeroOre);
  const of = (part: Ore) => ({ claim: claim(1), amount: part, number });
  switch (how) {
    case 'pay':
      return left === zeroOre ? undefined : pay(tx, debtor, of(left));
    case 'ask':
      return ask(tx, debtor, of(notAsked));
    case 'set-off':
      return setOff(tx, of(notAsked), debtor);
    case 'discharge':
      return discharge(tx, of(notAsked), debtor);
    case 'lose':
      return lose(tx, of(left));
    case 'lose-ended':
      return lose(tx, of(ended), { takenFrom: 'ended' });
    case 'round':
      return lose(tx, of(left), { rounding: true });
    case 'recovered':
      return recovered(tx, of(notAsked));
  }
}

interface Of {
  readonly amount: Ore;
  readonly number: number;
}

async function pay(tx: MunicipalityTx, debtor: DebtorNumber, { amount, number }: Of): Promise<void> {
  const receipt = {
    debtor,
    amount,
    channel: 'bank',
    reference: `bilag ${number}`,
    receivedOn: TODAY,
  } as const;
  const paid = await registerPayment(tx, { ...receipt, by: 'prøve', at: NOW.add({ seconds: number }) });
  if (!paid.ok) throw new Error(paid.refusal.tag);
}

async function ask(tx: MunicipalityTx, debtor: DebtorNumber, { amount, number }: Of): Promise<void> {
  const dueOn = date(`2026-04-${String(number).padStart(2, '0')}`);
  const shares = amount === zeroOre ? [] : [{ claim: claim(1), amount }];
  const instalment = instalmentId(dueOn, debtor);
  await postInstalments(tx, [{ instalment, debtor, dueOn, bookedOn: TODAY, at: NOW, shares }]);
}

/** Lowers the claim to an amount, or as far as Gældsstyrelsen has not covered it. */
async function lower(tx: MunicipalityTx, to: Ore): Promise<void> {
  const about = { claim: claim(1), reason: 'prøve', decidedOn: TODAY, by: 'prøve', at: NOW };
  const done = await correctClaim(tx, { ...about, to });
  // What was withdrawn in the first step has ended.
  if (done.ok || done.refusal.tag === 'same-amount' || done.refusal.tag === 'ended') return;
  if (done.refusal.tag !== 'covered-at-recovery') throw new Error(done.refusal.tag);
  expect(done.refusal.least).toBeGreaterThan(to);
  const least = await correctClaim(tx, { ...about, to: done.refusal.least });
  if (!least.ok && least.refusal.tag !== 'same-amount') throw new Error(least.refusal.tag);
}

/** All that stands anywhere, to the øre. */
async function standsIn(tx: MunicipalityTx): Promise<unknown[]> {
  const { rows } = await sql<{ amount: bigint }>`
    select kind, number, debtor, sum(amount)::bigint as amount
    from (
      select debit_kind as kind, debit_number as number, debit_debtor as debtor, amount_ore as amount from transfer
      union all
      select credit_kind, credit_number, credit_debtor, -amount_ore from transfer) moved
    group by 1, 2, 3 having sum(amount) <> 0 order by 1, 2, 3`.execute(tx);
  expect(rows.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
  return rows;
}

/** What is known of where the claim is: as a reduction takes it, and what Gældsstyrelsen has covered. */
async function knownOf(tx: MunicipalityTx, standing: Reducible | undefined): Promise<bigint> {
  if (standing === undefined) throw new Error('the claim was raised');
  const { due, relieved, ...others } = standing;
  expect(relieved).toBeUndefined();
  const { rows } = await sql<{ covered: bigint }>`
    select coalesce(sum(amount_ore), 0)::bigint as covered from transfer where debit_kind = 'rim'`.execute(
    tx,
  );
  return sumOre([...Object.values<Ore>(others), ...due.values(), ore(rows[0]?.covered ?? 0n)]);
}

class Over extends Error {}

/** What stands after the claim was covered and lowered step by step; the next life begins with the claim as it was taken in. */
async function live(covers: readonly Cover[], steps: readonly Ore[]): Promise<unknown[]> {
  let stands: unknown[] = [];
  const lived = town.do(async (tx) => {
    for (const [index, each] of covers.entries()) await happen(tx, each, index + 1);
    const before = (await reducible(tx, [claim(1)])).get(claim(1));
    expect(await knownOf(tx, before)).toBe(BigInt(RAISED));
    for (const to of steps) await lower(tx, to);
    const after = (await reducible(tx, [claim(1)])).get(claim(1));
    if (before === undefined || after === undefined) throw new Error('the claim was raised');
    expect(after.money).toBeLessThanOrEqual(before.money);
    expect([...(await checkLedger(tx)), ...(await checkPayments(tx))]).toEqual([]);
    stands = await standsIn(tx);
    throw new Over();
  });
  await expect(lived).rejects.toThrow(Over);
  return stands;
}

test('whatever has covered a claim, it can be lowered, no øre is lost, and two steps come to the same as one', async () => {
  const amount = fc.oneof(fc.bigInt(1n, BigInt(RAISED) - 1n), fc.constant(0n)).map(ore);
  await fc.assert(
    fc.asyncProperty(
      fc.array(cover, { minLength: 2, maxLength: 9 }),
      amount,
      amount,
      async (covers, a, b) => {
        const [to, halfway] = a < b ? [a, b] : [b, a];
        const atOnce = await live(covers, [to]);
        expect(await live(covers, [halfway, to])).toEqual(atOnce);
      },
    ),
    runs(25),
  );
});

const ofClaim = claim(2);
const part = fc.record({
  /** Known in time, after the relief, or received since. */
  known: fc.constantFrom('before', 'late', 'since'),
  amount: fc.bigInt(1n, 140n).map(ore),
  chargedBack: fc.boolean(),
});
type Part = typeof part extends fc.Arbitrary<infer T> ? T : never;

interface Relieved {
  readonly kept: number;
  readonly parts: readonly Part[];
  readonly to: Ore;
}

const came = { before: -9, late: -8, since: 7 } as const;
const sum = (parts: readonly Part[]) => sumOre(parts.map(({ amount }) => amount));
const atLeastNothing = (amount: Ore) => (amount > zeroOre ? amount : zeroOre);

/** What debt relief for a part leaves of the claim, with all that is known of its past by now. */
async function relieved(tx: MunicipalityTx, { kept, parts, to }: Relieved): Promise<unknown> {
  let moment = 0;
  const at = (after = 0) => NOW.add({ hours: (moment += 1) + after * 24 });
  const receive = async ({ known, amount }: Part) => {
    const receivedOn = addDays(TODAY, came[known]);
    const receipt = {
      debtor: anna,
      amount,
      channel: 'bank',
      reference: `bilag ${moment}`,
      receivedOn,
    } as const;
    const paid = await registerPayment(tx, {
      ...receipt,
      wish: [ofClaim],
      by: 'prøve',
      at: at(Math.max(0, came[known])),
    });
    if (!paid.ok) throw new Error(paid.refusal.tag);
    return paid.value.payment;
  };
  const received = new Map<Part, Awaited<ReturnType<typeof receive>>>();
  const all = async (known: Part['known']) => {
    for (const each of parts.filter((one) => one.known === known)) received.set(each, await receive(each));
  };
  await all('before');
  const owed = balanceOf((await accountsOfClaims(tx, [ofClaim])).get(ofClaim));
  const relief = { claims: [ofClaim], kept, on: TODAY, at: at() };
  await sql`
    insert into errand (errand, kind, debtor_number, began_on, opened_on, opened_by)
    values (1, 'debt-relief', ${anna}, ${TODAY}::date, ${TODAY}::date, 'prøve')`.execute(tx);
  const amount = subtractOre(owed, keptOf(owed, kept));
  await dischargeParts(tx, [{ claim: ofClaim, debtor: anna, amount, on: TODAY }], relief.at);
  await noteReliefs(tx, 1n, relief);
  await all('late');
  const correction = { claim: ofClaim, to, reason: 'prøve', decidedOn: TODAY, by: 'prøve', at: at() };
  const corrected = await correctClaim(tx, correction);
  if (!corrected.ok && corrected.refusal.tag !== 'same-amount') throw new Error(corrected.refusal.tag);
  await all('since');
  for (const [{ chargedBack }, payment] of received) {
    if (!chargedBack) continue;
    const why = { kind: 'charged-back', reference: 'retur', because: 'banken' } as const;
    const back = await reversePayment(tx, {
      ...why,
      payment,
      on: addDays(TODAY, 9),
      by: 'prøve',
      at: at(9),
    });
    if (!back.ok) throw new Error(back.refusal.tag);
  }
  expect([...(await checkLedger(tx)), ...(await checkPayments(tx))]).toEqual([]);
  const standing = (await reducible(tx, [ofClaim])).get(ofClaim);
  if (standing === undefined) throw new Error('the claim was raised');
  const held = await overpaidBy(tx, [anna]);
  // What is too much has covered the other claim.
  const other = subtractOre(balanceOf((await accountsOfClaims(tx, [claim(1)])).get(claim(1))), ore(600n));
  const owes = sumOre([standing.notAsked, ...standing.due.values(), other]);
  return { owed: subtractOre(owes, held.get(anna) ?? zeroOre), gone: standing.ended };
}

test('what becomes known of a claim after debt relief for a part leaves what it would have left, had it been known then', async () => {
  const life = fc.record({
    kept: fc.integer({ min: 1, max: 9_999 }),
    parts: fc.array(part, { maxLength: 5 }),
    to: fc.bigInt(700n, 1_200n).map(ore),
  });
  await fc.assert(
    fc.asyncProperty(life, async (lived) => {
      let left: unknown = null;
      const living = town.do(async (tx) => {
        left = await relieved(tx, lived);
        throw new Over();
      });
      await expect(living).rejects.toThrow(Over);
      const stay = lived.parts.filter(({ chargedBack }) => !chargedBack);
      const whole = atLeastNothing(subtractOre(lived.to, sum(stay.filter(({ known }) => known !== 'since'))));
      const kept = keptOf(whole, lived.kept);
      // What has been paid since beyond what is kept was too much.
      const since = sum(stay.filter(({ known }) => known === 'since'));
      expect(left).toEqual({ owed: subtractOre(kept, since), gone: subtractOre(whole, kept) });
    }),
    runs(25),
  );
});
