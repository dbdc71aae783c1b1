import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { answered } from './answered.ts';
import { receivedThere, type Reception } from './executed.ts';
import type { Message } from './messages.ts';
import type { Receipt } from './recovery-port.ts';
import { everyActionOf, recoveryClaims, writeActions } from './store.ts';
import { isBack, isCreation, isUnanswered, type Doing, type RecoveryAction } from './types.ts';
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
  const told = ordered.filter(({ receipt }) => receipt.answer !== 'MODTAGET');
  const received = await plainlyReceived(tx, told, message.delivery);
  await noteReceived(tx, [...received.values()], doing);
  for (const each of told) {
    const { receipt, claim, place } = each;
    if (received.has(claim)) continue;
    // Read anew: the receipt before may have changed it.
    const action = (await everyActionOf(tx, [claim])).get(claim)?.find((its) => its.place === place);
    if (action !== undefined && isAbout(receipt, action, message.delivery))
      await answered(tx, action, { answer: receipt, doing });
  }
}

interface Placed {
  readonly receipt: Receipt;
  readonly claim: ClaimNumber;
  readonly place: number;
}

interface ReceivedPlainly extends Reception {
  readonly answer: Receipt;
}

/**
 * Most of what is told: that a claim was received, and nothing else of it. All of these are acted on together; not what a receipt about
 * its main claim says something else of, or what comes back because its main claim has.
 */
async function plainlyReceived(
  tx: MunicipalityReadTx,
  told: readonly Placed[],
  delivery: bigint | null,
): Promise<Map<ClaimNumber, ReceivedPlainly>> {
  const byClaim = Map.groupBy(told, ({ claim }) => claim);
  const actions = await everyActionOf(tx, [...byClaim.keys()]);
  const claims = await recoveryClaims(tx, [...byClaim.keys()]);
  const mains = await recoveryClaims(
    tx,
    [...claims.values()].flatMap(({ main }) => main ?? []),
  );
  const received = new Map<ClaimNumber, ReceivedPlainly>();
  for (const [number, [only, ...more]] of byClaim) {
    const [claim, action] = [
      claims.get(number),
      actions.get(number)?.find(({ place }) => place === only?.place),
    ];
    if (only === undefined || more.length > 0 || claim === undefined || action === undefined) continue;
    const { receipt } = only;
    const isReception =
      receipt.answer === 'UDFØRT' && action.art === 'INDR' && isCreation(action.code) && isUnanswered(action);
    const { main } = claim;
    // By number a main claim has been looked at before its interest and fees.
    const ofMain = main === null ? undefined : mains.get(main);
    const isAlone =
      main === null ||
      ((!byClaim.has(main) || received.has(main)) && (ofMain === undefined || !isBack(ofMain)));
    if (isReception && isAlone && isAbout(receipt, action, delivery))
      received.set(number, { action, claim, answer: receipt });
  }
  return received;
}

async function noteReceived(
  tx: MunicipalityTx,
  received: readonly ReceivedPlainly[],
  doing: Doing,
): Promise<void> {
  const answeredOn = dayInCopenhagen(doing.at);
  const done = received.map(({ action, claim, answer }) => ({
    claim,
    answer,
    action: { ...action, state: 'done' as const, actionId: answer.actionId, answeredOn },
  }));
  await writeActions(
    tx,
    done.map(({ action }) => action),
  );
  // Interest shares the period of its main claim, as it counts from the receipt (time-there.ts).
  const isMain = ({ claim }: Reception) => claim.main === null;
  await receivedThere(tx, done.filter(isMain), doing);
  await receivedThere(
    tx,
    done.filter((each) => !isMain(each)),
    doing,
  );
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
