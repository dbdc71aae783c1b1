import { openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { transfersIn } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { channelAccount, type ClearingChannel } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { answerRefunds } from './answer-refunds.ts';
import {
  aboutLine,
  bankLineNumber,
  confirmLine,
  isOnOtherAccount,
  keepLine,
  referenceOn,
  statementLines,
  type StatementLine,
} from './bank-lines.ts';
import { paymentToChargeBack } from './charge-back.ts';
import { lineOf } from './payment-id.ts';
import { debtorsPaidBy, takeFilePaid, takePayOutBack } from './pay-outs-on-bank.ts';
import { receive, type ReceiptRefusal } from './receive.ts';
import { orderNamed } from './refund-orders.ts';
import { reversePayment } from './reverse-payment.ts';
import type { BankEntry } from './statement-port.ts';
import type { PaymentNumber, Told } from './types.ts';
import { whereLineLeads } from './where-line-leads.ts';

/** What the municipality has said of its bank. */
export interface BankConfigured {
  /** The accounts whose statements are taken in; empty: any. */
  readonly accounts: readonly string[];
  /** By which words a statement shows what a channel has paid out, or taken back. */
  readonly clearing: readonly { readonly channel: ClearingChannel; readonly text: string }[];
}

export interface Taking {
  readonly bank: BankConfigured;
  readonly today: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** What becomes of an entry (import-statement.ts says what each is). */
export type Outcome =
  'known' | 'received' | 'suspended' | 'chargedBack' | 'cleared' | 'paidOut' | 'returned' | 'asked' | 'open';

/** Takes an entry in as a movement of its own, unless it is known under its own words. */
export async function takeIn(
  tx: MunicipalityTx,
  entry: BankEntry,
  taking: Taking,
): Promise<Outcome | 'contradicts'> {
  const line: StatementLine = { ...entry, bankDay: entry.bookedOn };
  const isSameWay = (amount: Ore) => amount > zeroOre === entry.amount > zeroOre;
  const before = (await statementLines(tx, entry.account, [entry.reference])).filter(({ amount }) =>
    isSameWay(amount),
  );
  if (before.some(({ amount }) => amount === entry.amount)) return 'known';
  if (before.length > 0) return 'contradicts';
  if (await confirmLine(tx, line, [entry.reference, ...entry.names])) return 'known';
  const channel = (await namesOurs(tx, entry)) ? null : channelOf(entry, taking.bank);
  if (channel !== null) return clear(tx, { line, channel }, taking);
  if (entry.amount > zeroOre)
    return (await takePayOutBack(tx, entry, taking)) ?? takeReceipt(tx, entry, taking);
  return (await takeFilePaid(tx, entry, taking)) ?? takeDebit(tx, entry, taking);
}

/**
 * Whether a movement names an order of ours, or a payment id that leads to somebody or is nearly one that does. That decides before any
 * words: what a citizen writes may name a channel by chance.
 */
async function namesOurs(tx: MunicipalityTx, entry: BankEntry): Promise<boolean> {
  if ((await debtorsPaidBy(tx, entry)).length > 0) return true;
  if (entry.paymentId === null) return false;
  const led = await whereLineLeads(tx, lineOf(entry.paymentId));
  return 'lead' in led || led.suggested !== null;
}

function channelOf({ text }: BankEntry, { clearing }: BankConfigured): ClearingChannel | null {
  const words = text.toLowerCase();
  return clearing.find((each) => words.includes(each.text.toLowerCase()))?.channel ?? null;
}

/** Moves what a channel had told from there to the bank, or back. */
async function clear(
  tx: MunicipalityTx,
  { line, channel }: { readonly line: StatementLine; readonly channel: ClearingChannel },
  { today, by, at }: Taking,
): Promise<Outcome> {
  const causeNumber = bankLineNumber(line);
  const [bank, clearing] = [channelAccount('bank'), channelAccount(channel)];
  const isIn = line.amount > zeroOre;
  const amount = isIn ? line.amount : subtractOre(zeroOre, line.amount);
  const movement = isIn ? { debit: bank, credit: clearing } : { debit: clearing, credit: bank };
  const posting = { cause: 'cleared', causeNumber, valueDate: line.bankDay } as const;
  await postTransfers(
    tx,
    transfersIn({ ...posting, bookingDate: today, recordedAt: at }, [{ ...movement, amount }]),
  );
  const booked = { cause: 'cleared', causeNumber, on: today } as const;
  await keepLine(tx, line, { kind: 'clearing', booked, by, at });
  return 'cleared';
}

/**
 * Money that has come in: it counts from the day the bank lets it count, and never from a later one than it was booked. Banks name a
 * movement for its account alone: where another account's has the same words, its payment is called by its account too.
 */
async function takeReceipt(tx: MunicipalityTx, entry: BankEntry, { by, at }: Taking): Promise<Outcome> {
  const { account, reference, amount, bookedOn, valueOn } = entry;
  const receivedOn = valueOn < bookedOn ? valueOn : bookedOn;
  const line = { account, reference, amount, bankDay: bookedOn };
  const money = { channel: 'bank', amount, receivedOn, told: toldIn(entry), by, at } as const;
  for (const called of [reference, referenceOn(account, reference)]) {
    const received = await receive(tx, { ...money, reference: called });
    if (received.ok && (await confirmLine(tx, line, [called])))
      return received.value.suspended === null ? 'received' : 'suspended';
    const known = received.ok ? received.value.payment : paymentIn(received.refusal);
    if (known === null || !(await isOnOtherAccount(tx, known, account))) break;
  }
  // The reference is another payment's: two movements that the bank calls the same, or one that was registered otherwise.
  return leaveOpen(tx, line, { by, at });
}

function paymentIn(refusal: ReceiptRefusal): PaymentNumber | null {
  return refusal.tag === 'reference-used' ? refusal.payment.number : null;
}

/** What was told with an entry, as a payment tells it. */
export function toldIn({ paymentId, text }: Pick<BankEntry, 'paymentId' | 'text'>): Told {
  if (paymentId !== null) return { by: 'line', line: lineOf(paymentId) };
  return text === '' ? { by: 'nothing' } : { by: 'line', line: text };
}

/** Money that has gone: given back to a debtor, or taken back by the bank, where exactly one can be meant; else for a person. */
async function takeDebit(tx: MunicipalityTx, entry: BankEntry, { by, at }: Taking): Promise<Outcome> {
  const { account, reference, amount, bookedOn } = entry;
  const line = { account, reference, amount, bankDay: bookedOn };
  const order = entry.names.find((name) => orderNamed(name) !== null);
  if (order !== undefined) {
    const answer = { reference: order, on: bookedOn, rejected: null };
    const answered = await answerRefunds(tx, [answer], { by, at });
    if (answered.ok && (await confirmLine(tx, line, [order]))) return 'paidOut';
    return leaveOpen(tx, line, { by, at });
  }
  const payment = entry.reversal ? await paymentToChargeBack(tx, entry) : null;
  if (payment === null) return leaveOpen(tx, line, { by, at });
  const back = { payment, kind: 'charged-back', reference, on: bookedOn } as const;
  const done = await reversePayment(tx, { ...back, because: 'banken har taget pengene tilbage', by, at });
  if (!done.ok) return leaveOpen(tx, line, { by, at });
  await confirmLine(tx, line, [reference, `${reference} payment-reversed ${payment}`]);
  return 'chargedBack';
}

async function leaveOpen(
  tx: MunicipalityTx,
  line: StatementLine,
  { by, at }: Pick<Taking, 'by' | 'at'>,
): Promise<Outcome> {
  await keepLine(tx, line, { kind: 'other', booked: null, by, at });
  const month = monthOf(dayInCopenhagen(at));
  await openWorkItems(tx, [{ kind: 'bank-line-unknown', debtor: null, month, about: aboutLine(line) }], at);
  return 'open';
}
