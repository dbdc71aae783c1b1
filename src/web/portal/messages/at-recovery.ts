import type { ClaimNumber } from '../../../claims/types.ts';
import { citizenBooks } from '../../../insight/citizen-books.ts';
import { debtLines } from '../../../insight/overview/debt-lines.ts';
import { zeroOre } from '../../../kernel/money.ts';
import type { PersonalVisit } from '../route.ts';

/** Whether Gældsstyrelsen has something of these main claims of the reader's: it goes on there until they are called back. */
export async function isAtRecovery(
  { tx, session, today }: PersonalVisit,
  claims: readonly ClaimNumber[],
): Promise<boolean> {
  if (session.debtor === null || claims.length === 0) return false;
  const lines = [...debtLines(await citizenBooks(tx, session.debtor, today), today).values()].flat();
  return lines.some(
    ({ mains, atRecovery }) => atRecovery > zeroOre && mains.some((main) => claims.includes(main)),
  );
}
