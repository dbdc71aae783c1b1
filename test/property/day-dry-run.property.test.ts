import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configuredOrRefuse } from '../../src/cli/configured.ts';
import { tryDunning } from '../../src/cli/dunning.ts';
import { holdOrRefuse } from '../../src/cli/holds.ts';
import { lapseOrRefuse } from '../../src/cli/lapse-run.ts';
import { postOrRefuse } from '../../src/cli/post.ts';
import { registrationsKept, transferAll, transferReady, tryTransfer } from '../../src/cli/transfer-work.ts';
import { writeOffOrRefuse } from '../../src/cli/write-off.ts';
import type { PlainDate } from '../../src/kernel/dates.ts';
import { Stopwatch } from '../../src/platform/stopwatch.ts';
import { listedClaims } from '../../src/collection/recovery-list.ts';
import { ore } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { freshDatabase } from '../integration/database.ts';
import { morningOf, TOWN } from '../integration/town.ts';
import { choices, event } from './town/happenings.ts';
import { live } from './town/live.ts';
import { PlayedTown } from './town/played-town.ts';
import { isLong, runs } from '../long/length.ts';

/** The mass jobs that a person may try first, by their step of the day. */
function dryRuns(town: PlayedTown, on: PlainDate): Readonly<Record<string, () => Promise<unknown>>> {
  const clock = () => morningOf(on);
  const { database } = town;
  const request = { database, municipality: TOWN, on, dryRun: true, by: 'prøve', clock };
  const work = async () => {
    const configured = await configuredOrRefuse(database, TOWN);
    return { database, municipality: TOWN, by: 'prøve', clock, configured, authority: town.recovery };
  };
  return {
    lapse: () => lapseOrRefuse(request),
    holds: () => holdOrRefuse(request),
    dunning: () => tryDunning(request),
    writeOff: () => writeOffOrRefuse(request),
    registrations: async () => registrationsKept(await work(), true),
    transfer: async () => (await transferReady(await work(), true)).done,
    books: () => postOrRefuse(request),
  };
}

/**
 * What the whole transfer would do, held against what it does where nobody outside answers: the steps of a day do it in two places, with other
 * jobs between.
 */
async function transferredOtherwise(town: PlayedTown, on: PlainDate): Promise<unknown[]> {
  const { database } = town;
  await lowerOneThere(town, on);
  const configured = await configuredOrRefuse(database, TOWN);
  const work = {
    database,
    municipality: TOWN,
    by: 'prøve',
    clock: () => morningOf(on).add({ hours: 9 }),
    configured,
    authority: null,
  };
  const asked = { forList: true };
  const tried = await tryTransfer(work, asked);
  const done = await transferAll(work);
  // It has been queued, and is told when somebody answers.
  const { told } = (await tryTransfer(work, asked)).transferred.delivered;
  toldOfTransfers += Object.keys(told).length;
  const pairs = [
    [tried.news, done.news],
    [tried.transferred.delivered.told, told],
  ];
  return pairs.filter(([one, other]) => !isDeepStrictEqual(one, other));
}

let toldOfTransfers = 0;

/** So that there is something to tell: what stops a claim on its way is told on the same day. */
async function lowerOneThere(town: PlayedTown, on: PlainDate): Promise<void> {
  await town.attempt('lowered there', async (tx) => {
    const [there] = await listedClaims(tx, { state: 'received', after: 0n, limit: 1 });
    const raised = there && (await accountsOfClaims(tx, [there.claim])).get(there.claim)?.raised;
    if (there === undefined || raised === undefined) return null;
    const doing = { by: 'prøve', at: morningOf(on).add({ hours: 8 }) };
    return correctClaim(tx, {
      claim: there.claim,
      to: ore(raised - 100n),
      reason: 'Ny opgørelse',
      decidedOn: on,
      ...doing,
    });
  });
}

/** A job's report, wherever it stands in what was answered; null = there was nothing to do. */
function reportIn(did: unknown): unknown {
  if (did === null || typeof did !== 'object') return null;
  if ('done' in did) return reportIn(did.done);
  return 'report' in did ? did.report : did;
}

interface Seen {
  /** How often each job was tried. */
  readonly told: Map<string, number>;
  /** What a dry run told, and the job did not do. */
  readonly otherwise: unknown[];
}

/** Tries each mass job just before it is done, and holds what it told against what the job then did. */
class TriesFirst extends Stopwatch {
  readonly #tries: ReturnType<typeof dryRuns>;
  readonly #seen: Seen;
  constructor(town: PlayedTown, on: PlainDate, seen: Seen) {
    super();
    this.#tries = dryRuns(town, on);
    this.#seen = seen;
  }

  override async time<T>(step: string, work: () => Promise<T>): Promise<T> {
    const tried = reportIn(await this.#tries[step]?.());
    const did = await work();
    const report = reportIn(did);
    if (tried === null || report === null) return did;
    const { told, otherwise } = this.#seen;
    if (!isDeepStrictEqual(tried, report)) otherwise.push({ step, tried, report });
    told.set(step, (told.get(step) ?? 0) + 1);
    return did;
  }
}

const lives = fc.record({ choices, events: fc.array(event, { minLength: 200, maxLength: 220 }) });
const MONTHS = 10;

test('a dry run of each of the day’s mass jobs tells exactly what the job then does, whatever has happened in a town', async () => {
  const told = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(lives, async ({ choices: chosen, events }) => {
      await using database = await freshDatabase();
      const town = await PlayedTown.begin(database, chosen);
      const otherwise: unknown[] = [];
      town.stopwatch = (on) => new TriesFirst(town, on, { told, otherwise });
      const early = events.map((each) => ({ ...each, month: each.month % MONTHS }));
      await live(
        town,
        early,
        async (on) => {
          expect(otherwise).toEqual([]);
          expect(await transferredOtherwise(town, on)).toEqual([]);
        },
        MONTHS,
      );
    }),
    runs(1, { endOnFailure: true, seed: 20_261_123 }),
  );
  // Else nothing would have been tried: so it is in the life that is always the same.
  if (isLong) return;
  for (const step of ['lapse', 'holds', 'dunning', 'writeOff', 'transfer', 'books'])
    expect(told.get(step) ?? 0, step).toBeGreaterThan(0);
  expect(toldOfTransfers).toBeGreaterThan(0);
});
