import { readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { balanceOfDebtor } from '../../../ledger/debtor-balance.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { timeOfDay } from '../clock-words.ts';
import type { Answer, PersonalVisit } from '../route.ts';

/** What the person owes in all, by the number that is shown everywhere. */
export async function serveOverview(visit: PersonalVisit): Promise<Answer> {
  const { debtor } = visit.session;
  const { owed, atRecovery } =
    debtor === null ? { owed: zeroOre, atRecovery: zeroOre } : await balanceOfDebtor(visit.tx, debtor);
  return {
    kind: 'page',
    page: { title: visit.texts.overview.heading, main: overviewPage(visit, { owed, atRecovery }) },
  };
}

interface Total {
  readonly owed: Ore;
  readonly atRecovery: Ore;
}

type Around = Pick<PersonalVisit, 'texts' | 'municipalityName' | 'language' | 'now' | 'contact'>;

/** The page itself: what is owed here, and beside it what Gældsstyrelsen has. */
export function overviewPage(visit: Around, { owed, atRecovery }: Total): Html {
  const { municipalityName: municipality, language, contact } = visit;
  const said = visit.texts.overview;
  const time = timeOfDay(visit.now, language);
  const total =
    owed === zeroOre
      ? html`<p class="font-lead">${fillIn(said.nothing, { municipality })}</p>`
      : html`<p class="total">
          ${fillIn(said.owed, { municipality })} <strong>${readableKroner(owed, language)}</strong>
          ${said.owedInAll}
        </p>`;
  const elsewhere =
    atRecovery === zeroOre
      ? null
      : html`<p>${fillIn(said.atRecovery, { amount: readableKroner(atRecovery, language) })}</p>`;
  return html`<h1>${said.heading}</h1>
    ${total} ${elsewhere}
    <p>${fillIn(said.readAt, { time })}</p>
    <p>${fillIn(said.missing, { phone: contact.phone })}</p>`;
}
