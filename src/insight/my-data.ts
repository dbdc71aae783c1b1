import { decisionsAbout } from '../agreements/decisions.ts';
import { arrangementsOf } from '../arrangements/arrangements.ts';
import { signaturesOf } from '../arrangements/signatures.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { lettersAbout } from '../letters/delivery-overview.ts';
import { messagesOf } from '../messages/messages.ts';
import { messageText } from '../messages/types.ts';
import { objectionsOf } from '../objections/objections.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { citizenBooks } from './citizen-books.ts';
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
 * gets it, who is not told where the person is (identity/acting.ts).
 */
export async function myData(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  {
    day,
    words,
    hidesAddress,
  }: { readonly day: PlainDate; readonly words: PageWords; readonly hidesAddress: boolean },
): Promise<{ readonly [name: string]: Told }> {
  const where = whereaboutsTold({ hidden: hidesAddress });
  const books = await citizenBooks(tx, debtor, day);
  return {
    opgjort: day,
    person: await personOf(tx, debtor, where),
    indkomst: await incomeOf(tx, debtor, where),
    ydelser: await benefitsOf(tx, debtor),
    'din egen oplyste indkomst': await statedOf(tx, debtor, where),
    'det du skylder': await debtsOf(tx, books, { day, words, where }),
    betalinger: await paymentsOf(tx, debtor, words),
    'betalinger begyndt her på siden': await begunOf(tx, debtor, words),
    'penge vi har til dig': await heldOf(tx, books),
    'penge du skulle have, brugt til det du skylder': await setOffOf(tx, debtor, where),
    'dødsbo, konkurs og gældssanering': await errandsAbout(tx, debtor),
    beslutninger: await decisionsOf(tx, debtor, where),
    'det vi har bedt om': await instalmentsOf(tx, debtor),
    beregninger: await calculationsOf(tx, debtor),
    aftaler: await arrangedOf(tx, debtor, where),
    'det du er uenig i': await saidOf(tx, debtor, where),
    'det du har skrevet her': await writtenOf(tx, debtor, where),
    breve: await lettersOf(tx, debtor, words),
    opslag: (await looksByOthers(tx, debtor)).map(({ on, by, about }) => ({
      dag: on,
      af: by === 'staff' ? 'en medarbejder' : 'en, der handler for dig',
      om: words.looked[about],
    })),
  };
}

async function decisionsOf(tx: MunicipalityReadTx, debtor: DebtorNumber, where: Whereabouts): Promise<Told> {
  return (await decisionsAbout(tx, debtor)).map(({ month, draftedOn, terms, state, decided, because }) => ({
    måned: month,
    foreslået: draftedOn,
    indhold: decidedWords[terms.outcome],
    'om måneden': terms.outcome === 'plan' ? toldKroner(terms.monthly) : null,
    tilstand: decisionStateWords[state],
    besluttet: decided?.on ?? null,
    'af et it-system': decided === null ? null : decided.by === 'automatic',
    begrundelse: told(because, where),
  }));
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
    .map(({ kind, madeOn, deliveries }) => ({
      slags: names[kind],
      skrevet: madeOn,
      sendt: deliveries.map(({ channel, arrivedOn }) => ({ måde: sentByWords[channel], fremme: arrivedOn })),
    }));
}
