import { decisionCourses, type DecisionCourse } from '../agreements/course.ts';
import { decisionsAbout } from '../agreements/decisions.ts';
import { determinationsAbout } from '../agreements/determinations.ts';
import { hearingsOf, type Hearing } from '../agreements/hearings.ts';
import type { Decision } from '../agreements/types.ts';
import { readableDecisionId, type DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { StoryEntry } from './story-entries.ts';

/** What each month found for a debtor, and what followed from it or why nothing did. */
export async function findingEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  const determinations = await determinationsAbout(tx, debtor);
  return determinations.map(({ month, ordinal, calculationDate: on, found, consequence }) => ({
    on,
    what: 'month',
    month,
    ordinal,
    outcome: found.outcome,
    reason: found.reason,
    monthly: found.outcome === 'plan' ? found.monthly : null,
    consequence,
  }));
}

/** Every decision and proposal about a debtor on its way: proposed, asked about, answered, decided, in force, taken back. */
export async function decisionEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  const decisions = await decisionsAbout(tx, debtor);
  const hearings = await hearingsOf(
    tx,
    decisions.map(({ id }) => id),
  );
  const courses = await decisionCourses(tx, debtor);
  return decisions.flatMap((decision) => [
    proposed(decision),
    ...heard(decision, hearings.get(decision.id)),
    ...decided(decision, courses.get(decision.id)),
  ]);
}

function about({ id }: Decision) {
  return { decision: readableDecisionId(id) };
}

function proposed(decision: Decision): StoryEntry {
  const { draftedOn: on, change, replaces, terms: after, proposedBy: by, because } = decision;
  return {
    on,
    ...about(decision),
    what: 'proposed',
    change,
    before: replaces?.terms ?? null,
    after,
    by,
    because,
  };
}

function heard(decision: Decision, hearing: Hearing | undefined): StoryEntry[] {
  if (hearing === undefined) return [];
  const { kind, askedOn, printedDeadline, deadline, answeredOn, answer, reply, closedOn } = hearing;
  const entries: StoryEntry[] = [
    { on: askedOn, ...about(decision), what: 'asked', kind, deadline: deadline ?? printedDeadline },
  ];
  if (answeredOn !== null && answer !== null)
    entries.push({ on: answeredOn, ...about(decision), what: 'answered', answer, reply });
  else if (closedOn !== null && decision.decided !== null)
    entries.push({ on: closedOn, ...about(decision), what: 'not-answered' });
  return entries;
}

function decided(decision: Decision, course: DecisionCourse | undefined): StoryEntry[] {
  const entries: StoryEntry[] = [];
  const { decided: by, terms } = decision;
  if (by !== null)
    entries.push({
      on: by.on,
      ...about(decision),
      what: 'decided',
      by: by.by,
      together: course?.together === true,
      after: terms,
      firstDue: by.firstDue,
    });
  if (course?.inForceOn != null) {
    const from = course.agreement?.inForceFrom ?? course.inForceOn;
    entries.push({ on: course.inForceOn, ...about(decision), what: 'in-force', from, terms });
  }
  const { endedOn = null, endedWhy = null } = course?.agreement ?? {};
  if (endedOn !== null && endedWhy !== null && endedWhy !== 'replaced' && endedWhy !== 'reversed')
    entries.push({ on: endedOn, ...about(decision), what: 'agreement-ended', why: endedWhy });
  if (course?.closed != null) {
    const what = decision.state === 'reversed' ? 'reversed' : 'withdrawn';
    const { on, by: closedBy, why } = course.closed;
    entries.push({ on, ...about(decision), what, by: closedBy, why });
  }
  return entries;
}
