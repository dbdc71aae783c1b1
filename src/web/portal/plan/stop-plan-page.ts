import { endByHand } from '../../../arrangements/end.ts';
import { actorOf } from '../../../identity/acting.ts';
import type { CitizenPlan } from '../../../insight/own-plans.ts';
import { addOre, readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { assert } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html } from '../../ui/html.ts';
import { backLink, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { underWayLine } from '../pay/under-way.ts';
import { postForm } from '../post-form.ts';
import { asItCanBePaid } from '../pay/own-bank.ts';
import { mayPayHere } from '../pay/paying-here.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { mainsOf } from './how-it-goes.ts';
import { canStop } from './plan-standing.ts';
import { planAt } from './plan-page.ts';

/** Asks before a plan is stopped, and says what follows. */
export async function askToStop(visit: PersonalVisit): Promise<Answer> {
  const plan = await planAt(visit);
  const { ref } = visit.place;
  if (plan === null || ref === undefined) return { kind: 'not-found' };
  if (!canStop(plan)) return { kind: 'go', to: { name: 'plan', ref } };
  const { texts, contact } = visit;
  const said = texts.plans;
  const waits = plan.arrangement.state === 'proposed';
  const heading = waits ? said.withdrawHeading : said.stopHeading;
  const words = waits
    ? [said.withdrawText]
    : [
        ...whatFollows(plan, visit),
        ...(rests(plan) || !mayPayHere(await asItCanBePaid(visit, mainsOf(plan))) ? [] : [said.stopKeep]),
        fillIn(said.stopCall, { phone: contact.phone }),
      ];
  const main = html`${backLink({ href: addressOf(visit, { name: 'plan', ref }), text: said.backToPlan })}
    <h1>${heading}</h1>
    ${plan.underWay === null ? null : underWayLine(plan.underWay, visit)}
    ${words.map((each) => html`<p>${each}</p>`)}
    ${postForm(visit, { name: 'plan-stop-now', ref }, submitButton(waits ? said.yesWithdraw : said.yesStop))}`;
  return { kind: 'page', page: { title: heading, main } };
}

/** Nothing is asked for by it meanwhile. */
function rests({ disputed, stopped }: CitizenPlan): boolean {
  return disputed !== null || stopped !== null;
}

/** What is to be paid when it is stopped, and what can come of it: all that is left of its debts as the overview has them, also what was no part of it, and of that what waits. */
function whatFollows({ rest }: CitizenPlan, { texts: { plans: said }, language }: PersonalVisit): string[] {
  assert(rest !== null, 'one that runs was agreed to');
  const amount = (value: Ore) => readableKroner(value, language);
  const atOnce = addOre(rest.planned, rest.toPay);
  const all = addOre(atOnce, rest.resting);
  const unknown = rest.isUnknown ? [said.restUnknown] : [];
  if (rest.resting === zeroOre)
    return [
      ...(all === zeroOre ? [] : [fillIn(said.stopText, { amount: amount(all) })]),
      ...unknown,
      said.stopThen,
    ];
  const waits =
    atOnce === zeroOre
      ? [fillIn(said.stopTextRests, { amount: amount(all) }), said.stopThenRests]
      : [
          fillIn(said.stopTextPart, { amount: amount(all), part: amount(atOnce) }),
          said.stopThenPart,
          fillIn(said.stopRestsPart, { amount: amount(rest.resting) }),
        ];
  return [...waits, ...unknown];
}

/** Stops it; one that is over already stays as it ended. */
export async function stopPlan(sent: SentForm): Promise<Answer> {
  const plan = await planAt(sent);
  const { ref } = sent.place;
  if (plan === null || ref === undefined) return { kind: 'not-found' };
  if (canStop(plan))
    await endByHand(sent.tx, {
      arrangement: plan.arrangement.number,
      by: actorOf(sent.session),
      at: sent.now,
    });
  return { kind: 'go', to: { name: 'plan', ref } };
}
