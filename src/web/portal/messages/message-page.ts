import { actorOf } from '../../../identity/acting.ts';
import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import { unreachable } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { withdrawMessage } from '../../../messages/act-on-message.ts';
import { messagesOf, type MessageStanding } from '../../../messages/messages.ts';
import { messageNumber, messageText } from '../../../messages/types.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { ownByRef, pageKeyOf } from '../../../municipality/page-refs.ts';
import { alert } from '../../ui/alert.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, facts, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import { postForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { mayGiveUp } from './hearing-page.ts';
import { decisionInWords, kindWords, sizeInWords, topicWords } from './message-words.ts';

/** One message of the person's own: its receipt, what was written, and what has become of it. */
export async function serveMessage(visit: PersonalVisit): Promise<Answer> {
  const message = await ownMessage(visit);
  if (message === null) return { kind: 'not-found' };
  const main = html`${backLink({ href: addressOf(visit, { name: 'write' }), text: visit.texts.messages.backToMessages })}
  ${heading(visit, message)} ${receipt(visit, message)} ${state(visit, message)} ${written(visit, message)}
  ${await withdrawing(visit, message)}`;
  return { kind: 'page', page: { title: visit.texts.messages.sentTitle, main } };
}

/** What stands in the letter about an objection that was taken back here; letters are Danish. */
const WITHDRAWN = 'Du har selv trukket din indsigelse tilbage på kommunens side.';

/** Takes a message back. Twice is once. */
export async function withdrawOwn(sent: SentForm): Promise<Answer> {
  const { tx, session, now: at, place } = sent;
  const message = await ownMessage(sent);
  const configured = await configurationVersion(tx, null);
  if (message === null || configured === null || place.ref === undefined) return { kind: 'not-found' };
  // What it says of others' signatures stands on the page, without a button.
  if (await mayGiveUp(sent)) {
    const { debtor, entry } = message;
    const by = actorOf(session);
    await withdrawMessage(tx, { name: { debtor, entry }, words: WITHDRAWN, configured, by, at });
  }
  return { kind: 'go', to: { name: 'message', ref: place.ref } };
}

/** The page of a form that was sent, opened by itself. */
export function toMessage({ place: { ref } }: PersonalVisit): Answer {
  return ref === undefined ? { kind: 'not-found' } : { kind: 'go', to: { name: 'message', ref } };
}

async function ownMessage({ tx, session, place }: PersonalVisit): Promise<MessageStanding | null> {
  if (session.debtor === null || place.ref === undefined) return null;
  const [key, own] = [await pageKeyOf(tx), await messagesOf(tx, session.debtor)];
  return ownByRef(place.ref, own, { key, kind: 'message', numberOf: messageNumber });
}

/** Until somebody has looked at it, the page is the receipt. */
function heading({ texts, language }: PersonalVisit, message: MessageStanding): Html {
  const said = texts.messages;
  if (message.standing.state !== 'received') return html`<h1>${said[kindWords[message.about.kind]]}</h1>`;
  const number = `${said.number} ${messageText(message)}`;
  const content = html`<p class="alert-text">${number}</p>`;
  return alert({ variant: 'success', heading: said.thanks, headingLevel: 1, content, language });
}

function receipt(visit: PersonalVisit, message: MessageStanding): Html {
  const { texts, language } = visit;
  const said = texts.messages;
  const { about, decision, sentAt } = message;
  const on = readableDate(dayInCopenhagen(sentAt), language);
  const what =
    about.kind === 'documentation'
      ? said[topicWords[about.topic]]
      : about.kind === 'complaint' && decision !== null
        ? decisionInWords(decision, visit)
        : null;
  const kind = said[kindWords[about.kind]];
  return html`${facts([
      { name: said.number, value: messageText(message) },
      { name: said.sentAt, value: fillIn(said.sentAtTime, { on, time: timeOfDay(sentAt, language) }) },
      { name: said.about, value: what === null ? kind : `${kind}: ${what}` },
    ])}
    <p>${fillIn(said.keep, { page: said.title })}</p>`;
}

function state(visit: PersonalVisit, message: MessageStanding): Html {
  const { texts, language } = visit;
  const said = texts.messages;
  const { standing, about } = message;
  const rests = about.kind === 'objection' || about.kind === 'complaint' ? ` ${said.stateRests}` : '';
  const day = (on: string) => ({ on });
  const sentence = (): string => {
    switch (standing.state) {
      case 'received':
        return said.stateReceived + rests;
      case 'looked-at':
        return said.stateLookedAt + rests;
      case 'decided':
        return standing.on === null
          ? said.stateDecidedNot
          : fillIn(said.stateDecided, day(readableDate(standing.on, language)));
      case 'answered':
        return fillIn(said.stateAnswered, day(readableDate(standing.on, language)));
      case 'withdrawn':
        return fillIn(said.stateWithdrawn, day(readableDate(standing.on, language)));
      default:
        return unreachable(standing);
    }
  };
  return html`<h2>${said.state}</h2>
    <p>${sentence()}</p>
    ${answer(visit, message)}`;
}

const outcomes = { upheld: 'stateUpheld', partly: 'statePartly', refused: 'stateRefused' } as const;

function answer({ texts }: PersonalVisit, { standing }: MessageStanding): Html | null {
  if (standing.state !== 'answered') return null;
  const said = texts.messages;
  const { outcome, words } = standing;
  return html`${outcome === null ? null : html`<p>${said[outcomes[outcome]]} ${said.stateLetter}</p>`}
    <h2>${said.ourAnswer}</h2>
    <p class="own-words" lang="da">${words}</p>`;
}

function written({ texts, language }: PersonalVisit, { words, files }: MessageStanding): Html {
  const said = texts.messages;
  const listed = files.map(
    ({ name, bytes }) => html`<li>${fillIn(said.file, { name, size: sizeInWords(bytes, language) })}</li>`,
  );
  return html`<h2>${said.yourWords}</h2>
    <p class="own-words">${words}</p>
    ${
      files.length === 0
        ? null
        : html`<h2>${said.yourFiles}</h2>
            <ul>
              ${listed}
            </ul>`
    }`;
}

async function withdrawing(visit: PersonalVisit, message: MessageStanding): Promise<Html | null> {
  const { texts, contact, place } = visit;
  const said = texts.messages;
  const { standing, about } = message;
  if (standing.state !== 'received' && standing.state !== 'looked-at') return null;
  if (about.kind === 'hearing-answer' || place.ref === undefined) return html`<p>${said.more}</p>`;
  if (!(await mayGiveUp(visit)))
    return html`<p>${said.more} ${fillIn(said.withdrawNot, { phone: contact.phone })}</p>`;
  const what =
    about.kind === 'objection' ? `${said.withdrawText} ${said.withdrawObjection}` : said.withdrawText;
  const button = submitButton(said.withdraw, 'secondary');
  return html`<p>${said.more}</p>
    <h2>${said.withdraw}</h2>
    <p>${what}</p>
    ${postForm(visit, { name: 'message-withdraw', ref: place.ref }, button)}`;
}
