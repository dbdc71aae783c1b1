import { claimsToSend } from '../claims/claims-to-send.ts';
import type { RecoveryChanged } from '../claims/recovery-work.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import {
  hasRight,
  mayTakeBack,
  mayWriteDown,
  mayWriteUp,
  TAKES_BACK,
  type AtAuthority,
  type TakeBack,
} from '../law/psrm-actions.ts';
import { transfersOf } from '../ledger/read.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import {
  changeBy,
  isCreation,
  type ActionToQueue,
  type RecoveryAction,
  type RecoveryClaim,
} from './types.ts';

/** A claim, what a change on our side has made of it, and what it has been told of before. */
export interface Standing {
  readonly by: bigint;
  readonly claim: RecoveryClaim;
  readonly actions: readonly RecoveryAction[];
  readonly on: PlainDate;
  /** From which day what was paid to us was paid after the transfer: received there, or else handed over. */
  readonly there: PlainDate;
  /** What the agreement with the authority lets us tell. */
  readonly rights: readonly string[];
}

/** What is to be told; `cancels`: an action that has not left, or was refused, and is no longer true. */
export type Tells = ActionToQueue | { readonly cancels: RecoveryAction } | { readonly refused: string };

/** What the authority is to be told of a change, by why it came about; or why it may not. */
export async function actionFor(
  tx: MunicipalityReadTx,
  change: RecoveryChanged,
  standing: Standing,
): Promise<Tells> {
  const level = (await claimsToSend(tx, [change.claim])).get(change.claim)?.level ?? 'main';
  if (await isOfNeverTold(tx, change, standing)) return { refused: 'never-told' };
  const tells = change.reason === 'INDB' ? paid(change, standing, level) : regulated(change, standing, level);
  return 'code' in tells && !hasRight(tells.code, 'INDR', standing.rights) ? { refused: 'no-right' } : tells;
}

/**
 * Paid to us: a write-down from the day of the payment (INDB, paid after the transfer). What was paid before it and known later was
 * sent too high, and is put right (REGU, which has no day; open question Q50). A payment that did not stand: its write-down
 * is taken back, whole.
 */
function paid(change: RecoveryChanged, standing: Standing, level: AtAuthority['level']): Tells {
  const { by, actions, on, there } = standing;
  const about = `${change.cause}/${change.causeNumber}`;
  if (by < 0n && change.effectiveOn < there) return written(change, standing, level);
  if (by < 0n) {
    const amount = ore(-by);
    const mistaken = annulledPayment(change, standing, amount);
    if (mistaken !== null) return takingBack(change, { ...standing, level }, mistaken);
    const down = { reason: 'INDB', amount, effective: change.effectiveOn, of: 'claim' } as const;
    const [refused] = mayWriteDown(atAuthority(standing, level), down, on);
    if (refused !== undefined) return { refused };
    return action(change, {
      code: 'NEDSKRIV',
      reason: 'INDB',
      amount,
      effectiveOn: change.effectiveOn,
      about,
    });
  }
  const earlier = writtenDown(change, actions);
  // Paid before it was sent: the authority has only what was left, and there is more of it now.
  if (earlier === undefined) return written(change, standing, level);
  // A write-down is taken back whole or not at all, and some of the payment had been given back: what is owed again is written up.
  if (earlier.amount !== null && by < earlier.amount) return written(change, standing, level);
  return takingBack(change, { ...standing, level }, earlier);
}

/** What told the authority of a payment. */
function writtenDown(
  { causeNumber }: RecoveryChanged,
  actions: readonly RecoveryAction[],
): RecoveryAction | undefined {
  return actions.find(
    (each) =>
      each.code === 'NEDSKRIV' &&
      each.state !== 'cancelled' &&
      new RegExp(`^(payment|suspense-resolved)/${causeNumber}$`).test(each.about),
  );
}

/**
 * Whether a payment does not stand that came after the transfer and could not be told, as where the authority had covered the same: it has
 * all that it had, and a person was told.
 */
async function isOfNeverTold(
  tx: MunicipalityReadTx,
  change: RecoveryChanged,
  { by, actions, there }: Standing,
): Promise<boolean> {
  if (change.reason !== 'INDB' || by <= 0n || writtenDown(change, actions) !== undefined) return false;
  const covers = [
    ...(await transfersOf(tx, 'payment', [change.causeNumber])),
    ...(await transfersOf(tx, 'suspense-resolved', [change.causeNumber])),
  ];
  return covers.some(
    ({ credit, valueDate }) =>
      credit.kind === 'recovery' && credit.number === change.claim && valueDate >= there,
  );
}

/**
 * What took a payment back that has come after all, for the same day and amount: registered anew after it was taken back by mistake.
 * Then that was wrong, and is taken back itself (NAOI); where the agreement does not let us, the payment is told as another.
 */
