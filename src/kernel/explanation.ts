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
  readonly register:
    | 'eindkomst'
    | 'cpr'
    | 'ydelsesindeks'
    | 'statute'
    | 'statute-unverified' // a figure that was not, or not wholly, read in an official publication
    | 'municipality'
    | 'stated';
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
  switch (value.unit) {
    case 'kroner':
      return value.value === null ? 'null' : `"${plainKroner(value.value)}"`;
    case 'percent':
    case 'count':
      return String(value.value);
    case 'yes-no':
      return value.value ? 'true' : 'false';
    case 'date':
    case 'month':
      return value.value === null ? 'null' : `"${value.value}"`; // ISO text needs no escaping
    default:
      return JSON.stringify(value.value);
  }
}

// One source object stands behind many inputs of many debtors.
const sourcesAsJson = new WeakMap<Source, string>();

function sourceToJson(source: Source | null): string {
  if (source === null) return 'null';
  let json = sourcesAsJson.get(source);
  if (json === undefined) {
    json = JSON.stringify({ register: source.register, batch: source.batch, reference: source.reference });
    sourcesAsJson.set(source, json);
  }
  return json;
}

/**
 * The steps in short: every question with its inputs' values and sources and its result, without the words that the rule
 * version fixes (names, paragraphs, operations). Two explanations of one rule version differ in short exactly when they
 * differ in full; a tenth of the length, because it is hashed for every debtor every month.
 */
export function stepsInShort(steps: readonly Step[]): string {
  let short = '';
  for (const { question, inputs, result } of steps) {
    short += question;
    for (const input of inputs) {
      short += `|${String(input.value)}`;
      const { source } = input;
      if (source !== null) short += `@${source.register}${source.batch ?? source.reference ?? ''}`;
    }
    short += `=${String(result.value)};`;
  }
  return short;
}
