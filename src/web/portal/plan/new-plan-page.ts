import type { BeingPaid, NotOffered } from '../../../arrangements/own-plan.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import {
  checkboxes,
  errorSummary,
  radios,
  textField,
  titleWithError,
  type Field,
} from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, stepCount, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { claimName } from '../pay/names.ts';
import { resentForm } from '../post-form.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { liveDates, livePart } from './live-plan.ts';
import {
  planChoices,
  type OwnChoice,
  type PaidBy,
  type PlanChoices,
  type Typed,
  type WrongPlan,
} from './plan-form.ts';
import { notOfferedInWords, paidInWords } from './plan-words.ts';

/** What was sent before and cannot be gone on with. */
export interface SentBefore {
  readonly typed: Typed;
  readonly wrong: WrongPlan;
}

/** Step 1: what to pay a little at a time, and how. What cannot be is there too, with why. */
export async function newPlanPage(visit: PersonalVisit): Promise<Answer> {
  const choices = await planChoices(visit);
  return {
    kind: 'page',
    page: { title: visit.texts.plan.title, main: choosing(visit, choices) },
  };
}

/** The same page, with what is wrong with what was sent. */
export function newPlanAgain(visit: PersonalVisit, choices: PlanChoices, before: SentBefore): Answer {
  const title = titleWithError(visit.texts.plan.title, visit.language);
  return {
    kind: 'page',
    status: 422,
    page: { title, main: choosing(visit, choices, before), resent: { to: { name: 'plan-show' }, by: null } },
  };
}

/** The page of a form that was sent, opened by itself: back to where one chooses. */
export function toNewPlan(): Answer {
  return { kind: 'go', to: { name: 'plan-new' } };
}

function choosing(visit: PersonalVisit, choices: PlanChoices, before?: SentBefore): Html {
  const { offered, others } = choices;
  const { texts, contact, language } = visit;
  const said = texts.plan;
  const back = backLink({ href: addressOf(visit, { name: 'plans' }), text: texts.plans.back });
  const call = html`<p>${fillIn(said.call, { phone: contact.phone })}</p>`;
  if (offered.length === 0)
    return html`${back}
      <h1>${said.nothingHeading}</h1>
      ${others.length === 0 ? html`<p class="font-lead">${said.nothing}</p>` : notOffered(visit, others)}
      ${call}`;
  const field = fieldOf(visit, before);
  const debts: Field = { ...field('debt', said.chooseDebts) };
  return html`${back}
    ${errorSummary([debts, field('months', ''), field('monthly', ''), field('day', '')], language)}
    ${stepCount(1, 2, language)}
    <h1>${said.title}</h1>
    <p class="font-lead">${said.lead}</p>
    ${resentForm(
      visit,
      { name: 'plan-show' },
      html`${checkboxes(
        debts,
        offered.map((debt) => ({
          value: debt.ref,
          label: claimName(debt.claim, visit),
          hint: limitInWords(debt, visit),
          chosen: before === undefined ? offered.length === 1 : before.typed.refs.has(debt.ref),
        })),
      )}
      ${howFields(visit, choices, before)} ${livePart(visit)} ${submitButton(said.show)} ${liveDates()}`,
    )}
    ${
      others.length === 0
        ? null
        : html`<h2>${said.notOfferedHeading}</h2>
            ${notOffered(visit, others)}`
    }
    ${call}`;
}

type FieldOf = (id: WrongPlan['field'], label: string) => Field;

function fieldOf({ language }: PersonalVisit, before: Partial<SentBefore> | undefined): FieldOf {
  return (id, label) => ({
    id,
    label,
    error: before?.wrong?.field === id ? before.wrong.words : null,
    language,
  });
}

/** The two ways to say how it is to be paid, of which one is filled in, and the day of the month where there is a choice. */
export function howFields(visit: PersonalVisit, choices: PlanChoices, before?: Partial<SentBefore>): Html {
  const said = visit.texts.plan;
  const field = fieldOf(visit, before);
  const { months = '', monthly = '' } = before?.typed ?? {};
  return html`<h2>${said.howHeading}</h2>
    <p>${said.howText} ${said.more}</p>
    ${textField({
      ...field('months', said.months),
      hint: said.monthsHint,
      value: months,
      keyboard: 'numeric',
      required: false,
    })}
    ${textField({
      ...field('monthly', said.monthly),
      hint: said.monthlyHint,
      value: monthly,
      keyboard: 'decimal',
      required: false,
    })}
    ${dayField(visit, choices, before)}`;
}

function dayField(
  visit: PersonalVisit,
  { days, configured }: PlanChoices,
  before?: Partial<SentBefore>,
): Html | null {
  if (days.length === 0) return null;
  const said = visit.texts.plan;
  const typed = before?.typed?.day ?? '';
  const chosen = typed === '' ? String(configured.configuration.payment.dueDay) : typed;
  return radios(
    { ...fieldOf(visit, before)('day', said.day), hint: said.dayHint },
    days.map((day) => ({
      value: String(day),
      label: fillIn(said.dayOf, { day: String(day) }),
      chosen: String(day) === chosen,
    })),
  );
}

function limitInWords({ owed, limits }: OwnChoice, { texts, language }: PersonalVisit): string | null {
  if (limits === null) return null;
  return fillIn(texts.plan.limitOne, {
    amount: readableKroner(owed, language),
    months: String(limits.mostMonths),
    least: readableKroner(limits.least, language),
  });
}

/** What no plan can be made of, each with why and what to do instead; debts with the same reason stand together. */
function notOffered(visit: PersonalVisit, others: readonly OwnChoice[]): Html {
  const byReason = [...Map.groupBy(others, whyNot)];
  return html`${byReason.map(([why, those]) =>
    why === null
      ? null
      : html`<ul>
            ${those.map(({ claim }) => html`<li>${claimName(claim, visit)}</li>`)}
          </ul>
          ${typeof why === 'string' ? html`<p>${notOfferedInWords(why, visit)}</p>` : paidInWords(why, visit)}`,
  )}`;
}

/** Why no plan can be made of a debt: what pays it already, or another reason. */
function whyNot({ why, paidBy }: OwnChoice): Exclude<NotOffered, BeingPaid> | PaidBy | null {
  return why === 'paid-on-web' || why === 'paid-by-bank' ? paidBy : why;
}
