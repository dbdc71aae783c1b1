import { chargesSince } from '../charges/charges-since.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { municipalOrder } from '../law/municipal-order.ts';
import { allocatePayment, type Aim } from '../law/payment-order.ts';
import type { Account } from '../ledger/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Payable } from './payable.ts';
import type { CoveredPart, MoneyIn } from './types.ts';

/** A part that is covered, and the account it stands on: a part may stand on two. */
export interface Cover extends CoveredPart {
  readonly rule: NonNullable<CoveredPart['rule']>;
  readonly account: Account;
  readonly main: ClaimNumber;
}

/** Where money goes: what it covers, in that order, and what is left of it. */
export interface Spread {
  readonly covers: readonly Cover[];
  readonly left: Ore;
}

/** What of a debtor's claims money may cover: of what rests by now, only what it had covered before (`opened`). */
export function amongThese(
  payables: readonly Payable[],
  among: ReadonlySet<ClaimNumber> | undefined,
  opened: ReadonlySet<ClaimNumber> = new Set(),
): readonly Payable[] {
  return payables
    .filter(({ main }) => among === undefined || among.has(main))
    .map((each) => (each.open === 'aimed' && opened.has(each.main) ? { ...each, open: 'yes' } : each));
}

/** Spreads money over claims by the law's order; what a person aims at is neither the debtor's words nor their line. */
export function spreadOver(
  amount: Ore,
  payables: readonly Payable[],
  { aim, byPerson }: { readonly aim: Aim<ClaimNumber> | null; readonly byPerson: boolean },
): Spread {
  const { covered, left } = allocatePayment(amount, municipalOrder, payables, aim);
  const byClaim = new Map(payables.map((payable) => [payable.claim, payable]));
  const covers = covered.flatMap(({ claim, part, amount: whole, rule }) => {
    const by = byPerson && rule === 'wish' ? ('person' as const) : rule;
    const payable = byClaim.get(claim);
    assert(payable !== undefined, 'only what is payable is covered');
    let rest = whole;
    const its = payable.parts[part].map(({ account, amount: stands }): Cover => {
      const here = minOre(rest, stands);
      rest = subtractOre(rest, here);
      return { claim, main: payable.main, part, rule: by, account, amount: here };
    });
    assert(rest === zeroOre, 'a payment covers no more than what stands there');
    return its.filter((cover) => cover.amount > zeroOre);
  });
  return { covers, left };
}

/**
 * Interest and fees that count from after the day of a payment: the payment covers first what was owed on its day, and may leave
 * nothing of them (law/interest.ts, law/fees.ts). Of `later`, which it covers afterwards, what the payer aims at by itself is left
 * out. Asked only where there may be any.
 */
export async function notYetThen(
  tx: MunicipalityReadTx,
  payables: readonly Payable[],
  { money: { receivedOn }, aim, at }: PaidThen,
): Promise<NotYetThen> {
  const isPast = receivedOn < dayInCopenhagen(at);
  // Interest is charged in the month of its first day.
  const mayBeLater = ({ level, from }: Payable) =>
    from !== null && (level === 'fee' ? from >= receivedOn : monthOf(from) >= monthOf(receivedOn));
  const charges = payables.filter(({ level }) => level !== 'main');
  if (!(isPast ? charges.length > 0 : charges.some(mayBeLater))) return { any: false, later: new Set() };
  const mains = payables.filter(({ level }) => level === 'main').map(({ claim }) => claim);
  const since = await chargesSince(tx, mains, receivedOn);
  const later = since.map(({ claim }) => claim).filter((claim) => aim?.claims.has(claim) !== true);
  return { any: since.length > 0, later: new Set(later) };
}

export interface NotYetThen {
  /** Whether there are any at all: then the payment changes the past under them. */
  readonly any: boolean;
  readonly later: ReadonlySet<ClaimNumber>;
}

export interface PaidThen {
  readonly money: Pick<MoneyIn, 'receivedOn'>;
  readonly aim: Aim<ClaimNumber> | null;
  readonly at: Temporal.Instant;
}

/** What is left of a claim here, whoever was asked for it; what was written off is not. */
export function standsOn({ dueFrom, notAsked, dueFromOther }: Payable): Ore {
  return sumOre([dueFrom, notAsked, dueFromOther]);
}
