import { reconcile } from '../accounting/reconcile.ts';
import type { RecoveryAuthority } from '../collection/recovery-port.ts';
import { countClaimStates } from '../insight/claim-states.ts';
import { whatHappened, type WhatHappened } from '../insight/what-happened.ts';
import { addDays, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { ClaimState } from '../law/claim-state.ts';
import { letterDeliveryStandIn, type Outcomes } from '../outside/letter-delivery/stand-in.ts';
import { directAuthority } from '../outside/psrm/direct.ts';
import { SimulatedAuthority } from '../outside/psrm/simulator.ts';
import { diceFor } from '../demo/generate/dice.ts';
import { populationOf, type Population } from '../demo/play/people.ts';
import { playTown } from '../demo/play/play-town.ts';
import { registersOf } from '../demo/play/registers.ts';
import { CASEWORKER } from '../demo/play/town.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { clockOn } from '../platform/clock.ts';
import { readInMunicipality, type Database } from '../platform/database.ts';
import { Stopwatch } from '../platform/stopwatch.ts';
import { workTheDay } from './days-work.ts';
import { demoSize } from './demo-generate.ts';
import { letterAssets } from './letters.ts';
import { playConfiguration, setUpTown } from './play-setup.ts';
import { postOrRefuse } from './post.ts';

/** How a demo's town is to be played. */
export interface TownOrder {
  readonly municipality: MunicipalityCode;
  /** The days that are played, both included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** How many owe repayment of benefits; null = as many as in the town of `demo load`. */
  readonly size: number | null;
  readonly seed: number;
  /** Letters are set in type, and not only written. */
  readonly letters: boolean;
}

export interface TownReport {
  readonly days: number;
  readonly transfers: number;
  readonly letters: number;
  readonly claims: Readonly<Partial<Record<ClaimState, number>>>;
  readonly happened: WhatHappened;
}

export interface TownPlayed extends TownReport {
  /** How long each part took, by its name. */
  readonly seconds: Readonly<Record<string, number>>;
}

/** Bills go to so many besides, in a town of the whole size; in a smaller one to as many as its share. */
const BILLED_BESIDES = 400;

/**
 * Plays a town that is there and empty: its configuration, its people's years, the municipality's work on each day, and the
 * books of the last day. The same order gives the same rows.
 */
export async function playDemoTown(
  database: Database,
  order: TownOrder,
  monthDone: (month: YearMonth) => void,
): Promise<TownPlayed> {
  const { municipality, from, to, seed } = order;
  const configuration = await playConfiguration(municipality);
  await setUpTown(database, { configuration, clock: clockOn(from) });
  const population = peopleFor(order, configuration);
  const { creditor, rights } = configuration.recovery;
  const agreement = { creditor: creditor ?? '', types: null, rights };
  const recovery = directAuthority(new SimulatedAuthority({ agreement, seed, payments: true }));
  const stopwatch = new Stopwatch();
  const bySystem = configuration.recovery.channel === 'system' ? recovery : null;
  const workDay = dayWorker(database, order, { population, recovery: bySystem, stopwatch });
  const town = { database, configuration, population, recovery, seed, from };
  const played = await playTown({ ...town, to, workDay, monthDone, stopwatch });
  const after = addDays(to, 1);
  const closing = { database, municipality, on: after, dryRun: false, by: CASEWORKER, clock: clockOn(after) };
  await postOrRefuse(closing);
  return readInMunicipality(database, municipality, async (tx) => ({
    ...played,
    transfers: (await reconcile(tx, after)).transfers,
    claims: await countClaimStates(tx, to),
    happened: await whatHappened(tx),
    seconds: stopwatch.seconds(),
  }));
}

function peopleFor(
  { municipality, from, to, size, seed }: TownOrder,
  configuration: Configuration,
): Population {
  const whole = demoSize(municipality);
  const owing = size ?? whole;
  const { code, cvr, registers, payment } = configuration;
  return populationOf({
    municipality: { code, cvr, seNumber: registers.seNumber, dueDay: payment.dueDay },
    size: owing,
    billedBesides: Math.ceil((BILLED_BESIDES * owing) / whole),
    seed,
    from,
    to,
  });
}

interface WorkedBy {
  readonly population: Population;
  /** Null: a person types what is on the list. */
  readonly recovery: RecoveryAuthority | null;
  readonly stopwatch: Stopwatch;
}

function dayWorker(database: Database, order: TownOrder, { population, recovery, stopwatch }: WorkedBy) {
  const { municipality } = order;
  const delivery = letterDeliveryStandIn(outcomesFor(order, population));
  const open = { registers: registersOf(population.world), close: () => Promise.resolve() };
  const registers = () => Promise.resolve(open);
  const assets = letterAssets();
  const keep = order.letters ? ('document' as const) : ('model-only' as const);
  return async (clock: ReturnType<typeof clockOn>): Promise<number> => {
    const day = {
      database,
      municipality,
      delivery,
      recovery,
      registers,
      assets,
      keep,
      by: CASEWORKER,
      clock,
      stopwatch,
    };
    const { letters } = await workTheDay({ ...day, progress: () => () => undefined });
    return letters.made;
  };
}

const FIRST_DEBTOR = 100_001;

/** What becomes of the letters to some, by the numbers that they will have. */
function outcomesFor({ municipality, seed }: TownOrder, { people }: Population): Outcomes {
  const drawn = people.flatMap((_, place) => {
    const debtor = String(FIRST_DEBTOR + place);
    const dice = diceFor(`play/${municipality}/${seed}/letters/${debtor}`);
    if (!dice.chance(4)) return [];
    return [[debtor, dice.pick(['returned', 'failed', 'slow', 'slow'] as const)] as const];
  });
  return Object.fromEntries(drawn);
}
