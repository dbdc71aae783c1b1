import { ore } from '../kernel/money.ts';
import type { DeferralReason, LapseReason, Terms } from './types.ts';

export interface StoredTerms {
  readonly outcome: Terms['outcome'];
  readonly reason: string;
  readonly monthly: bigint | null;
  readonly suspends: boolean;
}

/** The stored terms as the union; the tables' checks promise what it asks for, and the reasons were written from it. */
export function termsOf({ outcome, reason, monthly, suspends }: StoredTerms): Terms {
  if (outcome === 'lapse') return { outcome, reason: reason as LapseReason };
  if (outcome === 'transfer') return { outcome, reason: 'default' };
  if (outcome === 'deferral') return { outcome, reason: reason as DeferralReason, suspends };
  if (monthly === null) throw new Error('a stored plan without an amount');
  return { outcome, reason: reason as 'table' | 'no-income' | 'manual', monthly: ore(monthly) };
}
