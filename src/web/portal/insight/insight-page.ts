import { directDebitData } from '../../../direct-debit/my-data.ts';
import { looksByOthers, type Look } from '../../../insight/looked-at.ts';
import { myData } from '../../../insight/my-data.ts';
import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import type { DebtorNumber } from '../../../kernel/ids.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { keptAbout } from '../../../notifications/told-of.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { table } from '../../ui/table.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from '../debt/debt-card.ts';
import { notificationsLink } from '../notifications/notifications-page.ts';
import type { Answer, PersonalVisit } from '../route.ts';

/** Who has looked at the person, and the way to the file with what is kept about them. */
export async function serveInsight(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, texts } = visit;
  const looks = session.debtor === null ? [] : await looksByOthers(tx, session.debtor);
  return { kind: 'page', page: { title: texts.insight.title, main: insightPage(visit, looks) } };
}

export function insightPage(visit: Around, looks: readonly Look[]): Html {
  const { texts, language, contact } = visit;
  const said = texts.insight;
  const rows = looks.map(({ on, by, about }) => [readableDate(on, language), said[by], said[about]] as const);
  const shown =
    rows.length === 0
      ? html`<p>${said.none}</p>`
      : table({ labelledBy: 'who', columns: [said.day, said.by, said.why], rows, inWords: [1, 2] });
  return html`<h1>${said.title}</h1>
    <h2 id="who">${said.who}</h2>
    <p>${said.noNames}</p>
    ${shown}
    <p>${said.every}</p>
    <h2>${said.get}</h2>
    <p>${said.getText}</p>
    <p>${linkButton({ href: addressOf(visit, { name: 'my-data' }), text: said.getLink }, 'secondary')}</p>
    <p>${fillIn(said.more, { phone: contact.phone })}</p>
    ${notificationsLink(visit)}`;
}

/** The file itself. */
export async function serveMyData({ tx, session, today }: PersonalVisit): Promise<Answer> {
  const { debtor } = session;
  const data =
    debtor === null
      ? { opgjort: today }
      : {
          ...(await myData(tx, debtor, today)),
          Betalingsservice: await directDebitData(tx, debtor),
          'korte beskeder': await messagesOf(tx, debtor),
        };
  return {
    kind: 'file',
    name: `mine-oplysninger-${today}.json`,
    type: 'application/json; charset=utf-8',
    content: JSON.stringify(data, null, 2),
  };
}

/** What was chosen about short messages, and what was written. */
async function messagesOf(tx: PersonalVisit['tx'], debtor: DebtorNumber) {
  const { choices, notifications } = await keptAbout(tx, debtor);
  return {
    valg: choices.map(({ kind, channels, at }) => ({
      om: kind,
      hvordan: channels,
      fra: dayInCopenhagen(at),
    })),
    beskeder: notifications.map(({ kind, day, channel, state }) => ({
      dag: day,
      om: kind,
      hvordan: channel,
      tilstand: state,
    })),
  };
}
