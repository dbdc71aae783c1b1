import { directDebitOf, NOTHING_BY_BANK, type AskedDebit } from '../../../direct-debit/for-citizen.ts';
import { actorOf } from '../../../identity/acting.ts';
import { plansOf, type CitizenPlan } from '../../../insight/own-plans.ts';
import { chargesBesides, isNothing, restInAll } from '../../../insight/plan-rest.ts';
import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { ownByRef, pageKeyOf } from '../../../municipality/page-refs.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import { alert } from '../../ui/alert.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, details, facts } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { interestRunInWords } from '../debt/debt-card.ts';
import { timeOfDay } from '../clock-words.ts';
import { asItCanBePaid } from '../pay/own-bank.ts';
import { mayPayHere, noWayInWords } from '../pay/paying-here.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { wordsOfOthers } from '../../../identity/words-of-others.ts';
import { bankOfPlan, howItGoes, mainsOf } from './how-it-goes.ts';
import { planOffer } from './plan-offer.ts';
import { paymentsOfPlan } from './plan-payments.ts';
import { canStop, isOpen, isWish, planName, runs } from './plan-standing.ts';

/** The plan of the person's own that an address names; null where it is none of theirs. */
export async function planAt(visit: PersonalVisit): Promise<CitizenPlan | null> {
  const { tx, session, place, today } = visit;
  if (session.debtor === null || place.ref === undefined) return null;
  const [key, plans] = [await pageKeyOf(tx), await plansOf(tx, session.debtor, today)];
  return ownByRef(place.ref, plans, { key, kind: 'plan', numberOf: ({ arrangement }) => arrangement.number });
}

/** One plan: how it goes, each payment, what can be done, and what was signed. */
export async function servePlan(visit: PersonalVisit): Promise<Answer> {
  const plan = await planAt(visit);
  if (plan === null) return { kind: 'not-found' };
  const { tx, session, today } = visit;
  const { debtor } = session;
  const { about } = orElse(
    await readPart(tx, 'bank', () =>
      debtor === null ? Promise.resolve(NOTHING_BY_BANK) : directDebitOf(tx, debtor, today),
    ),
    NOTHING_BY_BANK,
  );
  const title = titleOf(visit, plan);
  const payable = await asItCanBePaid(visit, mainsOf(plan));
  return { kind: 'page', page: { title, main: planPage(payable, plan, bankOfPlan(plan, about)) } };
}

function titleOf({ texts: { plans: said } }: PersonalVisit, plan: CitizenPlan): string {
  return isWish(plan) ? said.wishTitle : said.planTitle;
}

function planPage(visit: PersonalVisit, plan: CitizenPlan, bank: AskedDebit | null): Html {
  const { texts, language, contact } = visit;
  const said = texts.plans;
  const { standing } = plan;
  const goes = howItGoes(plan, bank, visit);
  const besides =
    runs(plan) && standing.besides > zeroOre
      ? html`<p>
          ${fillIn(said.besides, { amount: readableKroner(standing.besides, language), phone: contact.phone })}
        </p>`
      : null;
  const left = plan.rest === null || plan.rest.isUnknown ? standing.left : restInAll(plan.rest);
  return html`${backLink({ href: addressOf(visit, { name: 'plans' }), text: said.back })}
    ${newlyMade(visit, plan)}
    <h1>${titleOf(visit, plan)}</h1>
    <h2>${said.how}</h2>
    <div class="${goes.late ? 'next-payment late' : 'next-payment'}">${goes.first}</div>
    ${goes.further}
    ${facts([
      { name: said.about, value: planName(plan, visit) },
      ...(runs(plan)
        ? [{ name: said.left, value: html`<strong>${readableKroner(left, language)}</strong>` }]
        : []),
    ])}
    ${besides} ${charges(visit, plan)} ${youCan(visit, plan)}
    ${isWish(plan) && !isOpen(plan) ? null : paymentsOfPlan(plan, visit)} ${signed(visit, plan)}`;
}

