import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import type { DecisionRule } from './decision-rule.ts';
import type { Agreement, Decision, Found } from './types.ts';

/** Who is able to pay and has nothing in force is given a plan, but for these two. */

/** What stands for a debtor about whom it is asked. */
interface Stands {
  readonly inForce: Agreement | null;
  readonly underWay: Decision | null;
  readonly defaulted: ReadonlySet<ClaimNumber>;
  readonly invoiced: 'open' | 'passed' | null;
}

/**
 * Whether claims of a plan that was not kept (bek. 585/2023 § 10) are still owed here: no new plan comes by itself. What came since,
 * alone, is judged anew.
 */
export function isInDefault(
  { inForce, defaulted }: Pick<Stands, 'inForce' | 'defaulted'>,
  claims: readonly Pick<OpenBalance, 'claimNumber'>[],
): boolean {
  return inForce === null && claims.some(({ claimNumber }) => defaulted.has(claimNumber));
}

/** A deferral that was proposed to one in default, and has no ground any more; null = there is none. The transfer goes its own way. */
export function groundlessIn({ underWay }: Pick<Stands, 'underWay'>): Decision | null {
  return underWay === null || underWay.change === 'transfer' || underWay.state === 'decided'
    ? null
    : underWay;
}

/**
 * The municipality's choice: an invoice before the first decision. § 6 has been tested by then, which takes known income: who has
 * none that is known is asked for it first, as always. One that was sent is not sent again.
 */
export function invoiceComesFirst(
  found: Found,
  { firstContact }: Pick<DecisionRule, 'firstContact'>,
  { underWay, invoiced }: Pick<Stands, 'underWay' | 'invoiced'>,
): boolean {
  return firstContact === 'invoice' && found.reason === 'table' && underWay === null && invoiced !== 'passed';
}
