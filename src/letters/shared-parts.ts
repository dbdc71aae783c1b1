import { readableDate, readableMonth } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { tableAmount } from './amount-words.ts';
import { paragraph, paragraphs, type Block, type Cells, type Pair, type Part, type Step } from './content.ts';
import { modelAmount, type LetterModel, type Line, type PlanLetter, type Row } from './model.ts';
import type { LetterTexts } from './texts/da.ts';
import { fillIn } from './texts/fill-in.ts';

/** "What you owe": the claims, and for a plan what the first instalment pays of each. */
export function whatYouOwe(letter: LetterModel, texts: LetterTexts): Part {
  const plan = letter.kind === 'plan';
  const columns = [
    texts['owe.column.benefit'],
    texts['owe.column.months'],
    texts['owe.column.decision'],
    texts['owe.column.owed'],
  ];
  const rows = letter.claims.map((claim) => [
    capitalised(claim.benefit),
    monthsInWords(claim),
    readableDate(claim.repaymentDecision),
    tableAmount(claim.owed),
    ...('shareOfFirstInstalment' in claim ? [tableAmount(claim.shareOfFirstInstalment)] : []),
  ]);
  const total = [texts['owe.total'], '', '', tableAmount(letter.totalOwed)];
  if (plan) {
    columns.push(texts['owe.column.share']);
    total.push(tableAmount(firstInstalment(letter)));
  }
  const table: Block = { kind: 'claims', columns, rows, total };
  const after = plan ? paragraphs(texts['owe.share']) : [];
  return { heading: texts['owe.heading'], blocks: [paragraph(texts['owe.intro']), table, ...after] };
}

/** "How we calculated": every step with its numbers and where they came from. */
export function calculation(letter: LetterModel, texts: LetterTexts): Part {
  const heading = texts[letter.kind === 'plan' ? 'calculation.heading-plan' : 'calculation.heading-deferral'];
  const fromPay = letter.basis.some(({ question }) => question === 'net-income-of-month');
  const intro = [texts['calculation.intro'], ...(fromPay ? [texts['calculation.pension']] : [])].join(' ');
  const table: Block = {
    kind: 'steps',
    columns: [
      texts['calculation.column.step'],
      texts['calculation.column.figure'],
      texts['calculation.column.from'],
    ],
    steps: letter.basis.map(stepOfTable),
  };
  return { heading, blocks: [paragraph(intro), table] };
}

function stepOfTable(line: Line, index: number): Step {
  const rows = (wanted: Row['role']) => line.rows.filter(({ role }) => role === wanted).map(cellsOf);
  return { title: `${index + 1}. ${line.title}`, given: rows('given'), results: rows('result') };
}

function cellsOf({ what, figure, from }: Row): Cells {
  return [what, figure, from];
}

/** The hearing (forvaltningsloven § 19): what the citizen said and what we answered, or why nobody was asked. */
export function hearing(letter: LetterModel, texts: LetterTexts): Part {
  const heard = letter.hearing;
  const heading = texts[heard.state === 'answered' ? 'hearing.heading-answer' : 'hearing.heading'];
  switch (heard.state) {
    case 'not-needed':
      return { heading, blocks: paragraphs(texts['hearing.not-needed'], texts['hearing.tell-us']) };
    case 'left-out': {
      const why = fillIn(texts['hearing.left-out'], { ground: heard.ground });
      return { heading, blocks: paragraphs(why, texts['hearing.tell-us']) };
    }
    case 'no-answer': {
      const dates = { askedOn: readableDate(heard.askedOn), deadline: readableDate(heard.deadline) };
      return { heading, blocks: paragraphs(fillIn(texts['hearing.no-answer'], dates)) };
    }
    case 'answered': {
      const asked = fillIn(texts['hearing.answered'], { askedOn: readableDate(heard.askedOn) });
      const answer: Block = { kind: 'quote', text: heard.answer };
      const reply: Block = { kind: 'quote', text: heard.reply };
      return { heading, blocks: [paragraph(asked), answer, paragraph(texts['hearing.reply']), reply] };
    }
    default:
      return unreachable(heard);
  }
}

/** Lapse: what it takes. A date is only ever the day when the years have passed. */
export function lapse(letter: LetterModel, texts: LetterTexts): Part {
  const years = String(letter.lapseYears);
  const conditions: Block = {
    kind: 'list',
    items: [fillIn(texts['lapse.years'], { years }), fillIn(texts['lapse.no-ability'], { years })],
  };
  const after = [texts['lapse.not-by-itself'], yearsEnd(letter, texts), texts['lapse.we-write']];
  return {
    heading: texts['lapse.heading'],
    blocks: [
      paragraph(texts['lapse.two-things']),
      conditions,
      paragraph(after.filter((text) => text !== null).join(' ')),
    ],
  };
}

