import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  acceptableReasons,
  acceptancesOf,
  approveAcceptance,
  isAcceptable,
  proposeAcceptance,
  withdrawAcceptance,
} from '../../src/agreements/accepted-reasons.ts';
import { acceptedReasons } from '../../src/agreements/grounds-that-count.ts';
import {
  closeWorkItem,
  openItems,
  openWorkItems,
  workItemsAbout,
  type OpenedWorkItem,
  type WorkItem,
  type WorkItemKind,
} from '../../src/agreements/work-items.ts';
import { workItemKinds } from '../../src/cli/work-words.ts';
import { date, month } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../../src/platform/database.ts';
import { aDebtor, kr } from '../vocabulary.ts';
import { aTown, morningOf, TOWN, type Town } from './town.ts';

/** Every kind there is; those that grounds can answer come first. */
const kinds: readonly WorkItemKind[] = [
  ...acceptableReasons,
  ...workItemKinds.filter((kind) => !isAcceptable(kind)),
];

const emigrant = debtorNumber(100_001);
const other = debtorNumber(100_002);

function item(kind: WorkItemKind, changes: Partial<WorkItem> = {}): WorkItem {
  return { kind, debtor: emigrant, month: month('2026-03'), about: null, ...changes };
}

function write<T>(database: Database, work: (tx: MunicipalityTx) => Promise<T>): Promise<T> {
  return inMunicipality(database, TOWN, work);
}

function read<T>(database: Database, work: (tx: MunicipalityReadTx) => Promise<T>): Promise<T> {
  return readInMunicipality(database, TOWN, work);
}

function open(database: Database, items: readonly WorkItem[], on = '2026-03-10'): Promise<void> {
  return write(database, (tx) => openWorkItems(tx, items, morningOf(on)));
}

/** A town with two debtors and what a person must look at about the first. */
async function townWith(...items: readonly WorkItem[]): Promise<Town> {
  const place = await aTown([aDebtor(1), aDebtor(2)]);
  await open(place.database, items);
  return place;
}

function opened(database: Database): Promise<OpenedWorkItem[]> {
  return read(database, (tx) => openItems(tx, { debtor: null, kind: null }));
}

interface Doing {
  readonly item?: bigint;
  readonly by?: string;
  readonly on?: string;
  readonly until?: string;
  readonly upTo?: number | null;
}

function acting({ item: number = 1n, by = 'Anna', on = '2026-03-12' }: Doing) {
  return { item: number, by, on: date(on), at: morningOf(on) };
}

function propose(database: Database, { until = '2026-09-01', upTo = null, ...doing }: Doing = {}) {
  const most = upTo === null ? null : kr(upTo);
  const grounds = { because: 'Løn fra et dansk rederi; bor i Malmø.', until: date(until), upTo: most };
  return write(database, (tx) => proposeAcceptance(tx, { ...acting(doing), ...grounds }));
}

function approve(database: Database, doing: Doing = {}) {
  return write(database, (tx) => approveAcceptance(tx, acting({ by: 'Bodil', ...doing })));
}

function withdraw(database: Database, doing: Doing = {}) {
  return write(database, (tx) =>
    withdrawAcceptance(tx, { ...acting(doing), because: 'Rederiet er lukket.' }),
  );
}

function close(database: Database, doing: Doing = {}) {
  return write(database, (tx) => closeWorkItem(tx, { ...acting(doing), because: 'Talt med borgeren.' }));
}

/** The reasons that do not stop the debtor on a day, each with the day somebody looked. */
async function accepted(database: Database, on: string): Promise<[string, string][]> {
  const found = await read(database, (tx) => acceptedReasons(tx, [emigrant, other], date(on)));
  expect([...found.keys()].filter((debtor) => debtor !== emigrant)).toEqual([]);
  return [...(found.get(emigrant) ?? [])].map(([kind, { looked }]) => [kind, looked]);
}

async function lastOpened(database: Database): Promise<bigint> {
  return (await opened(database)).at(-1)?.number ?? 0n;
}

