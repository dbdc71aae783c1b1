import { isDeepStrictEqual } from 'node:util';
import type { Sendable } from './sendables.ts';
import type { TransferRules } from './plan-transfer.ts';
import { toldDescription } from './transfer-facts.ts';
import { isCreation, type KeptMasterData, type RecoveryAction } from './types.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';

/** What the authority is told of a claim as it stands now; how recovery interest is worked out is no matter of a set-off. */
export function masterDataOf(
  each: Sendable,
  { art, types, interest }: Pick<TransferRules, 'types' | 'interest'> & Pick<KeptMasterData, 'art'>,
): KeptMasterData {
  const { claim, principal, liable } = each;
  return {
    art,
    type: types.get(claim.type) ?? claim.type,
    level: claim.level,
    description: claim.level === 'main' ? toldDescription(claim.description) : null,
    originOn: claim.origin,
    dueOn: claim.due,
    srb: claim.srb,
    period: claim.period,
    principal: String(principal),
    propertyNumber: claim.propertyNumber,
    estate: each.estate,
    interestChoice: art === 'INDR' && claim.level === 'main' ? (interest[claim.type] ?? null) : null,
    liable,
  };
}

/**
 * What is to be told anew of a claim that stands there, null where nothing differs. Its type and art never change there, and its amounts
 * have actions of their own.
 */
export function changedData(told: KeptMasterData, now: KeptMasterData): KeptMasterData | null {
  const { art, type, level, principal, interestChoice } = told;
  const changed = { ...now, art, type, level, principal, interestChoice };
  return isDeepStrictEqual(changed, told) ? null : changed;
}

/** Whether the same debtors owe it as were told. */
export function sameDebtors(told: KeptMasterData, now: KeptMasterData): boolean {
  const debtors = ({ liable }: KeptMasterData) => liable.map(({ debtor }) => debtor);
  return isDeepStrictEqual(debtors(told), debtors(now));
}

/** The principal as it was last told, or waits to be. */
export function toldPrincipal(actions: readonly RecoveryAction[]): Ore {
  const stands = actions.filter(({ state }) => state !== 'cancelled' && state !== 'rejected');
  const last = stands.findLast(({ code }) => isCreation(code) || code === 'AENDRFORDRING');
  if (last === undefined) return zeroOre;
  const { masterData, amount } = last;
  return masterData === null ? (amount ?? zeroOre) : ore(BigInt(masterData.principal));
}
