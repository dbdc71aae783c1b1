import { z } from 'zod';
import { parseDebtorNumber, type DebtorNumber } from '../../kernel/ids.ts';
import { faultOfBand, faultOfLine } from '../colours.ts';
import { plainDate, text, textLike, whole } from './fields.ts';
import { messagesShape } from './messages.ts';
import { otherHoursShape, weekShape } from './opening-hours.ts';

/** What the municipality decides about the citizens' pages. */

const debtor = z.custom<DebtorNumber>(
  (value) => typeof value === 'number' && parseDebtorNumber(String(value)) !== null,
  'Skriv et debitornummer som 100001 uden anførselstegn.',
);

function colour(faultOf: (colour: string) => string | null) {
  return textLike(/^#[0-9a-f]{6}$/, 'Skriv en farve som "#0b3d6b".').superRefine((value, context) => {
    const fault = /^#[0-9a-f]{6}$/.test(value) ? faultOf(value) : null;
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
}

/** What citizens ask about, each on its own pages (web/portal/contact.ts). */
export const contactTopics = ['signIn', 'pay', 'cannotPay', 'benefits', 'disagree', 'data'] as const;
export type ContactTopic = (typeof contactTopics)[number];

/** In the municipality's own words, or by the week: then it is said whether the telephone is answered now. */
const hours = z.union([text, weekShape]);

const wholeContact = z.strictObject({ phone: text, page: text, hours });

/** What is otherwise than for everything else, and what is told besides. */
const ownContact = wholeContact
  .partial()
  .extend({ words: z.strictObject({ da: text, en: text }).optional() })
  .refine(
    (own) => Object.values(own).some((each) => each !== undefined),
    'Skriv det, der er anderledes, eller tag den ud.',
  );
export type OwnContact = z.infer<typeof ownContact>;

const beginning = {
  state: 'closed',
  opensOn: null,
  testPersons: [],
  contact: { default: null, topics: {}, types: {} },
  shows: { settled: true, calculations: true, whatIf: true, guidance: false },
  look: { band: '#e8eef4', line: '#0b3d6b' },
  notices: [],
  otherHours: [],
  session: { idleMinutes: 15, mostMinutes: 60 },
  powers: {},
  payment: { mobilepay: false, card: false, bank: true, inTest: 'simulator' },
} as const;

const channels = z.array(z.enum(['digital-post', 'nemsms'])).default([]);

/** Short messages that something has happened, to citizens who want them. */
const notificationsShape = z
  .strictObject({
    /** By what they can be sent; none = no messages are offered. */
    channels,
    /** So many days before something is to be paid. */
    daysBefore: whole(1, 14).default(3),
    /** By what those get them who have chosen nothing; empty = they get none. */
    unlessChosen: z
      .strictObject({ 'new-debt': channels, 'due-soon': channels, 'payment-received': channels })
      .default({ 'new-debt': [], 'due-soon': [], 'payment-received': [] }),
  })
  .default({
    channels: [],
    daysBefore: 3,
    unlessChosen: { 'new-debt': [], 'due-soon': [], 'payment-received': [] },
  });

export const portalShape = z
  .strictObject({
    /** `test`: only the test persons get in. */
    state: z.enum(['closed', 'test', 'open']),
    /** From this day it is open to all, whatever the state says. */
    opensOn: plainDate.nullable().default(null),
    testPersons: z.array(debtor).default([]),
    /** Whom to ask; null = as in the letters' head. */
    contact: z
      .strictObject({
        default: wholeContact.nullable().default(null),
        topics: z.partialRecord(z.enum(contactTopics), ownContact).default({}),
        /** By the code of the claim type; it goes before the topic. */
        types: z.record(z.string(), ownContact).default({}),
      })
      .default(beginning.contact),
    /** Days on which the telephone is answered at other hours, or not at all. */
    otherHours: z.array(otherHoursShape).default([]),
    /** What citizens may see beside what they owe now. Who has looked at them, and their own data, they always may. */
    shows: z
      .strictObject({
        settled: z.boolean().default(true),
        calculations: z.boolean().default(true),
        whatIf: z.boolean().default(true),
        /** Whether they may show their page to a member of staff: once somebody at the telephone knows how. */
        guidance: z.boolean().default(false),
      })
      .default(beginning.shows),
    look: z.strictObject({ band: colour(faultOfBand), line: colour(faultOfLine) }).default(beginning.look),
    /** What all who come are told, in both languages. */
    notices: z.array(z.strictObject({ from: plainDate, to: plainDate, da: text, en: text })).default([]),
    /** How citizens may pay on the web. */
    payment: z
      .strictObject({
        mobilepay: z.boolean(),
        card: z.boolean(),
        /** The payment lines of letters, for one's own bank. */
        bank: z.boolean(),
        /** While only test persons get in: real money is taken only where that is said. */
        inTest: z.enum(['simulator', 'real']),
      })
      .default(beginning.payment),
    /** What citizens may write, and which files they may send with it. */
    messages: messagesShape,
    notifications: notificationsShape,
    session: z
      .strictObject({ idleMinutes: whole(5, 60), mostMinutes: whole(15, 600) })
      .refine(
        ({ idleMinutes, mostMinutes }) => idleMinutes <= mostMinutes,
        'Skriv idleMinutes, så det højst er mostMinutes.',
      )
      .default(beginning.session),
    /** What powers that others gave elsewhere (NemLog-in) let their holders do here, by their names there; others give nothing. */
    powers: z.record(text, z.enum(['see', 'pay', 'act', 'sign'])).default({}),
  })
  .default({
    ...beginning,
    testPersons: [],
    notices: [],
    otherHours: [],
    messages: messagesShape.parse(undefined),
    notifications: notificationsShape.parse(undefined),
  });

export type PortalChoices = z.infer<typeof portalShape>;

/** Whether citizens can pay on the pages themselves; else they only see how they may. */
export function paysHere({ payment }: Pick<PortalChoices, 'payment'>): boolean {
  return payment.mobilepay || payment.card;
}
