import { takeBackInstalments } from '../agreements/instalments-withdrawn.ts';
import { openWorkItems } from '../agreements/work-items.ts';
import { interruptLimitations } from '../charges/last-days.ts';
import { placeHolds } from '../claims/holds.ts';
import { payableClaims } from '../claims/payable-claims.ts';
import { addDays, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { filingDeadline, finalFilingDeadline, suingDeadline } from '../law/filing-deadlines.ts';
import { accountColumns, accountsIn, accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import {
  addErrandClaims,
  errandClaims,
  errandsOf,
  heldErrand,
  insertErrand,
  updateErrand,
} from './errand-rows.ts';
import type { Errand, ErrandKind } from './errand-types.ts';
import type { OwedClaim } from './types.ts';

/** Who does something about an errand, and when. */
export interface ActingOnErrand {
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

export type ErrandRefusal =
  | { readonly tag: 'unknown-errand' }
  | { readonly tag: 'errand-closed' }
  | { readonly tag: 'in-future' }
  | { readonly tag: 'before-it-began' };

export interface OpenErrand extends ActingOnErrand {
  readonly kind: ErrandKind;
  readonly debtor: DebtorNumber;
  readonly beganOn: PlainDate;
}

export type OpenRefusal =
  | { readonly tag: 'unknown-debtor' }
  | { readonly tag: 'in-future' }
  | { readonly tag: 'opened-already'; readonly number: bigint };

/** A hold of an errand is looked at after so many days; own choice, as for holds by hand. */
const REVIEW_DAYS = 90;

/**
 * Opens an errand: every claim that the debtor owes is noted as it stands and held towards them the same day (no reminder, fee,
 * interest, transfer or instalment; dødsboskifteloven §§ 9-10), and nothing is sent to Gældsstyrelsen, nor goes on there.
 */
export async function openErrand(
  tx: MunicipalityTx,
  { kind, debtor, beganOn, by, on, at }: OpenErrand,
): Promise<Result<Errand, OpenRefusal>> {
  if (beganOn > on) return refuse({ tag: 'in-future' });
  const known = await lockReceivables(tx, [debtor]);
  if (!known.has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const earlier = (await errandsOf(tx, [debtor])).get(debtor) ?? [];
  const same = earlier.find(
    (each) => each.kind === kind && (each.closedOn === null || each.beganOn === beganOn),
  );
  if (same !== undefined) return refuse({ tag: 'opened-already', number: same.number });
  const errand: Errand = {
    number: BigInt(debtor) * 100n + BigInt(earlier.length + 1),
    kind,
    debtor,
    beganOn,
    openedOn: on,
    announcedOn: null,
    fileBy: null,
    filed: null,
    finalBy: null,
    sueBy: null,
    outcome: null,
    closedOn: null,
  };
  const claims = await owedBy(tx, debtor);
  await insertErrand(tx, errand, { by, claims });
  await hold(tx, errand, { claims, by, on, at });
  if (kind === 'death') await takeBackSince(tx, errand, at);
  const about = String(errand.number);
  await openWorkItems(tx, [{ kind: 'errand-opened', debtor, month: monthOf(on), about }], at);
  return ok(errand);
}

/** What was asked for by instalments since the death, and is not paid, is for the estate to be told of: nobody fails to pay it. */
async function takeBackSince(
  tx: MunicipalityTx,
  { debtor, beganOn }: Errand,
  at: Temporal.Instant,
): Promise<void> {
  await takeBackInstalments(tx, { debtor, from: beganOn, before: null, agreement: null, keep: null, at });
}

interface Holding extends ActingOnErrand {
  readonly claims: readonly OwedClaim[];
}

async function hold(
  tx: MunicipalityTx,
  { number, kind, debtor }: Errand,
  { claims, by, on, at }: Holding,
): Promise<void> {
  const reviewOn = addDays(on, REVIEW_DAYS);
  const about = String(number);
  await placeHolds(
    tx,
    claims.map(({ claim }) => ({ claim, debtor, reason: kind, from: on, reviewOn, about, by, at })),
  );
}

/** Holds what the debtor has come to owe since the errand was opened, and adds it to the errand. */
export async function holdNewClaims(
  tx: MunicipalityTx,
  errand: Errand,
  acting: ActingOnErrand,
): Promise<void> {
  const claims = await owedBy(tx, errand.debtor);
  await addErrandClaims(tx, errand.number, claims);
  await hold(tx, errand, { claims, ...acting });
}

/** Whether a debtor owes anything here. */
export async function owesHere(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<boolean> {
  return (await owedBy(tx, debtor)).length > 0;
}

/** What the debtor owes here, interest and fees among it; what is at Gældsstyrelsen is filed there. */
async function owedBy(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<OwedClaim[]> {
  const claims = await payableClaims<string[]>(tx, debtor, accountColumns);
  return claims
    .map(({ claim, besides }) => ({ claim, owed: balanceOf(accountsIn(claim, besides)) }))
    .filter(({ owed }) => owed > zeroOre)
    .toSorted((a, b) => (a.claim < b.claim ? -1 : 1));
}

export interface Announce extends ActingOnErrand {
  readonly number: bigint;
  readonly announcedOn: PlainDate;
  /** The last day to file, as it was called; null = 8 weeks after an estate's call. */
  readonly fileBy: PlainDate | null;
}

/** Notes the call to creditors (proklama) and with it the last day to file. Where it is no estate's, that day must be told. */
export async function announceErrand(
  tx: MunicipalityTx,
  { number, announcedOn, fileBy, on }: Announce,
): Promise<Result<Errand, ErrandRefusal | { readonly tag: 'deadline-missing' }>> {
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  const errand = held.value;
  if (announcedOn > on) return refuse({ tag: 'in-future' });
  if (announcedOn < errand.beganOn) return refuse({ tag: 'before-it-began' });
  if (fileBy === null && errand.kind !== 'death') return refuse({ tag: 'deadline-missing' });
  const announced = { ...errand, announcedOn, fileBy: fileBy ?? filingDeadline(announcedOn) };
  await updateErrand(tx, announced);
  return ok(announced);
}

export interface FileErrand extends ActingOnErrand {
  readonly number: bigint;
  readonly filedOn: PlainDate;
  readonly how: 'provisional' | 'final';
}

/** An errand as it was filed. */
export interface Filed {
  readonly errand: Errand;
  /** Filed after the last day: what was filed is perhaps lost (dødsboskifteloven §§ 81-83). */
  readonly late: boolean;
}

/**
 * Notes that the claims were filed, with what is left of them now; interest until then is reserved in words. A provisional
 * filing is made final within 8 weeks. Filing interrupts limitation for ordinary claims, and for the interest and fees that were filed (forældelsesloven § 17).
 */
export async function fileErrand(
  tx: MunicipalityTx,
  { number, filedOn, how, by, on, at }: FileErrand,
): Promise<Result<Filed, ErrandRefusal>> {
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  const errand = held.value;
  if (filedOn > on) return refuse({ tag: 'in-future' });
  if (filedOn < errand.beganOn) return refuse({ tag: 'before-it-began' });
  const claims = (await errandClaims(tx, number)).map(({ claim }) => claim);
  const accounts = await accountsOfClaims(tx, claims);
  const amount = sumOre(claims.map((claim) => balanceOf(accounts.get(claim))));
  const finalBy = how === 'provisional' ? finalFilingDeadline(filedOn) : null;
  const filed = { ...errand, filed: { on: filedOn, how, amount }, finalBy };
  await updateErrand(tx, filed);
  await interruptLimitations(tx, {
    interruption: { kind: 'insolvency-filing', on: filedOn },
    claims,
    debtor: errand.debtor,
    evidence: `errand ${number}`,
    by,
    at,
  });
  const deadline = errand.filed === null ? errand.fileBy : errand.finalBy;
  return ok({ errand: filed, late: deadline !== null && filedOn > deadline });
}

/** Notes that the executor has rejected claims: 4 weeks are left to sue. */
export async function rejectErrand(
  tx: MunicipalityTx,
  { number, rejectedOn, on }: ActingOnErrand & { readonly number: bigint; readonly rejectedOn: PlainDate },
): Promise<Result<Errand, ErrandRefusal>> {
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  if (rejectedOn > on) return refuse({ tag: 'in-future' });
  const rejected = { ...held.value, sueBy: suingDeadline(rejectedOn) };
  await updateErrand(tx, rejected);
  return ok(rejected);
}

/** An open errand; its debtor, and others who are to be touched, are locked before it. */
export async function heldOpen(
  tx: MunicipalityTx,
  number: bigint,
  others: readonly DebtorNumber[] = [],
): Promise<Result<Errand, Extract<ErrandRefusal, { tag: 'unknown-errand' | 'errand-closed' }>>> {
  // An errand's number has its debtor's in it.
  await lockReceivables(tx, [Number(number / 100n) as DebtorNumber, ...others]);
  const errand = await heldErrand(tx, number);
  if (errand === null) return refuse({ tag: 'unknown-errand' });
  return errand.closedOn === null ? ok(errand) : refuse({ tag: 'errand-closed' });
}
