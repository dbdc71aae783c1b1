import type { StoredCheckout } from '../../../checkout/checkouts.ts';
import { claimsOfDebtor } from '../../../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../../../claims/types.ts';
import { sumOre, zeroOre, type Ore } from '../../../kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../../ledger/balances.ts';
import { coveredNow, freedMoney } from '../../../payments/freed-money.ts';
import { paymentsAbout } from '../../../payments/payments-about.ts';
import type { Visit } from '../route.ts';
import { claimName } from './names.ts';

/** A debt that a payment covers something of, or did before it went back. */
export interface PaidDebt {
  readonly name: string;
  readonly covered: Ore;
  /** Of it and its interest and fees, now, here and at Gældsstyrelsen. */
  readonly left: Ore;
}

/** What a payment that is in the ledger covers, or did before it went back; of any other, nothing. */
export async function paidDebts(
  visit: Visit,
  { debtor, payment }: Pick<StoredCheckout, 'debtor' | 'payment'>,
): Promise<PaidDebt[]> {
  if (payment === null) return [];
  const { tx } = visit;
  const [claims, made] = await Promise.all([claimsOfDebtor(tx, debtor), paymentsAbout(tx, debtor)]);
  const its = made.find(({ number }) => number === payment);
  const freed = (await freedMoney(tx, debtor, made)).get(payment);
  const covered = its === undefined ? new Map<ClaimNumber, Ore>() : coveredNow(its, freed);
  const accounts = await accountsOfClaims(
    tx,
    claims.map(({ claim }) => claim),
  );
  const families = Map.groupBy(claims, ({ main }) => main);
  return [...families.values()].flatMap((family) => {
    const main = family.find(({ level }) => level === 'main') ?? family[0];
    const paid = sumOre(family.map(({ claim }) => covered.get(claim) ?? zeroOre));
    if (main === undefined || paid === zeroOre) return [];
    const left = sumOre(
      family.flatMap(({ claim }) => {
        const standing = accounts.get(claim);
        return [balanceOf(standing), standing?.atRecovery ?? zeroOre];
      }),
    );
    return [{ name: claimName(main, visit), covered: paid, left }];
  });
}
