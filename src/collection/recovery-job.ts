import { isDeepStrictEqual } from 'node:util';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { runDailyJob, type DailyJob, type JobDone, type JobRequest } from '../platform/daily-job.ts';
import {
  readInMunicipality,
  type Busy,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import type { Outcome } from '../platform/job-report.ts';
import { agreedTypes } from './creditor-agreement.ts';
import type { RecoveryAction } from './types.ts';

/** A daily job about claims that are told of to the authority, by what the municipality has chosen and agreed. */
export interface RecoveryJobRequest<Chosen extends keyof Configuration> extends Omit<
  JobRequest,
  'configuration'
> {
  readonly configured: {
    readonly version: number;
    readonly configuration: Pick<Configuration, Chosen>;
  };
}

/** Runs the job that is made of the types agreed for an art on the day: our code, and what the authority calls it. */
export async function runRecoveryJob<Chosen extends keyof Configuration, Row, Plan extends Outcome>(
  { configured, ...request }: RecoveryJobRequest<Chosen>,
  art: RecoveryAction['art'],
  jobOf: (types: ReadonlyMap<string, string>) => DailyJob<Row, Plan>,
): Promise<Result<JobDone, Busy>> {
  const { database, municipality, on } = request;
  const types = await readInMunicipality(database, municipality, (tx) => agreedTypes(tx, on, art));
  return runDailyJob(jobOf(types), { ...request, configuration: configured.version });
}

interface Candidate {
  readonly claim: { readonly claim: ClaimNumber };
  /** Everyone who is or was liable. */
  readonly debtors: readonly DebtorNumber[];
}

/**
 * Locks whoever owes what is planned, and answers the plans of which everything is as it was read: a payment or an objection in between
 * may have changed what follows.
 */
export async function stillAsRead<C extends Candidate, P extends { readonly candidate: C }>(
  tx: MunicipalityTx,
  plans: readonly P[],
  readAgain: (tx: MunicipalityReadTx, claims: readonly ClaimNumber[]) => Promise<readonly C[]>,
): Promise<P[]> {
  await lockReceivables(tx, [...new Set(plans.flatMap(({ candidate }) => candidate.debtors))]);
  const read = await readAgain(
    tx,
    plans.map(({ candidate }) => candidate.claim.claim),
  );
  const now = new Map(read.map((each) => [each.claim.claim, each]));
  return plans.filter(({ candidate }) => isDeepStrictEqual(now.get(candidate.claim.claim), candidate));
}
