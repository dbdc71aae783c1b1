import { bankAskedOn } from '../../src/direct-debit/awaited.ts';
import { logAccess } from '../../src/access/access-log.ts';
import { askArrangement, type ArrangementAsked, type Wish } from '../../src/arrangements/ask.ts';
import { arrangementsOf } from '../../src/arrangements/arrangements.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import type { Arrangement } from '../../src/arrangements/types.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { keepArrangements } from '../../src/dunning/arrangements-job.ts';
import { resumePaidInTime } from '../../src/dunning/plan-paid-in-time.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { configurationVersion, type ConfigurationVersion } from '../../src/municipality/configurations.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import type { DunningTown } from './dunning-town.ts';
import { morningOf, TOWN } from './town.ts';

/** What Anna of a dunning town asks for and agrees on about her bills, and the days of what was agreed. */

export const plan = {
  kind: 'plan',
  monthly: kroner(1_000),
  first: date('2026-01-02'),
  dueDay: 2,
} as const satisfies Wish;
export const later = { kind: 'deferral', until: date('2026-03-02') } as const satisfies Wish;

export interface Arranging {
  ask(
    claims: readonly ClaimNumber[],
    wish?: Wish,
    changes?: Partial<ArrangementAsked>,
  ): ReturnType<typeof askArrangement>;
  decide(arrangement: Arrangement, on?: string): ReturnType<typeof decideArrangement>;
  /** Asked for and decided on a day; she signed two days before the usual one, or on the day that is told. */
  agree(claims: readonly ClaimNumber[], wish?: Wish, on?: string): Promise<Arrangement>;
  keep(on: string): Promise<JobReport>;
  /** A person lets a plan go on that fell away though it had been paid in time. */
  resume(arrangement: Pick<Arrangement, 'number'>, on: string): ReturnType<typeof resumePaidInTime>;
  stateOf(): Promise<string | undefined>;
  /** The payment line of the first letter that has one. */
  line(): Promise<string>;
}

export function arranging(at: DunningTown): Arranging {
  const ask: Arranging['ask'] = async (claims, wish = plan, changes = {}) => {
    const asked = {
      debtor: at.town.anna,
      claims,
      wish,
      how: 'letter' as const,
      acknowledgedOn: date('2025-12-10'),
      recall: false,
      configured: await configuredIn(at),
      by: 'Inge',
      at: morningOf('2025-12-12'),
    };
    return at.do((tx) => askArrangement(tx, { ...asked, ...changes }));
  };
  const decide: Arranging['decide'] = async ({ number }, on = '2025-12-12') => {
    const decision = { arrangement: number, configured: await configuredIn(at), by: 'Inge' };
    return at.do((tx) => decideArrangement(tx, { ...decision, at: morningOf(on) }));
  };
  return {
    ask,
    decide,
    agree: async (claims, wish = plan, on) => {
      const then = on === undefined ? {} : { acknowledgedOn: date(on), at: morningOf(on) };
      const asked = await ask(claims, wish, then);
      if (!asked.ok) throw new Error(asked.refusal.tag);
      const decided = await decide(asked.value, on);
      if (!decided.ok) throw new Error(decided.refusal.tag);
      return decided.value;
    },
    keep: (on) => keepOn(at, on),
    resume: async ({ number }, on) => {
      const going = { arrangement: number, configured: await configuredIn(at), by: 'Inge' };
      return at.do((tx) => resumePaidInTime(tx, { ...going, at: morningOf(on) }));
    },
    stateOf: async () => (await at.do((tx) => arrangementsOf(tx, at.town.anna))).at(-1)?.state,
    line: async () => {
      for (const { facts } of await at.lettersTo(at.town.anna))
        if ('paymentLine' in facts && facts.paymentLine !== null) return facts.paymentLine;
      throw new Error('no letter has a payment line');
    },
  };
}

async function configuredIn(at: DunningTown): Promise<ConfigurationVersion> {
  const version = await at.do((tx) => configurationVersion(tx, null));
  if (version === null) throw new Error('the town is configured');
  return version;
}

async function keepOn(at: DunningTown, on: string): Promise<JobReport> {
  const done = await keepArrangements({
    database: at.town.db,
    municipality: TOWN,
    on: date(on),
    configured: await configuredIn(at),
    bankAsked: bankAskedOn(date(on)),
    dryRun: false,
    by: 'prøve',
    clock: () => morningOf(on),
    noteAccess: (tx, now) =>
      logAccess(tx, { at: now, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}
