/** The answer to a request for instalments, or to pay later, that is not agreed to. */
export const arrangementRefusedDa = {
  'arrangement-refused.title': 'Vi kan ikke sige ja til den betaling, du har bedt om',
  'arrangement-refused.title.not-acknowledged': 'Vi mangler din underskrift, før vi kan lave en aftale',
  'arrangement-refused.title.others-must-sign': 'Vi mangler underskrifter, før vi kan lave en aftale',
  'arrangement-refused.title.nothing-owed': 'Du skylder ikke det, du har bedt om at betale senere',
  'arrangement-refused.title.order-not-read': 'Du får svar af en medarbejder',
  'arrangement-refused.asked.plan':
    'Den {askedOn} bad du om at betale {monthly} om måneden, første gang den {firstDueDate}.',
  'arrangement-refused.asked.deferral': 'Den {askedOn} bad du om at vente med at betale til den {until}.',
  'arrangement-refused.no': 'Det kan vi ikke sige ja til.',
  'arrangement-refused.not-yet': 'Det kan vi ikke sige ja til endnu.',
  'arrangement-refused.later': 'Det er der ikke taget stilling til endnu.',
  'arrangement-refused.none-needed': 'Det er ikke nødvendigt.',
  'arrangement-refused.why.heading': 'Hvorfor?',
  'arrangement-refused.because.order-not-read':
    'Den hjælp, det handler om, betales tilbage efter særlige regler. En medarbejder skal se på din sag først.',
  'arrangement-refused.because.bek-585-no-individual-assessment':
    'Beløbet følger af reglerne. Når hjælp fra kommunen skal betales tilbage, er det reglerne og din indkomst, der bestemmer, hvor meget du skal betale om måneden, og om du kan vente. Derfor må vi ikke aftale noget andet med dig, og vi må ikke se på dit budget. Det har Ankestyrelsen slået fast i principafgørelse 30-14.',
  'arrangement-refused.because.at-recovery':
    'Gælden er hos Gældsstyrelsen. Så længe den er der, er det dem og ikke os, der bestemmer, hvordan den skal betales.',
  'arrangement-refused.because.on-its-way-to-recovery':
    'Gælden er ved at blive sendt til Gældsstyrelsen. Så længe kan vi ikke aftale noget om den.',
  'arrangement-refused.because.claim-held':
    'Der er noget andet i gang om det, du skylder. Det kan for eksempel være en indsigelse, du venter på svar på, eller en aftale, du har i forvejen. Så længe det er i gang, kan vi ikke aftale noget nyt.',
  'arrangement-refused.because.nothing-owed': 'Du skylder ikke os noget på det, du skrev om.',
  'arrangement-refused.because.below-least':
    'Du skal betale mindst {least} om måneden. Det har kommunen bestemt for aftaler om at betale lidt ad gangen.',
  'arrangement-refused.because.too-long':
    'En aftale kan højst vare {mostMonths} måneder, og den tid, du beder om at vente, tæller med. Det har kommunen bestemt for aftaler om at betale lidt ad gangen eller vente.',
  'arrangement-refused.because.past-limitation':
    'Gælden, eller en del af den, ville være forældet, før den var betalt. Det kan vi ikke aftale.',
  'arrangement-refused.because.not-acknowledged':
    'Før vi kan lave aftalen, skal du skrive under på, at du skylder pengene, og hvor meget du skylder.',
  'arrangement-refused.because.acknowledged-before-claim':
    'Du har skrevet under på, at du skylder pengene, før alle regningerne var blevet til. Derfor gælder underskriften ikke for dem alle.',
  'arrangement-refused.because.acknowledged-after-last-day':
    'Noget af det var forældet, da du skrev under. Det skal du ikke betale.',
  'arrangement-refused.because.others-must-sign':
    'En aftale for en, der er under 18 år eller under værgemål, skal begge forældremyndighedsindehavere eller værgen være med i og skrive under på.',
  'arrangement-refused.because.by-person': 'En medarbejder har set på det og skriver:',
  'arrangement-refused.then.heading': 'Hvad kan du gøre?',
  'arrangement-refused.then.order-not-read': 'Du skal ikke gøre noget nu. Medarbejderen skriver til dig.',
  'arrangement-refused.then.bek-585-no-individual-assessment':
    'Er din indkomst faldet, har du børn under 18 år, som vi ikke har regnet med, eller får du kontanthjælp eller en lignende ydelse, så skriv eller ring til os. Så regner vi igen. Indtil da gælder det, vi har skrevet til dig om betaling.',
  'arrangement-refused.then.at-recovery': 'Skriv eller ring til Gældsstyrelsen, og spørg dem.',
  'arrangement-refused.then.on-its-way-to-recovery':
    'Skriv eller ring til os, hvis du vil vide, hvor langt den er nået.',
  'arrangement-refused.then.recalled':
    'Vi har bedt om at få gælden tilbage. Du kan spørge os igen, når vi har den. Ring til os, hvis du vil vide, om den er kommet.',
  'arrangement-refused.then.claim-held': 'Du kan spørge os igen, når det er afsluttet.',
  'arrangement-refused.then.nothing-owed': 'Du skal ikke gøre noget.',
  'arrangement-refused.then.below-least':
    'Du kan spørge os igen med et større beløb om måneden. Kan du ikke betale så meget, så ring til os.',
  'arrangement-refused.then.too-long':
    'Du kan spørge os igen med et større beløb om måneden eller en tidligere dag. Kan du ikke det, så ring til os.',
  'arrangement-refused.then.past-limitation':
    'Du kan spørge os igen med et større beløb om måneden eller en tidligere dag.',
  'arrangement-refused.then.not-acknowledged':
    'Skriv til os, at du skylder det beløb, der står i tabellen. Skriv navn, dato og under, og send det til os. Så kan vi se på aftalen igen.',
  'arrangement-refused.then.acknowledged-before-claim':
    'Skriv til os, at du skylder det beløb, der står i tabellen. Skriv navn, dato og under, og send det til os. Så kan vi se på aftalen igen.',
  'arrangement-refused.then.acknowledged-after-last-day':
    'Vi fjerner det, der er forældet. Du kan så spørge os igen om resten.',
  'arrangement-refused.then.others-must-sign':
    'Få de andre til at skrive under sammen med dig på, at pengene skyldes, og send det til os. Så kan vi se på aftalen igen.',
  'arrangement-refused.then.by-person': 'Du kan spørge os igen om en anden aftale.',
  'arrangement-refused.owe.heading': 'Det skylder du',
  'arrangement-refused.owe.intro': 'Tabellen viser det, du har bedt om en aftale om.',
  'arrangement-refused.owe.none': 'Der er ikke noget at betale til os.',
  'arrangement-refused.unpaid':
    'Der er ingen aftale nu. Betaler du ikke, går vi videre, hvor vi slap: Du kan få en rykker, og gælden kan blive sendt til Gældsstyrelsen.',
  'arrangement-refused.disagree':
    'Mener du, at vi har misforstået noget, eller er noget blevet anderledes, så skriv eller ring til os.',
  'arrangement-refused.no-appeal':
    'Det er kommunen, der bestemmer, om du kan betale lidt ad gangen eller vente. Du kan ikke klage til en højere myndighed over det.',
  'arrangement-refused.rules.collection':
    'Gældsinddrivelsesloven (lovbekendtgørelse nr. 1063 af 26. september 2024) § 2, stk. 3 (afdrag og udsættelse)',
  'arrangement-refused.rules.order':
    'Bekendtgørelse nr. 585 af 24. maj 2023 om kommunernes opkrævning af tilbagebetalingskrav (hvor meget der skal betales om måneden)',
} as const satisfies Record<string, string>;
