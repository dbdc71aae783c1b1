import { logAccess } from '../../src/access/access-log.ts';
import { adjustCharges, type ChargesAdjusted } from '../../src/charges/adjust-charges.ts';
import type { GiveBack } from '../../src/charges/post-adjustments.ts';
import { checkCharges } from '../../src/charges/check.ts';
import { postInterest } from '../../src/charges/interest-job.ts';
import { startDecided, raiseWithInterest } from '../../src/charges/start-interest.ts';
import { startStated } from '../../src/charges/start-stated.ts';
import { raiseOrdinary, type OrdinaryClaim, type OrdinaryRefusal } from '../../src/claims/raise-ordinary.ts';
import { claimNumber, type ClaimNumber } from '../../src/claims/types.ts';
import { date, dayInCopenhagen } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, type Ore } from '../../src/kernel/money.ts';
import type { Result } from '../../src/kernel/result.ts';
import { interestRates, type RateTable } from '../../src/law/interest.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { lockReceivables } from '../../src/ledger/lock.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { claimAccount, type Account, type Transfer } from '../../src/ledger/types.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { cprOf } from '../vocabulary.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { somebody } from './ordinary-claims.ts';
import { morningOf, TOWN, townConfiguration } from './town.ts';

/** A town that charges interest and fees, and claims of other kinds than benefits to charge them on. */

