import type { Decision } from '../../../agreements/types.ts';
import { readableDate, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { messagesOf, openHearingOf, type OpenHearing } from '../../../messages/messages.ts';
import { heardSetOffsOf, type HeardSetOff } from '../../../messages/set-off-hearings.ts';
import { pageKeyOf, pageRef } from '../../../municipality/page-refs.ts';
import { alert } from '../../ui/alert.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf, type Place } from '../addresses.ts';
import type { PersonalVisit, Visit } from '../route.ts';
import { wordsOfOthers } from '../../../identity/words-of-others.ts';
import { mayWrite } from './may-write.ts';
import { decisionInWords } from './message-words.ts';

type Words = Pick<Visit, 'texts' | 'language' | 'today' | 'hidesAddress'>;

/** What the reader is asked before something is decided and has not answered, each with its last day and the way to answer; null = nothing is. */
export async function askedOfYou(visit: PersonalVisit): Promise<Html | null> {
  const { tx, session } = visit;
  if (session.debtor === null) return null;
  const [open, setOffs] = await Promise.all([openHearingOf(tx, session.debtor), unansweredSetOffs(visit)]);
  const key = setOffs.length === 0 ? null : await pageKeyOf(tx);
  const notes = [
    ...(open === null || open.hearing.answer !== null
      ? []
      : [
          note(visit, {
            words: proposalInWords(open, visit),
            by: lastDayOf(open),
            to: { name: 'answer-hearing' },
          }),
        ]),
    ...setOffs.map((heard) =>
      note(visit, {
        words: setOffInWords(heard, visit),
        by: heard.answerBy,
        to: key === null ? null : { name: 'answer-set-off', ref: pageRef(key, 'set-off', heard.number) },
      }),
    ),
  ];
  return notes.length === 0 ? null : html`${notes}`;
}

async function unansweredSetOffs({ tx, session }: PersonalVisit): Promise<HeardSetOff[]> {
  if (session.debtor === null) return [];
  const heard = await heardSetOffsOf(tx, session.debtor);
  if (heard.length === 0) return [];
  const answered = new Set(
    (await messagesOf(tx, session.debtor)).flatMap(({ about }) =>
      about.kind === 'set-off-answer' ? [about.setOff] : [],
    ),
  );
  return heard.filter(({ number }) => !answered.has(number));
}

interface Asked {
  readonly words: string;
  readonly by: PlainDate | null;
  readonly to: Place | null;
}

function note(visit: PersonalVisit, { words, by, to }: Asked): Html {
  const { texts, language } = visit;
  const said = texts.messages;
  const link =
    to !== null && mayWrite(visit, 'hearings')
      ? html`<p><a href="${addressOf(visit, to)}">${said.answerHere}</a></p>`
      : html`<p>${said.answerByLetter}</p>`;
  const content = html`<p class="alert-text">${words}</p>
    ${by === null ? null : html`<p><strong>${answerByInWords(by, visit)}</strong></p>`} ${link}`;
  return alert({ variant: 'info', heading: said.askedHeading, content, language });
}

/** What is meant to be decided, and when nothing has been. */
export function proposalInWords({ proposal }: OpenHearing, { texts, language }: Words): string {
  const said = texts.messages;
  const { terms } = proposal;
  if (isFixed(terms)) return fillIn(said.proposalFixed, { amount: readableKroner(terms.monthly, language) });
  return fillIn(said.proposal, { what: decisionInWords(proposal, { texts, language }) });
}

/** What follows: without an answer, and in any case. */
export function silenceInWords({ proposal }: OpenHearing, { texts }: Pick<Words, 'texts'>): string {
  const said = texts.messages;
  return isFixed(proposal.terms) ? said.proposalLetter : `${said.proposalSilent} ${said.proposalLetter}`;
}

/** An amount by the rules, because nobody knows the income. */
function isFixed(terms: Decision['terms']): terms is Extract<Decision['terms'], { outcome: 'plan' }> {
  return terms.outcome === 'plan' && terms.reason === 'no-income';
}

export function setOffInWords({ amount: most, payout }: HeardSetOff, visit: Words): string {
  const { setOffAbout, setOffSome } = visit.texts.messages;
  const amount = readableKroner(most, visit.language);
  const what = wordsOfOthers(payout.for, visit);
  return what === null ? fillIn(setOffSome, { amount }) : fillIn(setOffAbout, { amount, what });
}

/** The last day to answer: until the letter has arrived, the one that it prints. */
export function lastDayOf({ hearing }: OpenHearing): PlainDate {
  return hearing.deadline ?? hearing.printedDeadline;
}

/** Until when an answer is sure to be read. */
export function answerByInWords(by: PlainDate, { texts, language, today }: Words): string {
  const said = texts.messages;
  return fillIn(by < today ? said.hearingLate : said.hearingBy, { by: readableDate(by, language) });
}