function annulledPayment(
  { effectiveOn }: RecoveryChanged,
  { actions, rights }: Standing,
  amount: Ore,
): RecoveryAction | null {
  if (!hasRight('NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING', 'INDR', rights)) return null;
  const isUndone = ({ place }: RecoveryAction) =>
    actions.some(({ undoes, state }) => undoes === place && state !== 'cancelled' && state !== 'rejected');
  return (
    actions.findLast(
      (each) =>
        each.code === 'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING' &&
        each.state !== 'cancelled' &&
        each.state !== 'rejected' &&
        each.amount === amount &&
        each.effectiveOn === effectiveOn &&
        !isUndone(each),
    ) ?? null
  );
}

/** What takes an earlier action back, whole: it may still be on its way, and the one that takes it back waits behind it. */
function takingBack(
  change: RecoveryChanged,
  standing: Standing & { readonly level: AtAuthority['level'] },
  earlier: RecoveryAction,
): Tells {
  // It has not left, or was never carried out there, of which a person has been told: with this it is settled.
  if (earlier.state === 'queued' || earlier.state === 'rejected') return { cancels: earlier };
  const { by } = standing;
  const code = takesBack(earlier);
  if (code === null) return { refused: 'no-earlier-action' };
  const taking = { code, amount: ore(by < 0n ? -by : by), effective: earlier.effectiveOn };
  const { effectiveOn: effective, amount: told } = earlier;
  const before = { ...earlier, amount: told ?? zeroOre, effective, state: 'done', takenBack: false } as const;
  const [refused] = mayTakeBack(atAuthority(standing, standing.level), before, taking);
  if (refused !== undefined) return { refused };
  const about = `${change.cause}/${change.causeNumber}`;
  const { amount } = taking;
  return {
    ...action(change, { code, reason: null, amount, effectiveOn: effective, about }),
    undoes: earlier.place,
  };
}

function takesBack({ code, reason }: RecoveryAction): TakeBack['code'] | null {
  const what = reason === null ? code : `${code} ${reason}`;
  const codes = Object.keys(TAKES_BACK) as TakeBack['code'][]; // its own keys
  return codes.find((each) => (TAKES_BACK[each] as readonly string[]).includes(what)) ?? null;
}

const regulations: ReadonlySet<string> = new Set([
  'NEDSKRIV',
  'OPSKRIVNINGREGULERING',
  'OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING',
  'NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING',
]);

/**
 * The last regulation, where the change now is exactly its opposite: it was a mistake, and is taken back instead of being followed by
 * its contrary (creditors' guidance, OONR and NAOR).
 */
function mistaken({ by, actions }: Standing): RecoveryAction | null {
  const last = actions.findLast(
    ({ code, reason, state }) =>
      state !== 'cancelled' && regulations.has(code) && (code !== 'NEDSKRIV' || reason === 'REGU'),
  );
  if (last === undefined || changeBy(last) !== -by) return null;
  return takesBack(last) === null ? null : last;
}

/** The claim itself is another: less is a write-down, more a write-up; more interest is an interest claim of its own. */
function regulated(change: RecoveryChanged, standing: Standing, level: AtAuthority['level']): Tells {
  const wrong = mistaken(standing);
  return wrong === null
    ? written(change, standing, level)
    : takingBack(change, { ...standing, level }, wrong);
}

function written(change: RecoveryChanged, standing: Standing, level: AtAuthority['level']): Tells {
  const { by, on } = standing;
  const at = atAuthority(standing, level);
  const amount = ore(by < 0n ? -by : by);
  const [refused] =
    by < 0n
      ? mayWriteDown(at, { reason: 'REGU', amount, effective: null, of: 'claim' }, on)
      : mayWriteUp(at, amount);
  if (refused !== undefined) return { refused };
  const about = `${change.cause}/${change.causeNumber}`;
  return by < 0n
    ? action(change, { code: 'NEDSKRIV', reason: 'REGU', amount, effectiveOn: null, about })
    : action(change, { code: 'OPSKRIVNINGREGULERING', reason: null, amount, effectiveOn: null, about });
}

/**
 * The claim as the authority will have it when it comes to this action: what waits before it has been carried out by then. A
 * claim that is still on its way counts as there with what was sent of it.
 */
export function atAuthority(
  { claim, actions, on }: Pick<Standing, 'claim' | 'actions' | 'on'>,
  level: AtAuthority['level'],
): AtAuthority {
  let left = claim.reported - claim.covered - claim.writtenOff;
  if (claim.state !== 'received') left = actions.findLast(({ code }) => isCreation(code))?.amount ?? 0n;
  return {
    level,
    received: claim.receivedOn ?? on,
    recalled: false,
    openAction: false,
    principal: claim.reported,
    left: ore(left < 0n ? 0n : left),
  };
}

function action(
  { claim }: RecoveryChanged,
  told: Pick<ActionToQueue, 'code' | 'reason' | 'amount' | 'effectiveOn' | 'about'>,
): ActionToQueue {
  return { claim, art: 'INDR', undoes: null, alongWith: null, masterData: null, ...told };
}
