import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId, NoticeId } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** Where a demand has come: `defaulted` stands until something else holds for the debtor. */
export type PlanDefaultState = 'demanded' | 'paid' | 'unable' | 'withdrawn' | 'defaulted' | 'ended';

/** Why a demand is closed of which nothing is asked for any longer, though not all of it was paid. */
export const TAKEN_BACK = 'taken-back';

/** A demand for instalments that were not paid (bek. 585/2023 § 10), and what came of it. */
export interface PlanDefault {
  readonly debtor: DebtorNumber;
  readonly demandedOn: PlainDate;
  /** The plan that was in force that day. */
  readonly agreement: DecisionId;
  readonly missedOn: PlainDate;
  /** The last due date that is demanded. */
  readonly until: PlainDate;
  readonly missed: Ore;
  readonly notice: NoticeId;
  readonly state: PlanDefaultState;
  /** The last day on which the income was looked at after the deadline. */
  readonly lookedOn: PlainDate | null;
  readonly defaultedOn: PlainDate | null;
  /** The demand's deadline, once the plan has fallen away. */
  readonly deadline: PlainDate | null;
  /** The decision to transfer. */
  readonly decision: DecisionId | null;
  readonly closedOn: PlainDate | null;
  readonly closedWhy: string | null;
}

interface DefaultRow extends Omit<PlanDefault, 'missed'> {
  readonly missed: bigint;
}

const columns = sql`debtor_number as debtor, demanded_on as "demandedOn", agreement_id as agreement, missed_on as "missedOn",
  until_on as until, missed_ore as missed, notice_id as notice, state, looked_on as "lookedOn",
  defaulted_on as "defaultedOn", deadline, decision_id as decision, closed_on as "closedOn", closed_why as "closedWhy"`;

/** The demand, or the default, that stands for each of these debtors; mostly none. */
export async function standingDefaults(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, PlanDefault>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<DefaultRow>`
    select ${columns} from plan_default
    where state in ('demanded', 'defaulted') and debtor_number = any (${debtors}::int[])`.execute(tx);
  return new Map(rows.map((row) => [row.debtor, asDefault(row)]));
}

/** The last day on which something was demanded of each of these debtors; those of whom nothing was are left out. */
export async function lastDemandedOn(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, PlainDate>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<{ debtor: DebtorNumber; last: PlainDate }>`
    select debtor_number as debtor, max(demanded_on) as last from plan_default
    where debtor_number = any (${debtors}::int[]) group by debtor_number`.execute(tx);
  return new Map(rows.map(({ debtor, last }) => [debtor, last]));
}

/** All demands to a debtor, oldest first. */
export async function defaultsAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<PlanDefault[]> {
  const { rows } = await sql<DefaultRow>`
    select ${columns} from plan_default where debtor_number = ${debtor} order by demanded_on`.execute(tx);
  return rows.map(asDefault);
}

/** The defaults that these decisions to transfer rest on. */
export async function defaultsBehind(
  tx: MunicipalityReadTx,
  decisions: readonly DecisionId[],
): Promise<Map<DecisionId, PlanDefault>> {
  if (decisions.length === 0) return new Map();
  const { rows } = await sql<DefaultRow>`
    select ${columns} from plan_default where decision_id = any (${decisions.map(String)}::bigint[])`.execute(
    tx,
  );
  return new Map(
    rows.map((row) => {
      assert(row.decision !== null, 'asked for by its decision');
      return [row.decision, asDefault(row)];
    }),
  );
}

function asDefault({ missed, ...row }: DefaultRow): PlanDefault {
  return { ...row, missed: ore(missed) };
}

/** Those of these debtors who are in default, with the claims that are due at once. Read for everybody every month: mostly none. */
export async function inDefault(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, ReadonlySet<ClaimNumber>>> {
  const { rows } = await sql<{ debtor: DebtorNumber; claims: ClaimNumber[] }>`
    select p.debtor_number as debtor, d.covers_claims as claims
    from plan_default p join decision d using (decision_id)
    where p.state = 'defaulted' and p.debtor_number = any (${debtors}::int[])`.execute(tx);
  return new Map(rows.map(({ debtor, claims }) => [debtor, new Set(claims)]));
}

export type NewDefault = Pick<
  PlanDefault,
  'debtor' | 'demandedOn' | 'agreement' | 'missedOn' | 'until' | 'missed' | 'notice'
>;

/** Notes demands as they are written; their notices are there already. */
export async function insertDefaults(tx: MunicipalityTx, demanded: readonly NewDefault[]): Promise<void> {
  if (demanded.length === 0) return;
  const column = <T>(read: (each: NewDefault) => T): T[] => demanded.map(read);
  await sql`
    insert into plan_default (debtor_number, demanded_on, agreement_id, missed_on, until_on, missed_ore, notice_id, state)
    select *, 'demanded' from unnest(${column(({ debtor }) => debtor)}::int[],
      ${column(({ demandedOn }) => demandedOn)}::date[], ${column(({ agreement }) => String(agreement))}::bigint[],
      ${column(({ missedOn }) => missedOn)}::date[], ${column(({ until }) => until)}::date[],
      ${column(({ missed }) => missed.toString())}::bigint[], ${column(({ notice }) => String(notice))}::bigint[])`.execute(
    tx,
  );
}

/** Closes demands that came to nothing more: paid, not able to pay, or about a plan that has ended otherwise. */
export async function closeDemands(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
  {
    state,
    on,
    why,
  }: { readonly state: 'paid' | 'unable' | 'withdrawn'; readonly on: PlainDate; readonly why: string },
): Promise<void> {
  await sql`
    update plan_default set state = ${state}, closed_on = ${on}::date, closed_why = ${why}
    where state = 'demanded' and debtor_number = any (${debtors}::int[])`.execute(tx);
}

/** Notes that the income of one who is demanded was looked at, and a person must look before anything follows. */
export async function noteLooked(tx: MunicipalityTx, debtor: DebtorNumber, on: PlainDate): Promise<void> {
  await sql`
    update plan_default set looked_on = ${on}::date where state = 'demanded' and debtor_number = ${debtor}`.execute(
    tx,
  );
}

export interface FallenAway {
  readonly debtor: DebtorNumber;
  readonly on: PlainDate;
  readonly deadline: PlainDate;
  readonly decision: DecisionId;
}

/** Notes that a plan has fallen away, with the decision to transfer that is proposed. */
export async function noteDefaulted(
  tx: MunicipalityTx,
  { debtor, on, deadline, decision }: FallenAway,
): Promise<void> {
  await sql`
    update plan_default set state = 'defaulted', looked_on = ${on}::date, defaulted_on = ${on}::date, deadline = ${deadline}::date,
      decision_id = ${String(decision)}::bigint
    where state = 'demanded' and debtor_number = ${debtor}`.execute(tx);
}

/** Closes what stands as in default, and answers it; others are passed over. */
export async function closeDefaults(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
  { on, why }: { readonly on: PlainDate; readonly why: string },
): Promise<PlanDefault[]> {
  const { rows } = await sql<DefaultRow>`
    update plan_default set state = 'ended', closed_on = ${on}::date, closed_why = ${why}
    where state = 'defaulted' and debtor_number = any (${debtors}::int[]) returning ${columns}`.execute(tx);
  return rows.map(asDefault);
}
