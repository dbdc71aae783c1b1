import { describeClaims } from '../claims/claim-descriptions.ts';
import { givePaymentLines, type GivenPaymentLine } from '../claims/payment-lines.ts';
import type { YearMonth } from '../kernel/dates.ts';
import { decisionId, noticeId, paymentReference } from '../kernel/ids.ts';
import { plainKroner, sumOre } from '../kernel/money.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import { printedNoticeDeadline } from '../letters/notice-arrivals.ts';
import { assert } from '../kernel/result.ts';
import { queueNotices, type NoticeToWrite } from '../letters/notices.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { insertInvoices } from './invoices.ts';
import { claimsCovered } from './letter-claims.ts';
import type { CoveredClaim, Determination } from './types.ts';

/** An invoice that a run, or a look within the month, has found to come before a decision. */
export interface InvoiceToWrite {
  readonly determination: Determination;
  readonly claims: readonly CoveredClaim[];
  readonly configurationVersion: number;
}

export interface WritingInvoices {
  readonly configuration: Configuration;
  readonly at: Temporal.Instant;
}

/** The place of invoices among a debtor's notices of a day (`noticeId`). */
const PLACE = 6;

/** Writes invoices, with the payment line that leads to each. They carry no fee and set no date on the claims. */
export async function writeInvoices(
  tx: MunicipalityTx,
  invoices: readonly InvoiceToWrite[],
  { configuration, at }: WritingInvoices,
): Promise<void> {
  if (invoices.length === 0) return;
  const numbers = invoices.flatMap(({ claims }) => claims.map(({ claim }) => claim));
  const descriptions = await describeClaims(tx, [...new Set(numbers)]);
  const written = invoices.map((invoice) => {
    const line = lineFor(invoice, configuration);
    const rows = claimsCovered({ decision: { covers: invoice.claims }, claims: descriptions });
    return { invoice, line, notice: noticeOf(invoice, { rows, line, configuration }) };
  });
  await queueNotices(
    tx,
    written.map(({ notice }) => notice),
    { at },
  );
  await givePaymentLines(
    tx,
    written.flatMap(({ line }) => (line === null ? [] : [line.given])),
  );
  await insertInvoices(
    tx,
    written.map(({ invoice: { determination, claims } }) => ({
      debtor: determination.debtor,
      madeOn: determination.calculationDate,
      notice: noticeId(determination.calculationDate, determination.debtor, PLACE),
      claims: claims.map(({ claim }) => claim),
    })),
  );
}

interface Telling extends Omit<WritingInvoices, 'at'> {
  readonly rows: ReturnType<typeof claimsCovered>;
  readonly line: InvoiceLine | null;
}

function noticeOf(
  { determination: { debtor, calculationDate: on }, claims, configurationVersion }: InvoiceToWrite,
  { rows, line, configuration }: Telling,
): NoticeToWrite {
  const { run, demand } = configuration;
  return {
    debtor,
    writtenOn: on,
    place: PLACE,
    facts: {
      kind: 'invoice',
      claims: rows,
      totalOwed: plainKroner(sumOre(claims.map(({ owed }) => owed))),
      payBy: printedNoticeDeadline(on, { days: demand.deadlineDays, paperWeekdays: run.paperWeekdays }),
      payDays: demand.deadlineDays,
      fee: null,
      warnsOfTransfer: false,
      paymentLine: line?.printed ?? null,
    },
    claims,
    feeClaim: null,
    instalment: null,
    arrangement: null,
    configurationVersion,
  };
}

interface InvoiceLine {
  readonly printed: string;
  readonly given: GivenPaymentLine;
}

/** What a decision of that month and place would have, with another month: 21 to 32 are of invoices. */
function lineFor({ determination }: InvoiceToWrite, { payment }: Configuration): InvoiceLine | null {
  if (payment.creditorNumber === null) return null;
  const { debtor, month, ordinal, calculationDate: on } = determination;
  const base = invoiceReference(paymentReference(decisionId(month, debtor, ordinal)), month);
  const printed = paymentLine(payment.kind, base, payment.creditorNumber);
  assert(
    printed !== null,
    'the reference has 14 digits, and the creditor number was checked when it was saved',
  );
  return {
    printed,
    given: {
      kind: payment.kind,
      base,
      to: 'notice',
      number: noticeId(on, debtor, PLACE),
      debtor,
      on,
    },
  };
}

const MONTHS_OF_INVOICES = 20;

function invoiceReference(reference: string, month: YearMonth): string {
  const own = Number(month.slice(5)) + MONTHS_OF_INVOICES;
  return `${reference.slice(0, -3)}${own}${reference.slice(-1)}`;
}
