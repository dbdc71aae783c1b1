import { z } from 'zod';
import { plainDate, text } from './fields.ts';

/** When the telephone is answered. */

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'not a time of day such as 09:00');

const span = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => from < to, 'from is not before to');

const spans = z
  .array(span)
  .max(3)
  .refine(
    (each) => each.every(({ from }, place) => place === 0 || (each[place - 1]?.to ?? '') < from),
    'the hours are not one after the other',
  );

export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export type Weekday = (typeof weekdays)[number];

const closedAllDay = spans.default([]);

/** The hours of each weekday; one that is left out is closed. */
export const weekShape = z
  .strictObject({
    monday: closedAllDay,
    tuesday: closedAllDay,
    wednesday: closedAllDay,
    thursday: closedAllDay,
    friday: closedAllDay,
    saturday: closedAllDay,
    sunday: closedAllDay,
  })
  .refine((week) => weekdays.some((weekday) => week[weekday].length > 0), 'there are no hours at all');

/** Days with other hours than their weekday's; none = closed. It goes before holidays. */
export const otherHoursShape = z.strictObject({
  from: plainDate,
  to: plainDate,
  hours: spans,
  da: text,
  en: text,
});

export type Span = z.infer<typeof span>;
export type Week = z.infer<typeof weekShape>;
export type OtherHours = z.infer<typeof otherHoursShape>;
