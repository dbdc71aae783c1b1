import { addDays, dayInCopenhagen, readableDate, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { takeArrivals } from '../agreements/arrivals.ts';
import { closeDueHearings, type HearingsClosed } from '../agreements/hearings.ts';
import type { InstalmentsRaised } from '../agreements/instalments.ts';
import { makeDueLetters, type LettersMade } from '../agreements/letter-job.ts';
import { takeNotArrived } from '../agreements/not-arrived.ts';
import type { LetterAssets } from '../letters/assets.ts';
import { deliverDue, type LettersHanded } from '../letters/deliver-due.ts';
import { takeDeliveryNews, type NewsTaken } from '../letters/delivery-news.ts';
import type { LetterDelivery } from '../letters/delivery-port.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { takePaidAfterLapse } from '../payments/paid-after-lapse.ts';
import type { Clock } from '../platform/clock.ts';
import { readInMunicipality, type Database } from '../platform/database.ts';
import { withDay, type Held } from '../platform/job-locks.ts';
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
  readonly letters: LettersMade;
  readonly handed: LettersHanded;
  readonly instalments: InstalmentsRaised;
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
 * paid on claims after they had lapsed, new letters and their handing over, and what falls due. News come first, so that a
 * decision that has arrived counts before anything is asked for. Each step is safe to stop and to repeat; the same day
 * again does nothing more.
 */
async function workHeldDay(day: DayToWork, { lost }: Held): Promise<DayWorked> {
  const { database, municipality, delivery, assets, by, clock, progress } = day;
  const on = dayInCopenhagen(clock());
  const job = { database, municipality, by, clock };
  const news = plainly(await takeDeliveryNews({ ...job, delivery }));
  const arrived = await takeArrivals(job);
  const notArrived = await takeNotArrived(job);
  const hearings = await closeDueHearings({ ...job, on });
  const paidAfterLapse = await takePaidAfterLapse(job);
  lost.throwIfAborted();
  const letters = await makeDueLetters({ ...job, assets, progress: progress('Breve lavet') });
  const handed = plainly(await deliverDue({ ...job, delivery, progress: progress('Breve afleveret') }));
  lost.throwIfAborted();
  const instalments = await raiseOrRefuse({
    ...job,
    due: addDays(on, await daysAhead(day)),
    progress: progress('Aftaler set på'),
  });
  // Those that must be brought by hand are known when they are handed over.
  const byHand = await takeNotArrived(job);
  const seen = notArrived + byHand;
  return { on, news, arrived, notArrived: seen, hearings, paidAfterLapse, letters, handed, instalments };
}

async function daysAhead({ database, municipality }: DayToWork): Promise<number> {
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  return configured?.configuration.payment.askDaysAhead ?? 0;
}

/** The day's work for the terminal, one line a step; lines without line ends. */
export function dayLines(day: DayWorked): string[] {
  const { on, news, arrived, notArrived, hearings, paidAfterLapse, letters, handed, instalments } = day;
  return [
    `${readableDate(on)}:`,
    ...[
      newsLine(news),
      `Kommet frem og behandlet: ${arrived} breve. Skal ses af en medarbejder: ${notArrived}.`,
      `Høringer, hvor fristen er gået: ${hearings.decided + hearings.waiting} (afgjort ${hearings.decided}, venter på en medarbejder ${hearings.waiting}).`,
      ...paidAfterLapseLines(paidAfterLapse),
      ...lettersMadeLines(letters),
      handedLine(handed),
      ...raisedLines(instalments),
    ].map((line) => `  ${line}`),
  ];
}

function paidAfterLapseLines(opened: number): string[] {
  return opened === 0
    ? []
    : [`Betalt efter bortfald: ${opened} beløb er måske til udbetaling. En medarbejder skal tage stilling.`];
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
