import { sql } from 'kysely';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitOf } from '../../src/accounting/refund-split.ts';
import { partsForBooks } from '../../src/claims/claims-for-books.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addDays, type PlainDate } from '../../src/kernel/dates.ts';
import { ore } from '../../src/kernel/money.ts';
import { accountKinds, type AccountKind } from '../../src/ledger/account-kinds.ts';
import type { Cause } from '../../src/ledger/causes.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import type { Account, Transfer } from '../../src/ledger/types.ts';
import { giveAccounts, inBooks, postBefore, reconciled } from '../integration/books-town.ts';
import {
  aLedger,
  anna,
  bo,
  claim,
  claimRow,
  NOW,
  ofBo,
  TODAY,
  type LedgerTown,
} from '../integration/ledger-town.ts';
import { anOrdinaryClaim } from '../integration/ordinary-claims.ts';
import { runs } from '../long/length.ts';

/** What money may do, by cause: into the first account, out of the second. A payment's goes through transit. */
const moves: readonly (readonly [Cause, AccountKind, AccountKind])[] = [
  ['claim-corrected', 'claim', 'source'],
  ['claim-corrected', 'source', 'claim'],
  ['claim-corrected', 'source', 'overpaid'],
  ['claim-corrected', 'source', 'ended'],
  ['claim-corrected', 'source', 'written-off'],
  ['claim-corrected', 'source', 'rounding'],
  ['charge-adjusted', 'source', 'written-off'],
  ['instalment', 'due', 'claim'],
  ['payment', 'bank', 'due'],
  ['payment', 'counter', 'claim'],
  ['payment', 'clearing', 'claim'],
  ['payment', 'bank', 'overpaid'],
  ['payment', 'bank', 'suspense'],
  ['payment-reversed', 'claim', 'bank'],
  ['payment-reversed', 'overpaid', 'bank'],
  ['suspense-resolved', 'suspense', 'claim'],
  ['reallocated', 'claim', 'due'],
  ['cleared', 'bank', 'clearing'],
  ['till-emptied', 'bank', 'counter'],
  ['transferred', 'recovery', 'claim'],
  ['recalled', 'claim', 'recovery'],
  ['recovered', 'rim', 'recovery'],
  ['recovered', 'rim', 'recovery-interest'],
  ['settled', 'bank', 'rim'],
  ['settled', 'rim', 'bank'],
  ['liability-ended', 'ended', 'claim'],
  ['written-off', 'written-off', 'ended'],
  ['written-off', 'written-off', 'claim'],
  ['write-off-reversed', 'ended', 'written-off'],
  ['rounding', 'rounding', 'claim'],
  ['refund-sent', 'overpaid', 'refund'],
  ['refund-paid', 'refund', 'bank'],
  ['refund-rejected', 'refund', 'overpaid'],
  ['set-off', 'set-off', 'claim'],
  ['set-off', 'bank', 'set-off'],
];

