import { lockDebtors } from '../debtors/lock.ts';
import { debtorsAfter } from '../debtors/register.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import type { PortalChoices } from '../municipality/choices/portal.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { admits, openingOn } from '../municipality/portal-opening.ts';
import {
  runDailyJob,
  type DailyJob,
  type JobDone,
  type JobRequest,
  type PageAsked,
} from '../platform/daily-job.ts';
import type { Busy, MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Outcome } from '../platform/job-report.ts';
import { channelsFor, choicesOf, choosersAfter, type ChosenKinds } from './choices.ts';
import { eventsFor, type FoundEvent } from './events.ts';
import { eventText, makeNotifications, toldAlready, type NotificationToMake } from './notifications.ts';
import { notificationKinds } from './types.ts';
import { whomToTell, type ToTell } from './whom-to-tell.ts';

/** Which messages, and for whom the pages are that they lead to. */
type Choices = Pick<PortalChoices, 'notifications' | 'state' | 'opensOn' | 'testPersons'>;

/** Somebody who may have chosen messages, with what there is to tell them. */
export interface DebtorToTell extends ToTell {
  readonly debtor: DebtorNumber;
  /** What is to be told now, by kind; none = nothing. */
  readonly made: readonly NotificationToMake[];
}

export interface NotificationPlan extends Outcome {
  readonly made: NotificationToMake | null;
}

export interface NotifyRequest extends Omit<JobRequest, 'configuration'> {
  readonly configured: ConfigurationVersion;
}

/**
 * The daily job `notifications`: writes a short message for what has happened or is coming, to those who have chosen to be told of it: one of a kind a day,
 * never twice of the same. It hands nothing over itself (`sendNotifications`). Nobody is told who gets no Digital Post of their own, is dead, or of whom
 * nothing may be asked; and nobody who may not sign in to the pages yet.
 */
export function makeDueNotifications({
  configured,
  ...request
}: NotifyRequest): Promise<Result<JobDone, Busy>> {
  const job = notifyJob(configured.configuration.portal, request.on);
  return runDailyJob(job, { ...request, configuration: configured.version });
}

function notifyJob(chosen: Choices, on: PlainDate): DailyJob<DebtorToTell, NotificationPlan> {
  return {
    name: 'notifications',
    lock: 'notifications',
    changes: [...notificationKinds],
    amounts: [],
    select: async (tx, page) =>
      readToTell(tx, await debtorsToLookAt(tx, chosen, page), { chosen, on: page.on }),
    keyOf: ({ debtor }) => BigInt(debtor),
    plan: (rows) => rows.flatMap(planOf),
    write: (tx, plans, at) => write(tx, plans, { chosen, on, at }),
  };
}

/** Where the municipality sends to those who have chosen nothing too, everybody; else who has ever chosen. Nobody while the pages are closed. */
function debtorsToLookAt(tx: MunicipalityReadTx, chosen: Choices, page: PageAsked): Promise<DebtorNumber[]> {
  const { channels, unlessChosen } = chosen.notifications;
  if (channels.length === 0 || openingOn(chosen, page.on) === 'closed') return Promise.resolve([]);
  const isForAll = Object.values(unlessChosen).some((by) => by.length > 0);
  return isForAll ? debtorsAfter(tx, page) : choosersAfter(tx, page);
}

async function readToTell(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { chosen, on }: { readonly chosen: Choices; readonly on: PlainDate },
): Promise<DebtorToTell[]> {
  if (debtors.length === 0) return [];
  const choices = await choicesOf(tx, debtors);
  const wanting = debtors.filter(
    (debtor) =>
      admits(chosen, on, debtor) &&
      Object.values(channelsFor(choices.get(debtor), chosen.notifications)).some((by) => by.length > 0),
  );
  const events = await eventsFor(tx, wanting, { on, daysBefore: chosen.notifications.daysBefore });
  const told = await toldAlready(tx, events);
  const found = Map.groupBy(
    events.filter((event) => !told.has(eventText(event)) && isSince(event, choices.get(event.debtor))),
    ({ debtor }) => debtor,
  );
  const people = await whomToTell(tx, [...found.keys()], on);
  return debtors.map((debtor) => {
    const { why, language } = people.get(debtor) ?? { why: null, language: 'da' as const };
    const by = channelsFor(choices.get(debtor), chosen.notifications);
    const made = notificationKinds.flatMap((kind): NotificationToMake[] => {
      const own = (found.get(debtor) ?? []).filter((event) => event.kind === kind);
      return own.length === 0 || by[kind].length === 0
        ? []
        : [{ debtor, kind, events: own.map(({ event }) => event), channels: by[kind], language }];
    });
    return { debtor, why, language, made };
  });
}

/** Nobody is told of what was before they chose to be. */
function isSince({ kind, at }: FoundEvent, chosen: ChosenKinds | undefined): boolean {
  const choice = chosen?.[kind];
  return at === null || choice === undefined || Temporal.Instant.compare(at, choice.at) >= 0;
}

function planOf({ debtor, why, made }: DebtorToTell): NotificationPlan[] {
  if (made.length === 0) return [{ debtor, change: null, consequence: 'nothing-to-tell', made: null }];
  if (why !== null) return [{ debtor, change: null, consequence: `not-told-${why}`, made: null }];
  return made.map((each) => ({ debtor, change: each.kind, consequence: each.kind, made: each }));
}

/** Who has chosen otherwise since it was read, or is not to be told any longer, is left. */
async function write(
  tx: MunicipalityTx,
  plans: readonly NotificationPlan[],
  { chosen, on, at }: { readonly chosen: Choices; readonly on: PlainDate; readonly at: Temporal.Instant },
): Promise<readonly NotificationPlan[]> {
  const debtors = [...new Set(plans.map(({ debtor }) => debtor))];
  await lockDebtors(tx, debtors);
  const now = await choicesOf(tx, debtors);
  const still = plans.flatMap((plan) => {
    if (plan.made === null) return [];
    const channels = channelsFor(now.get(plan.debtor), chosen.notifications)[plan.made.kind];
    return channels.length === 0 ? [] : [{ plan, made: { ...plan.made, channels } }];
  });
  const done = await makeNotifications(
    tx,
    still.map(({ made }) => made),
    { on, at },
  );
  return still.filter(({ made }) => done.has(made)).map(({ plan }) => plan);
}
