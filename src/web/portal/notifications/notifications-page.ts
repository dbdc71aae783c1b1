import { actorOf } from '../../../identity/acting.ts';
import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import {
  channelsFor,
  choicesOf,
  chooseNotifications,
  type ChosenKinds,
} from '../../../notifications/choices.ts';
import {
  notificationKinds,
  type Channels,
  type NotificationChannel,
  type NotificationKind,
} from '../../../notifications/types.ts';
import { whomToTell, type NotTold } from '../../../notifications/whom-to-tell.ts';
import type { FormFields } from '../../http/forms.ts';
import { alert } from '../../ui/alert.ts';
import { checkboxes } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { postForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';

/** One list of channels for each kind of message. */
export const notificationFields: FormFields = { once: [], many: notificationKinds };

/** Which short messages the person wants: each kind, by each channel that the municipality uses. */
export function serveNotifications(visit: PersonalVisit): Promise<Answer> {
  return notificationsPage(visit, null);
}

/** The same, just after it was saved. */
export function notificationsSaved(visit: PersonalVisit): Promise<Answer> {
  const said = visit.texts.notifications;
  const content = html`<p class="alert-text">${said.savedText}</p>`;
  return notificationsPage(
    visit,
    alert({ variant: 'success', heading: said.saved, content, language: visit.language }),
  );
}

/** Keeps what was chosen; a channel that is not used here is passed over. */
export async function saveNotifications(sent: SentForm): Promise<Answer> {
  const { session, portal, form } = sent;
  if (session.debtor === null || portal.notifications.channels.length === 0)
    return { kind: 'go', to: { name: 'notifications' } };
  const wanted = (kind: NotificationKind): readonly NotificationChannel[] =>
    portal.notifications.channels.filter((channel) => form.chosen(kind).includes(channel));
  const channels: Channels = {
    'new-debt': wanted('new-debt'),
    'due-soon': wanted('due-soon'),
    'payment-received': wanted('payment-received'),
  };
  await chooseNotifications(sent.tx, {
    debtor: session.debtor,
    channels,
    by: actorOf(session),
    at: sent.now,
  });
  return { kind: 'go', to: { name: 'notifications-saved' } };
}

async function notificationsPage(visit: PersonalVisit, saved: Html | null): Promise<Answer> {
  const { tx, session, today, texts, portal } = visit;
  const said = texts.notifications;
  const back = backLink({
    href: addressOf(visit, { name: 'overview' }),
    text: texts.overview.backToOverview,
  });
  const page = (content: Html): Answer => {
    const main = html`${back} ${saved}
      <h1>${said.title}</h1>
      ${content}`;
    return { kind: 'page', page: { title: said.title, main } };
  };
  const sentence = (words: string) => page(html`<p class="font-lead">${words}</p>`);
  if (portal.notifications.channels.length === 0) return sentence(said.notYet);
  const { debtor } = session;
  if (debtor === null) return sentence(said.nobody);
  const why = (await whomToTell(tx, [debtor], today)).get(debtor)?.why ?? null;
  if (why !== null) return sentence(whyNotInWords(why, visit));
  return page(form(visit, (await choicesOf(tx, [debtor])).get(debtor)));
}

function whyNotInWords(why: NotTold, { texts, contact }: PersonalVisit): string {
  const said = texts.notifications;
  return why === 'no-digital-post' ? said.exempt : fillIn(said.cannot, { phone: contact.phone });
}

function form(visit: PersonalVisit, chosen: ChosenKinds | undefined): Html {
  const { texts, language, portal } = visit;
  const said = texts.notifications;
  const { channels, daysBefore } = portal.notifications;
  const now = channelsFor(chosen, portal.notifications);
  const soon =
    daysBefore === 1 ? said.dueSoonHintOne : fillIn(said.dueSoonHint, { days: String(daysBefore) });
  const labels = { 'digital-post': said.digitalPost, nemsms: said.nemsms } as const;
  const headings = {
    'new-debt': said.newDebt,
    'due-soon': said.dueSoon,
    'payment-received': said.paymentReceived,
  } as const;
  const groups = notificationKinds.map((kind) =>
    checkboxes(
      { id: kind, label: headings[kind], hint: kind === 'due-soon' ? soon : null, language },
      channels.map((channel) => ({
        value: channel,
        label: labels[channel],
        chosen: now[kind].includes(channel),
      })),
    ),
  );
  return html`<p class="font-lead">${said.lead}</p>
    <p>${said.says}</p>
    <p>${said.notLetters}</p>
    ${channels.includes('nemsms') ? html`<p>${said.nemsms}: ${said.nemsmsHint}</p>` : null}
    ${postForm(visit, { name: 'notifications-choose' }, html`${groups} ${submitButton(said.save)}`)}
    ${lastChosen(visit, chosen)}`;
}

function lastChosen({ texts, language }: PersonalVisit, chosen: ChosenKinds | undefined): Html | null {
  const times = Object.values(chosen ?? {}).map(({ at }) => at);
  const last = times.toSorted(Temporal.Instant.compare).at(-1);
  if (last === undefined) return null;
  const on = readableDate(dayInCopenhagen(last), language);
  return html`<p>${fillIn(texts.notifications.chosenOn, { on })}</p>`;
}

/** The way there, where there is anything to choose. */
export function notificationsLink(
  visit: Pick<PersonalVisit, 'municipality' | 'language' | 'session' | 'portal' | 'texts'>,
): Html | null {
  if (visit.portal.notifications.channels.length === 0 || !visit.session.scopes.includes('self')) return null;
  const href = addressOf(visit, { name: 'notifications' });
  return html`<p><a href="${href}">${visit.texts.notifications.link}</a></p>`;
}
