import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { heldLetters } from '../../src/agreements/held-letters.ts';
import { takeArrivals } from '../../src/agreements/arrivals.ts';
import { raiseInstalments, type InstalmentsRaised } from '../../src/agreements/instalments.ts';
import { makeDueLetters, type LetterJob } from '../../src/agreements/letter-job.ts';
import { takeInRepayments } from '../../src/agreements/take-in.ts';
import { runMonth, type MonthRunDone, type MonthRunRefusal } from '../../src/agreements/month-run.ts';
import { importClaimsFile } from '../../src/claims/import.ts';
import { fetchFacts, type FetchReport, type Registers } from '../../src/facts/fetch.ts';
import type { Answer, NotObtainedReason } from '../../src/facts/ports.ts';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import { addDays, date, dayOfMonth, month, monthOf, type PlainDate } from '../../src/kernel/dates.ts';
import { batchNumber, municipalityCode } from '../../src/kernel/ids.ts';
import type { Result } from '../../src/kernel/result.ts';
import { loadLetterAssets, type LetterAssets } from '../../src/letters/assets.ts';
import { deliverDue } from '../../src/letters/deliver-due.ts';
import { takeDeliveryNews } from '../../src/letters/delivery-news.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { configurationShape, type Configuration } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { paidAheadFor } from '../../src/payments/paid-ahead.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import {
  connectTo,
  inMunicipality,
  readInMunicipality,
  schemaOf,
  type Database,
} from '../../src/platform/database.ts';
import type { Debtor } from '../vocabulary.ts';
import { claimsFile, inPieces } from './claims-rows.ts';
import { copied, freshDatabase, type FreshDatabase } from './database.ts';
import { demoFile } from '../demo-file.ts';

/**
 * A small town for tests of the month: its debtors' claims are imported, and its registers answer from memory what the
 * debtors' stories say. The database is real.
 */
export const TOWN = municipalityCode('998');

/**
 * The demo's configuration with a ground for everything: nobody is heard but one whose income is not known, no person
 * approves, every rise counts at once. Income is two months back.
 */
export function townConfiguration(changes: Partial<Configuration> = {}): Configuration {
  const demo = configurationShape.parse(demoFile());
  const ground = demo.automatic.plan;
  return {
    ...demo,
    automatic: {
      plan: ground,
      rise: ground,
      planWithoutIncome: ground,
      fall: ground,
      deferral: ground,
      lapse: ground,
    },
    changes: { riseThresholdKroner: 0, runsToConfirmRise: 1 },
    ...changes,
  };
}

/** What nobody may do: changes rows that the database guards, as its superuser and with the guards off. */
export function behindOurBack(database: Database, statement: ReturnType<typeof sql>): Promise<void> {
  return database.asAdmin(async (admin) => {
    await sql`set session_replication_role = replica`.execute(admin);
    await statement.execute(admin);
  });
}

/** Does something while somebody else has a table of the town's locked, so that it cannot even be read. */
export function whileLocked<T>(database: Database, table: string, work: () => Promise<T>): Promise<T> {
  return database.asAdmin((admin) =>
    admin.transaction().execute(async (tx) => {
      await sql`lock table ${sql.table(`${schemaOf(TOWN)}.${table}`)} in access exclusive mode`.execute(tx);
      return work();
    }),
  );
}

/** Does something while a table of the town's is out of reach. */
export async function without<T>(database: Database, table: string, work: () => Promise<T>): Promise<T> {
  const rename = (from: string, to: string) =>
    behindOurBack(
      database,
      sql`alter table ${sql.table(`${schemaOf(TOWN)}.${from}`)} rename to ${sql.ref(to)}`,
    );
  await rename(table, `${table}_away`);
  try {
    return await work();
  } finally {
    await rename(`${table}_away`, table);
  }
}

const byPerson: Configuration['automatic'] = {
  plan: null,
  rise: null,
  planWithoutIncome: null,
  fall: null,
  deferral: null,
  lapse: null,
};
/** A municipality that has recorded no ground: who is burdened is heard first, and a person approves everything. */
export const withoutGrounds: Partial<Configuration> = {
  automatic: byPerson,
  hearing: { leftOut: null, days: 14 },
};
/** One where a person approves everything, with a ground for not hearing anybody first. */
export const approvedByPerson: Partial<Configuration> = { automatic: byPerson };

/** Nine in the morning of a day. */
export function morningOf(day: string): Temporal.Instant {
  return Temporal.Instant.from(`${date(day)}T09:00:00Z`);
}

type RegisterName = keyof Registers;

/** The three registers, answering what the stories say; each can fail for one debtor or for all. */
export class TownRegisters implements Registers {
  readonly #stories = new Map<CprNumber, Debtor>();
  readonly #troubles = new Map<string, NotObtainedReason['tag']>();
  #questions = 0;
  /** Called before each question about income is answered. */
  beforeIncome: (question: number) => void = () => undefined;

