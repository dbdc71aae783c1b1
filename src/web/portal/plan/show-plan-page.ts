import { hashOfShown } from '../../../arrangements/signatures.ts';
import {
  planToShow,
  signedAlready,
  signPlan,
  type PlanToShow,
  type ShownPlan,
} from '../../../arrangements/sign-plan.ts';
import { actorOf } from '../../../identity/acting.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { pageKeyOf, pageRef } from '../../../municipality/page-refs.ts';
import { alert } from '../../ui/alert.ts';
import { checkboxes, errorSummary, titleWithError, type Field } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, details, facts, stepCount, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { postForm, resentForm } from '../post-form.ts';
import type { Answer, SentForm } from '../route.ts';
import { liveDates, livePart } from './live-plan.ts';
import { howFields, newPlanAgain, toNewPlan } from './new-plan-page.ts';
import {
  chosenPlan,
  planAsked,
  planChoices,
  typedIn,
  wrongWish,
  type ChosenPlan,
  type PlanChoices,
  type Typed,
} from './plan-form.ts';
import { paymentsToSign } from './plan-payments.ts';
import { signedText, wordsToSign } from './plan-words.ts';

/** Step 2: every payment of the plan, and what it means to sign it. Nothing has been written. */
export async function showPlan(sent: SentForm): Promise<Answer> {
  const read = await readChosen(sent);
  if (!('chosen' in read)) return read;
  const { typed, choices, asked } = read;
  const plan = await planToShow(sent.tx, { ...asked, on: sent.today });
  if (!plan.ok) return newPlanAgain(sent, choices, { typed, wrong: wrongWish(plan.refusal, typed, sent) });
  return planPage(sent, { plan: plan.value, read });
}

/** The signature: what is signed is what was shown, or the plan is shown again. */
export async function signShownPlan(sent: SentForm): Promise<Answer> {
  const { form, session, texts, contact } = sent;
  const shownBefore = form.text('shown');
  if (!/^[0-9a-f]{64}$/.test(shownBefore)) return toNewPlan();
  // Sent twice: its debts are on the plan by now, and are offered no more.
  const same = session.debtor === null ? null : await signedAlready(sent.tx, session.debtor, shownBefore);
  if (same !== null) return toPlan(sent, same.number);
  const read = await readChosen(sent);
  if (!('chosen' in read)) return read;
  const { typed, choices, asked } = read;
  if (form.text('confirm') !== 'yes') {
    const plan = await planToShow(sent.tx, { ...asked, on: sent.today });
    if (!plan.ok) return newPlanAgain(sent, choices, { typed, wrong: wrongWish(plan.refusal, typed, sent) });
    return planPage(sent, { plan: plan.value, read, error: texts.plan.mustConfirm });
  }
  const signed = await signPlan(sent.tx, {
    ...asked,
    shownBefore,
    wordsOf: (plan) => signedText(wordsToSign(plan, sent, choices.configured), plan, sent),
    signature: {
      by: actorOf(session),
      level: session.level,
      protocol: session.protocol,
      language: sent.language,
    },
    at: sent.now,
  });
  if (signed.ok) return { ...(await toPlan(sent, signed.value.number)), did: 'plan' };
  if (signed.refusal.tag === 'changed' && 'plan' in signed.refusal)
    return planPage(sent, { plan: signed.refusal.plan, read, note: texts.plan.changed });
  // What was refused has been written down with its letter: the page must be answered, and not thrown away.
  const wrong = wrongWish(signed.refusal, typed, { texts, language: sent.language, contact });
  return newPlanAgain(sent, choices, { typed, wrong });
}

interface Read {
  readonly typed: Typed;
  readonly choices: PlanChoices;
  readonly chosen: ChosenPlan;
  readonly asked: Omit<PlanToShow, 'on'>;
}

async function readChosen(sent: SentForm): Promise<Read | Answer> {
  const { debtor } = sent.session;
  const choices = await planChoices(sent);
  const typed = typedIn(sent.form);
  if (debtor === null) return toNewPlan();
  const chosen = chosenPlan(typed, choices, sent);
  if (!chosen.ok) return newPlanAgain(sent, choices, { typed, wrong: chosen.refusal });
  const asked = planAsked(chosen.value, { debtor, choices });
  return { typed, choices, chosen: chosen.value, asked };
}

