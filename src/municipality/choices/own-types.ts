import { z } from 'zod';
import { STATED_CLASSES, statementFaults } from '../../law/own-types.ts';
import { plainDate, text } from './fields.ts';

const textOrNone = text.nullable().default(null);

/** What the municipality states of one of its own types of claim, with where the statement is kept and its day. */
export const statedTypeShape = z.strictObject({
  name: textOrNone,
  group: textOrNone,
  law: text,
  class: z.enum(STATED_CLASSES),
  fee: z.enum(['gebyrloven', 'renteloven']).nullable().default(null),
  interest: textOrNone,
  limitation: z
    .strictObject({
      years: z.int().default(3),
      from: z.enum(['due', 'origin', 'ruling']).default('due'),
      because: textOrNone,
    })
    .default({ years: 3, from: 'due', because: null }),
  reportedAs: z
    .strictObject({ fee: textOrNone, interest: textOrNone })
    .default({ fee: null, interest: null }),
  recoverable: z.boolean().nullable().default(null),
  statedOn: plainDate,
  reference: text,
});

/** By code: `LOKAL-…`, or as the creditor agreement has it. A local type that is not here is not stated, and bears nothing. */
export const ownTypesShape = z.record(z.string(), statedTypeShape).default({});

/** Statements that contradict themselves or the law, each with its place. */
export function ownTypeFaults(ownTypes: z.infer<typeof ownTypesShape>): string[] {
  return Object.entries(ownTypes).flatMap(([code, stated]) =>
    statementFaults(code, stated).map((fault) => `ownTypes.${code}${fault}`),
  );
}
