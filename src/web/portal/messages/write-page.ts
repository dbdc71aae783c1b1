import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { toComplainOf } from '../../../messages/complaints.ts';
import { messagesOf, openHearingOf, type MessageStanding } from '../../../messages/messages.ts';
import { heardSetOffsOf } from '../../../messages/set-off-hearings.ts';
import { messageNumber, messageText } from '../../../messages/types.ts';
import { pageKeyOf, pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { orElse, readPart, readPartly } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { facts } from '../../ui/parts.ts';
import { addressOf, type Place } from '../addresses.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { answerByInWords, lastDayOf, setOffInWords } from './asked-of-you.ts';
import { maySend } from './documentation-page.ts';
import { decisionInWords, kindWords, stateWords } from './message-words.ts';

/** What one can write about, and what has become of what was written. */
export async function serveWrite(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, texts } = visit;
  const said = texts.messages;
  const key = await pageKeyOf(tx);
  const { debtor } = session;
  const { ways, isWhole } = await waysOf(visit, key);
  const messages = await readPart(tx, 'messages', () =>
    debtor === null ? Promise.resolve([]) : messagesOf(tx, debtor),
  );
  const phone = { phone: visit.contact.phone };
  const main = html`<h1>${said.title}</h1>
    <p class="font-lead">${said.lead}</p>
    <h2>${said.what}</h2>
    ${
      ways.length === 0
        ? isWhole
          ? html`<p>${fillIn(said.nothing, phone)}</p>`
          : null
        : html`<ul class="ways">
              ${ways.map(wayItem(visit))}
            </ul>
            <p>${fillIn(said.orCall, phone)}</p>`
    }
    ${messages.state === 'down' ? null : own(visit, messages.value, key)}`;
  return { kind: 'page', page: { title: said.title, main } };
}

function own(visit: PersonalVisit, messages: readonly MessageStanding[], key: PageKey): Html {
  const said = visit.texts.messages;
  return html`<h2>${said.yours}</h2>
    ${messages.length === 0 ? html`<p>${said.none}</p>` : messageList(visit, messages, key)}`;
}

interface Way {
  readonly to: Place;
  readonly text: string;
  readonly hint: string;
}

/** `isWhole`: there are no others. */
async function waysOf(
  visit: PersonalVisit,
  key: PageKey,
): Promise<{ readonly ways: readonly Way[]; readonly isWhole: boolean }> {
  const { session, portal, texts } = visit;
  const said = texts.messages;
  if (session.debtor === null) return { ways: [], isWhole: true };
  const object: Way = { to: { name: 'object' }, text: said.object, hint: said.objectHint };
  const documentation: Way = {
    to: { name: 'send-documentation' },
    text: said.documentation,
    hint: said.documentationHint,
  };
  const { hearings, objections, complaints } = portal.messages;
  const [maySendPapers, { asked, decisions }] = await readPartly(visit.tx, {
    needed: () => maySend(visit),
    parts: {
      asked: async () => (hearings ? [...(await hearingWay(visit)), ...(await setOffWays(visit, key))] : []),
      decisions: () => (complaints ? complaintWays(visit, key) : Promise.resolve([])),
    },
  });
  const ways = [
    ...orElse(asked, []),
    ...(objections ? [object] : []),
    ...orElse(decisions, []),
    ...(maySendPapers ? [documentation] : []),
  ];
  return { ways, isWhole: asked.state === 'read' && decisions.state === 'read' };
}

async function hearingWay(visit: PersonalVisit): Promise<Way[]> {
  const { tx, session, texts } = visit;
  const open = session.debtor === null ? null : await openHearingOf(tx, session.debtor);
  if (open === null) return [];
  const hint = answerByInWords(lastDayOf(open), visit);
  return [{ to: { name: 'answer-hearing' }, text: texts.messages.hearing, hint }];
}

async function setOffWays(visit: PersonalVisit, key: PageKey): Promise<Way[]> {
  const { tx, session, texts } = visit;
  const heard = session.debtor === null ? [] : await heardSetOffsOf(tx, session.debtor);
  return heard.map((each) => ({
    to: { name: 'answer-set-off', ref: pageRef(key, 'set-off', each.number) },
    text: texts.messages.hearing,
    hint: setOffInWords(each, visit),
  }));
}

/** So many decisions one may choose among; the older ones have been replaced. */
const NEWEST = 3;

async function complaintWays(visit: PersonalVisit, key: PageKey): Promise<Way[]> {
  const { tx, session, texts, language, today } = visit;
  const said = texts.messages;
  const decisions = session.debtor === null ? [] : await toComplainOf(tx, session.debtor);
  return decisions.slice(0, NEWEST).map(({ decision, decidedOn, by }) => {
    const on = readableDate(decidedOn, language);
    const hint =
      by === null
        ? fillIn(said.complainAny, { on })
        : fillIn(by < today ? said.complainLate : said.complainBy, { on, by: readableDate(by, language) });
    return {
      to: { name: 'complain', ref: pageRef(key, 'decision', decision.id) },
      text: fillIn(said.complain, { what: decisionInWords(decision, visit) }),
      hint,
    };
  });
}

function wayItem(visit: PersonalVisit): (way: Way) => Html {
  return ({ to, text, hint }) => html`<li><a href="${addressOf(visit, to)}">${text}</a><br />${hint}</li>`;
}

function messageList(visit: PersonalVisit, messages: readonly MessageStanding[], key: PageKey): Html {
  const { texts, language } = visit;
  const said = texts.messages;
  const items = messages.map((message) => {
    const ref = pageRef(key, 'message', messageNumber(message));
    const rows = [
      { name: said.dayColumn, value: readableDate(dayInCopenhagen(message.sentAt), language) },
      { name: said.numberColumn, value: messageText(message) },
      { name: said.stateColumn, value: said[stateWords[message.standing.state]] },
    ];
    return html`<li class="debt">
      <h3>
        <a href="${addressOf(visit, { name: 'message', ref })}">${said[kindWords[message.about.kind]]}</a>
      </h3>
      ${facts(rows)}
    </li>`;
  });
  return html`<ul class="debts">
    ${items}
  </ul>`;
}
