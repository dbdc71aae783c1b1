import type { Decision } from '../../../agreements/types.ts';
import { readableDate, readableMonth } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { AnswerTold, MessageStanding } from '../../../messages/messages.ts';
import type { MessageKind, Topic } from '../../../messages/types.ts';
import type { Around } from '../debt/debt-card.ts';
import type { Texts } from '../texts/texts.ts';

/** What was decided, as the end of a sentence. */
export function decisionInWords(
  { terms }: Pick<Decision, 'terms'>,
  { texts, language }: Pick<Around, 'texts' | 'language'>,
): string {
  const said = texts.messages;
  switch (terms.outcome) {
    case 'plan':
      return fillIn(said.decisionPlan, { amount: readableKroner(terms.monthly, language) });
    case 'deferral':
      return said.decisionDeferral;
    case 'transfer':
      return said.decisionTransfer;
    case 'lapse':
      return said.decisionLapse;
  }
}

/** What kind of thing a message is. */
export const kindWords = {
  objection: 'kindObjection',
  'hearing-answer': 'kindHearing',
  'set-off-answer': 'kindHearing',
  complaint: 'kindComplaint',
  documentation: 'kindDocumentation',
} as const satisfies Readonly<Record<MessageKind, keyof Texts['messages']>>;

/** What came of it, in the words of its letter. */
export function answerInWords(
  answer: AnswerTold,
  { texts, language }: Pick<Around, 'texts' | 'language'>,
): string {
  const said = texts.messages;
  switch (answer.outcome) {
    case 'partly':
    case 'kept': {
      const { authority, on } = answer.sentOn;
      const sentence = answer.outcome === 'kept' ? said.complaintKept : said.complaintPartly;
      return fillIn(sentence, { authority, sentOn: readableDate(on, language) });
    }
    case 'used':
      return fillIn(said.papersUsed, { usedFrom: readableMonth(answer.usedFrom, language) });
    default:
      return said[outcomeWords[answer.outcome]];
  }
}

/** What follows from it, in the words of its letter; nothing of an objection, whose letter has it. `toSend`: what is left of it that may go to Gældsstyrelsen. */
export function thenInWords(
  { standing, decision, decidedThereAt }: MessageStanding,
  toSend: Ore,
  { texts: { messages: said }, language }: Pick<Around, 'texts' | 'language'>,
): string | null {
  const answer = standing.state === 'answered' ? standing.answer : null;
  switch (answer?.outcome) {
    case 'changed':
      return said.thenChanged;
    case 'partly':
    case 'kept': {
      const { authority } = answer.sentOn;
      if (decidedThereAt !== null) return fillIn(said.thenDecidedThere, { authority });
      const sentOn = fillIn(said.thenSentOn, { authority });
      const goes = answer.outcome === 'kept' && decision?.terms.outcome === 'transfer' && toSend > zeroOre;
      if (!goes) return `${sentOn} ${said.thenMeanwhile}`;
      const owed = readableKroner(toSend, language);
      return `${sentOn} ${fillIn(said.thenOwed, { owed })} ${fillIn(said.thenTransfer, { authority })}`;
    }
    case 'used':
      return said.thenUsed;
    case 'not-used':
      return said.thenNotUsed;
    default:
      return null;
  }
}

const outcomeWords = {
  upheld: 'stateUpheld',
  'partly-right': 'statePartly',
  refused: 'stateRefused',
  changed: 'complaintChanged',
  'not-used': 'papersNotUsed',
} as const;

/** Where it stands, in a few words. */
export const stateWords = {
  received: 'received',
  'looked-at': 'lookedAt',
  decided: 'decided',
  answered: 'answered',
  withdrawn: 'withdrawn',
} as const satisfies Readonly<Record<MessageStanding['standing']['state'], keyof Texts['messages']>>;

export const topicWords = {
  income: 'topicIncome',
  children: 'topicChildren',
  benefit: 'topicBenefit',
  other: 'topicOther',
} as const satisfies Readonly<Record<Topic, keyof Texts['messages']>>;

/** How much a file is, as telephones tell it: whole kilobytes, from a megabyte on with one decimal. */
export function sizeInWords(bytes: number, language: 'da' | 'en'): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000)} kB`;
  const tenths = Math.ceil(bytes / 100_000);
  return `${Math.floor(tenths / 10)}${language === 'da' ? ',' : '.'}${tenths % 10} MB`;
}
