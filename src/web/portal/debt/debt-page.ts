import { directDebitOf, NOTHING_BY_BANK } from '../../../direct-debit/for-citizen.ts';
import { citizenBooks } from '../../../insight/citizen-books.ts';
import { debtPage, type DebtPage } from '../../../insight/debt-page.ts';
import { lettersShown } from '../../../insight/letters-shown.ts';
import { isLeft } from '../../../insight/overview/is-left.ts';
import type { DebtLine } from '../../../insight/overview/types.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { ownByRef, pageKeyOf, type PageRef } from '../../../municipality/page-refs.ts';
import { orElse, readPartly } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, facts } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { whatNext, type Collected } from '../direct-debit/offered.ts';
import { mayWrite } from '../messages/may-write.ts';
import { heldNote } from '../overview/next-payment-words.ts';
import { takesBank } from '../../../municipality/own-bank.ts';
import { asItCanBePaid } from '../pay/own-bank.ts';
import { planOffer, plannedLine } from '../plan/plan-offer.ts';
import { mayPayHere, noWayInWords } from '../pay/paying-here.ts';
import { underWayLine } from '../pay/under-way.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { wordsOfOthers } from '../../../identity/words-of-others.ts';
import { debtName } from '../texts/debt-names.ts';
import { contactLines } from '../contact-lines.ts';
import { cannotPayPhone, contactOf, hasOwnContact, phonesAbout } from '../contact.ts';
import { amountTable, movementTable } from './debt-tables.ts';
import { interestRunInWords, wayToPlans, type Around } from './debt-card.ts';
import { notHereInWords } from './not-here.ts';
import { letterList, type DebtLetters } from './debt-letters.ts';
import { nameInWords, originInWords, periodInWords } from './debt-words.ts';

/** One debt of the person's own; another's is not there. */
export async function serveDebt(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, place, today, texts } = visit;
  if (session.debtor === null || place.ref === undefined) return { kind: 'not-found' };
  const { debtor } = session;
  const [[key, books], { bank, letters }] = await readPartly(tx, {
    needed: async () => [await pageKeyOf(tx), await citizenBooks(tx, debtor, today)] as const,
    parts: { bank: () => directDebitOf(tx, debtor, today), letters: () => lettersShown(tx, session) },
  });
  const mains = [...new Set(books.claims.map(({ main }) => main))];
  const main = ownByRef(place.ref, mains, { key, kind: 'claim', numberOf: (claim) => claim });
  if (main === null) return { kind: 'not-found' };
  const page = await debtPage(tx, books, { main, day: today });
  const its = orElse(letters, []).filter(({ mains: those }) => those.includes(main));
  const { about } = orElse(bank, NOTHING_BY_BANK);
  const around = { ref: place.ref, letters: { letters: its, key }, collected: about, held: books.held };
  const payable = await asItCanBePaid(visit, [main]);
  return { kind: 'page', page: { title: texts.debt.title, main: debtPageHtml(payable, page, around) } };
}

/** What stands around a debt's own figures. */
export interface AroundDebt {
  /** Its name in addresses. */
  readonly ref: PageRef;
  readonly letters: DebtLetters;
  /** What the reader's bank pays by itself. */
  readonly collected: Collected;
  /** Held for the reader. */
  readonly held: Ore;
}

/** The page itself: what it is for, where it is from, what it amounts to and why, what has happened, and what can be done. */
export function debtPageHtml(visit: Around, page: DebtPage, around: AroundDebt): Html {
  const { letters, collected } = around;
  const [line] = page.lines;
  if (line === undefined) throw new Error('each debt has a line');
  const named = { ...line, name: { ...line.name, of: 'all' as const } };
  return html`${backLink({ href: addressOf(visit, { name: 'overview' }), text: visit.texts.overview.backToOverview })}
    <h1>${nameInWords(named, visit)}</h1>
    ${whatNow(visit, page, collected)} ${whatFor(visit, page, named)} ${whereFrom(visit, page, named)}
    ${amountTable(visit, page)} ${letterList(visit, page, letters)} ${movementTable(visit, page)}
    <p><a href="${addressOf(visit, { name: 'payments' })}">${visit.texts.debt.receipts}</a></p>
    ${youCan(visit, page, around)} ${whomToAsk(visit, page)}`;
}

