import type { Configuration } from './configuration.ts';

/** What decides whether citizens are told how to pay in their own bank. */
export interface Bank extends Pick<Configuration, 'portal' | 'letterhead'> {
  readonly hasPaymentLines: boolean;
}

export function bankOf({
  portal,
  payment,
  letterhead,
}: Pick<Configuration, 'portal' | 'payment' | 'letterhead'>): Bank {
  return { portal, hasPaymentLines: payment.creditorNumber !== null, letterhead };
}

/** Whether letters tell how to pay in one's own bank: by a payment line, or to an account. */
export function lettersTakeBank({ hasPaymentLines, letterhead }: Omit<Bank, 'portal'>): boolean {
  return hasPaymentLines || letterhead.bankAccount !== null;
}

/** Whether the citizens' pages tell it too. */
export function takesBank(bank: Bank): boolean {
  return bank.portal.payment.bank && lettersTakeBank(bank);
}
