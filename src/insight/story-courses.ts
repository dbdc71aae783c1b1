import { holdsKept, type HoldKept } from '../claims/claim-history.ts';
import { coursesOf } from '../dunning/courses.ts';
import type { StoredCourse } from '../dunning/course.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { nameIn, type NamedClaims } from './story-claims.ts';
import type { StoryEntry } from './story-entries.ts';

/** How bills were followed up besides letters, and what let the debtor's claims rest. */
export async function courseEntries(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  names: NamedClaims,
): Promise<StoryEntry[]> {
  const claims = [...names.keys()];
  const courses = [...(await coursesOf(tx, claims)).values()];
  const holds = await holdsKept(tx, claims, debtor);
  return [...courses.flatMap((course) => stepsOf(course, names)), ...holdEntries(holds, names)];
}

function stepsOf(
  { claim: number, defaultedOn, proposedOn, approved, clearedOn, ended }: StoredCourse,
  names: NamedClaims,
): StoryEntry[] {
  const claim = nameIn(names, number);
  const entries: StoryEntry[] = [];
  if (defaultedOn !== null) entries.push({ on: defaultedOn, what: 'bill-defaulted', claim });
  if (proposedOn !== null) entries.push({ on: proposedOn, what: 'transfer-proposed', claim });
  if (approved !== null) entries.push({ on: approved.on, what: 'transfer-approved', claim, by: approved.by });
  if (clearedOn !== null) entries.push({ on: clearedOn, what: 'bill-cleared', claim });
  if (ended !== null) entries.push({ on: ended.on, what: 'course-ended', claim, as: ended.as });
  return entries;
}

/** One entry for all claims that rested, or went on, on the same day for the same reason. */
function holdEntries(holds: readonly HoldKept[], names: NamedClaims): StoryEntry[] {
  const named = (those: readonly HoldKept[]) => those.map(({ claim }) => nameIn(names, claim));
  const placed = [
    ...Map.groupBy(holds, ({ from, reason, reviewOn }) => `${from} ${reason} ${reviewOn}`).values(),
  ];
  const lifted = [...Map.groupBy(holds, ({ liftedOn, reason }) => `${liftedOn} ${reason}`).values()];
  return [
    ...placed.flatMap((those): StoryEntry[] => {
      const [first] = those;
      if (first === undefined) return [];
      const { from: on, reason, reviewOn } = first;
      return [{ on, what: 'held', reason, claims: named(those), reviewOn }];
    }),
    ...lifted.flatMap((those): StoryEntry[] => {
      const [first] = those;
      if (first === undefined || first.liftedOn === null) return [];
      return [{ on: first.liftedOn, what: 'hold-lifted', reason: first.reason, claims: named(those) }];
    }),
  ];
}
