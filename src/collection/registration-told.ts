import { liabilitiesFor } from '../claims/liabilities.ts';
import {
  setOffRegistrationsByIds,
  writeSetOffRegistration,
  type SetOffRegistration,
} from '../claims/set-off-registrations.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { minOre, ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { later } from '../law/interest-facts.ts';
import { stateSetOffsOn } from '../payments/paid-besides-set-off.ts';
import { receive } from '../payments/receive.ts';
import { reversePayment } from '../payments/reverse-payment.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import { changeAction, setOffActionsOf } from './store.ts';
import type { Notification } from './recovery-port.ts';
import { isOf, type Doing } from './types.ts';

interface About {
  readonly notification: Pick<
    Notification,
    'id' | 'kind' | 'principal' | 'interest' | 'effectiveOn' | 'reason'
  >;
  readonly doing: Doing;
}

/**
 * What follows from a notification about a registration for set-off alone, also one that has ended meanwhile: what was set off is a
 * payment on the claim, which the authority settles with its coverings.
 */
export async function toldOfRegistration(
  tx: MunicipalityTx,
  authorityId: string,
  about: About,
): Promise<void> {
  const registration = (await setOffRegistrationsByIds(tx, [authorityId])).get(authorityId);
  assert(registration !== undefined, 'what is acted on is about a registration that is there');
  const { kind } = about.notification;
  if (kind === 'ALLOKERING' || kind === 'UDLIGNING') return setOff(tx, registration, about);
  if (kind === 'TILBAGESEND' || kind === 'AFSKRIVNING') return endedThere(tx, registration, about);
}

/** A set-off that is taken back waits so long for the set-off, which may be heard of later. */
const WAITS_HOURS = 7 * 24;

/** Whether a set-off that is taken back is to wait: by what we have heard, less than that was ever set off. */
export async function waitsForSetOff(
  tx: MunicipalityReadTx,
  {
    authorityId,
    principal,
    heardAt,
  }: Pick<Notification, 'principal'> & {
    readonly authorityId: string | null;
    readonly heardAt: Temporal.Instant;
  },
  at: Temporal.Instant,
): Promise<boolean> {
  if (authorityId === null || principal >= zeroOre) return false;
  if (Temporal.Instant.compare(heardAt.add({ hours: WAITS_HOURS }), at) < 0) return false;
  const registration = (await setOffRegistrationsByIds(tx, [authorityId])).get(authorityId);
  return registration !== undefined && registration.covered + principal < zeroOre;
}

async function setOff(tx: MunicipalityTx, registration: SetOffRegistration, about: About): Promise<void> {
  const { principal, interest } = about.notification;
  const covered = ore(registration.covered + principal);
  await writeSetOffRegistration(tx, { ...registration, covered });
  // The authority charges no interest on what it does not recover; what it tells of all the same has come to us.
  const amount = ore(principal + interest);
  if (amount > zeroOre) await received(tx, registration, { amount, about, words: '' });
  if (amount < zeroOre) await takenBack(tx, registration, { amount: subtractOre(zeroOre, amount), about });
}

interface Money {
  readonly amount: Ore;
  readonly about: About;
}

/** Whose payout it was is not told: it is for the claim, by the first who owes it. */
async function received(
  tx: MunicipalityTx,
  { claim }: SetOffRegistration,
  { amount, about, words, from }: Money & { readonly words: string; readonly from?: PlainDate },
): Promise<void> {
  const { notification, doing } = about;
  const liable = await liabilitiesFor(tx, [claim]);
  const payer = liable.find(({ ended }) => ended === null) ?? liable[0];
  assert(payer !== undefined, `somebody owed claim ${claim} when it was registered`);
  const taken = await receive(tx, {
    amount,
    channel: 'state-set-off',
    reference: `RIM ${notification.id}${words}`,
    receivedOn: earlier(from ?? notification.effectiveOn, dayInCopenhagen(doing.at)),
    told: { by: 'debtor', debtor: payer.debtor, wish: [claim] },
    ...doing,
  });
  assert(taken.ok, `notification ${notification.id} is acted on once`);
}

/**
 * The authority takes a set-off back: the last payments by it are taken back, and what was more than that is received again. More than
 * it ever set off, or what has been given back to the debtor since, is for a person.
 */
async function takenBack(
  tx: MunicipalityTx,
  registration: SetOffRegistration,
  { amount, about }: Money,
): Promise<void> {
  const { notification, doing } = about;
  const today = dayInCopenhagen(doing.at);
  let rest = amount;
  for (const { payment, amount: paid, receivedOn } of await stateSetOffsOn(tx, registration.claim)) {
    if (rest === zeroOre) return;
    const back = minOre(rest, paid);
    const on = later(earlier(notification.effectiveOn, today), receivedOn);
    const because = 'Gældsstyrelsen har taget modregningen tilbage.';
    const reference = `RIM ${notification.id}`;
    const reversed = await reversePayment(tx, {
      payment,
      kind: 'charged-back',
      reference,
      on,
      because,
      ...doing,
    });
    if (!reversed.ok) continue;
    rest = subtractOre(rest, back);
    const kept = subtractOre(paid, back);
    if (kept > zeroOre)
      await received(tx, registration, { amount: kept, about, words: ' rest', from: receivedOn });
  }
  if (rest > zeroOre)
    await tellPerson(tx, registration, {
      kind: 'recovery-differs',
      detail: `notification ${notification.id}`,
      doing,
    });
}

/** The authority does not keep it registered any longer: a person decides whether it is registered again. */
async function endedThere(
  tx: MunicipalityTx,
  registration: SetOffRegistration,
  { notification: { id, kind, reason }, doing }: About,
): Promise<void> {
  if (registration.endedOn !== null) return;
  const { claim } = registration;
  const actions = (await setOffActionsOf(tx, [claim])).get(claim) ?? [];
  for (const action of actions)
    if (action.state === 'queued' && isOf(registration, action))
      await changeAction(tx, action, { state: 'cancelled' });
  const endedWhy = `${kind} ${reason ?? ''}`.trim();
  const endedOn = dayInCopenhagen(doing.at);
  await writeSetOffRegistration(tx, { ...registration, state: 'returned', endedOn, endedWhy });
  await tellPerson(tx, registration, {
    kind: 'recovery-returned',
    detail: `notification ${id} ${kind}`,
    doing,
  });
}

function earlier(one: PlainDate, other: PlainDate): PlainDate {
  return one < other ? one : other;
}
