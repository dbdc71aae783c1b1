import { z } from 'zod';
import { amountFrom0 } from './fields.ts';

/** What the agreement with the recovery authority lets the municipality do from a system (rettigheder). */
const recoveryRights = [
  'INDR',
  'MODR',
  'NEDSKRIV',
  'TILBAGEKALD',
  'OANI',
  'OPSKRIVNINGREGULERING',
  'OONR',
  'NAOR',
  'NAOI',
  'HOVEDSTOL',
  'GENINDSEND',
] as const;

/** How claims reach the recovery authority; by hand from a list until the municipality says otherwise. */
export const recoveryShape = z
  .strictObject({
    channel: z.enum(['system', 'list']).default('list'),
    /** The municipality's number as a creditor in the agreement; null = none is known, and nothing is sent by a system. */
    creditor: z
      .string()
      .regex(/^\d{1,10}$/, 'not a creditor number of at most ten digits')
      .nullable()
      .default(null),
    rights: z.array(z.enum(recoveryRights)).default(['INDR', 'NEDSKRIV', 'TILBAGEKALD']),
    /** Main claims with less left are not sent; the authority knows no such limit today. */
    least: amountFrom0('not an amount of kroner such as 100.00').default('0.00'),
  })
  .prefault({});
