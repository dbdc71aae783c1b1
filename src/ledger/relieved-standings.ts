import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { addOre, minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { accountsOfClaims, balanceOf } from './balances.ts';
import { lossesOfClaims } from './claim-losses.ts';
import { bookedOfEnded, upTo, type LossOfEnded } from './losses-of-ended.ts';
import { coversOfMoney, isGivenBack, isUndone } from './paid-on-claim.ts';
import type { Relieving } from './relieved-part.ts';
import { reliefsOf, type Relief } from './reliefs.ts';

/** How a claim stands of which debt relief has taken a part, by all that is known of its past today. */
export interface RelievedStanding {
  /** The day of the first relief. */
  readonly on: PlainDate;
  /** What reliefs have taken as it is in the books, whether its loss is booked or not. */
  readonly gone: Ore;
  readonly ended: Ore;
  /** Losses that were booked of it, the last first. */
  readonly booked: readonly LossOfEnded[];
  /** What was owed when the first relief came. */
  readonly whole: Ore;
  readonly reliefs: readonly Relieving[];
}

/** Of these claims, those that are still owed and of which relief has taken a part. The debtors have been locked. */
export async function relievedStandings(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<ClaimNumber, RelievedStanding>> {
  const reliefs = await reliefsOf(tx, claims);
  if (reliefs.size === 0) return new Map();
  const relieved = [...reliefs.keys()];
  const accounts = await accountsOfClaims(tx, relieved);
  const losses = await lossesOfClaims(tx, relieved);
  const booked = await bookedOfEnded(tx, relieved);
  const taken = Map.groupBy(await takenOffSince(tx, relieved), ({ claim }) => claim);
  return new Map(
    [...reliefs].map(([claim, those]) => {
      const its = taken.get(claim) ?? [];
      const { ended, writtenOff } = losses.get(claim) ?? { ended: zeroOre, writtenOff: zeroOre };
      const others = sumOre(its.filter(({ by }) => by === 'loss').map(({ amount }) => amount));
      const ofEnded = upTo(atLeastNothing(subtractOre(writtenOff, others)), booked.get(claim) ?? []);
      const gone = addOre(ended, sumOre(ofEnded.map(({ amount }) => amount)));
      const since = relievings(those, its);
      const standing = accounts.get(claim);
      const owed = addOre(balanceOf(standing), standing?.atRecovery ?? zeroOre);
      const whole = sumOre([owed, gone, ...since.map(({ takenOff }) => takenOff)]);
      return [claim, { on: those[0]?.on ?? LAST, gone, ended, booked: ofEnded, whole, reliefs: since }];
    }),
  );
}

const LAST = '9999-12-31' as PlainDate; // never: a claim that is relieved has a relief

/** What one payment, set-off, loss, difference of øre or message of the recovery authority has taken off a claim. */
interface TakenOff {
  readonly claim: ClaimNumber;
  readonly by: 'money' | 'given-back' | 'loss' | 'recovery' | 'rounding';
  /** When it first touched the claim, and the earliest day from which it counts. */
  readonly at: Temporal.Instant;
  readonly on: PlainDate;
  /** Below 0: it was given back, or came back. */
  readonly amount: Ore;
}

async function takenOffSince(tx: MunicipalityReadTx, claims: readonly ClaimNumber[]): Promise<TakenOff[]> {
  const numbers = claims.map(String);
  const { rows } = await sql<Omit<TakenOff, 'amount'> & { amount: bigint }>`
    select number as claim, 'money' as by, min(recorded_at) as at, min(value_date) as on, sum(amount)::bigint as amount
    from (
      select credit_number as number, cause, cause_number, recorded_at, value_date, amount_ore as amount from transfer
      where credit_kind in ('claim', 'due', 'ended', 'recovery') and credit_number = any (${numbers}::bigint[])
      union all
      select debit_number, cause, cause_number, recorded_at, value_date, -amount_ore from transfer
      where debit_kind in ('claim', 'due', 'ended', 'recovery') and debit_number = any (${numbers}::bigint[])) moved
    where ${coversOfMoney}
    group by number, cause = 'set-off', cause_number having sum(amount) <> 0
    union all
    select number, by, min(recorded_at), min(value_date), sum(amount)::bigint
    from (
      select credit_number as number, ${kindOf('debit_kind')} as by, cause_number, recorded_at, value_date, amount_ore as amount
      from transfer
      where credit_kind in ('claim', 'due', 'recovery') and credit_number = any (${numbers}::bigint[])
        and debit_kind in ('written-off', 'rounding', 'rim')
      union all
      select debit_number, ${kindOf('credit_kind')}, cause_number, recorded_at, value_date, -amount_ore from transfer
      where debit_kind in ('claim', 'due', 'recovery') and debit_number = any (${numbers}::bigint[])
        and credit_kind in ('written-off', 'rounding', 'rim')) moved
    group by number, by, cause_number having sum(amount) <> 0
    union all
    select debit_number, 'given-back', recorded_at, value_date, -amount_ore from transfer
    where ${isGivenBack} and debit_number = any (${numbers}::bigint[])
    union all
    select credit_number, 'given-back', recorded_at, value_date, amount_ore from transfer
    where ${isUndone} and credit_number = any (${numbers}::bigint[])
    order by claim, at`.execute(tx);
  return rows.map((row) => ({ ...row, amount: ore(row.amount) }));
}

function kindOf(other: 'debit_kind' | 'credit_kind') {
  return sql`case ${sql.ref(other)} when 'written-off' then 'loss' when 'rim' then 'recovery' else 'rounding' end`;
}

/**
 * What was taken off the part that each relief left: what was recorded after it, and counts from its day or later. What is known late
 * had been taken off before. What was given back was the last that had been paid.
 */
function relievings(reliefs: readonly Relief[], taken: readonly TakenOff[]): Relieving[] {
  const since = Map.groupBy(taken, ({ at, on }) =>
    reliefs.findLastIndex((relief) => Temporal.Instant.compare(at, relief.at) >= 0 && on >= relief.on),
  );
  let back = subtractOre(
    zeroOre,
    sumOre(reliefs.map((_, index) => amountBy(since.get(index) ?? [], 'given-back'))),
  );
  const after = reliefs.map(({ kept }, index) => ({ kept, its: since.get(index) ?? [] })).toReversed();
  const relieving = after.map(({ kept, its }) => {
    const money = amountBy(its, 'money');
    const part = minOre(atLeastNothing(money), atLeastNothing(back));
    back = subtractOre(back, part);
    const paid = subtractOre(money, part);
    const there = atLeastNothing(amountBy(its, 'recovery'));
    return { kept, takenOff: sumOre([paid, there, amountBy(its, 'loss'), amountBy(its, 'rounding')]) };
  });
  return relieving.toReversed();
}

function amountBy(taken: readonly TakenOff[], by: TakenOff['by']): Ore {
  return sumOre(taken.filter((each) => each.by === by).map(({ amount }) => amount));
}

function atLeastNothing(amount: Ore): Ore {
  return amount > zeroOre ? amount : zeroOre;
}
