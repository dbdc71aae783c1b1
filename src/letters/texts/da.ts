/**
 * The letters' Danish texts. `{name}` is a place for a value. A municipality may put its own words under a key, but must
 * keep the places. The tone: du og vi, short sentences, the main thing first, no threats, paragraphs last.
 */
export const letterTextsDa = {
  // Around the letter
  'frame.date': 'Dato',
  'frame.reference': 'Afgørelse nr.',
  'frame.debtor-number': 'Dit nummer hos os',
  'frame.page': 'Side {page} af {pages}',
  'frame.arms': '{municipality}s våben',
  'frame.digital-only': 'Sendt til din digitale postkasse',

  // The decision to pay
  'plan.title': 'Du skal betale {monthly} om måneden fra {firstDueDate}',
  'plan.result.owed': 'Du har fået hjælp, som skal betales tilbage. Du skylder {municipality} {total} i alt.',
  'plan.result.rule':
    'Du skal betale {monthly} om måneden. Beløbet følger af din indkomst efter faste regler.',
  'plan.result.rule-without-income':
    'Du skal betale {monthly} om måneden. Vi kender ikke din indkomst, og derfor er det det faste beløb i reglerne. Send os gerne dine lønsedler eller andre papirer, der viser din indkomst. Så regner vi på den i stedet.',
  'plan.result.before-plan': 'Før skulle du betale {before} om måneden.',
  'plan.result.until-rise':
    'Indtil {firstDueDate} betaler du {before} om måneden, som du plejer. Beløbet stiger først derefter.',
  'plan.result.before-deferral': 'Indtil nu har du ikke skullet betale noget.',

  'plan.how-to-pay.heading': 'Sådan betaler du',
  'plan.how-to-pay.amount': 'Beløb',
  'plan.how-to-pay.first': 'Første gang',
  'plan.how-to-pay.then': 'Derefter',
  'plan.how-to-pay.then-day': 'Den {day}. i hver måned',
  'plan.how-to-pay.then-last-day': 'Den sidste dag i hver måned',
  'plan.how-to-pay.line': 'Betalingslinje',
  'plan.how-to-pay.account': 'Kommunens konto',
  'plan.how-to-pay.or-account': 'Eller til vores konto',
  'plan.how-to-pay.account-number': 'Reg.nr. {registration}, kontonr. {number}',
  'plan.how-to-pay.message': 'Skriv i beskeden',
  'plan.how-to-pay.help':
    'Du kan betale i din netbank eller mobilbank. Den allersidste betaling kan være mindre end de andre.',

  'owe.heading': 'Det skylder du',
  'owe.column.benefit': 'Ydelse',
  'owe.column.months': 'For',
  'owe.column.decision': 'Afgørelse om tilbagebetaling',
  'owe.column.owed': 'Du skylder',
  'owe.column.share': 'Af første betaling',
  'owe.total': 'I alt',
  'owe.intro':
    'Vi har tidligere skrevet til dig, at pengene skal betales tilbage. Datoen kan du se i tabellen.',
  'owe.share': 'Den sidste kolonne viser, hvad din første betaling bliver brugt til.',

  'calculation.heading-plan': 'Sådan har vi regnet',
  'calculation.heading-deferral': 'Sådan er vi kommet frem til det',
  'calculation.intro': 'Her kan du se hvert trin, dine tal, og hvor vi har dem fra.',
  'calculation.pension': 'ATP og pension, som din arbejdsgiver betaler ind, er allerede trukket fra lønnen.',
  'calculation.column.step': 'Trin',
  'calculation.column.figure': 'Dit tal',
  'calculation.column.from': 'Hvor vi har det fra',

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

  'hearing.heading': 'Før vi besluttede det',
  'hearing.heading-answer': 'Dit svar, og vores svar på det',
  'hearing.not-needed':
    'Vi har ikke bedt om dine bemærkninger først, fordi afgørelsen ikke stiller dig ringere end før.',
  'hearing.left-out': 'Vi har ikke bedt om dine bemærkninger først. Grunden er: {ground}',
  'hearing.tell-us': 'Er der noget, vi bør vide, så skriv eller ring til os.',
  'hearing.no-answer':
    'Vi skrev til dig den {askedOn} og bad om dine bemærkninger. Da fristen gik ud den {deadline}, havde vi ikke fået noget svar.',
  'hearing.answered': 'Vi skrev til dig den {askedOn} og bad om dine bemærkninger. Du svarede:',
  'hearing.reply': 'Vores svar er:',

  'unpaid.heading': 'Hvis du ikke betaler',
  'unpaid.call':
    'Ring til os, hvis du får svært ved at betale. Så hjælper vi dig med at finde ud af, hvad du kan gøre.',
  'unpaid.first': 'Får vi ikke din betaling, sender vi først et brev med en ny frist.',
  'unpaid.check':
    'Vi ser på din indkomst igen. Har du efter reglerne ikke råd til at betale, sætter vi betalingen på pause.',
  'unpaid.all':
    'Har du efter reglerne råd, og betaler du ikke inden den nye frist, skal du betale hele gælden på én gang. Gælden kan så blive sendt til Gældsstyrelsen. Det skriver vi altid til dig om, før det sker.',

  'lapse.heading': 'Gælden kan falde væk',
  'lapse.two-things': 'Gælden, eller resten af den, kan falde væk (bortfald). Det kræver to ting:',
  'lapse.years':
    'Der er gået {years} år, siden du holdt op med at få hjælpen, eller siden vi fik at vide, at pengene skulle betales tilbage, hvis det var senere.',
  'lapse.no-ability':
    'Du skal efter reglerne ikke betale noget, når de {years} år er gået, eller på et senere tidspunkt.',
  'lapse.not-by-itself': 'Så længe du efter reglerne har råd til at betale, falder gælden ikke væk.',
  'lapse.ends-on':
    'For din gæld er de {years} år gået den {first}. Datoen betyder ikke i sig selv, at gælden falder væk.',
  'lapse.ends-between':
    'For din gæld er de {years} år gået mellem den {first} og den {last}. Datoerne betyder ikke i sig selv, at gælden falder væk.',
  'lapse.we-write': 'Falder gælden væk, skriver vi til dig.',

  'decided.heading': 'Hvem har besluttet det?',
  'decided.automatic':
    'Afgørelsen er truffet automatisk af et it-system. Ingen medarbejder har set på den, før vi sendte den.',
  'decided.approved':
    'Et it-system har regnet beløbet ud efter reglerne, og en {title} har godkendt afgørelsen.',
  'decided.approved-deferral':
    'Et it-system har brugt reglerne på dine oplysninger, og en {title} har godkendt afgørelsen.',
  'decided.facts':
    'Systemet bruger din indkomst, de ydelser, du får, og om du har børn under 18 år. Tabellen ovenfor viser, hvad det har betydet for dig.',
  'decided.person':
    'Du har ret til, at et menneske ser på afgørelsen, til at sige din mening og til at få den prøvet. Ring eller skriv, så gør vi det.',
  'decided.caseworker':
    'Afgørelsen er truffet af en {title} i {department}. Du er velkommen til at ringe og tale om den.',

  'complaint.heading': 'Hvis du er uenig, kan du klage',
  'complaint.deadline':
    'Du kan klage til os inden {weeks} uger, fra du har fået dette brev. Du kan ringe, skrive eller komme forbi.',
  'complaint.how': 'Fortæl gerne, hvad du er uenig i. Der er ingen krav til, hvordan en klage skal se ud.',
  'complaint.what-happens':
    'Vi ser på sagen igen inden 4 uger. Ændrer vi ikke afgørelsen, sender vi din klage videre til {authority}. Det gør vi for dig.',
  'complaint.pay-meanwhile':
    'Du skal betale, mens din klage bliver behandlet, medmindre vi skriver andet til dig.',
  'complaint.nothing-meanwhile':
    'Du skal heller ikke betale noget, mens din klage bliver behandlet, medmindre vi skriver andet til dig.',
  'complaint.write': 'Skriv eller kom forbi',
  'complaint.call': 'Ring',
  'complaint.page': 'Hjemmeside',

  'help.heading': 'Hjælp og dine rettigheder',
  'help.call': 'Du er altid velkommen til at spørge os. Ring på {phone}, eller skriv på {contactPage}.',
  'help.email': 'Du kan også skrive til {email}. Skriv ikke dit CPR-nummer i en almindelig e-mail.',
  'help.hours': 'Vi har åbent {openingHours}.',
  'help.companion':
    'Du må tage en bisidder med til møder og samtaler. Du kan også give en anden fuldmagt til at tale for dig (partsrepræsentant).',
  'help.access':
    'Du har ret til at se papirerne i din sag og de oplysninger, vi har om dig, og til at få rettet det, der er forkert.',
  'help.data':
    'Vi bruger oplysninger om din indkomst, dine ydelser og din familie til at afgøre, hvad du skal betale. Har du spørgsmål om dine oplysninger, kan du kontakte vores databeskyttelsesrådgiver: {dataProtectionOfficer}. Du kan klage til Datatilsynet.',

  'rules.heading': 'Reglerne',
  'rules.intro': 'Afgørelsen bygger på disse regler:',
  'rules.plan':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 4, 5, 7, 9 og 10',
  'rules.deferral':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 4, 6, 7 og 9',
  'rules.calculation': 'Reglerne bag hvert trin i beregningen: {paragraphs}',
  'rules.procedure':
    'Forvaltningsloven §§ 19, 22, 24 og 25 (høring, begrundelse og klage) og retssikkerhedsloven §§ 60, 66, 67 og 72 (klage)',
  'rules.data':
    'Databeskyttelsesforordningen artikel 13-16 og 22 (dine oplysninger, og retten til at et menneske ser på sagen)',

  // The decision that nothing is to be paid now
  'deferral.title': 'Du skal ikke betale noget nu',
  'deferral.result.owed':
    'Du har fået hjælp, som skal betales tilbage. Du skylder {municipality} {total} i alt. Men lige nu skal du ikke betale noget. Det kaldes henstand.',
  'deferral.result.from': 'Det gælder fra den {from}.',
  'deferral.result.before-plan':
    'Før skulle du betale {before} om måneden. Det sætter vi på pause. Har du selv sat en fast betaling op i banken, kan du stoppe den.',
  'deferral.result.nothing-to-do': 'Du behøver ikke gøre noget.',

  'ground.heading': 'Hvorfor skal du ikke betale?',
  'ground.benefit':
    'Du får {benefits}. Når man får den ydelse, skal man efter reglerne ikke betale af på sin gæld.',
  'ground.benefits':
    'Du får {benefits}. Når man får en af de ydelser, reglerne nævner, skal man ikke betale af på sin gæld.',
  'ground.pension-only':
    'Førtidspension er din eneste indkomst. Så skal man efter reglerne ikke betale af på sin gæld.',
  'ground.low-income':
    'Din indkomst er {income} om året efter skat. Det er under den grænse, hvor man skal begynde at betale. Grænsen er {limit} om året, når man {dependants}.',
  'ground.with-dependants': 'har børn under 18 år',
  'ground.without-dependants': 'ikke har børn under 18 år',

  'again.heading': 'Vi ser på det igen hver måned',
  'again.monthly':
    'Hver måned ser vi på, om du stadig ikke skal betale. Du får kun brev, hvis noget bliver anderledes.',
  'again.warned': 'Skal du begynde at betale, skriver vi til dig i god tid, før du skal betale første gang.',
  'again.tell-us':
    'Er der noget forkert i brevet, eller får du en anden indkomst, så skriv eller ring til os.',
} as const satisfies Record<string, string>;

export type LetterTextKey = keyof typeof letterTextsDa;
export type LetterTexts = Readonly<Record<LetterTextKey, string>>;
