import { decisionsById } from '../agreements/decisions.ts';
import { whereLinesLead, type PaymentLineLead } from '../claims/payment-lines.ts';
import { isDebtor } from '../debtors/lock.ts';
import { parseDebtorNumber, parseDecisionId, type DecisionId } from '../kernel/ids.ts';
import { readLine, type LineRefusal } from '../law/read-payment-line.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Suggestion } from './suspense.ts';

/** Where a payment line leads, or why nobody knows; then with what it may have meant, for a person to judge. */
export type LineLead =
  | { readonly lead: PaymentLineLead }
  | { readonly why: LineRefusal['tag'] | 'unknown-line'; readonly suggested: Suggestion | null };

/** Reads a payment line as it was told and finds what it was given for. Never guesses: a line with a fault leads nowhere. */
export async function whereLineLeads(tx: MunicipalityReadTx, line: string): Promise<LineLead> {
  const configured = await configurationVersion(tx, null);
  const read = readLine(line, configured?.configuration.payment.creditorNumber ?? null);
  if (!read.ok) {
    const { tag } = read.refusal;
    const suggested = tag === 'wrong-check-digit' ? await suggestionFor(tx, baseIn(line)) : null;
    return { why: tag, suggested };
  }
  const lead = await leadOf(tx, read.value.base);
  if (lead !== null) return { lead };
  return { why: 'unknown-line', suggested: await debtorIn(tx, read.value.base) };
}

/** The line's digits as they were written, without the last: good for a suggestion and for nothing else. */
function baseIn(line: string): string {
  return (/\d{15,16}/.exec(line)?.[0] ?? '').slice(0, -1);
}

async function suggestionFor(tx: MunicipalityReadTx, base: string): Promise<Suggestion | null> {
  const lead = await leadOf(tx, base);
  return lead === null ? debtorIn(tx, base) : { kind: lead.to, number: lead.number };
}

async function leadOf(tx: MunicipalityReadTx, base: string): Promise<PaymentLineLead | null> {
  return (await whereLinesLead(tx, [base])).get(base) ?? leadToDecision(tx, base);
}

/** A decision's line is its own number (kernel/ids.ts, paymentReference), and leads there once the decision has been told. */
async function leadToDecision(tx: MunicipalityReadTx, base: string): Promise<PaymentLineLead | null> {
  const id = decisionWithLine(base);
  const [decision] = id === null ? [] : await decisionsById(tx, [id]);
  if (decision === undefined || decision.decided === null) return null;
  return { to: 'decision', number: decision.id, debtor: decision.debtor };
}

function decisionWithLine(base: string): DecisionId | null {
  const { debtor = '', month = '', ordinal = '' } = DECISION_LINE.exec(base)?.groups ?? {};
  return parseDecisionId(`20${month}0${debtor}${ordinal}`);
}

const DECISION_LINE = /^(?<debtor>\d{9})(?<month>\d{4})(?<ordinal>\d)$/;

/** A line of ours begins with the debtor's number. */
async function debtorIn(tx: MunicipalityReadTx, base: string): Promise<Suggestion | null> {
  const number = parseDebtorNumber(base.slice(0, 9).replace(/^0+/, ''));
  if (number === null || !(await isDebtor(tx, number))) return null;
  return { kind: 'debtor', number: BigInt(number) };
}
