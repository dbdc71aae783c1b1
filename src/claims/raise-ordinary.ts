import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { claimType, type ClaimType, type ClaimTypeRefusal } from '../law/claim-types.ts';
import { interruptedBy, limitationUntil } from '../law/limitation.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { recordLimitations, type LimitationToRecord } from './limitation.ts';
import { limitationBasis } from './limitation-basis.ts';
import type { PostRaisedClaims } from './raised-parts.ts';
import { claimNumber, type ClaimNumber } from './types.ts';

/** A main claim that is no repayment of benefits, to be taken into the register. */
export interface OrdinaryClaim {
  readonly sourceSystem: string;
  readonly accountId: string;
  readonly claimId: string;
  /** Its code in the list of claim types. */
  readonly type: string;
  /** Who owes it: one, or several who each owe the whole. A debt that is split is one claim for each. */
  readonly debtors: readonly DebtorNumber[];
  readonly principal: Ore;
  /** What is left of the principal; above 0. */
  readonly outstanding: Ore;
  readonly origin: PlainDate;
  readonly due: PlainDate;
  /** The last day of timely payment; never before it falls due. */
  readonly srb: PlainDate;
  readonly period: { readonly from: PlainDate; readonly to: PlainDate } | null;
  readonly demandSent: PlainDate | null;
  /** Of a judgment, for the types whose limitation runs from one. */
  readonly ruledOn: PlainDate | null;
  readonly description: string | null;
  /** The property that it is about: its BFE number. */
  readonly propertyNumber?: string | null;
  /** Of a loan: the day it was paid out, from which its years without interest count. */
  readonly paidOut?: PlainDate | null;
  /** Claims that one debt was split into have the same text here; null = it was not split. */
  readonly splitOf: string | null;
}

export interface RaiseOrdinary {
  /** The file that they stood in, or what was typed. */
  readonly fileName: string;
  readonly sha256: string;
  readonly by: string;
  readonly at: Temporal.Instant;
  /** Raises what is new, in the same transaction. */
  readonly posting: PostRaisedClaims;
}

export type OrdinaryRefusal =
  | ClaimTypeRefusal
  /** Interest and fees arise here, and are never taken in. */
  | { readonly tag: 'not-a-main-claim' }
  /** Repayment of benefits comes by its own file. */
  | { readonly tag: 'lapses-instead' }
  | { readonly tag: 'ruling-date-missing' }
  | { readonly tag: 'last-timely-day-before-due' }
  | { readonly tag: 'nobody-liable' }
  | { readonly tag: 'already-known' }
  | { readonly tag: 'other-debtor-of-account' };

/**
 * Takes an ordinary claim into the register: the claim, who owes it, when it is time-barred for each of them, and what is
 * left of it in the ledger. Answers its number; refuses what the register cannot hold, and what it holds already.
 */
export async function raiseOrdinary(
  tx: MunicipalityTx,
  claim: OrdinaryClaim,
  raise: RaiseOrdinary,
): Promise<Result<ClaimNumber, OrdinaryRefusal>> {
  const raised = await raiseOrdinaryClaims(tx, [claim], raise);
  if (!raised.ok) return refuse(raised.refusal.refusals[0].refusal);
  const [number] = raised.value;
  assert(number !== undefined, 'what is not refused is raised');
  return ok(number);
}

/** A claim that was refused, by its place in what was asked. */
export interface RefusedAt {
  readonly place: number;
  readonly refusal: OrdinaryRefusal;
}

/**
 * The same for all claims of a file, as one import. Answers their numbers in their order; where any is refused, all that are refused,
 * and the transaction must be undone.
 */
export async function raiseOrdinaryClaims(
  tx: MunicipalityTx,
  claims: readonly OrdinaryClaim[],
  raise: RaiseOrdinary,
): Promise<
  Result<
    readonly ClaimNumber[],
    { readonly tag: 'refused'; readonly refusals: readonly [RefusedAt, ...RefusedAt[]] }
  >
