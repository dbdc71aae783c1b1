import { lockDebtors } from '../debtors/lock.ts';
import { date, type PlainDate } from '../kernel/dates.ts';
import type { Result } from '../kernel/result.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { runDailyJob, type DailyJob, type JobDone, type JobRequest } from '../platform/daily-job.ts';
import type { Busy, MunicipalityReadTx } from '../platform/database.ts';
import type { Outcome } from '../platform/job-report.ts';
import { matterClosedOn } from './closed-matters.ts';
import { messagesNamed } from './messages.ts';
import { deleteContents, messagesWithFiles } from './store.ts';
import { messageNumber, messageText, type MessageName } from './types.ts';

/** A message of which files are kept, and since when its matter has been closed; null = it runs. */
interface Kept extends MessageName {
  readonly closedOn: PlainDate | null;
}

type Deletion = Outcome & Kept;

export interface DeleteFilesRequest extends Omit<JobRequest, 'configuration'> {
  readonly configured: ConfigurationVersion;
}

/**
 * The daily job `message-files`: deletes the files of messages whose matter has been closed for so many whole calendar years as the municipality has chosen
 * (`portal.messages.files.keepYears`; open question Q84). That a file was there stays, with its hash.
 */
export function deleteOldFiles({
  configured,
  ...request
}: DeleteFilesRequest): Promise<Result<JobDone, Busy>> {
  const { keepYears } = configured.configuration.portal.messages.files;
  return runDailyJob(deleteJob(keepYears, request.on), { ...request, configuration: configured.version });
}

/** The first day on which files may be deleted of a matter that was closed on a day: after so many whole calendar years. */
export function deletedFrom(closedOn: PlainDate, keepYears: number): PlainDate {
  return date(`${Number(closedOn.slice(0, 4)) + keepYears + 1}-01-01`);
}

function deleteJob(keepYears: number, today: PlainDate): DailyJob<Kept, Deletion> {
  return {
    name: 'message-files',
    lock: 'message-files',
    changes: ['files-deleted'],
    amounts: [],
    select: async (tx, { after, limit, on }) => {
      // No matter was closed before its message came.
      const before = startOf(`${Number(on.slice(0, 4)) - keepYears}-01-01`);
      return keptOf(tx, await messagesWithFiles(tx, { after, limit, before }));
    },
    keyOf: messageNumber,
    plan: (rows, on) => rows.map((row) => planOf(row, { keepYears, on })),
    write: async (tx, plans) => {
      await lockDebtors(tx, [...new Set(plans.map(({ debtor }) => debtor))]);
      const now = new Map((await keptOf(tx, plans)).map((each) => [messageText(each), each.closedOn]));
      const still = plans.filter((plan) => now.get(messageText(plan)) === plan.closedOn);
      await deleteContents(tx, still, today);
      return still;
    },
  };
}

async function keptOf(tx: MunicipalityReadTx, names: readonly MessageName[]): Promise<Kept[]> {
  const messages = await messagesNamed(tx, names);
  const closedOn = await matterClosedOn(tx, messages);
  return messages.map((message) => ({
    debtor: message.debtor,
    entry: message.entry,
    closedOn: closedOn(message),
  }));
}

function planOf(
  row: Kept,
  { keepYears, on }: { readonly keepYears: number; readonly on: PlainDate },
): Deletion {
  if (row.closedOn === null) return { ...row, change: null, consequence: 'matter-runs' };
  if (deletedFrom(row.closedOn, keepYears) > on) return { ...row, change: null, consequence: 'kept-for-now' };
  return { ...row, change: 'files-deleted', consequence: 'files-deleted' };
}

function startOf(day: string): Temporal.Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime('Europe/Copenhagen').toInstant();
}
