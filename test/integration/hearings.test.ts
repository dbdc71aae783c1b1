import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, pay } from '../vocabulary.ts';
import {
  agreements,
  answer,
  approve,
  closeHearings,
  lastDecision,
  letterArrives,
  letterKeys,
  letterKinds,
  numberOf,
  openItems,
  pays,
  states,
  withdrawn,
} from './decisions-town.ts';
import {
  aTown,
  fetchFor,
  letArrive,
  letterJob,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  townConfiguration,
  TownRegisters,
  withoutGrounds,
  type PreparedTown,
} from './town.ts';

const payer = aDebtor(1);
const silent = aDebtor(2).withoutIncomeInformation();
const payerDecision = numberOf(100_001);
const silentDecision = numberOf(100_002);

/** The hearing about a decision as it is stored. */
async function hearingAbout(database: Database, debtor = 100_001) {
  const [row] = await rowsOf(
    database,
    sql<Record<string, string | null>>`
      select kind, asked_on, printed_deadline, arrived_on, deadline, answered_on, answer, h.closed_on
      from hearing h join decision using (decision_id) where debtor_number = ${debtor} order by decision_id desc limit 1`,
  );
  return row;
}

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    const registers = new TownRegisters();
    registers.tell(payer, silent);
    await settle(database, [payer, silent], withoutGrounds);
    await fetchFor({ database, registers }, '2026-03');
    await run(database, '2026-03');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

describe('a hearing', () => {
  test('begins with a letter, and its time to answer when the letter has arrived', async () => {
    await using database = await town.copy();
    expect(await hearingAbout(database)).toEqual({
      kind: 'hearing',
      asked_on: '2026-03-10',
      printed_deadline: '2026-04-01',
      arrived_on: null,
      deadline: null,
      answered_on: null,
      answer: null,
      closed_on: null,
    });
    await letArrive(database, '2026-03-11');
    expect(await letterKinds(database)).toEqual(['hearing', 'income-request']);
    // Never before the day that the letter prints, though it arrived early.
    expect(await hearingAbout(database)).toMatchObject({ arrived_on: '2026-03-11', deadline: '2026-04-01' });
    expect(await agreements(database)).toEqual([]);
  });

  test('gives the whole time from the day the letter arrived when it came late', async () => {
    await using database = await town.copy();
    await letterArrives(database, payerDecision, { on: '2026-03-24', place: 'hearing' });
    // Fourteen days are 7 April, the Tuesday after Easter.
    expect(await hearingAbout(database)).toMatchObject({ arrived_on: '2026-03-24', deadline: '2026-04-07' });
  });

  test('a letter that is told to have arrived twice begins the time once', async () => {
    await using database = await town.copy();
    await letterArrives(database, payerDecision, { on: '2026-03-24', place: 'hearing' });
    await letterArrives(database, payerDecision, { on: '2026-03-26', place: 'hearing' });
    expect(await hearingAbout(database)).toMatchObject({ arrived_on: '2026-03-24', deadline: '2026-04-07' });
  });

  test('ends the day after its last day, and the proposal waits for a person', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    expect(await closeHearings(database, '2026-04-01')).toEqual({ decided: 0, waiting: 0 });
    expect(await closeHearings(database, '2026-04-02')).toEqual({ decided: 0, waiting: 2 });
    expect(await states(database)).toEqual(['100001 start-plan waiting', '100002 start-plan waiting']);
    expect(await hearingAbout(database)).toMatchObject({ closed_on: '2026-04-02', answered_on: null });
    expect(await closeHearings(database, '2026-04-03')).toEqual({ decided: 0, waiting: 0 });
  });

  test('never ends when its letter has not arrived', async () => {
    await using database = await town.copy();
    await letterArrives(database, silentDecision, { on: '2026-03-12', place: 'hearing' });
    expect(await closeHearings(database, '2027-03-01')).toEqual({ decided: 0, waiting: 1 });
    expect(await states(database)).toEqual(['100001 start-plan hearing', '100002 start-plan waiting']);
  });
});

