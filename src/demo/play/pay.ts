import type { ClaimNumber } from '../../claims/types.ts';
import { addDays, type PlainDate } from '../../kernel/dates.ts';
import { paymentReference, type DebtorNumber, type DecisionId } from '../../kernel/ids.ts';
import { ore, sumOre, zeroOre, type Ore } from '../../kernel/money.ts';
import { checkDigit } from '../../kernel/payment-line.ts';
import { assert } from '../../kernel/result.ts';
import { nextBankDay } from '../../law/closing-days.ts';
import { receive, type Receipt } from '../../payments/receive.ts';
import type { Channel, PaymentNumber, Told } from '../../payments/types.ts';
import type { Dice } from '../generate/dice.ts';
import type { MeansToPay } from './lives.ts';
import { CASEWORKER, type PaidByBank, type PlayedDay, type PlayedTown } from './town.ts';

/** Money that somebody pays on a day, and what they tell with it. */
export interface ToPay {
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
  /** Names the payment: what it is for, and the day it was due. */
  readonly about: string;
  readonly times: 1 | 2;
  readonly told: Told;
}

/** So much of what is unpaid, in whole kroner unless it is all; 0 when nothing is. */
export function partOf(unpaid: Ore, percent: number): Ore {
  if (percent === 100 || unpaid === zeroOre) return unpaid;
  const part = (unpaid * BigInt(percent)) / 10_000n;
  return ore((part === 0n ? 1n : part) * 100n);
}

/** What they write on the payment about their plan: its line, a line with a slip of the pen, or their own number. */
export function tellPlan(
  town: PlayedTown,
  { debtor, agreement }: { readonly debtor: DebtorNumber; readonly agreement: DecisionId },
  line: MeansToPay['line'],
): Told {
  const creditor = town.configuration.payment.creditorNumber;
  if (line === 'none' || creditor === null) return { by: 'debtor', debtor, wish: [] };
  const base = paymentReference(agreement);
  const digit = Number(checkDigit(base));
  const written = line === 'right' ? digit : (digit + 1) % 10;
  return { by: 'line', line: `+71<${base}${written} +${creditor}<` };
}

/** What they write about a bill: that they pay this one, or nothing that anybody could read. */
export function tellBill(debtor: DebtorNumber, claim: ClaimNumber, line: MeansToPay['line']): Told {
  if (line === 'wrong') return { by: 'nothing' };
  return { by: 'debtor', debtor, wish: line === 'right' ? [claim] : [] };
}

const AT_A_TIME = 200;

/** Lets people pay, as their banks tell it in one file of the day. Money may be too much; it is never refused. */
export async function letPay(town: PlayedTown, day: PlayedDay, payments: readonly ToPay[]): Promise<void> {
  const all: Paid[] = [];
  const inOrder = payments.toSorted((a, b) => a.debtor - b.debtor || (a.about < b.about ? -1 : 1));
  for (let from = 0; from < inOrder.length; from += AT_A_TIME) {
    const page = inOrder.slice(from, from + AT_A_TIME);
    const paid = await town.write(async (tx) => {
      const taken: Paid[] = [];
      for (const payment of page)
        for (const receipt of receiptsOf(town, day, payment)) {
          const received = await receive(tx, receipt);
          assert(received.ok || received.refusal.tag === 'not-theirs', 'a payment of the demo was refused');
          if (received.ok) taken.push({ ...receipt, payment: received.value.payment });
        }
      return taken;
    });
    for (const each of paid) if (each.channel === 'bank') throughBank(town, day, each);
    all.push(...paid);
  }
  channelsSettle(town, day, all);
}

type Paid = Receipt & { readonly payment: PaymentNumber };

function throughBank(
  town: PlayedTown,
  day: PlayedDay,
  { payment, amount, reference, receivedOn }: Paid,
): void {
  town.bank.moved({ on: receivedOn, amount, name: reference });
  mayTakeBack(town, day, { payment, amount });
}

/** Bank days until a channel's money stands on the account. */
const CHANNEL_DAYS = 2;

/** A channel pays a day's money out as one sum. */
function channelsSettle(town: PlayedTown, { on }: PlayedDay, paid: readonly Paid[]): void {
  for (const { channel, text } of town.configuration.bank.clearing) {
    const amount = sumOre(paid.filter((each) => each.channel === channel).map((each) => each.amount));
    const settled = nextBankDay(addDays(on, CHANNEL_DAYS));
    const named = `${text} ${on}`;
    if (amount > zeroOre) town.bank.moved({ on: settled, amount, name: named, text: named });
  }
}

function receiptsOf(town: PlayedTown, { on, at }: PlayedDay, payment: ToPay): Receipt[] {
  const { about, debtor, amount, told, times } = payment;
  const knownLate = town.dice(`known-late/${about}/${debtor}`).chance(KNOWN_LATE_IN_HUNDRED);
  // The bank's own are known when it tells of them.
  const channel = knownLate ? 'counter' : channelFor(town.dice(`channel/${about}/${debtor}`));
  return Array.from({ length: amount === zeroOre ? 0 : times }, (_, time) => ({
    amount,
    channel,
    reference: referenceOf({ on, about, debtor, time }),
    receivedOn: knownLate ? laterOf(town.from, addDays(on, -DAYS_KNOWN_LATE)) : on,
    told,
    by: CASEWORKER,
    at,
  }));
}

const KNOWN_LATE_IN_HUNDRED = 2;
/** Days after which a payment is known that came another way, such as by a slip that lay in a drawer. */
const DAYS_KNOWN_LATE = 25;
const TAKEN_BACK_IN_HUNDRED = 1;

function laterOf(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}

/** The bank takes a few payments back some days later. */
function mayTakeBack(town: PlayedTown, { on }: PlayedDay, paid: PaidByBank): void {
  const dice = town.dice(`taken-back/${paid.payment}`);
  if (dice.chance(TAKEN_BACK_IN_HUNDRED))
    town.takenBack.add(nextBankDay(addDays(on, dice.whole(3, 15))), paid);
}

function channelFor(dice: Dice): Channel {
  return dice.pick([
    'bank',
    'bank',
    'bank',
    'bank',
    'bank',
    'bank',
    'betalingsservice',
    'betalingsservice',
    'mobilepay',
    'counter',
  ] as const);
}

function referenceOf(of: {
  readonly on: PlainDate;
  readonly about: string;
  readonly debtor: DebtorNumber;
  readonly time: number;
}): string {
  return `D-${of.on.replaceAll('-', '')}-${of.debtor}-${of.about}${of.time === 0 ? '' : '-igen'}`;
}
