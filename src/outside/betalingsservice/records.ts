import { blanks, digits, record, words, zeros } from './record.ts';

/*
 * The lines of Betalingsservice's deliveries, as open readers and writers of them have them. The data supplier guide of Mastercard Payment
 * Services has not been at hand. Not confirmed by any of them: the beginning and the end of a section in what comes, and of a delivery of
 * cancellations; they are taken to be as those of the other deliveries.
 */

/** Deliveries by their numbers. */
export const deliveryTypes = {
  collections: '0601',
  payments: '0602',
  mandates: '0603',
  cancellations: '0605',
} as const;

export const sections = {
  /** Collections by a mandate. */
  collections: '0112',
  cancellations: '0126',
  payments: '0211',
  paymentForms: '0215',
  mandates: ['0210', '0212', '0219'],
} as const;

export const deliveryStart = record(
  'BS002',
  digits('supplier', 8),
  words('subsystem', 3),
  digits('type', 4),
  digits('number', 10),
  blanks(19),
  digits('made', 6),
  blanks(73),
);

export const deliveryEnd = record(
  'BS992',
  digits('supplier', 8),
  words('subsystem', 3),
  digits('type', 4),
  digits('sections', 11),
  digits('count', 11),
  digits('sum', 15),
  digits('texts', 11),
  zeros(15),
  digits('names', 11),
  zeros(34),
);

export const collectionsStart = record(
  'BS012',
  digits('pbs', 8),
  digits('section', 4),
  blanks(5),
  digits('group', 5),
  words('supplierReference', 15),
  blanks(4),
  digits('made', 8),
  digits('registration', 4),
  digits('account', 10),
  words('text', 60),
);

/** Code 0280: taken from the account by the mandate. Sign 1: collected. The payment id is blank in section 0112. */
export const collection = record(
  'BS042',
  digits('pbs', 8),
  digits('code', 4),
  zeros(5),
  digits('group', 5),
  words('customer', 15),
  digits('agreement', 9),
  digits('payOn', 8),
  digits('sign', 1),
  digits('amount', 13),
  words('reference', 30),
  zeros(2),
  blanks(15),
  blanks(8),
);

/** Code 0241, which no reader confirms. */
export const collectionText = record(
  'BS052',
  digits('pbs', 8),
  digits('code', 4),
  digits('place', 5),
  digits('group', 5),
  words('customer', 15),
  digits('agreement', 9),
  blanks(1),
  words('text', 60),
  blanks(16),
);

export const collectionsEnd = record(
  'BS092',
  digits('pbs', 8),
  digits('section', 4),
  zeros(5),
  digits('group', 5),
  blanks(4),
  digits('count', 11),
  digits('sum', 15),
  digits('texts', 11),
  blanks(15),
  digits('names', 11),
  blanks(34),
);

/** In what comes, and in cancellations. */
export const sectionStart = record(
  'BS012',
  digits('pbs', 8),
  digits('section', 4),
  zeros(3),
  digits('group', 5),
  blanks(24),
  digits('made', 6),
  blanks(73),
);

export const sectionEnd = record(
  'BS092',
  digits('pbs', 8),
  digits('section', 4),
  zeros(3),
  digits('group', 5),
  blanks(6),
  digits('count', 11),
  digits('sum', 15),
  zeros(37),
  blanks(34),
);

/** Sign 0 where nothing was moved, 1 where it came, 2 where it went back. */
export const payment = record(
  'BS042',
  digits('pbs', 8),
  digits('code', 4),
  zeros(3),
  digits('group', 5),
  words('customer', 15),
  digits('agreement', 9),
  digits('payOn', 6),
  digits('sign', 1),
  digits('amount', 13),
  words('reference', 30),
  blanks(4),
  digits('received', 6),
  digits('booked', 6),
  digits('moved', 13),
);

export const formPayment = record(
  'BS042',
  digits('pbs', 8),
  digits('code', 4),
  zeros(3),
  digits('group', 5),
  blanks(4),
  words('paymentId', 15),
  digits('card', 2),
  zeros(1),
  zeros(5),
  digits('payOn', 6),
  digits('sign', 1),
  digits('amount', 13),
  blanks(9),
  words('archive', 22),
  digits('received', 6),
  digits('booked', 6),
  digits('moved', 13),
);

export const mandate = record(
  'BS042',
  digits('pbs', 8),
  digits('code', 4),
  zeros(3),
  digits('group', 5),
  words('customer', 15),
  digits('agreement', 9),
  digits('from', 6),
  digits('to', 6),
  blanks(67),
);

/** Code 0257: the customer is one no longer. */
export const cancellation = record(
  'BS042',
  digits('pbs', 8),
  digits('code', 4),
  zeros(3),
  digits('group', 5),
  words('customer', 15),
  digits('agreement', 9),
  zeros(6),
  blanks(73),
);
