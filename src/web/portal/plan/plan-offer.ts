import type { DebtToPay } from '../../../insight/debts-to-pay.ts';
import type { BankAsked } from '../../../insight/overview/bank-asked.ts';
import type { DebtLine } from '../../../insight/overview/types.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from '../debt/debt-card.ts';
import { collectedOf, isPaying, type Collected } from '../direct-debit/offered.ts';

/** A debt, as far as whether it can be paid a little at a time hangs on it. */
export interface Planned {
  readonly type: string;
  /** Nothing about it keeps a plan from being made of it. */
  readonly mayPlan: boolean;
  /** Others must sign it for whom it is about, or with them. */
  readonly othersMustSign: boolean;
  /** It is paid by instalments that the table decides: nothing can be agreed on about them. */
  readonly byTable: boolean;
}

export function plannedLine(
  { name, mains, mayPlan, othersMustSign, state }: DebtLine,
  collected: Collected,
): Planned {
  return {
    type: name.type,
    mayPlan: mayPlan && !isPaidByBank(collectedOf(mains, collected)),
    othersMustSign,
    byTable: name.benefit !== null && state === 'on-plan',
  };
}

export function plannedToPay({ claim, kind, mayPlan, othersMustSign, bank }: DebtToPay): Planned {
  return {
    type: claim.type,
    mayPlan: mayPlan && !isPaidByBank(bank),
    othersMustSign,
    byTable: claim.benefit !== null && kind === 'instalments',
  };
}

function isPaidByBank(bank: BankAsked | null): boolean {
  return bank !== null && isPaying(bank);
}

/** The way to a plan of one's own, for who cannot pay all at once, or to who must be part of it; null where none can be made of any of the debts. Where none can be made of some of them it promises no more than that. */
export function planOffer(visit: Around, debts: readonly Planned[]): Html | null {
  const planned = debts.filter(({ type, mayPlan }) => mayPlan && visit.offersPlanOn(type));
  if (planned.length === 0) return null;
  const said = visit.texts.plans;
  const isAlone =
    visit.session.scopes.includes('sign') && !planned.some(({ othersMustSign }) => othersMustSign);
  const href = addressOf(visit, { name: 'plan-new' });
  const link = planned.length < debts.length ? said.linkSome : said.link;
  return html`${said.offer} <a href="${href}">${isAlone ? link : said.linkOthers}</a>.`;
}

/** The same, or else, for who pays an amount that the table decides, the way to what can change it. */
export function whenTooMuch(visit: Around, debts: readonly Planned[]): Html | null {
  const offer = planOffer(visit, debts);
  if (offer !== null || !debts.some(({ byTable }) => byTable)) return offer;
  const said = visit.texts.plans;
  return html`${said.offer} <a href="${addressOf(visit, { name: 'your-payment' })}">${said.whatChanges}</a>.`;
}
