import { isKey, newKey } from '../../../checkout/reference.ts';
import { holdsCprNumber } from '../../../kernel/cpr-number.ts';
import { actorOf } from '../../../identity/acting.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { sendMessage, type Saying, type SendRefusal } from '../../../messages/send-message.ts';
import { messageNumber } from '../../../messages/types.ts';
import { pageKeyOf, pageRef } from '../../../municipality/page-refs.ts';
import { overAt } from '../../../identity/sessions.ts';
import { KEEP_FIELD, type Form, type FormFields } from '../../http/forms.ts';
import { alert } from '../../ui/alert.ts';
import { errorSummary, fileField, textField, titleWithError, type Field } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, submitButton } from '../../ui/parts.ts';
import { addressOf, type Place } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import { postFiles } from '../post-form.ts';
import { mayStay } from '../session/time-left.ts';
import type { Answer, FilesRefusal, PageContent, PersonalVisit, SentForm } from '../route.ts';

/** Characters of what somebody writes; as of what staff write. */
const LONGEST = 4_000;

/** The fields of each form, and an errand's own. */
export function fieldsWith(own: Partial<FormFields>): FormFields {
  return { once: ['words', 'key', KEEP_FIELD, ...(own.once ?? [])], many: own.many ?? [] };
}

/** What was typed and chosen before, and what is wrong with it, by field. */
export interface Typed {
  readonly form: Form | null;
  readonly wrong: ReadonlyMap<string, string>;
  /** Said above the form: why what was sent has not been taken. */
  readonly note: string | null;
}

export const NOTHING_TYPED: Typed = { form: null, wrong: new Map(), note: null };

/** What one errand's form has that others have not. */
export interface Errand {
  readonly to: Place;
  readonly title: string;
  /** What the reader should know before writing. */
  readonly lead: Html;
  /** Its own fields, and which of them stand in the list of what is wrong. */
  readonly fields: Html;
  readonly named: readonly Field[];
}

/** A form in which somebody writes, with files. */
export function formPage(
  visit: PersonalVisit,
  { to, title, lead, fields, named }: Errand,
  typed: Typed,
): PageContent {
  const { texts, language } = visit;
  const said = texts.messages;
  const error = (id: string) => typed.wrong.get(id) ?? null;
  const words = {
    id: 'words',
    label: said.words,
    hint: fillIn(said.wordsHint, { most: longest(language) }),
    error: error('words'),
    value: typed.form?.text('words') ?? '',
    rows: 8,
    language,
  };
  const files = filesField(visit, typed);
  const summary = errorSummary([...named, words, ...(files === null ? [] : [files])], language);
  const note =
    typed.note === null || summary !== null
      ? null
      : alert({
          variant: 'error',
          heading: said.notSent,
          content: html`<p class="alert-text">${typed.note}</p>`,
          language,
          isBegunAt: true,
        });
  const sent = typed.form?.text('key') ?? '';
  const form = html`<input type="hidden" name="key" value="${isKey(sent) ? sent : newKey()}" /> ${fields}
    ${textField(words)} ${files === null ? null : fileField(files)} ${submitButton(said.send)}
    ${moreTime(visit)}`;
  const isWrong = summary !== null || note !== null;
  const main = html`${summary} ${note}
    ${backLink({ href: addressOf(visit, { name: 'write' }), text: said.backToMessages })}
    <h1>${title}</h1>
    ${lead} ${postFiles(visit, to, form)}`;
  return {
    title: isWrong ? titleWithError(title, language) : title,
    main,
    isWritten: true,
    resent: { to, by: KEEP_FIELD },
  };
}

/** Without script: until when the page stays, and how it stays longer with what was typed. */
function moreTime({ texts, session, language }: PersonalVisit): Html {
  const said = texts.messages;
  const time = timeOfDay(overAt(session), language);
  if (!mayStay(session)) return html`<noscript><p>${fillIn(said.noMoreTime, { time })}</p></noscript>`;
  return html`<noscript>
    <p>${fillIn(said.untilTime, { time })}</p>
    <p>
      <button type="submit" class="button button-secondary" name="${KEEP_FIELD}" value="yes">
        ${said.moreTime}
      </button>
    </p>
  </noscript>`;
}

function filesField({ texts, language, portal }: PersonalVisit, { form, wrong }: Typed) {
  const said = texts.messages;
  const { most, megabytes, megabytesInAll: all } = portal.messages.files;
  if (most === 0) return null;
  const limits = { most, megabytes, all };
  const hint = fillIn(said.filesHint, {
    ...Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, String(value)])),
    types: typesInWords({ texts, portal }),
  });
  return {
    id: 'files',
    label: said.files,
    required: false,
    language,
    hint: form === null ? hint : `${said.keptFiles} ${hint}`,
    error: wrong.get('files') ?? null,
    accept: portal.messages.files.types.map((type) => accepts[type]).join(','),
  };
}

