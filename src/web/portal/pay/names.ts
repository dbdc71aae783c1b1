import type { ClaimOfDebtor } from '../../../claims/claims-of-debtor.ts';
import type { DebtToPay } from '../../../insight/debts-to-pay.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { nameInWords, togetherInWords, whatInWords, type NamingWords } from '../debt/debt-words.ts';

/** What something that may be paid is called. */
export function payName(
  { claim, kind, each }: Pick<DebtToPay, 'claim' | 'kind' | 'each'>,
  visit: NamingWords,
): string {
  if (kind === 'debt') return claimName(claim, visit);
  // What is repaid by a decision was agreed with nobody; months of a benefit are one thing.
  const { monthly, instalments } = visit.texts.pay;
  const names = each.map((its) => (claim.repayment ? whatInWords(its, visit) : claimName(its, visit)));
  return fillIn(claim.repayment ? monthly : instalments, { name: togetherInWords(names, visit.texts) });
}

/** What a debt is called, as on the overview. */
export function claimName(claim: ClaimOfDebtor, visit: NamingWords): string {
  const from = { system: claim.sourceSystem, reference: claim.claimId };
  return nameInWords({ name: { ...claim, of: 'all' }, from }, visit);
}
