/** A decision that has been taken back. */
export const reversalDa = {
  'reversal.title': 'Vi har taget vores afgørelse fra {decidedOn} tilbage',
  'reversal.result.plan':
    'Den {decidedOn} besluttede vi, at du skulle betale {monthly} om måneden. Den afgørelse har vi nu taget tilbage.',
  'reversal.result.deferral':
    'Den {decidedOn} besluttede vi, at du ikke skulle betale noget. Den afgørelse har vi nu taget tilbage.',
  'reversal.result.transfer':
    'Den {decidedOn} besluttede vi, at hele din gæld skulle sendes til Gældsstyrelsen. Den afgørelse har vi nu taget tilbage.',
  'reversal.result.reached': 'Den gælder ikke længere.',
  'reversal.result.replaced': 'Den var allerede afløst af en nyere afgørelse.',
  'reversal.result.not-reached':
    'Den var ikke begyndt at gælde, og nu kommer den ikke til det. Har du fået et brev om den, kan du se bort fra det.',
  'reversal.result.called': 'Når vi tager en afgørelse tilbage, kaldes det at omgøre den.',

  'reversal.now.heading': 'Det gælder nu',
  'reversal.now.as-before': 'Nu gælder det samme som før afgørelsen.',
  'reversal.now.unchanged': 'Der er ikke noget, der bliver anderledes for dig.',
  'reversal.now.replaced': 'Den nyere afgørelse er ikke taget tilbage. Den gælder stadig.',
  'reversal.now.plan': 'Du skal betale {monthly} om måneden.',
  'reversal.now.plan-due': 'Du skal betale {monthly} om måneden. Næste gang er den {nextDue}.',
  'reversal.now.how-to-pay':
    'Hvordan du betaler, står i det brev, hvor vi skrev til dig om det beløb. Kan du ikke finde det, så ring til os.',
  'reversal.now.bank-amount':
    'Har du selv sat en fast betaling op i banken, så se efter, om beløbet er rigtigt.',
  'reversal.now.deferral':
    'Du skylder stadig pengene, men du skal ikke betale noget nu. Det kaldes henstand.',
  'reversal.now.undecided':
    'Du skylder stadig pengene, men lige nu er det ikke besluttet, hvad du skal betale om måneden. Du skal ikke betale noget, før du har fået et brev med en ny afgørelse.',
  'reversal.now.settled': 'Du skylder ikke mere i denne sag, og du skal ikke betale noget.',

  'reversal.because.heading': 'Hvorfor har vi taget den tilbage?',
  'reversal.because.intro': 'Medarbejderens begrundelse er:',

  'reversal.money.heading': 'Hvad med pengene?',
  'reversal.money.taken-back':
    'Vi har bedt dig om {takenBack} for meget, som du ikke har betalt. Det beder vi dig ikke om længere.',
  'reversal.money.still-owed': 'Men beløbet er stadig en del af din gæld.',
  'reversal.money.paid-beyond':
    'Du har betalt {paidBeyond} mere, end vi skulle have bedt dig om. En medarbejder ser på, om du skal have pengene tilbage, eller om de skal bruges til at betale af på din gæld. Vi skriver til dig, når det er besluttet.',
  'reversal.money.none': 'Vi har ikke bedt dig om for meget, og du har ikke betalt for meget.',
  'reversal.money.not-asked': 'Vi har ikke bedt dig om penge efter afgørelsen.',

  'reversal.again.heading': 'Vi har set på din sag igen',
  'reversal.again':
    'Vi har brugt de oplysninger, vi har nu. Fører det til en ny afgørelse, får du den i et brev for sig. Indtil da gælder det, der står i dette brev.',

  'reversal.decided':
    'En medarbejder i {department} har besluttet at tage afgørelsen tilbage. Ring eller skriv, hvis du vil tale om det eller have os til at se på det igen.',

  'reversal.rules.collection':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 4-7 (hvad du skal betale)',
  'reversal.rules.procedure':
    'Forvaltningsloven §§ 22, 24 og 25 (begrundelse og klage) og retssikkerhedsloven §§ 60, 66, 67 og 72 (klage, og at vi ser på sagen igen)',
  'reversal.rules.procedure-no-complaint':
    'Forvaltningsloven §§ 22 og 24 (begrundelse) og gældsinddrivelsesloven § 2, stk. 3 (klage)',
} as const satisfies Record<string, string>;
