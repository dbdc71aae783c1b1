import type { UnallocatedFor } from '../agreements/plan-standings.ts';
import { billsOf } from '../claims/bills.ts';
import { lastCorrectedOn } from '../claims/corrections.ts';
import { holdRangesOn } from '../claims/hold-ranges.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { mainClaims } from '../claims/main-claims.ts';
import { exceptionsThatCount, holdsBesides, type StatedException } from '../claims/notice-exceptions.ts';
import { clearancesOf } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { standingFeeLetters } from '../charges/fees.ts';
import { lastDaysOf } from '../charges/last-days.ts';
import { latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { answeredReasons } from '../law/holds.ts';
import { givenUp } from '../ledger/claim-losses.ts';
import { overpaidBy } from '../ledger/overpaid.ts';
import { paymentsTakenOff } from '../ledger/payments-taken-off.ts';
import { raisedWhenPaid } from '../ledger/raised-later.ts';
import { nobodyToWriteTo } from '../letters/letter-people.ts';
import { noticesNotMadeInTime } from '../letters/notices-too-late.ts';
import { noticesById } from '../letters/notices.ts';
import { freshlyUnallocatedFor } from '../payments/unallocated.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { CourseClaim, CourseLetter, DebtorCourses, StoredCourse } from './course.ts';
import { ERRANDS } from './course-facts.ts';
import { statedExceptions } from './recorded-exceptions.ts';
import { courseLetters } from './store.ts';

/** What decides what follows for claims, debtor by debtor in the order of their numbers: all of it is read for all at once; money counts that is held since a day. */
export async function readCourses(
  tx: MunicipalityReadTx,
  courses: readonly StoredCourse[],
  {
    on,
    moneySince,
    bankAsked,
  }: { readonly on: PlainDate; readonly moneySince: PlainDate; readonly bankAsked?: UnallocatedFor },
): Promise<DebtorCourses[]> {
  const claims = await courseClaims(tx, courses, on);
  const debtors = [...new Set(claims.flatMap(({ liable }) => liable))];
  const [lying, held, nobody] = [
    new Set([
      ...(await freshlyUnallocatedFor(tx, debtors, moneySince)),
      ...((await bankAsked?.(tx, debtors)) ?? []),
    ]),
    await overpaidBy(tx, debtors),
    await nobodyToWriteTo(tx, debtors, on),
  ];
  return [...Map.groupBy(claims, ({ course }) => course.debtor)]
    .toSorted(([a], [b]) => a - b)
    .map(([debtor, theirs]) => ({
      debtor,
      claims: theirs,
      unallocated: new Set(theirs.flatMap(({ liable }) => liable.filter((each) => lying.has(each)))),
      held: ofThese(held, theirs),
      unwritable: ofThese(nobody, theirs),
    }));
}

function ofThese<T>(all: ReadonlyMap<DebtorNumber, T>, claims: readonly CourseClaim[]): Map<DebtorNumber, T> {
  return new Map([...all].filter(([who]) => claims.some(({ liable }) => liable.includes(who))));
}

/** The same without what is known of the debtors themselves: their money, and who can be written to. */
export async function courseClaims(
  tx: MunicipalityReadTx,
  courses: readonly StoredCourse[],
  on: PlainDate,
): Promise<CourseClaim[]> {
  if (courses.length === 0) return [];
  const mains = courses.map(({ claim }) => claim);
  const [claims, bills, liabilities, holds, letters, feeLetters, corrected, clearances, lost, stated, again] =
    await Promise.all([
      mainClaims(tx, mains),
      billsOf(tx, mains),
      liabilitiesFor(tx, mains),
      // What is answered on its own day gives the debtor some days, too.
      holdRangesOn(tx, mains, answeredReasons),
      lettersOf(tx, mains, on),
      standingFeeLetters(tx, mains),
      lastCorrectedOn(tx, mains),
      clearancesOf(tx, mains),
      givenUp(tx, mains),
      statedExceptions(tx, mains),
      openAgain(tx, mains),
    ]);
  const still = liabilities.filter(({ ended }) => ended === null);
  const liable = Map.groupBy(still, ({ claim }) => claim);
  const shared = [...liable].flatMap(([claim, owing]) => (owing.length > 1 ? [claim] : []));
  const held = await holdsOn(tx, [...new Set([...stated.keys(), ...shared])]);
  const billed = bills.map(({ claim }) => claim);
  const [accounts, lastDays] = await Promise.all([
    accountsOfClaims(tx, billed),
    lastDaysOf(tx, [...new Set([...mains, ...billed])]),
  ]);
  const byMain = Map.groupBy(bills, ({ main }) => main);
  return courses.map((course) => {
    const main = claims.get(course.claim);
    const owing = (liable.get(course.claim) ?? []).map(({ debtor }) => debtor);
    assert(main !== undefined, `claim ${course.claim} is on its way and is no main claim`);
    return {
      course,
      type: main.type,
      due: main.due,
      srb: main.srb,
      principal: accounts.get(course.claim)?.raised ?? zeroOre,
      givenUp: lost.has(course.claim),
      owed: (byMain.get(course.claim) ?? [])
        .map((bill) => ({
          bill,
          owed: balanceOf(accounts.get(bill.claim)),
          lastDays: lastDays.get(bill.claim) ?? noLimitation,
        }))
        .filter(({ owed }) => owed > zeroOre),
      atRecovery: accounts.get(course.claim)?.atRecovery ?? zeroOre,
      liable: owing,
      inErrand: inErrandOf(owing, held.get(course.claim) ?? []),
      lastDays: lastDays.get(course.claim) ?? noLimitation,
      ...withExceptions(stated.get(course.claim) ?? [], {
        owing,
        held: held.get(course.claim) ?? [],
        holds: holds.get(course.claim) ?? [],
        letters: letters.get(course.claim) ?? [],
      }),
      feeLetters: feeLetters.get(course.claim) ?? [],
      openAgainOn: again.get(course.claim) ?? null,
      correctedOn: corrected.get(course.claim) ?? null,
      cleared: clearances.has(course.claim),
    };
  });
}

/** The last day on which each of these claims was open again; those that never were are left out. */
async function openAgain(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PlainDate>> {
  const days = await raisedWhenPaid(tx, mains);
  for (const { claim, on } of await paymentsTakenOff(tx, mains))
    days.set(claim, latestOf(on, days.get(claim)) ?? on);
  return days;
}

/** Those who owe it and are in an errand, where not all are. */
function inErrandOf(owing: readonly DebtorNumber[], held: readonly Hold[]): ReadonlySet<DebtorNumber> {
  const those = owing.filter((each) =>
    held.some(({ debtor, reason }) => debtor === each && ERRANDS.has(reason)),
  );
  return new Set(those.length === owing.length ? [] : those);
}

type Held = Pick<CourseClaim, 'holds' | 'letters'> & {
  readonly owing: readonly DebtorNumber[];
  /** The holds that stand, with whom they are towards. */
  readonly held: readonly Hold[];
};

/** Nothing waits for a letter to somebody who need not be told, nor for that they cannot be reached. */
function withExceptions(
  stated: readonly StatedException[],
  { owing, held, holds, letters }: Held,
): Pick<CourseClaim, 'holds' | 'letters' | 'exceptions' | 'reachableAgain'> {
  const exceptions = exceptionsThatCount(stated, held);
  const still = new Set(holdsBesides(held, exceptions, owing).map(({ reason }) => reason));
  const lapsed = held.map(({ reason }) => reason).filter((reason) => !still.has(reason));
  return {
    exceptions,
    reachableAgain: stated.some(({ debtor }) => owing.includes(debtor) && !exceptions.has(debtor)),
    holds: holds.filter(({ reason, days }) => days.to !== null || !lapsed.includes(reason)),
    letters: letters.filter(({ debtor, arrivedOn }) => arrivedOn !== null || !exceptions.has(debtor)),
  };
}

const noLimitation: ReadonlyMap<DebtorNumber, PlainDate> = new Map();

async function lettersOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  on: PlainDate,
): Promise<Map<ClaimNumber, CourseLetter[]>> {
  const written = await courseLetters(tx, claims);
  const all = await noticesById(tx, [...new Set(written.map(({ notice }) => notice))]);
  const notices = new Map(all.map((each) => [each.notice, each]));
  const tooLate = await noticesNotMadeInTime(tx, all, on);
  const letters = written.map(({ claim, notice: number, step }) => {
    const notice = notices.get(number);
    assert(notice !== undefined, 'the letter of a step is a notice');
    const { debtor, writtenOn, warnsOfTransfer, arrivedOn, deadline, notArrivedOn, withdrawnOn } = notice;
    const unsent = withdrawnOn !== null ? 'given-up' : tooLate.has(number) ? 'too-late' : null;
    const told = { arrivedOn, deadline, notArrivedOn, unsent } as const;
    return { claim, notice: number, debtor, step, writtenOn, warnsOfTransfer, ...told };
  });
  return Map.groupBy(letters, ({ claim }) => claim);
}
