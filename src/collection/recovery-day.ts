import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
import { inMunicipality, readInMunicipality } from '../platform/database.ts';
import { letBeyondCover } from './beyond-covers.ts';
import { takeRecoveryWork } from './changes.ts';
import { fetchReceipts, lookUpDeliveries, type RecoveryJob } from './deliver.ts';
import { applyNotifications, keepNotifications, notificationsWaiting } from './notifications.ts';
import { claimMessage, keepMessage, lastNotifications, messagesWaiting } from './messages.ts';
import { applyReceipts } from './receipts.ts';
import { interestComesBack } from './returned-interest.ts';
import type { Doing } from './types.ts';

/** A job that acts on what has been told, whether or not there is an authority to ask. */
export type RecoveryTask = Pick<RecoveryJob, 'database' | 'municipality' | 'by' | 'clock'>;

export interface RecoveryNews {
  /** Messages of receipts that were acted on. */
  readonly messages: number;
  readonly notifications: number;
  /** What our own rooms had told, taken. */
  readonly changes: number;
  /** Questions that the authority did not answer; deliveries of which nothing is known. */
  readonly unavailable: number;
}

/**
 * What the recovery authority has to say: deliveries of which nothing is known are looked up, receipts and notifications are
 * fetched, kept as they came and acted on, and changes on our side are queued. Stopped and repeated it comes to the same.
 */
export async function takeRecoveryNews(job: RecoveryJob): Promise<RecoveryNews> {
  const unknown = await lookUpDeliveries(job);
  const receipts = await fetchReceipts(job);
  const silent = await fetchNotifications(job);
  const acted = await actOnMessages(job);
  return { ...acted, unavailable: unknown + receipts.unavailable + silent };
}

/** Acts on the messages that are kept, and takes what our own rooms have told: nothing here asks outside. */
export async function actOnMessages(task: RecoveryTask): Promise<Omit<RecoveryNews, 'unavailable'>> {
  const { database, municipality, by, clock } = task;
  const waiting = await readInMunicipality(database, municipality, messagesWaiting);
  for (const message of waiting)
    await inMunicipality(database, municipality, async (tx) => {
      const doing: Doing = { by, at: clock() };
      if (!(await claimMessage(tx, message.id, doing.at))) return;
      if (message.kind === 'notification') await keepNotifications(tx, message, doing);
      else await applyReceipts(tx, message, doing);
    });
  const notifications = await actOnNotifications(task);
  await interestComesBack(task);
  await letBeyondCover(task);
  return { messages: waiting.length, notifications, changes: await takeChanges(task) };
}

const NOTIFICATIONS_AT_ONCE = 200;

/** Until nothing more follows: a return may have waited for what came with it. */
async function actOnNotifications(task: RecoveryTask): Promise<number> {
  for (let acted = 0; ;) {
    const now = await actOnce(task);
    if (now === 0) return acted;
    acted += now;
  }
}

async function actOnce({ database, municipality, by, clock }: RecoveryTask): Promise<number> {
  let applied = 0;
  for (let after = 0n; ;) {
    const from = after;
    const page = await readInMunicipality(database, municipality, (tx) =>
      notificationsWaiting(tx, from, NOTIFICATIONS_AT_ONCE),
    );
    const last = page.at(-1);
    if (last === undefined) return applied;
    applied += await inMunicipality(database, municipality, (tx) =>
      applyNotifications(tx, page, { by, at: clock() }),
    );
    after = last.id;
  }
}

async function takeChanges({ database, municipality, by, clock }: RecoveryTask): Promise<number> {
  for (let taken = 0; ;) {
    const now = await inMunicipality(database, municipality, (tx) =>
      takeRecoveryWork(tx, { by, at: clock() }),
    );
    if (now === 0) return taken;
    taken += now;
  }
}

/** So many days are asked for again, because the authority's messages come late and in any order. */
const DAYS_AGAIN = 7;
/** The authority has no older ones (creditors' guidance: three months). */
const MOST_DAYS = 90;

/** Answers how many questions got no answer. */
async function fetchNotifications({
  database,
  municipality,
  authority,
  clock,
}: RecoveryJob): Promise<number> {
  const at = clock();
  const on = dayInCopenhagen(at);
  const last = await readInMunicipality(database, municipality, lastNotifications);
  const since = last === null ? addDays(on, -MOST_DAYS) : addDays(dayInCopenhagen(last), -DAYS_AGAIN);
  const told = await authority.notifications(since, at);
  if (told.state === 'unavailable') return 1;
  const { evidence, notifications } = told;
  if (notifications.length > 0)
    await inMunicipality(database, municipality, (tx) =>
      keepMessage(tx, { kind: 'notification', delivery: null, body: evidence.body, read: notifications }, at),
    );
  return 0;
}
