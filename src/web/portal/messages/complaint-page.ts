import type { ClaimNumber } from '../../../claims/types.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { toComplainOf, type ToComplainOf } from '../../../messages/complaints.ts';
import { ownByRef, pageKeyOf } from '../../../municipality/page-refs.ts';
import { html, type Html } from '../../ui/html.ts';
import type { Answer, PageContent, PersonalVisit, SentForm } from '../route.ts';
import { isAtRecovery } from './at-recovery.ts';
import { fieldsWith, formPage, NOTHING_TYPED, sendFrom, type Typed } from './message-form.ts';
import { complaintGoes, whileComplained } from './meanwhile.ts';
import { decisionInWords } from './message-words.ts';

export const complaintFields = fieldsWith({});

/** The form in which somebody complains of a decision, with its deadline; after that it is taken all the same. */
export async function serveComplaint(visit: PersonalVisit): Promise<Answer> {
  const page = await showComplaint(visit, NOTHING_TYPED);
  return page === null ? { kind: 'not-found' } : { kind: 'page', page };
}

export async function sendComplaint(sent: SentForm): Promise<Answer> {
  const complained = await complainedOf(sent);
  if (complained === null) return { kind: 'not-found' };
  const decision = complained.decision.id;
  return sendFrom(sent, showComplaint, () => ({ kind: 'complaint', decision }));
}

export async function showComplaint(visit: PersonalVisit, typed: Typed): Promise<PageContent | null> {
  const { texts, portal, place } = visit;
  const complained = portal.messages.complaints ? await complainedOf(visit) : null;
  if (complained === null || place.ref === undefined) return null;
  return formPage(
    visit,
    {
      to: { name: 'complain-send', ref: place.ref },
      title: texts.messages.complainTitle,
      lead: leadOf(visit, complained, await isAtRecovery(visit, coveredBy(complained))),
      fields: html``,
      named: [],
    },
    typed,
  );
}

async function complainedOf({ tx, session, place }: PersonalVisit): Promise<ToComplainOf | null> {
  if (session.debtor === null || place.ref === undefined) return null;
  const all = await toComplainOf(tx, session.debtor);
  const key = await pageKeyOf(tx);
  return ownByRef(place.ref, all, { key, kind: 'decision', numberOf: ({ decision: { id } }) => id });
}

function coveredBy({ decision: { covers } }: ToComplainOf): ClaimNumber[] {
  return covers.map(({ claim }) => claim);
}

function leadOf(
  visit: PersonalVisit,
  { decision, decidedOn, by, guidance }: ToComplainOf,
  there: boolean,
): Html {
  const { texts, language, today } = visit;
  const said = texts.messages;
  const what = decisionInWords(decision, visit);
  const deadline = by === null ? null : { by: readableDate(by, language) };
  const last =
    by === null || deadline === null
      ? null
      : by < today
        ? html`<p>${fillIn(said.complainDeadlineOver, deadline)}</p>`
        : html`<p><strong>${fillIn(said.complainDeadline, deadline)}</strong></p>`;
  return html`<p>${fillIn(said.complainWhat, { on: readableDate(decidedOn, language), what })}</p>
    ${last}
    <p>${complaintGoes(guidance, visit)} ${said.complainHow}</p>
    <p>${whileComplained(decision, there, visit)}</p>`;
}
