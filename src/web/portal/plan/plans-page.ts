import { directDebitOf, NOTHING_BY_BANK, type AskedDebit } from '../../../direct-debit/for-citizen.ts';
import { actorOf } from '../../../identity/acting.ts';
import { plansOf, type CitizenPlan } from '../../../insight/own-plans.ts';
import { dayInCopenhagen, readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { offersOwnPlans } from '../../../municipality/choices/bills.ts';
import { ownByRef, pageKeyOf, pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { alert } from '../../ui/alert.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, details, facts, linkButton } from '../../ui/parts.ts';
import { table } from '../../ui/table.ts';
import { addressOf } from '../addresses.ts';
import { timeOfDay } from '../clock-words.ts';
import { bankInWords, collectedOf } from '../direct-debit/offered.ts';
import { mayPayHere, noWayInWords, wayToPay } from '../pay/paying-here.ts';
import { underWayLine } from '../pay/under-way.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { wordsOfOthers } from '../../../identity/words-of-others.ts';
import { planChoices } from './plan-form.ts';
import { planOffer } from './plan-offer.ts';
import { othersInWords } from './plan-words.ts';
import { isLate, isOpen, isWish, planName, runs, standingInWords } from './plan-standing.ts';

/** Every plan that the person has asked for, with how it stands, and the way to a new one. */
export async function servePlans(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, today, texts } = visit;
  const { debtor } = session;
  const key = await pageKeyOf(tx);
  const plans = await readPart(tx, 'plans', () =>
    debtor === null ? Promise.resolve([]) : plansOf(tx, debtor, today),
  );
  const make = await readPart(tx, 'plans', () => wayToNew(visit));
  const main = plansPage(visit, { plans: orElse(plans, null), key, make: orElse(make, null) });
  return { kind: 'page', page: { title: texts.plans.title, main } };
}

/** The way to a new plan where one can be made; else to why not, or, where others must sign, who. Null where the municipality offers none. */
async function wayToNew(visit: PersonalVisit): Promise<Html | null> {
  const { offered, others, configured } = await planChoices(visit);
  if (!offersOwnPlans(configured.configuration.arrangements)) return null;
  const said = visit.texts.plans;
  const href = addressOf(visit, { name: 'plan-new' });
  if (offered.length > 0) return html`<p>${linkButton({ href, text: said.make }, 'secondary')}</p>`;
  if (others.some(({ why }) => why === 'others-must-sign'))
    return html`<p>${said.cannotMake} ${othersInWords(visit)}</p>`;
  return others.length === 0
    ? null
    : html`<p>${said.cannotMake} <a href="${href}">${said.cannotMakeWhy}</a>.</p>`;
}

interface PlansShown {
  /** Null = they cannot be read. */
  readonly plans: readonly CitizenPlan[] | null;
  readonly key: PageKey;
  readonly make: Html | null;
}

function plansPage(visit: PersonalVisit, { plans, key, make }: PlansShown): Html {
  const { texts } = visit;
  const said = texts.plans;
  const cards = (plans ?? []).map((plan) => {
    const href = addressOf(visit, placeOfPlan(plan, key));
    const name = planName(plan, visit);
    const from = fillIn(isWish(plan) ? said.wishOf : said.fromDay, {
      on: readableDate(plan.arrangement.requestedOn, visit.language),
    });
    return html`<li class="debt">
      <h2 class="h3"><a href="${href}">${from}</a></h2>
      ${facts([{ name: said.about, value: name }])}
      ${standingInWords(plan, visit).map((words) => html`<p>${words}</p>`)}
      <p>
        <a href="${href}">${isWish(plan) ? said.seeWish : said.see}<span class="sr-only">: ${name}</span></a>
      </p>
    </li>`;
  });
  return html`${backLink({ href: addressOf(visit, { name: 'overview' }), text: texts.overview.backToOverview })}
    <h1>${said.title}</h1>
    ${
      plans === null
        ? null
        : plans.length === 0
          ? html`<p class="font-lead">${said.none}</p>`
          : html`<ul class="debts">
              ${cards}
            </ul>`
    }
    ${make}`;
}

function placeOfPlan({ arrangement }: Pick<CitizenPlan, 'arrangement'>, key: PageKey) {
  return { name: 'plan', ref: pageRef(key, 'plan', arrangement.number) } as const;
}

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
  const bank = collectedOf(
    plan.arrangement.claims.map(({ claim }) => claim),
    about,
  );
  const title = titleOf(visit, plan);
  return { kind: 'page', page: { title, main: planPage(visit, plan, bank) } };
}

