import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { waitsForCitizen } from './payment-view.ts';
import type { WebChannel } from './provider-port.ts';
import type { CheckoutReference } from './reference.ts';
import { standingBy } from './store.ts';

/** A payment that a citizen has begun on the web, and that is neither in the ledger nor stopped. */
export interface UnderWay {
  readonly reference: CheckoutReference;
  readonly channel: WebChannel;
  readonly amount: Ore;
  /** Main claims, with all that follows them. */
  readonly claims: readonly ClaimNumber[];
  /** `citizen`: it is still to be paid at the provider. `answer`: it may have been paid; nobody is asked for it again. */
  readonly waitsFor: 'citizen' | 'answer';
}

/** What a debtor is paying on the web, the newest first. */
export async function underWayOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<UnderWay[]> {
  return (await standingBy(tx, debtor)).map((checkout) => {
    const { reference, channel, amount, claims } = checkout;
    return { reference, channel, amount, claims, waitsFor: waitsForCitizen(checkout) ? 'citizen' : 'answer' };
  });
}

/** The first of these payments that is about one of these main claims; null when none is. */
export function underWayAbout(payments: readonly UnderWay[], mains: readonly ClaimNumber[]): UnderWay | null {
  return payments.find(({ claims }) => claims.some((claim) => mains.includes(claim))) ?? null;
}
