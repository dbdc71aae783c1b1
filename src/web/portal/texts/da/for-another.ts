/** The same sentences for who acts for another: by part and key, those that would tell the reader that what is another’s is their own. `{person}`: for whom. */
export const forAnother = {
  'overview.title': 'Overblik',
  'overview.heading': 'Her ser du, hvad {person} skylder',
  'overview.late': 'Der mangler at blive betalt {amount}. Fristen var {by}.',
  'overview.lateOldest': 'Der mangler at blive betalt {amount}. Den ældste frist var {by}.',
  'overview.keeps':
    'Bliver {amount} betalt senest {by}, kan resten blive ved med at blive betalt lidt ad gangen.',
  'overview.lateNow': 'Der skal betales {amount} nu.',
  'overview.waitingNow':
    'Vi beder ikke om at få noget betalt lige nu. Men der kommer renter på {amount}, indtil de er betalt.',
  'overview.nothingNow': 'Der skal ikke betales noget nu.',
  'overview.nothingElse': 'Der skal ikke betales andet nu.',
  'overview.nextNotKnown': 'Vi kan ikke vise den næste betaling lige nu.',
  'overview.total': 'Lige nu skylder {person} i alt {amount}.',
  'overview.totalThere': 'Lige nu skylder {person} i alt {amount}. Heraf er {there} hos Gældsstyrelsen.',
  'overview.totalWithout': 'Lige nu skylder {person} i alt {amount} uden det, der er hos Gældsstyrelsen.',
  'overview.nothing': 'Der er ikke noget, {person} skylder {municipality}.',
  'overview.missing': 'Mangler der noget her, som der er kommet brev om? Ring til os på {phone}.',
  'overview.held': 'Vi har {amount}, som måske er til {person}. En medarbejder ser på det.',
  'overview.heldFirst':
    'Vi har {amount}, som måske er til {person}. En medarbejder ser på, om de kan betale det. Ring til os på {phone}, før du betaler.',
  'overview.onItsWayBack': '{amount} er på vej tilbage til {person}. Det var mere, end der var at betale.',
  'overview.owedBack':
    'Vi har betalt {amount} for meget tilbage til {person}. Dem skal vi have igen. Vi skriver om det.',
  'overview.toPay': 'Det skal betales',
  'overview.onPlan': 'Det bliver betalt lidt ad gangen',
  'overview.notNow': 'Det skal ikke betales nu',
  'overview.disputed': 'Der er skrevet til os, at det er forkert',
  'overview.backToOverview': 'Til overblikket',
  'debts.instalments': 'Der skal betales {monthly} om måneden. Næste gang senest {by}.',
  'debts.instalmentsDone': 'Der skal betales {monthly} om måneden.',
  'debts.deferred': 'Der skal ikke betales noget nu. Vi ser på det igen hver måned.',
  'debts.deferredUntil': 'Det skal først betales den {until}.',
  'debts.undecided': 'Vi ser på, hvad der skal betales. Vi skriver om det.',
  'debts.disputed': 'Der er skrevet til os, at det er forkert. Vi rykker ikke for det, mens vi ser på det.',
  'debts.toCorrect':
    'Vi har bedt om, at det bliver rettet. Indtil det er rettet, beder vi ikke om at få det betalt, og vi sender det ikke til Gældsstyrelsen.',
  'debts.withdrawn': 'Vi har taget det tilbage. Det skal ikke betales.',
  'debts.lapsed': 'Det er faldet væk. Det skal ikke betales.',
  'debts.timeBarred': 'Det er for gammelt. Det skal ikke betales.',
  'debts.discharged': 'Det skal ikke betales længere.',
  'debts.writtenOff': 'Vi beder ikke om at få det betalt.',
  'debts.heldLiability':
    'Det skyldes nu sammen med andre. Vi skriver til {person}, før der skal betales noget.',
  'debts.interestRun':
    'Der er også nye renter på {amount} til og med i dag. De kommer på, når måneden er gået, eller når der er betalt.',
  'debts.askedLater': 'Vi skriver, når det skal betales.',
  'debts.written': 'Vi skrev om det den {on}. Betal senest {by}.',
  'debts.writtenLate':
    'Vi skrev om det den {on}. Fristen var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  'debts.writtenNow': 'Vi skrev om det den {on}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  'debts.writtenBeforeRecovery':
    'Vi skrev om det den {on}. Bliver det betalt senest {by}, sender vi det ikke til Gældsstyrelsen. Ring til os på {phone}, hvis du ikke kan betale.',
  'debts.beforeRecovery': 'Bliver det betalt senest {by}, sender vi det ikke til Gældsstyrelsen.',
  'debts.complaintOwn': 'Der er klaget over, at det skal betales tilbage. Klagen er ikke afgjort endnu.',
  'debts.complaintOwnKept':
    'Der er klaget over, at det skal betales tilbage. Vi sender det ikke til Gældsstyrelsen, før klagen er afgjort.',
  'debts.instalmentsLate':
    'Der mangler {missing} i det, der skal betales hver måned. Fristen var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  'debts.instalmentsQuiet':
    'Der mangler {missing} i det, der skal betales hver måned. Betal det senest {by}. Indtil da gør vi ikke mere ved det. Ring til os på {phone}, hvis du ikke kan betale.',
  'debts.instalmentsLateOldest':
    'Der mangler {missing} i det, der skal betales hver måned. Den ældste frist var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  'debts.planDemandedPart':
    'Der mangler {missing} i det, der skal betales hver måned. Bliver {demanded} af det betalt senest {by}, kan resten blive ved med at blive betalt lidt ad gangen. Ellers kan vi bede om resten på én gang. Vi skrev om det den {on}. Ring til os på {phone}, hvis du ikke kan betale.',
  'debts.planDemanded':
    'Der mangler {missing} i det, der skal betales hver måned. Bliver det betalt senest {by}, kan resten blive ved med at blive betalt lidt ad gangen. Ellers kan vi bede om resten på én gang. Vi skrev om det den {on}. Ring til os på {phone}, hvis du ikke kan betale.',
  'debts.planDemandedLate':
    'Der mangler {missing} i det, der skal betales hver måned. Vi skrev om det den {on}. Den sidste frist var {by}. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  'debts.planDemandedLateMore':
    'Der mangler {missing} i det, der skal betales hver måned. {demanded} af det skrev vi om den {on}. Den sidste frist var {by}. Resten er kommet til siden. Betal nu, eller ring til os på {phone}, hvis du ikke kan.',
  'debts.planDisputed':
    'Der er skrevet til os, at noget af det, der skal betales hver måned, er forkert. Det er ikke nødvendigt at betale det, mens vi ser på det.',
  'debts.planDisputedElse':
    'Vi ser på noget af det, der skal betales hver måned. Det er ikke nødvendigt at betale det, mens vi ser på det.',
  'debts.onItsWay': 'Det er på vej til Gældsstyrelsen. De skriver til {person}.',
  'debts.therePage': 'Det betales på {page}.',
  'debts.disputedOnPlan':
    'Der er skrevet til os, at det er forkert. Vi rykker ikke for det, mens vi ser på det. Det, der skal betales hver måned, går videre som før.',
  'debts.heldRequest':
    'Vi er spurgt, om det kan betales på en anden måde. Vi rykker ikke for det før den {review}.',
  'debts.wishWaits':
    'Vi er spurgt, om det kan betales på en anden måde. Vi har ikke svaret endnu. Indtil vi svarer, skal det betales, som vi har skrevet. Kan det ikke lade sig gøre, så ring til os på {phone}.',
  'debts.rests': 'Vi venter med det lige nu. Vi rykker ikke for det imens.',
  'debts.heldAddress': 'Vi venter, fordi vi mangler en adresse på {person}. Ring til os på {phone}.',
  'debts.heldComplaint': 'Der er klaget. Vi rykker ikke for det, mens vi ser på det.',
  'debts.heldSetOff': 'Vi ser på, om et andet beløb fra os kan betale det. Vi har skrevet om det.',
  'debts.heldInterest':
    'Fristen var {by}, og der kommer renter på, indtil det er betalt. Det må gerne betales nu.',
  'debts.stoppedLapse':
    'En medarbejder ser på, om det er faldet væk. Det skal ikke betales, mens vi ser på det.',
  'debt.title': 'En gæld',
  'debt.joint': 'Det skyldes sammen med andre. Hver af dem skylder hele beløbet.',
  'debt.decided': 'Kommunen besluttede den {on}, at det skal betales tilbage.',
  'debt.raised': 'Gælden opstod',
  'debt.freedNote':
    'De penge, der ikke bruges her længere, dækker andet, eller også har vi dem til den, der betalte. Har vi penge til {person}, står det på overblikket.',
  'debt.ended': 'Det skyldes ikke længere',
  'debt.letters': 'Det har vi skrevet',
  'debt.receipts': 'Se betalinger, og hent kvitteringer',
  'debt.seePlan': 'Se betalingen, og hvordan beløbet er fundet',
  'debt.paidTogether':
    'Det bliver betalt sammen med andet. Det, der bliver betalt, går til det ældste først.',
  'debt.ruleDaily': '{rate} om året af {basis} for de dage, der er gået efter fristen.',
  'debt.ruleSpecial': '{rate} af {basis}. Renten følger loven om det, der skal betales for.',
  'debt.whyReminder': 'Hvorfor er der kommet en rykker?',
  'debt.because': 'Fristen var {by}. Vi havde ikke fået alle pengene, da vi skrev.',
  'debt.becauseInstalment':
    'En betaling skulle være kommet senest {by}. Vi havde ikke fået alle pengene, da vi skrev.',
  'debt.becauseMissing': 'Vi havde ikke fået alle pengene til tiden, da vi skrev.',
  'debt.needNotPay': 'Det må gerne betales, men det behøver det ikke.',
  'debt.mayPayNow': 'Det må gerne betales nu. Der kommer renter på, indtil det er betalt.',
  'debt.payThere': 'Det betales til Gældsstyrelsen på {page}.',
  'debt.disagree': 'Er det forkert, eller kan det ikke betales? Ring til os på {phone}.',
  'yourPayment.title': 'Betaling hver måned',
  'yourPayment.headingPlan': 'Der skal betales {amount} om måneden',
  'yourPayment.headingNothing': 'Der skal ikke betales noget nu',
  'yourPayment.headingUndecided': 'Vi ser på, hvad der skal betales',
  'yourPayment.headingSettled': 'Der er ikke mere at betale tilbage',
  'yourPayment.headingThere': 'Gældsstyrelsen har det, der skal betales tilbage',
  'yourPayment.headingNotKnown': 'Vi kan ikke vise betalingen lige nu',
  'yourPayment.left': 'Der er {amount} tilbage i alt af den hjælp, der skal betales tilbage.',
  'yourPayment.whyNothing': 'Hvorfor skal der ikke betales nu?',
  'yourPayment.whyWhole': 'Hvorfor skal det hele betales nu?',
  'yourPayment.ahead': 'Der er betalt {amount} forud. Dem trækker vi fra i de næste betalinger.',
  'yourPayment.fixed':
    'Beløbet er fastsat i reglerne. Vi må ikke aftale et lavere beløb og må ikke se på budgettet.',
  'yourPayment.decidedPlan': '{on}: Vi besluttede, at der skal betales {amount} om måneden.',
  'yourPayment.decidedDeferral': '{on}: Vi besluttede, at der ikke skal betales noget nu.',
  'yourPayment.decidedLapse': '{on}: Vi besluttede, at {amount} er faldet væk. Dem skal ingen betale.',
  'yourPayment.decidedTransfer':
    '{on}: Vi besluttede at sende det, der mangler at blive betalt tilbage, til Gældsstyrelsen.',
  'yourPayment.inForce': '{on}: Beslutningen nåede frem.',
  'yourPayment.demanded': '{on}: Vi skrev, at {missing} manglede og skulle betales senest {by}.',
  'yourPayment.demandPaid': '{on}: Det, der manglede, var betalt.',
  'yourPayment.fellAwayNoMore': '{on}: Hele beløbet skal ikke længere betales på én gang.',
  'yourPayment.wholeMissed':
    'Der blev betalt lidt ad gangen. Vi manglede {missing}, som skulle være betalt {since}.',
  'yourPayment.wholeAsked':
    'Vi skrev om det den {on}. Fristen var {by}. Vi fik ikke pengene til tiden. Derfor kan det ikke længere betales lidt ad gangen.',
  'yourPayment.wholeThen': 'Gælden kan blive sendt til Gældsstyrelsen. Det skriver vi om, før det sker.',
  'yourPayment.wholeCan': 'Kan det hele ikke betales, eller er det betalt i tide? Ring til os på {phone}.',
  'yourPayment.byHand': 'En medarbejder har fundet beløbet. Begrundelsen står i brevet.',
  'yourPayment.whatIf': 'Sådan bliver det, hvis noget ændrer sig',
  'yourPayment.noEvents': 'Vi skriver, når der sker noget.',
  'yourPayment.asked': '{on}: Vi spurgte, før vi bestemte noget. Svaret skal komme senest {by}.',
  'yourPayment.askedBefore': '{on}: Vi spurgte, før vi bestemte noget. Svaret kunne komme til og med {by}.',
  'yourPayment.answered': '{on}: Vi spurgte, før vi bestemte noget. Vi har fået svar.',
  'yourPayment.demandTakenBack': '{on}: Vi beder ikke længere om det, der manglede.',
  'yourPayment.bankPays': '{on}: Banken betaler {amount} af sig selv.',
  'yourPayment.wrongIncome': 'Er indkomsten lavere nu? Eller er den forkert hos os? Ring til os på {phone}.',
  'yourPayment.wrongChildren':
    'Er der børn under 18 år, som vi ikke kender? Ring til os på {phone}. Det kan ændre, hvad der skal betales.',
  'yourPayment.wrongBenefit':
    'Får {person} kontanthjælp eller lignende? Så skal der ikke betales imens. Ring til os på {phone}.',
  'yourPayment.wrongAny': 'Er noget forkert i det, vi ved om {person}? Ring til os på {phone}.',
  'yourPayment.sendPapers': 'Send papirer om indkomst eller børn',
  'yourPayment.complainAny': 'Er du uenig? I brevet står, hvordan man klager, og hvornår fristen er.',
  'yourPayment.thereText': '{amount} er hos Gældsstyrelsen. Det betales til dem på {page}.',
  'yourPayment.barYear': 'Indkomst efter skat på et år',
  'whatIf.income': 'Hvor meget er der om måneden efter skat?',
  'whatIf.children': 'Er der børn under 18 år?',
  'whatIf.benefit': 'Får {person} kontanthjælp eller en lignende ydelse?',
  'whatIf.pension': 'Er førtidspension den eneste indkomst?',
  'whatIf.plan': 'Der ville skulle betales {amount} om måneden.',
  'whatIf.nothing': 'Der ville ikke skulle betales noget.',
  'whatIf.back': 'Til betalingen',
  'pay.free': 'Du betaler noget, {person} skylder. Det koster dig ikke noget at betale her.',
  'pay.toOverview': 'Til overblikket',
  'pay.now': 'Det skal betales nu',
  'pay.waiting': 'Det må gerne betales nu',
  'pay.waitingHint': 'Vi rykker ikke for det lige nu, men der kommer renter på, indtil det er betalt.',
  'pay.notNeeded': 'Det skal ikke betales nu',
  'pay.notNeededHint': 'Det må gerne betales, men det behøver det ikke.',
  'pay.monthly': '{name}, betaling hver måned',
  'pay.instalments': 'Betalingen på aftalen om {name}',
  'pay.atRecovery':
    'Gældsstyrelsen har {amount}, som {person} også skylder. Det kan du ikke betale her. Det betales til Gældsstyrelsen på {page}.',
  'pay.noLine':
    'Det her har ingen betalingslinje. Vil du betale det, så brug en anden måde her, eller ring til os på {phone}.',
  'pay.noLineCall': 'Det her har ingen betalingslinje. Vil du betale det, så ring til os på {phone}.',
  'pay.tooOften': 'Der er begyndt på mange betalinger. Vent ti minutter, og prøv igen.',
  'pay.tooManyOpen': 'Der er flere betalinger i gang. Gør dem færdige, eller stop dem først.',
  'payment.held': 'Noget af det var betalt i forvejen. En medarbejder ser på det og skriver om det.',
  'payment.heldAll':
    'Det var ikke længere noget, {person} skyldte. En medarbejder ser på det og skriver om det.',
  'payment.notOwedText': 'Det, der skulle betales, skyldes ikke længere.',
  'payment.owedAgain': 'Det, som betalingen havde dækket, skyldes igen.',
  'payment.toOverview': 'Til overblikket',
  'payment.other': 'Det er et andet beløb end det, der blev valgt. En medarbejder ser på forskellen.',
} as const satisfies Record<string, string>;
