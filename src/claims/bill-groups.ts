import {
  billReasonInPlainWords,
  type BillColumn,
  type BillDebtor,
  type BillReason,
  type BillRefusal,
  type BillRow,
} from './bills-file.ts';

/** Rows of a file of ordinary claims that are about the same claim. */

/** A claim of the file: its first row, and everybody who owes it. */
export interface FileClaim {
  readonly first: BillRow;
  readonly claimId: string;
  readonly splitOf: string | null;
  readonly debtors: readonly BillDebtor[];
}

/** The claims of a file's rows: one for all rows that name it, or of a split debt one for each; with what is wrong between the rows. */
export function claimsOf(rows: readonly BillRow[]): {
  readonly claims: FileClaim[];
  readonly refusals: BillRefusal[];
} {
  const refusals: BillRefusal[] = [];
  const claims = [
    ...Map.groupBy(rows, ({ sourceSystem, claimId }) => `${sourceSystem} ${claimId}`).values(),
  ].flatMap((group): FileClaim[] => {
    const [first, ...others] = group as [BillRow, ...BillRow[]]; // a group has a row
    const found = groupRefusals(first, others);
    refusals.push(...found);
    if (found.length > 0) return [];
    if (first.liability !== 'split')
      return [{ first, claimId: first.claimId, splitOf: null, debtors: group.map(({ debtor }) => debtor) }];
    return group.map((row, index) => ({
      first: row,
      claimId: `${row.claimId}/${index + 1}`,
      splitOf: row.claimId,
      debtors: [row.debtor],
    }));
  });
  return { claims, refusals };
}

function groupRefusals(first: BillRow, others: readonly BillRow[]): BillRefusal[] {
  const refuse = ({ row }: BillRow, column: BillColumn | '', reason: BillReason): BillRefusal => ({
    row,
    column,
    value: '',
    reason,
    text: billReasonInPlainWords(reason),
  });
  if (others.length === 0)
    return first.liability === 'sole' ? [] : [refuse(first, 'liability', 'one-debtor-alone')];
  const names = new Set([nameOf(first.debtor)]);
  return others.flatMap((row) => {
    const twice = names.has(nameOf(row.debtor));
    names.add(nameOf(row.debtor));
    if (row.liability !== first.liability) return [refuse(row, 'liability', 'rows-disagree')];
    if (row.liability === 'sole') return [refuse(row, 'liability', 'several-debtors')];
    if (twice) return [refuse(row, 'debtor', 'named-twice')];
    const column = disagreement(first, row);
    return column === null ? [] : [refuse(row, column, 'rows-disagree')];
  });
}

/** The number by which a debtor of the file is known. */
export function nameOf(debtor: BillDebtor): string {
  return debtor.kind === 'person' ? debtor.cpr : debtor.cvr;
}

const alike = ['accountId', 'claimType', 'originDate', 'dueDate', 'lastTimelyPayment'] as const;

/** The first column in which a further row of a claim says otherwise; the parts of a split debt may differ in what is owed. */
function disagreement(first: BillRow, row: BillRow): BillColumn | null {
  const column = alike.find((name) => first[name] !== row[name]);
  if (column !== undefined) return column;
  if (first.liability === 'split') return null;
  return first.principal !== row.principal
    ? 'principal'
    : first.outstanding !== row.outstanding
      ? 'outstanding'
      : null;
}
