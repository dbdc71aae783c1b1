import { unreachable } from '../../kernel/result.ts';
import { paragraph, paragraphs, type LetterParts, type Part } from '../content.ts';
import type { DeferralGround, DeferralLetter } from '../model.ts';
import type { Words } from '../words.ts';

/** The parts that only letters about paying nothing have. */
export function deferralParts(letter: DeferralLetter, words: Words): LetterParts {
  return {
    result: result(letter, words),
    'deferral-ground': deferralGround(letter.ground, words),
    ...(letter.kind === 'suspension' ? { 'paused-instalments': pausedInstalments(letter, words) } : {}),
    'looked-at-again': lookedAtAgain(words),
  };
}

export function deferralTitle({ kind, previous }: DeferralLetter, words: Words): string {
  if (kind === 'suspension') return words.say('suspension.title');
  return words.say(previous.state === 'deferral' ? 'deferral.title-still' : 'deferral.title');
}

function result(letter: DeferralLetter, words: Words): Part {
  const { previous } = letter;
  const owed = { municipality: letter.sender.municipality, total: words.amount(letter.totalOwed) };
  const countsFrom = words.date(letter.countsFrom);
  switch (previous.state) {
    case 'plan': {
      const paused = words.say('suspension.result', {
        countsFrom,
        before: words.amount(previous.monthly),
      });
      return { heading: null, blocks: paragraphs(paused, words.say('suspension.owed', owed)) };
    }
    case 'deferral':
      return {
        heading: null,
        blocks: paragraphs(
          words.say('deferral.result.still', owed),
          words.say('deferral.result.nothing-to-do'),
        ),
      };
    case 'none': {
      const then = `${words.say('deferral.result.from', { from: countsFrom })} ${words.say('deferral.result.nothing-to-do')}`;
      return { heading: null, blocks: paragraphs(words.say('deferral.result.owed', owed), then) };
    }
    default:
      return unreachable(previous);
  }
}

/** Which ground of § 6, stk. 1 it is. */
export function deferralGround(ground: DeferralGround, words: Words): Part {
  return { heading: words.say('ground.heading'), blocks: [paragraph(groundInWords(ground, words))] };
}

function groundInWords(ground: DeferralGround, words: Words): string {
  switch (ground.ground) {
    case 'benefit': {
      const key = ground.benefits.length === 1 ? 'ground.benefit' : 'ground.benefits';
      return words.say(key, { benefits: words.benefits(ground.benefits) });
    }
    case 'pension-only':
      return words.say('ground.pension-only');
    case 'low-income':
      return words.say('ground.low-income', {
        income: words.amount(ground.netIncomeOfYear),
        limit: words.amount(ground.limit),
        dependants: words.say(ground.dependants ? 'ground.with-dependants' : 'ground.without-dependants'),
      });
    default:
      return unreachable(ground);
  }
}

// § 7: from the day it was found nothing is asked for; what was asked for is withdrawn, and a person looks at what was paid.
function pausedInstalments(letter: DeferralLetter, words: Words): Part {
  const countsFrom = words.date(letter.countsFrom);
  const items = [
    words.say('paused.later', { countsFrom }),
    words.say('paused.earlier', { countsFrom }),
    words.say('paused.in-advance', { countsFrom }),
    words.say('paused.bank'),
  ];
  return { heading: words.say('paused.heading'), blocks: [{ kind: 'list', items }] };
}

function lookedAtAgain(words: Words): Part {
  return {
    heading: words.say('again.heading'),
    blocks: paragraphs(words.sayAll('again.monthly', 'again.warned'), words.say('again.tell-us')),
  };
}
