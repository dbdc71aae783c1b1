import { assert } from '../kernel/result.ts';
import codes from '../../statute/psrm-codes.json' with { type: 'json' };

/** What is told to the recovery authority (`statute/psrm-codes.json`): one action about one claim. */
export const ACTION_CODES = [
  'OPRETFORDRING',
  'GENINDSENDFORDRING',
  'NEDSKRIV',
  'OPSKRIVNINGREGULERING',
  'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING',
  'OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING',
  'NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING',
  'NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING',
  'TILBAGEKALD',
  'AENDRFORDRING',
] as const;
export type ActionCode = (typeof ACTION_CODES)[number];

export interface ActionKind {
  readonly code: ActionCode;
  readonly does: string;
  /** What the creditor agreement must give, one of them. */
  readonly rights: readonly string[];
}

export const RECALL_REASONS = ['BORD', 'BORT', 'FEJL', 'HENS', 'KLAG', 'HAFT'] as const;
export type RecallReason = (typeof RECALL_REASONS)[number];

/** Null: no reason of the authority's. */
export function readRecallReason(text: string): RecallReason | null {
  return RECALL_REASONS.find((reason) => reason === text) ?? null;
}

/** What a recall for a reason means for the money, and for sending the claim again. */
export interface RecallEffect {
  readonly reason: RecallReason;
  readonly says: string;
  /** `automatic`: the authority sets it; `recall-day`: the day of the recall; `none`: it must be empty. */
  readonly effectiveDate: 'automatic' | 'required' | 'none' | 'recall-day';
  /** What the authority has covered: stays covered, or is taken back. */
  readonly coverings: 'kept' | 'cancelled';
  /** The authority's own interest: comes back with the claim, or becomes nothing. */
  readonly interest: 'returned' | 'zeroed';
  readonly resubmittable: 'yes' | 'by-person' | 'never';
}

/** What an error of the authority asks of us. */
export type ErrorHandling = 'later' | 'done' | 'mend-claim' | 'mend-agreement' | 'mend-program' | 'person';

export interface KnownError {
  readonly code: number;
  readonly says: string;
  readonly handling: ErrorHandling;
}

export const actionKinds: ReadonlyMap<ActionCode, ActionKind> = new Map(
  codes.actions.map(({ code, does, rights }) => {
    const known = oneOf(ACTION_CODES, code);
    return [known, { code: known, does, rights }];
  }),
);

const recallEffects: ReadonlyMap<RecallReason, RecallEffect> = new Map(
  codes.recallReasons.map((raw) => {
    const reason = oneOf(RECALL_REASONS, raw.code);
    const effect: RecallEffect = {
      reason,
      says: raw.says,
      effectiveDate: oneOf(['automatic', 'required', 'none', 'recall-day'], raw.effectiveDate),
      coverings: oneOf(['kept', 'cancelled'], raw.coverings),
      interest: oneOf(['returned', 'zeroed'], raw.interest),
      resubmittable: oneOf(['yes', 'by-person', 'never'], raw.resubmittable),
    };
    return [reason, effect];
  }),
);

const HANDLINGS = ['later', 'done', 'mend-claim', 'mend-agreement', 'mend-program', 'person'] as const;

/** The errors that our own actions can meet. */
export const knownErrors: ReadonlyMap<number, KnownError> = new Map(
  codes.errors.map(({ code, says, handling }) => [
    code,
    { code, says, handling: oneOf(HANDLINGS, handling) },
  ]),
);

/** What to do about an error; one that nobody knows goes to a person. */
export function handlingOf(code: number): ErrorHandling {
  return knownErrors.get(code)?.handling ?? 'person';
}

/** What a recall for a reason does (Gældsstyrelsen's guidance for creditors on recall). */
export function recallSettles(reason: RecallReason): RecallEffect {
  const effect = recallEffects.get(reason);
  assert(effect !== undefined, `the effect of ${reason} in statute/psrm-codes.json`);
  return effect;
}

function oneOf<const T extends string>(known: readonly T[], text: string): T {
  const found = known.find((each) => each === text);
  assert(found !== undefined, `"${text}" in statute/psrm-codes.json: one of ${known.join(', ')}`);
  return found;
}
