import { instalmentsAbout } from '../agreements/course.ts';
import { checkoutsBy } from '../checkout/checkouts.ts';
import { errandsOf } from '../endings/errand-rows.ts';
import { setOffsOf } from '../endings/set-off-rows.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { refundsAbout } from '../ledger/refunds-about.ts';
import { paymentsAbout } from '../payments/payments-about.ts';
import { refundOrdersAbout } from '../payments/refund-orders.ts';
import { zeroOre } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { CitizenBooks } from './citizen-books.ts';
import { debtPage } from './debt-page.ts';
import { isOwnMatter } from './own-matters.ts';
import { toldKroner, type Told, type Whereabouts } from './my-data-told.ts';
import {
  checkoutWords,
  complaintWords,
  errandWords,
  holdWords,
  outcomeWords,
  partWords,
  payOutWords,
  refundWords,
  setOffWords,
  stateWords,
  toCorrectWords,
  type PageWords,
} from './my-data-words.ts';

/** Every debt with its parts, what has happened to it, and why it rests. */
export async function debtsOf(
  tx: MunicipalityReadTx,
  books: CitizenBooks,
  { day, words, where }: { readonly day: PlainDate; readonly words: PageWords; readonly where: Whereabouts },
): Promise<Told> {
  const mains = [...new Set(books.claims.map(({ main }) => main))];
  const debts: Told[] = [];
  for (const main of mains) {
    const { claim, lines, decidedOn, parts, movements } = await debtPage(tx, books, { main, day });
    const resting = (books.standing.holds.get(main) ?? []).filter((hold) =>
      isOwnMatter(hold, claim, books.own),
    );
    debts.push({
      kilde: claim.sourceSystem,
      nummer: claim.claimId,
      type: words.debtName(claim.type),
      'typens kode': claim.type,
      beskrivelse: claim.description === null ? null : where(claim.description),
      fra: claim.from,
      til: claim.to,
      forfaldsdag: claim.due,
      'sidste rettidige betalingsdag': claim.srb,
      // As the pages tell it: what is agreed, or was written or answered last.
      frist: lines.map(({ by, left }) => (left > zeroOre ? by : null)),
      besluttet: decidedOn,
      'sammen med andre': claim.joint,
      tilstand: lines.map(({ state, next }) =>
        next.tag === 'to-correct' ? toCorrectWords : state === null ? null : stateWords[state],
      ),
      'venter, fordi': [
        ...resting.map(({ reason, from, reviewOn }) => ({
          hvorfor: holdWords[reason],
          fra: from,
          'vi ser på det igen': reviewOn < day ? null : reviewOn,
        })),
        ...[...new Set(lines.flatMap(({ complaint }) => complaint ?? []))].map((complaint) => ({
          hvorfor: complaintWords[complaint],
          fra: null,
          'vi ser på det igen': null,
        })),
      ],
      dele: parts.map(({ kind, amount, left }) => ({
        del: partWords[kind],
        beløb: toldKroner(amount),
        tilbage: toldKroner(left),
      })),
      bevægelser: movements.map(({ on, what, change, left }) => ({
        dag: on,
        hvad: words.movement[what],
        beløb: toldKroner(change),
        tilbage: toldKroner(left),
      })),
    });
  }
  return debts;
}

export async function paymentsOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { channel: ways }: PageWords,
): Promise<Told> {
  return (await paymentsAbout(tx, debtor)).map(({ receivedOn, amount, channel, overpaid, takenBackOn }) => ({
    modtaget: receivedOn,
    beløb: toldKroner(amount),
    måde: ways[channel],
    'for meget': toldKroner(overpaid),
    'ført tilbage': takenBackOn,
  }));
}

/** Payments that were begun on the pages, whatever became of them. */
export async function begunOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { channel: ways }: PageWords,
): Promise<Told> {
  return (await checkoutsBy(tx, debtor)).map(
    ({ reference, begunAt, channel, amount, state, captured, refunded }) => ({
      nummer: reference,
      begyndt: dayInCopenhagen(begunAt),
      måde: ways[channel],
      beløb: toldKroner(amount),
      tilstand: checkoutWords[state],
      taget: toldKroner(captured),
      'sendt tilbage': toldKroner(refunded),
    }),
  );
}

/** Money that we have, or had, of somebody's that is not for anything they owe, and what was paid out of it. */
export async function heldOf(tx: MunicipalityReadTx, books: CitizenBooks): Promise<Told> {
  const refunds = await refundsAbout(tx, books.debtor);
  const orders = await refundOrdersAbout(tx, books.debtor);
  return {
    'har vi nu': toldKroner(books.held),
    'måske for meget': refunds.map(({ openedOn, amount, why, closedOn }) => ({
      dag: openedOn,
      beløb: toldKroner(amount),
      hvorfor: refundWords[why],
      afgjort: closedOn,
    })),
    udbetalinger: orders.map(({ proposedOn, amount, state, sentOn }) => ({
      foreslået: proposedOn,
      beløb: toldKroner(amount),
      tilstand: payOutWords[state],
      sendt: sentOn,
    })),
  };
}

/** Money that somebody was to have from us, and that was to pay, or has paid, what they owe. */
export async function setOffOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  where: Whereabouts,
): Promise<Told> {
  return (await setOffsOf(tx, debtor)).map(({ payout, amount, state, notedOn, decidedOn, taken }) => ({
    dag: notedOn,
    'penge, vi skulle betale ud': where(payout.for),
    udbetaling: payout.on,
    'beløb, vi skulle betale ud': toldKroner(payout.amount),
    'højst til gælden': toldKroner(amount),
    tilstand: setOffWords[state],
    besluttet: decidedOn,
    'trukket fra': toldKroner(taken),
  }));
}

/** Estates, bankruptcies and debt relief. */
export async function errandsAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return ((await errandsOf(tx, [debtor])).get(debtor) ?? []).map(
    ({ kind, beganOn, openedOn, filed, outcome, closedOn }) => ({
      slags: errandWords[kind],
      fra: beganOn,
      'kendt af os': openedOn,
      'meldt til boet': filed === null ? null : { dag: filed.on, beløb: toldKroner(filed.amount) },
      'sådan endte det': outcome === null ? null : outcomeWords[outcome],
      slut: closedOn,
    }),
  );
}

export async function instalmentsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await instalmentsAbout(tx, debtor)).map(({ dueOn, amount }) => ({
    frist: dueOn,
    beløb: toldKroner(amount),
  }));
}
