import { holdsCprNumber } from '../kernel/cpr-number.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { principalFinding, requiredFields, underCollectionOrder, type ClaimType } from './claim-types.ts';
import type { FilterRules, StatedField } from './psrm-filter-rules.ts';
import { filterClaim, statedForEach, type StatedClaim, type StatedLiability } from './psrm-rules.ts';

/** Someone who owes the claim, and what has been done about them. */
export interface LiableFacts {
  /** The municipality's own number for them. */
  readonly debtor: number;
  /** Stands on what will be sent. */
  readonly reported: boolean;
  /** Did not pay although able: the plan has fallen away and the whole is due (bek. 585/2023 § 10). */
  readonly inDefault: boolean;
  readonly told: Told | null;
}

/** The written notice that the claim will be sent to recovery; it may stand on the bill or on the last reminder. */
export interface Told {
  /** Null = not arrived. */
  readonly arrived: PlainDate | null;
  /** Why the notice could not, or should not, reach them; null = nothing is recorded. */
  readonly exception: string | null;
}

/**
 * The exceptions of gældsinddrivelsesloven § 2, stk. 4: no address is registered or given and they are exempt from Digital
 * Post; the letter came back; notice would clearly hurt recovery.
 */
export const NOTICE_EXCEPTIONS: readonly string[] = ['no-address', 'returned', 'hurts-recovery'];

/** A claim that may be sent to the recovery authority, on the day that it would be sent. */
export interface TransferFacts {
  readonly type: ClaimType;
  /** The last day on which payment is not late; null = payment has never been asked for. */
  readonly srb: PlainDate | null;
  /** The deadline printed in the last reminder or demand; null = none was. */
  readonly lastDeadline: PlainDate | null;
  /** `done`, `recorded`: a reason why not is on record, or it is not this municipality's practice. */
  readonly reminded: 'done' | 'recorded' | 'no';
  /** A plan or deferral that stands and is kept. */
  readonly arrangement: 'plan' | 'deferral' | null;
  /** An objection to existence or size that has not been answered. */
  readonly objectionOpen: boolean;
  /** The day with whose end it lapsed, or will; null = it has not, as while a plan is kept. */
  readonly lapse: PlainDate | null;
  /** The last day before it is time-barred; null = not known, or it ends by lapse. */
  readonly limitation: PlainDate | null;
  /** Interest or fees are inside the principal. */
  readonly chargesInside: boolean;
  /** Of interest and fees: where their main claim is; null for a main claim. */
  readonly main: 'at-recovery' | 'sent-along' | 'not-at-recovery' | null;
  readonly liability: 'sole' | 'joint' | 'split';
  readonly liable: readonly LiableFacts[];
  /** The creditor agreement has the type, and no type that is more specific. */
  readonly inAgreement: boolean;
  readonly sentBefore: boolean;
  /** The description names others than the debtor. */
  readonly namesOthers: boolean;
  readonly claim: StatedClaim;
  /** What is stated of each who owes it; absent: what the claim states goes for all of them. */
  readonly eachLiable?: readonly StatedLiability[];
  /** What has been prepared to say in a hearing; each answers the rule that it names and no other. */
  readonly hearingReasons: readonly HearingReason[];
}

/** Why a claim is right although a rule of the authority's asks about it. */
export interface HearingReason {
  /** As the authority names it, `R_2_2a`. */
  readonly rule: string;
  readonly because: string;
}

/** The row of the checklist that a finding belongs to (debtor administration, checklist before transfer). */
export type ChecklistRow = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12 | 13 | 14 | 15;

/** hard: never sent. order: sent only with a recorded reason. hold: waits. warn: a person should know before it is sent. */
export type Severity = 'hard' | 'order' | 'hold' | 'warn';

export interface NotReady {
  readonly rule: ChecklistRow;
  readonly severity: Severity;
  readonly tag: NotReadyTag;
  /** The name of the filter rule, or of the field. */
  readonly detail: string | null;
  /** Whom it is about, where it is about one of them. */
  readonly debtor: number | null;
}

