import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { addOre, minOre, ore, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, unreachable } from '../kernel/result.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { tellWrittenOff } from '../claims/recovery-work.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { channelAccount, claimAccount, endedAccount, rimAccount } from '../ledger/types.ts';
import { tellBank } from '../payments/bank-lines.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import { comesBack } from './comes-back.ts';
import type { Notification } from './recovery-port.ts';
import { postAction } from './post-action.ts';
import { toldOfRegistration } from './registration-told.ts';
import { detailOf, liftWhereExplained, restsUntilCleared, sentBackWith } from './returned-less.ts';
import { paidOut } from './settlements.ts';
import { actionsOf, changeAction, claimByAuthorityId, recoveryFamily, writeRecoveryClaim } from './store.ts';
import { changeBy, isBack, type Doing, type RecoveryAction, type RecoveryClaim } from './types.ts';

/** A notification as it is kept. */
export interface Told {
  readonly id: bigint;
  readonly kind: Notification['kind'];
  readonly authorityId: string | null;
  readonly principal: Ore;
  readonly interest: Ore;
  readonly effectiveOn: PlainDate;
  readonly reason: string | null;
  /** When its message came. */
  readonly heardAt: Temporal.Instant;
}

/** A return waits so long for coverings that were told before it and have not come. */
const WAITS_HOURS = 7 * 24;

/**
 * Whether a return is to wait: it says what was left, and by what we have been told it is another amount, so that a covering is
 * still on its way to us. After a week it is acted on as it is (returned-less.ts).
 */
export async function waitsForCoverings(
  tx: MunicipalityReadTx,
  { kind, authorityId, principal, heardAt }: Told,
  at: Temporal.Instant,
): Promise<boolean> {
  if (kind !== 'TILBAGESEND' && kind !== 'AFSKRIVNING') return false;
  if (Temporal.Instant.compare(heardAt.add({ hours: WAITS_HOURS }), at) < 0) return false;
  const claim = authorityId === null ? null : await claimByAuthorityId(tx, authorityId);
  if (claim?.state !== 'received') return false;
  return claim.reported - claim.covered - claim.writtenOff !== principal;
}

/** What follows from one notification: money that was covered or settled, interest, a claim that comes back. */
export async function told(tx: MunicipalityTx, notification: Told, doing: Doing): Promise<void> {
  if (notification.authorityId === null) return settled(tx, notification, doing);
  const claim = await claimByAuthorityId(tx, notification.authorityId);
  if (claim === null) return toldOfRegistration(tx, notification.authorityId, { notification, doing });
  switch (notification.kind) {
    case 'TILBAGESEND':
      return sentBack(tx, claim, { notification, doing });
    case 'AFSKRIVNING':
      return writtenOff(tx, claim, { notification, doing });
    case 'RENTER': // both for many at a time (notifications.ts)
    case 'ALLOKERING':
    case 'UDLIGNING':
    case 'AFREGNING':
      return;
    default:
      return unreachable(notification.kind);
  }
}

interface About {
  readonly notification: Told;
  readonly doing: Doing;
}

/**
 * What RIM owes us comes to the bank, and the bank's statement will name it by the settlement. Less than nothing is not paid by
 * us: it is taken from the next settlements (creditors' guidance, underretningsmeddelelser).
 */
async function settled(tx: MunicipalityTx, notification: Told, doing: Doing): Promise<void> {
  const payment = await paidOut(tx, notification.id);
  if (payment === null || payment.amount === zeroOre) return;
  const { settlement: reference, amount } = payment;
  const movements = [{ debit: channelAccount('bank'), credit: rimAccount, amount }];
  await post(tx, notification, { cause: 'settled', doing, movements });
  const { effectiveOn: bankDay, id: causeNumber } = notification;
  const booked = { cause: 'settled', causeNumber, bookedOn: dayInCopenhagen(doing.at), ...doing } as const;
  await tellBank(tx, [{ reference, amount, bankDay, kind: 'settlement', toldBy: 'receipt', ...booked }]);
}

