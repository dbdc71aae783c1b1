import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { billsOf } from '../../src/claims/bills.ts';
import { holdsOn, placeHolds } from '../../src/claims/holds.ts';
import { RECALL_WANTED } from '../../src/claims/recovery-work.ts';
import { clearForTransfer, clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { standingFeeLetters } from '../../src/charges/fees.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { debtPage } from '../../src/insight/debt-page.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { bookLosses, endedBalances } from '../../src/ledger/losses.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { answerObjection, type AnswerToGive } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import { objectionsOf } from '../../src/objections/objections.ts';
import type { Against, ObjectionNumber } from '../../src/objections/types.ts';
import { arranging } from './arranging.ts';
import { recovered } from './covering.ts';
import { openItems } from './decisions-town.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { letterJob, morningOf } from './town.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

async function object(
  claim: ClaimNumber,
  on: string,
  against: Against = 'existence',
): Promise<ObjectionNumber> {
  const objection = { debtor: at.town.anna, claims: [claim], against, words: 'Jeg har aldrig fået varen.' };
  const noted = await at.do((tx) => noteObjection(tx, { ...objection, by: 'Inge', at: morningOf(on) }));
  if (!noted.ok) throw new Error(noted.refusal.tag);
  return noted.value;
}

async function answer(objection: ObjectionNumber, given: Partial<AnswerToGive> & { readonly on: string }) {
  const { on, ...changes } = given;
  const said = {
    objection,
    outcome: 'refused' as const,
    amounts: new Map(),
    words: 'Vi har set på det.',
    by: 'Inge',
  };
  return at.do(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null) throw new Error('the town is configured');
    return answerObjection(tx, { ...said, configured, at: morningOf(on), ...changes });
  });
}

/** The debtor has died and left nothing, and the losses are booked where nothing else is said. */
async function discharged(on: string, { losses = true } = {}): Promise<void> {
  const acting = { by: 'Inge', on: date(on), at: morningOf(on) };
  const errand = await at.do((tx) =>
    openErrand(tx, { ...acting, kind: 'death', debtor: at.town.anna, beganOn: date(on) }),
  );
  if (!errand.ok) throw new Error(errand.refusal.tag);
  const { number } = errand.value;
  const asked = { ...acting, number, outcome: 'estate-insolvent', kept: null, successors: [] } as const;
  const closed = await at.do((tx) => closeErrand(tx, asked));
  if (!closed.ok) throw new Error(closed.refusal.tag);
  if (!losses) return;
  await at.do(async (tx) => {
    const ended = await endedBalances(tx, { after: 0n, limit: 10 });
    const all = ended.map(({ claim, amount }, index) => {
      return {
        number: BigInt(index + 1),
        claim,
        amount,
        takenFrom: 'ended',
        rounding: false,
        stillOwed: false,
      } as const;
    });
    await bookLosses(tx, all, morningOf(on));
  });
}

/** What stands on all claims' accounts that is above 0, as one line each. */
async function stands(): Promise<string[]> {
  const { rows } = await at.do((tx) =>
    sql<{ told: string }>`select level || ' ' || kind || ' ' || balance_ore / 100 as told
      from account_balance join claim on claim_number = number where balance_ore > 0 order by 1`.execute(tx),
  );
  return rows.map(({ told }) => told);
}

async function left(claim: ClaimNumber): Promise<bigint> {
  return balanceOf((await at.do((tx) => accountsOfClaims(tx, [claim]))).get(claim));
}

/** What the last letter to Anna says. */
async function lastLetter() {
  return (await at.lettersTo(at.town.anna)).at(-1)?.facts;
}

