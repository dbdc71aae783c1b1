import type { HearingsClosed } from '../agreements/hearings.ts';
import type { PostReport } from '../accounting/post-report.ts';
import type { RecoveryNews } from '../collection/recovery-day.ts';
import type { ErrandsSeen } from '../endings/errand-job.ts';
import type { LettersHanded } from '../letters/deliver-due.ts';
import type { NewsTaken } from '../letters/delivery-news.ts';
import type { HeldCovered } from '../payments/held-covers-late.ts';
import type { UnconfirmedFound, UnconfirmedLines } from '../payments/unconfirmed-lines.ts';
import type { ClearingOtherwise } from '../payments/watch-clearing.ts';
import { readableMonth } from '../kernel/dates.ts';
import { parseKroner, readableKroner, zeroOre } from '../kernel/money.ts';
import type { JobReport } from '../platform/job-report.ts';
import { reportedKroner } from './job-words.ts';
import type { MonthOfDay, RegistersAsked } from './registers-of-day.ts';
import { recoveryNewsLine } from './transfer-work.ts';

/** What the steps of a day say in the terminal. */

export function newsLines({
  asked,
  arrived,
  returned,
  failed,
  unavailable,
  notBelieved,
}: NewsTaken): string[] {
  const told = `Nyt om ${asked} breve: ${arrived} kom frem, ${returned} kom retur, ${failed} kunne ikke afleveres.`;
  const silent = unavailable > 0 ? ` Intet svar om ${unavailable}; prøv igen senere.` : '';
  const odd = notBelieved > 0 ? ` ${notBelieved} meddelelser kunne ikke passe og er ikke brugt.` : '';
  return [told + silent + odd];
}

export function arrivedLines(arrived: number): string[] {
  return [`Kommet frem og behandlet: ${arrived} breve.`];
}

export function notArrivedLines(seen: number): string[] {
  return seen === 0 ? [] : [`Breve, som en medarbejder skal se på: ${seen}.`];
}

export function recoveryLines(news: RecoveryNews): string[] {
  const { messages, notifications, changes, unavailable } = news;
  return messages + notifications + changes + unavailable === 0 ? [] : [recoveryNewsLine(news)];
}

export function hearingLines({ decided, waiting }: HearingsClosed): string[] {
  return [
    `Høringer, hvor fristen er gået: ${decided + waiting} (afgjort ${decided}, venter på en medarbejder ${waiting}).`,
  ];
}

export function errandLines({ opened, open, told, takenOver, freed }: ErrandsSeen): string[] {
  return [
    ...(open === 0
      ? []
      : [`Sager om dødsbo, konkurs og gældssanering: ${open} åbne, ${opened} åbnet i dag fra CPR.`]),
    ...(takenOver === 0
      ? []
      : [
          `Krav, der er kommet, efter at boet er lukket, og som ægtefælle eller arvinger har overtaget: ${takenOver}.`,
        ]),
    ...(freed === 0
      ? []
      : [`Krav, der er kommet, efter at sagen er lukket, og som borgeren ikke længere skylder: ${freed}.`]),
    ...(told === 0 ? [] : [`Nye skyldnere efter et dødsbo, der har fået besked: ${told}.`]),
  ];
}

export function paidAfterLapseLines(opened: number): string[] {
  return opened === 0
    ? []
    : [`Betalt efter bortfald: ${opened} beløb er måske til udbetaling. En medarbejder skal tage stilling.`];
}

export function heldLines({
  debtors,
  amount,
}: Omit<HeldCovered, 'amount'> & { readonly amount: string }): string[] {
  const kroner = readableKroner(parseKroner(amount) ?? zeroOre);
  return debtors === 0
    ? []
    : [`Til gode hos ${debtors} debitorer har dækket regninger, der ikke var betalt i tide: ${kroner}.`];
}

export function interestLines({ changes, amounts, consequences }: JobReport): string[] {
  const posted = changes['interest']?.count ?? 0;
  const unknown = consequences['rate-unknown'] ?? 0;
  return [
    ...(posted === 0 ? [] : [`Renter tilskrevet på ${posted} krav: ${reportedKroner(amounts['interest'])}`]),
    ...(unknown === 0 ? [] : [`Renter, hvis sats ikke kendes, og som ikke er tilskrevet: ${unknown} krav.`]),
  ];
}

