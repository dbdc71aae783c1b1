import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { answered } from './answered.ts';
import type { Message } from './messages.ts';
import type { Receipt } from './recovery-port.ts';
import { everyActionOf } from './store.ts';
import type { Doing, RecoveryAction } from './types.ts';
import { receiptsFromJson } from './wire.ts';

/** Acts on the receipts in a message, in an order of our own: that one comes before another says nothing. */
export async function applyReceipts(tx: MunicipalityTx, message: Message, doing: Doing): Promise<void> {
  const receipts = receiptsFromJson(message.read).flatMap((receipt) => {
    const place = placeOf(receipt.reference);
    return place === null ? [] : [{ receipt, ...place }];
  });
  const claims = [...new Set(receipts.map(({ claim }) => claim))];
  const liable = await liabilitiesFor(tx, claims);
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  // A main claim before what went along with it, as the numbers have it: charges come after all main claims.
  const ordered = receipts.toSorted(
    (a, b) => Number(a.claim - b.claim) || a.place - b.place || rank(a) - rank(b),
  );
  for (const { receipt, claim, place } of ordered) {
    // Read anew: the receipt before may have changed it.
    const action = (await everyActionOf(tx, [claim])).get(claim)?.find((each) => each.place === place);
    if (action !== undefined && isAbout(receipt, action, message.delivery))
      await answered(tx, action, { answer: receipt, doing });
  }
}

/** An action that was handed over again later is answered by its last delivery alone. */
function isAbout({ code }: Receipt, action: RecoveryAction, delivery: bigint | null): boolean {
  return action.code === code && (delivery === null || action.delivery === delivery);
}

const ranks = { MODTAGET: 0, HØRING: 1, UDFØRT: 2, AFVIST: 3 } as const;

function rank({ receipt }: { readonly receipt: Receipt }): number {
  return ranks[receipt.answer];
}

/** The claim and the place in a reference of ours; null where it is none. */
export function placeOf(reference: string): { readonly claim: ClaimNumber; readonly place: number } | null {
  const found = /^([1-9]\d{0,18})-([1-9]\d?)$/.exec(reference);
  if (found === null) return null;
  const [, claim = '', place = ''] = found;
  return { claim: claimNumber(BigInt(claim)), place: Number(place) };
}
