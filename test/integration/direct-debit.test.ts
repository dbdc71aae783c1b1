import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { placeHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { bankAskedOn } from '../../src/direct-debit/awaited.ts';
import { fallingByHand } from '../../src/direct-debit/by-hand.ts';
import { askForMandate, stopMandate } from '../../src/direct-debit/mandates.ts';
import { type FileTaken } from '../../src/direct-debit/take-file.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { effects, holdReasons } from '../../src/law/holds.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { cprOf } from '../vocabulary.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { aDirectDebitTown, type DirectDebitTown } from './direct-debit-town.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { morningOf, without } from './town.ts';

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
  test('is taken on the bank day that it falls due, or the next, and is asked for once however often the job runs or fails', async () => {
    await owe(250, '2026-04-03'); // Good Friday
    await town.signUp(anna, '2026-03-02');
    // While something that decides it cannot be read nothing is asked for, and the job fails: it is done again when it can.
    for (const away of ['objection', 'checkout', 'person_record', 'recovery_claim'])
      await without(database, away, () =>
        expect(town.deliver('2026-03-24')).rejects.toThrow(`"${away}" does not exist`),
      );
    expect(await town.deliver('2026-03-24')).toMatchObject([{ lines: 2, amount: kroner(850) }]);
    expect((await town.of(anna)).coming.map(({ payOn, amount }) => [payOn, amount])).toEqual([
      ['2026-04-01', kroner(600)],
      ['2026-04-07', kroner(250)],
    ]);
    expect(await town.deliver('2026-03-24')).toEqual([]);
    expect(await town.deliver('2026-03-25')).toEqual([]);
    await settleOthers('2026-04-10');
  });

  test('is never taken later: what the bank cannot take on its day any longer the debtor sees to', async () => {
    await town.signUp(anna, '2026-03-02');
    await owe(700, '2026-04-08');
    expect(await town.deliver('2026-03-31')).toEqual([]);
    expect((await town.of(anna, '2026-03-31')).bankPaysFrom).toBe('2026-04-10');
    const seenTo = await town.do((tx) => fallingByHand(tx, anna, date('2026-03-31')));
    expect(seenTo.map(({ dueOn }) => dueOn)).toEqual(['2026-04-01', '2026-04-08']);
    const at = morningOf('2026-03-31');
    await town.do((tx) => stopMandate(tx, { debtor: anna, at }, { cancellationFiles: false }));
  });

  test('is not demanded while the bank may still tell that it has paid, and is when it should have told', async () => {
    await town.signUp(anna, '2026-03-02');
    await town.deliver('2026-03-24');
    const asked = (on: string) => town.do((tx) => bankAskedOn(date(on))(tx, [anna]));
    expect([...(await asked('2026-04-01'))]).toEqual([]);
    expect((await town.of(anna, '2026-04-01')).coming).toMatchObject([{ answer: 'coming' }]);
    for (const on of ['2026-04-02', '2026-04-10']) {
      expect([...(await asked(on))]).toEqual([anna]);
      expect((await town.of(anna, on)).coming).toMatchObject([{ answer: 'awaited' }]);
    }
    expect([...(await asked('2026-04-11'))]).toEqual([]);
    expect((await town.of(anna, '2026-04-11')).coming).toMatchObject([{ answer: 'unanswered' }]);
    await settleOthers('2026-04-30');
    expect([...(await asked('2026-04-02'))]).toEqual([]);
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
