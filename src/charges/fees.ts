import { mainClaims, type MainClaim } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { feeRegime, type OwnTypes } from '../law/claim-types.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import { noticesById } from '../letters/notices.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { typeOf } from './bearing.ts';
import { feeNumber } from './charge-number.ts';
import { postCharges, type ChargeToPost } from './post-charges.ts';
import { chargeOf, chargesOfMains, feesOfNotices } from './store.ts';
import type { Charge } from './types.ts';

/** The fee for a letter, as the law has answered it (law/fees.ts). */
export interface FeeToPost {
  readonly notice: NoticeId;
  /** The one main claim that bears it (gældsinddrivelsesloven § 3 b). */
  readonly main: ClaimNumber;
  /** Day of the letter: the fee counts from it. */
  readonly letterOn: PlainDate;
  /** The last day to pay it in time, which the letter prints. */
  readonly srb: PlainDate;
  readonly amount: Ore;
}

/**
 * Raises fees as claims of their own and answers their numbers by letter, for the letters to tell. A letter whose fee is
 * there keeps it, so that a job that was killed repeats itself without harm. The debtors have been locked by the caller
 * (ledger/lock.ts). A main claim of a type without fees, or with more letters than there are places, fails the transaction.
 */
export async function postFees(
  tx: MunicipalityTx,
  fees: readonly FeeToPost[],
  { configurationVersion, at }: { readonly configurationVersion: number; readonly at: Temporal.Instant },
): Promise<Map<NoticeId, ClaimNumber>> {
  const before = await feesOfNotices(
    tx,
    fees.map(({ notice }) => notice),
  );
  const fresh = fees.filter(({ notice }) => !before.has(notice));
  const mains = [...new Set(fresh.map(({ main }) => main))];
  const claims = await mainClaims(tx, mains);
  const own = await ownTypesIn(tx);
  const places = await feesBefore(tx, mains);
  const posted = fresh.map((fee) => {
    const place = (places.get(fee.main) ?? 0) + 1;
    places.set(fee.main, place);
    return { ...asCharge(fee, { claim: claims.get(fee.main), place, own }), configurationVersion };
  });
  await postCharges(tx, posted, at);
  const numbers = [...before].map(([notice, { claim }]) => [notice, claim] as const);
  return new Map([
    ...numbers,
    ...fresh.map(({ notice }, index) => [notice, numberAt(posted, index)] as const),
  ]);
}

function asCharge(
  { notice, main, letterOn, srb, amount }: FeeToPost,
  {
    claim,
    place,
    own,
  }: { readonly claim: MainClaim | undefined; readonly place: number; readonly own: OwnTypes },
): Omit<ChargeToPost, 'configurationVersion'> {
  assert(claim !== undefined, `a fee is charged on a main claim, and ${main} is none`);
  const type = typeOf(claim.type, own);
  const regime = feeRegime(type);
  // Public law without a right of distraint has no fee: law/fees.ts has refused it before.
  assert(type.charges.fee !== null && regime !== 'none', `no fee is charged on ${type.code}`);
  return {
    claim: feeNumber(main, place),
    main,
    kind: 'fee',
    place: `F${place}`,
    type: type.charges.fee,
    regime,
    notice,
    addsTo: null,
    period: { from: letterOn, to: letterOn },
    postedOn: letterOn,
    origin: letterOn,
    // The recovery authority takes a fee that is due on the day it arose, and no other (filter rules R_6_3, R_6_4).
    due: letterOn,
    srb,
    amount,
    basis: null,
    rateHundredths: null,
  };
}

async function feesBefore(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, number>> {
  const charges = await chargesOfMains(tx, mains);
  return new Map(
    [...charges].map(([main, theirs]) => [main, theirs.filter(({ kind }) => kind === 'fee').length]),
  );
}

function numberAt(posted: readonly { readonly claim: ClaimNumber }[], index: number): ClaimNumber {
  const claim = posted[index]?.claim;
  assert(claim !== undefined, 'each fee has become a claim');
  return claim;
}

/** The fee that a letter tells, of itself or of the letter that it is written instead of; also one that has fallen away. Null: it cost nothing. */
export async function feeOfNotice(tx: MunicipalityReadTx, notice: NoticeId): Promise<Charge | null> {
  const [told] = await noticesById(tx, [notice]);
  return told === undefined || told.feeClaim === null ? null : chargeOf(tx, told.feeClaim);
}

/** The days of the letters whose fee these main claims bear and that still stand, oldest first: what limits the next one. */
export async function standingFeeLetters(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PlainDate[]>> {
  const charges = await chargesOfMains(tx, mains);
  return new Map(
    mains.map((main) => [
      main,
      (charges.get(main) ?? [])
        .filter(({ kind, stands }) => kind === 'fee' && stands > zeroOre)
        .map(({ postedOn }) => postedOn)
        .toSorted(),
    ]),
  );
}
