import type { DebtLine, DebtName } from '../../../insight/overview/types.ts';
import { lastDayOf, monthOf, readableDate, readableMonth, type PlainDate } from '../../../kernel/dates.ts';
import { benefitName } from '../../../letters/texts/benefit-names.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { PersonalVisit } from '../route.ts';
import { wordsOfOthers } from '../../../identity/words-of-others.ts';
import type { Language } from '../../ui/language.ts';
import { debtName } from '../texts/debt-names.ts';
import type { Texts } from '../texts/texts.ts';

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
