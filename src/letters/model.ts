import { z } from 'zod';
import { parsePlainDate, parseYearMonth, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { minOre, ore, parseKroner, plainKroner, sumOre, type Ore } from '../kernel/money.ts';

/**
 * What a letter says, as data. This is the record: archived as JSON beside the PDF, and together with the template
 * version it gives the same bytes again. Therefore only what JSON can hold: amounts are kroner text as
 * `plainKroner` writes them (`"2100.00"`), dates are ISO.
 */

// Each check aborts, so that the sums below are only asked of amounts that are amounts.
const plainDate = z.custom<PlainDate>(isPlainDate, { abort: true, error: 'a day of the calendar' });
const yearMonth = z.custom<YearMonth>(isYearMonth, { abort: true, error: 'a month' });
const text = z.string().trim().min(1);
const positiveKroner = z.string().refine(isAboveZero, { abort: true, error: 'kroner above zero' });
const kronerFromZero = z.string().refine(isKronerFromZero, { abort: true, error: 'kroner, zero or more' });

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

/** One step of the explanation in words, as `explanationInWords` gives it. */
const basisLine = z.object({
  question: text,
  /** The step's name, `Din indkomst efter skat i januar 2026`. */
  title: text,
  rows: z.array(basisRow).min(1).readonly(),
  /** The whole step as one plain sentence. */
  sentence: text,
  paragraph: text,
});

/** The municipality as the letter shows it. */
const sender = z.object({
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

/** `digital-only`: nobody may print the address (protected), or there is none; the letter has no address window then. */
const recipient = z.object({
  name: text,
  address: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('shown'), lines: z.array(text).min(1).max(5).readonly() }),
    z.object({ kind: z.literal('digital-only') }),
  ]),
});

/** One claim as the letter lists it. */
const claim = z.object({
  /** Danish name of the benefit, in lower case as in statute/benefits.json. */
  benefit: text,
  monthFrom: yearMonth,
  monthTo: yearMonth,
  /** The date of the decision that the benefit must be repaid. */
  repaymentDecision: plainDate,
  owed: positiveKroner,
  /**
   * The day when the years of lapse have passed (start + 3 or 5 years); null while the help still runs. Only used to say
   * when the years have passed, never as a promise that the claim lapses.
   */
  lapseEarliest: plainDate.nullable(),
});

const claimWithShare = claim.extend({
  /** What the first instalment pays of this claim; zero when the instalment does not reach it. */
  shareOfFirstInstalment: kronerFromZero,
});

/** What was in force before this decision. */
const previous = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('plan'), monthly: positiveKroner }),
  z.object({ state: z.literal('deferral') }),
]);

/**
 * `automatic`: nobody looked before it was sent. `approved`: calculated by the program, approved by a person.
 * `caseworker`: a person decided. The title is the person's, `økonomimedarbejder`; no names.
 */
const decidedBy = z.discriminatedUnion('how', [
  z.object({ how: z.literal('automatic') }),
  z.object({ how: z.literal('approved'), title: text }),
  z.object({ how: z.literal('caseworker'), title: text }),
]);

/**
 * Forvaltningsloven § 19. `not-needed`: nothing in the decision is to the citizen's disadvantage (a fall, a deferral).
 * `left-out`: the municipality's recorded ground by § 19, stk. 2, in words to the citizen.
 */
const hearing = z.discriminatedUnion('state', [
  z.object({ state: z.literal('not-needed') }),
  z.object({ state: z.literal('left-out'), ground: text }),
  z.object({ state: z.literal('no-answer'), askedOn: plainDate, deadline: plainDate }),
  z.object({ state: z.literal('answered'), askedOn: plainDate, answer: text, reply: text }),
]);

