import { unreachable } from '../../kernel/result.ts';
import { paragraph, paragraphs, type Pair, type Part } from '../content.ts';
import type { DecisionLetter, LetterKind, LetterModel, ReversalLetter, SetOffLetter } from '../model.ts';
import type { LetterTextKey } from '../texts/da.ts';
import type { Words } from '../words.ts';

/** Automatic or by a person, and the right to have a person look (GDPR articles 13 and 22). */
export function whoDecided(letter: DecisionLetter, words: Words): Part {
  const heading = words.say('decided.heading');
  const { decidedBy } = letter;
  const facts = words.say(letter.basis.length > 0 ? 'decided.facts' : 'decided.facts-lapse');
  const person = [facts, words.say('decided.person')];
  switch (decidedBy.how) {
    case 'automatic':
      return { heading, blocks: paragraphs(words.say('decided.automatic'), ...person) };
    case 'approved': {
      const key = 'dueDay' in letter ? 'decided.approved' : 'decided.approved-rules';
      return { heading, blocks: paragraphs(words.say(key, { title: decidedBy.title }), ...person) };
    }
    case 'caseworker': {
      const values = { title: decidedBy.title, department: letter.sender.department };
      const decided = `${words.say('decided.caseworker', values)} ${words.say('decided.talk')}`;
      return { heading, blocks: paragraphs(decided) };
    }
    default:
      return unreachable(decidedBy);
  }
}

/** Complaint guidance (forvaltningsloven § 25): deadline, where to, what happens, and whether to pay meanwhile. */
export function complaintGuidance(
  letter: DecisionLetter | ReversalLetter | SetOffLetter,
  words: Words,
): Part {
  const { complaint, sender } = letter;
  const where: Pair[] = [
    [words.say('complaint.write'), [sender.municipality, sender.department, ...sender.address].join(', ')],
    [words.say('complaint.call'), sender.phone],
    [words.say('complaint.page'), sender.contactPage],
  ];
  if ('none' in complaint) {
    return {
      heading: words.say('complaint.heading-none'),
      blocks: [paragraph(words.say('complaint.none')), { kind: 'facts', rows: where }],
    };
  }
  const meanwhile = meanwhileKey(letter);
  return {
    heading: words.say('complaint.heading'),
    blocks: [
      paragraph(words.say('complaint.deadline', { weeks: String(complaint.weeks) })),
      paragraph(words.say('complaint.how')),
      paragraph(words.say('complaint.what-happens', { authority: complaint.authority })),
      ...(meanwhile === null ? [] : [paragraph(words.say(meanwhile))]),
      { kind: 'facts', rows: where },
    ],
  };
}

// A complaint has no suspensive effect (retssikkerhedsloven § 72, stk. 1; open question Q20); one on the citizens' pages is waited for all the same.
function meanwhileKey(letter: DecisionLetter | ReversalLetter | SetOffLetter): LetterTextKey | null {
  if ('dueDay' in letter) return 'complaint.pay-meanwhile';
  if (letter.kind === 'reversal') return meanwhileReversed(letter);
  if (letter.kind === 'transfer-notice')
    return letter.complaintWaits ? 'complaint.transfer-waits' : 'complaint.transfer-meanwhile';
  return letter.kind === 'lapse' || letter.kind === 'set-off' ? null : 'complaint.nothing-meanwhile';
}

function meanwhileReversed({ now }: ReversalLetter): LetterTextKey | null {
  if (now.state === 'plan') return 'complaint.pay-meanwhile';
  return now.state === 'settled' ? null : 'complaint.nothing-meanwhile';
}

/** Who to ask, who may help, and the rights to papers and data. */
export function helpAndRights(letter: LetterModel, words: Words): Part {
  const { phone, contactPage, openingHours, email, dataProtectionOfficer } = letter.sender;
  const topic = words.say(topics[letter.kind]);
  const contact = [
    words.say('help.call', { phone, contactPage }),
    words.say('help.hours', { openingHours }),
    ...(email === null ? [] : [words.say('help.email', { email })]),
    ...(topic === '' ? [] : [topic]),
  ];
  return {
    heading: words.say('help.heading'),
    blocks: paragraphs(
      contact.join(' '),
      words.say('help.companion'),
      words.say('help.access'),
      words.say(isBill(letter) ? 'help.data-bill' : 'help.data', { dataProtectionOfficer }),
    ),
  };
}

/** Notices about benefit that is repaid. */
const ofRepayment: ReadonlySet<LetterKind> = new Set([
  'demand',
  'invoice',
  'complaint-answered',
  'documentation-answered',
]);

/** About nobody's income or family. */
function isBill(letter: LetterModel): boolean {
  return 'noticeReference' in letter && !ofRepayment.has(letter.kind);
}

/** The municipality's own line about whom to ask. */
const topics: Readonly<Record<LetterKind, LetterTextKey>> = {
  plan: 'help.topic-payment',
  'plan-without-income': 'help.topic-payment',
  rise: 'help.topic-payment',
  fall: 'help.topic-payment',
  resume: 'help.topic-payment',
  'claims-changed': 'help.topic-payment',
  'individual-plan': 'help.topic-payment',
  deferral: 'help.topic-deferral',
  suspension: 'help.topic-deferral',
  lapse: 'help.topic-lapse',
  'transfer-notice': 'help.topic-transfer',
  hearing: 'help.topic-question',
  'income-request': 'help.topic-question',
  'hearing-closed': 'help.topic-question',
  reversal: 'help.topic-reversal',
  reminder: 'help.topic-bill',
  limitation: 'help.topic-limitation',
  'transfer-warning': 'help.topic-bill',
  'voluntary-plan': 'help.topic-bill',
  'voluntary-deferral': 'help.topic-bill',
  'plan-broken': 'help.topic-bill',
  demand: 'help.topic-payment',
  invoice: 'help.topic-payment',
  'set-off-hearing': 'help.topic-bill',
  'set-off': 'help.topic-bill',
  liability: 'help.topic-bill',
  'owed-back': 'help.topic-bill',
  'objection-answered': 'help.topic-bill',
  'arrangement-refused': 'help.topic-bill',
  'complaint-answered': 'help.topic-payment',
  'documentation-answered': 'help.topic-payment',
};
