import { z } from 'zod';

/** The reasons of law/holds.ts. */
export const holdReason = z.enum([
  'objection',
  'complaint',
  'deferral',
  'plan',
  'death',
  'bankruptcy',
  'debt-relief',
  'missing-address',
  'returned-mail',
  'set-off-pending',
  'lapse-review',
  'ended',
  'recovery',
  'manual',
]);