export type NotReadyTag =
  | 'srb-not-passed'
  | 'deadline-not-passed'
  | 'no-reminder'
  | 'not-told'
  | 'notice-not-arrived'
  | 'no-exception-reason'
  | 'plan-or-deferral'
  | 'not-in-default'
  | 'objection-open'
  | 'lapsed'
  | 'time-barred'
  | 'end-not-known'
  | 'charges-inside'
  | 'main-claim-not-at-recovery'
  | 'debtor-missing'
  | 'split-liability'
  | 'co-debtor-not-in-default'
  | 'type-not-in-agreement'
  | 'sent-before'
  | 'names-others'
  | 'description-too-long'
  | 'filter-rule'
  | 'no-published-rules'
  | 'field-missing'
  | 'above-cap'
  | 'above-own-check';

/** What the authority's letters have room for. */
export const DESCRIPTION_LENGTH = 100;

/**
 * What stands in the way of sending a claim, by the rows of the checklist; none = ready. `rules` null = none are published
 * for its type: a person sends it by hand.
 */
export function notReady(
  facts: TransferFacts,
  rules: FilterRules | null,
  on: PlainDate,
): readonly NotReady[] {
  return [
    ...demanded(facts, on),
    ...facts.liable.flatMap((liable) => noticed(facts, liable, on)),
    ...standing(facts, on),
    ...whole(facts),
    ...liabilities(facts),
    ...stated(facts),
    ...filtered(facts, rules),
  ];
}

/** Rows 1 to 3: payment is late, the last deadline has passed, the usual reminders were made. */
function demanded({ srb, lastDeadline, reminded }: TransferFacts, on: PlainDate): NotReady[] {
  const found: NotReady[] = [];
  if (srb === null || on <= srb) found.push(finding(1, 'hard', { tag: 'srb-not-passed' }));
  if (lastDeadline !== null && on <= lastDeadline)
    found.push(finding(2, 'hard', { tag: 'deadline-not-passed' }));
  // An order rule; the law sets neither days nor number (DJV G.A.1.3.2).
  if (reminded === 'no') found.push(finding(3, 'order', { tag: 'no-reminder' }));
  return found;
}

/**
 * Rows 4 and 5: everyone who owes the claim is told in writing beforehand. Under a collection order the transfer is not
 * valid before the notice has arrived, and the exceptions do not apply (bek. 585/2023 § 10; STAR, 7 December 2021).
 */
function noticed({ type }: TransferFacts, { debtor, told }: LiableFacts, on: PlainDate): NotReady[] {
  const severity = underCollectionOrder(type) ? 'hard' : 'order';
  if (told === null) return [finding(4, severity, { tag: 'not-told', debtor })];
  if (told.arrived !== null && told.arrived <= on) return [];
  if (severity === 'hard' || told.exception === null)
    return [finding(4, severity, { tag: 'notice-not-arrived', debtor })];
  return NOTICE_EXCEPTIONS.includes(told.exception)
    ? []
    : [finding(5, 'order', { tag: 'no-exception-reason', debtor })];
}

/** Rows 6 to 8: no arrangement is kept, nothing is disputed, the claim has not ended. */
function standing(facts: TransferFacts, on: PlainDate): NotReady[] {
  const { type, arrangement, objectionOpen, lapse, limitation } = facts;
  const found: NotReady[] = [];
  if (arrangement !== null) found.push(finding(6, 'hard', { tag: 'plan-or-deferral' }));
  if (objectionOpen) found.push(finding(7, 'hold', { tag: 'objection-open' }));
  if (lapse !== null && on > lapse) found.push(finding(8, 'hard', { tag: 'lapsed' }));
  if (limitation !== null && on > limitation) found.push(finding(8, 'hard', { tag: 'time-barred' }));
  if (type.endsBy.kind === 'limitation' && limitation === null)
    found.push(finding(8, 'hard', { tag: 'end-not-known' }));
  return found;
}

