import type { DirectDebitOf } from '../../../direct-debit/for-citizen.ts';
import type { Debit } from '../../../direct-debit/types.ts';
import type { DebtLine } from '../../../insight/overview/types.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { BetalingsserviceChoices } from '../../../municipality/choices/betalingsservice.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../../../platform/database.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import { nextInWords } from '../debt/debt-words.ts';
import { underWayInWords } from '../pay/under-way.ts';
import type { PersonalVisit, Visit } from '../route.ts';

/** The municipality's agreement about Betalingsservice; null: nothing of it is shown. */
export async function directDebitHere(tx: MunicipalityReadTx): Promise<BetalingsserviceChoices | null> {
  return (await configurationVersion(tx, null))?.configuration.betalingsservice ?? null;
}

/** The way to the page. */
export function directDebitLink(visit: Pick<PersonalVisit, 'texts' | 'municipality' | 'language'>): Html {
  const href = addressOf(visit, { name: 'direct-debit' });
  return html`<p><a href="${href}">${visit.texts.directDebit.link}</a></p>`;
}

/** What the bank pays next, beside what is to be paid next; null = nothing is on its way. */
export function nextInBank(
  { texts, language }: Pick<Visit, 'texts' | 'language'>,
  { coming }: Pick<DirectDebitOf, 'coming'>,
): Html | null {
  const [first] = coming;
  if (first === undefined) return null;
  return html`<p>${fillIn(texts.directDebit.next, inWords(first, language))}</p>`;
}

/** What the reader's bank pays, by main claim. */
export type Collected = DirectDebitOf['about'];

/** What happens next about a debt: it is being paid on the web, the bank pays it, or what would happen else. */
export function whatNext(
  {
    mains,
    left,
    next,
    underWay,
    wishWaits,
  }: Pick<DebtLine, 'mains' | 'left' | 'next' | 'underWay' | 'wishWaits'>,
  visit: Pick<PersonalVisit, 'texts' | 'language' | 'municipalityName'>,
  collected: Collected,
): string {
  if (underWay !== null && left > zeroOre) return underWayInWords(underWay, visit);
  const debit =
    left === zeroOre
      ? undefined
      : mains.map((main) => collected.get(main)).find((each) => each !== undefined);
  if (debit !== undefined) return fillIn(visit.texts.directDebit.automatic, inWords(debit, visit.language));
  const words = nextInWords(next, visit);
  return wishWaits ? `${words} ${visit.texts.debts.wishWaits}` : words;
}

/** An amount and its day. */
export function inWords({ amount, payOn }: Debit, language: Visit['language']) {
  return { amount: readableKroner(amount, language), on: readableDate(payOn, language) };
}
