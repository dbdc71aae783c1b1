import { endByHand } from '../../../arrangements/end.ts';
import { actorOf } from '../../../identity/acting.ts';
import { citizenBooks } from '../../../insight/citizen-books.ts';
import type { CitizenPlan } from '../../../insight/own-plans.ts';
import { planRest } from '../../../insight/plan-rest.ts';
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
import { isOpen } from './plan-standing.ts';
import { planAt } from './plan-page.ts';

/** Asks before a plan is stopped, and says what follows. */
export async function askToStop(visit: PersonalVisit): Promise<Answer> {
  const plan = await planAt(visit);
  const { ref } = visit.place;
  if (plan === null || ref === undefined) return { kind: 'not-found' };
  if (!isOpen(plan)) return { kind: 'go', to: { name: 'plan', ref } };
  const { texts, contact } = visit;
  const said = texts.plans;
  const waits = plan.arrangement.state === 'proposed';
  const heading = waits ? said.withdrawHeading : said.stopHeading;
  const words = waits
    ? [said.withdrawText]
    : [
        ...(await dueAtOnce(visit, plan)),
        said.stopThen,
        ...(mayPayHere(await asItCanBePaid(visit, mainsOf(plan))) ? [said.stopKeep] : []),
        fillIn(said.stopCall, { phone: contact.phone }),
      ];
  const main = html`${backLink({ href: addressOf(visit, { name: 'plan', ref }), text: said.backToPlan })}
    <h1>${heading}</h1>
    ${plan.underWay === null ? null : underWayLine(plan.underWay, visit)}
    ${words.map((each) => html`<p>${each}</p>`)}
    ${postForm(visit, { name: 'plan-stop-now', ref }, submitButton(waits ? said.yesWithdraw : said.yesStop))}`;
  return { kind: 'page', page: { title: heading, main } };
}

/** What is to be paid at once when it is stopped: all that is left of its debts as the overview has them, also what was no part of it. */
async function dueAtOnce(
  { tx, session: { debtor }, today, texts: { plans: said }, language }: PersonalVisit,
  { debts }: CitizenPlan,
): Promise<string[]> {
  assert(debtor !== null, 'whose plan it is owes it');
  const mains = new Set(debts.map(({ main }) => main));
  const rest = planRest(await citizenBooks(tx, debtor, today), { mains, day: today });
  const told = (words: string, amount: Ore) =>
    amount === zeroOre ? [] : [fillIn(words, { amount: readableKroner(amount, language) })];
  return [
    ...told(said.stopText, addOre(rest.planned, rest.toPay)),
    ...told(said.restResting, rest.resting),
    ...(rest.isUnknown ? [said.restUnknown] : []),
  ];
}

/** Stops it; one that is over already stays as it ended. */
export async function stopPlan(sent: SentForm): Promise<Answer> {
  const plan = await planAt(sent);
  const { ref } = sent.place;
  if (plan === null || ref === undefined) return { kind: 'not-found' };
  if (isOpen(plan))
    await endByHand(sent.tx, {
      arrangement: plan.arrangement.number,
      by: actorOf(sent.session),
      at: sent.now,
    });
  return { kind: 'go', to: { name: 'plan', ref } };
}
