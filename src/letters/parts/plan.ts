import { unreachable } from '../../kernel/result.ts';
import { paragraph, paragraphs, type Block, type LetterParts, type Pair, type Part } from '../content.ts';
import { modelAmount } from '../model-fields.ts';
import type { PlanLetter } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';
import { amountRule } from './amount-rule.ts';
import { goesOn } from './claims.ts';
import { howToDocument } from './document.ts';

/** The parts that only letters about a monthly payment have. */
export function planParts(letter: PlanLetter, words: Words): LetterParts {
  return {
    result: result(letter, words),
    'how-to-pay': howToPay(letter, words),
    ...(letter.kind === 'plan-without-income' ? { 'how-to-document': howToDocument(letter, words) } : {}),
    'what-can-change': whatCanChange(letter, words),
    'if-you-do-not-pay': ifYouDoNotPay(letter, words),
  };
}

/** The heading: how much a month and from when, and what is new about it. */
export function planTitle(letter: PlanLetter, words: Words): string {
  const monthly = words.amount(letter.monthly);
  if (letter.kind === 'claims-changed') return words.say('claims-changed.title', { monthly });
  const values = { monthly, firstDueDate: words.date(letter.firstDueDate) };
  switch (letter.kind) {
    case 'plan':
    case 'plan-without-income':
    case 'individual-plan':
      return words.say('plan.title', values);
    default:
      return words.say(`${letter.kind}.title`, values);
  }
}

function result(letter: PlanLetter, words: Words): Part {
  const { monthly, totalOwed, sender } = letter;
  const owed = {
    municipality: sender.municipality,
    total: words.amount(totalOwed),
  };
  const amounts = { monthly: words.amount(monthly) };
  switch (letter.kind) {
    case 'plan':
    case 'plan-without-income':
    case 'individual-plan': {
      const first = `${words.say('plan.result.help')} ${words.say('plan.result.owed', owed)}`;
      const rule =
        letter.kind === 'individual-plan'
          ? words.say('plan.result.individual', amounts)
          : `${words.say('plan.result.amount', amounts)} ${ruleInWords(letter, words)}`;
      return { heading: null, blocks: paragraphs(first, rule, ...beforeIt(letter, words)) };
    }
    case 'claims-changed': {
      const same = words.say('plan.result.same', amounts);
      const blocks = paragraphs(
        `${words.say('plan.result.owed-now', owed)} ${same}`,
        ...heldBackInWords(letter, words),
      );
      return { heading: null, blocks };
    }
    case 'rise':
    case 'fall':
    case 'resume': {
      const rule = `${words.say('plan.result.owed', owed)} ${ruleInWords(letter, words)}`;
      return { heading: null, blocks: paragraphs(...beforeIt(letter, words), rule) };
    }
    default:
      return unreachable(letter.kind);
  }
}

/** That the calculation gives more than is asked for, so that nobody wonders at its last line. */
function heldBackInWords({ heldBack }: PlanLetter, words: Words): string[] {
  return heldBack === null ? [] : [words.say('plan.result.held-back', { heldBack: words.amount(heldBack) })];
}

function ruleInWords(letter: PlanLetter, words: Words): string {
  return words.say(amountRule(letter) === 'fixed' ? 'plan.result.without-income' : 'plan.result.by-rule');
}

/** How the new amount follows what was before it: a rise later, a fall from the day it was found. */
function beforeIt(letter: PlanLetter, words: Words): string[] {
  const { previous } = letter;
  if (previous.state === 'none') return [];
  const next = { monthly: words.amount(letter.monthly), firstDueDate: words.date(letter.firstDueDate) };
  if (previous.state === 'deferral') {
    const able = letter.kind === 'resume' ? [words.say('plan.result.resume', next)] : [];
    return [[words.say('plan.result.before-deferral'), ...able].join(' ')];
  }
  const [before, now] = [modelAmount(previous.monthly), modelAmount(letter.monthly)];
  if (before === now) return [];
  const values = { ...next, before: words.amount(previous.monthly) };
  const bank = words.say('plan.result.bank-amount');
  if (before < now) return [`${words.say('plan.result.rise', values)} ${bank}`];
  if (letter.countsFrom === null) return [`${words.say('plan.result.lower', values)} ${bank}`];
  const since = { ...values, countsFrom: words.date(letter.countsFrom) };
  return [words.say('plan.result.fall', since), `${words.say('plan.result.fall-asked', since)} ${bank}`];
}

