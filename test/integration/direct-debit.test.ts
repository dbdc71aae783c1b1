import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { placeHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { askForMandate, stopMandate } from '../../src/direct-debit/mandates.ts';
import type { FileTaken } from '../../src/direct-debit/take-file.ts';
import { customerOf, debitReference } from '../../src/direct-debit/types.ts';
import { watchUnanswered } from '../../src/direct-debit/unanswered.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { effects, holdReasons } from '../../src/law/holds.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { standingOn } from '../../src/ledger/standing.ts';
import { channelAccount } from '../../src/ledger/types.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { openSuspense } from '../../src/payments/suspense.ts';
import { receive } from '../../src/payments/receive.ts';
import { cprOf } from '../vocabulary.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { aDirectDebitTown, type DirectDebitTown } from './direct-debit-town.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { allTables, morningOf } from './town.ts';

let database: FreshDatabase;
let town: DirectDebitTown;
let people = 0;
let anna: DebtorNumber;
let bill: ClaimNumber;
beforeAll(async () => {
  database = await freshDatabase();
  town = await aDirectDebitTown(database);
});
afterAll(() => database.close());
// Each test has a person of its own, with a bill of 600 kr. that is due on 1 April; Betalingsservice wants it five bank days before.
beforeEach(async () => {
  people += 1;
  anna = await town.do((tx) => somebody(tx, cprOf(people)));
  bill = await owe(600, '2026-04-01');
});

const owe = (owed: number, due: string, debtors: readonly DebtorNumber[] = [anna]) =>
  town.do((tx) => anOrdinaryClaim(tx, { claimId: `B-${people}-${owed}-${due}`, debtors, owed, due }));
const owed = async () => (await town.do((tx) => balanceOfDebtor(tx, anna))).owed;
const counts = ({ outcomes }: FileTaken) =>
  Object.fromEntries(
    Object.entries(outcomes).flatMap(([name, { count }]) => (count > 0 ? [[name, count]] : [])),
  );
const referenceOf = async (debtor = anna) => {
  const { coming, told } = await town.of(debtor);
  const [debit] = [...coming, ...told];
  if (debit === undefined) throw new Error('nothing is collected');
  return debitReference(debit.number);
};
const itemsOf = async (debtor: DebtorNumber | null) =>
  (await town.do((tx) => openItems(tx, { debtor, kind: 'direct-debit' }))).map(({ about }) => about);
/** What every other person has on their way goes its usual way first. */
const settleOthers = (on: string) => town.payments(on);

describe('who signs up', () => {
  test('here is collected for once Betalingsservice has told of the mandate, from that day on', async () => {
    await town.do((tx) => askForMandate(tx, { debtor: anna, at: morningOf('2026-03-02') }));
    expect((await town.of(anna)).mandate).toMatchObject({ state: 'asked', agreement: null });
    expect(await town.deliver('2026-03-23')).toEqual([]);
    const agreement = await town.signUp(anna, '2026-03-24');
    expect((await town.of(anna)).mandate).toMatchObject({
      state: 'active',
      agreement,
      validFrom: '2026-03-24',
    });
    expect(await town.deliver('2026-03-25')).toMatchObject([{ lines: 1, amount: kroner(600) }]);
    await settleOthers('2026-04-10');
  });

  test('is not collected for what fell due before, and what is due later waits for its time', async () => {
    await owe(300, '2026-03-20');
    await owe(900, '2026-05-01');
    await town.signUp(anna, '2026-03-22');
    await town.deliver('2026-03-23');
    expect((await town.of(anna)).coming).toMatchObject([{ amount: kroner(600), dueOn: '2026-04-01' }]);
    await settleOthers('2026-04-10');
  });

  test('and stops here is collected for no longer; Betalingsservice is told by a file, and what it tells back ends it', async () => {
    const agreement = await town.signUp(anna, '2026-03-02');
    const stop = () =>
      town.do((tx) =>
        stopMandate(tx, { debtor: anna, at: morningOf('2026-03-10') }, { cancellationFiles: true }),
      );
    expect(await stop()).toMatchObject({ state: 'stopping' });
    expect(await stop()).toMatchObject({ state: 'stopping' });
    const again = await town.do((tx) => askForMandate(tx, { debtor: anna, at: morningOf('2026-03-11') }));
    expect(again).toMatchObject({ ok: false, refusal: { tag: 'still-stopping' } });
    expect(await town.deliver('2026-03-24')).toMatchObject([{ kind: 'cancellations', lines: 1 }]);
    expect(town.simulator.isActive(agreement)).toBe(false);
    const text = town.simulator.mandatesFile(date('2026-03-25'));
    expect(await town.take(text, '2026-03-25')).toMatchObject({
      value: { outcomes: { ended: { count: 1 } } },
    });
    expect((await town.of(anna)).mandate).toMatchObject({
      state: 'ended',
      ended: { on: '2026-03-24', why: 'creditor' },
    });
    expect(await town.deliver('2026-03-26')).toEqual([]);
  });

  test('where no files are sent about it, a person is told to stop it, until Betalingsservice tells that it has ended', async () => {
    const agreement = await town.signUp(anna, '2026-03-02');
    await town.do((tx) =>
      stopMandate(tx, { debtor: anna, at: morningOf('2026-03-10') }, { cancellationFiles: false }),
    );
    expect(await itemsOf(anna)).toEqual([`stop ${agreement}`]);
    town.simulator.end(agreement, 'bank', date('2026-03-12'));
    await town.take(town.simulator.mandatesFile(date('2026-03-12')), '2026-03-12');
    expect(await itemsOf(anna)).toEqual([]);
  });

  test('from another account is collected for by the mandate that was given last', async () => {
    await town.signUp(anna, '2026-03-02');
    const second = await town.signUp(anna, '2026-03-09');
    await town.deliver('2026-03-24');
    expect((await town.of(anna)).coming).toMatchObject([{ agreement: second }]);
    await settleOthers('2026-04-10');
  });

  test('with a customer number that is none of ours is shown to a person, and nobody is signed up', async () => {
    town.simulator.signUp('000000000999999', date('2026-03-02'));
    const text = town.simulator.mandatesFile(date('2026-03-02'));
    expect(await town.take(text, '2026-03-02')).toMatchObject({
      value: { outcomes: { toPerson: { count: 1 } } },
    });
    expect(await itemsOf(null)).toContainEqual(expect.stringMatching(/^unknown-mandate 20260302\d\d\/3$/));
  });
});

describe('what is collected', () => {
  test('is taken on the bank day that it falls due, or the next, and is asked for once however often the job runs', async () => {
    await owe(250, '2026-04-03'); // Good Friday
    await town.signUp(anna, '2026-03-02');
    expect(await town.deliver('2026-03-24')).toMatchObject([{ lines: 2, amount: kroner(850) }]);
    expect((await town.of(anna)).coming.map(({ payOn, amount }) => [payOn, amount])).toEqual([
      ['2026-04-01', kroner(600)],
      ['2026-04-07', kroner(250)],
    ]);
    expect(await town.deliver('2026-03-24')).toEqual([]);
    expect(await town.deliver('2026-03-25')).toEqual([]);
    await settleOthers('2026-04-10');
  });

  test('is taken on the first day that can be reached, where no file was made in time', async () => {
    await town.signUp(anna, '2026-03-02');
    await town.deliver('2026-03-31');
    expect((await town.of(anna)).coming).toMatchObject([{ payOn: '2026-04-10' }]);
    await settleOthers('2026-04-30');
  });

  test('and paid is in the ledger by what it was asked for, and stands with the channel until the bank has it', async () => {
    await town.signUp(anna, '2026-03-02');
    await town.deliver('2026-03-24');
    expect(counts(await town.payments('2026-04-02'))).toEqual({ paid: 1 });
    expect(await owed()).toBe(zeroOre);
    expect((await town.of(anna)).told).toMatchObject([{ state: 'paid', mains: [bill] }]);
  });

  test('of a bill that two owe is asked of one of them', async () => {
    const bo = await town.do((tx) => somebody(tx, cprOf(500 + people)));
    await owe(1_000, '2026-04-02', [anna, bo]);
    for (const each of [anna, bo]) await town.signUp(each, '2026-03-02');
    const joint = async () => {
      const all = [...(await town.of(anna)).coming, ...(await town.of(bo)).coming];
      return all.filter(({ amount }) => amount === kroner(1_000)).length;
    };
    await town.deliver('2026-03-24');
    expect(await joint()).toBe(1);
    // Nor of the other in a later delivery, while that is on its way.
    expect(await town.deliver('2026-03-25')).toEqual([]);
    expect(await joint()).toBe(1);
    await settleOthers('2026-04-10');
  });

  test.each(holdReasons.filter((reason) => effects([reason]).allocation))(
    'is nothing that rests because of: %s',
    async (reason) => {
      await town.signUp(anna, '2026-03-02');
      await town.do((tx) =>
        placeHolds(tx, [
          {
            claim: bill,
            reason,
            debtor: null,
            from: date('2026-03-02'),
            reviewOn: date('2026-06-01'),
            about: 'P-1',
            by: 'prøve',
            at: morningOf('2026-03-02'),
          },
        ]),
      );
      expect(await town.deliver('2026-03-24')).toEqual([]);
    },
  );
});

describe('what Betalingsservice tells', () => {
  beforeEach(async () => {
    await town.signUp(anna, '2026-03-02');
    await town.deliver('2026-03-24');
  });

  test('rejected leaves the bill as it was, for the citizen to pay, and it is not collected again', async () => {
    town.simulator.decide(await referenceOf(), 'rejected');
    expect(counts(await town.payments('2026-04-02'))).toEqual({ rejected: 1 });
    expect(await owed()).toBe(kroner(600));
    expect((await town.of(anna)).told).toMatchObject([{ state: 'rejected', payment: null }]);
    expect(await town.deliver('2026-04-03')).toEqual([]);
  });

  test('taken back after it was paid: the bill is owed again, and a person is told', async () => {
    const reference = await referenceOf();
    await town.payments('2026-04-02');
    town.simulator.chargeBack(reference, date('2026-04-08'));
    const text = town.simulator.paymentsFile(date('2026-04-09'));
    const first = await town.take(text, '2026-04-09');
    expect(first.ok && counts(first.value)).toEqual({ chargedBack: 1 });
    expect(await owed()).toBe(kroner(600));
    expect(await town.do((tx) => openItems(tx, { debtor: anna, kind: 'charged-back' }))).toHaveLength(1);
    // The same once more, in a file of another number.
    town.simulator.chargeBack(reference, date('2026-04-08'));
    expect(counts(await town.payments('2026-04-10'))).toEqual({ known: 1 });
    expect(await owed()).toBe(kroner(600));
  });

  test('paid, of what the citizen has paid meanwhile: the money is held, with an item to give it back', async () => {
    await town.do((tx) =>
      receive(tx, {
        amount: kroner(600),
        channel: 'bank',
        reference: `selv ${anna}`,
        receivedOn: date('2026-03-30'),
        told: { by: 'debtor', debtor: anna, wish: [bill] },
        by: 'prøve',
        at: morningOf('2026-03-30'),
      }),
    );
    expect(counts(await town.payments('2026-04-02'))).toEqual({ paid: 1 });
    expect((await town.do((tx) => balanceOfDebtor(tx, anna))).owed).toBe(zeroOre);
    expect(await town.do((tx) => openItems(tx, { debtor: anna, kind: 'money-held' }))).toHaveLength(1);
  });

  test('twice, in the same file or in another, changes nothing', async () => {
    const text = town.simulator.paymentsFile(date('2026-04-02'));
    await town.take(text, '2026-04-02');
    const { access_log: _one, ...before } = await allTables(database);
    expect(await town.take(text, '2026-04-03')).toMatchObject({ value: { state: 'was-taken-in' } });
    const { access_log: _two, ...after } = await allTables(database);
    expect(after).toEqual(before);
    const renumbered = text.replace(/2026040201|20260402(\d\d)/, '2026040399');
    const other = await town.take(renumbered, '2026-04-03');
    expect(other.ok && counts(other.value)).toEqual({ known: 1 });
    expect(await owed()).toBe(zeroOre);
  });

  test('under a number that another file had is refused', async () => {
    const text = town.simulator.paymentsFile(date('2026-04-02'));
    await town.take(text, '2026-04-02');
    const other = text
      .replaceAll('0000000060000', '0000000070000')
      .replaceAll('000000000060000', '000000000070000');
    expect(await town.take(other, '2026-04-03')).toMatchObject({ refusal: { tag: 'other-contents' } });
  });

  test('of tomorrow is refused whole', async () => {
    const text = town.simulator.paymentsFile(date('2026-04-02'));
    expect(await town.take(text, '2026-03-31')).toMatchObject({ refusal: { tag: 'in-future', line: 3 } });
    expect(await owed()).toBe(kroner(600));
    await town.take(text, '2026-04-02');
  });

  test('before its day, that the citizen has rejected it, is taken in', async () => {
    town.simulator.decide(await referenceOf(), 'cancelled');
    const text = town.simulator.paymentsFile(date('2026-04-02'));
    const taken = await town.take(text, '2026-03-30');
    expect(taken.ok && counts(taken.value)).toEqual({ cancelled: 1 });
    expect((await town.of(anna)).told).toMatchObject([{ state: 'cancelled' }]);
  });

  test('of money that no debit of ours asked for is held in suspense, never guessed', async () => {
    const before = await town.do(openSuspense);
    const text = town.simulator
      .paymentsFile(date('2026-04-02'))
      .replace(await referenceOf(), 'ET-ANDET-SYSTEM-0000001');
    const taken = await town.take(text, '2026-04-02');
    expect(taken.ok && counts(taken.value)).toEqual({ suspended: 1 });
    expect(await owed()).toBe(kroner(600));
    expect((await town.do(openSuspense)).length).toBe(before.length + 1);
    // Ours, and from another's account.
    const [debit] = (await town.of(anna)).coming;
    expect(debit?.state).toBe('sent');
    const strange = text
      .replace('ET-ANDET-SYSTEM-0000001', await referenceOf())
      .replace(customerOf(anna), customerOf(100_001 as DebtorNumber));
    if (anna !== 100_001) {
      const other = await town.take(strange.replace(/20260402\d\d/, '2026040288'), '2026-04-02');
      expect(other.ok && counts(other.value)).toEqual({ suspended: 1 });
    }
  });

  test('nothing of an amount days after it should have been taken: a person is told, once', async () => {
    const reference = await referenceOf();
    town.simulator.decide(reference, 'silence');
    await town.payments('2026-04-02');
    const watch = (on: string) =>
      town.do((tx) => watchUnanswered(tx, { on: date(on), answerBankDays: 5 }, morningOf(on)));
    await watch('2026-04-09');
    expect(await itemsOf(anna)).toEqual([]);
    for (const on of ['2026-04-13', '2026-05-04']) await watch(on);
    expect(await itemsOf(anna)).toEqual([`unanswered ${reference}`]);
  });
});

test('the books of all of it add up, and what the channel has told and not taken back waits for the bank', async () => {
  expect(await town.do(checkLedger)).toEqual([]);
  expect(await town.do(checkPayments)).toEqual([]);
  const told = await town.do(async (tx) => {
    const { rows } = await sql<{ sum: bigint }>`
      select coalesce(sum(amount_ore), 0)::bigint as sum from payment p where channel = 'betalingsservice'
        and not exists (select from payment_reversal r where r.payment_number = p.payment_number)`.execute(
      tx,
    );
    return rows[0]?.sum;
  });
  expect(told).toBeGreaterThan(0n);
  expect(await town.do((tx) => standingOn(tx, channelAccount('betalingsservice')))).toBe(told);
});
