import {
  dueDaysOffered,
  ownDebts,
  type OwnDebt,
  type OwnDebtsAsked,
  type OwnPlanRefusal,
  type OwnWish,
} from '../../../arrangements/own-plan.ts';
import type { PlanToShow } from '../../../arrangements/sign-plan.ts';
import { underWayOf, type UnderWay } from '../../../checkout/under-way.ts';
import type { ClaimNumber } from '../../../claims/types.ts';
import { directDebitOf, type AskedDebit } from '../../../direct-debit/for-citizen.ts';
import type { PlainDate } from '../../../kernel/dates.ts';
import type { DebtorNumber } from '../../../kernel/ids.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { ConfigurationVersion } from '../../../municipality/configurations.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { pageKeyOf, pageRef } from '../../../municipality/page-refs.ts';
import type { MunicipalityReadTx } from '../../../platform/database.ts';
import type { Form, FormFields } from '../../http/forms.ts';
import { isPaying } from '../direct-debit/offered.ts';
import { readAmount } from '../pay/amount.ts';
import type { PersonalVisit, Visit } from '../route.ts';

/** The fields of both steps: the debts, one of two ways to say how, and what was shown and confirmed before it is signed. */
export const planFields: FormFields = {
  once: ['months', 'monthly', 'day', 'shown', 'confirm'],
  many: ['debt'],
};

/** A debt of the reader's own, with its name in forms. */
export interface OwnChoice extends OwnDebt {
  readonly ref: string;
  /** What pays it already: a payment on the web, or what the reader's bank was asked for. Null = nothing does. */
  readonly paidBy: PaidBy | null;
}

export type PaidBy = UnderWay | AskedDebit;

export interface PlanChoices {
  /** Those of which a plan can be made. */
  readonly offered: readonly OwnChoice[];
  /** The others, each with why not. */
  readonly others: readonly OwnChoice[];
  /** The days of the month between which to choose; none = there is no choice. */
  readonly days: readonly number[];
  readonly configured: ConfigurationVersion;
  readonly paying: OwnDebtsAsked['paying'];
}

/** What the reader owes, and of what of it they may make a plan. */
export async function planChoices({ tx, session, today }: PersonalVisit): Promise<PlanChoices> {
  const configured = await configurationVersion(tx, null);
  if (configured === null) throw new Error('a municipality whose pages are open is configured');
  if (session.debtor === null) return { offered: [], others: [], days: [], configured, paying: new Map() };
  const key = await pageKeyOf(tx);
  const paidBy = await whatPays(tx, session.debtor, today);
  const paying = new Map(
    [...paidBy].map(([main, by]) => [main, 'payOn' in by ? 'paid-by-bank' : 'paid-on-web'] as const),
  );
  const debts = await ownDebts(tx, { debtor: session.debtor, configured, on: today, paying });
  const named = debts
    .map((debt) => asSignedBy(session, debt))
    .map((debt) => ({
      ...debt,
      ref: pageRef(key, 'claim', debt.claim.claim),
      paidBy: paidBy.get(debt.claim.claim) ?? null,
    }));
  return {
    paying,
    offered: named.filter(({ why }) => why === null),
    others: named.filter(({ why }) => why !== null),
    days: dueDaysOffered(configured.configuration),
    configured,
  };
}

/** Who looks and may not sign, for whom or for what else, makes no plan of it without others. */
function asSignedBy({ scopes }: PersonalVisit['session'], debt: OwnDebt): OwnDebt {
  return debt.why !== null || scopes.includes('sign')
    ? debt
    : { ...debt, why: 'others-must-sign', limits: null };
}

/** What pays each main claim meanwhile. What the bank should have paid, and nobody has heard of, does not: the reader sees to that. */
async function whatPays(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  on: PlainDate,
): Promise<Map<ClaimNumber, PaidBy>> {
  const [underWay, { about }] = await Promise.all([underWayOf(tx, debtor), directDebitOf(tx, debtor, on)]);
  const byBank = [...about].filter(([, debit]) => isPaying(debit));
  const onWeb = underWay.flatMap((payment) => payment.claims.map((claim) => [claim, payment] as const));
  return new Map<ClaimNumber, PaidBy>([...byBank, ...onWeb]);
}