  /** From now on the registers know this about these debtors. */
  tell(...debtors: readonly Debtor[]): void {
    for (const debtor of debtors) this.#stories.set(debtor.cpr, debtor);
  }

  fail(register: RegisterName, tag: NotObtainedReason['tag'], debtor?: Debtor): void {
    this.#troubles.set(`${register} ${debtor?.cpr ?? 'all'}`, tag);
  }

  recover(): void {
    this.#troubles.clear();
  }

  readonly income: Registers['income'] = {
    incomeOf: (cpr, from, to, at) => {
      this.beforeIncome(++this.#questions);
      return this.#answer('income', cpr, at, ({ reports }) =>
        reports.filter(({ paidOn }) => from <= monthOf(paidOn) && monthOf(paidOn) <= to),
      );
    },
  };

  readonly persons: Registers['persons'] = {
    personOf: (cpr, at) => this.#answer('persons', cpr, at, ({ person }) => person),
  };

  readonly benefits: Registers['benefits'] = {
    benefitsOf: (cpr, at) => this.#answer('benefits', cpr, at, ({ grants }) => grants),
  };

  async #answer<T>(
    register: RegisterName,
    cpr: CprNumber,
    at: Temporal.Instant,
    pick: (debtor: Debtor) => T,
  ): Promise<Answer<T>> {
    const trouble = this.#troubles.get(`${register} ${cpr}`) ?? this.#troubles.get(`${register} all`);
    if (trouble !== undefined)
      return { state: 'not-obtained', reason: { tag: trouble, detail: 'as the test asked' }, evidence: null };
    const debtor = this.#stories.get(cpr);
    if (debtor === undefined) throw new Error('a person was asked about who is not of the town');
    const evidence = { messageId: randomUUID(), receivedAt: at, body: `<${register}/>` };
    return Promise.resolve({ state: 'answered', value: pick(debtor), evidence });
  }
}

export interface RunWishes {
  /** The calculation date; the 10th of the month where nothing is said. */
  readonly on?: string;
  readonly factsAsOf?: number;
  readonly pageSize?: number;
  readonly clock?: Clock;
  /** Who runs it. */
  readonly by?: string;
}

/** Fetches facts for a month, on a day of the clock; the first of the month where nothing is said. */
export async function fetchFor(
  { database, registers }: { readonly database: Database; readonly registers: Registers },
  of: string,
  on?: string,
): Promise<FetchReport> {
  const fetched = await fetchFacts({
    database,
    municipality: TOWN,
    registers,
    month: month(of),
    incomeLagMonths: 2,
    by: 'prøve',
    clock: () => morningOf(on ?? `${of}-01`),
  });
  if (!fetched.ok) throw new Error(fetched.refusal.tag);
  return fetched.value;
}

export function tryRun(
  database: Database,
  of: string,
  { on, factsAsOf, pageSize, clock, by = 'prøve', dryRun }: RunWishes & { readonly dryRun: boolean },
): Promise<Result<MonthRunDone, MonthRunRefusal>> {
  const day: PlainDate = on === undefined ? dayOfMonth(month(of), 10) : date(on);
  return runMonth({
    database,
    municipality: TOWN,
    month: month(of),
    on: day,
    factsAsOf: factsAsOf === undefined ? null : batchNumber(factsAsOf),
    dryRun,
    by,
    clock: clock ?? (() => morningOf(day)),
    ...(pageSize === undefined ? {} : { pageSize }),
  });
}

/** The month as it is run; a refusal is an error of the test. */
export async function run(database: Database, of: string, wishes: RunWishes = {}): Promise<MonthRunDone> {
  return accepted(await tryRun(database, of, { ...wishes, dryRun: false }));
}

export async function dryRun(database: Database, of: string, wishes: RunWishes = {}): Promise<MonthRunDone> {
  return accepted(await tryRun(database, of, { ...wishes, dryRun: true }));
}

