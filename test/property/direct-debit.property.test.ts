import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { stopMandate } from '../../src/direct-debit/mandates.ts';
import { debitReference } from '../../src/direct-debit/types.ts';
import { addDays, date, type PlainDate } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, ore, sumOre, zeroOre } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { standingOn } from '../../src/ledger/standing.ts';
import { channelAccount } from '../../src/ledger/types.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { receive } from '../../src/payments/receive.ts';
import { freshDatabase } from '../integration/database.ts';
import { aDirectDebitTown, type DirectDebitTown } from '../integration/direct-debit-town.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { allTables, morningOf } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { runs } from '../long/length.ts';

const PEOPLE = 3;
const who = fc.nat({ max: PEOPLE - 1 });
const happening = fc.oneof(
  fc.record({ what: fc.constant('sign-up' as const), who }),
  fc.record({ what: fc.constant('stop' as const), who }),
  fc.record({ what: fc.constant('pay' as const), who, amount: fc.integer({ min: 1, max: 500 }) }),
  fc.record({
    what: fc.constant('bill' as const),
    who,
    amount: fc.integer({ min: 1, max: 900 }),
    days: fc.nat({ max: 20 }),
  }),
  fc.record({ what: fc.constant('reject' as const), who }),
  fc.record({ what: fc.constant('silence' as const), who }),
  fc.record({ what: fc.constant('charge-back' as const), who }),
  fc.record({ what: fc.constant('file' as const) }),
  fc.record({ what: fc.constant('again' as const) }),
  fc.record({ what: fc.constant('days' as const), days: fc.integer({ min: 1, max: 6 }) }),
);
type Happening = typeof happening extends fc.Arbitrary<infer Of> ? Of : never;

/** Some weeks of three people who owe bills: each day's deliveries are made, and files come when they come. */
class Weeks {
  readonly town: DirectDebitTown;
  readonly people: readonly DebtorNumber[];
  day: PlainDate = date('2026-03-02');
  /** What was raised, less what was paid by hand. */
  owed = 0n;
  #bills = 0;
  #files: string[] = [];

  constructor(town: DirectDebitTown, people: readonly DebtorNumber[]) {
    this.town = town;
    this.people = people;
  }

  async live(each: Happening): Promise<void> {
    if (each.what === 'days') {
      for (let left = each.days; left > 0; left -= 1) await this.nextDay();
      return;
    }
    if (each.what === 'file') return this.take(this.town.simulator.paymentsFile(this.day));
    if (each.what === 'again')
      return this.#files.length === 0 ? undefined : this.take(this.#files.at(-1) ?? '');
    const debtor = this.people[each.who] ?? this.people[0];
    if (debtor === undefined) return;
    if (each.what === 'sign-up') await this.town.signUp(debtor, this.day);
    else if (each.what === 'stop')
      await this.town.do((tx) =>
        stopMandate(tx, { debtor, at: morningOf(this.day) }, { cancellationFiles: true }),
      );
    else if (each.what === 'bill') await this.bill(debtor, each);
    else if (each.what === 'pay') await this.pay(debtor, each.amount);
    else await this.answer(debtor, each.what);
  }

  async nextDay(): Promise<void> {
    this.day = addDays(this.day, 1);
    await this.town.deliver(this.day);
  }

  private async take(text: string): Promise<void> {
    this.#files.push(text);
    const taken = await this.town.take(text, this.day);
    if (!taken.ok) throw new Error(taken.refusal.tag);
  }

  private async bill(
    debtor: DebtorNumber,
    { amount, days }: { readonly amount: number; readonly days: number },
  ) {
    this.#bills += 1;
    const due = addDays(this.day, days);
    this.owed += BigInt(amount) * 100n;
    await this.town.do((tx) =>
      anOrdinaryClaim(tx, { claimId: `B-${this.#bills}`, debtors: [debtor], owed: amount, due }),
    );
  }

