/** The answer to what a debtor has said against bills or repayment. */
export const objectionDa = {
  'objection.title.refused': 'Svar på din indsigelse: Du skal stadig betale',
  'objection.title.upheld': 'Svar på din indsigelse: Du har fået ret',
  'objection.title.partly': 'Svar på din indsigelse: Du har delvist fået ret',
  'objection.title.withdrawn': 'Du har trukket din indsigelse tilbage',
  'objection.noted.existence':
    'Den {notedOn} fik vi at vide, at du ikke mener, du skylder pengene. Det handler om:',
  'objection.noted.amount': 'Den {notedOn} fik vi at vide, at du mener, beløbet er forkert. Det handler om:',
  'objection.noted.fee':
    'Den {notedOn} fik vi at vide, at du mener, du ikke skal betale gebyr. Det handler om:',
  'objection.refused.existence': 'Vi har set på det, og vi mener stadig, at du skylder pengene.',
  'objection.refused.amount': 'Vi har set på det, og vi mener stadig, at beløbet er rigtigt.',
  'objection.refused.fee': 'Vi har set på det, og gebyret bliver stående.',
  'objection.upheld.existence': 'Du har fået ret: Du skylder ikke pengene.',
  'objection.upheld.amount': 'Du har fået ret: Beløbet var forkert.',
  'objection.upheld.fee': 'Du har fået ret: Gebyret er fjernet.',
  'objection.partly.existence': 'Du har fået ret i noget af det.',
  'objection.partly.amount': 'Du har fået ret i noget af det.',
  'objection.partly.fee': 'Du har fået ret i noget af det.',
  'objection.withdrawn.existence': 'Du har siden trukket din indsigelse tilbage.',
  'objection.withdrawn.amount': 'Du har siden trukket din indsigelse tilbage.',
  'objection.withdrawn.fee': 'Du har siden trukket din indsigelse tilbage.',
  'objection.answer.heading': 'Hvorfor?',
  'objection.answer.heading-withdrawn': 'Vores svar',
  'objection.answer.intro': 'En medarbejder skriver:',
  'objection.owe.heading': 'Det skylder du nu',
  'objection.owe.intro': 'Tabellen viser det, der er tilbage af det, din indsigelse handler om.',
  'objection.owe.none': 'Du skal ikke betale noget på grund af dette brev.',
  'objection.then.heading': 'Hvad sker der nu?',
  'objection.then.dunning':
    'Mens vi så på din indsigelse, lå sagen stille. Nu skal det, der står i tabellen, betales.',
  'objection.then.dunning-until':
    'Vi gør ikke mere ved sagen før efter den {quietUntil}. Har du ikke betalt inden da, kan du få en rykker, og gælden kan blive sendt til Gældsstyrelsen.',
  'objection.then.dunning-now':
    'Betaler du ikke, kan du få en rykker, og gælden kan blive sendt til Gældsstyrelsen.',
  'objection.then.unable':
    'Kan du ikke betale det hele på én gang, så ring til os. Så ser vi på, om du kan betale lidt ad gangen eller vente.',
  'objection.then.plan':
    'For den hjælp, der skal betales tilbage, gælder det, vi har skrevet til dig om betaling, stadig.',
  'objection.then.agreed': 'Den aftale, vi har lavet om betaling, gælder stadig.',
  'objection.then.plan-until':
    'Mangler du at betale noget, som du skulle have betalt, gør vi ikke mere ved det før efter den {planQuietUntil}. Så du kan stadig nå at betale det.',
  'objection.then.late':
    'Får du brevet senere, end vi regner med, har du altid {payDays} dage til at betale, regnet med den dag, du får det.',
  'objection.then.source':
    'Det er besluttet et andet sted i kommunen eller af en anden myndighed. Vi har bedt om, at det bliver rettet. Indtil det er rettet, beder vi dig ikke om at betale det, og vi sender det ikke til Gældsstyrelsen.',
  'objection.then.source-some':
    'Noget af det er besluttet et andet sted i kommunen eller af en anden myndighed. Vi har bedt om, at det bliver rettet. Indtil det er rettet, beder vi dig ikke om at betale det, og vi sender det ikke til Gældsstyrelsen.',
  'objection.then.source-table': 'Det står ikke i tabellen.',
  'objection.then.disputed':
    'Du eller en anden, der skylder det samme, har sagt noget mere, som vi ikke har svaret på endnu. Så længe rykker vi ikke for det.',
  'objection.then.recovery':
    'Noget af det er hos Gældsstyrelsen. Det skal du ikke betale til os. Vil du vide, hvor meget det er, så spørg Gældsstyrelsen.',
  'objection.then.nothing': 'Du skal ikke gøre mere.',
  'objection.disagree.heading': 'Hvis du er uenig',
  'objection.disagree':
    'Mener du, at vi har misforstået noget, eller ved du noget, vi ikke har set, så skriv eller ring til os.',
} as const satisfies Record<string, string>;
