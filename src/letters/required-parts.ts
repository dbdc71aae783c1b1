import type { LetterKind } from './model.ts';

/** The parts of a letter, by the name that a template writes: `#part("complaint-guidance")`. */
export type PartName =
  | 'result'
  | 'what-holds-now'
  | 'paid-and-asked'
  | 'because'
  | 'claim-changes'
  | 'how-to-pay'
  | 'deferral-ground'
  | 'paused-instalments'
  | 'looked-at-again'
  | 'how-to-document'
  | 'how-to-answer'
  | 'what-then'
  | 'transfer-reason'
  | 'consequences'
  | 'lapsed-claims'
  | 'after-lapse'
  | 'what-remains'
  | 'what-you-owe'
  | 'calculation'
  | 'what-can-change'
  | 'hearing'
  | 'if-you-do-not-pay'
  | 'letter-fee'
  | 'transfer-warning'
  | 'if-you-disagree'
  | 'lapse'
  | 'who-decided'
  | 'complaint-guidance'
  | 'help-and-rights'
  | 'legal-rules';

export interface RequiredPart {
  readonly name: PartName;
  /** Why the part must be there. */
  readonly paragraph: string;
  /** The fields of the model without which the part cannot be written. */
  readonly fields: readonly string[];
  /** The part is only in letters that have something to tell there; then it must stand. */
  readonly whenTold: boolean;
}

const COLLECTION = 'bek. 585/2023';
const REASONS = 'forvaltningsloven §§ 22 og 24, stk. 1';
const FACTS = 'forvaltningsloven § 24, stk. 2';
const HEARING = 'forvaltningsloven § 19';
const REVERSAL = 'retssikkerhedsloven § 66';
const REMINDER = 'gebyrloven § 2; renteloven § 9 b';
const RECOVERY = 'gældsinddrivelsesloven § 2';
const LIMITATION = 'forældelsesloven';
const ESTATE = 'dødsboskifteloven';
const LAPSE = `aktivloven § 95, stk. 2; ${COLLECTION} § 9`;

function always(name: PartName, paragraph: string, ...fields: readonly string[]): RequiredPart {
  return { name, paragraph, fields, whenTold: false };
}

function whenTold(name: PartName, paragraph: string, ...fields: readonly string[]): RequiredPart {
  return { name, paragraph, fields, whenTold: true };
}

const becauseTold = whenTold('because', REASONS, 'because');
const changesTold = whenTold('claim-changes', FACTS, 'claimChanges');
const lapsedTold = whenTold('lapsed-claims', LAPSE, 'lapsedClaims');
const owed = always('what-you-owe', FACTS, 'claims', 'totalOwed');
const calculated = always('calculation', `${REASONS}; ${FACTS}`, 'basis');
const heard = always('hearing', HEARING, 'hearing');
const lapseExplained = always('lapse', LAPSE, 'lapseYears');
const document = always('how-to-document', `${COLLECTION} § 5, stk. 2`);
const ground = always('deferral-ground', `${COLLECTION} § 6, stk. 1; ${REASONS}`, 'ground');
const help = always(
  'help-and-rights',
  'forvaltningsloven §§ 7-9; databeskyttelsesforordningen artikel 13-16',
  'sender',
);

const complaint = always(
  'complaint-guidance',
  'forvaltningsloven § 25; retssikkerhedsloven §§ 60, 66, 67 og 72',
  'complaint',
);
const rules = always('legal-rules', 'forvaltningsloven § 24, stk. 1');

/** Who decided, how to complain, whom to ask, and the rules: last in every decision. */
const endOfDecision: readonly RequiredPart[] = [
  always(
    'who-decided',
    'databeskyttelsesforordningen artikel 13, stk. 2, litra f, og artikel 22, stk. 3',
    'decidedBy',
  ),
  complaint,
  help,
  rules,
];

interface PlanParts {
  /** The paragraph of the amount. */
  readonly rule: string;
  readonly because?: RequiredPart;
  readonly changes?: RequiredPart;
  readonly document?: RequiredPart;
}

function planParts({ rule, because, changes, document: shown }: PlanParts): readonly RequiredPart[] {
  return [
    always('result', `${COLLECTION} §§ 4 og ${rule}`, 'monthly', 'firstDueDate', 'previous'),
    because ?? becauseTold,
    changes ?? changesTold,
    always('how-to-pay', `${COLLECTION} § ${rule}`, 'paymentLine', 'dueDay'),
    owed,
    calculated,
    ...(shown === undefined ? [] : [shown]),
    always('what-can-change', `${COLLECTION} §§ 5-7; principafgørelse 30-14`),
    heard,
    always('if-you-do-not-pay', `${COLLECTION} § 10`),
    lapsedTold,
    lapseExplained,
    ...endOfDecision,
  ];
}

