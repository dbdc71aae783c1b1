import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { typesRepaidByPlan } from '../law/repayment-laws.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { queueNotices, withdrawNotices } from '../letters/notices.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { runDailyJob, type DailyJob, type JobDone, type JobRequest } from '../platform/daily-job.ts';
import type { Busy, MunicipalityTx } from '../platform/database.ts';
import { clearDefaulted } from './clear-defaulted.ts';
import { defaultNow } from './default-now.ts';
import type { DemandFee, DemandFees } from './demand-fees.ts';
import { demandOf, demandToCharge, interestDecided, type Demand } from './demand.ts';
import { endDefaults } from './end-defaults.ts';
import {
  followPlan,
  planAmounts,
  planChanges,
  type PlanAct,
  type PlanFollowed,
  overtakenBy,
} from './plan-default-plan.ts';
import { closeNotMissing } from './demand-not-missing.ts';
import { demandRule } from './plan-default-rule.ts';
import { holdPaidInTime } from './paid-before-default.ts';
import { closeDemands, insertDefaults, noteLooked } from './plan-defaults.ts';
import { debtorsToFollow, planStandings, type PlanStanding, type UnallocatedFor } from './plan-standings.ts';
import { reassess } from './reassess.ts';
import { runGoesOn } from './runs.ts';
import { closeItemsOfDebtor, openWorkItems } from './work-items.ts';

export interface PlanDefaultRequest extends Omit<JobRequest, 'configuration'> {
  readonly configured: ConfigurationVersion;
  /** For whom money lies that covers nothing. */
  readonly unallocatedFor: UnallocatedFor;
  readonly demandFees: DemandFees;
}

/**
 * The daily job `plan-default` (bek. 585/2023 §§ 7 and 10): an instalment that was not paid is demanded; when the demand's deadline
 * has passed the debtor's income is looked at again: not able, and the payment is suspended; able, and the plan falls away and
 * the transfer is proposed. Claims whose debtors have all been told are cleared for transfer.
 */
export function followPlans({
  configured,
  unallocatedFor,
  demandFees,
  ...request
}: PlanDefaultRequest): Promise<Result<JobDone, Busy>> {
  const job = planDefaultJob({ configured, unallocatedFor, demandFees, on: request.on });
  return runDailyJob(job, { ...request, configuration: configured.version });
}

interface Following {
  readonly configured: ConfigurationVersion;
  readonly unallocatedFor: UnallocatedFor;
  readonly demandFees: DemandFees;
  readonly on: PlainDate;
}

function planDefaultJob(following: Following): DailyJob<PlanStanding, PlanFollowed> {
  const rule = demandRule(following.configured.configuration);
  return {
    name: 'plan-default',
    lock: 'dunning',
    changes: planChanges,
    amounts: planAmounts,
    select: async (tx, page) => planStandings(tx, await debtorsToFollow(tx, page), following),
    keyOf: ({ debtor }) => BigInt(debtor),
    plan: (rows, on) => rows.map((row) => followPlan(row, rule, on)),
    write: (tx, plans, at) => write(tx, plans, { ...following, at }),
  };
}

/** By claim. */
type DemandedTypes = ReadonlyMap<ClaimNumber, string>;

interface Writing extends Following {
  readonly at: Temporal.Instant;
}

/** Carries out what still follows now that the debtors are locked: what has changed since it was read is left for tomorrow. */
async function write(
  tx: MunicipalityTx,
  plans: readonly PlanFollowed[],
  writing: Writing,
): Promise<readonly PlanFollowed[]> {
  // A run that has read and not yet written must not find plans that have fallen away meanwhile.
  if ((await runGoesOn(tx)) !== null) return [];
  const debtors = plans.map(({ debtor }) => debtor);
  await lockReceivables(tx, debtors);
  const rule = demandRule(writing.configured.configuration);
  const rows = await planStandings(tx, debtors, writing);
  const now = new Map(rows.map((row) => [row.debtor, followPlan(row, rule, writing.on)]));
  const types = await demandedTypes(tx, now.values(), writing.configured);
  const done: PlanFollowed[] = [];
  for (const plan of plans) {
    const still = now.get(plan.debtor);
    if (still?.act == null || still.change !== plan.change || still.consequence !== plan.consequence)
      continue;
    if (!(await carryOut(tx, still, still.act, { ...writing, types }))) continue;
    if (still.act.do !== 'tell') await closeSeenTo(tx, still, writing);
    done.push(plan);
  }
  return done;
}

/** Who was told that there were no fresh facts has nothing left to do once something has followed from the demand. */
async function closeSeenTo(
  tx: MunicipalityTx,
  { debtor, standing }: PlanFollowed,
  { at }: Writing,
): Promise<void> {
  const about = standing.stands?.demandedOn;
  if (about === undefined || !standing.noted.has(`default-needs-facts/${about}`)) return;
  const matter = { kinds: ['default-needs-facts'], debtor, of: about } as const;
  await closeItemsOfDebtor(tx, matter, { by: 'automatic', because: 'påkravet er fulgt op', at });
}

