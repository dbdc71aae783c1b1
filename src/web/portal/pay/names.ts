import type { ClaimOfDebtor } from '../../../claims/claims-of-debtor.ts';
import type { DebtToPay } from '../../../insight/debts-to-pay.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { nameInWords, whatInWords, type NamingWords } from '../debt/debt-words.ts';

/** What something that may be paid is called. */
export function payName({ claim, kind }: Pick<DebtToPay, 'claim' | 'kind'>, visit: NamingWords): string {
  if (kind === 'debt') return claimName(claim, visit);
  // What is repaid by a decision was agreed with nobody.
  const { monthly, instalments } = visit.texts.pay;
  return fillIn(claim.repayment ? monthly : instalments, { name: whatInWords(claim, visit) });
}

/** What a debt is called, as on the overview. */
export function claimName(claim: ClaimOfDebtor, visit: NamingWords): string {
  const from = { system: claim.sourceSystem, reference: claim.claimId };
  return nameInWords({ name: { ...claim, of: 'all' }, from }, visit);
}
