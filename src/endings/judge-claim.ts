import { closeMatter } from '../agreements/work-items.ts';
import { arisingOf } from '../claims/arising.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { followClosed } from './after-errand.ts';
import { errandClaims, insertJudged, judgedOf, successorsAfter } from './errand-claim-rows.ts';
import { heldErrand } from './errand-rows.ts';
import type { Errand } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';
import { liftSettled } from './lift-settled.ts';
import { claimMatter } from './take-in.ts';

export interface JudgeClaim extends ActingOnErrand {
  readonly number: bigint;
  /** A main claim; its interest and fees follow it. */
  readonly claim: ClaimNumber;
  readonly covered: boolean;
  /** In the caseworker's words; no personal data. */
  readonly because: string;
}

export type JudgeRefusal =
  | { readonly tag: 'unknown-errand' }
  | { readonly tag: 'because-missing' }
  | { readonly tag: 'not-in-errand' }
  | { readonly tag: 'judged-already'; readonly covered: boolean };

/**
 * A person says whether a claim belongs to an errand, open or closed, where its dates do not: then it follows the outcome, the same day
 * where there is one. Else it is collected as if there were no errand, but for the dead: what is not the estate's is never asked of them.
 */
export async function judgeClaim(
  tx: MunicipalityTx,
  { number, claim, covered, because, ...acting }: JudgeClaim,
): Promise<Result<Errand, JudgeRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'because-missing' });
  // An errand's number has its debtor's in it.
  const debtor = Number(number / 100n) as DebtorNumber;
  const successors = (await successorsAfter(tx, debtor)).get(number) ?? [];
  await lockReceivables(tx, [debtor, ...successors]);
  const errand = await heldErrand(tx, number);
  if (errand === null) return refuse({ tag: 'unknown-errand' });
  const claims = (await errandClaims(tx, number)).map((each) => each.claim);
  const arising = await arisingOf(tx, claims);
  const family = claims.filter((each) => arising.get(each)?.main === claim);
  if (family.length === 0) return refuse({ tag: 'not-in-errand' });
  const said = (await judgedOf(tx, number)).get(claim);
  if (said !== undefined) return refuse({ tag: 'judged-already', covered: said });
  const { by, on, at } = acting;
  await insertJudged(tx, { errand: number, claim, covered, because, on, by });
  await closeMatter(tx, claimMatter(number, claim), { by, because, at });
  if (!covered && errand.kind !== 'death')
    await liftSettled(tx, errand, { claims: family, why: 'not in the errand', ...acting });
  if (errand.closedOn !== null) await followClosed(tx, debtor, acting);
  return ok(errand);
}