function howToPay(letter: PlanLetter, words: Words): Part {
  const then =
    letter.dueDay >= 31
      ? words.say('plan.how-to-pay.then-last-day')
      : words.say('plan.how-to-pay.then-day', { day: String(letter.dueDay) });
  const first: LetterTextKey = goesOn(letter) ? 'plan.how-to-pay.next' : 'plan.how-to-pay.first';
  const rows: Pair[] = [
    [words.say('plan.how-to-pay.amount'), words.tableAmount(letter.monthly)],
    [words.say(first), words.date(letter.firstDueDate)],
    [words.say('plan.how-to-pay.then'), then],
    ...waysToPay(letter, words),
  ];
  return {
    heading: words.say('plan.how-to-pay.heading'),
    blocks: [{ kind: 'facts', rows }, paragraph(words.say('plan.how-to-pay.help'))],
  };
}

/** What a letter says of how it is paid. */
export type SaysHowToPay = Pick<PlanLetter, 'paymentLine' | 'sender' | 'debtorNumber'>;

/** Payment line, account, or both. */
export function waysToPay({ paymentLine, sender, debtorNumber }: SaysHowToPay, words: Words): Pair[] {
  const ways: Pair[] = [];
  if (paymentLine !== null) ways.push([words.say('plan.how-to-pay.line'), paymentLine]);
  if (sender.bankAccount !== null) {
    ways.push(
      [
        words.say(paymentLine === null ? 'plan.how-to-pay.account' : 'plan.how-to-pay.or-account'),
        words.say('plan.how-to-pay.account-number', sender.bankAccount),
      ],
      [words.say('plan.how-to-pay.message'), String(debtorNumber)],
    );
  }
  return ways;
}

// Principafgørelse 30-14: no look at the budget, but at what the rule asks. By § 6, stk. 2 expenses are what counts.
function whatCanChange(letter: PlanLetter, words: Words): Part {
  const heading = words.say('change.heading');
  if (amountRule(letter) === 'individual') {
    return {
      heading,
      blocks: [
        paragraph(words.say('change.individual')),
        listOf(words, 'change.expenses', 'change.deductions', 'change.children', 'change.individual-income'),
        paragraph(words.say('change.individual-again')),
      ],
    };
  }
  return {
    heading,
    blocks: [
      ...paragraphs(words.say('change.budget'), words.say('change.write')),
      whatTheRuleAsks(words),
      paragraph(words.say('change.again')),
    ],
  };
}

/** What gives another amount, as a list that ends a sentence "write to us if". */
export function whatTheRuleAsks(words: Words): Block {
  return listOf(words, 'change.income', 'change.children', 'change.benefit', 'change.pension');
}

/** Texts as a list. */
export function listOf(words: Words, ...keys: readonly LetterTextKey[]): Block {
  return { kind: 'list', items: keys.map((key) => words.say(key)) };
}

// Bek. 585/2023 § 10 asks whether the debtor was able; one with an amount by § 6, stk. 2 is not by the table, so that a
// person judges.
function ifYouDoNotPay(letter: PlanLetter, words: Words): Part {
  const steps =
    amountRule(letter) === 'individual'
      ? listOf(words, 'unpaid.first', 'unpaid.individual')
      : listOf(words, 'unpaid.first', 'unpaid.check', 'unpaid.all');
  return { heading: words.say('unpaid.heading'), blocks: [paragraph(words.say('unpaid.call')), steps] };
}
