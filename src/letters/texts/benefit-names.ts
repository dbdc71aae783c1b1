/** What a benefit is in English, with its Danish name, because that is the name on every paper the citizen has. */
const english: Readonly<Record<string, string>> = {
  kontanthjælp: 'cash benefit (kontanthjælp)',
  uddannelseshjælp: 'education benefit (uddannelseshjælp)',
  'selvforsørgelses- og hjemrejseydelse':
    'self-support and repatriation benefit (selvforsørgelses- og hjemrejseydelse)',
  overgangsydelse: 'transition benefit (overgangsydelse)',
  ressourceforløbsydelse: 'resource programme benefit (ressourceforløbsydelse)',
  kontantydelse: 'temporary cash benefit (kontantydelse)',
  førtidspension: 'disability pension (førtidspension)',
  folkepension: 'state pension (folkepension)',
  seniorpension: 'senior pension (seniorpension)',
  'tidlig pension': 'early pension (tidlig pension)',
  efterløn: 'early retirement pay (efterløn)',
  fleksydelse: 'flexible benefit (fleksydelse)',
  arbejdsløshedsdagpenge: 'unemployment benefit (arbejdsløshedsdagpenge)',
  sygedagpenge: 'sickness benefit (sygedagpenge)',
  barselsdagpenge: 'parental benefit (barselsdagpenge)',
  ledighedsydelse: 'ledighedsydelse (for those approved for a flexi-job)',
  revalideringsydelse: 'rehabilitation benefit (revalideringsydelse)',
  fleksløntilskud: 'flexi-job wage subsidy (fleksløntilskud)',
  su: 'student grant (SU)',
  'særlig støtte': 'special support (særlig støtte)',
  boligstøtte: 'housing support (boligstøtte)',
  'børne- og ungeydelse': 'child and youth benefit (børne- og ungeydelse)',
  fripladstilskud: 'daycare subsidy (fripladstilskud)',
};

/** A benefit as named in a letter; in English a name that is not known stays Danish. */
export function benefitName(danish: string, language: 'da' | 'en'): string {
  return language === 'da' ? danish : (english[danish] ?? danish);
}
