import { decisionsAloneAbout } from '../agreements/decisions.ts';
import { arrangementsOf } from '../arrangements/arrangements.ts';
import { signaturesOf } from '../arrangements/signatures.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { lettersAbout } from '../letters/delivery-overview.ts';
import { messagesOf } from '../messages/messages.ts';
import { messageText } from '../messages/types.ts';
import { objectionsOf } from '../objections/objections.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { missingIn, orElse, readPart } from '../platform/read-partly.ts';
import { citizenBooks, type CitizenBooks } from './citizen-books.ts';
import { looksByOthers } from './looked-at.ts';
import { benefitsOf, calculationsOf, incomeOf, personOf, statedOf } from './my-data-known.ts';
import {
  begunOf,
  debtsOf,
  errandsAbout,
  heldOf,
  instalmentsOf,
  paymentsOf,
  setOffOf,
} from './my-data-money.ts';
import { toldKroner, whereaboutsTold, type Told, type Whereabouts } from './my-data-told.ts';
import {
  arrangedWords,
  arrangementStateWords,
  decidedWords,
  decisionStateWords,
  messageStateWords,
  messageWords,
  sentByWords,
  type PageWords,
} from './my-data-words.ts';

/**
 * What is kept about a person, by what it is about, for themselves, in Danish. Nobody else is in it: who owes a debt too, who acts for them and
 * who of the staff did what are told as that and no more. The CPR number is left out: the file lies wherever it is put. `hidesAddress`: somebody else
 * gets it, who is not told where the person is (identity/acting.ts). `further`: what rooms below keep. What cannot be read stands under `mangler`, first,
 * and where it would have stood.
 */
export async function myData(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  {
    day,
    words,
    hidesAddress,
    further,
  }: {
    readonly day: PlainDate;
    readonly words: PageWords;
    readonly hidesAddress: boolean;
    readonly further: Sections;
  },
): Promise<{ readonly [name: string]: Told }> {
  const where = whereaboutsTold({ hidden: hidesAddress });
  const read = await readPart(tx, 'section', () => citizenBooks(tx, debtor, day));
  const ofBooks = (tell: (books: CitizenBooks) => Promise<Told>) => () =>
    read.state === 'read' ? tell(read.value) : Promise.resolve(null);
  const told = await toldIn(tx, words, {
    person: () => personOf(tx, debtor, where),
    indkomst: () => incomeOf(tx, debtor, where),
    ydelser: () => benefitsOf(tx, debtor),
    'egen oplyst indkomst': () => statedOf(tx, debtor, where),
    gæld: ofBooks((books) => debtsOf(tx, books, { day, words, where })),
    betalinger: () => paymentsOf(tx, debtor, words),
    'betalinger begyndt her på siden': () => begunOf(tx, debtor, words),
    'penge vi har': ofBooks((books) => heldOf(tx, books)),
    'penge vi skulle betale ud, brugt til gælden': () => setOffOf(tx, debtor, where),
    'dødsbo, konkurs og gældssanering': () => errandsAbout(tx, debtor),
    beslutninger: () => decisionsOf(tx, debtor, where),
    'det vi har bedt om': () => instalmentsOf(tx, debtor),
    beregninger: () => calculationsOf(tx, debtor, words),
    aftaler: () => arrangedOf(tx, debtor, where),
    uenighed: () => saidOf(tx, debtor, where),
    'skrevet her': () => writtenOf(tx, debtor, where),
    breve: () => lettersOf(tx, debtor, words),
    opslag: () => looksOf(tx, debtor, words),
    'opslag, der ikke er med': () => Promise.resolve(words.notLooked),
    ...further,
  });
  return { opgjort: day, ...told };
}

/** What the file has of each thing, by its name; null = it cannot be read. */
export type Sections = Readonly<Record<string, () => Promise<Told>>>;

