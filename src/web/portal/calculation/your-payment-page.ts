import { directDebitOf, NOTHING_BY_BANK, type DirectDebitOf } from '../../../direct-debit/for-citizen.ts';
import { citizenBooks } from '../../../insight/citizen-books.ts';
import { bankAskedAbout } from '../../../insight/overview/bank-asked.ts';
import type { DebtLine } from '../../../insight/overview/types.ts';
import type { PaymentEvent } from '../../../insight/payment-events.ts';
import { repays, yourPayment, type YourPayment } from '../../../insight/your-payment.ts';
import { readableDate, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { unreachable } from '../../../kernel/result.ts';
import { errandAmong, type Errand, type HoldReason } from '../../../law/holds.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { orElse, readPartly } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from '../debt/debt-card.ts';
import { theirPage } from '../debt/their-page.ts';
import { nextInBank, paysByBank } from '../direct-debit/offered.ts';
import { askedOfYou } from '../messages/asked-of-you.ts';
import {
  heldNote,
  isInHand,
  keepsInWords,
  nextPaymentInWords,
  afterInWords,
} from '../overview/next-payment-words.ts';
import { asItCanBePaid } from '../pay/own-bank.ts';
import { wayToPay } from '../pay/paying-here.ts';
import { underWayLine } from '../pay/under-way.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import type { Texts } from '../texts/texts.ts';
import { why, wrong } from './why.ts';

/** What the person pays back of benefits; for who repays nothing it is not there. */
export async function serveYourPayment(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, today, texts } = visit;
  if (session.debtor === null) return { kind: 'not-found' };
  const { debtor } = session;
  const [books, read] = await readPartly(tx, {
    needed: () => citizenBooks(tx, debtor, today),
    parts: { bank: () => directDebitOf(tx, debtor, today), asked: () => askedOfYou(visit) },
  });
  if (!repays(books)) return { kind: 'not-found' };
  const automatic = orElse(read.bank, NOTHING_BY_BANK);
  const shown = await yourPayment(tx, books, { day: today, bank: automatic.coming });
  const asked = orElse(read.asked, null);
  const payable = await asItCanBePaid(visit, shown.mains);
  return {
    kind: 'page',
    page: {
      title: texts.yourPayment.title,
      main: yourPaymentPage(payable, shown, { today, asked, automatic }),
    },
  };
}

export function yourPaymentPage(
  visit: Around,
  shown: YourPayment,
  {
    today,
    asked,
    automatic,
  }: { readonly today: PlainDate; readonly asked: Html | null; readonly automatic: DirectDebitOf },
): Html {
  const back = { href: addressOf(visit, { name: 'overview' }), text: visit.texts.overview.backToOverview };
  return html`${backLink(back)}
    <h1>${headingOf(visit, shown)}</h1>
    ${asked} ${nextPart(visit, shown, automatic)} ${why(visit, shown)} ${events(visit, shown)}
    ${wrong(visit, shown, today)} ${there(visit, shown)}`;
}

const askedAs = { open: 'asked', answered: 'answered', over: 'askedBefore' } as const;

function headingOf({ texts, language }: Around, { standing, atRecovery }: YourPayment): string {
  const said = texts.yourPayment;
  switch (standing.kind) {
    case 'plan':
      return fillIn(said.headingPlan, { amount: readableKroner(standing.monthly, language) });
    case 'deferral':
      return said.headingNothing;
    case 'stopped':
      return stoppedHeading(standing.reason, said);
    case 'whole':
      return wholeHeading(standing.next, { texts, language });
    case 'settled':
      return atRecovery === zeroOre ? said.headingSettled : said.headingThere;
    case 'on-its-way':
      return said.headingOnItsWay;
    case 'undecided':
      return said.headingUndecided;
    case 'not-known':
      return said.headingNotKnown;
    default:
      return unreachable(standing);
  }
}

/** With the day until which a letter, or an answer, gives. */
function wholeHeading(
  next: DebtLine['next'],
  { texts, language }: Pick<Around, 'texts' | 'language'>,
): string {
  const said = texts.yourPayment;
  const by = next.tag === 'before-recovery' || next.tag === 'plan-fell-away' ? next.by : null;
  return by === null ? said.headingWhole : fillIn(said.headingWholeBy, { by: readableDate(by, language) });
}

/** What has ended the asking; a lapse that is looked at is told below. */
function stoppedHeading(reason: HoldReason, said: Texts['yourPayment']): string {
  const errand = errandAmong([reason]);
  return errand === null ? said.headingNothing : said[waitsFor[errand]];
}

