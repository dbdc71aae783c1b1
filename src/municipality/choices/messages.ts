import { z } from 'zod';
import { whole } from './fields.ts';

/** What citizens may write on the citizens' pages, and which files they may send with it. */

/** The most megabytes that a municipality may choose; beyond them a telephone's upload takes too long. */
const megabytes = (most: number) => whole(1, most);

/** As accounting material is kept; own choice, no source for what citizens send in. */
const KEEP_YEARS = 5;

const beginning = {
  objections: true,
  hearings: true,
  complaints: true,
  documentation: true,
  mostPerDay: 10,
  files: { most: 5, megabytes: 10, megabytesInAll: 20, types: ['pdf', 'jpeg', 'png'], keepYears: KEEP_YEARS },
} as const;

export const messagesShape = z
  .strictObject({
    /** That they disagree with something that they owe. */
    objections: z.boolean(),
    /** What they answer before a decision is made. */
    hearings: z.boolean(),
    /** Complaints about decisions. */
    complaints: z.boolean(),
    /** Papers about income, children and benefits. */
    documentation: z.boolean(),
    /** Messages of one citizen within 24 hours. */
    mostPerDay: whole(1, 100),
    files: z
      .strictObject({
        /** With one message; 0 = none are taken. */
        most: whole(0, 10),
        megabytes: megabytes(25),
        megabytesInAll: megabytes(50),
        types: z.array(z.enum(['pdf', 'jpeg', 'png', 'heic'])).min(1),
        /** So many whole calendar years files are kept after their matter was closed (open question Q84). */
        keepYears: whole(2, 30).default(KEEP_YEARS),
      })
      .refine(
        ({ megabytes: each, megabytesInAll: all }) => each <= all,
        'Skriv megabytes, så det højst er megabytesInAll.',
      ),
  })
  .default({ ...beginning, files: { ...beginning.files, types: [...beginning.files.types] } });

export type MessageChoices = z.infer<typeof messagesShape>;
