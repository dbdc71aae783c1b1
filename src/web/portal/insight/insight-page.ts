import { directDebitData } from '../../../direct-debit/my-data.ts';
import { looksByOthers, type Look } from '../../../insight/looked-at.ts';
import { myData } from '../../../insight/my-data.ts';
import type { PageWords } from '../../../insight/my-data-words.ts';
import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import type { DebtorNumber } from '../../../kernel/ids.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { keptAbout, type KeptNotification } from '../../../notifications/told-of.ts';
import { channels } from '../../../payments/types.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { table } from '../../ui/table.ts';
import { addressOf } from '../addresses.ts';
import { whoseOf } from '../calculation/steps.ts';
import type { Around } from '../debt/debt-card.ts';
import { happenings } from '../debt/debt-tables.ts';
import { notificationsLink } from '../notifications/notifications-page.ts';
import { channelName } from '../papers/payment-names.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { debtName } from '../texts/debt-names.ts';
import { textsFor } from '../texts/for-whom.ts';
import type { Texts } from '../texts/texts.ts';

/** Who has looked at the person, and the way to the file with what is kept about them. */
export async function serveInsight(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, texts } = visit;
  const { debtor } = session;
  const looks = await readPart(tx, 'looks', () =>
    debtor === null ? Promise.resolve([]) : looksByOthers(tx, debtor),
  );
  const main = insightPage(visit, orElse(looks, null));
  return { kind: 'page', page: { title: texts.insight.title, main } };
}

/** `looks`: null = who has looked cannot be read. */
export function insightPage(visit: Around, looks: readonly Look[] | null): Html {
  const { texts, language, contact, portal } = visit;
  const said = texts.insight;
  const years = String(portal.messages.files.keepYears);
  return html`<h1>${said.title}</h1>
    ${looks === null ? null : whoHasLooked(looks, { texts, language })}
    <h2>${said.get}</h2>
    <p>${said.getText}</p>
    <p>${linkButton({ href: addressOf(visit, { name: 'my-data' }), text: said.getLink }, 'secondary')}</p>
    <p>${fillIn(said.more, { phone: contact.phone })}</p>
    <h2>${said.files}</h2>
    <p>${fillIn(said.filesText, { years })}</p>
    ${notificationsLink(visit)}`;
}

function whoHasLooked(looks: readonly Look[], { texts, language }: Pick<Around, 'texts' | 'language'>): Html {
  const said = texts.insight;
  // Several steps of one matter on a day say one thing.
  const each = new Map(looks.map((look) => [`${look.on} ${look.by} ${look.about}`, look]));
  const rows = [...each.values()].map(
    ({ on, by, about }) => [readableDate(on, language), said[by], said[about]] as const,
  );
  const shown =
    rows.length === 0
      ? html`<p>${said.none}</p>`
      : table({ labelledBy: 'who', columns: [said.day, said.by, said.matter], rows, inWords: [1, 2] });
  return html`<h2 id="who">${said.who}</h2>
    <p>${said.noNames}</p>
    ${shown}
    <p>${said.every}</p>`;
}

/** The file itself. */
export async function serveMyData(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, today, hidesAddress } = visit;
  const { debtor } = session;
  const danish = textsFor('da', session);
  const data =
    debtor === null
      ? { opgjort: today }
      : await myData(tx, debtor, {
          day: today,
          words: { ...inDanish(danish), whose: whoseOf(visit) },
          hidesAddress,
          further: {
            Betalingsservice: () => directDebitData(tx, debtor),
            'korte beskeder': () => messagesOf(tx, debtor, danish),
          },
        });
  return {
    kind: 'file',
    name: `oplysninger-${today}.json`,
    type: 'application/json; charset=utf-8',
    content: JSON.stringify(data, null, 2),
    standsAlone: true,
  };
}

/** What the Danish pages call it: the file is in Danish for everybody. */
function inDanish(texts: Texts): Omit<PageWords, 'whose'> {
  const danish = { texts, language: 'da' } as const;
  const { insight, letterNames, debt, missing } = texts;
  return {
    debtName: (type) => debtName(type, 'da'),
    letter: letterNames,
    looked: insight,
    notLooked: insight.every,
    missing: (part) => missing[part],
    movement: Object.fromEntries(
      Object.entries(happenings).map(([what, name]) => [what, debt[name]]),
    ) as PageWords['movement'], // each of them
    channel: Object.fromEntries(
      [...channels, 'state-set-off' as const].map((channel) => [channel, channelName({ channel }, danish)]),
    ) as PageWords['channel'], // likewise
  };
}

/** What was chosen about short messages, and what was written. */
async function messagesOf(tx: PersonalVisit['tx'], debtor: DebtorNumber, texts: Texts) {
  const said = texts.notifications;
  const about = {
    'new-debt': said.newDebt,
    'due-soon': said.dueSoon,
    'payment-received': said.paymentReceived,
  };
  const ways = { 'digital-post': said.digitalPost, nemsms: said.nemsms };
  const { choices, notifications } = await keptAbout(tx, debtor);
  return {
    valg: choices.map(({ kind, channels: chosen, at }) => ({
      om: about[kind],
      hvordan: chosen.map((channel) => ways[channel]),
      fra: dayInCopenhagen(at),
    })),
    beskeder: notifications.map(({ kind, day, channel, state }) => ({
      dag: day,
      om: about[kind],
      hvordan: ways[channel],
      tilstand: sentWords[state],
    })),
  };
}

const sentWords: Readonly<Record<KeptNotification['state'], string>> = {
  waiting: 'venter',
  handed: 'sendt',
  refused: 'ikke taget imod',
  'too-late': 'ikke sendt, fordi der var gået for lang tid',
};
