import type { PlainDate } from '../kernel/dates.ts';
import { filterRulesByType, type FilterRule } from '../law/psrm-filter-rules.ts';
import { filterClaim } from '../law/psrm-rules.ts';
import type { Candidate } from './candidates.ts';
import { asksAboutLaterEnd, laterEndReason } from './later-end.ts';
import type { TransferRules } from './plan-transfer.ts';
import { asksAboutEnd, notLapsedReason, type PreparedReason } from './prepared-reasons.ts';
import type { ReasonToWrite } from './reasons.ts';
import { reasonFor, statedClaim, statedOf } from './transfer-facts.ts';

/**
 * Those of the tags that a reason answers which waits for a person, or can be made of what is on record: the claim waits until it has
 * been read (debtor administration 3.6: the reason is prepared and shown before the claim is sent).
 */
export function reasonsFor(
  candidate: Candidate,
  refused: readonly string[],
  { on }: TransferRules,
): { readonly waiting: ReadonlySet<string>; readonly prepares: readonly ReasonToWrite[] } {
  const waiting = new Set<string>();
  const prepares: ReasonToWrite[] = [];
  const { claim, type } = candidate;
  for (const asked of filterRulesByType.get(type?.code ?? '')?.rules ?? []) {
    const { rule, outcome } = asked;
    const tag = `filter-rule ${rule}`;
    if (outcome !== 'HEARING' || !refused.includes(tag)) continue;
    if (reasonFor(candidate, candidate, rule) !== null) waiting.add(tag);
    const prepared = preparedFor(asked, candidate, on);
    if (prepared === null || waiting.has(tag)) continue;
    waiting.add(tag);
    prepares.push({ claim: claim.claim, rule, writtenBy: null, ...prepared });
  }
  return { waiting, prepares };
}

/** What is on record about what a rule asks; null = nothing. */
function preparedFor(asked: FilterRule, candidate: Candidate, on: PlainDate): PreparedReason | null {
  const { notLapsed, claim, liable, limitations } = candidate;
  if (asksAboutEnd(asked)) return notLapsed === null ? null : notLapsedReason(notLapsed, on);
  if (!asksAboutLaterEnd(asked)) return null;
  const stated = statedClaim(candidate, candidate, on);
  const later = liable.filter((each) => filterClaim(stated, [asked], [statedOf(each)]).length > 0);
  const reason = laterEndReason({ claim, liable: later.map(({ debtor }) => debtor), limitations }, asked);
  if (reason === null || later.length === liable.length) return reason;
  return {
    ...reason,
    because: `${reason.because} Over for andre, der hæfter for kravet, udløber fristen tidligere.`,
  };
}
