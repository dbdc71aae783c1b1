import { listedClaims, type ListedClaim } from '../../collection/recovery-list.ts';
import type { PlayedTown } from './town.ts';

const MOST_LISTED = 10_000;
const BILLS: ReadonlySet<string> = new Set(['KFDAINS', 'CFFAKTU']);

/** Main claims of the play's own bills that Gældsstyrelsen has, and that have something left, or that are on their way there. */
export async function billsThere(
  town: PlayedTown,
  state: 'received' | 'in-transfer',
): Promise<ListedClaim[]> {
  const listed = await town.read((tx) => listedClaims(tx, { state, after: 0n, limit: MOST_LISTED }));
  return listed.filter(({ type, left }) => BILLS.has(type) && (state === 'in-transfer' || left > 0n));
}
