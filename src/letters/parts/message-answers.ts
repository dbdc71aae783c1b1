import { paragraph, paragraphs, type LetterParts, type Part } from '../content.ts';
import type { ComplaintAnswered, DocumentationAnswered } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';
import { allThatIsLeft, howToPayBills } from './bills.ts';
import { ifLate } from './objection.ts';
import { waysToPay } from './plan.ts';

/** The parts of the answer to a complaint about a decision. */
export function complaintAnswerParts(letter: ComplaintAnswered, words: Words): LetterParts {
  return {
    result: complaintResult(letter, words),
    because: because(letter.answer, words),
    'what-then': complaintThen(letter, words),
    ...howToPay(letter, words),
    'if-you-disagree': {
      heading: words.say('objection.disagree.heading'),
      blocks: paragraphs(...disagreeing[letter.outcome].map((key) => words.say(key))),
    },
    'legal-rules': rules(['reversal.rules.collection', 'reversal.rules.procedure', 'rules.data'], words),
  };
}

export function complaintAnswerTitle({ outcome }: ComplaintAnswered, words: Words): string {
  return words.say(`complaint-answer.title.${outcome}`);
}

function complaintResult(letter: ComplaintAnswered, words: Words): Part {
  const { outcome, complainedOn, lateAfter, about, sentOn } = letter;
  const { terms, decidedOn, reference } = about;
  const when = { complainedOn: words.date(complainedOn), decidedOn: words.date(decidedOn), reference };
  const noted =
    terms.outcome === 'plan'
      ? words.say('complaint-answer.noted.plan', { ...when, monthly: words.amount(terms.monthly) })
      : words.say(`complaint-answer.noted.${terms.outcome}`, when);
  const sent = sentOn === null ? {} : { authority: sentOn.authority, sentOn: words.date(sentOn.on) };
  const came = words.say(`complaint-answer.${outcome}`, sent);
  return { heading: null, blocks: paragraphs(noted, came, ...afterDeadline(lateAfter, sentOn, words)) };
}

function afterDeadline(
  lateAfter: ComplaintAnswered['lateAfter'],
  sentOn: ComplaintAnswered['sentOn'],
  words: Words,
): string[] {
  if (lateAfter === null || sentOn === null) return [];
  const { authority } = sentOn;
  return [words.say('complaint-answer.late', { lateAfter: words.date(lateAfter), authority })];
}

function complaintThen(letter: ComplaintAnswered, words: Words): Part {
  const { sentOn, planQuietUntil } = letter;
  const then =
    sentOn === null
      ? [words.say('complaint-answer.then.changed')]
      : [
          words.say('complaint-answer.then.sent-on', { authority: sentOn.authority }),
          ...meanwhile(letter, sentOn.authority, words),
        ];
  const missing =
    planQuietUntil === null
      ? []
      : [words.say('objection.then.plan-until', { planQuietUntil: words.date(planQuietUntil) })];
  const late = ifLate({ ...letter, quietUntil: letter.transfer?.quietUntil ?? null }, words);
  return { heading: words.say('objection.then.heading'), blocks: paragraphs(...then, ...missing, ...late) };
}

/** How what goes to Gældsstyrelsen is paid to us before that. */
function howToPay(letter: ComplaintAnswered, words: Words): LetterParts {
  if (letter.transfer === null || waysToPay(letter, words).length === 0) return {};
  const { owed, quietUntil } = letter.transfer;
  return {
    'how-to-pay': howToPayBills(letter, allThatIsLeft({ totalOwed: owed }, quietUntil, words), words),
  };
}

/** What is to be paid while somebody else looks at the complaint: a debt that goes to Gældsstyrelsen goes there all the same (retssikkerhedsloven § 72). */
function meanwhile({ transfer }: ComplaintAnswered, authority: string, words: Words): string[] {
  if (transfer === null) return [words.say('complaint-answer.then.meanwhile')];
  const { owed, quietUntil } = transfer;
  return [
    words.say('complaint-answer.then.owed', { owed: words.amount(owed) }),
    ...(quietUntil === null
      ? []
      : [words.say('complaint-answer.then.transfer-until', { quietUntil: words.date(quietUntil) })]),
    words.say('complaint-answer.then.transfer', { authority }),
  ];
}

const disagreeing: Readonly<Record<ComplaintAnswered['outcome'], readonly LetterTextKey[]>> = {
  changed: ['complaint-answer.disagree.changed'],
  partly: ['complaint-answer.disagree.changed', 'complaint-answer.disagree.kept'],
  kept: ['complaint-answer.disagree.kept'],
};

/** The parts of the answer to papers about somebody's situation. */
export function documentationAnswerParts(letter: DocumentationAnswered, words: Words): LetterParts {
  const { outcome, topic, papersOn, usedFrom, answer } = letter;
  const from = usedFrom === null ? {} : { usedFrom: words.months(usedFrom, usedFrom) };
  return {
    result: {
      heading: null,
      blocks: paragraphs(
        words.say(`documentation-answer.noted.${topic}`, { papersOn: words.date(papersOn) }),
        words.say(`documentation-answer.${outcome}`, from),
      ),
    },
    because: because(answer, words),
    'what-then': {
      heading: words.say('objection.then.heading'),
      blocks: paragraphs(words.say(`documentation-answer.then.${outcome}`)),
    },
    'if-you-disagree': {
      heading: words.say('objection.disagree.heading'),
      blocks: paragraphs(words.say('documentation-answer.disagree')),
    },
    'legal-rules': rules(['documentation-answer.rules.collection', 'rules.data'], words),
  };
}

export function documentationAnswerTitle({ outcome }: DocumentationAnswered, words: Words): string {
  return words.say(`documentation-answer.title.${outcome}`);
}

function because(answer: string, words: Words): Part {
  return {
    heading: words.say('objection.answer.heading'),
    blocks: [paragraph(words.say('objection.answer.intro')), { kind: 'quote', text: answer }],
  };
}

function rules(keys: readonly LetterTextKey[], words: Words): Part {
  return {
    heading: words.say('rules.heading'),
    blocks: [
      paragraph(words.say('rules.intro-asking')),
      { kind: 'list', items: keys.map((key) => words.say(key)) },
    ],
  };
}
