import { z } from 'zod';
import { parsePlainDate, type PlainDate } from '../kernel/dates.ts';
import { parseMunicipalityCode, type MunicipalityCode } from '../kernel/ids.ts';
import { parseKroner } from '../kernel/money.ts';
import { refuse, ok, type Result } from '../kernel/result.ts';
import { claimType, feeRegime, interestRegime } from '../law/claim-types.ts';
import { lifeCycleFaults, lifeCyclesShape } from './life-cycles.ts';

const text = z.string().trim().min(1);
const plainDate = z.custom<PlainDate>(
  (value) => typeof value === 'string' && parsePlainDate(value) !== null,
  'not a date (YYYY-MM-DD)',
);
const code = z.custom<MunicipalityCode>(
  (value) => typeof value === 'string' && parseMunicipalityCode(value) !== null,
  'not a municipality code of three digits',
);

const assessmentMissing =
  'where the impact assessment is kept is missing, such as a case number (GDPR article 35)';
const impactAssessment = z.string(assessmentMissing).trim().min(1, assessmentMissing);

/** Why the municipality lets something happen without a hearing; recorded before it counts. */
const recordedGround = z.strictObject({ ground: text, recordedBy: text, recordedOn: plainDate });

/** The same for what favours the citizen and is decided without a person; an assessment may be named. */
const favouringGround = recordedGround.extend({ impactAssessment: impactAssessment.optional() });

/** The same for what burdens the citizen (GDPR article 22), with where the impact assessment is kept (article 35). */
const burdeningGround = recordedGround.extend({ impactAssessment });

/** As it was stored before the impact assessment was asked for. */
const olderBurdeningGround = recordedGround.extend({
  impactAssessment: impactAssessment.nullable().default(null),
});

