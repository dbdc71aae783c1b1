import { hidesAddress } from '../../identity/acting.ts';
import type { Session } from '../../identity/types.ts';
import type { Visit } from './route.ts';

/** The visit as somebody makes it: whose it is, and whether an address is hidden from them. */
export async function seenBy<Who extends Session | null>(
  session: Who,
  visit: Visit,
): Promise<Visit & { readonly session: Who }> {
  return { ...visit, session, hidesAddress: session === null || (await hidesAddress(visit.tx, session)) };
}
