import type { InEnglish } from '../english.ts';
import type { rightsDa } from '../da/rights.ts';

export const rightsEn: InEnglish<typeof rightsDa> = {
  'decided.heading': 'Who has decided it?',
  'decided.automatic':
    'The decision was made automatically by a computer system. No member of staff looked at it before we sent it.',
  'decided.approved':
    'A computer system has calculated the amount by the rules, and a member of staff ({title}) has approved the decision.',
  'decided.approved-rules':
    'A computer system has applied the rules to your information, and a member of staff ({title}) has approved the decision.',
  'decided.facts':
    'The system uses your income, the benefits you receive, and whether you have children under 18. The table above shows what that has meant for you.',
  'decided.facts-lapse':
    'The system uses the dates of your help, and whether you have had to pay. The table above shows what that has meant for you.',
  'decided.person':
    'You have the right to have a human look at the decision, to give your opinion, and to have it reviewed. Call or write, and we will do it.',
  'decided.caseworker':
    'The decision was made by a member of staff ({title}) in the department {department}.',
  'decided.talk': 'Call or write if you want to talk about it or have us look at it again.',

  'complaint.heading': 'If you disagree, you can complain',
  'complaint.deadline':
    'You can complain to us within {weeks} weeks from the day you got this letter. You can call, write or come by.',
  'complaint.how':
    'Please tell us what you disagree with. There are no requirements for what a complaint must look like.',
  'complaint.what-happens':
    'We look at the case again within 4 weeks. If we do not change the decision, we send your complaint on to {authority}. We do that for you.',
  'complaint.pay-meanwhile':
    'You must pay while your complaint is being treated, unless we write otherwise to you.',
  'complaint.nothing-meanwhile':
    'You do not have to pay anything while your complaint is being treated either, unless we write otherwise to you.',
  'complaint.transfer-meanwhile':
    'A complaint does not in itself mean that we wait before we send the debt. If we wait, we will write that to you.',
  'complaint.transfer-waits':
    'If you complain online, we do not send the debt to the Danish Debt Collection Agency (Gældsstyrelsen) before we have answered you. What has been sent already stays there. If you complain in another way and we wait, we will write that to you.',
  'complaint.heading-none': 'If you disagree',
  'complaint.none':
    'You cannot complain about the decision to another authority. But if you disagree, write or call us. Then we will look at it again.',
  'complaint.write': 'Write or come by',
  'complaint.call': 'Call',
  'complaint.page': 'Website',

  'help.heading': 'Help and your rights',
  'help.call': 'You are always welcome to ask us. Call {phone}, or write at {contactPage}.',
  'help.email': 'You can also write to {email}. Do not write your CPR number in an ordinary e-mail.',
  'help.hours': 'Our opening hours are (in Danish): {openingHours}.',
  'help.companion':
    'You may bring a companion (bisidder) to meetings and talks. You may also authorise another person to speak for you (partsrepræsentant).',
  'help.access':
    'You have the right to see the papers in your case and the information we have about you, and to have what is wrong corrected.',
  'help.data':
    'We use information about your income, your benefits and your family to decide what you must pay. If you have questions about your information, you can contact our data protection officer: {dataProtectionOfficer}. You can complain to the Danish Data Protection Agency (Datatilsynet).',

  'help.data-bill':
    'We use information about you and your bills to have what you owe paid. If you have questions about your information, you can contact our data protection officer: {dataProtectionOfficer}. You can complain to the Danish Data Protection Agency (Datatilsynet).',

  'help.topic-payment': '',
  'help.topic-deferral': '',
  'help.topic-question': '',
  'help.topic-lapse': '',
  'help.topic-transfer': '',
  'help.topic-reversal': '',
  'help.topic-bill': '',
  'help.topic-limitation': '',
};
