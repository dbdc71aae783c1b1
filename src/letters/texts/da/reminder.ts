/** A reminder about bills that have not been paid. */
export const reminderDa = {
  'reminder.title': 'Husk at betale {total} senest den {payBy}',
  'reminder.title-again': 'Vi mangler stadig din betaling: {total} senest den {payBy}',
  'reminder.result': 'Vi har ikke fået din betaling for det, der står i tabellen. Det er {total} i alt.',
  'reminder.result-again':
    'Vi har skrevet til dig før om det, der står i tabellen. Vi mangler stadig {total} i alt.',
  'reminder.by': 'Du skal betale senest den {payBy}.',
  'reminder.late':
    'Får du brevet senere, end vi regner med, har du altid {payDays} dage til at betale, fra du har fået det.',
  'reminder.crossed':
    'Har du lige betalt, har vi måske ikke set det endnu. Så skal du kun betale det, der mangler.',

  'reminder.owe.heading': 'Det mangler du at betale',
  'reminder.owe.intro': 'Tabellen viser hver regning, og hvornår den skulle være betalt.',
  'reminder.owe.column.what': 'Regning',
  'reminder.owe.column.debt': 'Hvad',
  'reminder.owe.column.period': 'For',
  'reminder.owe.column.due': 'Skulle betales senest',
  'reminder.owe.column.owed': 'Du skylder',
  'reminder.owe.total': 'I alt',
  'reminder.owe.numbered': '{what} (nr. {reference})',
  'reminder.owe.period': '{from} – {to}',
  'reminder.owe.joint':
    '* Den regning skylder du sammen med andre. I skylder hver især hele beløbet, men det skal kun betales én gang. Det, de andre betaler, trækker vi fra hos dig.',
  'reminder.owe.interest':
    'Der kommer renter på, indtil det er betalt. Kommer der nye renter, før du betaler, skal de også betales. De er ikke med i beløbet her.',

  'reminder.fee.heading': 'Gebyr for brevet',
  'reminder.fee': 'Det koster {fee} at få dette brev. Gebyret (rykkergebyr) er med i tabellen.',

  'reminder.pay.heading': 'Sådan betaler du',
  'reminder.pay.amount': 'Beløb',
  'reminder.pay.before': 'Betal senest',
  'reminder.pay.help': 'Du kan betale i din netbank eller mobilbank.',

  'reminder.unable.heading': 'Hvis du ikke kan betale det hele',
  'reminder.unable':
    'Ring til os, før fristen er gået. Så ser vi på, om du kan betale lidt ad gangen eller vente.',

  'reminder.transfer.heading': 'Hvis vi ikke får pengene',
  'reminder.transfer':
    'Betaler du ikke inden fristen, kan vi sende gælden til Gældsstyrelsen. Så skal du betale til dem og ikke til os, og de bestemmer, hvordan du skal betale. Der kan også komme renter på gælden hos dem.',

  'reminder.disagree.heading': 'Hvis du er uenig',
  'reminder.disagree':
    'Mener du, at du ikke skylder pengene, eller at noget er forkert, så skriv eller ring til os, gerne inden fristen.',
  'reminder.disagree.wait':
    'Mens vi ser på det, rykker vi dig ikke igen for det, og vi sender det ikke til Gældsstyrelsen.',

  'reminder.rules.gebyrloven': 'Gebyrloven (lovbekendtgørelse nr. 56 af 23. januar 2018) § 2 (rykkergebyr)',
  'reminder.rules.renteloven': 'Renteloven (lovbekendtgørelse nr. 459 af 13. maj 2014) § 9 b (rykkergebyr)',
  'reminder.rules.interest-gebyrloven':
    'Gebyrloven (lovbekendtgørelse nr. 56 af 23. januar 2018) § 3 (renter, når der ikke betales til tiden)',
  'reminder.rules.interest-renteloven':
    'Renteloven (lovbekendtgørelse nr. 459 af 13. maj 2014) §§ 3 og 5 (renter, når der ikke betales til tiden)',
  'reminder.rules.collection':
    'Gældsinddrivelsesloven (lovbekendtgørelse nr. 1063 af 26. september 2024) § 2 (hvem der opkræver, og hvornår gæld kan sendes til Gældsstyrelsen)',
  'reminder.rules.data': 'Databeskyttelsesforordningen artikel 13-16 (dine oplysninger)',
} as const satisfies Record<string, string>;
