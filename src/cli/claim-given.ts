import type { ClaimName } from '../claims/claim-names.ts';
import { UsageError, type Given } from './command.ts';

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
