import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { followReliefs } from '../ledger/follow-relief.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines } from '../ledger/read.ts';
import { reducible } from '../ledger/reducible.ts';
import { movementsOf, reductionOf, type Reduction } from '../ledger/reduction.ts';
import { claimAccount, sourceAccount, type Transfer } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Changed } from './add-interest.ts';
import { tellCoveredThere } from './covered-there.ts';
import { insertAdjustments, type AdjustmentCause } from './store.ts';

/**
 * What charges ask of whoever knows the payers: to whom the money that has covered each claim beyond its new amount is given
 * back, what covered it last first. Adds up to what was asked for each.
 */
export type GiveBack = (
  tx: MunicipalityReadTx,
  beyond: ReadonlyMap<ClaimNumber, Ore>,
) => Promise<ReadonlyMap<ClaimNumber, ReadonlyMap<DebtorNumber, Ore>>>;

/** A charge that amounts to something else now. */
export interface ChargeAdjusted {
  readonly claim: ClaimNumber;
  readonly main: ClaimNumber;
  readonly stood: Ore;
  /** More than it should be, where the recovery authority has covered that much of it. */
  readonly stands: Ore;
  /** What money had covered of it and is held for whose it was: for a person to give back. */
  readonly givenBack: ReadonlyMap<DebtorNumber, Ore>;
}

/** Of those that amount to less: from where it is taken. */
export async function reductionsOf(
  tx: MunicipalityReadTx,
  changed: readonly Changed[],
): Promise<ReadonlyMap<ClaimNumber, Reduction>> {
  const less = changed.filter(({ charge, stands }) => stands < charge.stands);
  const standing = await reducible(
    tx,
    less.map(({ charge }) => charge.claim),
  );
  return new Map(
    less.map(({ charge, stands }) => {
      const its = standing.get(charge.claim);
      assert(its !== undefined, `charge ${charge.claim} was raised`);
      return [charge.claim, reductionOf(its, subtractOre(charge.stands, stands))];
    }),
  );
}

export interface ToPost {
  readonly changed: readonly Changed[];
  readonly reductions: ReadonlyMap<ClaimNumber, Reduction>;
}

/**
 * Posts differences of charges, each on its own day. Less is taken from where it stands (ledger/reduction.ts); what the recovery
 * authority has covered stays, and a person is told. Answers those that changed.
 */
export async function postAdjustments(
  tx: MunicipalityTx,
  {
    cause,
    number,
    at,
    giveBack,
  }: AdjustmentCause & { readonly giveBack: GiveBack; readonly at: Temporal.Instant },
  { changed, reductions }: ToPost,
): Promise<ChargeAdjusted[]> {
  const staysOf = (claim: ClaimNumber) => reductions.get(claim)?.stays ?? zeroOre;
  const claims = changed.map(({ charge }) => charge.claim);
  await tellCoveredThere(
    tx,
    claims.filter((claim) => staysOf(claim) > zeroOre),
    at,
  );
  const moved = changed
    .map(({ charge, stands }) => ({ charge, stands: addOre(stands, staysOf(charge.claim)) }))
    .filter(({ charge, stands }) => stands !== charge.stands);
  if (moved.length === 0) return [];
  const back = await backOf(tx, { claims, reductions, giveBack });
  const lastLine = (await lastLines(tx, 'charge-adjusted', [number])).get(number) ?? 0;
  const transfers: Transfer[] = [];
  const on = dayInCopenhagen(at);
  const adjusted = moved.map(({ charge, stands }) => {
    const { claim, main, stands: stood, postedOn } = charge;
    const givenBack = back.get(claim) ?? new Map<DebtorNumber, Ore>();
    const reduction = reductions.get(claim);
    const movements: Movement[] =
      reduction === undefined
        ? [{ debit: claimAccount(claim), credit: sourceAccount(claim), amount: subtractOre(stands, stood) }]
        : movementsOf(claim, reduction, givenBack);
    const posting = {
      cause: 'charge-adjusted',
      causeNumber: number,
      valueDate: postedOn,
      bookingDate: on,
      recordedAt: at,
    } as const;
    transfers.push(...transfersIn(posting, movements, lastLine + transfers.length));
    return { claim, main, stood, stands, givenBack };
  });
  await insertAdjustments(tx, adjusted, { cause, number, on, at });
  await postTransfers(tx, transfers);
  // Of more, debt relief has taken its part.
  const [valueDate = on] = moved.map(({ charge }) => charge.postedOn).toSorted();
  await followReliefs(
    tx,
    moved.map(({ charge }) => charge.claim),
    { cause: 'charge-adjusted', causeNumber: number, valueDate, bookingDate: on, recordedAt: at },
  );
  return adjusted;
}

async function backOf(
  tx: MunicipalityReadTx,
  {
    claims,
    reductions,
    giveBack,
  }: Pick<ToPost, 'reductions'> & {
    readonly claims: readonly ClaimNumber[];
    readonly giveBack: GiveBack;
  },
): Promise<ReadonlyMap<ClaimNumber, ReadonlyMap<DebtorNumber, Ore>>> {
  const beyond = new Map(
    claims
      .map((claim) => [claim, reductions.get(claim)?.money ?? zeroOre] as const)
      .filter(([, amount]) => amount > zeroOre),
  );
  if (beyond.size === 0) return new Map();
  const back = await giveBack(tx, beyond);
  for (const [claim, amount] of beyond)
    assert(sumOre(back.get(claim)?.values() ?? []) === amount, 'all that was paid beyond is given back');
  return back;
}