const common = {
  language: z.literal('da'),
  sender,
  recipient,
  debtorNumber: z.number().int().min(100_000),
  /** As printed, `202603-100123-0`. */
  decisionReference: text,
  decisionDate: plainDate,
  decidedBy,
  previous,
  hearing,
  totalOwed: positiveKroner,
  /** The whole calculation, as `explanationInWords` gives it. */
  basis: z.array(basisLine).min(1).readonly(),
  /** Years after the help stopped before a claim can lapse: 3 in aktivloven, 5 in serviceloven. */
  lapseYears: z.number().int().positive(),
  /** Complaint guidance: weeks from receipt, and who gets the case when the municipality keeps its decision. */
  complaint: z.object({ weeks: z.number().int().positive(), authority: text }),
};

/** The decision to pay by instalments (bek. 585/2023 § 5). */
export const planLetter = z
  .object({
    kind: z.literal('plan'),
    ...common,
    claims: z.array(claimWithShare).min(1).readonly(),
    monthly: positiveKroner,
    firstDueDate: plainDate,
    /** Day of the month on which later instalments fall due; 31 means the last day of the month. */
    dueDay: z.number().int().min(1).max(31),
    /** `+71<…`; null when the citizen pays to the bank account. */
    paymentLine: z
      .string()
      .regex(/^\+7[15]<\d+ \+8\d{7}<$/)
      .nullable(),
  })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' })
  .refine(sharesAddUp, { path: ['claims'], message: 'the shares are not the first instalment' })
  .refine((letter) => letter.paymentLine !== null || letter.sender.bankAccount !== null, {
    path: ['paymentLine'],
    message: 'there is no way to pay',
  });

/** The ground of deferral (bek. 585/2023 § 6, stk. 1). */
const deferralGround = z.discriminatedUnion('ground', [
  z.object({ ground: z.literal('benefit'), benefits: z.array(text).min(1).readonly() }),
  z.object({ ground: z.literal('pension-only') }),
  z.object({
    ground: z.literal('low-income'),
    netIncomeOfYear: kronerFromZero,
    limit: positiveKroner,
    dependants: z.boolean(),
  }),
]);

/** The decision that nothing is to be paid now (bek. 585/2023 § 6, or § 7 where a plan was in force). */
export const deferralLetter = z
  .object({
    kind: z.literal('deferral'),
    ...common,
    claims: z.array(claim).min(1).readonly(),
    /** The day from which nothing is to be paid. */
    from: plainDate,
    ground: deferralGround,
  })
  .refine(claimsAddUp, { path: ['totalOwed'], message: 'is not the sum of the claims' });

export const letterModel = z.discriminatedUnion('kind', [planLetter, deferralLetter]);

export type PlanLetter = z.infer<typeof planLetter>;
export type DeferralLetter = z.infer<typeof deferralLetter>;
export type LetterModel = PlanLetter | DeferralLetter;
export type LetterKind = LetterModel['kind'];
export type Sender = z.infer<typeof sender>;
export type Line = z.infer<typeof basisLine>;
export type Row = z.infer<typeof basisRow>;

/** An amount of the model as øre. Asserts: the schema has checked it. */
export function modelAmount(kroner: string): Ore {
  const amount = parseKroner(kroner);
  if (amount === null) throw new Error('a letter model holds an amount that is not kroner');
  return amount;
}

function claimsAddUp(letter: { totalOwed: string; claims: readonly { owed: string }[] }): boolean {
  return (
    plainKroner(sumOre(letter.claims.map(({ owed }) => modelAmount(owed)))) ===
    plainKroner(modelAmount(letter.totalOwed))
  );
}

// The last instalment, which may be the first, is what is left.
function sharesAddUp(letter: {
  totalOwed: string;
  monthly: string;
  claims: readonly { shareOfFirstInstalment: string }[];
}): boolean {
  const shares = sumOre(letter.claims.map((each) => modelAmount(each.shareOfFirstInstalment)));
  const firstInstalment = minOre(modelAmount(letter.monthly), modelAmount(letter.totalOwed));
  return ore(shares - firstInstalment) === 0n;
}

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