export function clearingLines(
  otherwise: readonly (Omit<ClearingOtherwise, 'amount'> & { readonly amount: string })[],
): string[] {
  return otherwise.map(({ channel, why, amount }) => {
    const kroner = readableKroner(parseKroner(amount) ?? zeroOre);
    return why === 'below-nothing'
      ? `${channel}: banken har fået ${kroner} mere, end der er oplyst. En medarbejder skal se på det.`
      : `${channel}: ${kroner} er ikke kommet i banken i tide. En medarbejder skal se på det.`;
  });
}

/** What somebody told of the bank and no statement has: how many, what they come to, and how old the oldest is. */
function unconfirmedText({ lines, amount, oldestDays }: UnconfirmedLines): string {
  return `${lines} bevægelser på bankkontoen, ${readableKroner(amount)} i alt, er ikke bekræftet af et kontoudtog. Den ældste er ${oldestDays ?? 0} dage gammel.`;
}

export function unconfirmedLines({
  months,
  amount,
  ...found
}: Omit<UnconfirmedFound, 'amount'> & { readonly amount: string }): string[] {
  if (found.lines === 0) return [];
  const looks = months.length > 0 ? ' En medarbejder skal se på det.' : '';
  return [`${unconfirmedText({ ...found, amount: parseKroner(amount) ?? zeroOre })}${looks}`];
}

export function recoveryBalanceLines(differing: number): string[] {
  return differing === 0
    ? []
    : [
        `Gældsstyrelsen oplyser en anden rest end den, dens meddelelser giver, på ${differing} krav. En medarbejder skal se på dem (afdrag reconcile).`,
      ];
}

export function recoveryUnknownLines(numbers: number): string[] {
  return numbers === 0
    ? []
    : [
        `Gældsstyrelsen fortæller om ${numbers} fordringer, som ingen af vores krav har nummeret på. En medarbejder skal se på dem (afdrag reconcile).`,
      ];
}

export function recoveryUnansweredLines(claims: number): string[] {
  return claims === 0
    ? []
    : [
        `Gældsstyrelsen har måske modtaget ${claims} krav og har ikke svaret, selv om tiden er gået. En medarbejder skal se på dem (afdrag work list).`,
      ];
}

export function booksLines(books: PostReport | null): string[] {
  if (books === null) return [];
  const { changes, vouchers, unchanged } = books;
  const closed = changes.closed.count;
  return [
    ...(closed === 0 ? [] : [`Regnskabsdage lukket: ${closed}, med ${vouchers} bilag.`]),
    ...(unchanged === 0 ? [] : [`Regnskabsdage, der ikke kunne lukkes: ${unchanged}. Se afdrag post.`]),
  ];
}

export function handedLines({ handed, refused, unavailable }: LettersHanded): string[] {
  const later = unavailable > 0 ? ` ${unavailable} kunne ikke afleveres nu; prøv igen senere.` : '';
  const otherwise = refused > 0 ? ` ${refused} går på papir eller til en medarbejder.` : '';
  return [`${handed} breve er afleveret til udsendelse.${otherwise}${later}`];
}

const registerWords = { income: 'eIndkomst', person: 'CPR', benefits: 'Ydelsesindeks' } as const;

function registersLines(what: string, asked: RegistersAsked): string[] {
  switch (asked.state) {
    case 'nothing-to-ask':
      return [];
    case 'not-connected':
      return asked.why === null ? [] : [`${what}: ${asked.why}`];
    case 'busy':
      return [`${what}: En anden hentning er i gang. Det prøves igen i morgen.`];
    case 'silent':
      return [`${what}: ${registerWords[asked.register]} svarer ikke. Resten spørges i morgen.`];
    case 'asked': {
      const missing = Object.values(asked.missing).reduce((sum, count) => sum + count, 0);
      return [`${what}: ${asked.debtors} spurgt${missing === 0 ? '' : `, ${missing} uden svar`}.`];
    }
  }
}

export function personsLines(asked: RegistersAsked): string[] {
  return registersLines('Borgere slået op i CPR', asked);
}

export function monthLines(month: MonthOfDay): string[] {
  switch (month.state) {
    case 'run': {
      const { plan, deferral, none } = month.report.outcomes;
      return [
        `${readableMonth(month.report.month)} er beregnet: ${month.report.debtors} borgere; ${plan} skal betale, ${deferral} får henstand, for ${none} kunne intet beregnes.`,
      ];
    }
    case 'refused':
      return [`${readableMonth(month.month)} er ikke beregnet. ${month.why}`];
    default:
      return registersLines('Oplysninger til månedens kørsel', month);
  }
}
