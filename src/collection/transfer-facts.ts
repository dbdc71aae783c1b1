import { isDisputed } from '../law/holds.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { StatedClaim, StatedLiability } from '../law/psrm-rules.ts';
import { DESCRIPTION_LENGTH, type HearingReason, type TransferFacts } from '../law/transfer-readiness.ts';
import type { Candidate } from './candidates.ts';
import type { Sendable } from './sendables.ts';
import type { TransferRules } from './plan-transfer.ts';
import type { Reason } from './reasons.ts';
import type { LiableAsTold } from './types.ts';

/** What the checklist asks about a claim, or about interest or a fee of the main claim; null: its type is not in use. */
export function factsFor(
  each: Sendable,
  main: Candidate,
  { on, types }: Pick<TransferRules, 'on' | 'types'>,
): TransferFacts | null {
  const { type, claim, liable } = each;
  if (type === null) return null;
  const { clearance, arrangement } = main;
  const told = new Map(clearance.told.map((one) => [one.debtor, one]));
  return {
    type,
    srb: claim.srb,
    lastDeadline: clearance.lastDeadline,
    reminded: clearance.reminded,
    arrangement: each === main ? arrangement : null,
    objectionOpen: claim.complaintPending || isDisputed(each.holds),
    // What has lapsed has nobody liable; that the day has passed is no lapse by itself, while somebody was able to pay.
    lapse: null,
    limitation: claim.repayment ? null : earliest(liable.map(({ limitationOn }) => limitationOn)),
    // The register holds interest and fees as claims of their own.
    chargesInside: false,
    main: type.level === 'main' ? null : main.recovery?.state === 'received' ? 'at-recovery' : 'sent-along',
    liability: each.liability,
    liable: liable.map(({ debtor }) => {
      const one = told.get(debtor);
      return {
        debtor,
        reported: true,
        inDefault: one?.inDefault ?? false,
        told: one === undefined ? null : { arrived: one.arrivedOn, exception: one.exception },
      };
    }),
    inAgreement: types.has(type.code),
    sentBefore: each.sentBefore,
    // Of interest and fees the authority is told no description.
    namesOthers: type.level === 'main' && each.namesOthers,
    claim: statedClaim(each, main, on),
    eachLiable: liable.map(statedOf),
    hearingReasons: approvedReasons(each, main),
  };
}

/** What is stated of one who owes a claim. */
export function statedOf({ limitationOn, judgmentOn, settlementOn }: LiableAsTold): StatedLiability {
  return { limitationDate: limitationOn, judgmentDate: judgmentOn, settlementDate: settlementOn };
}

/** A claim as it would be stated; what belongs to each who owes it apart. */
export function statedClaim(each: Sendable, main: Candidate, on: PlainDate): StatedClaim {
  const { claim, type, principal, balance } = each;
  const related = type?.level !== 'main';
  return {
    art: 'INDR',
    level: related ? 'related' : 'main',
    principal,
    amount: balance,
    originDate: claim.origin,
    dueDate: claim.due,
    lastTimelyPayment: claim.srb,
    limitationDate: null,
    periodStart: claim.period?.from ?? null,
    periodEnd: claim.period?.to ?? null,
    judgmentDate: null,
    settlementDate: null,
    description: toldDescription(claim.description),
    received: on,
    main: related ? { dueDate: main.claim.due, received: main.recovery?.receivedOn ?? on } : null,
  };
}

/** What the authority has room for of a description; whoever took a longer one in was told so then. */
export function toldDescription(description: string | null): string | null {
  return description?.slice(0, DESCRIPTION_LENGTH).trimEnd() ?? null;
}

/** The first of the days; null where one of them is not known. */
export function earliest(days: readonly (PlainDate | null)[]): PlainDate | null {
  const known = days.filter((day) => day !== null).toSorted();
  return known.length === days.length ? (known[0] ?? null) : null;
}

/** The newest reason about a rule since the main claim was cleared; null = none. */
export function reasonFor({ reasons }: Sendable, { clearance }: Candidate, rule: string): Reason | null {
  return reasons.find((each) => each.rule === rule && each.writtenOn >= clearance.from) ?? null;
}

/** What a person has approved to say, since the main claim was cleared. */
function approvedReasons({ reasons }: Sendable, { clearance }: Candidate): HearingReason[] {
  return reasons.filter(({ approvedOn, writtenOn }) => approvedOn !== null && writtenOn >= clearance.from);
}
