import { overAt } from '../../../identity/sessions.ts';
import type { Session } from '../../../identity/types.ts';

/** How long before time is up somebody is asked whether they are still there. Seconds. */
export const WARNED_BEFORE = 120;

/** Whether doing something makes the session last longer; not when it is at the end of its whole time. */
export function mayStay(session: Session): boolean {
  return Temporal.Instant.compare(overAt(session), session.endsAt) < 0;
}

/** Whole seconds until a session is over if nothing more is done. */
export function secondsLeft(session: Session, now: Temporal.Instant): number {
  return Math.max(0, Math.floor(now.until(overAt(session)).total('seconds')));
}
