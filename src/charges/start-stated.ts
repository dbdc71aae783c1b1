import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { OwnTypes } from '../law/claim-types.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { forgetCourses, openClaims, type TypeBears } from './claims-of-types.ts';
import type { ChargesConfigured } from './council-decision.ts';
import { bearsBy, startInterest } from './start-interest.ts';

const CLAIMS_PER_PAGE = 5_000;

/**
 * Lets claims of the municipality's own types bear interest that came in before it stated so: from today on, and never for the time
 * before. Where it has stated otherwise since, and no interest was posted, what was begun is begun anew or forgotten; where some
 * was, the statement is refused (own-type-consequences.ts). To be called before `startDecided`.
 */
export async function startStated(
  tx: MunicipalityTx,
  configuration: ChargesConfigured,
  at: Temporal.Instant,
): Promise<void> {
  const types = bearing(ownTypesOf(configuration));
  await forgetCourses(tx, types);
  const bearers = types.flatMap(({ code, regime }) => (regime === null ? [] : [code]));
  const from = dayInCopenhagen(at);
  for (let after: ClaimNumber | 0n = 0n; bearers.length > 0;) {
    const page: readonly ClaimNumber[] = await openClaims(tx, bearers, {
      after,
      limit: CLAIMS_PER_PAGE,
      fresh: true,
    });
    const last = page.at(-1);
    if (last === undefined) return;
    await startInterest(tx, [...(await mainClaims(tx, page)).values()], { configuration, from });
    after = last;
  }
}

/** By which law each of the municipality's own types bears interest. */
export function bearing(own: OwnTypes): TypeBears[] {
  return [...own.values()].map((type) => ({ code: type.code, regime: bearsBy(type) }));
}