function titleOf({ texts: { plans: said } }: PersonalVisit, plan: CitizenPlan): string {
  return isWish(plan) ? said.wishTitle : said.planTitle;
}

function planPage(visit: PersonalVisit, plan: CitizenPlan, bank: AskedDebit | null): Html {
  const { texts, language, contact } = visit;
  const said = texts.plans;
  const { standing } = plan;
  const [first, ...further] = standingInWords(plan, visit);
  const byBank = bank === null || !runs(plan) ? null : bankInWords(bank, visit, texts.directDebit.automatic);
  const isAwaited = bank?.answer === 'awaited' && bank.amount >= standing.missing;
  const late = runs(plan) && isLate(plan, visit) && !isAwaited;
  const besides =
    runs(plan) && standing.besides > zeroOre
      ? html`<p>
          ${fillIn(said.besides, { amount: readableKroner(standing.besides, language), phone: contact.phone })}
        </p>`
      : null;
  return html`${backLink({ href: addressOf(visit, { name: 'plans' }), text: said.back })}
    ${newlyMade(visit, plan)}
    <h1>${titleOf(visit, plan)}</h1>
    <h2>${said.how}</h2>
    <div class="${late ? 'next-payment late' : 'next-payment'}">
      ${isAwaited && runs(plan) ? null : html`<p>${first}</p>`}
      ${byBank === null ? null : html`<p>${byBank}</p>`}
      ${plan.underWay === null ? null : underWayLine(plan.underWay, visit)}
      ${late && plan.underWay === null ? wayToPay(visit) : null}
    </div>
    ${further.map((words) => html`<p>${words}</p>`)}
    ${facts([
      { name: said.about, value: planName(plan, visit) },
      ...(runs(plan)
        ? [{ name: said.left, value: html`<strong>${readableKroner(standing.left, language)}</strong>` }]
        : []),
    ])}
    ${besides} ${youCan(visit, plan)} ${isWish(plan) && !isOpen(plan) ? null : everyPayment(visit, plan)}
    ${signed(visit, plan)}`;
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
  const pay = { href: addressOf(visit, { name: 'pay' }), text: said.payRest };
  const stop = {
    href: addressOf(visit, { name: 'plan-stop', ...(ref === undefined ? {} : { ref }) }),
    text: waits ? said.withdraw : said.stop,
  };
  const links = [
    ...(mayPayHere(visit) && !waits && plan.stopped === null ? [pay] : []),
    ...(visit.session.scopes.includes('sign') ? [stop] : []),
  ];
  if (links.length === 0) return null;
  return html`<h2>${said.youCan}</h2>
    <ul>
      ${links.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}
    </ul>`;
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

function everyPayment(
  { texts, language, today }: PersonalVisit,
  { instalments, arrangement, rest, stopped }: CitizenPlan,
): Html {
  const said = texts.plans;
  const amount = (value: typeof arrangement.owed) => readableKroner(value, language);
  const until = rest === null ? null : arrangement.ended;
  const stateOf = ({ due, unpaid, amount: whole }: (typeof instalments)[number]) => {
    if (unpaid === zeroOre) return said.isPaid;
    if (until !== null)
      return due < until.on ? fillIn(said.wasMissing, { amount: amount(unpaid) }) : said.fellAway;
    if (stopped !== null) return said.isWaiting;
    if (unpaid < whole) return fillIn(said.isPartly, { amount: amount(unpaid) });
    return due < today ? said.isMissing : said.isComing;
  };
  const asked = arrangement.state === 'proposed';
  const rows = instalments.map((each) => {
    const row = [readableDate(each.due, language), amount(each.amount)] as const;
    return asked ? row : ([...row, stateOf(each)] as const);
  });
  const columns = [said.dayColumn, said.amountColumn];
  return html`<h2 id="dates">${asked ? said.datesAsked : said.dates}</h2>
    ${until === null ? null : html`<p>${fillIn(said.datesEnded, { on: readableDate(until.on, language) })}</p>`}
    ${table({ labelledBy: 'dates', columns: asked ? columns : [...columns, said.stateColumn], rows })}`;
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
