import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Charge } from './types.ts';

interface ChargeRow {
  claim_number: ClaimNumber;
  main_claim: ClaimNumber;
  kind: Charge['kind'];
  regime: Charge['regime'];
  period_from: PlainDate;
  period_to: PlainDate;
  posted_on: PlainDate;
  amount_ore: bigint;
  stands_ore: bigint;
  notice_id: NoticeId | null;
  taken_off: boolean;
  adds_to: ClaimNumber | null;
}

// What stands is what the newest adjustment says, else what was posted.
const charges = sql`
  select c.claim_number, c.main_claim, c.kind, c.regime, c.period_from, c.period_to, c.posted_on, c.amount_ore,
    coalesce((
      select a.stands_ore from charge_adjustment a where a.claim_number = c.claim_number
      order by a.entry desc limit 1), c.amount_ore) as stands_ore, c.notice_id, c.adds_to,
    exists (
      select from charge_adjustment a where a.claim_number = c.claim_number and a.cause in ('objection', 'demand-closed', 'arrangement-resumed')) as taken_off
  from charge c`;

/** All interest and fees of these main claims, in the order of their numbers; claims without any are left out. */
export async function chargesOfMains(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Charge[]>> {
  if (mains.length === 0) return new Map();
  const { rows } = await sql<ChargeRow>`
    ${charges} where c.main_claim = any (${mains.map(String)}::bigint[]) order by c.claim_number`.execute(tx);
  return Map.groupBy(rows.map(asCharge), ({ main }) => main);
}

/** The fees for these letters, by letter. */
export async function feesOfNotices(
  tx: MunicipalityReadTx,
  notices: readonly NoticeId[],
): Promise<Map<NoticeId, Charge>> {
  const { rows } = await sql<ChargeRow>`
    ${charges} where c.notice_id = any (${notices.map(String)}::bigint[])`.execute(tx);
  return new Map(rows.flatMap((row) => (row.notice_id === null ? [] : [[row.notice_id, asCharge(row)]])));
}

/** The charge that a claim is; null = it is none. */
export async function chargeOf(tx: MunicipalityReadTx, claim: ClaimNumber): Promise<Charge | null> {
  const { rows } = await sql<ChargeRow>`${charges} where c.claim_number = ${String(claim)}::bigint`.execute(
    tx,
  );
  return rows[0] === undefined ? null : asCharge(rows[0]);
}

/** The next charges by number; `after` 0 = from the first. At most `limit`. */
export async function chargePage(
  tx: MunicipalityReadTx,
  after: ClaimNumber | 0n,
  limit: number,
): Promise<Charge[]> {
  const { rows } = await sql<ChargeRow>`
    ${charges} where c.claim_number > ${after}::bigint order by c.claim_number limit ${limit}::int`.execute(
    tx,
  );
  return rows.map(asCharge);
}

function asCharge(row: ChargeRow): Charge {
  return {
    claim: row.claim_number,
    main: row.main_claim,
    kind: row.kind,
    regime: row.regime,
    period: { from: row.period_from, to: row.period_to },
    postedOn: row.posted_on,
    amount: ore(row.amount_ore),
    stands: ore(row.stands_ore),
    notice: row.notice_id,
    takenOff: row.taken_off,
    addsTo: row.adds_to,
  };
}

/** What interest was worked out from when it was posted, by its claim; of fees nothing. */
export async function postedBy(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Pick<ChargeToWrite, 'basis' | 'rateHundredths' | 'configurationVersion'>>> {
  const { rows } = await sql<{ claim: ClaimNumber; basis: bigint; rate: number; version: number }>`
    select claim_number as claim, basis_ore as basis, rate_hundredths as rate, configuration_version as version from charge
    where claim_number = any (${claims.map(String)}::bigint[]) and kind = 'interest'`.execute(tx);
  return new Map(
    rows.map(({ claim, basis, rate: rateHundredths, version: configurationVersion }) => [
      claim,
      { basis: ore(basis), rateHundredths, configurationVersion },
    ]),
  );
}

/** A charge as it is written. */
export interface ChargeToWrite extends Omit<Charge, 'stands' | 'takenOff'> {
  /** Null for a fee. */
  readonly basis: Ore | null;
  readonly rateHundredths: number | null;
  readonly until: PlainDate;
  readonly configurationVersion: number;
}

const chargeColumns = [
  'claim_number',
  'main_claim',
  'kind',
  'regime',
  'period_from',
  'period_to',
  'posted_on',
  'basis_ore',
  'rate_hundredths',
  'amount_ore',
  'until_on',
  'notice_id',
  'configuration_version',
  'adds_to',
] as const;

export async function insertCharges(tx: MunicipalityTx, written: readonly ChargeToWrite[]): Promise<void> {
  const lines = written.map((charge) =>
    copyLine([
      charge.claim,
      charge.main,
      charge.kind,
      charge.regime,
      charge.period.from,
      charge.period.to,
      charge.postedOn,
      charge.basis,
      charge.rateHundredths,
      charge.amount,
      charge.until,
      charge.notice,
      charge.configurationVersion,
      charge.addsTo,
    ]),
  );
  if (lines.length > 0) await copyInto(tx, { table: 'charge', columns: chargeColumns }, asOneChunk(lines));
}

/** What a change in the past made of a charge. */
export interface Adjustment {
  readonly claim: ClaimNumber;
  readonly stood: Ore;
  readonly stands: Ore;
}

export interface AdjustmentCause {
  readonly cause:
    | 'payment'
    | 'payment-reversed'
    | 'correction'
    | 'objection'
    | 'demand-closed'
    | 'default-ended'
    | 'arrangement-resumed';
  /** The payment's number, the correction's, the objection's, that of the demand's notice, of the decision to transfer, or the arrangement's. */
  readonly number: bigint;
}

export async function insertAdjustments(
  tx: MunicipalityTx,
  adjustments: readonly Adjustment[],
  written: AdjustmentCause & { readonly on: PlainDate; readonly at: Temporal.Instant },
): Promise<void> {
  if (adjustments.length === 0) return;
  await sql`
    insert into charge_adjustment (claim_number, entry, cause, cause_number, stood_ore, stands_ore, booked_on, recorded_at)
    select claim, coalesce((
        select max(a.entry) from charge_adjustment a where a.claim_number = claim), 0) + 1,
      ${written.cause}, ${String(written.number)}::bigint, stood, stands, ${written.on}::date, ${written.at}::timestamptz
    from unnest(${adjustments.map(({ claim }) => String(claim))}::bigint[],
      ${adjustments.map(({ stood }) => String(stood))}::bigint[],
      ${adjustments.map(({ stands }) => String(stands))}::bigint[]) told (claim, stood, stands)
    order by claim`.execute(tx);
}
