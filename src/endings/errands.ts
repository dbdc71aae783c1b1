import { takeBackInstalments } from '../agreements/instalments-withdrawn.ts';
import { openWorkItems } from '../agreements/work-items.ts';
import { interruptLimitations } from '../charges/last-days.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { filingDeadline, finalFilingDeadline, suingDeadline } from '../law/filing-deadlines.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { stopPayOuts } from '../payments/pay-out-stops.ts';
import { whichBelong } from './belongs.ts';
import { errandClaims } from './errand-claim-rows.ts';
import { errandsOf, heldErrand, insertErrand, updateErrand } from './errand-rows.ts';
import type { Errand, ErrandKind, ErrandOutcome } from './errand-types.ts';
import { takeIn } from './take-in.ts';

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

/** After these nothing is settled, and a matter of the same day may be opened again. */
const NOTHING_SETTLED: readonly (ErrandOutcome | null)[] = ['paid', 'closed-without', 'mistake'];

/**
 * Opens an errand: every claim that the debtor owes and that belongs to it is noted as it stands and held towards them the same day (no
 * reminder, fee, interest, transfer or instalment; dødsboskifteloven §§ 9-10), and nothing is sent to Gældsstyrelsen, nor goes on
 * there. What has arisen since a decree or the opening of debt relief is collected as usual; of what nobody can tell a person is asked.
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
    (each) =>
      each.kind === kind &&
      (each.closedOn === null || (each.beganOn === beganOn && !NOTHING_SETTLED.includes(each.outcome))),
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
    rejectedOn: null,
    sueBy: null,
    sued: null,
    unfiledSince: null,
    outcome: null,
    kept: null,
    closedOn: null,
  };
  await insertErrand(tx, errand, by);
  if (kind !== 'debt-relief') await stopPayOuts(tx, { debtor, errand: errand.number }, { reason: kind, on });
  await takeIn(tx, errand, { by, on, at });
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

export interface Announce extends ActingOnErrand {
  readonly number: bigint;
  readonly announcedOn: PlainDate;
  /** The last day to file, as it was called; null = 8 weeks after an estate's call. */
  readonly fileBy: PlainDate | null;
}

export type AnnounceRefusal =
  | ErrandRefusal
  | { readonly tag: 'deadline-missing' }
  | { readonly tag: 'deadline-before-call' }
  /** In an estate nobody gives more than the law's eight weeks: what is filed after them is lost (dødsboskifteloven §§ 81-83). */
  | { readonly tag: 'deadline-too-late'; readonly latest: PlainDate };

