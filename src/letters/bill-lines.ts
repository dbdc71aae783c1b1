import type { Bill } from '../claims/bills.ts';
import { plainKroner, type Ore } from '../kernel/money.ts';
import { claimType, type OwnTypes } from '../law/claim-types.ts';
import type { ReminderLetter } from './model.ts';

type BillLine = ReminderLetter['claims'][number];

/**
 * What is open of bills, as a letter lists it: each by the source's words or its type's name, its interest and its fees. Where the
 * bill itself is not in the list, as when it has been paid, they say what they are of.
 */
export function billLines(
  owed: readonly { readonly bill: Bill; readonly owed: Ore }[],
  own: OwnTypes,
): BillLine[] {
  const listed = new Set(owed.map(({ bill }) => bill.claim));
  return owed.map(({ bill, owed: left }) => {
    const { level, period, srb, joint } = bill;
    return {
      level,
      ...named(bill, { isUnderBill: listed.has(bill.main), own }),
      period:
        period === null || period.to === null || level === 'fee'
          ? null
          : { from: period.from, to: period.to },
      dueOn: level === 'main' ? srb : null,
      owed: plainKroner(left),
      joint,
    };
  });
}

/** What bills are called in letters, in their order. */
export function billNames(
  bills: readonly Bill[],
  own: OwnTypes,
): { what: string; reference: string | null }[] {
  return bills.map((bill) => named(bill, { isUnderBill: true, own }));
}

function named(
  { level, type, description, reference, of }: Bill,
  { isUnderBill, own }: { readonly isUnderBill: boolean; readonly own: OwnTypes },
) {
  if (level === 'main') return { what: description ?? nameOf(type, own), reference };
  const name = level === 'interest' ? interestName(type) : 'Rykkergebyr';
  if (isUnderBill || of === null) return { what: name, reference };
  const bill = of.description ?? nameOf(of.type, own);
  return { what: `${name} ${level === 'interest' ? 'af' : 'for'} ${bill}`, reference: of.reference };
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
