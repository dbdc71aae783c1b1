import { arrivalsOf } from '../agreements/course.ts';
import { decisionsAloneAbout, decisionsAloneById } from '../agreements/decisions.ts';
import { heldBackAmong } from '../agreements/untold-decisions.ts';
import type { DecisionAlone } from '../agreements/types.ts';
import { liftHolds, type HoldToLift } from '../claims/holds.ts';
import { repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import { describedClaims } from '../claims/liable-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { complaintGuidance, type ComplaintGuidance } from '../law/complaint-guidance.ts';
import { complaintDeadline } from '../law/deadlines.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { readMessages } from './store.ts';
import type { CitizenMessage } from './types.ts';

/** A decision that somebody may complain of, and until when; after that day it is taken all the same, and looked at. */
export interface ToComplainOf {
  readonly decision: DecisionAlone;
  readonly decidedOn: PlainDate;
  /** Null = its letter has not arrived yet, or nobody knows when it did. */
  readonly by: PlainDate | null;
  /** Who decides when the municipality keeps its decision; null = nobody has said it of all its claims' laws. */
  readonly guidance: ComplaintGuidance | null;
}

/** What has been decided about a debtor and stands, the newest first. */
export async function toComplainOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<ToComplainOf[]> {
  const decisions = await decisionsAloneAbout(tx, debtor);
  const arrived = await arrivalsOf(
    tx,
    decisions.map(({ id }) => id),
  );
  const laws = await lawsOf(tx, debtor);
  const untold = await heldBackAmong(tx, decisions);
  return decisions
    .flatMap((decision) => {
      const { decided, closedWhy, id } = decision;
      if (decided === null || closedWhy !== null || untold.has(decision)) return [];
      const on = arrived.get(id);
      const by = on === undefined ? null : complaintDeadline({ channel: 'digital', available: on });
      return [{ decision, decidedOn: decided.on, by, guidance: guidanceOf(decision, laws, decided.on) }];
    })
    .toReversed();
}

/** Who decides about a complaint when the municipality keeps its decision; null = nobody has said it of all its claims' laws. */
export async function authorityFor(tx: MunicipalityReadTx, decision: DecisionAlone): Promise<string | null> {
  assert(decision.decided !== null, 'only what has been decided is complained of');
  const laws = await lawsOf(tx, decision.debtor);
  const guidance = guidanceOf(decision, laws, decision.decided.on);
  return guidance !== null && 'authority' in guidance ? guidance.authority : null;
}

async function lawsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Map<ClaimNumber, string>> {
  return new Map((await describedClaims(tx, [debtor])).map(({ claimNumber, law }) => [claimNumber, law]));
}

/** What its letter says about complaints, where all its claims' laws say the same. */
function guidanceOf(
  { covers, lapses, terms }: DecisionAlone,
  laws: ReadonlyMap<ClaimNumber, string>,
  on: PlainDate,
): ComplaintGuidance | null {
  const its = new Set([...covers, ...lapses].map(({ claim }) => laws.get(claim)));
  const [first, ...others] = [...its].map((law) => {
    const told = law === undefined ? null : complaintGuidance({ law, decision: terms.outcome, on });
    return told?.ok === true ? told.value : null;
  });
  const same = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return first === undefined || !same ? null : first;
}

/**
 * The claims of a decision that rest towards its debtor while they complain of it: those that they still owe us. What Gældsstyrelsen has
 * stays there: a complaint has no suspensive effect (retssikkerhedsloven § 72; open question Q20).
 */
export async function heldByComplaint(
  tx: MunicipalityReadTx,
  { debtor, covers }: Pick<DecisionAlone, 'debtor' | 'covers'>,
): Promise<ClaimNumber[]> {
  const owing = (await repaymentLiabilitiesOf(tx, [debtor])).filter(({ ended }) => ended === null);
  const theirs = new Set(owing.map(({ claim }) => claim));
  const claims = covers.map(({ claim }) => claim).filter((claim) => theirs.has(claim));
  const accounts = await accountsOfClaims(tx, claims);
  return claims.filter((claim) => {
    const its = accounts.get(claim);
    return balanceOf(its) > zeroOre && (its?.atRecovery ?? zeroOre) === zeroOre;
  });
}

export interface ComplaintOver extends Pick<HoldToLift, 'daysFrom' | 'by' | 'at'> {
  readonly why: string;
}

/** Lifts what a complaint has held, but for what another one that waits is about too. */
export async function liftComplaint(
  tx: MunicipalityTx,
  { debtor, entry, about }: Pick<CitizenMessage, 'debtor' | 'entry' | 'about'>,
  { why, by, at, daysFrom = null }: ComplaintOver,
): Promise<void> {
  if (about.kind !== 'complaint') return;
  const others = (await readMessages(tx, { debtor })).filter(
    (each) => each.entry !== entry && each.withdrawnAt === null && each.handled === null,
  );
  const decisions = others.flatMap(({ about: its }) => (its.kind === 'complaint' ? [its.decision] : []));
  const still = new Set(await coveredBy(tx, decisions));
  const claims = (await coveredBy(tx, [about.decision])).filter((claim) => !still.has(claim));
  const on = dayInCopenhagen(at);
  await liftHolds(
    tx,
    claims.map((claim) => ({ claim, reason: 'decision-complaint', debtor, on, daysFrom, why, by, at })),
  );
}

async function coveredBy(tx: MunicipalityReadTx, ids: readonly DecisionId[]): Promise<ClaimNumber[]> {
  return (await decisionsAloneById(tx, ids)).flatMap(({ covers }) => covers.map(({ claim }) => claim));
}
