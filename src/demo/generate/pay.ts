import type { PlainDate } from '../../kernel/dates.ts';
import { kroner, ore, zeroOre, type Ore } from '../../kernel/money.ts';
import type { IncomeAmounts } from '../../law/net-income.ts';
import type { ReportOnTheWire } from '../../outside/eindkomst/answer.ts';

/** One payment by an employer or a payer of benefits. */
export interface Payment {
  readonly payer: string;
  readonly periodFrom: PlainDate;
  readonly periodTo: PlainDate;
  readonly paidOn: PlainDate;
  /** Pay after ATP and own pension (field 57), or the benefit before tax (field 58). */
  readonly amount: Ore;
  /** What is free of tax in this payment by the person's tax card; zero on a secondary card. */
  readonly allowance: Ore;
}

const LABOUR_CONTRIBUTION_PERCENT = 8n;
const WITHHELD_PERCENT = 37n;

/** Wages as an employer reports them: labour-market contribution and tax withheld, ATP and hours beside them. */
export function wages(payment: Payment, hours: string): ReportOnTheWire {
  const contribution = wholeKroner(payment.amount * LABOUR_CONTRIBUTION_PERCENT);
  const amounts: IncomeAmounts = {
    ...nothing,
    contributory: payment.amount,
    labourContribution: contribution,
    tax: taxOf(ore(payment.amount - contribution), payment.allowance),
  };
  return { ...reportOf(payment, '00', amounts), atp: kroner(99), hours };
}

/** A benefit or pension, without labour-market contribution; `incomeType` as in field 12. */
export function benefit(payment: Payment, incomeType: string): ReportOnTheWire {
  const tax = taxOf(payment.amount, payment.allowance);
  return reportOf(payment, incomeType, { ...nothing, nonContributory: payment.amount, tax });
}

/** A fee: B-income, of which the payer withholds nothing. */
export function bIncome(payment: Payment): ReportOnTheWire {
  return reportOf(payment, '05', { ...nothing, contributoryB: payment.amount });
}

/** The report that takes back `report` (tilbageførsel), with the same amounts. */
export function reversalOf(report: ReportOnTheWire): ReportOnTheWire {
  return { ...report, kind: 'T' };
}

const nothing: IncomeAmounts = {
  contributory: zeroOre,
  nonContributory: zeroOre,
  tax: zeroOre,
  labourContribution: zeroOre,
  contributoryB: zeroOre,
  nonContributoryB: zeroOre,
};

function reportOf(payment: Payment, incomeType: string, amounts: IncomeAmounts): ReportOnTheWire {
  const { payer, periodFrom, periodTo, paidOn } = payment;
  return { kind: 'I', employer: payer, periodFrom, periodTo, paidOn, incomeType, amounts };
}

function taxOf(taxable: Ore, allowance: Ore): Ore {
  return taxable <= allowance ? zeroOre : wholeKroner((taxable - allowance) * WITHHELD_PERCENT);
}

// Hundredths of øre, down to whole kroner, as employers withhold.
function wholeKroner(hundredths: bigint): Ore {
  return ore((hundredths / 10_000n) * 100n);
}
