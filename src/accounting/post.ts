import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { ore, plainKroner } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { closedDays, closeDays, dayToClose, openDays } from '../ledger/accounting-days.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Busy,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { withJobLock, type Held } from '../platform/job-locks.ts';
import { finishJobRun, startJobRun } from '../platform/job-runs.ts';
import { dayBooks, type TransferKey } from './day-books.ts';
import type { VoucherEvent } from './events.ts';
import { emptyPosted, postReportOf, tallyOf, withDay, type Posted, type PostReport } from './post-report.ts';
import { addRefundShares, type DaysBefore } from './refund-shares.ts';
import { currentRules, writeVouchers, type RuleVersion } from './store.ts';
import { vouchersOf, type VouchersOfDay } from './vouchers.ts';

export interface PostRequest {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  /** Days before this one are closed. */
  readonly on: PlainDate;
  readonly dryRun: boolean;
  readonly by: string;
  readonly clock: Clock;
  /** The day's lock, where the day's work calls; who calls it alone takes its own. */
  readonly held?: Held;
  /** Called after each day with the number of days done. */
  readonly progress?: (days: number) => void;
}

export type PostRefusal =
  | Busy
  | { readonly tag: 'no-configuration' }
  /** No table of accounts was ever taken in. */
  | { readonly tag: 'no-account-rules' };

export interface PostDone {
  readonly state: 'finished' | 'dry-run';
  readonly report: PostReport;
}

/**
 * Closes the open accounting days before a day and writes their vouchers, each day in a transaction of its own: stopped and
 * called again, it goes on with the days that are open. A day for which the table of accounts lacks a row stays open whole,
 * and the report names what is lacking. A dry run reads the days as they stand now and writes nothing.
 */
export async function postVouchers(request: PostRequest): Promise<Result<PostDone, PostRefusal>> {
  const { database, municipality, held, dryRun } = request;
  if (dryRun) return tryPost(request);
  if (held === undefined) {
    const posted = await withJobLock(database, { municipality, lock: 'books' }, (lost) =>
      post(request, lost),
    );
    return posted.ok ? posted.value : posted;
  }
  assert(held.municipality === municipality, 'a day is held for one municipality');
  return post(request, held.lost);
}

interface Settings {
  readonly configuration: number;
  readonly rules: RuleVersion;
}

async function settingsIn(tx: MunicipalityReadTx): Promise<Result<Settings, Exclude<PostRefusal, Busy>>> {
  const configured = await configurationVersion(tx, null);
  if (configured === null) return refuse({ tag: 'no-configuration' });
  const rules = await currentRules(tx);
  if (rules === null) return refuse({ tag: 'no-account-rules' });
  return ok({ configuration: configured.version, rules });
}

async function post(request: PostRequest, lost: AbortSignal): Promise<Result<PostDone, PostRefusal>> {
  const { database, municipality, on, by, clock } = request;
  const begun = await inMunicipality(database, municipality, async (tx) => {
    const settings = await settingsIn(tx);
    if (!settings.ok) return settings;
    const { configuration } = settings.value;
    const empty = tallyOf(emptyPosted);
    await startJobRun(tx, { job: 'post', day: on, by, at: clock(), configuration, empty });
    return ok({ ...settings.value, open: await openDays(tx, on) });
  });
  if (!begun.ok) return begun;
  let posted = emptyPosted;
  for (const { day } of begun.value.open) {
    lost.throwIfAborted();
    const one = await inMunicipality(database, municipality, (tx) => postDay(tx, day, request));
    if (one !== null) posted = withDay(posted, one);
    request.progress?.(posted.days.length);
  }
  await inMunicipality(database, municipality, (tx) =>
    finishJobRun(tx, { job: 'post', day: on }, { tally: tallyOf(posted), at: clock() }),
  );
  return ok({ state: 'finished', report: postReportOf(posted, { ...begun.value, ...request }) });
}

async function tryPost(request: PostRequest): Promise<Result<PostDone, PostRefusal>> {
  const { database, municipality, on } = request;
  return readInMunicipality(database, municipality, async (tx) => {
    const settings = await settingsIn(tx);
    if (!settings.ok) return settings;
    const closed = await closedDays(tx);
    const besides: PlainDate[] = [];
    let posted = emptyPosted;
    for (const { day, transfers } of await openDays(tx, on)) {
      const worked = await workOut(tx, day, { rules: settings.value.rules, before: { closed, besides } });
      if (worked.state === 'closed') besides.push(day);
      posted = withDay(posted, told(day, transfers, worked));
      request.progress?.(posted.days.length);
    }
    return ok({ state: 'dry-run', report: postReportOf(posted, { ...settings.value, ...request }) });
  });
}

/** Closes one day and writes its vouchers; null when somebody has closed it, or nothing is booked on it any longer. */
async function postDay(tx: MunicipalityTx, day: PlainDate, { by, clock }: PostRequest) {
  const open = await dayToClose(tx, day);
  if (open === null) return null;
  const rules = await currentRules(tx);
  assert(rules !== null, 'a table of accounts that was there is never taken away');
  const worked = await workOut(tx, day, { rules, before: { closed: await closedDays(tx), besides: [] } });
  if (worked.state === 'closed') {
    await closeDays(tx, [open], { by, at: clock() });
    await writeVouchers(tx, { ...worked, rules: rules.version });
  }
  return told(day, open.transfers, worked);
}

interface WorkedOut extends VouchersOfDay {
  readonly state: 'closed' | 'rule-missing' | 'left-in-transit';
  readonly transfers: ReadonlyMap<VoucherEvent, number>;
  readonly unclear: readonly TransferKey[];
}

/** What a day's vouchers are; nothing is written. */
async function workOut(
  tx: MunicipalityReadTx,
  day: PlainDate,
  { rules, before }: { readonly rules: RuleVersion; readonly before: DaysBefore },
): Promise<WorkedOut> {
  const books = await dayBooks(tx, day);
  const unclear = await addRefundShares(tx, books, before);
  const { vouchers, missing } = vouchersOf(day, books.entries.list(), rules.rules);
  const complete = missing.length === 0 ? 'closed' : 'rule-missing';
  const state = books.leftInTransit ? 'left-in-transit' : complete;
  return { state, vouchers, missing, transfers: books.transfers, unclear };
}

function told(
  day: PlainDate,
  transfers: number,
  { state, vouchers, missing, unclear }: WorkedOut,
): Posted['days'][number] {
  const amount = ore(vouchers.reduce((sum, voucher) => sum + voucher.amount, 0n));
  const written = state === 'closed';
  return {
    day,
    state,
    transfers,
    vouchers: written ? vouchers.length : 0,
    amount: plainKroner(written ? amount : ore(0n)),
    missing,
    unclear: written ? unclear.length : 0,
  };
}
