import type { ClaimNumber } from '../claims/types.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { noticesById, withdrawNotices } from '../letters/notices.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { courseLetters, coursesOf, updateCourses } from './store.ts';

/**
 * The steps that wrote letters about these claims since a day do not count: their course is where it was before, and what has not been made
 * is not made. Answers to whom letters have been made all the same. The debtors have been locked by the caller.
 */
export async function stepsNeverTaken(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  { since, on }: { readonly since: PlainDate; readonly on: PlainDate },
): Promise<ReadonlySet<DebtorNumber>> {
  const letters = await courseLetters(tx, claims);
  const notices = await noticesById(tx, [...new Set(letters.map(({ notice }) => notice))]);
  const written = new Map(
    notices.filter(({ writtenOn }) => writtenOn >= since).map((each) => [each.notice, each]),
  );
  const after = [...(await coursesOf(tx, claims)).values()].flatMap((course) => {
    const its = letters.filter(({ claim, notice }) => claim === course.claim && written.has(notice));
    if (its.length === 0) return [];
    const reminders = new Set(
      its.flatMap(({ notice, step }) => (written.get(notice)?.kind === 'reminder' ? [step] : [])),
    );
    return {
      ...course,
      step: Math.min(course.step, ...its.map(({ step }) => step)),
      stepOn: course.ended === null ? addDays(on, 1) : course.stepOn,
      reminders: Math.max(0, course.reminders - reminders.size),
      defaultedOn: course.defaultedOn !== null && course.defaultedOn >= since ? null : course.defaultedOn,
      proposedOn: null,
      approved: null,
    };
  });
  const unmade = new Set(await withdrawNotices(tx, [...written.keys()], { on, why: 'paid-in-time' }));
  await updateCourses(tx, after);
  const made = [...written.values()].filter(
    ({ notice, withdrawnOn }) => withdrawnOn === null && !unmade.has(notice),
  );
  return new Set(made.map(({ debtor }) => debtor));
}
