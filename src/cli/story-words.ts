import { monthOf, readableDate, readableMonth, type YearMonth } from '../kernel/dates.ts';
import { readableKroner, zeroOre } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type {
  ClaimFact,
  DebtorStory,
  LetterFact,
  PersonFact,
  RaisedClaim,
  StandingClaim,
  StoryEntry,
  StoryFact,
} from '../insight/story-entries.ts';
import type {
  BillFact,
  CourseFact,
  EndingFact,
  RecoveryFact,
  WishFact,
} from '../insight/story-bill-facts.ts';
import type { LetterKind } from '../letters/model.ts';
import { owedInWords } from './balance-words.ts';
import { claimStateWords } from './claim-state-words.ts';
import { findingWords, termsInWords } from './finding-words.ts';
import { personChangeInWords, representedInWords } from './person-words.ts';
import { billWords, courseWords, wishWords } from './story-bill-words.ts';
import { decisionWords, demandWords, findingLine } from './story-decision-words.ts';
import { endingWords, recoveryWords } from './story-ending-words.ts';
import { aboutInWords } from './work-about-words.ts';
import { moneyWords, named } from './story-money-words.ts';
import { workItemWords } from './work-item-words.ts';

/** A debtor's story for the terminal, one line for each thing that happened; lines without line ends. */
export function storyLines({ debtor, entries, standing }: DebtorStory): string[] {
  const { state, terms, claims } = standing;
  const plan = terms?.outcome === 'plan' ? `, ${termsInWords(terms)}` : '';
  return [
    `Debitor ${debtor}`,
    '',
    ...entries.flatMap(entryLines),
    '',
    ...(state === null ? [] : [`Nu: ${findingWords.da.debtorState[state]}${plan}.`]),
    `Debitor ${owedInWords(standing)}`,
    ...claims.map(standingLine),
  ];
}

function standingLine({ claim, state, balance, atRecovery }: StandingClaim): string {
  const there = atRecovery > zeroOre ? `, hos Gældsstyrelsen ${readableKroner(atRecovery)}` : '';
  return `  ${named(claim)}: ${readableKroner(balance)}${there} (${claimStateWords[state]})`;
}

// As wide as "28. september 2026", so that what happened stands in one column.
const DATE_WIDTH = 20;

function entryLines(entry: StoryEntry): string[] {
  return inWords(entry).map(
    (words, index) => (index === 0 ? readableDate(entry.on) : '').padEnd(DATE_WIDTH) + words,
  );
}

/** What happened; more than one line where there is more to tell. */
function inWords(fact: StoryFact): string[] {
  switch (fact.what) {
    case 'claims-raised':
    case 'claim-corrected':
    case 'claim-ended':
      return claimWords(fact);
    case 'month':
      return [findingLine(fact)];
    case 'proposed':
    case 'asked':
    case 'answered':
    case 'not-answered':
    case 'decided':
    case 'in-force':
    case 'withdrawn':
    case 'reversed':
    case 'agreement-ended':
      return decisionWords(fact);
    case 'demanded':
    case 'demand-closed':
    case 'default-ended':
    case 'cleared-for-transfer':
      return [demandWords(fact)];
    case 'letter-made':
    case 'letter-sent':
    case 'letter-arrived':
    case 'letter-returned':
    case 'letter-failed':
      return [letterLine(fact)];
    case 'instalment':
    case 'instalment-taken-back':
    case 'payment':
    case 'payment-taken-back':
    case 'set-off':
    case 'refund':
    case 'refund-order':
      return moneyWords(fact);
    case 'person':
    case 'represented':
    case 'income-stated':
      return [personLine(fact)];
    case 'work-item':
      return [
        `Skal ses af en medarbejder: ${workItemWords.da[fact.kind]}${fact.about === null ? '' : ` (${aboutInWords(fact.kind, fact.about)})`}`,
      ];
    case 'looked':
      return [`Set af ${fact.actor}: ${fact.purpose} (${fact.about})`];
    default:
      return afterBills(fact);
  }
}

/** The same of bills, and of how claims end. */
function afterBills(fact: BillFact | CourseFact | WishFact | RecoveryFact | EndingFact): string[] {
  switch (fact.what) {
    case 'bill-raised':
    case 'charged':
    case 'owner-changed':
      return billWords(fact);
    case 'bill-defaulted':
    case 'transfer-proposed':
    case 'transfer-approved':
    case 'bill-cleared':
    case 'course-ended':
    case 'held':
    case 'hold-lifted':
      return [courseWords(fact)];
    case 'objected':
    case 'objection-answered':
    case 'wrote':
    case 'wrote-ended':
    case 'arrangement-asked':
    case 'arrangement-missed':
    case 'arrangement-ended':
      return wishWords(fact);
    case 'recovery-told':
    case 'recovery-answered':
    case 'recovery-standing':
    case 'set-off-registration':
      return [recoveryWords(fact)];
    case 'errand-opened':
    case 'errand-announced':
    case 'errand-filed':
    case 'errand-closed':
    case 'loss-proposed':
    case 'loss-booked':
    case 'loss-reversed':
      return [endingWords(fact)];
    default:
      return unreachable(fact);
  }
}