const refused = (tag: string, more: object = {}) => ({ ok: false, refusal: { tag, ...more } });

describe('what a person must look at', () => {
  test('is on the list with a number, oldest first, until it is closed with a reason', async () => {
    await using place = await townWith(item('guardianship'));
    const { database } = place;
    await open(database, [item('abroad', { debtor: other })], '2026-03-01');
    expect(await opened(database)).toMatchObject([
      { number: 2n, kind: 'abroad', debtor: 100_002, month: '2026-03', openedAt: morningOf('2026-03-01') },
      { number: 1n, kind: 'guardianship', debtor: 100_001, closedAt: null, closedBy: null, closedWhy: null },
    ]);
    expect(await close(database)).toMatchObject({ ok: true, value: { number: 1n, closedBy: 'Anna' } });
    expect((await opened(database)).map(({ number }) => number)).toEqual([2n]);
    expect(await read(database, (tx) => workItemsAbout(tx, emigrant))).toMatchObject([
      { closedAt: morningOf('2026-03-12'), closedBy: 'Anna', closedWhy: 'Talt med borgeren.' },
    ]);
  });

  test('can be asked for by debtor and by kind', async () => {
    await using place = await townWith(item('abroad'), item('b-income'), item('b-income', { debtor: other }));
    const asked = (question: Parameters<typeof openItems>[1]) =>
      read(place.database, async (tx) => (await openItems(tx, question)).map(({ number }) => number));
    expect(await asked({ debtor: emigrant, kind: null })).toEqual([1n, 2n]);
    expect(await asked({ debtor: null, kind: 'b-income' })).toEqual([2n, 3n]);
    expect(await asked({ debtor: other, kind: 'abroad' })).toEqual([]);
  });

  test('is one for the same matter of a month, also when it was closed; the next month asks again', async () => {
    await using place = await townWith(item('abroad'));
    const { database } = place;
    await close(database);
    await open(database, [item('abroad')]);
    expect(await opened(database)).toEqual([]);
    await open(database, [item('abroad', { month: month('2026-04') })]);
    expect(await opened(database)).toMatchObject([{ kind: 'abroad', month: '2026-04' }]);
  });

  test('is two when two letters come back in a month', async () => {
    const letters = ['202603000010000100 returned', '202603000010000110 returned'];
    await using place = await townWith(...letters.map((about) => item('letter-not-arrived', { about })));
    await open(place.database, [item('letter-not-arrived', { about: letters[0] ?? '' })]);
    expect((await opened(place.database)).map(({ about }) => about)).toEqual(letters);
  });

  test('is not closed when there is none of that number, or when it is closed already; then it stays as it is', async () => {
    await using place = await townWith(item('abroad'));
    const { database } = place;
    expect(await close(database, { item: 99n })).toEqual(refused('unknown-item'));
    await close(database);
    expect(await close(database, { by: 'Carl' })).toEqual(
      refused('closed-already', { at: morningOf('2026-03-12'), by: 'Anna' }),
    );
    await expect(
      write(database, (tx) => sql`update work_item set closed_by = 'Carl'`.execute(tx)),
    ).rejects.toThrow(/never changed or deleted/);
    await expect(write(database, (tx) => sql`delete from work_item`.execute(tx))).rejects.toThrow(
      /never changed or deleted/,
    );
  });
});

