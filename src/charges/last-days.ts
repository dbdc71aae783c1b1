import { sql } from 'kysely';
import { limitationsOf, recordLimitations, type Limitation } from '../claims/limitation.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { interruptedBy, type Interruption } from '../law/limitation.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { preparedArrays } from '../platform/prepared.ts';

/**
 * The limitation of claims of any level, for each who is or was liable. Interest and fees have the three years they were posted with
 * (forældelsesloven § 5, stk. 2) until something interrupts them; that they end with their main claim (§ 23, stk. 2) is looked at
 * with that. What lapses instead is left out.
 */
export async function standingLimitations(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Limitation[]>> {
  const own = sql<OwnYears>`
    select claim_number as claim, l.debtor_number as debtor, c.until_on as until,
      coalesce(claim.srb_on, claim.due_on, c.posted_on) as "countedFrom"
    from charge c join claim using (claim_number) join liability l using (claim_number)
    where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, l.debtor_number`;
  const [all, { rows }] = await Promise.all([limitationsOf(tx, claims), own.execute(tx)]);
  for (const row of rows) {
    const recorded = all.get(row.claim) ?? [];
    if (recorded.some(({ debtor }) => debtor === row.debtor)) continue;
    all.set(row.claim, [...recorded, { ...row, ...asPosted }]);
  }
  return all;
}

type OwnYears = Pick<Limitation, 'claim' | 'debtor' | 'until' | 'countedFrom'>;

const asPosted = {
  years: 3,
  because: 'ordinary',
  judgmentOn: null,
  settlementOn: null,
  evidence: null,
} as const;

/** The last day of claims of any level for each who is or was liable, and nothing more of it; what lapses instead is left out. */
export async function lastDaysOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Map<DebtorNumber, PlainDate>>> {
  if (claims.length === 0) return new Map();
  const rows = await preparedArrays<[ClaimNumber, DebtorNumber, PlainDate]>(
    tx,
    'last-days',
    sql`select l.claim_number, l.debtor_number, coalesce(m.until_on, c.until_on)
      from liability l
      left join limitation m
        on m.claim_number = l.claim_number and m.debtor_number = l.debtor_number and not m.superseded
      left join charge c on c.claim_number = l.claim_number
      where l.claim_number = any (${claims.map(String)}::bigint[]) and coalesce(m.until_on, c.until_on) is not null`,
  );
  const byClaim = Map.groupBy(rows, ([claim]) => claim);
  return new Map(
    [...byClaim].map(([claim, days]) => [claim, new Map(days.map(([, debtor, until]) => [debtor, until]))]),
  );
}

/** A limitation after what interrupted it; the same one where that changed nothing. */
export function interrupted(standing: Limitation, interruption: Interruption): Limitation {
  const { until, countedFrom } = standing;
  const next = interruptedBy({ until, from: countedFrom, years: standing.years }, interruption);
  if (next.until === until && next.from === countedFrom) return standing;
  return {
    ...standing,
    ...ruledBy(interruption),
    until: next.until,
    countedFrom: next.from,
    years: next.years,
    because: interruption.kind,
  };
}

/**
 * A limitation after what interrupted it, when something of a later day has begun the running period: as if both had been known in the order of
 * their days, so that ten years are begun again as ten. The same one where that is no longer. `isCivil`: what Gældsstyrelsen received keeps its ten.
 */
export function interruptedInOrder(
  standing: Limitation,
  interruption: Interruption,
  isCivil: boolean,
): Limitation {
  const next = interrupted(standing, interruption);
  const later = begunBy(standing, isCivil);
  if (next === standing || later === null || interruption.on >= standing.countedFrom) return next;
  const renewed = interrupted(next, later);
  if (renewed === next) return next;
  const { because, evidence } = standing;
  return renewed.until > standing.until ? { ...renewed, because, evidence } : standing;
}

/** What began the period; null where it is the claim's own. */
function begunBy(
  { because: kind, countedFrom: on, years }: Limitation,
  isCivil: boolean,
): Interruption | null {
  switch (kind) {
    case 'ordinary':
    case 'special-basis':
    case 'source':
      return null;
    case 'acknowledged':
      return { kind, on, existenceAndAmount: years === 10, byAllWhoMust: true };
    case 'recovery-received':
    case 'returned':
      return { kind: 'recovery-received', on, system: 'psrm', civil: isCivil };
    default:
      return { kind, on };
  }
}

/** A claim has one of the two, the last: Gældsstyrelsen is told of it (R_2_1a, R_2_1b). */
function ruledBy({ kind, on }: Interruption): Partial<Limitation> {
  if (kind === 'judgment') return { judgmentOn: on, settlementOn: null };
  return kind === 'settlement' ? { judgmentOn: null, settlementOn: on } : {};
}

export interface Interrupting {
  readonly interruption: Interruption;
  /** Main claims, interest and fees, each named: none follows by itself. */
  readonly claims: readonly ClaimNumber[];
  readonly debtor: DebtorNumber;
  /** Civil ones among the claims, where the period may have been begun by something later; none when left out. */
  readonly civil?: ReadonlySet<ClaimNumber>;
  /** What shows it: an errand's, a set-off's or an arrangement's number. */
  readonly evidence: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Interrupts the limitation of claims towards one debtor (forældelsesloven §§ 15-18): the years begin again on the day (§ 19), and once more on
 * that of what is known already and came later. For others who owe them nothing changes. What was time-barred by then, or has longer already, stays.
 */
export async function interruptLimitations(
  tx: MunicipalityTx,
  { interruption, claims, debtor, civil = new Set(), evidence, by, at }: Interrupting,
): Promise<void> {
  const standing = [...(await standingLimitations(tx, claims)).values()].flat();
  const own = standing.filter((each) => each.debtor === debtor);
  const changed = own.flatMap((each) => {
    const after = interruptedInOrder(each, interruption, civil.has(each.claim));
    return after === each ? [] : [{ after, next: { ...interrupted(each, interruption), evidence } }];
  });
  await recordLimitations(
    tx,
    changed.map(({ next }) => ({ ...next, by, at })),
  );
  const renewed = changed.filter(({ after, next }) => after.countedFrom !== next.countedFrom);
  await recordLimitations(
    tx,
    renewed.map(({ after }) => ({ ...after, by, at })),
  );
}

/** The first of their last days; null = none of them ends. */
export function earliestDay(limitations: readonly Limitation[]): PlainDate | null {
  return limitations.map(({ until }) => until).toSorted()[0] ?? null;
}
