import { dayInCopenhagen, readableDate, type PlainDate } from '../kernel/dates.ts';
import { withDay, type Held } from '../platform/job-locks.ts';
import { Stopwatch } from '../platform/stopwatch.ts';
import { PlainError } from './command.ts';
import { configuredOrRefuse } from './configured.ts';
import { daySteps, type DaySteps, type DayToWork, type StepOfDay } from './day-steps.ts';

/** What a day's work came to: what each of its steps did, by the step's name. */
export type DayWorked = { readonly on: PlainDate } & {
  readonly [Name in keyof DaySteps]: Awaited<ReturnType<DaySteps[Name]['work']>>;
};

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

/** The steps one after the other. Each is safe to stop and to repeat; the same day again does nothing more. */
async function workHeldDay(day: DayToWork, held: Held): Promise<DayWorked> {
  const { database, municipality, clock, stopwatch = new Stopwatch() } = day;
  const on = dayInCopenhagen(clock());
  const configured = await configuredOrRefuse(database, municipality);
  const step: StepOfDay = { ...day, on, configured, held };
  const worked: Record<string, unknown> = { on };
  for (const [name, { work }] of Object.entries(daySteps)) {
    held.lost.throwIfAborted();
    worked[name] = await stopwatch.time<unknown>(name, () => work(step));
  }
  return worked as DayWorked; // each step under its name
}

/** The day's work for the terminal: what each step has to say; lines without line ends. */
export function dayLines(worked: DayWorked): string[] {
  const said = Object.entries(daySteps).flatMap(([name, { tell }]) =>
    // Each tells what it did itself: the names are the steps' own.
    (tell as (did: unknown) => readonly string[])(worked[name as keyof DaySteps]),
  );
  return [`${readableDate(worked.on)}:`, ...said.map((line) => `  ${line}`)];
}
