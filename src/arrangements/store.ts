import { sql, type RawBuilder } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import {
  assertMove,
  type Arrangement,
  type ArrangementNumber,
  type ArrangementState,
  type ArrangementTerms,
  type RequestedHow,
} from './types.ts';

interface ArrangementRow {
  arrangement: ArrangementNumber;
  debtor_number: DebtorNumber;
  kind: 'plan' | 'deferral';
  state: ArrangementState;
  requested_on: PlainDate;
  requested_how: RequestedHow;
  monthly_ore: bigint | null;
  first_due: PlainDate | null;
  due_day: number | null;
  last_due: PlainDate;
  owed_ore: bigint;
  tolerance_days: number;
  tolerance_ore: bigint;
  asked_at: Temporal.Instant;
  acknowledged_on: PlainDate | null;
  decided_on: PlainDate | null;
  next_on: PlainDate | null;
  missed_on: PlainDate | null;
  demand: NoticeId | null;
  ended_on: PlainDate | null;
  ended_why: string | null;
  configuration_version: number;
  claims: ClaimNumber[];
  claims_owed: bigint[];
}

const columns = sql`arrangement, debtor_number, kind, state, requested_on, requested_how, monthly_ore, first_due, due_day,
  last_due, owed_ore, tolerance_days, tolerance_ore, asked_at, acknowledged_on, decided_on, next_on, missed_on, demand, ended_on, ended_why,
  configuration_version,
  array(select claim_number from arrangement_claim c where c.arrangement = arrangement.arrangement order by claim_number)
    as claims,
  array(select owed_ore from arrangement_claim c where c.arrangement = arrangement.arrangement order by claim_number)
    as claims_owed`;

function asArrangement(row: ArrangementRow): Arrangement {
  const { ended_on: ended, ended_why: why } = row;
  return {
    number: row.arrangement,
    debtor: row.debtor_number,
    state: row.state,
    terms: termsOf(row),
    requestedOn: row.requested_on,
    requestedHow: row.requested_how,
    askedAt: row.asked_at,
    acknowledgedOn: row.acknowledged_on,
    decidedOn: row.decided_on,
    tolerance: { days: row.tolerance_days, amount: ore(row.tolerance_ore) },
    claims: row.claims.map((claim, index) => ({ claim, owed: ore(row.claims_owed[index] ?? 0n) })),
    owed: ore(row.owed_ore),
    nextOn: row.next_on,
    missedOn: row.missed_on,
    demand: row.demand,
    ended: ended === null || why === null ? null : { on: ended, why },
    configurationVersion: row.configuration_version,
  };
}

function termsOf({
  monthly_ore: monthly,
  first_due: firstDue,
  due_day: dueDay,
  last_due: lastDue,
}: ArrangementRow): ArrangementTerms {
  if (monthly === null || firstDue === null || dueDay === null) return { kind: 'deferral', lastDue };
  return { kind: 'plan', monthly: ore(monthly), firstDue, dueDay, lastDue };
}

/** These arrangements, by number; unknown ones are left out. */
export async function arrangementsByNumber(
  tx: MunicipalityReadTx,
  numbers: readonly ArrangementNumber[],
): Promise<Arrangement[]> {
  const { rows } = await sql<ArrangementRow>`
    select ${columns} from arrangement where arrangement = any (${numbers.map(String)}::bigint[])
    order by arrangement`.execute(tx);
  return rows.map(asArrangement);
}

/** All arrangements of a debtor, oldest first. */
export async function arrangementsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Arrangement[]> {
  const { rows } = await sql<ArrangementRow>`
    select ${columns} from arrangement where debtor_number = ${debtor} order by arrangement`.execute(tx);
  return rows.map(asArrangement);
}

/** The arrangements of these debtors that are asked for or in force, by number. */
export async function openArrangementsOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Arrangement[]> {
  if (debtors.length === 0) return [];
  const { rows } = await sql<ArrangementRow>`
    select ${columns} from arrangement
    where debtor_number = any (${debtors}::int[]) and state in ('proposed', 'in-force', 'demanded')
    order by arrangement`.execute(tx);
  return rows.map(asArrangement);
}