function deferralParts(...paused: readonly RequiredPart[]): readonly RequiredPart[] {
  return [
    always('result', `${COLLECTION} §§ 4, 6 og 7`, 'countsFrom', 'previous'),
    becauseTold,
    ground,
    ...paused,
    changesTold,
    lapsedTold,
    always('looked-at-again', `${COLLECTION} §§ 5-7`),
    owed,
    calculated,
    heard,
    lapseExplained,
    ...endOfDecision,
  ];
}

function questionParts(...first: readonly RequiredPart[]): readonly RequiredPart[] {
  return [
    always('result', HEARING, 'monthly', 'answerBy', 'previous', 'intended'),
    ...first,
    always('how-to-answer', HEARING, 'answerDays'),
    always('what-then', HEARING, 'noticeDays'),
    owed,
    calculated,
    help,
    always('legal-rules', `${HEARING}; ${REASONS}`),
  ];
}

const warned = [always('transfer-warning', `${RECOVERY}, stk. 4`, 'warnsOfTransfer')];

/** Of letters about bills that are no reminders. */
function billsParts(result: RequiredPart, ...further: readonly RequiredPart[]): readonly RequiredPart[] {
  return [
    result,
    always('how-to-pay', RECOVERY, 'paymentLine'),
    always('what-you-owe', RECOVERY, 'claims', 'totalOwed'),
    always('if-you-do-not-pay', `${RECOVERY}, stk. 3`),
    ...further,
    always('if-you-disagree', RECOVERY),
    help,
    always('legal-rules', RECOVERY),
  ];
}

const tablePlan = planParts({ rule: '5' });

/**
 * What each kind of letter holds, in the order of the program's own templates, with the paragraph that demands it. A
 * letter from which one of them is missing is refused by the name of the part.
 */
