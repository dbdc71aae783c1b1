import { dayInCopenhagen } from '../kernel/dates.ts';
import type { NotificationService } from '../notifications/notification-port.ts';
import { makeDueNotifications } from '../notifications/notify-job.ts';
import { sendNotifications, type NotificationsSent } from '../notifications/send-due.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { JobDone } from '../platform/daily-job.ts';
import { jsonOption, municipalityOption, onOption, type Command } from './command.ts';
import { connectNotifications } from './composition.ts';
import { configuredOrRefuse } from './configured.ts';
import { configuredDay, notBusy, type DayRequest } from './daily-job-run.ts';
import { changedLines, jobLines } from './job-words.ts';
import { clockAsked } from './letters-send.ts';

/** `afdrag notifications`: short messages about what has happened or is coming, to citizens who have asked for them. Status 1 where some were not taken. */
export const notificationsCommand: Command = {
  words: 'notifications',
  usage: '--municipality 998 [--on 2026-03-11] [--dry-run] [--json]',
  summary: 'sender korte beskeder (Digital Post, NemSMS) til borgere, der har bedt om dem',
  options: { ...municipalityOption, ...onOption, ...jsonOption, 'dry-run': { type: 'boolean' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      const configured = await configuredOrRefuse(database, municipality);
      const progress = shell.progress('Debitorer gennemgået');
      const on = dayInCopenhagen(clock());
      const request = { database, municipality, on, dryRun, by: shell.by, clock, progress };
      await using connected = dryRun
        ? null
        : await connectNotifications(shell.config, configured.configuration);
      const { sent, ...done } = await notifyOn(request, configured, connected?.service ?? null);
      if (given.flag('json')) shell.say(JSON.stringify({ state: done.state, ...done.report, sent }));
      else for (const line of [...jobLines(done), ...sentLines(sent)]) shell.say(line);
      return sent === null || sent.unavailable === 0 ? 0 : 1;
    });
  },
};

/** What was written that day, and what became of it; `sent` null = nothing was handed over. */
export interface Notified extends JobDone {
  readonly sent: NotificationsSent | null;
}

/** Writes the messages of a day and hands over those that wait; without anybody who brings them, or in a dry run, none is handed over. */
export async function notifyOn(
  request: DayRequest,
  configured: ConfigurationVersion,
  service: NotificationService | null,
): Promise<Notified> {
  const { database, municipality, by, clock, held } = request;
  const day = configuredDay(request, configured, {
    purpose: 'messages that were asked for',
    about: 'notifications',
  });
  const done = notBusy(await makeDueNotifications(day), municipality);
  if (service === null || request.dryRun) return { ...done, sent: null };
  const { name } = configured.configuration;
  const job = { database, municipality, name, service, by, clock, ...(held === undefined ? {} : { held }) };
  return { ...done, sent: notBusy(await sendNotifications(job), municipality) };
}

/** For the day's work: only what was done. */
export function notifiedLines(done: Notified | null): string[] {
  return done === null ? [] : [...changedLines(done), ...sentLines(done.sent)];
}

function sentLines(sent: NotificationsSent | null): string[] {
  if (sent === null) return [];
  const { handed, refused, tooLate, unavailable } = sent;
  return [
    ...(handed === 0 ? [] : [`Korte beskeder afleveret: ${handed}.`]),
    ...(refused === 0 ? [] : [`Korte beskeder, der ikke kan bringes ud: ${refused}.`]),
    ...(tooLate === 0 ? [] : [`Korte beskeder, der ikke længere skal sendes: ${tooLate}.`]),
    ...(unavailable === 0 ? [] : [`Korte beskeder, der prøves igen: ${unavailable}.`]),
  ];
}
