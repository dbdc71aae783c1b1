import { followInvoices } from '../agreements/invoice-job.ts';
import { followPlans } from '../agreements/plan-default-job.ts';
import { bankAskedOn, unallocatedOrAskedOn } from '../direct-debit/awaited.ts';
import { keepArrangements } from '../dunning/arrangements-job.ts';
import { dunOrdinaryClaims } from '../dunning/dunning-job.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { Result } from '../kernel/result.ts';
import { noticesOfDay } from '../letters/notices.ts';
import { sampleOfNotices, type ShownLetter } from '../letters/sample-of-notices.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { demandFees } from '../payments/demand-fees.ts';
import type { JobDone } from '../platform/daily-job.ts';
import { inMunicipality, type Busy, type MunicipalityTx } from '../platform/database.ts';
import { mergeReports, type JobReport } from '../platform/job-report.ts';
import { rehearse } from '../platform/rehearsal.ts';
import { jsonOption, municipalityOption, onOption, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { configuredDay, notBusy, type ConfiguredDay, type DayRequest } from './daily-job-run.ts';
import { jobLines } from './job-words.ts';
import { letterAssets } from './letters.ts';
import { clockAsked } from './letters-send.ts';
import { sampleFileOf, writeSampleLetter } from './sample-file.ts';

/** One part of the dunning: each is a daily job of its own, with its own report. */
interface DunningPart {
  readonly name: string;
  readonly run: (day: ConfiguredDay) => Promise<Result<JobDone, Busy>>;
}

/** The parts in their order; all of them are worked on the same day with the same choices. */
const parts: readonly DunningPart[] = [
  {
    name: 'plan-default',
    run: (day) => followPlans({ ...day, unallocatedFor: unallocatedOrAskedOn(day.on), demandFees }),
  },
  { name: 'invoice', run: (day) => followInvoices({ ...day, unallocatedFor: unallocatedOrAskedOn(day.on) }) },
  { name: 'arrangements', run: (day) => keepArrangements({ ...day, bankAsked: bankAskedOn(day.on) }) },
  { name: 'bills', run: (day) => dunOrdinaryClaims({ ...day, bankAsked: bankAskedOn(day.on) }) },
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
      const request = { database, municipality, on, dryRun, by, clock, progress };
      const { sample, ...done } = dryRun
        ? await tryDunning(request)
        : { ...(await dunOrRefuse(request)), sample: null };
      const sampleLetter = sample === null ? null : await showSample(sample, { municipality, on });
      const shown = dryRun ? { sampleLetter } : {};
      if (given.flag('json')) shell.say(JSON.stringify({ state: done.state, ...done.report, ...shown }));
      else
        for (const line of [
          ...jobLines(done),
          ...(sampleLetter === null ? [] : [`Et af brevene kan ses i ${sampleLetter}`]),
        ])
          shell.say(line);
      return 0;
    });
  },
};

const access = { purpose: 'bek. 585/2023 §§ 7 og 10; gældsinddrivelsesloven § 2' };

/** Works through every part; a refusal becomes a plain sentence. What the parts came to is told as one report. */
export async function dunOrRefuse(request: DayRequest): Promise<JobDone> {
  return dunWith(request, await configuredOrRefuse(request.database, request.municipality));
}

async function dunWith(request: DayRequest, configured: ConfigurationVersion): Promise<JobDone> {
  const { municipality, dryRun } = request;
  const reports: JobReport[] = [];
  for (const { name, run } of parts) {
    const day = configuredDay(request, configured, { ...access, about: `dunning ${name}` });
    reports.push(notBusy(await run(day), municipality).report);
  }
  return { state: dryRun ? 'dry-run' : 'finished', report: mergeReports('dunning', reports) };
}

/** What a dry run came to, with the first letter that the run would write; null = it would write none. */
export interface DunningTried extends JobDone {
  readonly sample: ShownLetter | null;
}

/** The parts rehearsed together: what one has done, such as let an arrangement fall away, is there for the next. */
export async function tryDunning(request: DayRequest): Promise<DunningTried> {
  const { database, municipality, on, clock } = request;
  const configured = await configuredOrRefuse(database, municipality);
  const { noteAccess } = configuredDay(request, configured, { ...access, about: 'dunning' });
  await inMunicipality(database, municipality, (tx) => noteAccess(tx, clock()));
  const tried = await rehearse(database, { code: municipality, name: 'dunning' }, async (rehearsed) => {
    const inTown = <T>(work: (tx: MunicipalityTx) => Promise<T>) =>
      inMunicipality(rehearsed, municipality, work);
    const before = new Set(await inTown((tx) => noticesOfDay(tx, on)));
    const done = await dunWith({ ...request, database: rehearsed }, configured);
    const sample = await inTown(async (tx) =>
      sampleOfNotices(
        tx,
        (await noticesOfDay(tx, on)).filter((notice) => !before.has(notice)),
        on,
      ),
    );
    return { ...done, sample };
  });
  return notBusy(tried, municipality);
}

function showSample(
  { model, configuration }: ShownLetter,
  { municipality, on }: Pick<DayRequest, 'municipality' | 'on'>,
): Promise<string> {
  return writeSampleLetter(sampleFileOf(municipality, `dunning-${on}`), model, letterAssets()(configuration));
}
