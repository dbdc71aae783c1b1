import type { Standing } from '../arrangements/standing.ts';
import type { Arrangement } from '../arrangements/types.ts';
import type { Hold } from '../claims/holds.ts';
import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { latestOf, type PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import { errandAmong, type Errand } from '../law/holds.ts';
import { noticesById } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { lateSince } from './overview/late-since.ts';
import { whoDisputes, type Disputes, type OwnMatters } from './own-matters.ts';

/** The letter that asks for what is missing of a plan. */
export interface PlanDemand {
  readonly on: PlainDate;
  /** Until when paying it keeps the plan: from its arrival where that is known, else as it is printed. */
  readonly by: PlainDate;
}

/** What should have been paid of a plan by a day, and has not been. */
export interface PlanArrears {
  readonly missing: Ore;
  /** When it was to be paid, or the first of it. */
  readonly since: PlainDate;
  /** Others of its parts were to be paid later. */
  readonly isOldest: boolean;
  /** Null = nothing has been written about it. */
  readonly demand: PlanDemand | null;
  /** What of it that letter asks for, which keeps the plan until its deadline; the rest fell due after it. */
  readonly demanded: Ore;
}

/** What the letters of these demands say; one that was given up asks for nothing. */
export async function demandsTold(
  tx: MunicipalityReadTx,
  demands: readonly NoticeId[],
): Promise<ReadonlyMap<NoticeId, PlanDemand>> {
  const notices = await noticesById(tx, demands);
  return new Map(
    notices.flatMap(({ notice, writtenOn: on, deadline, printedDeadline, withdrawnOn }) => {
      const by = deadline ?? printedDeadline;
      return withdrawnOn !== null || by === null ? [] : [[notice, { on, by }] as const];
    }),
  );
}

/**
 * Who has said something against a claim of a plan on request that has not been answered: nothing follows then from what is not paid of the
 * plan, whichever of its claims it is (dunning/arrangements-job.ts). Null = nobody.
 */
export function planDisputedBy(
  { claims }: Pick<Arrangement, 'claims'>,
  { claims: all, standing: { holds }, own }: Disputable,
): Disputes | null {
  const covered = new Set(claims.map(({ claim }) => claim));
  return whoDisputes(
    all.filter(({ claim }) => covered.has(claim)),
    holds,
    own,
  );
}

/** Why nothing is asked for by a plan on request: who is to pay it is dead, bankrupt or in debt relief with a claim of it. Null = not so. */
export function planStoppedFor(
  { claims }: Pick<Arrangement, 'claims'>,
  { standing: { holds } }: Pick<Disputable, 'standing'>,
): Errand | null {
  return errandAmong(claims.flatMap(({ claim }) => (holds.get(claim) ?? []).map(({ reason }) => reason)));
}

/** What is owed, and the holds that stand on it towards who owes it. */
export interface Disputable {
  readonly claims: readonly ClaimOfDebtor[];
  readonly standing: { readonly holds: ReadonlyMap<ClaimNumber, readonly Hold[]> };
  readonly own: OwnMatters;
}

/** The last day after an answer about one of these claims, also where it has passed; null = none was answered. */
export function lastQuietOf(
  claims: readonly { readonly claim: ClaimNumber }[],
  { quiet }: { readonly quiet: ReadonlyMap<ClaimNumber, PlainDate> },
): PlainDate | null {
  return latestOf(...claims.map(({ claim }) => quiet.get(claim)));
}

/** What a letter asks for, with the last day that an answer has given since, also where that has passed: its deadline does not go back. */
export function notBefore<Demand extends PlanDemand>(
  last: PlainDate | null,
  demand: Demand | null,
): Demand | null {
  return demand === null ? null : { ...demand, by: latestOf(demand.by, last ?? undefined) ?? demand.by };
}

export interface UnpaidOfAgreement {
  /** Instalments of which something is unpaid, oldest first. */
  readonly unpaid: readonly { readonly dueOn: PlainDate; readonly amount: Ore }[];
  /** The demand that stands, with the last due date that it asks for. */
  readonly demand: (PlanDemand & { readonly until: PlainDate }) | null;
}

/** Of a plan that was decided; null = nothing is missing. */
export function arrearsOfAgreement(
  { unpaid, demand }: UnpaidOfAgreement,
  day: PlainDate,
): PlanArrears | null {
  return arrearsOf(unpaid, demand, day);
}

/** Of a plan on request; null = nothing is missing, or no more than is tolerated. */
export function arrearsOfArrangement(
  { unpaid, missingSince }: Pick<Standing, 'unpaid' | 'missingSince'>,
  demand: PlanDemand | null,
  day: PlainDate,
): PlanArrears | null {
  if (missingSince === null || missingSince >= day) return null;
  const each = unpaid.map(({ due: dueOn, amount }) => ({ dueOn, amount }));
  // The letter is about what had fallen due when it was written.
  return arrearsOf(each, demand === null ? null : { ...demand, until: demand.on }, day);
}

/** All that is late is missing, whatever a letter asks for; until its deadline paying what is demanded keeps the plan. */
function arrearsOf(
  unpaid: UnpaidOfAgreement['unpaid'],
  demand: UnpaidOfAgreement['demand'],
  day: PlainDate,
): PlanArrears | null {
  const late = unpaid.filter(({ dueOn }) => dueOn < day);
  const demanded = demand === null ? [] : late.filter(({ dueOn }) => dueOn <= demand.until);
  const told = demand === null || demanded.length === 0 ? null : { on: demand.on, by: demand.by };
  const { by: since, isOldest } = lateSince(late.map(({ dueOn }) => dueOn));
  return since === null
    ? null
    : {
        missing: sumOre(late.map(({ amount }) => amount)),
        since,
        isOldest,
        demand: told,
        demanded: sumOre(demanded.map(({ amount }) => amount)),
      };
}