  private async pay(debtor: DebtorNumber, amount: number): Promise<void> {
    this.#bills += 1;
    this.owed -= BigInt(amount) * 100n;
    const money = {
      channel: 'bank',
      amount: kroner(amount),
      reference: `H-${this.#bills}`,
      receivedOn: this.day,
    } as const;
    await this.town.do((tx) =>
      receive(tx, {
        ...money,
        told: { by: 'debtor', debtor, wish: [] },
        by: 'prøve',
        at: morningOf(this.day),
      }),
    );
  }

  private async answer(debtor: DebtorNumber, what: 'reject' | 'silence' | 'charge-back'): Promise<void> {
    const { coming, told } = await this.town.of(debtor);
    const paid = told.find(({ state }) => state === 'paid');
    const [next] = coming;
    if (what === 'charge-back') {
      if (paid !== undefined) this.town.simulator.chargeBack(debitReference(paid.number), this.day);
    } else if (next !== undefined)
      this.town.simulator.decide(debitReference(next.number), what === 'reject' ? 'rejected' : 'silence');
  }

  /** All that Betalingsservice was asked for, by what each was for. */
  async debits() {
    return (await Promise.all(this.people.map((each) => this.town.of(each)))).flatMap(({ coming, told }) => [
      ...coming,
      ...told,
    ]);
  }
}

async function standing({ town, people }: Weeks): Promise<bigint> {
  const each = await Promise.all(people.map((debtor) => town.do((tx) => balanceOfDebtor(tx, debtor))));
  return each.reduce((sum, { owed, overpaid }) => sum + owed - overpaid, 0n);
}

test('whatever happens: each bill is asked for once, every øre that was delivered is one of theirs, the books add up, and no file counts twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 12, maxLength: 30 }), async (happenings) => {
      await using database = await freshDatabase();
      const town = await aDirectDebitTown(database);
      const people: DebtorNumber[] = [];
      for (const place of [1, 2, 3]) people.push(await town.do((tx) => somebody(tx, cprOf(place))));
      const weeks = new Weeks(town, people);
      for (const each of people)
        await weeks.live({ what: 'bill', who: people.indexOf(each), amount: 400, days: 12 });
      await weeks.live({ what: 'sign-up', who: 0 });
      await weeks.live({ what: 'days', days: 4 });
      for (const each of happenings) await weeks.live(each);
      for (let left = 12; left > 0; left -= 1) await weeks.nextDay();
      await weeks.live({ what: 'file' });
      const debits = await weeks.debits();
      const claims = debits.flatMap(({ mains }) => mains);
      expect(new Set(claims).size).toBe(claims.length);
      expect(sumOre(debits.map(({ amount }) => amount))).toBe(
        sumOre(town.simulator.due().map(({ amount }) => ore(amount))),
      );
      const sumOf = (state: string) =>
        debits.filter((debit) => debit.state === state).reduce((sum, { amount }) => sum + amount, 0n);
      expect(await town.do((tx) => standingOn(tx, channelAccount('betalingsservice')))).toBe(sumOf('paid'));
      expect(await standing(weeks)).toBe(weeks.owed - sumOf('paid'));
      expect([await town.do(checkLedger), await town.do(checkPayments)]).toEqual([[], []]);
      const { access_log: _before, ...before } = await allTables(database);
      await weeks.live({ what: 'again' });
      const { access_log: _after, ...after } = await allTables(database);
      expect(after).toEqual(before);
      expect(debits.every(({ amount }) => amount > zeroOre)).toBe(true);
      const unasked = await town.do(async (tx) => {
        const { rows } = await sql<{ sum: bigint }>`
          select coalesce(sum(amount_ore), 0)::bigint as sum from direct_debit_delivery`.execute(tx);
        return rows[0]?.sum;
      });
      expect(unasked).toBe(sumOre(debits.map(({ amount }) => amount)));
    }),
    runs(5),
  );
});
