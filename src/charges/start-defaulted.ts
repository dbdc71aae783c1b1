import { claimsInDefault, type ClaimInDefault } from '../agreements/default-spans.ts';
import { wholeDue } from '../agreements/whole-due.ts';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { interestRegime, localClaimTypes } from '../law/claim-types.ts';
import { later } from '../law/interest-facts.ts';
import { dayAfter } from '../law/neighbouring-days.ts';
import { typesRepaidByPlan } from '../law/repayment-laws.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { typeOf } from './bearing.ts';
import { interestDecidedOn, type ChargesConfigured } from './council-decision.ts';
import { insertCourses, lockedCourses, updateCourses, type Course } from './interest-courses.ts';
import { nextLook } from './next-look.ts';

const CLAIMS_PER_PAGE = 5_000;

/**
 * Lets repayment claims bear interest whose plans have fallen away (bek. 585/2023 § 10), from the day that the whole is due: where
 * the council has decided it, and everyone who owes the claim is in default with it (open question Q41). What went to
 * Gældsstyrelsen and came back bears interest again by a new default. To be called before the day's interest; answers how many began.
 */
export async function startDefaulted(
  tx: MunicipalityTx,
  configuration: ChargesConfigured,
  at: Temporal.Instant,
): Promise<number> {
  if (!typesRepaidByPlan.some((type) => interestDecidedOn(configuration, type) !== null)) return 0;
  let started = 0;
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const page: readonly ClaimInDefault[] = await claimsInDefault(tx, { after, limit: CLAIMS_PER_PAGE });
    const last = page.at(-1);
    if (last === undefined) return started;
    started += await startPage(tx, page, { configuration, today: dayInCopenhagen(at) });
    after = last.claim;
  }
}

async function startPage(
  tx: MunicipalityTx,
  page: readonly ClaimInDefault[],
  { configuration, today }: { readonly configuration: ChargesConfigured; readonly today: PlainDate },
): Promise<number> {
  const mains = page.map(({ claim }) => claim);
  const courses = await lockedCourses(tx, mains);
  const due = await wholeDue(
    tx,
    mains.filter((main) => !courses.has(main)),
  );
  const claims = await mainClaims(tx, [...due.keys()]);
  const begun = [...due].flatMap(([main, day]) => {
    const type = claims.get(main)?.type ?? '';
    const decidedOn = interestDecidedOn(configuration, type);
    return decidedOn === null ? [] : courseOf(main, type, { due: day, decidedOn });
  });
  await insertCourses(tx, begun);
  const back = page.flatMap(({ claim, defaultedOn }) => {
    const course = courses.get(claim);
    const stopped = course?.stopped ?? null;
    const again = stopped?.why === 'transferred' && stopped.on < defaultedOn;
    return course === undefined || !again ? [] : [{ ...course, next: today, stopped: null }];
  });
  await updateCourses(tx, back);
  return begun.length + back.length;
}

function courseOf(
  main: ClaimNumber,
  type: string,
  { due, decidedOn }: { readonly due: PlainDate; readonly decidedOn: PlainDate },
): Course[] {
  const regime = interestRegime(typeOf(type, localClaimTypes));
  if (regime !== 'gebyrloven') return [];
  const next = nextLook({ due, srb: due, per: 'month' }, due);
  const begins = { from: later(dayAfter(due), decidedOn), next };
  return [{ main, regime, dueFixed: true, due, undecided: [], posted: 0, stopped: null, ...begins }];
}
