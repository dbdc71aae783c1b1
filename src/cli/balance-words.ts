import { readableKroner, zeroOre, type Ore } from '../kernel/money.ts';
import type { DebtorBalance } from '../ledger/debtor-balance.ts';

/** What a debtor owes in all: here, what of it has been asked for, on bills, at Gældsstyrelsen, and what is held for the debtor. */
export function owedInWords({
  owed,
  due,
  bills,
  atRecovery,
  overpaid,
  owedBack,
}: Omit<DebtorBalance, 'claims'>): string {
  const asked = `skylder ${readableKroner(owed)}; heraf er ${readableKroner(due)} opkrævet i rater og ikke betalt.`;
  return [
    asked,
    ...sentence('Heraf på regninger, renter og gebyrer', bills),
    ...sentence('Hos Gældsstyrelsen', atRecovery),
    ...sentence('Til gode', overpaid),
    ...sentence('Skylder desuden af det, der er udbetalt til debitor', owedBack),
  ].join(' ');
}

function sentence(what: string, amount: Ore): string[] {
  return amount > zeroOre ? [`${what}: ${readableKroner(amount)}`] : [];
}