/** The authority sends a claim back: a person decides what becomes of it here. With less left of it than we know of, it rests until then. */
async function sentBack(
  tx: MunicipalityTx,
  claim: RecoveryClaim,
  { notification, doing }: About,
): Promise<void> {
  const { kind, reason, id } = notification;
  if (claim.state !== 'received') return;
  const family = claim.main === null ? await recoveryFamily(tx, claim.claim) : [claim];
  const back = family.filter(({ state }) => state === 'received');
  const difference = await sentBackWith(tx, claim, notification);
  await comesBack(tx, back, {
    action: null,
    state: 'returned',
    why: `${kind} ${reason ?? ''}`.trim(),
    doing,
  });
  if (difference?.isLess === true) await restsUntilCleared(tx, claim, { id, doing });
  await tellPerson(tx, claim, { kind: 'recovery-returned', detail: detailOf(id, kind, difference), doing });
}

/**
 * Told when the claim is ours again: it had been given up before, and is not owed here either, as far as it has not been asked for. A
 * person looks.
 */
async function givenUpBefore(
  tx: MunicipalityTx,
  claim: RecoveryClaim,
  { notification, doing }: About,
): Promise<void> {
  const { principal } = notification;
  const stands = (await accountsOfClaims(tx, [claim.claim])).get(claim.claim)?.notAsked ?? zeroOre;
  const by = (await actionsOf(tx, [claim.claim])).get(claim.claim)?.at(-1);
  assert(by !== undefined, 'a claim that has come back was sent');
  const now = { ...claim, writtenOff: addOre(claim.writtenOff, principal) };
  await writeRecoveryClaim(tx, now);
  const [debit, credit] = [endedAccount(claim.claim), claimAccount(claim.claim)];
  const gone = principal > zeroOre ? minOre(principal, stands) : zeroOre;
  await postAction(tx, by, { cause: 'recalled', doing, movements: [{ debit, credit, amount: gone }] });
  await liftWhereExplained(tx, [now], doing);
  await toldOfLoss(tx, claim, { notification, doing });
}

function toldOfLoss(
  tx: MunicipalityTx,
  claim: RecoveryClaim,
  { notification: { id, kind }, doing }: About,
): Promise<void> {
  return tellPerson(tx, claim, { kind: 'recovery-returned', detail: `notification ${id} ${kind}`, doing });
}

/**
 * The authority has given a claim up, or a part of it: the loss is proposed from it (endings), and nobody collects it here. Of
 * the interest and fees it tells by notifications of their own.
 */
async function writtenOff(
  tx: MunicipalityTx,
  claim: RecoveryClaim,
  { notification, doing }: About,
): Promise<void> {
  const { id, principal, reason } = notification;
  if (isBack(claim)) return givenUpBefore(tx, claim, { notification, doing });
  // Taken back: what has been proposed of it, or booked, is for a person.
  if (principal < zeroOre) await toldOfLoss(tx, claim, { notification, doing });
  if (claim.state !== 'received') return;
  const stands = (await accountsOfClaims(tx, [claim.claim])).get(claim.claim)?.atRecovery ?? zeroOre;
  const now = { ...claim, writtenOff: addOre(claim.writtenOff, principal) };
  const amount = minOre(principal, stands);
  if (amount > zeroOre)
    await tellWrittenOff(tx, { claim: claim.claim, amount, notification: String(id) }, doing.at);
  if (now.reported - now.covered > now.writtenOff) return writeRecoveryClaim(tx, now);
  const why = `AFSKRIVNING ${reason ?? ''}`.trim();
  const on = dayInCopenhagen(doing.at);
  // What waited to be told of it changes nothing there any longer.
  const waiting = (await actionsOf(tx, [claim.claim])).get(claim.claim)?.filter(isWaiting) ?? [];
  const reported = ore(waiting.reduce((sum, action) => sum + changeBy(action), claim.reported as bigint));
  for (const action of waiting) await changeAction(tx, action, { state: 'cancelled' });
  await writeRecoveryClaim(tx, { ...now, state: 'written-off', reported, endedOn: on, endedWhy: why });
}

function isWaiting({ state }: RecoveryAction): boolean {
  return state === 'queued';
}

interface ToPost {
  readonly cause: 'recovered' | 'settled';
  readonly movements: readonly Movement[];
  readonly doing: Doing;
}

async function post(
  tx: MunicipalityTx,
  { id, effectiveOn: valueDate }: Told,
  { cause, movements, doing: { at } }: ToPost,
): Promise<void> {
  const posting = { cause, causeNumber: id, valueDate, bookingDate: dayInCopenhagen(at), recordedAt: at };
  await postTransfers(tx, transfersIn(posting, movements));
}
