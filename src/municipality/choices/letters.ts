import { z } from 'zod';
import { digits, text, textLike } from './fields.ts';

/** Who writes the letters, and the municipality's own words in them. */

export const letterheadShape = z.strictObject({
  municipality: text,
  department: text,
  arms: textLike(/^\d{3}\/[a-z0-9-]+\.svg$/, 'Skriv en fil med våben som "998/arms.svg".'),
  address: z.array(text).min(1).max(4),
  phone: text,
  email: text.nullable(),
  contactPage: text,
  openingHours: text,
  dataProtectionOfficer: text,
  bankAccount: z
    .strictObject({
      registration: digits(4),
      number: textLike(/^\d{6,10}$/, 'Skriv 6 til 10 cifre i anførselstegn.'),
    })
    .nullable(),
});

export const lettersShape = z
  .strictObject({
    texts: z.record(z.string(), text),
    /** The same for the courtesy translation. */
    english: z.record(z.string(), text),
    /** What those who approve and decide are called in letters; never a name. */
    staffTitle: z.strictObject({ da: text, en: text }).default({ da: 'medarbejder', en: 'staff member' }),
  })
  .default({ texts: {}, english: {}, staffTitle: { da: 'medarbejder', en: 'staff member' } });
