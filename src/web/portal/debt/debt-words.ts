import type { EndedPlan } from '../../../insight/ended-plans.ts';
import type { DebtLine, DebtName, NextEvent } from '../../../insight/overview/types.ts';
import { lastDayOf, monthOf, readableDate, readableMonth, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner, type Ore } from '../../../kernel/money.ts';
import { benefitName } from '../../../letters/texts/benefit-names.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { PersonalVisit } from '../route.ts';
import { wordsOfOthers } from '../../../identity/words-of-others.ts';
import type { Language } from '../../ui/language.ts';
import { debtName } from '../texts/debt-names.ts';
import type { Texts } from '../texts/texts.ts';
import { restsInWords, stoppedInWords, type NextWords } from './held-words.ts';

type Words = Pick<PersonalVisit, 'texts' | 'language' | 'municipalityName' | 'hidesAddress'>;
/** With which a debt is named. */
export type NamingWords = Pick<Words, 'texts' | 'language' | 'hidesAddress'>;

/** The source of what the program itself has billed. */
const OWN = 'AFDRAG';

/**
 * What a debt is called: a benefit by its name; a bill as its source describes it, as the letters have it, and else, or for who may not see
 * that, by its type. With its
 * period, or its number where it would have nothing else of its own.
 */
export function nameInWords({ name, from }: Pick<DebtLine, 'name' | 'from'>, words: NamingWords): string {
  const { texts, language } = words;
  const what = whatInWords(name, words);
  const period = periodInWords(name, texts, language);
  const whole =
    period !== null
      ? what.includes(period)
        ? what
        : `${what}, ${period}`
      : wordsOfOthers(name.description, words) === null
        ? `${what} ${from.reference}`
        : what;
  return name.of === 'all' ? whole : fillIn(texts.debts.chargesOf, { name: whole });
}

/** The same without its period and number. */
export function whatInWords(
  { type, benefit, description }: Pick<DebtName, 'type' | 'benefit' | 'description'>,
  words: Omit<NamingWords, 'texts'>,
): string {
  const { language } = words;
  const described = wordsOfOthers(description, words);
  if (benefit !== null) return capitalised(benefitName(benefit, language));
  const named = debtName(type, language);
  if (described === null) return named;
  // What the source writes is Danish; in English it says first what kind of thing that is.
  return language === 'da' ? described : `${named}: ${described}`;
}

/** Several things as one: both of two, or the first and how many more. */
export function togetherInWords(names: readonly string[], { debts: said }: Pick<Texts, 'debts'>): string {
  const [first = '', second, ...more] = new Set(names);
  if (second === undefined) return first;
  return more.length === 0
    ? fillIn(said.both, { first, second })
    : fillIn(said.andMore, { first, count: String(more.length + 1) });
}

/** That an amount of instalments is for more than a debt, and for what else; null = it is for the debt alone. */
export function paidWithInWords(
  { paidWith, next: { tag } }: Pick<DebtLine, 'paidWith' | 'next'>,
  visit: NamingWords,
): string | null {
  if (paidWith.length === 0 || !ASKED_TOGETHER.has(tag)) return null;
  const { debts: said } = visit.texts;
  const others = paidWith.map((each) => nameInWords(each, visit));
  return fillIn(said.oneAmount, { all: togetherInWords([said.this, ...others], visit.texts) });
}

/** What tells an amount that is asked for by instalments. */
const ASKED_TOGETHER: ReadonlySet<NextEvent['tag']> = new Set([
  'instalments',
  'instalments-late',
  'instalments-quiet',
  'plan-demanded',
  'plan-demanded-late',
]);

