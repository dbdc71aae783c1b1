/** What is said of the plans and the bank of whom somebody acts for. */
export const forAnotherPlans = {
  'plan.planHeading': 'Planen',
  'plan.planNotYet': 'Der er ikke aftalt noget endnu. Se på planen først.',
  'plan.meansHeading': 'Det betyder underskriften',
  'plan.meansOwe':
    'Du siger, at {person} skylder pengene. Er det forkert, så skriv ikke under. Ring til os på {phone}.',
  'plan.meansLast': 'Den sidste frist for det hele bliver den {last}.',
  'plan.meansRests': 'Vi sender ingen rykkere og lægger ingen renter på, så længe aftalen bliver holdt.',
  'plan.meansInterest':
    'Der er løbet renter på {interest} indtil i dag. De betales sammen med den sidste betaling.',
  'plan.meansMissed':
    'Mangler en betaling, skriver vi til {person} én gang. Der er mindst {days} dage til at betale den.',
  'plan.meansBroken': 'Bliver den stadig ikke betalt, falder aftalen væk. Så skal resten betales på én gang.',
  'plan.meansFree':
    'Der må gerne betales mere eller det hele før tid. Aftalen kan også stoppes her på siden.',
  'plan.meansJoint':
    'Andre skylder også noget af det. Underskriften gælder kun for {person}. De andre skylder det stadig.',
  'plan.meansAsked':
    'Det er mere, end der kan aftales her. En medarbejder ser på det og skriver om det. Indtil da er der ingen aftale.',
  'plan.confirm': 'Jeg har læst det, og {person} skylder pengene',
  'plan.mustConfirm': 'Sæt kryds, hvis du har læst det, og {person} skylder pengene.',
  'plan.chooseDebts': 'Hvad skal betales lidt ad gangen?',
  'plan.howHeading': 'Hvordan skal det betales?',
  'plan.day': 'Hvilken dag i måneden skal der betales?',
  'plan.dayHint': 'Det er en hjælp at vælge en dag, lige efter {person} får penge.',
  'plan.liveAsked': 'Det er mere, end der kan aftales her. En medarbejder skal se på det først.',
  'plan.chooseOne': 'Vælg mindst én ting, der skal betales lidt ad gangen.',
  'plan.tooLittle':
    'Det bliver for lidt. Der skal betales mindst {least} om måneden. Prøv igen, eller ring til os på {phone}.',
  'plan.nothing': 'Der er ikke noget, der kan betales lidt ad gangen her.',
  'plan.call': 'Kan det ikke betales? Ring til os på {phone}. Så finder vi ud af det sammen.',
  'plan.whyTable': 'Reglerne bestemmer, hvad der skal betales af det. Det må vi ikke aftale om.',
  'plan.whyTableLink': 'Se betalingen, og hvad der kan ændre den',
  'plan.whyThere': 'Gældsstyrelsen har det nu. En aftale om det laves med dem: {page}.',
  'plan.whyAsked': 'Vi er allerede spurgt om en aftale. En medarbejder svarer.',
  'plan.whyBank': 'Skal det hellere betales lidt ad gangen, så ring til os på {phone}.',
  'plan.otherHeading': 'Skal det hellere betales på en anden måde?',
  'plan.answeredByLetter': 'Det kunne ikke lade sig gøre. Vi skriver om hvorfor. Ring til os på {phone}.',
  'plans.title': 'Aftaler om at betale lidt ad gangen',
  'plans.none': 'Der er ingen aftaler om at betale lidt ad gangen.',
  'plans.planTitle': 'Aftalen om at betale lidt ad gangen',
  'plans.restToPay': 'Der mangler at blive betalt {amount}. De skal betales på én gang.',
  'plans.restResting': '{amount} af det skal ikke betales nu. Overblikket viser hvorfor.',
  'plans.restNothing': 'Der er ikke mere at betale af det.',
  'plans.back': 'Tilbage til aftalerne',
  'plans.linkHave': 'Se aftalen',
  'plans.seeWish': 'Se ønsket',
  'plans.wishOf': 'Ønske fra {on}',
  'plans.wishTitle': 'Ønsket om at betale lidt ad gangen',
  'plans.waits': 'Vi er spurgt. En medarbejder ser på det og skriver om det. Der er ingen aftale endnu.',
  'plans.disputed':
    'Der er skrevet til os, at noget af det er forkert. Det er ikke nødvendigt at betale på aftalen, mens vi ser på det.',
  'plans.disputedElse':
    'Vi ser på noget af det. Det er ikke nødvendigt at betale på aftalen, mens vi ser på det.',
  'plans.disputedElseThen': 'Vi rykker ikke imens. Bagefter er der tid til at betale det, der så mangler.',
  'plans.disputedThen':
    'Vi rykker ikke imens. Når vi har svaret, er der tid til at betale det, der så mangler.',
  'plans.stoppedThen': 'Der skal ikke betales på aftalen imens.',
  'plans.askedPart':
    'Vi mangler {missing}. {demanded} af det skrev vi om den {on}. Betal dem senest {by}, så fortsætter aftalen.',
  'plans.askedBy':
    'Vi mangler {missing}. Vi skrev om det den {on}. Betal det senest {by}, så fortsætter aftalen, som om intet var sket.',
  'plans.askedLate':
    'Vi mangler {missing}. Vi skrev om det den {on}. Fristen var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  'plans.askedLateMore':
    'Vi mangler {missing}. {demanded} af det skrev vi om den {on}. Den sidste frist var {by}. Resten er kommet til siden. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  'plans.askedPaid': 'Det, der manglede, er betalt. Aftalen fortsætter.',
  'plans.askedThen': 'Bliver det ikke betalt, falder aftalen væk. Så skal resten betales på én gang.',
  'plans.cannot': 'Kan det ikke betales? Ring til os på {phone}, før fristen er gået.',
  'plans.restOnItsWay': '{amount} af det er på vej til Gældsstyrelsen. De skriver til {person}.',
  'plans.brokenCan': 'Kan det ikke lade sig gøre, så ring til os på {phone}.',
  'plans.keptBut': 'Alle betalinger i aftalen er betalt. Den sluttede den {on}.',
  'plans.kept': 'Det hele er betalt. Aftalen sluttede den {on}.',
  'plans.refused': 'Vi kunne ikke sige ja til det, vi blev spurgt om den {on}. Grunden står i vores brev.',
  'plans.made': 'Aftalen gælder nu',
  'plans.madeText': 'Vi sender også et brev om den. Der skal ikke gøres mere nu.',
  'plans.sentText': 'En medarbejder ser på det og skriver om det. Der er ingen aftale endnu.',
  'plans.datesAsked': 'Sådan er ønsket',
  'plans.withdraw': 'Træk ønsket tilbage',
  'plans.signedOn': 'Der blev skrevet under den {on} kl. {time}. Det var denne tekst:',
  'plans.signed': 'Det er der skrevet under på',
  'plans.stopTextRests':
    'Der er {amount} tilbage. Dem skal der ikke betales af nu, heller ikke hvis du stopper aftalen. Overblikket viser hvorfor. Bagefter skal det, der er tilbage, betales på én gang.',
  'plans.stopTextPart': 'Der er {amount} tilbage. Stopper du aftalen, skal {part} af det betales på én gang.',
  'plans.stopRestsPart':
    'De andre {amount} skal ikke betales nu, og vi rykker ikke for dem imens. Overblikket viser hvorfor. Bagefter skal det, der er tilbage af dem, betales på én gang.',
  'plans.stopThenRests':
    'Vi rykker ikke imens, men der kan komme renter på. Bagefter kan der igen komme rykkere, og gælden kan blive sendt til Gældsstyrelsen.',
  'plans.stopText': 'Stopper du den, skal de {amount}, der er tilbage, betales på én gang.',
  'plans.withdrawHeading': 'Vil du trække ønsket tilbage?',
  'plans.withdrawText': 'Så ser vi ikke på det. Regningerne skal betales, som der står i brevene.',
  'plans.offer': 'Kan det hele ikke betales nu?',
  'plans.takenBack': 'Ønsket blev trukket tilbage den {on}. Der er ikke lavet en aftale.',
  'plans.neverAgreed': 'Ønsket faldt væk den {on}. Der er ikke lavet en aftale.',
  'directDebit.lead': 'Med Betalingsservice betaler banken for {person} til tiden.',
  'directDebit.everything':
    'Det gælder alt, hvad {person} skal betale til {municipality}, når det er tilmeldt, og banken kan nå det.',
  'directDebit.notBefore': 'Det, der skal betales, før banken kan nå det, betaler banken ikke.',
  'directDebit.seen': '{person} ser hvert beløb i banken, før det bliver betalt. Det kan afvises der.',
  'directDebit.free': 'Det koster ikke noget hos os.',
  'directDebit.signUp': 'Tilmeld',
  'directDebit.asked': 'Der mangler ét skridt',
  'directDebit.askedLead':
    'Giv besked til den bank, som {person} bruger. Kun banken kan lave aftalen, for den ved, hvem kontoen tilhører.',
  'directDebit.stepOpen': 'Åbn netbanken, og find Betalingsservice.',
  'directDebit.stepWait': 'Vent nogle dage. Så står det her på siden, at det er tilmeldt.',
  'directDebit.untilThen': 'Indtil da betaler banken ikke.',
  'directDebit.active': '{person} er tilmeldt Betalingsservice fra {from}.',
  'directDebit.reach':
    'Banken kan tidligst betale for {person} {first}. Det, der skal betales før den dag, betaler banken ikke, hvis det ikke står under "På vej".',
  'directDebit.notInTime': 'Banken når ikke at betale det. Det skal betales på en anden måde.',
  'directDebit.comingHint':
    'Bliver noget af det betalt på en anden måde, så skal det afvises i banken. Ellers bliver det betalt to gange.',
  'directDebit.stopLead':
    'Så betaler banken ikke mere. Det, der er på vej, bliver betalt. Det kan afvises i banken.',
  'directDebit.stopping': 'Automatisk betaling er stoppet.',
  'directDebit.stoppingLead':
    'Vi sender ikke flere beløb til banken. Vi venter på besked om, at aftalen er slut. Så kan den tilmeldes igen.',
  'directDebit.ended': 'Aftalen sluttede {on}. Banken betaler ikke mere.',
  'directDebit.toldRejected':
    '{amount} blev ikke betalt {on}. Se på overblikket, om der mangler at blive betalt noget.',
  'directDebit.toldBack':
    '{amount} fra {on} er sendt tilbage til {person}. Se på overblikket, om der mangler at blive betalt noget.',
  'directDebit.nobody':
    '{person} har ikke noget at betale hos os. Det kan tilmeldes, når der kommer en regning.',
  'directDebit.awaited': 'Banken skulle betale {amount} {on}. Vi venter på svar. Betal ikke igen.',
  'directDebit.unanswered':
    'Banken skulle betale {amount} {on}. Vi har ikke hørt, om den gjorde det. Se efter i banken. Er det ikke betalt, skal det betales på en anden måde.',
  'directDebit.next': 'Banken betaler {amount} for {person} {on}. Det skal ikke betales på en anden måde.',
  'directDebit.payHint': 'Banken betaler det for {person} {on}. Det skal ikke betales her.',
} as const satisfies Record<string, string>;
