import { daysWithoutDefault } from '../agreements/default-days.ts';
import { defaultSpans } from '../agreements/default-spans.ts';
import { holdRangesOn, type HoldRange } from '../claims/hold-ranges.ts';
import { liabilitiesFor, liabilityDays } from '../claims/liabilities.ts';
import { mainClaims, type MainClaim } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DateRange, PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { claimType, type ClaimType, type OwnTypes } from '../law/claim-types.ts';
import { effects } from '../law/holds.ts';
import type { DayCount, InterestFacts, ReliefOfDays } from '../law/interest-facts.ts';
import { specialInterest } from '../law/interest.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { givenUp } from '../ledger/claim-losses.ts';
import { interestChoicesIn } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { demandsPaid } from './demands-paid.ts';
import type { Course } from './interest-courses.ts';
import { lastDaysOf } from './last-days.ts';
import type { PostingFacts } from './next-look.ts';
import { bearingBy, owedByDay, type Owed } from './owed.ts';
import { reliefsOfDays } from './reliefs-of-days.ts';
import { chargesOfMains } from './store.ts';
import type { Charge } from './types.ts';

/** A main claim that bears interest, with all that its interest depends on. */
export interface Bearing {
  readonly course: Course;
  readonly type: ClaimType;
  readonly facts: Omit<InterestFacts, 'until'>;
  /** How much of it was owed from which day. */
  readonly owed: Owed;
  readonly posting: PostingFacts;
  /** What it amounts to today, as corrected; of `facts` and `owed` the principal is what it was from the beginning. */
  readonly raised: Ore;
  /** What is left of it here, and what of it is at the recovery authority. */
  readonly open: Ore;
  readonly atRecovery: Ore;
  /** Nothing is left of it, because the rest was written off or has ended. */
  readonly givenUp: boolean;
  /** Who is or was liable, by number, and who still is. */
  readonly debtors: readonly DebtorNumber[];
  readonly liable: readonly DebtorNumber[];
  /** The last day on which any of them owes it; null where it has no limitation, or nobody is liable. */
  readonly until: PlainDate | null;
  /** Its interest and fees. */
  readonly charges: readonly Charge[];
  /** Of repayment: which of its fees are for demands whose instalments turn out to have been paid. */
  readonly demandsPaid: ReadonlyMap<ClaimNumber, boolean>;
}

/** What the interest of these claims depends on, in their order. */
export async function bearings(tx: MunicipalityReadTx, courses: readonly Course[]): Promise<Bearing[]> {
  if (courses.length === 0) return [];
  const mains = courses.map(({ main }) => main);
  const [claims, accounts, gone, holds, charges, lastDays, owing] = await Promise.all([
    mainClaims(tx, mains),
    accountsOfClaims(tx, mains),
    givenUp(tx, mains),
    holdRangesOn(tx, mains),
    chargesOfMains(tx, mains),
    lastDaysOf(tx, mains),
    liabilitiesFor(tx, mains),
  ]);
  const { own, dayCount } = await interestChoicesIn(tx);
  const owedThen = await owedByDay(tx, mains, accounts);
  const relieved = await reliefsOfDays(tx, mains);
  const repaid = await repayments(tx, courses, charges);
  const liabilities = Map.groupBy(owing, ({ claim }) => claim);
  return courses.map((course) => {
    const { main } = course;
    const [claim, standing, theirs = []] = [claims.get(main), accounts.get(main), liabilities.get(main)];
    const owed = owedThen.get(main);
    assert(claim !== undefined && owed !== undefined, `interest runs on main claims, and ${main} is none`);
    const liable = theirs.filter(({ ended }) => ended === null).map(({ debtor }) => debtor);
    return {
      course,
      ...ofLaw(course, {
        claim,
        owed,
        relieved: relieved.get(main) ?? [],
        off: [...offRanges(holds.get(main) ?? []), ...course.undecided, ...repaid.off(main)],
        own,
        dayCount,
      }),
      owed,
      raised: standing?.raised ?? zeroOre,
      open: balanceOf(standing),
      atRecovery: standing?.atRecovery ?? zeroOre,
      givenUp: gone.has(main),
      debtors: theirs.map(({ debtor }) => debtor),
      liable,
      until: lastOf(liable, lastDays.get(main)),
      charges: charges.get(main) ?? [],
      demandsPaid: repaid.demandsPaid,
    };
  });
}

