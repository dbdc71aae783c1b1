import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { unexplained } from './explained.ts';

/** The settlements up to and with the newest, and what the authority had told of for them. Equal to the øre when nothing is missing. */
export interface Settled {
  /** The newest. */
  readonly settlement: string;
  readonly on: PlainDate;
  readonly to: PlainDate;
  /** In all. */
  readonly amount: Ore;
  readonly covered: Ore;
}

interface SettledRow {
  settlement: string;
  on: PlainDate;
  to: PlainDate;
  amount: bigint;
  covered: bigint;
  perhaps: string[];
}

/**
 * What has been settled so far against what was covered; null = nothing has been settled. A settlement does not say which coverings
 * it pays, and one may be posted after the settlement of its own value day (virkningsdato): so all settlements are held against all
 * coverings of their days. What we heard of by the last of these days is settled; what we heard of later may be, or come with the
 * next one. Summed anew each time, so that what comes late counts
 * (open question Q51).
 */
export async function settledSoFar(tx: MunicipalityReadTx): Promise<Settled | null> {
  const { rows } = await sql<SettledRow>`
    with newest as (select * from recovery_settlement order by settled_on desc, settlement desc limit 1),
    told as (
      select n.principal_ore + n.interest_ore as amount, heard.day <= newest.to_on as certain
      from newest
      cross join (select min(from_on) as begins from recovery_settlement) first
      join recovery_notification n on n.kind in ('UDLIGNING', 'ALLOKERING') and n.effective_on <= newest.to_on and n.repeats is null
      join recovery_message m using (message_id)
      cross join lateral (select (m.received_at at time zone 'Europe/Copenhagen')::date as day) heard
      -- What was told of before the first settlement that we know of was settled before it.
      where n.effective_on >= first.begins or heard.day > first.begins)
    select settlement, settled_on as "on", to_on as "to",
      (select sum(amount_ore) from recovery_settlement)::bigint as amount,
      coalesce((select sum(amount) from told where certain), 0)::bigint as covered,
      array(select amount::text from told where not certain and amount <> 0 order by amount) as perhaps
    from newest`.execute(tx);
  return (
    rows.map(({ perhaps, amount, covered, ...row }) => {
      const missing = unsettled(amount - covered, perhaps.map(BigInt));
      return { ...row, amount: ore(amount), covered: ore(amount - missing) };
    })[0] ?? null
  );
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