function whatNow(visit: Around, { lines, claim, interestRun }: DebtPage, collected: Collected): Html {
  const { texts, language } = visit;
  const said = texts.debt;
  const each = lines.map((line) => {
    const amount = line.left > zeroOre ? readableKroner(line.left, language) : null;
    const there =
      line.atRecovery > zeroOre
        ? fillIn(said.alsoThere, { amount: readableKroner(line.atRecovery, language) })
        : null;
    return html`<div class="next-payment">
      ${amount === null ? null : html`<p>${texts.debts.amountNow}: ${amount}</p>`}
      ${there === null ? null : html`<p>${there}</p>`}
      <p class="what-next">${whatNext(line, visit, collected)}</p>
    </div>`;
  });
  const run = interestRunInWords(interestRun, visit);
  const plan = claim.repayment
    ? html`<p><a href="${addressOf(visit, { name: 'your-payment' })}">${said.seePlan}</a></p>`
    : null;
  return html`<h2>${said.whatNow}</h2>
    ${each} ${run === null ? null : html`<p>${run}</p>`} ${plan}`;
}

function whatFor(visit: Around, { claim }: DebtPage, line: DebtLine): Html {
  const { texts, language } = visit;
  const said = texts.debt;
  const period = periodInWords(line.name, texts, language);
  const theirs = wordsOfOthers(claim.description, visit);
  return html`<h2>${said.whatFor}</h2>
    ${facts([
      { name: said.kind, value: debtName(claim.type, language) },
      ...(period === null ? [] : [{ name: said.period, value: period }]),
      ...(theirs === null ? [] : [{ name: said.theirWords, value: html`<span lang="da">${theirs}</span>` }]),
    ])}
    ${claim.joint ? html`<p>${said.joint}</p>` : null}`;
}

function whereFrom(visit: Around, { decidedOn }: DebtPage, line: DebtLine): Html {
  const { texts, language } = visit;
  const said = texts.debt;
  const decided =
    decidedOn === null
      ? null
      : html`<p>${fillIn(said.decided, { on: readableDate(decidedOn, language) })}</p>`;
  return html`<h2>${said.whereFrom}</h2>
    ${decided}
    <p>${fillIn(said.toldBy, { from: originInWords(line, visit) })}</p>`;
}

/** Where somebody else than usual answers about such debts. */
function whomToAsk(visit: Around, { claim: { type } }: DebtPage): Html | null {
  const asked = { topic: 'disagree', type } as const;
  if (!hasOwnContact(visit, asked)) return null;
  return html`<section class="contact-box" aria-labelledby="ask">
    <h2 id="ask">${visit.texts.contact.aboutThis}</h2>
    ${contactLines(contactOf(visit, asked, visit), visit.texts)}
  </section>`;
}

function youCan(
  visit: Around,
  { lines, isPaidTogether, claim: { type } }: DebtPage,
  { ref, held, collected }: Pick<AroundDebt, 'ref' | 'held' | 'collected'>,
): Html {
  const { texts } = visit;
  const contact = contactOf(visit, { topic: 'disagree', type }, visit);
  const said = texts.debt;
  const owed = lines.some(isLeft);
  const object = addressOf(visit, { name: 'object-to', ref });
  const payable = lines.filter(({ mayPay }) => mayPay === 'now' || mayPay === 'coming');
  const inHand = payable.some(({ left }) => left <= held);
  return html`<h2>${said.youCan}</h2>
    ${payable.length === 0 ? null : heldNote({ held, inHand }, visit)}
    <ul>
      ${lines.map((line) => payInWords(visit, line))}
      ${isPaidTogether && payable.length > 0 ? html`<li>${said.paidTogether}</li>` : null}
      ${planInWords(visit, lines, collected)}
      ${owed && mayWrite(visit, 'objections') ? html`<li><a href="${object}">${said.object}</a></li>` : null}
      ${disagreeInWords(visit, { phone: contact.phone, cannot: cannotPayPhone(visit, type) })}
    </ul>`;
}

