import { z } from 'zod';
import { whole } from './fields.ts';

/** `oneNameEach`: a login of the operating system acts under one name alone, so that two names are two logins. */
export const actingShape = z.strictObject({ oneNameEach: z.boolean() }).default({ oneNameEach: false });

/** What the day's work asks the registers, and when it begins the month's run. */
export const dailyShape = z
  .strictObject({
    /** CPR about all who owe something: on every day, or once a month and otherwise only about who is new. */
    persons: z.enum(['every-day', 'every-month']),
    /** The day of the month from which the day's work fetches the month's facts and runs it; null = by command alone. */
    monthRunDay: whole(1, 28).nullable(),
  })
  .default({ persons: 'every-day', monthRunDay: 10 });
