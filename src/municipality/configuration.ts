import { z } from 'zod';
import { parseMunicipalityCode, type MunicipalityCode } from '../kernel/ids.ts';
import { refuse, ok, type Result } from '../kernel/result.ts';
import { withStated } from '../law/own-types.ts';
import { bankConfirmationShape, bankShape, clearingShape, owedBackShape } from './choices/bank.ts';
import { betalingsserviceShape } from './choices/betalingsservice.ts';
import { answersShape, arrangementsShape, ownPlanFaults, setOffShape } from './choices/bills.ts';
import { chargeFaults, chargesShape, claimTypesShape } from './choices/charges.ts';
import { actingShape, dailyShape } from './choices/daily.ts';
import { digits, text, textLike } from './choices/fields.ts';
import { automaticBy, burdeningGround, olderBurdeningGround } from './choices/grounds.ts';
import { letterheadShape, lettersShape } from './choices/letters.ts';
import {
  changesShape,
  demandShape,
  firstContactShape,
  hearingShape,
  incomeRequestShape,
  paymentShape,
  runShape,
  transferShape,
} from './choices/plans.ts';
import { portalFaults } from './portal-faults.ts';
import { ownTypeFaults, ownTypesShape } from './choices/own-types.ts';
import { portalShape } from './choices/portal.ts';
import { recoveryInterestShape, recoveryShape, setOffRegistrationShape } from './choices/recovery.ts';
import { writeOffShape } from './choices/write-off.ts';
import { faultsIn, insteadOf } from './fault-words.ts';
import { lifeCycleFaults, lifeCyclesShape } from './life-cycles.ts';

const code = z.custom<MunicipalityCode>(
  (value) => typeof value === 'string' && parseMunicipalityCode(value) !== null,
  'Skriv kommunens kode på tre cifre som "998".',
);

const registerCode = textLike(/^\d{1,4}$/, 'Skriv 1 til 4 cifre i anførselstegn.');

/** What a municipality decides for itself, as it may be saved. Each version is kept; a run notes the version it used. */
export const configurationShape = z.strictObject({
  code,
  name: text,
  letterhead: letterheadShape,
  cvr: digits(8),
  /** The codes of the municipality's own agreement with the income register. */
  registers: z.strictObject({
    abonnentType: registerCode,
    abonnementType: registerCode,
    adgangFormaalType: registerCode,
    seNumber: digits(8),
  }),
  payment: paymentShape,
  run: runShape,
  acting: actingShape,
  daily: dailyShape,
  automatic: automaticBy(burdeningGround),
  hearing: hearingShape,
  incomeRequest: incomeRequestShape,
  changes: changesShape,
  bank: bankShape,
  clearing: clearingShape,
  bankConfirmation: bankConfirmationShape,
  owedBack: owedBackShape,
  /** The agreement by which citizens pay by Betalingsservice; null = there is none. */
  betalingsservice: betalingsserviceShape,
  firstContact: firstContactShape,
  demand: demandShape,
  transfer: transferShape,
  /** What follows from the types of claim that no published list has. */
  ownTypes: ownTypesShape,
  claimTypes: claimTypesShape,
  charges: chargesShape,
  writeOff: writeOffShape,
  /** What is done about bills that are not paid, step by step. */
  lifeCycles: lifeCyclesShape,
  arrangements: arrangementsShape,
  answers: answersShape,
  setOff: setOffShape,
  /** Transfer to the recovery authority. */
  recovery: recoveryShape,
  recoveryInterest: recoveryInterestShape,
  setOffRegistration: setOffRegistrationShape,
  letters: lettersShape,
  /** The citizens' pages. */
  portal: portalShape,
});

/** A version as it is stored: an older one may lack what a new one must have. */
export const storedConfigurationShape = configurationShape.extend({
  automatic: automaticBy(olderBurdeningGround),
});

export type Configuration = z.infer<typeof storedConfigurationShape>;

export interface ConfigurationRefusal {
  readonly tag: 'configuration-invalid';
  /** In Danish, one per fault: where, what is wrong, and what to write instead. */
  readonly faults: readonly string[];
}

/** Reads a configuration document; refuses with every fault and its place. */
export function readConfiguration(document: unknown): Result<Configuration, ConfigurationRefusal> {
  const parsed = configurationShape.safeParse(document, { error: insteadOf, reportInput: true });
  if (parsed.success) {
    const unlawful = unlawfulIn(parsed.data);
    return unlawful.length === 0
      ? ok(parsed.data)
      : refuse({ tag: 'configuration-invalid', faults: unlawful });
  }
  return refuse({ tag: 'configuration-invalid', faults: faultsIn(parsed.error) });
}

/** What is charged and done about claims is read by their types: those come first. */
function unlawfulIn({
  ownTypes,
  claimTypes,
  lifeCycles,
  portal,
  arrangements,
}: Pick<Configuration, 'ownTypes' | 'claimTypes' | 'lifeCycles' | 'portal' | 'arrangements'>): string[] {
  const stated = ownTypeFaults(ownTypes);
  if (stated.length > 0) return stated;
  const own = withStated(ownTypes);
  return [
    ...chargeFaults(claimTypes, own),
    ...lifeCycleFaults({ lifeCycles, claimTypes }, own),
    ...portalFaults(portal, own),
    ...ownPlanFaults(arrangements, own),
  ];
}

/**
 * The grounds for deciding without a person about what burdens the citizen that do not say where their impact assessment
 * is kept (GDPR article 35), by their place. Only an older version has such; they do not count, so that a person approves.
 */
export function withoutAssessment({ automatic }: Configuration): string[] {
  const burdening = ['plan', 'rise', 'planWithoutIncome'] as const;
  return burdening.flatMap((which) =>
    automatic[which] === null || isAssessed(automatic[which]) ? [] : [`automatic.${which}`],
  );
}

/** Whether a ground for what burdens the citizen is there and names its impact assessment. */
export function isAssessed(ground: Configuration['automatic']['plan']): boolean {
  return ground !== null && ground.impactAssessment !== null;
}
