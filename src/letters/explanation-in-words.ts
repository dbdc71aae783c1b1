import { parseYearMonth, readableDate, readableMonth, type PlainDate } from '../kernel/dates.ts';
import type { Input, Source, Step, StepValue } from '../kernel/explanation.ts';
import { readableKroner } from '../kernel/money.ts';
import { assert, unreachable } from '../kernel/result.ts';
import type { Line, Row } from './model.ts';
import { fillIn } from './texts/fill-in.ts';
import { benefitName } from './texts/benefit-names.ts';
import { explanationDa } from './texts/explanation-da.ts';
import { explanationEn } from './texts/explanation-en.ts';
import { explanationAnotherDa } from './texts/explanation-another-da.ts';
import { explanationAnotherEn } from './texts/explanation-another-en.ts';
import type { AboutAnother, ExplanationTexts, Question, QuestionTexts } from './texts/explanation-texts.ts';

export type Language = 'da' | 'en';

const texts: Readonly<Record<Language, ExplanationTexts>> = { da: explanationDa, en: explanationEn };

/** Whose income it is: the reader's own, or another's, for whom they act. */
export type Whose = 'own' | 'another';

const aboutThem: Readonly<Record<Whose, Readonly<Record<Language, AboutAnother>>>> = {
  own: texts,
  another: { da: explanationAnotherDa, en: explanationAnotherEn },
};

/** Amounts that the month's net income subtracts; shown with a minus. */
const SUBTRACTED: ReadonlySet<string> = new Set(['tax', 'labour-contribution']);

/**
 * The explanation as people read it: per step a title, its rows (what, figure, who told us), one sentence and the
 * paragraph. The same lines serve letter, terminal and pages. `sourceText` says where a value came from; a value
 * without a source is one that an earlier step computed. Asserts that every question and input has words.
 */
export function explanationInWords(
  steps: readonly Step[],
  language: Language,
  sourceText: (source: Source) => string,
  whose: Whose = 'own',
): Line[] {
  return steps.map((step) => lineOf(step, { language, sourceText, whose }));
}

/**
 * A source as a citizen reads it, `eIndkomst, hentet 3. marts 2026`. A figure of law is just "the rules": the letter
 * cites them last. `fetchedOn` is the last day on which the register told it, when one did.
 */
export function sourceInWords(source: Source, language: Language, fetchedOn: PlainDate | null): string {
  const register = texts[language].registers[source.register];
  if (fetchedOn === null) return register;
  return `${register}, ${texts[language].words.fetched} ${readableDate(fetchedOn, language)}`;
}

/** A source as the desk and an auditor read it, with the publication or message it points to. */
export function sourceInDetail(source: Source, language: Language, fetchedOn: PlainDate | null): string {
  const words = sourceInWords(source, language, fetchedOn);
  return source.reference === null ? words : `${words} (${source.reference})`;
}

interface Context {
  readonly language: Language;
  readonly whose: Whose;
  readonly sourceText: (source: Source) => string;
}

function lineOf(step: Step, context: Context): Line {
  const words = wordsOf(step.question, context);
  const values: Record<string, string> = { result: valueInWords(step.result, context.language) };
  for (const input of step.inputs) {
    values[input.name] = valueInWords(input, context.language);
    if (input.name === 'dependants') values['family'] = familyInWords(input, context);
  }
  const rows = step.inputs.flatMap((input) => rowOf(step, input, context));
  rows.push(resultRow(step, words.result, context.language));
  return {
    question: step.question,
    title: fillIn(words.title, values),
    rows,
    sentence: fillIn(sentenceOf(words, step.result), values),
    paragraph: step.paragraph,
  };
}

function familyInWords(dependants: Input, { language, whose }: Context): string {
  assert(dependants.unit === 'yes-no', 'there are children or none');
  const { withChildren, withoutChildren } = aboutThem[whose][language].words;
  return dependants.value ? withChildren : withoutChildren;
}

function resultRow({ result }: Step, what: string, language: Language): Row {
  const { computed, followsFromRules } = texts[language].words;
  const from = result.unit === 'yes-no' ? followsFromRules : computed;
  return { what, figure: valueInWords(result, language), from, role: 'result' };
}

function rowOf(step: Step, input: Input, context: Context): Row[] {
  const { language, sourceText } = context;
  const labels: Readonly<Record<string, string | null>> = wordsOf(step.question, context).inputs;
  const label = labels[input.name];
  assert(label !== undefined, `no words for input ${input.name} of question ${step.question}`);
  if (label === null) return [];
  const nothing = step.question === 'net-income-of-month' && input.unit === 'kroner' && input.value === 0n;
  const minus = SUBTRACTED.has(input.name) && !nothing ? '−' : '';
  return [
    {
      what: label,
      figure: minus + valueInWords(input, language),
      from: input.source === null ? withoutSource(input.name, language) : sourceText(input.source),
      role: nothing ? 'zero' : 'given',
    },
  ];
}

// The law gives no source to what it computed itself and to the edges of the table's band.
function withoutSource(inputName: string, language: Language): string {
  const { computed, computedAbove, fromTable } = texts[language].words;
  if (inputName === 'band-from' || inputName === 'band-to') return fromTable;
  return inputName === 'before-rounding' || inputName === 'ability-of-year' ? computed : computedAbove;
}

function wordsOf(question: string, { language, whose }: Context): QuestionTexts<Question> {
  const { questions } = aboutThem[whose][language];
  assert(Object.hasOwn(questions, question), `no words for question ${question}`);
  // hasOwn has just shown that it is one of the questions.
  return questions[question as Question] as QuestionTexts<Question>;
}

function sentenceOf(words: QuestionTexts<Question>, result: StepValue): string {
  if (typeof words.sentence === 'string') return words.sentence;
  assert(result.unit === 'yes-no', 'a question with two sentences is answered by yes or no');
  return result.value ? words.sentence.yes : words.sentence.no;
}

/** One value with its unit, `1.234,50 kr.`, `19 %`, `marts 2026`, `Ja`. */
function valueInWords(value: StepValue, language: Language): string {
  const { words } = texts[language];
  switch (value.unit) {
    case 'kroner':
      return value.value === null ? words.noUpperEnd : readableKroner(value.value, language);
    case 'percent':
      return language === 'da' ? `${value.value} %` : `${value.value}%`;
    case 'count':
      return String(value.value);
    case 'yes-no':
      return value.value ? words.yes : words.no;
    case 'codes':
      return value.value.length === 0
        ? words.none
        : value.value.map((code) => benefitName(code, language)).join(', ');
    case 'date':
      return value.value === null ? words.none : readableDate(value.value as PlainDate, language); // a step's date is a plain date
    case 'month':
      return monthInWords(value.value, language);
    case 'code':
      return value.value === null ? words.none : codeInWords(value.value, language);
    default:
      return unreachable(value);
  }
}

function monthInWords(value: string | null, language: Language): string {
  const month = value === null ? null : parseYearMonth(value);
  return month === null ? texts[language].words.none : readableMonth(month, language);
}

function codeInWords(code: string, language: Language): string {
  const states: Readonly<Record<string, string>> = texts[language].incomeStates;
  return states[code] ?? code;
}
