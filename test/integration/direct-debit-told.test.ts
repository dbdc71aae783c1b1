import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import type { FormTold } from '../../src/direct-debit/file-port.ts';
import { takeFile, type FileTaken } from '../../src/direct-debit/take-file.ts';
import { customerOf, debitReference } from '../../src/direct-debit/types.ts';
import { watchUnanswered } from '../../src/direct-debit/unanswered.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { standingOn } from '../../src/ledger/standing.ts';
import { channelAccount } from '../../src/ledger/types.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { openSuspense } from '../../src/payments/suspense.ts';
import { receive } from '../../src/payments/receive.ts';
import { cprOf } from '../vocabulary.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { aDirectDebitTown, agreedWithBetalingsservice, type DirectDebitTown } from './direct-debit-town.ts';
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

describe('payments by payment forms', () => {
  const base = () => String(people).padStart(14, '0');
  const form = (kind: FormTold['kind'] = 'paid'): FormTold => ({
    line: 3,
    kind,
    paymentId: `${base()}${checkDigit(base())}`,
    archive: `ARKIV-${people}`,
    payOn: date('2026-03-30'),
    amount: kroner(600),
  });
  const take = (
    forms: readonly FormTold[],
    { paymentForms, number }: { paymentForms: boolean; number: string },
  ) => {
    const told = {
      type: 'payments',
      number,
      madeOn: date('2026-03-31'),
      payments: [],
      forms,
      mandates: [],
    } as const;
    const sha256 = `${number}${people}`.padStart(64, '0');
    const choices = { ...agreedWithBetalingsservice, paymentForms };
    const file = { told, sha256, fileName: 'bs.txt', choices, by: 'prøve', at: morningOf('2026-03-31') };
    return town.do((tx) => takeFile(tx, file));
  };
  const outcomes = async (...given: Parameters<typeof take>) => {
    const taken = await take(...given);
    return taken.ok ? counts(taken.value) : taken.refusal.tag;
  };

  test('are left to the bank, which tells them too, where the municipality has not said otherwise', async () => {
    expect(await outcomes([form()], { paymentForms: false, number: '2026033190' })).toEqual({ left: 1 });
    expect(await owed()).toBe(kroner(600));
  });

  test('pay what their payment id leads to where they come by these files, once; what went back is for a person', async () => {
    await town.do((tx) =>
      givePaymentLines(tx, [
        { to: 'claim', number: bill, debtor: anna, kind: '71', base: base(), on: date('2026-03-01') },
      ]),
    );
    expect(await outcomes([form()], { paymentForms: true, number: '2026033191' })).toEqual({ paid: 1 });
    expect(await owed()).toBe(zeroOre);
    expect(await outcomes([form()], { paymentForms: true, number: '2026033192' })).toEqual({ known: 1 });
    const back = [form('reversed')];
    expect(await outcomes(back, { paymentForms: true, number: '2026033193' })).toEqual({ toPerson: 1 });
    expect(await itemsOf(null)).toContain('payment-form 2026033193/3');
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
