import { covers, date, type DateRange, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import guidance from '../../statute/complaint-guidance.json' with { type: 'json' };

/** The decisions about payment that somebody may disagree with. */
export type DecisionAbout =
  'plan' | 'deferral' | 'lapse' | 'transfer' | 'voluntary-plan' | 'voluntary-deferral';

/** Weeks from receipt to complain, and who decides when the municipality keeps its decision; or why nobody does. */
export type ComplaintGuidance =
  { readonly weeks: number; readonly authority: string } | { readonly none: 'no-higher-authority' };

export interface NoComplaintGuidance {
  readonly tag: 'no-complaint-guidance';
  readonly law: string;
  readonly decision: DecisionAbout;
  readonly on: PlainDate;
}

/**
 * What a decision of a day must say about complaints (forvaltningsloven § 25; figures and sources in
 * statute/complaint-guidance.json). Refuses a law, decision or day without an entry: guidance is never guessed.
 */
export function complaintGuidance(question: {
  readonly law: string;
  readonly decision: DecisionAbout;
  readonly on: PlainDate;
}): Result<ComplaintGuidance, NoComplaintGuidance> {
  const { law, decision, on } = question;
  const entry = entries.find(
    (each) => each.law === law && each.decisions.includes(decision) && covers(each.applies, on),
  );
  return entry === undefined
    ? refuse({ tag: 'no-complaint-guidance', law, decision, on })
    : ok(entry.guidance);
}

interface Entry {
  readonly law: string;
  readonly decisions: readonly string[];
  readonly applies: DateRange;
  readonly guidance: ComplaintGuidance;
}

const entries: readonly Entry[] = guidance.entries.map((raw) => ({
  law: raw.law,
  decisions: raw.decisions,
  applies: { from: date(raw.from), to: raw.to === null ? null : date(raw.to) },
  guidance: readGuidance(raw),
}));

function readGuidance(raw: { weeks?: number; authority?: string; none?: string }): ComplaintGuidance {
  const { weeks, authority, none } = raw;
  if (none === 'no-higher-authority') return { none };
  if (weeks === undefined || authority === undefined)
    throw new Error('statute/complaint-guidance.json: neither an authority nor why there is none');
  return { weeks, authority };
}
