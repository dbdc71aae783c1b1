import { followInvoices } from '../agreements/invoice-job.ts';
import { followPlans } from '../agreements/plan-default-job.ts';
import { logAccess } from '../access/access-log.ts';
import { keepArrangements } from '../dunning/arrangements-job.ts';
import { dunOrdinaryClaims } from '../dunning/dunning-job.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { Result } from '../kernel/result.ts';
import { configurationVersion, type ConfigurationVersion } from '../municipality/configurations.ts';
import { unallocatedFor } from '../payments/unallocated.ts';
import type { JobDone, JobRequest } from '../platform/daily-job.ts';
import { readInMunicipality, type Busy } from '../platform/database.ts';
import { mergeReports, type JobReport } from '../platform/job-report.ts';
import { jsonOption, municipalityOption, onOption, PlainError, type Command } from './command.ts';
import { jobLines } from './job-words.ts';
import { clockAsked } from './letters-send.ts';

/** What every part is called with. */
export type DunningRequest = Omit<JobRequest, 'configuration' | 'noteAccess'>;

/** One part of the dunning: each is a daily job of its own, with its own report. */
interface DunningPart {
  readonly name: string;
  readonly run: (
    request: Omit<JobRequest, 'configuration'>,
    configured: ConfigurationVersion,
  ) => Promise<Result<JobDone, Busy>>;
}

/** The parts in their order; all of them are worked on the same day with the same choices. */
const parts: readonly DunningPart[] = [
  {
    name: 'plan-default',
    run: (request, configured) => followPlans({ ...request, configured, unallocatedFor }),
  },
  {
    name: 'invoice',
    run: (request, configured) => followInvoices({ ...request, configured, unallocatedFor }),
  },
  { name: 'arrangements', run: (request, configured) => keepArrangements({ ...request, configured }) },
  { name: 'bills', run: (request, configured) => dunOrdinaryClaims({ ...request, configured }) },
];

/** `afdrag dunning`: follows up on what was not paid in time, by the parts above. */
export const dunningCommand: Command = {
  words: 'dunning',
  usage: '--municipality 998 [--on 2026-03-11] [--dry-run] [--json]',
  summary: 'følger op på det, der ikke er betalt: påkrav, misligholdelse og afgørelser om overdragelse',
  options: { ...municipalityOption, ...onOption, ...jsonOption, 'dry-run': { type: 'boolean' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const { by } = shell;
      const on = dayInCopenhagen(clock());
      const progress = shell.progress('Debitorer gennemgået');
      const done = await dunOrRefuse({ database, municipality, on, dryRun, by, clock, progress });
      if (given.flag('json')) shell.say(JSON.stringify({ state: done.state, ...done.report }));
      else for (const line of jobLines(done)) shell.say(line);
      return 0;
    });
  },
};

/**
 * Works through every part; a refusal becomes a plain sentence. What the parts came to is told as one report.
 */
export async function dunOrRefuse(request: DunningRequest): Promise<JobDone> {
  const { database, municipality, by, on } = request;
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new PlainError(`Kommune ${municipality} har ingen opsætning endnu.`);
  const reports: JobReport[] = [];
  for (const { name, run } of parts) {
    const noteAccess: JobRequest['noteAccess'] = (tx, at) =>
      logAccess(tx, {
        at,
        actor: by,
        purpose: 'bek. 585/2023 §§ 7 og 10; gældsinddrivelsesloven § 2',
        debtor: null,
        about: `${name} ${on}`,
      });
    const done = await run({ ...request, noteAccess }, configured);
    if (!done.ok)
      throw new PlainError(
        `Dagens arbejde, eller opfølgningen, er allerede i gang for kommune ${municipality}. Prøv igen, når det er færdigt.`,
      );
    reports.push(done.value.report);
  }
  return { state: request.dryRun ? 'dry-run' : 'finished', report: mergeReports('dunning', reports) };
}
