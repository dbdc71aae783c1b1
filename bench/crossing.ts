import { sql } from 'kysely';
import { interestNumber } from '../src/charges/charge-number.ts';
import { postInterest } from '../src/charges/interest-job.ts';
import { raiseWithInterest } from '../src/charges/start-interest.ts';
import { raiseOrdinary } from '../src/claims/raise-ordinary.ts';
import type { ClaimNumber } from '../src/claims/types.ts';
import { date } from '../src/kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../src/kernel/ids.ts';
import { kroner, ore } from '../src/kernel/money.ts';
import { assert } from '../src/kernel/result.ts';
import { lockReceivables } from '../src/ledger/lock.ts';
import { postTransfers } from '../src/ledger/post.ts';
import { claimAccount, sourceAccount } from '../src/ledger/types.ts';
import { configurationVersion } from '../src/municipality/configurations.ts';
import { receive } from '../src/payments/receive.ts';
import { inMunicipality, type Database } from '../src/platform/database.ts';
import type { Figure } from './figure.ts';
import { BENCH_MUNICIPALITY, openBenchDatabase } from './scratch-database.ts';
import { seedDebtors } from './seed-debtors.ts';

const MONTHS = 36;
/** Claims a round, so that one slow commit decides nothing. */
const AT_A_TIME = 10;
const ROUNDS = 6;
const CLAIMS = AT_A_TIME * ROUNDS * 2;
const DUE = date('2023-02-15');
const NOW = Temporal.Instant.from('2026-01-20T09:00:00Z');
const TODAY = date('2026-01-20');

/**
 * A payment that is known three years late, with the difference of 36 months of interest posted in its transaction, beside 36
 * single postings, each a transaction: what it would take to put the months right one by one.
 */
export const crossing: Figure = {
  name: 'crossing',
  unit: 's',
  better: 'lower',
  target: 0.2,
  note: 'docs/performance.md, "Payments"',
  prepare: async () => {
    const database = await openBenchDatabase({ poolSize: 2 });
    const claims = await claimsWithInterest(database);
    let next = 0;
    const some = () => claims.slice(next, (next += AT_A_TIME));
    return {
      ours: () => secondsFor(some(), (claim) => payLate(database, claim)),
      peer: () => secondsFor(some(), (claim) => postOneByOne(database, claim)),
      close: () => database.close(),
    };
  },
};

interface Owed {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
}

/** A round, divided by its claims. */
async function secondsFor(claims: readonly Owed[], work: (owed: Owed) => Promise<void>): Promise<number> {
  assert(claims.length === AT_A_TIME, 'there are claims for every round');
  const started = performance.now();
  for (const owed of claims) await work(owed);
  return (performance.now() - started) / 1_000 / claims.length;
}

async function payLate(database: Database, { claim, debtor }: Owed): Promise<void> {
  const money = {
    amount: kroner(4_000),
    channel: 'bank',
    reference: `late ${claim}`,
    receivedOn: DUE,
  } as const;
  const told = { by: 'debtor', debtor, wish: [claim] } as const;
  const received = await inMunicipality(database, BENCH_MUNICIPALITY, (tx) =>
    receive(tx, { ...money, told, by: 'bench', at: NOW }),
  );
  assert(received.ok && received.value.covered.length === 1, 'the payment covers the claim and no interest');
}

async function postOneByOne(database: Database, { claim, debtor }: Owed): Promise<void> {
  for (let month = 1; month <= MONTHS; month += 1) {
    const charge = interestNumber(claim, month);
    await inMunicipality(database, BENCH_MUNICIPALITY, async (tx) => {
      await lockReceivables(tx, [debtor]);
      await postTransfers(tx, [
        {
          cause: 'charge-adjusted',
          causeNumber: charge,
          line: 1,
          debit: sourceAccount(charge),
          credit: claimAccount(charge),
          amount: ore(4_000n),
          valueDate: TODAY,
          bookingDate: TODAY,
          recordedAt: NOW,
        },
      ]);
    });
  }
}

async function claimsWithInterest(database: Database): Promise<Owed[]> {
  await seedDebtors(database, CLAIMS);
  // The debtors' own claims were written without the counters.
  await inMunicipality(database, BENCH_MUNICIPALITY, (tx) =>
    sql`update claim_counter set last_used = last_used + 1000000`.execute(tx),
  );
  const decided = { decidedOn: date('2020-01-01'), reference: 'bench' };
  const chosen = { charges: { smallestInterest: null }, ownTypes: {} };
  const configuration = { ...chosen, claimTypes: { KFDAINS: { interest: decided, fee: null } } };
  const owed: Owed[] = [];
  for (let place = 1; place <= CLAIMS; place += 1) {
    const debtor = debtorNumber(100_000 + place);
    owed.push({ debtor, claim: await raise(database, debtor, configuration) });
  }
  const stored = await inMunicipality(database, BENCH_MUNICIPALITY, (tx) => configurationVersion(tx, null));
  assert(stored !== null, 'the bench municipality is configured');
  const posted = await postInterest({
    database,
    municipality: BENCH_MUNICIPALITY,
    on: TODAY,
    configured: { version: stored.version, configuration },
    dryRun: false,
    by: 'bench',
    clock: () => NOW,
    noteAccess: () => Promise.resolve(),
  });
  assert(
    posted.ok && posted.value.report.changes['interest']?.count === CLAIMS,
    'every claim bears interest',
  );
  return owed;
}

async function raise(
  database: Database,
  debtor: DebtorNumber,
  configuration: Parameters<typeof raiseWithInterest>[0]['configuration'],
): Promise<ClaimNumber> {
  const raised = await inMunicipality(database, BENCH_MUNICIPALITY, (tx) =>
    raiseOrdinary(
      tx,
      {
        sourceSystem: 'BENCH',
        accountId: `D-${debtor}`,
        claimId: `D-${debtor}`,
        type: 'KFDAINS',
        debtors: [debtor],
        principal: kroner(10_000),
        outstanding: kroner(10_000),
        origin: date('2023-01-15'),
        due: DUE,
        srb: DUE,
        period: null,
        demandSent: null,
        ruledOn: null,
        description: null,
        splitOf: null,
      },
      {
        fileName: 'bench',
        sha256: '0'.repeat(64),
        by: 'bench',
        at: NOW,
        posting: raiseWithInterest({ configuration, from: null }),
      },
    ),
  );
  if (!raised.ok) throw new Error(raised.refusal.tag);
  return raised.value;
}