/** One number for both, where it is one. */
function disagreeInWords(
  { texts }: Around,
  { phone, cannot }: { readonly phone: string; readonly cannot: string },
): Html {
  const said = texts.debt;
  if (phone === cannot) return html`<li>${fillIn(said.disagree, { phone })}</li>`;
  return html`<li>${fillIn(said.disagreeOnly, { phone })}</li>
    <li>${fillIn(texts.plan.call, { phone: cannot })}</li>`;
}

/** The way to the plan that there is; where that is over, or there is none, to one that may be made. */
function planInWords(visit: Around, lines: readonly DebtLine[], collected: Collected): Html {
  const ordinary = lines.filter(({ name }) => name.benefit === null);
  const [plans] = ordinary.flatMap((line) => wayToPlans(visit, line) ?? []);
  const isOver = ordinary.some(({ planEnded }) => planEnded !== null);
  if (plans !== undefined && !isOver) return html`<li>${plans}.</li>`;
  const offer = planOffer(
    visit,
    ordinary.filter(({ left }) => left > zeroOre).map((line) => plannedLine(line, collected)),
  );
  const each = [...(plans === undefined ? [] : [html`${plans}.`]), ...(offer === null ? [] : [offer])];
  return html`${each.map((way) => html`<li>${way}</li>`)}`;
}

function payInWords(visit: Around, line: DebtLine): Html | null {
  const { mayPay, left, atRecovery, underWay, next } = line;
  const { texts, language, contact, session } = visit;
  const said = texts.debt;
  const isOpen = mayPayHere(visit);
  const canPay = isOpen
    ? html`${fillIn(said.canPay, { amount: readableKroner(left, language) })}`
    : html`${noWayInWords(visit)}`;
  const here = isOpen ? waysHere(visit) : null;
  if (mayPay === null) return html`<li>${fillIn(said.cannotPayYet, { phone: contact.phone })}</li>`;
  if (typeof mayPay === 'string' && underWay !== null) return html`<li>${underWayLine(underWay, visit)}</li>`;
  // What who looks may not do is nothing that they are told they can.
  if (typeof mayPay === 'string' && !session.scopes.includes('pay')) return null;
  if (typeof mayPay === 'string')
    return mayPay === 'not-needed' && next.tag !== 'disputed-on-plan'
      ? html`<li>${unaskedInWords(visit, line)} ${canPay}${here}</li>`
      : html`<li>${canPay} ${isOpen ? said.canPayLess : null}${here}</li>`;
  const no = atRecovery > zeroOre ? 'at-recovery' : mayPay.no;
  return html`<li>${notHereInWords(no, { texts, contact }) ?? said.cannotPay}</li>`;
}

/** Whether it is as well paid now, though nobody asks for it. */
function unaskedInWords(visit: Around, { askFirst, bearsInterest, name }: DebtLine): string {
  const { debt: said, debts } = visit.texts;
  const { ask } = phonesAbout(visit, name.type);
  if (askFirst) return fillIn(debts.askFirst, { phone: ask });
  return bearsInterest ? said.mayPayNow : said.needNotPay;
}

function waysHere(visit: Around): Html {
  const { debt, pay } = visit.texts;
  const bank = takesBank(visit)
    ? html` <a href="${addressOf(visit, { name: 'pay-bank' })}">${pay.bankToo}</a>.`
    : null;
  return html` <a href="${addressOf(visit, { name: 'pay' })}">${debt.payHere}</a>.${bank}`;
}
