import { logAccess } from '../access/access-log.ts';
import { postInterest } from '../charges/interest-job.ts';
import { startDecided } from '../charges/start-interest.ts';
import { assert } from '../kernel/result.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { JobRequest } from '../platform/daily-job.ts';
import { inMunicipality } from '../platform/database.ts';
import type { JobReport } from '../platform/job-report.ts';

/** Posts a day's interest, by the council's decisions as they stand; who calls holds the day. */
export async function interestOn(
  job: Omit<JobRequest, 'configuration' | 'noteAccess'>,
  configured: ConfigurationVersion,
): Promise<JobReport> {
  const { database, municipality, by, clock } = job;
  const { configuration } = configured;
  await inMunicipality(database, municipality, (tx) => startDecided(tx, configuration, clock()));
  const noteAccess: JobRequest['noteAccess'] = (tx, at) =>
    logAccess(tx, {
      at,
      actor: by,
      purpose: 'gebyrloven § 3; renteloven § 5',
      debtor: null,
      about: 'interest',
    });
  const posted = await postInterest({ ...job, configured, noteAccess });
  assert(posted.ok, 'who holds the day needs no other lock');
  return posted.value.report;
}