const decided = { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019' };
/** Day care by gebyrloven and bills by renteloven: interest on both, and fees. */
export const charging: Configuration['claimTypes'] = {
  KFDAINS: { interest: decided, fee: { ...decided, amount: '250.00' } },
  CFFAKTU: { interest: decided, fee: { ...decided, amount: '100.00' } },
};

export interface ChargesTown extends AsyncDisposable {
  readonly db: FreshDatabase;
  readonly anna: DebtorNumber;
  readonly bo: DebtorNumber;
  do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T>;
  configure(claimTypes: Configuration['claimTypes']): Promise<void>;
  /** A claim of Anna's on 10,000 kr. of day care due on 15 December 2025, raised on 20 November. */
  raise(claim?: Partial<OrdinaryClaim>): Promise<ClaimNumber>;
  tryToRaise(claim: Partial<OrdinaryClaim>): Promise<Result<ClaimNumber, OrdinaryRefusal>>;
  /** The interest job of a day. */
  interest(on: string, how?: { readonly rates?: RateTable; readonly dryRun?: boolean }): Promise<JobReport>;
  /** So many øre received on a day cover the claim; booked on another day, what changes in the past is adjusted. */
  pay(
    claim: ClaimNumber,
    payment: { readonly amount: Ore; readonly on: string; readonly booked?: string },
  ): Promise<ChargesAdjusted>;
  /** The payment of that number, which covered the claim, is taken back by the bank. */
  takeBack(
    claim: ClaimNumber,
    payment: { readonly number: bigint; readonly amount: Ore; readonly on: string },
  ): Promise<ChargesAdjusted>;
  /** Everything that should be impossible; empty when all is well. */
  faults(): Promise<unknown[]>;
}

/** In a database of its own where none is given. */
export async function aChargesTown(
  claimTypes: Configuration['claimTypes'] = charging,
  given?: FreshDatabase,
): Promise<ChargesTown> {
  const db = given ?? (await freshDatabase());
  const inTown: ChargesTown['do'] = (work) => inMunicipality(db, TOWN, work);
  const configure = async (types: Configuration['claimTypes']) => {
    const save = { configuration: townConfiguration({ claimTypes: types }), by: 'prøve' };
    await inTown((tx) => saveConfiguration(tx, { ...save, at: morningOf('2025-11-20') }));
  };
  await configure(claimTypes);
  const anna = await inTown((tx) => somebody(tx, cprOf(1)));
  const bo = await inTown((tx) => somebody(tx, cprOf(2)));
  const money = new Money(inTown, anna);
  const tryToRaise: ChargesTown['tryToRaise'] = (claim) =>
    inTown(async (tx) => raiseOrdinary(tx, dayCare(anna, claim), await raising(tx)));
  let raised = 0;
  return {
    db,
    anna,
    bo,
    do: inTown,
    configure,
    tryToRaise,
    raise: async (claim = {}) => {
      raised += 1;
      const result = await tryToRaise({ claimId: `R-${raised}`, ...claim });
      if (!result.ok) throw new Error(result.refusal.tag);
      return result.value;
    },
    interest: (on, how = {}) => interestOn(db, on, how),
    pay: (claim, payment) => money.pay(claim, payment),
    takeBack: (claim, payment) => money.takeBack(claim, payment),
    faults: () => inTown(async (tx) => [...(await checkLedger(tx)), ...(await checkCharges(tx))]),
    [Symbol.asyncDispose]: () => (given === undefined ? db.close() : Promise.resolve()),
  };
}

function dayCare(debtor: DebtorNumber, changes: Partial<OrdinaryClaim>): OrdinaryClaim {
  const due = changes.due ?? date('2025-12-15');
  return {
    sourceSystem: 'OPUS',
    accountId: 'D-1',
    claimId: 'R-0',
    type: 'KFDAINS',
    debtors: [debtor],
    principal: kroner(10_000),
    outstanding: changes.principal ?? kroner(10_000),
    origin: date('2025-11-20'),
    due,
    srb: due,
    period: null,
    demandSent: null,
    ruledOn: null,
    description: null,
    splitOf: null,
    ...changes,
  };
}

async function raising(tx: MunicipalityTx) {
  const { configuration } = await configured(tx);
  const posting = raiseWithInterest({ configuration, from: null });
  return {
    fileName: 'regninger.csv',
    sha256: '0'.repeat(64),
    by: 'prøve',
    at: morningOf('2025-11-20'),
    posting,
  };
}

async function configured(tx: MunicipalityTx) {
  const version = await configurationVersion(tx, null);
  if (version === null) throw new Error('the town is configured');
  return version;
}

async function interestOn(
  database: FreshDatabase,
  on: string,
  { rates = interestRates, dryRun = false }: { readonly rates?: RateTable; readonly dryRun?: boolean },
): Promise<JobReport> {
  const clock = () => morningOf(on);
  const version = await inMunicipality(database, TOWN, async (tx) => {
    const now = await configured(tx);
    if (!dryRun) await startStated(tx, now.configuration, clock());
    if (!dryRun) await startDecided(tx, now.configuration, clock());
    return now;
  });
  const done = await postInterest({
    database,
    municipality: TOWN,
    on: date(on),
    configured: version,
    rates,
    dryRun,
    by: 'prøve',
    clock,
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'renter' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

const bank: Account = { kind: 'bank', number: 0n, debtor: 0 };

/** Money as the ledger has it, written without a payments room: from the bank to a claim, and back. */
class Money {
  readonly #do: ChargesTown['do'];
  readonly #payer: DebtorNumber;
  #last = 0n;
  constructor(inTown: ChargesTown['do'], payer: DebtorNumber) {
    this.#do = inTown;
    this.#payer = payer;
  }

  pay(claim: ClaimNumber, payment: Parameters<ChargesTown['pay']>[1]): Promise<ChargesAdjusted> {
    this.#last += 1n;
    const [number, at] = [this.#last, morningOf(payment.booked ?? payment.on)];
    return this.#do(async (tx) => {
      await lockReceivables(tx, [this.#payer]);
      const common = {
        cause: 'payment',
        causeNumber: number,
        amount: payment.amount,
        at,
        on: payment.on,
      } as const;
      const transit: Account = { kind: 'transit', number, debtor: 0 };
      await postTransfers(tx, [
        transfer({ ...common, line: 1, debit: bank, credit: transit }),
        transfer({ ...common, line: 2, debit: transit, credit: claimAccount(claim) }),
      ]);
      return this.#adjust(tx, claim, { cause: 'payment', number, at });
    });
  }

  takeBack(claim: ClaimNumber, payment: Parameters<ChargesTown['takeBack']>[1]): Promise<ChargesAdjusted> {
    const { number, amount, on } = payment;
    const at = morningOf(on);
    return this.#do(async (tx) => {
      await lockReceivables(tx, [this.#payer]);
      const common = { cause: 'payment-reversed', causeNumber: number, amount, at, on } as const;
      const transit: Account = { kind: 'transit', number, debtor: 0 };
      await postTransfers(tx, [
        transfer({ ...common, line: 1, debit: claimAccount(claim), credit: transit }),
        transfer({ ...common, line: 2, debit: transit, credit: bank }),
      ]);
      return this.#adjust(tx, claim, { cause: 'payment-reversed', number, at });
    });
  }

  /** Everything was paid by Anna. */
  readonly #giveBack: GiveBack = (_, beyond) =>
    Promise.resolve(new Map([...beyond].map(([claim, amount]) => [claim, new Map([[this.#payer, amount]])])));

  #adjust(
    tx: MunicipalityTx,
    claim: ClaimNumber,
    change: {
      readonly cause: 'payment' | 'payment-reversed';
      readonly number: bigint;
      readonly at: Temporal.Instant;
    },
  ): Promise<ChargesAdjusted> {
    return adjustCharges(tx, { ...change, mains: [mainOf(claim)], giveBack: this.#giveBack });
  }
}

/** A charge's number has its main claim's in it. */
function mainOf(claim: ClaimNumber): ClaimNumber {
  const first = 10n ** 15n;
  return claim < first ? claim : claimNumber((claim - first) / 1000n);
}

function transfer({
  at,
  on,
  ...rest
}: Omit<Transfer, 'valueDate' | 'bookingDate' | 'recordedAt'> & {
  readonly at: Temporal.Instant;
  readonly on: string;
}): Transfer {
  return { ...rest, valueDate: date(on), bookingDate: dayInCopenhagen(at), recordedAt: at };
}
