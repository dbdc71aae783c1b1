import { arrivalsOf } from '../agreements/course.ts';
import { decisionsAbout } from '../agreements/decisions.ts';
import { linesGivenTo, type PaymentLineLead } from '../claims/payment-lines.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { paymentReference, type DebtorNumber } from '../kernel/ids.ts';
import { paymentLine, type PaymentLineKind } from '../kernel/payment-line.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { aimsOfLines } from './aim.ts';

/** A payment line that somebody has been told of, as letters print it, with the claims that it leads to now. */
export interface LineTold {
  readonly line: string;
  readonly claims: ReadonlySet<ClaimNumber>;
}

/**
 * The payment lines that a debtor has been told of: of plans whose letters have arrived, the newest first, and then of bills, demands and
 * arrangements. None where the municipality has no number as a creditor.
 */
export async function linesToldTo(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { payment: { kind, creditorNumber } }: Pick<Configuration, 'payment'>,
): Promise<LineTold[]> {
  if (creditorNumber === null) return [];
  const [decided, given] = await Promise.all([ofDecisions(tx, debtor, kind), linesGivenTo(tx, debtor)]);
  const told = [...decided, ...given];
  const aims = await aimsOfLines(tx, debtor, told);
  return told.flatMap((each, place): LineTold[] => {
    const [line, aim] = [paymentLine(each.kind, each.base, creditorNumber), aims[place]];
    return line === null || aim === undefined ? [] : [{ line, claims: aim.claims }];
  });
}

/** A decision's line is its own number, and is written nowhere else (where-line-leads.ts). */
async function ofDecisions(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  kind: PaymentLineKind,
): Promise<(PaymentLineLead & { readonly kind: PaymentLineKind; readonly base: string })[]> {
  const plans = (await decisionsAbout(tx, debtor)).filter(
    ({ terms, closedWhy }) => terms.outcome === 'plan' && closedWhy === null,
  );
  const arrived = await arrivalsOf(
    tx,
    plans.map(({ id }) => id),
  );
  return plans
    .toReversed()
    .filter(({ id }) => arrived.has(id))
    .map(({ id }) => ({ kind, base: paymentReference(id), to: 'decision', number: id, debtor }));
}
