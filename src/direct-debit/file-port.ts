import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';

/** Who collects, as Betalingsservice knows us: of the agreement with it. */
export interface Creditor {
  /** CVR number of whoever delivers the files. */
  readonly dataSupplier: string;
  /** Three signs, given by Betalingsservice. */
  readonly subsystem: string;
  /** Eight digits. */
  readonly pbsNumber: string;
  /** Five digits. */
  readonly debtorGroup: string;
  /** The account that Betalingsservice pays out to: four and ten digits. */
  readonly registration: string;
  readonly account: string;
  /** Our own name for our deliveries, at most fifteen signs. */
  readonly supplierReference: string;
  /** What stands above each collection on the payer's overview. */
  readonly mainText: string;
}

/** Whose account, by the payer's number with us and the number that Betalingsservice has given the mandate. */
export interface Payer {
  readonly customer: string;
  readonly agreement: string;
}

/** An amount that Betalingsservice is to take from a payer's account. */
export interface Collection extends Payer {
  /** By which the answer names it: at most 30 signs. */
  readonly reference: string;
  readonly payOn: PlainDate;
  readonly amount: Ore;
  /** What it is for, on the payer's overview. */
  readonly texts: readonly string[];
}

/** A file to Betalingsservice; `number` has ten digits, and no two of ours the same. */
export interface DeliveryOf<What> {
  readonly number: bigint;
  readonly madeOn: PlainDate;
  readonly creditor: Creditor;
  readonly those: readonly What[];
}

/** What has become of an amount. */
export type PaymentKind = 'paid' | 'rejected' | 'cancelled' | 'charged-back';

export interface PaymentTold extends Payer {
  /** The line of the file. */
  readonly line: number;
  readonly kind: PaymentKind;
  readonly reference: string;
  /** The day on which it was to be taken. */
  readonly payOn: PlainDate;
  /** What was to be taken. */
  readonly amount: Ore;
  /** What was taken, or taken back. */
  readonly moved: Ore;
  /** The day on which Betalingsservice booked it; null = none was told. */
  readonly bookedOn: PlainDate | null;
}

/** A payment by a payment form (FI) that Betalingsservice tells of. */
export interface FormTold {
  readonly line: number;
  readonly kind: 'paid' | 'reversed';
  /** The payment id with its check digit. */
  readonly paymentId: string;
  readonly archive: string;
  readonly payOn: PlainDate;
  readonly amount: Ore;
}

/** What has become of a mandate, and who ended it. */
export type MandateKind = 'active' | 'registered' | 'bank' | 'creditor' | 'betalingsservice';

export interface MandateTold extends Payer {
  readonly line: number;
  readonly kind: MandateKind;
  readonly from: PlainDate | null;
  readonly to: PlainDate | null;
}

/** A file from Betalingsservice. */
export interface FileTold {
  readonly type: 'payments' | 'mandates';
  readonly number: string;
  readonly madeOn: PlainDate;
  readonly payments: readonly PaymentTold[];
  readonly forms: readonly FormTold[];
  readonly mandates: readonly MandateTold[];
}

/** Why a file is refused whole, and at which line; never what stands there. */
export interface FileRefusal {
  readonly tag: (typeof fileRefusals)[number];
  readonly line: number;
}
export const fileRefusals = [
  'not-a-file', // not of Betalingsservice
  'other-delivery', // of Betalingsservice, and of a kind that is not taken in
  'line-length', // not 128 signs: torn, or changed on its way
  'not-readable', // a digit or a day is missing
  'out-of-order', // a line that does not belong there
  'torn', // the end of the delivery is missing
  'totals-differ',
  'other-supplier', // for somebody else than our data supplier
  'other-creditor', // of another PBS number or group than ours
  'unknown-code',
  'told-twice', // the same line twice
] as const;

/** The form in which deliveries leave, and files come. */
export interface DirectDebitFiles {
  collections(delivery: DeliveryOf<Collection>): string;
  cancellations(delivery: DeliveryOf<Payer>): string;
  read(
    text: string,
    creditor: Pick<Creditor, 'dataSupplier' | 'pbsNumber' | 'debtorGroup'>,
  ): Result<FileTold, FileRefusal>;
}
