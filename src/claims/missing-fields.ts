import { claimType, requiredFields, type ClaimType, type OwnTypes } from '../law/claim-types.ts';
import { specialInterest } from '../law/interest-rates.ts';
import type { StatedField } from '../law/psrm-filter-rules.ts';
import type { BillColumn, BillRow } from './bills-file.ts';

/** A row of a file that was taken in, and what somebody should know about it. */
export interface BillWarning {
  readonly row: number;
  readonly column: BillColumn;
  readonly text: string;
}

/**
 * What a claim lacks that is not needed to book it: what its type must state when it is sent to Gældsstyrelsen, and the day from which the
 * interest of a loan counts. The claim is taken in all the same; a day without which it could not be booked is refused.
 */
export function missingLater(row: BillRow, own: OwnTypes): BillWarning[] {
  const type = claimType(row.claimType, own);
  return type.ok ? [...toSend(row, type.value), ...toCharge(row, type.value)] : [];
}

function toSend(row: BillRow, type: ClaimType): BillWarning[] {
  if (!type.recoverable) return [];
  const columns = requiredFields(type).flatMap((field) => missingColumn(row, field));
  return columns.map((column) => ({
    row: row.row,
    column,
    text: `Mangler. Typen ${type.code} skal have ${columnWords[column]}, før kravet kan sendes til Gældsstyrelsen.`,
  }));
}

type Asked = 'description' | 'periodFrom' | 'periodTo' | 'ruledOn';

const columnWords: Readonly<Record<Asked, string>> = {
  description: 'en beskrivelse',
  periodFrom: 'en første dag i perioden',
  periodTo: 'en sidste dag i perioden',
  ruledOn: 'en dato for dom eller forlig',
};

/** The days of origin, due and last timely payment are in every row, and limitation is worked out. */
function missingColumn({ description, period, ruledOn }: BillRow, field: StatedField): Asked[] {
  switch (field) {
    case 'description':
      return description === null ? ['description'] : [];
    case 'periodStart':
      return period === null ? ['periodFrom'] : [];
    case 'periodEnd':
      return period === null ? ['periodTo'] : [];
    case 'judgmentDate':
    case 'settlementDate':
      return ruledOn === null ? ['ruledOn'] : [];
    case 'originDate':
    case 'dueDate':
    case 'lastTimelyPayment':
    case 'limitationDate':
    default:
      return [];
  }
}

function toCharge({ row, paidOut }: BillRow, { interestRule }: ClaimType): BillWarning[] {
  const free = specialInterest(interestRule ?? '')?.freeYears ?? 0;
  if (free === 0 || paidOut !== null) return [];
  const text = `Mangler. De første ${free} år fra udbetalingen er rentefri; uden dagen bliver der ikke beregnet renter.`;
  const column: BillColumn = 'paidOut';
  return [{ row, column, text }];
}
