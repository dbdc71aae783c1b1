import { actForChosen, choiceFields, choicePage } from './acting/acting-pages.ts';
import { beginPayment } from './pay/begin-payment.ts';
import { choosePay } from './pay/choose-page.ts';
import { bankPage } from './pay/bank-page.ts';
import { notBegunAtAll } from './pay/not-begun-page.ts';
import { payFields, toPay } from './pay/pay-form.ts';
import { payPage } from './pay/pay-page.ts';
import { lookFirst, paymentPage, returned, stopPayment, toPayment } from './pay/payment-page.ts';
import { directDebitPage, signUp, stopDirectDebit } from './direct-debit/direct-debit-page.ts';
import { serveCard } from './help/card.ts';
import { helpPage } from './help/help-page.ts';
import { frontPage } from './front/front-page.ts';
import { giveCode, guidancePage, stopGuidance } from './guidance/guidance-pages.ts';
import { serveCalculation } from './calculation/calculation-page.ts';
import { serveMonth } from './calculation/month-page.ts';
import { answerWhatIf, serveWhatIf, whatIfFields } from './calculation/what-if-page.ts';
import { serveYourPayment } from './calculation/your-payment-page.ts';
import { serveDebt } from './debt/debt-page.ts';
import { serveInsight, serveMyData } from './insight/insight-page.ts';
import { complaintFields, sendComplaint, serveComplaint, showComplaint } from './messages/complaint-page.ts';
import {
  documentationFields,
  sendDocumentation,
  serveDocumentation,
  showDocumentation,
} from './messages/documentation-page.ts';
import { hearingFields, sendHearing, serveHearing, showHearing } from './messages/hearing-page.ts';
import { keepTyped } from './messages/kept-typed.ts';
import { serveMessage, toMessage, withdrawOwn } from './messages/message-page.ts';
import { objectionFields, sendObjection, serveObjection, showObjection } from './messages/objection-page.ts';
import { sendSetOff, serveSetOff, setOffFields, showSetOff } from './messages/set-off-page.ts';
import { serveWrite } from './messages/write-page.ts';
import { serveOverview } from './overview/overview-page.ts';
import { serveSettled } from './overview/settled-page.ts';
import { fromLetter } from './papers/from-letter.ts';
import { serveLetter } from './papers/letter-file.ts';
import { serveLetters } from './papers/letters-page.ts';
import { servePapers } from './papers/papers-page.ts';
import { servePaymentsPaper, servePaymentsTable } from './papers/payments-files.ts';
import { servePayments } from './papers/payments-page.ts';
import { serveReceipt } from './papers/receipt.ts';
import { serveStatementPaper, serveStatementTable } from './papers/statement-files.ts';
import { serveStatement } from './papers/statement-page.ts';
import {
  notificationFields,
  notificationsSaved,
  saveNotifications,
  serveNotifications,
} from './notifications/notifications-page.ts';
import { livePlan } from './plan/live-plan.ts';
import { newPlanPage, toNewPlan } from './plan/new-plan-page.ts';
import { planFields } from './plan/plan-form.ts';
import { servePlan } from './plan/plan-page.ts';
import { servePlans } from './plan/plans-page.ts';
import { showPlan, signShownPlan } from './plan/show-plan-page.ts';
import { askToStop, stopPlan } from './plan/stop-plan-page.ts';
import type { Routes } from './route.ts';
import { answerFrom, arrive, beginWith, metadataOf } from './sign-in/login-steps.ts';
import { signedOutElsewhere, signedOutThere } from './sign-in/sign-out-steps.ts';
import { refusedPage, signInPage } from './sign-in/sign-in-pages.ts';
import {
  signedOutPage,
  signOut,
  stay,
  stayFields,
  stillTherePage,
  timedOutPage,
} from './session/session-pages.ts';

const noFields = { once: [], many: [] } as const;

/** Sign-ins from one address: a library has many readers behind one. */
const BEGUN = [
  { most: 10, seconds: 60 },
  { most: 60, seconds: 3600 },
] as const;
const ANSWERED = [{ most: 20, seconds: 60 }] as const;

/** Everything that is kept about somebody is much to put together. */
const WHOLE = [{ most: 5, seconds: 300 }] as const;

/** Papers that one who is signed in fetches, of all sorts together: each is some work to set. */
const PAPERS = [
  { most: 30, seconds: 60 },
  { most: 200, seconds: 3600 },
] as const;
/** What is asked again while somebody types: more often than anybody does. */
const LIVE = [{ most: 60, seconds: 60 }] as const;

