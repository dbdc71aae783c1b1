import { logAccess } from '../access/access-log.ts';
import { claimByName } from '../claims/claim-names.ts';
import { approveSteps } from '../dunning/approve-steps.ts';
import { keepArrangements } from '../dunning/arrangements-job.ts';
import { dunOrdinaryClaims } from '../dunning/dunning-job.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { configurationVersion, type ConfigurationVersion } from '../municipality/configurations.ts';
import type { Clock } from '../platform/clock.ts';
import type { JobDone } from '../platform/daily-job.ts';
import { inMunicipality, readInMunicipality, type Busy, type Database } from '../platform/database.ts';
import type { Held } from '../platform/job-locks.ts';
import { actingAs, byOption } from './acting.ts';
import { claimGiven } from './claim-given.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  type Command,
} from './command.ts';
import { jobLines } from './job-words.ts';
import { clockAsked } from './letters-send.ts';

/** What each part of dunning is asked to do. */
export interface DunningDay {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly configured: ConfigurationVersion;
  readonly dryRun: boolean;
  readonly by: string;
  readonly clock: Clock;
  readonly held?: Held;
  readonly progress?: (rows: number) => void;
}

type Part = (day: DunningDay) => Promise<Result<JobDone, Busy>>;

/** The parts in their order, each a job of its own with its own report. */
const parts: readonly Part[] = [
  (day) =>
    keepArrangements({
      ...day,
      noteAccess: (tx, at) =>
        logAccess(tx, {
          at,
          actor: day.by,
          purpose: 'arrangements of a day',
          debtor: null,
          about: 'arrangements',
        }),
    }),
  (day) =>
    dunOrdinaryClaims({
      ...day,
      noteAccess: (tx, at) =>
        logAccess(tx, {
          at,
          actor: day.by,
          purpose: 'unpaid bills of a day',
          debtor: null,
          about: 'dunning',
        }),
    }),
];

/** `afdrag dunning`: the day's next steps about what was not paid in time. */
export const dunningCommand: Command = {
  words: 'dunning',
  usage: '--municipality 998 [--on 2026-03-11] [--dry-run] [--json]',
  summary: 'tager de næste skridt om det, der ikke er betalt til tiden',
  options: { ...municipalityOption, ...onOption, ...jsonOption, 'dry-run': { type: 'boolean' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const { by } = shell;
      const progress = shell.progress('Debitorer gennemgået');
      const done = await dunOrRefuse({ database, municipality, dryRun, by, clock, progress });
      if (given.flag('json'))
        shell.say(JSON.stringify(done.map(({ state, report }) => ({ state, ...report }))));
      else for (const each of done) for (const line of jobLines(each)) shell.say(line);
      return 0;
    });
  },
};

/** Does all parts of dunning for a day; a refusal becomes a plain sentence. */
export async function dunOrRefuse(day: Omit<DunningDay, 'configured' | 'on'>): Promise<readonly JobDone[]> {
  const { database, municipality, clock } = day;
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new PlainError(`Kommune ${municipality} har ingen opsætning endnu.`);
  const done: JobDone[] = [];
  for (const part of parts) {
    const result = await part({ ...day, configured, on: dayInCopenhagen(clock()) });
    if (!result.ok)
      throw new PlainError(
        `Dagens arbejde, eller rykkerne, er allerede i gang for kommune ${municipality}. Prøv igen, når det er færdigt.`,
      );
    done.push(result.value);
  }
  return done;
}

/** `afdrag dunning approve`: a person says yes to the next step about a debtor's bills, or about one of them. */
export const dunningApproveCommand: Command = {
  words: 'dunning approve',
  usage: '--municipality 998 --debtor 100123 [--claim KILDE:ID] [--by NAVN] [--on 2026-03-11]',
  summary: 'godkender det næste skridt om en debitors ubetalte regninger',
  options: { ...municipalityOption, ...debtorOption, ...byOption, ...onOption, claim: { type: 'string' } },
  run: async (given, shell) => {
    const [municipality, debtor] = [given.municipality(), given.debtor()];
    const name = given.text('claim') === null ? null : claimGiven(given);
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const approved = await inMunicipality(database, municipality, async (tx) => {
        const about = 'steps about unpaid bills';
        await logAccess(tx, { at, actor: by, purpose: 'approval of a step', debtor, about });
        const claim = name === null ? null : await claimByName(tx, name);
        if (name !== null && claim === null)
          throw new PlainError(`Kommunen har intet krav ${name.claimId} fra ${name.sourceSystem}.`);
        return approveSteps(tx, { debtor, claim, by, at });
      });
      if (!approved.ok) throw new PlainError('Der er intet skridt, der venter på en medarbejder.');
      shell.say(`Godkendt for ${approved.value.length} krav. Skridtet tages næste gang, rykkerne køres.`);
      return 0;
    });
  },
};