> {
  const own = await ownTypesIn(tx);
  const accepted: Accepted[] = [];
  const refused: RefusedAt[] = [];
  for (const [place, claim] of claims.entries()) {
    const type = claimType(claim.type, own);
    const refusal = type.ok ? refusalOf(claim, type.value) : type.refusal;
    if (refusal !== null) refused.push({ place, refusal });
    else if (type.ok) accepted.push({ place, claim, type: type.value });
  }
  // Numbers are given out one transaction at a time: what is not known from here on is not known before we are done.
  await sql`select from claim_counter where kind = 'claim' for update`.execute(tx);
  const imported = refused.length === 0 ? await insertImport(tx, raise, claims.length) : null;
  const numbers: ClaimNumber[] = [];
  for (const each of accepted) {
    const account = await accountOf(tx, each.claim);
    if (account === 'known') refused.push({ place: each.place, refusal: { tag: 'already-known' } });
    else if (account === 'other-debtor')
      refused.push({ place: each.place, refusal: { tag: 'other-debtor-of-account' } });
    else if (imported !== null) numbers.push(await raiseOne(tx, each, { account, imported, raise }));
  }
  const [first, ...others] = refused.toSorted((a, b) => a.place - b.place);
  if (first !== undefined) return refuse({ tag: 'refused', refusals: [first, ...others] });
  assert(imported !== null, 'what is not refused is an import');
  await raise.posting(tx, imported);
  return ok(numbers);
}

interface Accepted {
  readonly place: number;
  readonly claim: OrdinaryClaim;
  readonly type: ClaimType;
}

async function raiseOne(
  tx: MunicipalityTx,
  { claim, type }: Accepted,
  {
    account,
    imported,
    raise,
  }: { readonly account: bigint | null; readonly imported: bigint; readonly raise: RaiseOrdinary },
): Promise<ClaimNumber> {
  const number = claimNumber(await nextNumber(tx, 'claim'));
  await insertClaim(tx, claim, { number, account, importNumber: imported });
  await recordLimitations(tx, limitationsOf(claim, { number, type, raise }));
  return number;
}

function refusalOf(claim: OrdinaryClaim, type: ClaimType): OrdinaryRefusal | null {
  if (type.level !== 'main') return { tag: 'not-a-main-claim' };
  const { endsBy } = type;
  if (endsBy.kind === 'lapse') return { tag: 'lapses-instead' };
  if (endsBy.from === 'ruling' && claim.ruledOn === null) return { tag: 'ruling-date-missing' };
  if (claim.srb < claim.due) return { tag: 'last-timely-day-before-due' };
  return claim.debtors.length === 0 ? { tag: 'nobody-liable' } : null;
}

function limitationsOf(
  claim: OrdinaryClaim,
  {
    number,
    type,
    raise,
  }: { readonly number: ClaimNumber; readonly type: ClaimType; readonly raise: RaiseOrdinary },
): LimitationToRecord[] {
  const basis = limitationBasis(type.endsBy, claim);
  const asArisen = limitationUntil(basis, []);
  const { ruledOn } = claim;
  // A judgment is a special basis whatever the type's own period is (forældelsesloven § 5, stk. 1).
  const limitation = ruledOn === null ? asArisen : interruptedBy(asArisen, { kind: 'judgment', on: ruledOn });
  const { until, from: countedFrom, years } = limitation;
  const arisenAs = basis.kind === 'special-basis' ? 'special-basis' : 'ordinary';
  return claim.debtors.map((debtor) => ({
    claim: number,
    debtor,
    until,
    countedFrom,
    years,
    because: limitation === asArisen ? arisenAs : 'judgment',
    judgmentOn: ruledOn,
    settlementOn: null,
    evidence: null,
    by: raise.by,
    at: raise.at,
  }));
}

