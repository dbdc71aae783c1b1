import { z } from 'zod';
import { parsePlainDate, parseYearMonth, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { parseKroner, type Ore } from '../kernel/money.ts';
import { repaymentLaws } from '../law/repayment-laws.ts';

/**
 * The pieces that letter models are made of. Only what JSON can hold: amounts are kroner text as `plainKroner` writes
 * them (`"2100.00"`), dates are ISO.
 */

// Each check aborts, so that sums are only asked of amounts that are amounts.
export const plainDate = z.custom<PlainDate>(isPlainDate, { abort: true, error: 'a day of the calendar' });
export const yearMonth = z.custom<YearMonth>(isYearMonth, { abort: true, error: 'a month' });
export const text = z.string().trim().min(1);
export const positiveKroner = z.string().refine(isAboveZero, { abort: true, error: 'kroner above zero' });
export const kronerFromZero = z
  .string()
  .refine(isKronerFromZero, { abort: true, error: 'kroner, zero or more' });

/** An amount of the model as øre. Asserts: the schema has checked it. */
export function modelAmount(kroner: string): Ore {
  const amount = parseKroner(kroner);
  if (amount === null) throw new Error('a letter model holds an amount that is not kroner');
  return amount;
}

/**
 * One row under a step: a value, how it is written, and who told us. The last row of a step is its result. `zero` marks
 * an amount of nothing that a letter may leave out.
 */
const basisRow = z.object({
  what: text,
  figure: text,
  from: text,
  role: z.enum(['given', 'zero', 'result']),
});

/** One step of the explanation in words, as `explanationInWords` gives it in the letter's language. */
export const basisLine = z.object({
  question: text,
  /** The step's name, `Din indkomst efter skat i januar 2026`. */
  title: text,
  rows: z.array(basisRow).min(1).readonly(),
  /** The whole step as one plain sentence. */
  sentence: text,
  paragraph: text,
});

/** The municipality as the letter shows it. */
export const sender = z.object({
  municipality: text,
  department: text,
  /** File of the arms (SVG), relative to the folder `municipalities`: `998/arms.svg`. */
  arms: z.string().regex(/^\d{3}\/[a-z0-9-]+\.svg$/),
  address: z.array(text).min(1).max(4).readonly(),
  phone: text,
  email: text.nullable(),
  /** The page for writing to us, as printed: `boegevang.example/gaeld`. */
  contactPage: text,
  openingHours: text,
  /** How to reach the data protection officer, as printed. */
  dataProtectionOfficer: text,
  /** Account for ordinary transfers; null when only the payment line is used. */
  bankAccount: z
    .object({ registration: z.string().regex(/^\d{4}$/), number: z.string().regex(/^\d{6,10}$/) })
    .nullable(),
});

/**
 * Who gets this copy of the letter. `digital-only`: nobody may print the address (protected), or there is none; the letter
 * has no address window then.
 */
export const recipient = z.object({
  name: text,
  address: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('shown'), lines: z.array(text).min(1).max(5).readonly() }),
    z.object({ kind: z.literal('digital-only') }),
  ]),
  /**
   * Null: the recipient is the debtor. Otherwise the debtor's name, why this person gets the letter, and whether it is
   * a `copy` or sent to this person `instead`.
   */
  onBehalfOf: z
    .object({
      name: text,
      role: z.enum(['guardian', 'power-of-attorney', 'custody-holder', 'estate']),
      how: z.enum(['copy', 'instead']),
    })
    .nullable()
    .default(null),
});

/** The law that it is repaid by, as the claims file names it; letters that were written before there were several say none. */
const law = z
  .string()
  .refine((name) => repaymentLaws.has(name), { error: 'a law of repayment' })
  .default('aktivloven');

const claimIdentity = {
  /** Danish name of the benefit, in lower case as in statute/benefits.json. */
  benefit: text,
  monthFrom: yearMonth,
  monthTo: yearMonth,
};

/** One claim as the letter lists it, as it stood when the letter's decision was made. */
export const claim = z.object({
  ...claimIdentity,
  /** The date of the decision that the benefit must be repaid. */
  repaymentDecision: plainDate,
  owed: positiveKroner,
  /**
   * The day when the years of lapse have passed (start + 3 or 5 years); null while the help still runs. Only used to say
   * when the years have passed, never as a promise that the claim lapses.
   */
  lapseEarliest: plainDate.nullable(),
  law,
  /** Spouses are liable together (aktivloven § 34; bek. 585/2023 § 2, stk. 2). The other is never named. */
  joint: z.boolean().default(false),
});

export const claimWithShare = claim.extend({
  /** What the first instalment pays of this claim; zero when the instalment does not reach it. */
  shareOfFirstInstalment: kronerFromZero,
});

/** A claim that is another than when the decision in force was made; the amounts are the whole claim, paid or not. */
export const claimChange = z.object({
  ...claimIdentity,
  change: z.enum(['new', 'raised', 'reduced', 'gone']),
  before: kronerFromZero,
  now: kronerFromZero,
  /** Why, in a few words to the citizen; null when no more is known than that it was changed. */
  why: text.nullable().default(null),
});