describe('an answer to an objection', () => {
  test('that is not upheld says what is owed, how it is paid, and until when nothing more is done', async () => {
    const claim = await at.town.raise({ claimId: 'R-1', description: 'Daginstitution' });
    await at.town.interest('2025-12-16');
    const objection = await object(claim, '2025-12-18');
    await answer(objection, { on: '2026-01-10', words: 'Regningen er for november.' });
    expect(await lastLetter()).toMatchObject({
      kind: 'objection-answered',
      outcome: 'refused',
      against: 'existence',
      notedOn: '2025-12-18',
      about: [{ what: 'Daginstitution', reference: 'R-1' }],
      answer: 'Regningen er for november.',
      claims: [{ level: 'main', owed: '10000.00' }, { level: 'interest' }],
      next: ['dunning'],
      quietUntil: '2026-02-01',
      payDays: 14,
      interestGoesOn: ['gebyrloven'],
      guidance: null,
    });
    // It came later than had been expected: letter, pages and dunning give as many days from then.
    await at.arrive(at.town.anna, '2026-01-22');
    const { quiet } = await at.do((tx) => citizenBooks(tx, at.town.anna, date('2026-02-02')));
    expect(quiet).toEqual(new Map([[claim, '2026-02-04']]));
    await at.dun('2026-02-08');
    expect(await at.lettersTo(at.town.anna)).toHaveLength(1);
    await at.dun('2026-02-09');
    expect(await at.lettersTo(at.town.anna)).toHaveLength(2);
  });

  test('about a bill that is paid by agreement gives days to pay what is missing before that is demanded, or the agreement falls away', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    const arrange = arranging(at);
    await arrange.agree([claim]);
    const first = await object(claim, '2025-12-20', 'amount');
    expect(await arrange.keep('2026-02-20')).toMatchObject({ consequences: { 'waits-for-objection': 1 } });
    await answer(first, { on: '2026-02-20' });
    expect(await lastLetter()).toMatchObject({ next: ['agreed'], planQuietUntil: '2026-03-15' });
    expect(await arrange.keep('2026-03-19')).toMatchObject({ consequences: { 'waits-for-day': 1 } });
    expect(await arrange.keep('2026-03-20')).toMatchObject({ changes: { demanded: { count: 1 } } });
    await at.arrive(at.town.anna, '2026-03-23');
    const again = await object(claim, '2026-03-25', 'amount');
    await answer(again, { on: '2026-04-10' });
    expect(await lastLetter()).toMatchObject({ planQuietUntil: '2026-05-03' });
    expect(await arrange.keep('2026-05-07')).toMatchObject({ consequences: { 'waits-for-day': 1 } });
    expect(await arrange.keep('2026-05-08')).toMatchObject({ changes: { broken: { count: 1 } } });
  });

  test('that is upheld says that nothing is owed, and asks for nothing', async () => {
    const claim = await at.town.raise();
    const objection = await object(claim, '2025-12-18');
    await answer(objection, { on: '2026-01-10', outcome: 'upheld' });
    expect(await lastLetter()).toMatchObject({
      outcome: 'upheld',
      claims: [],
      totalOwed: '0.00',
      next: ['nothing'],
      quietUntil: null,
    });
  });

  test('that is partly right says what is left', async () => {
    const claim = await at.town.raise();
    await at.town.interest('2025-12-16');
    const objection = await object(claim, '2025-12-18', 'amount');
    await answer(objection, {
      on: '2026-01-10',
      outcome: 'partly',
      amounts: new Map([[claim, kroner(4_000)]]),
    });
    expect(await lastLetter()).toMatchObject({ outcome: 'partly', next: ['dunning'] });
    // Why there is interest is told by what is left of the claim, as what it amounts to is.
    const day = date('2026-01-10');
    const { parts } = await at.do(async (tx) =>
      debtPage(tx, await citizenBooks(tx, at.town.anna, day), { main: claim, day }),
    );
    const interest = { kind: 'interest', amount: kroner(40), charged: { basis: kroner(4_000) } };
    expect(parts).toMatchObject([{ kind: 'principal', amount: kroner(4_000) }, interest]);
  });

  test('that the debtor has withdrawn is confirmed, also on its own day, and the bill rests no longer than the letter says', async () => {
    const claim = await at.town.raise();
    const objection = await object(claim, '2026-01-05');
    const words = 'Du ringede den 5. januar og trak din indsigelse tilbage.';
    expect(await answer(objection, { on: '2026-01-05', outcome: 'withdrawn', words })).toMatchObject({
      ok: true,
    });
    const confirmed = {
      outcome: 'withdrawn',
      answer: words,
      totalOwed: '10000.00',
      quietUntil: '2026-01-26',
    };
    expect(await lastLetter()).toMatchObject(confirmed);
    expect(await at.do((tx) => holdsOn(tx, [claim]))).toEqual(new Map());
    await at.dun('2026-01-26');
    expect(await lastLetter()).toMatchObject(confirmed);
    await at.dun('2026-01-29');
    expect(await lastLetter()).toMatchObject({ kind: 'reminder' });
  });

  test('says that the bill still rests while something else that was said against it waits', async () => {
    const claim = await at.town.raise();
    const first = await object(claim, '2025-12-18');
    await object(claim, '2025-12-19', 'fee');
    await answer(first, { on: '2025-12-20' });
    expect(await lastLetter()).toMatchObject({ next: ['disputed'], quietUntil: null });
  });

  test('says what the municipality tells those who disagree, where it has said so', async () => {
    const guidance = { da: 'Du kan skrive til borgerrådgiveren.', en: 'You can write to the ombudsman.' };
    const { configuration } = (await at.do((tx) => configurationVersion(tx, null)))!; // the town is configured
    await at.do((tx) =>
      saveConfiguration(tx, {
        configuration: {
          ...configuration,
          answers: { ...configuration.answers, objectionGuidance: guidance },
        },
        by: 'prøve',
        at: morningOf('2025-12-01'),
      }),
    );
    const objection = await object(await at.town.raise(), '2025-12-18');
    await answer(objection, { on: '2025-12-20' });
    expect(await lastLetter()).toMatchObject({ guidance });
  });

  test('is written to who objected, and not to who owes the bill too', async () => {
    const { anna, bo } = at.town;
    const claim = await at.town.raise({ debtors: [anna, bo] });
    const objection = await object(claim, '2025-12-18');
    await answer(objection, { on: '2025-12-20' });
    expect(await at.lettersTo(anna)).toHaveLength(1);
    expect(await at.lettersTo(bo)).toEqual([]);
    // Both were reminded, with a fee that should not have been charged.
    const due = await at.town.raise({ debtors: [anna, bo] });
    await at.dun('2025-12-30');
    for (const debtor of [anna, bo]) await at.arrive(debtor, '2026-01-02');
    await answer(await object(due, '2026-01-05', 'fee'), { on: '2026-01-06', outcome: 'upheld' });
    const vain = (await openItems(at.town.db)).filter((item) => item.includes('reminded-in-vain'));
    expect(vain).toEqual([`2026-01 ${bo} reminded-in-vain`]);
  });
});

