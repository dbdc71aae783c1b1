import { addDays, dayInCopenhagen, readableDate, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { takeArrivals } from '../agreements/arrivals.ts';
import { closeDueHearings, type HearingsClosed } from '../agreements/hearings.ts';
import type { InstalmentsRaised } from '../agreements/instalments.ts';
import { makeDueLetters, type LetterJob, type LettersMade } from '../agreements/letter-job.ts';
import { takeNotArrived } from '../agreements/not-arrived.ts';
import { postVouchers } from '../accounting/post.ts';
import type { PostReport } from '../accounting/post-report.ts';
import { logAccess } from '../access/access-log.ts';
import { postInterest } from '../charges/interest-job.ts';
import { startDecided } from '../charges/start-interest.ts';
import { assert } from '../kernel/result.ts';
import type { LetterAssets } from '../letters/assets.ts';
import { deliverDue, type LettersHanded } from '../letters/deliver-due.ts';
import { takeDeliveryNews, type NewsTaken } from '../letters/delivery-news.ts';
import type { LetterDelivery } from '../letters/delivery-port.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { takePaidAfterLapse } from '../payments/paid-after-lapse.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityTx,
} from '../platform/database.ts';
import { withDay, type Held } from '../platform/job-locks.ts';
import type { JobReport } from '../platform/job-report.ts';
import { PlainError, type Shell } from './command.ts';
import { raisedLines, raiseOrRefuse } from './instalments-raise.ts';
import { lettersMadeLines } from './letters.ts';
import { plainly } from './letters-send.ts';

/** A day as it is worked: the clock stands at some moment of it. */
export interface DayToWork {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly delivery: LetterDelivery;
  readonly assets: (configuration: Configuration) => LetterAssets;
  /** `model-only`: letters without PDFs, for a trial (letters/make-letters.ts). */
  readonly keep?: LetterJob['keep'];
  readonly by: string;
  readonly clock: Clock;
  readonly progress: Shell['progress'];
}

/** What a day's work came to. */
export interface DayWorked {
  readonly on: PlainDate;
  readonly news: NewsTaken;
  /** Letters that had arrived and were acted on. */
  readonly arrived: number;
  /** Letters that a person must look at: returned, not delivered, or to be brought by hand. */
  readonly notArrived: number;
  readonly hearings: HearingsClosed;
  /** Refund items opened for what was paid on claims after they had lapsed. */
  readonly paidAfterLapse: number;
  readonly interest: JobReport;
  readonly letters: LettersMade;
  readonly handed: LettersHanded;
  readonly instalments: InstalmentsRaised;
  /** The accounting days before this one; null where the municipality has no table of accounts. */
  readonly books: PostReport | null;
}

/**
 * A day's work of the municipality, which nobody else works meanwhile, nor any daily job. Throws a plain sentence when
 * somebody does.
 */
export async function workTheDay(day: DayToWork): Promise<DayWorked> {
  const worked = await withDay(day.database, day.municipality, (held) => workHeldDay(day, held));
  if (!worked.ok)
    throw new PlainError(
      `Dagens arbejde, eller en del af det, er allerede i gang for kommune ${day.municipality}. Prøv igen, når det er færdigt.`,
    );
  return worked.value;
}

/**
 * A day's work in its order: what has become of letters, what follows from it, hearings whose time is over, what was
 * paid on claims after they had lapsed, interest, new letters and their handing over, what falls due, and the books. News come first, so that a
 * decision that has arrived counts before anything is asked for. Each step is safe to stop and to repeat; the same day
 * again does nothing more.
 */
async function workHeldDay(day: DayToWork, held: Held): Promise<DayWorked> {
  const { database, municipality, delivery, assets, keep = 'document', by, clock, progress } = day;
  const on = dayInCopenhagen(clock());
  const job = { database, municipality, by, clock };
  const { lost } = held;
  const configured = await configuredOrRefuse(day);
  const news = plainly(await takeDeliveryNews({ ...job, delivery, held }));
  const arrived = await takeArrivals(job);
  const notArrived = await takeNotArrived(job);
  const hearings = await closeDueHearings({ ...job, on });
  const paidAfterLapse = await takePaidAfterLapse(job);
  const interest = await interestOn({ ...job, on, configured, held });
  lost.throwIfAborted();
  const letters = await makeDueLetters({ ...job, assets, keep, progress: progress('Breve lavet') });
  const handed = plainly(await deliverDue({ ...job, delivery, held, progress: progress('Breve afleveret') }));
  lost.throwIfAborted();
  const instalments = await raiseOrRefuse({
    ...job,
    held,
    due: addDays(on, configured.configuration.payment.askDaysAhead),
    progress: progress('Aftaler set på'),
  });
  // Those that must be brought by hand are known when they are handed over.
  const byHand = await takeNotArrived(job);
  const seen = notArrived + byHand;
  const books = await booksOn({ ...job, on, held });
  const done = { on, news, arrived, notArrived: seen, hearings, paidAfterLapse };
  return { ...done, interest, letters, handed, instalments, books };
}

