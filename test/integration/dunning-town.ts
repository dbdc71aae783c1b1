import { bankAskedOn } from '../../src/direct-debit/awaited.ts';
import { sql } from 'kysely';
import { logAccess } from '../../src/access/access-log.ts';
import { coursesOf } from '../../src/dunning/store.ts';
import { dunOrdinaryClaims } from '../../src/dunning/dunning-job.ts';
import type { StoredCourse } from '../../src/dunning/course.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { Ore } from '../../src/kernel/money.ts';
import { noteNoticesArrived, noteNoticesNotArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesAbout, type Notice } from '../../src/letters/notices.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { receive, type Received } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import { aChargesTown, charging, type ChargesTown } from './charges-town.ts';
import type { FreshDatabase } from './database.ts';
import { morningOf, TOWN, townConfiguration } from './town.ts';

/** A town that reminds of bills, warns of Gældsstyrelsen and clears for transfer; days and letters as a test tells them. */

type LifeCycles = Configuration['lifeCycles'];
export type Step = LifeCycles['cycles'][string]['steps'][number];

const ground = { ground: 'En rykker afgør intet.', recordedBy: 'Byrådet', recordedOn: date('2025-12-01') };
const afterDeadline = { from: 'previous-deadline' as const, days: 1, bankDaysForPayments: 3 };
const quiet = { letter: false, fee: null, deadlineDays: 10, warnsOfTransfer: false, by: ground };

/** A reminder with a fee, a second one that warns, default, and sent by approval. */
export const usualSteps: readonly Step[] = [
  {
    ...quiet,
    do: 'reminder',
    after: { from: 'srb', days: 10, bankDaysForPayments: 3 },
    letter: true,
    fee: '100.00',
  },
  { ...quiet, do: 'reminder', after: afterDeadline, letter: true, fee: '100.00', warnsOfTransfer: true },
  { ...quiet, do: 'default', after: afterDeadline },
  { ...quiet, do: 'propose-transfer', after: afterDeadline, by: 'person' },
];

export function lifeCyclesOf(steps: readonly Step[], changes: Partial<LifeCycles> = {}): LifeCycles {
  return {
    cycles: { regninger: { steps: [...steps] } },
    ofTypes: {},
    otherwise: 'regninger',
    pauseDays: 14,
    ...changes,
  };
}

export interface DunningTown extends AsyncDisposable {
  readonly town: ChargesTown;
  readonly do: ChargesTown['do'];
  /** Nobody owes or has been written to; the usual steps. */
  empty(): Promise<void>;
  /** The bank takes the last payment back. */
  takeBack(on: string): Promise<void>;
  /** From now on these are the steps. */
  steps(steps: readonly Step[], changes?: Partial<LifeCycles>): Promise<void>;
  dun(on: string, dryRun?: boolean): Promise<JobReport>;
  courseOf(claim: ClaimNumber): Promise<StoredCourse>;
  lettersTo(debtor: DebtorNumber): Promise<Notice[]>;
  /** All letters that are on their way to the debtor reach them. */
  arrive(debtor: DebtorNumber, on: string): Promise<void>;
  comeBack(debtor: DebtorNumber, on: string): Promise<void>;
  /** Money from the debtor, without a line where none is told; known the same day, or on the one that is told. */
  pay(
    debtor: DebtorNumber,
    payment: { readonly amount: Ore; readonly on: string; readonly line?: string; readonly known?: string },
  ): Promise<Received>;
}

export async function aDunningTown(
  steps: readonly Step[] = usualSteps,
  given?: FreshDatabase,
): Promise<DunningTown> {
  const town = await aChargesTown(charging, given);
  let payments = 0;
  let last: PaymentNumber | null = null;
  const configure: DunningTown['steps'] = async (asked, changes = {}) => {
    const configuration = townConfiguration({
      claimTypes: charging,
      lifeCycles: lifeCyclesOf(asked, changes),
    });
    await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
  };
  await configure(steps);
  const onTheirWay = async (debtor: DebtorNumber) =>
    (await town.do((tx) => noticesAbout(tx, debtor))).filter(
      ({ arrivedOn, notArrivedOn, withdrawnOn }) => (arrivedOn ?? notArrivedOn ?? withdrawnOn) === null,
    );
  return {
    town,
    do: town.do,
    empty: async () => {
      await town.do((tx) =>
        sql`truncate objection, errand, pay_out_stop, arrangement, account, claim, claim_import, notice, letter, payment, transfer, account_balance,
        refund_item, refund_order, due_work, work_item, person_record, job_run, access_log cascade`.execute(
          tx,
        ),
      );
      await configure(steps);
    },
    takeBack: async (on) => {
      if (last === null) throw new Error('nothing was paid');
      const reversal = {
        payment: last,
        kind: 'reversed' as const,
        reference: `T-${last}`,
        on: date(on),
        because: 'prøve',
      };
      const taken = await town.do((tx) =>
        reversePayment(tx, { ...reversal, by: 'prøve', at: morningOf(on) }),
      );
      if (!taken.ok) throw new Error(taken.refusal.tag);
    },
    steps: configure,
    dun: (on, dryRun = false) => dunOn(town.db, on, { dryRun }),
    courseOf: async (claim) => {
      const course = (await town.do((tx) => coursesOf(tx, [claim]))).get(claim);
      if (course === undefined) throw new Error('the claim has no course');
      return course;
    },
    lettersTo: (debtor) => town.do((tx) => noticesAbout(tx, debtor)),
    arrive: async (debtor, on) => {
      const letters = await onTheirWay(debtor);
      await town.do((tx) =>
        noteNoticesArrived(
          tx,
          letters.map(({ notice }) => ({ notice, on: date(on) })),
        ),
      );
    },
    comeBack: async (debtor, on) => {
      const letters = await onTheirWay(debtor);
      await town.do((tx) =>
        noteNoticesNotArrived(
          tx,
          letters.map(({ notice }) => ({ notice, on: date(on) })),
        ),
      );
    },
    pay: (debtor, { amount, on, line, known = on }) => {
      payments += 1;
      const receipt = {
        channel: 'bank' as const,
        reference: `B-${payments}`,
        amount,
        receivedOn: date(on),
        told:
          line === undefined ? { by: 'debtor' as const, debtor, wish: [] } : { by: 'line' as const, line },
        by: 'prøve',
        at: morningOf(known),
      };
      return town.do(async (tx) => {
        const received = await receive(tx, receipt);
        if (!received.ok) throw new Error(received.refusal.tag);
        last = received.value.payment;
        return received.value;
      });
    },
    [Symbol.asyncDispose]: () => town[Symbol.asyncDispose](),
  };
}

export interface DunWishes {
  readonly dryRun?: boolean;
  readonly pageSize?: number;
  readonly clock?: () => Temporal.Instant;
}

/** The job of a day. */
export async function dunOn(
  database: Database,
  on: string,
  { dryRun = false, pageSize, clock = () => morningOf(on) }: DunWishes = {},
): Promise<JobReport> {
  const configured = await inMunicipality(database, TOWN, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  const done = await dunOrdinaryClaims({
    database,
    municipality: TOWN,
    on: date(on),
    configured,
    bankAsked: bankAskedOn(date(on)),
    dryRun,
    by: 'prøve',
    clock,
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'rykkere' }),
    ...(pageSize === undefined ? {} : { pageSize }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}