async function toPlan(sent: SentForm, number: bigint): Promise<Answer & { readonly kind: 'go' }> {
  const key = await pageKeyOf(sent.tx);
  return { kind: 'go', to: { name: 'plan', ref: pageRef(key, 'plan', number) } };
}

interface PlanShown {
  readonly plan: ShownPlan;
  readonly read: Read;
  /** What is wrong with what was sent. */
  readonly error?: string;
  /** What must be said before anything else. */
  readonly note?: string;
}

function planPage(sent: SentForm, { plan, read, error, note }: PlanShown): Answer {
  const { texts, language } = sent;
  const said = texts.plan;
  const words = wordsToSign(plan, sent, read.choices.configured);
  const confirm: Field = { id: 'confirm', label: said.confirmLabel, error: error ?? null, language };
  const shown = hashOfShown(signedText(words, plan, sent));
  const list = (lines: readonly string[]) =>
    html`<ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`;
  const main = html`${backLink({ href: addressOf(sent, { name: 'plan-new' }), text: said.back })}
    ${errorSummary([confirm], language)} ${stepCount(2, 2, language)}
    <h1>${said.planHeading}</h1>
    ${note === undefined ? null : alert({ variant: 'warning', heading: note, content: html``, language, isBegunAt: true })}
    <p class="font-lead">${said.planNotYet}</p>
    ${inShort(plan, sent)} ${paymentsToSign(plan, sent, 'dates')} ${otherWay(sent, read)}
    <h2>${said.signHeading}</h2>
    ${list(words.says)}
    <h2>${said.meansHeading}</h2>
    ${list(words.means)}
    ${resentForm(
      sent,
      { name: 'plan-sign' },
      html`${carried(read)}
        <input type="hidden" name="months" value="${read.typed.months}" />
        <input type="hidden" name="monthly" value="${read.typed.monthly}" />
        <input type="hidden" name="day" value="${read.typed.day}" />
        <input type="hidden" name="shown" value="${shown}" />
        ${checkboxes(confirm, [{ value: 'yes', label: said.confirm, chosen: false }])}
        ${submitButton(plan.outcome === 'agreed' ? said.sign : said.signAsked)}`,
    )}`;
  const isWrong = error !== undefined || note !== undefined;
  const title = error === undefined ? said.planHeading : titleWithError(said.planHeading, language);
  return {
    kind: 'page',
    status: isWrong ? 422 : 200,
    page: { title, main, resent: { to: { name: 'plan-show' }, by: null } },
  };
}

function carried({ chosen: { debts } }: Read): Html {
  return html`${debts.map(({ ref }) => html`<input type="hidden" name="debt" value="${ref}" />`)}`;
}

function inShort({ instalments, owed }: ShownPlan, { texts, language }: SentForm): Html {
  const said = texts.plan;
  const [first, last] = [instalments[0], instalments.at(-1)];
  if (first === undefined || last === undefined) return html``;
  const on = (each: typeof first) =>
    fillIn(said.lastOf, {
      on: readableDate(each.due, language),
      amount: readableKroner(each.amount, language),
    });
  return facts([
    { name: said.owed, value: html`<strong>${readableKroner(owed, language)}</strong>` },
    { name: said.eachMonth, value: html`<strong>${readableKroner(first.amount, language)}</strong>` },
    { name: said.count, value: String(instalments.length) },
    { name: said.first, value: on(first) },
    ...(instalments.length === 1 ? [] : [{ name: said.last, value: on(last) }]),
  ]);
}

/** The same debts, paid in another way: the plan is worked out anew. */
function otherWay(sent: SentForm, read: Read): Html {
  const said = sent.texts.plan;
  const form = postForm(
    sent,
    { name: 'plan-show' },
    html`${carried(read)}
    ${howFields(sent, read.choices, { typed: { ...read.typed, months: '', monthly: '' } })} ${livePart(sent)}
    ${submitButton(said.showAgain, 'secondary')} ${liveDates()}`,
  );
  return html`<div class="mt-5">${details(said.otherHeading, form)}</div>`;
}
