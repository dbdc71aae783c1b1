import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { unexplained } from './explained.ts';
import type { SettlementTold } from './recovery-port.ts';

/** Where what has been settled is not what was covered. */
export interface Settled {
  /** The newest of the settlements that are held against each other; of `in-itself`, the one. */
  readonly settlement: string;
  /**
   * `claim`: what was settled of one claim against what was covered of it. `sum`: all of it against all, where messages did not say what
   * they settle of which claim. `in-itself`: the settlement's amount against what its own message says of each claim.
   */
  readonly by: 'claim' | 'sum' | 'in-itself';
  /** The authority's number; null unless `by` is `claim`. */
  readonly claimId: string | null;
  readonly amount: Ore;
  readonly covered: Ore;
}

interface Settlement {
  readonly settlement: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly amount: bigint;
  /** What it settles of all claims together; null where its message does not say what it settles of each. */
  readonly ofClaims: bigint | null;
}

/** Writes down a settlement, once by its name, with what it settles of each claim. */
export async function keepSettlement(
  tx: MunicipalityTx,
  { id, from, to, claims }: SettlementTold,
  {
    notification,
    on,
    amount,
  }: { readonly notification: bigint; readonly on: PlainDate; readonly amount: Ore },
): Promise<void> {
  await sql`
    with kept as (
      insert into recovery_settlement (settlement, notification_id, settled_on, from_on, to_on, amount_ore)
      values (${id}, ${String(notification)}::bigint, ${on}::date, ${from}::date, ${to}::date, ${String(amount)}::bigint)
      on conflict (settlement) do nothing
      returning settlement)
    insert into recovery_settled_claim (settlement, authority_id, amount_ore)
    select settlement, authority, sum(amount)
    from kept cross join unnest(${claims.map(({ claimId }) => claimId)}::text[],
      ${claims.map((each) => String(each.amount))}::bigint[]) as t (authority, amount)
    group by settlement, authority`.execute(tx);
}

/**
 * Holds what has been settled against what was covered, to the øre: claim by claim where the settlements say what they settle of each, else
 * (open question Q51) all of them against all coverings. A covering may be posted after the settlement of its own value day
 * (virkningsdato). What we heard of by the newest settlement's last day is settled; what we heard of later may be, or come with the next one.
 * Summed anew each time, so that what comes late counts.
 */
export async function settledOtherwise(tx: MunicipalityReadTx): Promise<Settled[]> {
  const all = await settlements(tx);
  const known = all.findLastIndex(({ ofClaims }) => ofClaims === null) + 1;
  const [bySum, byClaim] = [all.slice(0, known), all.slice(known)];
  return [
    ...all.flatMap(inItself),
    ...(await otherwiseBySum(tx, bySum)),
    ...(await otherwiseByClaim(tx, byClaim, { since: bySum.at(-1)?.to ?? null })),
  ];
}

async function settlements(tx: MunicipalityReadTx): Promise<Settlement[]> {
  const { rows } = await sql<Settlement>`
    select settlement, from_on as "from", to_on as "to", amount_ore as amount, (
      select sum(c.amount_ore)::bigint from recovery_settled_claim c where c.settlement = s.settlement) as "ofClaims"
    from recovery_settlement s order by settled_on, settlement`.execute(tx);
  return rows;
}

function inItself({ settlement, amount, ofClaims }: Settlement): Settled[] {
  if (ofClaims === null || ofClaims === amount) return [];
  return [{ settlement, by: 'in-itself', claimId: null, amount: ore(amount), covered: ore(ofClaims) }];
}

/** What the authority has covered, and when we heard of it. */
const heard = sql`(
  select n.authority_id, n.principal_ore + n.interest_ore as amount, n.effective_on,
    (m.received_at at time zone 'Europe/Copenhagen')::date as day
  from recovery_notification n join recovery_message m using (message_id)
  where n.kind in ('UDLIGNING', 'ALLOKERING') and n.repeats is null)`;

/** What was told of before the first settlement that we know of was settled before it. */
function sinceFirst([first]: readonly Settlement[]) {
  const begins = first?.from ?? null;
  return sql`(effective_on >= ${begins}::date or day > ${begins}::date)`;
}

