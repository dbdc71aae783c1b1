import { directDebitOf, NOTHING_BY_BANK, type DirectDebitOf } from '../../../direct-debit/for-citizen.ts';
import { citizenBooks } from '../../../insight/citizen-books.ts';
import { overviewOf } from '../../../insight/overview/overview.ts';
import { restWaits } from '../../../insight/overview/rest-waits.ts';
import type { CitizenOverview, DebtLine, Group } from '../../../insight/overview/types.ts';
import { addOre, readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { pageKeyOf, type PageKey } from '../../../municipality/page-refs.ts';
import { orElse, readPartly } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import { cannotPayPhone } from '../contact.ts';
import { debtCard, interestRunInWords, type Around } from '../debt/debt-card.ts';
import { nextInBank, paysByBank } from '../direct-debit/offered.ts';
import { askedOfYou } from '../messages/asked-of-you.ts';
import { notificationsLink } from '../notifications/notifications-page.ts';
import { plannedLine, whenTooMuch } from '../plan/plan-offer.ts';
import { asItCanBePaid } from '../pay/own-bank.ts';
import { mayPayHere, wayToPay } from '../pay/paying-here.ts';
import { underWayLine } from '../pay/under-way.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { isShown } from '../shown.ts';
import { powersElsewhere } from '../sign-in/ways.ts';
import type { Texts } from '../texts/texts.ts';
import { heldNote, isInHand, keepsInWords, nextPaymentInWords, afterInWords } from './next-payment-words.ts';

/** Everything the person owes, as they think of it. */
export async function serveOverview(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, today, texts } = visit;
  const { title } = texts.overview;
  if (session.debtor === null) return { kind: 'page', page: { title, main: nothingOwed(visit) } };
  const { debtor } = session;
  const [[key, books], { bank, asked }] = await readPartly(tx, {
    needed: async () => [await pageKeyOf(tx), await citizenBooks(tx, debtor, today)] as const,
    parts: { bank: () => directDebitOf(tx, debtor, today), asked: () => askedOfYou(visit) },
  });
  const automatic = orElse(bank, NOTHING_BY_BANK);
  const main = overviewPage(await asItCanBePaid(visit), {
    overview: overviewOf(books, today, automatic.coming),
    key,
    automatic,
    asked: orElse(asked, null),
  });
  return { kind: 'page', page: { title, main } };
}

export interface Shown {
  readonly overview: CitizenOverview;
  readonly key: PageKey;
  readonly automatic: DirectDebitOf;
  /** What the reader is asked before something is decided; null = nothing is. */
  readonly asked: Html | null;
}

/** The page itself: what is to be paid next, what is owed in all, and every debt in its group. */
export function overviewPage(visit: Around, { overview, key, automatic, asked }: Shown): Html {
  const { owed, atRecovery, groups, down } = overview;
  if (groups.length === 0 && down.length === 0 && isNothing(overview)) return nothingOwed(visit);
  const said = visit.texts.overview;
  const alone = groups.length === 1 && groups[0]?.debts.length === 1 && groups[0].group !== 'settled';
  const run = interestRunInWords(overview.interestRun, visit);
  const shown = visibleOf(groups, visit).map(({ group, debts }) =>
    group === 'settled'
      ? settledGroup(visit, debts, key)
      : html`${alone ? null : html`<h2 id="${group}">${said[headings[group]]} (${debts.length})</h2>`}
          <ul class="debts">
            ${debts.map((debt) => debtCard(visit, { debt, key, level: alone ? 2 : 3, collected: automatic.about }))}
          </ul>`,
  );
  return html`<h1>${said.heading}</h1>
    ${asked} ${nextBox(visit, overview, automatic)}
    <p class="font-lead">${totalInWords(visit, owed, atRecovery)}</p>
    ${run === null ? null : html`<p>${run}</p>`}
    <p>${readAt(visit)}</p>
    ${isNothing(overview) ? powersElsewhere(visit) : null} ${moneyNotes(visit, overview)} ${shown}
    <p>${fillIn(said.missing, { phone: visit.contact.phone })}</p>
    ${notificationsLink(visit)}`;
}

/** What is settled only where the municipality shows it. */
function visibleOf(groups: CitizenOverview['groups'], visit: Around): CitizenOverview['groups'] {
  return isShown('settled', visit.portal) ? groups : groups.filter(({ group }) => group !== 'settled');
}

function isNothing({ owed, atRecovery, held, onItsWayBack, owedBack }: CitizenOverview): boolean {
  const amounts = [owed, atRecovery ?? zeroOre, held, onItsWayBack, owedBack];
  return amounts.every((amount) => amount === zeroOre);
}

function nothingOwed(visit: Around): Html {
  const { municipalityName: municipality, contact } = visit;
  const said = visit.texts.overview;
  return html`<h1>${said.heading}</h1>
    <p class="font-lead">${fillIn(said.nothing, { municipality })}</p>
    ${powersElsewhere(visit)}
    <p>${readAt(visit)}</p>
    <p>${fillIn(said.missing, { phone: contact.phone })}</p>`;
}

function readAt({ texts, now, language }: Around): string {
  return fillIn(texts.overview.readAt, { time: timeOfDay(now, language) });
}

