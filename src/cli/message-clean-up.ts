import { dayInCopenhagen } from '../kernel/dates.ts';
import { deleteOldFiles } from '../messages/delete-files.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { JobDone } from '../platform/daily-job.ts';
import { jsonOption, municipalityOption, onOption, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { configuredDay, notBusy, type DayRequest } from './daily-job-run.ts';
import { jobLines } from './job-words.ts';
import { clockAsked } from './letters-send.ts';

/** `afdrag message clean-up`: deletes the files of citizens' messages whose matter has been closed long enough. */
export const messageCleanUpCommand: Command = {
  words: 'message clean-up',
  usage: '--municipality 998 [--on 2026-03-11] [--dry-run] [--json]',
  summary: 'sletter de filer fra borgere, hvis sag har været slut i så mange år, som kommunen har valgt',
  options: { ...municipalityOption, ...onOption, ...jsonOption, 'dry-run': { type: 'boolean' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const configured = await configuredOrRefuse(database, municipality);
      const progress = shell.progress('Henvendelser gennemgået');
      const on = dayInCopenhagen(clock());
      const request = { database, municipality, on, dryRun, by: shell.by, clock, progress };
      const done = await deleteFilesOn(request, configured);
      if (given.flag('json')) shell.say(JSON.stringify({ state: done.state, ...done.report }));
      else for (const line of jobLines(done)) shell.say(line);
      return 0;
    });
  },
};

/** Deletes, as of a day, what is to be kept no longer. */
export async function deleteFilesOn(request: DayRequest, configured: ConfigurationVersion): Promise<JobDone> {
  const about = { purpose: 'deletion of files of closed matters', about: 'message-files' };
  return notBusy(await deleteOldFiles(configuredDay(request, configured, about)), request.municipality);
}
