import { billsAsOwedBy } from '../arrangements/own-days.ts';
import { billsOf } from '../claims/bills.ts';
import { listedClaims } from '../claims/listed-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { plainKroner, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { billLines } from '../letters/bill-lines.ts';
import { printedNoticeDeadline } from '../letters/notice-arrivals.ts';
import type { NoticeFacts } from '../letters/notice-facts.ts';
import { queueOneNotice } from '../letters/queue-one.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Payout } from './set-off-types.ts';
import type { OwedClaim } from './types.ts';

interface Telling {
  readonly debtor: DebtorNumber;
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

export interface HearingToTell extends Telling {
  readonly payout: Payout;
  readonly amount: Ore;
  /** With all that is left of each. */
  readonly claims: readonly OwedClaim[];
}

/** Asks the debtor before a set-off (forvaltningsloven § 19); answers the notice and the deadline that it prints. */
export async function queueHearing(
  tx: MunicipalityTx,
  { payout, amount, claims, ...telling }: HearingToTell,
): Promise<{ readonly notice: NoticeId; readonly answerBy: PlainDate }> {
  const { run, setOff } = telling.configured.configuration;
  const days = { days: setOff.hearingDays, paperWeekdays: run.paperWeekdays };
  const answerBy = printedNoticeDeadline(telling.on, days);
  const facts: NoticeFacts = {
    kind: 'set-off-hearing',
    ...(await linesOf(tx, telling.debtor, claims)),
    ...payoutSays(payout, amount),
    answerBy,
    answerDays: setOff.hearingDays,
    warnsOfTransfer: false,
  };
  return { notice: await queueOneNotice(tx, { ...telling, facts: () => facts, claims }), answerBy };
}

export interface DecisionToTell extends Telling {
  readonly payout: Payout;
  /** What was taken for each. */
  readonly taken: readonly OwedClaim[];
  /** Of those; and of the others that the hearing told of. */
  readonly left: Ore;
  readonly leftBesides: Ore;
  readonly because: string | null;
  readonly complaint: NonNullable<Configuration['setOff']['complaint']>;
}

/** Tells the debtor what was taken, why, what is left, and how to complain; answers the notice. */
export async function queueDecision(
  tx: MunicipalityTx,
  { payout, taken, left, leftBesides, because, complaint, ...telling }: DecisionToTell,
): Promise<NoticeId> {
  const facts: NoticeFacts = {
    kind: 'set-off',
    ...(await linesOf(tx, telling.debtor, taken)),
    ...payoutSays(payout, sumOre(taken.map(({ owed }) => owed))),
    left: orNull(left),
    leftBesides: orNull(leftBesides),
    because,
    complaint,
    warnsOfTransfer: false,
  };
  return queueOneNotice(tx, { ...telling, facts: () => facts, claims: taken });
}

function orNull(amount: Ore): string | null {
  return amount === zeroOre ? null : plainKroner(amount);
}

/** How somebody has become liable: by an estate, or as two persons have found, for a reason in words. */
export type LiabilityGround =
  | { readonly estate: 'undivided-estate' | 'private-division'; readonly why: null }
  | { readonly estate: 'none'; readonly why: string };

export interface LiabilityToTell extends Telling {
  readonly ground: LiabilityGround;
  readonly claims: readonly OwedClaim[];
}

/** Tells one who has become liable for what others owed; answers the notice. */
export async function queueLiability(
  tx: MunicipalityTx,
  { ground, claims, ...telling }: LiabilityToTell,
): Promise<NoticeId> {
  const said = await linesOf(tx, telling.debtor, claims);
  const facts: NoticeFacts = { kind: 'liability', ...said, ...ground, warnsOfTransfer: false };
  return queueOneNotice(tx, { ...telling, facts: () => facts, claims });
}

function payoutSays(payout: Payout, setOff: Ore) {
  return {
    payoutFor: payout.for,
    payout: plainKroner(payout.amount),
    payoutOn: payout.on,
    setOff: plainKroner(setOff),
  };
}

async function linesOf(tx: MunicipalityTx, debtor: DebtorNumber, claims: readonly OwedClaim[]) {
  const owed = new Map(claims.map((each) => [each.claim, each.owed]));
  const bills = await billsOf(tx, [...(await mainsAmong(tx, [...owed.keys()]))]);
  const lines = bills.flatMap((bill) => {
    const left = owed.get(bill.claim);
    return left === undefined ? [] : [{ bill, owed: left }];
  });
  assert(lines.length === owed.size, 'each claim is a bill, or interest or a fee on one');
  return {
    claims: billLines(await billsAsOwedBy(tx, debtor, lines), await ownTypesIn(tx)),
    totalOwed: plainKroner(sumOre(owed.values())),
  };
}

async function mainsAmong(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlySet<ClaimNumber>> {
  const listed = await listedClaims(tx, claims);
  return new Set([...listed.values()].map(({ main }) => main));
}
