import { wordsOfOthers } from '../identity/words-of-others.ts';
import type { Bill } from '../claims/bills.ts';
import { monthOf, readableMonth } from '../kernel/dates.ts';
import { plainKroner, type Ore } from '../kernel/money.ts';
import { claimType, type OwnTypes } from '../law/claim-types.ts';
import type { ObjectionAnswered, ReminderLetter } from './model.ts';

type BillLine = ReminderLetter['claims'][number];

/**
 * What is open of bills, as a letter lists it: each by the source's words or its type's name, repayment by its benefit as the citizens' pages
 * have it, its interest and its fees. Where the bill itself is not in the list, as when it has been paid, they say what they are of.
 */
export function billLines(
  owed: readonly { readonly bill: Bill; readonly owed: Ore }[],
  own: OwnTypes,
): BillLine[] {
  const listed = new Set(owed.map(({ bill }) => bill.claim));
  return owed.map(({ bill, owed: left }) => {
    const { level, srb, joint } = bill;
    return {
      level,
      ...named(bill, { isUnderBill: listed.has(bill.main), own }),
      period: level === 'fee' ? null : periodOf(bill),
      dueOn: level === 'main' ? srb : null,
      owed: plainKroner(left),
      joint,
    };
  });
}

/** What bills are called in letters, in their order. */
export function billNames(bills: readonly Bill[], own: OwnTypes): ObjectionAnswered['about'][number][] {
  return bills.map((bill) => ({ ...named(bill, { isUnderBill: true, own }), period: periodOf(bill) }));
}

function periodOf({ period }: Pick<Bill, 'period'>): BillLine['period'] {
  return period === null || period.to === null ? null : { from: period.from, to: period.to };
}

function named(
  { level, type, description, benefit, reference, of }: Bill,
  { isUnderBill, own }: { readonly isUnderBill: boolean; readonly own: OwnTypes },
): Pick<BillLine, 'what' | 'ofType' | 'benefit' | 'reference'> {
  // What its source writes of repayment is its ground, by which nobody finds it again.
  if (level === 'main' && benefit !== null) return { what: benefit, benefit, reference };
  if (level === 'main') return { ...byItself(description, nameOf(type, own)), reference };
  const name = level === 'interest' ? interestName(type) : 'Rykkergebyr';
  if (isUnderBill || of === null) return { what: name, reference };
  const ofBill = (bill: string) => `${name} ${level === 'interest' ? 'af' : 'for'} ${bill}`;
  const { reference: number } = of;
  if (of.benefit !== null) return { what: ofBill(benefitMonths(of)), reference: number };
  const [described, plain] = [of.description, nameOf(of.type, own)];
  return { ...byItself(described === null ? null : ofBill(described), ofBill(plain)), reference: number };
}

/** By the source's words, beside the name of its type, or by that alone. */
export function byItself(
  described: string | null,
  ofType: string,
): Pick<BillLine, 'what'> & { ofType?: string } {
  const seen = wordsOfOthers(described, { hidesAddress: false });
  return seen === null ? { what: ofType } : { what: seen, ofType };
}

/** `kontanthjælp, august 2023`. */
function benefitMonths(of: Pick<Bill, 'benefit' | 'period'>): string {
  const { from, to } = periodOf(of) ?? {};
  const months = [from, to].flatMap((day) => (day === undefined ? [] : [readableMonth(monthOf(day))]));
  return [of.benefit, [...new Set(months)].join(' – ')].filter((part) => part !== '').join(', ');
}

/** What Gældsstyrelsen charged while the claim was there came back with it. */
function interestName(type: string): string {
  return type === 'REINDGI' ? 'Renter hos Gældsstyrelsen' : 'Renter';
}

/** A reminder's own fee. */
export function feeLine(owed: string): BillLine {
  return {
    level: 'fee',
    what: 'Rykkergebyr',
    reference: null,
    period: null,
    dueOn: null,
    owed,
    joint: false,
  };
}

function nameOf(code: string, own: OwnTypes): string {
  const type = claimType(code, own);
  return (type.ok ? type.value.name : null) ?? 'Regning fra kommunen';
}