/** Forms in which somebody writes: with files, and not more often than anybody does from one address. */
const sending = {
  method: 'POST',
  needs: 'write',
  takesFiles: true,
  limits: [
    { most: 10, seconds: 60 },
    { most: 60, seconds: 3600 },
  ],
} as const;

/** All pages of the citizens'. Each says what it needs; the visit sees to it before the page is asked (visit.ts). */
export const routes: Routes = {
  front: { method: 'GET', needs: 'nobody', serve: frontPage },
  help: { method: 'GET', needs: 'nobody', serve: helpPage },
  card: { method: 'GET', needs: 'nobody', serve: serveCard },
  'sign-in': { method: 'GET', needs: 'nobody', serve: signInPage },
  'sign-in-oidc': { method: 'GET', needs: 'provider', limits: BEGUN, step: beginWith('oidc') },
  'answer-oidc': { method: 'GET', needs: 'provider', limits: ANSWERED, step: answerFrom('oidc') },
  'sign-in-oiosaml': { method: 'GET', needs: 'provider', limits: BEGUN, step: beginWith('oiosaml') },
  'answer-oiosaml': { method: 'POST', needs: 'provider', limits: ANSWERED, step: answerFrom('oiosaml') },
  'metadata-oiosaml': { method: 'GET', needs: 'provider', limits: ANSWERED, step: metadataOf('oiosaml') },
  'sign-out-oidc': { method: 'GET', needs: 'provider', limits: ANSWERED, step: signedOutThere('oidc') },
  'sign-out-oiosaml': {
    method: 'GET',
    needs: 'provider',
    limits: ANSWERED,
    step: signedOutElsewhere('oiosaml'),
  },
  'signed-in': { method: 'GET', needs: 'provider', limits: ANSWERED, step: arrive },
  'sign-in-refused': { method: 'GET', needs: 'nobody', serve: refusedPage },
  choose: { method: 'GET', needs: 'session', serve: choicePage },
  'act-for': {
    method: 'POST',
    needs: 'session',
    fields: choiceFields,
    serve: actForChosen,
  },
  overview: { method: 'GET', needs: 'see', serve: serveOverview },
  settled: { method: 'GET', needs: 'see', serve: serveSettled },
  debt: { method: 'GET', needs: 'see', serve: serveDebt },
  'your-payment': { method: 'GET', needs: 'see', serve: serveYourPayment },
  calculation: { method: 'GET', needs: 'see', serve: serveCalculation },
  'calculation-month': { method: 'GET', needs: 'see', serve: serveMonth },
  'what-if': { method: 'GET', needs: 'see', serve: serveWhatIf },
  'what-if-answer': { method: 'POST', needs: 'see', fields: whatIfFields, serve: answerWhatIf },
  pay: { method: 'GET', needs: 'pay', serve: payPage },
  'pay-choose': {
    method: 'POST',
    needs: 'pay',
    fields: payFields,
    serve: choosePay,
    unreadable: notBegunAtAll,
  },
  'pay-choose-again': { method: 'GET', needs: 'pay', serve: toPay },
  'pay-begin': {
    method: 'POST',
    needs: 'pay',
    fields: payFields,
    serve: beginPayment,
    unreadable: notBegunAtAll,
  },
  'pay-begin-again': { method: 'GET', needs: 'pay', serve: toPay },
  'pay-bank': { method: 'GET', needs: 'pay', serve: bankPage },
  'direct-debit': { method: 'GET', needs: 'pay', serve: directDebitPage },
  'direct-debit-sign-up': { method: 'POST', needs: 'pay', fields: noFields, serve: signUp },
  'direct-debit-stop': { method: 'POST', needs: 'pay', fields: noFields, serve: stopDirectDebit },
  plans: { method: 'GET', needs: 'see', serve: servePlans },
  // Also for who may not sign: it says why, and whom to call.
  'plan-new': { method: 'GET', needs: 'see', serve: newPlanPage },
  'plan-live': {
    method: 'POST',
    needs: 'sign',
    fields: planFields,
    serve: livePlan,
    unseen: true,
    limits: LIVE,
  },
  'plan-show': { method: 'POST', needs: 'sign', fields: planFields, serve: showPlan },
  'plan-show-again': { method: 'GET', needs: 'sign', serve: toNewPlan },
  'plan-sign': { method: 'POST', needs: 'sign', fields: planFields, serve: signShownPlan },
  'plan-sign-again': { method: 'GET', needs: 'sign', serve: toNewPlan },
  plan: { method: 'GET', needs: 'see', serve: servePlan },
  'plan-stop': { method: 'GET', needs: 'sign', serve: askToStop },
  'plan-stop-now': { method: 'POST', needs: 'sign', fields: noFields, serve: stopPlan },
  // Also for who is not signed in where the browser has come back to: how it goes, and nothing else.
  payment: { method: 'GET', needs: 'nobody', serve: paymentPage, first: lookFirst, unseen: true },
  'payment-return': { method: 'GET', needs: 'nobody', serve: toPayment, first: returned, unseen: true },
  'payment-stop': { method: 'POST', needs: 'pay', fields: noFields, serve: stopPayment },
  'payment-stop-again': { method: 'GET', needs: 'nobody', serve: toPayment },
  papers: { method: 'GET', needs: 'see', serve: servePapers },
  letters: { method: 'GET', needs: 'see', serve: serveLetters },
  letter: { method: 'GET', needs: 'see', serve: serveLetter('da'), limits: PAPERS },
  translation: { method: 'GET', needs: 'see', serve: serveLetter('en'), limits: PAPERS },
  payments: { method: 'GET', needs: 'see', serve: servePayments },
  'payments-pdf': { method: 'GET', needs: 'see', serve: servePaymentsPaper, limits: PAPERS },
  'payments-csv': { method: 'GET', needs: 'see', serve: servePaymentsTable, limits: PAPERS },
  receipt: { method: 'GET', needs: 'see', serve: serveReceipt, limits: PAPERS },
  statement: { method: 'GET', needs: 'see', serve: serveStatement },
  'statement-pdf': { method: 'GET', needs: 'see', serve: serveStatementPaper, limits: PAPERS },
  'statement-csv': { method: 'GET', needs: 'see', serve: serveStatementTable, limits: PAPERS },
  'from-letter': { method: 'GET', needs: 'see', serve: fromLetter },
  write: { method: 'GET', needs: 'write', serve: serveWrite },
  object: { method: 'GET', needs: 'write', serve: serveObjection },
  'object-to': { method: 'GET', needs: 'write', serve: serveObjection },
  'object-send': {
    ...sending,
    fields: objectionFields,
    serve: sendObjection,
    keepTyped: keepTyped(showObjection, objectionFields),
  },
  'answer-hearing': { method: 'GET', needs: 'write', serve: serveHearing },
  'answer-hearing-send': {
    ...sending,
    fields: hearingFields,
    serve: sendHearing,
    keepTyped: keepTyped(showHearing, hearingFields),
  },
  'answer-set-off': { method: 'GET', needs: 'write', serve: serveSetOff },
  'answer-set-off-send': {
    ...sending,
    fields: setOffFields,
    serve: sendSetOff,
    keepTyped: keepTyped(showSetOff, setOffFields),
  },
  complain: { method: 'GET', needs: 'write', serve: serveComplaint },
  'complain-send': {
    ...sending,
    fields: complaintFields,
    serve: sendComplaint,
    keepTyped: keepTyped(showComplaint, complaintFields),
  },
  'send-documentation': { method: 'GET', needs: 'write', serve: serveDocumentation },
  'send-documentation-send': {
    ...sending,
    fields: documentationFields,
    serve: sendDocumentation,
    keepTyped: keepTyped(showDocumentation, documentationFields),
  },
  message: { method: 'GET', needs: 'write', serve: serveMessage },
  'message-withdraw': { method: 'POST', needs: 'write', fields: noFields, serve: withdrawOwn },
  'message-withdraw-again': { method: 'GET', needs: 'write', serve: toMessage },
  notifications: { method: 'GET', needs: 'self', serve: serveNotifications },
  'notifications-choose': {
    method: 'POST',
    needs: 'self',
    fields: notificationFields,
    serve: saveNotifications,
  },
  'notifications-saved': { method: 'GET', needs: 'self', serve: notificationsSaved },
  insight: { method: 'GET', needs: 'self', serve: serveInsight },
  'my-data': { method: 'GET', needs: 'self', serve: serveMyData, limits: WHOLE },
  guidance: { method: 'GET', needs: 'self', serve: guidancePage },
  'guidance-begin': { method: 'POST', needs: 'self', fields: noFields, serve: giveCode },
  'guidance-end': { method: 'POST', needs: 'session', fields: noFields, serve: stopGuidance },
  'still-there': { method: 'GET', needs: 'session', serve: stillTherePage, unseen: true },
  stay: { method: 'POST', needs: 'session', fields: stayFields, serve: stay },
  'sign-out': { method: 'POST', needs: 'session', fields: noFields, serve: signOut },
  'signed-out': { method: 'GET', needs: 'nobody', serve: signedOutPage },
  'timed-out': { method: 'GET', needs: 'nobody', serve: timedOutPage },
};
