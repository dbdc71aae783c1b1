/** How a claim ends here: what lapse takes, that it has happened, and that the debt goes to Gældsstyrelsen. */
export const endingDa = {
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

  'lapsed.title-all': 'Din gæld er faldet væk',
  'lapsed.title-part': 'En del af din gæld er faldet væk',
  'lapsed.result-all':
    'Den gæld, der står i tabellen, findes ikke længere. Det er {amount} i alt. Det kaldes bortfald.',
  'lapsed.result-part':
    '{amount} af din gæld findes ikke længere. Det kaldes bortfald. Hvad det er, kan du se i tabellen.',
  'lapsed.nothing-to-do': 'Du skal ikke gøre noget.',
  'lapsed.no-longer-pay': 'Du skal ikke længere betale {before} om måneden.',
  'lapsed.heading': 'Det er faldet væk',
  'lapsed.column.from': 'Årene er regnet fra',
  'lapsed.column.on': 'Faldt væk',
  'lapsed.column.amount': 'Beløb',
  'lapsed.why-years':
    'Da der var gået {years} år, skulle du efter reglerne ikke betale noget. Derfor faldt gælden væk.',
  'lapsed.why-deferral':
    'Der er gået mindst {years} år, og efter reglerne skal du ikke betale noget nu. Derfor falder resten af gælden væk.',
  'lapsed.why-judged': 'Vi har set på sagen. Vi vurderer, at kravet er bortfaldet den {lapsedOn}.',
  'lapsed.counted':
    'Årene er regnet fra den dag, du holdt op med at få hjælpen, eller fra den dag, vi fik at vide, at pengene skulle betales tilbage, hvis det var senere.',
  'lapsed.after.heading': 'Du skal ikke betale det mere',
  'lapsed.no-more': 'Vi beder dig ikke om pengene igen, og du får ingen rykkere for dem.',
  'lapsed.money-back':
    'Betaler du alligevel, eller har du betalt, efter at gælden faldt væk, ser vi på, om du skal have pengene tilbage, og skriver til dig.',
  'lapsed.bank': 'Har du selv sat en fast betaling op i banken, så stop den.',

  'remains.heading': 'Det skylder du stadig',
  'remains.plan': 'Du skal stadig betale {monthly} om måneden, som du plejer.',
  'remains.deferral': 'Du skal ikke betale noget af det nu.',
  'remains.none': 'Skal du betale noget af det, skriver vi til dig først.',

  'transfer.title': 'Din gæld bliver sendt til Gældsstyrelsen',
  'transfer.result':
    'Du skylder {municipality} {total} i alt. Vi mangler en betaling fra dig, og derfor skal hele gælden betales nu. Vi sender den til Gældsstyrelsen, tidligst den {transferFrom}.',
  'transfer.pay-first': 'Har du betalt det hele inden da, sender vi den ikke.',
  'transfer.call':
    'Er din indkomst faldet, eller er noget forkert, så ring til os nu. Har du efter reglerne ikke råd til at betale, sender vi ikke gælden videre.',
  'transfer.why.heading': 'Hvorfor sender vi den?',
  'transfer.missed': 'Du skulle betale {amount} den {dueOn}.',
  'transfer.missed-more':
    'Fra den {dueOn} til den {until} skulle du betale rater, som vi mangler {amount} af.',
  'transfer.demanded':
    'Den {demandedOn} skrev vi til dig og gav dig en ny frist til den {deadline}. Vi har ikke fået pengene.',
  'transfer.able':
    'Vi har set på din indkomst igen. Efter reglerne har du råd til at betale. Tallene står i tabellen.',
  'transfer.falls-away':
    'Derfor gælder ordningen med {monthly} om måneden ikke længere, og hele gælden skal betales på én gang.',
  'transfer.after.heading': 'Hvad betyder det for dig?',
  'transfer.pay-there': 'Når Gældsstyrelsen har fået gælden, skal du betale til dem og ikke til os.',
  'transfer.charges':
    'Du skylder også {charges} i gebyr, fordi vi måtte skrive til dig om betalingen. Det sender vi også til Gældsstyrelsen, sammen med gælden eller senere.',
  'transfer.interest-here':
    'Der kommer renter på gælden, fordi den ikke er betalt til tiden. Det har kommunen besluttet efter gebyrloven § 3. Renten er {percent} af det, du mangler at betale, for hver måned, der er begyndt. Den kan tidligst regnes fra {from}. Renten hos os stopper, når du har betalt, når du får en ny ordning eller henstand, eller når Gældsstyrelsen får gælden.',
  'transfer.interest-owed':
    'I dag skylder du {interest} i renter til os. Betaler du ikke, sender vi dem også til Gældsstyrelsen, sammen med gælden eller senere.',
  'transfer.they-decide': 'Gældsstyrelsen bestemmer, hvordan du skal betale. De skriver til dig.',
  'transfer.interest':
    'Der kommer renter på gælden hos Gældsstyrelsen. Renten er {percent} om året. Det er satsen fra {from}, og den kan ændre sig. Renten regnes fra den 1. i måneden efter, at Gældsstyrelsen har fået gælden.',
  'transfer.interest-not-known':
    'Der kommer renter på gælden hos Gældsstyrelsen. Renten regnes fra den 1. i måneden efter, at Gældsstyrelsen har fået gælden. De skriver til dig om satsen.',
  'transfer.limitation':
    'Hos Gældsstyrelsen gælder reglerne om forældelse i stedet for reglerne om bortfald. Gælden forældes tidligst tre år efter, at Gældsstyrelsen har fået den.',
  'transfer.not-heard':
    'Vi skrev til dig den {demandedOn} og bad dig betale eller ringe, hvis din indkomst var faldet. Vi har ikke bedt om flere bemærkninger, før vi besluttede det.',
  'transfer.pay.heading': 'Hvis du vil betale det hele nu',
  'transfer.pay.charges': 'Gebyr oven i',
  'transfer.pay.interest': 'Renter oven i',
  'transfer.pay.before': 'Betal før',
} as const satisfies Record<string, string>;