/** Null = a person approves. The safe default for what burdens the citizen (GDPR article 22). */
function automaticBy<Ground extends z.ZodType>(burdening: Ground) {
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

/** The council's decision to charge something: the day from which it may be, and where it is kept. */
const councilDecision = z.strictObject({ decidedOn: plainDate, reference: text });

const feeAmount = z.string().refine((value) => {
  const amount = parseKroner(value);
  return amount !== null && amount > 0n;
}, 'not an amount of kroner such as 250.00');

/** What is charged on a type of claim; null = no decision, so nothing is (gebyrloven §§ 2-3; open question Q26). */
const chargesOfType = z.strictObject({
  interest: councilDecision.nullable().default(null),
  /** For a reminder; amount null = the most that the law allows. */
  fee: councilDecision
    .extend({ amount: feeAmount.nullable().default(null) })
    .nullable()
    .default(null),
});

const amountOrNone = feeAmount.nullable().default(null);

/** How losses are booked (kasse- og regnskabsregulativ, kommunestyrelsesloven § 42). It says nothing about what is owed. */
const writeOff = z.strictObject({
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
});

/** What the agreement with the recovery authority lets the municipality do from a system (rettigheder). */
const recoveryRights = [
  'INDR',
  'MODR',
  'NEDSKRIV',
  'TILBAGEKALD',
  'OANI',
  'OPSKRIVNINGREGULERING',
  'OONR',
  'NAOR',
  'NAOI',
  'HOVEDSTOL',
  'GENINDSEND',
] as const;

/** How claims reach the recovery authority; by hand from a list until the municipality says otherwise. */
const recovery = z.strictObject({
  channel: z.enum(['system', 'list']).default('list'),
  /** The municipality's number as a creditor in the agreement; null = none is known, and nothing is sent by a system. */
  creditor: z
    .string()
    .regex(/^\d{1,10}$/, 'not a creditor number of at most ten digits')
    .nullable()
    .default(null),
  rights: z.array(z.enum(recoveryRights)).default(['INDR', 'NEDSKRIV', 'TILBAGEKALD']),
  /** Main claims with less left are not sent; the authority knows no such limit today. */
  least: z
    .string()
    .refine((value) => parseKroner(value) !== null, 'not an amount of kroner such as 100.00')
    .default('0.00'),
});

const letterhead = z.strictObject({
  municipality: text,
  department: text,
  arms: z.string().regex(/^\d{3}\/[a-z0-9-]+\.svg$/, 'not a file of arms such as 998/arms.svg'),
  address: z.array(text).min(1).max(4),
  phone: text,
  email: text.nullable(),
  contactPage: text,
  openingHours: text,
  dataProtectionOfficer: text,
  bankAccount: z
    .strictObject({ registration: z.string().regex(/^\d{4}$/), number: z.string().regex(/^\d{6,10}$/) })
    .nullable(),
});

/** What a municipality decides for itself, as it may be saved. Each version is kept; a run notes the version it used. */
export const configurationShape = z.strictObject({
  code,
  name: text,
  letterhead,
  cvr: z.string().regex(/^\d{8}$/, 'not a CVR number of eight digits'),
  /** The codes of the municipality's own agreement with the income register. */
  registers: z.strictObject({
    abonnentType: z.string().regex(/^\d{1,4}$/),
    abonnementType: z.string().regex(/^\d{1,4}$/),
    adgangFormaalType: z.string().regex(/^\d{1,4}$/),
    seNumber: z.string().regex(/^\d{8}$/),
  }),
  payment: z.strictObject({
    creditorNumber: z
      .string()
      .regex(/^8\d{7}$/, 'not a creditor number of eight digits that begins with 8')
      .nullable(),
    kind: z.literal('71'),
    /** Day of the month on which instalments fall due; 31 = the last day. */
    dueDay: z.int().min(1).max(31),
    /** An instalment is asked for so many days before it falls due, so that who pays early pays it and not beside it. */
    askDaysAhead: z.int().min(0).max(31).default(14),
  }),
  run: z.strictObject({
    /** How many months the income lags behind the run's month (open question Q3; 2 is the recovery authority's practice). */
    incomeLagMonths: z.int().min(1).max(6),
    /** Days from the decision's arrival to the first instalment, at least. */
    noticeDays: z.int().min(0).max(90),
    /** Weekdays until an ordinary letter is deemed to have arrived. */
    paperWeekdays: z.int().min(0).max(30),
  }),
  automatic: automaticBy(burdeningGround),
  hearing: z.strictObject({
    /** Null = the citizen is heard first (forvaltningsloven § 19); otherwise the ground by § 19, stk. 2. */
    leftOut: recordedGround.nullable(),
    /** Days to answer, from the letter's arrival. */
    days: z.int().min(7).max(60).default(14),
  }),
  /** Days to tell one's income, from the letter's arrival, before bek. 585/2023 § 5, stk. 2, is used. */
  incomeRequest: z.strictObject({ days: z.int().min(7).max(60) }).default({ days: 14 }),
  changes: z
    .strictObject({
      /** A rise by less than this many kroner a month waits. */
      riseThresholdKroner: z.int().min(0).max(5_000),
      /** A rise counts when so many runs in a row have found one. */
      runsToConfirmRise: z.int().min(1).max(6),
    })
    .default({ riseThresholdKroner: 200, runsToConfirmRise: 2 }),
  /** The bank accounts whose statements are taken in (empty: any), and how they show what a channel has paid out. */
  bank: z
    .strictObject({
      accounts: z.array(text).default([]),
      clearing: z
        .array(z.strictObject({ channel: z.enum(['betalingsservice', 'card', 'mobilepay']), text }))
        .default([]),
    })
    .default({ accounts: [], clearing: [] }),
  /** Bank days after which money that a channel (Betalingsservice, card, MobilePay) has told of must have come to the bank. */
  clearing: z.strictObject({ bankDays: z.int().min(1).max(60) }).default({ bankDays: 5 }),
  /** What one gets first about whom nothing has been decided: a decision, or an invoice to pay at once where something is to be paid. */
  firstContact: z.enum(['decision', 'invoice']).default('decision'),
  /** The demand (påkrav) for instalments that were not paid (bek. 585/2023 § 10). */
  demand: z
    .strictObject({
      /** Days after the due date before anything is done. */
      graceDays: z.int().min(0).max(60).default(5),
      /** Days to pay in, from the letter's arrival; the deadline of an invoice too. */
      deadlineDays: z.int().min(10).max(60).default(14),
      /** Bank days until a payment must have been registered. */
      registrationBankDays: z.int().min(0).max(10).default(3),
    })
    .default({ graceDays: 5, deadlineDays: 14, registrationBankDays: 3 }),
  /** The decision that a debt goes to Gældsstyrelsen (bek. 585/2023 § 10). */
  transfer: z
    .strictObject({
      /** Null = a person approves it. */
      automatic: burdeningGround.nullable().default(null),
      /** Days from the arrival of its letter until the debt may be sent. */
      waitDaysAfterArrival: z.int().min(0).max(90).default(14),
    })
    .default({ automatic: null, waitDaysAfterArrival: 14 }),
  /** What the council has decided to charge, by the code of the claim type; a type that is not here bears nothing. */
  claimTypes: z.record(z.string(), chargesOfType).default({}),
  writeOff: writeOff.default({
    automatic: { lapse: null, limitation: null, recovery: null, rounding: null },
    limits: [],
    committeeAbove: null,
    roundingBelow: null,
  }),
  /** What is done about bills that are not paid, step by step. */
  lifeCycles: lifeCyclesShape,
  /** What may be agreed on request about bills (gældsinddrivelsesloven § 2, stk. 3), and when it is broken. */
  arrangements: z
    .strictObject({
      mostMonths: z.int().min(1).max(120),
      /** The least to pay a month. */
      least: feeAmount,
      /** Days after an instalment fell due, and kroner unpaid of it, before it counts as missed. */
      toleranceDays: z.int().min(0).max(60),
      tolerance: z.string().refine((value) => parseKroner(value) !== null, 'not an amount of kroner'),
      /** Days that the one demand gives. */
      demandDays: z.int().min(10).max(60),
    })
    .default({ mostMonths: 18, least: '100.00', toleranceDays: 5, tolerance: '0.00', demandDays: 10 }),
  /** Set-off of the municipality's own payouts against what is owed. */
  setOff: z
    .strictObject({
      /** Also of benefits that people live on. Nothing is ever set off without a person. */
      socialBenefits: z.boolean(),
      /** Days to answer in before it is decided. */
      hearingDays: z.int().min(7).max(60),
      /** Who decides a complaint about it; null = not known yet, and nothing is decided (forvaltningsloven § 25). */
      complaint: z
        .union([
          z.strictObject({ weeks: z.int().min(1).max(52), authority: text }),
          z.strictObject({ none: z.literal('no-higher-authority') }),
        ])
        .nullable(),
    })
    .default({ socialBenefits: false, hearingDays: 14, complaint: null }),
  /** Transfer to the recovery authority. */
  recovery: recovery.prefault({}),
  /** The municipality's own words in its letters, by the key of the text they replace. */
  letters: z
    .strictObject({
      texts: z.record(z.string(), text),
      /** The same for the courtesy translation. */
      english: z.record(z.string(), text),
      /** What those who approve and decide are called in letters; never a name. */
      staffTitle: z.strictObject({ da: text, en: text }).default({ da: 'medarbejder', en: 'staff member' }),
    })
    .default({ texts: {}, english: {}, staffTitle: { da: 'medarbejder', en: 'staff member' } }),
});

/** A version as it is stored: an older one may lack what a new one must have. */
export const storedConfigurationShape = configurationShape.extend({
  automatic: automaticBy(olderBurdeningGround),
});

export type Configuration = z.infer<typeof storedConfigurationShape>;

export interface ConfigurationRefusal {
  readonly tag: 'configuration-invalid';
  /** Where and what, one per fault. */
  readonly faults: readonly string[];
}

/** Reads a configuration document; refuses with every fault and its place. */
export function readConfiguration(document: unknown): Result<Configuration, ConfigurationRefusal> {
  const parsed = configurationShape.safeParse(document);
  if (parsed.success) {
    const unlawful = [...chargeFaults(parsed.data), ...lifeCycleFaults(parsed.data.lifeCycles)];
    return unlawful.length === 0
      ? ok(parsed.data)
      : refuse({ tag: 'configuration-invalid', faults: unlawful });
  }
  const faults = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.message}`);
  return refuse({ tag: 'configuration-invalid', faults });
}

/** Charges that no law allows: on types that nobody knows or that are refused, or whose law gives none. */
function chargeFaults({ claimTypes }: Pick<Configuration, 'claimTypes'>): string[] {
  return Object.entries(claimTypes).flatMap(([code, { interest, fee }]) => {
    const type = claimType(code);
    const place = `claimTypes.${code}`;
    if (!type.ok || type.value.level !== 'main') return [`${place}: not a type of main claim that is in use`];
    const { charges } = type.value;
    const noInterest = interestRegime(type.value) === 'none' || charges.interest === null;
    const noFee = feeRegime(type.value) === 'none' || charges.fee === null;
    return [
      ...(interest !== null && noInterest ? [`${place}.interest: no law gives interest on this type`] : []),
      ...(fee !== null && noFee ? [`${place}.fee: no law gives a fee on this type`] : []),
    ];
  });
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
