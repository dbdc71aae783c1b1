import { z } from 'zod';
import { ore, type Ore } from '../../kernel/money.ts';
import { dateText } from './question.ts';

/** A claim as a line states it to the recovery authority: the fields of `psrm-check`, and of the claim in `transfer-ready`. */

// Amounts may be below nothing here: that they may not is a rule of the authority, and answered as one.
const signedKroner = z.union([z.string(), z.number()]).transform((value, context): Ore => {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(String(value));
  if (match !== null) {
    const [, sign = '', whole = '', hundredths = ''] = match;
    const amount = BigInt(whole) * 100n + BigInt(hundredths.padEnd(2, '0'));
    return ore(sign === '' ? amount : -amount);
  }
  context.addIssue({ code: 'custom', message: 'not an amount in kroner (1234.50)' });
  return z.NEVER;
});
const dateOrNothing = dateText.nullable().default(null);

const claimFields = {
  art: z
    .string()
    .regex(/^[A-ZÆØÅ]{4}$/, 'not an art (INDR, MODR)')
    .default('INDR'),
  level: z.enum(['main', 'related']).nullable().default(null),
  principal: signedKroner,
  amount: signedKroner,
  originDate: dateOrNothing,
  dueDate: dateOrNothing,
  lastTimelyPayment: dateOrNothing,
  limitationDate: dateOrNothing,
  periodStart: dateOrNothing,
  periodEnd: dateOrNothing,
  judgmentDate: dateOrNothing,
  settlementDate: dateOrNothing,
  description: z.string().nullable().default(null),
  main: z.preprocess(
    renamed,
    z
      .strictObject({
        dueDate: dateOrNothing,
        received: dateOrNothing,
      })
      .nullable()
      .default(null),
  ),
};

/** A claim with its type, on the day that the authority receives it. */
export const statedClaim = z.preprocess(
  renamed,
  z.strictObject({ type: z.string().min(1), ...claimFields, received: dateText }),
);

/** A claim inside a line that says the type and the day already; it may say them again. */
export const claimToSend = z.preprocess(
  renamed,
  z.strictObject({ type: z.string().optional(), ...claimFields, received: dateText.optional() }),
);

// The names that the authority's material uses in English.
const OTHER_NAMES: Readonly<Record<string, string>> = {
  claimType: 'type',
  claim_type: 'type',
  origin_date: 'originDate',
  due_date: 'dueDate',
  last_timely_payment: 'lastTimelyPayment',
  last_timely_payment_date: 'lastTimelyPayment',
  lastTimelyPaymentDate: 'lastTimelyPayment',
  limitation_date: 'limitationDate',
  period_start: 'periodStart',
  period_end: 'periodEnd',
  judgment_date: 'judgmentDate',
  settlement_date: 'settlementDate',
  received_date: 'received',
  receivedDate: 'received',
};

/**
 * The same object by our names, where an empty text is nothing stated, as in a column of a file. A field under both names
 * keeps both: then the other one is unknown, an error.
 */
function renamed(line: unknown): unknown {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) return line;
  return Object.fromEntries(
    Object.entries(line).map(([name, value]) => {
      const ours = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined;
      return [ours === undefined || ours in line ? name : ours, value === '' ? null : value];
    }),
  );
}
