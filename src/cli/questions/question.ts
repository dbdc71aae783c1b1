import { z } from 'zod';
import {
  parsePlainDate,
  parseUsableDate,
  parseUsableMonth,
  type PlainDate,
  type YearMonth,
} from '../../kernel/dates.ts';
import { ore, parseKroner, type Ore } from '../../kernel/money.ts';

/** A question that a program can ask line by line: one line in, one answer or an error that says what to mend. */
export type LineQuestion = (line: string) => LineAnswer;
export type LineAnswer = { readonly answer: string } | { readonly error: string };

/** A question in JSON: the shape of the line, and the answer as a JSON value. */
export function jsonQuestion<T>(
  shape: z.ZodType<T>,
  answer: (input: T) => { readonly answer: unknown } | { readonly error: string },
): LineQuestion {
  return (line) => {
    const read = readJson(line);
    if ('error' in read) return read;
    const parsed = shape.safeParse(read.json, { error: notSaid, reportInput: true });
    if (!parsed.success) return { error: whatIsWrong(parsed.error) };
    const result = answer(parsed.data);
    return 'error' in result ? result : { answer: JSON.stringify(result.answer) };
  };
}

/** What is missing is said to be missing, and not to be of another shape than the one expected. */
function notSaid({ input }: { readonly input?: unknown }): string | undefined {
  return input === undefined ? 'must be said' : undefined;
}

function readJson(line: string): { readonly json: unknown } | { readonly error: string } {
  try {
    return { json: JSON.parse(line) };
  } catch {
    return { error: 'not a line of JSON' };
  }
}

/** The first fault, with its place: `plan[0].from: not a date (YYYY-MM-DD)`. */
function whatIsWrong(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'not of the expected shape';
  const { path, message } = within(issue);
  const place = path.reduce<string>(
    (path, key) =>
      typeof key === 'number' ? `${path}[${key}]` : path === '' ? String(key) : `${path}.${String(key)}`,
    '',
  );
  return place === '' ? message : `${place}: ${message}`;
}

/** Of a value that may have several shapes: what is wrong by the one that was meant, or which there are. */
function within(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, 'path' | 'message'> {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return issue;
  const first = issue.errors.flatMap(([each]) => each ?? []);
  const meant = first.find(({ code, path }) => code !== 'invalid_type' || path.length > 0);
  if (meant !== undefined) {
    const { path, message } = within(meant);
    return { path: [...issue.path, ...path], message };
  }
  if (issue.input === undefined) return issue;
  const expected = first.flatMap((each) => (each.code === 'invalid_type' ? [each.expected] : []));
  return { path: issue.path, message: `${issue.message}: expected ${expected.join(' or ')}` };
}

function textThat<T>(read: (text: string) => T | null, message: string): z.ZodType<T, string> {
  return z.string().transform((text, context) => {
    const value = read(text);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });
}

export const dateText: z.ZodType<PlainDate, string> = textThat(
  parsePlainDate,
  'not a date (YYYY-MM-DD)',
).refine(
  (day) => parseUsableDate(day) !== null,
  'not a day of the years 1000 to 2999; where there is none, null or nothing says so',
);
export const monthText: z.ZodType<YearMonth, string> = textThat(parseUsableMonth, 'not a month (YYYY-MM)');
/** Kroner of at most 12 digits, as text with exactly two decimals or none, or as a number; never negative. */
export const kronerText: z.ZodType<Ore, string | number> = z
  .union([z.string(), z.number()])
  .transform((given, context) => {
    const amount = kronerIn(given);
    if (amount !== null) return amount;
    context.addIssue({ code: 'custom', message: 'not an amount in kroner (1234.50)' });
    return z.NEVER;
  });

/** A program's own number loses the last decimal when that is 0: 1234.5. */
function kronerIn(given: string | number): Ore | null {
  const text = typeof given === 'number' ? String(given).replace(/\.\d$/, '$&0') : given;
  return /^\d{1,12}(\.\d{2})?$/.test(text) ? parseKroner(text) : null;
}
/** As on the wire from the income register: a decimal point, one or two decimals or none, never negative. */
export const wireAmount: z.ZodType<Ore, string> = textThat((text) => {
  const match = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text);
  return match === null ? null : ore(BigInt(match[1] ?? '') * 100n + BigInt((match[2] ?? '').padEnd(2, '0')));
}, 'not an amount (1234.50)');
export const dateRange = z
  .strictObject({ from: dateText, to: dateText.nullable() })
  .refine(({ from, to }) => to === null || from <= to, 'the period ends before it begins');

/** Whether none of these stands twice: a line that names the same claim, or the same debtor, twice says two things of it. */
export function isEachOnce(named: readonly (string | number)[]): boolean {
  return new Set(named).size === named.length;
}
