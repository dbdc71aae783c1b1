import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addRepresentative } from '../../src/debtors/representatives.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, letterId, decisionOfLetter } from '../../src/kernel/ids.ts';
import { archivedLetter } from '../../src/letters/archive.ts';
import { deliverDue } from '../../src/letters/deliver-due.ts';
import { lettersAbout } from '../../src/letters/delivery-overview.ts';
import { inMunicipality, readInMunicipality, withMunicipalityLock } from '../../src/platform/database.ts';
import { cprOf } from '../vocabulary.ts';
import {
  archive,
  byHand,
  deliveries,
  digitally,
  following,
  handOver,
  jobOn,
  letterTo,
  onPaper,
  OtherSide,
  reference,
  settleDebtors,
  takeNews,
  withoutLetters,
} from './letters-on-their-way.ts';
import { morningOf, prepareTown, rowsOf, TOWN, type PreparedTown, type TownCopy } from './town.ts';

let town: PreparedTown;
let database: TownCopy;
beforeAll(async () => {
  town = await prepareTown((prepared) => settleDebtors(prepared, 30));
  database = await town.copy();
});
beforeEach(() => withoutLetters(database));
afterAll(async () => {
  await database.close();
  await town[Symbol.asyncDispose]();
});

const anna = 100_001;
const bent = 100_002;
const carl = 100_003;
const available = (debtor: number, on: string) =>
  ({ reference: reference(debtor, 'digital'), state: 'available', on: date(on) }) as const;
const sent = (debtor: number, on: string) =>
  ({ reference: reference(debtor, 'paper'), state: 'sent', on: date(on) }) as const;
const returned = (debtor: number, on: string) =>
  ({ reference: reference(debtor, 'paper'), state: 'returned', on: date(on) }) as const;
const exempt = (debtor: number, on: string) =>
  ({
    reference: reference(debtor, 'digital'),
    state: 'failed',
    on: date(on),
    code: 'not-registered',
  }) as const;

const waiting = sql<{ key: string; state: string; attempts: number; last_error: string | null }>`
  select key, state, attempts, last_error from due_work where kind = 'delivery' order by key`;
const events = sql<{ state: string; on: string; code: string | null; by: string }>`
  select state, happened_on as "on", code, told_by as by from delivery_event order by happened_on, told_at, state`;

