import { postInterest } from '../charges/interest-job.ts';
import { startDefaulted } from '../charges/start-defaulted.ts';
import { startDecided } from '../charges/start-interest.ts';
import { startStated } from '../charges/start-stated.ts';
import { assert } from '../kernel/result.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { takeEndedDefaults } from '../payments/interest-after-default.ts';
import { inMunicipality } from '../platform/database.ts';
import type { JobReport } from '../platform/job-report.ts';
import { configuredDay, type DayRequest } from './daily-job-run.ts';

/** Posts a day's interest, by the council's decisions as they stand; who calls holds the day. */
export async function interestOn(job: DayRequest, configured: ConfigurationVersion): Promise<JobReport> {
  const { database, municipality, clock } = job;
  const { configuration } = configured;
  await takeEndedDefaults({ database, municipality, clock });
  await inMunicipality(database, municipality, async (tx) => {
    await startStated(tx, configuration, clock());
    await startDecided(tx, configuration, clock());
    await startDefaulted(tx, configuration, clock());
  });
  const access = { purpose: 'gebyrloven § 3; renteloven § 5', about: 'interest' };
  const posted = await postInterest(configuredDay(job, configured, access));
  assert(posted.ok, 'who holds the day needs no other lock');
  return posted.value.report;
}
