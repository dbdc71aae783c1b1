import { openWorkItems } from '../agreements/work-items.ts';
import { monthOf } from '../kernel/dates.ts';
import { subtractOre, zeroOre } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { aboutLine, closeLineItem, confirmLine } from './bank-lines.ts';
import {
  movementsIn,
  namesOf,
  noteMovement,
  noteToldIn,
  setToldAgain,
  type KnownMovement,
  type MovementLine,
  type MovementTold,
} from './bank-movements.ts';
import { keepAsked } from './answer-asked.ts';
import { reversePayment } from './reverse-payment.ts';
import type { BankEntry, BankMessage, BankStatement } from './statement-port.ts';
import { paymentByNumber } from './store.ts';
import { holdSuspense } from './suspense.ts';
import { takeIn, type Outcome, type Taking } from './take-in.ts';
import type { PaymentNumber } from './types.ts';
import { mayBeBundled, toldBefore } from './told-before.ts';

type Taken = readonly (readonly [BankEntry, Outcome])[];

/** The bank tells a movement that it has told before, with another amount. */
export interface Contradiction {
  readonly tag: 'contradicts';
  readonly reference: string;
}

/**
 * Takes a message's movements in, each once: those that have been told before are recognised first, so that equal ones within one message
 * are not taken for each other.
 */
export async function takeMovements(
  tx: MunicipalityTx,
  { entries, message }: BankStatement,
  taking: Taking,
): Promise<Result<Taken, Contradiction>> {
  const taken: (readonly [BankEntry, Outcome])[] = [];
  const fresh: MovementTold[] = [];
  for (const each of movementsIn(entries)) {
    const before = await toldBefore(tx, each, message);
    const { told } = before;
    if (before.is === 'contradicts') return refuse({ tag: 'contradicts', reference: told.reference });
    if (before.is === 'perhaps') taken.push(...(await ask(tx, told, { message, taking })));
    else if (before.is === 'new') fresh.push(told);
    else {
      const isRoom = await makesRoom(tx, { told, as: before.as }, taking);
      if (isRoom) fresh.push(asPartsOf(before.as, told));
      else taken.push(...told.entries.map((entry) => [entry, 'known'] as const));
      const { account, amount } = told;
      const known = { account, amount, reference: before.as.reference };
      await noteToldIn(tx, known, { message, names: namesOf(told.entries) });
    }
  }
  const asked = await bundled(tx, fresh, message);
  for (const told of fresh.filter((each) => asked.has(each)))
    taken.push(...(await ask(tx, told, { message, taking })));
  for (const entry of fresh.flatMap((told) => (asked.has(told) ? [] : told.entries))) {
    const outcome = await takeIn(tx, entry, taking);
    if (outcome === 'contradicts') return refuse({ tag: outcome, reference: entry.reference });
    await noteMovement(tx, entry, message);
    taken.push([entry, outcome]);
  }
  return ok(taken);
}

function asPartsOf({ reference, isNamed, amount }: KnownMovement, told: MovementTold): MovementTold {
  const movement = { reference, isNamed, amount };
  return { ...told, ...movement, entries: told.entries.map((entry) => ({ ...entry, movement })) };
}

/** Those of movements that nothing has recognised which may be others, bundled otherwise. */
async function bundled(
  tx: MunicipalityTx,
  fresh: readonly MovementTold[],
  message: BankMessage,
): Promise<ReadonlySet<MovementTold>> {
  const found = new Set<MovementTold>();
  const alike = Map.groupBy(
    fresh,
    ({ account, bankDay, amount }) => `${account} ${bankDay} ${amount > zeroOre}`,
  );
  for (const each of alike.values())
    if (await mayBeBundled(tx, each, message)) for (const told of each) found.add(told);
  return found;
}

interface Asking {
  readonly message: BankMessage;
  readonly taking: Taking;
}

async function ask(tx: MunicipalityTx, told: MovementTold, { message, taking }: Asking): Promise<Taken> {
  for (const entry of told.entries) await keepAsked(tx, entry, { message, ...taking });
  return told.entries.map((entry) => [entry, 'asked'] as const);
}

/**
 * Takes back what a sum was taken in as, when its parts are told and nobody knows yet what the sum was for: then its parts are taken in
 * instead. Answers whether it did. Where the sum has been used for something, a person sees whether that was right.
 */
async function makesRoom(
  tx: MunicipalityTx,
  { told, as }: { readonly told: MovementTold; readonly as: KnownMovement },
  taking: Taking,
): Promise<boolean> {
  const [line, ...more] = as.lines;
  if (told.entries.length === 1 || line === undefined || more.length > 0) return false;
  if (line.isOpen) return setSumAside(tx, told, { line, taking });
  if (line.cause !== 'payment') return false;
  if (await takeSumBack(tx, told, { line, as, taking })) return true;
  const about = aboutLine({ account: told.account, reference: line.reference });
  await openWorkItems(
    tx,
    [{ kind: 'bank-told-in-parts', debtor: null, month: monthOf(taking.today), about }],
    taking.at,
  );
  return false;
}

interface OfSum {
  readonly line: MovementLine;
  readonly taking: Taking;
}

const IN_PARTS = 'banken har oplyst beløbet i dele';

async function setSumAside(
  tx: MunicipalityTx,
  { account }: MovementTold,
  { line: { reference }, taking: { today: on, by, at } }: OfSum,
): Promise<true> {
  await setToldAgain(tx, { account, reference }, { on, by, why: IN_PARTS });
  await closeLineItem(tx, { account, reference }, { by, because: IN_PARTS, at });
  return true;
}

/** A payment of which nobody knows what it is for, nor whose it is, is taken back whole; its line stays, and one out again beside it. */
async function takeSumBack(
  tx: MunicipalityTx,
  told: MovementTold,
  { line, as, taking: { by, at } }: OfSum & { readonly as: KnownMovement },
): Promise<boolean> {
  const payment = line.causeNumber as PaymentNumber; // the number of a payment's line is a payment's
  const money = await paymentByNumber(tx, payment);
  assert(money !== null, 'a line of a payment is about a payment');
  if (money.debtor !== null || (await holdSuspense(tx, payment)) !== 'open') return false;
  const reference = `${line.reference} i dele`;
  const back = { payment, kind: 'reversed', reference, on: told.bankDay, because: IN_PARTS, by, at } as const;
  const done = await reversePayment(tx, back);
  assert(done.ok, 'money in suspense can be taken back');
  const { account, bankDay } = told;
  const amount = subtractOre(zeroOre, money.amount);
  await confirmLine(tx, { account, reference, amount, bankDay }, [reference]);
  for (const entry of asPartsOf(as, told).entries.slice(0, 1))
    await noteMovement(
      tx,
      { ...entry, names: [], paymentId: null },
      as.toldIn === 'notification' ? as.toldIn : 'statement',
    );
  return true;
}