const accepts = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
  heic: 'image/heic',
} as const;

function typesInWords({ texts, portal }: Pick<PersonalVisit, 'texts' | 'portal'>): string {
  const names = portal.messages.files.types.map((type) => type.toUpperCase());
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')}${texts.messages.and}${last}`;
}

/** How an errand's form is shown, with what was typed; null = the errand is not there any more. */
export type ShowForm = (visit: PersonalVisit, typed: Typed) => Promise<PageContent | null>;

/**
 * Sends what somebody has written. What is wrong is said at its field, and nothing that was typed is lost; files must be chosen again, because
 * no browser lets a page do it.
 */
export async function sendFrom(
  sent: SentForm,
  show: ShowForm,
  read: (wrong: Map<string, string>) => Saying | null,
): Promise<Answer> {
  const { form, files, session, tx, language, now: at } = sent;
  const { debtor } = session;
  const key = form.text('key');
  // Not from our page: nothing of ours leaves it out.
  if (debtor === null || !isKey(key)) return { kind: 'go', to: { name: 'write' } };
  // What the municipality no longer takes, or what there is no longer, is not there.
  if ((await show(sent, { form, wrong: new Map(), note: null })) === null) return { kind: 'not-found' };
  const wrong = new Map<string, string>();
  const saying = read(wrong);
  const words = form.text('words').trim();
  const fault = faultOfWords(words, sent);
  if (fault !== null) wrong.set('words', fault);
  if (!files.ok) wrong.set('files', fileFault(files.refusal, sent));
  if (saying === null || wrong.size > 0 || !files.ok)
    return again(await show(sent, { form, wrong, note: null }));
  const message = { debtor, formKey: key, saying, words, files: files.value, language };
  const done = await sendMessage(tx, {
    ...message,
    by: actorOf(session),
    at,
    mostPerDay: sent.portal.messages.mostPerDay,
  });
  if (!done.ok) return again(await show(sent, refusedTyped(form, done.refusal, sent)));
  const ref = pageRef(await pageKeyOf(tx), 'message', messageNumber(done.value));
  const to = { name: 'message', ref } as const;
  return done.value.isNew ? { kind: 'go', to, did: 'message' } : { kind: 'go', to };
}

function again(page: PageContent | null): Answer {
  return page === null ? { kind: 'not-found' } : { kind: 'page', status: 422, page };
}

function longest(language: PersonalVisit['language']): string {
  return LONGEST.toLocaleString(language === 'da' ? 'da-DK' : 'en-GB');
}

function faultOfWords(words: string, { texts, language }: PersonalVisit): string | null {
  const said = texts.messages;
  if (words === '') return said.wordsMissing;
  if (words.length > LONGEST) return fillIn(said.wordsLong, { most: longest(language) });
  return holdsCprNumber(words) ? said.wordsCpr : null;
}

function fileFault(refusal: FilesRefusal, visit: PersonalVisit): string {
  const said = visit.texts.messages;
  switch (refusal.tag) {
    case 'too-many':
      return fillIn(said.tooMany, { most: String(refusal.most) });
    case 'too-much':
      return fillIn(said.tooMuch, { megabytes: String(refusal.megabytes) });
    case 'too-large':
      return fillIn(said.tooLarge, {
        place: String(refusal.place),
        megabytes: String(refusal.megabytes),
      });
    case 'other-type':
      return fillIn(said.otherType, { place: String(refusal.place), types: typesInWords(visit) });
    case 'not-whole':
      return fillIn(said.notWhole, { place: String(refusal.place) });
    case 'empty':
      return fillIn(said.emptyFile, { place: String(refusal.place) });
    case 'busy':
      return said.busyFiles;
    case 'virus':
      return fillIn(said.virus, { place: String(refusal.place) });
  }
}

function refusedTyped(form: Form, { tag }: SendRefusal, { texts, contact }: PersonalVisit): Typed {
  const said = texts.messages;
  const { phone } = contact;
  if (tag === 'no-fee') return { form, wrong: new Map([['against', said.noFee]]), note: null };
  const note = tag === 'too-many-today' ? said.tooManyToday : said.changed;
  return { form, wrong: new Map(), note: fillIn(note, { phone }) };
}

/** What somebody wants to see again. */
export function askedTyped(form: Form): Typed {
  return { ...NOTHING_TYPED, form };
}

/** The files of a form that was too late are not there: only what was typed is. */
export function staleTyped(form: Form, { texts }: Pick<PersonalVisit, 'texts'>): Typed {
  return { form, wrong: new Map(), note: texts.messages.stale };
}
