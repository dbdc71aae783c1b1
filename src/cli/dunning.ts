import { followInvoices } from '../agreements/invoice-job.ts';
import { followPlans } from '../agreements/plan-default-job.ts';
import { keepArrangements } from '../dunning/arrangements-job.ts';
import { dunOrdinaryClaims } from '../dunning/dunning-job.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { Result } from '../kernel/result.ts';
import { unallocatedFor } from '../payments/unallocated.ts';
import type { JobDone } from '../platform/daily-job.ts';
import type { Busy } from '../platform/database.ts';
import { mergeReports, type JobReport } from '../platform/job-report.ts';
import { jsonOption, municipalityOption, onOption, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { configuredDay, notBusy, type ConfiguredDay, type DayRequest } from './daily-job-run.ts';
import { jobLines } from './job-words.ts';
import { clockAsked } from './letters-send.ts';

/** One part of the dunning: each is a daily job of its own, with its own report. */
interface DunningPart {
  readonly name: string;
  readonly run: (day: ConfiguredDay) => Promise<Result<JobDone, Busy>>;
}

/** The parts in their order; all of them are worked on the same day with the same choices. */
const parts: readonly DunningPart[] = [
  { name: 'plan-default', run: (day) => followPlans({ ...day, unallocatedFor }) },
  { name: 'invoice', run: (day) => followInvoices({ ...day, unallocatedFor }) },
  { name: 'arrangements', run: keepArrangements },
  { name: 'bills', run: dunOrdinaryClaims },
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
export async function dunOrRefuse(request: DayRequest): Promise<JobDone> {
  const { database, municipality, dryRun } = request;
  const configured = await configuredOrRefuse(database, municipality);
  const reports: JobReport[] = [];
  for (const { name, run } of parts) {
    const purpose = 'bek. 585/2023 §§ 7 og 10; gældsinddrivelsesloven § 2';
    const day = configuredDay(request, configured, { purpose, about: `dunning ${name}` });
    reports.push(notBusy(await run(day), municipality).report);
  }
  return { state: dryRun ? 'dry-run' : 'finished', report: mergeReports('dunning', reports) };
}
