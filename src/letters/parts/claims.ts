import { unreachable } from '../../kernel/result.ts';
import { paragraph, paragraphs, type Block, type Part } from '../content.ts';
import { modelAmount } from '../model-fields.ts';
import type {
  Claim,
  ClaimChange,
  DecisionLetter,
  InvoiceLetter,
  LapsedClaim,
  LapseLetter,
  LetterAboutDecision,
  PlanLetter,
} from '../model.ts';
import { plainKroner, sumOre } from '../../kernel/money.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';

type OwingLetter = Extract<LetterAboutDecision, { totalOwed: string }> | InvoiceLetter;

/** "What you owe": the claims, and for a plan what the next instalment pays of each. */
export function whatYouOwe(letter: OwingLetter, words: Words): Part {
  const intro = 'dueDay' in letter ? words.sayAll('owe.intro', 'owe.share') : words.say('owe.intro');
  return {
    heading: words.say('owe.heading'),
    blocks: [paragraph(intro), claimsTable(letter, words), ...joint(letter, words)],
  };
}

/** What is left when claims have lapsed, and what holds for it. */
export function whatRemains(letter: LapseLetter, words: Words): Part {
  return {
    heading: words.say('remains.heading'),
    blocks: [paragraph(nowInWords(letter, words)), claimsTable(letter, words), ...joint(letter, words)],
  };
}

function nowInWords({ now }: LapseLetter, words: Words): string {
  switch (now.state) {
    case 'plan':
      return words.say('remains.plan', { monthly: words.amount(now.monthly) });
    case 'deferral':
      return words.say('remains.deferral');
    case 'none':
      return words.say('remains.none');
    default:
      return unreachable(now);
  }
}

function claimsTable(letter: OwingLetter, words: Words): Block {
  const columns = [
    words.say('owe.column.benefit'),
    words.say('owe.column.months'),
    words.say('owe.column.decision'),
    words.say('owe.column.owed'),
  ];
  const rows = letter.claims.map((claim) => claimRow(claim, words));
  const total = [words.say('owe.total'), '', '', words.tableAmount(letter.totalOwed)];
  if (!('dueDay' in letter)) return { kind: 'claims', columns, amounts: 1, rows, total };
  columns.push(words.say(goesOn(letter) ? 'owe.column.share-next' : 'owe.column.share'));
  total.push(words.tableAmount(firstInstalment(letter)));
  return { kind: 'claims', columns, amounts: 2, rows, total };
}

/** A plan that goes on with the next payment. Before a rise there may be others, as it was, so that it has a first. */
export function goesOn({ previous, monthly }: PlanLetter): boolean {
  return previous.state === 'plan' && modelAmount(monthly) <= modelAmount(previous.monthly);
}

function claimRow(claim: Claim & { readonly shareOfFirstInstalment?: string }, words: Words): string[] {
  const { shareOfFirstInstalment: share } = claim;
  return [
    words.benefit(claim.benefit) + (claim.joint ? ' *' : ''),
    words.months(claim.monthFrom, claim.monthTo),
    words.date(claim.repaymentDecision),
    words.tableAmount(claim.owed),
    ...(share === undefined ? [] : [words.tableAmount(share)]),
  ];
}

// Spouses are liable together (bek. 585/2023 § 2, stk. 2); neither letter says anything about the other one.
function joint(letter: OwingLetter, words: Words): Block[] {
  return letter.claims.some((claim) => claim.joint) ? paragraphs(words.say('owe.joint')) : [];
}

// The last instalment, which may be the first, is what is left; the model's schema has checked the shares' sum.
function firstInstalment(letter: PlanLetter): string {
  return modelAmount(letter.monthly) < modelAmount(letter.totalOwed) ? letter.monthly : letter.totalOwed;
}

