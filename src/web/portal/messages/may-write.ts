import type { PersonalVisit } from '../route.ts';

/** Whether who looks may write about that here, for whom they look at, as the municipality has chosen. */
export function mayWrite(
  { session, portal }: Pick<PersonalVisit, 'session' | 'portal'>,
  about: 'objections' | 'hearings' | 'complaints' | 'documentation',
): boolean {
  return session.debtor !== null && session.scopes.includes('write') && portal.messages[about];
}
