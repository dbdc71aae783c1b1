import { sql } from 'kysely';
import { claimsForBooks, partsForBooks, type PartForBooks } from '../claims/claims-for-books.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { closedDays } from '../ledger/accounting-days.ts';
import { stoodOnClosedDays } from '../ledger/booked.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { foundShares, withFound } from './found-shares.ts';
import { mayBeRefunded, splitOf } from './refund-split.ts';

/** A claim of which something stands on the clearing account, because the state's share of it is not known. */
export interface UnclearClaim {
  readonly claim: ClaimNumber;
  readonly type: string;
  /** The parts that came without a share, in their order. */
  readonly parts: readonly string[];
  /** Debits less credits on the clearing account, by closed days: of where the claim came from, and of its loss. */
  readonly source: Ore;
  readonly loss: Ore;
  /** The accounting day of the first transfer. */
  readonly since: PlainDate;
}

/** The claims of which the state's share is not known, the oldest first. */
export async function unclearClaims(tx: MunicipalityReadTx): Promise<UnclearClaim[]> {
  const { rows } = await sql<{ claim: ClaimNumber; since: PlainDate }>`
    select case when debit_kind in ('source', 'written-off') then debit_number else credit_number end as claim,
      min(booking_date) as since
    from voucher_unclear join transfer using (cause, cause_number, line) group by 1 order by 2, 1`.execute(
    tx,
  );
  const claims = rows.map(({ claim }) => claim);
  const [known, parts, stood] = [
    await claimsForBooks(tx, claims),
    await partsNow(tx, claims),
    await stoodOnClosedDays(tx, claims, []),
  ];
  return rows.flatMap(({ claim, since }) => {
    const type = known.get(claim)?.claimType ?? '';
    const its = parts.get(claim) ?? [];
    const unclear = its.filter(({ percent }) => percent === null);
    if (unclear.length === 0) return [];
    const onClearing = (kind: 'source' | 'written-off') => {
      const balance = stood.find((each) => each.claim === claim && each.kind === kind)?.balance ?? 0n;
      const whole = splitOf(type, its, balance).portions.filter(({ percent }) => percent === null);
      return ore(whole.reduce((sum, { amount }) => sum + amount, 0n));
    };
    const [source, loss] = [onClearing('source'), onClearing('written-off')];
    return [{ claim, type, parts: unclear.map(({ part }) => part), source, loss, since }];
  });
}

async function partsNow(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PartForBooks[]>> {
  const found = await foundShares(tx, claims);
  const parts = await partsForBooks(tx, claims);
  return new Map(
    [...parts].map(([claim, its]) => [claim, withFound(its, found.get(claim) ?? [], () => true)]),
  );
}

export interface ShareToSettle {
  readonly claim: ClaimNumber;
  /** Null: all parts of the claim that came without a share. */
  readonly part: string | null;
  /** Whole percent that the state refunded of it, 0 to 100. */
  readonly percent: number;
  /** Where it was found out; no personal data. */
  readonly because: string;
}

export type SettleRefusal = { readonly tag: 'nothing-unclear' | 'percent-out-of-reach' };

/**
 * A person has found out what the state refunded of a claim that came without it. The vouchers of the first day that is closed from
 * then on move what stands on the clearing account, and share what follows. Answers the day from which it counts.
 */
export async function settleShare(
  tx: MunicipalityTx,
  { claim, part, percent, because }: ShareToSettle,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<Result<PlainDate, SettleRefusal>> {
  if (!Number.isInteger(percent) || percent < 0 || percent > 100)
    return refuse({ tag: 'percent-out-of-reach' });
  const type = (await claimsForBooks(tx, [claim])).get(claim)?.claimType;
  const unclear = ((await partsNow(tx, [claim])).get(claim) ?? []).filter(
    (each) => each.percent === null && (part === null || each.part === part),
  );
  if (type === undefined || !mayBeRefunded(type) || unclear.length === 0)
    return refuse({ tag: 'nothing-unclear' });
  const last = [...(await closedDays(tx))].toSorted().at(-1);
  const today = dayInCopenhagen(at);
  const countsFrom = last === undefined || today > last ? today : addDays(last, 1);
  await sql`
    insert into found_share (claim_number, part_claim_id, refund_percent, counts_from, because, recorded_at, recorded_by)
    select ${String(claim)}::bigint, part, ${percent}::smallint, ${countsFrom}::date, ${because}, ${at}::timestamptz, ${by}
    from unnest(${unclear.map((each) => each.part)}::text[]) part`.execute(tx);
  return ok(countsFrom);
}
