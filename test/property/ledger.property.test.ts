import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, instalmentId, type DebtorNumber } from '../../src/kernel/ids.ts';
import { ore } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { postInstalments } from '../../src/ledger/instalments.ts';
import { withdrawInstalments } from '../../src/ledger/instalments-withdrawn.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { rebuildBalances } from '../../src/ledger/rebuild-balances.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { cprNumber } from '../integration/claims-rows.ts';
import {
  aLedger,
  anna,
  bo,
  claim,
  claimRow,
  NOW,
  ofBo,
  TODAY,
  together,
  type LedgerTown,
} from '../integration/ledger-town.ts';
import { Books, type Kept, type LedgerState } from './ledger-books.ts';
import { runs } from '../long/length.ts';

const carl = debtorNumber(100_003);
const debtors = [anna, bo, carl];

type Step =
  | { readonly do: 'ask' | 'pay'; readonly debtor: DebtorNumber; readonly amount: number }
  | { readonly do: 'withdraw'; readonly which: number }
  | { readonly do: 'correct'; readonly claim: number; readonly to: number }
  | { readonly do: 'end'; readonly claim: number; readonly debtor: DebtorNumber };

const anyDebtor = fc.constantFrom(...debtors);
// The joint claim more often than the others.
const anyClaim = fc.constantFrom(1, 2, 2, 2, 3, 4);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('ask'),
      debtor: anyDebtor,
      amount: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('pay'),
      debtor: anyDebtor,
      amount: fc.integer({ min: 1, max: 120 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('withdraw'), which: fc.nat(9) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('correct'),
      claim: anyClaim,
      to: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 1, max: 150 }) },
        { weight: 1, arbitrary: fc.constant(0) },
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end'), claim: anyClaim, debtor: anyDebtor }) },
);

/** One life: the same steps in the ledger and in the books. */
class Life {
  readonly #tx: MunicipalityTx;
  readonly #asked: bigint[] = [];
  #steps = 0;
  // The joint claim lapses first, so that both spouses are asked to pay on it.
  readonly books = new Books([
    { number: 2, liable: new Set([anna, bo]), raised: 120 },
    { number: 1, liable: new Set([anna]), raised: 100 },
    { number: 3, liable: new Set([bo]), raised: 60 },
    { number: 4, liable: new Set([carl]), raised: 80 },
  ]);

  constructor(tx: MunicipalityTx) {
    this.#tx = tx;
  }

  async take(next: Step): Promise<void> {
    this.#steps += 1;
    switch (next.do) {
      case 'ask':
        return this.#ask(next.debtor, next.amount);
      case 'withdraw':
        return this.#withdraw(this.#asked[next.which % Math.max(1, this.#asked.length)]);
      case 'pay':
        return this.#pay(next.debtor, next.amount);
      case 'correct':
        return this.#correct(next.claim, next.to);
      case 'end':
        return this.#end(next.claim, next.debtor);
    }
  }