async function otherwiseBySum(tx: MunicipalityReadTx, all: readonly Settlement[]): Promise<Settled[]> {
  const newest = all.at(-1);
  if (newest === undefined) return [];
  const { rows } = await sql<{ covered: bigint; perhaps: string[] }>`
    with told as (
      select amount, day <= ${newest.to}::date as certain from ${heard} heard
      where effective_on <= ${newest.to}::date and ${sinceFirst(all)})
    select coalesce((select sum(amount) from told where certain), 0)::bigint as covered,
      array(select amount::text from told where not certain and amount <> 0 order by amount) as perhaps`.execute(
    tx,
  );
  const amount = all.reduce((sum, each) => sum + each.amount, 0n);
  return rows.flatMap(({ covered, perhaps }) =>
    otherwise({ settlement: newest.settlement, by: 'sum', claimId: null }, { amount, covered, perhaps }),
  );
}

/** What we heard of after `since` and counts from before may have been settled by then. */
async function otherwiseByClaim(
  tx: MunicipalityReadTx,
  all: readonly Settlement[],
  { since }: { readonly since: PlainDate | null },
): Promise<Settled[]> {
  const newest = all.at(-1);
  if (newest === undefined) return [];
  const from = since === null ? sinceFirst(all) : sql`day > ${since}::date`;
  const isCertain = sql`day <= ${newest.to}::date and (${since}::date is null or effective_on > ${since}::date)`;
  const { rows } = await sql<{ claimId: string; amount: bigint; covered: bigint; perhaps: string[] }>`
    with told as (
      select authority_id, coalesce(sum(amount) filter (where ${isCertain}), 0) as covered,
        coalesce(array_agg(amount::text order by amount) filter (where not (${isCertain}) and amount <> 0), '{}') as perhaps
      from ${heard} heard where effective_on <= ${newest.to}::date and ${from} group by authority_id),
    settled as (
      select authority_id, sum(amount_ore) as amount from recovery_settled_claim
      where settlement = any (${all.map(({ settlement }) => settlement)}::text[]) group by authority_id)
    select authority_id as "claimId", coalesce(amount, 0)::bigint as amount, coalesce(covered, 0)::bigint as covered,
      coalesce(perhaps, '{}') as perhaps
    from settled full join told using (authority_id)
    where coalesce(amount, 0) <> coalesce(covered, 0) order by authority_id`.execute(tx);
  return rows.flatMap(({ claimId, ...sums }) =>
    otherwise({ settlement: newest.settlement, by: 'claim', claimId }, sums),
  );
}

function otherwise(
  about: Pick<Settled, 'settlement' | 'by' | 'claimId'>,
  {
    amount,
    covered,
    perhaps,
  }: { readonly amount: bigint; readonly covered: bigint; readonly perhaps: readonly string[] },
): Settled[] {
  const missing = unsettled(amount - covered, perhaps.map(BigInt));
  return missing === 0n ? [] : [{ ...about, amount: ore(amount), covered: ore(amount - missing) }];
}

/** So many sums are tried one by one; of more, any amount between the least and the most they can come to is believed. */
const MOST_TRIED = 12;

/** What remains of a difference when all that may have been settled, or not yet, is allowed for. */
function unsettled(difference: bigint, perhaps: readonly bigint[]): bigint {
  if (perhaps.length <= MOST_TRIED)
    return unexplained(
      difference,
      perhaps.map((by) => ({ by, when: 'perhaps-there', counted: false })),
    );
  const least = perhaps.reduce((sum, each) => (each < 0n ? sum + each : sum), 0n);
  const most = perhaps.reduce((sum, each) => (each > 0n ? sum + each : sum), 0n);
  if (difference < least) return difference - least;
  return difference > most ? difference - most : 0n;
}

/**
 * What a settlement, by its notification's number, brings to the bank: its own amount with what was less than nothing in those
 * before it and has not been taken yet. 0 = nothing; null = no settlement has that number.
 */
export async function paidOut(
  tx: MunicipalityReadTx,
  notification: bigint,
): Promise<{ readonly settlement: string; readonly amount: Ore } | null> {
  const { rows } = await sql<{ settlement: string; id: bigint; amount: bigint }>`
    select settlement, notification_id as id, amount_ore as amount from recovery_settlement
    where (settled_on, settlement) <= (
      select settled_on, settlement from recovery_settlement where notification_id = ${String(notification)}::bigint)
    order by settled_on, settlement`.execute(tx);
  const itself = rows.at(-1);
  if (itself === undefined) return null;
  let carried = 0n;
  for (const { amount } of rows) carried = (carried < 0n ? carried : 0n) + amount;
  return { settlement: itself.settlement, amount: carried > 0n ? ore(carried) : zeroOre };
}