describe('an objection', () => {
  test('keeps money that nobody has said is for the bill from covering it, and its interest and fees', async () => {
    const claim = await at.town.raise();
    await at.town.interest('2025-12-16');
    await object(claim, '2025-12-17', 'amount');
    const received = await at.pay(at.town.anna, { amount: kroner(150), on: '2025-12-18' });
    expect(received).toMatchObject({ overpaid: kroner(150) });
    expect(await left(claim)).toBe(kroner(10_000));
  });

  test('that is answered lets the money that came meanwhile cover the bill, before the answer says what is owed', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.pay(at.town.anna, { amount: kroner(10), on: '2025-12-10' });
    const objection = await object(claim, '2025-12-17', 'amount');
    await at.pay(at.town.anna, { amount: kroner(2_000), on: '2025-12-18' });
    expect(await answer(objection, { on: '2026-01-10' })).toMatchObject({ ok: true });
    expect(await left(claim)).toBe(kroner(990));
    expect((await at.lettersTo(at.town.anna))[0]?.facts).toMatchObject({ totalOwed: '990.00' });
  });

  test('to a fee lets money without a line cover the bill, and the fee rests', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await at.dun('2025-12-30');
    await object(claim, '2026-01-05', 'fee');
    const paid = await at.pay(at.town.anna, { amount: kroner(3_000), on: '2026-01-06' });
    expect(paid).toMatchObject({ overpaid: 0n, covered: [{ claim, amount: kroner(3_000) }] });
  });

  test('lets the bill rest and takes back that it may be sent, until it is answered and some days have passed', async () => {
    const claim = await at.town.raise();
    const clearance = {
      claim,
      from: date('2025-12-17'),
      lastDeadline: null,
      reminded: 'no' as const,
      because: 'dunning' as const,
    };
    await at.do((tx) =>
      clearForTransfer(tx, [{ ...clearance, about: '1', approvedBy: 'Inge', told: [] }], {
        by: 'prøve',
        at: morningOf('2025-12-17'),
      }),
    );
    const objection = await object(claim, '2025-12-18');
    expect(await at.do((tx) => clearancesOf(tx, [claim]))).toEqual(new Map());
    expect(await at.dun('2025-12-25')).toMatchObject({ consequences: { 'waits-for-objection': 1 } });
    expect(await answer(objection, { on: '2026-01-10' })).toMatchObject({ ok: true });
    await at.dun('2026-02-04');
    const kinds = async () => (await at.lettersTo(at.town.anna)).map(({ kind }) => kind);
    expect(await kinds()).toEqual(['objection-answered']);
    // What was paid on the last day that the letter gives is known by then.
    await at.dun('2026-02-05');
    expect(await kinds()).toEqual(['objection-answered', 'reminder']);
    // Said before the reminder has been made: nobody is sent it, its fee goes, and it is written anew when the days after the answer are over.
    await at.do((tx) => addFetchedPerson(tx, at.town.anna));
    const again = await object(claim, '2026-02-05');
    await makeDueLetters(letterJob(at.town.db, '2026-02-05'));
    expect(await at.dun('2026-02-06')).toMatchObject({ consequences: { 'letter-not-made': 1 } });
    expect(await at.dun('2026-02-07')).toMatchObject({ consequences: { 'waits-for-objection': 1 } });
    const reminders = async () =>
      (await at.lettersTo(at.town.anna)).flatMap(({ kind, withdrawnOn }) =>
        kind === 'reminder' ? [withdrawnOn] : [],
      );
    expect(await reminders()).toEqual(['2026-02-06']);
    await answer(again, { on: '2026-02-10' });
    await at.dun('2026-03-05');
    expect(await reminders()).toEqual(['2026-02-06']);
    await at.dun('2026-03-06');
    expect(await reminders()).toEqual(['2026-02-06', null]);
    expect(await at.do((tx) => objectionsOf(tx, at.town.anna))).toMatchObject([
      { objection, against: 'existence', answered: { outcome: 'refused', on: '2026-01-10', by: 'Inge' } },
      { objection: again },
    ]);
  });

  test('that is upheld withdraws the claim, and one that is partly right reduces it', async () => {
    const [withdrawn, reduced] = [await at.town.raise(), await at.town.raise()];
    const [first, second] = [
      await object(withdrawn, '2025-12-18'),
      await object(reduced, '2025-12-18', 'amount'),
    ];
    expect(await answer(first, { on: '2025-12-20', outcome: 'upheld' })).toMatchObject({ ok: true });
    const amounts = new Map([[reduced, kroner(4_000)]]);
    expect(await answer(second, { on: '2025-12-20', outcome: 'partly', amounts })).toMatchObject({
      ok: true,
    });
    expect([await left(withdrawn), await left(reduced)]).toEqual([0n, 400_000n]);
    expect(await at.do((tx) => holdsOn(tx, [withdrawn, reduced]))).toEqual(new Map());
    expect(await at.town.faults()).toEqual([]);
  });

  test('against a fee that is right takes the fee off for good, and what was paid of it is held for the debtor', async () => {
    const claim = await at.town.raise({ principal: kroner(1_000) });
    await at.dun('2025-12-25');
    await at.pay(at.town.anna, { amount: kroner(1_100), on: '2026-01-02' });
    const objection = await object(claim, '2026-01-05', 'fee');
    expect(await answer(objection, { on: '2026-01-06', outcome: 'upheld' })).toMatchObject({ ok: true });
    expect(await at.do((tx) => standingFeeLetters(tx, [claim]))).toEqual(new Map([[claim, []]]));
    const { rows } = await at.do((tx) =>
      sql<{ held: bigint }>`select -balance_ore as held from account_balance where kind = 'overpaid'`.execute(
        tx,
      ),
    );
    expect(rows).toEqual([{ held: 10_000n }]);
    expect(await at.do((tx) => openRefunds(tx, [at.town.anna]))).toMatchObject([
      { amount: 10_000n, why: 'charge-reduced' },
    ]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('against a fee that was lost when the debt was discharged takes the loss back, and gives nobody money', async () => {
    const claim = await at.town.raise({ principal: kroner(1_000) });
    await at.dun('2025-12-25');
    const objection = await object(claim, '2026-01-05', 'fee');
    await discharged('2026-01-06');
    expect(await stands()).toEqual(['fee written-off 100', 'main written-off 1000']);
    expect(await answer(objection, { on: '2026-01-07', outcome: 'upheld' })).toMatchObject({ ok: true });
    expect(await stands()).toEqual(['main written-off 1000']);
    expect(await at.do((tx) => openRefunds(tx, [at.town.anna]))).toEqual([]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('against a fee that nobody owes any longer lets it fall away before what was paid of it is given back', async () => {
    const claim = await at.town.raise({ principal: kroner(1_000) });
    await at.dun('2025-12-25');
    await at.pay(at.town.anna, { amount: kroner(60), on: '2026-01-02' });
    const objection = await object(claim, '2026-01-05', 'fee');
    await discharged('2026-01-06', { losses: false });
    expect(await stands()).toEqual(['fee ended 40', 'main ended 1000']);
    expect(await answer(objection, { on: '2026-01-07', outcome: 'upheld' })).toMatchObject({ ok: true });
    expect(await stands()).toEqual(['main ended 1000']);
    expect(await at.do((tx) => openRefunds(tx, [at.town.anna]))).toMatchObject([
      { amount: kroner(60), why: 'charge-reduced' },
    ]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('against a fee that Gældsstyrelsen had covered part of leaves that part, and a person is told', async () => {
    const claim = await at.town.raise({ principal: kroner(1_000) });
    await at.dun('2025-12-25');
    const [fee] = (await at.do((tx) => billsOf(tx, [claim]))).filter(({ level }) => level === 'fee');
    if (fee === undefined) throw new Error('there is a fee');
    await at.do((tx) => recovered(tx, { claim: fee.claim, amount: kroner(30), number: 1 }));
    const objection = await object(claim, '2026-01-05', 'fee');
    expect(await answer(objection, { on: '2026-01-07', outcome: 'upheld' })).toMatchObject({ ok: true });
    expect(await left(fee.claim)).toBe(0n);
    expect(await openItems(at.town.db)).toContain(`2026-01 ${at.town.anna} covered-at-recovery`);
    expect(await at.do((tx) => openRefunds(tx, [at.town.anna]))).toEqual([]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('about a claim that has ended meanwhile is answered, and the claim stays as it ended', async () => {
    const claim = await at.town.raise();
    const objection = await object(claim, '2026-01-05');
    await discharged('2026-01-06');
    expect(await answer(objection, { on: '2026-01-07', outcome: 'upheld' })).toMatchObject({
      ok: true,
      value: { asItIs: [{ claim, because: { tag: 'ended', kind: 'discharged' } }] },
    });
    expect(await stands()).toEqual(['main written-off 10000']);
    expect(await at.do((tx) => objectionsOf(tx, 'unanswered'))).toEqual([]);
    expect(await at.do((tx) => holdsOn(tx, [claim]))).toEqual(new Map());
    expect(await at.town.faults()).toEqual([]);
  });

  test('about a claim that Gældsstyrelsen had covered part of lowers it to that part, and a person is told', async () => {
    const claim = await at.town.raise();
    await at.do((tx) => recovered(tx, { claim, amount: kroner(2_500), number: 1 }));
    const objection = await object(claim, '2026-01-05');
    expect(await answer(objection, { on: '2026-01-07', outcome: 'upheld' })).toMatchObject({
      ok: true,
      value: { asItIs: [{ claim, because: { tag: 'covered-at-recovery', least: kroner(2_500) } }] },
    });
    expect(await left(claim)).toBe(0n);
    expect(await openItems(at.town.db)).toContain(`2026-01 ${at.town.anna} covered-at-recovery`);
    expect(await at.town.faults()).toEqual([]);
  });

  test('that is upheld takes the interest and the fees of the claim with it, and gives back what was paid of them', async () => {
    const claim = await at.town.raise();
    await at.town.interest('2025-12-18');
    await at.dun('2025-12-28');
    await at.pay(at.town.anna, { amount: kroner(150), on: '2026-01-02' });
    const bills = await at.do((tx) => billsOf(tx, [claim]));
    expect(bills.map(({ level }) => level).toSorted()).toEqual(['fee', 'interest', 'main']);
    const objection = await object(claim, '2026-01-05');
    expect(await answer(objection, { on: '2026-01-06', outcome: 'upheld' })).toMatchObject({ ok: true });
    for (const bill of bills) expect(await left(bill.claim)).toBe(0n);
    const refunds = await at.do((tx) => openRefunds(tx, [at.town.anna]));
    expect(refunds.map(({ amount, why }) => [why, Number(amount) / 100])).toEqual([
      ['charge-reduced', 100],
      ['charge-reduced', 50],
    ]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('about a claim at Gældsstyrelsen calls it back', async () => {
    const claim = await at.town.raise();
    const there = { claim, reason: 'recovery', debtor: null, about: '', by: 'prøve' } as const;
    const days = { from: date('2026-01-02'), reviewOn: date('2026-04-02'), at: morningOf('2026-01-02') };
    await at.do((tx) => placeHolds(tx, [{ ...there, ...days }]));
    const objection = await object(claim, '2026-01-05');
    const { rows } = await at.do((tx) =>
      sql<{ payload: unknown }>`select payload from due_work where kind = ${RECALL_WANTED}`.execute(tx),
    );
    const wanted = {
      reason: 'KLAG',
      about: String(objection),
      whenThere: 'called-back',
      staysCleared: false,
    };
    expect(rows).toEqual([{ payload: { claim: String(claim), on: '2026-01-05', ...wanted } }]);
  });

  test('that another one stands beside leaves the bill at rest', async () => {
    const claim = await at.town.raise();
    const first = await object(claim, '2025-12-18');
    await object(claim, '2025-12-19', 'amount');
    await answer(first, { on: '2025-12-20' });
    expect((await at.do((tx) => holdsOn(tx, [claim]))).get(claim)).toMatchObject([{ reason: 'objection' }]);
  });

  test('is answered once, with amounts only where they fit, and is about bills that the debtor owes', async () => {
    const claim = await at.town.raise();
    const objection = await object(claim, '2025-12-18');
    expect(await answer(objection, { on: '2025-12-20', outcome: 'partly' })).toMatchObject({
      refusal: { tag: 'amounts-do-not-fit' },
    });
    await answer(objection, { on: '2025-12-20' });
    expect(await answer(objection, { on: '2025-12-21' })).toMatchObject({
      refusal: { tag: 'answered-already' },
    });
    const other = {
      debtor: at.town.bo,
      claims: [claim],
      against: 'amount' as const,
      words: 'Nej.',
      by: 'Inge',
    };
    expect(await at.do((tx) => noteObjection(tx, { ...other, at: morningOf('2025-12-20') }))).toMatchObject({
      refusal: { tag: 'not-theirs' },
    });
  });
});
