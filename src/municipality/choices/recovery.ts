import { z } from 'zod';
import { interestChoiceErrors } from '../../law/interest-choice.ts';
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

/**
 * Registration for set-off alone of claims that the municipality collects itself (MODR). None is made without a person, unless the
 * municipality has chosen it.
 */
export const setOffRegistrationShape = z
  .strictObject({
    automatic: z.boolean().default(false),
    /** Days after the last day on which payment is not late. */
    daysOverdue: z.int().min(1).max(1000).default(30),
    /** What the end is told with where the authority has no reason that fits; never one that cancels what has been set off (Q44). */
    endedWith: z.enum(['HENS', 'BORD', 'KLAG']).default('HENS'),
  })
  .prefault({});

const interestChoice = z
  .strictObject({
    rule: z.enum(['001', '002']),
    rateCode: z.string().regex(/^\d{2}$/, 'not a code of two digits'),
    extraRate: z
      .string()
      .regex(/^\d{1,2}\.\d{2}$/, 'not a rate such as 2.50')
      .nullable()
      .default(null),
  })
  .refine((choice) => interestChoiceErrors(choice).length === 0, {
    message:
      'refused by the recovery authority: 002 goes with code 99 alone, a rate of its own with 03, 04 and 07',
  });

/**
 * How recovery interest is worked out (rentevalg), by the code of the claim type, where it is not as the authority does it for the
 * type; a type that is not here is told without.
 */
export const recoveryInterestShape = z.record(z.string(), interestChoice).default({});
