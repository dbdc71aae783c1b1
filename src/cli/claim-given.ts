import { logAccess } from '../access/access-log.ts';
import { claimByName, type ClaimName } from '../claims/claim-names.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { PlainError, UsageError, type Given } from './command.ts';

/** The claim given with `--claim` as its source calls it, `KY:K-4711-2021-05`. */
export function claimGiven(given: Given): ClaimName {
  return claimName(given.required('claim'), '--claim');
}

/** Reads a claim's name as its source calls it. */
export function claimName(text: string, option: string): ClaimName {
  const colon = text.indexOf(':');
  if (colon < 1 || colon === text.length - 1)
    throw new UsageError(`${option} skal være kildesystem og krav, for eksempel KY:K-4711-2021-05`);
  return { sourceSystem: text.slice(0, colon), claimId: text.slice(colon + 1) };
}

/** The number of a claim that somebody has named; that there is none is told in a plain sentence. */
export async function claimFound(tx: MunicipalityReadTx, name: ClaimName): Promise<ClaimNumber> {
  const claim = await claimByName(tx, name);
  if (claim === null)
    throw new PlainError(`Kommunen har intet krav ${name.claimId} fra ${name.sourceSystem}.`);
  return claim;
}

/** The same for several names as they were written, in their order. */
export async function claimsFound(
  tx: MunicipalityReadTx,
  names: readonly string[],
  option: string,
): Promise<ClaimNumber[]> {
  const claims: ClaimNumber[] = [];
  for (const text of names) claims.push(await claimFound(tx, claimName(text.trim(), option)));
  return claims;
}

/** Who looks a claim up, when, and what for. */
export interface Looking {
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly purpose: string;
}

/** The number of a claim; that everybody liable for it was looked at is noted. */
export async function claimLookedUp(
  tx: MunicipalityTx,
  name: ClaimName,
  { by: actor, at, purpose }: Looking,
): Promise<ClaimNumber> {
  const claim = await claimFound(tx, name);
  for (const { debtor } of await liabilitiesFor(tx, [claim]))
    await logAccess(tx, { at, actor, purpose, debtor, about: `claim ${claim}` });
  return claim;
}
