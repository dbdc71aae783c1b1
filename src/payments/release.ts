import { liabilitiesFor } from '../claims/liabilities.ts';
import { heldForRecovery, tellRecovery } from '../claims/recovery-work.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { addOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { endHeldMeanwhile, heldMeanwhileFor } from '../ledger/held-meanwhile.ts';
import type { Movement } from '../ledger/lines.ts';
import { paidAndGivenBack } from '../ledger/paid-on-claim.ts';
import { claimAccount, endedAccount, owedBackAccount, type Account } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { coveringIn, isOfClaim, movedBy, type Covering } from './covers.ts';
import { givenBackOfPayment } from './given-back-of.ts';
import { payers } from './store.ts';
import type { Payment, PaymentNumber } from './types.ts';
import {
  heldOf,
  undoGiveBack,
  type ItemTake,
  type NotLeft,
  type NotLeftNow,
  type Undoing,
} from './undo-give-back.ts';
import { whoseMoney } from './whose-money.ts';

/** What a payment has covered, to be taken off again. */
export interface Releasable {
  readonly payment: PaymentNumber;
  readonly covers: readonly Covering[];
  readonly claims: readonly ClaimNumber[];
  /** What was too much of it, or has been given back of its claims since, with what of that is still held. */
  readonly notLeft: readonly NotLeftNow[];
  readonly takes: readonly ItemTake[];
  readonly liable: ReadonlyMap<ClaimNumber, ReadonlySet<DebtorNumber>>;
  /** On their way to the recovery authority, or there. */
  readonly forRecovery: ReadonlySet<ClaimNumber>;
}

/** Why a payment cannot be moved as a whole; taking it back is possible all the same. */
export type ReleaseRefusal =
  /** A claim that it covered has been reduced since, or a person gave money back: some of the payment has left, or is in an order. */
  | { readonly tag: 'given-back-since'; readonly claim: ClaimNumber; readonly amount: Ore }
  /** What was too much of it has left, or is in an order. */
  | { readonly tag: 'held-no-longer'; readonly amount: Ore };

/** What a payment has covered, and what of it has been given back; after `concernedBy` has been locked. */
export async function releasable(tx: MunicipalityReadTx, payment: PaymentNumber): Promise<Releasable> {
  const covers = await coversOf(tx, payment);
  const claims = claimsIn(covers);
  const { parts: notLeft, takes } = await heldOf(tx, payment, [
    ...tooMuchIn(covers),
    ...(await givenBackIn(tx, payment, claims)),
  ]);
  const [liable, forRecovery] = [await liableNow(tx, claims), await heldForRecovery(tx, claims)];
  return { payment, covers, claims, notLeft, takes, liable, forRecovery };
}

/** Why a payment cannot be moved elsewhere whole: some of it is no longer free to be moved. Null: it can. */
export function notFree({ notLeft }: Releasable): ReleaseRefusal | null {
  for (const { claim, amount, free } of notLeft) {
    const gone = subtractOre(amount, free);
    if (gone === zeroOre) continue;
    return claim === null
      ? { tag: 'held-no-longer', amount: gone }
      : { tag: 'given-back-since', claim, amount: gone };
  }
  return null;
}

/** Everybody whose accounts taking a payment off may move. */
export async function concernedBy(tx: MunicipalityReadTx, payment: Payment): Promise<DebtorNumber[]> {
  const covers = await coversOf(tx, payment.number);
  const liable = await liabilitiesFor(tx, [
    ...claimsIn(covers),
    ...(await heldMeanwhileFor(tx, payment.number)),
  ]);
  const held = covers.flatMap(({ account }) => holderOf(account));
  const payer = [...(await payers(tx, [payment.number])).values()];
  const told = payment.debtor === null ? [] : [payment.debtor];
  return [...new Set([...payer, ...told, ...held, ...liable.map(({ debtor }) => debtor)])];
}

/**
 * What takes a payment off what it covered, newest first, to an account; nobody is asked for what they no longer owe. What was too much
 * and is held no longer is owed by whom it was given back to.
 */
export function releasing(released: Releasable, to: Account): Movement[] {
  const held = new Map(
    released.notLeft.flatMap((part) => (part.claim === null ? [[part.debtor, part.held] as const] : [])),
  );
  return released.covers.toReversed().flatMap(({ account, amount }) => {
    const [debtor] = holderOf(account);
    if (debtor === undefined) return [{ debit: whereNow(account, released), credit: to, amount }];
    const still = held.get(debtor) ?? zeroOre;
    return [
      { debit: account, credit: to, amount: still },
      { debit: owedBackAccount(debtor), credit: to, amount: subtractOre(amount, still) },
    ];
  });
}

/** Those for whom something of a payment was held before it was taken off. */
export function heldBefore({ takes }: Releasable): ReadonlySet<DebtorNumber> {
  return new Set(takes.map(({ item }) => item.debtor));
}