describe('an answer', () => {
  const heard = { on: '2026-03-20', text: 'Jeg er lige blevet far.' };

  test('leaves the debtor the rest of the time; then a person must read it before anything is decided', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    expect(await answer(database, payerDecision, heard)).toEqual({
      ok: true,
      value: { debtor: 100_001, stillOpen: true, deadline: '2026-04-01' },
    });
    expect(await states(database)).toEqual(['100001 start-plan hearing', '100002 start-plan hearing']);
    expect(await openItems(database)).toEqual(['2026-03 100001 hearing-answered']);
    expect(await hearingAbout(database)).toMatchObject({ answered_on: '2026-03-20', closed_on: null });
    expect(await approve(database, payerDecision, { on: '2026-03-25', reply: 'Ja.' })).toEqual({
      ok: false,
      refusal: { tag: 'not-waiting' },
    });
    expect(await closeHearings(database, '2026-04-01')).toEqual({ decided: 0, waiting: 0 });
    expect(await closeHearings(database, '2026-04-02')).toEqual({ decided: 0, waiting: 2 });
    expect((await states(database))[0]).toBe('100001 start-plan waiting');
  });

  test('by which the debtor says that there is no more to come ends the hearing at once', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    expect(await answer(database, payerDecision, { ...heard, final: true })).toEqual({
      ok: true,
      value: { debtor: 100_001, stillOpen: false, deadline: '2026-04-01' },
    });
    expect(await states(database)).toEqual(['100001 start-plan waiting', '100002 start-plan hearing']);
    expect(await hearingAbout(database)).toMatchObject({
      answered_on: '2026-03-20',
      closed_on: '2026-03-20',
    });
  });

  test('is added to what was answered before, each with its day; a person is asked to look once', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    await answer(database, payerDecision, heard);
    await answer(database, payerDecision, { on: '2026-03-22', text: 'Det er tvillinger.' });
    await closeHearings(database, '2026-04-02');
    await answer(database, payerDecision, { on: '2026-04-03', text: 'De sover ikke.' });
    expect(await hearingAbout(database)).toMatchObject({
      answer:
        '20. marts 2026: Jeg er lige blevet far.\n\n22. marts 2026: Det er tvillinger.\n\n3. april 2026: De sover ikke.',
      answered_on: '2026-03-20',
      closed_on: '2026-04-02',
    });
    expect(await openItems(database)).toEqual(['2026-03 100001 hearing-answered']);
  });

  test('that is noted twice is there once', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    const more = { on: '2026-03-22', text: 'Det er tvillinger.' };
    for (const each of [heard, heard, more, more, heard]) await answer(database, payerDecision, each);
    expect(await hearingAbout(database)).toMatchObject({
      answer: '20. marts 2026: Jeg er lige blevet far.\n\n22. marts 2026: Det er tvillinger.',
    });
    expect(await answer(database, payerDecision, { ...heard, final: true })).toMatchObject({
      value: { stillOpen: false },
    });
  });

  test('is read also after the deadline, as long as nothing has been decided', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    await closeHearings(database, '2026-04-02');
    expect(await answer(database, payerDecision, { ...heard, on: '2026-04-08' })).toMatchObject({ ok: true });
    expect(await hearingAbout(database)).toMatchObject({
      answered_on: '2026-04-08',
      closed_on: '2026-04-02',
    });
    expect(await approve(database, payerDecision, { on: '2026-04-09' })).toEqual({
      ok: false,
      refusal: { tag: 'reply-missing' },
    });
  });

  test('is noted before the letter is known to have arrived', async () => {
    await using database = await town.copy();
    expect(await answer(database, payerDecision, heard)).toMatchObject({ ok: true });
  });

  test('is refused where nobody asked, or when it has been decided', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    expect(await answer(database, numberOf(100_009), heard)).toEqual({
      ok: false,
      refusal: { tag: 'no-hearing' },
    });
    await closeHearings(database, '2026-04-02');
    await approve(database, silentDecision, { on: '2026-04-03' });
    expect(
      await answer(database, silentDecision, { on: '2026-04-04', text: 'Her er min indkomst.' }),
    ).toEqual({
      ok: false,
      refusal: { tag: 'decided-already' },
    });
  });

  test('is told in the decision with what we say to it', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    await answer(database, payerDecision, { ...heard, final: true });
    const reply = 'Barnet er ikke født endnu i CPR.';
    expect(await approve(database, payerDecision, { on: '2026-03-25', reply })).toMatchObject({ ok: true });
    await letArrive(database, '2026-03-26');
    const [letter] = await rowsOf(
      database,
      sql<{ hearing: unknown }>`select model -> 'hearing' as hearing from letter where kind = 'plan'`,
    );
    expect(letter?.hearing).toEqual({ state: 'answered', askedOn: '2026-03-10', answer: heard.text, reply });
  });
});

