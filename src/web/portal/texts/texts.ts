import type { Language } from '../../ui/language.ts';
import { acting as danishActing } from './da/acting.ts';
import { card as danishCard } from './da/card.ts';
import { contact as danishContact } from './da/contact.ts';
import { debt as danishDebt } from './da/debt.ts';
import { debts as danishDebts } from './da/debts.ts';
import { directDebit as danishDirectDebit } from './da/direct-debit.ts';
import { forAnotherPapers as danishForAnotherPapers } from './da/for-another-papers.ts';
import { forAnotherPlans as danishForAnotherPlans } from './da/for-another-plans.ts';
import { forAnother as danishForAnother } from './da/for-another.ts';
import { frame as danishFrame } from './da/frame.ts';
import { front as danishFront } from './da/front.ts';
import { guidance as danishGuidance } from './da/guidance.ts';
import { help as danishHelp } from './da/help.ts';
import { insight as danishInsight } from './da/insight.ts';
import { letterNames as danishLetterNames } from './da/letter-names.ts';
import { messages as danishMessages } from './da/messages.ts';
import { missing as danishMissing } from './da/missing.ts';
import { notifications as danishNotifications } from './da/notifications.ts';
import { overview as danishOverview } from './da/overview.ts';
import { yourPayment as danishYourPayment } from './da/your-payment.ts';
import { whatIf as danishWhatIf } from './da/what-if.ts';
import { papers as danishPapers } from './da/papers.ts';
import { pay as danishPay } from './da/pay.ts';
import { payment as danishPayment } from './da/payment.ts';
import { plan as danishPlan } from './da/plan.ts';
import { plans as danishPlans } from './da/plans.ts';
import { session as danishSession } from './da/session.ts';
import { signIn as danishSignIn } from './da/sign-in.ts';
import { acting as englishActing } from './en/acting.ts';
import { card as englishCard } from './en/card.ts';
import { contact as englishContact } from './en/contact.ts';
import { debt as englishDebt } from './en/debt.ts';
import { debts as englishDebts } from './en/debts.ts';
import { directDebit as englishDirectDebit } from './en/direct-debit.ts';
import { forAnotherPapers as englishForAnotherPapers } from './en/for-another-papers.ts';
import { forAnotherPlans as englishForAnotherPlans } from './en/for-another-plans.ts';
import { forAnother as englishForAnother } from './en/for-another.ts';
import { frame as englishFrame } from './en/frame.ts';
import { front as englishFront } from './en/front.ts';
import { guidance as englishGuidance } from './en/guidance.ts';
import { help as englishHelp } from './en/help.ts';
import { insight as englishInsight } from './en/insight.ts';
import { letterNames as englishLetterNames } from './en/letter-names.ts';
import { messages as englishMessages } from './en/messages.ts';
import { missing as englishMissing } from './en/missing.ts';
import { notifications as englishNotifications } from './en/notifications.ts';
import { overview as englishOverview } from './en/overview.ts';
import { yourPayment as englishYourPayment } from './en/your-payment.ts';
import { whatIf as englishWhatIf } from './en/what-if.ts';
import { papers as englishPapers } from './en/papers.ts';
import { pay as englishPay } from './en/pay.ts';
import { payment as englishPayment } from './en/payment.ts';
import { plan as englishPlan } from './en/plan.ts';
import { plans as englishPlans } from './en/plans.ts';
import { session as englishSession } from './en/session.ts';
import { signIn as englishSignIn } from './en/sign-in.ts';

/**
 * All sentences of the citizens' pages, one dictionary for each errand. The English ones have the keys of the Danish: one
 * that is missing, or too many, is no program.
 */
const danish = {
  acting: danishActing,
  card: danishCard,
  contact: danishContact,
  debt: danishDebt,
  debts: danishDebts,
  directDebit: danishDirectDebit,
  forAnother: danishForAnother,
  forAnotherPapers: danishForAnotherPapers,
  forAnotherPlans: danishForAnotherPlans,
  frame: danishFrame,
  front: danishFront,
  guidance: danishGuidance,
  help: danishHelp,
  insight: danishInsight,
  letterNames: danishLetterNames,
  messages: danishMessages,
  missing: danishMissing,
  notifications: danishNotifications,
  overview: danishOverview,
  yourPayment: danishYourPayment,
  whatIf: danishWhatIf,
  papers: danishPapers,
  pay: danishPay,
  payment: danishPayment,
  plan: danishPlan,
  plans: danishPlans,
  session: danishSession,
  signIn: danishSignIn,
};

export type Texts = { readonly [Part in keyof typeof danish]: Words<(typeof danish)[Part]> };

/** A dictionary with the same keys. */
export type Words<Dictionary> = { readonly [Key in keyof Dictionary]: string };

const english: Texts = {
  acting: englishActing,
  card: englishCard,
  contact: englishContact,
  debt: englishDebt,
  debts: englishDebts,
  directDebit: englishDirectDebit,
  forAnother: englishForAnother,
  forAnotherPapers: englishForAnotherPapers,
  forAnotherPlans: englishForAnotherPlans,
  frame: englishFrame,
  front: englishFront,
  guidance: englishGuidance,
  help: englishHelp,
  insight: englishInsight,
  letterNames: englishLetterNames,
  messages: englishMessages,
  missing: englishMissing,
  notifications: englishNotifications,
  overview: englishOverview,
  yourPayment: englishYourPayment,
  whatIf: englishWhatIf,
  papers: englishPapers,
  pay: englishPay,
  payment: englishPayment,
  plan: englishPlan,
  plans: englishPlans,
  session: englishSession,
  signIn: englishSignIn,
};

export const texts: Readonly<Record<Language, Texts>> = { da: danish, en: english };
