import { mainClaims, ordinaryClaimsOfImport, type MainClaim } from '../claims/main-claims.ts';
import type { PostRaisedClaims } from '../claims/raised-parts.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { interestRegime, type ClaimType, type OwnTypes } from '../law/claim-types.ts';
import { later } from '../law/interest-facts.ts';
import { specialInterest } from '../law/interest.ts';
import { dayAfter, dayBefore } from '../law/neighbouring-days.ts';
import { raiseImported } from '../ledger/raise.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { typeOf } from './bearing.ts';
import { interestDecidedOn, type ChargesConfigured } from './council-decision.ts';
import { insertCourses, undecidedCourses, updateCourses, type Course } from './interest-courses.ts';
import { nextLook, type PostingFacts } from './next-look.ts';

/** How claims begin to bear interest. */
export interface InterestStart {
  readonly configuration: ChargesConfigured;
  /** Charged here from this day on, where what came before is another system's; null = from the first day by law. */
  readonly from: PlainDate | null;
}

/** Raises what an import of ordinary claims brought, and starts their interest: for intake, in its transaction. */
export function raiseWithInterest(start: InterestStart): PostRaisedClaims {
  return async (tx, importNumber) => {
    await raiseImported(tx, importNumber);
    await startInterest(tx, await ordinaryClaimsOfImport(tx, importNumber), start);
  };
}

/**
 * Lets claims bear interest from their due date on. Left out are those without a due date, those of a type that no law gives
 * interest on, and those whose interest has no type of its own. Where no council has decided, the course is there and
 * stopped, until `startDecided` finds that one has.
 */
export async function startInterest(
  tx: MunicipalityTx,
  claims: readonly MainClaim[],
  start: InterestStart,
): Promise<void> {
  await insertCourses(
    tx,
    claims.flatMap((claim) => courseOf(claim, start)),
  );
}

function courseOf(
  { claim: main, type: code, due, srb, demandSent }: MainClaim,
  { configuration, from }: InterestStart,
): Course[] {
  const days = due === null ? null : { due, srb: srb ?? due };
  const posting = days === null ? null : postingOf(code, { days, own: ownTypesOf(configuration) });
  if (posting === null) return [];
  const { regime, ...looked } = posting;
  const begins = later(from ?? looked.due, dayAfter(looked.due));
  // Renteloven § 3: where payment was asked for, the due date was not fixed in advance.
  const dueFixed = demandSent === null;
  const course = { main, regime, dueFixed, due: null, undecided: [], posted: 0, next: null };
  const decidedOn = interestDecidedOn(configuration, code);
  if (decidedOn === null) {
    return [{ ...course, from: begins, stopped: { on: begins, why: 'no-council-decision' } }];
  }
  return [{ ...course, from: later(begins, decidedOn), next: nextLook(looked, looked.due), stopped: null }];
}

/** The law of the interest that main claims of a type bear; null = they bear none, or it has no type of its own. */
export function bearsBy(type: ClaimType): Course['regime'] | null {
  const regime = interestRegime(type);
  return type.level !== 'main' || type.charges.interest === null || regime === 'none' ? null : regime;
}

/** The law and the days of a type's interest; null = it bears none. */
function postingOf(
  code: string,
  {
    days,
    own,
  }: { readonly days: { readonly due: PlainDate; readonly srb: PlainDate }; readonly own: OwnTypes },
): (PostingFacts & { readonly regime: Course['regime'] }) | null {
  const type = typeOf(code, own);
  const regime = bearsBy(type);
  if (regime === null) return null;
  if (regime !== 'special') return { ...days, regime, per: regime === 'gebyrloven' ? 'month' : 'day' };
  const entry = specialInterest(type.interestRule ?? '');
  return entry === null ? null : { ...days, regime, per: entry.per === 'month' ? 'month' : 'day' };
}

const CLAIMS_PER_PAGE = 5_000;

/**
 * Starts the interest of claims that waited for the council's decision, where there is one now; nothing is charged before
 * its day. To be called before the day's interest; answers how many were started.
 */
export async function startDecided(
  tx: MunicipalityTx,
  configuration: ChargesConfigured,
  at: Temporal.Instant,
): Promise<number> {
  const today = dayInCopenhagen(at);
  let started = 0;
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const page: readonly Course[] = await undecidedCourses(tx, after, CLAIMS_PER_PAGE);
    const last = page.at(-1);
    if (last === undefined) return started;
    const claims = await mainClaims(
      tx,
      page.map(({ main }) => main),
    );
    const decided = page.flatMap((course) => {
      const decidedOn = interestDecidedOn(configuration, claims.get(course.main)?.type ?? '');
      if (decidedOn === null) return [];
      return [{ ...decidedAnew(course, decidedOn), next: today, stopped: null }];
    });
    await updateCourses(tx, decided);
    started += decided.length;
    after = last.main;
  }
}

/** What was charged before the earlier decision was taken back keeps its days; those between the two bear nothing. */
function decidedAnew(course: Course, decidedOn: PlainDate): Course {
  const { from, stopped, undecided } = course;
  if (course.posted === 0 || stopped === null) return { ...course, from: later(from, decidedOn) };
  if (decidedOn <= stopped.on) return course;
  return { ...course, undecided: [...undecided, { from: stopped.on, to: dayBefore(decidedOn) }] };
}