describe('where the municipality lets the program decide after a hearing', () => {
  const { automatic } = townConfiguration();
  const hearing: Configuration['hearing'] = { leftOut: null, days: 14 };
  const arranged = async () => {
    const place = await aTown([payer, silent], { automatic, hearing });
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03');
    await letArrive(place.database, '2026-03-11');
    return place;
  };

  test('an unanswered hearing is decided the day after its last day, with dates counted from then', async () => {
    await using place = await arranged();
    expect(await closeHearings(place.database, '2026-04-02')).toEqual({ decided: 2, waiting: 0 });
    // Thursday 2 April + 6 weekdays after Easter = 14 April; + 14 days = 28 April.
    expect(await lastDecision(place.database)).toMatchObject({
      state: 'decided',
      decided: { on: '2026-04-02', by: 'automatic', firstDue: '2026-05-01' },
    });
    await letArrive(place.database, '2026-04-07');
    expect(await letterKinds(place.database)).toEqual([
      'hearing',
      'income-request',
      'plan',
      'plan-without-income',
    ]);
    expect(await agreements(place.database)).toMatchObject([
      { debtor: 100_001, from: '2026-04-07', first: '2026-05-01' },
      { debtor: 100_002, from: '2026-04-07', first: '2026-05-01' },
    ]);
  });

  test('an answered one waits for a person all the same', async () => {
    await using place = await arranged();
    await answer(place.database, payerDecision, { on: '2026-03-20', text: 'Jeg er lige blevet far.' });
    expect(await closeHearings(place.database, '2026-04-02')).toEqual({ decided: 1, waiting: 1 });
    expect(await states(place.database)).toEqual(['100001 start-plan waiting', '100002 start-plan decided']);
    // Also when the next run finds the same: nobody has read the answer.
    await fetchFor(place, '2026-04');
    await run(place.database, '2026-04');
    expect((await states(place.database))[0]).toBe('100001 start-plan waiting');
  });

  /** Answered on 20 March; the April run finds less, before the time to answer is over, and asks anew. */
  const askedAnew = async () => {
    const place = await aTown([payer], { automatic, hearing });
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03', { on: '2026-03-27' });
    await letArrive(place.database, '2026-03-28');
    await answer(place.database, payerDecision, { on: '2026-03-30', text: 'Jeg er lige blevet far.' });
    place.registers.tell(payer.withReports(pay('2026-01', 20_000), pay('2026-02', 20_000)));
    await fetchFor(place, '2026-04');
    await run(place.database, '2026-04');
    expect(await states(place.database)).toEqual([
      '100001 start-plan withdrawn',
      '100001 start-plan hearing',
    ]);
    await letArrive(place.database, '2026-04-13');
    return place;
  };

  test('an answer that nobody has read keeps the program from deciding what the debtor is asked about anew', async () => {
    await using place = await askedAnew();
    expect(await closeHearings(place.database, '2026-06-01')).toEqual({ decided: 0, waiting: 1 });
  });

  test('once somebody has closed the item, the program decides as otherwise', async () => {
    await using place = await askedAnew();
    const closing = sql`update work_item set closed_at = now(), closed_by = 'Anna', closed_why = 'Læst'`;
    await inMunicipality(place.database, TOWN, (tx) => closing.execute(tx));
    expect(await closeHearings(place.database, '2026-06-01')).toEqual({ decided: 1, waiting: 0 });
  });
});

describe('one whose income is not known', () => {
  test('is asked for it also where nobody is heard (§ 5, stk. 2)', async () => {
    await using place = await aTown([silent]);
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03');
    await letArrive(place.database, '2026-03-11');
    expect(await letterKinds(place.database)).toEqual(['income-request']);
    expect(await agreements(place.database)).toEqual([]);
  });

  test('pays by the table when the income has become known, and not the fixed amount', async () => {
    await using place = await aTown([silent]);
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03');
    await letArrive(place.database, '2026-03-11');
    place.registers.tell(silent.withReports(pay('2026-01', 21_000), pay('2026-02', 21_000)));
    await fetchFor(place, '2026-04');
    await run(place.database, '2026-04');
    expect(await states(place.database)).toEqual([
      '100001 start-plan withdrawn',
      '100001 start-plan decided',
    ]);
    expect(await lastDecision(place.database)).toMatchObject({ terms: { reason: 'table' }, heardAs: null });
    await letArrive(place.database, '2026-04-13');
    expect(await letterKinds(place.database)).toEqual(['income-request', 'plan']);
  });
});

