import { readableDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { shortAmount, tableAmount } from './amount-words.ts';
import { paragraph, paragraphs, type LetterContent, type Pair, type Part } from './content.ts';
import type { DeferralLetter, LetterModel, PlanLetter } from './model.ts';
import { modelAmount } from './model.ts';
import {
  calculation,
  complaintGuidance,
  hearing,
  helpAndRights,
  lapse,
  legalRules,
  whatYouOwe,
  whoDecided,
} from './shared-parts.ts';
import { requiredParts } from './required-parts.ts';
import type { LetterTexts } from './texts/da.ts';
import { fillIn } from './texts/fill-in.ts';

/** The letter in words: every part that a letter of its kind has, and the frame around them. */
export function compose(letter: LetterModel, texts: LetterTexts): LetterContent {
  const { sender, decisionDate } = letter;
  const title = titleOf(letter, texts);
  return {
    language: letter.language,
    title,
    author: sender.municipality,
    date: [Number(decisionDate.slice(0, 4)), Number(decisionDate.slice(5, 7)), Number(decisionDate.slice(8))],
    armsDescription: fillIn(texts['frame.arms'], { municipality: sender.municipality }),
    sender: {
      name: sender.municipality,
      lines: [sender.department, ...sender.address, sender.phone, sender.contactPage],
    },
    recipient: recipientLines(letter, texts),
    reference: [
      [texts['frame.date'], readableDate(decisionDate)],
      [texts['frame.debtor-number'], String(letter.debtorNumber)],
      [texts['frame.reference'], letter.decisionReference],
    ],
    runningHead: `${sender.municipality} · ${readableDate(decisionDate)} · ${texts['frame.reference']} ${letter.decisionReference}`,
    pageWords: texts['frame.page'],
    required: requiredParts[letter.kind].map(({ name }) => name),
    parts: { ...ownParts(letter, texts), ...sharedParts(letter, texts) },
  };
}

function sharedParts(letter: LetterModel, texts: LetterTexts): LetterContent['parts'] {
  return {
    'what-you-owe': whatYouOwe(letter, texts),
    calculation: calculation(letter, texts),
    hearing: hearing(letter, texts),
    lapse: lapse(letter, texts),
    'who-decided': whoDecided(letter, texts),
    'complaint-guidance': complaintGuidance(letter, texts),
    'help-and-rights': helpAndRights(letter, texts),
    'legal-rules': legalRules(letter, texts),
  };
}

function ownParts(letter: LetterModel, texts: LetterTexts): LetterContent['parts'] {
  return letter.kind === 'plan'
    ? {
        result: planResult(letter, texts),
        'how-to-pay': howToPay(letter, texts),
        'what-can-change': whatCanChange(texts),
        'if-you-do-not-pay': ifYouDoNotPay(texts),
      }
    : {
        result: deferralResult(letter, texts),
        'deferral-ground': deferralGround(letter, texts),
        'looked-at-again': lookedAtAgain(texts),
      };
}

function titleOf(letter: LetterModel, texts: LetterTexts): string {
  if (letter.kind === 'deferral') return texts['deferral.title'];
  const values = {
    monthly: shortAmount(letter.monthly),
    firstDueDate: readableDate(letter.firstDueDate),
  };
  return fillIn(texts['plan.title'], values);
}

function recipientLines({ recipient }: LetterModel, texts: LetterTexts): string[] {
  return recipient.address.kind === 'shown'
    ? [recipient.name, ...recipient.address.lines]
    : [recipient.name, texts['frame.digital-only']];
}

function planResult(letter: PlanLetter, texts: LetterTexts): Part {
  const withoutIncome = letter.basis.some(({ question }) => question === 'instalment-without-income');
  const rule = texts[withoutIncome ? 'plan.result.rule-without-income' : 'plan.result.rule'];
  const owed = fillIn(texts['plan.result.owed'], {
    municipality: letter.sender.municipality,
    total: shortAmount(letter.totalOwed),
  });
  const amount = [fillIn(rule, { monthly: shortAmount(letter.monthly) }), ...beforePlan(letter, texts)];
  return { heading: null, blocks: paragraphs(owed, amount.join(' ')) };
}

function beforePlan({ previous, monthly, firstDueDate }: PlanLetter, texts: LetterTexts): string[] {
  switch (previous.state) {
    case 'none':
      return [];
    case 'plan':
      return modelAmount(monthly) > modelAmount(previous.monthly)
        ? [
            fillIn(texts['plan.result.until-rise'], {
              before: shortAmount(previous.monthly),
              firstDueDate: readableDate(firstDueDate),
            }),
          ]
        : [fillIn(texts['plan.result.before-plan'], { before: shortAmount(previous.monthly) })];
    case 'deferral':
      return [texts['plan.result.before-deferral']];
    default:
      return unreachable(previous);
  }
}

function howToPay(letter: PlanLetter, texts: LetterTexts): Part {
  const then =
    letter.dueDay >= 31
      ? texts['plan.how-to-pay.then-last-day']
      : fillIn(texts['plan.how-to-pay.then-day'], { day: String(letter.dueDay) });
  const rows: Pair[] = [
    [texts['plan.how-to-pay.amount'], tableAmount(letter.monthly)],
    [texts['plan.how-to-pay.first'], readableDate(letter.firstDueDate)],
    [texts['plan.how-to-pay.then'], then],
    ...waysToPay(letter, texts),
  ];
  return {
    heading: texts['plan.how-to-pay.heading'],
    blocks: [{ kind: 'facts', rows }, paragraph(texts['plan.how-to-pay.help'])],
  };
}

function waysToPay({ paymentLine, sender, debtorNumber }: PlanLetter, texts: LetterTexts): Pair[] {
  const ways: Pair[] = [];
  if (paymentLine !== null) ways.push([texts['plan.how-to-pay.line'], paymentLine]);
  if (sender.bankAccount !== null) {
    ways.push(
      [
        texts[paymentLine === null ? 'plan.how-to-pay.account' : 'plan.how-to-pay.or-account'],
        fillIn(texts['plan.how-to-pay.account-number'], sender.bankAccount),
      ],
      [texts['plan.how-to-pay.message'], String(debtorNumber)],
    );
  }
  return ways;
}

function whatCanChange(texts: LetterTexts): Part {
  return {
    heading: texts['change.heading'],
    blocks: [
      paragraph(texts['change.budget']),
      paragraph(texts['change.write']),
      {
        kind: 'list',
        items: [
          texts['change.income'],
          texts['change.children'],
          texts['change.benefit'],
          texts['change.pension'],
        ],
      },
      paragraph(texts['change.again']),
    ],
  };
}

function ifYouDoNotPay(texts: LetterTexts): Part {
  return {
    heading: texts['unpaid.heading'],
    blocks: [
      paragraph(texts['unpaid.call']),
      { kind: 'list', items: [texts['unpaid.first'], texts['unpaid.check'], texts['unpaid.all']] },
    ],
  };
}

function deferralResult(letter: DeferralLetter, texts: LetterTexts): Part {
  const owed = fillIn(texts['deferral.result.owed'], {
    municipality: letter.sender.municipality,
    total: shortAmount(letter.totalOwed),
  });
  const from = fillIn(texts['deferral.result.from'], { from: readableDate(letter.from) });
  const { previous } = letter;
  const rest =
    previous.state === 'plan'
      ? fillIn(texts['deferral.result.before-plan'], { before: shortAmount(previous.monthly) })
      : texts['deferral.result.nothing-to-do'];
  return { heading: null, blocks: paragraphs(owed, `${from} ${rest}`) };
}

function deferralGround(letter: DeferralLetter, texts: LetterTexts): Part {
  return { heading: texts['ground.heading'], blocks: [paragraph(groundInWords(letter, texts))] };
}

function groundInWords({ ground }: DeferralLetter, texts: LetterTexts): string {
  switch (ground.ground) {
    case 'benefit': {
      const key = ground.benefits.length === 1 ? 'ground.benefit' : 'ground.benefits';
      return fillIn(texts[key], { benefits: danishList.format(ground.benefits) });
    }
    case 'pension-only':
      return texts['ground.pension-only'];
    case 'low-income':
      return fillIn(texts['ground.low-income'], {
        income: shortAmount(ground.netIncomeOfYear),
        limit: shortAmount(ground.limit),
        dependants: texts[ground.dependants ? 'ground.with-dependants' : 'ground.without-dependants'],
      });
    default:
      return unreachable(ground);
  }
}

const danishList = new Intl.ListFormat('da-DK', { type: 'conjunction' });

function lookedAtAgain(texts: LetterTexts): Part {
  return {
    heading: texts['again.heading'],
    blocks: [
      paragraph(`${texts['again.monthly']} ${texts['again.warned']}`),
      paragraph(texts['again.tell-us']),
    ],
  };
}