const step = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      do: fc.constant('move' as const),
      move: fc.constantFrom(...moves),
      into: fc.nat(3),
      from: fc.nat(3),
      amount: fc.bigInt(1n, 7_777n),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('next-day' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('post' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A town's books as they are lived, with what stands on each account. */
class Books {
  readonly town: LedgerTown;
  readonly claims: readonly ClaimNumber[];
  readonly #balances = new Map<string, bigint>();
  #steps = 0;
  today: PlainDate = TODAY;

  constructor(town: LedgerTown, claims: readonly ClaimNumber[]) {
    this.town = town;
    this.claims = claims;
  }

  async begin(): Promise<void> {
    const { rows } = await this.town.do((tx) =>
      sql<Account & { amount: bigint }>`
        select kind, number, debtor, balance_ore as amount from account_balance`.execute(tx),
    );
    for (const { amount, ...account } of rows) this.#add(account, amount);
  }

  async take(next: Step): Promise<void> {
    if (next.do === 'next-day') this.today = addDays(this.today, 1);
    else if (next.do === 'post') await postBefore(this.town, this.today);
    else await this.#move(next);
  }

  stands(account: Account): bigint {
    return this.#balances.get(keyOf(account)) ?? 0n;
  }

  async #move({
    move: [cause, debitKind, creditKind],
    ...drawn
  }: Extract<Step, { do: 'move' }>): Promise<void> {
    this.#steps += 1;
    const [debit, credit] = [this.#account(debitKind, drawn.into), this.#account(creditKind, drawn.from)];
    const amount = [drawn.amount, this.#mayTake(credit, 'plus'), this.#mayTake(debit, 'minus')].reduce(
      (a, b) => (a < b ? a : b),
    );
    if (amount === 0n || keyOf(debit) === keyOf(credit)) return;
    const days = { valueDate: this.today, bookingDate: this.today, recordedAt: NOW };
    const transfer = { cause, causeNumber: BigInt(1_000 + this.#steps), line: 1, debit, credit, ...days };
    await this.town.do((tx) => postTransfers(tx, throughTransit({ ...transfer, amount: ore(amount) })));
    this.#add(debit, amount);
    this.#add(credit, -amount);
  }

  /** How much may be taken from an account of this side without passing 0; as much as one likes from another. */
  #mayTake(account: Account, side: 'plus' | 'minus'): bigint {
    if (accountKinds[account.kind].side !== side) return 1_000_000n;
    const stands = this.stands(account);
    return stands < 0n ? -stands : stands;
  }

  #account(kind: AccountKind, draw: number): Account {
    const debtor = draw % 2 === 0 ? anna : bo;
    switch (accountKinds[kind].number) {
      case 'claim':
        return { kind, number: this.claims[draw] ?? claim(1), debtor: kind === 'due' ? debtor : 0 };
      case 'debtor':
        return { kind, number: BigInt(debtor), debtor: 0 };
      case 'none':
      case 'till':
        return { kind, number: 0n, debtor: 0 };
      default:
        return { kind, number: BigInt(1 + draw), debtor: 0 };
    }
  }

  #add(account: Account, amount: bigint): void {
    this.#balances.set(keyOf(account), this.stands(account) + amount);
  }
}

function keyOf({ kind, number, debtor }: Account): string {
  return `${kind}/${number}/${debtor}`;
}

function throughTransit(transfer: Transfer): Transfer[] {
  if (transfer.cause !== 'payment' && transfer.cause !== 'payment-reversed') return [transfer];
  const transit = { kind: 'transit', number: transfer.causeNumber, debtor: 0 } as const;
  return [
    { ...transfer, credit: transit },
    { ...transfer, debit: transit, line: 2 },
  ];
}

/** What the claims' own accounts must show in the books: each balance shared as the claim's parts are. */
async function sharesOf(books: Books): Promise<Record<string, number>> {
  const parts = await books.town.do((tx) => partsForBooks(tx, books.claims));
  const sums = new Map<string, bigint>();
  for (const number of books.claims)
    for (const [kind, group] of [
      ['source', 'source'],
      ['written-off', 'loss'],
    ] as const) {
      const type = number === books.claims[3] ? 'CFFAKTU' : 'KTTIBAK';
      const { portions } = splitOf(type, parts.get(number) ?? [], books.stands({ kind, number, debtor: 0 }));
      for (const { share, amount } of portions) {
        const place = `${group} ${type} ${share}`;
        sums.set(place, (sums.get(place) ?? 0n) + amount);
      }
    }
  return Object.fromEntries(
    [...sums].filter(([, sum]) => sum !== 0n).map(([place, sum]) => [place, Number(sum)]),
  );
}

test('whatever is booked on whatever days, and whenever days are closed, vouchers and ledger are the same to the øre, and so is the state’s share', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60, size: 'max' }), async (steps) => {
      await using town = await aLedger(
        claimRow(1, 1, { principal: '33,33', refundPercent: '30', partClaimId: 'a' }),
        claimRow(1, 1, { principal: '66,68', refundPercent: '80', partClaimId: 'b' }),
        claimRow(2, 100, { refundPercent: '20' }),
        claimRow(3, 70, ofBo),
      );
      await giveAccounts(town);
      const bill = { claimId: 'R-1', debtors: [bo], owed: 90 };
      const ordinary = await town.do((tx) => anOrdinaryClaim(tx, bill));
      const books = new Books(town, [claim(1), claim(2), claim(3), ordinary]);
      await books.begin();
      for (const next of steps) await books.take(next);
      const after = addDays(books.today, 1);
      expect((await postBefore(town, after)).report).toMatchObject({ unchanged: 0, missing: [] });
      expect(await reconciled(town, after)).toMatchObject({
        ledgerVouchers: 0n,
        differences: [],
        openDays: [],
      });
      const told = Object.entries(await town.do(inBooks)).filter(([place]) =>
        /^(?:source|loss) /.test(place),
      );
      expect(Object.fromEntries(told)).toEqual(await sharesOf(books));
    }),
    runs(10),
  );
});
