import { planToShow, type ShownPlan } from '../../../arrangements/sign-plan.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { assetAddress } from '../../ui/assets.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { chosenPlan, planAsked, planChoices, typedIn, wrongWish } from './plan-form.ts';
import { paymentsToSign } from './plan-payments.ts';

/** Where a form shows, for those with script, what its plan comes to while they type (assets/plan.js); stands before its button. */
export function livePart(visit: PersonalVisit): Html {
  return html`<div
      id="live-plan"
      class="live-plan"
      data-asks="${addressOf(visit, { name: 'plan-live' })}"
      hidden
    >
      <p role="status">${visit.texts.plan.live}</p>
    </div>
    <script src="${assetAddress('plan.js')}" defer></script>`;
}

/** Where every payment stands then; after the button, which stays where it is. */
export function liveDates(): Html {
  return html`<div id="live-dates"></div>`;
}

/** What has been typed so far comes to, or why it comes to nothing, as the page then shows it. Writes nothing. */
export async function livePlan(sent: SentForm): Promise<Answer> {
  const { tx, session, texts, today } = sent;
  if (session.debtor === null) return { kind: 'not-found' };
  const choices = await planChoices(sent);
  const typed = typedIn(sent.form);
  const chosen = chosenPlan(typed, choices, sent);
  if (!chosen.ok) return answer(sent, chosen.refusal.words, null);
  const asked = planAsked(chosen.value, { debtor: session.debtor, choices });
  const plan = await planToShow(tx, { ...asked, on: today });
  if (!plan.ok) return answer(sent, wrongWish(plan.refusal, typed, sent).words, null);
  const words = plan.value.outcome === 'agreed' ? [] : [texts.plan.liveAsked];
  return answer(sent, [inWords(plan.value, sent), ...words].join(' '), plan.value);
}

function answer(sent: SentForm, words: string, plan: ShownPlan | null): Answer {
  const main = html`<div id="live-plan"><p role="status">${words}</p></div>
    <div id="live-dates">
      ${plan === null ? null : paymentsToSign(plan, sent, 'live-payments')}
      ${plan === null ? null : html`<p>${sent.texts.plan.liveNotYet}</p>`}
    </div>`;
  return { kind: 'page', page: { title: sent.texts.plan.title, main } };
}

/** How many payments, of how much, and from when to when. */
function inWords({ instalments }: ShownPlan, { texts, language }: SentForm): string {
  const said = texts.plan;
  const [first, last] = [instalments[0], instalments.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a plan has instalments');
  const words =
    instalments.length === 1 ? said.liveOnce : first.amount === last.amount ? said.liveEven : said.liveLast;
  return fillIn(words, {
    count: String(instalments.length),
    monthly: readableKroner(first.amount, language),
    rest: readableKroner(last.amount, language),
    first: readableDate(first.due, language),
    last: readableDate(last.due, language),
  });
}
