import { sql } from 'kysely';
import { workTheDay, type DayWorked } from '../../src/cli/days-work.ts';
import { letterAssets } from '../../src/cli/letters.ts';
import { date } from '../../src/kernel/dates.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { startPsrmSimulator, type HttpSimulator } from '../../src/outside/psrm/http-simulator.ts';
import { SimulatedAuthority, type SimulatorConfig } from '../../src/outside/psrm/simulator.ts';
import type { SimulatedState } from '../../src/outside/psrm/simulated-state.ts';
import type { Database } from '../../src/platform/database.ts';
import { overHttp } from '../integration/recovery-over-http.ts';
import { allTables, morningOf, prepareTown, rowsOf, TOWN, type PreparedTown } from '../integration/town.ts';
import type { Event, Happening } from '../property/town/happenings.ts';
import { live } from '../property/town/live.ts';
import { PlayedTown } from '../property/town/played-town.ts';

/** A town that has been lived in for some months, and nothing was done in for four weeks: on its day all steps have much to do. */
export const DAY = date('2024-05-22');
const MONTHS_LIVED = 4;

const bill = (type: 'KFDAINS' | 'CFFAKTU' | 'KFROTFO', age: number, owedBy: 'one' | 'both' = 'one') =>
  ({ do: 'bill', type, kroner: 3_000, age, owedBy, dueFixed: true }) as const;
const pays = (how: 'wish' | 'debtor' | 'nothing', share: 10 | 50 | 130, ago: 0 | 40 = 0) =>
  ({ do: 'pays', how, share, channel: 'bank', ago, pick: 0 }) as const;

function on(month: number, day: Event['day'], ...those: readonly [who: number, what: Happening][]): Event[] {
  return those.map(([who, what]) => ({ month, day, who, what }));
}

const events: readonly Event[] = [
  ...on(0, 1, [0, bill('KFDAINS', -20)], [1, bill('CFFAKTU', -20, 'both')], [2, bill('KFROTFO', 40)]),
  ...on(0, 1, [3, bill('KFDAINS', 60)], [4, bill('CFFAKTU', 30)], [5, bill('KFDAINS', 1_050)]),
  ...on(0, 5, [6, { do: 'benefit', kroner: 90, age: 100, joint: true }], [5, bill('KFDAINS', 10)]),
  ...on(0, 5, [0, { do: 'benefit', kroner: 40, age: 80, joint: false }], [3, bill('CFFAKTU', 20)]),
  ...on(1, 1, [3, pays('wish', 50)], [0, bill('KFROTFO', -20)], [1, bill('KFDAINS', 35)]),
  ...on(1, 17, [4, { do: 'asks', wish: 'plan', decided: true, pick: 0 }]),
  ...on(2, 5, [2, { do: 'objects', against: 'amount', pick: 0 }], [4, bill('KFDAINS', -20)]),
  ...on(2, 24, [7, bill('KFDAINS', 70)], [7, bill('CFFAKTU', 70)], [7, pays('debtor', 130)]),
  ...on(3, 5, [5, { do: 'errand', kind: 'death' }], [0, pays('wish', 50, 40)], [3, bill('KFDAINS', 5)]),
  ...on(3, 17, [3, { do: 'set-off', kroner: 900 }], [1, { do: 'objects', against: 'existence', pick: 1 }]),
  ...on(3, 24, [6, pays('debtor', 50)], [2, pays('nothing', 10)], [4, bill('CFFAKTU', -20)]),
  ...on(3, 24, [6, { do: 'dies' }], [0, { do: 'asks', wish: 'deferral', decided: true, pick: 40 }]),
];

const CHOICES = {
  firstContact: 'decision',
  lossesBooked: 'automatically',
  contradictEvery: 5,
  silentEvery: 0,
  chargedBenefit: true,
} as const;

export interface DayTown extends PreparedTown {
  /** The authority as it stood, for each that takes a copy; every so many deliveries are taken and not answered. */
  authority(timeoutEvery: number): Promise<HttpSimulator>;
}

export async function aTownWithADay(): Promise<DayTown> {
  let config: SimulatorConfig | null = null;
  let state: SimulatedState | null = null;
  const prepared = await prepareTown(async (database) => {
    const town = await PlayedTown.begin(database, CHOICES);
    await live(town, events, () => Promise.resolve(), MONTHS_LIVED);
    [config, state] = [town.simulatorConfig, town.simulated.state];
  });
  const authority = (timeoutEvery: number) => {
    if (config === null || state === null) throw new Error('the town was lived in');
    const simulated = new SimulatedAuthority({ ...config, state: structuredClone(state) });
    return startPsrmSimulator({ simulated, timeoutEvery });
  };
  return { ...prepared, authority };
}

/** The day's work, as its command does it. */
export function workDay(database: Database, authority: string): Promise<DayWorked> {
  return workTheDay({
    database,
    municipality: TOWN,
    delivery: letterDeliveryStandIn({}),
    recovery: overHttp(authority),
    assets: letterAssets(),
    keep: 'model-only',
    by: 'prøve',
    clock: () => morningOf(DAY),
    progress: () => () => undefined,
  });
}

/** All that was written, but for who looked, how often a job began, and how often work was tried. */
export async function written(database: Database): Promise<Record<string, unknown>> {
  const { access_log: _who, job_run: _begun, due_work: _tried, ...tables } = await allTables(database);
  const work = sql`select kind, key, state, payload::text from due_work order by kind, key`;
  return { ...tables, due_work: await rowsOf(database, work) };
}
