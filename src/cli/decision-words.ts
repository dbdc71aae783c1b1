import { readableDate } from '../kernel/dates.ts';
import { readableDecisionId } from '../kernel/ids.ts';
import { plainKroner } from '../kernel/money.ts';
import type { WhyHeld } from '../agreements/held-proposals.ts';
import type { Decision, Terms } from '../agreements/types.ts';
import { findingWords, termsInWords } from './finding-words.ts';
import { waitWords } from './job-words.ts';

/** A decision or proposal in one line: number, debtor, what changes, and why. */
export function decisionLine({ id, debtor, change, replaces, terms }: Decision): string {
  const { change: changes, reason } = findingWords.da;
  const fromTo = `${termsInWords(replaces?.terms ?? null)} → ${termsInWords(terms)}`;
  return `${readableDecisionId(id)}, debitor ${debtor}: ${changes[change]}, ${fromTo} (${reason[terms.reason]})`;
}

/** What holds a proposal, or until when its debtor has after that: `holdes: indsigelse 100050001`. */
export function heldWords({ holds, quietUntil }: WhyHeld): string {
  if (quietUntil !== null)
    return `borgeren har til og med ${readableDate(quietUntil)} efter det, der holdt den`;
  return `holdes: ${holds.map(({ reason, about }) => `${waitWords[reason] ?? reason}${numberIn(about)}`).join(', ')}`;
}

/** Only the numbers of objections and messages: everything else is a person's own words, or the program's. */
function numberIn(about: string): string {
  return /^\d+(-\d+)?$/.test(about) ? ` ${about}` : '';
}

/** The same as data; amounts are kroner text. */
export function decisionJson({
  id,
  debtor,
  month,
  ordinal,
  change,
  state,
  replaces,
  terms,
  draftedOn,
  decided,
}: Decision) {
  return {
    decision: readableDecisionId(id),
    debtor,
    month,
    ordinal,
    change,
    state,
    before: termsJson(replaces?.terms ?? null),
    after: termsJson(terms),
    draftedOn,
    decidedOn: decided?.on ?? null,
    decidedBy: decided?.by ?? null,
  };
}

function termsJson(terms: Terms | null) {
  if (terms === null) return null;
  const { outcome, reason } = terms;
  return { outcome, reason, monthly: terms.outcome === 'plan' ? plainKroner(terms.monthly) : null };
}