describe('a letter that is made', () => {
  test('is handed over once, to the channel the debtor has', async () => {
    const post = new OtherSide();
    await archive(database, [
      { debtor: anna, recipient: digitally },
      { debtor: bent, recipient: onPaper },
    ]);
    expect(await handOver(database, post, '2026-03-10')).toEqual({
      handed: 2,
      refused: 0,
      unavailable: 0,
      withoutDocument: 0,
    });
    expect(await handOver(database, post, '2026-03-11')).toEqual({
      handed: 0,
      refused: 0,
      unavailable: 0,
      withoutDocument: 0,
    });
    expect(post.received.map(({ to }) => to)).toEqual([
      { channel: 'digital', cpr: cprOf(1) },
      { channel: 'paper', name: 'Prøve 100002', address: ['Prøvevej 12B, 2. tv', '9998 Prøveby'] },
    ]);
    expect((await deliveries(database)).map(({ state, handed }) => [state, handed])).toEqual([
      ['handed', '2026-03-10'],
      ['handed', '2026-03-10'],
    ]);
  });

  test('and made again is neither kept nor sent twice', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    await handOver(database, post, '2026-03-10');
    await archive(database, [{ debtor: anna, recipient: digitally }], '2026-03-12');
    await handOver(database, post, '2026-03-12');
    expect(post.received).toHaveLength(1);
  });

  test('takes its translation along in the same envelope', async () => {
    const post = new OtherSide();
    await archive(database, [
      { debtor: anna, recipient: digitally, language: 'en' },
      { debtor: anna, recipient: digitally },
    ]);
    await handOver(database, post, '2026-03-10');
    expect(post.received).toHaveLength(1);
    expect(
      post.received[0]?.documents.map(({ language, pdf }) => [language, Buffer.from(pdf).toString()]),
    ).toEqual([
      ['da', '%PDF- 100001 0 da'],
      ['en', '%PDF- 100001 0 en'],
    ]);
    const english = await readInMunicipality(database, TOWN, (tx) =>
      archivedLetter(tx, { letter: letterTo(anna), language: 'en', recipient: null }),
    );
    expect(Buffer.from(english?.document?.pdf ?? []).toString()).toContain('en');
  });

  test('and its hearing are two letters about one decision', async () => {
    const hearing = letterId(decisionOfLetter(letterTo(anna)), 'hearing');
    await archive(database, [{ debtor: anna, recipient: digitally, letter: hearing }]);
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    const numbers = await rowsOf(
      database,
      sql<{
        letter: bigint;
        decision: bigint;
      }>`select letter_id as letter, decision_id as decision from letter order by 1`,
    );
    expect(numbers.map(({ letter }) => letter - letterTo(anna))).toEqual([0n, 1n]);
    expect(new Set(numbers.map(({ decision }) => decision)).size).toBe(1);
  });

  test('keeps waiting while the other side does not answer, and the others are not held up', async () => {
    const post = new OtherSide();
    post.answer = ({ reference: asked }) =>
      asked === reference(anna, 'digital') ? { state: 'unavailable', detail: 'closed' } : { state: 'handed' };
    await archive(database, [
      { debtor: anna, recipient: digitally },
      { debtor: bent, recipient: digitally },
    ]);
    expect(await handOver(database, post, '2026-03-10')).toEqual({
      handed: 1,
      refused: 0,
      unavailable: 1,
      withoutDocument: 0,
    });
    expect(await rowsOf(database, waiting)).toEqual([
      { key: `${letterTo(anna)}/0/digital`, state: 'waiting', attempts: 1, last_error: 'unavailable' },
      { key: `${letterTo(bent)}/0/digital`, state: 'done', attempts: 0, last_error: null },
    ]);
    post.answer = () => ({ state: 'handed' });
    expect(await handOver(database, post, '2026-03-11')).toMatchObject({ handed: 1 });
    expect(post.received.map((letter) => letter.reference)).toEqual(
      [anna, bent, anna].map((debtor) => reference(debtor, 'digital')),
    );
  });

  test('is not tried over and over while the other side is closed', async () => {
    const post = new OtherSide();
    post.answer = () => ({ state: 'unavailable', detail: 'closed' });
    await archive(
      database,
      Array.from({ length: 30 }, (_, index) => ({ debtor: anna + index, recipient: digitally })),
    );
    expect(await handOver(database, post, '2026-03-10')).toEqual({
      handed: 0,
      refused: 0,
      unavailable: 25,
      withoutDocument: 0,
    });
  });

  test('is handed over by one job at a time', async () => {
    const job = jobOn(database, new OtherSide(), '2026-03-10');
    const second = await withMunicipalityLock(database, { code: TOWN, name: 'letters-send' }, () =>
      deliverDue(job),
    );
    expect(second).toMatchObject({ ok: true, value: { ok: false, refusal: { tag: 'busy' } } });
  });

  test('is one entry in the access log for the whole job', async () => {
    await handOver(database, new OtherSide(), '2026-03-10');
    const log = sql`select actor, purpose, debtor_number from access_log where about = 'letters send'`;
    expect(await rowsOf(database, log)).toEqual([
      { actor: 'prøve', purpose: 'delivery of letters', debtor_number: null },
    ]);
  });
});

