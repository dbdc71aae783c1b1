import { repaymentLaws } from '../law/repayment-laws.ts';
import type { LetterAboutDecision } from './model.ts';
import {
  COLLECTION,
  REASONS,
  FACTS,
  HEARING,
  always,
  whenTold,
  owed,
  help,
  complaint,
  rules,
  type RequiredPart,
} from './required-part.ts';

const REVERSAL = 'retssikkerhedsloven § 66';
/** The laws' own paragraphs, where they are known, and the order's. */
const LAPSE = [...lapseParagraphs(), `${COLLECTION} § 9`].join('; ');

function lapseParagraphs(): string[] {
  return [...repaymentLaws.values()].flatMap(({ law, collectedBy, lapse: { paragraph } }) =>
    collectedBy === 'table' && paragraph !== null ? [`${law} ${paragraph}`] : [],
  );
}

const becauseTold = whenTold('because', REASONS, 'because');
const changesTold = whenTold('claim-changes', FACTS, 'claimChanges');
const lapsedTold = whenTold('lapsed-claims', LAPSE, 'lapsedClaims');
const calculated = always('calculation', `${REASONS}; ${FACTS}`, 'basis');
const heard = always('hearing', HEARING, 'hearing');
const lapseExplained = always('lapse', LAPSE, 'lapseYears');
const document = always('how-to-document', `${COLLECTION} § 5, stk. 2`);
const ground = always('deferral-ground', `${COLLECTION} § 6, stk. 1; ${REASONS}`, 'ground');
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

const tablePlan = planParts({ rule: '5' });

/** What each kind of letter about a decision holds, in the order of the program's own templates. */
export const partsOfDecisions = {
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
} as const satisfies Readonly<Record<LetterAboutDecision['kind'], readonly RequiredPart[]>>;
