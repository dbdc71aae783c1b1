import { z } from 'zod';
import { interestChoiceErrors } from '../../law/interest-choice.ts';
import { amountFrom0, digits, textLike, whole } from './fields.ts';

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
    creditor: textLike(
      /^\d{1,10}$/,
      'Skriv fordringshavernummeret, højst ti cifre i anførselstegn, eller null.',
    )
      .nullable()
      .default(null),
    rights: z.array(z.enum(recoveryRights)).default(['INDR', 'NEDSKRIV', 'TILBAGEKALD']),
    /** Main claims with less left are not sent; the authority knows no such limit today. */
    least: amountFrom0.default('0.00'),
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
    daysOverdue: whole(1, 1000).default(30),
    /** What the end is told with where the authority has no reason that fits; never one that cancels what has been set off (Q44). */
    endedWith: z.enum(['HENS', 'BORD', 'KLAG']).default('HENS'),
  })
  .prefault({});

const interestChoice = z
  .strictObject({
    rule: z.enum(['001', '002']),
    rateCode: digits(2),
    extraRate: textLike(/^\d{1,2}\.\d{2}$/, 'Skriv en sats som "2.50", eller null.')
      .nullable()
      .default(null),
  })
  .refine((choice) => interestChoiceErrors(choice).length === 0, {
    message:
      'Gældsstyrelsen afviser det. Skriv rule "002" sammen med rateCode "99" alene, og extraRate kun ved 03, 04 og 07.',
  });

/**
 * How recovery interest is worked out (rentevalg), by the code of the claim type, where it is not as the authority does it for the
 * type; a type that is not here is told without.
 */
export const recoveryInterestShape = z.record(z.string(), interestChoice).default({});
