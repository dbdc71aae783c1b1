import { z } from 'zod';
import { plainDate, text, textLike } from './fields.ts';

/** When the telephone is answered. */

const time = textLike(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Skriv et klokkeslæt som "09:00".');

const span = z
  .strictObject({ from: time, to: time })
  .refine(({ from, to }) => from < to, 'Skriv from, så det er før to.');

const spans = z
  .array(span)
  .max(3)
  .refine(
    (each) => each.every(({ from }, place) => place === 0 || (each[place - 1]?.to ?? '') < from),
    'Skriv tiderne efter hinanden, uden at de overlapper.',
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
  .refine(
    (week) => weekdays.some((weekday) => week[weekday].length > 0),
    'Skriv timer på mindst én dag, eller tag hours ud.',
  );

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
