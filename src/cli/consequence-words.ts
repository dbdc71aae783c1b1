import type { Difference } from '../dunning/consequences.ts';
import {
  changesAnything,
  type Consequences,
  type LossConsequence,
  type PlanChoice,
} from '../insight/configuration-consequences.ts';
import { lossReasonWords } from './bill-words.ts';

/** What a new configuration would change, for the terminal; null = the municipality has none yet. */
export function consequenceLines(told: Consequences | null): string[] {
  if (told === null || !changesAnything(told))
    return ['Opsætningen ændrer ikke noget ved regninger, ordninger eller afskrivninger.'];
  return [...billLines(told), ...planLines(told), ...told.losses.map(lossLine), `Segl: ${told.seal}`];
}

function billLines({ affected, running, steps }: Consequences): string[] {
  if (affected === 0) return ['Opsætningen ændrer ikke det næste skridt for nogen regning.'];
  return [
    `Opsætningen ændrer det næste skridt for ${affected} af ${running} regninger, der er i gang:`,
    ...Object.entries(steps).flatMap(([step, found]) =>
      Object.entries(found).map(
        ([difference, { count, debtors }]) =>
          `  ${stepWords[step] ?? step}, ${differenceWords[difference] ?? difference}: ${count} (debitor ${debtors.join(', ')})`,
      ),
    ),
  ];
}

function planLines({ plans }: Consequences): string[] {
  if (plans === null) return [];
  const changed = plans.changed.map((choice) => choiceWords[choice]).join(', ');
  return [`For tilbagebetaling af hjælp ændres: ${changed}. Afdragsordninger i kraft: ${plans.inForce}.`];
}

function lossLine({ reason, booked, waiting }: LossConsequence): string {
  const how = booked === 'by-itself' ? 'uden en medarbejder' : 'først, når en medarbejder har godkendt det';
  return `Afskrivning (${lossReasonWords[reason]}) bogføres herefter ${how}; ${waiting} venter nu.`;
}

const choiceWords: Readonly<Record<PlanChoice, string>> = {
  firstContact: 'det første, borgeren får',
  demand: 'påkravet',
  transfer: 'afgørelsen om Gældsstyrelsen',
};

const stepWords: Readonly<Record<string, string>> = {
  reminder: 'Rykker',
  warn: 'Varsel om Gældsstyrelsen',
  default: 'Misligholdelse',
  'propose-transfer': 'Klar til Gældsstyrelsen',
};

const differenceWords: Readonly<Record<Difference, string>> & Readonly<Record<string, string>> = {
  earlier: 'tidligere',
  later: 'senere',
  'other-step': 'et andet skridt',
  'no-step-any-more': 'intet skridt mere',
  'new-fee': 'nyt gebyr',
  'other-fee': 'et andet gebyr',
  'no-fee-any-more': 'intet gebyr mere',
  'letter-more': 'et brev mere',
  'letter-fewer': 'et brev færre',
  'automatic-where-a-person-was': 'uden en medarbejder, hvor der var en',
  'person-where-it-was-automatic': 'med en medarbejder, hvor der ingen var',
};
