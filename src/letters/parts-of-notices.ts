import type { NoticeKind } from './model.ts';
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

const REMINDER = 'gebyrloven § 2; renteloven § 9 b';
const RECOVERY = 'gældsinddrivelsesloven § 2';
const LIMITATION = 'forældelsesloven';
const LOOKED_AGAIN = 'retssikkerhedsloven § 66';
const ESTATE = 'dødsboskifteloven';

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

/** What each kind of letter without a decision holds, in the order of the program's own templates. */
export const partsOfNotices = {
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
  'owed-back': [
    always('result', RECOVERY, 'takenBackOn', 'totalOwed', 'payBy', 'payDays', 'letterDate'),
    always('what-you-owe', RECOVERY, 'claims'),
    always('how-to-pay', RECOVERY, 'paymentLine'),
    always('if-you-do-not-pay', `${RECOVERY}, stk. 3`),
    always('if-you-disagree', RECOVERY),
    help,
    always('legal-rules', RECOVERY),
  ],
  'objection-answered': [
    always('result', RECOVERY, 'outcome', 'against', 'notedOn', 'about'),
    whenTold('because', RECOVERY, 'answer'),
    always('what-you-owe', RECOVERY, 'claims', 'totalOwed'),
    always('what-then', RECOVERY, 'next'),
    whenTold('how-to-pay', RECOVERY, 'paymentLine'),
    always('if-you-disagree', RECOVERY),
    help,
    always('legal-rules', RECOVERY),
  ],
  'arrangement-refused': [
    always('result', `${RECOVERY}, stk. 3`, 'wish', 'askedOn'),
    always('because', `${RECOVERY}, stk. 3; ${COLLECTION} § 5`, 'why', 'limits'),
    always('what-can-change', `${RECOVERY}, stk. 3`),
    always('what-you-owe', RECOVERY, 'claims', 'totalOwed'),
    whenTold('how-to-pay', RECOVERY, 'paymentLine'),
    whenTold('if-you-do-not-pay', `${RECOVERY}, stk. 3`),
    always('if-you-disagree', `${RECOVERY}, stk. 3`),
    help,
    always('legal-rules', RECOVERY),
  ],
  'complaint-answered': [
    always('result', LOOKED_AGAIN, 'outcome', 'complainedOn', 'about', 'sentOn'),
    always('because', LOOKED_AGAIN, 'answer'),
    always('what-then', LOOKED_AGAIN, 'planQuietUntil'),
    whenTold('how-to-pay', RECOVERY, 'paymentLine'),
    always('if-you-disagree', LOOKED_AGAIN),
    help,
    always('legal-rules', LOOKED_AGAIN),
  ],
  'documentation-answered': [
    always('result', COLLECTION, 'outcome', 'topic', 'papersOn', 'usedFrom'),
    always('because', COLLECTION, 'answer'),
    always('what-then', COLLECTION),
    always('if-you-disagree', 'forvaltningsloven § 7'),
    help,
    always('legal-rules', COLLECTION),
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
    whenTold('letter-fee', 'gebyrloven § 2', 'fee'),
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
    always('what-remains', FACTS, 'left', 'leftBesides'),
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
} as const satisfies Readonly<Record<NoticeKind, readonly RequiredPart[]>>;
