/** What is owed, how we came to it, what the citizen said, and the rules. */
export const reasonsDa = {
  'owe.heading': 'Det skylder du',
  'owe.column.benefit': 'Ydelse',
  'owe.column.months': 'For',
  'owe.column.decision': 'Afgørelse om tilbagebetaling',
  'owe.column.owed': 'Du skylder',
  'owe.column.share': 'Af første betaling',
  'owe.column.share-next': 'Af næste betaling',
  'owe.total': 'I alt',
  'owe.intro':
    'Vi har tidligere skrevet til dig, at pengene skal betales tilbage. Datoen kan du se i tabellen.',
  'owe.share': 'Den sidste kolonne viser, hvad din betaling bliver brugt til.',
  'owe.joint':
    '* Den gæld skylder du sammen med en anden. I skylder begge hele beløbet, men det skal kun betales én gang. Det, den anden betaler, trækker vi fra hos dig.',

  'changed.heading': 'Det er ændret',
  'changed.intro': 'Det, du skal betale tilbage, er blevet et andet:',
  'changed.column.what': 'Hvad er der sket?',
  'changed.column.before': 'Før',
  'changed.column.now': 'Nu',
  'changed.new': 'Nyt krav',
  'changed.raised': 'Sat op',
  'changed.reduced': 'Sat ned',
  'changed.gone': 'Trukket tilbage',
  'changed.with-why': '{change}: {why}',
  'changed.paid': 'Tallene er før det, du har betalt. Det, du har betalt, er stadig trukket fra.',

  'because.heading': 'Hvorfor har vi set på din sag?',
  'because.intro': 'Grunden er:',
  'because.heading-individual': 'Hvorfor skal du betale?',
  'because.heading-lapse': 'Hvorfor er gælden faldet væk?',
  'because.heading-considered': 'Hvorfor overvejer vi det?',
  'because.intro-individual': 'Medarbejderens begrundelse er:',

  'calculation.heading-plan': 'Sådan har vi regnet',
  'calculation.heading-deferral': 'Sådan er vi kommet frem til det',
  'calculation.intro': 'Her kan du se hvert trin, dine tal, og hvor vi har dem fra.',
  'calculation.pension': 'ATP og pension, som din arbejdsgiver betaler ind, er allerede trukket fra lønnen.',
  'calculation.column.step': 'Trin',
  'calculation.column.figure': 'Dit tal',
  'calculation.column.from': 'Hvor vi har det fra',

  'hearing.heading': 'Før vi besluttede det',
  'hearing.heading-answer': 'Dit svar, og vores svar på det',
  'hearing.not-needed':
    'Vi har ikke bedt om dine bemærkninger først, fordi afgørelsen ikke stiller dig ringere end før.',
  'hearing.not-needed-same':
    'Vi har ikke bedt om dine bemærkninger først, fordi du skal betale det samme om måneden som før.',
  'hearing.left-out': 'Vi har ikke bedt om dine bemærkninger først. Grunden er: {ground}',
  'hearing.tell-us': 'Er der noget, vi bør vide, så skriv eller ring til os.',
  'hearing.no-answer':
    'Vi skrev til dig den {askedOn} og bad om dine bemærkninger. Da fristen gik ud den {deadline}, havde vi ikke fået noget svar.',
  'hearing.answered': 'Vi skrev til dig den {askedOn} og bad om dine bemærkninger. Du svarede:',
  'hearing.reply': 'Vores svar er:',

  'rules.heading': 'Reglerne',
  'rules.intro': 'Afgørelsen bygger på disse regler:',
  'rules.intro-asking': 'Brevet bygger på disse regler:',
  'rules.plan':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 4, 5, 7, 9 og 10',
  'rules.individual':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 4, 6, 9 og 10; beløbet fastsættes efter § 6, stk. 2',
  'rules.deferral':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 4, 6, 7 og 9',
  'rules.repayment': '{law} (når hjælp skal betales tilbage)',
  'rules.lapse': 'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) § 9',
  'rules.lapse-law': '{law} (når gæld falder væk)',
  'rules.own-interest':
    'Gebyrloven (lovbekendtgørelse nr. 56 af 23. januar 2018) § 3 (renter, når der ikke betales til tiden)',
  'rules.transfer': 'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 5, 7 og 10',
  'rules.calculation': 'Reglerne bag hvert trin i beregningen: {paragraphs}',
  'rules.procedure':
    'Forvaltningsloven §§ 19, 22, 24 og 25 (høring, begrundelse og klage) og retssikkerhedsloven §§ 60, 66, 67 og 72 (klage)',
  'rules.procedure-no-complaint':
    'Forvaltningsloven §§ 19, 22 og 24 (høring og begrundelse) og gældsinddrivelsesloven § 2, stk. 3 (klage)',
  'rules.procedure-asking': 'Forvaltningsloven § 19 (din ret til at blive hørt)',
  'rules.data':
    'Databeskyttelsesforordningen artikel 13-16 og 22 (dine oplysninger, og retten til at et menneske ser på sagen)',
} as const satisfies Record<string, string>;
