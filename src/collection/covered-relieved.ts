import { returnedOn } from '../charges/returned-interest.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { followReliefs } from '../ledger/follow-relief.ts';
import { transfersIn, type Movement, type Posting } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines } from '../ledger/read.ts';
import { reliefsOf } from '../ledger/reliefs.ts';
import { relievedStandings } from '../ledger/relieved-standings.ts';
import { claimAccount, endedAccount, overpaidAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { tellBeyond } from './covered-beyond.ts';
import type { Told } from './notified.ts';
import { isBack, type Doing, type RecoveryClaim } from './types.ts';

/**
 * What the authority has covered, or takes back, of claims that have come back and of which debt relief has taken a part since: what
 * becomes known of the time before counts as if it had been known when the relief came (ledger/follow-relief.ts).
 */

/** Those of these claims that have come back, and of which, or of whose interest, relief has taken a part. */
export async function relievedAmong(
  tx: MunicipalityTx,
  claims: readonly RecoveryClaim[],
): Promise<ReadonlySet<ClaimNumber>> {
  const relieved = new Set<ClaimNumber>();
  for (const each of claims) {
    if (!isBack(each)) continue;
    const interest = await returnedOn(tx, each.main ?? each.claim);
    if ((await reliefsOf(tx, [each.claim, ...interest])).size > 0) relieved.add(each.claim);
  }
  return relieved;
}

/** The lines that a covering has been posted by already. */
export async function linesOf(tx: MunicipalityTx, { id }: Pick<Told, 'id'>): Promise<number> {
  return (await lastLines(tx, 'recovered', [id])).get(id) ?? 0;
}

/** A covering, and the day from which it counts. */
export type ToldOn = Pick<Told, 'id' | 'effectiveOn'>;

export function postingOf({ id, effectiveOn }: ToldOn, { at }: Doing): Posting {
  const bookingDate = dayInCopenhagen(at);
  return { cause: 'recovered', causeNumber: id, valueDate: effectiveOn, bookingDate, recordedAt: at };
}

/** Lets what relief took be owed again as far as a covering from before it is of that; answers what stands of the claim then. */
export async function owedBeforeRelief(
  tx: MunicipalityTx,
  { claim, covering, left }: { readonly claim: ClaimNumber; readonly covering: Told; readonly left: Ore },
  doing: Doing,
): Promise<Ore> {
  const relieved = (await relievedStandings(tx, [claim])).get(claim);
  if (relieved === undefined || !isBefore(covering, relieved.on) || covering.principal <= left) return left;
  const amount = minOre(subtractOre(covering.principal, left), relieved.ended);
  await post(tx, [{ debit: claimAccount(claim), credit: endedAccount(claim), amount }], {
    covering,
    doing,
  });
  return (await accountsOfClaims(tx, [claim])).get(claim)?.notAsked ?? zeroOre;
}

function isBefore({ effectiveOn }: Told, reliefOn: PlainDate): boolean {
  return effectiveOn < reliefOn;
}

/** After a covering has been posted; what was paid beyond the part that relief leaves now is held for the first who owes the claim. */
export async function followCovered(
  tx: MunicipalityTx,
  { claims, covering }: { readonly claims: readonly ClaimNumber[]; readonly covering: ToldOn },
  doing: Doing,
): Promise<void> {
  const { missing } = await followReliefs(tx, claims, postingOf(covering, doing));
  const liable = (await liabilitiesFor(tx, [...missing.keys()])).filter(({ ended }) => ended === null);
  for (const [claim, amount] of missing) {
    const holder = liable.find((each) => each.claim === claim);
    assert(holder !== undefined, `somebody owes claim ${claim}, of which relief has taken a part`);
    const { debtor } = holder;
    await post(tx, [{ debit: endedAccount(claim), credit: overpaidAccount(debtor), amount }], {
      covering,
      doing,
    });
    await tellBeyond(tx, [{ claim, debtor, amount }], doing);
  }
}

async function post(
  tx: MunicipalityTx,
  movements: readonly Movement[],
  { covering, doing }: { readonly covering: ToldOn; readonly doing: Doing },
): Promise<void> {
  await postTransfers(tx, transfersIn(postingOf(covering, doing), movements, await linesOf(tx, covering)));
}
