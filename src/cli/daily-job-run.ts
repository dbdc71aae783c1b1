import { logAccess } from '../access/access-log.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { JobRequest } from '../platform/daily-job.ts';
import type { Busy } from '../platform/database.ts';
import { PlainError } from './command.ts';

/** What a daily job is called with; the configuration and who is noted to have looked are found here. */
export type DayRequest = Omit<JobRequest, 'configuration' | 'noteAccess'>;

/** The same, ready for a job. */
export type ConfiguredDay = JobRequest & { readonly configured: ConfigurationVersion };

/** What the access log says about a job, dry or not. */
export interface JobAccess {
  readonly purpose: string;
  readonly about: string;
}

/** A day's request with these choices, which notes that it has looked. */
export function configuredDay(
  request: DayRequest,
  configured: ConfigurationVersion,
  { purpose, about }: JobAccess,
): ConfiguredDay {
  const dry = request.dryRun ? ', dry run' : '';
  return {
    ...request,
    configured,
    configuration: configured.version,
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: request.by, purpose, debtor: null, about: `${about}${dry}` }),
  };
}

/** What a job answered; that another one is under way becomes a plain sentence. */
export function notBusy<Done>(done: Result<Done, Busy>, municipality: MunicipalityCode): Done {
  if (!done.ok)
    throw new PlainError(
      `Dagens arbejde, eller en del af det, er allerede i gang for kommune ${municipality}. Prøv igen, når det er færdigt.`,
    );
  return done.value;
}
