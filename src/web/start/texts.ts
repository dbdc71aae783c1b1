/** The start page's Danish texts. */
export const startTexts = {
  title: 'Afdrag – tilbagebetaling af ydelser',
  heading: 'Tilbagebetaling, der kan forklares',
  lead: 'Afdrag hjælper kommuner med at afgøre, hvad en borger skal betale om måneden, når en ydelse skal betales tilbage, og hvornår betalingen skal vente.',
  what: 'Beløbet følger af borgerens indkomst efter faste regler. Hver måned regner Afdrag på ny med oplysninger fra registrene og sammenligner med det, der gælder. Kun når noget ændrer sig, får borgeren et brev. Hvert svar kan vises trin for trin med paragraf, tal og kilde.',
  onlyCounts: 'Siden viser kun antal og samlede beløb',
  onlyCountsHelp: 'Her står ingen oplysninger om den enkelte borger.',

  plan: 'Skal betale',
  deferral: 'Henstand',
  noAnswer: 'Kunne ikke beregnes',
  month: 'Måned',
  debtors: 'Borgere i kørslen',
  toPerson: 'Skal ses af en medarbejder',
  changes: 'Ændringer',
  monthly: 'Samlet beløb om måneden',

  standingsHeading: 'Det gælder nu',
  standing: 'Hvor sagen står',
  citizens: 'Antal borgere',
  inForcePlan: 'Afdragsordning',
  inForceManual: 'Beløb fastsat af en sagsbehandler',
  suspended: 'Betalingen er standset',
  hearing: 'Borgeren spørges først',
  waiting: 'Venter på godkendelse',
  decided: 'Brevet er på vej',

  chartHeading: 'Hvad blev resultatet?',
  chartTitle: 'Resultatet af hver månedskørsel, antal borgere',
  tableHeading: 'Tallene måned for måned',
  explainHeading: 'Sådan læser du tallene',
  latestMonths: 'Siden viser de seneste 12 måneder.',
  readOn: 'Tallene er læst den',

  useHeading: 'Sådan bruges borgernes sider',
  useHelp:
    'Besøg de seneste 14 dage. Et besøg er et login. Der gemmes kun antal og slags enhed, intet om hvem. Tal under 5 vises som «under 5», og andre tal rundes ned til hele femmere.',
  useChart: 'Besøg på borgernes sider hver dag',
  useByDevice: 'De seneste 14 dage efter slags enhed',
  use: 'Hvad',
  useVisit: 'Besøg',
  usePayment: 'Betalinger begyndt',
  useDocument: 'Dokumenter hentet',
  useMessage: 'Henvendelser sendt',
  usePlan: 'Aftaler skrevet under',
  useDirectDebit: 'Ønsker om Betalingsservice',
  devicePhone: 'Telefon',
  deviceTablet: 'Tablet',
  deviceComputer: 'Computer',
  deviceUnknown: 'Ukendt',

  noMunicipality: 'Der er ikke sat nogen kommune op endnu',
  noMunicipalityHelp: 'Du kan begynde med demokommunen, hvor alt er opdigtet:',
  noMonth: 'Ingen månedskørsel er afsluttet endnu',
  noMonthHelp: 'Tallene kommer her, når den første er færdig. Sådan starter du en kørsel:',
  monthsUnavailable: 'Tallene for kommunen kan ikke vises lige nu',
  monthsUnavailableHelp: 'Resten af siden er ikke berørt. Årsagen står i programmets log.',
  databaseDown: 'Vi kan ikke læse i databasen lige nu',
  databaseDownHelp:
    'Derfor mangler tallene. Programmet selv kører, og tallene vender tilbage, når databasen svarer. Årsagen står i programmets log.',

  moreHeading: 'Her kan du se mere',
  moreIntro:
    'Kør kommandoerne i en terminal i programmets mappe. NUMMER er borgerens nummer hos kommunen, for eksempel 100001. Brug aldrig et CPR-nummer.',
  story: 'Se hele borgerens sag',
  storyHelp: 'Viser alt, hvad der er sket, fra det første krav til i dag.',
  explain: 'Forklar én borgers beløb',
  explainHelp: 'Viser hvert trin med paragraf, tal, kilde og afrunding.',
  letter: 'Gem én borgers brev',
  letterHelp: 'Gemmer brevet fra en måned, hvor noget ændrede sig for borgeren, som PDF.',
  approve: 'Se, hvad der venter på godkendelse',
  approveHelp:
    'Viser forslagene fra en måned med en stikprøve. En anden person end den, der startede kørslen, godkender.',
  verify: 'Regn alle svar efter',
  verifyHelp:
    'Hvert gemt svar regnes igen efter den regel, det blev givet efter. Der må ikke være nogen forskel.',
  docs: 'Læs videre',
  docsHelp: 'README.md og mappen docs fortæller om reglerne, kommandoerne og driften.',
} as const;

/** What the words over the figures mean. */
export const startGlossary = [
  {
    term: startTexts.deferral,
    meaning:
      'Betalingen er sat på pause efter reglerne, for eksempel fordi borgeren får kontanthjælp eller har en lav indkomst.',
  },
  {
    term: startTexts.noAnswer,
    meaning: 'En oplysning mangler eller kan ikke passe. Så gætter Afdrag ikke.',
  },
  {
    term: startTexts.toPerson,
    meaning:
      'En medarbejder skal se på sagen eller godkende et forslag, før noget ændres. De borgere er også talt med i en af de tre første grupper.',
  },
  {
    term: startTexts.hearing,
    meaning:
      'Borgeren er bedt om sine bemærkninger eller oplysninger om sin indkomst og har tid til at svare. Intet er afgjort.',
  },
  {
    term: startTexts.waiting,
    meaning: 'En anden person end den, der startede kørslen, skal godkende forslaget.',
  },
  {
    term: startTexts.decided,
    meaning: 'Afgørelsen gælder først, når brevet er kommet frem til borgeren.',
  },
  { term: startTexts.changes, meaning: 'Nye afgørelser og forslag til afgørelser i den måned.' },
  {
    term: startTexts.monthly,
    meaning:
      'Det, som alle aftaler tilsammen beder om for en måned, når kørslens afgørelser gælder. Forslag er ikke talt med.',
  },
] as const;
