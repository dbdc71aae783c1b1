/** Decisions that something is to be paid each month. */
export const paymentDa = {
  'plan.title': 'Du skal betale {monthly} om måneden fra {firstDueDate}',
  'rise.title': 'Du skal betale mere: {monthly} om måneden fra {firstDueDate}',
  'fall.title': 'Du skal betale mindre: {monthly} om måneden fra {firstDueDate}',
  'resume.title': 'Du skal begynde at betale {monthly} om måneden fra {firstDueDate}',
  'claims-changed.title': 'Din gæld er ændret, men du skal stadig betale {monthly} om måneden',

  'plan.result.help': 'Du har fået hjælp, som skal betales tilbage.',
  'plan.result.owed': 'Du skylder {municipality} {total} i alt.',
  'plan.result.owed-now': 'Du skylder nu {municipality} {total} i alt.',
  'plan.result.amount': 'Du skal betale {monthly} om måneden.',
  'plan.result.by-rule': 'Beløbet følger af din indkomst efter faste regler.',
  'plan.result.without-income':
    'Vi kender ikke din indkomst, og derfor er det det faste beløb i reglerne. Viser du os din indkomst, regner vi på den i stedet.',
  'plan.result.individual':
    'Normalt skal du efter reglerne ikke betale noget. Men vi kan bede om et beløb, når en person har meget små udgifter eller særligt store fradrag i skat. En medarbejder har set på din sag og besluttet, at du skal betale {monthly} om måneden.',
  'plan.result.rise':
    'Dit beløb stiger fra {before} til {monthly} om måneden. Du betaler det nye beløb første gang den {firstDueDate}. Indtil da betaler du {before} om måneden, som du plejer.',
  'plan.result.fall':
    'Dit beløb falder fra {before} til {monthly} om måneden. Det gælder allerede fra den {countsFrom}. Du betaler det nye beløb første gang den {firstDueDate}.',
  'plan.result.fall-asked':
    'Skulle du have betalt {before} den {countsFrom} eller senere, skal du kun betale {monthly}. Har du betalt for meget siden da, ser en medarbejder på det og skriver til dig.',
  'plan.result.lower':
    'Dit beløb falder fra {before} til {monthly} om måneden. Du betaler det nye beløb første gang den {firstDueDate}.',
  'plan.result.before-deferral': 'Indtil nu har du ikke skullet betale noget.',
  'plan.result.resume':
    'Men efter reglerne har du nu råd til at betale. Du skal betale {monthly} om måneden, første gang den {firstDueDate}.',
  'plan.result.same': 'Du skal stadig betale {monthly} om måneden. Det er det samme som før.',
  'plan.result.held-back':
    'Beregningen længere nede giver {heldBack} om måneden. Men vi sætter ikke beløbet op nu. Skal det sættes op, skriver vi til dig først.',
  'plan.result.bank-amount': 'Har du selv sat en fast betaling op i banken, så husk at rette beløbet.',

  'plan.how-to-pay.heading': 'Sådan betaler du',
  'plan.how-to-pay.amount': 'Beløb',
  'plan.how-to-pay.first': 'Første gang',
  'plan.how-to-pay.next': 'Næste gang',
  'plan.how-to-pay.then': 'Derefter',
  'plan.how-to-pay.then-day': 'Den {day}. i hver måned',
  'plan.how-to-pay.then-last-day': 'Den sidste dag i hver måned',
  'plan.how-to-pay.line': 'Betalingslinje',
  'plan.how-to-pay.account': 'Kommunens konto',
  'plan.how-to-pay.or-account': 'Eller til vores konto',
  'plan.how-to-pay.account-number': 'Reg.nr. {registration}, kontonr. {number}',
  'plan.how-to-pay.message': 'Skriv i beskeden',
  'plan.how-to-pay.help':
    'Du kan betale i din netbank eller mobilbank. Betaler du før tid, trækker vi det fra i de næste betalinger. Den allersidste betaling kan være mindre end de andre.',

  'change.heading': 'Hvad kan ændre beløbet?',
  'change.budget':
    'Beløbet er fastsat i reglerne. Derfor må vi ikke aftale et lavere beløb med dig, og vi må ikke se på dit budget.',
  'change.write': 'Men skriv eller ring til os, hvis',
  'change.income': 'din indkomst er forkert i tabellen, eller den er faldet',
  'change.children': 'du har børn under 18 år, som vi ikke har regnet med',
  'change.benefit': 'du får kontanthjælp eller en lignende ydelse',
  'change.pension': 'førtidspension er din eneste indkomst.',
  'change.again':
    'Så regner vi igen. Vi ser også selv på din indkomst hver måned, og du får brev, hvis beløbet bliver et andet.',
  'change.individual':
    'En medarbejder har fastsat beløbet ud fra dine udgifter og fradrag. Skriv eller ring til os, hvis',
  'change.expenses': 'dine udgifter er større, end vi tror, eller de er steget',
  'change.deductions': 'dine fradrag i skat er mindre, end vi tror, eller de er faldet',
  'change.individual-income': 'din indkomst er faldet.',
  'change.individual-again': 'Så ser en medarbejder på beløbet igen.',

  'document.heading': 'Sådan kan du vise din indkomst',
  'document.send': 'Send os for eksempel',
  'document.pay': 'dine lønsedler for de seneste to måneder',
  'document.benefit': 'brevet om din udbetaling, hvis du får dagpenge, pension, SU eller lignende',
  'document.self-employed':
    'dit regnskab eller din forskudsopgørelse, hvis du er selvstændig eller arbejder i udlandet.',
  'document.none':
    'Har du ingen indkomst, så skriv det til os. Skriv også, hvis du får kontanthjælp eller en lignende ydelse. Så skal du måske ikke betale noget nu.',
  'document.where':
    'Send papirerne på {contactPage}, eller kom forbi med dem. Send dem ikke i en almindelig e-mail.',

  'unpaid.heading': 'Hvis du ikke betaler',
  'unpaid.call':
    'Ring til os, hvis du får svært ved at betale. Så hjælper vi dig med at finde ud af, hvad du kan gøre.',
  'unpaid.first': 'Får vi ikke din betaling, sender vi først et brev med en ny frist.',
  'unpaid.check':
    'Vi ser på din indkomst igen. Har du efter reglerne ikke råd til at betale, sætter vi betalingen på pause.',
  'unpaid.all':
    'Har du efter reglerne råd, og betaler du ikke inden den nye frist, skal du betale hele gælden på én gang. Gælden kan så blive sendt til Gældsstyrelsen. Det skriver vi altid til dig om, før det sker.',
  'unpaid.individual': 'Betaler du stadig ikke, ser en medarbejder på din situation, før der sker mere.',
} as const satisfies Record<string, string>;
