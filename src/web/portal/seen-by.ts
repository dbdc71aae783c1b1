import { hidesAddress } from '../../identity/acting.ts';
import type { Session } from '../../identity/types.ts';
import type { Visit } from './route.ts';
import { textsFor } from './texts/for-whom.ts';

/** The visit as somebody makes it: who it is, with what words they are told of another's debts, and whether an address is hidden from them. */
export async function seenBy<Who extends Session | null>(
  session: Who,
  visit: Visit,
): Promise<Visit & { readonly session: Who }> {
  return {
    ...visit,
    session,
    texts: textsFor(visit.language, session),
    hidesAddress: session === null || (await hidesAddress(visit.tx, session)),
  };
}
