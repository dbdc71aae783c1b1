import { dayInCopenhagen } from '../../kernel/dates.ts';
import { fillIn } from '../../letters/texts/fill-in.ts';
import type { ContactTopic, OwnContact } from '../../municipality/choices/portal.ts';
import type { Configuration } from '../../municipality/configuration.ts';
import { openNow } from '../../municipality/opening-hours.ts';
import { usualContact } from '../../municipality/usual-contact.ts';
import type { Language } from '../ui/language.ts';
import type { RouteName } from './addresses.ts';
import { timeOfDay } from './clock-words.ts';
import { openInWords, weekInWords } from './hours-words.ts';
import { texts } from './texts/texts.ts';

/** Whom a citizen asks. */
export interface Contact {
  readonly phone: string;
  /** An address without `https://`. */
  readonly page: string;
  /** When the telephone is answered, as a sentence. */
  readonly hours: string;
  /** Whether it is answered now, and when it is if not; null = the hours are only known in words. */
  readonly now: string | null;
  /** What the municipality tells besides; null = nothing. */
  readonly words: string | null;
}

/** What is asked about: a type of claim goes before a topic, and a topic before everything else. */
export interface AskedAbout {
  readonly topic?: ContactTopic | undefined;
  readonly type?: string;
}

/** What says whom to ask: the choices about the citizens' pages, and the letters' head. */
export type ContactChoices = Pick<Configuration, 'portal' | 'letterhead'>;

interface Reader {
  readonly language: Language;
  readonly now: Temporal.Instant;
}

/** Whom to ask about something: as the municipality has chosen, else as in the head of the letters. */
export function contactOf(choices: ContactChoices, asked: AskedAbout, reader: Reader): Contact {
  const { portal } = choices;
  const own = ownOf(portal.contact, asked);
  const usual = usualContact(choices);
  return {
    // The number stays in one line.
    phone: (own?.phone ?? usual.phone).replaceAll(' ', '\u00A0'),
    page: own?.page ?? usual.page,
    ...hoursOf(own?.hours ?? usual.hours, portal.otherHours, reader),
    words: own?.words?.[reader.language] ?? null,
  };
}

/** Whom to call who cannot pay: as the municipality has chosen for that, or for the type of claim; else as on the page itself. */
export function cannotPayPhone(
  visit: ContactChoices & Reader & { readonly contact: Pick<Contact, 'phone'> },
  type?: string,
): string {
  const asked = { topic: 'cannotPay', ...(type === undefined ? {} : { type }) } as const;
  return hasOwnContact(visit, asked) ? contactOf(visit, asked, visit).phone : visit.contact.phone;
}

/** The numbers that words about a debt name: of whom to call who cannot pay it, and of whom to ask about it. */
export interface Phones {
  readonly cannotPay: string;
  readonly ask: string;
}

/** The same by the debt's type; without one, of the page. */
export function phonesAbout(visit: Parameters<typeof cannotPayPhone>[0], type?: string): Phones {
  const asked = type === undefined ? {} : { type };
  const ask = hasOwnContact(visit, asked) ? contactOf(visit, asked, visit).phone : visit.contact.phone;
  return { cannotPay: cannotPayPhone(visit, type), ask };
}

/** Whether somebody else than usual answers about something. */
export function hasOwnContact({ portal }: Pick<ContactChoices, 'portal'>, asked: AskedAbout): boolean {
  return ownOf(portal.contact, asked) !== undefined;
}

function ownOf(
  { topics, types }: Configuration['portal']['contact'],
  { topic, type }: AskedAbout,
): OwnContact | undefined {
  if (type !== undefined && Object.hasOwn(types, type)) return types[type];
  return topic === undefined ? undefined : topics[topic];
}

function hoursOf(
  hours: NonNullable<OwnContact['hours']>,
  otherHours: Configuration['portal']['otherHours'],
  { language, now }: Reader,
): Pick<Contact, 'hours' | 'now'> {
  const said = texts[language].contact;
  if (typeof hours === 'string') return { hours: fillIn(said.hoursInDanish, { hours }), now: null };
  const today = dayInCopenhagen(now);
  const standing = openNow({ week: hours, otherHours }, { day: today, time: timeOfDay(now, 'en') });
  return {
    hours: fillIn(said.hours, { hours: weekInWords(hours, language) }),
    now: openInWords(standing, { today, language, texts: texts[language] }),
  };
}

/** What the pages are about; pages that are not here are about everything. */
const topics: Readonly<Partial<Record<RouteName, ContactTopic>>> = {
  front: 'signIn',
  help: 'signIn',
  card: 'signIn',
  'sign-in': 'signIn',
  'sign-in-refused': 'signIn',
  'signed-out': 'signIn',
  'timed-out': 'signIn',
  pay: 'pay',
  'pay-choose': 'pay',
  'pay-begin': 'pay',
  'pay-bank': 'pay',
  payment: 'pay',
  'payment-stop': 'pay',
  'your-payment': 'benefits',
  calculation: 'benefits',
  'calculation-month': 'benefits',
  'what-if': 'benefits',
  'what-if-answer': 'benefits',
  insight: 'data',
  plans: 'cannotPay',
  plan: 'cannotPay',
  'plan-new': 'cannotPay',
  'plan-live': 'cannotPay',
  'plan-show': 'cannotPay',
  'plan-show-again': 'cannotPay',
  'plan-sign': 'cannotPay',
  'plan-sign-again': 'cannotPay',
  'plan-stop': 'cannotPay',
  'plan-stop-now': 'cannotPay',
  write: 'disagree',
  object: 'disagree',
  'object-to': 'disagree',
  'object-send': 'disagree',
  'answer-hearing': 'disagree',
  'answer-hearing-send': 'disagree',
  'answer-set-off': 'disagree',
  'answer-set-off-send': 'disagree',
  complain: 'disagree',
  'complain-send': 'disagree',
};

/** What a page is about, for whom to ask. */
export function topicOf(name: RouteName): ContactTopic | undefined {
  return topics[name];
}
