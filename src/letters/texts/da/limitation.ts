/** Debt is time-barred (forældelsesloven). */
export const limitationDa = {
  'limitation.title': 'Du skal ikke betale {total}, for gælden er forældet',
  'limitation.result':
    'Den gæld, der står i tabellen, er blevet for gammel. Det er {total} i alt. Det kaldes forældelse.',
  'limitation.nothing-to-do': 'Du skal ikke betale den, og du skal ikke gøre noget.',
  'limitation.bank': 'Har du selv sat en fast betaling op i banken, så stop den.',

  'limitation.heading': 'Det er forældet',
  'limitation.intro': 'Tabellen viser, hvad det var for, og hvilken dag fristen løb ud.',
  'limitation.column.what': 'Regning',
  'limitation.column.due': 'Skulle betales senest',
  'limitation.column.until': 'Fristen løb ud',
  'limitation.column.amount': 'Beløb',
  'limitation.total': 'I alt',
  'limitation.numbered': '{what} (nr. {reference})',
  'limitation.with-main': '* Renter og gebyrer falder væk sammen med den regning, de hører til.',

  'limitation.after.heading': 'Du skal ikke betale det mere',
  'limitation.no-more': 'Vi beder dig ikke om pengene igen, og du får ingen rykkere for dem.',
  'limitation.money-back':
    'Betaler du alligevel, eller har du betalt, efter at fristen løb ud, ser vi på, om du skal have pengene tilbage, og skriver til dig.',

  'limitation.rules.intro': 'Brevet bygger på disse regler:',
  'limitation.rules.period':
    'Forældelsesloven §§ 2, 3 og 5 (hvornår gæld forældes, og hvad fristen regnes fra)',
  'limitation.rules.accessory': 'Forældelsesloven § 23, stk. 2 (renter og gebyrer)',
  'limitation.rules.days': 'Forældelsesloven § 27 (når fristen ender på en lukkedag)',
  'limitation.rules.data': 'Databeskyttelsesforordningen artikel 13-16 (dine oplysninger)',
} as const satisfies Record<string, string>;