describe('a hearing about which nothing is decided', () => {
  const rising = payer.withReports(pay('2026-01', 25_000), pay('2026-02', 25_000), pay('2026-03', 21_000));

  /** A plan is in force, and a rise is being heard about in April that has no ground any more in May. */
  async function heardInApril(database: Database, registers: TownRegisters): Promise<void> {
    await letterArrives(database, payerDecision, { on: '2026-03-11', place: 'hearing' });
    await closeHearings(database, '2026-04-02');
    await approve(database, payerDecision, { on: '2026-04-03' });
    await letterArrives(database, payerDecision, { on: '2026-04-07' });
    registers.tell(rising, silent);
    await fetchFor({ database, registers }, '2026-04');
    await run(database, '2026-04');
    expect(await lastDecision(database)).toMatchObject({ change: 'rise', state: 'hearing' });
  }

  async function may(database: Database, registers: TownRegisters): Promise<void> {
    await fetchFor({ database, registers }, '2026-05');
    await run(database, '2026-05');
    expect(await lastDecision(database)).toMatchObject({ change: 'rise', state: 'withdrawn' });
  }

  const closedLetter = '202604000010000102';

  test('is closed with a letter that says so, and what is in force stays', async () => {
    await using database = await town.copy();
    const registers = new TownRegisters();
    await heardInApril(database, registers);
    await letArrive(database, '2026-04-13');
    await may(database, registers);
    await letArrive(database, '2026-05-12');
    expect(await letterKeys(database)).toContain(closedLetter);
    expect((await letterKinds(database)).at(-1)).toBe('hearing-closed');
    expect(await agreements(database)).toMatchObject([{ debtor: 100_001, ended: null }]);
  });

  test('says so also to one who has answered, and to one whose time to answer was over', async () => {
    await using answered = await town.copy();
    const registers = new TownRegisters();
    await heardInApril(answered, registers);
    await letArrive(answered, '2026-04-13');
    await answer(answered, numberOf(100_001, '2026-04'), { on: '2026-04-20', text: 'Jeg gik ned i tid.' });
    await may(answered, registers);
    expect(await letterKeys(answered)).toContain(closedLetter);
    await using late = await town.copy();
    await heardInApril(late, registers);
    await letArrive(late, '2026-04-13');
    await closeHearings(late, '2026-05-08');
    await may(late, registers);
    expect(await letterKeys(late)).toContain(closedLetter);
  });

  test('says nothing to one to whom the hearing letter was never made', async () => {
    await using database = await town.copy();
    const registers = new TownRegisters();
    await heardInApril(database, registers);
    await may(database, registers);
    await makeDueLetters(letterJob(database, '2026-05-12'));
    // Neither is the hearing letter, which would only tell what is not meant any more.
    expect((await letterKinds(database)).toSorted()).toEqual(['income-request', 'plan']);
  });

  test('is withdrawn by a person with the same letter', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    expect(await withdrawn(database, payerDecision, { on: '2026-03-15' })).toEqual({ ok: true, value: null });
    expect(await letterKeys(database)).toContain('202603000010000102');
    expect(await hearingAbout(database)).toMatchObject({ closed_on: '2026-03-15' });
    expect(await withdrawn(database, payerDecision, { on: '2026-03-16' })).toEqual({
      ok: false,
      refusal: { tag: 'not-waiting' },
    });
  });

  test('has no ground any more when the debt has been paid: the debtor is told', async () => {
    await using database = await town.copy();
    await letArrive(database, '2026-03-11');
    await pays(database, 100_001, { amount: 20_000, on: '2026-03-16' });
    expect(await states(database)).toEqual(['100001 start-plan withdrawn', '100002 start-plan hearing']);
    expect(await letterKeys(database)).toContain('202603000010000102');
  });
});
