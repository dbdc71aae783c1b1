import type { Source } from '../../kernel/explanation.ts';
/** The questions that the rule asks, with the inputs that each step carries. A renderer must have words for them all. */
export interface QuestionInputs {
  'net-income-of-month':
    'month' | 'contributory-pay' | 'other-pay' | 'b-income' | 'tax' | 'labour-contribution';
  'net-income-of-year': 'earlier-month' | 'later-month';
  'net-income-stated': 'stated-year';
  'receives-deferring-benefit': 'benefits';
  'only-disability-pension': 'benefits' | 'other-income';
  'income-known': 'state';
  'instalment-without-income': 'fixed-amount';
  'below-low-income-limit': 'net-income' | 'dependants' | 'limit';
  percentage: 'net-income' | 'dependants' | 'table' | 'band-from' | 'band-to';
  instalment: 'net-income' | 'percent' | 'ability-of-year' | 'before-rounding';
}

export type Question = keyof QuestionInputs;

type YesNoQuestion =
  'receives-deferring-benefit' | 'only-disability-pension' | 'income-known' | 'below-low-income-limit';

/**
 * The words of one question. `{name}` in a text stands for an input's value, `{result}` for the result, `{family}` for the
 * sentence that says whether there are children. An input whose label is null is told in the title and gets no row of its own.
 */
export interface QuestionTexts<Q extends Question> {
  readonly title: string;
  readonly inputs: Readonly<Record<QuestionInputs[Q], string | null>>;
  readonly result: string;
  readonly sentence: Q extends YesNoQuestion ? { readonly yes: string; readonly no: string } : string;
}

export interface ExplanationTexts {
  readonly questions: { readonly [Q in Question]: QuestionTexts<Q> };
  readonly words: {
    readonly yes: string;
    readonly no: string;
    /** An empty list. */
    readonly none: string;
    /** `{family}`, by which everybody sees whether we know of their children under 18. */
    readonly withChildren: string;
    readonly withoutChildren: string;
    /** The end of the topmost band. */
    readonly noUpperEnd: string;
    readonly fetched: string;
    /** Where a value without a source comes from. */
    readonly computed: string;
    readonly computedAbove: string;
    readonly fromTable: string;
    readonly followsFromRules: string;
  };
  /** States of income, which the steps carry as codes. */
  readonly incomeStates: Readonly<Record<'known' | 'stated' | 'not-known', string>>;
  /** Who told us, `eIndkomst`. */
  readonly registers: Readonly<Record<Source['register'], string>>;
}

/** What is said otherwise to who acts for another. */
export interface AboutAnother extends Pick<ExplanationTexts, 'questions'> {
  readonly words: Pick<ExplanationTexts['words'], 'withChildren' | 'withoutChildren'>;
}
