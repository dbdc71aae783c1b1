import { readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { heardSetOffsOf, type HeardSetOff } from '../../../messages/set-off-hearings.ts';
import { ownByRef, pageKeyOf } from '../../../municipality/page-refs.ts';
import { html, type Html } from '../../ui/html.ts';
import type { Answer, PageContent, PersonalVisit, SentForm } from '../route.ts';
import { answerByInWords, setOffInWords } from './asked-of-you.ts';
import { decidedMeanwhile } from './hearing-page.ts';
import { fieldsWith, formPage, NOTHING_TYPED, sendFrom, type Typed } from './message-form.ts';

export const setOffFields = fieldsWith({});

/** The form in which somebody answers before money that they are to get is set off against what they owe. */
export async function serveSetOff(visit: PersonalVisit): Promise<Answer> {
  const page = await showSetOff(visit, NOTHING_TYPED);
  return page === null ? { kind: 'not-found' } : { kind: 'page', page };
}

export async function sendSetOff(sent: SentForm): Promise<Answer> {
  const heard = await heardHere(sent);
  if (heard === null) return { kind: 'page', status: 422, page: decidedMeanwhile(sent) };
  return sendFrom(sent, showSetOff, () => ({ kind: 'set-off-answer', setOff: heard.number }));
}

export async function showSetOff(visit: PersonalVisit, typed: Typed): Promise<PageContent | null> {
  const { texts, portal, place } = visit;
  const heard = portal.messages.hearings ? await heardHere(visit) : null;
  if (heard === null || place.ref === undefined) return null;
  return formPage(
    visit,
    {
      to: { name: 'answer-set-off-send', ref: place.ref },
      title: texts.messages.hearingTitle,
      lead: leadOf(visit, heard),
      fields: html``,
      named: [],
    },
    typed,
  );
}

async function heardHere({ tx, session, place }: PersonalVisit): Promise<HeardSetOff | null> {
  if (session.debtor === null || place.ref === undefined) return null;
  const [key, all] = [await pageKeyOf(tx), await heardSetOffsOf(tx, session.debtor)];
  return ownByRef(place.ref, all, { key, kind: 'set-off', numberOf: ({ number }) => number });
}

function leadOf(visit: PersonalVisit, heard: HeardSetOff): Html {
  const { texts, language } = visit;
  const said = texts.messages;
  const { askedOn, answerBy } = heard;
  return html`<p>${fillIn(said.hearingLead, { on: readableDate(askedOn, language) })}</p>
    <p>${setOffInWords(heard, visit)}</p>
    ${answerBy === null ? null : html`<p><strong>${answerByInWords(answerBy, visit)}</strong></p>`}`;
}
