import type { PlainDate } from '../src/kernel/dates.ts';
import type { MunicipalityCode } from '../src/kernel/ids.ts';
import { assert } from '../src/kernel/result.ts';
import { configurationVersion } from '../src/municipality/configurations.ts';
import { readInMunicipality, type Database } from '../src/platform/database.ts';

/** What a daily job is asked on a day that is measured: nobody looks over its shoulder, and the clock stands at its morning. */
export async function benchDay(database: Database, municipality: MunicipalityCode, on: PlainDate) {
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  assert(configured !== null, 'the bench municipality is configured');
  const clock = () => Temporal.Instant.from(`${on}T06:00:00Z`);
  const noteAccess = () => Promise.resolve();
  return { database, municipality, on, configured, dryRun: false, by: 'bench', clock, noteAccess } as const;
}

/** The days one after the other, each for one round. */
export function inTurn(days: readonly PlainDate[]): () => PlainDate {
  let next = 0;
  return () => {
    const day = days[next];
    assert(day !== undefined, 'there is a day for each round');
    next += 1;
    return day;
  };
}

/** How fast a day went, in claims; it fails where the day was not about so many. */
export async function claimsPerSecond(expected: number, day: () => Promise<number>): Promise<number> {
  const started = performance.now();
  const claims = await day();
  const seconds = (performance.now() - started) / 1_000;
  assert(claims === expected, `the day is about ${expected} claims, not ${claims}`);
  return claims / seconds;
}
