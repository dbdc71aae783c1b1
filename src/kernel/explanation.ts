import type { BatchNumber } from './ids.ts';
import { plainKroner, type Ore } from './money.ts';

/**
 * An explanation is the way to a result as data: which question, by which paragraph, from which values (and where they
 * come from), by which operation and rounding. It holds no sentences; each reader's renderer has them.
 */
export interface Step {
  readonly question: string;
  /** The rule as it is cited, for instance `bek. 585/2023 § 5, stk. 1`. */
  readonly paragraph: string;
  readonly inputs: readonly Input[];
  readonly operation: string;
  readonly rounding: string | null;
  readonly result: StepValue;
}

/** A value with its unit. `kroner` holds øre, `codes` an array of text, `yes-no` a boolean. */
export type StepValue =
  | { readonly unit: 'kroner'; readonly value: Ore | null }
  | { readonly unit: 'percent' | 'count'; readonly value: number }
  | { readonly unit: 'date' | 'month' | 'code'; readonly value: string | null }
  | { readonly unit: 'codes'; readonly value: readonly string[] }
  | { readonly unit: 'yes-no'; readonly value: boolean };

export type Input = StepValue & { readonly name: string; readonly source: Source | null };

/** Who told us. `batch` points to when; the figures of law name the paragraph's publication instead. */
export interface Source {
  readonly register: 'eindkomst' | 'cpr' | 'ydelsesindeks' | 'statute' | 'municipality' | 'stated';
  readonly batch: BatchNumber | null;
  readonly reference: string | null;
}

export const stated: Source = { register: 'stated', batch: null, reference: null };

/**
 * The steps as JSON, always with the same bytes for the same steps: amounts as kroner text (`"3950.00"`), keys in fixed
 * order. Written by hand because it runs for every debtor every month; JSON.stringify cannot write a bigint.
 */
export function stepsToJson(steps: readonly Step[]): string {
  let json = '[';
  for (let index = 0; index < steps.length; index++)
    json += (index === 0 ? '' : ',') + stepToJson(steps[index] as Step);
  return `${json}]`;
}

function stepToJson(step: Step): string {
  let inputs = '';
  for (const input of step.inputs) {
    inputs += `${inputs === '' ? '' : ','}{"name":"${input.name}","unit":"${input.unit}","value":${valueToJson(input)},"source":${sourceToJson(input.source)}}`;
  }
  const rounding = step.rounding === null ? 'null' : `"${step.rounding}"`;
  return `{"question":"${step.question}","paragraph":"${step.paragraph}","inputs":[${inputs}],"operation":"${step.operation}","rounding":${rounding},"result":{"unit":"${step.result.unit}","value":${valueToJson(step.result)}}}`;
}

function valueToJson(value: StepValue): string {
  if (value.unit === 'kroner') return value.value === null ? 'null' : `"${plainKroner(value.value)}"`;
  if (value.unit === 'percent' || value.unit === 'count') return String(value.value);
  if (value.unit === 'yes-no') return value.value ? 'true' : 'false';
  return JSON.stringify(value.value);
}

function sourceToJson(source: Source | null): string {
  if (source === null) return 'null';
  const reference = source.reference === null ? 'null' : JSON.stringify(source.reference);
  return `{"register":"${source.register}","batch":${source.batch ?? 'null'},"reference":${reference}}`;
}