/** What was sent, as it was typed. */
export interface Typed {
  readonly refs: ReadonlySet<string>;
  readonly months: string;
  readonly monthly: string;
  /** The day of the month; empty = none was asked for. */
  readonly day: string;
}

export function typedIn(form: Form): Typed {
  return {
    refs: new Set(form.chosen('debt')),
    months: form.text('months').trim(),
    monthly: form.text('monthly').trim(),
    day: form.text('day').trim(),
  };
}

export interface WrongPlan {
  readonly tag: 'wrong-plan';
  readonly field: 'debt' | 'months' | 'monthly' | 'day';
  readonly words: string;
}

export interface ChosenPlan {
  readonly debts: readonly OwnChoice[];
  readonly wish: OwnWish;
  readonly dueDay: number | null;
}

/** More months than anybody means; what the municipality allows is asked of its limits. */
const MOST_MONTHS = 999;

/** Reads what was chosen against what a plan can be made of now. */
export function chosenPlan(
  { refs, months, monthly, day }: Typed,
  { offered, days }: PlanChoices,
  { texts, language }: Pick<Visit, 'texts' | 'language'>,
): Result<ChosenPlan, WrongPlan> {
  const said = texts.plan;
  const wrong = (field: WrongPlan['field'], words: string) =>
    refuse({ tag: 'wrong-plan' as const, field, words });
  const debts = offered.filter(({ ref }) => refs.has(ref));
  if (refs.size === 0) return wrong('debt', said.chooseOne);
  // Another window, or a caseworker, was quicker.
  if (debts.length < refs.size) return wrong('debt', said.gone);
  if (months !== '' && monthly !== '') return wrong('months', said.oneOfTwo);
  if (months === '' && monthly === '') return wrong('months', said.fillOne);
  const dueDay = day === '' ? null : (days.find((each) => String(each) === day) ?? 'unknown');
  if (dueDay === 'unknown') return wrong('day', said.chooseDay);
  if (months !== '') {
    const count = /^\d{1,3}$/.test(months) ? Number(months) : 0;
    return count < 1 || count > MOST_MONTHS
      ? wrong('months', said.monthsForm)
      : ok({ debts, wish: { kind: 'months', months: count }, dueDay });
  }
  const amount = readAmount(monthly, language);
  return amount === null || amount <= zeroOre
    ? wrong('monthly', said.monthlyForm)
    : ok({ debts, wish: { kind: 'monthly', monthly: amount }, dueDay });
}

/** The same as the plan is worked out from. */
export function planAsked(
  { debts, wish, dueDay }: ChosenPlan,
  { debtor, choices }: { readonly debtor: DebtorNumber; readonly choices: PlanChoices },
): Omit<PlanToShow, 'on'> {
  const claims = new Set(debts.map(({ claim }) => claim.claim));
  return {
    debtor,
    chosen: ({ claim }) => claims.has(claim.claim),
    wish,
    dueDay,
    configured: choices.configured,
    paying: choices.paying,
  };
}

/** What a wish that cannot be agreed on is answered with, at the field it is about. */
export function wrongWish(
  refusal: OwnPlanRefusal | { readonly tag: string },
  { months }: Typed,
  { texts, language, contact }: Pick<Visit, 'texts' | 'language' | 'contact'>,
): WrongPlan {
  const field = months === '' ? 'monthly' : 'months';
  if ('most' in refusal) {
    const values = {
      months: String(refusal.most),
      least: readableKroner(refusal.least, language),
      phone: contact.phone,
    };
    const said = texts.plan[refusal.tag === 'too-long' ? 'tooLong' : 'tooLittle'];
    return { tag: 'wrong-plan', field, words: fillIn(said, values) };
  }
  const said = refusal.tag === 'answered-by-letter' ? texts.plan.answeredByLetter : texts.plan.notNow;
  return { tag: 'wrong-plan', field, words: fillIn(said, { phone: contact.phone }) };
}
