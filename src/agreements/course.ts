import { sql } from 'kysely';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId, InstalmentId } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { LessBecause } from './instalment-limit.ts';

/** What became of a decision or proposal after it was made. */
export interface DecisionCourse {
  readonly decision: DecisionId;
  /** The day its letter had arrived; null = never in force. */
  readonly inForceOn: PlainDate | null;
  /** Withdrawn or reversed: when, by whom and why. */
  readonly closed: { readonly on: PlainDate; readonly by: string; readonly why: string } | null;
  /** Whether it was approved with others at once. */
  readonly together: boolean;
  /** The agreement that it became, and how that ended. */
  readonly agreement: {
    readonly inForceFrom: PlainDate;
    readonly endedOn: PlainDate | null;
    readonly endedWhy:
      'replaced' | 'paid' | 'lapsed' | 'freed' | 'cancelled' | 'reversed' | 'defaulted' | null;
  } | null;
}

interface CourseRow {
  decision_id: DecisionId;
  in_force_on: PlainDate | null;
  closed_on: PlainDate | null;
  closed_by: string | null;
  closed_why: string | null;
  together: boolean;
  in_force_from: PlainDate | null;
  ended_on: PlainDate | null;
  ended_why: NonNullable<DecisionCourse['agreement']>['endedWhy'];
}

/** What became of each of a debtor's decisions, by number. */
export async function decisionCourses(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<Map<DecisionId, DecisionCourse>> {
  const { rows } = await sql<CourseRow>`
    select d.decision_id, d.in_force_on, d.closed_on, d.closed_by, d.closed_why,
      d.approval_number is not null as together, a.in_force_from, a.ended_on, a.ended_why
    from decision d left join agreement a on a.agreement_id = d.decision_id
    where d.debtor_number = ${debtor} order by d.decision_id`.execute(tx);
  return new Map(rows.map((row) => [row.decision_id, asCourse(row)]));
}

function asCourse(row: CourseRow): DecisionCourse {
  const { closed_on: on, closed_by: by, closed_why: why, in_force_from: inForceFrom } = row;
  return {
    decision: row.decision_id,
    inForceOn: row.in_force_on,
    closed: on === null || by === null || why === null ? null : { on, by, why },
    together: row.together,
    agreement: inForceFrom === null ? null : { inForceFrom, endedOn: row.ended_on, endedWhy: row.ended_why },
  };
}

/** The days on which the letters of these decisions had arrived; those that have not are left out. */
export async function arrivalsOf(
  tx: MunicipalityReadTx,
  decisions: readonly DecisionId[],
): Promise<Map<DecisionId, PlainDate>> {
  const { rows } = await sql<{ id: DecisionId; day: PlainDate }>`
    select decision_id as id, in_force_on as day from decision
    where decision_id = any (${decisions.map(String)}::bigint[]) and in_force_on is not null`.execute(tx);
  return new Map(rows.map(({ id, day }) => [id, day]));
}

/** What was asked for on a due date, or why less than the plan's amount, or nothing, was. */
export interface InstalmentAsked {
  readonly instalment: InstalmentId;
  readonly agreement: DecisionId;
  readonly dueOn: PlainDate;
  readonly amount: Ore;
  readonly lessBecause: LessBecause | null;
  readonly raisedOn: PlainDate;
}

/** Every due date that has come for a debtor, oldest first. */
export async function instalmentsAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<InstalmentAsked[]> {
  const { rows } = await sql<{
    instalment_id: InstalmentId;
    agreement_id: DecisionId;
    due_on: PlainDate;
    amount_ore: bigint;
    less_because: LessBecause | null;
    raised_at: Temporal.Instant;
  }>`
    select instalment_id, agreement_id, due_on, amount_ore, less_because, raised_at from instalment
    where debtor_number = ${debtor} order by due_on`.execute(tx);
  return rows.map((row) => ({
    instalment: row.instalment_id,
    agreement: row.agreement_id,
    dueOn: row.due_on,
    amount: ore(row.amount_ore),
    lessBecause: row.less_because,
    raisedOn: dayInCopenhagen(row.raised_at),
  }));
}

/** An instalment that falls due, and under which agreement it was asked for. */
export interface InstalmentDue extends Pick<
  InstalmentAsked,
  'instalment' | 'agreement' | 'dueOn' | 'amount'
> {
  readonly debtor: DebtorNumber;
}

/** What all debtors have been asked for that falls due after a day and up to another; by day and debtor. */
export async function instalmentsDue(
  tx: MunicipalityReadTx,
  { after, to }: { readonly after: PlainDate; readonly to: PlainDate },
): Promise<InstalmentDue[]> {
  const { rows } = await sql<{
    instalment: InstalmentId;
    agreement: DecisionId;
    debtor: DebtorNumber;
    dueOn: PlainDate;
    amount: bigint;
  }>`
    select instalment_id as instalment, agreement_id as agreement, debtor_number as debtor, due_on as "dueOn",
      amount_ore as amount
    from instalment
    where instalment_id >= ${String(firstOn(after, 1))}::bigint and instalment_id < ${String(firstOn(to, 1))}::bigint
    order by instalment_id`.execute(tx);
  return rows.map((row) => ({ ...row, amount: ore(row.amount) }));
}

/** An instalment's number begins with its due date, so that those of some days lie together. */
function firstOn(day: PlainDate, daysLater: number): bigint {
  return BigInt(addDays(day, daysLater).replaceAll('-', '')) * 1_000_000_000n;
}
