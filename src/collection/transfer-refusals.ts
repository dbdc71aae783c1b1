import type { PlainDate } from '../kernel/dates.ts';
import { readRecallReason } from '../law/psrm-codes.ts';
import { filterRulesByType } from '../law/psrm-filter-rules.ts';
import { mayResubmit } from '../law/recall.ts';
import { notReady, type NotReady, type TransferFacts } from '../law/transfer-readiness.ts';
import type { Candidate, RelatedSendable } from './candidates.ts';
import type { Ground } from './grounds.ts';

/** How it is sent: anew, or again after it was recalled; or why it may not be sent again. */
export function codeFor(candidate: Candidate): 'OPRETFORDRING' | 'GENINDSENDFORDRING' | readonly string[] {
  const refused = resubmitRefusals(candidate);
  if (refused.length > 0) return refused;
  return candidate.recovery?.state === 'recalled' ? 'GENINDSENDFORDRING' : 'OPRETFORDRING';
}

/** Why a claim that was called back may not be sent again as it stands; empty = it may, or was not called back. */
export function resubmitRefusals({ recovery, sent, claim, ground }: RelatedSendable): readonly string[] {
  if (recovery?.state !== 'recalled') return [];
  const before = sent?.masterData ?? null;
  const refused = mayResubmit({
    recalledFor: readRecallReason(recovery.endedWhy ?? ''),
    lookedAt: ground !== null,
    sameCreditor: true,
    sameMasterData:
      before !== null &&
      before.originOn === claim.origin &&
      before.dueOn === claim.due &&
      before.period?.from === claim.period?.from &&
      before.period?.to === claim.period?.to,
    art: before?.art ?? 'INDR',
  });
  return refused.map((tag) => `resubmit-${tag}`);
}

/**
 * The tags that stop a claim. A person's reason answers what is no hard refusal; a rule that the authority would ask about wants
 * its own, which a second person has read.
 */
export function refusedBy(facts: TransferFacts | null, ground: Ground | null, on: PlainDate): string[] {
  if (facts === null) return ['type-not-in-use'];
  const found = notReady(facts, filterRulesByType.get(facts.type.code) ?? null, on);
  const answered = ({ severity, tag }: NotReady) =>
    ground !== null && (severity === 'order' || (severity === 'warn' && tag !== 'filter-rule'));
  return [...new Set(found.filter((each) => !answered(each)).map(tagOf))];
}

function tagOf({ tag, detail }: NotReady): string {
  return detail === null ? tag : `${tag} ${detail}`;
}
