import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { minOre, ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { entries } from './entries.ts';
import { isPaid } from './paid.ts';

/** A payment or a set-off, and what its money has covered of a claim. */
export type MoneyOnClaim = { readonly amount: Ore } & (
  { readonly payment: bigint } | { readonly setOff: bigint }
);

/** Of transfers: money of payments and set-offs that covers something, or covers it no longer. */
export const coversOfMoney = sql`cause in ('payment', 'suspense-resolved', 'reallocated', 'payment-reversed', 'set-off')`;

/**
 * What payments and set-offs have covered of these claims, by claim, the one recorded last first; those that were taken back or
 * moved elsewhere are left out, and so are claims that no money has covered. What has been given back since is not taken off.
 */
export async function moneyOnClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, MoneyOnClaim[]>> {
  const { rows } = await sql<MoneyRow>`
    select number as claim, cause_number as number, cause = 'set-off' as "isSetOff", -sum(amount)::bigint as amount from ${entries}
    where kind in ('claim', 'due', 'ended', 'recovery') and number = any (${claims.map(String)}::bigint[])
      and ${coversOfMoney}
    group by entry.number, cause = 'set-off', cause_number having sum(amount) <> 0
    order by claim, min(recorded_at) desc, cause_number desc`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map([...byClaim].map(([claim, those]) => [claim, those.map(asMoney)]));
}

/** A claim, and the moment after which what was recorded on it is asked for. */
export interface ClaimAfter {
  readonly claim: ClaimNumber;
  readonly after: Temporal.Instant;
}

/** The same of what was recorded after a moment, with the day from which it counts: a payment's last, where it was moved meanwhile. */
export async function moneyOnClaimsAfter(
  tx: MunicipalityReadTx,
  claims: readonly ClaimAfter[],
): Promise<Map<ClaimNumber, (MoneyOnClaim & { readonly valueDate: PlainDate })[]>> {
  const { rows } = await sql<MoneyRow & { valueDate: PlainDate }>`
    select asked.claim, cause_number as number, cause = 'set-off' as "isSetOff", -sum(amount)::bigint as amount,
      max(value_date) as "valueDate"
    from unnest(${claims.map(({ claim }) => String(claim))}::bigint[], ${claims.map(({ after }) => after.toString())}::timestamptz[])
      asked (claim, after_moment)
    cross join lateral (
      select * from ${entries} where number = asked.claim and recorded_at > asked.after_moment
        and kind in ('claim', 'due', 'ended', 'recovery')
        and ${coversOfMoney}) moved
    group by asked.claim, cause = 'set-off', cause_number having sum(amount) <> 0
    order by asked.claim, min(recorded_at) desc, cause_number desc`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].map(([claim, those]) => [
      claim,
      those.map(({ valueDate, ...row }) => ({ ...asMoney(row), valueDate })),
    ]),
  );
}

interface MoneyRow {
  claim: ClaimNumber;
  number: bigint;
  isSetOff: boolean;
  amount: bigint;
}

function asMoney({ number, isSetOff, amount: covered }: MoneyRow): MoneyOnClaim {
  const amount = ore(covered);
  return isSetOff ? { setOff: number, amount } : { payment: number, amount };
}

/** The same where only what counts from a day, or from one before it, is asked for. */
export interface ClaimPaidAfter extends ClaimAfter {
  readonly by?: PlainDate;
}

/**
 * What payments and set-offs that first touched each of these claims after a moment have covered of it, by claim; claims without any
 * are left out. One that was taken back since counts as nothing, and one from before never counts, nor does taking it back.
 */
export async function paidAfter(
  tx: MunicipalityReadTx,
  claims: readonly ClaimPaidAfter[],
): Promise<Map<ClaimNumber, Ore>> {
  const { rows } = await sql<{ claim: ClaimNumber; amount: bigint }>`
    select claim, sum(amount)::bigint as amount from (
      select number as claim, -sum(amount)::bigint as amount
      from unnest(${claims.map(({ claim }) => String(claim))}::bigint[], ${claims.map(({ after }) => after.toString())}::timestamptz[],
        ${claims.map(({ by }) => by ?? null)}::date[]) asked (claim_number, moment, last_day)
      join ${entries} on number = claim_number
      where kind in ('claim', 'due', 'ended', 'recovery') and ${coversOfMoney}
      group by number, moment, last_day, cause = 'set-off', cause_number
      having sum(amount) <> 0 and min(recorded_at) > moment and (last_day is null or min(value_date) <= last_day)) payment
    group by claim`.execute(tx);
  return new Map(rows.map(({ claim, amount }) => [claim, ore(amount)]));
}

/**
 * Of `transfer`: what had been paid on a claim is held for a debtor since, because the claim, interest or fee was corrected, or because a
 * person has decided to give it back.
 */
export const isGivenBack = sql`credit_kind = 'overpaid'
  and (debit_kind = 'source' or cause = 'refund-decided' and debit_kind in ('claim', 'ended'))`;

/** Of `transfer`: what had been given back of a claim is given back no longer, because the payment was taken off it. */
export const isUndone = sql`cause = 'give-back-undone' and debit_kind in ('overpaid', 'owed-back')`;