/** The days or months that a debt is for; null = it has none. */
export function periodInWords(
  { from, to, apart }: DebtName,
  texts: Texts,
  language: Language,
): string | null {
  if (from === null) return null;
  if (to === null) return readableDate(from, language);
  const isWhole = from.endsWith('-01') && lastDayOf(monthOf(to)) === to;
  const words = (day: PlainDate) =>
    isWhole ? readableMonth(monthOf(day), language) : readableDate(day, language);
  const [first, last] = [words(from), words(to)];
  if (first === last) return first;
  return apart === undefined
    ? fillIn(texts.debts.and, { first, last })
    : fillIn(texts.debts.apart, { count: String(apart), first, last });
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** Who has told us of it, by which number. */
export function originInWords(
  { name, from }: Pick<DebtLine, 'name' | 'from'>,
  visit: Omit<Words, 'hidesAddress'>,
): string {
  const { texts, municipalityName } = visit;
  if (from.system === OWN) return municipalityName;
  return fillIn(name.benefit === null ? texts.debts.bill : texts.debts.caseAt, {
    reference: from.reference,
    municipality: municipalityName,
  });
}

/** What happens next, in a sentence or two. */
export function nextInWords(next: NextEvent, { texts, language, phones }: NextWords): string {
  const phone = phones.cannotPay;
  const said = texts.debts;
  const day = (date: PlainDate) => readableDate(date, language);
  const amount = (value: Ore) => readableKroner(value, language);
  switch (next.tag) {
    case 'pay-by':
      return fillIn(said.payBy, { by: day(next.by) });
    case 'asked-later':
      return said.askedLater;
    case 'overdue':
      return fillIn(said.overdue, { by: day(next.by), phone });
    case 'written':
      return fillIn(next.warns ? said.writtenBeforeRecovery : said.written, {
        on: day(next.on),
        by: day(next.by),
        phone,
      });
    case 'written-late':
      return next.by === null
        ? fillIn(said.writtenNow, { on: day(next.on), phone })
        : fillIn(said.writtenLate, { on: day(next.on), by: day(next.by), phone });
    case 'quiet':
      return next.again === null
        ? fillIn(said.quiet, { by: day(next.by), phone })
        : fillIn(said.quietAgain, { on: day(next.again), by: day(next.by), phone });
    case 'plan-fell-away':
      return next.by === null
        ? fillIn(said.planFellAway, { phone })
        : `${said.planFellAwayQuiet} ${fillIn(said.quiet, { by: day(next.by), phone })}`;
    case 'before-recovery':
      return fillIn(said.beforeRecovery, { by: day(next.by) });
    case 'instalments': {
      const monthly = amount(next.monthly);
      return next.by === null
        ? fillIn(said.instalmentsDone, { monthly })
        : fillIn(said.instalments, { monthly, by: day(next.by) });
    }
    case 'instalments-late':
    case 'instalments-quiet':
    case 'plan-demanded':
    case 'plan-demanded-late':
      return missedInWords(next, { texts, language, phones });
    case 'deferred-until':
      return fillIn(said.deferredUntil, { until: day(next.until) });
    case 'held':
    case 'rests':
      return restsInWords(next, { texts, language, phones });
    case 'pay-now':
      return fillIn(said.payNow, { phone: phones.cannotPay });
    case 'plan-disputed':
      return next.who === 'own' ? said.planDisputed : said.planDisputedElse;
    case 'stopped':
      return stoppedInWords(next.reason, texts);
    case 'paid':
      return next.on === null ? said.paid : fillIn(said.paidOn, { on: day(next.on) });
    default:
      return fillIn(said[sentences[next.tag]], { phone });
  }
}

type Missed = Extract<
  NextEvent,
  { tag: 'instalments-late' | 'instalments-quiet' | 'plan-demanded' | 'plan-demanded-late' }
>;

/** What is missing of what is paid by instalments, and until when that can be put right. */
function missedInWords(next: Missed, { texts: { debts: said }, language, phones }: NextWords): string {
  const day = (date: PlainDate) => readableDate(date, language);
  const amount = (value: Ore) => readableKroner(value, language);
  const told = { missing: amount(next.missing), by: day(next.by), phone: phones.cannotPay };
  switch (next.tag) {
    case 'plan-demanded':
      return fillIn(next.demanded < next.missing ? said.planDemandedPart : said.planDemanded, {
        ...told,
        on: day(next.on),
        demanded: amount(next.demanded),
      });
    case 'plan-demanded-late': {
      const sentence = next.demanded < next.missing ? said.planDemandedLateMore : said.planDemandedLate;
      const asked = { on: day(next.on), by: day(next.deadline), demanded: amount(next.demanded) };
      return fillIn(sentence, { ...told, ...asked });
    }
    case 'instalments-late':
    case 'instalments-quiet': {
      const late = fillIn(lateSentence(next, said), told);
      if (next.next === null) return late;
      const { amount: coming, due } = next.next;
      return `${late} ${fillIn(said.instalmentAfter, { amount: amount(coming), due: day(due) })}`;
    }
  }
}

function lateSentence(
  next: Extract<Missed, { tag: 'instalments-late' | 'instalments-quiet' }>,
  said: Texts['debts'],
): string {
  if (next.tag === 'instalments-quiet') return said.instalmentsQuiet;
  return next.isOldest ? said.instalmentsLateOldest : said.instalmentsLate;
}

/** That the plan is over by which a debt was to be paid, and why all of it is asked for. */
export function planEndedInWords(
  { on: day, isBroken }: EndedPlan,
  { texts, language }: Pick<Words, 'texts' | 'language'>,
): string {
  const said = texts.debts;
  return fillIn(isBroken ? said.planBroke : said.planStopped, { on: readableDate(day, language) });
}

/** What happens next where it takes no date and no amount. */
const sentences = {
  'recovery-next': 'recoveryNext',
  'whole-now': 'wholeNow',
  agreed: 'agreed',
  deferred: 'deferred',
  undecided: 'undecided',
  'on-its-way': 'onItsWay',
  'at-recovery': 'there',
  disputed: 'disputed',
  'disputed-on-plan': 'disputedOnPlan',
  'to-correct': 'toCorrect',
  'not-known': 'notKnown',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  'time-barred': 'timeBarred',
  discharged: 'discharged',
  'written-off': 'writtenOff',
} as const satisfies Readonly<Record<string, keyof Texts['debts']>>;

/** What follows from a complaint that a debt is to be repaid; null = nothing does. */
export function complaintInWords({ complaint }: Pick<DebtLine, 'complaint'>, texts: Texts): string | null {
  const said = texts.debts;
  if (complaint === null) return null;
  if (complaint === 'kept') return said.complaintKept;
  return complaint === 'own' ? said.complaintOwn : said.complaintOwnKept;
}