/** What is to be paid besides the instalments, and when: what has been added, and what has run and will be. */
function charges(visit: PersonalVisit, plan: CitizenPlan): Html | null {
  if (!runs(plan)) return null;
  const { texts, language, today } = visit;
  const { standing, rest } = plan;
  const amount = chargesBesides(rest, standing);
  const isLast = plan.disputed === null && plan.stopped === null && (standing.lastDue ?? '') >= today;
  const by = isLast && standing.lastDue !== null ? readableDate(standing.lastDue, language) : null;
  const told = { amount: readableKroner(amount, language) };
  const words =
    by === null ? fillIn(texts.plans.charges, told) : fillIn(texts.plans.chargesBy, { ...told, by });
  const run = interestRunInWords(plan.interestRun, visit);
  return html`${amount === zeroOre ? null : html`<p>${words}</p>`}
  ${run === null ? null : html`<p>${run}</p>`}`;
}

/** What the reader has just done stands first, the day they did it. */
function newlyMade(
  { texts, language, today }: PersonalVisit,
  { arrangement, signature, disputed }: CitizenPlan,
): Html | null {
  if (signature === null || disputed !== null || dayInCopenhagen(signature.at) !== today) return null;
  const said = texts.plans;
  if (arrangement.state === 'in-force')
    return alert({
      variant: 'success',
      heading: said.made,
      content: html`<p class="alert-text">${said.madeText}</p>`,
      language,
    });
  if (arrangement.state !== 'proposed') return null;
  const content = html`<p class="alert-text">${said.sentText}</p>`;
  return alert({ variant: 'success', heading: said.sent, content, language });
}

function youCan(visit: PersonalVisit, plan: CitizenPlan): Html | null {
  if (!isOpen(plan)) return youCanAfter(visit, plan);
  const said = visit.texts.plans;
  const waits = plan.arrangement.state === 'proposed';
  const { ref } = visit.place;
  const text = plan.standing.left === zeroOre ? visit.texts.frame.pay : said.payRest;
  const pay = { href: addressOf(visit, { name: 'pay' }), text };
  const stop = {
    href: addressOf(visit, { name: 'plan-stop', ...(ref === undefined ? {} : { ref }) }),
    text: waits ? said.withdraw : said.stop,
  };
  const links = [
    ...(mayPayHere(visit) && !waits && plan.stopped === null && !isAllPaid(plan) ? [pay] : []),
    ...(visit.session.scopes.includes('sign') && canStop(plan) ? [stop] : []),
  ];
  if (links.length === 0) return null;
  return html`<h2>${said.youCan}</h2>
    <ul>
      ${links.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}
    </ul>`;
}

function isAllPaid({ rest }: CitizenPlan): boolean {
  return rest !== null && isNothing(rest);
}

/** What can be done about what is to be paid now that the plan is over. */
function youCanAfter(visit: PersonalVisit, { rest, anew, othersMustSign }: CitizenPlan): Html | null {
  if (rest === null || rest.toPay === zeroOre) return null;
  const offer = planOffer(
    visit,
    anew.map(({ type }) => ({ type, mayPlan: true, othersMustSign, byTable: false })),
  );
  const ways = [
    ...(visit.session.scopes.includes('pay') ? [payRest(visit)] : []),
    ...(offer === null ? [] : [offer]),
  ];
  if (ways.length === 0) return null;
  return html`<h2>${visit.texts.plans.youCan}</h2>
    <ul>
      ${ways.map((way) => html`<li>${way}</li>`)}
    </ul>`;
}

function payRest(visit: PersonalVisit): Html {
  if (!mayPayHere(visit)) return html`${noWayInWords(visit)}`;
  return html`<a href="${addressOf(visit, { name: 'pay' })}">${visit.texts.frame.pay}</a>`;
}

/** The very words, in the language in which they were signed. */
function signed(visit: PersonalVisit, { signature }: CitizenPlan): Html | null {
  if (signature === null) return null;
  const { texts, language, session } = visit;
  const said = texts.plans;
  const on = readableDate(dayInCopenhagen(signature.at), language);
  const time = timeOfDay(signature.at, language);
  const isOwn = signature.by === actorOf(session);
  const shown = isOwn ? signature.shown : wordsOfOthers(signature.shown, visit);
  if (shown === null) return html`<p>${texts.messages.hiddenWords}</p>`;
  const lines = shown.split('\n').map((line) => html`<p>${line}</p>`);
  const words = html`<p>${fillIn(said.signedOn, { on, time })}</p>
    <div lang="${signature.language}">${lines}</div>`;
  return html`<div class="mt-5">${details(said.signed, words)}</div>`;
}