/** Rows 9 and 10: a main claim holds no interest or fee; those have a main claim at the authority, if need be of 0 kr. */
function whole({ type, chargesInside, main }: TransferFacts): NotReady[] {
  const found: NotReady[] = [];
  if (type.level === 'main' && chargesInside) found.push(finding(9, 'hard', { tag: 'charges-inside' }));
  if (type.level !== 'main' && main !== 'at-recovery' && main !== 'sent-along')
    found.push(finding(10, 'hard', { tag: 'main-claim-not-at-recovery' }));
  return found;
}

/** Row 11, and under a collection order row 6: all who owe it together, and only those who did not pay although able. */
function liabilities({ type, liability, liable }: TransferFacts): NotReady[] {
  const found: NotReady[] = [];
  if (liability === 'split') found.push(finding(11, 'hard', { tag: 'split-liability' }));
  if (liable.length === 0) found.push(finding(11, 'hard', { tag: 'debtor-missing' }));
  for (const { debtor, reported } of liable)
    if (!reported) found.push(finding(11, 'hard', { tag: 'debtor-missing', debtor }));
  if (!underCollectionOrder(type)) return found;
  const paying = liable.filter(({ inDefault }) => !inDefault);
  const tag = paying.length === liable.length ? 'not-in-default' : 'co-debtor-not-in-default';
  const rule = tag === 'not-in-default' ? 6 : 11;
  return [...found, ...paying.map(({ debtor }) => finding(rule, 'hard', { tag, debtor }))];
}

/** Rows 12 to 14: a type of the agreement, sent once, with a description that tells nothing about others. */
function stated({ type, inAgreement, sentBefore, namesOthers, claim }: TransferFacts): NotReady[] {
  const found: NotReady[] = [];
  if (!inAgreement || !type.recoverable) found.push(finding(12, 'hard', { tag: 'type-not-in-agreement' }));
  if (sentBefore) found.push(finding(13, 'hard', { tag: 'sent-before' }));
  const description = claim.description ?? '';
  if (namesOthers || holdsCprNumber(description)) found.push(finding(14, 'hard', { tag: 'names-others' }));
  if (description.length > DESCRIPTION_LENGTH)
    found.push(finding(14, 'hard', { tag: 'description-too-long' }));
  return found;
}

/**
 * Row 15: what the authority would reject is not sent; what it would take up in hearing wants a prepared reason for each rule.
 * Where no rules are published the cap of the type is looked at and what nearly every type must state, and a person sends it: the
 * agreement may ask for less (own choice; no source).
 */
function filtered(
  { type, claim, eachLiable, hearingReasons }: TransferFacts,
  rules: FilterRules | null,
): NotReady[] {
  const prepared = new Set(
    hearingReasons.filter(({ because }) => because.trim() !== '').map(({ rule }) => rule),
  );
  const severity = { REJECT: 'hard', HEARING: 'warn' } as const;
  const found =
    rules === null
      ? [
          finding(15, 'warn', { tag: 'no-published-rules' }),
          ...missingFields(type, statedForEach(claim, eachLiable)),
        ]
      : filterClaim(claim, rules.rules, eachLiable)
          .filter(({ outcome, rule }) => outcome === 'REJECT' || !prepared.has(rule))
          .map(({ outcome, rule }) => finding(15, severity[outcome], { tag: 'filter-rule', detail: rule }));
  const principal = principalFinding(type, claim.principal);
  if (principal?.tag === 'above-own-check') found.push(finding(15, 'warn', { tag: 'above-own-check' }));
  if (principal?.tag === 'above-cap' && rules === null)
    found.push(finding(15, severity[principal.outcome], { tag: 'above-cap' }));
  return found;
}

function missingFields(type: ClaimType, stated: readonly StatedClaim[]): NotReady[] {
  const isStated = (field: StatedField) => stated.every((claim) => (claim[field] ?? '') !== '');
  return requiredFields(type)
    .filter((field) => !isStated(field))
    .map((detail) => finding(15, 'order', { tag: 'field-missing', detail }));
}

interface What {
  readonly tag: NotReadyTag;
  readonly detail?: string;
  readonly debtor?: number;
}

function finding(rule: ChecklistRow, severity: Severity, { tag, detail, debtor }: What): NotReady {
  return { rule, severity, tag, detail: detail ?? null, debtor: debtor ?? null };
}
