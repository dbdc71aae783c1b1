import { takeArrivals } from '../agreements/arrivals.ts';
import { closeDueHearings } from '../agreements/hearings.ts';
import { heldLetters } from '../agreements/held-letters.ts';
import { makeDueLetters, type LetterJob } from '../agreements/letter-job.ts';
import { takeNotArrived } from '../agreements/not-arrived.ts';
import { watchBalances } from '../collection/watch-balances.ts';
import { watchUnknown } from '../collection/unknown-numbers.ts';
import { watchUnanswered } from '../collection/watch-unanswered.ts';
import type { RecoveryAuthority } from '../collection/recovery-port.ts';
import { askedUntil } from '../direct-debit/asked-until.ts';
import { seeToErrands } from '../endings/errand-job.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { plainKroner } from '../kernel/money.ts';
import type { LetterAssets } from '../letters/assets.ts';
import { deliverDue } from '../letters/deliver-due.ts';
import { takeDeliveryNews } from '../letters/delivery-news.ts';
import type { LetterDelivery } from '../letters/delivery-port.ts';
import type { NotificationService } from '../notifications/notification-port.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { coverLateFromHeld } from '../payments/held-covers-late.ts';
import { takePaidAfterLapse } from '../payments/paid-after-lapse.ts';
import { watchUnconfirmed } from '../payments/unconfirmed-lines.ts';
import { watchClearing } from '../payments/watch-clearing.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import type { Held } from '../platform/job-locks.ts';
import type { Stopwatch } from '../platform/stopwatch.ts';
import type { Shell } from './command.ts';
import * as words from './day-words.ts';
import { collectByBetalingsservice, collectedLines } from './direct-debit-day.ts';
import { deleteFilesOn } from './message-clean-up.ts';
import { dunOrRefuse } from './dunning.ts';
import { sweep, sweptLines } from './identity-sweep.ts';
import { holdOrRefuse } from './holds.ts';
import { notifiedLines, notifyOn } from './notifications.ts';
import { raisedLines, raiseOrRefuse } from './instalments-raise.ts';
import { interestOn } from './interest-run.ts';
import { changedLines } from './job-words.ts';
import { lapseLines, lapseOrRefuse } from './lapse-run.ts';
import { lettersMadeLines } from './letters.ts';
import { plainly } from './letters-send.ts';
import { booksOn } from './post.ts';
import { askAboutPeople, runMonthOfDay, type OpenRegisters } from './registers-of-day.ts';
import { recoveryNews, registrationsIfAny, transferIfAny, transferredLines } from './transfer-work.ts';
import { writeVoucherFiles } from './voucher-files.ts';
import { writeOffLines, writeOffOrRefuse } from './write-off.ts';

/** A day as it is worked: the clock stands at some moment of it. */
export interface DayToWork {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly delivery: LetterDelivery;
  /** Null or absent: claims are sent by a list, or not at all. */
  readonly recovery?: RecoveryAuthority | null;
  /** Null or absent: nobody brings short messages, and none are written. */
  readonly notifications?: NotificationService | null;
  /** Opens the registers; null or absent: nobody is asked, and no month is run. */
  readonly registers?: (() => Promise<OpenRegisters>) | null;
  readonly assets: (configuration: Configuration) => LetterAssets;
  /** Where the files of vouchers are laid for the bookkeeping; null or absent: none are written, and `afdrag post` writes them. */
  readonly exports?: string | null;
  /** `model-only`: letters without PDFs, for a trial (letters/make-letters.ts). */
  readonly keep?: LetterJob['keep'];
  /** Where letters say that they are found on the citizens' pages; null or absent: they say nothing of it. */
  readonly page?: NonNullable<LetterJob['page']> | null;
  readonly by: string;
  readonly clock: Clock;
  readonly progress: Shell['progress'];
  /** Takes the time of each step. */
  readonly stopwatch?: Stopwatch;
}

/** What every step is given. */
export interface StepOfDay extends DayToWork {
  readonly on: PlainDate;
  readonly configured: ConfigurationVersion;
  readonly held: Held;
}

interface Step<Did> {
  readonly work: (day: StepOfDay) => Promise<Did>;
  /** For the terminal: nothing where there is nothing to say. */
  readonly tell: (did: Did) => readonly string[];
}

function step<Did>(work: Step<Did>['work'], tell: Step<Did>['tell']): Step<Did> {
  return { work, tell };
}

/** What a daily job is asked by the day's work, which holds its locks. */
function jobOf({ database, municipality, on, by, clock, held }: StepOfDay) {
  return { database, municipality, on, dryRun: false, by, clock, held } as const;
}

