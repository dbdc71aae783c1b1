import type { ClaimNumber } from '../../../claims/types.ts';
import { actorOf } from '../../../identity/acting.ts';
import { citizenBooks } from '../../../insight/citizen-books.ts';
import { debtLines } from '../../../insight/overview/debt-lines.ts';
import { isLeft } from '../../../insight/overview/is-left.ts';
import type { DebtLine, NextEvent } from '../../../insight/overview/types.ts';
import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import { sumOre } from '../../../kernel/money.ts';
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
import { phonesAbout } from '../contact.ts';
import { theirPage } from '../debt/their-page.ts';
import { nameInWords } from '../debt/debt-words.ts';
import { nextInWords } from '../debt/next-words.ts';
import { postForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { wordsOfOthers } from '../../../identity/words-of-others.ts';
import { isAtRecovery } from './at-recovery.ts';
import { mayGiveUp } from './hearing-page.ts';
import { complaintMeanwhile } from './meanwhile.ts';
import {
  answerInWords,
  decisionInWords,
  kindWords,
  sizeInWords,
  thenInWords,
  topicWords,
} from './message-words.ts';

/** One message of the person's own: its receipt, what was written, and what has become of it. */
export async function serveMessage(visit: PersonalVisit): Promise<Answer> {
  const message = await ownMessage(visit);
  if (message === null) return { kind: 'not-found' };
  const about = await aboutInWords(visit, message);
  const there = await isAtRecovery(visit, claimsOf(message));
  const main = html`${backLink({ href: addressOf(visit, { name: 'write' }), text: visit.texts.messages.backToMessages })}
  ${heading(visit, message)} ${receipt(visit, message, about)} ${await state(visit, message, there)}
  ${written(visit, message)} ${await withdrawing(visit, message)}`;
  return { kind: 'page', page: { title: visit.texts.messages.sentTitle, main } };
}

/** What is on record of an objection that was taken back here, in the words of the case. */
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
  const keep = fillIn(said.keep, { number: messageText(message), page: said.title });
  const content = html`<p class="alert-text">${keep}</p>`;
  return alert({ variant: 'success', heading: said.thanks, headingLevel: 1, content, language });
}

function receipt(
  { texts, language }: PersonalVisit,
  message: MessageStanding,
  about: readonly string[],
): Html {
  const said = texts.messages;
  const { sentAt } = message;
  const on = readableDate(dayInCopenhagen(sentAt), language);
  const kind = said[kindWords[message.about.kind]];
  return facts([
    { name: said.number, value: messageText(message) },
    { name: said.sentAt, value: fillIn(said.sentAtTime, { on, time: timeOfDay(sentAt, language) }) },
    { name: said.about, value: html`${kind}${about.map((each) => html`<br />${each}`)}` },
  ]);
}

/** What a message is about, a line for each: the debts and what is wrong with them, the decision, or what the papers tell of. */
async function aboutInWords(
  visit: PersonalVisit,
  { about, objection, decision, setOff }: MessageStanding,
): Promise<string[]> {
  const said = visit.texts.messages;
  switch (about.kind) {
    case 'documentation':
      return [said[topicWords[about.topic]]];
    case 'complaint':
      return decision === null
        ? []
        : [fillIn(said.complaintAbout, { what: decisionInWords(decision, visit) })];
    case 'hearing-answer':
      return decision === null ? [] : [fillIn(said.hearingAbout, { what: decisionInWords(decision, visit) })];
    case 'set-off-answer':
      return [wordsOfOthers(setOff?.payout.for ?? null, visit)].filter((words) => words !== null);
    case 'objection':
      return objection === null ? [] : [...(await namesOf(visit, objection.claims)), said[objection.against]];
    default:
      return unreachable(about);
  }
}

async function namesOf(visit: PersonalVisit, claims: readonly ClaimNumber[]): Promise<string[]> {
  return (await linesOf(visit, claims)).map((line) => nameInWords(line, visit));
}

async function linesOf(visit: PersonalVisit, claims: readonly ClaimNumber[]): Promise<DebtLine[]> {
  const { tx, session, today } = visit;
  if (session.debtor === null) return [];
  const lines = [...debtLines(await citizenBooks(tx, session.debtor, today), today).values()].flat();
  const isOf = ({ mains }: DebtLine) => mains.length > 0 && mains.every((main) => claims.includes(main));
  // A line of several months where all of them are meant, else the months that are.
  return lines.flatMap((line) => (isOf(line) ? [line] : line.months.filter(isOf)));
}

/** What is not asked for while it is looked at. */
function claimsOf({ about, objection, decision }: MessageStanding): ClaimNumber[] {
  if (about.kind === 'complaint') return decision?.covers.map(({ claim }) => claim) ?? [];
  return about.kind === 'objection' ? [...(objection?.claims ?? [])] : [];
}

