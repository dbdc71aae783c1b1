import { sql } from 'kysely';
import { raiseReturnedInterest, returnedOn } from '../charges/returned-interest.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { addOre, minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { recallSettles, RECALL_REASONS } from '../law/psrm-codes.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { claimAccount, recoveryInterestAccount, type Account } from '../ledger/types.ts';
import { inMunicipality, type MunicipalityReadTx, type MunicipalityTx } from '../platform/database.ts';
import type { RecoveryTask } from './recovery-day.ts';
import { recoveryClaims, writeRecoveryClaim } from './store.ts';
import { isBack, type Doing, type RecoveryClaim } from './types.ts';

const PER_TRANSACTION = 200;

/**
 * What the authority has told of its own interest on claims that have come back, and nobody has paid, comes back with them as a claim
 * of its own (REINDGI): one on each main claim, of it and of its interest and fees. Interest that is told of later comes after it
 * in the same way. After FEJL it is zeroed. What the authority sends back itself is taken to come with its interest, too (open
 * question Q53). Answers on how many main claims; repeated, it finds nothing to do.
 */
export async function interestComesBack({
  database,
  municipality,
  by,
  clock,
}: RecoveryTask): Promise<number> {
  let raised = 0;
  for (;;) {
    const found = await inMunicipality(database, municipality, (tx) => raisePage(tx, { by, at: clock() }));
    if (found === 0) return raised;
    raised += found;
  }
}

async function raisePage(tx: MunicipalityTx, doing: Doing): Promise<number> {
  const zeroed = RECALL_REASONS.filter((reason) => recallSettles(reason).interest === 'zeroed');
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select claim_number as claim from recovery_claim
    where state in ('recalled', 'returned') and interest_ore - covered_interest_ore > returned_interest_ore
      and ended_why <> all (${zeroed}::text[])
    order by claim_number limit ${PER_TRANSACTION}::int`.execute(tx);
  const claims = rows.map(({ claim }) => claim);
  const liable = await liabilitiesFor(tx, claims);
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  const families = Map.groupBy((await recoveryClaims(tx, claims)).values(), mainOf);
  for (const [main, family] of families) await raise(tx, { main, family, doing });
  return families.size;
}

interface Family {
  readonly main: ClaimNumber;
  readonly family: readonly RecoveryClaim[];
  readonly doing: Doing;
}

async function raise(tx: MunicipalityTx, { main, family, doing: { at } }: Family): Promise<void> {
  const to = dayInCopenhagen(at);
  const from = family.flatMap(({ receivedOn }) => receivedOn ?? []).toSorted()[0] ?? to;
  let amount: Ore = zeroOre;
  for (const claim of family) {
    const unpaid = unpaidOf(claim);
    amount = addOre(amount, unpaid);
    await writeRecoveryClaim(tx, { ...claim, returnedInterest: addOre(claim.returnedInterest, unpaid) });
  }
  await raiseReturnedInterest(tx, { main, amount, period: { from, to } }, at);
}

/** A covering of the authority's own interest, and where it goes; the claim as it stands with it. */
export interface InterestCovered {
  readonly claim: RecoveryClaim;
  readonly to: readonly { readonly account: Account; readonly amount: Ore }[];
}

/**
 * A covering, or one taken back, of the authority's own interest: where it has come back with its claim, it covers what is owed of
 * it here, or is owed here again.
 */
export async function interestCovered(
  tx: MunicipalityReadTx,
  claim: RecoveryClaim,
  interest: Ore,
): Promise<InterestCovered> {
  const covered = { ...claim, coveredInterest: ore(claim.coveredInterest + interest) };
  const here = isBack(claim) ? await coveredHere(tx, await returnedOn(tx, mainOf(claim)), interest) : [];
  const amount = sumOre(here.map((each) => each.amount));
  const there = { account: recoveryInterestAccount(claim.claim), amount: subtractOre(interest, amount) };
  return {
    claim: { ...covered, returnedInterest: subtractOre(claim.returnedInterest, amount) },
    to: [...here, there],
  };
}

/** The oldest first, as far as something is owed of it; what is taken back is owed of the newest. */
async function coveredHere(
  tx: MunicipalityReadTx,
  returned: readonly ClaimNumber[],
  interest: Ore,
): Promise<InterestCovered['to']> {
  const newest = returned.at(-1);
  if (newest === undefined) return [];
  if (interest < zeroOre) return [{ account: claimAccount(newest), amount: interest }];
  const accounts = await accountsOfClaims(tx, returned);
  let left = interest;
  return returned.map((claim) => {
    const amount = minOre(left, accounts.get(claim)?.notAsked ?? zeroOre);
    left = subtractOre(left, amount);
    return { account: claimAccount(claim), amount };
  });
}

function mainOf({ claim, main }: RecoveryClaim): ClaimNumber {
  return main ?? claim;
}

function unpaidOf({ interest, coveredInterest, returnedInterest }: RecoveryClaim): Ore {
  return ore(interest - coveredInterest - returnedInterest);
}
