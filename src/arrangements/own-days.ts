import type { Bill } from '../claims/bills.ts';
import { dateChangesOf, type DateChange } from '../claims/claim-dates.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { debtorOfLetter, letterId, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { arrangementsOf } from './arrangements.ts';

/** The days of a claim. */
export interface Days {
  readonly due: PlainDate | null;
  readonly srb: PlainDate | null;
}

interface Owed extends Days {
  readonly claim: ClaimNumber;
  readonly joint: boolean;
}

/**
 * The days of claims as they concern one who owes them. Of what several owe, the day that another of them has agreed to, or missed, or
 * by whose demand it fell due, is not theirs to know: theirs is the one that stood without it. Of all else they are as they stand.
 */
export async function ownDays(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  claims: readonly Owed[],
): Promise<(claim: Owed) => Days> {
  const joint = claims.filter((each) => each.joint).map(({ claim }) => claim);
  if (joint.length === 0) return daysOf;
  const changes = Map.groupBy(await dateChangesOf(tx, joint), ({ claim }) => claim);
  if (changes.size === 0) return daysOf;
  const own = new Set((await arrangementsOf(tx, debtor)).map(({ number }) => String(number)));
  const isTheirs = (change: DateChange) => isAbout(change, debtor, own);
  return (claim) => {
    const its = changes.get(claim.claim) ?? [];
    const day = (field: keyof Days) =>
      dayWithout(
        its.filter((change) => change.field === field),
        claim[field],
        isTheirs,
      );
    return { due: day('due'), srb: day('srb') };
  };
}

function daysOf({ due, srb }: Owed): Days {
  return { due, srb };
}

/** Whether a change may be known to a debtor: what they have agreed to, or been demanded, themselves, and what was nobody's. */
function isAbout({ because, about }: DateChange, debtor: DebtorNumber, own: ReadonlySet<string>): boolean {
  switch (because) {
    case 'arrangement':
    case 'arrangement-ended':
      return own.has(about);
    case 'demand':
      // Its decision: written from one.
      return debtorOfLetter(letterId(BigInt(about) as DecisionId, 'decision')) === debtor;
    default:
      return true;
  }
}

/** What a day would be without what is another's; the changes are in their order. */
function dayWithout(
  changes: readonly DateChange[],
  now: PlainDate | null,
  isTheirs: (change: DateChange) => boolean,
): PlainDate | null {
  const [first] = changes;
  if (first === undefined || changes.every(isTheirs)) return now;
  // Of these fields both are days as they are.
  const last = changes.findLast(isTheirs);
  return (last === undefined ? first.before : last.after) as PlainDate | null;
}

interface OwedBill {
  readonly bill: Bill;
  readonly owed: Ore;
}

/** What is open of bills as a letter to one who owes them lists it: each with its last day as it concerns them (`ownDays`). */
export async function billsAsOwedBy<Owing extends OwedBill>(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  owed: readonly Owing[],
): Promise<Owing[]> {
  const asOwed = ({ bill: { claim, joint, srb } }: OwedBill): Owed => ({ claim, joint, due: null, srb });
  const days = await ownDays(tx, debtor, owed.map(asOwed));
  return owed.map((each) => ({ ...each, bill: { ...each.bill, srb: days(asOwed(each)).srb } }));
}
