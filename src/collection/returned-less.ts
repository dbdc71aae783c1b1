import { sql } from 'kysely';
import { holdsOn, liftHolds, placeHolds } from '../claims/holds.ts';
import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
import { ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { REVIEW_AFTER } from '../law/holds.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { lostThere } from './losses-there.ts';
import type { Told } from './notified.ts';
import { isBack, type Doing, type RecoveryClaim } from './types.ts';

const REASON = 'returned-less';

/** What the authority said that it had left of a claim when it sent it back, beside what its messages come to. */
export interface SentBackWith {
  readonly said: Ore;
  readonly known: Ore;
  /** Less is left than we would ask for: perhaps it has covered some, or given it up, and we have not heard. */
  readonly isLess: boolean;
}

/**
 * Compares the two before the claim is ours again. Null: they agree, or what we have changed of the claim meanwhile, such as what was paid to
 * us, is all the difference.
 */
export async function sentBackWith(
  tx: MunicipalityReadTx,
  claim: RecoveryClaim,
  { principal: said }: Pick<Told, 'principal'>,
): Promise<SentBackWith | null> {
  const known = leftBy(claim);
  const there = (await accountsOfClaims(tx, [claim.claim])).get(claim.claim)?.atRecovery ?? zeroOre;
  const gone = (await lostThere(tx, [claim])).get(claim.claim) ?? zeroOre;
  const stands = gone < there ? subtractOre(there, gone) : zeroOre;
  return said === known || said === stands ? null : { said, known, isLess: said < known && said < stands };
}

function leftBy({ reported, covered, writtenOff }: RecoveryClaim): Ore {
  return ore(reported - covered - writtenOff);
}

/** Nobody is asked for what has perhaps been covered already: the claim rests until a person has cleared it, or what was missing is heard of. */
export async function restsUntilCleared(
  tx: MunicipalityTx,
  { claim }: Pick<RecoveryClaim, 'claim'>,
  { id, doing }: { readonly id: bigint; readonly doing: Doing },
): Promise<void> {
  const from = dayInCopenhagen(doing.at);
  const hold = { claim, reason: REASON, debtor: null, from, reviewOn: addDays(from, REVIEW_AFTER) } as const;
  await placeHolds(tx, [{ ...hold, about: `notification ${id}`, ...doing }]);
}

/** What a work item says of it, after the claim. */
export function detailOf(id: bigint, kind: string, back: SentBackWith | null): string {
  const detail = `notification ${id} ${kind}`;
  return back === null ? detail : `${detail} ${back.said} of ${back.known}`;
}

const ABOUT = /^notification (?<id>\d+)$/;

/** What was covered or given up of claims that have come back was heard of: those of which now no more is known to be left than was said go on. */
export async function liftWhereExplained(
  tx: MunicipalityTx,
  claims: readonly RecoveryClaim[],
  doing: Doing,
): Promise<void> {
  const back = claims.filter(isBack);
  const holds = await holdsOn(
    tx,
    back.map(({ claim }) => claim),
  );
  for (const claim of back)
    for (const hold of holds.get(claim.claim) ?? []) {
      const id = hold.reason === REASON ? ABOUT.exec(hold.about)?.groups?.['id'] : undefined;
      if (id === undefined) continue;
      const said = await saidIn(tx, id);
      if (said === null || said < leftBy(claim)) continue;
      const on = dayInCopenhagen(doing.at);
      await liftHolds(tx, [{ ...hold, on, why: 'explained', ...doing }]);
    }
}

async function saidIn(tx: MunicipalityReadTx, id: string): Promise<bigint | null> {
  const { rows } = await sql<{ said: bigint }>`
    select principal_ore as said from recovery_notification where notification_id = ${id}::bigint`.execute(
    tx,
  );
  return rows[0]?.said ?? null;
}
