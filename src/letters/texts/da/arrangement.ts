/** Letters about bills that are no reminders: the warning of transfer, and what is agreed on request. */
export const arrangementDa = {
  'transfer-warning.title': 'Betal senest den {payBy}, ellers sender vi gælden til Gældsstyrelsen',
  'transfer-warning.result':
    'Du mangler stadig at betale {total}. Hvis vi ikke har fået pengene senest den {payBy}, sender vi gælden til Gældsstyrelsen.',
  'warning.transfer':
    'Når gælden er sendt, skal du betale til Gældsstyrelsen og ikke til os, og de bestemmer, hvordan du skal betale. De kan trække pengene i din løn eller i det, du ellers får udbetalt. Der kan også komme renter på gælden hos dem.',

  'voluntary-plan.title': 'Din aftale om at betale lidt ad gangen: {monthly} om måneden',
  'voluntary-plan.title-once': 'Din aftale om at betale: {amount} senest den {dueOn}',
  'voluntary-plan.result':
    'Du har bedt om at betale lidt ad gangen, og det har vi sagt ja til. Aftalen gælder de regninger, der står i tabellen. De er på {total} i alt. Du har skrevet til os, at du skylder pengene.',
  'voluntary-plan.resumed':
    'Din aftale om at betale lidt ad gangen har ligget stille for en tid. Nu går den videre med det, du skylder i dag. Det er {total} i alt og står i tabellen. Du betaler lige så meget om måneden som før, og intet af det regnes for betalt for sent. Har du fået et brev om, at du manglede en betaling på aftalen, gælder det brev ikke længere.',
  'voluntary-plan.paid-in-time':
    'Vi skrev til dig, at du manglede en betaling på din aftale. Nu kan vi se, at du havde betalt til tiden. Det beklager vi. Aftalen gælder derfor igen for det, du skylder i dag. Det er {total} i alt og står i tabellen. Du betaler lige så meget om måneden som før. Har du siden fået et brev om, at det hele skal betales, gælder det ikke længere, og du skal ikke betale gebyr eller renter for den tid.',
  'voluntary-plan.each-month': 'Hver måned',
  'voluntary-plan.first': 'Første gang',
  'voluntary-plan.last': 'Sidste gang',
  'voluntary-plan.instalments': 'Antal betalinger',
  'voluntary-plan.broken':
    'Så skriver vi til dig én gang og beder dig om at betale det, der mangler. Betaler du ikke inden fristen i det brev, falder aftalen væk, og du skal betale det hele på én gang. Kan du ikke betale, så ring til os, før betalingen skal ske.',

  'voluntary-deferral.title': 'Du kan vente med at betale til den {until}',
  'voluntary-deferral.result':
    'Du har bedt om at vente med at betale, og det har vi sagt ja til. Det gælder de regninger, der står i tabellen. De er på {total} i alt, og du skal betale dem senest den {until}. Du har skrevet til os, at du skylder pengene.',
  'voluntary-deferral.broken':
    'Så går vi videre, hvor vi slap: Du kan få en rykker, og gælden kan blive sendt til Gældsstyrelsen. Kan du ikke betale til tiden, så ring til os før den dag.',

  'arrangement.no-interest': 'Der kommer ingen renter, så længe du holder aftalen.',
  'arrangement.interest-runs': 'Der kommer stadig renter på gælden, mens aftalen gælder.',
  'arrangement.interest-before':
    'Der er løbet renter, før aftalen begyndte. De er på {interest} og står ikke i tabellen, fordi de først bliver skrevet på til sidst i måneden. Betal dem sammen med den sidste betaling, senest den {last}, så skylder du ikke mere af regningerne.',
  'arrangement.broken.heading': 'Hvis du ikke betaler til tiden',

  'plan-broken.title': 'Du mangler en betaling på din aftale. Betal senest den {payBy}',
  'plan-broken.owe.heading': 'Regningerne i aftalen',
  'plan-broken.owe.intro':
    'Tabellen viser alt, der er tilbage af hver regning, og hvornår den skulle være betalt, før vi lavede aftalen.',
  'plan-broken.result':
    'Vi mangler {missing} på din aftale om at betale lidt ad gangen. Det skulle have været betalt den {missedOn}.',
  'plan-broken.result-several':
    'Vi mangler {missing} på din aftale om at betale lidt ad gangen. Det første af det skulle have været betalt den {missedOn}.',
  'plan-broken.by':
    'Betaler du det senest den {payBy}, fortsætter aftalen, som om intet var sket. Ellers falder den væk, og så skal du betale alt det, der er tilbage, på én gang. Det er {total} i dag.',
  'plan-broken.transfer':
    'Falder aftalen væk, og betaler du heller ikke det hele, kan vi sende gælden til Gældsstyrelsen.',
} as const satisfies Record<string, string>;
