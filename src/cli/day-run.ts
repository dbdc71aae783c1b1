import { configurationVersion } from '../municipality/configurations.ts';
import { readInMunicipality } from '../platform/database.ts';
import { Stopwatch } from '../platform/stopwatch.ts';
import { jsonOption, municipalityOption, onOption, PlainError, type Command } from './command.ts';
import { connectDelivery, connectNotifications, connectRegisters } from './composition.ts';
import { dayLines, workTheDay } from './days-work.ts';
import { clockAsked } from './letters-send.ts';
import { connectRecovery } from './recovery-connection.ts';
import { letterAssets } from './letters.ts';
import { exportFolder } from './post.ts';
import { letterAddresses } from '../web/portal/letter-addresses.ts';

/**
 * `afdrag day run`: the day's work of a municipality, with the files of its vouchers. Status 1 when something must be tried again
 * or looked at: a letter was refused, or whoever brings letters, or a register, did not answer.
 */
export const dayRunCommand: Command = {
  words: 'day run',
  usage: '--municipality 998 [--on 2026-03-11] [--folder MAPPE] [--timings] [--json]',
  summary: 'gør dagens arbejde: svar på breve, høringer, nye breve og rater',
  options: {
    ...municipalityOption,
    ...onOption,
    ...jsonOption,
    folder: { type: 'string' },
    timings: { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const exports = given.text('folder') ?? exportFolder(municipality, given.database());
    return shell.withDatabase(async (database) => {
      const configured = await readInMunicipality(database, municipality, (tx) =>
        configurationVersion(tx, null),
      );
      if (configured === null) throw new PlainError(`Kommune ${municipality} har ingen opsætning endnu.`);
      const delivery = await connectDelivery(shell.config, configured.configuration);
      await using connected = await connectNotifications(shell.config, configured.configuration);
      const recovery = connectRecovery(shell.config, configured.configuration, clock);
      const { by, progress } = shell;
      const assets = letterAssets();
      const stopwatch = new Stopwatch();
      const day = await workTheDay({
        database,
        municipality,
        delivery,
        notifications: connected?.service ?? null,
        recovery,
        registers: () => connectRegisters(shell.config, configured.configuration, clock),
        assets,
        page: letterAddresses(shell.config.publicAddress, municipality),
        exports,
        by,
        clock,
        progress,
        stopwatch,
      });
      const timed = given.flag('timings') ? { seconds: stopwatch.seconds() } : {};
      if (given.flag('json')) shell.say(JSON.stringify({ municipality, ...day, ...timed }));
      else for (const line of [...dayLines(day), ...timingLines(timed)]) shell.say(line);
      const silent = [day.persons, day.month].filter(({ state }) => state === 'silent').length;
      const troubles = day.letters.refused.length + day.handed.unavailable + day.news.unavailable + silent;
      return troubles === 0 ? 0 : 1;
    });
  },
};

/** How long each step took, for who looks for what makes a day long. */
export function timingLines({
  seconds = {},
}: {
  readonly seconds?: Readonly<Record<string, number>>;
}): string[] {
  return Object.entries(seconds).map(([step, took]) => `  ${took.toFixed(3).replace('.', ',')} s  ${step}`);
}