/** What only interest on repayment depends on; of bills nothing is read. */
async function repayments(
  tx: MunicipalityReadTx,
  courses: readonly Course[],
  charges: ReadonlyMap<ClaimNumber, readonly Charge[]>,
): Promise<Pick<Bearing, 'demandsPaid'> & { readonly off: (main: ClaimNumber) => readonly DateRange[] }> {
  const mains = courses.flatMap(({ main, due }) => (due === null ? [] : [main]));
  if (mains.length === 0) return { demandsPaid: new Map(), off: () => [] };
  const spans = Map.groupBy(await defaultSpans(tx, mains), ({ claim }) => claim);
  const owing = Map.groupBy(await liabilityDays(tx, mains), ({ claim }) => claim);
  const off = new Map(
    [...owing].map(([main, those]) => [main, daysWithoutDefault(those, spans.get(main) ?? [])]),
  );
  return {
    off: (main) => off.get(main) ?? [],
    demandsPaid: await demandsPaid(
      tx,
      mains.flatMap((main) => charges.get(main) ?? []),
    ),
  };
}

function lastOf(
  liable: readonly DebtorNumber[],
  days: ReadonlyMap<DebtorNumber, PlainDate> | undefined,
): PlainDate | null {
  const known = liable.flatMap((debtor) => days?.get(debtor) ?? []);
  return known.length < liable.length ? null : (known.toSorted().at(-1) ?? null);
}

/**
 * Days without interest: while something stands on the claim that stops it (open question Q27). Towards one of several
 * debtors it stops it for all, because the claim bears one interest. On its way to Gældsstyrelsen it rests from the day that one
 * is told, and has run on where the claim never came there (open question Q39).
 */
function offRanges(holds: readonly HoldRange[]): DateRange[] {
  return holds
    .filter(({ reason }) => effects([reason]).interest)
    .flatMap(({ days, atRecovery = days }) => (atRecovery === null ? [] : [atRecovery]));
}

interface ClaimFacts {
  readonly claim: MainClaim;
  readonly owed: Owed;
  readonly relieved: readonly ReliefOfDays[];
  readonly off: readonly DateRange[];
  readonly own: OwnTypes;
  readonly dayCount: DayCount | null;
}

function ofLaw(
  course: Course,
  { claim, owed, relieved, off, own, dayCount }: ClaimFacts,
): Pick<Bearing, 'type' | 'facts' | 'posting'> {
  const type = typeOf(claim.type, own);
  const due = course.due ?? claim.due;
  assert(due !== null, `claim ${claim.claim} bears interest and has no due date`);
  const srb = course.due ?? claim.srbBeforeAgreed ?? due;
  const entry = course.regime === 'special' ? specialInterest(type.interestRule ?? '') : null;
  const facts: Bearing['facts'] = {
    regime: course.regime,
    due,
    srb,
    ...bearingBy(owed, relieved),
    off,
    transferred: course.stopped?.why === 'transferred' ? course.stopped.on : null,
    councilDecision: { on: course.from },
    dueFixed: course.dueFixed,
    demandSent: claim.demandSent,
    ...(dayCount === null ? {} : { dayCount }),
    // Where years are free from the day the loan was paid out and nobody has told it, nothing is charged.
    ...(entry === null ? {} : { special: { entry, paidOut: claim.paidOut } }),
  };
  return { type, facts, posting: { due, srb, per: perOf(course.regime, entry?.per ?? 'month') } };
}

function perOf(regime: Course['regime'], special: 'month' | 'year'): PostingFacts['per'] {
  if (regime === 'special') return special === 'month' ? 'month' : 'day';
  return regime === 'gebyrloven' ? 'month' : 'day';
}

/** The type of a claim in the register; one that is refused today was accepted when the claim came. */
export function typeOf(code: string, own: OwnTypes): ClaimType {
  const type = claimType(code, own);
  if (type.ok) return type.value;
  throw new Error(`claim type ${code}: ${type.refusal.tag}`);
}
