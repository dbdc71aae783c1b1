/** A bill for money that was given back of a payment which the bank has taken back since. */
export const owedBackDa = {
  'owed-back.title': 'Betal {total}, som du har fået tilbage, senest den {payBy}',
  'owed-back.result':
    'Vi har betalt {total} tilbage til dig af en betaling, vi havde fået. Den {takenBackOn} blev betalingen taget tilbage fra os, så vi har ikke fået pengene.',
  'owed-back.therefore': 'Derfor beder vi dig om at betale de {total} igen.',
  'owed-back.rules.back':
    'Dansk rets almindelige regler om, at penge, man har fået uden at have krav på dem, betales tilbage (condictio indebiti)',
} as const satisfies Record<string, string>;