describe('a letter in Digital Post', () => {
  test('has arrived the day it is available', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    await handOver(database, post, '2026-03-10');
    expect(await takeNews(database, post, '2026-03-11')).toMatchObject({ asked: 1, arrived: 0 });
    post.tell(available(anna, '2026-03-11'));
    expect(await takeNews(database, post, '2026-03-13')).toMatchObject({ asked: 1, arrived: 1 });
    expect(await following(database)).toEqual([
      { kind: 'letter-arrived', key: letterTo(anna).toString(), payload: { arrivedOn: '2026-03-11' } },
    ]);
    expect(await rowsOf(database, events)).toEqual([
      { state: 'handed', on: '2026-03-10', code: null, by: 'delivery' },
      { state: 'arrived', on: '2026-03-11', code: 'available', by: 'arrival-rule' },
      { state: 'available', on: '2026-03-11', code: null, by: 'delivery' },
    ]);
  });

  test('that cannot be delivered any longer goes on paper, once', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    await handOver(database, post, '2026-03-10');
    post.tell(exempt(anna, '2026-03-11'));
    await takeNews(database, post, '2026-03-11');
    await takeNews(database, post, '2026-03-12');
    await handOver(database, post, '2026-03-12');
    await handOver(database, post, '2026-03-13');
    expect(post.received.map((letter) => letter.to.channel)).toEqual(['digital', 'paper']);
    post.tell(sent(anna, '2026-03-13'));
    await takeNews(database, post, '2026-03-23');
    // Six weekdays after Friday 13 March.
    expect(await following(database)).toEqual([
      { kind: 'letter-arrived', key: letterTo(anna).toString(), payload: { arrivedOn: '2026-03-23' } },
    ]);
  });

  test('that the post refuses at once because the debtor is exempt goes on paper', async () => {
    const post = new OtherSide();
    post.answer = ({ to }) =>
      to.channel === 'digital' ? { state: 'refused', code: 'not-registered' } : { state: 'handed' };
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    expect(await handOver(database, post, '2026-03-10')).toEqual({
      handed: 1,
      refused: 1,
      unavailable: 0,
      withoutDocument: 0,
    });
    expect((await deliveries(database)).map(({ channel, state }) => [channel, state])).toEqual([
      ['digital', 'failed'],
      ['paper', 'handed'],
    ]);
    expect(await following(database)).toEqual([]);
  });

  test('that cannot be delivered goes to a person when the address is protected: it is never printed', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: digitally, address: [] }]);
    await handOver(database, post, '2026-03-10');
    post.tell(exempt(anna, '2026-03-11'));
    await takeNews(database, post, '2026-03-11');
    await handOver(database, post, '2026-03-11');
    expect(post.received).toHaveLength(1);
    expect(await following(database)).toEqual([
      {
        kind: 'letter-not-arrived',
        key: letterTo(anna).toString(),
        payload: { recipient: 0, trouble: { reason: 'by-hand' } },
      },
    ]);
  });

  test('that was not accepted goes to a person, and nothing is sent instead', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    await handOver(database, post, '2026-03-10');
    post.tell({ ...exempt(anna, '2026-03-11'), code: 'rejected' });
    expect(await takeNews(database, post, '2026-03-11')).toMatchObject({ failed: 1 });
    await handOver(database, post, '2026-03-11');
    expect(post.received).toHaveLength(1);
    expect(await following(database)).toEqual([
      {
        kind: 'letter-not-arrived',
        key: letterTo(anna).toString(),
        payload: {
          recipient: 0,
          trouble: { reason: 'failed', on: '2026-03-11', code: 'rejected', arrivedOn: null },
        },
      },
    ]);
  });
});

describe('a letter on paper', () => {
  test('counts as arrived six weekdays after it was sent, and not a day before', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: bent, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    post.tell(sent(bent, '2026-03-11'));
    expect(await takeNews(database, post, '2026-03-18')).toMatchObject({ arrived: 0 });
    expect(await takeNews(database, post, '2026-03-19')).toMatchObject({ arrived: 1 });
    expect(await takeNews(database, post, '2026-03-20')).toMatchObject({ arrived: 0 });
    expect(await following(database)).toEqual([
      { kind: 'letter-arrived', key: letterTo(bent).toString(), payload: { arrivedOn: '2026-03-19' } },
    ]);
  });

  test('counts as arrived after as many weekdays as the municipality has chosen', async () => {
    await using other = await town.copy();
    await settleDebtorsAnew(other, 10);
    const post = new OtherSide();
    await archive(other, [{ debtor: bent, recipient: onPaper }]);
    await handOver(other, post, '2026-03-10');
    post.tell(sent(bent, '2026-03-11'));
    await takeNews(other, post, '2026-04-30');
    expect((await deliveries(other))[0]).toMatchObject({ arrived: '2026-03-25' });
  });

  test('that came back before it would have counted has not arrived, and a person is told', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: bent, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    post.tell(sent(bent, '2026-03-11'), returned(bent, '2026-03-16'));
    await takeNews(database, post, '2026-03-30');
    expect((await deliveries(database))[0]).toMatchObject({ state: 'returned', arrived: null });
    expect(await following(database)).toEqual([
      {
        kind: 'letter-not-arrived',
        key: letterTo(bent).toString(),
        payload: { recipient: 0, trouble: { reason: 'returned', on: '2026-03-16', arrivedOn: null } },
      },
    ]);
  });

  test('that comes back after it counted as arrived keeps its day, and a person is told', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: bent, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    post.tell(sent(bent, '2026-03-11'));
    await takeNews(database, post, '2026-03-19');
    post.tell(returned(bent, '2026-04-07'));
    await takeNews(database, post, '2026-04-08');
    expect((await deliveries(database))[0]).toMatchObject({ state: 'returned', arrived: '2026-03-19' });
    expect((await following(database)).map(({ kind, payload }) => [kind, payload])).toEqual([
      ['letter-arrived', { arrivedOn: '2026-03-19' }],
      [
        'letter-not-arrived',
        { recipient: 0, trouble: { reason: 'returned', on: '2026-04-07', arrivedOn: '2026-03-19' } },
      ],
    ]);
  });

  test('can be told to have come back before we are told that it was sent', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: bent, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    post.tell(returned(bent, '2026-03-30'));
    await takeNews(database, post, '2026-03-30');
    post.tell(sent(bent, '2026-03-11'));
    await takeNews(database, post, '2026-04-01');
    expect((await deliveries(database))[0]).toMatchObject({
      state: 'returned',
      sent: '2026-03-11',
      arrived: '2026-03-19',
    });
  });

  test('is not asked about for ever', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: bent, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    post.tell(sent(bent, '2026-03-11'));
    await takeNews(database, post, '2026-03-19');
    expect(await takeNews(database, post, '2026-05-09')).toMatchObject({ asked: 1 });
    expect(await takeNews(database, post, '2026-05-10')).toMatchObject({ asked: 0 });
  });

  test('does not count as arrived on a day when nobody could say whether it came back', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: bent, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    post.tell(sent(bent, '2026-03-11'));
    await takeNews(database, post, '2026-03-12');
    post.newsAvailable = false;
    expect(await takeNews(database, post, '2026-03-19')).toMatchObject({ arrived: 0, unavailable: 1 });
    post.newsAvailable = true;
    expect(await takeNews(database, post, '2026-03-20')).toMatchObject({ arrived: 1 });
    expect((await deliveries(database))[0]).toMatchObject({ arrived: '2026-03-19' });
  });

  test('that was never said to be sent does not count as arrived', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: bent, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    expect(await takeNews(database, post, '2026-04-30')).toMatchObject({ asked: 1, arrived: 0 });
  });
});

