import { underWayFor } from '../agreements/decisions.ts';
import { latestFindings } from '../agreements/determinations.ts';
import { lapseReviewed } from '../agreements/lapse-reviews.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import { pastEarliestLapse, type LapseDay } from '../claims/lapse-days.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { openBalances } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A debtor with open claims under chapter 12 whose years have run out, and what is to be done about it. */
export interface BenefitRow {
  readonly kind: 'benefit';
  readonly debtor: DebtorNumber;
  /** The claims, with the day their years ran out. */
  readonly claims: readonly LapseDay[];
  /** When last, seen from the day their years ran out. `not-judged`: no month has been run about the debtor yet. */
  readonly judged: 'today' | 'since' | 'before' | 'not-judged';
  /** Whether a person must say first, or has been asked to approve, that any of them has lapsed. */
  readonly waits: boolean;
  /** Which of them are to be held meanwhile, and which no longer. */
  readonly hold: readonly ClaimNumber[];
  readonly release: readonly ClaimNumber[];
}

export interface BenefitPage {
  readonly on: PlainDate;
  readonly after: bigint;
  readonly limit: number;
}

/**
 * The next debtors whose claims under chapter 12 could have lapsed before a day, by number. The years count to the end of
 * their last day (bek. 585/2023 § 9), exact and never moved. Empty only when there are no more.
 */
export async function benefitRows(
  tx: MunicipalityReadTx,
  { on, after: first, limit }: BenefitPage,
): Promise<BenefitRow[]> {
  for (let after = first; ;) {
    const days = await pastEarliestLapse(tx, { before: on, after, limit });
    const rows = await rowsOf(tx, days, on);
    const last = days.at(-1);
    if (rows.length > 0 || last === undefined) return rows;
    after = BigInt(last.debtor);
  }
}

/** The same of one debtor; null: nothing of theirs is open whose years have run out. */
export async function benefitRow(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  on: PlainDate,
): Promise<BenefitRow | null> {
  const days = await pastEarliestLapse(tx, { before: on, after: BigInt(debtor) - 1n, limit: 1 });
  const theirs = days.filter((each) => each.debtor === debtor);
  return (await rowsOf(tx, theirs, on))[0] ?? null;
}

async function rowsOf(
  tx: MunicipalityReadTx,
  days: readonly LapseDay[],
  on: PlainDate,
): Promise<BenefitRow[]> {
  const debtors = [...new Set(days.map(({ debtor }) => debtor))];
  const open = await openBalances(tx, debtors);
  const left = days.filter(({ debtor, claim }) =>
    (open.get(debtor) ?? []).some(({ claimNumber }) => claimNumber === claim),
  );
  if (left.length === 0) return [];
  const findings = await latestFindings(tx, debtors);
  const reviewed = await lapseReviewed(tx, debtors, on);
  const underWay = await underWayFor(tx, debtors);
  const holds = await holdsOn(
    tx,
    left.map(({ claim }) => claim),
  );
  return [...Map.groupBy(left, ({ debtor }) => debtor)].map(([debtor, claims]) => {
    const decision = underWay.get(debtor);
    const proposed = new Set(
      decision === undefined || decision.decided !== null ? [] : decision.lapses.map(({ claim }) => claim),
    );
    const waiting = claims.filter(({ claim }) => reviewed.has(debtor) || proposed.has(claim));
    return {
      kind: 'benefit',
      debtor,
      claims,
      judged: judgedWhen(findings.get(debtor)?.on, claims, on),
      waits: waiting.length > 0,
      ...holdsToChange(debtor, { claims, waiting, holds }),
    };
  });
}

function judgedWhen(
  judgedOn: PlainDate | undefined,
  claims: readonly LapseDay[],
  on: PlainDate,
): BenefitRow['judged'] {
  if (judgedOn === undefined) return 'not-judged';
  if (claims.some(({ earliest }) => judgedOn <= earliest)) return 'before';
  return judgedOn === on ? 'today' : 'since';
}

interface Held {
  readonly claims: readonly LapseDay[];
  readonly waiting: readonly LapseDay[];
  readonly holds: ReadonlyMap<ClaimNumber, readonly Hold[]>;
}

function holdsToChange(
  debtor: DebtorNumber,
  { claims, waiting, holds }: Held,
): Pick<BenefitRow, 'hold' | 'release'> {
  const isHeld = ({ claim }: LapseDay) =>
    (holds.get(claim) ?? []).some((hold) => hold.reason === 'lapse-review' && hold.debtor === debtor);
  return {
    hold: waiting.filter((each) => !isHeld(each)).map(({ claim }) => claim),
    release: claims.filter((each) => isHeld(each) && !waiting.includes(each)).map(({ claim }) => claim),
  };
}
