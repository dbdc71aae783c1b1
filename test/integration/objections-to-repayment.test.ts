import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { decideNow } from '../../src/agreements/decide-now.ts';
import { decisionRule } from '../../src/agreements/decision-rule.ts';
import { openItems } from '../../src/agreements/work-items.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { liftByHand } from '../../src/dunning/holds-by-hand.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { debtLines } from '../../src/insight/overview/debt-lines.ts';
import { kroner } from '../../src/kernel/money.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { answerObjection, type AnswerToGive } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import type { Against, ObjectionNumber } from '../../src/objections/types.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { approve, lastDecision, waiting } from './decisions-town.ts';
import { demands, dueDates, followed, lastDemand, reconfigure } from './defaults-town.ts';
import { monthly, registersOf } from './month-town.ts';
import {
  approvedByPerson,
  fetchFor,
  letArrive,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  type PreparedTown,
} from './town.ts';

/** Two months of benefit to be repaid by a plan, of which one is disputed. */
const payer = aDebtor(1)
  .owing(3_000)
  .owing(17_000)
  .withReports(...monthly(20_000));
const PAYER = debtorNumber(100_001);
const DAY = date('2026-04-24');
const [FIRST, SECOND] = [claimNumber(1n), claimNumber(2n)];

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [payer]);
    await fetchFor({ database, registers: registersOf(payer) }, '2026-03');
    await run(database, '2026-03');
    await letArrive(database, '2026-03-11');
    await raise(database, '2026-04-01');
  });
}, 60_000);
afterAll(() => town[Symbol.asyncDispose]());

const within = <T>(database: Database, work: (tx: MunicipalityTx) => Promise<T>) =>
  inMunicipality(database, TOWN, work);

async function object(
  database: Database,
  { on, against = 'existence', claim = FIRST }: { on: string; against?: Against; claim?: typeof FIRST },
): Promise<ObjectionNumber> {
  const said = { debtor: PAYER, claims: [claim], against, words: 'Den er betalt.', by: 'Inge' };
  const noted = await within(database, (tx) => noteObjection(tx, { ...said, at: morningOf(on) }));
  if (!noted.ok) throw new Error(noted.refusal.tag);
  return noted.value;
}

function answer(
  database: Database,
  objection: ObjectionNumber,
  { on, ...changes }: Partial<AnswerToGive> & { readonly on: string },
) {
  return within(database, async (tx) => {
    const configured = (await configurationVersion(tx, null))!; // the town is configured
    const said = { outcome: 'upheld', amounts: new Map(), words: 'Du har ret.', by: 'Inge' } as const;
    return answerObjection(tx, { objection, configured, ...said, at: morningOf(on), ...changes });
  });
}

async function holds(database: Database): Promise<string[]> {
  const found = await within(database, (tx) => holdsOn(tx, [FIRST, SECOND]));
  return [...found.values()].flat().map(({ claim, reason }) => `${claim} ${reason}`);
}

async function toCorrect(database: Database): Promise<(string | null)[]> {
  const open = await within(database, (tx) => openItems(tx, { debtor: null, kind: 'objection-upheld' }));
  return open.map(({ about }) => about);
}

async function lastLetter(database: Database) {
  return (await within(database, (tx) => noticesAbout(tx, PAYER))).at(-1)?.facts;
}

