import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber, DecisionId, InstalmentId } from '../kernel/ids.ts';
import { minOre, ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Span } from './instalments-withdrawn.ts';

/** The plans that a debtor has had one after the other, and since when money paid ahead on them has not been looked at. */
export interface PlansInTurn {
  readonly debtor: DebtorNumber;
  readonly claims: readonly ClaimNumber[];
  readonly since: Temporal.Instant;
}

/** Tells what each of these debtors has paid on such claims since then without having been asked; payments are known to a later room. */
export type PaidAheadFor = (
  tx: MunicipalityReadTx,
  plans: readonly PlansInTurn[],
) => Promise<ReadonlyMap<DebtorNumber, Ore>>;

/**
 * What the debtors of these plans have paid ahead on them that counts for no instalment yet, in øre; those without any are left out. It counts
 * for the instalments that fall due next (own choice, open question Q76).
 */
export async function leftPaidAhead(
  tx: MunicipalityReadTx,
  plans: readonly DecisionId[],
  paidAheadFor: PaidAheadFor,
): Promise<Map<DebtorNumber, Ore>> {
  if (plans.length === 0) return new Map();
  const inTurn = await plansInTurn(tx, plans);
  const [paid, counted] = await Promise.all([paidAheadFor(tx, inTurn), countedSince(tx, inTurn)]);
  return new Map(
    inTurn.flatMap(({ debtor }) => {
      const left = (paid.get(debtor) ?? 0n) - (counted.get(debtor) ?? 0n);
      return left > 0n ? [[debtor, ore(left)] as const] : [];
    }),
  );
}

/**
 * Since the day after the first of the plans was decided, or since an instalment was last asked for in full: then nothing was left to count,
 * and what was paid before it shortened the plan.
 */
async function plansInTurn(tx: MunicipalityReadTx, plans: readonly DecisionId[]): Promise<PlansInTurn[]> {
  const { rows } = await sql<PlansInTurn>`
    with recursive in_turn as (
      select debtor_number, agreement_id from agreement where agreement_id = any (${plans.map(String)}::bigint[])
      union all
      select in_turn.debtor_number, d.replaces_agreement
      from in_turn join decision d on d.decision_id = in_turn.agreement_id where d.replaces_agreement is not null)
    select in_turn.debtor_number as debtor, array_agg(distinct covered) as claims,
      greatest((min(d.decided_on) + 1)::timestamp at time zone 'Europe/Copenhagen', (
        select max(i.raised_at) from instalment i
        where i.debtor_number = in_turn.debtor_number and coalesce(i.less_because, 'fall-under-way') = 'fall-under-way')) as since
    from in_turn join decision d on d.decision_id = in_turn.agreement_id
    cross join lateral unnest(d.covers_claims) covered
    where d.outcome = 'plan'
    group by in_turn.debtor_number order by in_turn.debtor_number`.execute(tx);
  return rows;
}

async function countedSince(
  tx: MunicipalityReadTx,
  plans: readonly PlansInTurn[],
): Promise<Map<DebtorNumber, bigint>> {
  const { rows } = await sql<{ debtor: DebtorNumber; amount: bigint }>`
    select debtor, sum(p.amount_ore)::bigint as amount
    from unnest(${plans.map(({ debtor }) => debtor)}::int[], ${plans.map(({ since }) => since.toString())}::timestamptz[])
      asked (debtor, since)
    join instalment i on i.debtor_number = asked.debtor join paid_ahead p using (instalment_id)
    where p.recorded_at > asked.since group by debtor`.execute(tx);
  return new Map(rows.map(({ debtor, amount }) => [debtor, amount]));
}

/** How much of what was paid ahead counts for an instalment. */
export interface CountedAhead {
  readonly instalment: InstalmentId;
  readonly amount: Ore;
}

/** Notes what counts for these instalments. */
export async function countAhead(
  tx: MunicipalityTx,
  counted: readonly CountedAhead[],
  at: Temporal.Instant,
): Promise<void> {
  await note(
    tx,
    counted.map(({ instalment, amount }) => ({ instalment, change: amount })),
    at,
  );
}

/** What of money paid ahead counts for a debtor's instalments with due dates in a span. */
export async function countedAhead(
  tx: MunicipalityReadTx,
  { debtor, from, before, agreement }: Span,
): Promise<Map<InstalmentId, Ore>> {
  const { rows } = await sql<{ instalment: InstalmentId; amount: bigint }>`
    select instalment_id as instalment, sum(p.amount_ore)::bigint as amount
    from instalment i join paid_ahead p using (instalment_id)
    where i.debtor_number = ${debtor} and i.due_on >= ${from}::date
      and (${before}::date is null or i.due_on < ${before}::date)
      and (${agreement?.toString() ?? null}::bigint is null or i.agreement_id = ${agreement?.toString() ?? null}::bigint)
    group by instalment_id having sum(p.amount_ore) > 0 order by instalment_id`.execute(tx);
  return new Map(rows.map(({ instalment, amount }) => [instalment, ore(amount)]));
}

/**
 * Less was to be asked for on these due dates after all: what counts there beyond that, beside what is still asked for, counts for those
 * that fall due next.
 */
export async function freeAhead(
  tx: MunicipalityTx,
  counted: ReadonlyMap<InstalmentId, Ore>,
  { keep, at }: { readonly keep: Ore; readonly at: Temporal.Instant },
): Promise<void> {
  if (counted.size === 0) return;
  const standings = await instalmentStandings(tx, [...counted.keys()]);
  const changes = [...counted].flatMap(([instalment, amount]) => {
    const asked = standings.get(instalment)?.asked ?? zeroOre;
    const stays = minOre(amount, subtractOre(keep, minOre(keep, asked)));
    return stays === amount ? [] : [{ instalment, change: stays - amount }];
  });
  await note(tx, changes, at);
}

async function note(
  tx: MunicipalityTx,
  changes: readonly { readonly instalment: InstalmentId; readonly change: bigint }[],
  at: Temporal.Instant,
): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    insert into paid_ahead (instalment_id, amount_ore, recorded_at)
    select instalment, change, ${at}::timestamptz
    from unnest(${changes.map(({ instalment }) => String(instalment))}::bigint[],
      ${changes.map(({ change }) => String(change))}::bigint[]) noted (instalment, change)`.execute(tx);
}