type Configured = NonNullable<Awaited<ReturnType<typeof configurationVersion>>>;

async function configuredOrRefuse({ database, municipality }: DayToWork): Promise<Configured> {
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new PlainError(`Kommune ${municipality} har ingen opsætning endnu.`);
  return configured;
}

interface StepOfDay extends Pick<DayToWork, 'database' | 'municipality' | 'by' | 'clock'> {
  readonly on: PlainDate;
  readonly held: Held;
}

/** Interest before anything is asked for, so that what is asked for is what is owed. */
async function interestOn({
  configured,
  ...step
}: StepOfDay & { readonly configured: Configured }): Promise<JobReport> {
  const { database, municipality, by } = step;
  const { configuration } = configured;
  await inMunicipality(database, municipality, (tx) => startDecided(tx, configuration, step.clock()));
  const noteAccess = (tx: MunicipalityTx, at: Temporal.Instant) =>
    logAccess(tx, {
      at,
      actor: by,
      purpose: 'gebyrloven § 3; renteloven § 5',
      debtor: null,
      about: 'interest',
    });
  const posted = await postInterest({ ...step, configured, dryRun: false, noteAccess });
  assert(posted.ok, 'who holds the day needs no other lock');
  return posted.value.report;
}

/** The books last: the days before this one are over. */
async function booksOn(step: StepOfDay): Promise<PostReport | null> {
  const posted = await postVouchers({ ...step, dryRun: false });
  if (posted.ok) return posted.value.report;
  assert(posted.refusal.tag === 'no-account-rules', 'a municipality whose day is worked is set up');
  return null;
}

/** The day's work for the terminal, one line a step; lines without line ends. */
export function dayLines(day: DayWorked): string[] {
  const { on, news, arrived, notArrived, hearings, paidAfterLapse, letters, handed, instalments } = day;
  const { interest, books } = day;
  return [
    `${readableDate(on)}:`,
    ...[
      newsLine(news),
      `Kommet frem og behandlet: ${arrived} breve. Skal ses af en medarbejder: ${notArrived}.`,
      `Høringer, hvor fristen er gået: ${hearings.decided + hearings.waiting} (afgjort ${hearings.decided}, venter på en medarbejder ${hearings.waiting}).`,
      ...paidAfterLapseLines(paidAfterLapse),
      ...interestLines(interest),
      ...lettersMadeLines(letters),
      handedLine(handed),
      ...raisedLines(instalments),
      ...(books === null ? [] : booksLines(books)),
    ].map((line) => `  ${line}`),
  ];
}

function paidAfterLapseLines(opened: number): string[] {
  return opened === 0
    ? []
    : [`Betalt efter bortfald: ${opened} beløb er måske til udbetaling. En medarbejder skal tage stilling.`];
}

function interestLines({ changes, amounts, consequences }: JobReport): string[] {
  const posted = changes['interest']?.count ?? 0;
  const unknown = consequences['rate-unknown'] ?? 0;
  return [
    ...(posted === 0 ? [] : [`Renter tilskrevet på ${posted} krav: ${amounts['interest'] ?? '0.00'} kr.`]),
    ...(unknown === 0 ? [] : [`Renter, hvis sats ikke kendes, og som ikke er tilskrevet: ${unknown} krav.`]),
  ];
}

function booksLines({ changes, vouchers, unchanged }: PostReport): string[] {
  const closed = changes.closed.count;
  return [
    ...(closed === 0 ? [] : [`Regnskabsdage lukket: ${closed}, med ${vouchers} bilag.`]),
    ...(unchanged === 0 ? [] : [`Regnskabsdage, der ikke kunne lukkes: ${unchanged}. Se afdrag post.`]),
  ];
}

function newsLine({ asked, arrived, returned, failed, unavailable, notBelieved }: NewsTaken): string {
  const told = `Nyt om ${asked} breve: ${arrived} kom frem, ${returned} kom retur, ${failed} kunne ikke afleveres.`;
  const silent = unavailable > 0 ? ` Intet svar om ${unavailable}; prøv igen senere.` : '';
  const odd = notBelieved > 0 ? ` ${notBelieved} meddelelser kunne ikke passe og er ikke brugt.` : '';
  return told + silent + odd;
}

function handedLine({ handed, refused, unavailable }: LettersHanded): string {
  const later = unavailable > 0 ? ` ${unavailable} kunne ikke afleveres nu; prøv igen senere.` : '';
  const otherwise = refused > 0 ? ` ${refused} går på papir eller til en medarbejder.` : '';
  return `${handed} breve er afleveret til udsendelse.${otherwise}${later}`;
}
