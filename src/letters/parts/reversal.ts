import { unreachable } from '../../kernel/result.ts';
import { paragraph, paragraphs, type LetterParts, type Part } from '../content.ts';
import { modelAmount } from '../model-fields.ts';
import type { ReversalLetter } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';

/** The parts that only the letter about a decision that was taken back has (retssikkerhedsloven § 66). */
export function reversalParts(letter: ReversalLetter, words: Words): LetterParts {
  return {
    result: result(letter, words),
    'what-holds-now': whatHoldsNow(letter, words),
    because: because(letter, words),
    'paid-and-asked': paidAndAsked(letter, words),
    ...(letter.lookedAtAgain ? { 'looked-at-again': lookedAtAgain(words) } : {}),
    'who-decided': whoDecided(letter, words),
    'legal-rules': legalRules(letter, words),
  };
}

export function reversalTitle({ reversed }: ReversalLetter, words: Words): string {
  return words.say('reversal.title', { decidedOn: words.date(reversed.decidedOn) });
}

function result({ reversed, replacedSince }: ReversalLetter, words: Words): Part {
  const { terms, reached } = reversed;
  const decidedOn = words.date(reversed.decidedOn);
  const taken =
    terms.state === 'plan'
      ? words.say('reversal.result.plan', { decidedOn, monthly: words.amount(terms.monthly) })
      : words.say(`reversal.result.${terms.state}`, { decidedOn });
  const came = reached ? words.say(standingKey(replacedSince)) : words.say('reversal.result.not-reached');
  return { heading: null, blocks: paragraphs(`${taken} ${came} ${words.say('reversal.result.called')}`) };
}

function standingKey(replacedSince: boolean): LetterTextKey {
  return replacedSince ? 'reversal.result.replaced' : 'reversal.result.reached';
}

function whatHoldsNow(letter: ReversalLetter, words: Words): Part {
  const follows = followsKey(letter);
  const first = [...(follows === null ? [] : [words.say(follows)]), nowInWords(letter, words)];
  const pay = letter.now.state === 'plan' ? [words.say('reversal.now.how-to-pay')] : [];
  const bank = bankKey(letter);
  const then = [...pay, ...(bank === null ? [] : [words.say(bank)])].join(' ');
  return {
    heading: words.say('reversal.now.heading'),
    blocks: paragraphs(first.join(' '), ...(then === '' ? [] : [then])),
  };
}

/** How that which holds now comes after what was taken back; null when it is neither of these. */
function followsKey(letter: ReversalLetter): LetterTextKey | null {
  if (letter.replacedSince) return 'reversal.now.replaced';
  if (!asBefore(letter)) return null;
  return letter.reversed.reached ? 'reversal.now.as-before' : 'reversal.now.unchanged';
}

/** Does now hold what the reversed decision had replaced? */
function asBefore({ now, previous }: ReversalLetter): boolean {
  switch (previous.state) {
    case 'none':
      return now.state === 'undecided';
    case 'plan':
      return now.state === 'plan' && modelAmount(now.monthly) === modelAmount(previous.monthly);
    case 'deferral':
      return now.state === 'deferral';
    default:
      return unreachable(previous);
  }
}

function nowInWords({ now }: ReversalLetter, words: Words): string {
  switch (now.state) {
    case 'plan': {
      const monthly = words.amount(now.monthly);
      return now.nextDue === null
        ? words.say('reversal.now.plan', { monthly })
        : words.say('reversal.now.plan-due', { monthly, nextDue: words.date(now.nextDue) });
    }
    case 'deferral':
    case 'undecided':
    case 'settled':
      return words.say(`reversal.now.${now.state}`);
    default:
      return unreachable(now);
  }
}

/** A regular payment that the bank may make is another now, or is to stop. */
function bankKey({ reversed: { terms }, now }: ReversalLetter): LetterTextKey | null {
  if (terms.state !== 'plan') return null;
  if (now.state !== 'plan') return 'paused.bank';
  return modelAmount(now.monthly) === modelAmount(terms.monthly) ? null : 'reversal.now.bank-amount';
}

// Forvaltningsloven §§ 22 and 24: the reasons stand as the caseworker wrote them.
function because(letter: ReversalLetter, words: Words): Part {
  return {
    heading: words.say('reversal.because.heading'),
    blocks: [paragraph(words.say('reversal.because.intro')), { kind: 'quote', text: letter.because }],
  };
}

/** What was asked for and paid by the decision. Nothing is given back or set off here: a person decides that. */
function paidAndAsked(letter: ReversalLetter, words: Words): Part {
  const { now, takenBack, paidBeyond, reversed } = letter;
  const told: string[] = [];
  if (modelAmount(takenBack) > 0n) {
    const asked = words.say('reversal.money.taken-back', { takenBack: words.amount(takenBack) });
    const owed = now.state === 'settled' ? [] : [words.say('reversal.money.still-owed')];
    told.push([asked, ...owed].join(' '));
  }
  if (modelAmount(paidBeyond) > 0n)
    told.push(words.say('reversal.money.paid-beyond', { paidBeyond: words.amount(paidBeyond) }));
  const nothing: LetterTextKey = reversed.reached ? 'reversal.money.none' : 'reversal.money.not-asked';
  return {
    heading: words.say('reversal.money.heading'),
    blocks: paragraphs(...(told.length > 0 ? told : [words.say(nothing)])),
  };
}

function lookedAtAgain(words: Words): Part {
  return { heading: words.say('reversal.again.heading'), blocks: paragraphs(words.say('reversal.again')) };
}

// Taking a decision back is always a person's own decision, whoever made the first one.
function whoDecided({ sender: { department } }: ReversalLetter, words: Words): Part {
  return {
    heading: words.say('decided.heading'),
    blocks: paragraphs(words.say('reversal.decided', { department })),
  };
}

function legalRules({ complaint, reversed }: ReversalLetter, words: Words): Part {
  const procedure: LetterTextKey =
    'none' in complaint ? 'reversal.rules.procedure-no-complaint' : 'reversal.rules.procedure';
  const collection: LetterTextKey =
    reversed.terms.state === 'transfer' ? 'rules.transfer' : 'reversal.rules.collection';
  const items = [words.say(collection), words.say(procedure), words.say('rules.data')];
  return {
    heading: words.say('rules.heading'),
    blocks: [paragraph(words.say('rules.intro')), { kind: 'list', items }],
  };
}
