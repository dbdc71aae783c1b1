import { decisionsAbout } from '../agreements/decisions.ts';
import { instalmentsAbout } from '../agreements/course.ts';
import { arrangementsOf } from '../arrangements/arrangements.ts';
import { signaturesOf } from '../arrangements/signatures.ts';
import { representativesOf } from '../debtors/representatives.ts';
import { personRecordsAsOf } from '../debtors/person-records.ts';
import { latestBatch } from '../facts/as-of.ts';
import { statementsAbout } from '../facts/stated-history.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { plainKroner, type Ore } from '../kernel/money.ts';
import { lettersAbout } from '../letters/delivery-overview.ts';
import { messagesOf } from '../messages/messages.ts';
import { messageText } from '../messages/types.ts';
import { objectionsOf } from '../objections/objections.ts';
import { paymentsAbout } from '../payments/payments-about.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { citizenBooks, type CitizenBooks } from './citizen-books.ts';
import { debtPage } from './debt-page.ts';
import { looksByOthers } from './looked-at.ts';
import { monthsFound } from './your-payment.ts';

/** A value of the file: amounts are kroner as programs read them, days are as ISO writes them. */
export type Told = string | number | boolean | null | readonly Told[] | { readonly [name: string]: Told };

/**
 * What is kept about a person, by what it is about, for themselves. The names of its fields are Danish. Nobody else is in it: who owes a
 * debt too, who acts for them and who of the staff did what are told as that and no more. The CPR number is left out: the file lies
 * wherever it is put.
 */
export async function myData(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<{ readonly [name: string]: Told }> {
  const books = await citizenBooks(tx, debtor, day);
  return {
    opgjort: day,
    person: await personOf(tx, debtor),
    'det du skylder': await debtsOf(tx, books, day),
    betalinger: await paymentsOf(tx, debtor),
    beslutninger: await decisionsOf(tx, debtor),
    'det vi har bedt om': await instalmentsOf(tx, debtor),
    beregninger: await calculationsOf(tx, books),
    aftaler: await arrangedOf(tx, debtor),
    'din egen oplyste indkomst': await statedOf(tx, debtor),
    'det du er uenig i': await saidOf(tx, debtor),
    'det du har skrevet her': await writtenOf(tx, debtor),
    breve: await lettersOf(tx, debtor),
    opslag: (await looksByOthers(tx, debtor)).map(({ on, by, about }) => ({
      dag: on,
      af: by === 'staff' ? 'en medarbejder' : 'en, der handler for dig',
      om: about,
    })),
  };
}

function kroner(amount: Ore | null): string | null {
  return amount === null ? null : plainKroner(amount);
}

async function personOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  const batch = await latestBatch(tx);
  const record = batch === null ? undefined : (await personRecordsAsOf(tx, [debtor], batch)).get(debtor);
  const representatives = await representativesOf(tx, debtor);
  return {
    kilde: 'CPR',
    navn: record?.name ?? null,
    adresse: record?.address ?? [],
    'beskyttet adresse': record?.addressProtected ?? null,
    født: record?.born ?? null,
    'børn under 18': record?.childrenUnder18 ?? null,
    'får digital post': record?.digitalPost ?? null,
    'handler for dig': representatives.map(({ kind, from, to }) => ({ som: kind, fra: from, til: to })),
  };
}

async function debtsOf(tx: MunicipalityReadTx, books: CitizenBooks, day: PlainDate): Promise<Told> {
  const mains = [...new Set(books.claims.map(({ main }) => main))];
  const debts: Told[] = [];
  for (const main of mains) {
    const { claim, lines, decidedOn, parts, movements } = await debtPage(tx, books, { main, day });
    debts.push({
      kilde: claim.sourceSystem,
      nummer: claim.claimId,
      type: claim.type,
      beskrivelse: claim.description,
      fra: claim.from,
      til: claim.to,
      frist: claim.srb ?? claim.due,
      besluttet: decidedOn,
      'sammen med andre': claim.joint,
      tilstand: lines.map(({ state }) => state),
      dele: parts.map(({ kind, amount, left }) => ({
        del: kind,
        beløb: kroner(amount),
        tilbage: kroner(left),
      })),
      bevægelser: movements.map(({ on, what, change, left }) => ({
        dag: on,
        hvad: what,
        beløb: kroner(change),
        tilbage: kroner(left),
      })),
    });
  }
  return debts;
}

