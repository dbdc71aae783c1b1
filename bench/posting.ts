import { sql } from 'kysely';
import type pg from 'pg';
import { date } from '../src/kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../src/kernel/ids.ts';
import { ore } from '../src/kernel/money.ts';
import { raiseImported } from '../src/ledger/raise.ts';
import { registerPayment } from '../src/payments/register-payment.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../src/platform/database.ts';
import type { Figure } from './figure.ts';
import {
  analyzeSeeded,
  BENCH_MUNICIPALITY,
  openBareConnections,
  openBenchDatabase,
} from './scratch-database.ts';
import { seedDebtors } from './seed-debtors.ts';

const DEBTORS = 20_000;
const CLAIMS_EACH = 3;
const CONNECTIONS = 8;
const PAYMENTS = 2_000;
const NOTE = 'docs/performance.md, "Payments"';

/**
 * Payments registered and allocated, with all that belongs to it, beside the least that a database can do about a payment:
 * BEGIN, a row, a row that refers to it, COMMIT. Both on eight connections, each payment a transaction.
 */
export const posting: Figure = {
  name: 'posting',
  unit: 'payments/s',
  better: 'higher',
  target: 0.3,
  note: NOTE,
  prepare: async () => {
    const database = await preparedDatabase();
    const bare = await bareTables();
    return {
      ours: () => paymentsPerSecond(database, anyDebtor),
      peer: () => bareRowsPerSecond(bare),
      close: async () => {
        await bare.query(DROP_BARE);
        await bare.end();
        await database.close();
      },
    };
  },
};

/** Payments of ten debtors, who wait for each other, beside payments of all. */
export const hot: Figure = {
  name: 'hot',
  unit: 'payments/s',
  better: 'higher',
  target: 0.6,
  note: NOTE,
  prepare: async () => {
    const database = await preparedDatabase();
    return {
      ours: () => paymentsPerSecond(database, (payment) => debtorAt(payment % 10)),
      peer: () => paymentsPerSecond(database, anyDebtor),
      close: () => database.close(),
    };
  },
};

function debtorAt(place: number): DebtorNumber {
  return debtorNumber(100_001 + place);
}

/** All debtors in turn, but not as they lie beside each other; never the ten that are measured as hot. */
function anyDebtor(payment: number): DebtorNumber {
  return debtorAt(10 + ((payment * 7_919) % (DEBTORS - 10)));
}

async function preparedDatabase(): Promise<Database> {
  const database = await openBenchDatabase({ poolSize: CONNECTIONS });
  await seedDebtors(database, DEBTORS);
  await inMunicipality(database, BENCH_MUNICIPALITY, async (tx) => {
    for (let more = 1; more < CLAIMS_EACH; more += 1) await seedMoreClaims(tx, more);
  });
  await analyzeSeeded(database);
  return database;
}

/** Another claim for each debtor: what seedDebtors wrote of the first ones again, under other numbers. */
async function seedMoreClaims(tx: MunicipalityTx, more: number): Promise<void> {
  const firstOnes = sql`claim_number <= ${DEBTORS}::int`;
  const moved = sql`claim_number = claim_number + ${more * DEBTORS}::int`;
  const imported = sql`import_number = ${more + 1}::bigint`;
  await writeAgain(tx, 'claim_import', { where: sql`import_number = 1`, set: imported });
  const set = sql`${moved}, ${imported}, claim_id = (claim_number + ${more * DEBTORS}::int)::text`;
  await writeAgain(tx, 'claim', { where: firstOnes, set });
  await writeAgain(tx, 'repayment_claim', { where: firstOnes, set: moved });
  await writeAgain(tx, 'part_claim', { where: firstOnes, set: sql`${moved}, ${imported}` });
  await writeAgain(tx, 'liability', { where: firstOnes, set: moved });
  await raiseImported(tx, BigInt(more + 1));
}

interface RowsAgain {
  readonly where: ReturnType<typeof sql>;
  readonly set: ReturnType<typeof sql>;
}

/** Writes rows of a table once more, changed. */
async function writeAgain(tx: MunicipalityTx, table: string, { where, set }: RowsAgain): Promise<void> {
  await sql`create temporary table again on commit drop as select * from ${sql.id(table)} where ${where}`.execute(
    tx,
  );
  await sql`update again set ${set}`.execute(tx);
  await sql`insert into ${sql.id(table)} select * from again`.execute(tx);
  await sql`drop table again`.execute(tx);
}

let references = 0;

async function paymentsPerSecond(
  database: Database,
  payerOf: (payment: number) => DebtorNumber,
): Promise<number> {
  return perSecond(async (payment) => {
    references += 1;
    const received = {
      debtor: payerOf(payment),
      amount: ore(100n),
      channel: 'bank' as const,
      reference: `bench ${references}`,
      receivedOn: date('2026-03-10'),
      by: 'bench',
      at: Temporal.Instant.from('2026-03-10T09:00:00Z'),
    };
    const paid = await inMunicipality(database, BENCH_MUNICIPALITY, (tx) => registerPayment(tx, received));
    if (!paid.ok || paid.value.covered.length === 0) throw new Error('the payment did not cover anything');
  });
}

const DROP_BARE = 'drop table if exists bare_covered, bare_payment, bare_debtor';

/** The peer's tables, and its connections. */
async function bareTables(): Promise<pg.Pool> {
  const pool = await openBareConnections(CONNECTIONS);
  await pool.query(DROP_BARE);
  await pool.query('create table bare_debtor (debtor_number integer primary key)');
  await pool.query(`create table bare_payment (payment_number bigint primary key,
    debtor_number integer not null references bare_debtor, reference text not null, amount_ore bigint not null)`);
  await pool.query(`create table bare_covered (payment_number bigint not null references bare_payment,
    line integer not null, amount_ore bigint not null, primary key (payment_number, line))`);
  await pool.query('insert into bare_debtor select 100000 + n from generate_series(1, $1) n', [DEBTORS]);
  await pool.query('vacuum analyze bare_debtor');
  return pool;
}

let numbers = 0;

function bareRowsPerSecond(pool: pg.Pool): Promise<number> {
  return perSecond(async (payment) => {
    numbers += 1;
    const number = numbers;
    const client = await pool.connect();
    await client.query('begin');
    await client.query('insert into bare_payment values ($1, $2, $3, $4)', [
      number,
      anyDebtor(payment),
      `bench ${number}`,
      100,
    ]);
    await client.query('insert into bare_covered values ($1, 1, $2)', [number, 100]);
    await client.query('commit');
    client.release();
  });
}

/** So many payments by so many at a time. */
async function perSecond(pay: (payment: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  let next = 0;
  const oneAfterTheOther = async () => {
    while (next < PAYMENTS) await pay(next++);
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, oneAfterTheOther));
  return PAYMENTS / ((performance.now() - started) / 1_000);
}