/** What of a payment had been given back and has left, by whom it was given to. */
export function owedBackIn({ notLeft }: Releasable): ReadonlyMap<DebtorNumber, Ore> {
  const owed = new Map<DebtorNumber, Ore>();
  for (const { debtor, amount, held } of notLeft)
    if (held < amount) owed.set(debtor, addOre(owed.get(debtor) ?? zeroOre, subtractOre(amount, held)));
  return owed;
}

/** Undoes what has been given back of a payment, after `releasing` has been posted. Answers the orders that were stopped. */
export function undoGivenBack(
  tx: MunicipalityTx,
  released: Releasable,
  undone: Pick<Undoing, 'valueDate' | 'by' | 'at'>,
): Promise<readonly bigint[]> {
  const stands = released.covers.toReversed().flatMap(({ account, amount }) => {
    return claimOf(account).map((claim) => ({ claim, account: whereNow(account, released), amount }));
  });
  return undoGiveBack(tx, {
    ...released,
    ...undone,
    parts: released.notLeft,
    stands: Map.groupBy(stands, ({ claim }) => claim),
  });
}

/** Why a payment no longer covers what it did, and from when. */
export interface Release {
  readonly cause: 'payment-reversed' | 'reallocated';
  readonly payment: PaymentNumber;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** The recovery authority is told of claims there that a payment no longer covers. */
export async function tellReleased(
  tx: MunicipalityTx,
  { forRecovery }: Releasable,
  { cause, payment: causeNumber, on: effectiveOn, at }: Release,
): Promise<void> {
  const changes = [...forRecovery].map((claim) => {
    return { claim, reason: 'INDB' as const, cause, causeNumber, effectiveOn };
  });
  await tellRecovery(tx, changes, at);
}

/**
 * What was too much of a payment, and had counted on main claims nevertheless, counts so no longer. Answers these claims: their interest is
 * another now.
 */
export async function countsNoLonger(
  tx: MunicipalityTx,
  payment: PaymentNumber,
  at: Temporal.Instant,
): Promise<ClaimNumber[]> {
  const counted = await heldMeanwhileFor(tx, payment);
  if (counted.length > 0) await endHeldMeanwhile(tx, payment, at);
  return counted;
}

async function coversOf(tx: MunicipalityReadTx, payment: PaymentNumber): Promise<Covering[]> {
  return coveringIn((await movedBy(tx, [payment])).get(payment) ?? []);
}

function claimsIn(covers: readonly Covering[]): ClaimNumber[] {
  return [...new Set(covers.flatMap(({ account }) => claimOf(account)))];
}

function claimOf(account: Account): ClaimNumber[] {
  return isOfClaim(account) ? [claimNumber(account.number)] : [];
}

function holderOf({ kind, number }: Account): DebtorNumber[] {
  return kind === 'overpaid' ? [debtorNumber(Number(number))] : [];
}

/** What was too much of a payment, by whom it is held for. */
function tooMuchIn(covers: readonly Covering[]): NotLeft[] {
  return covers.flatMap(({ account, amount }) =>
    holderOf(account).map((debtor) => ({ debtor, claim: null, from: null, amount })),
  );
}

/** What has been given back since of what a payment covered; it was its payer's. */
async function givenBackIn(
  tx: MunicipalityReadTx,
  payment: PaymentNumber,
  claims: readonly ClaimNumber[],
): Promise<NotLeft[]> {
  const movements = await paidAndGivenBack(tx, claims);
  const whose = await whoseMoney(tx, [...movements.values()].flat());
  const debtor = (await payers(tx, [payment])).get(payment);
  if (debtor === undefined) return [];
  return claims.flatMap((claim) => {
    const theirs = (movements.get(claim) ?? []).filter((each) => whose(each) === debtor);
    const back = givenBackOfPayment(payment, theirs);
    return (['source', 'claim'] as const)
      .map((from) => ({ debtor, claim, from, amount: back[from] }))
      .filter(({ amount }) => amount > zeroOre);
  });
}

/** Who is still liable for each claim. */
async function liableNow(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<ClaimNumber, ReadonlySet<DebtorNumber>>> {
  const still = (await liabilitiesFor(tx, claims)).filter(({ ended }) => ended === null);
  const byClaim = Map.groupBy(still, ({ claim }) => claim);
  return new Map([...byClaim].map(([claim, those]) => [claim, new Set(those.map(({ debtor }) => debtor))]));
}

/** Where what an account was relieved of stands now: nobody is asked for what they are no longer liable for. */
function whereNow(account: Account, { liable, forRecovery }: Releasable): Account {
  const [claim] = claimOf(account);
  if (claim === undefined) return account;
  const still = liable.get(claim);
  if (still === undefined) return endedAccount(claim);
  // What was paid of a claim at the recovery authority is owed where that claim is now.
  if (account.kind === 'recovery') return forRecovery.has(claim) ? account : claimAccount(claim);
  return account.debtor === 0 || still.has(account.debtor) ? account : claimAccount(claim);
}
