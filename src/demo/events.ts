import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { withoutByteOrderMark } from '../kernel/byte-order-mark.ts';
import { parsePlainDate, parseYearMonth, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { parseDebtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { parseKroner, plainKroner, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';

/** What happens in a demo town besides what the registers know; the generator writes it and the load step plays it. */
export const EVENTS_FILE = 'events.json';
/** Who acts for a debtor, or gets a copy. */
export const REPRESENTATIVES_FILE = 'representatives.json';
/** What becomes of the letters to some debtors; read by the stand-in for delivery. */
export const DELIVERY_FILE = 'delivery.json';

const text = z.string().trim().min(1);
const day = z.custom<PlainDate>(
  (value) => typeof value === 'string' && parsePlainDate(value) !== null,
  'not a date (YYYY-MM-DD)',
);
const month = z.custom<YearMonth>(
  (value) => typeof value === 'string' && parseYearMonth(value) !== null,
  'not a month (YYYY-MM)',
);
const debtor = z.custom<DebtorNumber>(
  (value) => typeof value === 'number' && parseDebtorNumber(String(value)) !== null,
  'not a debtor number',
);

/** Kroner as text in the file (`2100.00`), øre in the program; never negative. */
const amount = z.codec(
  z.string().regex(/^\d{1,12}\.\d{2}$/, 'not kroner such as 2100.00'),
  z.custom<Ore>((value) => typeof value === 'bigint'),
  {
    decode: (written, faults) => {
      const read = parseKroner(written);
      if (read === null) faults.issues.push({ code: 'custom', input: written, message: 'not kroner' });
      return read ?? z.NEVER;
    },
    encode: plainKroner,
  },
);

const paid = z.strictObject({
  event: z.literal('payment'),
  on: day,
  debtor,
  amount,
  channel: z.enum(['bank', 'counter']),
  /** The bank's or the counter's own; the same one is the same payment. */
  reference: text,
});

const hearingAnswered = z.strictObject({
  event: z.literal('hearing-answer'),
  on: day,
  debtor,
  /** The citizen's words. */
  answer: text,
  /** What the municipality says to them. */
  reply: text,
  /** Whether the decision is made all the same, or the hearing closed without one. */
  outcome: z.enum(['decide', 'close']),
});

const incomeStated = z.strictObject({
  event: z.literal('income-stated'),
  on: day,
  debtor,
  /** Documented net income of a year. */
  netYear: amount,
  /** The first and the last month of runs that it counts for. */
  from: month,
  to: month.nullable(),
  evidence: text,
});

const claimCorrected = z.strictObject({
  event: z.literal('claim-corrected'),
  on: day,
  debtor,
  sourceSystem: text,
  claimId: text,
  /** What the claim amounts to from now on; 0.00 = it is withdrawn. */
  to: amount,
  reason: text,
  decidedOn: day,
});

const complaintUpheld = z.strictObject({
  event: z.literal('complaint-upheld'),
  /** The day it was decided. */
  on: day,
  debtor,
  /** The month whose decision is reversed. */
  month,
  complainedOn: day,
  reason: text,
});

const languageChosen = z.strictObject({
  event: z.literal('language'),
  on: day,
  debtor,
  language: z.literal('en'),
});

const individualPlan = z.strictObject({
  event: z.literal('individual-plan'),
  on: day,
  debtor,
  /** What a caseworker has fixed by bek. 585/2023 § 6, stk. 2. */
  monthly: amount,
  /** Their reasons, as the citizen reads them. */
  reason: text,
});

const demoEvent = z.discriminatedUnion('event', [
  paid,
  hearingAnswered,
  incomeStated,
  claimCorrected,
  complaintUpheld,
  languageChosen,
  individualPlan,
]);

const demoRepresentative = z.strictObject({
  debtor,
  kind: z.enum(['guardian', 'power-of-attorney', 'custody-holder', 'estate']),
  /** Whether they get the letters besides the debtor or instead. */
  mode: z.enum(['copy', 'instead']),
  name: text,
  address: z.array(text).min(1).max(4),
  digitalPost: z.boolean(),
  from: day,
  to: day.nullable(),
  /** The day the municipality noted it. */
  recordedOn: day,
  evidence: text,
});

const letterFate = z.enum(['returned', 'failed', 'slow']);

const eventsShape = z.array(demoEvent);
const representativesShape = z.array(demoRepresentative);
const deliveryShape = z.record(z.string().regex(/^[1-9]\d{5,8}$/, 'not a debtor number'), letterFate);

export type DemoEvent = z.infer<typeof demoEvent>;
export type DemoEventKind = DemoEvent['event'];
export type DemoPayment = z.infer<typeof paid>;
export type DemoHearingAnswer = z.infer<typeof hearingAnswered>;
export type DemoStatedIncome = z.infer<typeof incomeStated>;
export type DemoClaimCorrection = z.infer<typeof claimCorrected>;
export type DemoComplaintUpheld = z.infer<typeof complaintUpheld>;
export type DemoLanguage = z.infer<typeof languageChosen>;
export type DemoIndividualPlan = z.infer<typeof individualPlan>;
export type DemoRepresentative = z.infer<typeof demoRepresentative>;
/** Paper that comes back, digital post that cannot be delivered, or a letter that is long under way. */
export type LetterFate = z.infer<typeof letterFate>;

export interface DemoFileInvalid {
  readonly tag: 'demo-file-invalid';
  readonly file: string;
  /** Where and what, one per fault. */
  readonly faults: readonly string[];
}

/**
 * A demo's events in the order in which they happen; those of a day come before that day's run, payments after its work.
 * A folder without the file has none. Refuses a file that is not as the generator writes it, with every fault and its
 * place.
 */
export function demoEventsIn(folder: string): Result<readonly DemoEvent[], DemoFileInvalid> {
  return demoFile(folder, EVENTS_FILE, (found) =>
    eventsShape.safeDecode(found as z.input<typeof eventsShape>),
  );
}

/** Who acts for the demo's debtors, each to be recorded on its day. Refuses as `demoEventsIn` does. */
export function demoRepresentativesIn(
  folder: string,
): Result<readonly DemoRepresentative[], DemoFileInvalid> {
  return demoFile(folder, REPRESENTATIVES_FILE, (found) => representativesShape.safeParse(found));
}

export function eventsJson(events: readonly DemoEvent[]): string {
  return asJson(eventsShape.encode([...events]));
}

export function representativesJson(representatives: readonly DemoRepresentative[]): string {
  return asJson(representativesShape.parse(representatives));
}

/** `{"100123": "returned"}`: what becomes of every letter to a debtor; all others arrive. */
export function deliveryJson(fates: ReadonlyMap<DebtorNumber, LetterFate>): string {
  return asJson(deliveryShape.parse(Object.fromEntries(fates)));
}

function asJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

type Parsed<T> =
  { readonly success: true; readonly data: T[] } | { readonly success: false; readonly error: z.ZodError };

function demoFile<T>(
  folder: string,
  file: string,
  parse: (found: unknown) => Parsed<T>,
): Result<readonly T[], DemoFileInvalid> {
  const path = join(folder, file);
  if (!existsSync(path)) return ok([]);
  const found = jsonOrNull(withoutByteOrderMark(readFileSync(path, 'utf8')));
  if (found === null) return refuse({ tag: 'demo-file-invalid', file, faults: ['not JSON'] });
  const parsed = parse(found);
  if (parsed.success) return ok(parsed.data);
  const faults = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  return refuse({ tag: 'demo-file-invalid', file, faults });
}

function jsonOrNull(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return null;
  }
}
