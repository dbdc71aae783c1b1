import type { InEnglish } from '../english.ts';
import type { reasonsDa } from '../da/reasons.ts';

export const reasonsEn: InEnglish<typeof reasonsDa> = {
  'owe.heading': 'What you owe',
  'owe.column.benefit': 'Benefit',
  'owe.column.months': 'For',
  'owe.column.decision': 'Decision on repayment',
  'owe.column.owed': 'You owe',
  'owe.column.share': 'Of the first payment',
  'owe.column.share-next': 'Of the next payment',
  'owe.total': 'In all',
  'owe.intro': 'We have written to you earlier that the money must be paid back. The date is in the table.',
  'owe.share': 'The last column shows what your payment is used for.',
  'owe.joint':
    '* You owe this debt together with another person. You both owe the whole amount, but it is only to be paid once. What the other person pays, we subtract for you too.',

  'changed.heading': 'What has changed',
  'changed.intro': 'What you must pay back has changed:',
  'changed.column.what': 'What has happened?',
  'changed.column.before': 'Before',
  'changed.column.now': 'Now',
  'changed.new': 'New claim',
  'changed.raised': 'Raised',
  'changed.reduced': 'Reduced',
  'changed.gone': 'Withdrawn',
  'changed.with-why': '{change}: {why}',
  'changed.paid': 'The figures are before what you have paid. What you have paid is still subtracted.',

  'because.heading': 'Why have we looked at your case?',
  'because.intro': 'The reason is:',
  'because.heading-individual': 'Why must you pay?',
  'because.heading-lapse': 'Why has the debt lapsed?',
  'because.heading-considered': 'Why do we consider it?',
  'because.intro-individual': 'The member of staff’s reasons are (in Danish):',

  'calculation.heading-plan': 'How we calculated',
  'calculation.heading-deferral': 'How we came to it',
  'calculation.intro': 'Here you can see each step, your figures, and where we have them from.',
  'calculation.pension':
    'ATP and pension that your employer pays in have already been subtracted from the pay.',
  'calculation.column.step': 'Step',
  'calculation.column.figure': 'Your figure',
  'calculation.column.from': 'Where we have it from',

  'hearing.heading': 'Before we decided',
  'hearing.heading-answer': 'Your answer, and our answer to it',
  'hearing.not-needed':
    'We did not ask for your remarks first, because the decision does not put you in a worse position than before.',
  'hearing.not-needed-same':
    'We did not ask for your remarks first, because you must pay the same a month as before.',
  'hearing.left-out': 'We did not ask for your remarks first. The reason is (in Danish): {ground}',
  'hearing.tell-us': 'If there is something we should know, write or call us.',
  'hearing.no-answer':
    'We wrote to you on {askedOn} and asked for your remarks. When the deadline passed on {deadline}, we had not received an answer.',
  'hearing.answered': 'We wrote to you on {askedOn} and asked for your remarks. You answered:',
  'hearing.reply': 'Our answer is (in Danish):',

  'rules.heading': 'The rules',
  'rules.intro': 'The decision is based on these rules:',
  'rules.intro-asking': 'The letter is based on these rules:',
  'rules.plan':
    'The order on repayment (tilbagebetalingsbekendtgørelsen, no. 585 of 24 May 2023) §§ 4, 5, 7, 9 and 10',
  'rules.individual':
    'The order on repayment (tilbagebetalingsbekendtgørelsen, no. 585 of 24 May 2023) §§ 4, 6, 9 and 10; the amount is fixed by § 6(2)',
  'rules.deferral':
    'The order on repayment (tilbagebetalingsbekendtgørelsen, no. 585 of 24 May 2023) §§ 4, 6, 7 and 9',
  'rules.repayment': '{law} (when help must be paid back)',
  'rules.lapse': 'The order on repayment (tilbagebetalingsbekendtgørelsen, no. 585 of 24 May 2023) § 9',
  'rules.lapse-law': '{law} (when debt lapses)',
  'rules.own-interest':
    'Gebyrloven (Consolidation Act no. 56 of 23 January 2018) section 3 (interest on late payment)',
  'rules.transfer':
    'The order on repayment (tilbagebetalingsbekendtgørelsen, no. 585 of 24 May 2023) §§ 5, 7 and 10',
  'rules.calculation': 'The rules behind each step of the calculation (in Danish): {paragraphs}',
  'rules.procedure':
    'The public administration act (forvaltningsloven) §§ 19, 22, 24 and 25 (hearing, reasons and complaint) and the act on legal protection in social matters (retssikkerhedsloven) §§ 60, 66, 67 and 72 (complaint)',
  'rules.procedure-no-complaint':
    'The public administration act (forvaltningsloven) §§ 19, 22 and 24 (hearing and reasons) and the act on debt collection (gældsinddrivelsesloven) § 2(3) (complaint)',
  'rules.procedure-asking': 'The public administration act (forvaltningsloven) § 19 (your right to be heard)',
  'rules.data':
    'The General Data Protection Regulation articles 13-16 and 22 (your data, and the right to have a human look at the case)',
};