async function toldIn(
  tx: MunicipalityReadTx,
  { missing }: PageWords,
  sections: Sections,
): Promise<{ readonly [name: string]: Told }> {
  const told: Record<string, Told> = {};
  const gone: string[] = [];
  for (const [name, tell] of Object.entries(sections)) {
    const it = orElse(await readPart(tx, 'section', tell), null);
    if (it === null) gone.push(name);
    told[name] = it ?? missing('section');
  }
  // The file says nothing of what could be agreed.
  const parts = [...missingIn(tx).keys()]
    .filter((part) => part !== 'section' && part !== 'offers')
    .map(missing);
  const all = [...gone, ...parts];
  return all.length === 0 ? told : { mangler: all, ...told };
}

async function looksOf(tx: MunicipalityReadTx, debtor: DebtorNumber, { looked }: PageWords): Promise<Told> {
  return (await looksByOthers(tx, debtor)).map(({ on, by, about }) => ({
    dag: on,
    af: by === 'staff' ? 'en medarbejder' : 'en, der handler for personen',
    om: looked[about],
  }));
}

async function decisionsOf(tx: MunicipalityReadTx, debtor: DebtorNumber, where: Whereabouts): Promise<Told> {
  return (await decisionsAloneAbout(tx, debtor)).map(
    ({ month, draftedOn, terms, state, decided, because }) => ({
      måned: month,
      foreslået: draftedOn,
      indhold: decidedWords[terms.outcome],
      'om måneden': terms.outcome === 'plan' ? toldKroner(terms.monthly) : null,
      tilstand: decisionStateWords[state],
      besluttet: decided?.on ?? null,
      'af et it-system': decided === null ? null : decided.by === 'automatic',
      begrundelse: told(because, where),
    }),
  );
}

async function arrangedOf(tx: MunicipalityReadTx, debtor: DebtorNumber, where: Whereabouts): Promise<Told> {
  const signatures = await signaturesOf(tx, debtor);
  return (await arrangementsOf(tx, debtor)).map(({ number, terms, state, requestedOn, owed, ended }) => ({
    bedt: requestedOn,
    slags: arrangedWords[terms.kind],
    'om måneden': terms.kind === 'plan' ? toldKroner(terms.monthly) : null,
    'sidste frist': terms.lastDue,
    beløb: toldKroner(owed),
    tilstand: arrangementStateWords[state],
    slut: ended?.on ?? null,
    'skrevet under på': told(signatures.get(number)?.shown, where),
  }));
}

async function saidOf(tx: MunicipalityReadTx, debtor: DebtorNumber, where: Whereabouts): Promise<Told> {
  return (await objectionsOf(tx, debtor)).map(({ notedOn, words, answered }) => ({
    dag: notedOn,
    ord: where(words),
    besvaret: answered?.on ?? null,
    svar: told(answered?.words, where),
  }));
}

async function writtenOf(tx: MunicipalityReadTx, debtor: DebtorNumber, where: Whereabouts): Promise<Told> {
  return (await messagesOf(tx, debtor)).map((message) => {
    const { about, words, sentAt, files, standing } = message;
    return {
      nummer: messageText(message),
      slags: messageWords[about.kind],
      sendt: dayInCopenhagen(sentAt),
      ord: where(words),
      filer: files.map(({ name, type, bytes, deletedOn }) => ({
        navn: name === null ? null : where(name),
        type,
        størrelse: bytes,
        slettet: deletedOn,
      })),
      tilstand: messageStateWords[standing.state],
      svar: standing.state === 'answered' ? where(standing.words) : null,
    };
  });
}

/** Words in which an address may stand, if there are any. */
function told(words: string | null | undefined, where: Whereabouts): Told {
  return words == null ? null : where(words);
}

async function lettersOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { letter: names }: PageWords,
): Promise<Told> {
  return (await lettersAbout(tx, debtor))
    .filter(({ recipient }) => recipient === 0)
    .map(({ kind, datedOn, deliveries }) => ({
      slags: names[kind],
      skrevet: datedOn,
      sendt: deliveries.map(({ channel, arrivedOn }) => ({ måde: sentByWords[channel], fremme: arrivedOn })),
    }));
}
