import { runMonth } from '../agreements/month-run.ts';
import type { RunReport } from '../agreements/run-report.ts';
import { storedRun } from '../agreements/runs.ts';
import type { FetchReport } from '../facts/ask-registers.ts';
import { fetchPersons, isAnybodyUnknown, lastAskedAboutAll } from '../facts/fetch-persons.ts';
import { fetchFacts, type Registers } from '../facts/fetch.ts';
import { dayOfMonth, monthOf, readableMonth, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { readInMunicipality } from '../platform/database.ts';
import { PlainError } from './command.ts';
import type { StepOfDay } from './day-steps.ts';
import { runRefusalText } from './month-run.ts';

/** Registers that answer as long as they are open. */
export interface OpenRegisters {
  readonly registers: Registers;
  close(): Promise<void>;
}

/** What came of asking the registers in a day's work; nothing of it stops the steps that follow. */
export type RegistersAsked =
  /** Nobody is to be asked today, or has been. */
  | { readonly state: 'nothing-to-ask' }
  /** In a sentence, why nobody can be asked; null: the day is worked without registers. */
  | { readonly state: 'not-connected'; readonly why: string | null }
  /** Somebody else is asking. */
  | { readonly state: 'busy' }
  /** A register answered nobody: the rest is asked on the next day. */
  | { readonly state: 'silent'; readonly register: NonNullable<FetchReport['silent']> }
  | { readonly state: 'asked'; readonly debtors: number; readonly missing: FetchReport['missing'] };

/** What came of the month's run in a day's work. */
export type MonthOfDay =
  | Exclude<RegistersAsked, { readonly state: 'asked' }>
  | { readonly state: 'run'; readonly report: RunReport }
  | { readonly state: 'refused'; readonly month: YearMonth; readonly why: string };

const NOTHING = { state: 'nothing-to-ask' } as const;

/**
 * Asks CPR about the people who owe something: who is dead, has moved, or has another number. About everybody as often as the
 * municipality has chosen, and otherwise about those of whom it has told nothing yet.
 */
export async function askAboutPeople(day: StepOfDay): Promise<RegistersAsked> {
  const who = await whomToAsk(day);
  if (who === null) return NOTHING;
  const asked = await asking(day, ({ persons }) => {
    const fetch = () => fetchPersons({ ...requestOf(day), persons, who });
    return goOnWith(fetch);
  });
  return 'report' in asked ? reportOf(asked.report) : asked;
}

async function whomToAsk({ database, municipality, on, configured }: StepOfDay) {
  const { persons } = configured.configuration.daily;
  return readInMunicipality(database, municipality, async (tx) => {
    const last = await lastAskedAboutAll(tx);
    const isDue = persons === 'every-day' ? last !== on : last === null || monthOf(last) !== monthOf(on);
    if (isDue) return 'all' as const;
    return (await isAnybodyUnknown(tx)) ? ('unknown' as const) : null;
  });
}

/**
 * Fetches the month's facts and runs it, on the first day from that which the municipality has chosen. While a register is silent
 * the month is not run, for it could not be run again: it waits for the next day. A run that was stopped is finished.
 */
export async function runMonthOfDay(day: StepOfDay): Promise<MonthOfDay> {
  const { database, municipality, on, configured } = day;
  const { daily, run } = configured.configuration;
  const month = monthOf(on);
  if (daily.monthRunDay === null || on < dayOfMonth(month, daily.monthRunDay)) return NOTHING;
  const stored = await readInMunicipality(database, municipality, (tx) => storedRun(tx, month));
  if (stored?.finished === true) return NOTHING;
  if (stored !== null) return runIt(day, { month, on: stored.calculationDate });
  const asked = await asking(day, (registers) =>
    goOnWith(() => fetchFacts({ ...requestOf(day), registers, month, incomeLagMonths: run.incomeLagMonths })),
  );
  if (!('report' in asked)) return asked;
  const { report } = asked;
  if (report.silent !== null) return { state: 'silent', register: report.silent };
  return report.debtors === 0 ? NOTHING : runIt(day, { month, on });
}

async function runIt(
  day: StepOfDay,
  { month, on }: { readonly month: YearMonth; readonly on: PlainDate },
): Promise<MonthOfDay> {
  const { database, municipality, by, clock, progress } = day;
  const shown = progress(`Borgere beregnet, ${readableMonth(month)}`);
  const request = { database, municipality, month, on, factsAsOf: null, dryRun: false, by, clock } as const;
  const ran = await runMonth({ ...request, progress: shown });
  if (!ran.ok) return { state: 'refused', month, why: runRefusalText(ran.refusal) };
  return { state: 'run', report: ran.value.report };
}

function requestOf({ database, municipality, by, clock, progress }: StepOfDay) {
  return {
    database,
    municipality,
    by,
    clock,
    progress: progress('Borgere slået op'),
    untilSilent: true,
  } as const;
}

type Fetched = Awaited<ReturnType<typeof fetchFacts>>;

/** A fetch that was stopped on an earlier day is finished, and then everybody is asked as of today. */
async function goOnWith(fetch: () => Promise<Fetched>): Promise<Fetched> {
  const fetched = await fetch();
  return fetched.ok && fetched.value.resumed && fetched.value.silent === null ? fetch() : fetched;
}

type Failed = Extract<RegistersAsked, { readonly state: 'not-connected' | 'busy' }>;

/** Opens the registers, asks and closes them. Who has none, or cannot reach them, is told so. */
async function asking(
  { registers: open = null }: StepOfDay,
  ask: (registers: Registers) => Promise<Fetched>,
): Promise<Failed | { readonly report: FetchReport }> {
  if (open === null) return { state: 'not-connected', why: null };
  const opened = await openOrWhy(open);
  if ('state' in opened) return opened;
  try {
    const fetched = await ask(opened.registers);
    return fetched.ok ? { report: fetched.value } : { state: 'busy' };
  } finally {
    await opened.close();
  }
}

async function openOrWhy(open: () => Promise<OpenRegisters>): Promise<OpenRegisters | Failed> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof PlainError) return { state: 'not-connected', why: error.message };
    throw error;
  }
}

function reportOf({ silent, debtors, missing }: FetchReport): RegistersAsked {
  return silent === null ? { state: 'asked', debtors, missing } : { state: 'silent', register: silent };
}
