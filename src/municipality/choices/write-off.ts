import { z } from 'zod';
import { amountOrNone, text } from './fields.ts';
import { recordedGround } from './grounds.ts';

/** How losses are booked (kasse- og regnskabsregulativ, kommunestyrelsesloven § 42). It says nothing about what is owed. */
export const writeOffShape = z
  .strictObject({
    /** Null = a person approves each loss for that reason. */
    automatic: z
      .strictObject({
        lapse: recordedGround.nullable().default(null),
        limitation: recordedGround.nullable().default(null),
        recovery: recordedGround.nullable().default(null),
        rounding: recordedGround.nullable().default(null),
      })
      .default({ lapse: null, limitation: null, recovery: null, rounding: null }),
    /** The most that a role may approve for one claim; null = no limit of its own. Who has no role here approves nothing. */
    limits: z.array(z.strictObject({ role: text, upTo: amountOrNone })).default([]),
    /** Losses above this go on the committee's list first; null = none do. */
    committeeAbove: amountOrNone,
    /** What is left of a claim after a payment is a difference of øre below this; null = nothing is. */
    roundingBelow: amountOrNone,
  })
  .default({
    automatic: { lapse: null, limitation: null, recovery: null, rounding: null },
    limits: [],
    committeeAbove: null,
    roundingBelow: null,
  });