describe('a letter to a protected address without Digital Post', () => {
  test('is handed to nobody, and a person is told to bring it', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: carl, recipient: byHand, address: [] }]);
    expect(await handOver(database, post, '2026-03-10')).toEqual({
      handed: 0,
      refused: 0,
      unavailable: 0,
      withoutDocument: 0,
    });
    expect(await takeNews(database, post, '2026-03-30')).toMatchObject({ asked: 0, arrived: 0 });
    expect(await following(database)).toEqual([
      {
        kind: 'letter-not-arrived',
        key: letterTo(carl).toString(),
        payload: { recipient: 0, trouble: { reason: 'by-hand' } },
      },
    ]);
  });
});

describe('a letter to more than one', () => {
  const guardian = { number: 1, role: 'addressee', channel: 'digital' } as const;
  const otherGuardian = { number: 2, role: 'addressee', channel: 'paper' } as const;
  const copy = { number: 1, role: 'copy', channel: 'paper' } as const;

  test('to a guardian instead goes to the guardian’s own Digital Post', async () => {
    const post = new OtherSide();
    await inMunicipality(database, TOWN, (tx) =>
      addRepresentative(tx, {
        debtor: debtorNumber(anna),
        kind: 'guardian',
        mode: 'instead',
        name: 'Værge Prøve',
        address: [],
        cpr: cprOf(77),
        from: date('2026-01-01'),
        evidence: 'Værgebeskikkelse af 2. januar 2026',
        by: 'prøve',
        at: morningOf('2026-01-02'),
      }),
    );
    await archive(database, [{ debtor: anna, recipient: guardian }]);
    await handOver(database, post, '2026-03-10');
    expect(post.received.map(({ to }) => to)).toEqual([{ channel: 'digital', cpr: cprOf(77) }]);
  });

  test('counts when it has reached the last of those it is addressed to', async () => {
    const post = new OtherSide();
    post.answer = ({ to }) =>
      to.channel === 'digital' ? { state: 'unavailable', detail: 'closed' } : { state: 'handed' };
    await inMunicipality(database, TOWN, (tx) =>
      addRepresentative(tx, {
        debtor: debtorNumber(anna),
        kind: 'custody-holder',
        mode: 'instead',
        name: 'Mor Prøve',
        address: [],
        cpr: cprOf(78),
        from: date('2026-01-01'),
        evidence: 'CPR',
        by: 'prøve',
        at: morningOf('2026-01-02'),
      }),
    );
    await archive(database, [
      { debtor: anna, recipient: guardian },
      { debtor: anna, recipient: otherGuardian },
    ]);
    await handOver(database, post, '2026-03-10');
    post.tell({ reference: reference(anna, 'paper', 2), state: 'sent', on: date('2026-03-11') });
    await takeNews(database, post, '2026-03-20');
    expect(await following(database)).toEqual([]);
    post.answer = () => ({ state: 'handed' });
    await handOver(database, post, '2026-03-20');
    post.tell({ reference: reference(anna, 'digital', 1), state: 'available', on: date('2026-03-21') });
    await takeNews(database, post, '2026-03-21');
    expect(await following(database)).toEqual([
      { kind: 'letter-arrived', key: letterTo(anna).toString(), payload: { arrivedOn: '2026-03-21' } },
    ]);
  });

  test('a copy that has not arrived holds nothing up; one that comes back is told of as a copy', async () => {
    const post = new OtherSide();
    await archive(database, [
      { debtor: anna, recipient: digitally },
      { debtor: anna, recipient: copy },
    ]);
    await handOver(database, post, '2026-03-10');
    post.tell(available(anna, '2026-03-11'));
    await takeNews(database, post, '2026-03-11');
    expect((await following(database)).map(({ kind }) => kind)).toEqual(['letter-arrived']);
    post.tell({ reference: reference(anna, 'paper', 1), state: 'returned', on: date('2026-03-16') });
    await takeNews(database, post, '2026-03-17');
    expect(await following(database)).toEqual([
      {
        kind: 'copy-not-arrived',
        key: `${letterTo(anna)}/1`,
        payload: { recipient: 1, trouble: { reason: 'returned', on: '2026-03-16', arrivedOn: null } },
      },
      { kind: 'letter-arrived', key: letterTo(anna).toString(), payload: { arrivedOn: '2026-03-11' } },
    ]);
  });
});

