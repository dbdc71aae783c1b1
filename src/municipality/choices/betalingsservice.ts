import { z } from 'zod';
import { digits, text, textLike, whole } from './fields.ts';

/**
 * The municipality's agreement about Betalingsservice; null: there is none, and nobody signs up. What Betalingsservice's own guide says, and
 * open descriptions do not, has no value of ours: `bankDaysBefore` must be said.
 */
export const betalingsserviceShape = z
  .strictObject({
    /** CVR number of whoever delivers the files. */
    dataSupplier: digits(8),
    subsystem: textLike(/^[A-Z0-9]{3}$/, 'Skriv tre tegn som "BS1".'),
    pbsNumber: digits(8),
    debtorGroup: digits(5),
    /** The account that Betalingsservice pays out to. */
    registration: digits(4),
    account: digits(10),
    supplierReference: z.string().max(15).default(''),
    /** What stands above each collection on the payer's overview. */
    mainText: text.max(60),
    /** Bank days before the day of payment by which a delivery must be with Betalingsservice. */
    bankDaysBefore: whole(1, 60),
    /** Bank days after the day of payment by which Betalingsservice must have told what became of it. */
    answerBankDays: whole(1, 30).default(5),
    /** Mandates that citizens stop here are told by a file; else a person stops them at Betalingsservice. */
    cancellationFiles: z.boolean().default(false),
    /** Payments by payment forms come by Betalingsservice's files; else the bank tells them, and they are left there. */
    paymentForms: z.boolean().default(false),
    /** Where a citizen signs up at Betalingsservice; null = in their own bank. */
    signUpAddress: z
      .url({ protocol: /^https$/, error: 'Skriv en adresse, der begynder med https://, eller null.' })
      .nullable()
      .default(null),
  })
  .nullable()
  .default(null);

export type BetalingsserviceChoices = NonNullable<z.infer<typeof betalingsserviceShape>>;
