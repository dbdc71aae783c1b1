import type { InEnglish } from '../english.ts';
import type { askingDa } from '../da/asking.ts';

export const askingEn: InEnglish<typeof askingDa> = {
  'asking.title': 'We would like to hear from you before we decide anything',
  'asking.result.plan': 'We expect that you must pay {monthly} a month.',
  'asking.result.rise':
    'You pay {before} a month now. We expect that the amount must go up to {monthly} a month.',
  'asking.result.resume':
    'Right now you do not have to pay anything. We expect that, under the rules, you must begin to pay {monthly} a month.',
  'asking.result.individual':
    'Normally, under the rules, you do not have to pay anything. But we may ask for an amount when a person has very small expenses or especially large tax deductions. We are considering asking you to pay {monthly} a month.',
  'asking.calculated':
    'A computer system has calculated the amount from your income by fixed rules. Further down you can see how.',
  'asking.not-decided':
    'This has not been decided yet. First we would like to hear what you say to it. Please answer by {answerBy}.',
  'asking.meanwhile-none':
    'You do not have to pay anything before you have received a letter with a decision.',
  'asking.meanwhile-plan':
    'Until you have received a letter with a decision, you pay {before} a month, as usual.',
  'asking.meanwhile-deferral':
    'You still do not have to pay anything before you have received a letter with a decision.',

  'request.title': 'We need information about your income',
  'request.why':
    'What you must pay a month depends on your income. But the income register (eIndkomst) has no current information about you.',
  'request.please': 'Tell us about your income by {answerBy}. We have not decided anything yet.',

  'answer.heading': 'How to answer',
  'answer.by': 'Answer by',
  'answer.page': 'Write at',
  'answer.call': 'Call',
  'answer.visit': 'Come by',
  'answer.late':
    'If you get this letter late, you always have at least {answerDays} days to answer from the day you got it. If you need more time, call us.',
  'answer.especially': 'Write or call especially if',
  'answer.voluntary': 'It is up to you whether you want to answer.',
  'answer.anything': 'If you disagree with anything else in this letter, write that too.',

  'then.heading': 'What happens then?',
  'then.read': 'A member of staff reads your answer. After that we write to you what we have decided.',
  'then.silent': 'If you do not answer, we decide from the information in this letter.',
  'then.income': 'When we know your income, we calculate from it. Then you get a letter with our decision.',
  'then.fixed':
    'If we still do not know your income when the deadline has passed, the rules say that you must pay a fixed amount. It is {monthly} a month. You will get a letter with a decision about that too before you have to pay.',
  'then.later': 'You can still send the information later. Then we calculate again.',
  'then.pay':
    'If you must pay, it is at the earliest {noticeDays} days after you have received the decision.',
  'then.not-a-decision':
    'This letter is not a decision. Therefore you cannot complain about it. When you get a decision, it says how to complain.',

  'closed.title': 'Nothing changes',
  'closed.asked':
    'We wrote to you on {askedOn} because we considered deciding something new about your payment.',
  'closed.thanks': 'Thank you for your answer.',
  'closed.result': 'Now we have looked at it again, and we are not deciding anything new.',
  'closed.none': 'You do not have to pay anything now.',
  'closed.plan': 'You pay {before} a month, as usual.',
  'closed.deferral': 'You still do not have to pay anything now.',
  'closed.nothing-to-do':
    'You do not need to answer this letter. If something changes, we will write to you again.',
};
