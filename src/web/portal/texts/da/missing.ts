/** What is said where something cannot be read for the moment; each part by its name (platform/read-partly.ts). */
export const missing = {
  heading: 'Vi kan ikke vise alt lige nu',
  again: 'Prøv igen om lidt, eller ring til os på {phone}.',
  plans: 'Vi kan ikke vise dine aftaler og planer lige nu.',
  recovery: 'Vi kan ikke vise, hvad der er hos Gældsstyrelsen lige nu. Det er ikke talt med her.',
  steps: 'Vi kan ikke vise, hvad vi har skrevet om dine regninger, og hvad der sker nu.',
  'under-way':
    'Vi kan ikke se, om du er ved at betale noget. Vent med at betale, så du ikke betaler to gange.',
  interest: 'Vi kan ikke vise de nyeste renter. De er ikke talt med her.',
  bank: 'Vi kan ikke se, hvad din bank betaler for dig. Har du Betalingsservice, så se i din bank, før du betaler.',
  asked:
    'Vi kan ikke se, om vi har spurgt dig om noget. Har du fået et brev om det, står der, hvornår du skal svare.',
  decisions: 'Vi kan ikke vise, hvad vi har besluttet om din betaling.',
  calculation: 'Vi kan ikke vise, hvordan vi har regnet.',
  letters: 'Vi kan ikke vise dine breve lige nu.',
  'about-letters':
    'Vi kan ikke vise, hvad dine breve handler om. Det står i brevene, og også hvornår du skal svare.',
  payments: 'Vi kan ikke vise dine betalinger lige nu.',
  'payment-lines': 'Vi kan ikke vise dine betalingslinjer lige nu. De står i dine breve.',
  messages: 'Vi kan ikke vise det, du har skrevet til os.',
  looks: 'Vi kan ikke vise, hvem der har set dine oplysninger.',
  section: 'Det kan vi ikke læse lige nu. Hent filen igen senere.',
  maybeMore: 'Der kan være mere at betale, som vi ikke kan vise.',
  pageTitle: 'Vi kan ikke vise siden lige nu',
  pageText: 'Noget hos os svarer ikke. Det er ikke noget, du har gjort.',
  fileTitle: 'Vi kan ikke lave filen lige nu',
  fileText: 'Noget af det, der skal stå i den, kan vi ikke læse. Du får den hel eller slet ikke.',
  formTitle: 'Det kunne vi ikke gøre lige nu',
  formText: 'Noget hos os svarer ikke. Intet er ændret eller sendt.',
  keptText: 'Noget hos os svarer ikke. Derfor har vi ikke fået din besked. Prøv igen om lidt.',
  sendAgain: 'Send igen',
};
