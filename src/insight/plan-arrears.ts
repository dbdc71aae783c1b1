import type { Standing } from '../arrangements/standing.ts';
import type { Arrangement } from '../arrangements/types.ts';
import type { Hold } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { isDisputed } from '../law/holds.ts';
import { noticesById } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** The letter that asks for what is missing of a plan. */
export interface PlanDemand {
  readonly on: PlainDate;
  /** Until when paying it keeps the plan: from its arrival where that is known, else as it is printed. */
  readonly by: PlainDate;
}

/** What should have been paid of a plan by a day, and has not been. */
export interface PlanArrears {
  readonly missing: Ore;
  /** When the first of it was to be paid. */
  readonly since: PlainDate;
  /** Null = nothing has been written about it. */
  readonly demand: PlanDemand | null;
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
 * Whether something that is said against a claim of a plan on request has not been answered: nothing follows then from what is not paid of the
 * plan, whichever of its claims it is (dunning/arrangements-job.ts).
 */
export function isPlanDisputed(
  { claims }: Pick<Arrangement, 'claims'>,
  holds: ReadonlyMap<ClaimNumber, readonly Pick<Hold, 'reason'>[]>,
): boolean {
  return isDisputed(claims.flatMap(({ claim }) => holds.get(claim) ?? []).map(({ reason }) => reason));
}

export interface UnpaidOfAgreement {
  /** Instalments of which something is unpaid, oldest first. */
  readonly unpaid: readonly { readonly dueOn: PlainDate; readonly amount: Ore }[];
  /** The demand that stands, with the last due date that it asks for. */
  readonly demand: (PlanDemand & { readonly until: PlainDate }) | null;
}

/**
 * Of a plan that was decided; null = nothing is missing. Until its deadline paying what is demanded keeps the plan, whatever has fallen due since;
 * afterwards all that is late is missing.
 */
export function arrearsOfAgreement(
  { unpaid, demand }: UnpaidOfAgreement,
  day: PlainDate,
): PlanArrears | null {
  const late = unpaid.filter(({ dueOn }) => dueOn < day);
  const [first] = late;
  if (first === undefined) return null;
  const asked = demand === null ? [] : late.filter(({ dueOn }) => dueOn <= demand.until);
  if (demand === null || asked.length === 0)
    return { missing: sumOf(late), since: first.dueOn, demand: null };
  const missing = sumOf(demand.by < day ? late : asked);
  return { missing, since: first.dueOn, demand: { on: demand.on, by: demand.by } };
}

function sumOf(late: UnpaidOfAgreement['unpaid']): Ore {
  return sumOre(late.map(({ amount }) => amount));
}

/** Of a plan on request; null = nothing is missing, or no more than is tolerated. */
export function arrearsOfArrangement(
  { missing, missingSince }: Pick<Standing, 'missing' | 'missingSince'>,
  demand: PlanDemand | null,
  day: PlainDate,
): PlanArrears | null {
  if (missing === zeroOre || missingSince === null || missingSince >= day) return null;
  return { missing, since: missingSince, demand };
}
