import type { Sendable } from './candidates.ts';
import type { TransferRules } from './plan-transfer.ts';
import { toldDescription } from './transfer-facts.ts';
import type { KeptMasterData } from './types.ts';

/** What the authority is told of a claim as it stands now; how recovery interest is worked out is no matter of a set-off. */
export function masterDataOf(
  each: Sendable,
  { art, types, interest }: Pick<TransferRules, 'types' | 'interest'> & Pick<KeptMasterData, 'art'>,
): KeptMasterData {
  const { claim, principal, liable, judgmentOn, settlementOn } = each;
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
    judgmentOn,
    settlementOn,
    propertyNumber: claim.propertyNumber,
    estate: each.estate,
    interestChoice: art === 'INDR' && claim.level === 'main' ? (interest[claim.type] ?? null) : null,
    liable: liable.map(({ debtor, limitationOn }) => ({ debtor, limitationOn })),
  };
}
