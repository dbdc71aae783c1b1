import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { dunOrRefuse, tryDunning } from '../../src/cli/dunning.ts';
import { holdOrRefuse } from '../../src/cli/holds.ts';
import { addDays, date, type PlainDate } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import type { JobDone } from '../../src/platform/daily-job.ts';
import { aDunningTown, type DunningTown } from '../integration/dunning-town.ts';
import { addFetchedPerson } from '../integration/fetched-person.ts';
import { allTables, morningOf, TOWN } from '../integration/town.ts';
import { runs } from '../long/length.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
afterAll(() => at[Symbol.asyncDispose]());

/** What has come to the town since the last day that was worked. */
type News =
  | { readonly what: 'bill'; readonly type: 'KFDAINS' | 'CFFAKTU'; readonly joint: boolean }
  | { readonly what: 'agreed'; readonly monthly: number }
  | { readonly what: 'arrived' | 'came-back' | 'dead' | 'taken-back' }
  | { readonly what: 'paid'; readonly amount: number };

const news: fc.Arbitrary<News> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      what: fc.constant('bill' as const),
      type: fc.constantFrom('KFDAINS' as const, 'CFFAKTU' as const),
      joint: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('agreed' as const),
      monthly: fc.integer({ min: 300, max: 900 }),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ what: 'arrived' as const }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('came-back' as const, 'dead' as const, 'taken-back' as const)
      .map((what) => ({ what })),
  },
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('paid' as const), amount: fc.integer({ min: 50, max: 1_200 }) }),
  },
);
/** Of each day: what has come, how long ago, and whether holds are kept before the dunning. */
const life = fc.array(
  fc.tuple(fc.array(news, { maxLength: 3 }), fc.integer({ min: 1, max: 30 }), fc.boolean()),
  { minLength: 5, maxLength: 9 },
);

const bills: ClaimNumber[] = [];
let paid = false;
let batch = 1;

async function happen(told: News, on: PlainDate): Promise<void> {
  const { anna, bo } = at.town;
  switch (told.what) {
    case 'bill':
      bills.push(
        await at.town.raise({
          type: told.type,
          principal: kroner(1_000),
          due: on,
          debtors: told.joint ? [anna, bo] : [anna],
        }),
      );
      return;
    case 'agreed':
      await agree(told.monthly, on);
      return;
    case 'arrived':
      await at.arrive(anna, on);
      await at.arrive(bo, on);
      return;
    case 'came-back':
      await at.comeBack(anna, on);
      return;
    case 'dead':
      await at.do(async (tx) => {
        batch += 1;
        await sql`insert into fact_batch values (${batch}, 1, '2025-12-01T09:00Z')`.execute(tx);
        await sql`
          insert into person_record (debtor_number, batch, current_cpr, name, status, address, address_protected, digital_post,
            children, children_under_18, message_id)
          select debtor_number, ${batch}, current_cpr, name, 90, address, address_protected, digital_post, children,
            children_under_18, message_id
          from person_record where debtor_number = ${anna} and batch = 1`.execute(tx);
      });
      return;
    case 'paid':
      await at.pay(anna, { amount: kroner(told.amount), on });
      paid = true;
      return;
    case 'taken-back':
      if (paid) await at.takeBack(on);
      paid = false;
  }
}

/** Instalments for the last bill; refused where it cannot be, and then nothing is. */
async function agree(monthly: number, on: PlainDate): Promise<void> {
  const claim = bills.at(-1);
  if (claim === undefined) return;
  await at.do(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null) throw new Error('the town is configured');
    const common = { configured, by: 'Inge', at: morningOf(on) };
    const first = addDays(on, 20);
    const asked = await askArrangement(tx, {
      ...common,
      debtor: at.town.anna,
      claims: [claim],
      wish: { kind: 'plan', monthly: kroner(monthly), first, dueDay: 15 },
      how: 'phone',
      acknowledgedOn: on,
      recall: false,
    });
    if (asked.ok) await decideArrangement(tx, { ...common, arrangement: asked.value.number });
  });
}

function request(on: PlainDate, dryRun: boolean) {
  const clock = () => morningOf(on);
  return { database: at.town.db, municipality: TOWN, on, dryRun, by: 'prøve', clock };
}

async function kept(): Promise<Record<string, unknown>> {
  const { access_log: _looked, ...tables } = await allTables(at.town.db);
  return tables;
}

/** The job is tried and then done: both tell the same, and what was tried is not kept. */
async function worksAsTried(work: (dryRun: boolean) => Promise<JobDone>): Promise<void> {
  const before = await kept();
  const tried = await work(true);
  expect(await kept()).toEqual(before);
  expect((await work(false)).report).toEqual(tried.report);
}

describe('in a town where anything may have happened', () => {
  test('a dry run of holds and of dunning tells exactly what the run then does, and keeps nothing', async () => {
    await fc.assert(
      fc.asyncProperty(life, async (days) => {
        await at.empty();
        bills.length = 0;
        paid = false;
        batch = 1;
        await at.do((tx) => sql`truncate fact_fetch cascade`.execute(tx));
        await at.do((tx) => addFetchedPerson(tx, at.town.anna));
        let on = date('2025-12-01');
        for (const [happenings, passing, alsoHolds] of days) {
          for (const each of happenings) await happen(each, on);
          on = addDays(on, passing);
          if (alsoHolds) await worksAsTried((dryRun) => holdOrRefuse(request(on, dryRun)));
          await worksAsTried((dryRun) =>
            dryRun ? tryDunning(request(on, true)) : dunOrRefuse(request(on, false)),
          );
        }
        expect(await at.town.faults()).toEqual([]);
      }),
      runs(1),
    );
  });
});
