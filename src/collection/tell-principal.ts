import { claimsToSend } from '../claims/claims-to-send.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { hasRight, mayCorrectPrincipal, type ActionRefusal } from '../law/psrm-actions.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { actionsOf, insertActions, recoveryClaims } from './store.ts';
import { atAuthority } from './tell-change.ts';
import { isCreation, type Doing, type RecoveryAction } from './types.ts';

/** A claim whose principal (hovedstol) the authority was told too low, such as what was left in the place of what it first was. */
export interface HigherPrincipal {
  readonly claim: ClaimNumber;
  readonly principal: Ore;
  readonly because: string;
  /** What the agreement with the authority lets us tell. */
  readonly rights: readonly string[];
}

export type PrincipalRefusal = { readonly tag: 'reason-missing' | 'not-there' | 'no-right' | ActionRefusal };

/**
 * Queues that a principal was told too low; nothing more is owed by it. A claim that has become more is corrected, which writes it
 * up; a principal that was told too high is a correction too. Refused where the authority would refuse it.
 */
export async function tellHigherPrincipal(
  tx: MunicipalityTx,
  { claim: number, principal, because, rights }: HigherPrincipal,
  doing: Doing,
): Promise<Result<'queued', PrincipalRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const liable = await liabilitiesFor(tx, [number]);
  await lockReceivables(
    tx,
    liable.map(({ debtor }) => debtor),
  );
  const claim = (await recoveryClaims(tx, [number])).get(number);
  if (claim?.state !== 'received') return refuse({ tag: 'not-there' });
  if (!hasRight('AENDRFORDRING', 'INDR', rights)) return refuse({ tag: 'no-right' });
  const actions = (await actionsOf(tx, [number])).get(number) ?? [];
  const level = (await claimsToSend(tx, [number])).get(number)?.level ?? 'main';
  const on = dayInCopenhagen(doing.at);
  const at = { ...atAuthority({ claim, actions, on }, level), principal: toldPrincipal(actions) };
  const [refused] = mayCorrectPrincipal(at, principal);
  if (refused !== undefined) return refuse({ tag: refused });
  const about = `person/${on}/${because}`;
  const told = { code: 'AENDRFORDRING', reason: null, amount: principal, effectiveOn: null, about } as const;
  await insertActions(
    tx,
    [{ claim: number, art: 'INDR', undoes: null, alongWith: null, masterData: null, ...told }],
    doing,
  );
  return ok('queued');
}

/** As it was last told, or waits to be. */
function toldPrincipal(actions: readonly RecoveryAction[]): Ore {
  const stands = actions.filter(({ state }) => state !== 'cancelled' && state !== 'rejected');
  const last = stands.findLast(({ code }) => isCreation(code) || code === 'AENDRFORDRING');
  if (last === undefined) return zeroOre;
  return isCreation(last.code) ? ore(BigInt(last.masterData?.principal ?? '0')) : (last.amount ?? zeroOre);
}