/** The claim's account, a new one where the source had none by that name; or why there cannot be one. */
async function accountOf(
  tx: MunicipalityTx,
  { sourceSystem, accountId, claimId, debtors }: OrdinaryClaim,
): Promise<bigint | null | 'known' | 'other-debtor'> {
  const { rows } = await sql<{
    known: boolean;
    account_number: bigint | null;
    debtor_number: DebtorNumber | null;
  }>`
    select exists (select from claim where source_system = ${sourceSystem} and claim_id = ${claimId}) as known,
      a.account_number, a.debtor_number
    from (select) one left join account a on a.source_system = ${sourceSystem} and a.account_id = ${accountId}`.execute(
    tx,
  );
  const [row] = rows;
  if (row?.known === true) return 'known';
  if (row?.account_number == null) return null;
  return row.debtor_number === debtors[0] ? row.account_number : 'other-debtor';
}

async function nextNumber(tx: MunicipalityTx, kind: 'claim' | 'import' | 'account'): Promise<bigint> {
  const { rows } = await sql<{ last_used: bigint }>`
    update claim_counter set last_used = last_used + 1 where kind = ${kind} returning last_used`.execute(tx);
  const number = rows[0]?.last_used;
  assert(number !== undefined, `the counter of ${kind} numbers is missing`);
  return number;
}

async function insertImport(
  tx: MunicipalityTx,
  { fileName, sha256, by, at }: RaiseOrdinary,
  rows: number,
): Promise<bigint> {
  const number = await nextNumber(tx, 'import');
  await sql`
    insert into claim_import (import_number, kind, file_name, file_sha256, rows_read, rows_new, rows_changed, rows_unchanged,
      imported_at, imported_by)
    values (${String(number)}::bigint, 'ordinary', ${fileName}, ${sha256}, ${rows}::int, ${rows}::int, 0, 0, ${at}::timestamptz, ${by})`.execute(
    tx,
  );
  return number;
}

async function insertClaim(
  tx: MunicipalityTx,
  claim: OrdinaryClaim,
  given: { readonly number: ClaimNumber; readonly account: bigint | null; readonly importNumber: bigint },
): Promise<void> {
  const [number, imported] = [String(given.number), String(given.importNumber)];
  const account = String(given.account ?? (await insertAccount(tx, claim, imported)));
  const { sourceSystem, claimId, type, period, debtors } = claim;
  await sql`
    insert into claim (claim_number, account_number, source_system, claim_id, claim_type, level, description, period_from,
      period_to, origin_on, due_on, srb_on, demand_sent_on, property_number, paid_out_on, split_of, import_number)
    values (${number}::bigint, ${account}::bigint, ${sourceSystem}, ${claimId}, ${type}, 'main', ${claim.description},
      ${period?.from ?? null}::date, ${period?.to ?? null}::date, ${claim.origin}::date, ${claim.due}::date, ${claim.srb}::date,
      ${claim.demandSent}::date, ${claim.propertyNumber ?? null}, ${claim.paidOut ?? null}::date, ${claim.splitOf}, ${imported}::bigint)`.execute(
    tx,
  );
  await sql`
    insert into part_claim (claim_number, part_claim_id, principal_ore, outstanding_ore, import_number)
    values (${number}::bigint, '1', ${String(claim.principal)}::bigint, ${String(claim.outstanding)}::bigint,
      ${imported}::bigint)`.execute(tx);
  await sql`
    insert into liability (claim_number, debtor_number, kind)
    select ${number}::bigint, debtor, ${debtors.length > 1 ? 'joint' : 'sole'} from unnest(${debtors}::int[]) debtor`.execute(
    tx,
  );
}

async function insertAccount(
  tx: MunicipalityTx,
  { sourceSystem, accountId, debtors }: OrdinaryClaim,
  imported: string,
): Promise<bigint> {
  const account = await nextNumber(tx, 'account');
  const [debtor] = debtors;
  await sql`
    insert into account (account_number, source_system, account_id, debtor_number, import_number)
    values (${String(account)}::bigint, ${sourceSystem}, ${accountId}, ${debtor ?? null}::int, ${imported}::bigint)`.execute(
    tx,
  );
  return account;
}