function recoveryOf({ recovery: authority = null, configured, ...day }: StepOfDay) {
  return { ...jobOf({ ...day, configured }), configured, authority };
}

/**
 * A day's work in its order. News come first, so that a decision that has arrived counts before anything is asked for; what
 * has ended is stopped before anything is asked for it; interest is posted before the letters that ask for it; and the books
 * are closed, and their vouchers handed over, last.
 */
export const daySteps = {
  news: step(async ({ progress: _silent, ...day }) => plainly(await takeDeliveryNews(day)), words.newsLines),
  arrived: step(takeArrivals, words.arrivedLines),
  notArrived: step(takeNotArrived, words.notArrivedLines),
  persons: step(askAboutPeople, words.personsLines),
  recoveryNews: step((day) => recoveryNews(recoveryOf(day)), words.recoveryLines),
  hearings: step((day) => closeDueHearings(day), words.hearingLines),
  errands: step((day) => seeToErrands(day), words.errandLines),
  /** With the deaths of the day known, and before anything is asked for. */
  month: step(runMonthOfDay, words.monthLines),
  lapse: step((day) => lapseOrRefuse(jobOf(day)), lapseLines),
  /** Refund items opened for what was paid on claims after they had lapsed. */
  paidAfterLapse: step((day) => takePaidAfterLapse(day), words.paidAfterLapseLines),
  holds: step((day) => holdOrRefuse(jobOf(day)), changedLines),
  /** What the municipality has in hand is neither charged interest of nor reminded of. */
  held: step(async (day) => {
    const { debtors, amount } = await coverLateFromHeld(day);
    return { debtors, amount: plainKroner(amount) };
  }, words.heldLines),
  interest: step((day) => interestOn(jobOf(day), day.configured), words.interestLines),
  dunning: step((day) => dunOrRefuse(jobOf(day)), changedLines),
  writeOff: step((day) => writeOffOrRefuse(jobOf(day)), writeOffLines),
  letters: step(
    ({ progress, keep = 'document', ...day }) =>
      makeDueLetters({ ...day, keep, progress: progress('Breve lavet') }),
    lettersMadeLines,
  ),
  handed: step(
    async ({ progress, ...day }) =>
      plainly(await deliverDue({ ...day, heldAmong: heldLetters, progress: progress('Breve afleveret') })),
    words.handedLines,
  ),
  instalments: step(
    ({ progress, ...day }) =>
      raiseOrRefuse({
        ...day,
        due: askedUntil(day.on, day.configured.configuration),
        progress: progress('Aftaler set på'),
      }),
    raisedLines,
  ),
  /** Those that must be brought by hand are known when they are handed over. */
  byHand: step(takeNotArrived, words.notArrivedLines),
  registrations: step(
    (day) => registrationsIfAny(recoveryOf(day)),
    (done) => (done === null ? [] : changedLines(done)),
  ),
  transfer: step(
    (day) => transferIfAny(recoveryOf(day)),
    (done) => (done === null ? [] : transferredLines(done)),
  ),
  directDebits: step(collectByBetalingsservice, collectedLines),
  clearing: step(async ({ configured, ...day }) => {
    const { bankDays } = configured.configuration.clearing;
    const otherwise = await watchClearing({ ...day, bankDays });
    return otherwise.map((each) => ({ ...each, amount: plainKroner(each.amount) }));
  }, words.clearingLines),
  unconfirmed: step(async ({ configured, ...day }) => {
    const { days } = configured.configuration.bankConfirmation;
    const found = await watchUnconfirmed({ ...day, days });
    return { ...found, amount: plainKroner(found.amount) };
  }, words.unconfirmedLines),
  /** What came and was paid is known, and what is coming. */
  notifications: step(
    ({ notifications: service = null, ...day }) =>
      service === null || day.configured.configuration.portal.notifications.channels.length === 0
        ? Promise.resolve(null)
        : notifyOn(jobOf(day), day.configured, service),
    notifiedLines,
  ),
  sessions: step((day) => sweep(day), sweptLines),
  messageFiles: step((day) => deleteFilesOn(jobOf(day), day.configured), changedLines),
  recoveryBalances: step(watchBalances, words.recoveryBalanceLines),
  recoveryUnknown: step(watchUnknown, words.recoveryUnknownLines),
  recoveryUnanswered: step(watchUnanswered, words.recoveryUnansweredLines),
  books: step((day) => booksOn(jobOf(day)), words.booksLines),
  voucherFiles: step(
    async ({ database, municipality, clock, exports: folder = null }) =>
      folder === null ? [] : writeVoucherFiles(database, { municipality, folder, clock }),
    (files) => files.map((file) => `Bilagsfil: ${file}`),
  ),
};

export type DaySteps = typeof daySteps;
