/** A payment id as a line: 15 digits are card kind 71, 16 are 75. */
export function lineOf(paymentId: string): string {
  return `+${paymentId.length === 15 ? '71' : '75'}<${paymentId}`;
}
