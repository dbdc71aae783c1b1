import type { Bill } from '../claims/bills.ts';
import { plainKroner, type Ore } from '../kernel/money.ts';
import { claimType } from '../law/claim-types.ts';
import type { ReminderLetter } from './model.ts';

type BillLine = ReminderLetter['claims'][number];

/** What is open of bills, as a letter lists it: each by the source's words or its type's name, its interest and its fees. */
export function billLines(owed: readonly { readonly bill: Bill; readonly owed: Ore }[]): BillLine[] {
  return owed.map(({ bill, owed: left }) => {
    const { level, type, description, reference, period, srb, joint } = bill;
    return {
      level,
      what:
        level === 'main'
          ? (description ?? nameOf(type))
          : level === 'interest'
            ? interestName(type)
            : 'Rykkergebyr',
      reference,
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

function nameOf(code: string): string {
  const type = claimType(code);
  return (type.ok ? type.value.name : null) ?? 'Regning fra kommunen';
}
