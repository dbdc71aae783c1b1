/** A demand for instalments that were not paid, and an invoice before anything has been decided. */
export const demandDa = {
  'demand.title': 'Du mangler at betale {total}. Betal senest den {payBy}',
  'demand.result':
    'Du betaler {monthly} om måneden på din gæld. Vi har ikke fået det hele. Du mangler at betale {total}.',
  'demand.by': 'Du skal betale senest den {payBy}.',
  'demand.late':
    'Får du brevet senere, end vi regner med, har du altid {payDays} dage til at betale, fra du har fået det.',
  'demand.crossed': 'Har du lige betalt, har vi måske ikke set det endnu. Så skal du ikke betale igen.',
  'demand.no-fee': 'Det koster ikke noget at få dette brev.',

  'demand.owe.heading': 'Det mangler du at betale',
  'demand.owe.column.due': 'Skulle betales den',
  'demand.owe.column.missing': 'Mangler',
  'demand.owe.fee': 'Gebyr for brevet',
  'demand.owe.total': 'I alt',

  'demand.fee.heading': 'Gebyr for brevet',
  'demand.fee':
    'Det koster {fee} at få dette brev (gebyrloven § 2). Gebyret er med i tabellen. Har du betalt det hele, inden vi skrev til dig, eller viser det sig, at du efter reglerne ikke har råd til at betale, skal du ikke betale gebyret.',

  'demand.pay.heading': 'Sådan betaler du',
  'demand.pay.amount': 'Beløb',
  'demand.pay.before': 'Betal senest',
  'demand.pay.help':
    'Du kan betale i din netbank eller mobilbank. Du skal stadig betale de næste rater som aftalt.',

  'demand.able.heading': 'Hvis din indkomst er faldet',
  'demand.able':
    'Ring eller skriv til os, før fristen er gået. Har du efter reglerne ikke råd til at betale, sætter vi betalingen på pause. Så skal du ikke betale nu.',

  'demand.unpaid.heading': 'Hvis du ikke betaler',
  'demand.unpaid.check': 'Når fristen er gået, ser vi på din indkomst igen.',
  'demand.unpaid.all':
    'Har du efter reglerne råd til at betale, gælder ordningen med {monthly} om måneden ikke længere. Så skal du betale hele gælden på én gang. Den er {wholeDebt} i dag.',
  'demand.unpaid.interest':
    'Så begynder der også at komme renter på gælden. Det har kommunen besluttet efter gebyrloven § 3. Renten er {percent} af det, du mangler at betale, for hver måned, der er begyndt, fra dagen efter, at hele gælden skal betales. Betaler du det, du mangler, inden fristen, kommer der ingen renter.',
  'demand.unpaid.transfer':
    'Hele gælden kan så blive sendt til Gældsstyrelsen. Det skriver vi altid til dig om, før det sker.',

  'demand.disagree.heading': 'Hvis du er uenig',
  'demand.disagree':
    'Mener du, at du har betalt, eller at noget er forkert, så skriv eller ring til os, gerne inden fristen.',

  'demand.rules.default':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 7 og 10 (når en afdragsordning ikke bliver betalt)',
  'demand.rules.plan':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 5 og 6 (hvad der skal betales, og hvornår der er henstand)',
  'demand.rules.data': 'Databeskyttelsesforordningen artikel 13-16 (dine oplysninger)',

  'invoice.title': 'Du skal betale {total} tilbage',
  'invoice.result': 'Du har fået hjælp, som skal betales tilbage. Du skylder {municipality} {total} i alt.',
  'invoice.may-pay': 'Du kan betale det hele på én gang nu. Gør det senest den {payBy}, hvis du kan.',
  'invoice.late':
    'Får du brevet senere, end vi regner med, venter vi altid {payDays} dage, fra du har fået det.',
  'invoice.no-fee': 'Der er ikke gebyr eller renter på gælden.',

  'invoice.pay.heading': 'Hvis du vil betale det hele nu',
  'invoice.pay.amount': 'Beløb',
  'invoice.pay.before': 'Betal inden',
  'invoice.pay.help': 'Du kan betale i din netbank eller mobilbank.',

  'invoice.rights.heading': 'Hvis du ikke kan betale det hele nu',
  'invoice.rights.instalments':
    'Du har ret til at betale lidt ad gangen. Beløbet om måneden følger af din indkomst efter faste regler.',
  'invoice.rights.deferral':
    'Du har ret til at vente med at betale (henstand), hvis du får kontanthjælp eller en lignende ydelse, hvis førtidspension er din eneste indkomst, eller hvis din indkomst er lav.',
  'invoice.rights.call': 'Er din indkomst lav, eller er den faldet, så ring eller skriv til os.',

  'invoice.then.heading': 'Hvad sker der så?',
  'invoice.then':
    'Har du ikke betalt det hele, når fristen er gået, fastsætter vi, hvad du skal betale om måneden. Det får du et brev om. Du får ingen rykker for denne regning.',

  'invoice.disagree.heading': 'Hvis du er uenig',
  'invoice.disagree':
    'Mener du, at du ikke skylder pengene, eller at noget er forkert, så skriv eller ring til os.',

  'invoice.rules.collection':
    'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 4-6 (hvordan hjælpen betales tilbage, og hvornår der er henstand)',
  'invoice.rules.data': 'Databeskyttelsesforordningen artikel 13-16 (dine oplysninger)',
} as const satisfies Record<string, string>;
