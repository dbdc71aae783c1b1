/** Who decided, how to complain, and who can help. */
export const rightsDa = {
  'decided.heading': 'Hvem har besluttet det?',
  'decided.automatic':
    'Afgørelsen er truffet automatisk af et it-system. Ingen medarbejder har set på den, før vi sendte den.',
  'decided.approved':
    'Et it-system har regnet beløbet ud efter reglerne, og en {title} har godkendt afgørelsen.',
  'decided.approved-rules':
    'Et it-system har brugt reglerne på dine oplysninger, og en {title} har godkendt afgørelsen.',
  'decided.facts':
    'Systemet bruger din indkomst, de ydelser, du får, og om du har børn under 18 år. Tabellen ovenfor viser, hvad det har betydet for dig.',
  'decided.facts-lapse':
    'Systemet bruger datoerne for din hjælp, og om du har skullet betale. Tabellen ovenfor viser, hvad det har betydet for dig.',
  'decided.person':
    'Du har ret til, at et menneske ser på afgørelsen, til at sige din mening og til at få den prøvet. Ring eller skriv, så gør vi det.',
  'decided.caseworker': 'Afgørelsen er truffet af en {title} i {department}.',
  'decided.talk': 'Ring eller skriv, hvis du vil tale om den eller have os til at se på den igen.',

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
  'complaint.transfer-meanwhile':
    'En klage betyder ikke i sig selv, at vi venter med at sende gælden. Hvis vi venter, skriver vi det til dig.',
  'complaint.transfer-waits':
    'Klager du på nettet, sender vi ikke gælden til Gældsstyrelsen, før vi har svaret dig. Det, der allerede er sendt, bliver der. Klager du på en anden måde, og venter vi, skriver vi det til dig.',
  'complaint.heading-none': 'Hvis du er uenig',
  'complaint.none':
    'Du kan ikke klage over afgørelsen til en anden myndighed. Men er du uenig, så skriv eller ring til os. Så ser vi på den igen.',
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

  'help.data-bill':
    'Vi bruger oplysninger om dig og om dine regninger til at få betalt det, du skylder. Har du spørgsmål om dine oplysninger, kan du kontakte vores databeskyttelsesrådgiver: {dataProtectionOfficer}. Du kan klage til Datatilsynet.',

  // Empty as delivered: a municipality's own lines about whom to ask in letters of that kind.
  'help.topic-payment': '',
  'help.topic-deferral': '',
  'help.topic-question': '',
  'help.topic-lapse': '',
  'help.topic-transfer': '',
  'help.topic-reversal': '',
  'help.topic-bill': '',
  'help.topic-limitation': '',
} as const satisfies Record<string, string>;