describe('a caseworker’s grounds why something does not stop a debtor', () => {
  test('count from a second person’s approval up to and with the last day, and close the item', async () => {
    await using place = await townWith(item('abroad'), item('b-income'));
    const { database } = place;
    expect(await propose(database)).toMatchObject({ ok: true, value: { number: 1n, kind: 'abroad' } });
    expect(await accepted(database, '2026-03-12')).toEqual([]);
    expect(await opened(database)).toHaveLength(2);
    expect(await approve(database, { on: '2026-03-13' })).toMatchObject({
      ok: true,
      value: { until: '2026-09-01', closed: 1 },
    });
    expect(await opened(database)).toMatchObject([{ kind: 'b-income' }]);
    expect(await accepted(database, '2026-03-13')).toEqual([['abroad', '2026-03-12']]);
    expect(await accepted(database, '2026-09-01')).toEqual([['abroad', '2026-03-12']]);
    expect(await accepted(database, '2026-09-02')).toEqual([]);
  });

  test('change nothing that was found on a day before the approval', async () => {
    await using place = await townWith(item('abroad'));
    await propose(place.database);
    await approve(place.database, { on: '2026-03-13' });
    expect(await accepted(place.database, '2026-03-12')).toEqual([]);
  });

  test('answer all that is open of the kind about the debtor, and nobody else’s', async () => {
    const february = item('abroad', { month: month('2026-02') });
    await using place = await townWith(february, item('abroad'), item('abroad', { debtor: other }));
    await propose(place.database, { item: 2n });
    expect(await approve(place.database, { item: 2n })).toMatchObject({ value: { closed: 2 } });
    expect(await opened(place.database)).toMatchObject([{ debtor: 100_002 }]);
    expect(await read(place.database, (tx) => workItemsAbout(tx, emigrant))).toMatchObject([
      { closedBy: 'Bodil', closedWhy: 'accepted 2' },
      { closedBy: 'Bodil', closedWhy: 'accepted 2' },
    ]);
  });

  test('are not approved by whoever gave them; the database knows that too', async () => {
    await using place = await townWith(item('abroad'));
    const { database } = place;
    await propose(database);
    expect(await approve(database, { by: 'Anna' })).toEqual(refused('same-person'));
    const insert = (proposer: string, approver: string) =>
      write(database, (tx) =>
        sql`insert into accepted_reason_approval values (1, ${proposer}, '2026-03-13', ${approver}, now())`.execute(
          tx,
        ),
      );
    await expect(insert('Anna', 'Anna')).rejects.toThrow(/check/);
    await expect(insert('Carl', 'Anna')).rejects.toThrow(/foreign key/);
    expect(await accepted(database, '2026-03-13')).toEqual([]);
  });

  test('can answer what is a matter of judgement, and nothing that ends by something else', async () => {
    await using place = await townWith(...kinds.map((kind) => item(kind)));
    const answers = new Map<string, unknown>();
    for (const { number, kind } of await opened(place.database)) {
      const upTo = kind === 'b-income' ? 500 : null;
      const proposed = await propose(place.database, { item: number, upTo });
      answers.set(kind, proposed.ok ? 'proposed' : proposed.refusal);
    }
    const byGrounds = kinds.filter((kind) => answers.get(kind) === 'proposed');
    expect(byGrounds).toEqual([...acceptableReasons]);
    for (const kind of kinds.filter((each) => !byGrounds.includes(each)))
      expect(answers.get(kind)).toEqual({ tag: 'not-by-grounds', kind });
  });

  test('about B-income say how much of it in a month, and others do not; the database knows that too', async () => {
    await using place = await townWith(item('b-income'), item('abroad'));
    const { database } = place;
    expect(await propose(database, { item: 1n })).toEqual(refused('up-to-missing'));
    expect(await propose(database, { item: 2n, upTo: 500 })).toEqual(refused('up-to-not-asked'));
    await propose(database, { item: 1n, upTo: 500 });
    expect(await read(database, (tx) => acceptancesOf(tx, [1n]))).toMatchObject([{ upTo: kr(500) }]);
    expect(await approve(database, { item: 1n })).toMatchObject({ ok: true, value: { upTo: kr(500) } });
    const insert = sql`insert into accepted_reason (item_number, debtor_number, kind, because, accepted_until,
      proposed_on, proposed_by, recorded_at)
      values (1, 100001, 'b-income', 'x', '2026-09-01', '2026-03-12', 'Anna', now())`;
    await expect(write(database, (tx) => insert.execute(tx))).rejects.toThrow(/check/);
  });

  test('are the last that were given, where several count', async () => {
    await using place = await townWith();
    const { database } = place;
    for (const [of, upTo] of [
      ['2026-03', 500],
      ['2026-04', 900],
    ] as const) {
      await open(database, [item('b-income', { month: month(of) })]);
      const given = { item: await lastOpened(database) };
      await propose(database, { ...given, upTo });
      await approve(database, given);
    }
    const found = await read(database, (tx) => acceptedReasons(tx, [emigrant], date('2026-03-12')));
    expect(found.get(emigrant)?.get('b-income')?.upTo).toBe(kr(900));
  });

  test('last a year at most, and not until a day that has gone', async () => {
    await using place = await townWith(item('abroad'));
    const { database } = place;
    expect(await propose(database, { until: '2026-03-11' })).toEqual(refused('until-is-past'));
    expect(await propose(database, { until: '2027-03-13' })).toEqual(
      refused('until-too-far', { latest: '2027-03-12' }),
    );
    expect((await propose(database, { until: '2027-03-12' })).ok).toBe(true);
    await withdraw(database);
    expect((await propose(database, { until: '2026-04-01' })).ok).toBe(true);
    expect(await approve(database, { on: '2026-04-02' })).toEqual(refused('until-is-past'));
    expect((await approve(database, { on: '2026-04-01' })).ok).toBe(true);
  });

  test('are given once about an item that is open, and approved once', async () => {
    await using place = await townWith(item('abroad'));
    const { database } = place;
    expect(await propose(database, { item: 99n })).toEqual(refused('unknown-item'));
    expect(await approve(database)).toEqual(refused('nothing-proposed'));
    await propose(database);
    expect(await propose(database, { by: 'Carl' })).toEqual(refused('proposed-already', { by: 'Anna' }));
    await approve(database);
    const closed = refused('closed-already', { at: morningOf('2026-03-12'), by: 'Bodil' });
    expect(await approve(database, { by: 'Carl' })).toEqual(closed);
    expect(await propose(database)).toEqual(closed);
  });

  test('that are taken back before approval leave room for others', async () => {
    await using place = await townWith(item('abroad'));
    const { database } = place;
    await propose(database);
    expect((await withdraw(database)).ok).toBe(true);
    expect(await approve(database)).toEqual(refused('nothing-proposed'));
    expect((await propose(database, { by: 'Carl', until: '2026-05-01' })).ok).toBe(true);
    expect(await read(database, (tx) => acceptancesOf(tx, [1n]))).toMatchObject([
      { proposed: { by: 'Anna' }, approved: null, withdrawn: { by: 'Anna', why: 'Rederiet er lukket.' } },
      { proposed: { by: 'Carl' }, approved: null, withdrawn: null, until: '2026-05-01' },
    ]);
  });

  test('that are taken back after approval stop the debtor from that day, and the matter is open anew', async () => {
    await using place = await townWith(item('abroad'));
    const { database } = place;
    await propose(database);
    await approve(database);
    expect((await withdraw(database, { on: '2026-03-20' })).ok).toBe(true);
    expect(await accepted(database, '2026-03-19')).toEqual([['abroad', '2026-03-12']]);
    expect(await accepted(database, '2026-03-20')).toEqual([]);
    expect(await opened(database)).toMatchObject([
      { kind: 'abroad', month: '2026-03', about: 'withdrawn 1', closedAt: null },
    ]);
    expect(await withdraw(database)).toEqual(refused('nothing-proposed'));
    expect(await withdraw(database, { item: 99n })).toEqual(refused('unknown-item'));
  });

  test('are kept as they were given, approved and taken back', async () => {
    await using place = await townWith(item('abroad'));
    const { database } = place;
    await propose(database);
    await approve(database);
    await withdraw(database);
    for (const table of ['accepted_reason', 'accepted_reason_approval', 'accepted_reason_end']) {
      const change = write(database, (tx) => sql`delete from ${sql.table(table)}`.execute(tx));
      await expect(change).rejects.toThrow(/never changed or deleted/);
    }
  });
});
