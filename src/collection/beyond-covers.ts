import { sql } from 'kysely';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { transfersIn } from '../ledger/lines.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { postTransfers } from '../ledger/post.ts';
import { itemsToClear, openHeldItems, shrinkItem } from '../ledger/refund-items.ts';
import { claimAccount, overpaidAccount, recoveryAccount, rimAccount } from '../ledger/types.ts';
import { seenTo } from '../payments/hold-for.ts';
import {
  inMunicipality,
  readInMunicipality,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { followCovered, linesOf, postingOf, type ToldOn } from './covered-relieved.ts';
import type { RecoveryTask } from './recovery-day.ts';
import { recoveryClaims } from './store.ts';
import { isBack, type Doing } from './types.ts';

/**
 * What the authority has covered of claims beyond what stood of them (covered-beyond.ts) covers them when something stands of them again, as
 * where the bank takes our payment back: from the day on which the authority covered it, so that nobody is asked for it twice. Not what a
 * person has noted as cleared. Safe to repeat.
 */
export async function letBeyondCover({ database, municipality, by, clock }: RecoveryTask): Promise<void> {
  const items = await readInMunicipality(database, municipality, itemsToClear);
  for (const claim of new Set(items.map(({ about }) => about)))
    await inMunicipality(database, municipality, (tx) =>
      coverAgain(tx, claimNumber(BigInt(claim.replace('claim ', ''))), { by, at: clock() }),
    );
}

async function coverAgain(tx: MunicipalityTx, claim: ClaimNumber, doing: Doing): Promise<void> {
  const debtors = (await liabilitiesFor(tx, [claim])).map(({ debtor }) => debtor);
  await lockReceivables(tx, debtors);
  const there = (await recoveryClaims(tx, [claim])).get(claim);
  const its = (await accountsOfClaims(tx, [claim])).get(claim);
  if (there === undefined || its === undefined) return;
  const account = isBack(there) ? claimAccount(claim) : recoveryAccount(claim);
  let stands = isBack(there) ? its.notAsked : its.atRecovery;
  if (stands === zeroOre) return;
  const items = (await openHeldItems(tx, debtors)).filter(
    ({ toClear, about }) => toClear && about === `claim ${claim}`,
  );
  for (const item of items) {
    const coverings = await beyondOf(tx, claim, item.debtor);
    let left = minOre(minOre(stands, item.amount), sumOre(coverings.map(({ amount }) => amount)));
    if (left === zeroOre) continue;
    stands = subtractOre(stands, left);
    await shrinkItem(tx, item, { by: left, who: doing.by, at: doing.at });
    for (const { amount, ...covering } of coverings) {
      const part = minOre(left, amount);
      left = subtractOre(left, part);
      const movements = [
        { debit: overpaidAccount(item.debtor), credit: rimAccount, amount: part },
        { debit: rimAccount, credit: account, amount: part },
      ];
      const last = await linesOf(tx, covering);
      await postTransfers(tx, transfersIn(postingOf(covering, doing), movements, last));
      await followCovered(tx, { claims: [claim], covering }, doing);
    }
  }
  const because = 'Det dækker kravet, som der er noget tilbage af igen.';
  await seenTo(tx, debtors, { by: 'automatic', because, at: doing.at });
}

/** The coverings of a claim of which something is held for a debtor, the last first, with how much. */
async function beyondOf(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
  debtor: DebtorNumber,
): Promise<(ToldOn & { readonly amount: Ore })[]> {
  const { rows } = await sql<ToldOn & { amount: bigint }>`
    select notification_id as id, effective_on as "effectiveOn", sum(case when credit_kind = 'overpaid' then amount_ore else -amount_ore end)::bigint as amount
    from recovery_notification n
    join recovery_claim using (authority_id)
    join transfer on cause = 'recovered' and cause_number = notification_id
      and (credit_kind = 'overpaid' and credit_number = ${debtor} or debit_kind = 'overpaid' and debit_number = ${debtor})
    where claim_number = ${String(claim)}::bigint
    group by notification_id, effective_on order by notification_id desc`.execute(tx);
  return rows.map((row) => ({ ...row, amount: ore(row.amount) })).filter(({ amount }) => amount > zeroOre);
}
