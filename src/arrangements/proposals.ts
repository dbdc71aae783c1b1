import type { PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { aboutClaims, mainsOf, type AboutClaims } from './about-claims.ts';
import { arrangementsByNumber } from './store.ts';
import type { Arrangement, ArrangementNumber } from './types.ts';

/** Why a request that waits cannot be agreed to as it is any longer: it is to be asked for anew. */
export type NotDecidable =
  | { readonly tag: 'day-has-passed' }
  /** Something was paid, charged or corrected since, or the debtor was freed of a claim. */
  | { readonly tag: 'owed-has-changed' };

/** What a request that waits is about, where it can still be agreed to as it was asked for. */
export async function standingOfProposal(
  tx: MunicipalityReadTx,
  arrangement: Arrangement,
  on: PlainDate,
): Promise<Result<{ readonly about: AboutClaims }, NotDecidable>> {
  const { terms, debtor, acknowledgedOn } = arrangement;
  if ((terms.kind === 'plan' ? terms.firstDue : terms.lastDue) <= on)
    return refuse({ tag: 'day-has-passed' });
  const mains = await mainsOf(tx, arrangement);
  const about = await aboutClaims(tx, { debtor, mains, acknowledgedOn });
  // Who has been freed of a claim meanwhile agrees on nothing about it.
  if (about.strange !== null || !isSame(arrangement, about)) return refuse({ tag: 'owed-has-changed' });
  return ok({ about });
}

function isSame({ claims }: Arrangement, { owed }: AboutClaims): boolean {
  const now = new Map(owed.map(({ bill, owed: left }) => [bill.claim, left]));
  return claims.length === now.size && claims.every((each) => now.get(each.claim) === each.owed);
}

/** Of these requests, those that wait, and whether each can be agreed to on a day. For lists of what a person is to decide. */
export async function proposalsStanding(
  tx: MunicipalityReadTx,
  numbers: readonly ArrangementNumber[],
  on: PlainDate,
): Promise<Map<ArrangementNumber, 'stands' | NotDecidable['tag']>> {
  const standing = new Map<ArrangementNumber, 'stands' | NotDecidable['tag']>();
  for (const arrangement of await arrangementsByNumber(tx, numbers)) {
    if (arrangement.state !== 'proposed') continue;
    const found = await standingOfProposal(tx, arrangement, on);
    standing.set(arrangement.number, found.ok ? 'stands' : found.refusal.tag);
  }
  return standing;
}
