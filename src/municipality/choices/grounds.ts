import { z } from 'zod';
import { plainDate, text } from './fields.ts';

/** Why the municipality lets something happen without a person, or without a hearing. */

const assessmentMissing =
  'Skriv, hvor konsekvensanalysen ligger, for eksempel et sagsnummer (GDPR artikel 35).';
const impactAssessment = z.string(assessmentMissing).trim().min(1, assessmentMissing);

/** Why the municipality lets something happen without a hearing; recorded before it counts. */
export const recordedGround = z.strictObject({ ground: text, recordedBy: text, recordedOn: plainDate });

/** The same for what favours the citizen and is decided without a person; an assessment may be named. */
const favouringGround = recordedGround.extend({ impactAssessment: impactAssessment.optional() });

/** The same for what burdens the citizen (GDPR article 22), with where the impact assessment is kept (article 35). */
export const burdeningGround = recordedGround.extend({ impactAssessment });

/** As it was stored before the impact assessment was asked for. */
export const olderBurdeningGround = recordedGround.extend({
  impactAssessment: impactAssessment.nullable().default(null),
});

/** Null = a person approves. The safe default for what burdens the citizen (GDPR article 22). */
export function automaticBy<Ground extends z.ZodType>(burdening: Ground) {
  return z.strictObject({
    plan: burdening.nullable(),
    rise: burdening.nullable().default(null),
    /** The plan of § 5, stk. 2, for those who did not tell their income though asked. */
    planWithoutIncome: burdening.nullable(),
    fall: favouringGround.nullable().default(null),
    deferral: favouringGround.nullable(),
    lapse: favouringGround.nullable().default(null),
  });
}
