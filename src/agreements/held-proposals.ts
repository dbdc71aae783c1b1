import { holdsOn, liftedHolds, type Hold, type RestedHold } from '../claims/holds.ts';
import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import { latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import { lastQuietDay } from '../law/dunning-steps.ts';
import { effects, isDisputed, reasonsThatStop, type HoldReason } from '../law/holds.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { claimsToDecide } from './claims-to-decide.ts';
import { configuredNow } from './configured.ts';
import type { Decision } from './types.ts';

/** Why a proposal is not decided for the time being. */
export interface WhyHeld {
  /** What holds it, each matter once: an objection's or a message's number, or what else a hold rests on; empty where its source tells of a complaint. */
  readonly holds: readonly Pick<Hold, 'reason' | 'about'>[];
  /** Nothing holds it any longer, and its debtor has until this day before anything more is done; null = something does. */
  readonly quietUntil: PlainDate | null;
}

/**
 * Those of these proposals that nobody decides as things stand, whoever would approve them, and why; the others are left out. A debt is not said to go to Gældsstyrelsen
 * while something keeps a claim of it from being sent, nor in the days that the debtor has afterwards (`lifeCycles.pauseDays`); a rise waits for the answer to
 * what is said against a claim (open question Q20). The letter would say the opposite of what the debtor has been told.
 */
export async function heldProposals(
  tx: MunicipalityReadTx,
  proposals: readonly Decision[],
): Promise<ReadonlyMap<DecisionId, WhyHeld>> {
  const those = proposals.filter(({ change }) => change === 'transfer' || change === 'rise');
  if (those.length === 0) return new Map();
  const debtors = [...new Set(those.map(({ debtor }) => debtor))];
  const open = await claimsToDecide(tx, debtors);
  const about = new Map(those.map((each) => [each.id, aboutOf(each, open)]));
  const claims = [...about.values()].flatMap((its) => its.map(({ claim }) => claim));
  const holds = await holdsOn(tx, claims);
  const lifted = await liftedHolds(tx, claims, reasonsThatStop('dunning'));
  const { pauseDays } = (await configuredNow(tx)).configuration.lifeCycles;
  const whyOf = (each: Decision): WhyHeld | null => {
    const its = about.get(each.id) ?? [];
    const held = its.flatMap((claim) => holdsAgainst(each, claim, holds.get(claim.claim) ?? []));
    if (held.length > 0) return { holds: eachOnce(held), quietUntil: null };
    const rested = each.change === 'transfer' ? lastLifted(each, its, lifted) : null;
    return rested === null ? null : { holds: [], quietUntil: lastQuietDay(rested, pauseDays) };
  };
  return new Map(
    those.flatMap((each) => {
      const why = whyOf(each);
      return why === null ? [] : [[each.id, why] as const];
    }),
  );
}

/** Those that are not decided on a day: a day that the debtor has has not passed. */
export async function heldOn(
  tx: MunicipalityReadTx,
  proposals: readonly Decision[],
  on: PlainDate,
): Promise<ReadonlyMap<DecisionId, WhyHeld>> {
  const held = await heldProposals(tx, proposals);
  return new Map([...held].filter(([, { quietUntil }]) => quietUntil === null || quietUntil >= on));
}

interface AboutClaim {
  readonly claim: ClaimNumber;
  /** As its source tells, or by a hold. */
  readonly complaintPending: boolean;
}

/** A transfer is about the claims of the plan that fell away; a rise waits for any claim that the debtor owes. */
function aboutOf(
  { change, debtor, covers }: Decision,
  open: ReadonlyMap<DebtorNumber, readonly OpenBalance[]>,
): AboutClaim[] {
  const owed = new Map((open.get(debtor) ?? []).map((each) => [each.claimNumber, each.complaintPending]));
  const claims = change === 'transfer' ? covers.map(({ claim }) => claim) : [...owed.keys()];
  return claims.map((claim) => ({ claim, complaintPending: owed.get(claim) ?? false }));
}

function holdsAgainst(
  { change, debtor }: Decision,
  { complaintPending }: AboutClaim,
  all: readonly Hold[],
): WhyHeld['holds'] {
  const towards = all.filter((hold) => hold.debtor === null || hold.debtor === debtor);
  const stopping = towards.filter(({ reason }) =>
    change === 'transfer' ? effects([reason]).transfer : isSaidAgainst(reason),
  );
  if (!complaintPending || towards.some(({ reason }) => isSaidAgainst(reason))) return stopping;
  return [...stopping, { reason: 'complaint', about: '' }];
}

function isSaidAgainst(reason: HoldReason): boolean {
  return isDisputed([reason]) || reason === 'decision-complaint';
}

function eachOnce(holds: WhyHeld['holds']): WhyHeld['holds'] {
  return [...new Map(holds.map(({ reason, about }) => [`${reason} ${about}`, { reason, about }])).values()];
}

/** The last day on which something that stopped reminding was lifted since it was proposed, or the letter that answers it arrived; null = nothing was. */
function lastLifted(
  { debtor, draftedOn }: Decision,
  about: readonly AboutClaim[],
  lifted: readonly RestedHold[],
): PlainDate | null {
  const claims = new Set(about.map(({ claim }) => claim));
  const days = lifted
    .filter((hold) => claims.has(hold.claim) && (hold.debtor === null || hold.debtor === debtor))
    .filter(({ liftedOn }) => liftedOn >= draftedOn)
    .map(({ daysFrom }) => daysFrom);
  return latestOf(...days);
}