  async #ask(debtor: DebtorNumber, amount: number): Promise<void> {
    // A later due date for each: a debtor has one instalment on a day.
    const dueOn = date(`2026-04-${String(this.#steps).padStart(2, '0')}`);
    const instalment = instalmentId(dueOn, debtor);
    const shares = [...this.books.ask(debtor, instalment, amount)].map(([number, share]) => ({
      claim: claim(number),
      amount: ore(BigInt(share)),
    }));
    if (shares.length > 0) this.#asked.push(instalment);
    await postInstalments(this.#tx, [
      { instalment, debtor, dueOn, bookedOn: TODAY, at: this.#now(), shares },
    ]);
  }

  async #withdraw(instalment: bigint | undefined): Promise<void> {
    if (instalment === undefined) return;
    this.books.withdraw(instalment);
    const id = instalment as ReturnType<typeof instalmentId>; // one that was asked for above
    await withdrawInstalments(this.#tx, [
      { instalment: id, keep: ore(0n), bookedOn: TODAY, at: this.#now() },
    ]);
  }

  async #pay(debtor: DebtorNumber, amount: number): Promise<void> {
    this.books.pay(debtor, amount);
    const paid = await registerPayment(this.#tx, {
      debtor,
      amount: ore(BigInt(amount)),
      channel: 'bank',
      reference: `bilag ${this.#steps}`,
      receivedOn: TODAY,
      by: 'prøve',
      at: this.#now(),
    });
    if (!paid.ok) throw new Error(paid.refusal.tag);
  }

  async #correct(number: number, to: number): Promise<void> {
    const kept = this.#kept(number);
    const allowed = kept.liable.size > 0 && kept.raised !== to;
    if (allowed) this.books.correct(kept, to);
    const asked = { claim: claim(number), to: ore(BigInt(to)), reason: 'prøve', decidedOn: TODAY };
    const { ok } = await correctClaim(this.#tx, { ...asked, by: 'prøve', at: this.#now() });
    if (ok !== allowed) throw new Error(`a correction was ${ok ? 'accepted' : 'refused'}`);
  }

  async #end(number: number, debtor: DebtorNumber): Promise<void> {
    const kept = this.#kept(number);
    if (!kept.liable.has(debtor)) return;
    this.books.end(kept, debtor);
    const ended = { claim: claim(number), debtor, kind: 'lapsed', on: TODAY, reason: 'prøve' } as const;
    await endLiabilities(this.#tx, [{ ...ended, by: 'prøve', at: this.#now() }]);
  }

  /** Later than the steps before: what was paid last is given back first. */
  #now(): Temporal.Instant {
    return NOW.add({ seconds: this.#steps });
  }

  #kept(number: number): Kept {
    const kept = this.books.claims.find((each) => each.number === number);
    if (kept === undefined) throw new Error(`no claim ${number}`);
    return kept;
  }
}

// As the books have them: in the order in which they are covered.
const inOrder = [2, 1, 3, 4];

/** What the ledger says. */
async function stateOf(tx: MunicipalityTx): Promise<LedgerState> {
  const accounts = await accountsOfClaims(tx, inOrder.map(claim));
  const all = await balanceOfMunicipality(tx);
  const balances = [];
  for (const debtor of debtors) balances.push(await balanceOfDebtor(tx, debtor));
  return {
    claims: inOrder.map((number) => {
      const its = accounts.get(claim(number));
      return {
        claim: number,
        notAsked: Number(its?.notAsked),
        due: debtors.map((debtor) => Number(its?.due.get(debtor) ?? 0n)),
        raised: Number(its?.raised),
        balance: Number(balanceOf(its)),
      };
    }),
    debtors: balances.map(({ owed, overpaid }) => ({ owed: Number(owed), overpaid: Number(overpaid) })),
    received: Number(all.received),
    ended: Number(all.ended),
    lostOrFound: Number(all.raised + all.overpaid - all.owed - all.received - all.ended - all.writtenOff),
    faults: [...(await checkLedger(tx)), ...(await checkPayments(tx))],
  };
}

let town: LedgerTown;
beforeAll(async () => {
  town = await aLedger(
    claimRow(1, 1, { principal: '1,00', helpStopped: '2025-03-31' }),
    claimRow(2, 1, { ...together, principal: '1,20', helpStopped: '2025-02-28' }),
    claimRow(3, 1, { ...ofBo, principal: '0,60', helpStopped: '2025-04-30' }),
    claimRow(4, 1, { debtorCpr: cprNumber(3), accountId: 'S-3', principal: '0,80' }),
  );
});
afterAll(() => town[Symbol.asyncDispose]());

/** Ends a life's transaction, so that the next one begins with the claims as they were taken in. */
class Over extends Error {}

test('whatever is raised, asked for, paid, corrected, withdrawn and ended, and in whatever order, the ledger is right after every step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24, size: 'max' }), async (steps) => {
      const lived = town.do(async (tx) => {
        const life = new Life(tx);
        for (const next of steps) {
          await life.take(next);
          expect(await stateOf(tx)).toEqual(life.books.state(debtors));
        }
        expect(await rebuildBalances(tx)).toMatchObject({ ok: true, value: { changed: 0 } });
        throw new Over();
      });
      await expect(lived).rejects.toThrow(Over);
    }),
    runs(15),
  );
});