export const requiredParts: Readonly<Record<LetterKind, readonly RequiredPart[]>> = {
  plan: tablePlan,
  rise: tablePlan,
  fall: tablePlan,
  resume: tablePlan,
  'plan-without-income': planParts({ rule: '5, stk. 2', document }),
  'claims-changed': planParts({ rule: '5', changes: always('claim-changes', FACTS, 'claimChanges') }),
  'individual-plan': planParts({ rule: '6, stk. 2', because: always('because', REASONS, 'because') }),
  deferral: deferralParts(),
  suspension: deferralParts(always('paused-instalments', `${COLLECTION} § 7`, 'countsFrom')),
  lapse: [
    always('result', LAPSE, 'now', 'previous'),
    becauseTold,
    whenTold('deferral-ground', `${COLLECTION} § 6, stk. 1; ${REASONS}`, 'ground'),
    changesTold,
    always('lapsed-claims', LAPSE, 'lapsedClaims', 'lapseYears'),
    always('after-lapse', LAPSE),
    whenTold('what-remains', FACTS, 'claims', 'totalOwed'),
    whenTold('calculation', `${REASONS}; ${FACTS}`, 'basis'),
    ...endOfDecision,
  ],
  'transfer-notice': [
    always('result', `${COLLECTION} § 10`, 'transferFrom', 'totalOwed'),
    always('transfer-reason', `${COLLECTION} § 10; ${REASONS}`, 'demand', 'previous'),
    becauseTold,
    always('how-to-pay', `${COLLECTION} § 10`, 'paymentLine'),
    always('consequences', `${COLLECTION} § 10`, 'interest'),
    changesTold,
    lapsedTold,
    owed,
    calculated,
    heard,
    ...endOfDecision,
  ],
  hearing: questionParts(becauseTold),
  'income-request': questionParts(document),
  'hearing-closed': [always('result', HEARING, 'askedOn', 'previous'), help],
  reversal: [
    always('result', REVERSAL, 'reversed'),
    always('what-holds-now', REASONS, 'now', 'replacedSince', 'previous'),
    always('because', REASONS, 'because'),
    always('paid-and-asked', FACTS, 'takenBack', 'paidBeyond'),
    whenTold('looked-at-again', REVERSAL, 'lookedAtAgain'),
    always('who-decided', 'databeskyttelsesforordningen artikel 13, stk. 2, litra f', 'sender'),
    complaint,
    help,
    rules,
  ],
  reminder: [
    always('result', REMINDER, 'reminder', 'payBy', 'payDays', 'letterDate'),
    always('what-you-owe', REMINDER, 'claims', 'totalOwed'),
    whenTold('letter-fee', REMINDER, 'fee'),
    always('how-to-pay', REMINDER, 'paymentLine'),
    always('if-you-do-not-pay', `${RECOVERY}, stk. 3`),
    whenTold('transfer-warning', `${RECOVERY}, stk. 4`, 'warnsOfTransfer'),
    // What is disputed is not sent on (Den juridiske vejledning G.A.1.3.1).
    always('if-you-disagree', RECOVERY),
    help,
    always('legal-rules', `${REMINDER}; ${RECOVERY}`),
  ],
  limitation: [
    always('result', `${LIMITATION} § 23`, 'totalOwed'),
    always('lapsed-claims', `${LIMITATION} §§ 2-5`, 'claims'),
    always('after-lapse', `${LIMITATION} § 23`),
    help,
    always('legal-rules', LIMITATION),
  ],
  'transfer-warning': billsParts(always('result', `${RECOVERY}, stk. 4`, 'payBy', 'payDays'), ...warned),
  'plan-broken': billsParts(
    always('result', `${RECOVERY}, stk. 3`, 'missing', 'payBy', 'payDays'),
    ...warned,
  ),
  'voluntary-plan': billsParts(
    always('result', `${RECOVERY}, stk. 3`, 'monthly', 'firstDueDate', 'lastDueDate', 'interestRuns'),
  ),
  'voluntary-deferral': billsParts(always('result', `${RECOVERY}, stk. 3`, 'until', 'interestRuns')),
  demand: [
    always('result', `${COLLECTION} § 10`, 'monthly', 'payBy', 'payDays', 'letterDate'),
    always('what-you-owe', `${COLLECTION} § 10`, 'missed', 'totalOwed'),
    always('how-to-pay', `${COLLECTION} § 10`, 'paymentLine'),
    always('what-can-change', `${COLLECTION} § 7`),
    always('if-you-do-not-pay', `${COLLECTION} § 10`, 'wholeDebt'),
    always('if-you-disagree', 'forvaltningsloven § 7'),
    help,
    always('legal-rules', COLLECTION),
  ],
  invoice: [
    always('result', `${COLLECTION} § 4`, 'totalOwed', 'payBy', 'payDays', 'letterDate'),
    owed,
    always('how-to-pay', `${COLLECTION} § 4`, 'paymentLine'),
    // The right to instalments and to deferral is told with it.
    always('what-can-change', `${COLLECTION} §§ 5 og 6; forvaltningsloven § 7`),
    always('what-then', `${COLLECTION} § 5`),
    always('if-you-disagree', 'forvaltningsloven § 7'),
    help,
    always('legal-rules', COLLECTION),
  ],
  'set-off-hearing': [
    always('result', HEARING, 'setOff', 'payout', 'payoutFor', 'payoutOn'),
    always('what-you-owe', HEARING, 'claims', 'totalOwed'),
    always('how-to-answer', HEARING, 'answerBy', 'answerDays'),
    always('what-then', HEARING),
    help,
    always('legal-rules', HEARING),
  ],
  'set-off': [
    always('result', REASONS, 'setOff', 'payout', 'payoutFor', 'payoutOn'),
    always('what-you-owe', FACTS, 'claims', 'totalOwed'),
    always('because', REASONS, 'because'),
    always('what-remains', FACTS, 'left'),
    complaint,
    help,
    rules,
  ],
  liability: [
    always('result', ESTATE, 'estate', 'totalOwed'),
    always('what-you-owe', ESTATE, 'claims'),
    always('if-you-disagree', 'forvaltningsloven § 7'),
    help,
    always('legal-rules', ESTATE),
  ],
};

export const letterKinds = Object.keys(requiredParts) as readonly LetterKind[]; // its own keys

const byTable = ['instalment'];
const withoutIncome = ['instalment-without-income'];
const ofDeferral = ['receives-deferring-benefit', 'only-disability-pension', 'below-low-income-limit'];

/** The questions of which at least one must be answered in the calculation of such a letter; none: nothing is asked. */
export const requiredAnswers: Readonly<Record<LetterKind, readonly string[]>> = {
  plan: byTable,
  rise: byTable,
  fall: byTable,
  resume: byTable,
  'plan-without-income': withoutIncome,
  'claims-changed': [...byTable, ...withoutIncome, ...ofDeferral],
  'individual-plan': ofDeferral,
  deferral: ofDeferral,
  suspension: ofDeferral,
  lapse: [],
  'transfer-notice': [...byTable, ...withoutIncome],
  hearing: [...byTable, ...ofDeferral],
  'income-request': withoutIncome,
  'hearing-closed': [],
  reversal: [],
  reminder: [],
  limitation: [],
  'transfer-warning': [],
  'plan-broken': [],
  'voluntary-plan': [],
  'voluntary-deferral': [],
  demand: [],
  invoice: [],
  'set-off-hearing': [],
  'set-off': [],
  liability: [],
};
