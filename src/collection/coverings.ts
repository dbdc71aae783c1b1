import { sql } from 'kysely';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { addOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import {
  claimAccount,
  overpaidAccount,
  recoveryAccount,
  rimAccount,
  type Transfer,
} from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import { followCovered, linesOf, owedBeforeRelief, relievedAmong } from './covered-relieved.ts';
import { partBeyond, tellBeyond, type CoveredBeyond } from './covered-beyond.ts';
import type { Told } from './notified.ts';
import { liftWhereExplained } from './returned-less.ts';
import { interestCovered, type InterestCovered } from './returned-interest.ts';
import { recoveryClaimsByIds, writeRecoveryClaims } from './store.ts';
import { isBack, type Doing, type RecoveryClaim } from './types.ts';

/**
 * Acts on what the authority has covered, or has taken back, one after the other, and writes what they come to at once; each is about a
 * claim that is, or was, there, and whoever owes it has been locked. Of a claim that has come back meanwhile, what is taken back is
 * owed here. More than stands there is held, and for a person (covered-beyond.ts). Answers how many were acted on: what somebody else has
 * acted on meanwhile is passed over.
 */
export async function coveredThere(
  tx: MunicipalityTx,
  coverings: readonly Told[],
  doing: Doing,
): Promise<number> {
  const fresh = await markApplied(tx, coverings, doing);
  const claims = await recoveryClaimsByIds(
    tx,
    fresh.flatMap(({ authorityId }) => authorityId ?? []),
  );
  const stands = await standing(tx, [...claims.values()]);
  const relieved = await relievedAmong(tx, [...claims.values()]);
  const transfers: Transfer[] = [];
  const beyond: CoveredBeyond[] = [];
  const write = async () => {
    await postTransfers(tx, transfers.splice(0));
    await tellBeyond(tx, beyond.splice(0), doing);
  };
  for (const covering of fresh) {
    const claim = claims.get(covering.authorityId ?? '');
    const here = claim === undefined ? undefined : stands.get(claim.claim);
    assert(claim !== undefined && here !== undefined, 'what is covered is about a claim that was there');
    const { principal, interest } = covering;
    // What has come back of the interest, and what is held, is looked up as it stands after what was covered before.
    if (isBack(claim) || principal < zeroOre) await write();
    const isRelieved = relieved.has(claim.claim);
    const ofClaim = { claim: claim.claim, covering, left: here };
    const left = isRelieved ? await owedBeforeRelief(tx, ofClaim, doing) : here;
    const { claim: now, to } = await interestCovered(tx, claim, interest);
    claims.set(covering.authorityId ?? '', { ...now, covered: addOre(claim.covered, principal) });
    const parts = await partBeyond(tx, { claim: claim.claim, principal, left }, doing);
    const posted = subtractOre(principal, sumOre(parts.map(({ amount }) => amount)));
    stands.set(claim.claim, subtractOre(left, posted));
    const more = parts.filter(({ amount }) => amount > zeroOre);
    beyond.push(...more);
    if (more.length > 0)
      await tellPerson(tx, claim, { kind: 'recovery-differs', detail: `notification ${covering.id}`, doing });
    const last = isRelieved ? await linesOf(tx, covering) : 0;
    transfers.push(...postedFor(covering, { claim, posted, beyond: parts, to, last, doing }));
    if (!isRelieved) continue;
    await write();
    await followCovered(tx, { claims: [claim.claim, ...claimsOf(to)], covering }, doing);
    for (const [each, stand] of await standing(tx, [...claims.values()])) stands.set(each, stand);
  }
  await writeRecoveryClaims(tx, [...claims.values()]);
  await write();
  await liftWhereExplained(tx, [...claims.values()], doing);
  return fresh.length;
}

async function markApplied(tx: MunicipalityTx, coverings: readonly Told[], { at }: Doing): Promise<Told[]> {
  const { rows } = await sql<{ id: bigint }>`
    update recovery_notification set applied_on = ${dayInCopenhagen(at)}::date
    where notification_id = any (${coverings.map(({ id }) => String(id))}::bigint[]) and applied_on is null
    returning notification_id as id`.execute(tx);
  const marked = new Set(rows.map(({ id }) => id));
  return coverings.filter(({ id }) => marked.has(id));
}

function isThere({ state }: RecoveryClaim): boolean {
  return state === 'received' || state === 'written-off';
}

/** What stands of each claim where a covering of it is posted. */
async function standing(
  tx: MunicipalityTx,
  claims: readonly RecoveryClaim[],
): Promise<Map<RecoveryClaim['claim'], Ore>> {
  const accounts = await accountsOfClaims(
    tx,
    claims.map(({ claim }) => claim),
  );
  return new Map(
    claims.map((claim) => {
      const its = accounts.get(claim.claim);
      return [claim.claim, (isThere(claim) ? its?.atRecovery : its?.notAsked) ?? zeroOre];
    }),
  );
}

/** The claims of its own that interest is owed by here. */
function claimsOf(to: InterestCovered['to']): ClaimNumber[] {
  return to.flatMap(({ account }) => (account.kind === 'claim' ? [claimNumber(account.number)] : []));
}

interface Posted {
  readonly claim: RecoveryClaim;
  readonly posted: Ore;
  /** Held, or below 0 held no longer. */
  readonly beyond: readonly CoveredBeyond[];
  /** Where the interest goes. */
  readonly to: InterestCovered['to'];
  /** Lines that it has been posted by already. */
  readonly last: number;
  readonly doing: Doing;
}

function postedFor(
  { id, effectiveOn }: Told,
  { claim, posted, beyond, to, last, doing }: Posted,
): Transfer[] {
  const account = isThere(claim) ? recoveryAccount(claim.claim) : claimAccount(claim.claim);
  const on = dayInCopenhagen(doing.at);
  return transfersIn(
    { cause: 'recovered', causeNumber: id, valueDate: effectiveOn, bookingDate: on, recordedAt: doing.at },
    [
      signed(rimAccount, account, posted),
      ...beyond.map((each) => signed(rimAccount, overpaidAccount(each.debtor), each.amount)),
      ...to.map((each) => signed(rimAccount, each.account, each.amount)),
    ],
    last,
  );
}

/** Below 0 the money goes the other way. */
function signed(debit: Movement['debit'], credit: Movement['credit'], amount: Ore): Movement {
  return amount < zeroOre
    ? { debit: credit, credit: debit, amount: subtractOre(zeroOre, amount) }
    : { debit, credit, amount };
}
