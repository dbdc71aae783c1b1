import { asRecorded } from '../../identity/acting.ts';
import { sessionOf, type SessionToken } from '../../identity/sessions.ts';
import type { Session } from '../../identity/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { unreachable } from '../../kernel/result.ts';
import type { PortalChoices } from '../../municipality/choices/portal.ts';
import { admits, openingOn } from '../../municipality/portal-opening.ts';
import type { MunicipalityReadTx } from '../../platform/database.ts';
import type { Place, RouteName } from './addresses.ts';
import type { Needs } from './route.ts';

/** Money may have been taken: whoever has begun a payment finds out, whatever the municipality has chosen since, and can sign out. */
const FOR_WHO_HAS_PAID: ReadonlySet<RouteName> = new Set<RouteName>([
  'payment',
  'payment-return',
  'payment-stop',
  'payment-stop-again',
  'receipt',
  'still-there',
  'stay',
  'sign-out',
]);
/** There while the pages are closed. */
const NEVER_CLOSED: ReadonlySet<RouteName> = new Set<RouteName>([
  ...FOR_WHO_HAS_PAID,
  'front',
  'signed-out',
  'timed-out',
]);
/** Where one chooses whom to act for. */
const CHOOSING: ReadonlySet<RouteName> = new Set<RouteName>(['choose', 'act-for']);

interface Opening {
  readonly portal: PortalChoices;
  readonly today: PlainDate;
}

/** Whether a page is not there because the pages are closed. */
export function isClosed({ name }: Place, portal: PortalChoices, today: PlainDate): boolean {
  return openingOn(portal, today) === 'closed' && !NEVER_CLOSED.has(name);
}

interface Asked {
  readonly token: SessionToken | null;
  readonly place: Place;
  readonly at: Temporal.Instant;
}

/** Who it is, also when the municipality chooses otherwise after they signed in, and whether the pages are open to them. */
export async function whoLooks(
  tx: MunicipalityReadTx,
  { token, place, at }: Asked,
  { portal, today }: Opening,
): Promise<{ readonly session: Session | null; readonly isOpen: boolean }> {
  const nobody = { session: null, isOpen: openingOn(portal, today) !== 'closed' };
  const found = token === null ? null : await sessionOf(tx, token, at);
  if (found === null) return nobody;
  // Who acts for another may have been stopped since they signed in: what is recorded here is asked at each of their pages.
  const isAsked = found.actsFor !== null || CHOOSING.has(place.name);
  const session = isAsked ? await asRecorded(tx, found, today) : found;
  if (isAdmitted(session, portal, today)) return { session, isOpen: true };
  return FOR_WHO_HAS_PAID.has(place.name) ? { session, isOpen: false } : nobody;
}

/** Who is no test person, and acts for one, is let in to choose them. */
export function isAdmitted(
  { debtor, own, mayActFor }: Session,
  portal: PortalChoices,
  today: PlainDate,
): boolean {
  if (admits(portal, today, debtor)) return true;
  return debtor === null && [own, ...mayActFor].some((each) => admits(portal, today, each.debtor));
}

/** Why a page is not served to who looks; null = it is. */
export function refusalOf(
  needs: Needs,
  session: Session | null,
  { token }: { readonly token: SessionToken | null },
): 'sign-in' | 'timed-out' | 'choose' | 'not-found' | null {
  if (needs === 'nobody') return null;
  if (session === null) return token === null ? 'sign-in' : 'timed-out';
  switch (needs) {
    case 'session':
      return null;
    case 'see':
    case 'pay':
    case 'write':
    case 'sign':
    case 'self':
      // Nobody has been chosen yet, or not again.
      if (session.scopes.length === 0) return 'choose';
      // As if it were not there: what somebody may not do is nothing that they are told about.
      return session.scopes.includes(needs) ? null : 'not-found';
    default:
      return unreachable(needs);
  }
}
