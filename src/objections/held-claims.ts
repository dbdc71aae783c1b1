import { billsOf } from '../claims/bills.ts';
import { repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Objection } from './types.ts';

/**
 * The claims that rest while these main claims of an objection are disputed: they themselves, but of a repayment of benefits
 * only its fees, so that the plan goes on and what is paid on it is covered.
 */
export async function claimsAtRest(
  tx: MunicipalityReadTx,
  { debtor, against }: Pick<Objection, 'debtor' | 'against'>,
  mains: readonly ClaimNumber[],
): Promise<ClaimNumber[]> {
  if (against !== 'fee') return [...mains];
  const liable = await repaymentLiabilitiesOf(tx, [debtor]);
  const repayments = new Set(liable.map(({ claim }) => claim));
  const fees = await billsOf(
    tx,
    mains.filter((main) => repayments.has(main)),
  );
  return [
    ...mains.filter((main) => !repayments.has(main)),
    ...fees.filter(({ level }) => level === 'fee').map(({ claim }) => claim),
  ];
}
