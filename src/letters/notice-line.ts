import { noticePaymentReference, type NoticeId } from '../kernel/ids.ts';
import { paymentLine } from '../kernel/payment-line.ts';

/** A notice's own payment line; null where the municipality uses none, or the debtor has had another letter that day. */
export function noticeLine(notice: NoticeId, creditor: string | null): string | null {
  const base = noticePaymentReference(notice);
  return base === null || creditor === null ? null : paymentLine('71', base, creditor);
}