/** Which claims are others than before, as whole claims; null when none is. */
export function claimChanges({ claimChanges: changes }: DecisionLetter, words: Words): Part | null {
  if (changes.length === 0) return null;
  const columns = [
    words.say('owe.column.benefit'),
    words.say('owe.column.months'),
    words.say('changed.column.what'),
    words.say('changed.column.before'),
    words.say('changed.column.now'),
  ];
  const rows = changes.map((change) => [
    words.benefit(change.benefit),
    words.months(change.monthFrom, change.monthTo),
    whatHappened(change, words),
    words.tableAmount(change.before),
    words.tableAmount(change.now),
  ]);
  return {
    heading: words.say('changed.heading'),
    blocks: [
      paragraph(words.say('changed.intro')),
      { kind: 'claims', columns, amounts: 2, rows, total: [] },
      paragraph(words.say('changed.paid')),
    ],
  };
}

const changeTexts: Readonly<Record<ClaimChange['change'], LetterTextKey>> = {
  new: 'changed.new',
  raised: 'changed.raised',
  reduced: 'changed.reduced',
  gone: 'changed.gone',
};

function whatHappened({ change, why }: ClaimChange, words: Words): string {
  const happened = words.say(changeTexts[change]);
  return why === null ? happened : words.say('changed.with-why', { change: happened, why });
}

/** Claims that no longer exist and why; null when none has lapsed. The heading says that it is a part of the debt. */
export function lapsedClaims(letter: DecisionLetter, words: Words): Part | null {
  if (letter.lapsedClaims.length === 0) return null;
  const alone = letter.kind === 'lapse';
  const first = alone
    ? []
    : [
        `${words.say('lapsed.result-part', { amount: words.amount(lapsedAmount(letter)) })} ${words.say('lapsed.nothing-to-do')}`,
      ];
  const why = [...whyLapsed(letter, words), words.say('lapsed.counted')].join(' ');
  const after = alone ? [] : [words.sayAll('lapsed.no-more', 'lapsed.money-back')];
  return {
    heading: words.say(alone ? 'lapsed.heading' : 'lapsed.title-part'),
    blocks: [...paragraphs(...first, why), lapsedTable(letter, words), ...paragraphs(...after)],
  };
}

/** The sum of what has lapsed, as the model writes amounts. */
export function lapsedAmount({ lapsedClaims: lapsed }: DecisionLetter): string {
  return plainKroner(sumOre(lapsed.map(({ amount }) => modelAmount(amount))));
}

// Bek. 585/2023 § 9, stk. 1 and stk. 2; both may be true of different claims in one letter.
function whyLapsed({ lapsedClaims: lapsed, lapseYears }: DecisionLetter, words: Words): string[] {
  const has = (ground: LapsedClaim['ground']) => lapsed.some((each) => each.ground === ground);
  const years = String(lapseYears);
  return [
    ...(has('years-passed') ? [words.say('lapsed.why-years', { years })] : []),
    ...(has('deferral-after-years') ? [words.say('lapsed.why-deferral', { years })] : []),
    ...whyJudged(lapsed, words),
  ];
}

// Open question Q4: what a person judged is told as a judgement; that nothing was to be paid then is not known.
function whyJudged(lapsed: readonly LapsedClaim[], words: Words): string[] {
  const days = lapsed.filter(({ ground }) => ground === 'judged').map(({ lapsedOn }) => lapsedOn);
  return [...new Set(days)].map((day) => words.say('lapsed.why-judged', { lapsedOn: words.date(day) }));
}

function lapsedTable(letter: DecisionLetter, words: Words): Block {
  return {
    kind: 'claims',
    columns: [
      words.say('owe.column.benefit'),
      words.say('owe.column.months'),
      words.say('lapsed.column.from'),
      words.say('lapsed.column.on'),
      words.say('lapsed.column.amount'),
    ],
    amounts: 1,
    rows: letter.lapsedClaims.map((claim) => [
      words.benefit(claim.benefit),
      words.months(claim.monthFrom, claim.monthTo),
      words.date(claim.countedFrom),
      words.date(claim.lapsedOn),
      words.tableAmount(claim.amount),
    ]),
    total: [words.say('owe.total'), '', '', '', words.tableAmount(lapsedAmount(letter))],
  };
}
