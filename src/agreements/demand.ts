import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { noticeId, paymentReference } from '../kernel/ids.ts';
import { minOre, plainKroner, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import { assert } from '../kernel/result.ts';
import type { FactsOf } from '../letters/notice-facts.ts';
import { printedNoticeDeadline } from '../letters/notice-arrivals.ts';
import type { NoticeToWrite } from '../letters/notices.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { UnpaidInstalment } from './plan-default-rule.ts';
import type { NewDefault } from './plan-defaults.ts';
import type { Agreement } from './types.ts';

/** A demand to be written. */
export interface Demand {
  readonly agreement: Agreement;
  readonly missed: readonly UnpaidInstalment[];
  /** What the debtor owes here, with what is due of each claim. */
  readonly claims: readonly OpenBalance[];
  readonly on: PlainDate;
  readonly configured: ConfigurationVersion;
}

/** The place of demands among a debtor's notices of a day (`noticeId`). */
const PLACE = 5;

/** The demand (påkrav) as a letter to be made, without a fee, and what is noted of it. */
export function demandOf(demand: Demand): { readonly notice: NoticeToWrite; readonly noted: NewDefault } {
  const { agreement, missed, claims, on, configured } = demand;
  const { debtor } = agreement;
  const [first, last] = [missed[0], missed.at(-1)];
  assert(first !== undefined && last !== undefined, 'a demand is for an instalment');
  const facts = factsOf(demand);
  const total = sumOre(missed.map(({ unpaid }) => unpaid));
  return {
    notice: {
      debtor,
      writtenOn: on,
      place: PLACE,
      facts,
      claims: demandedOf(claims, total),
      feeClaim: null,
      instalment: first.instalment,
      arrangement: null,
      configurationVersion: configured.version,
    },
    noted: {
      debtor,
      demandedOn: on,
      agreement: agreement.id,
      missedOn: first.dueOn,
      until: last.dueOn,
      missed: total,
      notice: noticeId(on, debtor, PLACE),
    },
  };
}

function factsOf({ agreement, missed, claims, on, configured }: Demand): FactsOf<'demand'> {
  const { terms, covers, id } = agreement;
  assert(terms.outcome === 'plan', 'only a plan is demanded');
  const { payment, run, demand } = configured.configuration;
  const covered = new Set(covers.map(({ claim }) => claim));
  const days = { days: demand.deadlineDays, paperWeekdays: run.paperWeekdays };
  return {
    kind: 'demand',
    monthly: plainKroner(terms.monthly),
    missed: missed.map(({ dueOn, unpaid }) => ({ dueOn, unpaid: plainKroner(unpaid) })),
    totalOwed: plainKroner(sumOre(missed.map(({ unpaid }) => unpaid))),
    wholeDebt: plainKroner(
      sumOre(
        claims
          .filter(({ claimNumber, dueFrom }) => covered.has(claimNumber) || dueFrom > zeroOre)
          .map(({ balance }) => balance),
      ),
    ),
    payBy: printedNoticeDeadline(on, days),
    payDays: demand.deadlineDays,
    fee: null,
    warnsOfTransfer: true,
    paymentLine:
      payment.creditorNumber === null
        ? null
        : paymentLine(payment.kind, paymentReference(id), payment.creditorNumber),
  };
}

/** The claims that the instalments were asked for on, in the order in which they are asked. */
function demandedOf(
  claims: readonly OpenBalance[],
  total: Ore,
): { readonly claim: ClaimNumber; readonly owed: Ore }[] {
  let left = total;
  const demanded = claims.flatMap(({ claimNumber: claim, dueFrom }) => {
    const owed = minOre(dueFrom, left);
    left = subtractOre(left, owed);
    return owed > zeroOre ? [{ claim, owed }] : [];
  });
  assert(left === zeroOre, 'what is unpaid of instalments is due of claims');
  return demanded;
}
