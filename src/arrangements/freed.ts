import { liabilitiesFor, type Liability } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { withdrawNotices } from '../letters/notices.ts';
import { unmadeNoticesOf } from '../letters/notices-of-arrangements.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { endArrangement } from './end.ts';
import { moveArrangements, openArrangementsOf } from './store.ts';
import type { Arrangement } from './types.ts';
import { endWaiting } from './waiting.ts';

/**
 * What the debtor of an arrangement still owes of what it is about: all; nothing of what is open; or only a part, because they were freed of a
 * claim that others still owe.
 */
export type StillOwes = 'all' | 'nothing' | 'part';

/** What the debtor of an arrangement owes of it, by who is liable for its claims and what is left of each. */
export function stillOwes(
  { debtor, claims }: Pick<Arrangement, 'debtor' | 'claims'>,
  liabilities: readonly Liability[],
  left: (claim: ClaimNumber) => Ore,
): StillOwes {
  const freed = new Set(
    liabilities.flatMap((each) => (each.debtor === debtor && each.ended !== null ? [each.claim] : [])),
  );
  const about = claims.map(({ claim }) => claim);
  if (!about.some((claim) => freed.has(claim))) return 'all';
  const open = about.filter((claim) => left(claim) > zeroOre);
  if (open.every((claim) => freed.has(claim))) return 'nothing';
  return open.some((claim) => freed.has(claim)) ? 'part' : 'all';
}

export interface Freed {
  readonly debtors: readonly DebtorNumber[];
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Ends the arrangements of which their debtors owe nothing any longer, whoever else does, and gives up letters about them that are not made
 * yet: what others owe rests no longer. One of which they owe a part is looked at the same night (dunning/arrangements-job.ts). The
 * debtors have been locked.
 */
export async function endFreedArrangements(tx: MunicipalityTx, { debtors, ...acting }: Freed): Promise<void> {
  const open = await openArrangementsOf(tx, debtors);
  if (open.length === 0) return;
  const claims = [...new Set(open.flatMap((each) => each.claims.map(({ claim }) => claim)))];
  const liabilities = await liabilitiesFor(tx, claims);
  const accounts = await accountsOfClaims(tx, claims);
  for (const arrangement of open) {
    const owes = stillOwes(arrangement, liabilities, (claim) => balanceOf(accounts.get(claim)));
    if (owes === 'nothing') await endOne(tx, arrangement, { why: 'freed', ...acting });
    else if (owes === 'part' && arrangement.state !== 'proposed')
      await moveArrangements(tx, [{ ...arrangement, arrangement, nextOn: acting.on }]);
  }
}

/** Ends all arrangements of debtors who have died: an estate keeps none. The debtors have been locked. */
export async function endArrangementsOfDead(
  tx: MunicipalityTx,
  { debtors, ...acting }: Freed,
): Promise<void> {
  for (const arrangement of await openArrangementsOf(tx, debtors))
    await endOne(tx, arrangement, { why: 'estate', ...acting });
}

interface EndingOne extends Omit<Freed, 'debtors'> {
  readonly why: string;
}

async function endOne(tx: MunicipalityTx, arrangement: Arrangement, ending: EndingOne): Promise<void> {
  const { on, why, by, at } = ending;
  if (arrangement.state === 'proposed') {
    await moveArrangements(tx, [{ ...arrangement, arrangement, state: 'ended', ended: { on, why } }]);
    await endWaiting(tx, arrangement, { because: 'Borgeren skylder det ikke længere.', by, at });
  } else await endArrangement(tx, arrangement, { state: 'ended', ...ending });
  await withdrawItsLetters(tx, arrangement, ending);
}

/** Gives up letters about an arrangement that are not made yet: nobody is told of it any longer. */
export async function withdrawItsLetters(
  tx: MunicipalityTx,
  arrangement: Pick<Arrangement, 'number' | 'debtor'>,
  { on, why }: { readonly on: PlainDate; readonly why: string },
): Promise<void> {
  await withdrawNotices(tx, await unmadeNoticesOf(tx, arrangement), { on, why: `arrangement-${why}` });
}