/** What has been given back of each of these claims, to each debtor, of payments that have stayed. */
export async function givenBackOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Map<DebtorNumber, Ore>>> {
  const { rows } = await sql<{ claim: ClaimNumber; debtor: bigint; amount: bigint }>`
    select claim, debtor, sum(amount)::bigint as amount
    from (
      select debit_number as claim, credit_number as debtor, amount_ore as amount from transfer
      where ${isGivenBack} and debit_number = any (${claims.map(String)}::bigint[])
      union all
      select credit_number, debit_number, -amount_ore from transfer
      where ${isUndone} and credit_number = any (${claims.map(String)}::bigint[])) given_back
    group by claim, debtor having sum(amount) <> 0 order by claim, debtor`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].map(([claim, those]) => [
      claim,
      new Map(those.map(({ debtor, amount }) => [debtorNumber(Number(debtor)), ore(amount)])),
    ]),
  );
}

/** A claim, and the day from which payments on it are looked for. */
export interface ClaimSince {
  readonly claim: ClaimNumber;
  readonly on: PlainDate;
}

/** Those of the claims on which a payment that counts from the claim's day on has covered something, whoever paid. */
export async function claimsPaidSince(
  tx: MunicipalityReadTx,
  claims: readonly ClaimSince[],
): Promise<Set<ClaimNumber>> {
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select distinct asked.claim
    from unnest(${claims.map(({ claim }) => claim.toString())}::bigint[], ${claims.map(({ on }) => on)}::date[])
      asked (claim, since)
    join transfer on credit_number = asked.claim and credit_kind in ('claim', 'due', 'recovery')
    where ${isPaid} and value_date >= asked.since`.execute(tx);
  return new Set(rows.map(({ claim }) => claim));
}

/** What a payment or set-off has covered of a claim, or what of it has been given back to a debtor. */
export type PaidOrGivenBack =
  | { readonly payment: bigint; readonly amount: Ore; readonly valueDate: PlainDate }
  | { readonly setOff: bigint; readonly amount: Ore; readonly valueDate: PlainDate }
  | GivenBack;

/** Given back by a correction (`source`), or taken off the claim by a person's decision (`claim`). */
export interface GivenBack {
  readonly givenBackTo: DebtorNumber;
  readonly amount: Ore;
  readonly from: 'source' | 'claim';
}

interface PaidRow {
  claim: ClaimNumber;
  payment: bigint | null;
  set_off: bigint | null;
  debtor: bigint | null;
  from_source: boolean;
  value_date: PlainDate;
  amount: bigint;
}

/** What has been paid on these claims, or set off against them, and given back of it, in the order in which it was recorded; of payments that have stayed. */
export async function paidAndGivenBack(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PaidOrGivenBack[]>> {
  const { rows } = await sql<PaidRow>`
    select credit_number as claim, cause_number as payment, null::bigint as set_off, null::bigint as debtor, false as from_source,
      value_date,
      sum(amount_ore)::bigint as amount, recorded_at
    from transfer
    where ${isPaid} and credit_kind in ('claim', 'due', 'recovery') and credit_number = any (${claims.map(String)}::bigint[])
    group by credit_number, cause_number, value_date, recorded_at
    union all
    select credit_number, null, cause_number, null, false, value_date, amount_ore, recorded_at
    from transfer
    where cause = 'set-off' and credit_kind in ('claim', 'due') and credit_number = any (${claims.map(String)}::bigint[])
    union all
    select debit_number, null, null, credit_number, debit_kind = 'source', value_date, amount_ore, recorded_at
    from transfer
    where ${isGivenBack} and debit_number = any (${claims.map(String)}::bigint[])
    order by recorded_at, payment, set_off`.execute(tx);
  const undone = await undoneOf(tx, claims);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].map(([claim, ofClaim]) => [
      claim,
      withoutUndone(ofClaim.map(asPaidOrGivenBack), undone.get(claim) ?? []),
    ]),
  );
}

async function undoneOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, GivenBack[]>> {
  const { rows } = await sql<{ claim: ClaimNumber; debtor: bigint; from_source: boolean; amount: bigint }>`
    select credit_number as claim, debit_number as debtor, credit_kind = 'source' as from_source,
      sum(amount_ore)::bigint as amount
    from transfer where ${isUndone} and credit_number = any (${claims.map(String)}::bigint[])
    group by 1, 2, 3 order by 1, 2, 3`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map([...byClaim].map(([claim, those]) => [claim, those.map(asGivenBack)]));
}

/** What was given back last was undone first. */
function withoutUndone(all: readonly PaidOrGivenBack[], undone: readonly GivenBack[]): PaidOrGivenBack[] {
  const left = undone.map((each) => ({ ...each }));
  const standing = all.toReversed().map((each) => {
    if (!('givenBackTo' in each)) return each;
    const its = left.find(({ givenBackTo, from }) => givenBackTo === each.givenBackTo && from === each.from);
    if (its === undefined) return each;
    const part = minOre(its.amount, each.amount);
    its.amount = subtractOre(its.amount, part);
    return { ...each, amount: subtractOre(each.amount, part) };
  });
  return standing.toReversed().filter(({ amount }) => amount !== zeroOre);
}

function asPaidOrGivenBack(row: PaidRow): PaidOrGivenBack {
  const { payment, set_off: setOff, debtor, from_source, value_date: valueDate, amount } = row;
  if (payment !== null) return { payment, amount: ore(amount), valueDate };
  if (setOff !== null) return { setOff, amount: ore(amount), valueDate };
  return asGivenBack({ debtor, from_source, amount });
}

function asGivenBack({
  debtor,
  from_source,
  amount,
}: Pick<PaidRow, 'debtor' | 'from_source' | 'amount'>): GivenBack {
  const from = from_source ? 'source' : 'claim';
  return { givenBackTo: debtorNumber(Number(debtor)), amount: ore(amount), from };
}
