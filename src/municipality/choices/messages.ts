import { z } from 'zod';

/** What citizens may write on the citizens' pages, and which files they may send with it. */

/** Fewest and most megabytes that a municipality may choose; beyond them a telephone's upload takes too long. */
const megabytes = (most: number) => z.number().int().min(1).max(most);

const beginning = {
  objections: true,
  hearings: true,
  complaints: true,
  documentation: true,
  mostPerDay: 10,
  files: { most: 5, megabytes: 10, megabytesInAll: 20, types: ['pdf', 'jpeg', 'png'] },
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
    mostPerDay: z.number().int().min(1).max(100),
    files: z
      .strictObject({
        /** With one message; 0 = none are taken. */
        most: z.number().int().min(0).max(10),
        megabytes: megabytes(25),
        megabytesInAll: megabytes(50),
        types: z.array(z.enum(['pdf', 'jpeg', 'png', 'heic'])).min(1),
      })
      .refine(
        ({ megabytes: each, megabytesInAll: all }) => each <= all,
        'megabytes are more than megabytesInAll',
      ),
  })
  .default({ ...beginning, files: { ...beginning.files, types: [...beginning.files.types] } });

export type MessageChoices = z.infer<typeof messagesShape>;
