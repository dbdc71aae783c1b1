import type { Logger } from 'pino';
import { finishedRuns } from '../../agreements/runs.ts';
import { countStandings, type StandingCounts } from '../../agreements/standing-counts.ts';
import { useByDevice, visitsByDay } from '../../insight/portal-use.ts';
import { addDays, type PlainDate } from '../../kernel/dates.ts';
import type { MunicipalityCode } from '../../kernel/ids.ts';
import {
  municipalities,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
} from '../../platform/database.ts';
import { monthFigures, type MonthFigures } from './month-figures.ts';
import type { RecentUse } from './use-chart.ts';

/** What the start page tells: counts and sums only, nothing about any one person. */
export type Overview = readonly MunicipalityOverview[];

export interface MunicipalityOverview {
  readonly code: MunicipalityCode;
  readonly name: string;
  /** Null when they could not be read just now. */
  readonly figures: MunicipalityFigures | null;
}

export interface MunicipalityFigures {
  /** The latest finished months, oldest first. */
  readonly months: readonly MonthFigures[];
  /** What is in force and under way now. */
  readonly standings: StandingCounts;
  readonly use: RecentUse;
}

export const MOST_MONTHS = 12;

/**
 * Reads the overview. One municipality that cannot be read is shown as such beside the others; throws when the list of
 * municipalities itself cannot be had.
 */
export async function readOverview(database: Database, log: Logger, today: PlainDate): Promise<Overview> {
  const shown: MunicipalityOverview[] = [];
  // One after the other: a page that anyone can open must not take all connections.
  for (const { code, name } of await municipalities(database)) {
    shown.push({ code, name, figures: await readFigures({ database, log, today }, code) });
  }
  return shown;
}

interface Reading {
  readonly database: Database;
  readonly log: Logger;
  readonly today: PlainDate;
}

async function readFigures(
  { database, log, today }: Reading,
  code: MunicipalityCode,
): Promise<MunicipalityFigures | null> {
  try {
    return await readInMunicipality(database, code, async (tx) => ({
      months: (await finishedRuns(tx)).slice(-MOST_MONTHS).map(monthFigures),
      standings: await countStandings(tx),
      use: await readUse(tx, today),
    }));
  } catch (err) {
    log.error({ err, municipality: code }, 'the figures of a municipality could not be read');
    return null;
  }
}

/** So many days of use are shown. */
const USE_DAYS = 14;

async function readUse(tx: MunicipalityReadTx, today: PlainDate): Promise<RecentUse> {
  const days = Array.from({ length: USE_DAYS }, (_, place) => addDays(today, place + 1 - USE_DAYS));
  const between = { from: addDays(today, 1 - USE_DAYS), to: today };
  return {
    days,
    visits: await visitsByDay(tx, between),
    byDevice: await useByDevice(tx, between),
  };
}