async function paymentsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await paymentsAbout(tx, debtor)).map(({ receivedOn, amount, channel, overpaid, takenBackOn }) => ({
    modtaget: receivedOn,
    beløb: kroner(amount),
    måde: channel,
    'for meget': kroner(overpaid),
    'ført tilbage': takenBackOn,
  }));
}

async function decisionsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await decisionsAbout(tx, debtor)).map(({ month, draftedOn, terms, state, decided, because }) => ({
    måned: month,
    foreslået: draftedOn,
    indhold: terms.outcome,
    'om måneden': terms.outcome === 'plan' ? kroner(terms.monthly) : null,
    tilstand: state,
    besluttet: decided?.on ?? null,
    'af et it-system': decided === null ? null : decided.by === 'automatic',
    begrundelse: because,
  }));
}

async function instalmentsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await instalmentsAbout(tx, debtor)).map(({ dueOn, amount }) => ({
    frist: dueOn,
    beløb: kroner(amount),
  }));
}

async function calculationsOf(tx: MunicipalityReadTx, books: CitizenBooks): Promise<Told> {
  return (await monthsFound(tx, books)).map(({ month, calculationDate, found, ruleVersion }) => {
    const basis = found.outcome === 'none' ? null : found;
    return {
      måned: month,
      regnet: calculationDate,
      regel: ruleVersion,
      resultat: found.outcome,
      'om måneden': found.outcome === 'plan' ? kroner(found.monthly) : null,
      'indkomst efter skat i første måned': kroner(basis?.earlierMonth ?? null),
      'indkomst efter skat i anden måned': kroner(basis?.laterMonth ?? null),
      'indkomst efter skat om året': kroner(basis?.netIncomeYear ?? null),
      'børn under 18': basis?.dependants ?? null,
      tabel: basis?.table ?? null,
      procent: basis?.percent ?? null,
    };
  });
}

async function arrangedOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  const signatures = await signaturesOf(tx, debtor);
  return (await arrangementsOf(tx, debtor)).map(({ number, terms, state, requestedOn, owed, ended }) => ({
    bedt: requestedOn,
    slags: terms.kind,
    'om måneden': terms.kind === 'plan' ? kroner(terms.monthly) : null,
    'sidste frist': terms.lastDue,
    beløb: kroner(owed),
    tilstand: state,
    slut: ended?.on ?? null,
    'skrevet under på': signatures.get(number)?.shown ?? null,
  }));
}

async function statedOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await statementsAbout(tx, debtor)).map(({ netIncomeYear, from, to, evidence }) => ({
    'indkomst efter skat om året': kroner(netIncomeYear),
    fra: from,
    til: to,
    dokumentation: evidence,
  }));
}

async function saidOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await objectionsOf(tx, debtor)).map(({ notedOn, words, answered }) => ({
    dag: notedOn,
    ord: words,
    besvaret: answered?.on ?? null,
    svar: answered?.words ?? null,
  }));
}

async function writtenOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await messagesOf(tx, debtor)).map((message) => {
    const { about, words, sentAt, files, standing } = message;
    return {
      nummer: messageText(message),
      slags: about.kind,
      sendt: sentAt.toString(),
      ord: words,
      filer: files.map(({ name, type, bytes }) => ({ navn: name, type, størrelse: bytes })),
      tilstand: standing.state,
      svar: standing.state === 'answered' ? standing.words : null,
    };
  });
}

async function lettersOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await lettersAbout(tx, debtor))
    .filter(({ recipient }) => recipient === 0)
    .map(({ kind, madeOn, deliveries }) => ({
      slags: kind,
      skrevet: madeOn,
      sendt: deliveries.map(({ channel, arrivedOn }) => ({ måde: channel, fremme: arrivedOn })),
    }));
}