const waitsFor = {
  death: 'headingEstate',
  bankruptcy: 'headingBankruptcy',
  'debt-relief': 'headingRelief',
} as const satisfies Readonly<Record<Errand, keyof Texts['yourPayment']>>;

function nextPart(
  visit: Around,
  { standing, next, underWay, held, left, ahead, mains }: YourPayment,
  all: DirectDebitOf,
): Html | null {
  const { texts, language, contact } = visit;
  const said = texts.yourPayment;
  if (standing.kind === 'not-known') return html`<p>${fillIn(said.notKnown, { phone: contact.phone })}</p>`;
  if (standing.kind === 'settled') return null;
  const after = afterInWords(next, visit);
  const inHand = isInHand(next, held);
  const isToPay = next.kind === 'late' || next.kind === 'next';
  const coming = all.coming.filter((each) => bankAskedAbout([each], mains) !== null);
  const isPaying = underWay.length > 0 || paysByBank({ coming });
  return html`<h2>${said.next}</h2>
    <div class="${next.kind === 'late' ? 'next-payment late' : 'next-payment'}">
      ${underWay.map((payment) => underWayLine(payment, visit))}
      <p>${nextPaymentInWords(next, visit, isPaying)}</p>
      ${keepsInWords(next, visit).map((words) => html`<p class="what-next">${words}</p>`)}
      ${after === null ? null : html`<p class="what-next">${after}</p>`}
      ${nextInBank(visit, { ...all, coming }, next)} ${heldNote({ held, inHand }, visit)}
      ${isToPay && !inHand && underWay.length === 0 ? wayToPay(visit) : null}
    </div>
    ${ahead === zeroOre || standing.kind === 'stopped' ? null : html`<p>${fillIn(said.ahead, { amount: readableKroner(ahead, language) })}</p>`}
    ${left === zeroOre ? null : html`<p>${fillIn(said.left, { amount: readableKroner(left, language) })}</p>`}`;
}

function events(visit: Around, { events: happened }: YourPayment): Html {
  const said = visit.texts.yourPayment;
  const lines = happened?.map((event) => html`<li>${eventInWords(event, visit)}</li>`) ?? null;
  const receipts = html`<p>
    <a href="${addressOf(visit, { name: 'payments' })}">${visit.texts.debt.receipts}</a>
  </p>`;
  if (lines === null) return receipts;
  return html`<h2>${said.now}</h2>
    ${
      lines.length === 0
        ? html`<p>${said.noEvents}</p>`
        : html`<ul>
            ${lines}
          </ul>`
    }
    ${receipts}`;
}

function eventInWords({ on: day, what }: PaymentEvent, { texts, language }: Around): string {
  const said = texts.yourPayment;
  const on = readableDate(day, language);
  switch (what.tag) {
    case 'asked':
      return fillIn(said[askedAs[what.stands]], { on, by: readableDate(what.deadline, language) });
    case 'decided-plan':
      return fillIn(said.decidedPlan, { on, amount: readableKroner(what.monthly, language) });
    case 'decided-deferral':
      return fillIn(said.decidedDeferral, { on });
    case 'decided-lapse':
      return fillIn(said.decidedLapse, { on, amount: readableKroner(what.amount, language) });
    case 'decided-transfer':
      return fillIn(said.decidedTransfer, { on });
    case 'in-force':
      return fillIn(said.inForce, { on });
    case 'demanded': {
      const missing = readableKroner(what.missing, language);
      return fillIn(said.demanded, { on, missing, by: readableDate(what.by, language) });
    }
    case 'demand-paid':
      return fillIn(said.demandPaid, { on });
    case 'demand-taken-back':
      return fillIn(said.demandTakenBack, { on });
    case 'fell-away':
      return fillIn(said.fellAway, { on, by: readableDate(what.by, language) });
    case 'fell-away-no-more':
      return fillIn(said.fellAwayNoMore, { on });
    case 'keeps-until': {
      const amount = readableKroner(what.amount, language);
      return fillIn(what.isPart ? said.keepsUntilPart : said.keepsUntil, { on, amount });
    }
    case 'bank-pays':
      return fillIn(said.bankPays, { on, amount: readableKroner(what.amount, language) });
    case 'next-due':
      return fillIn(said.nextDue, { on, amount: readableKroner(what.amount, language) });
    default:
      return unreachable(what);
  }
}

function there({ texts, language }: Around, { atRecovery }: YourPayment): Html | null {
  if (atRecovery === zeroOre) return null;
  const said = texts.yourPayment;
  return html`<h2>${said.there}</h2>
    <p>${theirPage(said.thereText.replace('{amount}', readableKroner(atRecovery, language)))}</p>`;
}
