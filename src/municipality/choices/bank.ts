import { z } from 'zod';
import { text, textLike, whole } from './fields.ts';

/** The bank accounts whose statements are taken in (empty: any), and how they show what a channel has paid out. */
export const bankShape = z
  .strictObject({
    accounts: z.array(text).default([]),
    clearing: z
      .array(z.strictObject({ channel: z.enum(['betalingsservice', 'card', 'mobilepay']), text }))
      .default([]),
  })
  .default({ accounts: [], clearing: [] });

/** Bank days after which money that a channel (Betalingsservice, card, MobilePay) has told of must have come to the bank. */
export const clearingShape = z.strictObject({ bankDays: whole(1, 60) }).default({ bankDays: 5 });

/** Days after which a movement on the bank's account that somebody told of must stand on a statement. */
export const bankConfirmationShape = z.strictObject({ days: whole(1, 365) }).default({ days: 14 });

/**
 * What a debtor owes of money that was given back of a payment which the bank has taken back since is asked for as a claim of this type,
 * with so many days to pay from the letter's arrival (open question Q57).
 */
export const owedBackShape = z
  .strictObject({
    type: textLike(/^[A-ZÆØÅ0-9]{3,12}$/, 'Skriv en fordringstypes kode som "CFFAKTU".'),
    payDays: whole(10, 90),
  })
  .default({ type: 'CFFAKTU', payDays: 14 });