function accepted(result: Result<MonthRunDone, MonthRunRefusal>): MonthRunDone {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

/** Saves the configuration and imports the debtors' claims; they are numbered in their order, from 100001. */
export async function settle(
  database: Database,
  debtors: readonly Debtor[],
  changes: Partial<Configuration> = {},
): Promise<void> {
  const at = morningOf('2026-01-02');
  await inMunicipality(database, TOWN, (tx) =>
    saveConfiguration(tx, { configuration: townConfiguration(changes), by: 'prøve', at }),
  );
  await takeIn(database, debtors, at);
}

/** The claims of these debtors come from the source. */
export async function takeIn(
  database: Database,
  debtors: readonly Debtor[],
  at: Temporal.Instant,
): Promise<void> {
  const text = claimsFile(...debtors.flatMap(({ rows }) => rows));
  const report = await importClaimsFile(
    { db: database, municipality: TOWN },
    { name: 'krav.csv', bytes: inPieces(text, 4096) },
    { dryRun: false, statedRows: null, by: 'prøve', at, posting: takeInRepayments(at) },
  );
  if (report.outcome !== 'imported') throw new Error(JSON.stringify(report.refusals));
}

/** What the letters of the town are made with. */
export const townAssets: LetterAssets = loadLetterAssets(
  join(PROJECT_ROOT, 'municipalities'),
  '998/arms.svg',
);

/** The letter job of a day. */
export function letterJob(database: Database, on: string): LetterJob {
  return {
    database,
    municipality: TOWN,
    assets: () => townAssets,
    by: 'prøve',
    clock: () => morningOf(on),
  };
}

/**
 * Makes the letters that are due and hands them over, on the day before; on the day they are in their recipients'
 * mailboxes, and what follows from that is done. Letters on paper are still on their way then.
 */
export async function letArrive(database: Database, on: string): Promise<void> {
  const before = addDays(date(on), -1);
  const { refused } = await makeDueLetters(letterJob(database, before));
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  const delivery = letterDeliveryStandIn({});
  const job = { database, municipality: TOWN, delivery, by: 'prøve' };
  const handed = await deliverDue({ ...job, heldAmong: heldLetters, clock: () => morningOf(before) });
  const news = await takeDeliveryNews({ ...job, clock: () => morningOf(on) });
  if (!handed.ok || !news.ok) throw new Error('letters are being sent by somebody else');
  await takeArrivals({ database, municipality: TOWN, clock: () => morningOf(on) });
}

/** Asks for everything that is due by a day, on that day where nothing else is said. */
export async function raise(database: Database, due: string, on: string = due): Promise<InstalmentsRaised> {
  const raised = await raiseInstalments({
    database,
    municipality: TOWN,
    due: date(due),
    by: 'prøve',
    clock: () => morningOf(on),
    paidAheadFor,
  });
  if (!raised.ok) throw new Error(raised.refusal.tag);
  return raised.value;
}

export interface Town extends AsyncDisposable {
  readonly database: Database;
  readonly registers: TownRegisters;
}

/** A town of its own with its claims imported, and nothing fetched yet. */
export async function aTown(debtors: readonly Debtor[], changes: Partial<Configuration> = {}): Promise<Town> {
  const database = await freshDatabase();
  const registers = new TownRegisters();
  registers.tell(...debtors);
  await settle(database, debtors, changes);
  return { database, registers, [Symbol.asyncDispose]: () => database.close() };
}

export interface TownCopy extends Database, AsyncDisposable {
  readonly url: string;
}

/** A town prepared once, of which each test takes a copy. */
export interface PreparedTown extends AsyncDisposable {
  copy(): Promise<TownCopy>;
}

export async function prepareTown(
  prepare: (database: FreshDatabase) => Promise<unknown>,
): Promise<PreparedTown> {
  const template = await freshDatabase();
  // On a connection of its own: a database can only be copied while nobody is connected to it.
  const database = connectTo({ connectionString: template.url }, { poolSize: 5 });
  const { url } = template;
  await prepare({ ...database, url, [Symbol.asyncDispose]: () => database.close() });
  await database.close();
  const source = new URL(template.url).pathname.slice(1);
  const administer = async (statement: string) => {
    const address = new URL(template.url);
    address.pathname = '/postgres';
    const client = new pg.Client({ connectionString: address.href });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  const copy = async () => {
    const name = `test_${randomUUID().replaceAll('-', '')}`;
    await administer(copied(name, source));
    const address = new URL(template.url);
    address.pathname = `/${name}`;
    const opened = connectTo({ connectionString: address.href }, { poolSize: 5 });
    const close = async () => {
      await opened.close();
      await administer(`drop database ${name} with (force)`);
    };
    return { ...opened, url: address.href, close, [Symbol.asyncDispose]: close };
  };
  return { copy, [Symbol.asyncDispose]: () => template.close() };
}

/** Rows of one of the town's queries. */
export async function rowsOf<T>(database: Database, query: ReturnType<typeof sql<T>>): Promise<T[]> {
  return readInMunicipality(database, TOWN, async (tx) => [...(await query.execute(tx)).rows]);
}

/** Every row of every table of the town, as text in a fixed order, by table; but for the numbers that two writers take in turn. */
export async function allTables(database: Database): Promise<Record<string, unknown>> {
  const names = await rowsOf(
    database,
    sql<{ name: string }>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'm0998' and c.relkind = 'r' order by 1`,
  );
  const content: Record<string, unknown> = {};
  for (const { name } of names) {
    const rows = await rowsOf(
      database,
      sql<{
        row: string;
      }>`select (to_jsonb(t) - 'item_number')::text as row from ${sql.table(name)} t order by 1`,
    );
    content[name] = rows.map(({ row }) => row);
  }
  return content;
}
