import { othersMustSign } from '../../../debtors/signatures.ts';
import { lettersShown } from '../../../insight/letters-shown.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { letterId } from '../../../kernel/ids.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { openHearingOf, type OpenHearing } from '../../../messages/messages.ts';
import { pageKeyOf } from '../../../municipality/page-refs.ts';
import { alert } from '../../ui/alert.ts';
import { checkboxes } from '../../ui/form-fields.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { letterLinks } from '../papers/letter-cards.ts';
import type { Answer, PageContent, PersonalVisit, SentForm } from '../route.ts';
import { wordsOfOthers } from '../../../identity/words-of-others.ts';
import { answerByInWords, lastDayOf, proposalInWords, silenceInWords } from './asked-of-you.ts';
import { fieldsWith, formPage, NOTHING_TYPED, sendFrom, type Typed } from './message-form.ts';

export const hearingFields = fieldsWith({ many: ['final'] });

/** The form in which somebody answers before a decision is made about them. */
export async function serveHearing(visit: PersonalVisit): Promise<Answer> {
  const page = await showHearing(visit, NOTHING_TYPED);
  return page === null ? { kind: 'go', to: { name: 'write' } } : { kind: 'page', page };
}

export async function sendHearing(sent: SentForm): Promise<Answer> {
  const { form } = sent;
  const open = await openHearing(sent);
  const mayEnd = await mayGiveUp(sent);
  if (open === null) return { kind: 'page', status: 422, page: decidedMeanwhile(sent) };
  const final = mayEnd && form.chosen('final').includes('yes');
  const decision = open.hearing.decision;
  return sendFrom(sent, showHearing, () => ({ kind: 'hearing-answer', decision, final }));
}

/** What was written is no answer any more, and is shown again: it can be part of a complaint. */
export function decidedMeanwhile({ texts, language, form, municipality }: SentForm): PageContent {
  const said = texts.messages;
  const content = html`<p class="alert-text">${said.hearingOverText}</p>`;
  const main = html`${alert({ variant: 'warning', heading: said.hearingOver, headingLevel: 1, content, language })}
    <h2>${said.yourWords}</h2>
    <p class="own-words">${form.text('words')}</p>
    <p>
      ${linkButton({ href: addressOf({ municipality, language }, { name: 'write' }), text: said.backToMessages })}
    </p>`;
  return { title: said.notSent, main };
}

export async function showHearing(visit: PersonalVisit, typed: Typed): Promise<PageContent | null> {
  const { texts, language, portal } = visit;
  const said = texts.messages;
  const open = portal.messages.hearings ? await openHearing(visit) : null;
  if (open === null) return null;
  const final = await mayGiveUp(visit);
  const chosen = typed.form?.chosen('final').includes('yes') ?? false;
  const box = checkboxes(
    { id: 'final', label: said.final, hint: said.finalHint, required: false, language },
    [{ value: 'yes', label: said.finalYes, chosen }],
  );
  return formPage(
    visit,
    {
      to: { name: 'answer-hearing-send' },
      title: said.hearingTitle,
      lead: await leadOf(visit, open),
      // One who may not give up time alone has the whole of it.
      fields: html`${final && open.proposal.state === 'hearing' ? box : null}`,
      named: [],
    },
    typed,
  );
}

async function leadOf(visit: PersonalVisit, open: OpenHearing): Promise<Html> {
  const { tx, session, texts, language } = visit;
  const said = texts.messages;
  const { decision, askedOn, kind, answer } = open.hearing;
  const income = kind === 'income-request' ? html`<p>${said.hearingIncome}</p>` : null;
  const letters = orElse(await readPart(tx, 'letters', () => lettersShown(tx, session)), []);
  const letter = letters.find((each) => each.letter === letterId(decision, 'hearing'));
  const theirs = wordsOfOthers(answer, visit);
  const words = theirs === null ? html`<p>${said.hiddenWords}</p>` : html`<p class="own-words">${theirs}</p>`;
  const before =
    answer === null
      ? null
      : html`<h2>${said.hearingBefore}</h2>
          ${words}`;
  return html`<p>${fillIn(said.hearingLead, { on: readableDate(askedOn, language) })}</p>
    <p>${proposalInWords(open, visit)} ${answer === null ? silenceInWords(open, visit) : null}</p>
    ${income}
    <p><strong>${answerByInWords(lastDayOf(open), visit)}</strong></p>
    ${letter === undefined ? null : letterLinks(visit, letter, await pageKeyOf(tx))} ${before}`;
}

async function openHearing({ tx, session }: PersonalVisit): Promise<OpenHearing | null> {
  return session.debtor === null ? null : openHearingOf(tx, session.debtor);
}

/**
 * Whether somebody may give up what is theirs by law (time to answer, an objection): not where others must sign for the debtor, unless they
 * sign for them (debtors/signatures.ts).
 */
export async function mayGiveUp({ tx, session, today }: PersonalVisit): Promise<boolean> {
  if (session.debtor === null) return false;
  return session.scopes.includes('sign') || !(await othersMustSign(tx, session.debtor, today));
}
