import { expect } from 'vitest';
import type { Citizen } from './citizen.ts';
import type { ErrandTown, Newcomer } from './town.ts';

interface By {
  readonly town: ErrandTown;
  readonly newcomer: Newcomer;
}

/** From the menu to how to pay what should be paid now. */
async function choosesMethod(citizen: Citizen, method: 'card' | 'mobilepay' | 'bank'): Promise<void> {
  const { frame, pay } = citizen.said;
  await citizen.opens('overview');
  await citizen.follows(new RegExp(`^${frame.pay}$`));
  await citizen.readsHeading(pay.chooseHeading);
  await citizen.looks();
  await citizen.presses(pay.onward);
  await citizen.chooses(pay[method]);
  await citizen.looks();
  await citizen.presses(pay.begin);
}

/** Approves on the provider's page, which lies about it as the browser comes back: that is not believed. */
async function pays(citizen: Citizen, onward: string): Promise<void> {
  const { overview, payment } = citizen.said;
  await citizen.reads(onward);
  await citizen.looks();
  await citizen.follows(onward);
  await citizen.presses('Godkend, men kom tilbage som afvist');
  await citizen.readsHeading(payment.paid);
  await citizen.looks();
  await citizen.follows(payment.toOverview);
  await citizen.readsHeading(overview.heading);
  await citizen.reads(citizen.way.language === 'da' ? '20. marts 2026' : '20 March 2026');
}

export async function paysByCard(citizen: Citizen): Promise<void> {
  await choosesMethod(citizen, 'card');
  await pays(citizen, citizen.said.payment.onToCard);
}

export async function paysByMobilePay(citizen: Citizen): Promise<void> {
  await choosesMethod(citizen, 'mobilepay');
  await pays(citizen, citizen.said.payment.onToMobilepay);
}

/** With an amount that is none first, and then by the line in the own bank. */
export async function paysByBank(citizen: Citizen): Promise<void> {
  const { pay } = citizen.said;
  await citizen.opens('pay');
  await citizen.writes(pay.amount, 'alt');
  await citizen.presses(pay.onward);
  await citizen.reads(pay.amountForm);
  await citizen.looks();
  await citizen.writes(pay.amount, citizen.way.language === 'da' ? '250,00' : '250.00');
  await citizen.presses(pay.onward);
  await citizen.chooses(pay.bank);
  await citizen.presses(pay.begin);
  await citizen.readsHeading(pay.bankHeading);
  expect(await citizen.page.content()).toMatch(/\+71&lt;\d{15} \+8\d{7}&lt;/);
  await citizen.reads(citizen.way.language === 'da' ? '250,00 kr.' : 'DKK 250.00');
  await citizen.looks();
  // Back, step by step, to what was chosen.
  await citizen.presses(pay.back);
  await citizen.readsHeading(pay.methodHeading);
  await citizen.presses(pay.back);
  await citizen.readsHeading(pay.chooseHeading);
  const amount = citizen.page.getByLabel(pay.amount, { exact: false });
  expect(await amount.inputValue()).toBe(citizen.way.language === 'da' ? '250,00' : '250.00');
}

/** A little each month: chosen, looked at whole, signed, and stopped again. */
export async function agreesOnPlan(citizen: Citizen): Promise<void> {
  const { plan, plans } = citizen.said;
  await citizen.opens('plans');
  await citizen.follows(plans.make);
  await citizen.presses(plan.show);
  await citizen.reads(plan.chooseOne);
  await citizen.looks();
  await citizen.ticks(/-1250$/);
  await citizen.writes(plan.months, '8');
  if (citizen.way.script) {
    // Told while it is typed, before anything is pressed.
    await citizen.reads(plan.liveLast);
    await citizen.looks();
    // Where no answer comes nothing is told that is not so.
    await citizen.page.route('**/undervejs', (route) => route.fulfill({ status: 429 }));
    await citizen.writes(plan.months, '9');
    await citizen.reads(plan.live);
    await citizen.writes(plan.months, '8');
  }
  await citizen.presses(plan.show);
  await citizen.readsHeading(plan.planHeading);
  await citizen.looks();
  await citizen.ticks(plan.confirm);
  await citizen.presses(new RegExp(`^${plan.sign}$`));
  await citizen.readsHeading(plans.made);
  await citizen.looks();
  await citizen.follows(plans.stop);
  await citizen.looks();
  await citizen.presses(plans.yesStop);
  await citizen.reads(plans.ended);
  await citizen.follows(plans.back);
  await citizen.looks();
}

/** Longer than the citizen may agree alone: it waits for a caseworker, is agreed to, and falls away when nothing is paid. */
export async function asksForLongerPlan(citizen: Citizen, { town, newcomer }: By): Promise<void> {
  const { plan, plans } = citizen.said;
  await citizen.opens('plan-new');
  await citizen.ticks(/-1250$/);
  await citizen.writes(plan.monthly, citizen.way.language === 'da' ? '101,00' : '101.00');
  await citizen.presses(plan.show);
  await citizen.readsHeading(plan.planHeading);
  await citizen.ticks(plan.confirm);
  await citizen.presses(plan.signAsked);
  await citizen.readsHeading(plans.sent);
  await citizen.looks();
  await citizen.opens('plans');
  await citizen.reads(plans.waits);
  await town.planFallsAway(newcomer.debtor);
  await citizen.opens('plans');
  await citizen.reads(plans.broken);
  await citizen.looks();
  await citizen.follows(plans.see);
  await citizen.readsHeading(plans.how);
  await citizen.reads(plans.broken);
}

/** Betalingsservice: asked for here, made in the bank, and stopped again. */
export async function paysAutomatically(citizen: Citizen, { town, newcomer }: By): Promise<void> {
  const { directDebit } = citizen.said;
  await citizen.opens('pay');
  await citizen.follows(directDebit.link);
  await citizen.looks();
  await citizen.presses(directDebit.signUp);
  await citizen.readsHeading(directDebit.asked);
  await citizen.reads(String(newcomer.debtor));
  await citizen.looks();
  await town.directDebit.signUp(newcomer.debtor, '2026-03-12');
  await citizen.opens('direct-debit');
  await citizen.reads(directDebit.active);
  await citizen.looks();
  await citizen.presses(directDebit.stop);
  await citizen.reads(directDebit.stopping);
}