/** A claim that no longer exists (bek. 585/2023 § 9). */
export const lapsedClaim = z.object({
  ...claimIdentity,
  law,
  /** What was left of it. */
  amount: positiveKroner,
  lapsedOn: plainDate,
  /** The day the years are counted from: when the help stopped, or when the municipality knew of the claim. */
  countedFrom: plainDate,
  /**
   * § 9, stk. 1: nothing was to be paid when the years ran out. Stk. 2: deferral is given after that day. `judged`: a person
   * has judged that it has lapsed.
   */
  ground: z.enum(['years-passed', 'deferral-after-years', 'judged']),
});

/** The kinds of decision that something is to be paid each month. */
export const planKinds = [
  'plan',
  'plan-without-income',
  'rise',
  'fall',
  'resume',
  'claims-changed',
  'individual-plan',
] as const;
export type PlanKind = (typeof planKinds)[number];

/** What was in force before, and is until a decision arrives. */
export const previous = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('plan'), monthly: positiveKroner }),
  z.object({ state: z.literal('deferral') }),
]);

const frame = {
  /** `en`: the courtesy translation of the Danish letter; `basis` is in that language too. */
  language: z.enum(['da', 'en']),
  sender,
  recipient,
  debtorNumber: z.number().int().min(100_000),
  /** Where the citizens' pages show what the letter is about, once its reader has signed in; left out where there are none. */
  page: z.url({ protocol: /^https?$/ }).optional(),
  /** A copy for one who acts for somebody whose address is protected: nobody's own words stand in it, where an address may (`withoutOwnWords`). */
  withoutOwnWords: z.literal(true).optional(),
};

/** What every letter about a decision has. */
export const everyLetter = {
  ...frame,
  /** The decision that the letter tells or prepares, as printed: `202603-100123-0`. */
  decisionReference: text,
  previous,
};

/** What every notice has: a letter that tells no decision. */
export const everyNotice = {
  ...frame,
  /** The notice's number as printed: `20260315-100123-0`. */
  noticeReference: text,
  letterDate: plainDate,
};

/** `+71<…`; null when the citizen pays to the bank account. */
export const paymentLine = z
  .string()
  .regex(/^\+7[15]<\d+ \+8\d{7}<$/)
  .nullable();

/**
 * `automatic`: nobody looked before it was sent. `approved`: calculated by the program, approved by a person.
 * `caseworker`: a person decided. The title is the person's, `økonomimedarbejder`; no names.
 */
export const decidedBy = z.discriminatedUnion('how', [
  z.object({ how: z.literal('automatic') }),
  z.object({ how: z.literal('approved'), title: text }),
  z.object({ how: z.literal('caseworker'), title: text }),
]);

/**
 * Forvaltningsloven § 19. `not-needed`: nothing in the decision is to the citizen's disadvantage (a fall, a deferral).
 * `left-out`: the municipality's recorded ground by § 19, stk. 2, in words to the citizen.
 */
export const hearing = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-needed') }),
  z.object({ state: z.literal('left-out'), ground: text }),
  z.object({ state: z.literal('no-answer'), askedOn: plainDate, deadline: plainDate }),
  z.object({ state: z.literal('answered'), askedOn: plainDate, answer: text, reply: text }),
]);

/** Complaint guidance as `complaintGuidance` of the law room gives it. */
export const complaint = z.union([
  z.object({
    /** Weeks from receipt. */
    weeks: z.number().int().positive(),
    /** Who gets the case when the municipality keeps its decision, `Ankestyrelsen`. */
    authority: text,
  }),
  z.object({ none: z.literal('no-higher-authority') }),
]);

/** The ground of deferral (bek. 585/2023 § 6, stk. 1). */
export const deferralGround = z.discriminatedUnion('ground', [
  z.object({ ground: z.literal('benefit'), benefits: z.array(text).min(1).readonly() }),
  z.object({ ground: z.literal('pension-only') }),
  z.object({
    ground: z.literal('low-income'),
    netIncomeOfYear: kronerFromZero,
    limit: positiveKroner,
    dependants: z.boolean(),
  }),
]);

function isPlainDate(value: unknown): boolean {
  return typeof value === 'string' && parsePlainDate(value) !== null;
}

function isYearMonth(value: unknown): boolean {
  return typeof value === 'string' && parseYearMonth(value) !== null;
}

function isAboveZero(value: string): boolean {
  return (parseKroner(value) ?? 0n) > 0n;
}

function isKronerFromZero(value: string): boolean {
  return (parseKroner(value) ?? -1n) >= 0n;
}

/** What is owed, and how what is asked for was found. */
export const whatIsOwed = {
  claims: z.array(claim).min(1).readonly(),
  totalOwed: positiveKroner,
  /** The whole calculation, as `explanationInWords` gives it. */
  basis: z.array(basisLine).min(1).readonly(),
};
