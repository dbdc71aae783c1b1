import { placeHolds } from '../claims/holds.ts';
import { addLiabilities, liabilitiesFor, type Liability } from '../claims/liabilities.ts';
import { limitationsOf, recordLimitations } from '../claims/limitation.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Errand } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';
import { tellNewlyLiable } from './liability-told.ts';
import type { LiabilityGround } from './own-notices.ts';
import { settledBeside } from './settled-beside.ts';
import type { OwedClaim } from './types.ts';

export interface TakeOver extends ActingOnErrand {
  readonly errand: Errand;
  readonly estate: 'undivided-estate' | 'private-division';
  readonly claims: readonly OwedClaim[];
  /** The spouse, or the heirs. */
  readonly successors: readonly DebtorNumber[];
}

/** New debtors are told before anything is asked of them; own choice of days until a person looks, if the letter has not arrived. */
const TELL_WITHIN_DAYS = 30;

/**
 * Makes a dead debtor's spouse or heirs liable for claims that are here, with the time that is left of each. They are told, and
 * nothing is asked of them before the letter has arrived: the claims are held meanwhile. The successors have been locked. Answers all
 * that was taken over: also what is paid of them, and can be owed again when a payment is taken back.
 */
export async function makeLiable(tx: MunicipalityTx, taking: TakeOver): Promise<readonly ClaimNumber[]> {
  const { errand, estate, successors, by, on, at } = taking;
  const owed = taking.claims.map(({ claim }) => claim);
  const claims = [...owed, ...(await settledBeside(tx, errand.debtor, owed))];
  const shared = await owedWithOthers(tx, claims, errand.debtor);
  const added = await addLiabilities(
    tx,
    claims.flatMap((claim) => {
      const kind = successors.length > 1 || shared.has(claim) ? 'joint' : 'sole';
      return successors.map((debtor) => ({ claim, debtor, kind }) as const);
    }),
    on,
  );
  const limitations = await limitationsOf(tx, claims);
  await recordLimitations(
    tx,
    added.flatMap(({ claim, debtor }) =>
      (limitations.get(claim) ?? [])
        .filter((limitation) => limitation.debtor === errand.debtor)
        .map((limitation) => ({ ...limitation, debtor, by, at })),
    ),
  );
  const ground = { estate, why: null };
  await holdUntilTold(tx, added, { about: errand.number, ground, claims: taking.claims, by, on, at });
  return claims;
}

export interface HoldUntilTold extends ActingOnErrand {
  readonly about: bigint;
  readonly ground: LiabilityGround;
  /** With what is left of each: the letter names these. */
  readonly claims: readonly OwedClaim[];
}

/** Holds what debtors have become liable for, towards them, and writes to them: nothing is asked of them before that has arrived. */
export async function holdUntilTold(
  tx: MunicipalityTx,
  added: readonly Pick<Liability, 'claim' | 'debtor'>[],
  { claims, ...telling }: HoldUntilTold,
): Promise<void> {
  const { by, on, at } = telling;
  const about = String(telling.about);
  await placeHolds(
    tx,
    added.map(({ claim, debtor }) => ({
      claim,
      debtor,
      reason: 'liability',
      from: on,
      reviewOn: addDays(on, TELL_WITHIN_DAYS),
      about,
      by,
      at,
    })),
  );
  for (const [debtor, theirs] of Map.groupBy(added, (each) => each.debtor)) {
    const became = new Set(theirs.map(({ claim }) => claim));
    const owed = claims.filter(({ claim }) => became.has(claim));
    await tellNewlyLiable(tx, { ...telling, debtor, claims: owed, held: [...became] });
  }
}

/** Claims that somebody besides the dead still owes: whoever takes over owes them together with those. */
async function owedWithOthers(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  dead: DebtorNumber,
): Promise<ReadonlySet<ClaimNumber>> {
  const liabilities = await liabilitiesFor(tx, claims);
  const others = liabilities.filter(({ debtor, ended }) => debtor !== dead && ended === null);
  return new Set(others.map(({ claim }) => claim));
}
