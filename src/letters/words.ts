import { readableDate, readableMonth, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { readableKroner } from '../kernel/money.ts';
import type { RepaymentLaw } from '../law/repayment-laws.ts';
import { modelAmount } from './model-fields.ts';
import { benefitName } from './texts/benefit-names.ts';
import type { LetterTextKey, LetterTexts } from './texts/da.ts';
import { fillIn } from './texts/fill-in.ts';

export type LetterLanguage = 'da' | 'en';

/** The texts of one language, and how that language writes amounts, dates and lists. */
export class Words {
  readonly language: LetterLanguage;
  readonly #texts: LetterTexts;

  constructor(texts: LetterTexts, language: LetterLanguage) {
    this.#texts = texts;
    this.language = language;
  }

  /** The text under a key, with its places filled. */
  say(key: LetterTextKey, values: Readonly<Record<string, string>> = {}): string {
    return fillIn(this.#texts[key], values);
  }

  /** Texts that follow each other in one paragraph. */
  sayAll(...keys: readonly LetterTextKey[]): string {
    return keys.map((key) => this.say(key)).join(' ');
  }

  date(day: PlainDate): string {
    return readableDate(day, this.language);
  }

  /** One month, or from one to another: `september – oktober 2024`. */
  months(from: YearMonth, to: YearMonth): string {
    const [first, last] = [readableMonth(from, this.language), readableMonth(to, this.language)];
    if (from === to) return first;
    const sameYear = from.slice(0, 4) === to.slice(0, 4);
    return `${sameYear ? first.slice(0, -' 2026'.length) : first} – ${last}`;
  }

  /** An amount of the model in running text: `2.100 kr.`, and with øre only when there are some, `1.234,50 kr.` */
  amount(kroner: string): string {
    return this.tableAmount(kroner).replace(/[,.]00(?= kr\.|$)/, '');
  }

  /** An amount of the model in a table, always with øre: `2.100,00 kr.` */
  tableAmount(kroner: string): string {
    return readableKroner(modelAmount(kroner), this.language);
  }

  /** A percentage written with a point in the model: `5,75 %`. */
  percent(value: string): string {
    return this.language === 'da' ? `${value.replace('.', ',')} %` : `${value}%`;
  }

  /** A law with what is cited of it, at the head of a line: `Aktivloven § 95, stk. 2`. */
  law({ name }: Pick<RepaymentLaw, 'name'>, cited: string | null): string {
    const said = name[this.language] + (cited === null ? '' : ` ${this.#paragraph(cited)}`);
    return said.charAt(0).toLocaleUpperCase('da-DK') + said.slice(1);
  }

  #paragraph(cited: string): string {
    return this.language === 'da' ? cited : cited.replace(/, stk\. (\d+)/, '($1)');
  }

  /** `kontanthjælp og kontantydelse`. */
  benefits(names: readonly string[]): string {
    return lists[this.language].format(names.map((name) => benefitName(name, this.language)));
  }

  /** A benefit at the head of a row. */
  benefit(name: string): string {
    const words = benefitName(name, this.language);
    return words.charAt(0).toLocaleUpperCase('da-DK') + words.slice(1);
  }
}

const lists: Readonly<Record<LetterLanguage, Intl.ListFormat>> = {
  da: new Intl.ListFormat('da-DK', { type: 'conjunction' }),
  en: new Intl.ListFormat('en-GB', { type: 'conjunction' }),
};
