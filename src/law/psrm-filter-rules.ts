import { parseKroner, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import published from '../../statute/psrm-filter-rules.json' with { type: 'json' };

/**
 * The receiving system's filter rules, read once from `statute/psrm-filter-rules.json`. A rule says what must hold of a
 * claim that is sent; where it does not, the claim is rejected, or goes to hearing at the creditor.
 */
export type FilterRule = {
  /** As the authority names it, `R_4_2`; `R_6_3+R_6_4` where two names share one equality. */
  readonly rule: string;
  readonly outcome: FilterOutcome;
  /** Printed with an asterisk whose footnote was not found. The rule counts as written, the safe reading. */
  readonly footnote: boolean;
} & Check;

export type FilterOutcome = 'REJECT' | 'HEARING';

export type Check =
  | { readonly check: 'art_in'; readonly values: readonly string[] }
  | { readonly check: 'claim_level'; readonly level: 'main' | 'related' }
  | DateComparison
  | { readonly check: 'required'; readonly field: StatedField; readonly notOnBankClosingDay: boolean }
  | {
      readonly check: 'amount';
      readonly left: AmountField;
      readonly op: Op;
      readonly right: AmountField | Ore;
    }
  | { readonly check: 'mutually_exclusive'; readonly fields: readonly StatedField[] }
  | { readonly check: 'must_be_empty'; readonly fields: readonly StatedField[] }
  | { readonly check: 'one_required'; readonly fields: readonly StatedField[] }
  | { readonly check: 'same_calendar'; readonly unit: 'month' | 'year' };

/** `left op right + offset`; "with" closing days moves the right side to the next open day. */
export interface DateComparison {
  readonly check: 'date_compare';
  readonly left: DateField;
  readonly op: Op;
  readonly right: DateField;
  readonly offset: { readonly months: number; readonly days: number };
  readonly closingDays: 'with' | 'without' | null;
}

export type Op = '<' | '<=' | '==' | '>=' | '>';
export type AmountField = 'principal' | 'amount';
const STATED_FIELDS = [
  'originDate',
  'dueDate',
  'lastTimelyPayment',
  'limitationDate',
  'periodStart',
  'periodEnd',
  'judgmentDate',
  'settlementDate',
  'description',
] as const;
/** What a claim may or must state beside its amounts. */
export type StatedField = (typeof STATED_FIELDS)[number];
/** `ruledOn`: the day of judgment or settlement; `monthAfterMainReceived`: the 1st of the month after the main claim came in. */
export type DateField =
  Exclude<StatedField, 'description'> | 'received' | 'ruledOn' | 'mainDueDate' | 'monthAfterMainReceived';

/** The rules of one claim type, and how far they can be trusted. */
export interface FilterRules {
  readonly type: string;
  readonly rules: readonly FilterRule[];
  /** Assumed: no document of the type's own was found, another type's rules are used in its place. */
  readonly status: 'published' | 'assumed';
  readonly source: string;
}

const DATE_FIELDS: readonly DateField[] = [
  ...STATED_FIELDS.filter((field) => field !== 'description'),
  'received',
  'ruledOn',
  'mainDueDate',
  'monthAfterMainReceived',
];
const OPS: readonly Op[] = ['<', '<=', '==', '>=', '>'];
const AMOUNT_FIELDS: readonly AmountField[] = ['principal', 'amount'];

const common = new Map(published.common.map((raw) => [raw.rule, readRule(raw)]));
const publishedRules = new Map<string, FilterRules>(
  published.types.map(({ type, rules, source }) => [
    type,
    { type, status: 'published', source, rules: rules.map(readEntry) },
  ]),
);

/** The rules by claim type. A type that is not here has none that were found: it is never sent by itself. */
export const filterRulesByType: ReadonlyMap<string, FilterRules> = new Map([
  ...publishedRules,
  ...published.assumed.map(({ type, as, without, source }): [string, FilterRules] => {
    const base = publishedRules.get(as);
    assert(base !== undefined, `the rules of ${as}, which ${type} takes over`);
    const rules = base.rules.filter(({ rule }) => !without.includes(rule));
    return [type, { type, status: 'assumed', source, rules }];
  }),
]);

/** A rule as it stands in the file: the field beside its name and outcome says which check it is. */
interface WrittenRule {
  readonly rule: string;
  readonly outcome: string;
  readonly footnote?: boolean | undefined;
  readonly art?: readonly string[] | undefined;
  readonly level?: string | undefined;
  readonly dates?: string | undefined;
  readonly closingDays?: string | undefined;
  readonly required?: string | undefined;
  readonly notOn?: string | undefined;
  readonly amounts?: string | undefined;
  readonly notBoth?: readonly string[] | undefined;
  readonly empty?: readonly string[] | undefined;
  readonly oneOf?: readonly string[] | undefined;
  readonly periodWithin?: string | undefined;
}

function readEntry(entry: string | WrittenRule): FilterRule {
  if (typeof entry !== 'string') return readRule(entry);
  const rule = common.get(entry);
  assert(rule !== undefined, `a common rule ${entry}`);
  return rule;
}

function readRule(raw: WrittenRule): FilterRule {
  const outcome = oneOf(['REJECT', 'HEARING'], raw.outcome);
  return { rule: raw.rule, outcome, footnote: raw.footnote === true, ...readCheck(raw) };
}

function readCheck(raw: WrittenRule): Check {
  if (raw.art !== undefined) return { check: 'art_in', values: raw.art };
  if (raw.level !== undefined) return { check: 'claim_level', level: oneOf(['main', 'related'], raw.level) };
  if (raw.dates !== undefined) return readDates(raw.dates, raw.closingDays);
  if (raw.required !== undefined) {
    const notOn = raw.notOn === undefined ? null : oneOf(['bank-closing-day'], raw.notOn);
    return { check: 'required', field: stated(raw.required), notOnBankClosingDay: notOn !== null };
  }
  if (raw.amounts !== undefined) return readAmounts(raw.amounts);
  if (raw.notBoth !== undefined) return { check: 'mutually_exclusive', fields: raw.notBoth.map(stated) };
  if (raw.empty !== undefined) return { check: 'must_be_empty', fields: raw.empty.map(stated) };
  if (raw.oneOf !== undefined) return { check: 'one_required', fields: raw.oneOf.map(stated) };
  return { check: 'same_calendar', unit: oneOf(['month', 'year'], raw.periodWithin ?? '') };
}

/** `limitationDate >= dueDate + 3 years`, `periodEnd == periodStart + 1 month - 1 day`. */
function readDates(text: string, closingDays: string | undefined): DateComparison {
  const [left = '', op = '', right = '', ...offset] = text.split(' ');
  let [months, days] = [0, 0];
  for (let at = 0; at < offset.length; at += 3) {
    const count = Number(`${oneOf(['+', '-'], offset[at] ?? '')}${offset[at + 1] ?? ''}`);
    assert(Number.isInteger(count), `a whole number in ${text}`);
    const unit = oneOf(['year', 'month', 'day'], (offset[at + 2] ?? '').replace(/s$/, ''));
    if (unit === 'day') days += count;
    else months += unit === 'year' ? count * 12 : count;
  }
  return {
    check: 'date_compare',
    left: oneOf(DATE_FIELDS, left),
    op: oneOf(OPS, op),
    right: oneOf(DATE_FIELDS, right),
    offset: { months, days },
    closingDays: closingDays === undefined ? null : oneOf(['with', 'without'], closingDays),
  };
}

/** `principal <= 400.00`, `principal >= amount`. */
function readAmounts(text: string): Check {
  const [left = '', op = '', right = ''] = text.split(' ');
  return {
    check: 'amount',
    left: oneOf(AMOUNT_FIELDS, left),
    op: oneOf(OPS, op),
    right: parseKroner(right) ?? oneOf(AMOUNT_FIELDS, right),
  };
}

function stated(text: string): StatedField {
  return oneOf(STATED_FIELDS, text);
}

function oneOf<const T extends string>(known: readonly T[], text: string): T {
  const found = known.find((each) => each === text);
  assert(found !== undefined, `"${text}" in statute/psrm-filter-rules.json: one of ${known.join(', ')}`);
  return found;
}
