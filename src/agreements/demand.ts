import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { noticeId, paymentReference, type NoticeId } from '../kernel/ids.ts';
import { addOre, minOre, plainKroner, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import { assert } from '../kernel/result.ts';
import { monthlyPercentOn } from '../law/interest-rates.ts';
import type { FactsOf } from '../letters/notice-facts.ts';
import { printedNoticeDeadline } from '../letters/notice-arrivals.ts';
import type { NoticeToWrite } from '../letters/notices.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { DemandFee, DemandToCharge } from './demand-fees.ts';
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
  /** The types of the claims that the plan is about, where any of them may bear interest. */
  readonly types: ReadonlySet<string>;
}

/** The place of demands among a debtor's notices of a day (`noticeId`). */
const PLACE = 5;

/** The demand (påkrav) as it is charged, before it is written. */
export function demandToCharge(demand: Demand, at: Temporal.Instant): DemandToCharge {
  const { agreement, on, configured } = demand;
  const { debtor } = agreement;
  const claims = demandedOf(demand).map(({ claim }) => claim);
  return { notice: noticeOf(demand), debtor, claims, on, payBy: payByOf(demand), configured, at };
}

/** The demand as a letter to be made, with its fee where it costs something, and what is noted of it. */
export function demandOf(
  demand: Demand,
  fee: DemandFee | null,
): { readonly notice: NoticeToWrite; readonly noted: NewDefault } {
  const { agreement, missed, on, configured } = demand;
  const { debtor } = agreement;
  const [first, last] = [missed[0], missed.at(-1)];
  assert(first !== undefined && last !== undefined, 'a demand is for an instalment');
  const demanded = demandedOf(demand);
  return {
    notice: {
      debtor,
      writtenOn: on,
      place: PLACE,
      facts: factsOf(demand, fee?.amount ?? null),
      claims: fee === null ? demanded : [...demanded, { claim: fee.claim, owed: fee.amount }],
      feeClaim: fee?.claim ?? null,
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
      missed: missedIn(demand),
      notice: noticeOf(demand),
    },
  };
}

function noticeOf({ on, agreement }: Demand): NoticeId {
  return noticeId(on, agreement.debtor, PLACE);
}

function missedIn({ missed }: Demand): Ore {
  return sumOre(missed.map(({ unpaid }) => unpaid));
}

function payByOf({ on, configured }: Demand): PlainDate {
  const { demand, run } = configured.configuration;
  return printedNoticeDeadline(on, { days: demand.deadlineDays, paperWeekdays: run.paperWeekdays });
}

function factsOf(demand: Demand, fee: Ore | null): FactsOf<'demand'> {
  const { agreement, missed, claims, configured } = demand;
  const { terms, covers, id } = agreement;
  assert(terms.outcome === 'plan', 'only a plan is demanded');
  const { payment, demand: rule } = configured.configuration;
  const covered = new Set(covers.map(({ claim }) => claim));
  const debt = sumOre(
    claims
      .filter(({ claimNumber, dueFrom }) => covered.has(claimNumber) || dueFrom > zeroOre)
      .map(({ balance }) => balance),
  );
  return {
    kind: 'demand',
    monthly: plainKroner(terms.monthly),
    missed: missed.map(({ dueOn, unpaid }) => ({ dueOn, unpaid: plainKroner(unpaid) })),
    totalOwed: plainKroner(addOre(missedIn(demand), fee ?? zeroOre)),
    wholeDebt: plainKroner(addOre(debt, fee ?? zeroOre)),
    payBy: payByOf(demand),
    payDays: rule.deadlineDays,
    // A repayment bears distraint, so that its fee is by gebyrloven.
    fee: fee === null ? null : { amount: plainKroner(fee), law: 'gebyrloven' },
    interestIfWhole: interestIfWhole(demand),
    warnsOfTransfer: true,
    paymentLine:
      payment.creditorNumber === null
        ? null
        : paymentLine(payment.kind, paymentReference(id), payment.creditorNumber),
  };
}

/** Whether the council has decided any interest on claims of a type. */
export function interestDecided(claimTypes: Configuration['claimTypes'], type: string): boolean {
  return (claimTypes[type]?.interest ?? null) !== null;
}

/** Interest begins when the whole debt falls due, where the council has decided any on such claims (open question Q41). */
function interestIfWhole({ on, types, configured }: Demand): FactsOf<'demand'>['interestIfWhole'] {
  const { claimTypes } = configured.configuration;
  if (![...types].some((type) => interestDecided(claimTypes, type))) return null;
  const percent = monthlyPercentOn(on);
  return percent === null ? null : { percent };
}

/** The claims that the instalments were asked for on, in the order in which they are asked. */
function demandedOf(demand: Demand): { readonly claim: ClaimNumber; readonly owed: Ore }[] {
  let left = missedIn(demand);
  const demanded = demand.claims.flatMap(({ claimNumber: claim, dueFrom }) => {
    const owed = minOre(dueFrom, left);
    left = subtractOre(left, owed);
    return owed > zeroOre ? [{ claim, owed }] : [];
  });
  assert(left === zeroOre, 'what is unpaid of instalments is due of claims');
  return demanded;
}
