import { endByHand } from '../../../arrangements/end.ts';
import { actorOf } from '../../../identity/acting.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html } from '../../ui/html.ts';
import { backLink, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { underWayLine } from '../pay/under-way.ts';
import { postForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { isOpen } from './plan-standing.ts';
import { planAt } from './plans-page.ts';

/** Asks before a plan is stopped, and says what follows. */
export async function askToStop(visit: PersonalVisit): Promise<Answer> {
  const plan = await planAt(visit);
  const { ref } = visit.place;
  if (plan === null || ref === undefined) return { kind: 'not-found' };
  if (!isOpen(plan)) return { kind: 'go', to: { name: 'plan', ref } };
  const { texts, language, contact } = visit;
  const said = texts.plans;
  const waits = plan.arrangement.state === 'proposed';
  const heading = waits ? said.withdrawHeading : said.stopHeading;
  const words = waits
    ? [said.withdrawText]
    : [
        fillIn(said.stopText, { left: readableKroner(plan.standing.left, language) }),
        said.stopThen,
        said.stopKeep,
        fillIn(said.stopCall, { phone: contact.phone }),
      ];
  const main = html`${backLink({ href: addressOf(visit, { name: 'plan', ref }), text: said.backToPlan })}
    <h1>${heading}</h1>
    ${plan.underWay === null ? null : underWayLine(plan.underWay, visit)}
    ${words.map((each) => html`<p>${each}</p>`)}
    ${postForm(visit, { name: 'plan-stop-now', ref }, submitButton(waits ? said.yesWithdraw : said.yesStop))}`;
  return { kind: 'page', page: { title: heading, main } };
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