/** Notes the call to creditors (proklama) and with it the last day to file. Where it is no estate's, that day must be told. */
export async function announceErrand(
  tx: MunicipalityTx,
  { number, announcedOn, fileBy, on }: Announce,
): Promise<Result<Errand, AnnounceRefusal>> {
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  const errand = held.value;
  if (announcedOn > on) return refuse({ tag: 'in-future' });
  if (announcedOn < errand.beganOn) return refuse({ tag: 'before-it-began' });
  if (fileBy === null && errand.kind !== 'death') return refuse({ tag: 'deadline-missing' });
  if (fileBy !== null && fileBy < announcedOn) return refuse({ tag: 'deadline-before-call' });
  const latest = filingDeadline(announcedOn);
  if (errand.kind === 'death' && fileBy !== null && fileBy > latest)
    return refuse({ tag: 'deadline-too-late', latest });
  const announced = { ...errand, announcedOn, fileBy: fileBy ?? latest };
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

export type FilingRefusal =
  | ErrandRefusal
  /** It was filed provisionally, and must have been made final: a second provisional filing wins no time. */
  | { readonly tag: 'final-deadline-passed'; readonly finalBy: PlainDate }
  /** What was rejected must have been filed by then: the first filing is noted first. */
  | { readonly tag: 'rejected-before'; readonly rejectedOn: PlainDate };

/**
 * Notes that the claims were filed, with what is left of them now; interest until then is reserved in words. A provisional
 * filing is made final within 8 weeks of the first one. Filing interrupts limitation for ordinary claims, and for the interest and fees that were filed (forældelsesloven § 17).
 */
export async function fileErrand(
  tx: MunicipalityTx,
  { number, filedOn, how, by, on, at }: FileErrand,
): Promise<Result<Filed, FilingRefusal>> {
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  const errand = held.value;
  if (filedOn > on) return refuse({ tag: 'in-future' });
  if (filedOn < errand.beganOn) return refuse({ tag: 'before-it-began' });
  const { finalBy: stands, rejectedOn } = errand;
  if (errand.filed === null && rejectedOn !== null && filedOn > rejectedOn)
    return refuse({ tag: 'rejected-before', rejectedOn });
  if (how === 'provisional' && stands !== null && filedOn > stands)
    return refuse({ tag: 'final-deadline-passed', finalBy: stands });
  // What has come today is filed with the rest, and nobody need be asked about it.
  if (filedOn === on) await takeIn(tx, { ...errand, filed: null }, { by, on, at });
  const claims = await claimsToFile(tx, errand);
  const accounts = await accountsOfClaims(tx, claims);
  const amount = sumOre(claims.map((claim) => balanceOf(accounts.get(claim))));
  const finalBy = how === 'provisional' ? (stands ?? finalFilingDeadline(filedOn)) : null;
  const first = errand.filed?.firstOn ?? filedOn;
  const firstOn = filedOn < first ? filedOn : first;
  const filed = { ...errand, filed: { firstOn, on: filedOn, how, amount }, finalBy, unfiledSince: null };
  await updateErrand(tx, filed);
  await interruptLimitations(tx, {
    interruption: { kind: 'insolvency-filing', on: filedOn },
    claims,
    debtor: errand.debtor,
    evidence: `errand ${number}`,
    by,
    at,
  });
  // What has come since the final filing must be filed within the time of the first.
  const deadline = errand.filed?.how === 'provisional' ? stands : errand.fileBy;
  return ok({ errand: filed, late: deadline !== null && filedOn > deadline });
}

/** The claims of an errand but those that a person has said do not belong to it. */
async function claimsToFile(tx: MunicipalityTx, errand: Errand): Promise<ClaimNumber[]> {
  const claims = (await errandClaims(tx, errand.number)).map(({ claim }) => claim);
  const belongs = await whichBelong(tx, errand, claims);
  return claims.filter((claim) => belongs(claim) !== 'no');
}

/** Notes that the executor has rejected claims, which were filed by then, provisionally or for good: 4 weeks are left to sue. */
export async function rejectErrand(
  tx: MunicipalityTx,
  { number, rejectedOn, on }: ActingOnErrand & { readonly number: bigint; readonly rejectedOn: PlainDate },
): Promise<Result<Errand, ErrandRefusal | { readonly tag: 'before-filed'; readonly filedOn: PlainDate }>> {
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  const { beganOn, filed } = held.value;
  if (rejectedOn > on) return refuse({ tag: 'in-future' });
  if (rejectedOn < beganOn) return refuse({ tag: 'before-it-began' });
  if (filed !== null && rejectedOn < filed.firstOn)
    return refuse({ tag: 'before-filed', filedOn: filed.firstOn });
  const rejected = { ...held.value, rejectedOn, sueBy: suingDeadline(rejectedOn), sued: null };
  await updateErrand(tx, rejected);
  return ok(rejected);
}

export interface SettleRejection extends ActingOnErrand {
  readonly number: bigint;
  readonly settledOn: PlainDate;
  readonly how: 'sued' | 'waived';
}

/** An errand as its rejection was settled. */
export interface Settled {
  readonly errand: Errand;
  /** Sued after the last day: the rejection perhaps stands. */
  readonly late: boolean;
}

export type SettleRefusal =
  | ErrandRefusal
  | { readonly tag: 'not-rejected' }
  | { readonly tag: 'before-rejected'; readonly rejectedOn: PlainDate };

/** Notes that the executor's rejection was taken to court, or that the rejected claims were given up there: nothing is to be done by a day. */
export async function settleRejection(
  tx: MunicipalityTx,
  { number, settledOn, how, on }: SettleRejection,
): Promise<Result<Settled, SettleRefusal>> {
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  const { rejectedOn, sueBy } = held.value;
  if (settledOn > on) return refuse({ tag: 'in-future' });
  if (rejectedOn === null || sueBy === null) return refuse({ tag: 'not-rejected' });
  if (settledOn < rejectedOn) return refuse({ tag: 'before-rejected', rejectedOn });
  const errand = { ...held.value, sueBy: null, sued: { on: settledOn, how } };
  await updateErrand(tx, errand);
  return ok({ errand, late: how === 'sued' && settledOn > sueBy });
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