describe('news', () => {
  test('that cannot be true are not believed: before the handing, from tomorrow, about other letters', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    await handOver(database, post, '2026-03-10');
    post.tell(available(anna, '2026-03-09'), available(anna, '2026-03-12'), available(bent, '2026-03-10'));
    expect(await takeNews(database, post, '2026-03-11')).toMatchObject({ arrived: 0, notBelieved: 3 });
    expect(await takeNews(database, post, '2026-03-12')).toMatchObject({ arrived: 1, notBelieved: 2 });
    expect((await deliveries(database))[0]).toMatchObject({ arrived: '2026-03-12' });
  });

  test('that a letter is in the mailbox are not believed about a letter on paper', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: bent, recipient: onPaper }]);
    await handOver(database, post, '2026-03-10');
    post.tell({ ...available(bent, '2026-03-11'), reference: reference(bent, 'paper') });
    expect(await takeNews(database, post, '2026-03-11')).toMatchObject({ arrived: 0, notBelieved: 1 });
  });

  test('are kept as they were told, and nobody can change them afterwards', async () => {
    const post = new OtherSide();
    await archive(database, [{ debtor: anna, recipient: digitally }]);
    await handOver(database, post, '2026-03-10');
    const change = inMunicipality(database, TOWN, (tx) =>
      sql`update delivery_event set happened_on = '2026-03-01'`.execute(tx),
    );
    await expect(change).rejects.toThrow(/never changed or deleted/);
  });

  test('of a debtor’s letters can be read together, in the order in which they were made', async () => {
    const post = new OtherSide();
    await archive(database, [
      { debtor: anna, recipient: digitally },
      { debtor: anna, recipient: digitally, language: 'en' },
      { debtor: bent, recipient: onPaper },
    ]);
    await handOver(database, post, '2026-03-10');
    post.tell(exempt(anna, '2026-03-11'));
    await takeNews(database, post, '2026-03-11');
    const letters = await readInMunicipality(database, TOWN, (tx) => lettersAbout(tx, debtorNumber(anna)));
    expect(letters).toMatchObject([
      {
        letter: letterTo(anna),
        kind: 'plan',
        madeOn: '2026-03-10',
        recipient: 0,
        languages: ['da', 'en'],
        deliveries: [
          { channel: 'digital', state: 'failed', failure: 'not-registered' },
          { channel: 'paper', state: 'waiting' },
        ],
      },
    ]);
  });
});

/** The town’s letters on paper count as arrived after so many weekdays from now on. */
async function settleDebtorsAnew(
  database: Parameters<typeof settleDebtors>[0],
  paperWeekdays: number,
): Promise<void> {
  await inMunicipality(database, TOWN, (tx) =>
    sql`
      insert into configuration (version, document, recorded_at, recorded_by)
      select version + 1, jsonb_set(document, '{run,paperWeekdays}', to_jsonb(${paperWeekdays}::int)), recorded_at, 'prøve'
      from configuration order by version desc limit 1`.execute(tx),
  );
}