async function state(visit: PersonalVisit, message: MessageStanding, there: boolean): Promise<Html> {
  const { texts, language } = visit;
  const said = texts.messages;
  const { standing, about } = message;
  const isComplaint = about.kind === 'complaint';
  const isOpen = standing.state === 'received' || standing.state === 'looked-at';
  const rests = await meanwhileInWords(visit, message);
  const day = (on: string) => ({ on });
  const sentence = (): string => {
    switch (standing.state) {
      case 'received':
        return `${said.stateReceived}${there || isComplaint ? '' : ` ${said.stateDone}`}${rests}`;
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
    ${isComplaint && isOpen ? await complaintMeanwhile(visit, message, there) : null}
    ${there && isOpen && !isComplaint ? html`<p>${theirPage(said.stateThere)}</p>` : null}
    ${await answer(visit, message)}`;
}

/** What goes on while it is looked at, after what is done about it; of a complaint `complaintMeanwhile` says it. */
async function meanwhileInWords(
  visit: PersonalVisit,
  { about, objection }: MessageStanding,
): Promise<string> {
  const said = visit.texts.messages;
  if (about.kind === 'documentation') return ` ${said.documentationSame}`;
  if (about.kind !== 'objection') return '';
  const lines = objection === null ? [] : await linesOf(visit, objection.claims);
  const goesOn = lines.some(({ next }) => next.tag === 'disputed-on-plan');
  return ` ${said.stateRests}${goesOn ? ` ${said.statePlan}` : ''}`;
}

async function answer(visit: PersonalVisit, message: MessageStanding): Promise<Html | null> {
  const { standing } = message;
  if (standing.state !== 'withdrawn' && standing.state !== 'answered') return null;
  const lines = await leftOf(visit, message);
  if (standing.state === 'withdrawn') return stillOwed(visit, message, lines);
  const said = visit.texts.messages;
  const { answer: told, words } = standing;
  const toSend = lines.filter(({ next }) => GOES_THERE.has(next.tag)).map(({ left }) => left);
  const then = thenInWords(message, sumOre(toSend), visit);
  const shown = asSeen(words, visit, message);
  return html`${told === null ? null : html`<p>${answerInWords(told, visit)} ${said.stateLetter}</p>`}
    ${then === null ? null : html`<p>${then}</p>`} ${stillOwed(visit, message, lines)}
    <h2>${said.ourAnswer}</h2>
    ${shown === null ? html`<p>${said.hiddenWords}</p>` : html`<p class="own-words" lang="da">${shown}</p>`}`;
}

/** What has been written to and fro, as far as who looks may see it; null = not. Who writes about themselves may say where they live. */
function asSeen(words: string, visit: PersonalVisit, { sentBy }: MessageStanding): string | null {
  return sentBy === actorOf(visit.session) ? words : wordsOfOthers(words, visit);
}

/** What is to go to Gældsstyrelsen. */
const GOES_THERE: ReadonlySet<NextEvent['tag']> = new Set([
  'plan-fell-away',
  'before-recovery',
  'recovery-next',
]);

/** Of what a message was about, that of which something is left. */
async function leftOf(visit: PersonalVisit, message: MessageStanding): Promise<DebtLine[]> {
  const claims = claimsOf(message);
  const lines = claims.length === 0 ? [] : await linesOf(visit, claims);
  return lines.filter(isLeft);
}

/** What happens now with what is left of what it was about, as the overview has it; nothing where the answer says itself that nothing is to be done. */
function stillOwed(
  visit: PersonalVisit,
  { standing }: MessageStanding,
  lines: readonly DebtLine[],
): Html | null {
  if (standing.state === 'answered' && standing.answer?.outcome === 'changed') return null;
  const rows = lines.map((line) => ({
    name: nameInWords(line, visit),
    value: nextInWords(line.next, { ...visit, phones: phonesAbout(visit, line.name.type) }),
  }));
  return rows.length === 0 ? null : facts(rows);
}

function written(visit: PersonalVisit, message: MessageStanding): Html {
  const { texts, language } = visit;
  const said = texts.messages;
  const { files } = message;
  const words = asSeen(message.words, visit, message);
  if (words === null) return html`<p>${said.hiddenWords}</p>`;
  const listed = files.map(({ name, bytes, deletedOn }) => {
    const size = sizeInWords(bytes, language);
    const on = deletedOn === null ? '' : readableDate(deletedOn, language);
    return html`<li>
      ${name === null ? fillIn(said.fileDeleted, { size, on }) : fillIn(said.file, { name, size })}
    </li>`;
  });
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
  const isAnswer = about.kind === 'hearing-answer' || about.kind === 'set-off-answer';
  if (isAnswer || place.ref === undefined) return html`<p>${said.more}</p>`;
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
