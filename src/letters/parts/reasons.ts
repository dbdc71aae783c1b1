import { unreachable } from '../../kernel/result.ts';
import { paragraph, paragraphs, type Block, type Cells, type Part, type Step } from '../content.ts';
import type {
  DecisionLetter,
  DeferralLetter,
  HearingLetter,
  IncomeRequest,
  Line,
  PlanLetter,
  Row,
  TransferNotice,
} from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';
import { amountRule } from './amount-rule.ts';
import { lapseRules, repaymentRules } from './laws.ts';

type Reasoned = DecisionLetter | HearingLetter | IncomeRequest;

/** "How we calculated": every step with its numbers and where they came from. */
export function calculation(letter: Reasoned, words: Words): Part {
  const fromPay = letter.basis.some(({ question }) => question === 'net-income-of-month');
  const table: Block = {
    kind: 'steps',
    columns: [
      words.say('calculation.column.step'),
      words.say('calculation.column.figure'),
      words.say('calculation.column.from'),
    ],
    steps: letter.basis.map(stepOfTable),
  };
  return {
    heading: words.say(isAmount(letter) ? 'calculation.heading-plan' : 'calculation.heading-deferral'),
    blocks: [
      paragraph(words.sayAll('calculation.intro', ...(fromPay ? (['calculation.pension'] as const) : []))),
      table,
    ],
  };
}

function isAmount({ basis }: Reasoned): boolean {
  return basis.some(({ question }) => question === 'instalment');
}

function stepOfTable(line: Line, index: number): Step {
  const rows = (wanted: Row['role']) => line.rows.filter(({ role }) => role === wanted).map(cellsOf);
  return { title: `${index + 1}. ${line.title}`, given: rows('given'), results: rows('result') };
}

function cellsOf({ what, figure, from }: Row): Cells {
  return [what, figure, from];
}

/** Why the matter was taken up, in a caseworker's words; null when there is nothing to add to the rule. */
export function because(letter: DecisionLetter | HearingLetter, words: Words): Part | null {
  if (letter.because === null) return null;
  // Bek. 585/2023 § 6, stk. 2: the amount itself needs reasons (forvaltningsloven § 24, stk. 1, 2. pkt.).
  const individual =
    letter.kind === 'individual-plan' || (letter.kind === 'hearing' && letter.intended === 'individual-plan');
  const intro = words.say(individual || isJudgedLapse(letter) ? 'because.intro-individual' : 'because.intro');
  return {
    heading: words.say(becauseHeading(letter)),
    blocks: [paragraph(intro), { kind: 'quote', text: letter.because }],
  };
}

/** A person has judged that the claims have lapsed, and says why (bek. 585/2023 § 9, open question Q4). */
function isJudgedLapse(letter: DecisionLetter | HearingLetter): boolean {
  return letter.kind === 'lapse' && letter.lapsedClaims.some(({ ground }) => ground === 'judged');
}

function becauseHeading(letter: DecisionLetter | HearingLetter): LetterTextKey {
  const { kind } = letter;
  if (kind === 'hearing') return 'because.heading-considered';
  if (isJudgedLapse(letter)) return 'because.heading-lapse';
  return kind === 'individual-plan' ? 'because.heading-individual' : 'because.heading';
}

/** The hearing (forvaltningsloven § 19): what the citizen said and what we answered, or why nobody was asked. */
export function hearing(letter: PlanLetter | DeferralLetter | TransferNotice, words: Words): Part {
  const heard = letter.hearing;
  const heading = words.say(heard.state === 'answered' ? 'hearing.heading-answer' : 'hearing.heading');
  switch (heard.state) {
    case 'not-needed': {
      if (letter.kind === 'transfer-notice') {
        const demandedOn = words.date(letter.demand.demandedOn);
        const why = words.say('transfer.not-heard', { demandedOn });
        return { heading, blocks: paragraphs(why, words.say('hearing.tell-us')) };
      }
      const same = letter.kind === 'claims-changed';
      const why = words.say(same ? 'hearing.not-needed-same' : 'hearing.not-needed');
      return { heading, blocks: paragraphs(why, words.say('hearing.tell-us')) };
    }
    case 'left-out': {
      const why = words.say('hearing.left-out', { ground: heard.ground });
      return { heading, blocks: paragraphs(why, words.say('hearing.tell-us')) };
    }
    case 'no-answer': {
      const dates = { askedOn: words.date(heard.askedOn), deadline: words.date(heard.deadline) };
      return { heading, blocks: paragraphs(words.say('hearing.no-answer', dates)) };
    }
    case 'answered': {
      const asked = words.say('hearing.answered', { askedOn: words.date(heard.askedOn) });
      const answer: Block = { kind: 'quote', text: heard.answer };
      const reply: Block = { kind: 'quote', text: heard.reply };
      return { heading, blocks: [paragraph(asked), answer, paragraph(words.say('hearing.reply')), reply] };
    }
    default:
      return unreachable(heard);
  }
}

