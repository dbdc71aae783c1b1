import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { instalmentId, type DebtorNumber } from '../../src/kernel/ids.ts';
import { minOre, ore, sumOre, zeroOre, type Ore } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { postInstalments } from '../../src/ledger/instalments.ts';
import { endedOf } from '../../src/ledger/losses.ts';
import { reducible } from '../../src/ledger/reducible.ts';
import type { Reducible } from '../../src/ledger/reduction.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
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
  town = await aLedger(claimRow(1, 1, { ...together, principal: '6,00' }));
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
  const { due, ...others } = standing;
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

test(
  'whatever has covered a claim, it can be lowered, no øre is lost, and two steps come to the same as one',
  { timeout: 120_000 },
  async () => {
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
      { numRuns: 25 },
    );
  },
);