/** The arrangements in force that are about any of these claims, by number. */
export async function arrangementsAbout(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Arrangement[]> {
  const { rows } = await sql<ArrangementRow>`
    select ${columns} from arrangement
    where state in ('in-force', 'demanded') and arrangement in (
      select arrangement from arrangement_claim where claim_number = any (${claims.map(String)}::bigint[]))
    order by arrangement`.execute(tx);
  return rows.map(asArrangement);
}

/** Whether an arrangement in force is about a claim, for a query that reads the claims themselves. `claim` is the column with its number. */
export function isArranged(claim: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (
    select from arrangement_claim agreed join arrangement on arrangement.arrangement = agreed.arrangement
    where agreed.claim_number = ${claim} and arrangement.state in ('in-force', 'demanded'))`;
}

/** The requests that wait for an answer and are about any of these claims, by number. */
export async function proposalsAbout(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Arrangement[]> {
  const { rows } = await sql<ArrangementRow>`
    select ${columns} from arrangement
    where state = 'proposed' and arrangement in (
      select arrangement from arrangement_claim where claim_number = any (${claims.map(String)}::bigint[]))
    order by arrangement`.execute(tx);
  return rows.map(asArrangement);
}

/** A payment that has covered something, and the day from which it counts. */
export interface KnownLate {
  readonly claims: readonly ClaimNumber[];
  readonly receivedOn: PlainDate;
  readonly on: PlainDate;
}

/** Broken plans about any of these claims are looked at again where a payment of a day before they fell away becomes known. */
export async function lookAgainAtBroken(
  tx: MunicipalityTx,
  { claims, receivedOn, on }: KnownLate,
): Promise<void> {
  if (claims.length === 0 || receivedOn >= on) return;
  await sql`
    update arrangement set next_on = ${on}::date
    where state = 'broken' and ended_on > ${receivedOn}::date and arrangement in (
      select arrangement from arrangement_claim where claim_number = any (${claims.map(String)}::bigint[]))`.execute(
    tx,
  );
}

/** The next arrangements by number that are to be looked at on a day; `after` 0 = from the first. At most `limit`. */
export async function arrangementsDue(
  tx: MunicipalityReadTx,
  { on, after, limit }: { readonly on: PlainDate; readonly after: bigint; readonly limit: number },
): Promise<Arrangement[]> {
  const { rows } = await sql<ArrangementRow>`
    select ${columns} from arrangement where next_on <= ${on}::date and arrangement > ${after}::bigint
    order by arrangement limit ${limit}::int`.execute(tx);
  return rows.map(asArrangement);
}

/** The number of a debtor's next arrangement; the debtor has been locked by the caller. */
export async function nextArrangement(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<ArrangementNumber> {
  const { rows } = await sql<{ next: ArrangementNumber }>`
    select coalesce(max(arrangement), ${debtor}::bigint * 1000) + 1 as next from arrangement
    where debtor_number = ${debtor}`.execute(tx);
  const next = rows[0]?.next;
  assert(next !== undefined, 'an aggregate answers one row');
  return next;
}

export interface ArrangementToWrite extends Omit<Arrangement, 'nextOn' | 'missedOn' | 'demand'> {
  readonly by: string;
}

export async function insertArrangement(tx: MunicipalityTx, written: ArrangementToWrite): Promise<void> {
  const { number, terms, tolerance, ended } = written;
  const plan = terms.kind === 'plan' ? terms : null;
  await sql`
    insert into arrangement (arrangement, debtor_number, kind, state, requested_on, requested_how, monthly_ore, first_due,
      due_day, last_due, owed_ore, tolerance_days, tolerance_ore, acknowledged_on, asked_by, asked_at, ended_on, ended_why,
      configuration_version)
    values (${String(number)}::bigint, ${written.debtor}, ${terms.kind}, ${written.state}, ${written.requestedOn}::date,
      ${written.requestedHow}, ${plan === null ? null : String(plan.monthly)}::bigint, ${plan?.firstDue ?? null}::date,
      ${plan?.dueDay ?? null}::smallint, ${terms.lastDue}::date, ${String(written.owed)}::bigint, ${tolerance.days}::smallint,
      ${String(tolerance.amount)}::bigint, ${written.acknowledgedOn}::date, ${written.by}, ${written.askedAt}::timestamptz,
      ${ended?.on ?? null}::date, ${ended?.why ?? null}, ${written.configurationVersion}::int)`.execute(tx);
  await sql`
    insert into arrangement_claim (arrangement, claim_number, owed_ore)
    select ${String(number)}::bigint, * from unnest(${written.claims.map(({ claim }) => String(claim))}::bigint[],
      ${written.claims.map(({ owed }) => String(owed))}::bigint[])`.execute(tx);
}

/** Where an arrangement goes from where it is. */
export interface ArrangementMove {
  readonly arrangement: Arrangement;
  readonly state: ArrangementState;
  readonly nextOn: PlainDate | null;
  readonly missedOn: PlainDate | null;
  readonly demand: NoticeId | null;
  readonly ended: Arrangement['ended'];
}

/** Writes where arrangements stand now. A move that may not be made is our own mistake. */
export async function moveArrangements(tx: MunicipalityTx, moved: readonly ArrangementMove[]): Promise<void> {
  if (moved.length === 0) return;
  for (const { arrangement, state } of moved) assertMove(arrangement.state, state);
  const column = <T>(read: (move: ArrangementMove) => T): T[] => moved.map(read);
  await sql`
    update arrangement set state = told.state, next_on = told.next_on, missed_on = told.missed_on, demand = told.demand,
      ended_on = told.ended_on, ended_why = told.ended_why
    from unnest(${column(({ arrangement }) => String(arrangement.number))}::bigint[], ${column(({ state }) => state)}::text[],
      ${column(({ nextOn }) => nextOn)}::date[], ${column(({ missedOn }) => missedOn)}::date[],
      ${column(({ demand }) => demand?.toString() ?? null)}::bigint[], ${column(({ ended }) => ended?.on ?? null)}::date[],
      ${column(({ ended }) => ended?.why ?? null)}::text[])
      told (number, state, next_on, missed_on, demand, ended_on, ended_why)
    where arrangement.arrangement = told.number`.execute(tx);
}

export async function noteDecided(
  tx: MunicipalityTx,
  number: ArrangementNumber,
  { on, by }: { readonly on: PlainDate; readonly by: string },
): Promise<void> {
  await sql`
    update arrangement set decided_on = ${on}::date, decided_by = ${by}
    where arrangement = ${String(number)}::bigint`.execute(tx);
}

export interface AskedFor {
  readonly arrangement: ArrangementNumber;
  readonly due: PlainDate;
  readonly amount: Ore;
}

/** Notes that instalments have fallen due; those that were noted before stay. */
export async function noteInstalments(
  tx: MunicipalityTx,
  asked: readonly AskedFor[],
  at: Temporal.Instant,
): Promise<void> {
  if (asked.length === 0) return;
  await sql`
    insert into arrangement_instalment (arrangement, due_on, amount_ore, raised_at)
    select number, due, amount, ${at}::timestamptz
    from unnest(${asked.map(({ arrangement }) => String(arrangement))}::bigint[], ${asked.map(({ due }) => due)}::date[],
      ${asked.map(({ amount }) => String(amount))}::bigint[]) told (number, due, amount)
    order by number, due on conflict (arrangement, due_on) do nothing`.execute(tx);
}

/** How many plans and deferrals that debtors have asked for stand in each state. */
export async function countArrangements(
  tx: MunicipalityReadTx,
): Promise<readonly (Pick<Arrangement, 'state'> & { readonly count: number })[]> {
  const { rows } = await sql<Pick<Arrangement, 'state'> & { count: number }>`
    select state, count(*)::int as count from arrangement group by state order by state`.execute(tx);
  return rows;
}