function nextBox(visit: Around, overview: CitizenOverview, automatic: DirectDebitOf): Html {
  const { next, underWay, held, groups } = overview;
  const look = next.kind === 'late' ? 'next-payment late' : 'next-payment';
  const inHand = isInHand(next, held);
  const after = afterInWords(next, visit);
  const isToPay = next.kind === 'late' || next.kind === 'next';
  const told = new Set('about' in next ? next.about : []);
  const isAsked = ({ claims, mayPay }: DebtLine) =>
    mayPay === 'now' ||
    (next.kind === 'next' && mayPay === 'coming') ||
    (typeof mayPay === 'string' && claims.some((claim) => told.has(claim)));
  const asked = groups.flatMap(({ debts }) => debts).filter(isAsked);
  // What is being paid cannot be chosen once more before that payment is settled.
  const mayChoose = asked.some((debt) => debt.underWay === null);
  const offer = whenTooMuch(
    visit,
    asked.map((debt) => plannedLine(debt, automatic.about)),
  );
  return html`<div class="${look}">
      ${underWay.map((payment) => underWayLine(payment, visit))}
      <p>${nextPaymentInWords(next, visit, underWay.length > 0 || paysByBank(automatic))}</p>
      ${keepsInWords(next, visit).map((words) => html`<p class="what-next">${words}</p>`)}
      ${after === null ? null : html`<p class="what-next">${after}</p>`} ${nextInBank(visit, automatic, next)}
      ${isToPay && mayBeMore(overview) ? html`<p class="what-next">${visit.texts.missing.maybeMore}</p>` : null}
      ${isToPay ? heldNote({ held, inHand }, visit) : null}
      ${isToPay && restWaits(asked) && mayPayHere(visit) ? html`<p>${visit.texts.pay.restWaits}</p>` : null}
      ${isToPay && !inHand && mayChoose ? wayToPay(visit) : null}
    </div>
    ${isToPay && !inHand && offer !== null ? html`<p>${offer}</p>` : null}
    ${isToPay && !inHand ? cannotPay(visit) : null} ${isToPay ? null : heldNote({ held, inHand }, visit)}`;
}

/** What a plan asks for, or what nobody knows the state of, may be to be paid besides. */
function mayBeMore({ down }: CitizenOverview): boolean {
  return down.includes('plans') || down.includes('steps');
}

/** Whom to call, where somebody else than usual answers who cannot pay. */
function cannotPay(visit: Around): Html | null {
  const phone = cannotPayPhone(visit);
  return phone === visit.contact.phone ? null : html`<p>${fillIn(visit.texts.plan.call, { phone })}</p>`;
}

function totalInWords({ texts, language, municipalityName }: Around, owed: Ore, there: Ore | null): string {
  const said = texts.overview;
  const amount = (value: Ore) => readableKroner(value, language);
  if (there === null) return fillIn(said.totalWithout, { amount: amount(owed) });
  const all = addOre(owed, there);
  if (all === zeroOre) return fillIn(said.nothing, { municipality: municipalityName });
  return there === zeroOre
    ? fillIn(said.total, { amount: amount(all) })
    : fillIn(said.totalThere, { amount: amount(all), there: amount(there) });
}

/** What is on its way to the reader, as their payments say it too, and what was paid back too much. */
function moneyNotes({ texts, language }: Around, overview: CitizenOverview): readonly Html[] {
  return (['onItsWayBack', 'owedBack'] as const).flatMap((which) => {
    if (overview[which] === zeroOre) return [];
    const amount = readableKroner(overview[which], language);
    return [html`<p>${fillIn(texts.overview[which], { amount })}</p>`];
  });
}

const headings = {
  'to-pay': 'toPay',
  'on-plan': 'onPlan',
  waiting: 'waiting',
  'not-now': 'notNow',
  'at-recovery': 'there',
  disputed: 'disputed',
  'not-known': 'notKnown',
} as const satisfies Readonly<Record<Exclude<Group, 'settled'>, keyof Texts['overview']>>;

/** So many of what is settled stand on the overview; all of it has a page of its own. */
const NEWEST = 10;

function settledGroup(visit: Around, debts: readonly DebtLine[], key: PageKey): Html {
  const said = visit.texts.overview;
  const newest = newestFirst(debts).slice(0, NEWEST);
  const all = fillIn(said.allSettled, { count: String(debts.length) });
  const href = addressOf(visit, { name: 'settled' });
  return html`<h2 id="settled">${said.settled} (${debts.length})</h2>
    <details class="details">
      <summary class="details-summary">${said.showSettled}</summary>
      <div class="details-text">
        <ul class="debts">
          ${newest.map((debt) => debtCard(visit, { debt, key, level: 3 }))}
        </ul>
        ${debts.length > NEWEST ? html`<p><a href="${href}">${all}</a></p>` : null}
      </div>
    </details>`;
}

/** By the day they were settled; what has none comes last. */
export function newestFirst(debts: readonly DebtLine[]): DebtLine[] {
  const dayOf = ({ next }: DebtLine) => (next.tag === 'paid' ? (next.on ?? '') : '');
  return debts.toSorted((a, b) => (dayOf(a) === dayOf(b) ? 0 : dayOf(a) < dayOf(b) ? 1 : -1));
}