const claimEnds = {
  lapsed: 'er bortfaldet',
  'time-barred': 'er forældet',
  withdrawn: 'er trukket tilbage',
  cancelled: 'er annulleret',
  released: 'hæfter borgeren ikke længere for',
  discharged: 'er faldet bort ved dødsbo, konkurs eller gældssanering',
} as const;

function claimWords(fact: ClaimFact): string[] {
  switch (fact.what) {
    case 'claims-raised':
      return [
        `Krav lagt ind, i alt ${readableKroner(fact.total)}:`,
        ...[...Map.groupBy(fact.claims, ({ benefit }) => benefit)].map(raisedLine),
      ];
    case 'claim-corrected':
      return [
        `Krav ${named(fact.claim)} er rettet fra ${readableKroner(fact.before)} til ${readableKroner(fact.after)}: ${fact.reason}`,
      ];
    case 'claim-ended':
      return [`Krav ${named(fact.claim)} ${claimEnds[fact.kind]}.`];
  }
}

function raisedLine([benefit, claims]: readonly [string, readonly RaisedClaim[]]): string {
  const [first, last] = [claims[0], claims.at(-1)];
  const months =
    first === undefined || last === undefined ? '' : spanOf(monthOf(first.from), monthOf(last.to));
  const together = claims.some(({ joint }) => joint) ? ', hæfter sammen med en anden' : '';
  return `  ${benefit}, ${months}: ${claims.length} krav${together}`;
}

function spanOf(from: YearMonth, to: YearMonth): string {
  return from === to ? readableMonth(from) : `${readableMonth(from)} – ${readableMonth(to)}`;
}

const letterKinds: Readonly<Record<LetterKind, string>> = {
  plan: 'afdragsordning',
  'plan-without-income': 'afdrag uden oplysninger om indkomst',
  'individual-plan': 'afdrag fastsat af en sagsbehandler',
  rise: 'højere afdrag',
  fall: 'lavere afdrag',
  resume: 'afdrag igen',
  'claims-changed': 'andre krav',
  deferral: 'henstand',
  suspension: 'betalingen standses',
  lapse: 'krav er bortfaldet',
  'transfer-notice': 'varsel om inddrivelse',
  hearing: 'høring',
  'income-request': 'spørgsmål om indkomst',
  'hearing-closed': 'høringen er slut',
  reversal: 'afgørelsen er taget tilbage',
  reminder: 'rykker',
  limitation: 'gæld er forældet',
  'transfer-warning': 'varsel om Gældsstyrelsen',
  'voluntary-plan': 'frivillig afdragsordning',
  'voluntary-deferral': 'udsat betaling',
  'plan-broken': 'manglende betaling på frivillig afdragsordning',
  demand: 'påkrav',
  invoice: 'regning',
  'set-off-hearing': 'høring om modregning',
  'set-off': 'modregning',
  liability: 'hæfter for en gæld',
  'objection-answered': 'svar på en indsigelse',
  'arrangement-refused': 'svar på et ønske om afdrag eller udsættelse',
  'complaint-answered': 'svar på en klage',
  'documentation-answered': 'svar på dokumentation',
  'owed-back': 'tilbagebetalt beløb skal betales igen',
};

const channels = { digital: 'Digital Post', paper: 'papir', 'by-hand': 'en medarbejder' } as const;

const letterVerbs: Readonly<Record<LetterFact['what'], string>> = {
  'letter-made': 'lavet',
  'letter-sent': 'afleveret til udsendelse',
  'letter-arrived': 'kommet frem',
  'letter-returned': 'kommet retur',
  'letter-failed': 'kunne ikke afleveres',
};

function letterLine({ what, letter, kind, recipient, role, channel }: LetterFact): string {
  const way = channel === null ? '' : ` med ${channels[channel]}`;
  const copy = role === 'copy' ? 'kopi, ' : '';
  const to = recipient === 0 ? '' : ` til repræsentant ${recipient}`;
  return `Brev ${letterVerbs[what]}${way}: ${copy}${letterKinds[kind]}${to} (${letter})`;
}

function personLine(fact: PersonFact): string {
  switch (fact.what) {
    case 'person':
      return personChangeInWords(fact.change);
    case 'represented':
      return representedInWords(fact);
    case 'income-stated': {
      const months = `kørslerne ${spanOf(fact.from, fact.to)}`;
      return fact.netIncomeYear === null
        ? `Oplyst indkomst for ${months} er taget tilbage: ${fact.evidence}`
        : `Borgeren har dokumenteret ${readableKroner(fact.netIncomeYear)} om året efter skat, ${months}: ${fact.evidence}`;
    }
  }
}
