import { logAccess } from '../access/access-log.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
import type { CprNumber } from '../kernel/cpr-number.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { ok, type Result } from '../kernel/result.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { admits } from '../municipality/portal-opening.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, type Busy, type Database, type MunicipalityTx } from '../platform/database.ts';
import { complete, fail, takeDue, type TakenWork } from '../platform/due-work.ts';
import { withJobLock, type Held } from '../platform/job-locks.ts';
import { channelsFor, choicesOf } from './choices.ts';
import type { NotificationSent, NotificationService } from './notification-port.ts';
import { NOTIFICATION, noteEnded, waitingAmong, type WaitingNotification } from './notifications.ts';
import { whomToTell } from './whom-to-tell.ts';
import { messageWords } from './words.ts';

export interface SendJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  /** The municipality's name, as messages say it. */
  readonly name: string;
  readonly service: NotificationService;
  readonly by: string;
  readonly clock: Clock;
  /** The day's lock, where the day's work calls; who calls it alone takes its own. */
  readonly held?: Held;
}

export interface NotificationsSent {
  readonly handed: number;
  readonly refused: number;
  /** Who is not to be told any longer, has said no since, or may not sign in, or what is more than some days old. */
  readonly tooLate: number;
  /** Nobody knows whether they were taken; they are handed over again. */
  readonly unavailable: number;
}

const PAGE = 50;
/** A message that says "soon" or "new" is of no use after so many days. */
const MOST_DAYS = 3;

/**
 * Hands over the messages that wait. One that was handed over by a job that was killed before it noted so is handed over again with the same UUID: the
 * other side knows it. Nothing outside is asked in a transaction.
 */
export async function sendNotifications(job: SendJob): Promise<Result<NotificationsSent, Busy>> {
  const { database, municipality, held } = job;
  if (held !== undefined) return ok(await sendAll(job, held.lost));
  return withJobLock(database, { municipality, lock: 'notifications-send' }, (lost) => sendAll(job, lost));
}

async function sendAll(job: SendJob, lost: AbortSignal): Promise<NotificationsSent> {
  const { database, municipality } = job;
  await inMunicipality(database, municipality, (tx) => noteLook(tx, job));
  let sum: NotificationsSent = { handed: 0, refused: 0, tooLate: 0, unavailable: 0 };
  for (;;) {
    lost.throwIfAborted();
    const page = await inMunicipality(database, municipality, (tx) => takePage(tx, job));
    if (page.length === 0) return sum;
    const answered: Answered[] = [];
    for (const each of page) answered.push({ ...each, became: await handOver(each, job) });
    await inMunicipality(database, municipality, (tx) => note(tx, answered, job.clock()));
    sum = added(sum, answered);
    // The other side is closed: what is left stays due.
    if (answered.every(({ became }) => became === 'unavailable')) return sum;
  }
}

function noteLook(tx: MunicipalityTx, { clock, by: actor }: SendJob): Promise<void> {
  const about = 'notifications';
  return logAccess(tx, { at: clock(), actor, purpose: 'messages that were asked for', debtor: null, about });
}

type Became = 'handed' | 'refused' | 'too-late' | 'unavailable';

interface Waiting {
  readonly work: TakenWork;
  /** Null: it is not to be sent any longer, or they have said no to it since. */
  readonly message: (WaitingNotification & { readonly to: CprNumber; readonly asked: boolean }) | null;
}

type Answered = Waiting & { readonly became: Became };

// Taken and let go: the lock keeps other jobs away, and no transaction stays open while the outside answers.
async function takePage(tx: MunicipalityTx, { clock }: SendJob): Promise<Waiting[]> {
  const now = clock();
  const today = dayInCopenhagen(now);
  const due = await takeDue(tx, { kind: NOTIFICATION, now, limit: PAGE });
  const waiting = await waitingAmong(
    tx,
    due.map(({ key }) => key),
  );
  const debtors = [...new Set([...waiting.values()].map(({ debtor }) => debtor))];
  const [people, numbers] = [await whomToTell(tx, debtors, today), await cprOfDebtors(tx, debtors)];
  const choices = await choicesOf(tx, debtors);
  const portal = (await configurationVersion(tx, null))?.configuration.portal ?? null;
  return due.map((work) => {
    const found = waiting.get(work.key);
    const to = found === undefined ? undefined : numbers.get(found.debtor);
    const isToBeSent =
      found !== undefined &&
      found.day >= addDays(today, -MOST_DAYS) &&
      people.get(found.debtor)?.why === null &&
      portal !== null &&
      admits(portal, today, found.debtor) &&
      channelsFor(choices.get(found.debtor), portal.notifications)[found.kind].includes(found.channel);
    if (!isToBeSent || to === undefined) return { work, message: null };
    // Else the municipality has chosen for them.
    const asked = choices.get(found.debtor)?.[found.kind] !== undefined;
    return { work, message: { ...found, to, asked } };
  });
}

async function handOver(
  { message }: Waiting,
  { service, name: municipality, clock }: SendJob,
): Promise<Became> {
  if (message === null) return 'too-late';
  const { uuid, channel, to, language, kind, asked } = message;
  const words = messageWords(kind, { channel, language, municipality, asked });
  const sent: NotificationSent = await service.send({ uuid, channel, to, language, ...words, at: clock() });
  return sent.state;
}

async function note(tx: MunicipalityTx, answered: readonly Answered[], at: Temporal.Instant): Promise<void> {
  const ended = answered.flatMap(({ work, became }) =>
    became === 'unavailable' ? [] : [{ uuid: work.key, state: became }],
  );
  for (const { uuid, state } of ended) await noteEnded(tx, uuid, { state, at });
  await complete(tx, { kind: NOTIFICATION, keys: ended.map(({ uuid }) => uuid), now: at });
  for (const { work, became } of answered)
    if (became === 'unavailable') await fail(tx, work, { trouble: became, now: at });
}

function added(sum: NotificationsSent, answered: readonly Answered[]): NotificationsSent {
  const count = (became: Became) => answered.filter((each) => each.became === became).length;
  return {
    handed: sum.handed + count('handed'),
    refused: sum.refused + count('refused'),
    tooLate: sum.tooLate + count('too-late'),
    unavailable: sum.unavailable + count('unavailable'),
  };
}