describe('an objection to repayment of a benefit', () => {
  test('stops demand and default; the plan goes on, and so does what is decided', async () => {
    await using database = await town.copy();
    await object(database, { on: '2026-04-03' });
    expect(await holds(database)).toEqual(['1 objection']);
    expect(await followed(database, '2026-04-10')).toBe('waits-for-objection 1');
    expect(await demands(database)).toEqual([]);
    await raise(database, '2026-05-01');
    const asked = sql<{ due: string; amount: number }>`
      select due_on::text as due, (amount_ore / 100)::int as amount from instalment order by 1`;
    expect(await rowsOf(database, asked)).toEqual([
      { due: '2026-04-01', amount: 3_400 },
      { due: '2026-05-01', amount: 3_400 },
    ]);
  });

  test('lets a rise wait until it is answered', async () => {
    await using database = await town.copy();
    await object(database, { on: '2026-04-03' });
    const more = payer.withReports(...monthly(30_000));
    await fetchFor({ database, registers: registersOf(more) }, '2026-04');
    await run(database, '2026-04');
    const found = sql<{
      said: string;
    }>`select consequence as said from determination order by month desc limit 1`;
    expect(await rowsOf(database, found)).toEqual([{ said: 'rise-waits-for-complaint' }]);
  });

  test('lets a rise wait, too, that was proposed before: nobody approves it, by itself or among others, nor does the end of a hearing', async () => {
    await using database = await town.copy();
    await reconfigure(database, approvedByPerson);
    await fetchFor({ database, registers: registersOf(payer.withReports(...monthly(30_000))) }, '2026-04');
    await run(database, '2026-04', { by: 'Anne' });
    expect(await lastDecision(database)).toMatchObject({ change: 'rise', state: 'waiting' });
    const objection = await object(database, { on: '2026-04-13' });
    const holds = [{ reason: 'objection', about: String(objection) }];
    const rise = (await lastDecision(database)).id;
    expect(await approve(database, rise, { on: '2026-04-14' })).toEqual({
      ok: false,
      refusal: { tag: 'held', why: { holds, quietUntil: null } },
    });
    expect(await waiting(database, '2026-04')).toMatchObject({ decisions: [], oneByOne: [{ id: rise }] });
    const [proposal, by] = [await lastDecision(database), 'automatic'];
    const { configuration } = (await within(database, (tx) => configurationVersion(tx, null)))!; // the town is configured
    const deciding = { on: date('2026-04-14'), at: morningOf('2026-04-14'), by, approval: null };
    const { due } = decisionRule(configuration);
    const decided = await within(database, (tx) =>
      decideNow(tx, [proposal], { ...deciding, due, configurationVersion: 1 }),
    );
    expect([decided, (await lastDecision(database)).state]).toEqual([[], 'waiting']);
    await answer(database, objection, { on: '2026-04-15', outcome: 'refused', words: 'Nej.' });
    expect(await approve(database, rise, { on: '2026-04-16' })).toMatchObject({ ok: true });
    // Said before its letter has been made: that waits, and the rise is decided anew, with dates from the day on which it is told.
    const again = await object(database, { on: '2026-04-16', claim: SECOND });
    await letArrive(database, '2026-04-18');
    expect(await lastDecision(database)).toMatchObject({ state: 'decided', decided: { on: '2026-04-16' } });
    await answer(database, again, { on: '2026-05-20', outcome: 'refused', words: 'Nej.' });
    await letArrive(database, '2026-05-22');
    expect(await lastDecision(database)).toMatchObject({
      state: 'in-force',
      decided: { on: '2026-05-21', by: 'Bodil', firstDue: '2026-07-01' },
    });
  });

  test('that is not upheld is answered by letter, and the debtor has the days that it tells before anything follows', async () => {
    await using database = await town.copy();
    const no = { outcome: 'refused', words: 'Den er ikke betalt.' } as const;
    const objection = await object(database, { on: '2026-04-03' });
    await answer(database, objection, { on: '2026-04-09', ...no });
    expect(await lastLetter(database)).toMatchObject({
      kind: 'objection-answered',
      about: [{ what: 'kontanthjælp', benefit: 'kontanthjælp', period: { from: '2025-03-01' } }],
      next: ['plan'],
      totalOwed: '3000.00',
      quietUntil: null,
      planQuietUntil: '2026-04-30',
    });
    expect(await holds(database)).toEqual([]);
    // What is paid on the last of these days is known three bank days later.
    expect(await followed(database, '2026-05-04')).toBe('in-time 1');
    expect(await followed(database, '2026-05-05')).toBe('demand 1');
    await letArrive(database, '2026-05-06');
    expect(await lastDemand(database)).toMatchObject({ deadline: '2026-05-27' });
    const again = await object(database, { on: '2026-05-11', against: 'amount' });
    await fetchFor({ database, registers: registersOf(payer) }, '2026-06');
    await run(database, '2026-06', { on: '2026-06-03' });
    expect(await followed(database, '2026-06-04')).toBe('waits-for-objection 1');
    await answer(database, again, { on: '2026-06-04', ...no });
    expect(await lastLetter(database)).toMatchObject({ planQuietUntil: '2026-06-28' });
    expect(await followed(database, '2026-07-01')).toBe('in-time 1');
    expect(await followed(database, '2026-07-02')).toBe('waits-for-facts 1');
    await fetchFor({ database, registers: registersOf(payer) }, '2026-06', '2026-07-02');
    expect(await followed(database, '2026-07-02')).toBe('default 1');
    // The whole was due when those days were over, and not while the debtor had been told to wait.
    expect(await dueDates(database)).toEqual(['1 2026-06-29/2026-06-29', '2 2026-06-29/2026-06-29']);
  });

  test('that is upheld lets the claim rest until its source has changed it, and a person is to tell the source', async () => {
    await using database = await town.copy();
    const objection = await object(database, { on: '2026-04-03' });
    expect(await answer(database, objection, { on: '2026-04-09' })).toMatchObject({ ok: true });
    expect(await toCorrect(database)).toEqual([`claim 1 objection ${objection}`]);
    expect(await holds(database)).toEqual(['1 source-to-correct']);
    expect(await lastLetter(database)).toMatchObject({ outcome: 'upheld', next: ['source'], claims: [] });
    const [books, day] = [await within(database, (tx) => citizenBooks(tx, PAYER, DAY)), DAY];
    const rests = debtLines(books, day).get('not-now');
    expect(rests).toMatchObject([{ mains: [FIRST], next: { tag: 'to-correct' }, mayPay: 'not-needed' }]);
    // Who is right about the amount as well is told that both are being put right.
    const again = await object(database, { on: '2026-04-10', against: 'amount' });
    await answer(database, again, { on: '2026-04-11', outcome: 'refused', words: 'Nej.' });
    expect(await lastLetter(database)).toMatchObject({ outcome: 'refused', next: ['source'], claims: [] });
    const correction = { claim: FIRST, to: kroner(0), reason: 'Betalt.', decidedOn: date('2026-04-20') };
    const corrected = await within(database, (tx) =>
      correctClaim(tx, { ...correction, by: 'Bo', at: morningOf('2026-04-20') }),
    );
    expect(corrected).toMatchObject({ ok: true });
    expect(await holds(database)).toEqual([]);
    expect(await toCorrect(database)).toEqual([]);
  });

  test('that is upheld asks for no more instalments of the claim, and of the others as ever', async () => {
    await using database = await town.copy();
    const objection = await object(database, { on: '2026-04-03', claim: SECOND });
    await answer(database, objection, { on: '2026-04-09' });
    await raise(database, '2026-05-01');
    const asked = sql<{ amount: number }>`
      select (amount_ore / 100)::int as amount from instalment where due_on = '2026-05-01'`;
    // All of the first was asked for in April.
    expect(await rowsOf(database, asked)).toEqual([]);
  });

  test('that is partly right tells the source the amount, and a person may end the rest', async () => {
    await using database = await town.copy();
    const objection = await object(database, { on: '2026-04-03', against: 'amount' });
    const amounts = new Map([[FIRST, kroner(2_500)]]);
    await answer(database, objection, { on: '2026-04-09', outcome: 'partly', amounts });
    expect(await toCorrect(database)).toEqual([`claim 1 objection ${objection} 2500.00`]);
    const lift = {
      claim: FIRST,
      reason: 'source-to-correct',
      debtor: null,
      because: 'Det ændres ikke.',
    } as const;
    await within(database, (tx) => liftByHand(tx, { ...lift, by: 'Bo', at: morningOf('2026-05-02') }));
    expect(await holds(database)).toEqual([]);
    expect(await toCorrect(database)).toEqual([]);
  });

  test('of somebody else’s is refused, and so is one to a fee that was never charged', async () => {
    await using database = await town.copy();
    const said = { debtor: PAYER, words: 'Nej.', by: 'Inge', at: morningOf('2026-04-03') };
    const note = (claims: (typeof FIRST)[], against: Against) =>
      within(database, (tx) => noteObjection(tx, { ...said, claims, against }));
    expect(await note([claimNumber(99n)], 'amount')).toMatchObject({ refusal: { tag: 'not-theirs' } });
    expect(await note([FIRST], 'fee')).toMatchObject({ refusal: { tag: 'no-fee' } });
  });
});