// Nothing is said while the help still runs for some claim, or when the years had passed before the decision: then a
// date would only puzzle.
function yearsEnd(letter: LetterModel, texts: LetterTexts): string | null {
  const days = letter.claims.map(({ lapseEarliest }) => lapseEarliest);
  const known = days.filter((day) => day !== null).toSorted();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (known.length < days.length || first < letter.decisionDate) return null;
  const values = {
    years: String(letter.lapseYears),
    first: readableDate(first),
    last: readableDate(last),
  };
  return fillIn(texts[first === last ? 'lapse.ends-on' : 'lapse.ends-between'], values);
}

/** Automatic or by a person, and the right to have a person look (GDPR articles 13 and 22). */
export function whoDecided(letter: LetterModel, texts: LetterTexts): Part {
  const heading = texts['decided.heading'];
  const { decidedBy } = letter;
  const person = [texts['decided.facts'], texts['decided.person']];
  switch (decidedBy.how) {
    case 'automatic':
      return { heading, blocks: paragraphs(texts['decided.automatic'], ...person) };
    case 'approved': {
      const key = letter.kind === 'plan' ? 'decided.approved' : 'decided.approved-deferral';
      return { heading, blocks: paragraphs(fillIn(texts[key], { title: decidedBy.title }), ...person) };
    }
    case 'caseworker': {
      const values = { title: decidedBy.title, department: letter.sender.department };
      return { heading, blocks: paragraphs(fillIn(texts['decided.caseworker'], values)) };
    }
    default:
      return unreachable(decidedBy);
  }
}

/** Complaint guidance (forvaltningsloven § 25): deadline, where to, what happens, and whether to pay meanwhile. */
export function complaintGuidance(letter: LetterModel, texts: LetterTexts): Part {
  const { complaint, sender } = letter;
  const meanwhile = letter.kind === 'plan' ? 'complaint.pay-meanwhile' : 'complaint.nothing-meanwhile';
  const whereToComplain: Pair[] = [
    [texts['complaint.write'], [sender.municipality, sender.department, ...sender.address].join(', ')],
    [texts['complaint.call'], sender.phone],
    [texts['complaint.page'], sender.contactPage],
  ];
  return {
    heading: texts['complaint.heading'],
    blocks: [
      paragraph(fillIn(texts['complaint.deadline'], { weeks: String(complaint.weeks) })),
      paragraph(texts['complaint.how']),
      paragraph(fillIn(texts['complaint.what-happens'], { authority: complaint.authority })),
      paragraph(texts[meanwhile]),
      { kind: 'facts', rows: whereToComplain },
    ],
  };
}

/** Who to ask, who may help, and the rights to papers and data. */
export function helpAndRights(letter: LetterModel, texts: LetterTexts): Part {
  const { phone, contactPage, openingHours, email, dataProtectionOfficer } = letter.sender;
  const contact = [
    fillIn(texts['help.call'], { phone, contactPage }),
    fillIn(texts['help.hours'], { openingHours }),
    ...(email === null ? [] : [fillIn(texts['help.email'], { email })]),
  ];
  return {
    heading: texts['help.heading'],
    blocks: paragraphs(
      contact.join(' '),
      texts['help.companion'],
      texts['help.access'],
      fillIn(texts['help.data'], { dataProtectionOfficer }),
    ),
  };
}

/** The paragraphs, last in the letter. */
export function legalRules(letter: LetterModel, texts: LetterTexts): Part {
  const cited = [...new Set(letter.basis.map((line) => line.paragraph))].join('; ');
  const items = [
    texts[letter.kind === 'plan' ? 'rules.plan' : 'rules.deferral'],
    fillIn(texts['rules.calculation'], { paragraphs: cited }),
    texts['rules.procedure'],
    texts['rules.data'],
  ];
  return {
    heading: texts['rules.heading'],
    blocks: [paragraph(texts['rules.intro']), { kind: 'list', items }],
  };
}

// The last instalment, which may be the first, is what is left; the model's schema has checked the shares' sum.
function firstInstalment(letter: PlanLetter): string {
  return modelAmount(letter.monthly) < modelAmount(letter.totalOwed) ? letter.monthly : letter.totalOwed;
}

function monthsInWords({ monthFrom, monthTo }: LetterModel['claims'][number]): string {
  const [first, last] = [readableMonth(monthFrom), readableMonth(monthTo)];
  if (monthFrom === monthTo) return first;
  const sameYear = monthFrom.slice(0, 4) === monthTo.slice(0, 4);
  return `${sameYear ? first.slice(0, -' 2026'.length) : first} – ${last}`;
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('da-DK') + text.slice(1);
}