/** Lapse: what it takes. A date is only ever the day when the years have passed. */
export function lapse(letter: PlanLetter | DeferralLetter, words: Words): Part {
  const years = String(letter.lapseYears);
  const conditions: Block = {
    kind: 'list',
    items: [words.say('lapse.years', { years }), words.say('lapse.no-ability', { years })],
  };
  const ends = yearsEnd(letter, words);
  const after = [
    words.say('lapse.not-by-itself'),
    ...(ends === null ? [] : [ends]),
    words.say('lapse.we-write'),
  ];
  return {
    heading: words.say('lapse.heading'),
    blocks: [paragraph(words.say('lapse.two-things')), conditions, paragraph(after.join(' '))],
  };
}

// Nothing is said while the help still runs for some claim, or when the years had passed before the decision: then a
// date would only puzzle.
function yearsEnd(letter: PlanLetter | DeferralLetter, words: Words): string | null {
  const days = letter.claims.map(({ lapseEarliest }) => lapseEarliest);
  const known = days.filter((day) => day !== null).toSorted();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (known.length < days.length || first < letter.decisionDate) return null;
  const years = String(letter.lapseYears);
  return first === last
    ? words.say('lapse.ends-on', { years, first: words.date(first) })
    : words.say('lapse.ends-between', { years, first: words.date(first), last: words.date(last) });
}

/** The paragraphs, last in the letter. */
export function legalRules(letter: Reasoned, words: Words): Part {
  const cited = [...new Set(letter.basis.map((line) => line.paragraph))].join('; ');
  const steps = cited === '' ? [] : [words.say('rules.calculation', { paragraphs: cited })];
  const asking = letter.kind === 'hearing' || letter.kind === 'income-request';
  return {
    heading: words.say('rules.heading'),
    blocks: [
      paragraph(words.say(asking ? 'rules.intro-asking' : 'rules.intro')),
      {
        kind: 'list',
        items: [
          ...lawsOfClaims(letter, words),
          words.say(collectionRules(letter)),
          ...(letter.kind === 'transfer-notice' && letter.interestRuns !== null
            ? [words.say('rules.own-interest')]
            : []),
          ...steps,
          words.say(procedureRules(letter)),
          words.say('rules.data'),
        ],
      },
    ],
  };
}

/** By which laws the benefits are repaid, and what has lapsed has lapsed. */
function lawsOfClaims(letter: Reasoned, words: Words): string[] {
  const lapsed = 'lapsedClaims' in letter ? lapseRules(letter.lapsedClaims, words) : [];
  return [...(letter.kind === 'lapse' ? [] : repaymentRules(letter.claims, words)), ...lapsed];
}

function collectionRules(letter: Reasoned): LetterTextKey {
  switch (letter.kind) {
    case 'deferral':
    case 'suspension':
      return 'rules.deferral';
    case 'lapse':
      return 'rules.lapse';
    case 'transfer-notice':
      return 'rules.transfer';
    case 'income-request':
      return 'rules.plan';
    default:
      return amountRule(letter) === 'individual' ? 'rules.individual' : 'rules.plan';
  }
}

function procedureRules(letter: Reasoned): LetterTextKey {
  if (!('complaint' in letter)) return 'rules.procedure-asking';
  return 'none' in letter.complaint ? 'rules.procedure-no-complaint' : 'rules.procedure';
}
