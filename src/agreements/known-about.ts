import { debtorsStopped } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { personSituationsAsOf } from '../debtors/person-records.ts';
import { latestBatch } from '../facts/as-of.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { HoldReason } from '../law/holds.ts';
import { outstandingClaims } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { underWayFor } from './decisions.ts';
import { latestFindings } from './determinations.ts';
import type { KnownAbout } from './instalment-limit.ts';
import { lapseReviewed } from './lapse-reviews.ts';
import { LeftToAsk, type Aside } from './left-to-ask.ts';
import { leftPaidAhead, type PaidAheadFor } from './paid-ahead.ts';
import { restingClaims } from './resting-claims.ts';

/** All that decides what may be asked for by instalments. */
export interface Known extends KnownAbout {
  readonly inErrand: ReadonlyMap<DebtorNumber, ReadonlySet<HoldReason>>;
  readonly left: LeftToAsk;
  /** Claims that something holds, by debtor. */
  readonly resting: ReadonlyMap<DebtorNumber, ReadonlySet<ClaimNumber>>;
  /** Those about whom a person must say first whether claims have lapsed. */
  readonly lapseReviewed: ReadonlySet<DebtorNumber>;
  /** What has been paid ahead on plans and counts for no instalment yet. */
  readonly ahead: ReadonlyMap<DebtorNumber, Ore>;
}

export interface AboutPlan {
  readonly agreement: DecisionId;
  readonly debtor: DebtorNumber;
}

export interface ToKnow {
  readonly due: PlainDate;
  readonly paidAheadFor: PaidAheadFor;
  /** Who of them CPR has told to be dead, where that has been read already. */
  readonly dead?: ReadonlySet<DebtorNumber>;
}

/** What is known of the debtors of these plans, for what falls due by a day. */
export async function knownAbout(
  tx: MunicipalityReadTx,
  plans: readonly AboutPlan[],
  { due, paidAheadFor, dead }: ToKnow,
): Promise<Known> {
  const debtors = plans.map(({ debtor }) => debtor);
  const agreements = plans.map(({ agreement }) => agreement);
  const [about, underWay, found, deaths, inErrand, reviewed, ahead] = await Promise.all([
    outstandingAbout(tx, debtors),
    underWayFor(tx, debtors),
    latestFindings(tx, debtors),
    dead ?? deadAmong(tx, debtors),
    debtorsStopped(tx, debtors, 'decisions'),
    lapseReviewed(tx, debtors, due),
    leftPaidAhead(tx, agreements, paidAheadFor),
  ]);
  return { ...about, underWay, found, dead: deaths, inErrand, lapseReviewed: reviewed, ahead };
}

async function outstandingAbout(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Pick<Known, 'left' | 'resting'>> {
  const outstanding = await outstandingClaims(tx, debtors);
  return { left: new LeftToAsk(outstanding), resting: await restingClaims(tx, outstanding) };
}

/** The claims for which nothing is asked of a debtor meanwhile. */
export function asideFor(debtor: DebtorNumber, known: Known): Aside {
  const lapsing = (known.underWay.get(debtor)?.lapses ?? []).map(({ claim }) => claim);
  const leftAside = new Set([...lapsing, ...(known.resting.get(debtor) ?? [])]);
  return { leftAside, reviewed: known.lapseReviewed.has(debtor) };
}

const DEAD = 90;

/** Those of whom CPR has told that they are dead: nobody is asked for money before the estate is. */
export async function deadAmong(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Set<DebtorNumber>> {
  if (debtors.length === 0) return new Set();
  const batch = await latestBatch(tx);
  if (batch === null) return new Set();
  const persons = await personSituationsAsOf(tx, debtors, batch);
  return new Set([...persons.values()].flatMap(({ debtor, status }) => (status === DEAD ? [debtor] : [])));
}
