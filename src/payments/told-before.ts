import { sumOre } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import {
  movementNamed,
  movementsOfDay,
  namesOf,
  type KnownMovement,
  type MovementTold,
} from './bank-movements.ts';
import type { BankMessage } from './statement-port.ts';

/** Whether a movement has been told before; `told` as it is called here. */
export type ToldBefore = { readonly told: MovementTold } & (
  | { readonly is: 'new' }
  | { readonly is: 'contradicts' }
  | { readonly is: 'known'; readonly as: KnownMovement }
  /** It may have been: a person finds out. */
  | { readonly is: 'perhaps' }
);

/**
 * Whether a movement has been told before: under the bank's own words for it; or, where a message has none, by the other of the two
 * messages, on the same day and account with the same amount. Each tells a movement once, so an equal one that the other has told is
 * the same, unless what came with it is another's. Where that does not decide, nobody guesses. What has only its place in a message is
 * another movement on another day: banks number their messages anew. With the same amount a person is asked.
 */
export async function toldBefore(
  tx: MunicipalityReadTx,
  given: MovementTold,
  message: BankMessage,
): Promise<ToldBefore> {
  const placed = await movementNamed(tx, given);
  const isOnAnotherDay = placed !== null && !given.isNamed && placed.bankDay !== given.bankDay;
  const told = isOnAnotherDay ? calledByDay(given) : given;
  const named = isOnAnotherDay ? await movementNamed(tx, told) : placed;
  if (named !== null)
    return named.amount === told.amount ? { told, is: 'known', as: named } : { told, is: 'contradicts' };
  const as = await toldUnnamed(tx, told, message);
  if (as !== 'new' || !isOnAnotherDay)
    return typeof as === 'string' ? { told, is: as } : { told, is: 'known', as };
  const mayBe = placed.amount === told.amount && !areOthers(namesOf(told.entries), placed.names);
  return { told, is: mayBe ? 'perhaps' : 'new' };
}

/** What is called by its place in a message, with its day in front of that. */
function calledByDay({ reference, bankDay, entries, ...told }: MovementTold): MovementTold {
  const called = `${bankDay} ${reference}`;
  const rest = (words: string) => (words.startsWith(reference) ? `${bankDay} ${words}` : words);
  return {
    ...told,
    bankDay,
    reference: called,
    entries: entries.map((entry) => ({
      ...entry,
      reference: rest(entry.reference),
      movement: { ...entry.movement, reference: called },
    })),
  };
}

/** The movement that tells the same as one which is not known under its words; `perhaps`: there may be one. */
async function toldUnnamed(
  tx: MunicipalityReadTx,
  told: MovementTold,
  message: BankMessage,
): Promise<KnownMovement | 'perhaps' | 'new'> {
  const ofDay = await movementsOfDay(tx, told);
  const equal = ofDay.filter(({ amount }) => amount === told.amount);
  const names = namesOf(told.entries);
  const isOther = ({ toldIn }: KnownMovement) => toldIn !== null && toldIn !== 'both' && toldIn !== message;
  const unnamed = equal.filter((each) => isOther(each) && !(told.isNamed && each.isNamed));
  const fitting = unnamed.filter((each) => !areOthers(names, each.names));
  const as = fitting.find((each) => share(names, each.names)) ?? fitting[0];
  if (as !== undefined) return as;
  // A sum and its parts are called differently by those who sent the money.
  if (unnamed.some(({ lines }) => lines.length > 1 !== told.entries.length > 1)) return 'perhaps';
  const mayBe = equal.some((each) => {
    if (each.toldIn === null && !told.isNamed) return true;
    return share(names, each.names) && (isOther(each) || !told.isNamed || !each.isNamed);
  });
  return mayBe ? 'perhaps' : 'new';
}

/**
 * Of movements of one account, day and direction that nothing else has recognised: whether the other message may have told the same money
 * bundled otherwise, as one sum of several, or as several of which this is the sum.
 */
export async function mayBeBundled(
  tx: MunicipalityReadTx,
  told: readonly MovementTold[],
  message: BankMessage,
): Promise<boolean> {
  const [first] = told;
  if (first === undefined) return false;
  const others = (await movementsOfDay(tx, first)).filter(
    ({ toldIn }) => toldIn !== null && toldIn !== 'both' && toldIn !== message,
  );
  const sum = sumOre(told.map(({ amount }) => amount));
  if (told.length > 1) return others.some(({ amount }) => amount === sum);
  return others.length > 1 && sumOre(others.map(({ amount }) => amount)) === sum;
}

/** Both name payments, or both name who sent them, and none is the same. */
function areOthers(one: readonly string[], other: readonly string[]): boolean {
  return [isPaymentId, (name: string) => !isPaymentId(name)].some((kind) => {
    const [its, theirs] = [one.filter(kind), other.filter(kind)];
    return its.length > 0 && theirs.length > 0 && !share(its, theirs);
  });
}

function isPaymentId(name: string): boolean {
  return /^\d{15,16}$/.test(name);
}

function share(one: readonly string[], other: readonly string[]): boolean {
  return one.some((name) => other.includes(name));
}