/**
 * The types of the claims that plans are demanded of; nothing where the council has decided no interest on what is repaid by plan: a demand
 * asks only for its sake.
 */
async function demandedTypes(
  tx: MunicipalityTx,
  plans: Iterable<PlanFollowed>,
  { configuration: { claimTypes } }: ConfigurationVersion,
): Promise<DemandedTypes> {
  if (!typesRepaidByPlan.some((type) => interestDecided(claimTypes, type))) return new Map();
  const claims = [...plans].flatMap(({ act }) =>
    act?.do === 'demand' ? act.agreement.covers.map(({ claim }) => claim) : [],
  );
  const mains = await mainClaims(tx, claims);
  return new Map([...mains].map(([claim, { type }]) => [claim, type]));
}

/** False: it turned out otherwise, and nothing was done. */
async function carryOut(
  tx: MunicipalityTx,
  { debtor, standing }: PlanFollowed,
  act: PlanAct,
  writing: Writing & { readonly types: DemandedTypes },
): Promise<boolean> {
  const { on, at, configured, demandFees } = writing;
  const takeOffFee = async () => {
    if (standing.stands !== null) await demandFees.takeOff(tx, { notice: standing.stands.notice, at });
  };
  /** A demand whose letter has not been made is not made any more, and costs nothing; false = it is made. */
  const giveUp = async (why: string) => {
    if (standing.stands === null) return false;
    if ((await withdrawNotices(tx, [standing.stands.notice], { on, why })).length === 0) return false;
    await takeOffFee();
    return true;
  };
  switch (act.do) {
    case 'demand': {
      const types = new Set(act.agreement.covers.flatMap(({ claim }) => writing.types.get(claim) ?? []));
      const demand = { ...act, claims: standing.claims, types, on, configured };
      if (act.insteadOf !== null) {
        const overtaken = standing.cameBack === null ? overtakenBy(standing, act.insteadOf) : null;
        const why = overtaken ?? 'not-arrived';
        await withdrawNotices(tx, [act.insteadOf.notice], { on, why });
        await closeDemands(tx, [debtor], { state: 'withdrawn', on, why });
      }
      const { notice, noted } = demandOf(demand, await feeOf(tx, act, { demand, demandFees, at }));
      await queueNotices(tx, [notice], { at });
      await insertDefaults(tx, [noted]);
      return true;
    }
    case 'paid':
      await giveUp('paid');
      await closeNotMissing(tx, standing.stands, on);
      return true;
    case 'plan-ended':
      await giveUp('plan-ended');
      if (act.rests || standing.notice?.withdrawnOn != null) await takeOffFee();
      await closeDemands(tx, [debtor], { state: act.rests ? 'unable' : 'withdrawn', on, why: 'plan-ended' });
      return true;
    case 'give-up':
      if (!(await giveUp('not-made'))) return false;
      await closeDemands(tx, [debtor], { state: 'withdrawn', on, why: 'not-made' });
      return true;
    case 'unable':
      if (!(await lookedAt(tx, debtor, writing))) return false;
      await takeOffFee();
      await closeDemands(tx, [debtor], { state: 'unable', on, why: 'unable' });
      return true;
    case 'person':
      if (!(await lookedAt(tx, debtor, writing))) return false;
      await noteLooked(tx, debtor, on);
      return true;
    case 'default':
      return (await defaultNow(tx, { ...act, on, at })).ok;
    case 'tell':
      await openWorkItems(tx, [{ kind: act.kind, debtor, month: monthOf(on), about: act.about }], at);
      return true;
    case 'hold':
      await holdPaidInTime(tx, act.decision, { about: act.about, on, at });
      return true;
    case 'end':
      await endDefaults(tx, [debtor], { on, why: 'not-transferred', at });
      return true;
    case 'clear':
      await clearDefaulted(tx, standing.transfer, { claims: act.claims, at });
      return true;
  }
}

interface Charging {
  readonly demand: Demand;
  readonly demandFees: DemandFees;
  readonly at: Temporal.Instant;
}

/** One demand has one fee, also when it is written again (open question Q69); none where it tells that what was paid has been taken off. */
function feeOf(
  tx: MunicipalityTx,
  { insteadOf, free }: Extract<PlanAct, { readonly do: 'demand' }>,
  { demand, demandFees, at }: Charging,
): Promise<DemandFee | null> {
  if (insteadOf !== null) return demandFees.leftOf(tx, insteadOf.notice);
  return free ? Promise.resolve(null) : demandFees.charge(tx, demandToCharge(demand, at));
}

/** The ordinary change follows: a suspension, or what a person must look at. */
async function lookedAt(tx: MunicipalityTx, debtor: DebtorNumber, { on, at }: Writing): Promise<boolean> {
  const looked = await reassess(tx, { debtor, on, because: null, by: null, at });
  return looked.ok;
}
