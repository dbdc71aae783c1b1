import { liabilitiesFor } from '../claims/liabilities.ts';
import { heldForRecovery, tellRecovery } from '../claims/recovery-work.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { addOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { endHeldMeanwhile, heldMeanwhileFor } from '../ledger/held-meanwhile.ts';
import type { Movement } from '../ledger/lines.ts';
import { givenBackOf } from '../ledger/paid-on-claim.ts';
import { closeRefundItems, openRefunds } from '../ledger/refunds.ts';
import { claimAccount, endedAccount, type Account } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { aboutPayment } from './allocate.ts';
import { coveringIn, movedBy, type Covering } from './covers.ts';
import type { Payment, PaymentNumber } from './types.ts';

/** What a payment has covered and can be taken off again. */
export interface Releasable {
  readonly covers: readonly Covering[];
  readonly claims: readonly ClaimNumber[];
  /** What was too much of it, by debtor. */
  readonly held: ReadonlyMap<DebtorNumber, Ore>;
  readonly liable: ReadonlyMap<ClaimNumber, ReadonlySet<DebtorNumber>>;
  /** On their way to the recovery authority, or there. */
  readonly forRecovery: ReadonlySet<ClaimNumber>;
}

export type ReleaseRefusal =
  /** A claim that it covered has been reduced since, and part of what was paid is held for who paid it: a person must untie that. */
  | { readonly tag: 'given-back-since'; readonly claim: ClaimNumber }
  /** What was too much of it is not held any longer, or on its way back to the debtor. */
  | { readonly tag: 'held-no-longer' };

/** What a payment has covered, and whether it can be taken off; after `concernedBy` has been locked. */
export async function releasable(
  tx: MunicipalityReadTx,
  payment: PaymentNumber,
): Promise<Result<Releasable, ReleaseRefusal>> {
  const covers = await coversOf(tx, payment);
  const claims = claimsIn(covers);
  const [reduced] = (await givenBackOf(tx, claims)).keys();
  if (reduced !== undefined) return refuse({ tag: 'given-back-since', claim: reduced });
  const held = heldIn(covers);
  if (!(await isHeld(tx, payment, held))) return refuse({ tag: 'held-no-longer' });
  const [liable, forRecovery] = [await liableNow(tx, claims), await heldForRecovery(tx, claims)];
  return ok({ covers, claims, held, liable, forRecovery });
}

/** Everybody whose accounts taking a payment off may move. */
export async function concernedBy(tx: MunicipalityReadTx, payment: Payment): Promise<DebtorNumber[]> {
  const covers = await coversOf(tx, payment.number);
  const liable = await liabilitiesFor(tx, [
    ...claimsIn(covers),
    ...(await heldMeanwhileFor(tx, payment.number)),
  ]);
  const held = covers.flatMap(({ account }) => holderOf(account));
  const payer = payment.debtor === null ? [] : [payment.debtor];
  return [...new Set([...payer, ...held, ...liable.map(({ debtor }) => debtor)])];
}

/** What takes a payment off what it covered, newest first, to an account; nobody is asked for what they no longer owe. */
export function releasing(released: Releasable, to: Account): Movement[] {
  return released.covers
    .toReversed()
    .map(({ account, amount }) => ({ debit: whereNow(account, released), credit: to, amount }));
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
 * Closes the items about what was too much of a payment, whose money goes another way. Answers the main claims on which it had counted
 * nevertheless: their interest is another now.
 */
export async function closeHeld(
  tx: MunicipalityTx,
  payment: PaymentNumber,
  { held, by, at }: Pick<Releasable, 'held'> & { readonly by: string; readonly at: Temporal.Instant },
): Promise<ClaimNumber[]> {
  for (const debtor of held.keys())
    await closeRefundItems(tx, { debtor, why: 'overpaid', about: aboutPayment(payment) }, { by, at });
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

/** What was covered of a claim that had ended stands as ended again. */
const OF_CLAIMS: ReadonlySet<Account['kind']> = new Set(['claim', 'due', 'recovery', 'ended']);

function claimOf({ kind, number }: Account): ClaimNumber[] {
  return OF_CLAIMS.has(kind) ? [claimNumber(number)] : [];
}

function holderOf({ kind, number }: Account): DebtorNumber[] {
  return kind === 'overpaid' ? [debtorNumber(Number(number))] : [];
}

function heldIn(covers: readonly Covering[]): ReadonlyMap<DebtorNumber, Ore> {
  const held = new Map<DebtorNumber, Ore>();
  for (const { account, amount } of covers)
    for (const debtor of holderOf(account)) held.set(debtor, addOre(held.get(debtor) ?? zeroOre, amount));
  return held;
}

/** Whether all that was too much still waits for a person. */
async function isHeld(
  tx: MunicipalityReadTx,
  payment: PaymentNumber,
  held: ReadonlyMap<DebtorNumber, Ore>,
): Promise<boolean> {
  if (held.size === 0) return true;
  const items = await openRefunds(tx, [...held.keys()]);
  return [...held].every(([debtor, amount]) => {
    const theirs = items.filter(
      (item) => item.debtor === debtor && item.why === 'overpaid' && item.order === null,
    );
    const about = theirs.filter((item) => item.about === aboutPayment(payment));
    return amount === sumOre(about.map((item) => item.amount));
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
